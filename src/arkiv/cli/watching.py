"""`arkiv watch`: what is dropped into the inbox is filed, one line a file, until it is stopped."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import click

from arkiv.cleaning import clean
from arkiv.cli.declaring import command
from arkiv.cli.output import put, say
from arkiv.cli.session import Session
from arkiv.cli.stopping import stop_on_interrupt, stop_with_parent
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.intake.activity import Activity, Outcome

__all__ = ["activity_line", "watch_command"]


@command(
    "watch",
    _("Keep filing what is dropped into the inbox, until stopped."),
    "arkiv watch",
    "arkiv --root ~/Arkiv watch",
    more=_("One watcher runs for a workspace; stop it with ctrl-c or SIGTERM."),
)
@click.option("--with-parent", is_flag=True, hidden=True)
@click.pass_obj
def watch_command(session: Session, with_parent: bool) -> None:
    with stop_on_interrupt() as stop:
        if with_parent:
            stop_with_parent(stop)
        with session.archive() as archive:
            say(_("Watching {inbox}; stop with ctrl-c.").format(inbox=archive.workspace.inbox))
            archive.filing.watch(stop, lambda activity: _tell(activity, stop))
    say(_("Stopped."))


def _tell(activity: Activity, stop: Event) -> None:
    """A reader that left is the wish to stop; to the intake it would be a failing disk."""
    try:
        put(activity_line(activity))
    except BrokenPipeError:
        stop.set()


def activity_line(activity: Activity) -> str:
    """One thing the watcher did: what became of which file, and why."""
    from arkiv.domain.faults import sentence

    number = f" #{activity.contract}" if activity.contract is not None else ""
    line = f"{_word(activity.outcome)}{number}  {activity.name}"
    return clean(line if activity.fault is None else f"{line}: {sentence(activity.fault)}")


def _word(outcome: Outcome) -> str:
    from arkiv.intake.activity import Outcome

    words = {
        Outcome.FILED: _("filed"),
        Outcome.DUPLICATE: _("already there"),
        Outcome.TRASHED_DUPLICATE: _("already there, in the trash"),
        Outcome.REFUSED: _("stays in the inbox"),
        Outcome.READ: _("read"),
        Outcome.FAULT: _("cannot be read"),
        Outcome.WATCHING: _("watching"),
    }
    return words[outcome]
