"""The user's language: every text a person reads goes through here, to be translated."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from pathlib import Path

__all__ = ["_", "ngettext", "spoken_language"]

_catalogue = gettext.translation(
    "arkiv", localedir=Path(__file__).with_name("locale"), fallback=True
)
_ = _catalogue.gettext
ngettext = _catalogue.ngettext

_SAYS = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which gettext looks at them."""


def spoken_language(environment: Mapping[str, str]) -> str:
    """Two letters for the user's language as the system has it; en where it says nothing."""
    said = next((environment[name] for name in _SAYS if environment.get(name)), "")
    code = said.partition(":")[0].partition("_")[0].partition(".")[0].lower()
    return code if len(code) == 2 and code.isalpha() else "en"
