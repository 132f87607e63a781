"""The shown facts of a contract, kept beside it so that ten thousand rows are read at once."""

from __future__ import annotations

import json
from functools import lru_cache

import apsw

from arkiv.domain.facts import Decision, DecisionKind, Facts, Field, shown_facts
from arkiv.domain.facts_json import facts_from_json, facts_to_json, value_from_json
from arkiv.domain.identity import ContractId
from arkiv.store.links import follow_amendments
from arkiv.store.readings import findings_of
from arkiv.store.spelling import as_json
from arkiv.store.statements import fetch_rows, fetch_value

__all__ = ["decisions_of", "facts_of", "keep_shown", "original_of"]


def keep_shown(connection: apsw.Connection, contract: ContractId, actor: str) -> None:
    """Make the kept facts follow; in the transaction that changed findings or decisions."""
    original = original_of(connection, contract)
    findings = () if original is None else findings_of(connection, original)
    facts = shown_facts(findings, decisions_of(connection, contract))
    known = {key: value for key, value in facts_to_json(facts).items() if value not in (None, [])}
    connection.execute("UPDATE contract SET shown = ? WHERE id = ?", (as_json(known), contract))
    follow_amendments(connection, contract, actor)


@lru_cache(maxsize=20_000)
def facts_of(shown: str) -> Facts:
    """The facts from the column that keep_shown() wrote."""
    return facts_from_json(json.loads(shown))


def decisions_of(connection: apsw.Connection, contract: ContractId) -> tuple[Decision, ...]:
    """By field."""
    rows = fetch_rows(
        connection,
        "SELECT field, kind, value, actor, decided_at FROM decision"
        " WHERE contract = ? ORDER BY field",
        (contract,),
    )
    return tuple(
        Decision(
            field=Field(field),
            kind=DecisionKind(kind),
            values=tuple(value_from_json(Field(field), value) for value in json.loads(values)),
            actor=actor,
            at=at,
        )
        for field, kind, values, actor, at in rows
    )


def original_of(connection: apsw.Connection, contract: ContractId) -> int | None:
    """The row of the document whose findings count for the contract."""
    found = fetch_value(
        connection,
        "SELECT id FROM document WHERE contract = ? AND kind = 'original' ORDER BY id LIMIT 1",
        (contract,),
    )
    return None if found is None else int(found)
