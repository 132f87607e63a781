"""The review of one contract, on a terminal and as JSON: each line with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from arkiv.audit_labels import verdict_label
from arkiv.cli.facts import source_words, state_label
from arkiv.cli.output import colour, wrapped
from arkiv.cli.spelling import label, said
from arkiv.deadline_labels import days_words, missing_words, what_words
from arkiv.deadline_labels import state_label as date_state_label
from arkiv.domain.facts import Field
from arkiv.domain.facts_json import source_to_json, value_to_json
from arkiv.domain.faults import fault_to_json, sentence
from arkiv.domain.outlook import State
from arkiv.labels import left_words, note_state_label
from arkiv.services.walking import (
    ClosingLine,
    DateLine,
    FactLine,
    Group,
    NoteLine,
    QuestionLine,
    ReviewLine,
    Walk,
)
from arkiv.texts import _

__all__ = ["review_lines", "review_to_json"]


def review_lines(walk: Walk) -> Iterator[str]:
    """The contract, its lines by group with what is open marked, and what is left."""
    summary, closing = walk.view.summary, walk.closing
    yield colour(f"#{summary.id} {summary.title}", bold=True)
    if summary.trashed:
        yield from wrapped(_("It is in the trash; `arkiv untrash` takes it out."), 0)
    if summary.fault is not None:
        yield from wrapped(sentence(summary.fault), 0)
    yield from wrapped(_standing(closing), 0)
    for (_group, heading), lines in groupby(walk.lines, _heading):
        if heading:
            yield "\n" + colour(heading, bold=True)
        for line in lines:
            yield from _line(line, walk)
    yield ""
    left = left_words(closing.left)
    yield from wrapped(_("Left: {what}.").format(what=left) if left else _("Nothing is left."), 0)


def _heading(line: ReviewLine) -> tuple[Group, str]:
    match line:
        case QuestionLine():
            return line.group, _("Checklist: {audit}").format(audit=line.matrix.audit.name)
        case FactLine():
            return line.group, _("Facts")
        case DateLine():
            return line.group, _("Dates")
        case NoteLine():
            return line.group, _("Notes")
    return line.group, ""


def _standing(closing: ClosingLine) -> str:
    summary = closing.summary
    reviewed = _("Never reviewed")
    if summary.last_reviewed is not None:
        reviewed = _("Reviewed {day} by {who}")
        reviewed = reviewed.format(day=summary.last_reviewed, who=summary.reviewed_by)
    again = _("no next review is set")
    if closing.next_review is not None:
        again = _("the next is due {day}").format(day=closing.next_review)
    owner = _("no owner")
    if summary.owner:
        owner = _("owner {name}").format(name=summary.owner)
    return f"{reviewed}; {again}; {owner}."


def _line(line: ReviewLine, walk: Walk) -> Iterator[str]:
    if isinstance(line, ClosingLine):
        return
    what, state = _words(line, walk)
    yield from wrapped(f"{'○' if line.is_open else ' '} {what}  [{state}]", 2)
    for source in line.sources:
        yield from (colour(each, dim=True) for each in wrapped(source_words(source), 6))


def _words(line: FactLine | DateLine | QuestionLine | NoteLine, walk: Walk) -> tuple[str, str]:
    match line:
        case FactLine() if line.missing is not None:
            return f"{label(line.entry.field)}: {missing_words(line.missing)}", _("missing")
        case FactLine():
            value = "–" if line.entry.value is None else said(line.entry.value)
            return f"{label(line.entry.field)}: {value}", state_label(line.entry.state)
        case DateLine():
            due = line.due
            what = f"{due.day} {what_words(due.deadline)} ({days_words(due.day, walk.today)})"
            return what, _date_state(line)
        case QuestionLine():
            answer, item = line.cell.answer, line.cell.item
            comment = f" “{answer.comment}”" if answer.comment else ""
            state = verdict_label(answer.verdict)
            if line.is_open and line.sources:
                state = _("open; found:")
            return f"{item.id}: {item.question}{comment}", state
        case NoteLine():
            note = line.placed.note
            words = " ".join(note.text.split())
            return f"{note.name} {note.actor}: {words}", note_state_label(note.state)


def _date_state(line: DateLine) -> str:
    deadline = line.due.deadline
    if line.due.overdue:
        return _("overdue")
    if deadline.state is not State.OPEN:
        return date_state_label(deadline)
    if not deadline.act:
        return _("happens")
    return _("to act on") if line.is_open else _("later")


def review_to_json(walk: Walk) -> dict[str, Any]:
    """``lines`` in the order in which the screen walks them."""
    summary, closing = walk.view.summary, walk.closing
    left = closing.left
    return {
        "id": summary.id,
        "title": summary.title,
        "trashed": summary.trashed,
        "fault": fault_to_json(summary.fault) if summary.fault is not None else None,
        "today": walk.today.isoformat(),
        "owner": summary.owner,
        "reviewed_on": value_to_json(summary.last_reviewed),
        "reviewed_by": summary.reviewed_by,
        "next_review": value_to_json(closing.next_review),
        "left": {
            "facts": left.facts,
            "missing": left.missing,
            "dates": left.dates,
            "questions": left.questions,
            "notes": left.notes,
        },
        "lines": [_to_json(line) for line in walk.lines if not isinstance(line, ClosingLine)],
    }


def _to_json(line: FactLine | DateLine | QuestionLine | NoteLine) -> dict[str, Any]:
    return {
        "group": str(line.group),
        "open": line.is_open,
        **_told(line),
        "sources": [source_to_json(source) for source in line.sources],
    }


def _told(line: FactLine | DateLine | QuestionLine | NoteLine) -> dict[str, Any]:
    """``name`` is what other commands take for it."""
    match line:
        case FactLine():
            entry = line.entry
            name = f"{Field.PARTIES}.{entry.party}" if entry.party else str(entry.field)
            state = "missing" if line.missing is not None else str(entry.state)
            return _named(name, label(entry.field), value_to_json(entry.value), state)
        case DateLine():
            deadline = line.due.deadline
            name = deadline.obligation.id if deadline.obligation else str(deadline.kind)
            state = "overdue" if line.due.overdue else str(deadline.state)
            return _named(name, what_words(deadline), line.due.day.isoformat(), state)
        case QuestionLine():
            item, answer = line.cell.item, line.cell.answer
            named = _named(item.id, item.question, answer.comment or None, str(answer.verdict))
            return {**named, "audit": line.matrix.audit.name}
        case NoteLine():
            note = line.placed.note
            return _named(note.name, note.text, None, str(note.state))


def _named(name: str, what: str, value: Any, state: str) -> dict[str, Any]:
    return {"name": name, "what": what, "value": value, "state": state, "audit": None}
