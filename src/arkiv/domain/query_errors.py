"""What a query that cannot be understood is told: the sentence, the place, what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from arkiv.domain.query_fields import FIELDS
from arkiv.domain.query_names import FLAGS, TRUTHS, Names, key, spellings
from arkiv.domain.query_presence import PRESENCES
from arkiv.domain.query_tree import QueryError
from arkiv.texts import _

__all__ = [
    "no_amount",
    "no_day",
    "no_field",
    "no_flag",
    "no_number",
    "no_presence",
    "no_truth",
    "no_value",
]

_LONGEST = 40
"""Characters of a name that are compared and shown."""


def no_field(name: str, position: int) -> QueryError:
    near = _nearest(name, (field.names for field in FIELDS))
    return QueryError(_unknown_field(name, near), position, near and f"{near}:")


def no_presence(name: str, position: int) -> QueryError:
    near = _nearest(name, PRESENCES.values())
    return QueryError(_unknown_field(name, near), position, near)


def no_value(value: str, position: int, known: Iterable[Names]) -> QueryError:
    near = _nearest(value, known)
    message = _("There is no “{value}” to choose.").format(value=_shown(value))
    return QueryError(f"{message}{_meant(near)}", position, near)


def no_flag(name: str, position: int) -> QueryError:
    choices = ", ".join(called.en[0] for called in FLAGS.values())
    return QueryError(
        _("After “is:” can stand: {values}.").format(values=choices),
        position,
        _nearest(name, FLAGS.values()),
    )


def no_truth(value: str, position: int) -> QueryError:
    return QueryError(
        _("“{value}” is neither yes nor no.").format(value=_shown(value)),
        position,
        _nearest(value, TRUTHS.values()) or "yes",
    )


def no_day(value: str, position: int) -> QueryError:
    return QueryError(
        _("“{value}” is not a day. Write 2027, 2027-01-31, <90d or 2026..2027.").format(
            value=_shown(value)
        ),
        position,
        "<90d",
    )


def no_amount(value: str, position: int) -> QueryError:
    return QueryError(
        _("“{value}” is not an amount. Write value:>1m or value:NOK 100000..500000.").format(
            value=_shown(value)
        ),
        position,
        ">1m",
    )


def no_number(value: str, position: int) -> QueryError:
    return QueryError(
        _("“{value}” is not the number of a contract. Write id:17.").format(value=_shown(value)),
        position,
    )


def _unknown_field(name: str, near: str | None) -> str:
    return _("There is no field “{name}”.").format(name=_shown(name)) + _meant(near)


def _meant(near: str | None) -> str:
    return " " + _("Did you mean “{near}”?").format(near=near) if near else ""


def _shown(typed: str) -> str:
    return typed if len(typed) <= _LONGEST else f"{typed[:_LONGEST]}…"


def _nearest(typed: str, among: Iterable[Names]) -> str | None:
    known = {one: name for names in among for name in names for one in spellings(name)}
    found = get_close_matches(key(typed[:_LONGEST]), known, n=1, cutoff=0.5)
    return known[found[0]] if found else None
