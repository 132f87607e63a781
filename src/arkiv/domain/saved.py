"""A search that was given a name: what it asks, and how its name becomes that of a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from arkiv.domain.searching import Facet, SortKey
from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["BrokenSearch", "SavedSearch", "name_from"]

_LONGEST_NAME = 80
# Windows keeps these names for devices, whatever comes after a dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with its filters and its order."""

    name: str
    """As name_from() gives it: what it is called up by, and its file's name."""
    title: str
    """As the person wrote it."""
    query: str = ""
    include: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    exclude: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    sort: SortKey = SortKey.RELEVANCE
    descending: bool | None = None
    """None: as the order goes by itself."""


@dataclass(frozen=True, slots=True)
class BrokenSearch:
    """A file that does not hold a saved search."""

    file: str
    """Its name in the folder."""
    message: str
    """What is wrong with it, for a person."""


def name_from(title: str) -> str:
    """The title in small letters and digits with hyphens between, as a file may be called.

    Two titles with one name are the same saved search. Raises BadInput for a title without any
    letter or digit, and for one that is too long.
    """
    folded = unicodedata.normalize("NFC", title).lower()
    name = "-".join(re.findall(r"\w+", folded, re.UNICODE))
    if not name.strip("-_"):
        raise BadInput(_("A saved search needs a name with a letter or a digit in it."))
    if len(name) > _LONGEST_NAME or len(name.encode()) > 2 * _LONGEST_NAME:
        raise BadInput(_("That name is too long; {n} letters are enough.").format(n=_LONGEST_NAME))
    return f"{name}-" if _DEVICES.fullmatch(name) else name
