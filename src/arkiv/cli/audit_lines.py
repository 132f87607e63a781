"""Checklists and audits as lines on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from arkiv.audit_labels import (
    VERDICT_MARKS,
    law_words,
    purged_words,
    severity_label,
    verdict_label,
)
from arkiv.cli.facts import source_words
from arkiv.cli.output import colour, width_of_terminal, wrapped
from arkiv.cli.spelling import said
from arkiv.cli.tables import Column, layout
from arkiv.domain.anchors import Anchor
from arkiv.domain.audit_matrix import Asked, Matrix, MatrixRow
from arkiv.domain.auditing import AnswerKey, Audit, Item, Pack, Progress, Verdict
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.services.audit_evidence import Proposal

__all__ = ["audits_lines", "contract_lines", "matrix_lines", "pack_lines", "packs_lines"]

_COLOURS = {Verdict.PASS: "green", Verdict.FAIL: "red"}
_COUNTED = (Verdict.PASS, Verdict.FAIL, Verdict.NOT_APPLICABLE, Verdict.OPEN)


def packs_lines(packs: Sequence[Pack]) -> list[str]:
    columns = (
        Column(_("CHECKLIST")),
        Column(_("VERSION")),
        Column(_("QUESTIONS"), right=True),
        Column(_("TITLE"), gives_way=True),
        Column(_("MEANT FOR"), gives_way=True),
    )
    rows = [(p.key, p.version, str(len(p.items)), p.title, p.applies_to) for p in packs]
    return _table(columns, rows)


def pack_lines(pack: Pack) -> Iterator[str]:
    """The questions with their guidance."""
    yield colour(f"{pack.title} ({pack.key}, {pack.version})", bold=True)
    for item in pack.items:
        yield ""
        beside = " · ".join(
            filter(None, (severity_label(item.severity), law_words(item.law, item.article)))
        )
        yield colour(f"{item.id}  [{beside}]", bold=True)
        yield from wrapped(item.question, 2)
        yield from wrapped(item.guidance, 4)
        if item.condition:
            yield from wrapped(_("asked of: {query}").format(query=item.condition), 4)


def audits_lines(found: Sequence[tuple[Audit, Progress]]) -> list[str]:
    columns = (
        Column(_("NAME"), gives_way=True),
        Column(_("CHECKLIST"), gives_way=True),
        Column(_("DUE")),
        Column(_("OWNER")),
        Column(_("CONTRACTS"), right=True),
        Column(_("ANSWERED"), right=True),
        Column(_("FAILED"), right=True),
        Column(_("STATE")),
    )
    rows = [
        (
            audit.name,
            f"{audit.pack.key} {audit.pack.version}",
            audit.due.isoformat(),
            audit.owner,
            str(len(audit.contracts)),
            f"{so_far.asked - so_far.open}/{so_far.asked}",
            str(so_far.failed),
            _("open") if audit.closed is None else _("signed off"),
        )
        for audit, so_far in found
    ]
    return _table(columns, rows) if found else []


def matrix_lines(matrix: Matrix) -> Iterator[str]:
    """A line a contract with a mark for each question, then what the marks stand for."""
    audit, so_far = matrix.audit, matrix.progress
    which = f"{audit.pack.title} ({audit.pack.key}, {audit.pack.version})"
    yield colour(f"{audit.name}: {which}", bold=True)
    yield from wrapped(
        _("{done} of {asked} answered, {failed} failed, due {due}, {owner}").format(
            done=so_far.asked - so_far.open,
            asked=so_far.asked,
            failed=so_far.failed,
            due=audit.due,
            owner=audit.owner,
        ),
        0,
    )
    if audit.closed is not None:
        closed = audit.closed
        yield from wrapped(
            _("signed off {day} by {actor}. {comment}").format(
                day=closed.at[:10], actor=closed.actor, comment=closed.comment
            ),
            0,
        )
    if gone := purged_words(audit):
        yield from wrapped(gone, 0)
    yield ""
    columns = (
        Column(_("ID"), right=True),
        Column(_("ANSWERS")),
        Column(_("OPEN"), right=True),
        Column(_("FAILED"), right=True),
        Column(_("TITLE"), gives_way=True),
    )
    yield from _table(columns, [_row(row) for row in matrix.rows])
    yield ""
    for number, item in enumerate(audit.pack.items, 1):
        yield from wrapped(f"{number:>3} {item.id}: {item.question}", 0)
    legend = "  ".join(f"{VERDICT_MARKS[each]} {verdict_label(each)}" for each in _COUNTED)
    yield colour(legend + "  " + _("blank: not asked"), dim=True)
    follow_ups = matrix.follow_ups()
    if follow_ups:
        yield ""
    for each in follow_ups:
        state = _("done") if each.done else _("open")
        todo = each.obligation
        what = f"{todo.on}  {state}  #{todo.contract}  {todo.title}  {each.owner}"
        yield from wrapped(what.rstrip(), 0)


def contract_lines(row: MatrixRow, proposals: Mapping[AnswerKey, Proposal]) -> Iterator[str]:
    """Its questions with guidance, what was answered, and what was found for those left open."""
    yield colour(f"#{row.contract} {row.title}", bold=True)
    for cell in row.cells:
        if not cell.counts:
            continue
        yield ""
        yield from _asked(cell)
        proposal = proposals.get((row.contract, cell.item.id))
        if proposal is not None and cell.answer.verdict is Verdict.OPEN:
            yield from _found(proposal)


def _asked(cell: Asked) -> Iterator[str]:
    item, answer = cell.item, cell.answer
    mark = f"{VERDICT_MARKS[answer.verdict]} {verdict_label(answer.verdict)}"
    head = colour(mark, fg=_COLOURS.get(answer.verdict))
    yield f"{head}  {colour(item.id, bold=True)}  [{colour(_beside(item))}]"
    yield from wrapped(item.question, 4)
    if answer.verdict is Verdict.OPEN:
        yield from wrapped(item.guidance, 4)
    if answer.comment:
        yield from wrapped(_("comment: {words}").format(words=answer.comment), 4)
    for anchor in answer.evidence:
        yield from _quoted(anchor)
    if answer.at:
        yield from wrapped(_("by {actor}, {day}").format(actor=answer.actor, day=answer.at[:10]), 4)
    if cell.follow_up is not None:
        follow_up = cell.follow_up
        sentence = _("follow-up: {state}, by {day}, {owner}")
        state = _("done") if follow_up.done else _("open")
        yield from wrapped(
            sentence.format(state=state, day=follow_up.obligation.on, owner=follow_up.owner), 4
        )


def _beside(item: Item) -> str:
    """What stands beside a question: major · GDPR art. 28(2)."""
    law = law_words(item.law, item.article)
    return " · ".join(filter(None, (severity_label(item.severity), law)))


def _found(proposal: Proposal) -> Iterator[str]:
    if proposal.fact is not None:
        values = "; ".join(said(value) for value in proposal.values)
        fact = str(proposal.fact).replace("_", " ")
        yield from wrapped(_("? found: {fact}: {value}").format(fact=fact, value=values), 4)
    else:
        yield from wrapped(_("? found:"), 4)
    for anchor in proposal.anchors:
        yield from _quoted(anchor)


def _quoted(anchor: Anchor) -> list[str]:
    return [colour(line, dim=True) for line in wrapped(source_words(anchor.source), 6)]


def _row(row: MatrixRow) -> tuple[str, ...]:
    counted = [cell for cell in row.cells if cell.counts]
    verdicts = [cell.answer.verdict for cell in counted]
    marks = "".join(VERDICT_MARKS[c.answer.verdict] if c.counts else " " for c in row.cells)
    return (
        str(row.contract),
        marks,
        str(verdicts.count(Verdict.OPEN)),
        str(verdicts.count(Verdict.FAIL)),
        row.title,
    )


def _table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[str]:
    heading, *lines = layout(columns, rows, width_of_terminal())
    return [colour(heading, bold=True), *lines]
