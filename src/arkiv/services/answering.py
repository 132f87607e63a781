"""What people answer in audits, with the evidence, and what failures ask somebody to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from arkiv.domain.anchors import Anchor
from arkiv.domain.auditing import (
    Answer,
    AnswerKey,
    Audit,
    Item,
    Verdict,
    follow_up,
    follow_up_id,
)
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation
from arkiv.domain.ports import Record
from arkiv.errors import BadInput, NotFound
from arkiv.services.audit_evidence import quoted
from arkiv.services.finding import Finder
from arkiv.services.indexing import Indexing
from arkiv.services.typed_lines import one_line
from arkiv.texts import _

__all__ = ["Answered", "Answering"]


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer."""

    changed: int
    """How many contracts it said something new about."""
    follow_ups: tuple[Obligation, ...]
    """The dates that were put for failures."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Acts of a person; each is durable when its method returns."""

    record: Record
    indexing: Indexing
    finder: Finder
    actor: str

    def quote(self, contract: ContractId, words: str) -> Anchor:
        """Where these words stand in the contract. Raises NotFound, BadInput."""
        return quoted(self.finder, contract, words)

    def item(self, audit: Audit, named: str) -> Item:
        """Raises NotFound."""
        found = audit.pack.item(named.strip().lower())
        if found is None:
            raise NotFound(
                _("Audit “{name}” has no question “{item}”. There are: {names}.").format(
                    name=audit.name,
                    item=named,
                    names=", ".join(each.id for each in audit.pack.items),
                )
            )
        return found

    def unanswered(self, audit: Audit, item: Item) -> tuple[ContractId, ...]:
        """The contracts of which it is asked and not answered."""
        said = {answer.key: answer.verdict for answer in self.record.audits.answers(audit.id)}
        return tuple(
            each.contract
            for each in audit.contracts
            if item.id not in each.skipped
            and said.get((each.contract, item.id), Verdict.OPEN) is Verdict.OPEN
        )

    def answer(
        self,
        audit: Audit,
        contracts: Sequence[ContractId],
        item: Item,
        verdict: Verdict,
        today: date,
        *,
        comment: str | None = None,
        evidence: Mapping[ContractId, tuple[Anchor, ...]] | None = None,
        owner: str | None = None,
        due: date | None = None,
    ) -> Answered:
        """The same answer for these contracts, in one act.

        Where the verdict stays, a comment or evidence that is None stays too. ``owner`` and
        ``due`` are of the follow-up of a failure; else it has the contract's owner, or the
        audit's, and the day the audit is due. Raises BadInput, NotFound.
        """
        said = None if comment is None else one_line(comment)
        before = {answer.key: answer for answer in self.record.audits.answers(audit.id)}
        answers = [
            _said(before.get((contract, item.id)), contract, item, verdict, said, evidence)
            for contract in dict.fromkeys(contracts)
        ]
        for answer in answers:
            _refuse_without_evidence(item, answer)
        puts = tuple(
            self._follow_ups(audit, item, answers, before, one_line(owner or ""), due, today)
        )
        gone = [
            follow_up_id(audit.id, answer.contract, item.id)
            for answer in answers
            if answer.verdict is not Verdict.FAIL
        ]
        changed = self.record.audits.answer(audit.id, answers, puts, gone, self.actor)
        self.indexing.catch_up()
        return Answered(changed, puts)

    def _follow_ups(
        self,
        audit: Audit,
        item: Item,
        answers: Sequence[Answer],
        before: Mapping[AnswerKey, Answer],
        owner: str,
        due: date | None,
        today: date,
    ) -> Iterator[Obligation]:
        failed = [answer for answer in answers if answer.verdict is Verdict.FAIL]
        known = self.record.contracts.summaries_of([answer.contract for answer in failed])
        owners = {summary.id: summary.owner for summary in known}
        for answer in failed:
            earlier = before.get(answer.key)
            standing = self.record.plans.get(follow_up_id(audit.id, answer.contract, item.id))
            if standing is not None:
                changed = replace(standing, owner=owner or standing.owner, on=due or standing.on)
                if changed != standing:
                    yield changed
            elif owner or due or earlier is None or earlier.verdict is not Verdict.FAIL:
                # None follows the contract's owner, also when that is another one later.
                whose = owner or (None if owners.get(answer.contract) else audit.owner)
                yield follow_up(audit, item, answer, whose, due or audit.due, today)


def _said(
    before: Answer | None,
    contract: ContractId,
    item: Item,
    verdict: Verdict,
    comment: str | None,
    evidence: Mapping[ContractId, tuple[Anchor, ...]] | None,
) -> Answer:
    kept = before if before is not None and before.verdict is verdict else None
    if comment is None:
        comment = kept.comment if kept else ""
    anchors = kept.evidence if kept else ()
    if evidence is not None:
        anchors = evidence.get(contract, ())
    return Answer(contract, item.id, verdict, comment, anchors)


def _refuse_without_evidence(item: Item, answer: Answer) -> None:
    needs = item.evidence is not None and answer.verdict is Verdict.PASS
    if needs and not (answer.evidence or answer.comment):
        wanted = f" {item.evidence}" if item.evidence else ""
        raise BadInput(
            _(
                "“{item}” passes with evidence only, and contract {id} has none.{wanted} Quote its "
                "words, take those that were found, or say in a comment where it lies."
            ).format(item=item.id, id=answer.contract, wanted=wanted)
        )
