"""Answers of audits: put in place and taken back, with events and the dates they bring."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import apsw

from arkiv.domain.auditing import Answer, Audit, Verdict
from arkiv.domain.auditing_json import anchor_from_json, anchor_to_json, answer_to_json
from arkiv.domain.contracts import EventKind
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation
from arkiv.store.events import append
from arkiv.store.plans import (
    ACKNOWLEDGEMENT_COLUMNS,
    acknowledgement_of,
    place_acknowledgement,
    place_obligation,
    standing_obligation,
)
from arkiv.store.spelling import as_json, storable
from arkiv.store.statements import fetch_one, fetch_rows

__all__ = ["answers_of", "place_answer", "put_follow_ups", "standing_answer", "told"]

_ANSWER_COLUMNS = "contract, item, verdict, comment, evidence, actor, answered_at"


def answers_of(connection: apsw.Connection, audit: str) -> tuple[Answer, ...]:
    """By contract and item."""
    rows = fetch_rows(
        connection,
        f"SELECT {_ANSWER_COLUMNS} FROM audit_answer WHERE audit = ? ORDER BY contract, item",
        (audit,),
    )
    return tuple(_answer(*row) for row in rows)


def standing_answer(connection: apsw.Connection, audit: str, said: Answer) -> Answer | None:
    """What is on record to the same question about the same contract."""
    row = fetch_one(
        connection,
        f"SELECT {_ANSWER_COLUMNS} FROM audit_answer WHERE audit = ? AND contract = ? AND item = ?",
        (audit, *said.key),
    )
    return None if row is None else _answer(*row)


def place_answer(
    connection: apsw.Connection,
    audit: Audit,
    before: Answer | None,
    after: Answer | None,
    actor: str,
    batch: str,
) -> None:
    """Put the one in the place of the other, with the event that says so."""
    either = after or before
    assert either is not None, "nothing was and nothing is to be"
    connection.execute(
        "DELETE FROM audit_answer WHERE audit = ? AND contract = ? AND item = ?",
        (audit.id, *either.key),
    )
    if after is not None:
        connection.execute(
            f"INSERT INTO audit_answer (audit, {_ANSWER_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                audit.id,
                *after.key,
                str(after.verdict),
                after.comment,
                as_json([anchor_to_json(anchor) for anchor in after.evidence]),
                after.actor,
                after.at,
            ),
        )
    append(
        connection,
        EventKind.ANSWERED,
        actor,
        either.contract,
        before=before and told(audit) | answer_to_json(before),
        after=after and told(audit) | answer_to_json(after),
        batch=batch,
    )


def put_follow_ups(
    connection: apsw.Connection, follow_ups: Iterable[Obligation], actor: str, batch: str
) -> None:
    """One that did not stand is asked for, whatever was said of it before."""
    for wanted in follow_ups:
        obligation = replace(wanted, title=storable(wanted.title))
        standing = standing_obligation(connection, obligation.id)
        if standing is None:
            _ask_again(connection, obligation, actor, batch)
        if standing != obligation:
            place_obligation(connection, standing, obligation, actor, batch)


def _ask_again(connection: apsw.Connection, obligation: Obligation, actor: str, batch: str) -> None:
    """What was said of an earlier failure does not hold for a new one."""
    rows = fetch_rows(
        connection,
        f"SELECT {ACKNOWLEDGEMENT_COLUMNS} FROM acknowledgement"
        " WHERE contract = ? AND obligation = ? ORDER BY due_on",
        (obligation.contract, obligation.id),
    )
    for row in rows:
        said = acknowledgement_of(*row)
        place_acknowledgement(connection, obligation.contract, said, None, actor, batch)


def told(audit: Audit) -> dict[str, Any]:
    """Which audit an event is about."""
    return {"audit": audit.name, "audit_id": audit.id}


def _answer(
    contract: int, item: str, verdict: str, comment: str, evidence: str, actor: str, at: str
) -> Answer:
    return Answer(
        ContractId(contract),
        item,
        Verdict(verdict),
        comment,
        tuple(map(anchor_from_json, json.loads(evidence))),
        actor,
        at,
    )
