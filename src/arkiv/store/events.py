"""The trail: how an event is added, read back, and found to be altered."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import apsw

from arkiv import clock
from arkiv.domain.contracts import ChainLink, Event, EventKind
from arkiv.domain.identity import ContractId, Sha256
from arkiv.domain.trail_ports import Damage
from arkiv.store.chain import FORMAT, Row, digest_of, hash_of, sealed, spelling_of
from arkiv.store.connection import Connections
from arkiv.store.spelling import instant, spelled, storable
from arkiv.store.statements import fetch_one, fetch_rows, fetch_value
from arkiv.texts import _

__all__ = ["SqliteEvents", "append", "events_of", "newest_first"]

_WORKSPACE = 1
_CHECKED_AT_ONCE = 5_000
_LINK = "workspace, seq, at, actor, kind, contract, document, batch, digest, content, format, hash"
_LINK_OF_BYTES = (
    "workspace, seq, CAST(at AS BLOB), CAST(actor AS BLOB), CAST(kind AS BLOB), contract,"
    " CAST(document AS BLOB), CAST(batch AS BLOB), CAST(digest AS BLOB), CAST(content AS BLOB),"
    " format, CAST(hash AS BLOB)"
)
_TOLD_AT_ONCE = 200


def append(
    connection: apsw.Connection,
    kind: EventKind,
    actor: str,
    contract: ContractId | None,
    *,
    document: Sha256 | None = None,
    before: Any = None,
    after: Any = None,
    batch: str | None = None,
) -> None:
    """Add an event in the transaction of the change it tells of, and mark its contract changed.

    ``contract`` is None for what is done to the archive as a whole.
    ``before`` and ``after`` are JSON values without floats; ``batch`` joins the events of one act.
    """
    seq, previous = _head(connection)
    content = sealed(before, after)
    row = Row(
        workspace=_WORKSPACE,
        seq=seq + 1,
        at=spelled(clock.now()),
        actor=storable(actor),
        kind=str(kind),
        contract=contract,
        document=document,
        batch=batch,
        digest=digest_of(content),
    )
    _insert(connection, row, content, hash_of(previous, row))
    if contract is not None:
        connection.execute("UPDATE contract SET seq = ? WHERE id = ?", (row.seq, contract))


@dataclass(frozen=True, slots=True)
class SqliteEvents:
    """The Events of domain.trail_ports."""

    connections: Connections

    def last_seq(self) -> int:
        return self.head()[0]

    def of(self, contract: ContractId | None = None, limit: int | None = None) -> tuple[Event, ...]:
        with self.connections.reading() as connection:
            return tuple(events_of(connection, contract=contract, limit=limit))

    def newest_first(self) -> Iterator[Event]:
        below: int | None = None
        while True:
            with self.connections.reading() as connection:
                events = events_of(connection, below=below, limit=_TOLD_AT_ONCE)
            if not events:
                return
            yield from events
            below = events[-1].seq

    def links(self, contract: ContractId) -> tuple[ChainLink, ...]:
        with self.connections.reading() as connection:
            rows = fetch_rows(
                connection,
                "SELECT workspace, seq, at, actor, kind, contract, document, batch, digest,"
                " coalesce((SELECT hash FROM event AS earlier WHERE earlier.seq = event.seq - 1),"
                " ''), content, hash FROM event WHERE contract = ? ORDER BY seq",
                (contract,),
            )
        return tuple(_link(*row) for row in rows)

    def head(self) -> tuple[int, str]:
        with self.connections.reading() as connection:
            return _head(connection)

    def origin(self) -> str:
        with self.connections.reading() as connection:
            found = fetch_value(connection, "SELECT hash FROM event WHERE seq = 1")
        return found or ""

    def broken(self) -> tuple[Damage, ...]:
        """As the port says; also where a contract knows of an event that the trail lacks."""
        found = [*self._broken_links()]
        with self.connections.reading() as connection:
            missing = fetch_rows(
                connection,
                "SELECT id, seq FROM contract WHERE seq <>"
                " (SELECT coalesce(max(seq), 0) FROM event WHERE event.contract = contract.id)",
            )
        for contract, seq in missing:
            subject = _("contract {contract}").format(contract=contract)
            found.append(
                _damage(
                    subject,
                    _("The newest event of {subject} should be number {seq}; it is not."),
                    seq=seq,
                )
            )
        return tuple(found)

    def holds(self, seq: int, digest: str) -> bool:
        if seq == 0:
            return digest == ""
        with self.connections.reading() as connection:
            known = fetch_value(connection, "SELECT hash FROM event WHERE seq = ?", (seq,))
        return bool(known == digest)

    def _broken_links(self) -> Iterator[Damage]:
        """In pieces, so that a long check holds no view of the record."""
        seq, previous = 0, ""
        purged = self._purged()
        while rows := self._links_after(seq):
            for *columns, content, format_, hash_ in rows:
                row = Row(*columns)
                if row.seq != seq + 1:
                    yield _gap(seq + 1, row.seq - 1)
                if not _intact(row, content, format_, purged) or hash_of(previous, row) != hash_:
                    subject = _("event {seq}").format(seq=row.seq)
                    yield _damage(
                        subject,
                        _("The trail does not hold at {subject}: something there was altered."),
                    )
                seq, previous = row.seq, hash_

    def _purged(self) -> dict[int, int]:
        """By contract, the number of the event that says so: what came before may be erased."""
        with self.connections.reading() as connection:
            return dict(
                fetch_rows(
                    connection,
                    "SELECT contract, max(seq) FROM event"
                    " WHERE kind = ? AND contract IS NOT NULL GROUP BY contract",
                    (str(EventKind.PURGED),),
                )
            )

    def _links_after(self, seq: int) -> list[tuple[Any, ...]]:
        with self.connections.reading() as connection:
            try:
                return _links(connection, _LINK, seq)
            except UnicodeDecodeError:  # somebody wrote bytes that are no text
                rows = _links(connection, _LINK_OF_BYTES, seq)
        return [tuple(map(_as_text, row)) for row in rows]


def events_of(
    connection: apsw.Connection,
    *,
    contract: ContractId | None = None,
    batch: str | None = None,
    below: int | None = None,
    kinds: Collection[EventKind] = (),
    limit: int | None = None,
) -> list[Event]:
    """Newest first; those of a contract, of one act, with a number below another, of some kinds."""
    named = json.dumps([str(kind) for kind in kinds]) if kinds else None
    conditions = [
        condition
        for condition, value in (
            ("contract = :contract", contract),
            ("batch = :batch", batch),
            ("seq < :below", below),
            ("kind IN (SELECT value FROM json_each(:kinds))", named),
        )
        if value is not None
    ]
    rows = fetch_rows(
        connection,
        "SELECT seq, at, actor, kind, contract, document, content, hash, batch FROM event"
        + (f" WHERE {' AND '.join(conditions)}" if conditions else "")
        + " ORDER BY seq DESC LIMIT :limit",
        {
            "contract": contract,
            "batch": batch,
            "below": below,
            "kinds": named,
            "limit": -1 if limit is None else limit,
        },
    )
    return [_event(*row) for row in rows]


def newest_first(connection: apsw.Connection, kinds: Collection[EventKind] = ()) -> Iterator[Event]:
    """Of these kinds, else all of them, fetched in pieces as they are asked for."""
    below: int | None = None
    while events := events_of(connection, below=below, kinds=kinds, limit=_TOLD_AT_ONCE):
        yield from events
        below = events[-1].seq


def _head(connection: apsw.Connection) -> tuple[int, str]:
    found = fetch_one(connection, "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")
    return (0, "") if found is None else (found[0], found[1])


def _insert(connection: apsw.Connection, row: Row, content: str, hash_: str) -> None:
    connection.execute(
        "INSERT INTO event (workspace, seq, at, actor, kind, contract, document, batch, digest,"
        " format, content, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.workspace,
            row.seq,
            row.at,
            row.actor,
            row.kind,
            row.contract,
            row.document,
            row.batch,
            row.digest,
            FORMAT,
            content,
            hash_,
        ),
    )


def _event(
    seq: int,
    at: str,
    actor: str,
    kind: str,
    contract: int | None,
    document: str | None,
    content: str | None,
    hash_: str,
    batch: str | None,
) -> Event:
    said = json.loads(content) if content else {}
    return Event(
        seq=seq,
        at=instant(at),
        actor=actor,
        kind=EventKind(kind),
        contract=None if contract is None else ContractId(contract),
        document=None if document is None else Sha256(document),
        before=said.get("before"),
        after=said.get("after"),
        hash=hash_,
        batch=batch,
    )


def _links(connection: apsw.Connection, columns: str, seq: int) -> list[tuple[Any, ...]]:
    return fetch_rows(
        connection,
        f"SELECT {columns} FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
        (seq, _CHECKED_AT_ONCE),
    )


def _as_text(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _link(*found: Any) -> ChainLink:
    *columns, previous, content, hash_ = found
    row = Row(*columns)
    return ChainLink(row.seq, previous, spelling_of(previous, row), content, hash_)


def _intact(row: Row, content: str | None, format_: int, purged: dict[int, int]) -> bool:
    if content is None:  # the chain covers its digest, so it still holds
        erased = row.contract is not None and row.seq < purged.get(row.contract, 0)
        return format_ == FORMAT and erased
    return format_ == FORMAT and digest_of(content) == row.digest


def _gap(first: int, last: int) -> Damage:
    subject = _("event {seq}").format(seq=first)
    return _damage(subject, _("Events {first} to {last} are missing."), first=first, last=last)


def _damage(subject: str, message: str, **named: int) -> Damage:
    return Damage("chain_broken", subject, message.format(subject=subject, **named))
