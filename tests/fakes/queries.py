"""Queries made up at random over the words and facts of ``fakes.library``."""

from __future__ import annotations

import random

from fakes.library import WORDS

__all__ = ["FILTERS", "any_text", "invented_query"]

_FILTERS = (
    "expires:2027 expires:<90d expires:>1y notice:<200d signed:2025..2026 filed:<100d "
    "value:>=10k value:NOK..1m value:EUR type:lease type:leas* status:active status:exp "
    "tag:øst tag:ei* folder:leie folder:leie/oslo is:trashed is:reviewed is:signed is:renewing "
    "has:notice_period missing:value missing:tag has:fault language:nb owner:kari law:norway "
    "ended:<10d expiration_date:2026 notice_deadline:2026 effective:2025 fault:no_text "
    "has:note missing:note id:7 id:3,30,99 tag:hr,it reviewed:no renews:ja "
    "expires:2027-Q1 expires:-1y..today expires:this-quarter utløper:neste-år value:>500k\u00a0kr "
    "due:<30d due:<90d due:>1y due:2027 due:overdue frist:forfalt is:overdue overdue:no "
    "law:norge,sverige språk:norsk status:aktiv,utløpt signed:yes -expires:2026,2027"
)
FILTERS = (*_FILTERS.split(" "), "type:(lease OR nda)", "title:(lease -rent)")
_SIGNS = (
    *('"', "“", "(", ")", "*", "-", ":", "OR ", "AND ", "NOT ", " ", " ", "..", ",", "<", ">="),
    *("title:", "party:", "tag:", "expires:", "value:", "type:", "is:", "has:", "id:", "text:("),
    *("2027", "90d", "1m", "NOK ", "1 250 000,50", "31.12.2026", "31 december 2026", "½", "١٢"),
    *("\0", "\ud800", "\u00ad", "\u200b", "a\u030a", "ﬁ", "KTR-2023/017", "§", "_", "w" * 90),
)


def invented_query(chance: random.Random, depth: int = 0) -> str:
    """One that is understood: words, beginnings, phrases, fields and brackets."""

    def part() -> str:
        kind = chance.random()
        word = chance.choice(WORDS)
        if kind < 0.35:
            return word
        if kind < 0.5:
            return word[: chance.randint(1, 4)] + "*"
        if kind < 0.65:
            return f'"{" ".join(chance.choices(WORDS, k=chance.randint(2, 3)))}"'
        if kind < 0.75:
            return f"{chance.choice(('title', 'party', 'note', 'text'))}:{word}"
        if kind < 0.9 or depth > 2:
            return chance.choice(FILTERS)
        return f"({invented_query(chance, depth + 1)})"

    parts = [("-" if chance.random() < 0.2 else "") + part() for _ in range(chance.randint(1, 3))]
    return chance.choice((" ", " ", " OR ")).join(parts)


def any_text(chance: random.Random) -> str:
    """Whatever somebody may type: pieces of queries, words and signs in any order."""
    pieces = [chance.choice((*_SIGNS, *WORDS, *FILTERS)) for _ in range(chance.randint(1, 14))]
    text = "".join(piece + chance.choice(("", "", " ")) for piece in pieces)
    return text[chance.randint(0, 3) :] if chance.random() < 0.3 else text
