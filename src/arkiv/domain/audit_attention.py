"""Which audits need a human: those not signed off whose day has passed or comes near."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from arkiv.domain.attention_items import AttentionKind, AuditAttention
from arkiv.domain.auditing import Answer, Audit, left_open
from arkiv.domain.lead_times import LeadTimes

__all__ = ["audit_attention"]


def audit_attention(
    audit: Audit, answers: Callable[[], Iterable[Answer]], today: date, leads: LeadTimes
) -> AuditAttention | None:
    """None where nobody has to hear of it; its answers are asked for only where somebody has."""
    if audit.closed is not None or today < leads.remind_of(audit.due):
        return None
    overdue = audit.due < today
    kind = AttentionKind.AUDIT_OVERDUE if overdue else AttentionKind.AUDIT_DUE
    return AuditAttention(kind, audit, left_open(audit, answers()))
