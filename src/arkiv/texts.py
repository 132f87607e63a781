"""The user's language: every text a person reads goes through here, to be translated."""

from __future__ import annotations

import gettext
from pathlib import Path

__all__ = ["_", "ngettext"]

_catalogue = gettext.translation(
    "arkiv", localedir=Path(__file__).with_name("locale"), fallback=True
)
_ = _catalogue.gettext
ngettext = _catalogue.ngettext
