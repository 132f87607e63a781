"""What one value behind a field asks of a contract."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from arkiv.domain.query_days import day_range, half_typed_day
from arkiv.domain.query_errors import (
    no_day,
    no_flag,
    no_number,
    no_presence,
    no_truth,
    no_value,
)
from arkiv.domain.query_fields import (
    CLOSED,
    EQUIVALENTS,
    Claims,
    Days,
    Flags,
    Kind,
    Numbers,
    Present,
    Texts,
    Values,
)
from arkiv.domain.query_names import FLAGS, TRUTHS, Names, by_name, key, spellings
from arkiv.domain.query_presence import PRESENCES, present_field
from arkiv.domain.query_tree import (
    DateRange,
    Everything,
    Flag,
    Is,
    Node,
    Not,
    Numbered,
    Phrase,
    Prefix,
    Presence,
    Value,
    Word,
)

__all__ = ["Typed", "condition"]

_NUMBER = re.compile(r"#?(\d{1,9})", re.ASCII)
_FLAG = by_name(FLAGS)
_TRUTH = by_name(TRUTHS)


@dataclass(frozen=True, slots=True)
class Typed:
    """One value as it was typed."""

    text: str
    start: int
    """In the query's text, the opening quote included."""
    quoted: bool
    last: bool
    """Nothing follows it, so that more of it may still come."""


def condition(kind: Kind, typed: Typed, today: date) -> Node:
    """Everything where there is no value yet. Raises QueryError."""
    if not typed.text.strip("* \t"):
        return Everything()
    match kind:
        case Texts():
            return _words(kind, typed)
        case Values():
            return _value(kind, typed)
        case Days():
            return _days(kind, typed, today)
        case Numbers():
            return _number(typed)
        case Claims():
            return _claim(kind.flag, typed)
        case Flags():
            return _flag(typed)
        case Present():
            return _presence(kind, typed)
        case _:
            raise AssertionError(f"{kind} is read where it stands")


def _words(kind: Texts, typed: Typed) -> Node:
    if typed.quoted:
        return Phrase(typed.text, kind.field)
    stem = typed.text.rstrip("*")
    return Word(stem, kind.field) if stem == typed.text else Prefix(stem, kind.field)


def _value(kind: Values, typed: Typed) -> Node:
    beginning = typed.text.endswith("*") and not typed.quoted
    text = typed.text.rstrip("*") if beginning else typed.text
    if (known := CLOSED.get(kind.column)) is not None:
        chosen = _chosen(text, known, beginning)
        if not chosen:
            raise no_value(text, typed.start, known.values())
        return Value(kind.column, chosen)
    if beginning:
        return Value(kind.column, (text,), beginning=True)
    return Value(kind.column, _equivalents(text, EQUIVALENTS.get(kind.column, {})))


def _chosen(text: str, known: Mapping[str, Names], beginning: bool) -> tuple[str, ...]:
    """The value of that name, else all with a name that begins like this."""
    typed = key(text)
    called = {
        value: {spelling for name in (value, *names) for spelling in spellings(name)}
        for value, names in known.items()
    }
    exact = tuple(value for value, names in called.items() if typed in names)
    if exact and not beginning:
        return exact
    return tuple(
        value for value, names in called.items() if any(name.startswith(typed) for name in names)
    )


def _equivalents(text: str, known: Mapping[str, Names]) -> tuple[str, ...]:
    """The value as typed, and what it is called in the record."""
    typed = key(text)
    called = (
        value
        for value, names in known.items()
        if any(typed in spellings(name) for name in names) and key(value) != typed
    )
    return (text, *called)


def _days(kind: Days, typed: Typed, today: date) -> Node:
    if kind.flag is not None and (truth := _TRUTH.get(key(typed.text))) is not None:
        return _claimed(kind.flag, truth)
    if kind.beside is not None and (beside := _named(kind.beside, typed)) is not None:
        return beside
    try:
        return DateRange(kind.field, *day_range(typed.text, today, kind.ahead))
    except (ValueError, OverflowError):
        if typed.last and half_typed_day(typed.text):
            return Everything()
        raise no_day(typed.text, typed.start) from None


def _named(flag: Flag, typed: Typed) -> Node | None:
    """What is claimed by the flag's name, Everything while it is half typed; None without it."""
    name = key(typed.text)
    if _FLAG.get(name) is flag:
        return Is(flag)
    begun = any(meant is flag and called.startswith(name) for called, meant in _FLAG.items())
    return Everything() if typed.last and begun else None


def _number(typed: Typed) -> Node:
    match = _NUMBER.fullmatch(typed.text.strip())
    if match is None:
        if typed.last and typed.text == "#":
            return Everything()
        raise no_number(typed.text, typed.start)
    return Numbered((int(match[1]),))


def _claim(flag: Flag, typed: Typed) -> Node:
    name = key(typed.text)
    if name in _TRUTH:
        return _claimed(flag, _TRUTH[name])
    if typed.last and any(truth.startswith(name) for truth in _TRUTH):
        return Everything()
    raise no_truth(typed.text, typed.start)


def _claimed(flag: Flag, truth: bool) -> Node:
    return Is(flag) if truth else Not(Is(flag))


def _flag(typed: Typed) -> Node:
    name = key(typed.text)
    if name in _FLAG:
        return Is(_FLAG[name])
    if typed.last and any(flag.startswith(name) for flag in _FLAG):
        return Everything()
    raise no_flag(typed.text, typed.start)


def _presence(kind: Present, typed: Typed) -> Node:
    field = present_field(typed.text)
    if field is not None:
        return Presence(field, kind.present)
    begun = key(typed.text)
    if typed.last and any(
        spelling.startswith(begun)
        for names in PRESENCES.values()
        for name in names
        for spelling in spellings(name)
    ):
        return Everything()
    raise no_presence(typed.text, typed.start)
