"""In which order people are told of what needs them: by money and nearness."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from arkiv.domain.attention_items import Attention, AttentionItem, AttentionKind
from arkiv.domain.auditing import Severity
from arkiv.domain.values import Money, Per

__all__ = ["audit_step", "in_order", "nearness", "value_step"]


def in_order(found: Iterable[AttentionItem], today: date) -> tuple[AttentionItem, ...]:
    """The most pressing first: see nearness() and value_step() or audit_step(), which are added.

    Ten times the money weighs as much as one step nearer. Amounts are never converted: each ranks
    by its own currency's figures. What has no day of its own takes the contract's next one, a step
    further off.
    """

    def rank(item: AttentionItem) -> tuple[int, int, int, date, int, str]:
        near = nearness(item.day, today) - (item.kind not in _DATED and item.day is not None)
        worth, contract, what = _weighed(item)
        return (-near - worth, -near, _ORDER[item.kind], item.day or date.max, contract, what)

    return tuple(sorted(found, key=rank))


def _weighed(item: AttentionItem) -> tuple[int, int, str]:
    """What it weighs beside its day, and its contract and title, which settle a draw."""
    if not isinstance(item, Attention):
        return audit_step(item.left[0][0] if item.left else None), 0, item.audit.name
    obligation = item.deadline.obligation if item.deadline is not None else None
    what = obligation.title if obligation is not None else ""
    return value_step(item.contract.facts.value), item.contract.id, what


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


def audit_step(gravest: Severity | None) -> int:
    """By the gravest question that is open: 3 critical, 2 major, 1 minor; 0 where all are answered.

    Several contracts are at stake, whose money is not counted.
    """
    return 0 if gravest is None else [*Severity].index(gravest) + 1


_A_YEAR = {Per.MONTH: 12, Per.QUARTER: 4}
_DATED = frozenset(
    {
        AttentionKind.NOTICE_OPEN,
        AttentionKind.OVERDUE,
        AttentionKind.PAST_END,
        AttentionKind.DUE,
        AttentionKind.AUDIT_OVERDUE,
        AttentionKind.AUDIT_DUE,
        AttentionKind.FAILED_READING,
        AttentionKind.UNREVIEWED,
    }
)
_ORDER = {kind: place for place, kind in enumerate(AttentionKind)}
