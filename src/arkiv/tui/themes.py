"""Arkiv's own colours; everything else speaks of them by their names."""

from __future__ import annotations

from textual.theme import Theme

__all__ = ["DARK", "LIGHT", "THEMES"]

DARK = Theme(
    name="arkiv-dark",
    primary="#7aa2d6",
    secondary="#5f7ea8",
    accent="#e0b060",
    warning="#e5b567",
    error="#e57373",
    success="#8fc08a",
    foreground="#d8dce3",
    background="#14171c",
    surface="#1a1e25",
    panel="#242a33",
    dark=True,
    variables={
        "block-cursor-background": "#2f4a6d",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "border": "#7aa2d6",
        "border-blurred": "#3a4350",
    },
)

LIGHT = Theme(
    name="arkiv-light",
    primary="#1f5fa8",
    secondary="#3d6d9e",
    accent="#9a5b00",
    warning="#8f5a00",
    error="#b3261e",
    success="#2c6b2f",
    foreground="#1c2026",
    background="#fbfaf7",
    surface="#f4f2ec",
    panel="#e8e5dc",
    dark=False,
    variables={
        "block-cursor-background": "#1f5fa8",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "border": "#1f5fa8",
        "border-blurred": "#c9c4b6",
    },
)

THEMES = (DARK, LIGHT)
