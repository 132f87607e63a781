"""The few lines over a contract's text: who, what kind, when it ends, what people added."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.widgets import Static

from arkiv.cleaning import clean
from arkiv.domain.faults import sentence
from arkiv.services.finding import Hit
from arkiv.services.reviewing import ContractView
from arkiv.texts import _, ngettext
from arkiv.tui.labels import kind_label, standing
from arkiv.tui.spelling import money

__all__ = ["Head"]

_COLOURS = {"success": "$text-success", "warning": "$text-warning", "error": "$text-error"}


class Head(Static):
    """What is known of the contract beside its text."""

    def show(self, view: ContractView, hit: Hit, today: date) -> None:
        lines = [Content.styled(clean(view.summary.title), "bold") + _reviewed(view)]
        if view.summary.fault is not None:
            lines.append(Content.styled("✕ " + clean(sentence(view.summary.fault)), "$text-error"))
        lines += [_dates(view, hit, today), _parties(view), *_additions(view)]
        # The height is fixed: laying the screen out again for each contract would be felt.
        self.update(Content("\n").join(line for line in lines if line), layout=False)


def _reviewed(view: ContractView) -> Content:
    tick = "  ✓ " + _("reviewed") if view.summary.reviewed else ""
    return Content.styled(tick, "$text-success")


def _parties(view: ContractView) -> Content:
    names = [clean(party.name) for party in view.summary.facts.parties]
    return Content(" ↔ ".join(names))


def _dates(view: ContractView, hit: Hit, today: date) -> Content:
    words, look = standing(hit.summary, hit.upcoming, today)
    facts = view.summary.facts
    parts = [kind_label(facts.document_type)] if facts.document_type is not None else []
    if hit.upcoming.next_expiration is not None:
        parts.append(_("ends {day}").format(day=hit.upcoming.next_expiration.isoformat()))
    if hit.upcoming.next_notice is not None:
        parts.append(_("notice by {day}").format(day=hit.upcoming.next_notice.isoformat()))
    if facts.value is not None:
        parts.append(money(facts.value))
    rest = "".join(f" · {part}" for part in parts)
    return Content.assemble((words, _COLOURS.get(look, "$text-muted")), clean(rest))


def _additions(view: ContractView) -> list[Content]:
    parts = []
    if view.notes:
        count = len(view.notes)
        parts.append(ngettext("{n} note", "{n} notes", count).format(n=count))
    if len(view.documents) > 1:
        parts.append(_("{n} documents").format(n=len(view.documents)))
    tags = "  ".join("#" + clean(tag) for tag in view.summary.tags)
    if not tags and not parts:
        return []
    said = " · ".join(parts)
    return [
        Content.assemble(
            (tags, "$text-accent"), "  " if tags and said else "", (said, "$text-muted")
        )
    ]
