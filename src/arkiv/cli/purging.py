"""`arkiv purge`: the one command that takes something away for good."""

from __future__ import annotations

import sys

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import say
from arkiv.cli.parameters import CONTRACT
from arkiv.cli.session import Session
from arkiv.domain.identity import ContractId
from arkiv.texts import _

__all__ = ["purge_command"]


@command(
    "purge",
    _("Erase a contract for good: original, text, facts, notes; only that it was purged stays."),
    "arkiv purge 12",
    "arkiv purge 12 --title 'Lease Kaigata 12'",
    more=_(
        "For what was dropped by mistake or may not be kept. It asks for the exact title. Nothing "
        "brings it back; backups and files outside the workspace are yours to delete."
    ),
)
@click.argument("contract", metavar="ID", type=CONTRACT)
@click.option("--title", metavar="TEXT", help=_("Its exact title, instead of being asked."))
@click.pass_obj
def purge_command(session: Session, contract: ContractId, title: str | None) -> None:
    with session.archive() as archive:
        shown = archive.purging.title(contract)
        if title is None:
            if not sys.stdin.isatty():
                raise click.UsageError(_("Give the exact title with --title."))
            say(_("Contract {id}: {title}").format(id=contract, title=shown))
            title = click.prompt(_("Type the title to erase it for good"), err=True)
        archive.purging.purge(contract, title)
    say(_("Contract {id} is purged.").format(id=contract))
