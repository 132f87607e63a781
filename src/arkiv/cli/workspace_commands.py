"""`arkiv init` and `arkiv status`: a workspace is made, and how everything stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, say, wrapped
from arkiv.cli.parameters import json_option
from arkiv.cli.session import Session
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from arkiv.domain.documents import Document
    from arkiv.services.filing import ArchiveStatus
    from arkiv.services.own_side import OwnSideProposal

__all__ = ["fault_lines", "init_command", "own_side_lines", "status_command", "status_lines"]


@command(
    "init",
    _("Make a workspace: a folder with an inbox, an archive and an index."),
    "arkiv init",
    "arkiv init ~/Contracts",
    more=_(
        "Without DIR it is the folder of --root or ARKIV_ROOT, else the current folder. "
        "A workspace that is there already stays as it is."
    ),
)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def init_command(session: Session, folder: Path | None) -> None:
    import os

    from arkiv.workspace import init_workspace

    named = folder or session.root or Path(os.environ.get("ARKIV_ROOT") or ".")
    workspace = init_workspace(named)
    with session.archive(workspace):
        pass  # makes the record, and refuses a disk that it would not be safe on
    put(str(workspace.root))
    say(
        _("Drop PDF and Word files into {inbox} and run `arkiv watch`.").format(
            inbox=workspace.inbox
        )
    )


@command(
    "status",
    _("Show what waits in the inbox, what failed and why, the watcher, the index and the disk."),
    "arkiv status",
    "arkiv status --json",
)
@json_option
@click.pass_obj
def status_command(session: Session, as_json: bool) -> None:
    from arkiv.cli.archive_json import status_to_json
    from arkiv.clock import now
    from arkiv.intake.confinement import network_can_be_cut

    network_cut = network_can_be_cut()
    with session.archive() as archive:
        status = archive.filing.status(now())
        failed = archive.filing.failed()
        root, settings = archive.workspace.root, archive.workspace.settings
        proposed = archive.own_side_proposals()
    if as_json:
        print_json(status_to_json(status, network_cut, proposed))
        return
    put(colour(str(root), bold=True))
    for line in (*status_lines(status), _row(_("Reader"), _reader(network_cut))):
        put(line)
    for line in (*fault_lines(status, failed), *own_side_lines(proposed, settings)):
        put(line)


def status_lines(status: ArchiveStatus) -> Iterator[str]:
    """How everything stands, a line each."""
    yield _row(_("Documents"), _documents(status))
    if status.older_cues:
        yield _row(_("Cues"), _cues(status.older_cues))
    for fault in status.cue_faults:
        yield _row(_("Own cues"), _("{fault}. This file is not used.").format(fault=fault))
    yield _row(_("Inbox"), _inbox(status))
    yield _row(_("Watcher"), _watcher(status))
    yield _row(_("Index"), _index(status))
    yield _row(_("Disk"), _("{gb:.1f} GB free").format(gb=status.disk_free / 1e9))


def fault_lines(status: ArchiveStatus, failed: tuple[Document, ...]) -> Iterator[str]:
    """What stays in the inbox and what could not be read, each with its reason."""
    from arkiv.domain.faults import sentence

    if status.inbox_faults:
        yield "\n" + _("Staying in the inbox:")
    for fault in status.inbox_faults:
        yield f"  {colour(fault.path, bold=True)}"
        yield from wrapped(sentence(fault.fault), indent=4)
    if failed:
        yield "\n" + _("In the archive, with a fault:")
    for document in failed:
        reason = sentence(document.fault) if document.fault else _("Not read.")
        yield f"  #{document.contract} {colour(document.name, bold=True)}"
        yield from wrapped(reason, indent=4)


def own_side_lines(proposed: Sequence[OwnSideProposal], settings: Path) -> Iterator[str]:
    """Whether a party that stands in most contracts is us, and how to say so."""
    from arkiv.services.own_side import likely, settings_lines

    proposal = likely(proposed)
    if proposal is None:
        return
    question = _(
        "Most contracts ({n}, {share:.0%}) name {name}. Is that you? Then put this into {file}, "
        "and the others become the counterparties:"
    )
    yield ""
    yield from wrapped(
        question.format(
            n=proposal.contracts,
            share=proposal.share,
            name=proposal.name,
            file=settings / "arkiv.toml",
        ),
        indent=0,
    )
    for line in settings_lines(proposal):
        yield f"    {colour(line)}"


def _cues(older: int) -> str:
    return ngettext(
        "{n} contract was read by older cues; `arkiv reindex --extract` reads it again",
        "{n} contracts were read by older cues; `arkiv reindex --extract` reads them again",
        older,
    ).format(n=older)


def _row(label: str, text: str) -> str:
    return f"{label:<11} {colour(text)}"


def _documents(status: ArchiveStatus) -> str:
    return _("{total} in the archive, {reading} to be read, {faults} with a fault").format(
        total=status.documents, reading=status.reading, faults=status.document_faults
    )


def _inbox(status: ArchiveStatus) -> str:
    return _("{waiting} waiting, {faults} that cannot be taken, {ignored} ignored").format(
        waiting=status.waiting, faults=len(status.inbox_faults), ignored=status.ignored
    )


def _watcher(status: ArchiveStatus) -> str:
    if status.watcher is None or not status.watcher_alive:
        return _("not running; start it with `arkiv watch`")
    return _("running as process {pid} ({mode}), seen {seen}").format(
        pid=status.watcher.process.pid,
        mode=status.watcher.mode,
        seen=status.watcher.seen.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
    )


def _index(status: ArchiveStatus) -> str:
    behind = status.index_behind
    if not behind:
        return _("up to date")
    return ngettext(
        "{n} change is not searchable yet", "{n} changes are not searchable yet", behind
    ).format(n=behind)


def _reader(network_cut: bool) -> str:
    if network_cut:
        return _("cut off from the network")
    return _("this system cannot cut it off from the network")
