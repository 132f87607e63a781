"""The query language in a few lines: what can be typed, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass

from arkiv.texts import _

__all__ = ["EXAMPLES", "QueryExample"]


@dataclass(frozen=True, slots=True)
class QueryExample:
    """Something that can be typed as it stands."""

    query: str
    means: str
    """For a contract manager, in a line."""


EXAMPLES: tuple[QueryExample, ...] = (
    QueryExample("lease amsterdam", _("contracts with both words")),
    QueryExample('"notice period"', _("exactly these words, one after the other")),
    QueryExample("terminat*", _("words that begin so")),
    QueryExample("lease -storage", _("without that word")),
    QueryExample("lease OR rent", _("either word")),
    QueryExample("(lease OR rent) -draft", _("brackets hold together")),
    QueryExample("party:nordvik", _("in one field: party, title, note, text")),
    QueryExample("type:lease,nda", _("one of several values; type:(lease OR nda) does the same")),
    QueryExample("tag:risk", _("by tag, folder, status, owner, law or language")),
    QueryExample("expires:<90d", _("within 90 days; also expires:2027 and expires:2027-Q1")),
    QueryExample("notice:next-month", _("the day to give notice by; also this-quarter, tomorrow")),
    QueryExample("due:<30d", _("somebody has to act within 30 days; also due:overdue")),
    QueryExample("signed:2024..2026", _("from one day, month or year to another")),
    QueryExample("value:>1m NOK", _("more than a million crowns; also value:100k..1m")),
    QueryExample("missing:expiration_date", _("what is not known; has: finds what is")),
    QueryExample("reviewed:no", _("nobody looked at it yet; also is:renewing, is:trashed")),
    QueryExample("id:17", _("one contract by its number")),
)
"""Simplest first. The whole language stands in docs/queries.md."""
