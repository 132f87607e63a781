"""What needs a human, in words: what is the matter, why, and what to do about it."""

from __future__ import annotations

from datetime import date
from shlex import quote

from arkiv.audit_labels import severity_label
from arkiv.deadline_labels import days_words, missing_words, what_words
from arkiv.domain.attention_items import (
    Attention,
    AttentionItem,
    AttentionKind,
    AuditAttention,
    Conflict,
)
from arkiv.domain.faults import FaultCode, sentence
from arkiv.domain.outlook import MENDED_BY, DeadlineKind, Missing
from arkiv.texts import _, ngettext

__all__ = ["attention_words", "next_words", "why_words"]

_KINDS = {
    AttentionKind.NOTICE_OPEN: _("notice open"),
    AttentionKind.OVERDUE: _("overdue"),
    AttentionKind.PAST_END: _("past its end"),
    AttentionKind.AUDIT_OVERDUE: _("audit overdue"),
    AttentionKind.DUE: _("due"),
    AttentionKind.AUDIT_DUE: _("audit due"),
    AttentionKind.FAILED_READING: _("can't be read"),
    AttentionKind.CONTRADICTORY_DATES: _("contradiction"),
    AttentionKind.NO_END: _("no end"),
    AttentionKind.MISSING_FACT: _("fact missing"),
    AttentionKind.LOW_CONFIDENCE: _("guessed"),
    AttentionKind.UNLINKED_AMENDMENT: _("amends what?"),
    AttentionKind.UNSIGNED: _("unsigned"),
    AttentionKind.TRACKED_CHANGES: _("tracked changes"),
    AttentionKind.ANNEX_MISSING: _("annex missing"),
    AttentionKind.UNKNOWN_COUNTERPARTY: _("with whom?"),
    AttentionKind.NO_OWNER: _("no owner"),
    AttentionKind.UNREVIEWED: _("not reviewed"),
}


def attention_words(kind: AttentionKind) -> str:
    """In two words, for a column."""
    return _KINDS[kind]


def why_words(item: AttentionItem, today: date) -> str:
    """A sentence for who looks after contracts."""
    if isinstance(item, AuditAttention):
        return _of_audit(item, today)
    if item.deadline is not None:
        return _dated(item, today)
    contract = item.contract
    match item.kind:
        case AttentionKind.FAILED_READING if item.fault is not None:
            return sentence(item.fault)
        case AttentionKind.CONTRADICTORY_DATES:
            return _contradiction(item)
        case AttentionKind.NO_END | AttentionKind.MISSING_FACT if item.missing is not None:
            return _lacks(item.missing)
        case AttentionKind.LOW_CONFIDENCE:
            return ngettext(
                "Read with doubt, and nobody has checked it: {fields}.",
                "Read with doubt, and nobody has checked them: {fields}.",
                len(item.fields),
            ).format(fields=_listed(item))
        case AttentionKind.UNLINKED_AMENDMENT:
            amended = contract.facts.amends
            said = _("It amends {what}, and is not linked to it: its end does not count there.")
            return said.format(what=f"“{amended}”" if amended else _("another contract"))
        case AttentionKind.UNSIGNED:
            return _("The signature lines are empty.")
        case AttentionKind.TRACKED_CHANGES:
            return _("The Word file has changes that nobody has accepted or rejected.")
        case AttentionKind.ANNEX_MISSING:
            return ngettext(
                "The text names {names}, which is not in the file and not linked.",
                "The text names {names}, which are not in the file and not linked.",
                len(item.words),
            ).format(names=", ".join(item.words))
        case AttentionKind.UNKNOWN_COUNTERPARTY if contract.facts.parties:
            return _("Only our own side is known as a party.")
        case AttentionKind.UNKNOWN_COUNTERPARTY:
            return _("No party was found.")
        case AttentionKind.NO_OWNER:
            return _("Nobody looks after it.")
    return _("Filed on {day}, and nobody has looked at what was read.").format(
        day=contract.filed_on
    )


def next_words(item: AttentionItem) -> str:
    """What to do about it: a command where one mends it."""
    if isinstance(item, AuditAttention):
        named = quote(item.audit.name)
        if item.left:
            said = _("`arkiv audit show {name}` has what is open; then `arkiv audit close {name}`.")
        else:
            said = _("`arkiv audit close {name}`.")
        return said.format(name=named)
    number = item.contract.id
    match item.kind:
        case AttentionKind.NOTICE_OPEN | AttentionKind.OVERDUE | AttentionKind.DUE:
            assert item.deadline is not None
            obligation = item.deadline.obligation
            which = obligation.id[:8] if obligation else str(item.deadline.kind)
            said = _("Decide and act, then `arkiv deadline done {id} {which} --on {day}`.")
            return said.format(id=number, which=which, day=item.deadline.due)
        case AttentionKind.PAST_END:
            return _("Say what became of it: `arkiv end {id}` or `arkiv renew {id}`.").format(
                id=number
            )
        case AttentionKind.FAILED_READING:
            return _of_fault(item)
        case AttentionKind.CONTRADICTORY_DATES | AttentionKind.LOW_CONFIDENCE:
            return _("Look at the words, then `arkiv confirm` or `correct {id} {field}`.").format(
                id=number, field=item.fields[0]
            )
        case AttentionKind.NO_END | AttentionKind.MISSING_FACT:
            assert item.missing is not None
            said = _("`arkiv correct {id} {field} …`, or `arkiv reject {id} {field}` if none.")
            return said.format(id=number, field=MENDED_BY[item.missing])
        case AttentionKind.UNLINKED_AMENDMENT:
            return _("`arkiv link {id} CONTRACT --as amendment`.").format(id=number)
        case AttentionKind.UNSIGNED:
            return _(
                "File the signed one and `arkiv link NEW {id} --as replaces`, or"
                " `arkiv correct {id} signed yes`."
            ).format(id=number)
        case AttentionKind.TRACKED_CHANGES:
            return _("File the agreed one and `arkiv link NEW {id} --as replaces`.").format(
                id=number
            )
        case AttentionKind.ANNEX_MISSING:
            said = ngettext(
                "File it and `arkiv link ANNEX {id} --as annex`.",
                "File them and `arkiv link ANNEX {id} --as annex` each.",
                len(item.words),
            )
            return said.format(id=number)
        case AttentionKind.UNKNOWN_COUNTERPARTY:
            return _("`arkiv correct {id} parties '…'`.").format(id=number)
        case AttentionKind.NO_OWNER:
            return _("`arkiv owner {id} NAME`.").format(id=number)
    return _("Go through it, then `arkiv review {id}`.").format(id=number)


def _of_audit(item: AuditAttention, today: date) -> str:
    if item.kind is AttentionKind.AUDIT_OVERDUE:
        when = _("Its day, {day}, has passed, and it is not signed off.").format(day=item.day)
    else:
        when = _("Due {day}, {days}.").format(day=item.day, days=days_words(item.day, today))
    if not item.left:
        return when + " " + _("Every question is answered.")
    number = sum(n for _severity, n in item.left)
    by = ", ".join(f"{n} {severity_label(severity)}" for severity, n in item.left)
    said = ngettext("{n} question is open: {by}.", "{n} questions are open: {by}.", number)
    return f"{when} {said.format(n=number, by=by)}"


def _of_fault(item: Attention) -> str:
    number = item.contract.id
    if item.fault is not None and item.fault.code is FaultCode.PROTECTED:
        return _("`arkiv unlock {id}`.").format(id=number)
    if item.fault is not None and item.fault.code.leaves_pages:
        said = _("Read it yourself, `arkiv correct {id}` what it says, then `arkiv review {id}`.")
    else:
        said = _("Get a whole copy and `arkiv link NEW {id} --as replaces`, or `arkiv trash {id}`.")
    return said.format(id=number)


def _dated(item: Attention, today: date) -> str:
    assert item.deadline is not None
    day, what = item.deadline.day, what_words(item.deadline)
    match item.kind:
        case AttentionKind.PAST_END:
            return _("It ended on {day}, and nobody said what became of it.").format(day=day)
        case AttentionKind.OVERDUE:
            said = _("{what}: {day} has passed, and nobody said that it is dealt with.")
            bound = item.deadline.bound
            if item.deadline.kind is DeadlineKind.NOTICE and bound is not None:
                said += " " + _("It is bound to {bound}.")
            return said.format(what=_capital(what), day=day, bound=bound)
        case AttentionKind.UNREVIEWED if item.contract.last_reviewed is not None:
            return _("Last reviewed on {last}; the next review was due on {day}.").format(
                last=item.contract.last_reviewed, day=day
            )
        case AttentionKind.UNREVIEWED:
            return _("Never reviewed; that was due on {day}.").format(day=day)
    return _("{what}: {day}, {days}.").format(
        what=_capital(what), day=day, days=days_words(day, today)
    )


def _contradiction(item: Attention) -> str:
    facts = item.contract.facts
    match item.conflict:
        case Conflict.ENDS_BEFORE_START:
            said = _("It ends on {end}, before it begins on {start}.")
        case Conflict.NOTICE_AFTER_END:
            said = _("The last day for notice, {notice}, is after its end, {end}.")
        case Conflict.AGREED_AFTER_END:
            said = _("It was agreed on {agreed}, long after its end on {end}.")
        case _:
            return " ".join(item.words)
    return said.format(
        end=facts.expiration_date,
        start=facts.effective_date,
        notice=facts.notice_deadline,
        agreed=facts.agreement_date,
    )


def _lacks(missing: Missing) -> str:
    return _capital(missing_words(missing)) + "."


def _listed(item: Attention) -> str:
    return ", ".join(str(each).replace("_", " ") for each in item.fields)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
