"""Notice that counts to the end of a month, quarter or half-year, and what that rules out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from arkiv.domain.facts import Field
from arkiv.extract.cues_loader import any_of
from arkiv.extract.findings import Candidate
from arkiv.extract.matching import Reader
from arkiv.texts import _

__all__ = ["is_day_for_notice", "notice_warnings"]

_ENDS = tuple(
    (months, re.compile(rf"\b(?:{any_of(kind)})"))
    for months, kind in ((3, "to_quarter_end"), (6, "to_half_year_end"), (1, "to_month_end"))
)
"""Words after which notice ends with a quarter, half-year or month, and its months."""
_NEAR = 60


def is_day_for_notice(reader: Reader, notice: Candidate, end: date) -> bool:
    """Whether the contract may be ended on this day by its notice; True where any day will do."""
    words = notice.spans[0]
    for months, said in _ENDS:
        if said.search(reader.text.low, max(0, words.start - _NEAR), words.end + _NEAR):
            last = monthrange(end.year, end.month)[1]
            return end.day == last and end.month % months == 0
    return True


def notice_warnings(reader: Reader, fields: Mapping[Field, tuple[Candidate, ...]]) -> Iterator[str]:
    """A sentence where the last day for notice can't be counted back from the end."""
    ends, notices = fields.get(Field.EXPIRATION_DATE), fields.get(Field.NOTICE_PERIOD)
    if not ends or not notices or fields.get(Field.NOTICE_DEADLINE):
        return
    end = ends[0].value
    assert isinstance(end, date)
    if not is_day_for_notice(reader, notices[0], end):
        yield _(
            "Notice counts to the end of a month or quarter, and the term does not end with one:"
            " the last day for notice may be earlier than the one shown."
        )
