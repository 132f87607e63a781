"""Which of the languages Arkiv has cues for a text is written in."""

from __future__ import annotations

from functools import cache
from typing import Any

from arkiv.extract.cues_loader import LANGUAGES

__all__ = ["language_of"]

_SAMPLE = 1500
"""Characters taken from the front, the middle and the end."""
_LEAST = 40


def language_of(text: str) -> tuple[str, float] | None:
    """The language and how sure it is, 0 to 1; None for a text too short to say."""
    if len(text.strip()) < _LEAST:
        return None
    middle = len(text) // 2
    sample = text
    if len(text) > 3 * _SAMPLE:
        sample = " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    code, sure = _identifier().classify(sample.lower())
    return ("nb" if code == "no" else str(code)), float(sure)


@cache
def _identifier() -> Any:
    """Loaded on first use: it takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([code for code in ("no", *LANGUAGES) if code in known])
    return identifier
