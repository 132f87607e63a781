"""`arkiv confirm`, `reject` and `correct`: what a person says about the facts of a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import say
from arkiv.cli.parameters import contract_argument
from arkiv.cli.session import Session
from arkiv.errors import BadInput
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from arkiv.bootstrap import Archive
    from arkiv.domain.facts import Decision, Field
    from arkiv.domain.identity import ContractId

__all__ = ["confirm_command", "correct_command", "reject_command"]

_PARTY_FIELD = "parties."

_take_back = click.option(
    "--take-back", is_flag=True, help=_("Forget what was decided; what was read counts again.")
)


@command(
    "confirm",
    _("Say that a value is right; it then stays, whatever is read later."),
    "arkiv confirm 12 expiration_date",
    "arkiv confirm 12 parties",
    "arkiv confirm 12 --all",
    "arkiv confirm 12 expiration_date --take-back",
    more=_("FIELD is a key of `arkiv show ID --json`."),
)
@contract_argument
@click.argument("field", metavar="[FIELD]", required=False)
@click.option("--all", "everything", is_flag=True, help=_("Every value that is shown."))
@_take_back
@click.pass_obj
def confirm_command(
    session: Session,
    contract: ContractId,
    field: str | None,
    everything: bool,
    take_back: bool,
) -> None:
    from arkiv.services.deciding import field_named

    if (field is None) != everything or (everything and take_back):
        raise click.UsageError(_("Name the field to confirm, or say --all."))
    named = field_named(field) if field else None
    with session.archive() as archive:
        if named is None:
            _say_confirmed(archive.deciding.confirm_all(contract))
        elif take_back:
            _take_it_back(archive, contract, named)
        else:
            _say_decision(archive.deciding.confirm(contract, named))


@command(
    "reject",
    _("Say that a value is wrong: the contract does not say. It stays empty, whatever is read."),
    "arkiv reject 12 notice_deadline",
    "arkiv reject 12 notice_deadline --take-back",
    more=_("Where you know the right value, use `arkiv correct`."),
)
@contract_argument
@click.argument("field", metavar="FIELD")
@_take_back
@click.pass_obj
def reject_command(session: Session, contract: ContractId, field: str, take_back: bool) -> None:
    from arkiv.services.deciding import field_named

    named = field_named(field)
    with session.archive() as archive:
        if take_back:
            _take_it_back(archive, contract, named)
        else:
            _say_decision(archive.deciding.reject(contract, named))


@command(
    "correct",
    _("Give the right value of a field; it then stays, whatever is read later."),
    "arkiv correct 12 expiration_date 2027-01-31",
    "arkiv correct 12 notice_period P3M",
    "arkiv correct 12 notice_period '3 months'",
    "arkiv correct 12 auto_renewal true",
    "arkiv correct 12 value '1240000.00 NOK year excluded'",
    "arkiv correct 12 document_type lease",
    "arkiv correct 12 parties 'Øst Eiendom AS (utleier, 923609016); Vest Handel AS'",
    "arkiv correct 12 parties.2 'Vest Handel AS (leier)'",
    "arkiv correct 12 expiration_date --candidate 1",
    more=_(
        "FIELD is a key of `arkiv show ID --json`, VALUE its JSON form: days as 2027-01-31, "
        "lengths as P3M, amounts as 1240000.00 NOK year. A value that can be read in two ways is "
        "refused. parties is all of them; parties.2 is the second."
    ),
)
@contract_argument
@click.argument("field", metavar="FIELD")
@click.argument("words", metavar="VALUE", nargs=-1)
@click.option(
    "--candidate",
    type=click.IntRange(min=0),
    metavar="N",
    help=_("The other value of that number, as `arkiv show` lists them."),
)
@click.pass_obj
def correct_command(
    session: Session,
    contract: ContractId,
    field: str,
    words: tuple[str, ...],
    candidate: int | None,
) -> None:
    if bool(words) == (candidate is not None):
        raise click.UsageError(_("Give the value, or --candidate and its number."))
    with session.archive() as archive:
        if candidate is not None:
            from arkiv.services.deciding import field_named

            decision = archive.deciding.choose(contract, field_named(field), candidate)
        else:
            decision = _corrected(archive, contract, field, " ".join(words))
        _say_decision(decision)


def _corrected(archive: Archive, contract: ContractId, field: str, typed: str) -> Decision:
    from arkiv.services.deciding import field_named

    if not field.lower().startswith(_PARTY_FIELD):
        return archive.deciding.correct(contract, field_named(field), typed)
    place = field[len(_PARTY_FIELD) :]
    if not place.isascii() or not place.isdigit():
        raise BadInput(
            _("“{field}” is no party. Name the second as parties.2.").format(field=field)
        )
    return archive.deciding.correct_party(contract, int(place[:4]), typed)


def _take_it_back(archive: Archive, contract: ContractId, field: Field) -> None:
    if archive.deciding.take_back(contract, field):
        say(_("{field}: what was read counts again.").format(field=field))
    else:
        say(_("{field}: nothing was decided.").format(field=field))


def _say_confirmed(count: int) -> None:
    said = ngettext("Confirmed {n} value.", "Confirmed {n} values.", count)
    say(said.format(n=count) if count else _("There was nothing left to confirm."))


def _say_decision(decision: Decision) -> None:
    from arkiv.cli.spelling import said

    if not decision.values:
        say(_("{field}: rejected; the contract does not say.").format(field=decision.field))
        return
    values = "; ".join(said(value) for value in decision.values)
    say(
        _("{field}: {values} ({kind}).").format(
            field=decision.field, values=values, kind=decision.kind
        )
    )
