"""What people do with contracts: tag, trash and back, and what was done so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, put_text, say
from arkiv.cli.parameters import CONTRACT, DAY, json_option
from arkiv.cli.session import Session
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from arkiv.bootstrap import Archive
    from arkiv.domain.contracts import Event
    from arkiv.domain.identity import ContractId

__all__ = [
    "event_lines",
    "history_command",
    "retag_command",
    "tag_command",
    "trash_command",
    "untag_command",
    "untrash_command",
]

_ids = click.argument("contracts", metavar="ID...", nargs=-1, required=True, type=CONTRACT)
_some_ids = click.argument("contracts", metavar="[ID...]", nargs=-1, type=CONTRACT)
_query = click.option(
    "--query",
    metavar="QUERY",
    help=_("All contracts that this finds, as `arkiv search` does; instead of ids."),
)


@command(
    "tag",
    _("Put a tag on contracts."),
    "arkiv tag 12 rent",
    "arkiv tag 12 14 15 'to renegotiate'",
    "arkiv tag --query 'type:lease expires:<90d' risk/high",
    more=_("A slash puts a tag under another: `tag:risk` finds risk/high too."),
)
@_some_ids
@_query
@click.argument("tag", metavar="TAG")
@click.pass_obj
def tag_command(
    session: Session, contracts: tuple[ContractId, ...], query: str | None, tag: str
) -> None:
    with session.archive() as archive:
        done = archive.reviewing.tag(_meant(archive, contracts, query), tag)
    said = ngettext("Tagged {n} contract.", "Tagged {n} contracts.", done)
    say(said.format(n=done))


@command(
    "untag",
    _("Take a tag off contracts."),
    "arkiv untag 12 14 rent",
    "arkiv untag --query status:expired 'to renegotiate'",
)
@_some_ids
@_query
@click.argument("tag", metavar="TAG")
@click.pass_obj
def untag_command(
    session: Session, contracts: tuple[ContractId, ...], query: str | None, tag: str
) -> None:
    with session.archive() as archive:
        done = archive.reviewing.untag(_meant(archive, contracts, query), tag)
    said = ngettext("Took the tag off {n} contract.", "Took the tag off {n} contracts.", done)
    say(said.format(n=done))


@command(
    "retag",
    _("Rename a tag everywhere, with all tags under it."),
    "arkiv retag rsik risk",
    "arkiv retag urgent risk/high",
    more=_("Where a contract has the new tag already, the two become one."),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.pass_obj
def retag_command(session: Session, old: str, new: str) -> None:
    with session.archive() as archive:
        done = archive.reviewing.retag(old, new)
    said = ngettext("Renamed on {n} contract.", "Renamed on {n} contracts.", done)
    say(said.format(n=done))


@command(
    "trash",
    _("Put contracts into the trash; nothing is deleted."),
    "arkiv trash 12",
    more=_(
        "`arkiv untrash` brings them back, `arkiv search is:trashed` lists them; `arkiv purge` "
        "erases one for good."
    ),
)
@_ids
@click.pass_obj
def trash_command(session: Session, contracts: tuple[ContractId, ...]) -> None:
    with session.archive() as archive:
        done = archive.reviewing.trash(contracts)
    said = ngettext(
        "{n} contract is now in the trash.", "{n} contracts are now in the trash.", done
    )
    say(said.format(n=done))


@command("untrash", _("Take contracts out of the trash."), "arkiv untrash 12")
@_ids
@click.pass_obj
def untrash_command(session: Session, contracts: tuple[ContractId, ...]) -> None:
    with session.archive() as archive:
        done = archive.reviewing.untrash(contracts)
    said = ngettext("{n} contract is back.", "{n} contracts are back.", done)
    say(said.format(n=done))


@command(
    "history",
    _("List what happened, newest first: who, when and what."),
    "arkiv history",
    "arkiv history 12 --json",
    "arkiv history --actor kari --kind decided --since 2027-01-01",
    "arkiv history 12 --to history.xlsx",
    more=_("With --to it is written as .csv, .xlsx, .json or .html, by the ending of the name."),
)
@click.argument("contract", metavar="[ID]", required=False, type=CONTRACT)
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help=_("Only the newest so many.")
)
@click.option("--actor", metavar="NAME", help=_("Only what this person did."))
@click.option("--kind", "kinds", metavar="KIND", multiple=True, help=_("Only events of a kind."))
@click.option("--since", type=DAY, metavar="DATE", help=_("From that day on."))
@click.option("--until", type=DAY, metavar="DATE", help=_("Up to that day."))
@click.option(
    "--to",
    "file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write it to this new file."),
)
@click.option("--replace", is_flag=True, help=_("In the place of a file that is there already."))
@json_option
@click.pass_obj
def history_command(
    session: Session,
    contract: ContractId | None,
    limit: int | None,
    actor: str | None,
    kinds: tuple[str, ...],
    since: date | None,
    until: date | None,
    file: Path | None,
    replace: bool,
    as_json: bool,
) -> None:
    from arkiv.cli.archive_json import event_to_json
    from arkiv.domain.contracts import EventKind
    from arkiv.services.trail_listing import write_trail

    for kind in kinds:
        if kind not in list(EventKind):
            named = ", ".join(EventKind)
            raise click.UsageError(
                _("“{kind}” is no kind of event. There are: {named}.").format(
                    kind=kind, named=named
                )
            )

    def wanted(event: Event) -> bool:
        day = event.at.astimezone().date()
        return (
            (actor is None or event.actor.casefold() == actor.casefold())
            and (not kinds or event.kind in kinds)
            and (since is None or day >= since)
            and (until is None or day <= until)
        )

    asked = actor is not None or bool(kinds) or since is not None or until is not None
    with session.archive() as archive:
        events = archive.reviewing.history(contract, limit, wanted if asked else None)
    if file is not None:
        number = write_trail(file, events, replace=replace)
        put_text(str(file))
        say(ngettext("{n} event written.", "{n} events written.", number).format(n=number))
        return
    if as_json:
        print_json({"events": [event_to_json(event) for event in events]})
        return
    for line in event_lines(events):
        put(line)
    if not events:
        say(_("Nothing of that kind has happened.") if asked else _("Nothing has happened yet."))


def event_lines(events: Iterable[Event]) -> Iterator[str]:
    """One line an event: number, local time, actor, contract, what, and the particulars."""
    from arkiv.event_labels import event_kind_words
    from arkiv.services.trail_listing import particulars

    for event in events:
        contract = f"#{event.contract}" if event.contract is not None else "-"
        head = f"{event.seq:>6}  {event.at.astimezone():%Y-%m-%d %H:%M:%S}"
        told = _beside(particulars(event))
        what = f"{event.actor}  {contract}  {event_kind_words(event.kind)}"
        yield f"{head}  {colour(what)}{colour(told)}".rstrip()


def _beside(words: str) -> str:
    return f"  {words}" if words else ""


def _meant(
    archive: Archive, contracts: tuple[ContractId, ...], query: str | None
) -> tuple[ContractId, ...]:
    """The ids that were given, or all that the query finds."""
    from arkiv.cli.finding import all_found

    if (query is None) is not bool(contracts):
        raise click.UsageError(_("Give ids or --query, one of them."))
    return contracts if query is None else all_found(archive, query)
