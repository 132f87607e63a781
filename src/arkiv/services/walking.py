"""One contract as a person goes through it: line by line, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from arkiv.domain.anchoring import Hold
from arkiv.domain.audit_matrix import Asked, Matrix, MatrixRow
from arkiv.domain.auditing import Verdict
from arkiv.domain.contracts import Summary
from arkiv.domain.facts import Field, FieldValue, Source
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import NoteState
from arkiv.domain.outlook import MENDED_BY, DeadlineKind, Missing, State
from arkiv.domain.review import FactEntry, Left, fact_entries
from arkiv.services.agenda import Agenda, Due
from arkiv.services.audit_evidence import Proposal
from arkiv.services.auditing import Auditing
from arkiv.services.noting import PlacedNote
from arkiv.services.proving import Proved, proof_fields, said_of, telling_field
from arkiv.services.reviewing import ContractView, Reviewing

__all__ = [
    "ClosingLine",
    "DateLine",
    "FactLine",
    "Group",
    "LineKey",
    "NoteLine",
    "QuestionLine",
    "ReviewLine",
    "Walk",
    "Walking",
]


class Group(StrEnum):
    """The parts of a review, in their order."""

    FACTS = "facts"
    DEADLINES = "deadlines"
    CHECKLIST = "checklist"
    NOTES = "notes"
    REVIEW = "review"


LineKey = tuple[str, ...]
"""What tells a line of a contract from the others, before and after it was looked at again."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that is shown, or one that is missing."""

    group: ClassVar = Group.FACTS
    entry: FactEntry
    missing: Missing | None = None
    """What can't be told without it; None where it is shown or nothing hangs on it."""

    @property
    def key(self) -> LineKey:
        return self.group, self.entry.field, str(self.entry.party or "")

    @property
    def is_open(self) -> bool:
        return not self.entry.state.decided

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.entry.sources


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date of the contract, with its proof and what was said of it."""

    group: ClassVar = Group.DEADLINES
    proved: Proved
    is_open: bool
    """Overdue, or so near that it is announced, and neither done nor put off."""

    @property
    def due(self) -> Due:
        return self.proved.justified.due

    @property
    def key(self) -> LineKey:
        kind, day, obligation = self.due.deadline.key
        return self.group, kind, day.isoformat(), obligation

    @property
    def sources(self) -> tuple[Source, ...]:
        """In this contract; those of the fact that the day was counted with last come first."""
        obligation = self.due.deadline.obligation
        if obligation is not None:
            return (obligation.evidence,) if obligation.evidence is not None else ()
        proof, facts = self.proved.justified.proof, self.proved.justified.facts
        elsewhere = {step.field for step in proof.steps if step.contract is not None}
        fields = [field for field in proof_fields(proof) if field not in elsewhere]
        last = telling_field(proof)
        fields.sort(key=lambda field: field is not last)
        return tuple(dict.fromkeys(s for field in fields for s in facts[field].sources))


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question of an open audit."""

    group: ClassVar = Group.CHECKLIST
    matrix: Matrix
    """The audit as if it were over this contract alone."""
    cell: Asked
    proposal: Proposal | None

    @property
    def row(self) -> MatrixRow:
        return self.matrix.rows[0]

    @property
    def key(self) -> LineKey:
        return self.group, self.matrix.audit.id, self.cell.item.id

    @property
    def is_open(self) -> bool:
        return self.cell.answer.verdict is Verdict.OPEN

    @property
    def sources(self) -> tuple[Source, ...]:
        """Those of the answer, else what was found."""
        anchors = self.cell.answer.evidence
        if not anchors and self.proposal is not None:
            anchors = self.proposal.anchors
        return tuple(anchor.source for anchor in anchors)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note that was not withdrawn."""

    group: ClassVar = Group.NOTES
    placed: PlacedNote

    @property
    def key(self) -> LineKey:
        return self.group, self.placed.note.name

    @property
    def is_open(self) -> bool:
        return self.placed.note.state is NoteState.OPEN

    @property
    def sources(self) -> tuple[Source, ...]:
        located = self.placed.located
        if located is None or located.hold is Hold.GONE:
            return ()
        return (located.anchor.source,)


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """That somebody went through all of it: when last, when next, and what is left now."""

    group: ClassVar = Group.REVIEW
    summary: Summary
    next_review: date | None
    left: Left
    is_open: bool
    """Nobody went through it today."""
    sources: ClassVar[tuple[Source, ...]] = ()

    @property
    def key(self) -> LineKey:
        return (self.group,)


ReviewLine = FactLine | DateLine | QuestionLine | NoteLine | ClosingLine


@dataclass(frozen=True, slots=True)
class Walk:
    """All lines of one contract on one day."""

    view: ContractView
    today: date
    lines: tuple[ReviewLine, ...]
    """In the order of their groups."""
    closing: ClosingLine
    """The last of them."""

    @property
    def known(self) -> dict[Field, FieldValue]:
        """The shown values, which computed ones may follow from."""
        return {row.field: row.values[0] for row in self.view.rows if row.values}


@dataclass(frozen=True, slots=True)
class Walking:
    """Looks at one contract from all sides; nothing of it is stored."""

    reviewing: Reviewing
    agenda: Agenda
    auditing: Auditing

    def walk(self, contract: ContractId, today: date) -> Walk:
        """Raises NotFound."""
        view = self.reviewing.show(contract, today)
        facts = tuple(_facts(view))
        dates = tuple(self._dates(view, today))
        questions = tuple(self._questions(contract, today))
        notes = tuple(NoteLine(placed) for placed in view.notes)
        left = Left(
            len({line.entry.field for line in facts if line.is_open and line.missing is None}),
            sum(line.missing is not None for line in facts),
            *(sum(line.is_open for line in lines) for lines in (dates, questions, notes)),
        )
        summary = view.summary
        closing = ClosingLine(summary, view.next_review, left, summary.last_reviewed != today)
        in_order = sorted(notes, key=lambda line: not line.is_open)
        return Walk(view, today, (*facts, *dates, *questions, *in_order, closing), closing)

    def _dates(self, view: ContractView, today: date) -> Iterator[DateLine]:
        """Overdue ones first; the next review is told by the closing line."""
        dues = self.agenda.dues_of(view.summary, view.outlook)
        told = list(_told(dues, today))
        events = self.reviewing.history(view.summary.id) if told else ()
        for due in sorted(told, key=_in_order):
            justified = self.agenda.justify(due)
            proved = Proved(justified, view.outlook.missing, said_of(due, events))
            yield DateLine(proved, _is_near(due, today))

    def _questions(self, contract: ContractId, today: date) -> Iterator[QuestionLine]:
        """Of each open audit those that are asked of it."""
        for matrix in self.auditing.asked_of(contract):
            found = self.auditing.proposals(matrix.audit, [contract], today)
            for cell in (cell for row in matrix.rows for cell in row.cells):
                if cell.counts:
                    yield QuestionLine(matrix, cell, found.get((contract, cell.item.id)))


def _facts(view: ContractView) -> Iterator[FactLine]:
    """What is shown, and what its dates can't be told without."""
    lacking = {MENDED_BY[missing]: missing for missing in reversed(view.outlook.missing)}
    for entry in fact_entries(view.rows, lacking):
        yield FactLine(entry, lacking.get(entry.field))


def _told(dues: Iterable[Due], today: date) -> Iterator[Due]:
    """Of a recurring date the next alone, beside those that have passed."""
    ahead = set()
    for due in dues:
        obligation = due.deadline.obligation
        if due.kind is DeadlineKind.REVIEW or (obligation and obligation.id in ahead):
            continue
        if obligation and due.day >= today and due.deadline.state is not State.DONE:
            ahead.add(obligation.id)
        yield due


def _in_order(due: Due) -> tuple[bool, date, str, str]:
    obligation = due.deadline.obligation
    return not due.overdue, due.day, due.kind, obligation.title if obligation else ""


def _is_near(due: Due, today: date) -> bool:
    deadline = due.deadline
    if due.overdue:
        return True
    if not deadline.act or deadline.state is not State.OPEN:
        return False
    return due.remind_on is None or due.remind_on <= today
