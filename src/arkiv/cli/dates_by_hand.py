"""`arkiv deadline add`, `edit` and `remove`: the dates that people enter themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import print_json, say
from arkiv.cli.parameters import AHEAD, DAY, contract_argument, json_option
from arkiv.cli.session import Session
from arkiv.clock import today
from arkiv.errors import BadInput, NotFound
from arkiv.texts import _

if TYPE_CHECKING:
    from datetime import date

    from arkiv.bootstrap import Archive
    from arkiv.domain.facts import Source
    from arkiv.domain.identity import ContractId

__all__ = ["add_command", "edit_command", "remove_command"]

_KINDS = ("obligation", "milestone", "break", "option", "price_adjustment", "review")

_which = click.argument("which", metavar="WHICH")


@command(
    "add",
    _("Enter a date by hand, once or recurring."),
    "arkiv deadline add 12 'Send the yearly report' --on 2027-03-01 --every year",
    "arkiv deadline add 12 'Break option' --kind break --on 2028-02-01 --notice 6m --owner Kari",
    "arkiv deadline add 12 'Pay the deposit' --on 2027-03-01 --at 'innen 1. mars 2027'",
    more=_("--every takes day, week, month, quarter, year, or a rule as in RFC 5545."),
)
@contract_argument
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
            today(),
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
@contract_argument
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
@contract_argument
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


def _obligation(archive: Archive, contract: ContractId, which: str) -> str:
    """The full id. Raises NotFound, BadInput."""
    summary = archive.reviewing.show(contract, today()).summary
    found = [o.id for o in summary.obligations if o.id.startswith(which.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(_("Several dates begin with {id}; type more of it.").format(id=which))
    raise NotFound(
        _("Contract {id} has no date {which} entered by hand.").format(id=contract, which=which)
    )
