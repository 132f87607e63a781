"""`arkiv export`: files that other programs read, the format from the suffix."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import put_text, say
from arkiv.cli.parameters import AHEAD
from arkiv.cli.selecting import (
    descending_option,
    facets_option,
    saved_option,
    selection_from,
    sort_option,
)
from arkiv.cli.session import Session
from arkiv.errors import BadInput
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from arkiv.bootstrap import Archive
    from arkiv.services.finding import SearchResult, Selection

__all__ = ["export_command", "found", "say_missing"]

_AHEAD = "P1Y"


@command(
    "export",
    _("Write the contracts of a search as .csv, .xlsx, .json or .html, or dates as .ics."),
    "arkiv export contracts.xlsx",
    "arkiv export leases.csv type:lease --columns id,title,expiration_date,value",
    "arkiv export everything.json --columns all",
    "arkiv export --replace --owner Kari ~/calendars/kari.ics",
    more=_(
        "Without a query it writes everything outside the trash. A calendar has what is due, and "
        "updates itself when it is imported again."
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("query", nargs=-1)
@facets_option
@sort_option
@descending_option
@saved_option
@click.option(
    "--columns", metavar="A,B,C", help=_("Which, in this order; all has everything that is known.")
)
@click.option(
    "--within",
    type=AHEAD,
    metavar="1y",
    help=_("Of a calendar: how far ahead. Else a year."),
)
@click.option("--owner", metavar="NAME", help=_("Only what this person looks after."))
@click.option("--replace", is_flag=True, help=_("In the place of a file that is there already."))
@click.pass_obj
def export_command(
    session: Session,
    file: Path,
    query: tuple[str, ...],
    facets: tuple[str, ...],
    sort: str | None,
    descending: bool,
    saved: str | None,
    columns: str | None,
    within: str | None,
    owner: str | None,
    replace: bool,
) -> None:
    from arkiv.services.listings import found_whole

    calendar = file.suffix.lower() == ".ics"
    if calendar and columns is not None:
        raise BadInput(_("A calendar has no columns; --columns is for the other formats."))
    if within is not None and not calendar:
        raise BadInput(_("--within is for a calendar (.ics); say it in the query, as due:<90d."))
    typed = " ".join(query)
    asked = bool(typed or facets or saved)
    selection = selection_from(facets, sort, descending)
    with session.archive() as archive:
        if calendar:
            result = found(archive, typed, selection, saved) if asked else None
            _write_calendar(archive, file, result, within or _AHEAD, owner, replace)
            return
        if owner is not None:
            selection = _of_owner(archive, selection, owner)
        result = found(archive, typed, selection, saved)
        number = archive.listings.write(
            file,
            found_whole(result),
            result.today,
            columns.split(",") if columns else (),
            replace=replace,
        )
    put_text(str(file))
    say(ngettext("{n} contract written.", "{n} contracts written.", number).format(n=number))
    say_missing(result)


def found(archive: Archive, text: str, selection: Selection, saved: str | None) -> SearchResult:
    """The answer to what was typed, with all its hits. Raises BadInput, NotFound."""
    from arkiv.cli.finding import pointed_out
    from arkiv.cli.saved import with_saved
    from arkiv.clock import today
    from arkiv.domain.query import QueryError

    archive.indexing.catch_up()
    if saved is not None:
        text, selection = with_saved(archive, saved, text, selection)
    try:
        return archive.finder.search(text, today(), selection)
    except QueryError as error:
        raise BadInput(pointed_out(text, error)) from error


def say_missing(result: SearchResult) -> None:
    """Where the index is behind, what may be missing."""
    if result.missing:
        said = ngettext(
            "{n} change is not searchable yet and may be missing.",
            "{n} changes are not searchable yet and may be missing.",
            result.missing,
        )
        say(said.format(n=result.missing))


def _of_owner(archive: Archive, selection: Selection, owner: str) -> Selection:
    """Small and capital letters are the same, as in a calendar."""
    from dataclasses import replace

    from arkiv.clock import today
    from arkiv.domain.searching import Facet

    counts = archive.finder.search("", today()).facets[Facet.OWNER]
    names = {c.value for c in counts if c.value.casefold() == owner.casefold()} or {owner}
    return replace(selection, include={**selection.include, Facet.OWNER: frozenset(names)})


def _write_calendar(
    archive: Archive,
    file: Path,
    result: SearchResult | None,
    within: str,
    owner: str | None,
    replace: bool,
) -> None:
    from arkiv.clock import now, today
    from arkiv.domain.values import Duration
    from arkiv.services.listings import found_whole

    day = today()
    dues = archive.agenda.every(day, Duration.parse(within).after(day) + timedelta(days=1))
    if result is not None:
        wanted = frozenset(found_whole(result))
        dues = tuple(due for due in dues if due.summary.id in wanted)
    if owner is not None:
        dues = tuple(d for d in dues if (d.owner or "").casefold() == owner.casefold())
    number = archive.exporting.calendar(file, dues, now(), replace=replace)
    put_text(str(file))
    say(ngettext("{n} date written.", "{n} dates written.", number).format(n=number))
