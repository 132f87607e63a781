"""`arkiv audit answer`: what is said to one question, with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import print_json, say
from arkiv.cli.parameters import CONTRACT, DAY, json_option
from arkiv.cli.session import Session
from arkiv.errors import NotFound
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from arkiv.bootstrap import Archive
    from arkiv.domain.anchors import Anchor
    from arkiv.domain.auditing import Audit, Item
    from arkiv.domain.identity import ContractId

__all__ = ["answer_command"]

_VERDICTS = ("pass", "fail", "na", "not_applicable", "open")


@command(
    "answer",
    _("Answer a question of an audit for one contract or several."),
    "arkiv audit answer 'DPAs 2027' instructions pass 12 --found",
    "arkiv audit answer 'DPAs 2027' audits pass 12 --quote 'may inspect the premises once a year'",
    "arkiv audit answer 'DPAs 2027' breach-notice fail 12 14 --due 2027-03-01",
    "arkiv audit answer 'DPAs 2027' transfers na --rest --comment 'All data in Oslo'",
    more=_(
        "VERDICT is pass, fail, na (not applicable) or open. A failure becomes a date of its "
        "contract, and goes again when the answer changes. The earlier answer stays in the history."
    ),
)
@click.argument("name", metavar="AUDIT")
@click.argument("item", metavar="ITEM")
@click.argument("verdict", metavar="VERDICT", type=click.Choice(_VERDICTS))
@click.argument("contracts", metavar="[ID...]", nargs=-1, type=CONTRACT)
@click.option("--rest", is_flag=True, help=_("All contracts that it is still open for."))
@click.option("--comment", metavar="TEXT", help=_("What there is to say about it."))
@click.option("--quote", metavar="WORDS", help=_("Evidence: words that stand in the contract."))
@click.option("--found", is_flag=True, help=_("Evidence: what was found, as `show` has it."))
@click.option("--owner", metavar="NAME", help=_("Who sees to it; else the contract's owner."))
@click.option("--due", type=DAY, metavar="DATE", help=_("By when; else when the audit is due."))
@json_option
@click.pass_obj
def answer_command(
    session: Session,
    name: str,
    item: str,
    verdict: str,
    contracts: tuple[ContractId, ...],
    rest: bool,
    comment: str | None,
    quote: str | None,
    found: bool,
    owner: str | None,
    due: date | None,
    as_json: bool,
) -> None:
    from arkiv.cli.audit_json import answered_to_json
    from arkiv.clock import today
    from arkiv.domain.auditing import Verdict

    said = Verdict.NOT_APPLICABLE if verdict == "na" else Verdict(verdict)
    if bool(contracts) == rest:
        raise click.UsageError(_("Name the contracts, or say --rest."))
    if (owner or due) and said is not Verdict.FAIL:
        raise click.UsageError(_("--owner and --due are for what fails."))
    with session.archive() as archive:
        audit = archive.auditing.get(name)
        asked = archive.answering.item(audit, item)
        which = archive.answering.unanswered(audit, asked) if rest else contracts
        done = archive.answering.answer(
            audit,
            which,
            asked,
            said,
            today(),
            comment=comment,
            evidence=_evidence(archive, audit, asked, which, quote, found),
            owner=owner,
            due=due,
        )
    if as_json:
        print_json(answered_to_json(done))
    sentence = ngettext("Answered for {n} contract.", "Answered for {n} contracts.", done.changed)
    say(sentence.format(n=done.changed))
    for each in done.follow_ups:
        say(
            _("Contract {id}, by {day}: {what}").format(
                id=each.contract, day=each.on, what=each.title
            )
        )


def _evidence(
    archive: Archive,
    audit: Audit,
    item: Item,
    contracts: tuple[ContractId, ...],
    quote: str | None,
    found: bool,
) -> dict[ContractId, tuple[Anchor, ...]] | None:
    """None where none was given. Raises NotFound where a contract lacks it."""
    if quote is not None and found:
        raise click.UsageError(_("Say --quote or --found, not both."))
    if quote is not None:
        return {each: (archive.answering.quote(each, quote),) for each in contracts}
    if not found:
        return None
    from arkiv.clock import today

    proposals = archive.auditing.proposals(audit, contracts, today(), item.id)
    taken = {contract: proposal.anchors for (contract, _item), proposal in proposals.items()}
    for contract in contracts:
        if not taken.get(contract):
            sentence = _("Nothing was found for “{item}” in contract {id}; nothing was answered.")
            raise NotFound(sentence.format(item=item.id, id=contract))
    return taken
