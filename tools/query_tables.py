"""Writes the tables of names into docs/queries.md from the language's own tables.

python tools/query_tables.py
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from arkiv.domain.query_amounts import CURRENCIES, SCALES
from arkiv.domain.query_days import NAMED_DAYS, UNITS
from arkiv.domain.query_fields import FIELDS
from arkiv.domain.query_help import EXAMPLES
from arkiv.domain.query_names import DOCUMENT_TYPES, FLAGS, STATUSES, TRUTHS, Names
from arkiv.domain.query_presence import PRESENCES

PAGE = Path(__file__).parents[1] / "docs" / "queries.md"
_BEGIN = "<!-- {name}: written by tools/query_tables.py -->"
_END = "<!-- end -->"


def tables() -> dict[str, str]:
    """The Markdown of each table, by the name of its place in the page."""
    return {
        "examples": _table(
            ("Type", "It finds"), ((_code(one.query), one.means) for one in EXAMPLES)
        ),
        "fields": _table(
            ("English", "Norwegian", "Dutch", "Asks for", "Such as"),
            ((*_names(f.names), f.means, _code(f.example)) for f in FIELDS),
        ),
        "days": _named(NAMED_DAYS.values()),
        "units": _named(UNITS.values()),
        "types": _named(DOCUMENT_TYPES.values()),
        "statuses": _named(STATUSES.values()),
        "flags": _named(FLAGS.values()),
        "presences": _named(PRESENCES.values()),
        "truths": _named(TRUTHS.values()),
        "amounts": f"Scales: {_codes(SCALES)}.\nCurrencies: {_codes(CURRENCIES)}, "
        "and `€`, `$`, `£`, `euro` and `kr`.\n",
    }


def filled(page: str) -> str:
    """The page with every table as it is now."""
    for name, text in tables().items():
        begin = _BEGIN.format(name=name)
        before, _begin, rest = page.partition(begin)
        _old, end, after = rest.partition(_END)
        if not end:
            raise ValueError(f"docs/queries.md has no place for {name}")
        page = f"{before}{begin}\n\n{text}\n{end}{after}"
    return page


def _named(every: Iterable[Names]) -> str:
    return _table(("English", "Norwegian", "Dutch"), (_names(names) for names in every))


def _names(names: Names) -> tuple[str, str, str]:
    return _codes(names.en), _codes(names.nb), _codes(names.nl)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    def lines() -> Iterator[str]:
        yield _row(heads)
        yield _row("--" for _head in heads)
        yield from map(_row, rows)

    return "\n".join(lines()) + "\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _codes(words: Iterable[str]) -> str:
    return ", ".join(map(_code, words))


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
