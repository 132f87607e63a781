"""What every text loses on its way in: control characters, ligatures, broken surrogates."""

from __future__ import annotations

import re

__all__ = ["clean_line", "clean_text"]

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufb00-\ufb06\ufffe\uffff\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENTS: dict[int, str | None] = {
    **dict.fromkeys((*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F, 0xFFFF), None),
    ord("\f"): "\n",
    ord("\r"): "\n",
    0xFFFE: "-",  # PDFium writes a line-end hyphen so, without the line's end
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}


def clean_text(text: str) -> str:
    """Newlines as \\n, ligatures spelled out, control characters gone; all else as it stands."""
    if _ODD.search(text) is None:
        return text
    if _SURROGATE.search(text) is not None:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").translate(_REPLACEMENTS)


def clean_line(text: str) -> str:
    """As clean_text, on one line with single spaces."""
    return " ".join(clean_text(text).split())
