"""A table as one page of HTML that needs nothing else, to be read and printed."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from arkiv.cleaning import clean
from arkiv.export.page_head import PAGE_HEAD
from arkiv.export.tabular import Cell, Table, plain
from arkiv.texts import _

__all__ = ["web_page"]

_PAGE = (
    PAGE_HEAD
    + """\
<style>
body {{ font: 14px/1.4 system-ui, sans-serif; margin: 2em; }}
table {{ border-collapse: collapse; }}
th, td {{ border-bottom: 1px solid #999; padding: .3em .8em .3em 0; text-align: left;
  vertical-align: top; white-space: pre-line; }}
.number {{ text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }}
.day {{ white-space: nowrap; }}
@page {{ size: A4 landscape; margin: 12mm; }}
@media print {{
  body {{ font-size: 9px; margin: 0; }}
  thead {{ display: table-header-group; }}
  tr {{ break-inside: avoid; }}
}}
</style>
</head>
<body>
<h1>{title}</h1>
<table>
<thead>
<tr>{headings}</tr>
</thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""
)


def web_page(table: Table, title: str, language: str = "en") -> bytes:
    """UTF-8, without a script and without anything from elsewhere; ``language`` is a BCP 47 tag.

    The page itself forbids a browser to load or run anything, should a text get through.
    """
    headings = "".join(f'<th scope="col">{_shown(c.label)}</th>' for c in table.columns)
    rows = "\n".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in table.rows)
    return _PAGE.format(
        language=_shown(language), title=_shown(title), headings=headings, rows=rows
    ).encode()


def _cell(cell: Cell) -> str:
    match cell:
        case None | str():
            return f"<td>{_shown(cell or '')}</td>"
        case bool():
            return f"<td>{_shown(_('yes') if cell else _('no'))}</td>"
        case Decimal():
            # A narrow space between thousands: a comma is a decimal one to half of the readers.
            return f'<td class="number">{f"{cell:,f}".replace(",", chr(0x202F))}</td>'
        case int():
            return f'<td class="number">{cell}</td>'
        case _:
            return f'<td class="day">{plain(cell)}</td>'


def _shown(text: str) -> str:
    return escape(clean(text, keep_newlines=True))
