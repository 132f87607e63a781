"""`arkiv deadline`: what people do about dates, one at a time or for all that has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import print_json, say
from arkiv.cli.parameters import AHEAD, CONTRACT, DAY, json_option
from arkiv.cli.session import Session
from arkiv.errors import BadInput, NotFound
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from arkiv.bootstrap import Archive
    from arkiv.domain.facts import Source
    from arkiv.domain.identity import ContractId
    from arkiv.services.agenda import Due

__all__ = ["deadline_command"]

_KINDS = ("obligation", "milestone", "break", "option", "price_adjustment", "review")

_id = click.argument("contract", metavar="ID", type=CONTRACT)
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
@_id
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
    "arkiv deadline snooze 12 notice --until 2026-09-01 --reason 'Waiting for their offer'",
)
@_id
@_which
@_on
@click.option("--until", type=DAY, metavar="DATE", required=True, help=_("Ask again that day."))
@click.option("--reason", metavar="TEXT", required=True, help=_("Why it can wait."))
@click.pass_obj
def snooze_command(
    session: Session, contract: ContractId, which: str, on: date | None, until: date, reason: str
) -> None:
    from arkiv.clock import today

    with session.archive() as archive:
        due = _found(archive, contract, which, on)
        archive.following_up.snooze([due], until, reason, today())
    say(_("Put off until {day}: {what}.").format(day=until, what=_what(due)))


@command(
    "reopen", _("Take back that a date is done or put off."), "arkiv deadline reopen 12 notice"
)
@_id
@_which
@_on
@click.pass_obj
def reopen_command(session: Session, contract: ContractId, which: str, on: date | None) -> None:
    with session.archive() as archive:
        summary = archive.reviewing.show(contract, _today()).summary
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
        found = archive.agenda.overdue(_today())
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


@command(
    "add",
    _("Enter a date by hand, once or recurring."),
    "arkiv deadline add 12 'Send the yearly report' --on 2027-03-01 --every year",
    "arkiv deadline add 12 'Break option' --kind break --on 2028-02-01 --notice 6m --owner Kari",
    "arkiv deadline add 12 'Pay the deposit' --on 2027-03-01 --at 'innen 1. mars 2027'",
    more=_("--every takes day, week, month, quarter, year, or a rule as in RFC 5545."),
)
@_id
@click.argument("title", metavar="WHAT")
@click.option("--on", type=DAY, metavar="DATE", required=True, help=_("The day, or the first."))
@click.option("--kind", type=click.Choice(_KINDS), default="obligation", show_default=True)
@click.option("--every", metavar="RULE", help=_("How it recurs; else it is once."))
@click.option("--notice", type=AHEAD, metavar="6m", help=_("How long before somebody has to act."))
@click.option("--owner", metavar="NAME", help=_("Who looks after it; else the contract's owner."))
@click.option("--at", metavar="WORDS", help=_("The words of the contract that say so."))
@json_option
@click.pass_obj
def add_command(
    session: Session,
    contract: ContractId,
    title: str,
    on: date,
    kind: str,
    every: str | None,
    notice: str | None,
    owner: str | None,
    at: str | None,
    as_json: bool,
) -> None:
    from arkiv.domain.obligations import ObligationKind
    from arkiv.domain.plans_json import obligation_to_json
    from arkiv.domain.values import Duration

    with session.archive() as archive:
        planned = archive.following_up.plan(
            contract,
            title,
            on,
            _today(),
            kind=ObligationKind(kind),
            rule=every,
            notice=Duration.parse(notice) if notice else None,
            owner=owner,
            evidence=_evidence(archive, contract, at) if at else None,
        )
    if as_json:
        print_json(obligation_to_json(planned))
    say(
        _("Saved: {what}, {day}. Its id is {id}.").format(
            what=planned.title, day=planned.on, id=planned.id[:8]
        )
    )


@command(
    "edit",
    _("Change a date that was entered by hand."),
    "arkiv deadline edit 12 3f2a --on 2027-04-01",
    "arkiv deadline edit 12 3f2a --every '' --owner ''",
    more=_("What is not named stays; an empty text takes it away."),
)
@_id
@_which
@click.option("--what", metavar="TEXT", help=_("Its words."))
@click.option("--on", type=DAY, metavar="DATE", help=_("The day, or the first."))
@click.option("--every", metavar="RULE", help=_("How it recurs."))
@click.option("--owner", metavar="NAME", help=_("Who looks after it."))
@click.pass_obj
def edit_command(
    session: Session,
    contract: ContractId,
    which: str,
    what: str | None,
    on: date | None,
    every: str | None,
    owner: str | None,
) -> None:
    with session.archive() as archive:
        named = _obligation(archive, contract, which)
        changed = archive.following_up.change(named, title=what, on=on, rule=every, owner=owner)
    say(_("Saved: {what}, {day}.").format(what=changed.title, day=changed.on))


@command(
    "remove",
    _("Take a date off that was entered by hand; the history keeps it."),
    "arkiv deadline remove 12 3f2a",
    "arkiv deadline remove 12 3f2a --take-back",
)
@_id
@_which
@click.option("--take-back", is_flag=True, help=_("Bring back the one that was taken off."))
@click.pass_obj
def remove_command(session: Session, contract: ContractId, which: str, take_back: bool) -> None:
    with session.archive() as archive:
        if take_back:
            back = archive.following_up.bring_back(contract, which)
            say(_("Back again: {what}, {day}.").format(what=back.title, day=back.on))
            return
        gone = archive.following_up.take_away(_obligation(archive, contract, which))
    say(_("Taken off: {what}, {day}.").format(what=gone.title, day=gone.on))


def _evidence(archive: Archive, contract: ContractId, words: str) -> Source:
    """The first place of the words. Raises NotFound, BadInput."""
    return archive.noting.passage(contract, words).source


def _today() -> date:
    from arkiv.clock import today

    return today()


def _found(archive: Archive, contract: ContractId, which: str, on: date | None) -> Due:
    """The one open date that is meant; the overdue ones first. Raises NotFound, BadInput."""
    view = archive.reviewing.show(contract, _today())
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


def _obligation(archive: Archive, contract: ContractId, which: str) -> str:
    """The full id. Raises NotFound, BadInput."""
    summary = archive.reviewing.show(contract, _today()).summary
    found = [o.id for o in summary.obligations if o.id.startswith(which.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(_("Several dates begin with {id}; type more of it.").format(id=which))
    raise NotFound(
        _("Contract {id} has no date {which} entered by hand.").format(id=contract, which=which)
    )


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
