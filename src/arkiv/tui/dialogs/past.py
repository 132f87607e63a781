"""What is asked about dates that passed before anybody could act on them here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from arkiv.deadline_labels import kind_words
from arkiv.services.agenda import Due
from arkiv.texts import _, ngettext
from arkiv.tui.dialogs.pick import Choice, PickDialog

__all__ = ["ALL", "BEFORE_FILED", "past_dialog"]

ALL = "all"
BEFORE_FILED = "before"


def past_dialog(past: Sequence[Due], before_filed: Sequence[Due]) -> PickDialog:
    """Dismissed with ALL or BEFORE_FILED, or nothing."""
    number = len(past)
    title = ngettext(
        "{n} past date: mark it as history?", "{n} past dates: mark them as history?", number
    )
    kinds = Counter(due.kind for due in past)
    oldest = min(past, key=lambda due: due.day)
    lines = [Choice("", f"{count:>6}  {kind_words(kind)}") for kind, count in kinds.most_common()]
    told = _("The oldest: {day}, {title}").format(day=oldest.day, title=oldest.summary.title)
    keys = iter("123")
    choices = [Choice("", told), *lines]
    if before_filed:
        words = _("Mark those from before their contract was filed ({n})")
        choices.append(Choice(BEFORE_FILED, words.format(n=len(before_filed)), next(keys)))
    if number > len(before_filed):
        choices.append(Choice(ALL, _("Mark all ({n})").format(n=number), next(keys)))
    choices.append(Choice("later", _("Not now"), next(keys)))
    return PickDialog(title.format(n=number), lambda _text: choices)
