"""Audits: a checklist at one version over a set of contracts, and what was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

from arkiv.domain.anchors import Anchor
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.texts import _

__all__ = [
    "Answer",
    "AnswerKey",
    "Audit",
    "Audited",
    "BrokenPack",
    "Closing",
    "Item",
    "Pack",
    "Progress",
    "Severity",
    "Verdict",
    "audit_key",
    "follow_up",
    "follow_up_id",
    "left_open",
    "progress",
]

_FOLLOW_UPS = UUID("6f0b7c35-5c1e-4c3b-9a3e-0c6f5f0a8d21")


class Severity(StrEnum):
    """How much a failure matters; the gravest last."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class Verdict(StrEnum):
    """What an answer says."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    OPEN = "open"
    """Not decided, perhaps with a comment why."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a checklist."""

    id: str
    question: str
    guidance: str
    severity: Severity
    evidence: str | None = None
    """What must be shown for a pass; empty: any words; None: a pass needs nothing."""
    condition: str = ""
    """A query: asked only of contracts that it finds; empty: of all."""
    look_for: str = ""
    """Queries, one a line, whose words in the contract are proposed as evidence; empty: none."""
    fact: Field | None = None
    """A fact whose words are proposed as evidence."""
    law: str = ""
    article: str = ""
    """Of that law, as 28(3)(a)."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A checklist at one version."""

    id: str
    version: str
    title: str
    language: str
    """Two letters, ISO 639-1."""
    items: tuple[Item, ...]
    applies_to: str = ""
    """A query: the contracts it is meant for; empty: all."""

    @property
    def key(self) -> str:
        """What it is called up by: gdpr-dpa.nb."""
        return f"{self.id}.{self.language}"

    def item(self, item: str) -> Item | None:
        return next((each for each in self.items if each.id == item), None)


@dataclass(frozen=True, slots=True)
class BrokenPack:
    """A file that does not hold a checklist."""

    file: str
    """Its name in the folder."""
    message: str
    """Which item and key is wrong and why, for a person."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said to one question about one contract."""

    contract: ContractId
    item: str
    verdict: Verdict
    comment: str = ""
    evidence: tuple[Anchor, ...] = ()
    actor: str = ""
    at: str = ""
    """ISO 8601, UTC; empty before it is on record."""

    @property
    def key(self) -> AnswerKey:
        return self.contract, self.item

    def says(self) -> tuple[Verdict, str, tuple[Anchor, ...]]:
        """What it says, whoever says it and when."""
        return self.verdict, self.comment, self.evidence


AnswerKey = tuple[ContractId, str]


@dataclass(frozen=True, slots=True)
class Audited:
    """One contract of an audit, as it was when the audit was started."""

    contract: ContractId
    skipped: tuple[str, ...] = ()
    """The items whose condition did not find it: not asked, but they may be answered."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Who signed an audit off."""

    actor: str
    at: str
    """ISO 8601, UTC."""
    comment: str
    open_items: int
    """Questions that were not answered."""


@dataclass(frozen=True, slots=True)
class Audit:
    """A checklist over the contracts that a query found when it was started."""

    id: str
    """A uuid made by whoever starts it, so that a retried start is the same one."""
    name: str
    pack: Pack
    """Whole, so that answers belong to the version they were given under."""
    query: str
    contracts: tuple[Audited, ...]
    """By id."""
    due: date
    owner: str
    actor: str = ""
    at: str = ""
    """When it was started: ISO 8601, UTC; empty before it is on record."""
    closed: Closing | None = None
    purged: tuple[ContractId, ...] = ()
    """The contracts it was started over that were purged since; ``contracts`` has the rest."""

    def without(self, purged: Collection[ContractId]) -> Audit:
        """As it is once these are purged."""
        return replace(
            self,
            contracts=tuple(each for each in self.contracts if each.contract not in purged),
            purged=tuple(sorted({*self.purged, *purged})),
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an audit has come; what is not asked and not answered does not count."""

    asked: int
    passed: int
    failed: int
    not_applicable: int

    @property
    def open(self) -> int:
        return self.asked - self.passed - self.failed - self.not_applicable


def progress(audit: Audit, answers: Iterable[Answer]) -> Progress:
    counted = [*_verdicts(audit, answers).values()]
    return Progress(
        len(counted),
        counted.count(Verdict.PASS),
        counted.count(Verdict.FAIL),
        counted.count(Verdict.NOT_APPLICABLE),
    )


def left_open(audit: Audit, answers: Iterable[Answer]) -> tuple[tuple[Severity, int], ...]:
    """How many questions of each severity are open, the gravest first; none without any."""
    grave = {item.id: item.severity for item in audit.pack.items}
    verdicts = _verdicts(audit, answers)
    left = Counter(grave[item] for (_c, item), said in verdicts.items() if said is Verdict.OPEN)
    return tuple((severity, left[severity]) for severity in reversed(Severity) if left[severity])


def _verdicts(audit: Audit, answers: Iterable[Answer]) -> dict[AnswerKey, Verdict]:
    """Of what is asked or answered."""
    asked = {
        (each.contract, item.id): Verdict.OPEN
        for each in audit.contracts
        for item in audit.pack.items
        if item.id not in each.skipped
    }
    return asked | {answer.key: answer.verdict for answer in answers}


def audit_key(name: str) -> str:
    """Two names with one key are the same audit's."""
    return " ".join(name.split()).casefold()


def follow_up_id(audit: str, contract: ContractId, item: str) -> str:
    """The same for the same failure, so that saving it again makes no second one."""
    return str(uuid5(_FOLLOW_UPS, f"{audit}/{contract}/{item}"))


def follow_up(
    audit: Audit, item: Item, answer: Answer, owner: str | None, due: date, today: date
) -> Obligation:
    """What a failure asks somebody to do by when; it quotes the words that failed."""
    return Obligation(
        id=follow_up_id(audit.id, answer.contract, item.id),
        contract=answer.contract,
        kind=ObligationKind.OBLIGATION,
        title=_("Audit {name}: {question}").format(name=audit.name, question=item.question),
        on=due,
        since=today,
        owner=owner,
        evidence=answer.evidence[0].source if answer.evidence else None,
    )
