"""What reading left open, for many contracts at once."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field

import apsw

from arkiv.domain.contracts import LooseEnds
from arkiv.domain.documents import DocumentState
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.review import CHECK_FROM
from arkiv.store.spelling import as_json
from arkiv.store.statements import fetch_rows

__all__ = ["fetch_loose_ends"]


@dataclass(slots=True)
class _Found:
    waiting: bool = False
    tracked_changes: bool = False
    annexes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    guesses: set[Field] = field(default_factory=set)
    decided: set[Field] = field(default_factory=set)


def fetch_loose_ends(connection: apsw.Connection, since: int) -> dict[ContractId, LooseEnds]:
    """Of the contracts with an event after ``since``, where there is anything."""
    found: defaultdict[int, _Found] = defaultdict(_Found)
    for contract, state, tracked, annexes, warnings, original in fetch_rows(
        connection,
        "SELECT d.contract, d.state, d.tracked_changes, d.annexes, d.warnings,"
        f" d.id = ({_ORIGINAL}) FROM contract AS c"
        " CROSS JOIN document AS d ON d.contract = c.id WHERE c.seq > ? AND (d.state = 'stored'"
        " OR d.tracked_changes OR d.annexes <> '[]' OR d.warnings <> '[]') ORDER BY d.id",
        (since,),
    ):
        one = found[contract]
        one.waiting |= state == DocumentState.STORED
        one.tracked_changes |= bool(tracked)
        if original:
            one.annexes += json.loads(annexes)
            one.warnings += json.loads(warnings)
    for contract, guess in fetch_rows(
        connection,
        "SELECT c.id, f.field FROM contract AS c CROSS JOIN finding AS f"
        f" ON f.document = ({_ORIGINAL}) WHERE c.seq > ? AND f.rank = 0 AND f.confidence < ?"
        " AND NOT EXISTS (SELECT 1 FROM decision AS s WHERE s.contract = c.id"
        " AND s.field = f.field)",
        (since, CHECK_FROM),
    ):
        found[contract].guesses.add(Field(guess))
    warned = [contract for contract, one in found.items() if one.warnings]
    for contract, decided in fetch_rows(
        connection,
        "SELECT contract, field FROM decision WHERE contract IN (SELECT value FROM json_each(?))",
        (as_json(warned),),
    ):
        found[contract].decided.add(Field(decided))
    return {ContractId(number): _frozen(one) for number, one in found.items()}


_ORIGINAL = "SELECT min(o.id) FROM document AS o WHERE o.contract = c.id AND o.kind = 'original'"


def _frozen(one: _Found) -> LooseEnds:
    return LooseEnds(
        waiting=one.waiting,
        tracked_changes=one.tracked_changes,
        annexes=tuple(one.annexes),
        warnings=tuple(one.warnings),
        guesses=frozenset(one.guesses),
        decided=frozenset(one.decided),
    )
