"""What people do with contracts: tag, note, trash and back, and what was done so far."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, say
from arkiv.cli.parameters import CONTRACT, json_option
from arkiv.cli.session import Session
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from arkiv.domain.contracts import Event
    from arkiv.domain.identity import ContractId

__all__ = [
    "event_lines",
    "history_command",
    "note_command",
    "tag_command",
    "trash_command",
    "untag_command",
    "untrash_command",
]

_ids = click.argument("contracts", metavar="ID...", nargs=-1, required=True, type=CONTRACT)


@command(
    "tag",
    _("Put a tag on contracts."),
    "arkiv tag 12 rent",
    "arkiv tag 12 14 15 'to renegotiate'",
)
@_ids
@click.argument("tag", metavar="TAG")
@click.pass_obj
def tag_command(session: Session, contracts: tuple[ContractId, ...], tag: str) -> None:
    with session.archive() as archive:
        done = archive.reviewing.tag(contracts, tag)
    said = ngettext("Tagged {n} contract.", "Tagged {n} contracts.", done)
    say(said.format(n=done))


@command("untag", _("Take a tag off contracts."), "arkiv untag 12 14 rent")
@_ids
@click.argument("tag", metavar="TAG")
@click.pass_obj
def untag_command(session: Session, contracts: tuple[ContractId, ...], tag: str) -> None:
    with session.archive() as archive:
        done = archive.reviewing.untag(contracts, tag)
    said = ngettext("Took the tag off {n} contract.", "Took the tag off {n} contracts.", done)
    say(said.format(n=done))


@command(
    "note",
    _("Write a note on a contract."),
    "arkiv note 12 'Asked the landlord for a new offer.'",
    "arkiv note 12 - < minutes.txt",
    more=_("A single - reads the note from standard input."),
)
@click.argument("contract", metavar="ID", type=CONTRACT)
@click.argument("words", metavar="TEXT", nargs=-1, required=True)
@click.pass_obj
def note_command(session: Session, contract: ContractId, words: tuple[str, ...]) -> None:
    text = _standard_input() if words == ("-",) else " ".join(words)
    with session.archive() as archive:
        archive.reviewing.note(contract, text)
    say(_("Saved."))


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
)
@click.argument("contract", metavar="[ID]", required=False, type=CONTRACT)
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help=_("Only the newest so many.")
)
@json_option
@click.pass_obj
def history_command(
    session: Session, contract: ContractId | None, limit: int | None, as_json: bool
) -> None:
    from arkiv.cli.shapes import event_to_json

    with session.archive() as archive:
        events = archive.reviewing.history(contract, limit)
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
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _decided(field: str, kind: str, values: list[object]) -> str:
    said = "; ".join(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for value in values
    )
    return f"{field} {kind}: {said}" if said else f"{field} {kind}"


def _standard_input() -> str:
    return sys.stdin.buffer.read().decode("utf-8", "replace")
