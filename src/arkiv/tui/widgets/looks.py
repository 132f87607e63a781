"""Component classes as the styles that lines are drawn with."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget

__all__ = ["look_of"]


def look_of(widget: Widget, component: str) -> Style:
    """What a component class adds to the style beneath; see-through colours are made solid.

    A line of segments has nothing to let shine through, so `$foreground 60%` would be 100 %.
    """
    style = widget.get_component_rich_style(component, partial=True)
    colour = widget.get_component_styles(component).color
    if style.color is None or colour.a == 1:
        return style
    beneath = widget.background_colors[1]
    return style + Style(color=beneath.blend(colour, colour.a, alpha=1).rich_color)
