"""`arkiv audit`: checklists over contracts, from the start to the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from arkiv.cli.audit_answers import answer_command
from arkiv.cli.declaring import command
from arkiv.cli.output import print_json, put, put_text, say
from arkiv.cli.parameters import CONTRACT, DAY, json_option
from arkiv.cli.session import Session
from arkiv.errors import BadInput, NotFound
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from arkiv.domain.identity import ContractId

__all__ = ["audit_command"]

_name = click.argument("name", metavar="AUDIT")


@click.group(
    "audit",
    help=_(
        "Go through contracts with a checklist: questions, answers with evidence, follow-ups, a "
        "report.\n\n"
        "AUDIT is the name of one, or the beginning of it. docs/audits.md says how to write a "
        "checklist of one's own.\n\n"
        "\b\nExamples:\n"
        "  arkiv audit packs\n"
        "  arkiv audit start gdpr-dpa 'DPAs 2027' --due 2027-01-31\n"
        "  arkiv audit show 'DPAs 2027' 12\n"
        "  arkiv audit report 'DPAs 2027' dpas.html"
    ),
    short_help=_("Go through contracts with a checklist, with evidence and a report."),
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
def audit_command() -> None:
    """The group; each command does one thing."""


@command(
    "packs",
    _("List the checklists, or show the questions of one."),
    "arkiv audit packs",
    "arkiv audit packs gdpr-dpa.nb",
    "arkiv audit packs gdpr-dpa.nb --copy",
)
@click.argument("pack", metavar="[CHECKLIST]", required=False)
@click.option("--copy", is_flag=True, help=_("Copy it to your own, to be changed there."))
@json_option
@click.pass_obj
def packs_command(session: Session, pack: str | None, copy: bool, as_json: bool) -> None:
    from arkiv.cli.audit_json import packs_to_json
    from arkiv.cli.audit_lines import pack_lines, packs_lines

    with session.archive() as archive:
        auditing = archive.auditing
        found = auditing.packs() if pack is None else (auditing.pack(pack, _spoken()),)
        broken = auditing.broken()
        if copy:
            if pack is None:
                raise BadInput(_("Say which checklist to copy."))
            put_text(str(auditing.copy(found[0])))
            return
    if as_json:
        print_json(packs_to_json(found, broken))
        return
    for line in packs_lines(found) if pack is None else pack_lines(found[0]):
        put(line)
    for file in broken:
        say(_("{file} is no checklist: {why}").format(file=file.file, why=file.message))


@command(
    "start",
    _("Start an audit over the contracts that a search finds now."),
    "arkiv audit start gdpr-dpa 'DPAs 2027' --due 2027-01-31",
    "arkiv audit start contract-basics 'IT contracts' --query tag:it --due 2027-03-01 --owner Kari",
    more=_(
        "Without --query it is over the contracts the checklist is meant for. Which ones they are "
        "and which questions are asked of each stays as it is at the start."
    ),
)
@click.argument("pack", metavar="CHECKLIST")
@click.argument("name", metavar="NAME")
@click.option("--due", type=DAY, metavar="DATE", required=True, help=_("By when it is to be done."))
@click.option("--query", metavar="QUERY", help=_("Which contracts; '' is all of them."))
@click.option("--owner", metavar="NAME", help=_("Who sees to it; else you."))
@click.option("--language", metavar="nb", help=_("Of the checklist; else that of your system."))
@json_option
@click.pass_obj
def start_command(
    session: Session,
    pack: str,
    name: str,
    due: date,
    query: str | None,
    owner: str | None,
    language: str | None,
    as_json: bool,
) -> None:
    from arkiv.domain.audit_matrix import matrix_to_json

    day = _today()
    with session.archive() as archive:
        auditing = archive.auditing
        chosen = auditing.pack(f"{pack}.{language}" if language else pack, _spoken())
        audit = auditing.start(chosen, name, query, due, owner, day)
        matrix, outside = auditing.matrix(audit), auditing.outside(audit, day)
    if as_json:
        print_json(matrix_to_json(matrix))
    number = len(audit.contracts)
    said = ngettext(
        "Started {name}: {n} contract, {asked} questions, due {due}.",
        "Started {name}: {n} contracts, {asked} questions, due {due}.",
        number,
    )
    say(said.format(name=audit.name, n=number, asked=matrix.progress.asked, due=due))
    if outside:
        said = ngettext(
            "{n} of them is not what the checklist is meant for ({query}).",
            "{n} of them are not what the checklist is meant for ({query}).",
            outside,
        )
        say(said.format(n=outside, query=audit.pack.applies_to))


@command("list", _("List the audits with how far they are."), "arkiv audit list")
@json_option
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    from arkiv.cli.audit_json import audits_to_json
    from arkiv.cli.audit_lines import audits_lines

    with session.archive() as archive:
        found = archive.auditing.every()
    if as_json:
        print_json(audits_to_json(found))
        return
    for line in audits_lines(found):
        put(line)
    if not found:
        say(_("There are no audits yet; `arkiv audit start` begins one."))


@command(
    "show",
    _("Show the answers of an audit, or the questions of one contract with what was found."),
    "arkiv audit show 'DPAs 2027'",
    "arkiv audit show 'DPAs 2027' 12",
)
@_name
@click.argument("contract", metavar="[ID]", required=False, type=CONTRACT)
@json_option
@click.pass_obj
def show_command(session: Session, name: str, contract: ContractId | None, as_json: bool) -> None:
    from arkiv.cli.audit_json import contract_to_json
    from arkiv.cli.audit_lines import contract_lines, matrix_lines
    from arkiv.domain.audit_matrix import matrix_to_json

    with session.archive() as archive:
        audit = archive.auditing.get(name)
        matrix = archive.auditing.matrix(audit)
        if contract is None:
            if as_json:
                print_json(matrix_to_json(matrix))
                return
            for line in matrix_lines(matrix):
                put(line)
            return
        row = next((row for row in matrix.rows if row.contract == contract), None)
        if row is None:
            raise NotFound(
                _("Contract {id} is not in audit “{name}”.").format(id=contract, name=audit.name)
            )
        proposals = archive.auditing.proposals(audit, [contract], _today())
    if as_json:
        print_json(contract_to_json(matrix, row, proposals))
        return
    for line in contract_lines(row, proposals):
        put(line)


@command(
    "close",
    _("Sign an audit off; it can't be answered any more."),
    "arkiv audit close 'DPAs 2027' --comment 'Discussed with the board on 3 March'",
)
@_name
@click.option("--comment", metavar="TEXT", default="", help=_("What there is to say about it."))
@click.option("--with-open", is_flag=True, help=_("Although questions are not answered."))
@json_option
@click.pass_obj
def close_command(
    session: Session, name: str, comment: str, with_open: bool, as_json: bool
) -> None:
    from arkiv.domain.audit_matrix import matrix_to_json

    with session.archive() as archive:
        auditing = archive.auditing
        before = auditing.get(name)
        audit = auditing.close(before, comment, with_open)
        if as_json:
            print_json(matrix_to_json(auditing.matrix(audit)))
    if before.closed is not None:
        say(_("{name} was signed off already.").format(name=audit.name))
        return
    say(_("Signed off: {name}.").format(name=audit.name))


@command("reopen", _("Open an audit again that was signed off."), "arkiv audit reopen 'DPAs 2027'")
@_name
@json_option
@click.pass_obj
def reopen_command(session: Session, name: str, as_json: bool) -> None:
    from arkiv.domain.audit_matrix import matrix_to_json

    with session.archive() as archive:
        auditing = archive.auditing
        audit = auditing.get(name)
        reopened = auditing.reopen(audit)
        if as_json:
            print_json(matrix_to_json(auditing.matrix(auditing.get(audit.id))))
    sentence = _("Open again: {name}.") if reopened else _("{name} is open already.")
    say(sentence.format(name=audit.name))


@command(
    "report",
    _("Write an audit as a page to print (.html), a table (.xlsx, .csv) or data (.json)."),
    "arkiv audit report 'DPAs 2027' dpas.html",
    "arkiv audit report 'DPAs 2027' dpas.xlsx --replace",
    more=_("The same answers give the same file, byte for byte."),
)
@_name
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help=_("In the place of a file that is there already."))
@json_option
@click.pass_obj
def report_command(session: Session, name: str, file: Path, replace: bool, as_json: bool) -> None:
    from arkiv.services.audit_reports import write_report

    with session.archive() as archive:
        audit = archive.auditing.get(name)
        write_report(file, archive.auditing.matrix(audit), replace=replace)
    if as_json:
        print_json({"file": str(file), "audit": audit.id})
    else:
        put_text(str(file))


def _spoken() -> str:
    import os

    from arkiv.texts import spoken_language

    return spoken_language(os.environ)


def _today() -> date:
    from arkiv.clock import today

    return today()


for _each in (
    packs_command,
    start_command,
    list_command,
    show_command,
    answer_command,
    close_command,
    reopen_command,
    report_command,
):
    audit_command.add_command(_each)
