"""`arkiv deadlines`: what is due, why on that day, and what is missing to tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, say, width_of_terminal, wrapped
from arkiv.cli.parameters import AHEAD, json_option
from arkiv.cli.session import Session
from arkiv.cli.tables import Column, layout
from arkiv.errors import Damaged
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from arkiv.services.agenda import Due, Justified

__all__ = ["deadlines_command", "due_lines", "why_lines"]


@command(
    "deadlines",
    _("List what is due: the last days to give notice, the days contracts end, dates by hand."),
    "arkiv deadlines",
    "arkiv deadlines --within 6m --why",
    "arkiv deadlines --overdue --json",
    "arkiv deadlines --within 30d --exit-code || mail -s 'Something is due' kari",
    more=_("What has passed stands first until somebody says that it is done (`arkiv deadline`)."),
)
@click.option(
    "--within",
    type=AHEAD,
    default="90d",
    show_default=True,
    metavar="90d",
    help=_("How far ahead."),
)
@click.option("--overdue", is_flag=True, help=_("Only what has passed and is not done."))
@click.option("--owner", metavar="NAME", help=_("Only what this person looks after."))
@click.option("--why", is_flag=True, help=_("Show how each day follows, with the words."))
@click.option("--exit-code", is_flag=True, help=_("Leave with exit code 3 when something is due."))
@json_option
@click.pass_obj
def deadlines_command(
    session: Session,
    within: str,
    overdue: bool,
    owner: str | None,
    why: bool,
    exit_code: bool,
    as_json: bool,
) -> None:
    from arkiv.cli.due_json import agenda_to_json
    from arkiv.clock import today
    from arkiv.domain.values import Duration

    day = today()
    days = (Duration.parse(within).after(day) - day).days
    with session.archive() as archive:
        agenda = archive.agenda
        found = agenda.overdue(day) if overdue else agenda.overdue(day) + agenda.due(day, days)
        if owner is not None:
            wanted = owner.casefold()
            found = tuple(due for due in found if (due.owner or "").casefold() == wanted)
        reasons = [agenda.justify(due) for due in found] if why else []
        missing = agenda.missing(day)
    if as_json:
        print_json(agenda_to_json(day, found, reasons, missing))
    elif why:
        for reason in reasons:
            for line in why_lines(reason, day):
                put(line)
    else:
        for line in due_lines(found, day):
            put(line)
    _say_beside(found, len(missing))
    if found and exit_code:
        raise Damaged(_("Something is due."))


def due_lines(found: Sequence[Due], today: date) -> list[str]:
    """A heading and a line for each date; nothing when nothing is due."""
    if not found:
        return []
    from arkiv.deadline_labels import days_words, what_words

    columns = (
        Column(_("ACT BY")),
        Column(_("DAYS"), right=True),
        Column(_("WHAT"), gives_way=True),
        Column(_("ID"), right=True),
        Column(_("TITLE"), gives_way=True),
        Column(_("OWNER")),
    )
    rows = [
        (
            due.day.isoformat(),
            days_words(due.day, today),
            what_words(due.deadline),
            str(due.summary.id),
            due.summary.title,
            due.owner or "",
        )
        for due in found
    ]
    return layout(columns, rows, width_of_terminal())


def why_lines(reason: Justified, today: date) -> list[str]:
    """A date with its proof, the words it came from, and what to know before relying on it."""
    from arkiv.cli.facts import source_words
    from arkiv.deadline_labels import caution_words, days_words, proof_line, what_words

    due = reason.due
    head = f"{due.day}  {what_words(due.deadline)} ({days_words(due.day, today)})"
    lines = [colour(f"{head}  #{due.summary.id} {due.summary.title}", bold=True)]
    lines += wrapped(proof_line(reason.proof), indent=2)
    for caution in reason.proof.cautions:
        lines += wrapped("! " + caution_words(caution), indent=2)
    obligation = due.deadline.obligation
    if obligation is not None and obligation.evidence is not None:
        lines += wrapped(source_words(obligation.evidence), indent=4)
    for row in reason.facts.values():
        for source in row.sources:
            words = f"{str(row.field).replace('_', ' ')} ({row.state}): {source_words(source)}"
            lines += wrapped(words, indent=4)
    return [*lines, ""]


def _say_beside(found: Sequence[Due], missing: int) -> None:
    if not found:
        say(_("Nothing is due in that time."))
    late = sum(due.overdue for due in found)
    if late:
        sentence = ngettext(
            "{n} date has passed and nobody said that it is done; `arkiv deadline --help` "
            "says how.",
            "{n} dates have passed and nobody said that they are done; `arkiv deadline --help` "
            "says how, also for all at once.",
            late,
        )
        say(sentence.format(n=late))
    if missing:
        sentence = ngettext(
            "{n} contract lacks a fact that its dates turn on: `arkiv deadlines --json` names it.",
            "{n} contracts lack a fact that their dates turn on: `arkiv deadlines --json` names"
            " them.",
            missing,
        )
        say(sentence.format(n=missing))
