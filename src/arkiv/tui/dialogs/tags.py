"""Adding a tag or taking one away, and calling one something else: type, choose, done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arkiv.domain.tagging import is_under
from arkiv.errors import BadInput
from arkiv.services.reviewing import checked_renaming
from arkiv.texts import _, ngettext
from arkiv.tui.dialogs.form import Blank, FormDialog
from arkiv.tui.dialogs.pick import Choice, PickDialog
from arkiv.tui.spelling import counted

__all__ = ["UsedTags", "retag_dialog", "tags_dialog", "which_tag_dialog"]


@dataclass(frozen=True, slots=True)
class UsedTags:
    """The tags there are."""

    own: Mapping[str, int]
    """How many contracts have exactly this one."""
    found: Mapping[str, int]
    """How many a filter on it finds, which are also those with a tag under it."""

    def below(self, tag: str) -> int:
        """How many tags stand under it."""
        return sum(other != tag and is_under(other, tag) for other in self.own)

    def merges(self, old: str, new: str) -> bool:
        """Whether there is a tag that ``old`` would become one with."""
        return any(is_under(tag, new) and not is_under(tag, old) for tag in self.own)


def which_tag_dialog(used: UsedTags) -> PickDialog:
    """Dismissed with the tag to rename."""
    names = sorted({*used.own, *used.found}, key=str.casefold)

    def choices(text: str) -> Sequence[Choice]:
        wanted = text.strip().casefold()
        lines = [
            Choice(tag, tag, help=_use(used.found.get(tag, 0)))
            for tag in names
            if wanted in tag.casefold()
        ]
        return lines or [Choice("", _("No such tag.") if names else _("No tags yet."))]

    return PickDialog(_("Rename which tag?"), choices, searchable=True)


def retag_dialog(tag: str, used: UsedTags) -> FormDialog:
    """Dismissed with its new name; says what is renamed too, and what it becomes one with."""
    number = used.found.get(tag, 0)
    note = [ngettext("On {n} contract.", "On {n} contracts.", number).format(n=counted(number))]
    if below := used.below(tag):
        also = ngettext(
            "{n} tag under it is renamed too.", "{n} tags under it are renamed too.", below
        )
        note.append(also.format(n=below))

    def warning(typed: Sequence[str]) -> str:
        try:
            old, new = checked_renaming(tag, typed[0], used.own)
        except BadInput:
            return ""  # said when it is to be done
        if not used.merges(old, new):
            return ""
        there = used.found.get(new, 0)
        words = ngettext(
            "merges with “{tag}” ({n} contract)", "merges with “{tag}” ({n} contracts)", there
        )
        return "▲ " + words.format(tag=new, n=counted(there))

    blank = Blank(_("New name"), "risk/high", lambda new: checked_renaming(tag, new, used.own), tag)
    title = _("Rename “{tag}” everywhere").format(tag=tag)
    return FormDialog(title, [blank], " ".join(note), warning)


def tags_dialog(
    title: str, used: Mapping[str, int], here: Mapping[str, int], of: int
) -> PickDialog:
    """Dismissed with the tag to toggle.

    ``used`` says how many contracts of the archive have each tag, ``here`` how many of the ``of``
    contracts in question.
    """
    names = sorted(set(used) | set(here), key=lambda tag: (-here.get(tag, 0), tag.casefold()))

    def choices(text: str) -> Sequence[Choice]:
        typed = " ".join(text.split())
        found = [
            Choice(tag, tag, _box(here.get(tag, 0), of), _use(used.get(tag, 0)))
            for tag in names
            if typed.casefold() in tag.casefold()
        ]
        if typed and typed not in names:
            new = Choice(typed, typed, "+", _("a new tag"))
            return [*found, new] if any(c.value.startswith(typed) for c in found) else [new, *found]
        return found or [Choice("", _("No tags yet. Type one."))]

    return PickDialog(title, choices, searchable=True, placeholder=_("tag to add or take away"))


def _box(have: int, of: int) -> str:
    return "[x]" if have == of else "[~]" if have else "[ ]"


def _use(number: int) -> str:
    return _("on {n}").format(n=number) if number else ""
