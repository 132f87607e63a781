"""What the search view says around its panes: counts, filters, and why there is nothing."""

from __future__ import annotations

from arkiv.domain.searching import SortKey
from arkiv.services.filing import ArchiveStatus
from arkiv.services.finding import SearchResult, Selection
from arkiv.texts import _
from arkiv.tui.labels import facet_label, sort_label, value_label
from arkiv.tui.spelling import counted
from arkiv.tui.widgets.bars import Part

__all__ = ["empty_words", "filter_parts", "results_title", "summary_parts", "text_title"]


def summary_parts(selection: Selection, result: SearchResult, whole: int) -> tuple[Part, ...]:
    """612 of 1 204 · sort: end ↓"""
    of = _("{n} of {all}").format(n=counted(result.total), all=counted(whole))
    order = _("sort: {key}").format(key=sort_label(selection.sort))
    if selection.sort is not SortKey.RELEVANCE:
        order += " ↓" if selection.descending else " ↑"
    return Part(f"{of} · ", "muted"), Part(f"{order} ", "muted", "sort")


def results_title(result: SearchResult, marked: int, cursor: int, held: int) -> str:
    """Results 612 · 1/612 · 2 marked · 3 new, press r"""
    parts = [_("Results {n}").format(n=counted(result.total))]
    if result.partial:
        parts.append(_("cut short, there may be more"))
    if result.scored:
        parts.append(f"{counted(cursor + 1)}/{counted(len(result.scored))}")
    if marked:
        parts.append(_("{n} marked").format(n=marked))
    if held:
        parts.append(_("{n} new, press r").format(n=held))
    if result.missing:
        parts.append(_("{n} changes not indexed yet").format(n=result.missing))
    return " · ".join(parts)


def text_title(page: int | None, last_page: int | None, hit: int, hits: int) -> str:
    """Text · p. 4/18 · hit 1/6 n/N"""
    parts = [_("Text")]
    if page is not None:
        parts.append(_("p. {page}").format(page=page) + (f"/{last_page}" if last_page else ""))
    if hits:
        parts.append(_("hit {n}/{of} n/N").format(n=hit + 1, of=hits))
    return " · ".join(parts)


def filter_parts(selection: Selection) -> list[Part]:
    """One part a filter, pressed by its number; empty without filters."""
    said = [
        *(
            f"[{facet_label(f)}: {value_label(f, v)} ✕]"
            for f, values in selection.include.items()
            for v in sorted(values)
        ),
        *(
            "["
            + _("{facet}: not {value}").format(facet=facet_label(f), value=value_label(f, v))
            + " ✕]"
            for f, values in selection.exclude.items()
            for v in sorted(values)
        ),
    ]
    if not said:
        return []
    parts = [Part(" " + _("Filters:"), "muted")]
    for number, words in enumerate(said):
        parts += [Part(" "), Part(words, "chip", str(number))]
    return [*parts, Part("  " + _("0 clears"), "muted")]


def empty_words(
    text: str, selection: Selection, status: ArchiveStatus | None, ways: bool = False
) -> str:
    """Why the list is empty and what to do next."""
    filtered = bool(selection.include or selection.exclude)
    if not text and not filtered:
        if status is not None and status.documents:
            return _("Nothing to show: everything is in the trash. Type is:trashed to see it.")
        return _(
            "No contracts yet.\n\nPut PDF or Word files into the inbox folder; they are filed by "
            "themselves. Press 6 to see the inbox.\n\nTo look around with sample contracts first, "
            "leave with q and run: arkiv demo"
        )
    said = _("Nothing matches “{query}”.").format(query=text) if text else _("Nothing matches.")
    if ways:
        return said + "\n\n" + _("↑ and ↓ choose, enter takes it:")
    return said + "\n\n" + _("Try fewer or shorter words; a * finds words that begin so: oppsig*")
