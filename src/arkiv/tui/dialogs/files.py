"""What is asked before contracts are written into a file."""

from __future__ import annotations

from pathlib import Path

from arkiv.errors import BadInput
from arkiv.services.listing_columns import ALL
from arkiv.services.table_formats import SUFFIXES, spelling_for
from arkiv.texts import _
from arkiv.tui.dialogs.form import Blank, FormDialog

__all__ = ["columns_typed", "listing_dialog", "listing_path", "typed_path"]

_USUAL = "usual"


def typed_path(text: str) -> Path:
    """Raises BadInput where it is in no folder that is there."""
    try:
        path = Path(text.strip()).expanduser()
    except RuntimeError as error:  # ~ and the name of nobody
        raise BadInput(_("There is no folder {folder}.").format(folder=text.strip())) from error
    if not path.parent.is_dir():
        raise BadInput(_("There is no folder {folder}.").format(folder=path.parent))
    return path


def listing_dialog(title: str, file: str, columns: str) -> FormDialog:
    """The file to write, whose ending says the format, and its columns, as typed so far."""
    return FormDialog(
        f"{title}: {' '.join(SUFFIXES)}",
        [
            Blank(_("File"), "~/contracts.xlsx", listing_path, file),
            Blank(
                _("Columns"),
                _("empty: the usual; all: all that is known"),
                columns_typed,
                columns,
                (_USUAL, ALL),
            ),
        ],
    )


def listing_path(text: str) -> Path:
    """The whole path; raises BadInput unless the ending is that of a listing."""
    path = typed_path(text)
    if path.suffix.lower() == ".ics":
        raise BadInput(_("A calendar has dates: E in the deadlines (2) writes it."))
    spelling_for(path)
    return path.absolute()


def columns_typed(text: str) -> tuple[str, ...]:
    """As Listings takes them. Raises BadInput."""
    name = text.strip().lower()
    if name not in ("", _USUAL, ALL):
        raise BadInput(_("The columns are {usual} or {all}.").format(usual=_USUAL, all=ALL))
    return (ALL,) if name == ALL else ()
