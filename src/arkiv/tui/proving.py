"""Why a date is on its day, in paragraphs: the proof, the words behind it, and what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from arkiv.deadline_labels import (
    caution_words,
    days_words,
    missing_words,
    proof_parts,
    repeats_words,
    state_label,
    what_words,
)
from arkiv.domain.contracts import Event
from arkiv.domain.facts import Field
from arkiv.services.agenda import Due, Justified
from arkiv.services.proving import Proved, proof_fields
from arkiv.texts import _
from arkiv.tui.due_rows import nearness
from arkiv.tui.spelling import field_label, said, state_words
from arkiv.tui.widgets.evidence import quoted
from arkiv.tui.widgets.paragraphs import Runs

__all__ = ["own_proof_runs", "proof_runs"]


def proof_runs(proved: Proved, party: str, today: date) -> Iterator[Runs]:
    """What the pane beside a list of many contracts' dates shows."""
    due = proved.justified.due
    beside = [party, _("owner {name}").format(name=due.owner) if due.owner else ""]
    rest = "".join(f" · {part}" for part in beside if part)
    yield _heading(due, today)
    yield [(due.summary.title, "title"), (f" #{due.summary.id}{rest}", "muted")]
    yield from _reasons(proved)
    if proved.missing:
        yield [("", "text")]
        yield from ([("? " + missing_words(missing), "warning")] for missing in proved.missing)
    if proved.said:
        yield [("", "text")]
        yield [(_("History"), "group")]
        yield from _history(proved.said)


def own_proof_runs(proved: Proved, today: date) -> Iterator[Runs]:
    """What stands about a date where its contract is known and there is little room."""
    yield _heading(proved.justified.due, today)
    yield from _history(proved.said)
    yield from (runs for runs in _reasons(proved) if any(words for words, _look in runs))


def _reasons(proved: Proved) -> Iterator[Runs]:
    due = proved.justified.due
    yield [
        (part.text, "title" if part.strong else "hit" if part.field is not None else "text")
        for part in proof_parts(proved.justified.proof)
    ]
    for caution in proved.justified.proof.cautions:
        yield [("! " + caution_words(caution), "warning")]
    for field in proof_fields(proved.justified.proof):
        yield from _words_of(proved.justified, field)
    yield from _by_hand(due)


def _heading(due: Due, today: date) -> Runs:
    words, look = nearness(due, today)
    if due.deadline.snoozed_until is not None:
        words = "■ " + state_label(due.deadline)
    when = f" · {due.day} · {days_words(due.day, today)}  "
    return [(what_words(due.deadline), "title"), (when, "text"), (words, look)]


def _words_of(justified: Justified, field: Field) -> Iterator[Runs]:
    row = justified.facts.get(field)
    if row is None:
        return
    words, look = state_words(row.state)
    yield [("", "text")]
    yield [
        (f"{field_label(field)}: ", "muted"),
        (f"{said(field, row.value)}  ", "title"),
        (words, look),
    ]
    for source in row.sources:
        yield [(quoted(source), "text")]


def _by_hand(due: Due) -> Iterator[Runs]:
    obligation = due.deadline.obligation
    if obligation is None:
        return
    parts = [_("entered by hand"), repeats_words(obligation)]
    yield [(" · ".join(part for part in parts if part), "muted")]
    if obligation.evidence is not None:
        yield [(quoted(obligation.evidence), "text")]


def _history(events: Sequence[Event]) -> Iterator[Runs]:
    for event in events:
        when = f"{event.at.astimezone():%Y-%m-%d}"
        yield [(f"{when} {event.actor}: ", "muted"), (_act(event), "text")]


def _act(event: Event) -> str:
    if event.after is None:
        return _("open again")
    until, reason = event.after["snoozed_until"], event.after["reason"]
    words = _("put off until {day}").format(day=until) if until else _("done")
    return f"{words} · {reason}" if reason else words
