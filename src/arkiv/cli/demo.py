"""`arkiv demo`: a workspace with sample contracts, filed before one's eyes, and what it shows."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, put, say
from arkiv.cli.session import Session
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.bootstrap import Archive
    from arkiv.workspace import Workspace

__all__ = ["demo_command"]

_SEARCH = "oppsigelse"
_DAYS_AHEAD = 365
_OWN_NAMES = ["Tallbrua Regnskap AS", "Tallbrua Nederland B.V."]
"""Whose contracts the samples are."""


@command(
    "demo",
    _("Make a workspace with sample contracts in three languages, and look around in it."),
    "arkiv demo",
    "arkiv demo /tmp/arkiv-demo",
    more=_(
        "Without DIR it is Arkiv-demo in your home folder. All names in the samples are invented. "
        "Running it again changes nothing."
    ),
)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def demo_command(session: Session, folder: Path | None) -> None:
    from arkiv.cli.dropping import drop_and_file
    from arkiv.samples import sample_folder
    from arkiv.workspace import init_workspace

    workspace = init_workspace(folder or session.root or _default_folder())
    say(_("The demo's workspace is {folder}.").format(folder=workspace.root))
    _set_own_side(workspace)
    with session.archive(workspace) as archive:
        drop_and_file(archive, sample_folder())
        _show_search(archive)
        _show_due(archive)
        _show_faults(archive)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from arkiv.cli.screen import open_screen

        click.pause(_("Press any key to open the archive on the screen …"), err=True)
        open_screen(Session(workspace.root, session.actor))
    else:
        _show_tour(workspace.root)


def _default_folder() -> Path:
    data = os.environ.get("XDG_DATA_HOME")
    return Path(data) / "arkiv-demo" if data else Path.home() / "Arkiv-demo"


def _set_own_side(workspace: Workspace) -> None:
    """Say whose archive it is, unless its settings say something already."""
    settings = workspace.settings / "arkiv.toml"
    if not settings.exists():
        settings.write_text(f"[own_side]\nnames = {json.dumps(_OWN_NAMES)}\n")


def _show_search(archive: Archive) -> None:
    from arkiv.cli.finding import hit_lines
    from arkiv.clock import today

    put("\n" + colour(f"$ arkiv search {_SEARCH}", bold=True))
    result = archive.finder.search(_SEARCH, today())
    for line in hit_lines(archive.finder.rows(result)):
        put(line)


def _show_due(archive: Archive) -> None:
    from arkiv.cli.due import due_lines
    from arkiv.clock import today

    put("\n" + colour("$ arkiv deadlines --within 1y", bold=True))
    due = archive.agenda.due(today(), _DAYS_AHEAD)
    for line in due_lines(due, today()):
        put(line)
    if not due:
        put(_("Nothing is due in that time."))


def _show_faults(archive: Archive) -> None:
    from arkiv.cli.workspace_commands import fault_lines, status_lines
    from arkiv.clock import now

    put("\n" + colour("$ arkiv status", bold=True))
    status = archive.filing.status(now())
    for line in (*status_lines(status), *fault_lines(status, archive.filing.failed())):
        put(line)


def _show_tour(root: Path) -> None:
    put("\n" + colour(_("Try:"), bold=True))
    for typed, meaning in (
        ("", _("the archive on the screen")),
        (" search '\"stilzwijgende verlenging\"'", _("an exact phrase")),
        (" search --facet status=active --sort expiration_date", _("what ends first")),
        (" show 1", _("one contract")),
        (" show 1 --json", _("the same with the words each value was read from")),
        (" tag 1 rent", _("a tag")),
        (" --help", _("every command")),
    ):
        put(f"  arkiv --root {root}{typed:<54} {meaning}")
