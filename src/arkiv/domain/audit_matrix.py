"""An audit laid out: every question for every contract, with its answer and its follow-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from arkiv.domain.auditing import (
    Answer,
    Audit,
    Item,
    Progress,
    Verdict,
    follow_up_id,
    progress,
)
from arkiv.domain.auditing_json import answer_to_json, audit_to_json, progress_to_json
from arkiv.domain.contracts import Summary
from arkiv.domain.identity import ContractId, Sha256
from arkiv.domain.obligations import Obligation

__all__ = ["Asked", "FollowUp", "Matrix", "MatrixRow", "laid_out", "matrix_to_json"]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a failure asked somebody to do."""

    obligation: Obligation
    owner: str
    """Its own, else the contract's; empty where there is none."""
    done: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about one contract."""

    item: Item
    asked: bool
    """False: its condition did not find the contract."""
    answer: Answer
    """An open one where nobody answered."""
    follow_up: FollowUp | None

    @property
    def counts(self) -> bool:
        """It was asked, or answered all the same."""
        return self.asked or bool(self.answer.at)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One contract of an audit."""

    contract: ContractId
    title: str
    cells: tuple[Asked, ...]
    """In the order of the checklist, those not asked too."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole audit."""

    audit: Audit
    progress: Progress
    rows: tuple[MatrixRow, ...]
    documents: Mapping[Sha256, str]
    """The names of those that evidence is quoted from."""
    head: tuple[int, str]
    """Number and hash of the newest event that concerns it."""

    @property
    def head_line(self) -> str:
        """123:ab…, as `arkiv verify --head` takes it."""
        return f"{self.head[0]}:{self.head[1]}"

    def follow_ups(self) -> tuple[FollowUp, ...]:
        """By day, contract and question."""
        found = [c.follow_up for row in self.rows for c in row.cells if c.follow_up is not None]
        return tuple(
            sorted(found, key=lambda f: (f.obligation.on, f.obligation.contract, f.obligation.id))
        )

    def last_said(self) -> str:
        """When the audit was changed last: ISO 8601, UTC."""
        closed = self.audit.closed.at if self.audit.closed else ""
        return max(self.audit.at, closed, *(c.answer.at for row in self.rows for c in row.cells))


def laid_out(
    audit: Audit,
    answers: Iterable[Answer],
    summaries: Iterable[Summary],
    documents: Mapping[Sha256, str],
    head: tuple[int, str],
) -> Matrix:
    """``summaries`` are of its contracts, as they are now; one that has none was purged since.

    The rest is as Matrix has it.
    """
    known = {summary.id: summary for summary in summaries}
    said = {answer.key: answer for answer in answers if answer.contract in known}
    audit = audit.without({each.contract for each in audit.contracts} - known.keys())
    rows = []
    for each in audit.contracts:
        summary = known[each.contract]
        cells = tuple(
            Asked(
                item,
                item.id not in each.skipped,
                said.get((each.contract, item.id), Answer(each.contract, item.id, Verdict.OPEN)),
                _follow_up(audit, summary, item),
            )
            for item in audit.pack.items
        )
        rows.append(MatrixRow(each.contract, summary.title, cells))
    return Matrix(audit, progress(audit, said.values()), tuple(rows), documents, head)


def _follow_up(audit: Audit, summary: Summary, item: Item) -> FollowUp | None:
    wanted = follow_up_id(audit.id, summary.id, item.id)
    found = next((each for each in summary.obligations if each.id == wanted), None)
    if found is None:
        return None
    done = any(
        told.obligation == wanted and told.snoozed_until is None and told.due == found.on
        for told in summary.acknowledged
    )
    return FollowUp(found, found.owner or summary.owner or "", done)


def matrix_to_json(matrix: Matrix) -> dict[str, Any]:
    """The audit with an entry for each question of each contract."""
    return {
        **audit_to_json(matrix.audit),
        "head": matrix.head_line,
        "progress": progress_to_json(matrix.progress),
        "contracts": [
            {"id": row.contract, "title": row.title, "answers": [_to_json(c) for c in row.cells]}
            for row in matrix.rows
        ],
    }


def _to_json(asked: Asked) -> dict[str, Any]:
    spelled = answer_to_json(asked.answer)
    del spelled["contract"]
    follow_up = asked.follow_up
    return {
        **spelled,
        "actor": asked.answer.actor or None,
        "at": asked.answer.at or None,
        "asked": asked.asked,
        "follow_up": None
        if follow_up is None
        else {
            "id": follow_up.obligation.id,
            "due": follow_up.obligation.on.isoformat(),
            "owner": follow_up.owner or None,
            "done": follow_up.done,
        },
    }
