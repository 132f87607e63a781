"""What was done, in words: for undo and for the history."""

from __future__ import annotations

from arkiv.domain.acts import Act
from arkiv.domain.contracts import EventKind
from arkiv.texts import _, ngettext

__all__ = ["act_words", "event_kind_words"]

_KINDS: dict[EventKind, str] = {
    EventKind.FILED: _("filed"),
    EventKind.SEEN_AGAIN: _("seen again"),
    EventKind.ADOPTED: _("found among the originals"),
    EventKind.READ: _("read"),
    EventKind.READ_FAILED: _("could not be read"),
    EventKind.QUEUED: _("to be read again"),
    EventKind.TAGGED: _("tagged"),
    EventKind.UNTAGGED: _("tag taken off"),
    EventKind.NOTED: _("noted"),
    EventKind.DECIDED: _("fact decided"),
    EventKind.TRASHED: _("moved to the trash"),
    EventKind.UNTRASHED: _("taken out of the trash"),
    EventKind.ENDED: _("end"),
    EventKind.RENEWED: _("renewal"),
    EventKind.LINKED: _("linked"),
    EventKind.UNLINKED: _("link taken off"),
    EventKind.AMENDED: _("end by an amendment"),
    EventKind.TARGET_MOVED: _("what it is part of went to the trash or came back"),
    EventKind.OWNED: _("owner"),
    EventKind.REVIEWED: _("reviewed"),
    EventKind.PLANNED: _("date by hand"),
    EventKind.ACKNOWLEDGED: _("deadline done or put off"),
    EventKind.AUDIT_STARTED: _("audit started"),
    EventKind.AUDIT_WITHDRAWN: _("audit withdrawn"),
    EventKind.ANSWERED: _("audit answered"),
    EventKind.AUDIT_CLOSED: _("audit closed"),
    EventKind.AUDIT_REOPENED: _("audit reopened"),
    EventKind.PURGED: _("purged"),
    EventKind.UNDONE: _("undone"),
    EventKind.REDONE: _("done again"),
}

_TOLD = (
    *("tag", "field", "audit", "name", "title", "owner"),
    *("ended_on", "renewed_until", "reviewed_on", "kind"),
)
"""The parts of an event that say what it is about, the most telling first."""


def event_kind_words(kind: EventKind) -> str:
    return _KINDS[kind]


def act_words(act: Act) -> str:
    """Tagged: rent (3 contracts); not cleaned."""
    first = act.events[0]
    said = first.after or first.before or {}
    about = next((str(said[key]).replace("_", " ") for key in _TOLD if said.get(key)), "")
    if "note" in said:
        about = _beginning(said["text"])
    kinds = {event.kind for event in act.events}
    renamed = kinds == {EventKind.TAGGED, EventKind.UNTAGGED}
    what = _("tag renamed") if renamed else _KINDS[first.kind]
    if kinds == {EventKind.REVIEWED, EventKind.NOTED}:
        what = _("reviewed, with a note")
    words = what + (f": {about}" if about else "")
    number = len(act.contracts)
    if not number:
        return words
    if number == 1:
        return _("{act} (contract {id})").format(act=words, id=act.contracts[0])
    counted = ngettext("{n} contract", "{n} contracts", number).format(n=number)
    return f"{words} ({counted})"


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


_LONGEST = 40
