"""`arkiv undo` and `arkiv redo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import say
from arkiv.cli.session import Session
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.domain.acts import Act

__all__ = ["redo_command", "undo_command"]


@command(
    "undo",
    _("Take back the last thing you did, on all the contracts it was done to."),
    "arkiv undo",
    more=_("Again: the one before. What was changed since by somebody else is left alone."),
)
@click.pass_obj
def undo_command(session: Session) -> None:
    with session.archive() as archive:
        act = archive.undoing.undo()
    say(_("Undone: {act}.").format(act=_words(act)) if act else _("There is nothing to undo."))


@command("redo", _("Do again what was undone last."), "arkiv redo")
@click.pass_obj
def redo_command(session: Session) -> None:
    with session.archive() as archive:
        act = archive.undoing.redo()
    say(_("Done again: {act}.").format(act=_words(act)) if act else _("There is nothing to redo."))


def _words(act: Act) -> str:
    from arkiv.event_labels import act_words

    return act_words(act)
