"""What the parts of an audit are called: answers and severities."""

from __future__ import annotations

from arkiv.domain.auditing import Severity, Verdict
from arkiv.texts import _

__all__ = ["VERDICT_MARKS", "law_words", "severity_label", "verdict_label"]

VERDICT_MARKS: dict[Verdict, str] = {
    Verdict.PASS: "✓",
    Verdict.FAIL: "✗",
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
