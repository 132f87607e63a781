"""An audit as one page of HTML that needs nothing else: to be read, printed and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from arkiv.audit_labels import VERDICT_MARKS, law_words, severity_label, verdict_label
from arkiv.cleaning import clean
from arkiv.domain.audit_matrix import Asked, FollowUp, Matrix, MatrixRow
from arkiv.domain.auditing import Verdict
from arkiv.export.audit_table import about_audit, place_words, quote_words, when_words
from arkiv.export.page_head import PAGE_HEAD
from arkiv.texts import _

__all__ = ["audit_page"]

_PAGE = (
    PAGE_HEAD
    + """\
<style>
body {{ font: 14px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 72em; padding: 0 1em; }}
h1 {{ margin-bottom: 0; }}
h2 {{ margin: 2em 0 .5em; border-bottom: 2px solid; }}
dl {{ display: grid; grid-template-columns: max-content 1fr; gap: .2em 1.2em; }}
dt, .dim {{ color: #555; }}
dd {{ margin: 0; overflow-wrap: anywhere; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid #bbb; padding: .35em .7em .35em 0; text-align: left;
  vertical-align: top; }}
.marks {{ width: auto; }}
.marks th.turn, .marks td.turn {{ text-align: center; padding: .35em .4em; min-width: 1.2em; }}
.pass {{ color: #14622a; }}
.fail {{ color: #a01515; font-weight: bold; }}
.not_applicable, .open {{ color: #555; }}
.day {{ white-space: nowrap; }}
.number {{ text-align: right; }}
blockquote {{ margin: .3em 0; padding-left: .7em; border-left: 3px solid #bbb; }}
section {{ break-inside: auto; }}
@page {{ size: A4; margin: 15mm; }}
@media print {{
  body {{ font-size: 9.5px; margin: 0; max-width: none; padding: 0; }}
  thead {{ display: table-header-group; }}
  h2, h3 {{ break-after: avoid; }}
  tr {{ break-inside: avoid; }}
}}
</style>
</head>
<body>
{body}
</body>
</html>
"""
)
_EXPLAINED = (Verdict.PASS, Verdict.FAIL, Verdict.NOT_APPLICABLE, Verdict.OPEN)


def audit_page(matrix: Matrix) -> bytes:
    """UTF-8, without a script and without anything from elsewhere; the same for the same answers.

    The page itself forbids a browser to load or run anything, should a text get through.
    """
    parts = (
        _head(matrix),
        _marks(matrix),
        _follow_ups(matrix),
        *(_section(matrix, row) for row in matrix.rows),
        _checklist(matrix),
    )
    title = _("Audit {name}").format(name=matrix.audit.name)
    body = "\n".join(filter(None, parts))
    return _PAGE.format(language="en", title=_shown(title), body=body).encode()


def _head(matrix: Matrix) -> str:
    listed = "\n".join(
        f"<dt>{_shown(name)}</dt><dd>{_shown(what)}</dd>" for name, what in about_audit(matrix)
    )
    title = _("Audit {name}").format(name=matrix.audit.name)
    return f"<h1>{_shown(title)}</h1>\n<dl>\n{listed}\n</dl>"


def _marks(matrix: Matrix) -> str:
    """A mark for each question of each contract; the questions go by their numbers."""
    heads = "".join(
        f'<th scope="col" class="turn" title="{_shown(item.question)}">{number}</th>'
        for number, item in enumerate(matrix.audit.pack.items, 1)
    )
    rows = "\n".join(
        f'<tr><td class="number">{row.contract}</td><td>{_shown(row.title)}</td>'
        + "".join(map(_mark, row.cells))
        + "</tr>"
        for row in matrix.rows
    )
    legend = " · ".join(f"{VERDICT_MARKS[each]} {verdict_label(each)}" for each in _EXPLAINED)
    return (
        f"<h2>{_('Overview')}</h2>\n"
        f'<table class="marks">\n<thead><tr><th scope="col">{_("No.")}</th>'
        f'<th scope="col">{_("Contract")}</th>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n'
        f'</table>\n<p class="dim">{_shown(legend)} · {_("empty: not asked")}</p>'
    )


def _mark(cell: Asked) -> str:
    if not cell.counts:
        return '<td class="turn"></td>'
    verdict = cell.answer.verdict
    words = _shown(verdict_label(verdict))
    return f'<td class="turn {verdict}" title="{words}">{VERDICT_MARKS[verdict]}</td>'


def _follow_ups(matrix: Matrix) -> str:
    found = matrix.follow_ups()
    if not found:
        return ""
    titles = {row.contract: row.title for row in matrix.rows}
    rows = (_follow_up(each, titles[each.obligation.contract]) for each in found)
    heads = (_("By"), _("Owner"), _("State"), _("No."), _("Contract"), _("What"))
    return f"<h2>{_('Follow-ups')}</h2>\n" + _table(heads, rows)


def _follow_up(each: FollowUp, title: str) -> str:
    obligation = each.obligation
    return (
        f'<tr><td class="day">{obligation.on}</td><td>{_shown(each.owner)}</td>'
        f"<td>{_shown(_('done') if each.done else _('open'))}</td>"
        f'<td class="number">{obligation.contract}</td><td>{_shown(title)}</td>'
        f"<td>{_shown(obligation.title)}</td></tr>"
    )


def _section(matrix: Matrix, row: MatrixRow) -> str:
    heads = ("", _("Question"), _("Answer"), _("Comment and evidence"), _("Who and when"))
    numbered = enumerate(row.cells, 1)
    rows = (_answer(matrix, number, cell) for number, cell in numbered if cell.counts)
    heading = f"{row.contract} · {row.title}"
    return f"<section>\n<h2>{_shown(heading)}</h2>\n{_table(heads, rows)}\n</section>"


def _answer(matrix: Matrix, number: int, cell: Asked) -> str:
    answer, item = cell.answer, cell.item
    law = law_words(item.law, item.article)
    beneath = " · ".join(filter(None, (law, severity_label(item.severity))))
    verdict = f"{VERDICT_MARKS[answer.verdict]} {verdict_label(answer.verdict)}"
    language = _shown(matrix.audit.pack.language)
    return (
        f'<tr><td class="number">{number}</td>'
        f'<td><span lang="{language}">{_shown(item.question)}</span>'
        f'<br><span class="dim">{_shown(beneath)}</span></td>'
        f'<td class="day {answer.verdict}">{_shown(verdict)}</td>'
        f"<td>{''.join(_said(matrix, cell))}</td>"
        f"<td>{_shown(answer.actor)}<br>"
        f'<span class="dim day">{_shown(when_words(answer.at))}</span></td></tr>'
    )


def _said(matrix: Matrix, cell: Asked) -> Iterator[str]:
    if cell.answer.comment:
        yield _shown(cell.answer.comment)
    for anchor in cell.answer.evidence:
        name = matrix.documents.get(anchor.document, anchor.document[:12])
        yield (
            f"<blockquote>{_shown(quote_words(anchor))}"
            f'<br><span class="dim">{_shown(place_words(anchor, name))}</span></blockquote>'
        )


def _checklist(matrix: Matrix) -> str:
    pack = matrix.audit.pack
    listed = "\n".join(
        f'<li value="{number}"><b>{_shown(item.question)}</b> '
        f'<span class="dim">{_shown(law_words(item.law, item.article))}</span>'
        f"<br>{_shown(item.guidance)}</li>"
        for number, item in enumerate(pack.items, 1)
    )
    heading = f"{_('The checklist')}: {pack.title}"
    return f'<h2>{_shown(heading)}</h2>\n<ol lang="{_shown(pack.language)}">\n{listed}\n</ol>'


def _table(heads: Iterable[str], rows: Iterable[str]) -> str:
    headings = "".join(f'<th scope="col">{_shown(head)}</th>' for head in heads)
    body = "\n".join(rows)
    return f"<table>\n<thead><tr>{headings}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _shown(text: str) -> str:
    return escape(clean(text))
