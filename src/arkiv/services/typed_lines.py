"""Lines of text that people type: tidied, and refused where they are empty or too long."""

from __future__ import annotations

from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["needed", "one_line"]

_LONGEST = 500


def needed(text: str, otherwise: str) -> str:
    """The line; raises BadInput with that sentence when there is none."""
    line = one_line(text)
    if not line:
        raise BadInput(otherwise)
    return line


def one_line(text: str) -> str:
    """With its spaces tidied, which may leave nothing. Raises BadInput."""
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        raise BadInput(_("That is too long; keep it under 500 letters."))
    return line
