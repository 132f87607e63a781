"""`arkiv deadlines`: what is due, by its dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import print_json, put, say, width_of_terminal
from arkiv.cli.parameters import AHEAD, json_option
from arkiv.cli.session import Session
from arkiv.cli.tables import Column, layout
from arkiv.errors import Damaged
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.services.agenda import Due

__all__ = ["deadlines_command", "due_lines"]


@command(
    "deadlines",
    _("List what is due: the last days to give notice, and the days contracts end."),
    "arkiv deadlines",
    "arkiv deadlines --within 6m --json",
)
@click.option(
    "--within",
    type=AHEAD,
    default="90d",
    show_default=True,
    metavar="90d",
    help=_("How far ahead."),
)
@click.option("--exit-code", is_flag=True, help=_("Leave with exit code 3 when something is due."))
@json_option
@click.pass_obj
def deadlines_command(session: Session, within: str, exit_code: bool, as_json: bool) -> None:
    from arkiv.cli.shapes import due_to_json
    from arkiv.clock import today
    from arkiv.domain.values import Duration

    day = today()
    days = (Duration.parse(within).after(day) - day).days
    with session.archive() as archive:
        found = archive.agenda.due(day, days)
    if as_json:
        print_json({"today": day.isoformat(), "deadlines": [due_to_json(due) for due in found]})
    else:
        for line in due_lines(found):
            put(line)
    if not found:
        say(_("Nothing is due in that time."))
    elif exit_code:
        raise Damaged(_("Something is due."))


def due_lines(found: Sequence[Due]) -> list[str]:
    """A heading and a line for each date; nothing when nothing is due."""
    if not found:
        return []
    from arkiv.deadline_labels import what_words

    columns = (
        Column(_("DATE")),
        Column(_("WHAT")),
        Column(_("ID"), right=True),
        Column(_("TITLE"), gives_way=True),
    )
    rows = [
        (d.day.isoformat(), what_words(d.deadline), str(d.summary.id), d.summary.title)
        for d in found
    ]
    return layout(columns, rows, width_of_terminal())
