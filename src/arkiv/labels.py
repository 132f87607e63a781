"""What the values of the archive are called, in a word or two: types, states, facets, orders."""

from __future__ import annotations

from arkiv.domain.anchoring import Hold
from arkiv.domain.anchors import Anchor
from arkiv.domain.facts import DocumentType
from arkiv.domain.notes import NoteState
from arkiv.domain.outlook import Status
from arkiv.domain.review import Left
from arkiv.domain.searching import DUE_WITHIN, OVERDUE, Facet, SortKey
from arkiv.texts import _, ngettext

__all__ = [
    "STATUS",
    "facet_label",
    "kind_label",
    "language_label",
    "left_words",
    "note_state_label",
    "passage_words",
    "sort_label",
    "status_label",
    "value_label",
]

STATUS: dict[Status, tuple[str, str]] = {
    Status.ACTIVE: ("● " + _("active"), "success"),
    Status.UPCOMING: ("▸ " + _("upcoming"), "muted"),
    Status.EXPIRED: ("✕ " + _("expired"), "error"),
    Status.ENDED: ("■ " + _("ended"), "muted"),
    Status.UNKNOWN: ("? " + _("no dates"), "muted"),
}
"""Glyph and words, and the look that goes with them."""


def status_label(status: Status) -> str:
    """Without the glyph."""
    return STATUS[status][0].partition(" ")[2]


def kind_label(kind: DocumentType | None) -> str:
    """At most 14 characters; a dash where it is not known."""
    return _KINDS[kind] if kind is not None else "—"


_KINDS: dict[DocumentType, str] = {
    DocumentType.LEASE: _("Lease"),
    DocumentType.LEASE_EQUIPMENT: _("Equipment"),
    DocumentType.SERVICES: _("Services"),
    DocumentType.MAINTENANCE: _("Maintenance"),
    DocumentType.IT_SAAS: _("Software"),
    DocumentType.LICENSE: _("Licence"),
    DocumentType.FRAMEWORK: _("Framework"),
    DocumentType.SUPPLY: _("Supply"),
    DocumentType.SALE_PURCHASE: _("Sale"),
    DocumentType.SHARE_PURCHASE: _("Share sale"),
    DocumentType.CONSTRUCTION: _("Building"),
    DocumentType.EMPLOYMENT: _("Employment"),
    DocumentType.TERMINATION_SETTLEMENT: _("Settlement"),
    DocumentType.DPA: _("Data proc."),
    DocumentType.NDA: _("NDA"),
    DocumentType.LOAN: _("Loan"),
    DocumentType.SHAREHOLDERS: _("Shareholders"),
    DocumentType.INCORPORATION: _("Incorporation"),
    DocumentType.COOPERATION: _("Cooperation"),
    DocumentType.JOINT_VENTURE: _("Joint venture"),
    DocumentType.DISTRIBUTION: _("Distribution"),
    DocumentType.RESELLER: _("Reseller"),
    DocumentType.AGENCY: _("Agency"),
    DocumentType.FRANCHISE: _("Franchise"),
    DocumentType.MARKETING: _("Marketing"),
    DocumentType.SPONSORSHIP: _("Sponsorship"),
    DocumentType.ENDORSEMENT: _("Endorsement"),
    DocumentType.MANUFACTURING: _("Manufacturing"),
    DocumentType.TRANSPORT: _("Transport"),
    DocumentType.HOSTING: _("Hosting"),
    DocumentType.OUTSOURCING: _("Outsourcing"),
    DocumentType.DEVELOPMENT: _("Development"),
    DocumentType.INTELLECTUAL_PROPERTY: _("Rights"),
    DocumentType.AMENDMENT: _("Amendment"),
    DocumentType.TERMS: _("Terms"),
    DocumentType.NOT_CONTRACT: _("No contract"),
    DocumentType.OTHER: _("Other"),
}

_LANGUAGES = {
    "nb": _("Norwegian"),
    "nn": _("Nynorsk"),
    "nl": _("Dutch"),
    "en": _("English"),
    "sv": _("Swedish"),
    "da": _("Danish"),
    "de": _("German"),
}

_FACETS: dict[Facet, str] = {
    Facet.STATUS: _("Status"),
    Facet.DUE: _("Due"),
    Facet.DOCUMENT_TYPE: _("Type"),
    Facet.COUNTERPARTY: _("Counterparty"),
    Facet.TAG: _("Tags"),
    Facet.LANGUAGE: _("Language"),
    Facet.SIGNED_YEAR: _("Signed in"),
    Facet.EXPIRY_YEAR: _("Ends in"),
    Facet.VALUE_BAND: _("Value"),
    Facet.GOVERNING_LAW: _("Governing law"),
    Facet.FOLDER: _("Folder"),
    Facet.OWNER: _("Owner"),
    Facet.REVIEWED: _("Reviewed"),
    Facet.FAULT: _("Faults"),
}

_SORTS: dict[SortKey, str] = {
    SortKey.RELEVANCE: _("relevance"),
    SortKey.TITLE: _("title"),
    SortKey.COUNTERPARTY: _("counterparty"),
    SortKey.DOCUMENT_TYPE: _("type"),
    SortKey.STATUS: _("status"),
    SortKey.EXPIRATION_DATE: _("end"),
    SortKey.NOTICE_DEADLINE: _("notice deadline"),
    SortKey.DUE: _("next deadline"),
    SortKey.AGREEMENT_DATE: _("agreement date"),
    SortKey.EFFECTIVE_DATE: _("start"),
    SortKey.VALUE: _("value"),
    SortKey.LANGUAGE: _("language"),
    SortKey.GOVERNING_LAW: _("law"),
    SortKey.FOLDER: _("folder"),
    SortKey.OWNER: _("owner"),
    SortKey.FILED: _("day filed"),
}


def facet_label(facet: Facet) -> str:
    return _FACETS[facet]


def language_label(code: str) -> str:
    """The language's name; the code where there is no name for it."""
    return _LANGUAGES.get(code, code)


def note_state_label(state: NoteState) -> str:
    """A glyph and a word."""
    return _NOTE_STATES[state]


def passage_words(anchor: Anchor, hold: Hold = Hold.EXACT) -> str:
    """p. 4 “the words”; where they are gone it says so."""
    source = anchor.source
    place = f"¶ {source.paragraph}" if source.paragraph is not None else ""
    if source.page is not None:
        place = _("p. {page}").format(page=source.page)
    words = " ".join(source.text.split())
    if len(words) > _LONGEST_QUOTE:
        words = words[: _LONGEST_QUOTE - 1].rstrip() + "…"
    said = f"{place} “{words}”".strip()
    if hold is Hold.GONE:
        said += " " + _("(these words are not in the text any more)")
    return said


_LONGEST_QUOTE = 160

_NOTE_STATES: dict[NoteState, str] = {
    NoteState.OPEN: "○ " + _("open"),
    NoteState.RESOLVED: "✓ " + _("resolved"),
    NoteState.WITHDRAWN: "✕ " + _("withdrawn"),
}


def sort_label(key: SortKey) -> str:
    return _SORTS[key]


def value_label(facet: Facet, value: str) -> str:
    """A facet's value in words; a value nobody has words for reads as it is."""
    match facet:
        case Facet.STATUS:
            return STATUS[Status(value)][0] if value in list(Status) else value
        case Facet.DOCUMENT_TYPE:
            return _KINDS[DocumentType(value)] if value in list(DocumentType) else value
        case Facet.LANGUAGE:
            return language_label(value)
        case Facet.REVIEWED:
            return {"true": _("yes"), "false": _("no")}.get(value, value)
        case Facet.DUE if value in DUE_WITHIN:
            return _("next {n} days").format(n=DUE_WITHIN[value])
        case Facet.DUE:
            return _("overdue") if value == OVERDUE else value
        case Facet.VALUE_BAND:
            low, _dots, high = value.partition("..")
            return f"{low}–{high}" if high else _("{amount} or more").format(amount=low)
        case Facet.FAULT:
            return value.replace("_", " ")
    return value or _("(none)")


def left_words(left: Left) -> str:
    """3 facts not confirmed, 1 missing, 2 questions open; empty where nothing is left."""
    parts = (
        (left.facts, ngettext("{n} fact not confirmed", "{n} facts not confirmed", left.facts)),
        (left.missing, ngettext("{n} fact missing", "{n} facts missing", left.missing)),
        (left.dates, ngettext("{n} date to act on", "{n} dates to act on", left.dates)),
        (left.questions, ngettext("{n} question open", "{n} questions open", left.questions)),
        (left.notes, ngettext("{n} note open", "{n} notes open", left.notes)),
    )
    return ", ".join(words.format(n=number) for number, words in parts if number)
