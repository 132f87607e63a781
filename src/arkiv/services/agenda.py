"""What is due: the dates of all contracts, nearest first, with their proofs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock

from arkiv.domain.contracts import Summary
from arkiv.domain.deadlines import look_ahead
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.lead_times import LeadTimes
from arkiv.domain.outlook import Deadline, DeadlineKind, Outlook, State
from arkiv.domain.ports import Record
from arkiv.domain.proof import Proof, prove
from arkiv.domain.review import FactRow, review_rows
from arkiv.domain.review_cycles import NO_CYCLES, ReviewCycles
from arkiv.domain.working_days import WorkingDays

__all__ = ["Agenda", "Due", "Justified"]

_AHEAD = timedelta(days=400)
"""So far ahead recurring dates are kept ready: a year in the calendar."""


@dataclass(frozen=True, slots=True)
class Due:
    """One date of one contract."""

    deadline: Deadline
    summary: Summary
    remind_on: date | None
    """From this day on it is announced; None where [lead_times] has a fault."""
    overdue: bool
    """It has passed, somebody should have acted, and nobody said that it is done."""

    @property
    def day(self) -> date:
        return self.deadline.day

    @property
    def kind(self) -> DeadlineKind:
        return self.deadline.kind

    @property
    def owner(self) -> str | None:
        """Of the date by hand, else of the contract."""
        obligation = self.deadline.obligation
        return (obligation.owner if obligation else None) or self.summary.owner


@dataclass(frozen=True, slots=True)
class Justified:
    """A date with all that it follows from."""

    due: Due
    proof: Proof
    facts: dict[Field, FactRow]
    """The fields that the proof names, with their words and how sure they are; of an amended end
    those of the amendment."""


class Agenda:
    """The outlooks of all contracts, computed from the shown facts and kept in step with them.

    Where [review_cycle] has a fault, all of it raises BadInput: a review might be missing.
    """

    def __init__(
        self,
        record: Record,
        working: WorkingDays | None = None,
        leads: LeadTimes | None = None,
        cycles: ReviewCycles | None = None,
    ) -> None:
        self._record = record
        self._leads = leads or LeadTimes()
        self._cycles = cycles or NO_CYCLES
        self.working = working or WorkingDays()
        self._lock = Lock()
        self._seq = 0
        self._today: date | None = None
        self._last = date.min
        self._ahead: dict[ContractId, tuple[Summary, Outlook]] = {}

    def of_contract(self, contract: ContractId, today: date) -> Outlook | None:
        """Everything that can be told of one contract's future; None: there is no such contract."""
        summary = self._record.contracts.summary(contract)
        return None if summary is None else self._look_ahead(summary, today)

    def dues_of(self, summary: Summary, outlook: Outlook) -> tuple[Due, ...]:
        """The dates of one contract, nearest first."""
        return tuple(self._dues(summary, outlook))

    def due(self, today: date, within_days: int = 90) -> tuple[Due, ...]:
        """Everything open from today until so many days on, nearest first; no trash."""
        last = today + timedelta(days=within_days)
        return tuple(d for d in self.every(today, last) if d.day >= today and not _is_done(d))

    def overdue(self, today: date) -> tuple[Due, ...]:
        """What has passed and nobody said is done, the oldest first."""
        return tuple(d for d in self.every(today, today) if d.overdue)

    def every(self, today: date, until: date) -> tuple[Due, ...]:
        """Past ones and all until that day, done and put off included, by day; no trash."""
        with self._lock:
            self._keep_in_step(today, until)
            known = list(self._ahead.values())
        found = [
            due
            for summary, outlook in known
            if not summary.trashed
            for due in self._dues(summary, outlook)
            if due.day <= until
        ]
        return tuple(sorted(found, key=lambda due: (due.day, due.summary.id, due.kind)))

    def missing(self, today: date) -> tuple[tuple[Summary, Outlook], ...]:
        """The contracts whose dates can't be told for want of a fact, by id; no trash."""
        return tuple((summary, ahead) for summary, ahead in self.outlooks(today) if ahead.missing)

    def outlooks(self, today: date) -> tuple[tuple[Summary, Outlook], ...]:
        """Of every contract, by id; no trash."""
        with self._lock:
            self._keep_in_step(today, today)
            known = sorted(self._ahead.items())
        return tuple(each for _id, each in known if not each[0].trashed)

    def justify(self, due: Due) -> Justified:
        """The proof of a date, with the words that each part of it came from."""
        proof = prove(due.summary, due.deadline, self.working)
        rows = {row.field: row for row in self._rows(due.summary.id)}
        facts = {}
        for step in proof.steps:
            if step.field is not None:
                said = self._rows(step.contract) if step.contract is not None else ()
                elsewhere = next((row for row in said if row.field is step.field), None)
                facts[step.field] = elsewhere or rows[step.field]
        return Justified(due, proof, facts)

    def _rows(self, contract: ContractId) -> tuple[FactRow, ...]:
        contracts = self._record.contracts
        return review_rows(contracts.findings(contract), contracts.decisions(contract))

    def _dues(self, summary: Summary, outlook: Outlook) -> Iterator[Due]:
        leads = self._leads
        for deadline in outlook.deadlines:
            late = deadline.act and deadline.state is State.OPEN and deadline.day < outlook.today
            remind_on = None if leads.fault else leads.remind_on(summary, deadline)
            yield Due(deadline, summary, remind_on, late)

    def _keep_in_step(self, today: date, until: date) -> None:
        if today != self._today or until > self._last:
            self._ahead.clear()
            self._seq, self._today = 0, today
            self._last = max(until, today + _AHEAD)
        changed = list(self._record.contracts.summaries(self._seq))
        self._put(changed, today)
        for contract in self._record.contracts.purged(self._seq):
            self._ahead.pop(contract, None)
        self._seq = max((summary.seq for summary in changed), default=self._seq)

    def _put(self, summaries: Iterable[Summary], today: date) -> None:
        for summary in summaries:
            self._ahead[summary.id] = (summary, self._look_ahead(summary, today, self._last))

    def _look_ahead(self, summary: Summary, today: date, until: date | None = None) -> Outlook:
        return look_ahead(summary, today, self.working, until, self._cycles.of(summary))


def _is_done(due: Due) -> bool:
    return due.deadline.state is State.DONE
