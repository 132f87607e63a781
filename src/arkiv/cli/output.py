"""How things are printed: data to stdout, talk to stderr, nothing unclean to either."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
import unicodedata
from typing import Any, TextIO

import click

from arkiv.cleaning import clean

__all__ = [
    "colour",
    "print_json",
    "put",
    "put_text",
    "say",
    "speak_utf8",
    "width_of_terminal",
    "wrapped",
]


def put(line: str) -> None:
    """One line of data; texts from files must have been cleaned by whoever adds colour."""
    click.echo(line, color=_coloured(sys.stdout))


def put_text(text: str) -> None:
    """A text from a file, its line breaks kept."""
    click.echo(clean(text, keep_newlines=True))


def say(sentence: str) -> None:
    """A line for the person beside the data."""
    click.echo(clean(sentence, keep_newlines=True), err=True)


def print_json(value: Any, *, one_line: bool = False) -> None:
    """JSON that is safe to look at in a terminal and the same when parsed."""
    spelled = json.dumps(value, ensure_ascii=not _speaks_utf8(), indent=None if one_line else 2)
    click.echo(_escaped(spelled))


def colour(text: str, **style: Any) -> str:
    """The cleaned text in a colour or weight; plain where colour is not wanted."""
    return click.style(clean(text), **style) if _coloured(sys.stdout) else clean(text)


def width_of_terminal() -> int | None:
    """Columns; None where the output goes to a file or a program and need not fit."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def wrapped(sentence: str, indent: int) -> list[str]:
    """The cleaned sentence in lines that fit the terminal; one line where there is none."""
    width = width_of_terminal()
    blanks = " " * indent
    if width is None:
        return [blanks + clean(sentence)]
    return textwrap.wrap(
        clean(sentence), max(width, 40), initial_indent=blanks, subsequent_indent=blanks
    )


def speak_utf8() -> None:
    """Let no character of a file name stop a command, whatever the terminal can show."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _coloured(stream: TextIO) -> bool:
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and stream.isatty()


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _escaped(spelled: str) -> str:
    """Characters a terminal obeys, hides or cannot write, as JSON escapes; newlines are layout."""
    return "".join(
        _escape(c) if c != "\n" and unicodedata.category(c) in _ESCAPED else c for c in spelled
    )


def _escape(character: str) -> str:
    """As UTF-16 code units (RFC 8259 §7)."""
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4))


_ESCAPED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
