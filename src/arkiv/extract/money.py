"""Amounts in the notations of the languages, and whether tax is in them and what they are for."""

from __future__ import annotations

import re
from decimal import Decimal

from arkiv.domain.values import Money, Per, Vat

__all__ = ["amount_of", "currency_of", "money_of"]

_FIGURE = re.compile(r"\d[\d .,']*")
_CURRENCIES = {
    "nok": "NOK",
    "eur": "EUR",
    "€": "EUR",
    "usd": "USD",
    "us$": "USD",
    "$": "USD",
    "gbp": "GBP",
    "£": "GBP",
    "sek": "SEK",
    "kronor": "SEK",
    "dkk": "DKK",
    "chf": "CHF",
}
_CROWNS = {"nb": "NOK", "nn": "NOK", "sv": "SEK", "da": "DKK"}
_MILLION = re.compile(r"\bm(?:nok|eur|sek|dkk)\b|mill|\bmio\b|miljoen")
_THOUSAND = re.compile(r"tusen|duizend")


def money_of(
    words: str, language: str, per: Per | None = None, vat: Vat | None = None
) -> Money | None:
    """Reads ``kr 1 250 000,-``, ``€ 12.500,00``, ``MNOK 2,5``; None when it is no amount."""
    currency = currency_of(words, language)
    amount = amount_of(words)
    if currency is None or amount is None or amount <= 0:
        return None
    return Money(amount, currency, per, vat)


def currency_of(words: str, language: str) -> str | None:
    """The ISO 4217 code; a crown is that of the language. None when no currency is named."""
    low = words.lower()
    for sign, code in _CURRENCIES.items():
        if sign in low:
            return code
    return _CROWNS.get(language) if "kr" in low else None


def amount_of(words: str) -> Decimal | None:
    """The amount with two decimals; a last separator with three digits after it groups."""
    match = _FIGURE.search(words)
    if match is None:
        return None
    figure = match.group().strip(" .,'").replace(" ", "").replace("'", "")
    whole, decimals = _split(figure)
    amount = Decimal(f"{whole}.{decimals or '00'}")
    low = words.lower()
    if _MILLION.search(low):
        amount *= 1_000_000
    elif _THOUSAND.search(low):
        amount *= 1000
    return amount.quantize(Decimal("0.01"))


def _split(figure: str) -> tuple[str, str]:
    last = max(figure.rfind("."), figure.rfind(","))
    after = figure[last + 1 :] if last >= 0 else ""
    if last < 0 or len(after) == 3:
        return re.sub(r"[.,]", "", figure), ""
    return re.sub(r"[.,]", "", figure[:last]), after
