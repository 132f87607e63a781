"""What can need a human, and what has to be known to tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from arkiv.domain.auditing import Audit, Severity
from arkiv.domain.contracts import LooseEnds, Summary
from arkiv.domain.facts import Field
from arkiv.domain.faults import Fault
from arkiv.domain.lead_times import LeadTimes
from arkiv.domain.outlook import Deadline, Missing

__all__ = [
    "Attention",
    "AttentionItem",
    "AttentionKind",
    "AuditAttention",
    "Beside",
    "Conflict",
    "House",
]


class AttentionKind(StrEnum):
    """What is the matter; of equal rank in this order."""

    NOTICE_OPEN = "notice_open"
    """Notice or an option can still be given, and its lead time has begun."""
    OVERDUE = "overdue"
    """A day to act by has passed and nobody said that it is dealt with."""
    PAST_END = "past_end"
    """It is past its end and nobody said what became of it."""
    AUDIT_OVERDUE = "audit_overdue"
    """An audit is not signed off, and its day has passed."""
    DUE = "due"
    """Another day to act by, whose lead time has begun."""
    AUDIT_DUE = "audit_due"
    """An audit is not signed off, and the lead time of its day has begun."""
    FAILED_READING = "failed_reading"
    CONTRADICTORY_DATES = "contradictory_dates"
    NO_END = "no_end"
    """Neither an end nor that it runs until somebody ends it."""
    MISSING_FACT = "missing_fact"
    """Another fact that its days turn on."""
    LOW_CONFIDENCE = "low_confidence"
    """A day, notice or value is a guess and nobody decided it."""
    UNLINKED_AMENDMENT = "unlinked_amendment"
    """What it amends is not said, so that its end does not count there."""
    UNSIGNED = "unsigned"
    TRACKED_CHANGES = "tracked_changes"
    ANNEX_MISSING = "annex_missing"
    UNKNOWN_COUNTERPARTY = "unknown_counterparty"
    NO_OWNER = "no_owner"
    UNREVIEWED = "unreviewed"


class Conflict(StrEnum):
    """Which days contradict each other."""

    ENDS_BEFORE_START = "ends_before_start"
    NOTICE_AFTER_END = "notice_after_end"
    AGREED_AFTER_END = "agreed_after_end"
    READ_DIFFERENTLY = "read_differently"
    """The document says it in two ways; the warning has the words."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What has to be known of a contract beside its row and its outlook."""

    loose: LooseEnds = field(default_factory=LooseEnds)
    annexes: tuple[str, ...] = ()
    """The titles of the contracts that are linked to it as annexes."""
    replaced: bool = False
    """Another contract takes its place."""


@dataclass(frozen=True, slots=True)
class House:
    """How this archive is kept."""

    leads: LeadTimes = field(default_factory=LeadTimes)
    own_names: frozenset[str] = frozenset()
    """As name_key() has them."""
    own_numbers: frozenset[str] = frozenset()
    """As number_key() has them."""
    owners_kept: bool = True
    """Somebody looks after at least one contract; else a missing owner is no news."""
    unreviewed_days: int = 30
    """So long after its filing a contract that nobody looked at is told."""


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing about one contract that needs a human, until it is mended."""

    kind: AttentionKind
    contract: Summary
    day: date | None = None
    """That it concerns: its own, else the next one to act by; None when there is none."""
    deadline: Deadline | None = None
    missing: Missing | None = None
    fields: tuple[Field, ...] = ()
    conflict: Conflict | None = None
    fault: Fault | None = None
    words: tuple[str, ...] = ()
    """Of annexes their names, of a contradiction the warning."""

    @property
    def title(self) -> str:
        return self.contract.title

    @property
    def owner(self) -> str | None:
        """Of a date by hand its own, else of the contract."""
        obligation = self.deadline.obligation if self.deadline else None
        return (obligation.owner if obligation else None) or self.contract.owner


@dataclass(frozen=True, slots=True)
class AuditAttention:
    """An audit that needs a human, until it is signed off; it is of several contracts."""

    kind: AttentionKind
    audit: Audit
    left: tuple[tuple[Severity, int], ...]
    """How many questions of each severity are open, the gravest first; none without any."""

    @property
    def title(self) -> str:
        return self.audit.name

    @property
    def day(self) -> date:
        return self.audit.due

    @property
    def owner(self) -> str:
        return self.audit.owner


AttentionItem = Attention | AuditAttention
