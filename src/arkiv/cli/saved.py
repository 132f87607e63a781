"""What `arkiv search` does with searches that are kept under a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from arkiv.cli.output import colour, print_json, put, say, width_of_terminal
from arkiv.cli.tables import Column, layout
from arkiv.errors import BadInput
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.bootstrap import Archive
    from arkiv.domain.searching import Facet
    from arkiv.services.finding import Selection
    from arkiv.services.saved_searches import Counted

__all__ = ["forget_search", "list_searches", "save_search", "with_saved"]


def with_saved(
    archive: Archive, name: str, text: str, selection: Selection
) -> tuple[str, Selection]:
    """What a kept search asks, narrowed by what was typed beside it. Raises NotFound."""
    from arkiv.services.saved_searches import selection_of

    search = archive.saved.get(name)
    both = [f"({part})" if text and search.query else part for part in (search.query, text) if part]
    return " ".join(both), selection_of(search, selection)


def save_search(
    archive: Archive, name: str, text: str, selection: Selection, replace: bool
) -> None:
    from arkiv.clock import today

    try:
        search, path = archive.saved.save(name, text, selection, today(), replace)
    except BadInput as error:
        if replace or archive.saved.find(name) is None:
            raise
        raise BadInput(_("{what} Use --replace, or another name.").format(what=error)) from error
    say(_("Saved as {name}: {path}").format(name=search.name, path=path))


def forget_search(archive: Archive, name: str) -> None:
    search, path = archive.saved.forget(name)
    say(_("“{title}” is put aside: {path}").format(title=search.title, path=path))


def list_searches(archive: Archive, as_json: bool) -> None:
    from arkiv.clock import today

    counted, broken = archive.saved.counted(today()), archive.saved.broken()
    if as_json:
        print_json(
            {
                "saved": [_to_json(each) for each in counted],
                "broken": [{"file": b.file, "message": b.message} for b in broken],
            }
        )
        return
    for line in _lines(counted):
        put(line)
    for each in counted:
        if each.trouble:
            say(f"{each.search.name}: {each.trouble}")
    for file in broken:
        say(_("{file} is no saved search: {why}").format(file=file.file, why=file.message))
    if not counted and not broken:
        say(_("No searches are kept yet; arkiv search --save NAME keeps one."))


def _lines(counted: Sequence[Counted]) -> list[str]:
    if not counted:
        return []
    columns = (
        Column(_("NAME")),
        Column(_("FINDS"), right=True),
        Column(_("TITLE"), gives_way=True),
        Column(_("QUERY"), gives_way=True),
    )
    rows = [
        (
            each.search.name,
            "?" if each.total is None else str(each.total),
            each.search.title,
            _asked(each),
        )
        for each in counted
    ]
    heading, *lines = layout(columns, rows, width_of_terminal())
    return [colour(heading, bold=True), *lines]


def _asked(counted: Counted) -> str:
    """The query and the filters, as they would be typed."""
    search = counted.search
    filters = [
        f"{facet}{sign}{value}"
        for chosen, sign in ((search.include, "="), (search.exclude, "!="))
        for facet, values in chosen.items()
        for value in sorted(values)
    ]
    return " ".join([search.query, *filters]).strip()


def _to_json(counted: Counted) -> dict[str, Any]:
    search = counted.search
    return {
        "name": search.name,
        "title": search.title,
        "query": search.query,
        "include": _facets_to_json(search.include),
        "exclude": _facets_to_json(search.exclude),
        "sort": str(search.sort),
        "descending": search.descending,
        "total": counted.total,
        "error": counted.trouble or None,
    }


def _facets_to_json(chosen: Mapping[Facet, frozenset[str]]) -> dict[str, list[str]]:
    return {str(facet): sorted(values) for facet, values in chosen.items()}
