"""Lines made of pieces: text that is safe and measured in cells, each with a look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from arkiv.cleaning import clean

__all__ = ["Piece", "columns", "fit", "fit_right", "stated_line"]

_LABEL, _PLACE, _STATE = 15, 6, 11


class Piece(NamedTuple):
    """A run of characters; made by fit() wherever a file had a say in them."""

    text: str
    look: str = "text"
    """The name of a component class after ``lines--``."""


def fit(text: str, width: int) -> str:
    """The text, cleaned, in exactly so many cells; cut with an ellipsis or filled with spaces."""
    shown = clean(text)
    if width <= 0:
        return ""
    if cell_len(shown) <= width:
        return set_cell_size(shown, width)
    return set_cell_size(set_cell_size(shown, width - 1).rstrip() + "…", width)


def fit_right(text: str, width: int) -> str:
    """As fit(), with the spaces before the text."""
    shown = clean(text)
    return (
        " " * max(0, width - cell_len(shown)) + shown
        if cell_len(shown) <= width
        else (fit(text, width))
    )


def columns(cells: Iterable[tuple[str, int, str]]) -> tuple[Piece, ...]:
    """Texts with their widths and looks, a space after each; a width of 0 leaves one out."""
    return tuple(
        piece
        for text, width, look in cells
        if width > 0
        for piece in (Piece(fit(text, width), look), Piece(" "))
    )


def stated_line(
    is_current: bool,
    label: str,
    said: str,
    place: str,
    state: tuple[str, str],
    width: int,
    look: str = "title",
) -> tuple[Piece, ...]:
    """What something is called, what is said of it, where it stands, and its state and look."""
    words, state_look = state
    room = width - 1 - _LABEL - 1 - 1 - _PLACE - 1 - _STATE
    return (
        Piece("▌" if is_current else " ", "bar"),
        Piece(fit(label, _LABEL), "muted"),
        Piece(" "),
        Piece(fit(said, room), look),
        Piece(" "),
        Piece(fit_right(place, _PLACE), "muted"),
        Piece(" "),
        Piece(fit(words, _STATE), state_look),
    )
