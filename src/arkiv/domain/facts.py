"""What was read from a contract, what people decided about it, and what is therefore shown.

A *finding* is what a rule read; a *decision* is what a person said. The shown value is the
decision, else the best finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from arkiv.domain.operations import read_operation
from arkiv.domain.values import Duration, Money, NoticeTo, Party, YearDay

__all__ = [
    "Decision",
    "DecisionKind",
    "DocumentType",
    "Extraction",
    "Facts",
    "Field",
    "FieldValue",
    "Finding",
    "Source",
    "shown_facts",
]


class DocumentType(StrEnum):
    """The closed list of document types."""

    LEASE = "lease"
    LEASE_EQUIPMENT = "lease_equipment"
    SERVICES = "services"
    MAINTENANCE = "maintenance"
    IT_SAAS = "it_saas"
    LICENSE = "license"
    FRAMEWORK = "framework"
    SUPPLY = "supply"
    SALE_PURCHASE = "sale_purchase"
    SHARE_PURCHASE = "share_purchase"
    CONSTRUCTION = "construction"
    EMPLOYMENT = "employment"
    TERMINATION_SETTLEMENT = "termination_settlement"
    DPA = "dpa"
    NDA = "nda"
    LOAN = "loan"
    SHAREHOLDERS = "shareholders"
    INCORPORATION = "incorporation"
    COOPERATION = "cooperation"
    JOINT_VENTURE = "joint_venture"
    DISTRIBUTION = "distribution"
    RESELLER = "reseller"
    AGENCY = "agency"
    FRANCHISE = "franchise"
    MARKETING = "marketing"
    SPONSORSHIP = "sponsorship"
    ENDORSEMENT = "endorsement"
    MANUFACTURING = "manufacturing"
    TRANSPORT = "transport"
    HOSTING = "hosting"
    OUTSOURCING = "outsourcing"
    DEVELOPMENT = "development"
    INTELLECTUAL_PROPERTY = "intellectual_property"
    AMENDMENT = "amendment"
    TERMS = "terms"
    NOT_CONTRACT = "not_contract"
    OTHER = "other"


class Field(StrEnum):
    """The fields of a contract; the values are the keys of the JSON."""

    LANGUAGE = "language"
    TITLE = "title"
    DOCUMENT_TYPE = "document_type"
    PARTIES = "parties"
    AGREEMENT_DATE = "agreement_date"
    EFFECTIVE_DATE = "effective_date"
    EXPIRATION_DATE = "expiration_date"
    TERM = "term"
    EVERGREEN = "evergreen"
    AUTO_RENEWAL = "auto_renewal"
    RENEWAL_OPTION = "renewal_option"
    RENEWAL_TERM = "renewal_term"
    NOTICE_PERIOD = "notice_period"
    NOTICE_DEADLINE = "notice_deadline"
    NOTICE_TO = "notice_to"
    NOTICE_BUSINESS_DAYS = "notice_business_days"
    NOTICE_ON_RECEIPT = "notice_on_receipt"
    RENEWAL_LIMIT = "renewal_limit"
    PROBATION = "probation"
    PRICE_ADJUSTMENT = "price_adjustment"
    VALUE = "value"
    PAYMENT_DAYS = "payment_days"
    GOVERNING_LAW = "governing_law"
    SIGNED = "signed"
    AMENDS = "amends"


FieldValue: TypeAlias = str | bool | int | date | Duration | Money | Party | YearDay
"""One value of one field; PARTIES has one Party a finding."""


@dataclass(frozen=True, slots=True)
class Source:
    """The words a value came from."""

    page: int | None
    """From 1; None for a DOCX, which has no pages."""
    paragraph: int | None
    """From 1; None for a PDF."""
    clause: str | None
    """The label of the clause the words stand in, such as 7.1; None when there is none."""
    start: int
    end: int
    """Half-open character offsets in the page's text (in a DOCX: the document's text)."""
    text: str
    """Exactly the characters at start:end."""
    cue: str
    """The id of the cue that matched, such as nb.term.duration."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule read."""

    field: Field
    value: FieldValue
    confidence: float
    """0 to 1."""
    sources: tuple[Source, ...]
    operation: str | None = None
    """How the value follows from its sources: effective_date + P3Y - P1D; None when it is read."""
    rank: int = 0
    """0 is the chosen value, 1 and up its runners-up; for parties the order in the contract."""


class DecisionKind(StrEnum):
    """What a person said about a field."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said; re-extraction never touches it."""

    field: Field
    kind: DecisionKind
    values: tuple[FieldValue, ...]
    """Empty when rejected; several only for parties."""
    actor: str
    at: str
    """ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything the rules read in one document."""

    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]
    cues_version: str
    """Changes whenever a cue or a rule does, so that older readings can be told."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The shown values of one contract; None where the contract does not say."""

    language: str | None = None
    title: str | None = None
    document_type: DocumentType | None = None
    parties: tuple[Party, ...] = ()
    agreement_date: date | None = None
    effective_date: date | None = None
    expiration_date: date | None = None
    """The last day in force of the fixed or initial term."""
    term: Duration | None = None
    evergreen: bool | None = None
    auto_renewal: bool | None = None
    renewal_option: bool | None = None
    renewal_term: Duration | None = None
    notice_period: Duration | None = None
    notice_deadline: date | None = None
    """The last day on which notice still prevents the first renewal."""
    notice_to: NoticeTo | None = None
    notice_business_days: bool | None = None
    """The days of the notice period are working days."""
    notice_on_receipt: bool | None = None
    """Notice counts from the day the other side has it."""
    renewal_limit: int | None = None
    """How often it renews at most; None: the contract sets no limit."""
    probation: Duration | None = None
    """From the effective date."""
    price_adjustment: YearDay | None = None
    """The day on which prices are adjusted every year."""
    value: Money | None = None
    payment_days: int | None = None
    governing_law: str | None = None
    signed: bool | None = None
    amends: str | None = None


def shown_facts(findings: Iterable[Finding], decisions: Iterable[Decision] = ()) -> Facts:
    """The decision where there is one, else the finding of rank 0.

    A value that was computed from a field somebody decided is computed anew from the decision.
    """
    best: dict[Field, Finding] = {}
    parties: list[Finding] = []
    for finding in findings:
        if finding.field is Field.PARTIES:
            parties.append(finding)
        elif finding.rank == 0:
            best[finding.field] = finding
    shown: dict[Field, Any] = {field: finding.value for field, finding in best.items()}
    shown[Field.PARTIES] = tuple(f.value for f in sorted(parties, key=lambda f: f.rank))
    decided: dict[Field, Any] = {}
    for decision in decisions:
        one = decision.values[0] if decision.values else None
        decided[decision.field] = decision.values if decision.field is Field.PARTIES else one
    if decided:
        shown |= _following(best, decided) | decided
    return replace(Facts(), **{str(key): value for key, value in shown.items()})


def _following(best: Mapping[Field, Finding], decided: Mapping[Field, Any]) -> dict[Field, Any]:
    """The computed values that no longer stand, as they follow from what was decided.

    None where nothing follows any more.
    """
    known: dict[Field, Any] = {field: finding.value for field, finding in best.items()}
    changed = {field for field in decided if known.get(field) != decided[field]}
    known |= decided
    anew: dict[Field, Any] = {}
    for field in Field:  # an end stands before the notice that counts back from it
        finding = best.get(field)
        if finding is None or finding.operation is None or field in decided:
            continue
        length = _LENGTH_OF.get(field)
        if length in changed or changed & set(finding.operation.split()):
            known[field] = anew[field] = _computed_anew(finding, best, known)
            changed.add(field)
    return anew


def _computed_anew(
    finding: Finding, best: Mapping[Field, Finding], known: Mapping[Field, Any]
) -> date | None:
    operation = read_operation(finding.operation or "")
    if operation is None or not isinstance(finding.value, date):
        return None
    length = _LENGTH_OF.get(finding.field)
    if length is not None and length in best:
        old, new = best[length].value, known[length]
        if not isinstance(old, Duration) or not isinstance(new, Duration):
            return None
        direction = -1 if length is Field.NOTICE_PERIOD else 1
        operation = operation.with_length(direction, old, new)
    return operation.day({str(field): value for field, value in known.items()})


_LENGTH_OF = {
    Field.EXPIRATION_DATE: Field.TERM,
    Field.NOTICE_DEADLINE: Field.NOTICE_PERIOD,
}
"""The field whose length of time stands in the operation that computes a day."""


assert [f.name for f in fields(Facts)] == [str(f) for f in Field], "one field, one name"
