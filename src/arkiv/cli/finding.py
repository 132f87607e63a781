"""`arkiv search`: contracts found by words and facts, and by searches kept under a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, say, width_of_terminal
from arkiv.cli.parameters import json_option
from arkiv.cli.selecting import descending_option, facets_option, selection_from, sort_option
from arkiv.cli.session import Session
from arkiv.cli.tables import Column, cells, cut, layout
from arkiv.errors import BadInput, Busy
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from arkiv.bootstrap import Archive
    from arkiv.domain.identity import ContractId
    from arkiv.domain.query import QueryError
    from arkiv.services.finding import Hit, SearchResult, Selection

__all__ = ["all_found", "hit_lines", "pointed_out", "search_command"]

_INDENT = "      "
_ROWS = 50
"""What a person reads; a program wants them all."""


@command(
    "search",
    _("Find contracts by words, phrases and facts."),
    "arkiv search leie oppsigelse",
    "arkiv search '\"notice period\" party:nordlys'",
    "arkiv search --facet status=active --facet tag!=done --sort expiration_date",
    "arkiv search --save 'Leases that end soon' 'type:lease expires:<90d'",
    "arkiv search --saved leases-that-end-soon",
    "arkiv search -- kontrakt -utkast",
    more=_(
        'A query has words, "exact phrases", prefix*, -not, OR, brackets and field:value, such '
        "as expires:2027, value:>1m or tag:rent. Put -- before a query that begins with a minus. "
        "An empty query finds everything. docs/queries.md has the whole language."
    ),
)
@click.argument("query", nargs=-1)
@facets_option
@sort_option
@descending_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help=_("At most so many; 0 shows all. Unless told, 50, and all of them with --json."),
)
@click.option("--save", metavar="NAME", help=_("Keep this search under a name."))
@click.option("--replace", is_flag=True, help=_("With --save: in the place of one of that name."))
@click.option(
    "--saved", metavar="NAME", help=_("A search that was kept; what is typed beside it narrows it.")
)
@click.option(
    "--list-saved", is_flag=True, help=_("List the searches that were kept, with their counts.")
)
@click.option("--forget", metavar="NAME", help=_("Put a search that was kept aside."))
@json_option
@click.pass_obj
def search_command(
    session: Session,
    query: tuple[str, ...],
    facets: tuple[str, ...],
    sort: str | None,
    descending: bool,
    limit: int | None,
    save: str | None,
    replace: bool,
    saved: str | None,
    list_saved: bool,
    forget: str | None,
    as_json: bool,
) -> None:
    from arkiv.cli.saved import forget_search, list_searches, save_search, with_saved

    asked = " ".join(query), selection_from(facets, sort, descending)
    with session.archive() as archive:
        archive.indexing.catch_up()
        if list_saved:
            list_searches(archive, as_json)
        elif forget is not None:
            forget_search(archive, forget)
        else:
            if saved is not None:
                asked = with_saved(archive, saved, *asked)
            _print_answer(archive, *asked, limit, as_json)
            if save is not None:
                save_search(archive, save, *asked, replace)


def _print_answer(
    archive: Archive, text: str, selection: Selection, limit: int | None, as_json: bool
) -> None:
    from arkiv.cli.search_json import search_to_json
    from arkiv.clock import today
    from arkiv.domain.query import QueryError

    if limit is None:
        limit = 0 if as_json else _ROWS
    try:
        result = archive.finder.search(text, today(), selection, limit or None)
    except QueryError as error:
        raise BadInput(pointed_out(text, error)) from error
    hits = archive.finder.rows(result, 0, limit or None)
    if as_json:
        meant = () if result.total else archive.finder.meant(text, today(), selection)
        print_json(search_to_json(result, hits, meant))
        return
    for line in hit_lines(hits):
        put(line)
    _say_totals(result, len(hits))
    if not result.total:
        _say_ways_out(archive, text, selection)


def all_found(archive: Archive, text: str) -> tuple[ContractId, ...]:
    """Every contract that a query finds. Raises BadInput, and Busy where the time cut it short."""
    from arkiv.clock import today
    from arkiv.domain.query import QueryError

    archive.indexing.catch_up()
    try:
        result = archive.finder.search(text, today())
    except QueryError as error:
        raise BadInput(pointed_out(text, error)) from error
    if result.partial or result.missing:
        raise Busy(_("Not everything could be searched just now; nothing was done. Try again."))
    return tuple(result.scored.ids)


def _say_ways_out(archive: Archive, text: str, selection: Selection) -> None:
    """Other questions that find something, each with how much."""
    from arkiv.clock import today
    from arkiv.services.ways_out import ways_out

    meant = archive.finder.meant(text, today(), selection)
    for way in ways_out(archive.finder, text, today(), selection, meant):
        if way.dropped is not None:
            facet, value = way.dropped
            said = _("without {facet}={value}").format(facet=facet, value=value)
        elif way.text == text:
            said = _("without any facet")
        elif way.meant:
            said = _("did you mean {query}").format(query=way.text)
        else:
            said = _("only {query}").format(query=way.text)
        say(f"  {said} ({way.total})")


def pointed_out(text: str, error: QueryError) -> str:
    """The query, a mark under the place that was not understood, and the sentence."""
    from arkiv.cleaning import clean

    if not text or "\n" in text:
        return str(error)
    before = cells(clean(text[: error.position]))
    return f"  {text}\n  {' ' * before}^\n{error}"


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
    from arkiv.labels import kind_label, status_label

    kind = hit.summary.facts.document_type
    return (
        str(hit.summary.id),
        hit.summary.title,
        ", ".join(party.name for party in hit.counterparties),
        kind_label(kind) if kind is not None else "",
        status_label(hit.upcoming.status),
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
    from arkiv.services.excerpts import place_name

    assert hit.snippet is not None
    page = hit.snippet.page
    place = place_name(hit.snippet) if page is None else _("p. {page}: ").format(page=page)
    text = _INDENT + place + hit.snippet.text
    return colour(text if width is None else cut(text, width), dim=True)


def _say_totals(result: SearchResult, shown: int) -> None:
    said = ngettext("{n} contract found.", "{n} contracts found.", result.total)
    say(said.format(n=result.total))
    if shown < result.total:
        say(_("{n} more: use --limit.").format(n=result.total - shown))
    if result.partial:
        say(_("The time was up: there may be more, and counts are of what was found so far."))
    if result.missing:
        say(
            ngettext(
                "{n} change is not searchable yet.",
                "{n} changes are not searchable yet.",
                result.missing,
            ).format(n=result.missing)
        )
