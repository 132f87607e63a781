"""Where one contract stands, in lines: its next dates, why, what is missing, what people said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from arkiv.cli.output import colour, wrapped
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.bootstrap import Archive
    from arkiv.services.reviewing import ContractView

__all__ = ["due_block"]


def due_block(archive: Archive, view: ContractView) -> Iterator[str]:
    """Nothing where no date is known or missing and nobody said anything."""
    lines = [*_said(view), *_dates(archive, view), *_missing(view)]
    if lines:
        yield "\n" + _("Dates")
        yield from lines


def _dates(archive: Archive, view: ContractView) -> Iterator[str]:
    from arkiv.clock import today
    from arkiv.deadline_labels import caution_words, days_words, proof_line, state_label, what_words

    for due in archive.agenda.dues_of(view.summary, view.outlook):
        beside = days_words(due.day, today())
        if due.deadline.state != "open":
            beside += f", {state_label(due.deadline)}"
        head = f"{due.day}  {what_words(due.deadline)} ({beside})"
        yield "  " + colour(head, fg="red" if due.overdue else None)
        proof = archive.agenda.justify(due).proof
        yield from wrapped(proof_line(proof), indent=4)
        for caution in proof.cautions:
            yield from wrapped("! " + caution_words(caution), indent=4)


def _missing(view: ContractView) -> Iterator[str]:
    from arkiv.deadline_labels import missing_words

    for missing in view.outlook.missing:
        yield from wrapped("? " + missing_words(missing), indent=2)


def _said(view: ContractView) -> Iterator[str]:
    from arkiv.deadline_labels import link_words

    summary = view.summary
    if summary.ended_on is not None:
        words = _("ended {day}: {reason}").format(day=summary.ended_on, reason=summary.ended_reason)
        yield from wrapped(words, indent=2)
    if summary.renewed_until is not None:
        yield from wrapped(_("renewed until {day}").format(day=summary.renewed_until), indent=2)
    if summary.last_reviewed is not None:
        words = _("reviewed {day} by {who}")
        words = words.format(day=summary.last_reviewed, who=summary.reviewed_by)
        yield from wrapped(words, indent=2)
    for link in view.links:
        outgoing = link.contract == summary.id
        other = link.target if outgoing else link.contract
        yield from wrapped(link_words(link.kind, other, outgoing), indent=2)
