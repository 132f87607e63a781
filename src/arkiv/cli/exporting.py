"""`arkiv export`: files that other programs read, the format from the suffix."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import put_text, say
from arkiv.cli.parameters import AHEAD
from arkiv.cli.session import Session
from arkiv.errors import BadInput
from arkiv.texts import _, ngettext

__all__ = ["export_command"]


@command(
    "export",
    _("Write what is due as a calendar (.ics) that updates itself when imported again."),
    "arkiv export deadlines.ics",
    "arkiv export --replace --owner Kari ~/calendars/kari.ics",
)
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--within", type=AHEAD, default="1y", show_default=True, metavar="1y", help=_("How far ahead.")
)
@click.option("--owner", metavar="NAME", help=_("Only what this person looks after."))
@click.option("--replace", is_flag=True, help=_("In the place of a file that is there already."))
@click.pass_obj
def export_command(
    session: Session, file: Path, within: str, owner: str | None, replace: bool
) -> None:
    from arkiv.clock import now, today
    from arkiv.domain.values import Duration

    if file.suffix.lower() != ".ics":
        raise BadInput(
            _("“{name}”: the format comes from the name's ending; there is .ics.").format(
                name=file.name
            )
        )
    day = today()
    with session.archive() as archive:
        dues = archive.agenda.every(day, Duration.parse(within).after(day) + timedelta(days=1))
        if owner is not None:
            dues = tuple(d for d in dues if (d.owner or "").casefold() == owner.casefold())
        number = archive.exporting.calendar(file, dues, now(), replace=replace)
    put_text(str(file))
    said = ngettext("{n} date written.", "{n} dates written.", number)
    say(said.format(n=number))
