"""A review in words: its lines and headings, why each line says what it says, and what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from arkiv.audit_labels import verdict_label
from arkiv.deadline_labels import days_words, missing_words, what_words
from arkiv.domain.auditing import Verdict
from arkiv.domain.faults import sentence
from arkiv.labels import left_words, note_state_label, passage_words
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
from arkiv.tui.audit_words import mark_of, question_runs
from arkiv.tui.due_rows import nearness
from arkiv.tui.homes import Home
from arkiv.tui.labels import Standing
from arkiv.tui.proving import own_proof_runs
from arkiv.tui.spelling import field_label, place, said, state_words
from arkiv.tui.widgets.bars import Part
from arkiv.tui.widgets.evidence import fact_paragraphs
from arkiv.tui.widgets.paragraphs import Runs

__all__ = ["Cells", "ReviewRow", "bar_parts", "cells_of", "home_of", "review_rows", "why_runs"]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line of a review, or the heading of a group of them."""

    heading: str = ""
    line: ReviewLine | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands on a line."""

    label: str
    said: str
    state: Standing
    look: str = "title"
    place: str = ""
    """Where its first words stand."""


_HOMES: dict[Group, Home] = {
    Group.FACTS: Home.REVIEW_FACT,
    Group.DEADLINES: Home.REVIEW_DATE,
    Group.CHECKLIST: Home.REVIEW_QUESTION,
    Group.NOTES: Home.REVIEW_NOTE,
    Group.REVIEW: Home.REVIEW_END,
}


def home_of(line: ReviewLine) -> Home:
    """Where in the table of actions stands what can be done to it."""
    return _HOMES[line.group]


# --- the list -----------------------------------------------------------------------------------


def review_rows(walk: Walk) -> tuple[ReviewRow, ...]:
    """Every group under its heading, which says so where the group is empty."""
    lines = {group: list(found) for group, found in groupby(walk.lines, lambda line: line.group)}
    return tuple(row for group in Group for row in _group_rows(walk, group, lines.get(group, [])))


def _group_rows(walk: Walk, group: Group, lines: list[ReviewLine]) -> Iterator[ReviewRow]:
    if group is Group.CHECKLIST and lines:
        for audit, found in groupby(lines, _audit_of):
            yield ReviewRow(audit)
            yield from (ReviewRow(line=line) for line in found)
        return
    yield ReviewRow(_heading(walk, group, lines))
    yield from (ReviewRow(line=line) for line in lines)


def _audit_of(line: ReviewLine) -> str:
    assert isinstance(line, QuestionLine)
    audit, so_far = line.matrix.audit, line.matrix.progress
    words = _("Checklist: {audit} · {done} of {asked} answered, due {day}")
    done = so_far.asked - so_far.open
    return words.format(audit=audit.name, done=done, asked=so_far.asked, day=audit.due)


def _heading(walk: Walk, group: Group, lines: list[ReviewLine]) -> str:
    fault = walk.view.summary.fault
    match group:
        case Group.FACTS if fault is not None:
            return _("Facts · {fault}").format(fault=sentence(fault))
        case Group.FACTS:
            return _("Facts") if lines else _("Facts · none were read; + gives one")
        case Group.DEADLINES:
            return _("Deadlines") if lines else _("Deadlines · none; d adds one")
        case Group.CHECKLIST:
            return _("Checklist · in no open audit")
        case Group.NOTES:
            return _("Notes") if lines else _("Notes · none; c writes one")
    return _("Review")


def cells_of(line: ReviewLine, walk: Walk) -> Cells:
    """What a line says."""
    cells = _cells(line, walk)
    return replace(cells, place=place(line.sources[0])) if line.sources else cells


def _cells(line: ReviewLine, walk: Walk) -> Cells:
    match line:
        case FactLine():
            entry = line.entry
            label, state = field_label(entry.field), state_words(entry.state)
            if line.missing is not None:
                return Cells(label, missing_words(line.missing), state, "warning")
            return Cells(label, said(entry.field, entry.value), state)
        case DateLine():
            due = line.due
            what = f"{what_words(due.deadline)} · {days_words(due.day, walk.today)}"
            return Cells(due.day.isoformat(), what, nearness(due, walk.today))
        case QuestionLine():
            return Cells(line.cell.item.id, line.cell.item.question, _answer(line))
        case NoteLine():
            note = line.placed.note
            look = "warning" if line.is_open else "success"
            text = " ".join(note.text.split())
            return Cells(f"{note.name} {note.actor}", text, (note_state_label(note.state), look))
        case ClosingLine():
            state = (
                ("○ " + _("open"), "warning") if line.is_open else ("✓ " + _("today"), "success")
            )
            return Cells(_("Reviewed"), _closing(line), state)


def _answer(line: QuestionLine) -> Standing:
    mark, look = mark_of(line.cell, line.proposal)
    verdict = line.cell.answer.verdict
    if verdict is Verdict.OPEN and line.proposal is not None:
        return f"{mark} " + _("found"), look
    short = _("n/a") if verdict is Verdict.NOT_APPLICABLE else verdict_label(verdict)
    return f"{mark} {short}", look


def _closing(line: ClosingLine) -> str:
    return " · ".join([_last(line), _next(line), _owner(line)])


def _last(line: ClosingLine) -> str:
    summary = line.summary
    if summary.last_reviewed is None:
        return _("never")
    return _("{day} by {who}").format(day=summary.last_reviewed, who=summary.reviewed_by)


def _next(line: ClosingLine) -> str:
    if line.next_review is None:
        return _("no next review set")
    return _("next due {day}").format(day=line.next_review)


def _owner(line: ClosingLine) -> str:
    owner = line.summary.owner
    return _("owner {name}").format(name=owner) if owner else _("no owner")


# --- around it ----------------------------------------------------------------------------------


def bar_parts(walk: Walk, party: str, at: int, of: int) -> tuple[list[Part], list[Part]]:
    """The line above: which contract, and of how many."""
    summary = walk.view.summary
    left = [Part(f" {summary.title}", "key"), Part(f"  #{summary.id}", "muted")]
    if of > 1:
        left.append(Part(" · " + _("{n} of {all}").format(n=at + 1, all=of), "muted"))
    if summary.trashed:
        left.append(Part(" · ■ " + _("in the trash; D takes it out"), "warning"))
    return left, [Part(f"  {party} ", "muted")]


def why_runs(line: ReviewLine, walk: Walk) -> Iterator[Runs]:
    """What stands under the list about a line."""
    match line:
        case FactLine() if line.missing is not None:
            yield [(field_label(line.entry.field), "title")]
            yield [("? " + missing_words(line.missing), "warning")]
            yield [(_("e types it; x says that the contract does not say it."), "muted")]
        case FactLine():
            yield from ([each] for each in fact_paragraphs(line.entry, walk.known))
        case DateLine():
            yield from own_proof_runs(line.proved, walk.today)
        case QuestionLine():
            documents = line.matrix.documents
            yield from question_runs(line.row, line.cell, line.proposal, documents, brief=True)
        case NoteLine():
            yield from _about_note(line)
        case ClosingLine():
            yield from _about_review(line, walk)


def _about_note(line: NoteLine) -> Iterator[Runs]:
    note, located = line.placed.note, line.placed.located
    day = note.at.astimezone().date()
    yield [(note.name, "title"), (f"  {note.actor}, {day}", "muted")]
    if located is not None:
        yield [(passage_words(located.anchor, located.hold), "muted")]
    yield from ([(words, "text")] for words in note.text.splitlines())


def _about_review(line: ClosingLine, walk: Walk) -> Iterator[Runs]:
    summary = line.summary
    if summary.last_reviewed is None:
        last = _("Nobody has said that they went through it.")
    else:
        last = _("Last reviewed {day} by {who}.")
        last = last.format(day=summary.last_reviewed, who=summary.reviewed_by)
    yield [(last, "title")]
    if line.next_review is None:
        words = _("No next review is asked for: [review_cycle] in arkiv.toml sets how often.")
        yield [(words, "muted")]
    else:
        days = days_words(line.next_review, walk.today)
        words = _("The next review is due {day}, {days}.")
        yield [(words.format(day=line.next_review, days=days), "text")]
    owner = _("{name} looks after it.") if summary.owner else _("Nobody looks after it.")
    yield [(owner.format(name=summary.owner), "text")]
    left = left_words(line.left)
    if left:
        yield [(_("Left: {what}.").format(what=left), "warning")]
    else:
        yield [(_("Everything in it is dealt with."), "success")]
