"""What a decision is typed as."""

from __future__ import annotations

import json
from collections.abc import Sequence

from arkiv.domain.facts import Field, FieldValue
from arkiv.domain.facts_json import value_to_json
from arkiv.domain.typed_values import typed_party
from arkiv.domain.values import Money, Party

__all__ = ["typed", "typed_all"]


def typed(value: FieldValue | None) -> str:
    """The value as a person would type it; empty for none."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Money():
            parts = (f"{value.amount:f}", value.currency, value.per, value.vat)
            return " ".join(str(part) for part in parts if part is not None)
        case Party():
            return _typed_party(value)
    return str(value)


def typed_all(field: Field, values: Sequence[FieldValue]) -> str:
    """Every value of the field, as it is read back without a difference."""
    if field is Field.PARTIES:
        return json.dumps([value_to_json(value) for value in values], ensure_ascii=False)
    return typed(values[0] if values else None)


def _typed_party(party: Party) -> str:
    beside = ", ".join(part for part in (party.role, party.org_number) if part)
    plain = f"{party.name} ({beside})" if beside else party.name
    # A name that ends in brackets would come back as a role.
    if ";" in plain or plain.startswith(("{", "[")) or typed_party(plain) != party:
        return json.dumps(value_to_json(party), ensure_ascii=False)
    return plain
