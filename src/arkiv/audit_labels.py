"""What the parts of an audit are called: answers and severities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arkiv.domain.auditing import Audit, Severity, Verdict
from arkiv.domain.contracts import Event, EventKind
from arkiv.texts import _, ngettext

__all__ = [
    "VERDICT_MARKS",
    "audit_event_words",
    "law_words",
    "purged_words",
    "severity_label",
    "verdict_label",
]

VERDICT_MARKS: dict[Verdict, str] = {
    Verdict.PASS: "✓",
    Verdict.FAIL: "✕",
    Verdict.NOT_APPLICABLE: "–",
    Verdict.OPEN: "·",
}


def verdict_label(verdict: Verdict) -> str:
    return _VERDICTS[verdict]


def severity_label(severity: Severity) -> str:
    return _SEVERITIES[severity]


def law_words(law: str, article: str) -> str:
    """GDPR art. 28(3)(a); empty where no law is cited."""
    return _("{law} art. {article}").format(law=law, article=article) if law else ""


def purged_words(audit: Audit) -> str:
    """What an audit says of the contracts it has lost; empty where there are none."""
    number = len(audit.purged)
    if not number:
        return ""
    return ngettext("{n} contract purged", "{n} contracts purged", number).format(n=number)


def audit_event_words(event: Event) -> str | None:
    """What an event tells of an audit, on one line; None where it tells of something else."""
    said = event.after or event.before
    if said is None:
        return None
    if event.kind in (EventKind.AUDIT_STARTED, EventKind.AUDIT_WITHDRAWN):
        pack = said["pack"]
        return f"{said['name']}: {pack['id']}.{pack['language']} {pack['version']}, {said['due']}"
    if event.kind is EventKind.ANSWERED:
        turn = f"{_answered(event.before)} → {_answered(event.after)}"
        return f"{said['audit']}, {said['item']}: {turn}"
    if event.kind is EventKind.AUDIT_CLOSED:
        return ": ".join(filter(None, (said["audit"], said["comment"])))
    return str(said["audit"]) if event.kind is EventKind.AUDIT_REOPENED else None


def _answered(said: Mapping[str, Any] | None) -> str:
    if said is None:
        return verdict_label(Verdict.OPEN)
    comment = f" “{said['comment']}”" if said["comment"] else ""
    return verdict_label(Verdict(said["verdict"])) + comment


_VERDICTS = {
    Verdict.PASS: _("pass"),
    Verdict.FAIL: _("fail"),
    Verdict.NOT_APPLICABLE: _("not applicable"),
    Verdict.OPEN: _("open"),
}
_SEVERITIES = {
    Severity.MINOR: _("minor"),
    Severity.MAJOR: _("major"),
    Severity.CRITICAL: _("critical"),
}
