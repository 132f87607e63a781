"""What is asked about dates: until when to put off, and the parts of a date by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from arkiv.deadline_labels import repeats_words
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.typed_quantities import typed_day, typed_duration
from arkiv.domain.values import Duration
from arkiv.errors import BadInput
from arkiv.services.following_up import repeating
from arkiv.services.typed_lines import needed, one_line
from arkiv.texts import _
from arkiv.tui.dialogs.files import typed_path
from arkiv.tui.dialogs.form import Blank, FormDialog

__all__ = [
    "Planned",
    "calendar_path",
    "day_typed",
    "export_dialog",
    "owner_dialog",
    "plan_dialog",
    "planned",
    "put_off_dialog",
    "reason_needed",
]

_RULES = ("yearly", "quarterly", "monthly", "weekly")


@dataclass(frozen=True, slots=True)
class Planned:
    """A date by hand, as it was typed into its form."""

    title: str
    kind: ObligationKind
    on: date
    rule: str
    """Empty: once."""
    notice: Duration | None
    owner: str


def day_typed(text: str, today: date) -> date:
    """A day, or how long from today: ``2027-01-31``, ``31.1.2027``, ``2 weeks``. BadInput."""
    typed = text.strip()
    try:
        return typed_day(typed)
    except ValueError as no_day:
        try:
            return typed_duration(typed).after(today)
        except (ValueError, OverflowError):
            raise BadInput(
                _("“{typed}” {reason}").format(typed=typed[:40], reason=no_day)
                if typed
                else _("Type a day, such as 2027-01-31, or how long from today: 2 weeks.")
            ) from no_day


def reason_needed(text: str) -> str:
    return needed(text, _("Say why."))


def put_off_dialog(title: str, today: date) -> FormDialog:
    """Until when, and why."""

    def until(text: str) -> None:
        if day_typed(text, today) <= today:
            raise BadInput(_("Put it off until a day after today."))

    return FormDialog(
        title,
        [
            Blank(_("Until"), _("2027-01-31 or 2 weeks"), until),
            Blank(_("Why"), _("asked the landlord for an offer"), reason_needed),
        ],
    )


def export_dialog(proposed: Path) -> FormDialog:
    """The calendar file to write; one that is there is written anew, which is said."""
    note = _("a file of that name is replaced")
    return FormDialog(
        _("Export as a calendar: {note}").format(note=note),
        [Blank(_("File"), "~/arkiv.ics", calendar_path, str(proposed))],
    )


def calendar_path(text: str) -> Path:
    """Raises BadInput unless it names a calendar file in a folder that is there."""
    path = typed_path(text)
    if path.suffix.lower() != ".ics":
        raise BadInput(_("A calendar's name ends with .ics."))
    if path.exists() and not path.read_bytes()[:15] == b"BEGIN:VCALENDAR":
        raise BadInput(_("{name} is there and is no calendar.").format(name=path.name))
    return path


def owner_dialog(title: str, before: str, known: Sequence[str]) -> FormDialog:
    """Who looks after it; empty: nobody."""
    return FormDialog(title, [Blank(_("Owner"), _("a name"), one_line, before, tuple(known))])


def plan_dialog(
    title: str,
    today: date,
    owners: Sequence[str],
    on: date | None = None,
    before: Obligation | None = None,
) -> FormDialog:
    """The parts of a date by hand; ``before``: as it is now."""  # fmt: skip
    kinds = tuple(map(str, ObligationKind))
    day = before.on if before is not None else on
    rule = repeats_words(before) if before is not None else ""

    def repeats(text: str) -> None:
        if text.strip() and text.strip() != rule:
            repeating(text, today)

    return FormDialog(
        title,
        [
            Blank(
                _("What"),
                _("send the index letter"),
                lambda text: needed(text, _("Say in a few words what is due.")),
                before.title if before is not None else "",
            ),
            Blank(
                _("On"),
                _("2027-01-31 or 2 weeks"),
                lambda text: day_typed(text, today),
                day.isoformat() if day is not None else "",
            ),
            Blank(
                _("Kind"),
                ", ".join(kinds),
                _kind,
                str(before.kind if before is not None else ObligationKind.OBLIGATION),
                kinds,
            ),
            Blank(_("Repeats"), _("once; or yearly, quarterly, monthly"), repeats, rule, _RULES),
            Blank(
                _("Act before"),
                _("on the day; or 2 weeks before"),
                _notice,
                str(before.notice) if before is not None and before.notice is not None else "",
            ),
            Blank(
                _("Owner"),
                _("the contract's"),
                one_line,
                before.owner or "" if before is not None else "",
                tuple(owners),
            ),
        ],
    )


def planned(typed: Sequence[str], today: date, before: Obligation | None = None) -> Planned:
    """What a form that fits says."""
    title, on, kind, rule, notice, owner = typed
    if before is not None and rule.strip() == repeats_words(before):
        rule = before.rule or ""
    return Planned(
        title, _kind(kind), day_typed(on, today), rule.strip(), _notice(notice), owner.strip()
    )


def _kind(text: str) -> ObligationKind:
    try:
        return ObligationKind(text.strip().casefold().replace(" ", "_"))
    except ValueError:
        kinds = ", ".join(ObligationKind)
        raise BadInput(_("One of: {kinds}.").format(kinds=kinds)) from None


def _notice(text: str) -> Duration | None:
    if not text.strip():
        return None
    try:
        return typed_duration(text.strip())
    except ValueError as error:
        raise BadInput(_("“{typed}” {reason}").format(typed=text[:40], reason=error)) from error
