"""Why a deadline is on its day: each step of the count, and the field whose words say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from arkiv.domain.contracts import Summary
from arkiv.domain.course import Course, EndFrom, Regime, course_of
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.outlook import Deadline, DeadlineKind
from arkiv.domain.values import Duration, NoticeTo
from arkiv.domain.working_days import WorkingDays

__all__ = ["Caution", "CautionKind", "Proof", "Step", "StepKind", "prove"]

_DAY = timedelta(days=1)


class StepKind(StrEnum):
    """One step of the count."""

    FROM = "from"
    """In force from ``day``."""
    TERM = "term"
    """For so long: ``length``."""
    STATED_END = "stated_end"
    """The contract names ``day`` as the end of its term."""
    AMENDED_END = "amended_end"
    """The amendment ``contract`` does; its words are those of that contract."""
    PERSON_END = "person_end"
    """A person said so."""
    RENEWED = "renewed"
    """``number`` times by ``length``."""
    ENDS = "ends"
    MEETS = "meets"
    """Notice has to run out with a ``period``, the last of which ends on ``day``."""
    NOTICE = "notice"
    """So long before: ``length``."""
    STATED_NOTICE = "stated_notice"
    """The contract names ``day`` as the last for notice before its first renewal."""
    ENTERED = "entered"
    """A person entered the date."""
    ACT_BY = "act_by"
    REVIEWED = "reviewed"
    """Somebody went through the contract on ``day``."""
    FILED = "filed"
    """Nobody has yet; it was filed on ``day``."""
    CYCLE = "cycle"
    """A review is due ``length`` after that."""
    HAPPENS = "happens"
    """Nobody has to act: it is so on ``day``."""
    BOUND = "bound"
    """If nothing happens, bound to ``day``."""
    RUNS_ON = "runs_on"
    """If nothing happens, it runs until somebody ends it."""
    RENEWS = "renews"
    """If nothing happens it is renewed, for how long is not known."""
    OVER = "over"
    """If nothing happens it is over after ``day``."""


class CautionKind(StrEnum):
    """What a person should know before relying on the day."""

    TWO_WAYS = "two_ways"
    """Counted in another way it is the later ``day``."""
    CAREFUL_PASSED = "careful_passed"
    """The earlier ``day`` has passed; by the contract's rule there is still time."""
    FREE_DAY = "free_day"
    """It is a weekend or the holiday ``name``; ``day`` is the working day before."""
    ON_RECEIPT = "on_receipt"
    """The other side must have the notice by then."""
    SHIFTED = "shifted"
    """The contract states the day for its first end only; it was moved along with the end."""
    OPTION_ASSUMED = "option_assumed"
    """The contract's notice period was taken for the option's."""
    NO_HOLIDAYS = "no_holidays"
    """Working days were counted without the holidays of a country."""


@dataclass(frozen=True, slots=True)
class Step:
    """What it holds beside its kind depends on the kind; see there."""

    kind: StepKind
    day: date | None = None
    length: Duration | None = None
    number: int | None = None
    period: NoticeTo | None = None
    contract: ContractId | None = None
    field: Field | None = None
    """Whose words say so; None where no words do."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to know."""

    kind: CautionKind
    day: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """The count from what the contract says to the day."""

    steps: tuple[Step, ...]
    cautions: tuple[Caution, ...]


def prove(contract: Summary, deadline: Deadline, working: WorkingDays) -> Proof:
    """How the day follows; the steps in the order in which they are counted."""
    course = course_of(contract)
    return Proof(
        tuple(_steps(contract, course, deadline)),
        tuple(_cautions(contract, course, deadline, working)),
    )


def _steps(contract: Summary, course: Course, deadline: Deadline) -> Iterator[Step]:
    kind = deadline.kind
    if deadline.obligation is not None:
        obligation = deadline.obligation
        yield Step(StepKind.ENTERED, day=deadline.end)
        if obligation.notice is not None:
            yield Step(StepKind.NOTICE, length=obligation.notice)
        yield Step(StepKind.ACT_BY, day=deadline.day)
    elif kind is DeadlineKind.REVIEW:
        yield from _review(contract, deadline)
    elif kind is DeadlineKind.PROBATION:
        yield Step(StepKind.FROM, day=course.start, field=Field.EFFECTIVE_DATE)
        yield Step(StepKind.TERM, length=course.facts.probation, field=Field.PROBATION)
        yield Step(StepKind.ACT_BY, day=deadline.day)
    elif kind is DeadlineKind.PRICE_ADJUSTMENT:
        yield Step(StepKind.HAPPENS, day=deadline.day, field=Field.PRICE_ADJUSTMENT)
    elif contract.ended_on is not None:
        yield Step(StepKind.PERSON_END, day=contract.ended_on)
    else:
        yield from _of_the_term(contract, course, deadline)


def _review(contract: Summary, deadline: Deadline) -> Iterator[Step]:
    if contract.last_reviewed is not None:
        yield Step(StepKind.REVIEWED, day=contract.last_reviewed)
    if deadline.cycle is None:
        yield Step(StepKind.ENTERED, day=deadline.day)
    else:
        if contract.last_reviewed is None:
            yield Step(StepKind.FILED, day=contract.filed_on)
        yield Step(StepKind.CYCLE, length=deadline.cycle)
    yield Step(StepKind.ACT_BY, day=deadline.day)


def _of_the_term(contract: Summary, course: Course, deadline: Deadline) -> Iterator[Step]:
    first = tuple(_first_end(contract, course))
    yield from first
    if deadline.times:
        yield Step(
            StepKind.RENEWED,
            length=course.facts.renewal_term,
            number=deadline.times,
            field=Field.RENEWAL_TERM,
        )
    end = course.end_after(deadline.times) if course.regime is Regime.TACIT else deadline.end
    if end is not None and end not in {step.day for step in first}:
        yield Step(StepKind.ENDS, day=end)
    if deadline.kind in (DeadlineKind.NOTICE, DeadlineKind.OPTION):
        yield from _notice(course, deadline, end)
        yield Step(StepKind.ACT_BY, day=deadline.day)
    yield from _otherwise(course, deadline)


def _first_end(contract: Summary, course: Course) -> Iterator[Step]:
    match course.end_from:
        case EndFrom.AMENDMENT if contract.amended is not None:
            yield Step(
                StepKind.AMENDED_END,
                day=course.end,
                contract=contract.amended.by,
                field=Field.EXPIRATION_DATE,
            )
        case EndFrom.PERSON:
            yield Step(StepKind.PERSON_END, day=course.end)
        case _ if course.end is not None:
            facts = course.facts
            if facts.effective_date is None or not facts.term or not _follows(course):
                yield Step(StepKind.STATED_END, day=course.end, field=Field.EXPIRATION_DATE)
                return
            yield Step(StepKind.FROM, day=facts.effective_date, field=Field.EFFECTIVE_DATE)
            yield Step(StepKind.TERM, length=facts.term, field=Field.TERM)
        case _ if course.start is not None:
            yield Step(StepKind.FROM, day=course.start, field=Field.EFFECTIVE_DATE)


def _follows(course: Course) -> bool:
    """Whether the end is what the effective date and the term come to."""
    facts = course.facts
    assert facts.effective_date is not None and facts.term is not None
    try:
        return facts.term.after(facts.effective_date) - _DAY == course.end
    except (OverflowError, ValueError):
        return False


def _notice(course: Course, deadline: Deadline, end: date | None) -> Iterator[Step]:
    if deadline.kind is DeadlineKind.NOTICE and _goes_by_statement(course, deadline):
        yield Step(StepKind.STATED_NOTICE, day=course.stated, field=Field.NOTICE_DEADLINE)
        return
    later = course.regime is Regime.MINIMUM and deadline.end != course.end
    if deadline.end is not None and (
        later or end != deadline.end or course.regime is Regime.EVERGREEN
    ):
        period = course.facts.notice_to
        yield Step(StepKind.MEETS, day=deadline.end, period=period, field=Field.NOTICE_TO)
    if course.facts.notice_period is not None:
        length = course.facts.notice_period
        yield Step(StepKind.NOTICE, length=length, field=Field.NOTICE_PERIOD)


def _goes_by_statement(course: Course, deadline: Deadline) -> bool:
    """Whether the day is the stated one, or follows from it for a later renewal."""
    if course.stated is None:
        return False
    return deadline.due == course.stated or course.regime is Regime.TACIT


def _otherwise(course: Course, deadline: Deadline) -> Iterator[Step]:
    """What comes of it when nothing is done."""
    if deadline.kind in (DeadlineKind.OPTION, DeadlineKind.EXPIRATION):
        yield Step(StepKind.OVER, day=deadline.end)
    elif deadline.bound is not None:
        field = Field.RENEWAL_TERM if course.regime is Regime.TACIT else Field.NOTICE_TO
        yield Step(StepKind.BOUND, day=deadline.bound, field=field)
    elif course.regime in (Regime.MINIMUM, Regime.EVERGREEN):
        yield Step(StepKind.RUNS_ON, field=Field.EVERGREEN)
    else:
        yield Step(StepKind.RENEWS, field=Field.AUTO_RENEWAL)


def _cautions(
    contract: Summary, course: Course, deadline: Deadline, working: WorkingDays
) -> Iterator[Caution]:
    if deadline.day < deadline.rule:
        yield Caution(CautionKind.TWO_WAYS, day=deadline.rule)
    elif deadline.due < deadline.day:
        yield Caution(CautionKind.CAREFUL_PASSED, day=deadline.due)
    if not deadline.act:
        return
    name = working.free(deadline.day, course.country)
    if name is not None:
        before = working.on_or_before(deadline.day, course.country)
        yield Caution(CautionKind.FREE_DAY, before, name)
    counted = deadline.obligation is None and course.facts.notice_period is not None
    if deadline.kind is DeadlineKind.OPTION and counted:
        yield Caution(CautionKind.OPTION_ASSUMED)
    if deadline.kind is not DeadlineKind.NOTICE:
        return
    if course.facts.notice_on_receipt:
        yield Caution(CautionKind.ON_RECEIPT)
    if _goes_by_statement(course, deadline) and deadline.due != course.stated:
        yield Caution(CautionKind.SHIFTED)
    if course.facts.notice_business_days and not course.country:
        yield Caution(CautionKind.NO_HOLIDAYS)
