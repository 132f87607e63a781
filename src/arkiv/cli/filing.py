"""Getting contracts in: `arkiv ingest`, `arkiv retry`, `arkiv unlock`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import print_json, say
from arkiv.cli.parameters import contract_argument, json_option
from arkiv.cli.progress import ProgressBar
from arkiv.cli.session import Session
from arkiv.cli.stopping import INTERRUPTED, stop_on_interrupt
from arkiv.errors import BadInput
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from arkiv.domain.identity import ContractId
    from arkiv.intake.activity import IngestSummary, Progress
    from arkiv.workspace import Workspace

__all__ = ["ingest_command", "retry_command", "say_progress", "unlock_command"]


@command(
    "ingest",
    _("Copy files and folders into the archive now; nothing happens to the sources."),
    "arkiv ingest lease.pdf",
    "arkiv ingest ~/Documents/contracts",
    more=_(
        "Folders are taken with everything in them. What is no PDF or Word file is named and left "
        "out. The same file again is no second contract."
    ),
)
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@json_option
@click.pass_context
def ingest_command(ctx: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    session: Session = ctx.obj
    with (
        session.archive() as archive,
        stop_on_interrupt() as stop,
        ProgressBar(_("Filing")) as bar,
    ):
        summary = archive.filing.ingest(paths, lambda step: say_progress(bar, step), stop)
    if as_json:
        from arkiv.cli.archive_json import ingest_to_json

        print_json(ingest_to_json(summary))
    _say_summary(summary)
    if summary.stopped:
        ctx.exit(INTERRUPTED)
    if summary.refused:
        ctx.exit(1)


@command(
    "retry",
    _("Try again what failed: files in the inbox, and documents that could not be read."),
    "arkiv retry",
    "arkiv retry lease.pdf",
    more=_("The running watcher does it, or else the next `arkiv watch` or `arkiv ingest`."),
)
@click.argument("paths", metavar="[PATH...]", nargs=-1)
@click.pass_obj
def retry_command(session: Session, paths: tuple[str, ...]) -> None:
    from arkiv.clock import now

    with session.archive() as archive:
        named = [_in_inbox(path, archive.workspace) for path in paths]
        due = archive.filing.retry(named or None, now())
    said = ngettext("{n} file is tried again.", "{n} files are tried again.", due)
    say(said.format(n=due) if due else _("There is nothing to try again."))


@command(
    "unlock",
    _("Read a document that is protected by a password."),
    "arkiv unlock 12",
    "pass show lease | arkiv unlock 12",
    more=_(
        "The password is asked for, or read as one line from standard input. It is not stored, "
        "and the original stays protected."
    ),
)
@contract_argument
@click.pass_obj
def unlock_command(session: Session, contract: ContractId) -> None:
    with session.archive() as archive:
        password = _password()
        archive.unlocking.unlock(contract, password)
    say(_("Opened and read."))


def say_progress(bar: ProgressBar, step: Progress) -> None:
    """Move the bar on; a file that has a fault gets a line that stays."""
    from arkiv.domain.faults import sentence

    if step.fault is not None:
        bar.line(f"{step.name}: {sentence(step.fault)}")
    bar.step(step.done, step.total, step.name)


def _say_summary(summary: IngestSummary) -> None:
    known = summary.duplicates + summary.trashed_duplicates
    counts: tuple[tuple[int, str, str], ...] = (
        (summary.filed, "{n} contract filed", "{n} contracts filed"),
        (known, "{n} there already", "{n} there already"),
        (summary.read if known else 0, "{n} read", "{n} read"),
        (len(summary.unreadable), "{n} with a fault", "{n} with a fault"),
        (len(summary.refused), "{n} left out", "{n} left out"),
        (summary.ignored, "{n} ignored", "{n} ignored"),
        (summary.unread, "{n} to be read", "{n} to be read"),
    )
    said = [ngettext(one, many, n).format(n=n) for n, one, many in counts if n]
    say((", ".join(said) or _("Nothing to file")) + ".")
    if summary.trashed_duplicates:
        said_of_trash = ngettext(
            "{n} of these lies in the trash; `arkiv search is:trashed` lists it.",
            "{n} of these lie in the trash; `arkiv search is:trashed` lists them.",
            summary.trashed_duplicates,
        )
        say(said_of_trash.format(n=summary.trashed_duplicates))
    if summary.stopped:
        say(_("Stopped; run it again for the rest."))


def _in_inbox(typed: str, workspace: Workspace) -> str:
    """The path as the inbox knows it, whether it was typed from the inbox or from here."""
    try:
        return Path(typed).absolute().relative_to(workspace.inbox).as_posix()
    except ValueError:
        return typed


def _password() -> str:
    if sys.stdin.isatty():
        password: str = click.prompt(_("Password"), hide_input=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise BadInput(_("No password was given."))
    return password
