"""`arkiv search` and `arkiv deadlines`: contracts found by their words, and by their dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, say, width_of_terminal
from arkiv.cli.parameters import AHEAD, json_option
from arkiv.cli.session import Session
from arkiv.cli.tables import Column, cut, layout
from arkiv.errors import BadInput, Damaged
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from arkiv.domain.searching import Facet, SortKey
    from arkiv.services.agenda import Due
    from arkiv.services.finding import Hit, SearchResult, Selection

__all__ = ["deadlines_command", "due_lines", "hit_lines", "search_command"]

_INDENT = "      "
_ROWS = 50
"""What a person reads; a program wants them all."""


@command(
    "search",
    _("Find contracts by words, phrases and facts."),
    "arkiv search leie oppsigelse",
    "arkiv search '\"notice period\" party:nordlys'",
    "arkiv search --facet status=active --facet tag!=done --sort expiration_date",
    "arkiv search -- kontrakt -utkast",
    more=_(
        'A query has words, "exact phrases", prefix*, -not, OR, brackets and field:value, such '
        "as expires:2027, value:>1m or tag:rent. Put -- before a query that begins with a minus. "
        "An empty query finds everything."
    ),
)
@click.argument("query", nargs=-1)
@click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="FIELD=VALUE",
    help=_("Only these; FIELD!=VALUE leaves them out. May be given more than once."),
)
@click.option("--sort", metavar="FIELD", help=_("Such as expiration_date, title or value."))
@click.option("--descending", is_flag=True, help=_("Largest or latest first."))
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help=_("At most so many; 0 shows all. Unless told, 50, and all of them with --json."),
)
@json_option
@click.pass_obj
def search_command(
    session: Session,
    query: tuple[str, ...],
    facets: tuple[str, ...],
    sort: str | None,
    descending: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    from arkiv.cli.shapes import search_to_json
    from arkiv.clock import today

    selection = _selection(facets, sort, descending)
    if limit is None:
        limit = 0 if as_json else _ROWS
    with session.archive() as archive:
        archive.indexing.catch_up()
        result = archive.finder.search(" ".join(query), today(), selection, limit or None)
        hits = archive.finder.rows(result, 0, limit or None)
    if as_json:
        print_json(search_to_json(result, hits))
    else:
        for line in hit_lines(hits):
            put(line)
        _say_totals(result, len(hits))


@command(
    "deadlines",
    _("List what is due: the last days to give notice, and the days contracts end."),
    "arkiv deadlines",
    "arkiv deadlines --within 6m --json",
)
@click.option(
    "--within",
    type=AHEAD,
    default="90d",
    show_default=True,
    metavar="90d",
    help=_("How far ahead."),
)
@click.option("--exit-code", is_flag=True, help=_("Leave with exit code 3 when something is due."))
@json_option
@click.pass_obj
def deadlines_command(session: Session, within: str, exit_code: bool, as_json: bool) -> None:
    from arkiv.cli.shapes import due_to_json
    from arkiv.clock import today
    from arkiv.domain.values import Duration

    day = today()
    days = (Duration.parse(within).after(day) - day).days
    with session.archive() as archive:
        found = archive.agenda.due(day, days)
    if as_json:
        print_json({"today": day.isoformat(), "deadlines": [due_to_json(due) for due in found]})
    else:
        for line in due_lines(found):
            put(line)
    if not found:
        say(_("Nothing is due in that time."))
    elif exit_code:
        raise Damaged(_("Something is due."))


def due_lines(found: Sequence[Due]) -> list[str]:
    """A heading and a line for each date; nothing when nothing is due."""
    if not found:
        return []
    columns = (
        Column(_("DATE")),
        Column(_("WHAT")),
        Column(_("ID"), right=True),
        Column(_("TITLE"), gives_way=True),
    )
    rows = [(d.day.isoformat(), _what(d), str(d.summary.id), d.summary.title) for d in found]
    return layout(columns, rows, width_of_terminal())


def _what(due: Due) -> str:
    from arkiv.services.agenda import DueKind

    return _("last day to give notice") if due.kind is DueKind.NOTICE else _("ends")


def _selection(facets: Sequence[str], sort: str | None, descending: bool) -> Selection:
    from arkiv.domain.searching import SortKey
    from arkiv.services.finding import Selection

    include: dict[Facet, frozenset[str]] = {}
    exclude: dict[Facet, frozenset[str]] = {}
    for typed in facets:
        name, equals, value = typed.partition("=")
        if not equals:
            raise BadInput(_("“{typed}” is not FIELD=VALUE.").format(typed=typed))
        chosen = exclude if name.endswith("!") else include
        facet = _facet(name.removesuffix("!"))
        chosen[facet] = chosen.get(facet, frozenset()) | {value}
    key = _sort_key(sort) if sort else SortKey.RELEVANCE
    return Selection(include, exclude, key, True if descending else None)


def _facet(name: str) -> Facet:
    from arkiv.domain.searching import Facet

    if name not in set(Facet):
        raise BadInput(
            _("There is no facet “{name}”. There are: {names}.").format(
                name=name, names=", ".join(Facet)
            )
        )
    return Facet(name)


def _sort_key(name: str) -> SortKey:
    from arkiv.domain.searching import SortKey

    if name not in set(SortKey):
        raise BadInput(
            _("Results cannot be sorted by “{name}”, but by: {names}.").format(
                name=name, names=", ".join(SortKey)
            )
        )
    return SortKey(name)


def hit_lines(hits: Sequence[Hit]) -> Iterator[str]:
    """A heading, and for each hit a line with its snippet under it; nothing without hits."""
    if not hits:
        return
    columns = (
        Column(_("ID"), right=True),
        Column(_("TITLE"), gives_way=True),
        Column(_("COUNTERPARTY"), gives_way=True),
        Column(_("KIND"), gives_way=True),
        Column(_("STATUS")),
        Column(_("NEXT")),
    )
    width = width_of_terminal()
    heading, *rows = layout(columns, [_cells_of(hit) for hit in hits], width)
    yield colour(heading, bold=True)
    for hit, row in zip(hits, rows, strict=True):
        yield row
        if hit.snippet is not None and hit.snippet.text:
            yield _snippet_line(hit, width)


def _cells_of(hit: Hit) -> tuple[str, ...]:
    facts = hit.summary.facts
    return (
        str(hit.summary.id),
        hit.summary.title,
        ", ".join(party.name for party in hit.counterparties),
        (facts.document_type or "").replace("_", " "),
        str(hit.upcoming.status),
        _next_date(hit),
    )


def _next_date(hit: Hit) -> str:
    """The nearest date with what it is; empty when nothing is ahead."""
    dates = (
        (hit.upcoming.next_notice, _("notice {day}")),
        (hit.upcoming.next_expiration, _("ends {day}")),
    )
    ahead = [(day, said) for day, said in dates if day is not None]
    if not ahead:
        return ""
    day, said = min(ahead, key=lambda date: date[0])
    return said.format(day=day)


def _snippet_line(hit: Hit, width: int | None) -> str:
    assert hit.snippet is not None
    page = hit.snippet.page
    place = _("p. {page}: ").format(page=page) if page is not None else ""
    text = _INDENT + place + hit.snippet.text
    return colour(text if width is None else cut(text, width), dim=True)


def _say_totals(result: SearchResult, shown: int) -> None:
    said = ngettext("{n} contract found.", "{n} contracts found.", result.total)
    say(said.format(n=result.total))
    if shown < result.total:
        say(_("{n} more: use --limit.").format(n=result.total - shown))
    if result.missing:
        say(
            ngettext(
                "{n} change is not searchable yet.",
                "{n} changes are not searchable yet.",
                result.missing,
            ).format(n=result.missing)
        )
