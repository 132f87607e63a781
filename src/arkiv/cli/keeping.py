"""Keeping the archive sound: `arkiv reindex`, `verify`, `backup` and `restore`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, say
from arkiv.cli.parameters import json_option
from arkiv.cli.progress import ProgressBar
from arkiv.cli.session import Session
from arkiv.cli.stopping import INTERRUPTED, stop_on_interrupt
from arkiv.errors import Damaged
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from arkiv.services.backups import BackupSummary
    from arkiv.services.keeping import ReindexSummary, VerifyReport
    from arkiv.services.rereading import RereadReport

__all__ = ["backup_command", "reindex_command", "restore_command", "verify_command"]

_LISTED = 20


@command(
    "reindex",
    _("Make the index again from the record."),
    "arkiv reindex",
    "arkiv reindex --extract",
    more=_(
        "Searches go on meanwhile. What people decided, tagged and noted is not touched. With "
        "--extract it says what changed in the facts and what it left alone."
    ),
)
@click.option("--extract", "read_again", is_flag=True, help=_("Read the originals again too."))
@json_option
@click.pass_context
def reindex_command(ctx: click.Context, read_again: bool, as_json: bool) -> None:
    session: Session = ctx.obj
    with (
        session.archive() as archive,
        stop_on_interrupt() as stop,
        ProgressBar(_("Reading again")) as bar,
    ):
        summary = archive.reindex(read_again, bar.step, stop)
        stopped = stop.is_set()
    if as_json:
        from arkiv.cli.archive_json import reindex_to_json

        print_json(reindex_to_json(summary))
    else:
        _tell_reindexed(summary)
    if stopped:
        ctx.exit(INTERRUPTED)


@command(
    "verify",
    _("Check every original, the history, the record and the index; changes nothing."),
    "arkiv verify",
    "arkiv verify --head 1042:9f3c…",
    more=_(
        "Leaves with exit code 3 when something is damaged. The head it prints, kept elsewhere, "
        "shows later that no event was taken off the end. Reports of audits and bundles have one "
        "too."
    ),
)
@click.option(
    "--head", metavar="N:HASH", help=_("A head from an earlier check, a report or a bundle.")
)
@json_option
@click.pass_context
def verify_command(ctx: click.Context, head: str | None, as_json: bool) -> None:
    session: Session = ctx.obj
    with session.archive() as archive, ProgressBar(_("Checking")) as bar:
        report = archive.keeping.verify(head, bar.step)
    if as_json:
        from arkiv.cli.archive_json import verify_to_json

        print_json(verify_to_json(report))
    else:
        for line in _report_lines(report):
            put(line)
    if report.damages:
        ctx.exit(Damaged.exit_code)


@command(
    "backup",
    _("Copy the archive into one file, while everything runs."),
    "arkiv backup /mnt/usb/arkiv-2026-12-01.tar",
    more=_("The file holds the originals, the record and the settings; the index is not needed."),
)
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup_command(session: Session, file: Path) -> None:
    with session.archive() as archive, ProgressBar(_("Copying")) as bar:
        summary = archive.backups.backup(file, bar.step)
    _say_backup(summary, file)


@command(
    "restore",
    _("Bring a backup back into a workspace that is empty."),
    "arkiv --root ~/Arkiv restore /mnt/usb/arkiv-2026-12-01.tar",
    more=_(
        "The workspace is the one of --root or ARKIV_ROOT, made if it is missing. An archive that "
        "holds anything is left alone."
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def restore_command(session: Session, file: Path) -> None:
    from arkiv.services.backups import restore

    root = _empty_root(session)
    with ProgressBar(_("Restoring")) as bar:
        summary = restore(file, root, bar.step)
    with session.archive(Session(root).workspace()) as archive:
        archive.indexing.catch_up()
    _say_backup(summary, root)


def _tell_reindexed(summary: ReindexSummary) -> None:
    if summary.report is not None:
        for line in _reread_lines(summary.report):
            put(line)
    n = summary.contracts
    said = ngettext("{n} contract is searchable.", "{n} contracts are searchable.", n)
    say(said.format(n=n))


def _reread_lines(report: RereadReport) -> Iterator[str]:
    """A line for each field with a change or a decision, then how many contracts changed."""
    for change in report.fields:
        parts = [_("{n} changed").format(n=change.changed)]
        if change.kept:
            parts.append(_("{n} kept because a person decided").format(n=change.kept))
        yield f"{change.field:<16} {', '.join(parts)}"
    n = len(report.contracts)
    if not n:
        yield _("No contract shows another value than before.")
        return
    said = ngettext(
        "{n} contract shows other values now: {ids}",
        "{n} contracts show other values now: {ids}",
        n,
    )
    ids = [f"#{contract}" for contract in report.contracts[:_LISTED]]
    yield said.format(n=n, ids=", ".join([*ids, "…"] if n > _LISTED else ids))


def _empty_root(session: Session) -> Path:
    """Where to restore: as named, made if need be; else the workspace that is found."""
    named = session.root or (
        Path(os.environ["ARKIV_ROOT"]) if os.environ.get("ARKIV_ROOT") else None
    )
    return named if named is not None else session.workspace().root


def _report_lines(report: VerifyReport) -> Iterator[str]:
    for damage in report.damages:
        yield colour(f"{damage.what}: {damage.message}", fg="red")
    for remark in report.remarks:
        yield colour(remark, dim=True)
    counted = _("{documents} documents, {events} events, head {head}").format(
        documents=report.documents, events=report.events, head=report.head
    )
    yield counted
    if report.remembered:
        yield _("The remembered head is in the history.")
    n = len(report.damages)
    yield ngettext("{n} damage.", "{n} damages.", n).format(n=n) if n else _("All is well.")


def _say_backup(summary: BackupSummary, place: Path) -> None:
    said = ngettext(
        "{n} original, {mb:.1f} MB: {place}",
        "{n} originals, {mb:.1f} MB: {place}",
        summary.originals,
    )
    say(said.format(n=summary.originals, mb=summary.bytes / 1e6, place=place))
