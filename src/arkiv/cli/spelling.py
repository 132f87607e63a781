"""How facts are spelled: the JSON of `arkiv extract`, and the words people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arkiv.domain.facts import Field, FieldValue, shown_facts
from arkiv.domain.facts_json import evidence_to_json, facts_to_json
from arkiv.domain.values import Money, Party, Per
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.services.extracting import Extracted

__all__ = ["extracted_to_json", "label", "said"]


def extracted_to_json(extracted: Extracted) -> dict[str, Any]:
    """The promised object of one file, or its error."""
    if extracted.error is not None:
        error = {"code": extracted.error.code, "message": extracted.error.message}
        return {"file": extracted.file, "error": error}
    facts = facts_to_json(shown_facts(extracted.findings))
    return {
        "file": extracted.file,
        "sha256": extracted.sha256,
        "language": facts.pop("language"),
        "pages": extracted.page_count,
        "title": facts.pop("title"),
        "document_type": facts.pop("document_type"),
        "parties": facts.pop("parties"),
        **facts,
        "evidence": evidence_to_json(extracted.findings),
        "warnings": list(extracted.warnings),
    }


def label(field: Field) -> str:
    """What a field is called in front of one value of it."""
    return _("Party") if field is Field.PARTIES else _(field.replace("_", " ").capitalize())


def said(value: FieldValue) -> str:
    """A value for people; not cleaned."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Money():
            amount = f"{value.amount:,f}".replace(",", " ")
            per = _PERS[value.per]() if value.per else ""
            vat = _("VAT {vat}").format(vat=value.vat) if value.vat else ""
            return " ".join(part for part in (amount, value.currency, per, vat) if part)
        case Party():
            number = _("no. {number}").format(number=value.org_number) if value.org_number else None
            particulars = ", ".join(part for part in (value.role, number) if part)
            return f"{value.name} ({particulars})" if particulars else value.name
        case _:
            return str(value)


_PERS = {
    Per.ONCE: lambda: _("once"),
    Per.YEAR: lambda: _("per year"),
    Per.QUARTER: lambda: _("per quarter"),
    Per.MONTH: lambda: _("per month"),
}
