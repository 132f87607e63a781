"""The contracts of the record: as rows, with all that is known of one, and into the trash."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

import apsw

from arkiv.domain.contracts import DocumentText, EventKind, IndexEntry, LooseEnds, Summary
from arkiv.domain.documents import Page
from arkiv.domain.facts import Decision, DecisionKind, Field, FieldValue, Finding
from arkiv.domain.identity import ContractId, Sha256
from arkiv.store.connection import Connections
from arkiv.store.decisions import put_decision, take_decision
from arkiv.store.events import append
from arkiv.store.existing import existing
from arkiv.store.links import follow_amendments, follow_target
from arkiv.store.loose_ends import fetch_loose_ends
from arkiv.store.notes import notes_of
from arkiv.store.readings import findings_of, openings_of, pages_of
from arkiv.store.shown import decisions_of, original_of
from arkiv.store.spelling import as_json
from arkiv.store.statements import fetch_rows, fetch_value
from arkiv.store.summaries import fetch_summaries, summary_of

__all__ = ["SqliteContracts", "is_trashed", "move"]

_ENTRIES_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class SqliteContracts:
    """The Contracts of domain.ports."""

    connections: Connections

    def summaries(self, since: int = 0) -> Iterator[Summary]:
        with self.connections.reading() as connection:
            fetched = fetch_summaries(connection, "c.seq > ?", since)
        return (summary_of(row, beside) for row, beside in fetched)

    def summaries_of(self, contracts: Sequence[ContractId]) -> tuple[Summary, ...]:
        named = "c.id IN (SELECT value FROM json_each(?))"
        with self.connections.reading() as connection:
            fetched = fetch_summaries(connection, named, as_json(list(contracts)))
        return tuple(summary_of(row, beside) for row, beside in fetched)

    def summary(self, contract: ContractId) -> Summary | None:
        with self.connections.reading() as connection:
            return _summary(connection, contract)

    def purged(self, since: int = 0) -> tuple[ContractId, ...]:
        with self.connections.reading() as connection:
            rows = fetch_rows(
                connection,
                "SELECT id FROM contract WHERE seq > ? AND purged ORDER BY id",
                (since,),
            )
        return tuple(ContractId(number) for (number,) in rows)

    def findings(self, contract: ContractId) -> tuple[Finding, ...]:
        with self.connections.reading() as connection:
            original = original_of(connection, contract)
            return () if original is None else findings_of(connection, original)

    def warnings(self, contract: ContractId) -> tuple[str, ...]:
        with self.connections.reading() as connection:
            original = original_of(connection, contract)
            said = fetch_value(
                connection, "SELECT warnings FROM document WHERE id = ?", (original,)
            )
        return () if said is None else tuple(json.loads(said))

    def loose_ends(self, since: int = 0) -> Mapping[ContractId, LooseEnds]:
        with self.connections.reading() as connection:
            return fetch_loose_ends(connection, since)

    def decisions(self, contract: ContractId) -> tuple[Decision, ...]:
        with self.connections.reading() as connection:
            return decisions_of(connection, contract)

    def decide(
        self,
        contract: ContractId,
        field: Field,
        kind: DecisionKind,
        values: Sequence[FieldValue],
        actor: str,
    ) -> Decision:
        with self.connections.writing() as connection:
            existing(connection, [contract])
            put_decision(connection, contract, field, kind, values, actor, str(uuid4()))
            decided = decisions_of(connection, contract)
        return next(decision for decision in decided if decision.field is field)

    def confirm(
        self, contract: ContractId, values: Mapping[Field, Sequence[FieldValue]], actor: str
    ) -> int:
        batch = str(uuid4())
        with self.connections.writing() as connection:
            existing(connection, [contract])
            return sum(
                put_decision(
                    connection, contract, field, DecisionKind.CONFIRMED, said, actor, batch
                )
                for field, said in values.items()
            )

    def undecide(self, contract: ContractId, field: Field, actor: str) -> bool:
        with self.connections.writing() as connection:
            existing(connection, [contract])
            return take_decision(connection, contract, field, actor, str(uuid4()))

    def texts(self, contract: ContractId) -> tuple[DocumentText, ...]:
        with self.connections.reading() as connection:
            return _texts(connection, contract)

    def openings(self, contracts: Sequence[ContractId]) -> Mapping[ContractId, tuple[Page, ...]]:
        with self.connections.reading() as connection:
            return openings_of(connection, contracts)

    def trash(self, contracts: Sequence[ContractId], actor: str) -> int:
        return self._move(contracts, True, actor)

    def untrash(self, contracts: Sequence[ContractId], actor: str) -> int:
        return self._move(contracts, False, actor)

    def entries(self, since: int = 0) -> Iterator[IndexEntry]:
        """In pieces, each from one view: a contract that changes meanwhile comes as it then is.

        It keeps the number it had at the start, so a mark taken from the entries skips nothing.
        """
        with self.connections.reading() as connection:
            changed = fetch_rows(
                connection,
                "SELECT id, seq FROM contract WHERE seq > ? AND NOT purged ORDER BY seq",
                (since,),
            )
        return self._entries(changed)

    def _entries(self, changed: Sequence[tuple[int, int]]) -> Iterator[IndexEntry]:
        for start in range(0, len(changed), _ENTRIES_AT_ONCE):
            piece = changed[start : start + _ENTRIES_AT_ONCE]
            with self.connections.reading() as connection:
                entries = [_entry(connection, ContractId(number), seq) for number, seq in piece]
            yield from (entry for entry in entries if entry is not None)

    def _move(self, contracts: Sequence[ContractId], trashed: bool, actor: str) -> int:
        batch = str(uuid4())
        with self.connections.writing() as connection:
            moved = [
                contract
                for contract in existing(connection, contracts)
                if is_trashed(connection, contract) is not trashed
            ]
            for contract in moved:
                move(connection, contract, trashed, actor, batch)
        return len(moved)


def move(
    connection: apsw.Connection, contract: ContractId, trashed: bool, actor: str, batch: str
) -> None:
    """Into the trash or back, with the event that says so; it was on the other side."""
    connection.execute("UPDATE contract SET trashed = ? WHERE id = ?", (int(trashed), contract))
    append(
        connection,
        EventKind.TRASHED if trashed else EventKind.UNTRASHED,
        actor,
        contract,
        before={"trashed": not trashed},
        after={"trashed": trashed},
        batch=batch,
    )
    follow_amendments(connection, contract, actor, batch)
    follow_target(connection, contract, trashed, actor, batch)


def is_trashed(connection: apsw.Connection, contract: ContractId) -> bool:
    return bool(fetch_value(connection, "SELECT trashed FROM contract WHERE id = ?", (contract,)))


def _summary(connection: apsw.Connection, contract: ContractId) -> Summary | None:
    fetched = fetch_summaries(connection, "c.id = ?", contract)
    return summary_of(*fetched[0]) if fetched else None


def _texts(connection: apsw.Connection, contract: ContractId) -> tuple[DocumentText, ...]:
    rows = fetch_rows(
        connection,
        "SELECT id, sha256, name FROM document WHERE contract = ? ORDER BY id",
        (contract,),
    )
    texts = (
        DocumentText(Sha256(sha256), name, pages_of(connection, number))
        for number, sha256, name in rows
    )
    return tuple(text for text in texts if text.pages)


def _entry(connection: apsw.Connection, contract: ContractId, seq: int) -> IndexEntry | None:
    """None where it was purged meanwhile."""
    summary = _summary(connection, contract)
    if summary is None:
        return None
    return IndexEntry(
        id=contract,
        seq=seq,
        title=summary.title,
        parties=tuple(party.name for party in summary.facts.parties),
        tags=summary.tags,
        notes=tuple(note.text for note in notes_of(connection, contract)),
        texts=_texts(connection, contract),
    )
