"""What people say of a whole contract: `arkiv end`, `renew`, `link`, `owner`, `review`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import print_json, put, say
from arkiv.cli.parameters import CONTRACT, DAY, contract_argument, json_option
from arkiv.cli.session import Session
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from arkiv.domain.identity import ContractId
    from arkiv.services.reviewing import ContractView
    from arkiv.services.walking import Walk

__all__ = ["end_command", "link_command", "owner_command", "renew_command", "review_command"]

_KINDS = ("amendment", "annex", "replaces", "call-off")

_take_back = click.option("--take-back", is_flag=True, help=_("Take back that it was said."))


@command(
    "end",
    _("Say that a contract ended, and why; it then has no deadlines."),
    "arkiv end 12 --on 2026-12-31 --reason 'Notice given on 12 September'",
    "arkiv end 12 --take-back",
)
@contract_argument
@click.option("--on", type=DAY, metavar="DATE", help=_("Its last day in force."))
@click.option("--reason", metavar="TEXT", default="", help=_("Why it ended; needed."))
@_take_back
@click.pass_obj
def end_command(
    session: Session, contract: ContractId, on: date | None, reason: str, take_back: bool
) -> None:
    if (on is None) != take_back:
        raise click.UsageError(_("Say --on DATE and --reason TEXT, or --take-back."))
    with session.archive() as archive:
        if on is not None:
            archive.standing.end(contract, on, reason)
            say(_("Contract {id} ended on {day}.").format(id=contract, day=on))
        elif archive.standing.take_back_end(contract):
            say(_("Contract {id} has not ended.").format(id=contract))
        else:
            say(_("Nobody had said that contract {id} ended.").format(id=contract))


@command(
    "renew",
    _("Say until when a contract was renewed."),
    "arkiv renew 12 --until 2028-12-31",
    "arkiv renew 12 --take-back",
)
@contract_argument
@click.option("--until", type=DAY, metavar="DATE", help=_("Its last day in force now."))
@_take_back
@click.pass_obj
def renew_command(
    session: Session, contract: ContractId, until: date | None, take_back: bool
) -> None:
    if (until is None) != take_back:
        raise click.UsageError(_("Say --until DATE, or --take-back."))
    with session.archive() as archive:
        if until is not None:
            archive.standing.renew(contract, until)
            say(_("Contract {id} is renewed until {day}.").format(id=contract, day=until))
        elif archive.standing.take_back_renewal(contract):
            say(_("The renewal of contract {id} is taken back.").format(id=contract))
        else:
            say(_("Nobody had said that contract {id} was renewed.").format(id=contract))


@command(
    "link",
    _("Say what a contract is to another: its amendment, annex, successor or call-off."),
    "arkiv link 14 12 --as amendment",
    "arkiv link 14 12 --as amendment --take-back",
    more=_("The end that an amendment names then counts for the contract it amends."),
)
@contract_argument
@click.argument("target", metavar="CONTRACT", type=CONTRACT)
@click.option(
    "--as", "kind", type=click.Choice(_KINDS), required=True, help=_("What ID is to CONTRACT.")
)
@_take_back
@click.pass_obj
def link_command(
    session: Session, contract: ContractId, target: ContractId, kind: str, take_back: bool
) -> None:
    from arkiv.deadline_labels import link_words
    from arkiv.domain.contracts import LinkKind

    named = LinkKind(kind)
    words = link_words(named, target, outgoing=True)
    with session.archive() as archive:
        if not take_back:
            archive.standing.link(contract, target, named)
            say(_("Contract {id} {words}.").format(id=contract, words=words))
        elif archive.standing.unlink(contract, target, named):
            say(_("Taken back: contract {id} {words}.").format(id=contract, words=words))
        else:
            say(_("Nobody had said that contract {id} {words}.").format(id=contract, words=words))


@command(
    "owner",
    _("Say who looks after contracts."),
    "arkiv owner 12 14 Kari",
    "arkiv owner 12 ''",
    more=_("An empty name means nobody."),
)
@click.argument("contracts", metavar="ID...", nargs=-1, required=True, type=CONTRACT)
@click.argument("name", metavar="NAME")
@click.pass_obj
def owner_command(session: Session, contracts: tuple[ContractId, ...], name: str) -> None:
    with session.archive() as archive:
        done = archive.standing.own(contracts, name)
    sentence = ngettext(
        "{n} contract has that owner now.", "{n} contracts have that owner now.", done
    )
    say(sentence.format(n=done))


@command(
    "review",
    _("Say that you went through a contract today, or list what there is to go through."),
    "arkiv review 12 --list",
    "arkiv review 12",
    "arkiv review 12 --note 'Price is above the market' --next 2027-06-01",
    "arkiv review 12 --take-back",
    more=_(
        "--list changes nothing: it prints the facts, dates, questions of open audits and notes "
        "with the words they rest on, and marks with ○ what is left to look at. The next review "
        "follows from [review_cycle] in arkiv.toml, or from --next."
    ),
)
@contract_argument
@click.option("--list", "listed", is_flag=True, help=_("List what there is to go through."))
@click.option("--note", metavar="TEXT", help=_("What you found, as a note."))
@click.option("--next", "next_on", type=DAY, metavar="DATE", help=_("When to review it again."))
@_take_back
@json_option
@click.pass_obj
def review_command(
    session: Session,
    contract: ContractId,
    listed: bool,
    note: str | None,
    next_on: date | None,
    take_back: bool,
    as_json: bool,
) -> None:
    from arkiv.clock import today

    if (take_back or listed) and (note is not None or next_on is not None or take_back == listed):
        raise click.UsageError(_("--list and --take-back stand alone."))
    if as_json and not listed:
        raise click.UsageError(_("--json goes with --list."))
    with session.archive() as archive:
        if listed:
            _list_review(archive.walking.walk(contract, today()), as_json)
            return
        if take_back:
            if archive.standing.take_back_review(contract):
                say(_("The review of contract {id} is taken back.").format(id=contract))
            else:
                say(_("Nobody had said that contract {id} was reviewed.").format(id=contract))
            return
        archive.standing.review(contract, today(), next_on, note)
        _say_reviewed(archive.reviewing.show(contract, today()))


def _list_review(walk: Walk, as_json: bool) -> None:
    from arkiv.cli.review_lines import review_lines, review_to_json

    if as_json:
        print_json(review_to_json(walk))
        return
    for line in review_lines(walk):
        put(line)


def _say_reviewed(view: ContractView) -> None:
    from arkiv.domain.review import FactState

    sentence = _("Contract {id} is reviewed.").format(id=view.summary.id)
    if view.next_review is not None:
        sentence += " " + _("The next review is due on {day}.").format(day=view.next_review)
    say(sentence)
    unsure = [row for row in view.rows if row.state in (FactState.CHECK, FactState.GUESS)]
    if unsure:
        words = ngettext(
            "{n} fact is neither sure nor confirmed: {fields}.",
            "{n} facts are neither sure nor confirmed: {fields}.",
            len(unsure),
        )
        named = ", ".join(str(row.field).replace("_", " ") for row in unsure)
        say(words.format(n=len(unsure), fields=named))
