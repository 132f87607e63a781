"""Audits over the archive of 200 contracts: some that need somebody, some that need nobody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from arkiv.domain.attention_items import AttentionKind
from arkiv.domain.auditing import Answer, Audit, Audited, Item, Pack, Severity, Verdict
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record

__all__ = ["NEGLECTED", "QUIET", "audit_over", "neglect", "run_quietly"]

PACK = Pack(
    "basics", "1", "Basics", "en",
    (
        Item("signed", "Is it signed?", "Look.", Severity.CRITICAL),
        Item("secrecy", "Is there secrecy?", "Look.", Severity.MAJOR),
        Item("filing", "Is it filed well?", "Look.", Severity.MINOR),
    ),
)  # fmt: skip
NEGLECTED = {
    "Autumn 2026": (date(2026, 11, 30), AttentionKind.AUDIT_OVERDUE),
    "Spring 2024": (date(2024, 4, 1), AttentionKind.AUDIT_OVERDUE),
    "Christmas": (date(2026, 12, 1), AttentionKind.AUDIT_DUE),
    "January": (date(2027, 1, 30), AttentionKind.AUDIT_DUE),
}
"""With the day each is due, on 1 December 2026: 60 days before 30 January."""
QUIET = {"Next summer": date(2027, 1, 31), "Last year": date(2025, 11, 1)}
"""The second is signed off."""


def audit_over(name: str, due: date, contracts: Mapping[int, ContractId]) -> Audit:
    """Three questions about the first forty contracts."""
    over = tuple(Audited(contracts[number]) for number in range(40))
    return Audit(f"audit {name}", name, PACK, "", over, due, "Ingrid")


def neglect(record: Record, contracts: Mapping[int, ContractId]) -> None:
    for name, (due, _kind) in NEGLECTED.items():
        record.audits.start(audit_over(name, due, contracts), "kari")
    answered = [
        Answer(contracts[n], item.id, Verdict.PASS) for n in range(40) for item in PACK.items
    ]
    record.audits.answer("audit Autumn 2026", answered, (), (), "kari")
    record.audits.answer("audit Spring 2024", answered[2:-2], (), (), "kari")


def run_quietly(record: Record, contracts: Mapping[int, ContractId]) -> None:
    for name, due in QUIET.items():
        record.audits.start(audit_over(name, due, contracts), "kari")
    record.audits.close("audit Last year", "done", True, "kari")
