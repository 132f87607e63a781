"""Where a table and the running text disagree on a day, and days that can be read in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from arkiv.domain.facts import Field
from arkiv.domain.values import Money
from arkiv.extract.findings import Candidate
from arkiv.texts import _

__all__ = ["text_before_table", "warnings_about"]

_PLAIN = 0.8
"""Words this sure go before a table on the cover."""


def text_before_table(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The same candidates; what the text says plainly stands before what a table line says."""
    if not candidates or not _from_table(candidates[0]):
        return candidates
    said = [c for c in candidates if not _from_table(c) and c.score >= _PLAIN]
    return (*said, *(c for c in candidates if c not in said))


def warnings_about(fields: dict[Field, tuple[Candidate, ...]]) -> Iterator[str]:
    """A sentence for each conflict, in the order of the fields."""
    for field in (Field.AGREEMENT_DATE, Field.EFFECTIVE_DATE, Field.EXPIRATION_DATE):
        candidates = fields.get(field, ())
        yield from _disagreement(field, candidates)
        yield from _two_readings(field, candidates)
    for field in (Field.TERM, Field.RENEWAL_TERM, Field.NOTICE_PERIOD):
        yield from _two_lengths(field, fields.get(field, ()))
    yield from _disagreement(Field.TERM, fields.get(Field.TERM, ()))
    yield from _figures_and_words(fields.get(Field.VALUE, ()))


def _disagreement(field: Field, candidates: tuple[Candidate, ...]) -> Iterator[str]:
    if field is Field.AGREEMENT_DATE:
        yield from _signed_on_another_day(candidates)
        return
    if not candidates or _from_table(candidates[0]):
        return
    chosen = candidates[0]
    for other in candidates[1:]:
        if _from_table(other) and other.value != chosen.value:
            yield _("{field}: the text says {text}, a table says {table}. The text counts.").format(
                field=_label(field), text=chosen.value, table=other.value
            )
            return


def _signed_on_another_day(candidates: tuple[Candidate, ...]) -> Iterator[str]:
    """Where the text names the day of the contract and the signatures a later or earlier one."""
    if not candidates or _at_signature(candidates[0]):
        return
    chosen = candidates[0].value
    signed = [c.value for c in candidates if _at_signature(c) and isinstance(c.value, date)]
    if signed and chosen not in signed:
        yield _(
            "{field}: the text says {text}, the last signature is of {signed}. The text counts."
        ).format(field=_label(Field.AGREEMENT_DATE), text=chosen, signed=max(signed))


def _at_signature(candidate: Candidate) -> bool:
    return candidate.spans[0].cue.startswith("signature.")


def _two_readings(field: Field, candidates: tuple[Candidate, ...]) -> Iterator[str]:
    """About the chosen day, when the same words also gave it with day and month swapped."""
    for other in candidates[1:]:
        first = candidates[0]
        if other.spans == first.spans and _swapped(first.value, other.value):
            yield _("{field}: the day can be read as {first} or as {second}.").format(
                field=_label(field), first=first.value, second=other.value
            )
            return


def _figures_and_words(values: tuple[Candidate, ...]) -> Iterator[str]:
    """About the chosen amount, when the words beside its figures say another one."""
    for other in values[1:]:
        first, second = values[0].value, other.value
        if (
            other.spans == values[0].spans
            and isinstance(first, Money)
            and isinstance(second, Money)
        ):
            yield _("{field}: the figures say {figures}, the words say {words}.").format(
                field=_label(Field.VALUE), figures=first.amount, words=second.amount
            )
            return


def _two_lengths(field: Field, candidates: tuple[Candidate, ...]) -> Iterator[str]:
    """About the chosen length, when its words and its figures say different things."""
    for other in candidates[1:]:
        first = candidates[0]
        if other.spans[0] == first.spans[0] and other.value != first.value:
            yield _("{field}: the figures say {figures}, the words {words}.").format(
                field=_label(field), figures=first.value, words=other.value
            )
            return


def _swapped(first: object, second: object) -> bool:
    if not isinstance(first, date) or not isinstance(second, date):
        return False
    return (first.year, first.month, first.day) == (second.year, second.day, second.month)


def _from_table(candidate: Candidate) -> bool:
    return candidate.operation is None and ".row." in candidate.spans[0].cue


def _label(field: Field) -> str:
    return _(field.replace("_", " ").capitalize())
