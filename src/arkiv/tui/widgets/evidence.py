"""Why a fact is shown: the words it came from, how it was computed, and what else was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from arkiv.domain.facts import Decision, Field, FieldValue, Source
from arkiv.domain.review import FactEntry
from arkiv.texts import _
from arkiv.tui.spelling import field_label, operation_words, place, said, state_words
from arkiv.tui.widgets.paragraphs import Paragraph, Paragraphs

__all__ = ["Evidence", "fact_paragraphs", "quoted"]

_LONGEST_QUOTE = 240


class Evidence(Paragraphs):
    """Lines about the current fact."""

    def show(self, entry: FactEntry | None, known: dict[Field, FieldValue]) -> None:
        """``known``: the shown values that a computed one may follow from."""
        self.tell(fact_paragraphs(entry, known) if entry is not None else ())


def fact_paragraphs(entry: FactEntry, known: dict[Field, FieldValue]) -> Iterator[Paragraph]:
    """What stands about a fact; ``known``: the shown values a computed one may follow from."""
    words, look = state_words(entry.state)
    yield f"{field_label(entry.field)}: {said(entry.field, entry.value)}", "title"
    yield words + _by(entry.row.decision), look
    if entry.finding is not None and entry.finding.operation is not None:
        yield "= " + operation_words(entry.finding.operation, known), "text"
    for source in entry.sources:
        yield quoted(source), "text"
    others = entry.row.others if entry.party is None else ()
    if others:
        values = "; ".join(said(entry.field, finding.value) for finding in others)
        yield _("Also read: {values} · enter chooses").format(values=values), "muted"


def _by(decision: Decision | None) -> str:
    if decision is None:
        return ""
    day = datetime.fromisoformat(decision.at).astimezone().date()
    return " · " + _("{actor}, {day}").format(actor=decision.actor, day=day)


def quoted(source: Source) -> str:
    """Where words stand, and the words, cut where they are long."""
    words = " ".join(source.text.split())
    if len(words) > _LONGEST_QUOTE:
        words = words[: _LONGEST_QUOTE - 1] + "…"
    where = " · ".join(part for part in (place(source), source.clause) if part)
    return f"{where}  “{words}”" if where else f"“{words}”"
