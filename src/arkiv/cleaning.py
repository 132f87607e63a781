"""What of a text from a file may reach a terminal."""

from __future__ import annotations

import unicodedata

__all__ = ["clean"]

_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_INVISIBLE = "\N{MIDDLE DOT}"
_NEWLINES = "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def clean(text: str, keep_newlines: bool = False) -> str:
    """The text with everything a terminal would obey, hide or choke on made visible.

    One character comes back for each that went in, so that offsets into the text still hold.
    Control characters become their pictures (ESC is ␛), direction marks and lone surrogates �,
    zero-width characters ·, soft hyphens -, tabs and line breaks spaces. With ``keep_newlines``
    every kind of line break is a newline.
    """
    if text.isascii() and text.isprintable():
        return text
    if not keep_newlines:
        return text.translate(_one_line)
    return text.replace("\r\n", " \n").translate(_many_lines)


class _Spelling(dict[int, str]):
    """What each character is shown as, found out when it is first met."""

    def __init__(self, newline: str) -> None:
        super().__init__({ord(character): newline for character in _NEWLINES})
        self[ord("\t")] = " "
        self[ord("\N{SOFT HYPHEN}")] = "-"
        self.update({ord(character): _UNKNOWN for character in _BIDI})

    def __missing__(self, code: int) -> str:
        self[code] = shown = _shown(code)
        return shown


def _shown(code: int) -> str:
    match unicodedata.category(chr(code)):
        case "Cc" if code < 0x20:
            return chr(0x2400 + code)
        case "Cc" if code == 0x7F:
            return "\N{SYMBOL FOR DELETE}"
        case "Cc" | "Cs":
            return _UNKNOWN
        case "Cf":
            return _INVISIBLE
    return chr(code)


_one_line = _Spelling(" ")
_many_lines = _Spelling("\n")
