"""The amount that describes the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from arkiv.domain.facts import DocumentType, FieldValue
from arkiv.domain.values import Money, Per, Vat
from arkiv.extract.amount_words import amount_beside
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.matching import Reader
from arkiv.extract.money import money_of
from arkiv.extract.shapes import MONEY
from arkiv.extract.unit_prices import Quantity, quantity_of, unit_after, unit_in

__all__ = ["value_of"]

_WITHOUT_VALUE = (DocumentType.NDA, DocumentType.DPA, DocumentType.SHAREHOLDERS)
"""Amounts in these are penalties, caps and capital."""
_MONEY = re.compile(MONEY, re.IGNORECASE)
_BEFORE, _AFTER = 70, 60
_TAXED = 130
"""What is said of tax may stand further behind the amount than its period."""
_SENTENCE_END = re.compile(r"[.;] (?=[A-ZÆØÅ])")
_BRACKETS = re.compile(r"\([^()]*\)")
_ROW = 0.75
_PRODUCT = 0.05
_UNEQUAL = 0.25
"""So much less sure is an amount whose words and figures differ."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount that a cue or a table line points at."""

    words: str
    start: int
    end: int
    score: float
    cue: str
    per: str | None
    """The period that the cue fixes."""
    over: str = ""
    """What stands to the left in a table, lower case."""


def value_of(reader: Reader, kind: FieldValue | None = None) -> tuple[Candidate, ...]:
    """The amounts that may describe the contract, the likeliest first; kind is what it is."""
    if kind in _WITHOUT_VALUE:
        return ()
    found = [c for amount in _amounts(reader) for c in _candidates(reader, amount)]
    if found and all(c.value.vat is None for c in found if isinstance(c.value, Money)):
        found = list(_with_tax_of_all(reader, found))
    return tuple(sorted(found, key=lambda c: -c.score))


def _amounts(reader: Reader) -> Iterator[_Amount]:
    for hit in reader.hits("value"):
        if hit.group("money"):
            words, place = hit.match["money"], hit.match.span("money")
            yield _Amount(words, *place, hit.score, hit.span().cue, hit.cue.value)
    for row, span in reader.rows_for("value"):
        if match := _MONEY.search(reader.text.flow, row.start, row.end):
            yield _Amount(match.group(), *match.span(), _ROW, span.cue, None, row.key)


def _candidates(reader: Reader, amount: _Amount) -> Iterator[Candidate]:
    """The amount, or the price of so many pieces; nothing for the price of one."""
    before, after = _around(reader, amount.start, amount.end)
    before = f"{amount.over} {before}"
    period = _per(reader, before, after, amount.per)
    money = money_of(amount.words, reader.language.code, period)
    if money is None:
        return
    money = replace(money, vat=_tax(reader, amount, before))
    unit = unit_after(reader, amount.end) or unit_in(reader, amount.over)
    if unit is None:
        yield from _checked(reader, amount, money)
    elif quantity := quantity_of(reader, amount.start, amount.end, unit):
        yield _product(reader, amount, money, quantity)


def _checked(reader: Reader, amount: _Amount, money: Money) -> Iterator[Candidate]:
    """The amount in figures; less sure, and with the other one, where words beside it differ."""
    spans = (Span(amount.start, amount.end, amount.cue),)
    spelled = amount_beside(reader.text.low, amount.start, amount.end, reader.language)
    if spelled is None or spelled == int(money.amount):
        yield Candidate(money, amount.score, spans)
        return
    yield Candidate(money, amount.score - _UNEQUAL, spans)
    other = replace(money, amount=Decimal(spelled).quantize(Decimal("0.01")))
    yield Candidate(other, amount.score - _UNEQUAL - 0.01, spans)


def _product(reader: Reader, amount: _Amount, price: Money, quantity: Quantity) -> Candidate:
    first, last = min(amount.start, quantity.start), max(amount.end, quantity.end)
    said = reader.text.low[max(0, first - 40) : last + _AFTER]
    per = next((p for word, p in reader.language.periods if word in said), Per.ONCE)
    total = replace(price, amount=price.amount * quantity.count, per=Per(per))
    spans = (
        Span(quantity.start, quantity.end, "value.quantity"),
        Span(amount.start, amount.end, amount.cue),
    )
    operation = f"{quantity.count} × {price.amount}"
    return Candidate(total, amount.score - _PRODUCT, spans, operation)


def _around(reader: Reader, at: int, end: int) -> tuple[str, str]:
    """The words of the same sentence before and after, lower case."""
    before = reader.text.flow[max(0, at - _BEFORE) : at]
    cut = list(_SENTENCE_END.finditer(before))
    before = before[cut[-1].end() :] if cut else before
    return before.lower(), _until_end(reader, end, _AFTER)


def _until_end(reader: Reader, end: int, most: int) -> str:
    after = reader.text.flow[end : end + most]
    stop = _SENTENCE_END.search(after)
    return (after[: stop.start()] if stop else after).lower()


def _per(reader: Reader, before: str, after: str, fixed: str | None) -> Per:
    """What the words right after the amount say, else the ones before; once when none do."""
    if fixed:
        return Per(fixed)
    for words in (after[:30], before, after):
        for word, per in reader.language.periods:
            if word in words:
                return Per(per)
    return Per.ONCE


def _tax(reader: Reader, amount: _Amount, before: str) -> Vat | None:
    """Whether tax is in the amount, by the words behind it, in brackets there, or before it."""
    after = _until_end(reader, amount.end, _TAXED)
    for words in (after[:_AFTER], _BRACKETS.sub(" ", after)[:_AFTER], before):
        for word, vat in reader.language.taxes:
            if word in words:
                return Vat(vat)
    return None


def _with_tax_of_all(reader: Reader, found: list[Candidate]) -> Iterator[Candidate]:
    """The same amounts with what the contract says elsewhere of tax for all of them."""
    said = next(iter(reader.hits("vat")), None)
    for candidate in found:
        if said is None or not isinstance(candidate.value, Money):
            yield candidate
        else:
            value = replace(candidate.value, vat=Vat(said.cue.value or "excluded"))
            yield replace(candidate, value=value, spans=(*candidate.spans, said.span()))
