"""`arkiv show` and `arkiv original`: one contract, its facts, its text and its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, put_text, say, wrapped
from arkiv.cli.parameters import contract_argument, json_option
from arkiv.cli.session import Session
from arkiv.cli.standing_lines import due_block
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.bootstrap import Archive
    from arkiv.domain.contracts import DocumentText
    from arkiv.domain.identity import ContractId
    from arkiv.services.reviewing import ContractView

__all__ = ["original_command", "show_command"]


@command(
    "show",
    _("Show one contract: its facts, dates, tags, notes and documents."),
    "arkiv show 12",
    "arkiv show 12 --text | less",
    "arkiv show 12 --json",
)
@contract_argument
@click.option("--text", "with_text", is_flag=True, help=_("The text of its documents."))
@click.option(
    "--history", "with_history", is_flag=True, help=_("What happened to it, newest first.")
)
@json_option
@click.pass_obj
def show_command(
    session: Session, contract: ContractId, with_text: bool, with_history: bool, as_json: bool
) -> None:
    with session.archive() as archive:
        if as_json:
            print_json(_shown_as_json(archive, contract, with_text, with_history))
        elif with_text:
            _print_texts(archive.reviewing.texts(contract))
        else:
            _print_view(archive, contract)
        if with_history and not as_json:
            from arkiv.cli.reviewing import event_lines

            for line in event_lines(archive.reviewing.history(contract)):
                put(line)


@command(
    "original",
    _("Copy the original of a contract, under its old name."),
    "arkiv original 12",
    "arkiv original 12 ~/Desktop",
    more=_("Prints where the copy is. Nothing is overwritten, and the archive is not touched."),
)
@contract_argument
@click.argument(
    "folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path)
)
@click.pass_obj
def original_command(session: Session, contract: ContractId, folder: Path) -> None:
    with session.archive() as archive:
        copies = archive.originals.copy(contract, folder)
    for copy in copies:
        put_text(str(copy))


def _shown_as_json(
    archive: Archive, contract: ContractId, with_text: bool, with_history: bool
) -> dict[str, Any]:
    from arkiv.cli.archive_json import event_to_json
    from arkiv.cli.contract_json import texts_to_json, view_to_json
    from arkiv.clock import today

    shown = view_to_json(archive.reviewing.show(contract, today()))
    if with_text:
        shown["texts"] = texts_to_json(archive.reviewing.texts(contract))
    if with_history:
        shown["history"] = [event_to_json(e) for e in archive.reviewing.history(contract)]
    return shown


def _print_texts(texts: tuple[DocumentText, ...]) -> None:
    if not any(page.text.strip() for document in texts for page in document.pages):
        say(_("There is no text: not read yet, or a scan. `arkiv show` says why."))
    for document in texts:
        for page in document.pages:
            place = _(", page {n}").format(n=page.number) if page.number is not None else ""
            put(colour(f"── {document.name}{place} ──", bold=True))
            put_text(page.text)


def _print_view(archive: Archive, contract: ContractId) -> None:
    from arkiv.cli.facts import fact_lines
    from arkiv.clock import today

    view = archive.reviewing.show(contract, today())
    put(colour(f"#{contract}  {view.summary.title}", bold=True))
    status = str(view.upcoming.status) + (_(", in the trash") if view.summary.trashed else "")
    put(_row(_("Status"), status))
    for line in fact_lines(view.rows):
        put(line)
    for block in (
        _beside(view),
        due_block(archive, view),
        _documents(view),
        _notes(view),
        _warnings(view),
    ):
        for line in block:
            put(line)


def _row(label: str, text: str) -> str:
    return f"{label:<16} {colour(text)}"


def _beside(view: ContractView) -> Iterator[str]:
    """What is next, and what people and the filing added."""
    summary, upcoming = view.summary, view.upcoming
    if upcoming.next_notice is not None:
        yield _row(_("Next notice by"), upcoming.next_notice.isoformat())
    if upcoming.next_expiration is not None:
        yield _row(_("Next end"), upcoming.next_expiration.isoformat())
    if summary.owner:
        yield _row(_("Owner"), summary.owner)
    if summary.tags:
        yield _row(_("Tags"), ", ".join(summary.tags))
    if summary.folder:
        yield _row(_("Folder"), summary.folder)
    yield _row(_("Filed"), summary.filed_on.isoformat())


def _documents(view: ContractView) -> Iterator[str]:
    from arkiv.domain.faults import sentence

    yield "\n" + _("Documents")
    for document in view.documents:
        pages = _(", {n} pages").format(n=document.page_count) if document.page_count else ""
        yield f"  {colour(document.name)} ({document.kind}{pages})"
        if document.fault is not None:
            yield from wrapped(sentence(document.fault), indent=4)


def _notes(view: ContractView) -> Iterator[str]:
    from arkiv.cli.noting import note_lines

    if view.notes:
        yield "\n" + _("Notes")
    for placed in view.notes:
        yield from note_lines(placed)


def _warnings(view: ContractView) -> Iterator[str]:
    if view.warnings:
        yield "\n" + _("Warnings")
    for warning in view.warnings:
        yield from wrapped(warning, indent=2)
