"""An archive of 200 contracts that nobody has to look at, and sixty defects of twelve kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from arkiv.domain.attention_items import AttentionKind
from arkiv.domain.contracts import Acknowledgement, Link, LinkKind, Review
from arkiv.domain.documents import Reading
from arkiv.domain.facts import DecisionKind, DocumentType, Extraction, Field, FieldValue, Finding
from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.domain.values import Duration, Money, Party
from fakes.arrivals import arrival, digest, extraction, finding, reading

__all__ = ["CONTRACTS", "DEFECTS", "FILED", "TODAY", "Defect", "fill", "mend", "planted"]

FILED = date(2026, 10, 1)
TODAY = date(2026, 12, 1)
CONTRACTS = 200
OURS = Party("Tallbrua Regnskap AS", "kunde", "999999190")
_EACH = 5

Values = dict[Field, FieldValue | tuple[FieldValue, ...]]


@dataclass
class Draft:
    """One contract before it is filed."""

    number: int
    values: Values
    pages: tuple[str, ...]
    owner: str | None = "kari"
    reviewed: bool = True
    tracked_changes: bool = False
    doubted: Field | None = None
    fault: Fault | None = None

    @property
    def name(self) -> str:
        return f"contract {self.number}.pdf"


@dataclass(frozen=True)
class Defect:
    """How a good contract comes to have it, and how a person mends it."""

    kind: AttentionKind
    plant: Callable[[Draft], object]
    mend: Callable[[Record, ContractId, str], object]


def good(number: int) -> Draft:
    """One of those that come: fixed, tacitly renewed, open-ended; with and without a value."""
    others = ("Øst Eiendom AS", "Quillmarch Software Ltd", "Klimrecht Liften B.V.")
    values: Values = {
        Field.TITLE: f"Avtale nr. {number}",
        Field.DOCUMENT_TYPE: (DocumentType.LEASE, DocumentType.SERVICES, DocumentType.SUPPLY)[
            number % 3
        ],
        Field.PARTIES: (Party(f"{others[number % 3]} {number}"), OURS),
        Field.AGREEMENT_DATE: date(2024, 12, 1 + number % 28),
        Field.EFFECTIVE_DATE: date(2025, 1, 1),
        Field.NOTICE_PERIOD: Duration(months=3),
        Field.SIGNED: True,
    }
    if number % 4 == 3:
        values[Field.EVERGREEN] = True
    else:
        values[Field.EXPIRATION_DATE] = date(2028 + number % 3, 12, 31)
    if number % 4 == 1:
        values |= {Field.AUTO_RENEWAL: True, Field.RENEWAL_TERM: Duration(years=1)}
    if number % 5:
        amount = Decimal(10 ** (3 + number % 5))
        values[Field.VALUE] = Money(amount, ("NOK", "EUR")[number % 2])
    text = "1.1 Prisene følger av bilag 1.\n1.2 See Annex II to Regulation (EU) 2016/679.\n"
    return Draft(number, values, (text, "Bilag 1\nPris: 1 000"))


def planted() -> dict[int, Defect]:
    """The number of each contract that has a defect: five of each kind."""
    return {place: DEFECTS[place % len(DEFECTS)] for place in range(_EACH * len(DEFECTS))}


def fill(record: Record, defects: Mapping[int, Defect]) -> dict[int, ContractId]:
    """File the 200; the ids by number."""
    filed = {}
    for number in range(CONTRACTS):
        draft = good(number)
        _make_odd(draft)
        if number in defects:
            draft = good(number)
            defects[number].plant(draft)
        filed[number] = _file(record, draft)
        _put_away(record, number, filed)
    return filed


def mend(record: Record, number: int, contract: ContractId, defect: Defect) -> None:
    defect.mend(record, contract, good(number).name)


def _make_odd(draft: Draft) -> None:
    """What looks like a defect and is none, among the last hundred."""
    kind = {
        100: DocumentType.NDA,
        101: DocumentType.DPA,
        102: DocumentType.EMPLOYMENT,
        103: DocumentType.SHARE_PURCHASE,
        104: DocumentType.TERMS,
        105: DocumentType.NOT_CONTRACT,
        106: DocumentType.AMENDMENT,
    }.get(draft.number)
    if kind is not None:
        draft.values[Field.DOCUMENT_TYPE] = kind
        for field in (Field.EXPIRATION_DATE, Field.EVERGREEN, Field.AUTO_RENEWAL):
            draft.values.pop(field, None)
    if kind in (DocumentType.TERMS, DocumentType.NOT_CONTRACT):
        draft.values.pop(Field.PARTIES)
        draft.values[Field.SIGNED] = False
    if draft.number in (107, 108, 109):  # ended, thrown away, replaced: whatever they say
        draft.values = {Field.SIGNED: False}
        draft.owner, draft.reviewed, draft.tracked_changes = None, False, True
    if draft.number == 110:  # a contract inside the house
        draft.values[Field.PARTIES] = (OURS, replace(OURS, name="Tallbrua Nederland B.V."))


def _put_away(record: Record, number: int, filed: Mapping[int, ContractId]) -> None:
    if number == 106:
        record.links.add(Link(filed[106], filed[99], LinkKind.AMENDMENT), "kari")
    elif number == 107:
        record.standing.end(filed[107], date(2026, 6, 30), "sold", "kari")
    elif number == 108:
        record.contracts.trash([filed[108]], "kari")
    elif number == 110:
        record.links.add(Link(filed[110], filed[109], LinkKind.REPLACES), "kari")


def _file(record: Record, draft: Draft) -> ContractId:
    contract = record.documents.file(arrival(draft.name), "intake").contract
    if draft.fault is not None:
        record.documents.save_failure(digest(draft.name), draft.fault, None, "intake")
    else:
        _read(record, draft)
    if draft.owner is not None:
        record.standing.own([contract], draft.owner, "kari")
    if draft.reviewed:
        record.standing.review(contract, Review(FILED, "kari"), "kari")
    return contract


def _read(record: Record, draft: Draft) -> None:
    read: Reading = replace(reading(*draft.pages), tracked_changes=draft.tracked_changes)
    record.documents.save_reading(digest(draft.name), read, _read_facts(draft), "intake")


def _read_facts(draft: Draft) -> Extraction:
    found: list[Finding] = []
    for field, value in draft.values.items():
        several = value if isinstance(value, tuple) else (value,)
        found += [finding(field, each, rank) for rank, each in enumerate(several)]
    return extraction(
        *(replace(f, confidence=0.4) if f.field is draft.doubted else f for f in found)
    )


# --- the defects --------------------------------------------------------------------------------


def _without(*fields: Field) -> Callable[[Draft], object]:
    return lambda draft: [draft.values.pop(field, None) for field in fields]


def _with(values: Values) -> Callable[[Draft], object]:
    return lambda draft: draft.values.update(values)


def _be(**changes: object) -> Callable[[Draft], object]:
    def change(draft: Draft) -> None:
        for name, value in changes.items():
            setattr(draft, name, value)

    return change


def _decide(field: Field, *values: FieldValue) -> Callable[[Record, ContractId, str], object]:
    return lambda record, contract, name: record.contracts.decide(
        contract, field, DecisionKind.CORRECTED, values, "kari"
    )


def _link_new(kind: LinkKind) -> Callable[[Record, ContractId, str], object]:
    def link(record: Record, contract: ContractId, name: str) -> None:
        draft = good(1000 + contract)
        draft.values[Field.EXPIRATION_DATE] = date(2029, 12, 31)
        record.links.add(Link(_file(record, draft), contract, kind), "kari")

    return link


def _acknowledge(record: Record, contract: ContractId, name: str) -> None:
    done = Acknowledgement("notice", date(2026, 12, 31), "", None, "we stay", "kari")
    record.plans.acknowledge([(contract, done)], "kari")


def _open_notice(draft: Draft) -> None:
    draft.values |= {
        Field.EXPIRATION_DATE: date(2027, 3, 31),
        Field.AUTO_RENEWAL: True,
        Field.RENEWAL_TERM: Duration(years=1),
        Field.EVERGREEN: False,
    }


def _guess_the_start(draft: Draft) -> None:
    draft.doubted = Field.EFFECTIVE_DATE


DEFECTS = (
    Defect(
        AttentionKind.NO_OWNER,
        _be(owner=None),
        lambda record, contract, name: record.standing.own([contract], "ola", "kari"),
    ),
    Defect(
        AttentionKind.NO_END,
        _without(Field.EXPIRATION_DATE, Field.EVERGREEN, Field.AUTO_RENEWAL),
        _decide(Field.EXPIRATION_DATE, date(2030, 6, 30)),
    ),
    Defect(AttentionKind.NOTICE_OPEN, _open_notice, _acknowledge),
    Defect(
        AttentionKind.PAST_END,
        _with(
            {
                Field.EXPIRATION_DATE: date(2026, 6, 30),
                Field.AUTO_RENEWAL: False,
                Field.EVERGREEN: False,
            }
        ),
        lambda record, contract, name: record.standing.end(
            contract, date(2026, 6, 30), "ran out", "kari"
        ),
    ),
    Defect(AttentionKind.UNSIGNED, _with({Field.SIGNED: False}), _decide(Field.SIGNED, True)),
    Defect(AttentionKind.TRACKED_CHANGES, _be(tracked_changes=True), _link_new(LinkKind.REPLACES)),
    Defect(
        AttentionKind.ANNEX_MISSING,
        _be(pages=("Kravene står i bilag 2 til denne avtalen.", "Bilag 1\nPris")),
        _link_new(LinkKind.ANNEX),
    ),
    Defect(
        AttentionKind.CONTRADICTORY_DATES,
        _with({Field.EXPIRATION_DATE: date(2023, 12, 31), Field.AGREEMENT_DATE: date(2023, 12, 1)}),
        _decide(Field.EXPIRATION_DATE, date(2033, 12, 31)),
    ),
    Defect(
        AttentionKind.LOW_CONFIDENCE,
        _guess_the_start,
        _decide(Field.EFFECTIVE_DATE, date(2025, 1, 1)),
    ),
    Defect(
        AttentionKind.UNREVIEWED,
        _be(reviewed=False),
        lambda record, contract, name: record.standing.review(
            contract, Review(TODAY, "kari"), "kari"
        ),
    ),
    Defect(
        AttentionKind.FAILED_READING,
        _be(fault=Fault(FaultCode.DAMAGED, "no end")),
        lambda record, contract, name: _read(record, _again(name)),
    ),
    Defect(
        AttentionKind.UNKNOWN_COUNTERPARTY,
        _with({Field.PARTIES: (OURS,)}),
        _decide(Field.PARTIES, OURS, Party("Øst Eiendom AS")),
    ),
)


def _again(name: str) -> Draft:
    return good(int(name.removeprefix("contract ").removesuffix(".pdf")))
