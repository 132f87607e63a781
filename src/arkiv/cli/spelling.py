"""How facts are spelled: the JSON of `arkiv extract`, and the rows people read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from arkiv.domain.facts import Facts, Field, shown_facts
from arkiv.domain.facts_json import evidence_to_json, facts_to_json
from arkiv.domain.values import Money, Party
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.services.extracting import Extracted

__all__ = ["extracted_to_json", "fact_rows"]


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


def fact_rows(facts: Facts) -> Iterator[tuple[str, str]]:
    """A label and a value for each fact that is known, in the order of the JSON; not the title."""
    for field in Field:
        value = getattr(facts, field)
        if field is Field.PARTIES:
            for party in facts.parties:
                yield _("Party"), _party(party)
        elif field is not Field.TITLE and value is not None:
            yield _(field.replace("_", " ").capitalize()), _said(value)


def _party(party: Party) -> str:
    number = _("no. {number}").format(number=party.org_number) if party.org_number else None
    particulars = ", ".join(part for part in (party.role, number) if part)
    return f"{party.name} ({particulars})" if particulars else party.name


def _said(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Money):
        amount = f"{value.amount:,f}".replace(",", " ")
        per = _("per {period}").format(period=value.per) if value.per else ""
        vat = _("VAT {vat}").format(vat=value.vat) if value.vat else ""
        return " ".join(part for part in (amount, value.currency, per, vat) if part)
    return str(value)
