"""What is asked about audits: the parts of a new one, answers with words, the report's file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from arkiv.domain.auditing import BrokenPack, Pack
from arkiv.errors import BadInput
from arkiv.services.typed_lines import needed, one_line
from arkiv.texts import _, ngettext
from arkiv.tui.dialogs.dates import day_typed
from arkiv.tui.dialogs.files import typed_path
from arkiv.tui.dialogs.form import Blank, FormDialog
from arkiv.tui.dialogs.pick import Choice, PickDialog

__all__ = [
    "comment_dialog",
    "fail_dialog",
    "free_name",
    "packs_dialog",
    "report_dialog",
    "report_path",
    "start_dialog",
]

_ENDINGS = (".html", ".xlsx", ".csv", ".json")


def packs_dialog(packs: Sequence[Pack], broken: Sequence[BrokenPack], language: str) -> PickDialog:
    """Which checklist; those in that language first."""
    ordered = sorted(packs, key=lambda pack: (pack.language != language, pack.key))
    choices = [Choice(pack.key, pack.title, "", _pack_help(pack)) for pack in ordered]
    choices += [Choice("", f"▲ {each.file}: {each.message}") for each in broken]
    return PickDialog(_("Which checklist?"), lambda _text: choices)


def _pack_help(pack: Pack) -> str:
    number = len(pack.items)
    asked = ngettext("{n} question", "{n} questions", number).format(n=number)
    return " · ".join(filter(None, (pack.key, asked, pack.applies_to)))


def start_dialog(
    pack: Pack, typed: Sequence[str], today: date, owners: Sequence[str]
) -> FormDialog:
    """Its name, contracts, day and owner, as they are typed so far."""
    name, query, due, owner = typed

    def called(text: str) -> str:
        return needed(text, _("An audit needs a name."))

    return FormDialog(
        pack.title,
        [
            Blank(_("Name"), pack.title, called, name),
            Blank(_("Contracts"), _("a search; empty: all"), one_line, query),
            Blank(_("Due"), _("2027-01-31 or 2 weeks"), lambda t: day_typed(t, today), due),
            Blank(_("Owner"), _("a name"), one_line, owner, tuple(owners)),
        ],
    )


def comment_dialog(title: str, before: str, must: str = "") -> FormDialog:
    """Words about an answer; ``must``: what is said where there are none."""

    def fits(text: str) -> str:
        return needed(text, must) if must else one_line(text)

    example = _("where the evidence lies") if must else _("why")
    return FormDialog(title, [Blank(_("Comment"), example, fits, before)])


def fail_dialog(
    title: str, before: Sequence[str], today: date, owners: Sequence[str]
) -> FormDialog:
    """Why it fails, and the follow-up: who sees to it by when."""
    comment, owner, due = before
    return FormDialog(
        title,
        [
            Blank(_("Comment"), _("what is wrong"), one_line, comment),
            Blank(_("Owner"), _("the contract's or the audit's"), one_line, owner, tuple(owners)),
            Blank(_("Due"), _("2027-01-31 or 2 weeks"), lambda t: day_typed(t, today), due),
        ],
    )


def report_dialog(proposed: Path) -> FormDialog:
    """The file to write; its ending says which kind."""
    endings = " ".join(_ENDINGS)
    return FormDialog(
        _("Write the report: {endings}").format(endings=endings),
        [Blank(_("File"), "~/audit.html", report_path, str(proposed))],
    )


def report_path(text: str) -> Path:
    """Raises BadInput unless it names a new file of a kind there is, in a folder that is there."""
    path = typed_path(text)
    if path.suffix.lower() not in _ENDINGS:
        raise BadInput(
            _("The name ends with one of {endings}.").format(endings=", ".join(_ENDINGS))
        )
    if path.exists():
        raise BadInput(_("{name} is there already; choose another name.").format(name=path.name))
    return path


def free_name(folder: Path, name: str) -> Path:
    """A page's name that no file has yet."""
    kept = "".join(c if c.isalnum() or c in " -_" else "-" for c in name).strip() or "audit"
    path, number = folder / f"{kept}.html", 2
    while path.exists():
        path, number = folder / f"{kept}-{number}.html", number + 1
    return path
