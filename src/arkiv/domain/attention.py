"""What needs a human, one contract at a time: each thing with the day it concerns.

What a thing follows from is never said twice: of a file that can't be read only that is told, of an
expired contract only what became of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from arkiv.domain.annex_names import annex_label
from arkiv.domain.attention_items import Attention, AttentionKind, Beside, Conflict, House
from arkiv.domain.contracts import LinkKind, Summary
from arkiv.domain.counterparties import name_key, number_key
from arkiv.domain.facts import DocumentType, Facts, Field
from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.outlook import Deadline, DeadlineKind, Missing, Outlook, State, Status
from arkiv.domain.values import Party

__all__ = ["attention"]


_NOT_CONTRACTS = frozenset({DocumentType.NOT_CONTRACT, DocumentType.TERMS})
_WITHOUT_TERM = _NOT_CONTRACTS | {
    DocumentType.AMENDMENT,
    DocumentType.DPA,
    DocumentType.INCORPORATION,
    DocumentType.INTELLECTUAL_PROPERTY,
    DocumentType.NDA,
    DocumentType.SALE_PURCHASE,
    DocumentType.SHARE_PURCHASE,
    DocumentType.SHAREHOLDERS,
    DocumentType.TERMINATION_SETTLEMENT,
}
"""Nobody expects an end or a notice: done once, or as long as something else runs."""
_GUESSED = (
    Field.EFFECTIVE_DATE,
    Field.EXPIRATION_DATE,
    Field.TERM,
    Field.RENEWAL_TERM,
    Field.NOTICE_PERIOD,
    Field.NOTICE_DEADLINE,
    Field.VALUE,
)
"""What days and money turn on; on other fields a guess does little harm."""
_END_FROM = frozenset({Field.EFFECTIVE_DATE, Field.EXPIRATION_DATE, Field.TERM})
_OPEN_WINDOWS = frozenset({DeadlineKind.NOTICE, DeadlineKind.OPTION, DeadlineKind.BREAK})
_LONG_AFTER = timedelta(days=30)
"""A contract put on paper so long after its end is more likely misread."""


def attention(
    contract: Summary, outlook: Outlook, beside: Beside, house: House
) -> Iterator[Attention]:
    """All that needs a human, by kind; nothing of what lies in the trash or has ended.

    ``outlook.today`` is the day.
    """
    if contract.trashed or outlook.upcoming.status is Status.ENDED:
        return
    if contract.facts.document_type is not DocumentType.NOT_CONTRACT:
        yield from _of_deadlines(contract, outlook, beside, house)
    if contract.ended_on is not None or beside.replaced or beside.loose.waiting:
        return
    fault = _open_fault(contract)
    if fault is not None:
        yield Attention(AttentionKind.FAILED_READING, contract, contract.filed_on, fault=fault)
        if fault.code is FaultCode.NO_TEXT or not fault.code.leaves_pages:
            return
    if contract.facts.document_type is DocumentType.NOT_CONTRACT:
        return
    if outlook.upcoming.status is Status.EXPIRED:
        if any(d.kind is DeadlineKind.EXPIRATION for d in outlook.deadlines):
            yield from _contradictions(contract, outlook, beside)
            yield from _guesses(contract, outlook, beside, _END_FROM)
        return
    yield from _contradictions(contract, outlook, beside)
    yield from _missing(contract, outlook)
    yield from _guesses(contract, outlook, beside, frozenset(_GUESSED))
    yield from _of_the_document(contract, outlook, beside)
    yield from _of_people(contract, outlook, house)


# --- days ---------------------------------------------------------------------------------------


def _of_deadlines(
    contract: Summary, outlook: Outlook, beside: Beside, house: House
) -> Iterator[Attention]:
    told: set[tuple[AttentionKind, DeadlineKind, str]] = set()
    for deadline in outlook.deadlines:
        kind = _kind_of(contract, deadline, outlook, house)
        if kind is None or (kind is AttentionKind.PAST_END and _end_is_doubted(contract, beside)):
            continue
        recurring = deadline.obligation.id if deadline.obligation else ""
        which = (kind, deadline.kind, recurring)
        if which not in told:  # of a recurring one the oldest that nobody dealt with
            told.add(which)
            yield Attention(kind, contract, deadline.day, deadline)


def _kind_of(
    contract: Summary, deadline: Deadline, outlook: Outlook, house: House
) -> AttentionKind | None:
    if not deadline.act or deadline.state is not State.OPEN:
        return None
    today, by_hand = outlook.today, deadline.obligation is not None
    if deadline.kind is DeadlineKind.REVIEW and not by_hand:
        return AttentionKind.UNREVIEWED if deadline.day <= today else None
    if deadline.day < today:
        if deadline.kind is DeadlineKind.EXPIRATION:
            return AttentionKind.PAST_END
        over = outlook.upcoming.status is Status.EXPIRED and not by_hand
        return None if over else AttentionKind.OVERDUE
    if house.leads.remind_on(contract, deadline) > today:
        return None
    return AttentionKind.NOTICE_OPEN if deadline.kind in _OPEN_WINDOWS else AttentionKind.DUE


def _end_is_doubted(contract: Summary, beside: Beside) -> bool:
    """Its days contradict each other, which comes first, or another contract took its place."""
    return beside.replaced or Conflict.ENDS_BEFORE_START in _conflicts(contract.facts)


def _next_day(outlook: Outlook) -> date | None:
    ahead = outlook.next_due
    return ahead.day if ahead is not None else None


# --- facts --------------------------------------------------------------------------------------


def _contradictions(contract: Summary, outlook: Outlook, beside: Beside) -> Iterator[Attention]:
    kind, day = AttentionKind.CONTRADICTORY_DATES, _next_day(outlook)
    for conflict in _conflicts(contract.facts):
        yield Attention(kind, contract, day, fields=_AT_ODDS[conflict], conflict=conflict)
    for warning in beside.loose.warnings:
        named = _warned_field(warning)
        if named is not None and named not in beside.loose.decided:
            yield Attention(
                kind,
                contract,
                day,
                fields=(named,),
                conflict=Conflict.READ_DIFFERENTLY,
                words=(warning,),
            )


_AT_ODDS = {
    Conflict.ENDS_BEFORE_START: (Field.EFFECTIVE_DATE, Field.EXPIRATION_DATE),
    Conflict.NOTICE_AFTER_END: (Field.NOTICE_DEADLINE, Field.EXPIRATION_DATE),
    Conflict.AGREED_AFTER_END: (Field.AGREEMENT_DATE, Field.EXPIRATION_DATE),
}


def _conflicts(facts: Facts) -> tuple[Conflict, ...]:
    end = facts.expiration_date
    if end is None:
        return ()
    start, notice, agreed = facts.effective_date, facts.notice_deadline, facts.agreement_date
    at_odds = {
        Conflict.ENDS_BEFORE_START: start is not None and end < start,
        Conflict.NOTICE_AFTER_END: notice is not None and notice > end,
        Conflict.AGREED_AFTER_END: agreed is not None and agreed - end > _LONG_AFTER,
    }
    return tuple(conflict for conflict, holds in at_odds.items() if holds)


def _warned_field(warning: str) -> Field | None:
    """The field that a warning of reading begins with, where days or money turn on it."""
    said = warning.partition(":")[0].strip().casefold()
    return next((f for f in _GUESSED if str(f).replace("_", " ") == said), None)


def _missing(contract: Summary, outlook: Outlook) -> Iterator[Attention]:
    if contract.facts.document_type in _WITHOUT_TERM or contract.part_of is not None:
        return
    for missing in outlook.missing:
        ends = missing is Missing.END
        if ends and contract.facts.document_type is DocumentType.EMPLOYMENT:
            continue  # it lasts until somebody ends it, said or not
        kind = AttentionKind.NO_END if ends else AttentionKind.MISSING_FACT
        yield Attention(kind, contract, _next_day(outlook), missing=missing)


def _guesses(
    contract: Summary, outlook: Outlook, beside: Beside, asked: frozenset[Field]
) -> Iterator[Attention]:
    facts = contract.facts
    guessed = tuple(
        f for f in _GUESSED if f in asked & beside.loose.guesses and getattr(facts, f) is not None
    )
    if guessed:
        day = _next_day(outlook)
        yield Attention(AttentionKind.LOW_CONFIDENCE, contract, day, fields=guessed)


# --- the document -------------------------------------------------------------------------------


def _open_fault(contract: Summary) -> Fault | None:
    """None once a person went through a contract whose text alone is missing."""
    fault = contract.fault
    settled = contract.last_reviewed is not None and fault and fault.code.leaves_pages
    return None if settled else fault


def _of_the_document(contract: Summary, outlook: Outlook, beside: Beside) -> Iterator[Attention]:
    facts, part = contract.facts, contract.part_of
    if facts.document_type in _NOT_CONTRACTS:
        return
    annex = part is not None and part.kind is LinkKind.ANNEX
    amends = facts.document_type is DocumentType.AMENDMENT
    if amends and part is None and Field.AMENDS not in contract.rejected:
        yield Attention(AttentionKind.UNLINKED_AMENDMENT, contract, _next_day(outlook))
    if facts.signed is False and not annex:
        day = facts.effective_date or _next_day(outlook)
        yield Attention(AttentionKind.UNSIGNED, contract, day, fields=(Field.SIGNED,))
    if beside.loose.tracked_changes:
        yield Attention(AttentionKind.TRACKED_CHANGES, contract, _next_day(outlook))
    if part is None and not amends and contract.fault is None:
        absent = _absent(beside.loose.annexes, beside.annexes)
        if absent:
            yield Attention(AttentionKind.ANNEX_MISSING, contract, _next_day(outlook), words=absent)


def _absent(named: Sequence[str], linked: Sequence[str]) -> tuple[str, ...]:
    """A linked annex stands for the one its title names, else for any one."""
    labels = [annex_label(title) for title in linked]
    left = [name for name in named if annex_label(name) not in labels]
    return tuple(left[labels.count(None) :])


# --- people -------------------------------------------------------------------------------------


def _of_people(contract: Summary, outlook: Outlook, house: House) -> Iterator[Attention]:
    facts, part = contract.facts, contract.part_of
    day = _next_day(outlook)
    one_of_ours = facts.document_type in _NOT_CONTRACTS or part is not None
    if not one_of_ours and not _has_other_side(facts.parties, house):
        yield Attention(AttentionKind.UNKNOWN_COUNTERPARTY, contract, day, fields=(Field.PARTIES,))
    amends = facts.document_type is DocumentType.AMENDMENT
    apart = part.kind is LinkKind.CALL_OFF if part is not None else not amends
    if house.owners_kept and contract.owner is None and apart:
        yield Attention(AttentionKind.NO_OWNER, contract, day)
    looked_at = contract.reviewed or contract.last_reviewed is not None
    asked = any(d.kind is DeadlineKind.REVIEW for d in outlook.deadlines)
    since = contract.filed_on + timedelta(days=house.unreviewed_days)
    if not looked_at and not asked and since < outlook.today:
        yield Attention(AttentionKind.UNREVIEWED, contract, since)


def _has_other_side(parties: Sequence[Party], house: House) -> bool:
    """Two of our own are two sides of a contract inside the house."""
    ours = [party for party in parties if _is_own(party, house)]
    return len(parties) > len(ours) or len({name_key(party.name) for party in ours}) > 1


def _is_own(party: Party, house: House) -> bool:
    if name_key(party.name) in house.own_names:
        return True
    return party.org_number is not None and number_key(party.org_number) in house.own_numbers
