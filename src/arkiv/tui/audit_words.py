"""How audits read on the screen: marks of answers, progress, and all about one question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from arkiv.audit_labels import law_words, purged_words, severity_label, verdict_label
from arkiv.domain.anchors import Anchor
from arkiv.domain.audit_matrix import Asked, Matrix, MatrixRow
from arkiv.domain.auditing import Audit, Item, Progress, Severity, Verdict
from arkiv.domain.identity import Sha256
from arkiv.services.audit_evidence import Proposal
from arkiv.texts import _
from arkiv.tui.spelling import field_label, said
from arkiv.tui.widgets.bars import Part
from arkiv.tui.widgets.evidence import quoted
from arkiv.tui.widgets.paragraphs import Runs

__all__ = ["FOUND", "MARKS", "audit_parts", "mark_of", "percent", "question_runs"]

MARKS: dict[Verdict, tuple[str, str]] = {
    Verdict.PASS: ("✓", "success"),
    Verdict.FAIL: ("✕", "error"),
    Verdict.NOT_APPLICABLE: ("–", "muted"),
    Verdict.OPEN: ("·", "muted"),
}
"""The mark of an answer and its look."""

FOUND = ("?", "warning")
"""Not answered, but something was found."""

_BAR = 10


def mark_of(cell: Asked, proposal: Proposal | None) -> tuple[str, str]:
    """Blank where it is not asked."""
    if cell.answer.verdict is not Verdict.OPEN:
        return MARKS[cell.answer.verdict]
    if not cell.counts:
        return " ", "text"
    return FOUND if proposal is not None else MARKS[Verdict.OPEN]


def percent(progress: Progress) -> int:
    """How much is answered, rounded down."""
    return 100 * (progress.asked - progress.open) // progress.asked if progress.asked else 100


def audit_parts(matrix: Matrix) -> tuple[list[Part], list[Part]]:
    """The line above an audit: what it is, and how far."""
    audit, so_far = matrix.audit, matrix.progress
    counted = _("{done} of {asked} answered").format(
        done=so_far.asked - so_far.open, asked=so_far.asked
    )
    left = [Part(f" {audit.name}  ", "key"), Part(counted)]
    if so_far.failed:
        left.append(Part(" · " + _("{n} failed").format(n=so_far.failed), "error"))
    for words in filter(None, (_standing(audit), purged_words(audit))):
        left.append(Part(" · " + words, "muted"))
    share = percent(so_far)
    full = share * _BAR // 100
    return left, [Part(f"  {'■' * full}{'□' * (_BAR - full)} {share} % ", "success")]


def _standing(audit: Audit) -> str:
    if audit.closed is not None:
        words = _("signed off {day} by {actor}")
        return words.format(day=_day(audit.closed.at), actor=audit.closed.actor)
    return _("due {day}, {owner}").format(day=audit.due, owner=audit.owner)


def question_runs(
    row: MatrixRow,
    cell: Asked,
    proposal: Proposal | None,
    documents: Mapping[Sha256, str],
    brief: bool = False,
) -> Iterator[Runs]:
    """What the pane beside the questions shows; ``brief``: where it is low."""
    gap: list[Runs] = [] if brief else [[("", "text")]]
    beside = list(_beside(cell.item))
    if brief:
        yield [(cell.item.question + "  ", "title"), *beside]
    else:
        yield [(cell.item.question, "title")]
        yield beside
        yield [(row.title, "text"), (f" #{row.contract}", "muted")]
    yield from gap
    yield from _answered(cell, documents)
    # What was taken as the evidence of the answer stands there already.
    if proposal is not None and (not proposal.anchors or proposal.anchors != cell.answer.evidence):
        yield from gap
        yield from _found(proposal, documents)
    yield from gap
    yield [(cell.item.guidance, "muted")]
    if cell.item.evidence is not None:
        wanted = cell.item.evidence or _("some words, or in a comment where they lie")
        yield [(_("To pass it needs: {what}").format(what=wanted), "muted")]


def _beside(item: Item) -> Iterator[tuple[str, str]]:
    yield (
        severity_label(item.severity),
        "warning" if item.severity is not Severity.MINOR else "text",
    )
    if law := law_words(item.law, item.article):
        yield f" · {law}", "muted"


def _answered(cell: Asked, documents: Mapping[Sha256, str]) -> Iterator[Runs]:
    answer = cell.answer
    mark, look = MARKS[answer.verdict]
    by = f"  {answer.actor}, {_day(answer.at)}" if answer.at else ""
    if not cell.counts:
        yield [(_("Not asked of this contract."), "muted")]
        return
    yield [(f"{mark} {verdict_label(answer.verdict)}", look), (by, "muted")]
    if answer.comment:
        yield [(f"“{answer.comment}”", "text")]
    yield from _words(answer.evidence, documents)
    if cell.follow_up is not None:
        state = _("done") if cell.follow_up.done else _("open")
        sentence = _("Follow-up: by {day}, {owner}, {state}").format(
            day=cell.follow_up.obligation.on,
            owner=cell.follow_up.owner or _("nobody"),
            state=state,
        )
        yield [(sentence, "text")]


def _found(proposal: Proposal, documents: Mapping[Sha256, str]) -> Iterator[Runs]:
    yield [(_("Found by itself"), "group")]
    if proposal.fact is not None:
        fact = proposal.fact
        values = "; ".join(said(fact, value) for value in proposal.values)
        yield [(f"{field_label(fact)}: ", "muted"), (values, "title")]
    yield from _words(proposal.anchors, documents)


def _words(anchors: Iterable[Anchor], documents: Mapping[Sha256, str]) -> Iterator[Runs]:
    for anchor in anchors:
        name = documents.get(anchor.document, "")
        yield [(f"{name} " if name else "", "muted"), (quoted(anchor.source), "text")]


def _day(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d}"
