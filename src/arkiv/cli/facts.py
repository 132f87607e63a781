"""Facts on the screen of a terminal: each value with how sure it is and the words it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from arkiv.cli.output import colour, wrapped
from arkiv.cli.spelling import label, said
from arkiv.domain.facts import Decision, Field, FieldValue, Finding, Source
from arkiv.domain.review import FactRow, FactState
from arkiv.texts import _

__all__ = ["fact_lines", "source_words", "state_label"]

_LABEL = 16
_LONGEST_QUOTE = 160
_COLOURS = {FactState.CHECK: "yellow", FactState.GUESS: "red", FactState.REJECTED: "red"}


def fact_lines(rows: Iterable[FactRow]) -> Iterator[str]:
    """What is known or decided, in the order of the JSON; a field without either is left out."""
    for row in rows:
        if row.field is Field.PARTIES and row.values:
            for party in row.parties():
                yield _line(row.field, party.value, party.state)
                yield from _quotes(party.sources)
        elif row.state is not FactState.ABSENT:
            yield _line(row.field, row.value, row.state)
            yield from _quotes(row.sources)
        yield from _particulars(row)


def _line(field: Field, value: FieldValue | None, state: FactState) -> str:
    text = "–" if value is None else said(value)
    mark = colour(state_label(state), fg=_COLOURS.get(state))
    return f"{label(field):<{_LABEL}} {colour(text)}  [{mark}]"


def _particulars(row: FactRow) -> Iterator[str]:
    if row.decision is not None:
        yield from _dim(_decided(row.decision))
    computed = row.shown[0].operation if row.shown and row.field is not Field.PARTIES else None
    if computed is not None:
        yield from _dim(_("computed: {operation}").format(operation=computed))
    if row.others and row.field is not Field.PARTIES:
        yield from _dim(_others(row.others))


def _decided(decision: Decision) -> str:
    return _("by {actor}, {day}").format(
        actor=decision.actor,
        day=datetime.fromisoformat(decision.at).astimezone().date(),
    )


def _others(others: Sequence[Finding]) -> str:
    listed = "; ".join(
        _("candidate {n}: {value}").format(n=f.rank, value=said(f.value)) for f in others
    )
    return _("also read: {listed}").format(listed=listed)


def _quotes(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        yield from _dim(source_words(source))


def state_label(state: FactState) -> str:
    """How sure a value is that is known or decided."""
    return _STATES[state]()


def source_words(source: Source) -> str:
    """Where it stands, and the words."""
    words = " ".join(source.text.split())
    if len(words) > _LONGEST_QUOTE:
        words = words[: _LONGEST_QUOTE - 1] + "…"
    return f"{_place(source)}: “{words}”"


def _place(source: Source) -> str:
    if source.page is not None:
        place = _("p. {n}").format(n=source.page)
    else:
        place = _("paragraph {n}").format(n=source.paragraph)
    return f"{place}, {source.clause}" if source.clause else place


def _dim(text: str) -> Iterator[str]:
    for line in wrapped(text, indent=_LABEL + 1):
        yield colour(line, dim=True)


_STATES = {
    FactState.CONFIRMED: lambda: _("confirmed"),
    FactState.CORRECTED: lambda: _("corrected"),
    FactState.REJECTED: lambda: _("rejected"),
    FactState.SURE: lambda: _("sure"),
    FactState.CHECK: lambda: _("check"),
    FactState.GUESS: lambda: _("guess"),
}
