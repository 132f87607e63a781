"""Adding a tag or taking one away: type, choose, done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from arkiv.texts import _
from arkiv.tui.dialogs.pick import Choice, PickDialog

__all__ = ["tags_dialog"]


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
