"""`arkiv deadline`: what people say of dates, one at a time or of all that have passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from arkiv.cli.dates_by_hand import add_command, edit_command, remove_command
from arkiv.cli.declaring import command
from arkiv.cli.output import say
from arkiv.cli.parameters import DAY, contract_argument
from arkiv.cli.session import Session
from arkiv.clock import today
from arkiv.errors import BadInput, NotFound
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from arkiv.bootstrap import Archive
    from arkiv.domain.identity import ContractId
    from arkiv.services.agenda import Due

__all__ = ["deadline_command"]

_which = click.argument("which", metavar="WHICH")
_on = click.option(
    "--on", type=DAY, metavar="DATE", help=_("Which one, where there are several of a kind.")
)


@click.group(
    "deadline",
    help=_(
        "Do something about a date: done, put off, entered by hand.\n\n"
        "WHICH is a kind as `arkiv deadlines --json` has it (notice, expiration, obligation, …) "
        "or the id of a date by hand; the beginning of an id is enough."
    ),
    short_help=_("Say that a date is done or put off; enter dates by hand."),
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
def deadline_command() -> None:
    """The group; each command does one thing."""


@command("done", _("Say that a date is dealt with."), "arkiv deadline done 12 notice")
@contract_argument
@_which
@_on
@click.option("--reason", metavar="TEXT", default="", help=_("What was done."))
@click.pass_obj
def done_command(
    session: Session, contract: ContractId, which: str, on: date | None, reason: str
) -> None:
    with session.archive() as archive:
        due = _found(archive, contract, which, on)
        archive.following_up.done([due], reason)
    say(_("Done: {what}.").format(what=_what(due)))


@command(
    "snooze",
    _("Put a date off until later, with a reason."),
    "arkiv deadline snooze 12 notice --until 2027-01-15 --reason 'Waiting for their offer'",
)
@contract_argument
@_which
@_on
@click.option("--until", type=DAY, metavar="DATE", required=True, help=_("Ask again that day."))
@click.option("--reason", metavar="TEXT", required=True, help=_("Why it can wait."))
@click.pass_obj
def snooze_command(
    session: Session, contract: ContractId, which: str, on: date | None, until: date, reason: str
) -> None:
    with session.archive() as archive:
        due = _found(archive, contract, which, on)
        archive.following_up.snooze([due], until, reason, today())
    say(_("Put off until {day}: {what}.").format(day=until, what=_what(due)))


@command(
    "reopen", _("Take back that a date is done or put off."), "arkiv deadline reopen 12 notice"
)
@contract_argument
@_which
@_on
@click.pass_obj
def reopen_command(session: Session, contract: ContractId, which: str, on: date | None) -> None:
    with session.archive() as archive:
        summary = archive.reviewing.show(contract, today()).summary
        said = [
            one
            for one in summary.acknowledged
            if _named(which, one.kind, one.obligation) and on in (None, one.due)
        ]
        if not said:
            raise NotFound(_("Nothing of that kind is done or put off."))
        if len(said) > 1:
            raise BadInput(_several([one.due for one in said]))
        archive.following_up.forget([(contract, said[0])])
    say(_("Open again: {kind} of {day}.").format(kind=said[0].kind, day=said[0].due))


@command(
    "history",
    _("Mark all dates that have passed as history, so that none is asked for again."),
    "arkiv deadline history",
    "arkiv deadline history --yes",
    more=_("Without --yes it only says how many there are. Each can be reopened."),
)
@click.option("--yes", is_flag=True, help=_("Do it."))
@click.option(
    "--before-filing", is_flag=True, help=_("Only those from before the contract was filed.")
)
@click.pass_obj
def history_command(session: Session, yes: bool, before_filing: bool) -> None:
    with session.archive() as archive:
        found = archive.agenda.overdue(today())
        if before_filing:
            found = tuple(due for due in found if due.day < due.summary.filed_on)
        done = archive.following_up.done(found, _("history")) if yes else 0
    number = done if yes else len(found)
    sentence = (
        ngettext("{n} date is history now.", "{n} dates are history now.", number)
        if yes
        else ngettext(
            "{n} past date; with --yes it becomes history.",
            "{n} past dates; with --yes they become history.",
            number,
        )
    )
    say(sentence.format(n=number))


def _found(archive: Archive, contract: ContractId, which: str, on: date | None) -> Due:
    """The one open date that is meant; the overdue ones first. Raises NotFound, BadInput."""
    view = archive.reviewing.show(contract, today())
    dues = [
        due
        for due in archive.agenda.dues_of(view.summary, view.outlook)
        if due.deadline.act and _named(which, *_identity(due))
    ]
    if on is not None:
        dues = [due for due in dues if on in (due.day, due.deadline.due)]
    if not dues:
        raise NotFound(
            _(
                "Contract {id} has no such date: {which}. `arkiv show {id} --json` lists them."
            ).format(id=contract, which=which)
        )
    if len(dues) > 1:
        raise BadInput(_several([due.day for due in dues]))
    return dues[0]


def _identity(due: Due) -> tuple[str, str]:
    kind, _due, obligation = due.deadline.key
    return kind, obligation


def _named(which: str, kind: str, obligation: str) -> bool:
    typed = which.strip().lower().replace("-", "_")
    return typed == kind or (len(which) >= 3 and obligation.startswith(which.lower()))


def _several(days: list[date]) -> str:
    listed = ", ".join(str(day) for day in sorted(days))
    return _("There are several of that kind: {days}. Say which with --on.").format(days=listed)


def _what(due: Due) -> str:
    from arkiv.deadline_labels import what_words

    return f"{what_words(due.deadline)}, {due.day}"


for _each in (
    done_command,
    snooze_command,
    reopen_command,
    history_command,
    add_command,
    edit_command,
    remove_command,
):
    deadline_command.add_command(_each)
