"""The index of an evidence bundle: a page that any browser opens, with nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from arkiv.cleaning import clean
from arkiv.export.page_head import PAGE_HEAD
from arkiv.texts import _

__all__ = ["Chapter", "Link", "Section", "evidence_page"]

_PAGE = (
    PAGE_HEAD
    + """\
<style>
body {{ font: 14px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; }}
h2 {{ border-top: 2px solid; margin-top: 2em; padding-top: .6em; }}
table {{ border-collapse: collapse; width: 100%; }}
.pairs {{ width: auto; }}
th, .short {{ overflow-wrap: normal; white-space: pre; }}
th, td {{ border-bottom: 1px solid #999; padding: .3em .8em .3em 0; text-align: left;
  vertical-align: top; white-space: pre-line; overflow-wrap: anywhere; }}
.warning {{ border: 2px solid; font-weight: bold; padding: .6em; }}
@page {{ size: A4; margin: 14mm; }}
@media print {{
  body {{ font-size: 9px; margin: 0; max-width: none; padding: 0; }}
  h2 {{ break-before: page; border: 0; }}
  thead {{ display: table-header-group; }}
  tr, h3 {{ break-inside: avoid; break-after: auto; }}
}}
</style>
</head>
<body>
<h1>{title}</h1>
{about}
{warnings}
{contents}
{chapters}
</body>
</html>
"""
)


@dataclass(frozen=True, slots=True)
class Link:
    """A file of the bundle."""

    label: str
    path: str
    """From the page, with slashes; not yet escaped."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a heading of its own."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | Link, ...], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One contract."""

    number: int
    title: str
    sections: tuple[Section, ...]
    """One without rows says that there is nothing."""


def evidence_page(
    title: str,
    about: Section,
    warnings: Sequence[str],
    chapters: Sequence[Chapter],
    language: str = "en",
) -> bytes:
    """UTF-8, without a script; the page itself forbids a browser to load or run anything."""
    listed = "\n".join(
        f'<li><a href="#c{c.number}">#{c.number} {_shown(c.title)}</a></li>' for c in chapters
    )
    return _PAGE.format(
        language=_shown(language),
        title=_shown(title),
        about=_table(about),
        warnings="\n".join(f'<p class="warning">{_shown(text)}</p>' for text in warnings),
        contents=f"<h3>{_shown(_('Contracts'))}</h3>\n<ul>\n{listed}\n</ul>",
        chapters="\n".join(map(_chapter, chapters)),
    ).encode()


def _chapter(chapter: Chapter) -> str:
    heading = f'<h2 id="c{chapter.number}">#{chapter.number} {_shown(chapter.title)}</h2>'
    sections = (f"<h3>{_shown(s.heading)}</h3>\n{_table(s)}" for s in chapter.sections)
    return "\n".join(("<section>", heading, *sections, "</section>"))


def _table(section: Section) -> str:
    if not section.rows:
        return f"<p>{_shown(_('None.'))}</p>"
    headings = "".join(f'<th scope="col">{_shown(name)}</th>' for name in section.columns)
    head = f"<thead>\n<tr>{headings}</tr>\n</thead>\n" if section.columns else ""
    kind = "" if section.columns else ' class="pairs"'
    return f"<table{kind}>\n{head}<tbody>\n{_rows(section.rows)}\n</tbody>\n</table>"


def _rows(rows: Iterable[Iterable[str | Link]]) -> str:
    return "\n".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)


def _cell(cell: str | Link) -> str:
    if isinstance(cell, Link):
        return f'<td><a href="{escape(quote(cell.path))}">{_shown(cell.label)}</a></td>'
    # A day or a word that is broken over two lines is hard to read.
    kind = ' class="short"' if len(cell) <= _SHORT and "\n" not in cell else ""
    return f"<td{kind}>{_shown(cell)}</td>"


_SHORT = 14


def _shown(text: str) -> str:
    return escape(clean(text, keep_newlines=True))
