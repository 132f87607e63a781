"""What needs a human, as the screen has it: a glyph, what to do with keys, and which field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from arkiv.attention_labels import attention_words, next_words, why_words
from arkiv.deadline_labels import days_words
from arkiv.domain.attention_items import Attention, AttentionItem, AttentionKind, AuditAttention
from arkiv.domain.facts import Field
from arkiv.domain.faults import FaultCode
from arkiv.domain.outlook import MENDED_BY
from arkiv.texts import _, ngettext
from arkiv.tui.labels import Standing
from arkiv.tui.spelling import field_label, money
from arkiv.tui.widgets.paragraphs import Runs

__all__ = ["ItemKey", "attention_runs", "field_of", "item_key", "item_standing", "key_words"]

ItemKey = tuple[object, ...]
"""What tells one item of the queue from all others."""

_LOOKS = {
    AttentionKind.NOTICE_OPEN: ("▲", "warning"),
    AttentionKind.OVERDUE: ("✕", "error"),
    AttentionKind.PAST_END: ("✕", "error"),
    AttentionKind.AUDIT_OVERDUE: ("✕", "error"),
    AttentionKind.DUE: ("▲", "warning"),
    AttentionKind.AUDIT_DUE: ("▲", "warning"),
    AttentionKind.FAILED_READING: ("✕", "error"),
    AttentionKind.CONTRADICTORY_DATES: ("!", "error"),
    AttentionKind.UNSIGNED: ("!", "warning"),
    AttentionKind.TRACKED_CHANGES: ("!", "warning"),
    AttentionKind.NO_OWNER: ("□", "muted"),
    AttentionKind.UNREVIEWED: ("□", "muted"),
}


def item_key(item: AttentionItem) -> ItemKey:
    """The same for an item before and after it was looked at again."""
    if isinstance(item, AuditAttention):
        return (item.audit.id,)
    due = item.deadline.key if item.deadline is not None else None
    return (item.contract.id, item.kind, due, item.missing, item.conflict, item.words)


def item_standing(kind: AttentionKind) -> Standing:
    """Glyph and words, and the look that goes with them."""
    glyph, look = _LOOKS.get(kind, ("?", "warning"))
    return f"{glyph} {attention_words(kind)}", look


def field_of(item: Attention) -> Field | None:
    """Where to look first among the facts of its contract; None: it has none to look at."""
    if item.kind is AttentionKind.FAILED_READING:
        return None
    if item.kind is AttentionKind.UNLINKED_AMENDMENT:
        return Field.AMENDS
    if item.missing is not None:
        return MENDED_BY[item.missing]
    return item.fields[0] if item.fields else Field.TITLE


def key_words(item: AttentionItem) -> str:
    """What to do about it: the key where one mends it, else as the list in the shell says it."""
    if isinstance(item, AuditAttention):
        if item.left:
            return _("enter goes to the audit; answer what is open, then m has Sign off….")
        return _("enter goes to the audit; there m has Sign off….")
    match item.kind:
        case AttentionKind.NOTICE_OPEN | AttentionKind.OVERDUE | AttentionKind.DUE:
            return _("Decide and act, then x says that it is done; w puts it off.")
        case AttentionKind.PAST_END:
            return _("Say what became of it: m has End… and Renew….")
        case AttentionKind.FAILED_READING:
            return _of_fault(item)
        case AttentionKind.CONTRADICTORY_DATES | AttentionKind.LOW_CONFIDENCE:
            words = _("Look at the words: enter goes to “{field}”; there y confirms, e corrects.")
            return words.format(field=field_label(item.fields[0]))
        case AttentionKind.NO_END | AttentionKind.MISSING_FACT:
            assert item.missing is not None
            words = _("enter goes to the facts; there e or + gives “{field}”, x says it has none.")
            return words.format(field=field_label(MENDED_BY[item.missing]))
        case AttentionKind.UNLINKED_AMENDMENT:
            return _("m has Link…: say which contract it amends.")
        case AttentionKind.UNSIGNED:
            return _(
                "File the signed one and link that as what replaces this one (m, Link…);"
                " or enter, and e on “{field}” where it is signed after all."
            ).format(field=field_label(Field.SIGNED))
        case AttentionKind.TRACKED_CHANGES:
            return _("File the agreed one and link that as what replaces this one (m, Link…).")
        case AttentionKind.ANNEX_MISSING:
            return _("File what is missing and link that as an annex of this one (m, Link…).")
        case AttentionKind.UNKNOWN_COUNTERPARTY:
            return _("enter goes to the facts; there e or + gives the party.")
        case AttentionKind.NO_OWNER:
            return _("a says who looks after it.")
    return _("Go through it with enter, then V says that you did.")


def _of_fault(item: Attention) -> str:
    assert item.fault is not None
    if item.fault.code is FaultCode.PROTECTED:
        return next_words(item)
    if item.fault.code.leaves_pages:
        return _("Read it yourself (o), enter what it says with enter and +, then press V.")
    return _(
        "Get a whole copy, file it and link that as what replaces this one (m, Link…);"
        " or put it into the trash (D)."
    )


def attention_runs(item: AttentionItem, party: str, today: date) -> Iterator[Runs]:
    """What the pane beside the queue shows."""
    words, look = item_standing(item.kind)
    when = f"  {item.day} · {days_words(item.day, today)}" if item.day is not None else ""
    yield [(words, look), (when, "text")]
    yield [(item.title, "title"), (" " + " · ".join(_beside(item, party)), "muted")]
    yield [(why_words(item, today), "text")]
    yield [("→ ", "bar"), (key_words(item), "text")]


def _beside(item: AttentionItem, party: str) -> Iterator[str]:
    """Of a contract number, other side, owner and value; of an audit contracts and owner."""
    if isinstance(item, AuditAttention):
        number = len(item.audit.contracts)
        yield "· " + ngettext("{n} contract", "{n} contracts", number).format(n=number)
    else:
        yield f"#{item.contract.id}"
        if party:
            yield party
    if item.owner:
        yield _("owner {name}").format(name=item.owner)
    if not isinstance(item, AuditAttention) and item.contract.facts.value is not None:
        yield money(item.contract.facts.value)
