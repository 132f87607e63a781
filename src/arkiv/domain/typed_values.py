"""How a person types the value of a field: its JSON form, and forms that mean one thing only."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import TypeVar

from arkiv.domain.facts import DocumentType, Field, FieldValue
from arkiv.domain.facts_json import value_from_json
from arkiv.domain.typed_quantities import (
    typed_amount,
    typed_day,
    typed_days,
    typed_duration,
    typed_year_day,
)
from arkiv.domain.values import Money, NoticeTo, Party
from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["field_named", "typed_party", "typed_values"]

_LONGEST_TEXT = 500
_LONGEST_QUOTED = 60
_FIELDS = {str(field): field for field in Field}
_TYPES = {str(kind): kind for kind in DocumentType}
_PERIODS = {str(period): period for period in NoticeTo}
_TRUTHS = {
    **dict.fromkeys(("true", "yes", "y", "ja"), True),
    **dict.fromkeys(("false", "no", "n", "nei", "nej", "nee", "nein"), False),
}
_PARTY = re.compile(r"(?P<name>.+?)\s*(?:\((?P<beside>[^()]*)\))?", re.DOTALL)
_NUMBER = re.compile(r"\d[\d .]{5,}", re.ASCII)
_T = TypeVar("_T")


def field_named(text: str) -> Field:
    """The field a person means by ``expiration_date`` or ``Expiration date``. Raises BadInput."""
    name = _key(text)
    if name in _FIELDS:
        return _FIELDS[name]
    raise BadInput(
        _("“{text}” is not a field.{suggestion} The fields: {fields}.").format(
            text=_quoted(text), suggestion=_suggestion(name, _FIELDS), fields=", ".join(_FIELDS)
        )
    )


def typed_values(field: Field, text: str) -> tuple[FieldValue, ...]:
    """What was typed as values of the field: one, or for parties all of them. Raises BadInput."""
    typed = text.strip()
    if not typed or typed == "null":
        raise BadInput(
            _("{field}: there is no value. `arkiv reject` says that it has none.").format(
                field=field
            )
        )
    if field is Field.PARTIES:
        return _said(field, typed, _parties)
    return (_said(field, typed, _READERS.get(field, _line)),)


def typed_party(text: str) -> Party:
    """One party: ``Øst Eiendom AS (utleier, 923609016)``, or as JSON. Raises BadInput."""
    return _said(Field.PARTIES, text.strip(), _party)


def _said(field: Field, typed: str, read: Callable[[str], _T]) -> _T:
    try:
        return read(typed)
    except ValueError as error:
        raise BadInput(
            _("{field}: “{typed}” {reason}").format(field=field, typed=_quoted(typed), reason=error)
        ) from error


def _line(typed: str) -> str:
    tidied = " ".join(typed.split())
    if len(tidied) > _LONGEST_TEXT or not tidied.isprintable():
        raise ValueError(_("does not fit. Type one line of at most 500 letters."))
    return tidied


def _language(typed: str) -> str:
    code = typed.lower()
    if not re.fullmatch(r"[a-z]{2}", code):
        raise ValueError(_("is not a language. Type two letters: nb, nn, nl, sv, da, de, en, …"))
    return "nb" if code == "no" else code


def _document_type(typed: str) -> DocumentType:
    name = _key(typed)
    if name in _TYPES:
        return _TYPES[name]
    rest = _suggestion(name, _TYPES) or " " + _("The kinds: {kinds}.").format(
        kinds=", ".join(_TYPES)
    )
    raise ValueError(_("is not a kind of document.") + rest)


def _notice_to(typed: str) -> NoticeTo:
    try:
        return _PERIODS[_key(typed)]
    except KeyError:
        raise ValueError(
            _("is no period that notice ends with. Type one of: {periods}.").format(
                periods=", ".join(_PERIODS)
            )
        ) from None


def _times(typed: str) -> int:
    if not re.fullmatch(r"\d{1,3}", typed, re.ASCII):
        raise ValueError(_("is not a number of times. Type it as 3."))
    return int(typed)


def _truth(typed: str) -> bool:
    try:
        return _TRUTHS[typed.lower()]
    except KeyError:
        raise ValueError(_("is neither yes nor no. Type true or false.")) from None


def _money(typed: str) -> Money:
    if not typed.startswith("{"):
        return typed_amount(typed)
    try:
        value = value_from_json(Field.VALUE, json.loads(typed))
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise ValueError(_("is not an amount. Type it as 1240000.00 NOK year.")) from error
    assert isinstance(value, Money)
    return typed_amount(_as_typed(value))  # the same checks as for what is typed


def _as_typed(value: Money) -> str:
    parts = (f"{value.amount:f}", value.currency, value.per, value.vat)
    return " ".join(str(part) for part in parts if part is not None)


def _parties(typed: str) -> tuple[FieldValue, ...]:
    """All of them: a JSON list, or typed with a semicolon between two."""
    if typed.startswith("["):
        try:
            spelled = [json.dumps(one) for one in json.loads(typed)]
        except (ValueError, TypeError) as error:
            raise ValueError(_unnamed()) from error
    else:
        spelled = [typed] if typed.startswith("{") else typed.split(";")
    parties = tuple(_party(one.strip()) for one in spelled if one.strip())
    if not parties:
        raise ValueError(_unnamed())
    return tuple(dict.fromkeys(parties))


def _party(typed: str) -> Party:
    if typed.startswith("{"):
        return _party_from_json(typed)
    match = _PARTY.fullmatch(typed)
    if match is None or not match["name"].strip():
        raise ValueError(_unnamed())
    *roles, last = [part.strip() for part in (match["beside"] or "").split(",")]
    number = re.sub(r"[\s.]", "", last) if _NUMBER.fullmatch(last) else None
    if number is None:
        roles = [*roles, last]
    role = ", ".join(part for part in roles if part)
    return Party(_line(match["name"]), _line(role) or None, number)


def _party_from_json(typed: str) -> Party:
    try:
        party = value_from_json(Field.PARTIES, json.loads(typed))
        assert isinstance(party, Party)
        parts = (party.role, party.org_number)
        name, *beside = (_line(part) if part is not None else None for part in (party.name, *parts))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(_unnamed()) from error
    if not name:
        raise ValueError(_unnamed())
    return Party(name, beside[0] or None, beside[1] or None)


def _unnamed() -> str:
    return _("names no party. Type them as Øst Eiendom AS (utleier, 923609016); Vest Handel AS.")


def _suggestion(name: str, names: dict[str, DocumentType] | dict[str, Field]) -> str:
    close = get_close_matches(name, names, n=1)
    return " " + _("Did you mean “{name}”?").format(name=close[0]) if close else ""


def _key(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.strip().lower())


def _quoted(typed: str) -> str:
    return typed if len(typed) <= _LONGEST_QUOTED else f"{typed[:_LONGEST_QUOTED]}…"


_READERS: dict[Field, Callable[[str], FieldValue]] = {
    Field.LANGUAGE: _language,
    Field.DOCUMENT_TYPE: _document_type,
    **dict.fromkeys(
        (
            Field.AGREEMENT_DATE,
            Field.EFFECTIVE_DATE,
            Field.EXPIRATION_DATE,
            Field.NOTICE_DEADLINE,
        ),
        typed_day,
    ),
    **dict.fromkeys(
        (Field.TERM, Field.RENEWAL_TERM, Field.NOTICE_PERIOD, Field.PROBATION), typed_duration
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
        _truth,
    ),
    Field.NOTICE_TO: _notice_to,
    Field.RENEWAL_LIMIT: _times,
    Field.PRICE_ADJUSTMENT: typed_year_day,
    Field.VALUE: _money,
    Field.PAYMENT_DAYS: typed_days,
}
"""Every other field is a line of text."""
