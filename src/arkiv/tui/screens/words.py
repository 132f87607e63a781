"""What the search view says around its panes: counts, filters, and why there is nothing."""

from __future__ import annotations

from arkiv.services.filing import ArchiveStatus
from arkiv.services.finding import SearchResult, Selection
from arkiv.texts import _
from arkiv.tui.labels import facet_label, value_label
from arkiv.tui.widgets.bars import Part

__all__ = ["empty_words", "filter_parts", "results_title", "text_title"]


def results_title(result: SearchResult, marked: int, cursor: int, held: int) -> str:
    """Results 612 · 1/612 · 2 marked · 3 new, press r"""
    parts = [_("Results {n}").format(n=result.total)]
    if result.scored:
        parts.append(f"{cursor + 1}/{len(result.scored)}")
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


def empty_words(text: str, selection: Selection, status: ArchiveStatus | None) -> str:
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
    if filtered:
        return said + "\n\n" + _("0 takes the filters away.")
    return said + "\n\n" + _("Try fewer or shorter words; a * finds words that begin so: oppsig*")
