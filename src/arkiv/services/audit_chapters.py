"""What the audits say of one contract, as a part of an evidence bundle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from arkiv.audit_labels import law_words, verdict_label
from arkiv.domain.auditing import Answer, Audit
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.export.evidence_page import Section
from arkiv.texts import _

__all__ = ["AuditChapters"]


@dataclass(frozen=True, slots=True)
class AuditChapters:
    """A table for each audit that asked of the contract."""

    record: Record

    def __call__(self, contract: ContractId) -> Iterator[Section]:
        for audit in self.record.audits.every():
            if any(audited.contract == contract for audited in audit.contracts):
                answers = [
                    a for a in self.record.audits.answers(audit.id) if a.contract == contract
                ]
                yield _section(audit, {answer.item: answer for answer in answers})


def _section(audit: Audit, answers: dict[str, Answer]) -> Section:
    heading = _("Audit {name}: {title}, version {version}").format(
        name=audit.name, title=audit.pack.title, version=audit.pack.version
    )
    columns = (_("Question"), _("Law"), _("Answer"), _("Comment"), _("Words"), _("Who"), _("When"))
    rows = []
    for item in audit.pack.items:
        answer = answers.get(item.id)
        law = law_words(item.law, item.article)
        if answer is None:
            rows.append((item.question, law, _("open"), "", "", "", ""))
            continue
        words = "; ".join(f"“{' '.join(place.source.text.split())}”" for place in answer.evidence)
        said = verdict_label(answer.verdict)
        rows.append((item.question, law, said, answer.comment, words, answer.actor, answer.at))
    return Section(heading, columns, tuple(rows))
