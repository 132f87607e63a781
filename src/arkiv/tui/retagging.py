"""Calling a tag something else everywhere, or making two tags one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from arkiv import clock
from arkiv.domain.searching import Facet
from arkiv.services.reviewing import checked_renaming
from arkiv.texts import _
from arkiv.tui.acts import Acts
from arkiv.tui.dialogs.tags import UsedTags, retag_dialog, which_tag_dialog
from arkiv.tui.given import Archive

__all__ = ["Retagging"]


class Retagging:
    """Asks which tag and for its new name, and renames it."""

    def __init__(self, archive: Archive, acts: Acts, renamed: Callable[[str, str], None]) -> None:
        """``renamed`` is told the old and the new name."""
        self._archive = archive
        self._acts = acts
        self._renamed = renamed

    def rename(self, tag: str) -> None:
        """Ask for the new name; empty: ask first which one."""

        def chosen(used: UsedTags, tag: str | None) -> None:
            if tag:
                self._acts.ask(retag_dialog(tag, used), partial(self._typed, used, tag))

        def which(used: UsedTags) -> None:
            if tag:
                chosen(used, tag)
            else:
                self._acts.ask(which_tag_dialog(used), partial(chosen, used))

        self._acts.run(self._used, which)

    def _used(self) -> UsedTags:
        facets = self._archive.finder.search("", clock.today(), None, 1).facets
        found = {count.value: count.count for count in facets.get(Facet.TAG, ()) if count.value}
        return UsedTags(self._archive.reviewing.tags(), found)

    def _typed(self, used: UsedTags, tag: str, typed: tuple[str, ...] | None) -> None:
        if typed is None:
            return
        old, new = checked_renaming(tag, typed[0], used.own)
        merges = used.merges(old, new)

        def follow(done: bool) -> None:
            if done:
                self._renamed(old, new)
            elif not merges:  # else what is asked of the new name was perhaps asked before
                self._renamed(new, old)

        words = _("“{old}” merged with “{new}”") if merges else _("“{old}” is now “{new}”")
        self._acts.do(
            partial(self._archive.reviewing.retag, old, new),
            words.format(old=old, new=new),
            follow=follow,
        )
