"""Audits: started over contracts that stay the same, answered, signed off and reopened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

import apsw

from arkiv import clock
from arkiv.domain.audit_trail import AUDIT_KINDS, newest_of
from arkiv.domain.auditing import (
    Answer,
    Audit,
    Audited,
    Closing,
    Verdict,
    audit_key,
    progress,
)
from arkiv.domain.auditing_json import audit_to_json, closing_to_json, pack_from_json, pack_to_json
from arkiv.domain.contracts import EventKind
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation
from arkiv.errors import BadInput, NotFound
from arkiv.store.answers import answers_of, place_answer, put_follow_ups, standing_answer, told
from arkiv.store.connection import Connections
from arkiv.store.events import append, newest_first
from arkiv.store.existing import existing
from arkiv.store.plans import place_obligation, standing_obligation
from arkiv.store.spelling import as_json, spelled, storable
from arkiv.store.statements import fetch_one, fetch_rows
from arkiv.texts import _

__all__ = ["SqliteAudits", "audit_of", "place_closing", "place_start", "refuse_closed"]

_COLUMNS = (
    "id, name, pack, query, due_on, owner, started_by, started_at, closed_by, closed_at,"
    " closed_comment, closed_open"
)
_EVERY = f"SELECT {_COLUMNS} FROM audit WHERE NOT withdrawn ORDER BY started_at, id"
_NOTHING = (Verdict.OPEN, "", ())


@dataclass(frozen=True, slots=True)
class SqliteAudits:
    """The Audits of domain.act_ports."""

    connections: Connections

    def start(self, audit: Audit, actor: str) -> Audit:
        with self.connections.writing() as connection:
            known = audit_of(connection, audit.id) or audit_of(connection, audit.id, withdrawn=True)
            if known is not None:
                return known
            existing(connection, [each.contract for each in audit.contracts])
            _refuse_name(connection, audit.name)
            _insert(connection, audit, actor, spelled(clock.now()))
            started = _named(connection, audit.id)
            append(connection, EventKind.AUDIT_STARTED, actor, None, after=audit_to_json(started))
        return started

    def every(self) -> tuple[Audit, ...]:
        with self.connections.reading() as connection:
            rows = fetch_rows(connection, _EVERY)
            return tuple(_audit(connection, *row) for row in rows)

    def get(self, audit: str) -> Audit | None:
        with self.connections.reading() as connection:
            return audit_of(connection, audit)

    def answers(self, audit: str) -> tuple[Answer, ...]:
        with self.connections.reading() as connection:
            return answers_of(connection, audit)

    def head(self, audit: str) -> tuple[int, str]:
        with self.connections.reading() as connection:
            known = _named(connection, audit)
            newest = newest_of(known, newest_first(connection, AUDIT_KINDS))
        return newest.seq, newest.hash

    def answer(
        self,
        audit: str,
        answers: Sequence[Answer],
        follow_ups: Sequence[Obligation],
        withdrawn: Sequence[str],
        actor: str,
    ) -> int:
        batch, at = str(uuid4()), spelled(clock.now())
        with self.connections.writing() as connection:
            asked = _named(connection, audit)
            refuse_closed(asked)
            _refuse_unknown(asked, answers)
            changed = 0
            for said in answers:
                before = standing_answer(connection, audit, said)
                after = replace(said, comment=storable(said.comment), actor=storable(actor), at=at)
                if (before.says() if before else _NOTHING) != after.says():
                    kept = None if after.says() == _NOTHING else after
                    place_answer(connection, asked, before, kept, actor, batch)
                    changed += 1
            put_follow_ups(connection, follow_ups, actor, batch)
            for obligation in withdrawn:
                standing = standing_obligation(connection, obligation)
                if standing is not None:
                    place_obligation(connection, standing, None, actor, batch)
        return changed

    def close(self, audit: str, comment: str, with_open: bool, actor: str) -> Audit:
        with self.connections.writing() as connection:
            known = _named(connection, audit)
            if known.closed is not None:
                return known
            left = progress(known, answers_of(connection, audit)).open
            if left and not with_open:
                raise BadInput(_still_open(left))
            closing = Closing(storable(actor), spelled(clock.now()), storable(comment), left)
            place_closing(connection, known, closing, actor)
        return replace(known, closed=closing)

    def reopen(self, audit: str, actor: str) -> bool:
        with self.connections.writing() as connection:
            known = _named(connection, audit)
            if known.closed is None:
                return False
            place_closing(connection, known, None, actor)
        return True


def audit_of(connection: apsw.Connection, audit: str, withdrawn: bool = False) -> Audit | None:
    """The one of that id, of those that were withdrawn or of the others."""
    select = f"SELECT {_COLUMNS} FROM audit WHERE id = ? AND withdrawn = ?"
    row = fetch_one(connection, select, (audit, int(withdrawn)))
    return None if row is None else _audit(connection, *row)


def place_start(
    connection: apsw.Connection, audit: Audit, started: bool, actor: str, batch: str
) -> None:
    """Withdraw it, or have it stand again, with the event that says so. Raises BadInput."""
    if started:
        _refuse_name(connection, audit.name)
    key = audit_key(audit.name) if started else f"withdrawn {audit.id}"
    connection.execute(
        "UPDATE audit SET withdrawn = ?, name_key = ? WHERE id = ?",
        (int(not started), key, audit.id),
    )
    kind = EventKind.AUDIT_STARTED if started else EventKind.AUDIT_WITHDRAWN
    said = audit_to_json(audit)
    before, after = (None, said) if started else (said, None)
    append(connection, kind, actor, None, before=before, after=after, batch=batch)


def place_closing(
    connection: apsw.Connection,
    audit: Audit,
    closing: Closing | None,
    actor: str,
    batch: str | None = None,
) -> None:
    """Put it, or none, in the place of what the audit has, with the event that says so."""
    _sign(connection, audit.id, closing)
    append(
        connection,
        EventKind.AUDIT_REOPENED if closing is None else EventKind.AUDIT_CLOSED,
        actor,
        None,
        before=told(audit) | closing_to_json(audit.closed),
        after=told(audit) | closing_to_json(closing),
        batch=batch,
    )


def refuse_closed(audit: Audit) -> None:
    """Raises BadInput where the audit is signed off."""
    if audit.closed is not None:
        raise BadInput(
            _("Audit “{name}” is closed; `arkiv audit reopen` opens it again.").format(
                name=audit.name
            )
        )


def _still_open(left: int) -> str:
    return _("{n} answers are missing; answer them, or close with --with-open.").format(n=left)


def _refuse_name(connection: apsw.Connection, name: str) -> None:
    key = audit_key(storable(name))
    if fetch_one(connection, "SELECT 1 FROM audit WHERE name_key = ?", (key,)) is not None:
        raise BadInput(
            _("There is an audit “{name}” already; choose another name.").format(name=name)
        )


def _refuse_unknown(audit: Audit, answers: Iterable[Answer]) -> None:
    contracts = {each.contract for each in audit.contracts}
    for said in answers:
        if said.contract not in contracts:
            raise NotFound(
                _("Contract {id} is not in audit “{name}”.").format(
                    id=said.contract, name=audit.name
                )
            )
        if audit.pack.item(said.item) is None:
            raise NotFound(
                _("Audit “{name}” has no question “{item}”.").format(
                    name=audit.name, item=said.item
                )
            )


def _insert(connection: apsw.Connection, audit: Audit, actor: str, at: str) -> None:
    connection.execute(
        "INSERT INTO audit (id, name, name_key, pack, query, due_on, owner, started_by, started_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            audit.id,
            storable(audit.name),
            audit_key(storable(audit.name)),
            as_json(pack_to_json(audit.pack)),
            storable(audit.query),
            audit.due.isoformat(),
            storable(audit.owner),
            storable(actor),
            at,
        ),
    )
    connection.executemany(
        "INSERT INTO audit_contract (audit, contract, skipped) VALUES (?, ?, ?)",
        [(audit.id, each.contract, as_json(list(each.skipped))) for each in audit.contracts],
    )


def _sign(connection: apsw.Connection, audit: str, closing: Closing | None) -> None:
    said: tuple[str | int | None, ...] = (None, None, "", 0)
    if closing is not None:
        said = (closing.actor, closing.at, closing.comment, closing.open_items)
    connection.execute(
        "UPDATE audit SET closed_by = ?, closed_at = ?, closed_comment = ?, closed_open = ?"
        " WHERE id = ?",
        (*said, audit),
    )


def _named(connection: apsw.Connection, audit: str) -> Audit:
    found = audit_of(connection, audit)
    if found is None:
        raise NotFound(_("There is no audit {id}.").format(id=audit))
    return found


def _audit(connection: apsw.Connection, *columns: Any) -> Audit:
    (id_, name, pack, query, due_on, owner, actor, at, closed_by, closed_at, comment, left) = (
        columns
    )
    rows = fetch_rows(
        connection,
        "SELECT contract, skipped, purged FROM audit_contract"
        " JOIN contract ON contract.id = contract WHERE audit = ? ORDER BY contract",
        (id_,),
    )
    whole = Audit(
        id_,
        name,
        pack_from_json(json.loads(pack)),
        query,
        tuple(Audited(ContractId(c), tuple(json.loads(skipped))) for c, skipped, _gone in rows),
        date.fromisoformat(due_on),
        owner,
        actor,
        at,
        None if closed_by is None else Closing(closed_by, closed_at, comment, left),
    )
    return whole.without([ContractId(contract) for contract, _skipped, gone in rows if gone])
