"""What people do with contracts: tag, trash and back, and what was done so far."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, say
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
    more=_("`arkiv untrash` brings them back, `arkiv search is:trashed` lists them."),
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
)
@click.argument("contract", metavar="[ID]", required=False, type=CONTRACT)
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help=_("Only the newest so many.")
)
@click.option("--actor", metavar="NAME", help=_("Only what this person did."))
@click.option("--kind", "kinds", metavar="KIND", multiple=True, help=_("Only events of a kind."))
@click.option("--since", type=DAY, metavar="DATE", help=_("From that day on."))
@click.option("--until", type=DAY, metavar="DATE", help=_("Up to that day."))
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
    as_json: bool,
) -> None:
    from arkiv.cli.archive_json import event_to_json
    from arkiv.domain.contracts import EventKind

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
    if as_json:
        print_json({"events": [event_to_json(event) for event in events]})
        return
    for line in event_lines(events):
        put(line)
    if not events:
        say(_("Nothing has happened yet."))


def event_lines(events: Iterable[Event]) -> Iterator[str]:
    """One line an event: number, local time, actor, contract, what, and the particulars."""
    for event in events:
        contract = f"#{event.contract}" if event.contract is not None else "-"
        head = f"{event.seq:>6}  {event.at.astimezone():%Y-%m-%d %H:%M:%S}"
        what = f"{event.actor}  {contract}  {event.kind.replace('_', ' ')}"
        yield f"{head}  {colour(what)}{colour(_particulars(event))}".rstrip()


def _particulars(event: Event) -> str:
    from arkiv.audit_labels import audit_event_words

    words = audit_event_words(event)
    if words is not None:
        return f"  {words}"
    before, after = _spelled(event.before), _spelled(event.after)
    if before and after:
        return f"  {before} → {after}"
    return f"  {after or before}" if after or before else ""


def _spelled(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict) and {"field", "kind", "values"} <= value.keys():
        return _decided(value["field"], value["kind"], value["values"])
    if isinstance(value, dict) and {"note", "text"} <= value.keys():
        return _noted(**value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _decided(field: str, kind: str, values: list[object]) -> str:
    said = "; ".join(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for value in values
    )
    return f"{field} {kind}: {said}" if said else f"{field} {kind}"


def _noted(
    text: str, note: str, state: str = "open", anchor: dict[str, object] | None = None
) -> str:
    """An old trail says nothing of state and passage."""
    said = text if state == "open" else f"{text} ({state})"
    return f"{said} [“{anchor['text']}”]" if anchor else said


def _meant(
    archive: Archive, contracts: tuple[ContractId, ...], query: str | None
) -> tuple[ContractId, ...]:
    """The ids that were given, or all that the query finds."""
    from arkiv.cli.finding import all_found

    if (query is None) is not bool(contracts):
        raise click.UsageError(_("Give ids or --query, one of them."))
    return contracts if query is None else all_found(archive, query)
