"""In which order people are told of what needs them: by money and nearness."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from arkiv.domain.attention_items import Attention, AttentionKind
from arkiv.domain.values import Money, Per

__all__ = ["in_order", "nearness", "value_step"]


def in_order(found: Iterable[Attention], today: date) -> tuple[Attention, ...]:
    """The most pressing first: see value_step() and nearness(), which are added.

    Ten times the money weighs as much as one step nearer. Amounts are never converted: each ranks
    by its own currency's figures. What has no day of its own takes the contract's next one, a step
    further off.
    """

    def rank(item: Attention) -> tuple[int, int, int, date, int, str]:
        near = nearness(item.day, today) - (item.kind not in _DATED and item.day is not None)
        worth = value_step(item.contract.facts.value)
        order = _ORDER[item.kind]
        obligation = item.deadline.obligation if item.deadline is not None else None
        what = obligation.title if obligation is not None else ""
        return (-near - worth, -near, order, item.day or date.max, item.contract.id, what)

    return tuple(sorted(found, key=rank))


def nearness(day: date | None, today: date) -> int:
    """4 within the coming week, 3 within a month, 2 within three, else 1; 0 where there is no day.

    What has passed is 3 at most: less can be done about it.
    """
    if day is None:
        return 0
    ahead = (day - today).days
    steps = next((steps for within, steps in _WITHIN if abs(ahead) <= within), 1)
    return steps if ahead >= 0 else min(steps, 3)


_WITHIN = ((7, 4), (30, 3), (90, 2))


def value_step(value: Money | None) -> int:
    """0 under 10,000 a year or not known, 1 under 100,000, and so on up to 4 from ten million."""
    if value is None:
        return 0
    yearly = value.amount * (_A_YEAR.get(value.per, 1) if value.per else 1)
    return sum(yearly >= bound for bound in (10_000, 100_000, 1_000_000, 10_000_000))


_A_YEAR = {Per.MONTH: 12, Per.QUARTER: 4}
_DATED = frozenset(
    {
        AttentionKind.NOTICE_OPEN,
        AttentionKind.OVERDUE,
        AttentionKind.PAST_END,
        AttentionKind.DUE,
        AttentionKind.FAILED_READING,
        AttentionKind.UNREVIEWED,
    }
)
_ORDER = {kind: place for place, kind in enumerate(AttentionKind)}
