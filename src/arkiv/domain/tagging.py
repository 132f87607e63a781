"""Tags under other tags: a slash puts one under the one before it, as in risk/high."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["is_under", "retagged"]


def is_under(tag: str, upper: str) -> bool:
    """Whether it is that tag or stands somewhere under it."""
    return tag == upper or tag.startswith(f"{upper}/")


def retagged(tags: Iterable[str], old: str, new: str) -> frozenset[str]:
    """The tags of one contract once ``old``, and everything under it, is called ``new``."""
    return frozenset(new + tag[len(old) :] if is_under(tag, old) else tag for tag in tags)
