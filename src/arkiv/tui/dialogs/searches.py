"""Choosing a saved search or an earlier query, an order, and naming a search to keep."""

from __future__ import annotations

from collections.abc import Sequence

from arkiv.domain.saved import BrokenSearch, name_from
from arkiv.domain.searching import SortKey
from arkiv.services.finding import Selection
from arkiv.services.saved_searches import Counted
from arkiv.texts import _
from arkiv.tui.dialogs.correct import CorrectDialog
from arkiv.tui.dialogs.pick import Choice, PickDialog
from arkiv.tui.labels import sort_label, value_label
from arkiv.tui.spelling import counted

__all__ = ["history_dialog", "name_dialog", "saved_dialog", "sort_dialog"]


def saved_dialog(
    title: str, found: Sequence[Counted], broken: Sequence[BrokenSearch]
) -> PickDialog:
    """Dismissed with the name of one of them."""

    def choices(text: str) -> Sequence[Choice]:
        wanted = text.casefold()
        lines = [
            _saved(each)
            for each in found
            if wanted in f"{each.search.title} {_asked(each)}".casefold()
        ]
        if not found:
            lines.append(Choice("", _("None yet; B saves the search on the screen.")))
        if broken and not text:
            lines.append(Choice("", _("Files that cannot be used")))
            lines += [Choice("", f"  {each.file}: {each.message}") for each in broken]
        return lines

    return PickDialog(title, choices, searchable=True)


def _saved(each: Counted) -> Choice:
    number = "?" if each.total is None else counted(each.total)
    return Choice(each.search.name, each.search.title, number, each.trouble or _asked(each))


def _asked(each: Counted) -> str:
    search = each.search
    said = [search.query] if search.query else []
    said += [value_label(f, v) for f, values in search.include.items() for v in sorted(values)]
    for facet, values in search.exclude.items():
        said += [_("not {value}").format(value=value_label(facet, v)) for v in sorted(values)]
    return " · ".join(said)


def name_dialog(before: str) -> CorrectDialog:
    """Dismissed with a title that can be a name."""
    return CorrectDialog(_("Save this search as"), before, _("Leases that end soon"), name_from)


def history_dialog(asked: Sequence[tuple[str, Selection]]) -> PickDialog:
    """Dismissed with the number of one of them."""

    def choices(text: str) -> Sequence[Choice]:
        lines = [
            Choice(str(number), query or _("(everything)"), help=_filters(selection))
            for number, (query, selection) in enumerate(asked)
            if text.casefold() in query.casefold()
        ]
        return lines or [Choice("", _("Nothing asked yet."))]

    return PickDialog(_("Asked before"), choices, searchable=True)


def _filters(selection: Selection) -> str:
    values = [
        value_label(facet, value)
        for chosen in (selection.include, selection.exclude)
        for facet, listed in chosen.items()
        for value in sorted(listed)
    ]
    return " · ".join(values)


def sort_dialog(now: Selection) -> PickDialog:
    """Dismissed with the key of an order."""
    choices = [
        Choice(str(key), sort_label(key), _mark(key, now), _turned(key, now)) for key in SortKey
    ]
    return PickDialog(_("Sort by"), lambda _text: choices, at=str(now.sort))


def _mark(key: SortKey, now: Selection) -> str:
    if key is not now.sort:
        return ""
    return "●" if key is SortKey.RELEVANCE else "↓" if now.descending else "↑"


def _turned(key: SortKey, now: Selection) -> str:
    if key is not now.sort or key is SortKey.RELEVANCE:
        return ""
    return _("again: smallest first") if now.descending else _("again: largest or latest first")
