"""An audit as a table: a row for each question of each contract, for spreadsheets and programs."""

from __future__ import annotations

import json

from arkiv.audit_labels import purged_words, severity_label, verdict_label
from arkiv.domain.anchors import Anchor
from arkiv.domain.audit_matrix import Asked, Matrix, MatrixRow, matrix_to_json
from arkiv.domain.auditing import Verdict
from arkiv.domain.identity import Sha256
from arkiv.export.tabular import Cell, Column, Table
from arkiv.texts import _

__all__ = [
    "about_audit",
    "audit_records",
    "audit_table",
    "place_words",
    "quote_words",
    "when_words",
]

_COLUMNS = (
    Column("contract", _("Contract")),
    Column("title", _("Title")),
    Column("item", _("Item")),
    Column("question", _("Question")),
    Column("severity", _("Severity")),
    Column("law", _("Law")),
    Column("article", _("Article")),
    Column("verdict", _("Answer")),
    Column("comment", _("Comment")),
    Column("evidence", _("Evidence")),
    Column("place", _("Place")),
    Column("answered_by", _("Answered by")),
    Column("answered_at", _("Answered at")),
    Column("follow_up_due", _("Follow-up due")),
    Column("follow_up_owner", _("Follow-up owner")),
    Column("follow_up_done", _("Follow-up done")),
)


def audit_table(matrix: Matrix) -> Table:
    """In the order of contracts and questions; what is not asked and not answered is left out.

    Where contracts were purged the last row says how many, for no report may pass them over.
    """
    rows = [_row(matrix, row, cell) for row in matrix.rows for cell in row.cells if cell.counts]
    if gone := purged_words(matrix.audit):
        rows.append((None, gone, *(None for _column in _COLUMNS[2:])))
    return Table(_COLUMNS, tuple(rows))


def about_audit(matrix: Matrix) -> tuple[tuple[str, str], ...]:
    """What is said of the whole audit, by its name for people."""
    audit, so_far = matrix.audit, matrix.progress
    counts = (
        (so_far.passed, Verdict.PASS),
        (so_far.failed, Verdict.FAIL),
        (so_far.not_applicable, Verdict.NOT_APPLICABLE),
        (so_far.open, Verdict.OPEN),
    )
    answers = ", ".join(f"{number} {verdict_label(verdict)}" for number, verdict in counts)
    contracts = (str(len(matrix.rows)), audit.query, purged_words(audit))
    closed = _("not yet")
    if audit.closed is not None:
        said = f"{when_words(audit.closed.at)}, {audit.closed.actor}"
        closed = " · ".join(filter(None, (said, audit.closed.comment)))
    return (
        (_("Checklist"), f"{audit.pack.title} ({audit.pack.key}, {audit.pack.version})"),
        (_("Contracts"), " · ".join(filter(None, contracts))),
        (_("Answers"), _("{answers}; {n} asked").format(answers=answers, n=so_far.asked)),
        (_("Due"), audit.due.isoformat()),
        (_("Owner"), audit.owner),
        (_("Started"), f"{when_words(audit.at)}, {audit.actor}"),
        (_("Signed off"), closed),
        (_("Head of its history"), matrix.head_line),
        (_("How to check it"), _check_words(matrix)),
    )


def _check_words(matrix: Matrix) -> str:
    return _(
        "This tells the audit up to event {seq} of the archive's history. “arkiv verify --head”"
        " with the head above says whether the archive still has that event and everything before"
        " it as it was; “arkiv history” lists the events."
    ).format(seq=matrix.head[0])


def audit_records(matrix: Matrix) -> bytes:
    """The whole audit as JSON in UTF-8, with its checklist."""
    text = json.dumps(matrix_to_json(matrix), ensure_ascii=False, indent=1) + "\n"
    # A lone surrogate has no UTF-8; written with its backslash it is still JSON (RFC 8259 §7).
    return text.encode("utf-8", "backslashreplace")


def quote_words(anchor: Anchor) -> str:
    """The words on one line."""
    return " ".join(anchor.source.text.split())


def place_words(anchor: Anchor, name: str) -> str:
    """Where they stand: lease.pdf, page 3, 7.1."""
    source = anchor.source
    place = _("page {n}").format(n=source.page) if source.page is not None else ""
    if not place and source.paragraph is not None:
        place = _("paragraph {n}").format(n=source.paragraph)
    return ", ".join(filter(None, (name, place, source.clause)))


def when_words(at: str) -> str:
    """An instant to the minute, UTC; empty for none."""
    return f"{at[:10]} {at[11:16]} UTC" if at else ""


def _row(matrix: Matrix, row: MatrixRow, cell: Asked) -> tuple[Cell, ...]:
    item, answer, follow_up = cell.item, cell.answer, cell.follow_up
    return (
        row.contract,
        row.title,
        item.id,
        item.question,
        severity_label(item.severity),
        item.law,
        item.article,
        verdict_label(answer.verdict),
        answer.comment,
        "\n".join(map(quote_words, answer.evidence)),
        "\n".join(place_words(a, _name(matrix, a.document)) for a in answer.evidence),
        answer.actor,
        when_words(answer.at),
        follow_up.obligation.on if follow_up else None,
        follow_up.owner if follow_up else "",
        follow_up.done if follow_up else None,
    )


def _name(matrix: Matrix, document: Sha256) -> str:
    return matrix.documents.get(document, document[:12])
