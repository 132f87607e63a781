"""`arkiv note` and `arkiv notes`: writing on a contract or a passage of it, and what follows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, say, wrapped
from arkiv.cli.parameters import contract_argument, json_option
from arkiv.cli.session import Session
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.bootstrap import Archive
    from arkiv.domain.anchors import Anchor
    from arkiv.domain.identity import ContractId
    from arkiv.domain.notes import Note
    from arkiv.services.noting import PlacedNote

__all__ = ["note_command", "note_lines", "notes_command"]

_note = click.argument("name", metavar="NOTE")
_text = click.argument("words", metavar="TEXT", nargs=-1, required=True)
_at = click.option("--at", metavar="WORDS", help=_("The words of the contract that it is about."))
_page = click.option(
    "--page", type=click.IntRange(min=1), metavar="N", help=_("On which page they stand.")
)


@command(
    "note",
    _("Write a note on a contract, or on words of it."),
    "arkiv note 12 'Asked the landlord for a new offer.'",
    "arkiv note 12 'Sent?' --at 'tre måneders varsel' --page 4",
    "arkiv note 12 - < minutes.txt",
    more=_("A single - reads the note from standard input. `arkiv notes 12` lists them."),
)
@contract_argument
@_text
@_at
@_page
@click.pass_obj
def note_command(
    session: Session,
    contract: ContractId,
    words: tuple[str, ...],
    at: str | None,
    page: int | None,
) -> None:
    text = _typed(words)
    with session.archive() as archive:
        archive.noting.write(contract, text, anchor=_passage(archive, contract, at, page))
    say(_("Saved."))


class _ListsUnlessTold(click.Group):
    """`notes 12` is `notes list 12`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(
    "notes",
    cls=_ListsUnlessTold,
    help=_(
        "List the notes on a contract; change, resolve and withdraw them.\n\n"
        "NOTE is the name that the list shows (c1) or the beginning of an id. Nothing is lost: "
        "each change is a new version, and the old ones are kept.\n\n"
        "\b\nExamples:\n"
        "  arkiv notes 12\n"
        "  arkiv notes resolve 12 c1"
    ),
    short_help=_("List the notes on a contract; change, resolve and withdraw them."),
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
def notes_command() -> None:
    """The group; each command does one thing."""


@command(
    "list",
    _("List the notes on a contract."),
    "arkiv notes 12",
    "arkiv notes 12 --all --json",
)
@contract_argument
@click.option("--all", "withdrawn", is_flag=True, help=_("With those that were withdrawn."))
@json_option
@click.pass_obj
def list_command(session: Session, contract: ContractId, withdrawn: bool, as_json: bool) -> None:
    with session.archive() as archive:
        notes = archive.noting.of_contract(contract, withdrawn)
    if as_json:
        from arkiv.cli.note_json import placed_note_to_json

        print_json({"notes": [placed_note_to_json(placed) for placed in notes]})
        return
    for placed in notes:
        for line in note_lines(placed):
            put(line)
    if not notes:
        say(_("No notes yet; `arkiv note {id} TEXT` writes one.").format(id=contract))


@command(
    "edit",
    _("Put other words in the place of a note's."),
    "arkiv notes edit 12 c1 'The landlord has answered.'",
    "arkiv notes edit 12 c1 - < minutes.txt",
    more=_("A single - reads them from standard input. --at moves the note to other words."),
)
@contract_argument
@_note
@_text
@_at
@_page
@click.pass_obj
def edit_command(
    session: Session,
    contract: ContractId,
    name: str,
    words: tuple[str, ...],
    at: str | None,
    page: int | None,
) -> None:
    text = _typed(words)
    with session.archive() as archive:
        note = archive.noting.named(contract, name)
        passage = _passage(archive, contract, at, page)
        archive.noting.edit(note, text, anchor=passage)
    say(_("Saved: {name}.").format(name=note.name))


def _settling(name: str, summary: str, state: str, sentence: str) -> click.Command:
    """The command that brings a note into that state."""

    @command(name, summary, f"arkiv notes {name} 12 c1")
    @contract_argument
    @_note
    @click.pass_obj
    def settle(session: Session, contract: ContractId, name: str) -> None:
        from arkiv.domain.notes import NoteState

        with session.archive() as archive:
            note = archive.noting.named(contract, name)
            settled = archive.noting.settle(note, NoteState(state))
        say(sentence.format(name=settled.name))

    return settle


@command(
    "history",
    _("Show every version of a note, oldest first."),
    "arkiv notes history 12 c1",
)
@contract_argument
@_note
@json_option
@click.pass_obj
def history_command(session: Session, contract: ContractId, name: str, as_json: bool) -> None:
    with session.archive() as archive:
        versions = archive.noting.versions(archive.noting.named(contract, name))
    if as_json:
        from arkiv.cli.note_json import note_to_json

        print_json({"versions": [note_to_json(version) for version in versions]})
        return
    for version in versions:
        put(_head(version))
        for line in _text_lines(version):
            put(line)


def note_lines(placed: PlacedNote) -> Iterator[str]:
    """Name, state, day and writer; the passage; the words of the note."""
    from arkiv.labels import passage_words

    yield _head(placed.note)
    if placed.located is not None:
        where = passage_words(placed.located.anchor, placed.located.hold)
        for line in wrapped(where, indent=4):
            yield colour(line, dim=True)
    yield from _text_lines(placed.note)


def _head(note: Note) -> str:
    from arkiv.labels import note_state_label

    when = f"{note.at.astimezone():%Y-%m-%d %H:%M}"
    name, state = colour(f"{note.name:<3}", bold=True), note_state_label(note.state)
    return f"  {name} {state:<11} {when} {colour(note.actor)}  {colour(note.id[:8], dim=True)}"


def _text_lines(note: Note) -> Iterator[str]:
    for line in note.text.splitlines():
        yield from wrapped(line, indent=4) or [""]


def _typed(words: tuple[str, ...]) -> str:
    if words == ("-",):
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    return " ".join(words)


def _passage(
    archive: Archive, contract: ContractId, at: str | None, page: int | None
) -> Anchor | None:
    if at is None and page is not None:
        raise click.UsageError(_("--page says where the words of --at stand; give both."))
    return None if at is None else archive.noting.passage(contract, at, page)


for _each in (
    list_command,
    edit_command,
    _settling("resolve", _("Say that a note is dealt with."), "resolved", _("Resolved: {name}.")),
    _settling(
        "reopen",
        _("Open a note again that was resolved or withdrawn."),
        "open",
        _("Open again: {name}."),
    ),
    _settling(
        "withdraw",
        _("Take a note off; the archive keeps it, and `reopen` brings it back."),
        "withdrawn",
        _("Withdrawn: {name}."),
    ),
    history_command,
):
    notes_command.add_command(_each)
