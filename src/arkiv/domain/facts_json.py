"""The JSON spelling of facts and evidence, promised to other programs; both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from arkiv.domain.facts import DocumentType, Facts, Field, FieldValue, Finding, Source
from arkiv.domain.values import Duration, Money, NoticeTo, Party, Per, Vat, YearDay

__all__ = [
    "evidence_to_json",
    "facts_from_json",
    "facts_to_json",
    "source_from_json",
    "source_to_json",
    "value_from_json",
    "value_to_json",
]


def value_to_json(value: FieldValue | None) -> Any:
    """Dates and durations as ISO 8601 text, amounts as decimal strings."""
    match value:
        case None | bool() | int() | str():
            return value
        case date():
            return value.isoformat()
        case Duration() | YearDay():
            return str(value)
        case Money():
            return {
                "amount": f"{value.amount:f}",
                "currency": value.currency,
                "per": value.per,
                "vat": value.vat,
            }
        case Party():
            return {"name": value.name, "role": value.role, "org_number": value.org_number}


def value_from_json(field: Field, spelled: Any) -> FieldValue:
    """Undoes value_to_json; raises ValueError, KeyError or TypeError when it does not fit."""
    return _READERS[field](spelled)


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Every field, in the order of the contract's JSON; unknown is null."""
    spelled: dict[str, Any] = {
        str(field): value_to_json(getattr(facts, field))
        for field in Field
        if field is not Field.PARTIES
    }
    spelled["parties"] = [value_to_json(party) for party in facts.parties]
    return spelled


def facts_from_json(spelled: Mapping[str, Any]) -> Facts:
    """Undoes facts_to_json; keys it does not know are passed over."""
    known: dict[str, Any] = {
        key: _READERS[key](value)
        for key, value in spelled.items()
        if value is not None and key in _READERS and key != "parties"
    }
    return Facts(**known, parties=tuple(map(_party, spelled.get("parties", ()))))


def source_to_json(source: Source) -> dict[str, Any]:
    return {
        "page": source.page,
        "paragraph": source.paragraph,
        "clause": source.clause,
        "start": source.start,
        "end": source.end,
        "text": source.text,
        "cue": source.cue,
    }


def source_from_json(spelled: Mapping[str, Any]) -> Source:
    """Undoes source_to_json."""
    return Source(**spelled)


def evidence_to_json(findings: Iterable[Finding]) -> dict[str, Any]:
    """The evidence of the chosen findings by field; parties have a list, one entry a party."""
    spelled: dict[str, Any] = {}
    for finding in findings:
        entry: dict[str, Any] = {"confidence": round(finding.confidence, 2)}
        if finding.operation is not None:
            entry["operation"] = finding.operation
        entry["sources"] = [source_to_json(source) for source in finding.sources]
        if finding.field is Field.PARTIES:
            spelled.setdefault(Field.PARTIES, []).append(entry)
        elif finding.rank == 0:
            spelled[finding.field] = entry
    return {str(field): entry for field, entry in spelled.items()}


def _money(spelled: Mapping[str, Any]) -> Money:
    return Money(
        Decimal(spelled["amount"]),
        spelled["currency"],
        _PER[spelled["per"]] if spelled.get("per") else None,
        _VAT[spelled["vat"]] if spelled.get("vat") else None,
    )


def _party(spelled: Mapping[str, Any]) -> Party:
    return Party(spelled["name"], spelled.get("role"), spelled.get("org_number"))


def _plain(spelled: Any) -> str | bool | int:
    if not isinstance(spelled, str | bool | int):
        raise ValueError(f"a field cannot be {spelled!r}")
    return spelled


# Ten thousand contracts are read at once: few durations are distinct, and an enum's call is slow.
_duration = lru_cache(maxsize=1024)(Duration.parse)
_TYPES = {str(kind): kind for kind in DocumentType}
_PER = {str(per): per for per in Per}
_VAT = {str(vat): vat for vat in Vat}

_READERS: dict[str, Callable[[Any], FieldValue]] = {str(field): _plain for field in Field} | {
    "agreement_date": date.fromisoformat,
    "effective_date": date.fromisoformat,
    "expiration_date": date.fromisoformat,
    "notice_deadline": date.fromisoformat,
    "term": _duration,
    "renewal_term": _duration,
    "notice_period": _duration,
    "probation": _duration,
    "notice_to": NoticeTo,
    "price_adjustment": YearDay.parse,
    "value": _money,
    "parties": _party,
    "document_type": _TYPES.__getitem__,
}
"""By the field's name in the JSON."""
