"""Deadlines, their proofs and what is missing, in words; the same on the screen and in lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from arkiv.domain.contracts import LinkKind
from arkiv.domain.facts import Field
from arkiv.domain.obligations import Obligation
from arkiv.domain.outlook import Deadline, DeadlineKind, Missing, State
from arkiv.domain.proof import Caution, CautionKind, Proof, Step, StepKind
from arkiv.domain.values import Duration, NoticeTo
from arkiv.texts import _, ngettext

__all__ = [
    "ProofPart",
    "caution_words",
    "days_words",
    "kind_words",
    "length_words",
    "link_words",
    "missing_words",
    "period_words",
    "proof_line",
    "proof_parts",
    "repeats_words",
    "state_label",
    "what_words",
]

_KINDS: dict[DeadlineKind, str] = {
    DeadlineKind.NOTICE: _("last day to give notice"),
    DeadlineKind.OPTION: _("last day to exercise the option"),
    DeadlineKind.BREAK: _("may be ended early"),
    DeadlineKind.EXPIRATION: _("ends"),
    DeadlineKind.RENEWAL: _("is renewed"),
    DeadlineKind.PROBATION: _("probation ends"),
    DeadlineKind.PRICE_ADJUSTMENT: _("prices are adjusted"),
    DeadlineKind.REVIEW: _("review"),
    DeadlineKind.MILESTONE: _("milestone"),
    DeadlineKind.OBLIGATION: _("obligation"),
}

_STATES = {State.OPEN: _("open"), State.DONE: _("done"), State.SNOOZED: _("put off")}

_PERIODS = {
    NoticeTo.TERM: _("the term"),
    NoticeTo.CONTRACT_YEAR: _("the contract year"),
    NoticeTo.CALENDAR_YEAR: _("the calendar year"),
    NoticeTo.HALF_YEAR: _("the half-year"),
    NoticeTo.QUARTER: _("the quarter"),
    NoticeTo.MONTH: _("the month"),
}

_LINKS = {
    LinkKind.AMENDMENT: (_("amends #{id}"), _("amended by #{id}")),
    LinkKind.ANNEX: (_("annex to #{id}"), _("has annex #{id}")),
    LinkKind.REPLACES: (_("replaces #{id}"), _("replaced by #{id}")),
    LinkKind.CALL_OFF: (_("called off under #{id}"), _("has call-off #{id}")),
}

_MISSING = {
    Missing.END: _("no end found: enter the expiration date, or say that it is evergreen"),
    Missing.NOTICE_PERIOD: _("no notice period found: enter it or mark as none"),
    Missing.RENEWAL_TERM: _("no length of the renewals found: enter it or mark as none"),
    Missing.START: _("no start found to count contract years from: enter the effective date"),
    Missing.OPTION_DAY: _(
        "no day found by which the option must be exercised: enter the notice period, or a date"
    ),
}


@dataclass(frozen=True, slots=True)
class ProofPart:
    """A piece of the proof line."""

    text: str
    field: Field | None = None
    """Whose words say so: a link to them."""
    strong: bool = False
    """The day to act by."""


def kind_words(kind: DeadlineKind) -> str:
    return _KINDS[kind]


def what_words(deadline: Deadline) -> str:
    """What is due: the words of a date by hand, else of its kind."""
    if deadline.obligation is not None:
        return deadline.obligation.title
    return _KINDS[deadline.kind]


def state_label(deadline: Deadline) -> str:
    """Done, open, or until when it is put off."""
    if deadline.state is State.SNOOZED and deadline.snoozed_until is not None:
        return _("put off until {day}").format(day=deadline.snoozed_until)
    return _STATES[deadline.state]


def missing_words(missing: Missing) -> str:
    return _MISSING[missing]


def period_words(period: NoticeTo) -> str:
    """With its article, to stand behind "the end of"."""
    return _PERIODS[period]


def link_words(kind: LinkKind, other: int, outgoing: bool) -> str:
    """What a contract is to another one; ``outgoing``: seen from the link's own contract."""
    return _LINKS[kind][0 if outgoing else 1].format(id=other)


def length_words(length: Duration) -> str:
    """1 year 6 months."""
    parts = (
        (length.years, ngettext("{n} year", "{n} years", length.years)),
        (length.months, ngettext("{n} month", "{n} months", length.months)),
        (length.weeks, ngettext("{n} week", "{n} weeks", length.weeks)),
        (length.days, ngettext("{n} day", "{n} days", length.days)),
    )
    return " ".join(words.format(n=number) for number, words in parts if number) or str(length)


def days_words(day: date, today: date) -> str:
    """How far away: today, in 12 d, 3 d late."""
    days = (day - today).days
    if days == 0:
        return _("today")
    return _("in {n} d").format(n=days) if days > 0 else _("{n} d late").format(n=-days)


def repeats_words(obligation: Obligation) -> str:
    """How it recurs; empty where it does not."""
    rule = obligation.rule
    if rule is None:
        return ""
    for words, start in _RULES:
        if rule == start or rule.startswith(f"{start};BYMONTH"):
            return words
    return rule


_RULES = (
    (_("every quarter"), "FREQ=MONTHLY;INTERVAL=3"),
    (_("every half-year"), "FREQ=MONTHLY;INTERVAL=6"),
    (_("every month"), "FREQ=MONTHLY;INTERVAL=1"),
    (_("every month"), "FREQ=MONTHLY"),
    (_("every year"), "FREQ=YEARLY"),
    (_("every week"), "FREQ=WEEKLY"),
    (_("every day"), "FREQ=DAILY"),
)


def proof_line(proof: Proof) -> str:
    """The proof in one line of plain text."""
    return "".join(part.text for part in proof_parts(proof))


def proof_parts(proof: Proof) -> tuple[ProofPart, ...]:
    """The pieces of the proof line, in order, with what joins them."""
    return tuple(_parts(proof))


def _parts(proof: Proof) -> Iterator[ProofPart]:
    for place, step in enumerate(proof.steps):
        if place:
            yield ProofPart(_JOINED.get(step.kind, "; "))
        yield ProofPart(_STEPS[step.kind](step), step.field, step.kind is StepKind.ACT_BY)


_JOINED = {
    StepKind.TERM: " + ",
    StepKind.RENEWED: ", ",
    StepKind.ENDS: " → ",
    StepKind.ACT_BY: " → ",
}


def _length(step: Step) -> str:
    return length_words(step.length) if step.length is not None else "?"


def _every(length: Duration | None) -> str:
    """Behind "every": year, 6 months."""
    singles = {
        Duration(years=1): _("year"),
        Duration(months=1): _("month"),
        Duration(weeks=1): _("week"),
    }
    if length is None:
        return "?"
    return singles.get(length) or length_words(length)


_STEPS: dict[StepKind, Callable[[Step], str]] = {
    StepKind.FROM: lambda s: _("in force from {day}").format(day=s.day),
    StepKind.TERM: _length,
    StepKind.STATED_END: lambda s: _("the contract names {day} as its end").format(day=s.day),
    StepKind.AMENDED_END: lambda s: _("amendment #{id} names {day} as the end").format(
        id=s.contract, day=s.day
    ),
    StepKind.PERSON_END: lambda s: _("entered: in force until {day}").format(day=s.day),
    StepKind.RENEWED: lambda s: _("renewed {n} × {length}").format(n=s.number, length=_length(s)),
    StepKind.ENDS: lambda s: _("ends {day}").format(day=s.day),
    StepKind.MEETS: lambda s: _("notice must meet the end of {period}: {day}").format(
        period=_PERIODS[s.period] if s.period else _("the term"), day=s.day
    ),
    StepKind.NOTICE: lambda s: _("notice {length} before").format(length=_length(s)),
    StepKind.STATED_NOTICE: lambda s: _("the contract names {day} as the last for notice").format(
        day=s.day
    ),
    StepKind.ENTERED: lambda s: _("entered: {day}").format(day=s.day),
    StepKind.ACT_BY: lambda s: _("act by {day}").format(day=s.day),
    StepKind.REVIEWED: lambda s: _("last reviewed {day}").format(day=s.day),
    StepKind.FILED: lambda s: _("filed {day} and never reviewed").format(day=s.day),
    StepKind.CYCLE: lambda s: _("review every {length}").format(length=_every(s.length)),
    StepKind.HAPPENS: lambda s: _("every year, next on {day}").format(day=s.day),
    StepKind.BOUND: lambda s: _("if nothing happens: bound to {day}").format(day=s.day),
    StepKind.RUNS_ON: lambda s: _("if nothing happens: it runs until somebody ends it"),
    StepKind.RENEWS: lambda s: _("if nothing happens: renewed, for how long is not known"),
    StepKind.OVER: lambda s: _("if nothing happens: over after {day}").format(day=s.day),
}


def caution_words(caution: Caution) -> str:
    """A sentence about what to know before relying on the day."""
    match caution.kind:
        case CautionKind.TWO_WAYS:
            words = _("Counted in another way it is {day}; the earlier day is the safe one.")
        case CautionKind.CAREFUL_PASSED:
            words = _(
                "The safe day, {day}, has passed. Counted in the other way there is still time:"
                " act now, and expect an argument."
            )
        case CautionKind.FREE_DAY if caution.name:
            words = _("That day is {name}; the last working day before is {day}.")
        case CautionKind.FREE_DAY:
            words = _("That day is on a weekend; the last working day before is {day}.")
        case CautionKind.ON_RECEIPT:
            words = _("The other side must have the notice by that day: send it earlier.")
        case CautionKind.SHIFTED:
            words = _(
                "The contract names the day for its first end only; it was moved with the end."
            )
        case CautionKind.OPTION_ASSUMED:
            words = _("The contract's notice period was taken for the option: check its words.")
        case CautionKind.NO_HOLIDAYS:
            words = _(
                "Working days were counted without public holidays: the country is not known."
            )
    return words.format(day=caution.day, name=caution.name)
