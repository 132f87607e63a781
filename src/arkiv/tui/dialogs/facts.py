"""What is asked about a fact: its right value, another that was read, or one that was not."""

from __future__ import annotations

from collections.abc import Sequence

from arkiv.domain.facts import DocumentType, Field
from arkiv.domain.review import FactEntry, FactRow, FactState, band
from arkiv.domain.typed_values import typed_party, typed_values
from arkiv.domain.values import NoticeTo
from arkiv.texts import _
from arkiv.tui.deciding import typed
from arkiv.tui.dialogs.correct import CorrectDialog
from arkiv.tui.dialogs.pick import Choice, PickDialog
from arkiv.tui.spelling import field_label, place, said, state_words

__all__ = ["add_dialog", "candidate_dialog", "correct_dialog", "value_dialog"]

_LONGEST_QUOTE = 60


def correct_dialog(entry: FactEntry) -> CorrectDialog:
    """The right value of an entry, or of one party."""
    return value_dialog(entry.field, typed(entry.value))


def value_dialog(field: Field, before: str = "") -> CorrectDialog:
    """A value of the field; of the parties one."""

    def check(text: str) -> object:
        return typed_party(text) if field is Field.PARTIES else typed_values(field, text)

    return CorrectDialog(field_label(field), before, _EXAMPLES.get(field, "—"), check)


def candidate_dialog(row: FactRow) -> PickDialog:
    """Dismissed with the rank of the candidate."""
    choices = [
        Choice(
            str(finding.rank),
            said(row.field, finding.value),
            str(number) if number < 10 else "",
            " · ".join(
                [
                    state_words(band(finding.confidence))[0],
                    *(place(source) for source in finding.sources[:1]),
                    *(_quote(source.text) for source in finding.sources[:1]),
                ]
            ),
        )
        for number, finding in enumerate(row.candidates, start=1)
    ]
    return PickDialog(field_label(row.field), lambda _text: choices)


def _quote(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words[:_LONGEST_QUOTE]}”"


def add_dialog(rows: Sequence[FactRow]) -> PickDialog:
    """Dismissed with the field that is to have a value."""
    lacking = [row.field for row in rows if row.state is FactState.ABSENT]
    fields = [*(field for field in lacking if field is not Field.PARTIES), Field.PARTIES]

    def choices(text: str) -> Sequence[Choice]:
        found = [field for field in fields if text.casefold() in field_label(field).casefold()]
        return [Choice(str(field), field_label(field)) for field in found]

    return PickDialog(_("Which value?"), choices, searchable=True)


_EXAMPLES: dict[Field, str] = {
    Field.LANGUAGE: "nb",
    Field.TITLE: _("Lease of Kaigata 12"),
    Field.DOCUMENT_TYPE: f"{DocumentType.LEASE}, {DocumentType.SERVICES}, {DocumentType.NDA}",
    Field.PARTIES: "Øst Eiendom AS (utleier, 923609016)",
    **dict.fromkeys(
        (
            Field.AGREEMENT_DATE,
            Field.EFFECTIVE_DATE,
            Field.EXPIRATION_DATE,
            Field.NOTICE_DEADLINE,
        ),
        "2027-01-31",
    ),
    **dict.fromkeys(
        (Field.TERM, Field.RENEWAL_TERM, Field.NOTICE_PERIOD, Field.PROBATION),
        _("P3M or 3 months"),
    ),
    **dict.fromkeys(
        (
            Field.EVERGREEN,
            Field.AUTO_RENEWAL,
            Field.RENEWAL_OPTION,
            Field.NOTICE_BUSINESS_DAYS,
            Field.NOTICE_ON_RECEIPT,
            Field.SIGNED,
        ),
        _("true or false"),
    ),
    Field.NOTICE_TO: ", ".join(NoticeTo),
    Field.RENEWAL_LIMIT: "3",
    Field.PRICE_ADJUSTMENT: "--01-01",
    Field.VALUE: "1240000.00 NOK year excluded",
    Field.PAYMENT_DAYS: "30",
    Field.GOVERNING_LAW: "Norway",
    Field.AMENDS: _("Lease of Kaigata 12"),
}
