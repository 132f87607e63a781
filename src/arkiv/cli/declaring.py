"""How a command is declared: a sentence, an example, and the group that loads it when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import click

from arkiv.texts import _

__all__ = ["LazyGroup", "command"]

_CONTEXT = {"help_option_names": ["--help", "-h"], "max_content_width": 100}


def command(
    name: str, summary: str, *examples: str, more: str = "", hidden: bool = False
) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command; ``examples`` are command lines, shown at the end of its help."""
    lines = "\n".join(f"  {example}" for example in examples)
    heading = _("Example:") if len(examples) == 1 else _("Examples:")
    parts = (summary, more, f"\b\n{heading}\n{lines}")
    return click.command(
        name,
        help="\n\n".join(part for part in parts if part),
        short_help=summary,
        context_settings=_CONTEXT,
        hidden=hidden,
    )


class LazyGroup(click.Group):
    """A group that imports the module of a command when that command is asked for."""

    def __init__(self, *args: Any, sections: Mapping[str, Mapping[str, str]], **kwargs: Any):
        """``sections``: heading -> command name -> module that has ``<name>_command``."""
        super().__init__(*args, context_settings=_CONTEXT, **kwargs)
        self._sections = sections
        self._modules = {
            name: module for names in sections.values() for name, module in names.items()
        }

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = self._modules.get(cmd_name)
        if module is None:
            return None
        found: click.Command = getattr(import_module(module), f"{cmd_name}_command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(
                _with_suggestion(args[0], error.message, self._modules), ctx
            ) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, names in self._sections.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            shown = [
                (name, c.get_short_help_str(100)) for name, c in commands if c and not c.hidden
            ]
            with formatter.section(heading):
                formatter.write_dl(shown, col_max=12)


def _with_suggestion(typed: str, message: str, names: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(typed, names, n=1)
    if not close:
        return message
    return message + " " + _("Did you mean “{name}”?").format(name=close[0])
