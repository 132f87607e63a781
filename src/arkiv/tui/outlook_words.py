"""A contract's future in paragraphs: how it stands, its next dates, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from arkiv.deadline_labels import days_words, link_words, missing_words, state_label, what_words
from arkiv.domain.contracts import Link, Summary
from arkiv.domain.outlook import Missing, State
from arkiv.services.agenda import Due
from arkiv.texts import _
from arkiv.tui.due_rows import nearness
from arkiv.tui.widgets.paragraphs import Runs

__all__ = ["outlook_runs"]

_MOST = 4
"""Dates that are told of one contract: the agenda has them all."""


def outlook_runs(
    summary: Summary,
    dues: Sequence[Due],
    missing: Sequence[Missing],
    links: Sequence[Link],
    today: date,
) -> Iterator[Runs]:
    """What stands over the facts; nothing where nothing is known."""
    yield from _standing(summary, today)
    open_ones = [due for due in dues if due.deadline.state is not State.DONE]
    for due in open_ones[:1]:
        yield _dated(due, today)
    for each in missing:
        yield [("? " + missing_words(each), "warning")]
    for due in open_ones[1:_MOST]:
        yield _dated(due, today)
    joined = [
        link_words(each.kind, each.target, outgoing=True)
        if each.contract == summary.id
        else link_words(each.kind, each.contract, outgoing=False)
        for each in links
    ]
    if summary.owner:
        joined.append(_("owner {name}").format(name=summary.owner))
    if joined:
        yield [(" · ".join(joined), "muted")]


def _standing(summary: Summary, today: date) -> Iterator[Runs]:
    if summary.ended_on is not None:
        words = _("ended {day}") if summary.ended_on < today else _("is ended on {day}")
        said = "■ " + words.format(day=summary.ended_on)
        yield [(said, "title"), (f" · {summary.ended_reason or ''}", "muted")]
    if summary.renewed_until is not None:
        yield [("✓ " + _("renewed until {day}").format(day=summary.renewed_until), "title")]
    if summary.amended is not None:
        words = _("amendment #{id} names {day} as the end")
        yield [(words.format(id=summary.amended.by, day=summary.amended.until), "text")]


def _dated(due: Due, today: date) -> Runs:
    words, look = nearness(due, today)
    what = what_words(due.deadline)
    if due.deadline.state is State.SNOOZED:
        what = f"{what} · {state_label(due.deadline)}"
    return [
        (f"{words[0]} ", look),
        (f"{due.day} ", "title"),
        (f"{days_words(due.day, today)}  ", "muted"),
        (what, "text"),
    ]
