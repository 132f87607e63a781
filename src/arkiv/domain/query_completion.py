"""What can stand at the cursor of a query: fields, their values, days and amounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from arkiv.domain.query_amounts import CURRENCIES
from arkiv.domain.query_cursor import Place, place_at
from arkiv.domain.query_day_offers import day_offers
from arkiv.domain.query_fields import (
    CLOSED,
    FIELDS,
    Amounts,
    Claims,
    Days,
    Flags,
    Present,
    Texts,
    Values,
    field_of,
)
from arkiv.domain.query_names import FLAGS, TRUTHS, Names, key, spellings
from arkiv.domain.query_presence import PRESENCES
from arkiv.domain.query_tree import Column, TextField
from arkiv.domain.searching import Facet
from arkiv.texts import _

__all__ = ["Completion", "ValuesOf", "completions"]

ValuesOf: TypeAlias = Callable[[Facet, str], Sequence[str]]
"""The values of a facet that begin like this, commonest first, as many as are worth offering."""

T = TypeVar("T")

_FACETS = {
    Column.TAG: Facet.TAG,
    Column.LANGUAGE: Facet.LANGUAGE,
    Column.FOLDER: Facet.FOLDER,
    Column.GOVERNING_LAW: Facet.GOVERNING_LAW,
    Column.OWNER: Facet.OWNER,
    Column.FAULT: Facet.FAULT,
}
_BARE = re.compile(r"[^\s()\"“”„,*]+")
_NUMBER_LAST = re.compile(r".*\d")
_SCALES = {"k": _("thousand"), "m": _("million"), "bn": _("billion")}
_FEWEST_LETTERS = 2
"""From so many letters on, a bare word is completed with parties and tags too."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that can stand there: ``text[:start] + insert + text[end:]``."""

    insert: str
    start: int
    end: int
    label: str
    """What to show: the field with its colon, or the value without quotes."""
    help: str
    """One line on what it means; empty for a value of the archive."""
    complete: bool
    """A space may follow; else something is still to be typed, such as the value of a field."""


@dataclass(frozen=True, slots=True)
class _Offer:
    insert: str
    label: str = ""
    """Empty: what is inserted."""
    help: str = ""
    complete: bool = True


def completions(
    text: str, cursor: int, values: ValuesOf, language: str = "en"
) -> tuple[Completion, ...]:
    """What can stand at the cursor, likeliest first; names in this language (en, nb, nl) first."""
    place = place_at(text, cursor)
    field = place.field
    offers = _fields(place, values, language) if field is None else _values(place, values, language)
    seen = dict.fromkeys(offers)
    return tuple(
        Completion(
            one.insert, place.start, place.end, one.label or one.insert, one.help, one.complete
        )
        for one in seen
    )


def _fields(place: Place, values: ValuesOf, language: str) -> Iterator[_Offer]:
    typed = place.typed
    if place.quoted:
        return
    if place.amount_before and typed:
        yield from _currencies(typed)
    for field, name in _named(((field, field.names) for field in FIELDS), typed, language):
        yield _Offer(f"{name}:", help=field.means, complete=False)
    if len(typed) < _FEWEST_LETTERS:
        return
    for asked, facet in (("party", Facet.COUNTERPARTY), ("tag", Facet.TAG)):
        own = field_of(asked)
        assert own is not None
        name = own.names.offered(language)
        for value in values(facet, typed):
            if (spelled := _spelled(value)) is not None:
                yield _Offer(f"{name}:{spelled}", f"{name}:{value}", own.means)


def _values(place: Place, values: ValuesOf, language: str) -> Iterator[_Offer]:
    assert place.field is not None
    kind, typed = place.field.kind, place.typed
    match kind:
        case Days():
            for insert, told in day_offers(kind, typed, values, language):
                yield _Offer(insert, help=told)
            if kind.flag is not None:
                yield from _choices(TRUTHS, typed, language)
            if kind.beside is not None:
                yield from _choices({kind.beside: FLAGS[kind.beside]}, typed, language)
        case Amounts():
            yield from _amounts(typed, values)
        case Values() if kind.column in CLOSED:
            yield from _choices(CLOSED[kind.column], typed, language)
        case Values():
            yield from _archived(values(_FACETS[kind.column], typed))
        case Texts(field=TextField.PARTIES):
            yield from _archived(values(Facet.COUNTERPARTY, typed))
        case Flags():
            yield from _choices(FLAGS, typed, language)
        case Present():
            yield from _choices(PRESENCES, typed, language)
        case Claims():
            yield from _choices(TRUTHS, typed, language)


def _choices(table: Mapping[T, Names], typed: str, language: str) -> Iterator[_Offer]:
    for meaning, name in _named(table.items(), typed, language):
        english = table[meaning].en[0]
        yield _Offer(name, help="" if name == english else english.replace("_", " "))


def _named(table: Iterable[tuple[T, Names]], typed: str, language: str) -> Iterator[tuple[T, str]]:
    """Each thing once, by the name that begins like this: those offered first, then the others."""
    begun = key(typed)
    elsewhere: list[tuple[T, str]] = []
    for meaning, names in table:
        offered = names.offered(language)
        if _begins(offered, begun):
            yield meaning, offered
        else:
            elsewhere += [(meaning, name) for name in names if _begins(name, begun)][:1]
    yield from elsewhere


def _begins(name: str, begun: str) -> bool:
    return any(spelling.startswith(begun) for spelling in spellings(name))


def _archived(values: Sequence[str]) -> Iterator[_Offer]:
    for value in values:
        if (spelled := _spelled(value)) is not None:
            yield _Offer(spelled, value)


def _spelled(value: str) -> str | None:
    """As it is typed behind a field; None when it cannot be, for it holds a quote."""
    if _BARE.fullmatch(value):
        return value
    return None if any(sign in value for sign in '"“”„') else f'"{value}"'


def _amounts(typed: str, values: ValuesOf) -> Iterator[_Offer]:
    if not typed:
        yield _Offer(">100k", help=_("More than a hundred thousand, in any currency"))
        yield _Offer(">1m", help=_("More than a million, in any currency"))
        yield _Offer("100k..1m", help=_("From a hundred thousand to a million"))
        yield from (_Offer(band) for band in values(Facet.VALUE_BAND, ""))
    elif _NUMBER_LAST.fullmatch(typed):
        yield from (_Offer(f"{typed}{scale}", help=told) for scale, told in _SCALES.items())
        yield from (_Offer(f"{typed} {currency}") for currency in CURRENCIES[:6])
    else:
        yield from _currencies(typed)


def _currencies(typed: str) -> Iterator[_Offer]:
    return (_Offer(one) for one in CURRENCIES if one.startswith(typed.upper()))
