"""After how many days an invoice is due."""

from __future__ import annotations

import re
from dataclasses import replace

from arkiv.extract.durations import duration_of
from arkiv.extract.findings import Candidate
from arkiv.extract.matching import Reader
from arkiv.extract.shapes import duration_shape

__all__ = ["payment_days_of"]

_ROW = 0.8


def payment_days_of(reader: Reader) -> tuple[Candidate, ...]:
    """Days from invoice to due date, the surest first."""
    found = []
    for hit in reader.hits("payment_days"):
        if days := _days(reader, hit.any_group("duration") or ""):
            found.append(Candidate(days, hit.score, (hit.span(),)))
    shape = re.compile(duration_shape(reader.language.words), re.IGNORECASE)
    for row, span in reader.rows_for("payment_days"):
        match = shape.search(reader.text.flow, row.start, row.end)
        days = _days(reader, match.group()) if match else None
        if match and days:
            found.append(Candidate(days, _ROW, (replace(span, end=match.end()),)))
    return tuple(found)


def _days(reader: Reader, words: str) -> int | None:
    duration = duration_of(words, reader.language.words)
    if duration is None or duration.years or duration.months:
        return None
    return duration.days + 7 * duration.weeks or None
