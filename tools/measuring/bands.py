"""How right the values are that the screen calls sure, to be checked, or a guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from arkiv.domain.facts import Field
from arkiv.domain.review import FactState, band
from measuring.judging import Judged

__all__ = ["band_lines"]


def band_lines(values: Sequence[Judged]) -> Iterator[str]:
    """Precision and share of each band, then the sure band field by field."""
    yield f"{'band':<17}{'right':>7}{'of all':>8}{'values':>8}"
    for state in (FactState.SURE, FactState.CHECK, FactState.GUESS):
        yield _line(str(state), [v for v in values if band(v.confidence) is state], len(values))
    yield ""
    yield f"{'sure':<17}{'right':>7}{'of all':>8}{'values':>8}"
    for field in Field:
        of_field = [value for value in values if value.field is field]
        if of_field:
            sure = [v for v in of_field if band(v.confidence) is FactState.SURE]
            yield _line(field, sure, len(of_field))


def _line(name: str, values: Sequence[Judged], total: int) -> str:
    if not values:
        return f"{name:<17}{'-':>7}{0:8.1%}{0:8d}"
    right = sum(value.right for value in values) / len(values)
    return f"{name:<17}{right:7.1%}{len(values) / total:8.1%}{len(values):8d}"
