"""What needs a human and what does not, and the order in which it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from arkiv.domain.attention import attention
from arkiv.domain.attention_items import (
    Attention,
    AttentionItem,
    AttentionKind,
    AuditAttention,
    Beside,
    Conflict,
    House,
)
from arkiv.domain.attention_order import audit_step, in_order, nearness, value_step
from arkiv.domain.auditing import Audit, Pack, Severity
from arkiv.domain.contracts import Link, LinkKind, LooseEnds, Summary
from arkiv.domain.deadlines import look_ahead
from arkiv.domain.facts import DocumentType, Facts, Field
from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.outlook import DeadlineKind
from arkiv.domain.values import Duration, Money, Party, Per
from fakes.summaries import contract_with

TODAY = date(2026, 12, 1)
SERVICES = Facts(
    document_type=DocumentType.SERVICES,
    parties=(Party("Øst AS"), Party("Vest AS")),
    effective_date=date(2025, 1, 1),
    expiration_date=date(2029, 12, 31),
    signed=True,
)
RENEWED = replace(SERVICES, auto_renewal=True, renewal_term=Duration(years=1))


def contract(facts: Facts = SERVICES, **known: Any) -> Summary:
    """Owned and looked at, unless told otherwise."""
    return contract_with(facts, **({"owner": "kari", "reviewed": True} | known))


def found(
    summary: Summary, beside: Beside | None = None, house: House | None = None
) -> list[Attention]:
    outlook = look_ahead(summary, TODAY)
    return list(attention(summary, outlook, beside or Beside(), house or House()))


def kinds(summary: Summary, beside: Beside | None = None) -> list[AttentionKind]:
    return [item.kind for item in found(summary, beside)]


def test_a_contract_that_is_all_right_needs_nobody() -> None:
    assert kinds(contract()) == []


def test_a_window_is_told_from_its_lead_time_on_and_when_it_was_missed() -> None:
    facts = replace(RENEWED, notice_period=Duration(months=3))

    def ending(day: date) -> list[AttentionKind]:
        return kinds(contract(replace(facts, expiration_date=day)))

    assert ending(date(2027, 6, 30)) == []
    assert ending(date(2027, 3, 31)) == [AttentionKind.NOTICE_OPEN]
    assert ending(date(2027, 1, 31)) == [AttentionKind.OVERDUE]


def test_other_days_to_act_by_are_due() -> None:
    assert kinds(contract(replace(SERVICES, expiration_date=date(2027, 1, 15)))) == [
        AttentionKind.DUE
    ]


def test_of_a_recurring_date_the_oldest_is_told() -> None:
    monthly = Obligation(
        "1", ContractId(1), ObligationKind.OBLIGATION, "Report", date(2026, 8, 15),
        date(2026, 8, 1), "FREQ=MONTHLY",
    )  # fmt: skip

    items = found(contract(obligations=(monthly,)))

    assert [(item.kind, item.day) for item in items] == [
        (AttentionKind.OVERDUE, date(2026, 8, 15)),
        (AttentionKind.DUE, date(2026, 12, 15)),
    ]


def test_an_expired_contract_is_asked_for_its_outcome_alone() -> None:
    facts = replace(SERVICES, expiration_date=date(2026, 6, 30), signed=False, parties=())
    beside = Beside(LooseEnds(tracked_changes=True, annexes=("Annex 1",)))

    assert kinds(contract(facts, owner=None, reviewed=False), beside) == [AttentionKind.PAST_END]
    assert kinds(contract(facts), replace(beside, replaced=True)) == []
    assert kinds(contract(facts, ended_on=date(2026, 6, 30)), beside) == []


def test_dates_that_contradict_each_other_are_asked_for_before_what_follows() -> None:
    def conflicts(**facts: Any) -> list[Conflict | None]:
        items = found(contract(replace(RENEWED, notice_period=Duration(months=1), **facts)))
        return [item.conflict for item in items if item.kind is AttentionKind.CONTRADICTORY_DATES]

    assert conflicts() == []
    assert conflicts(notice_deadline=date(2030, 1, 31)) == [Conflict.NOTICE_AFTER_END]
    assert conflicts(agreement_date=date(2030, 2, 1)) == [Conflict.AGREED_AFTER_END]
    assert conflicts(agreement_date=date(2030, 1, 15)) == []
    past = contract(replace(SERVICES, expiration_date=date(2024, 12, 31)))
    assert kinds(past) == [AttentionKind.CONTRADICTORY_DATES]


def test_a_warning_stands_until_its_field_is_decided() -> None:
    said = "Expiration date: the text says 2029-12-31, a table says 2028-12-31. The text counts."
    loose = LooseEnds(warnings=(said, "Agreement date: the text says so.", "Renewal: 2 times."))

    (item,) = found(contract(), Beside(loose))

    assert (item.conflict, item.words) == (Conflict.READ_DIFFERENTLY, (said,))
    decided = replace(loose, decided=frozenset({Field.EXPIRATION_DATE}))
    assert kinds(contract(), Beside(decided)) == []


def test_facts_that_days_turn_on_are_missed() -> None:
    assert kinds(contract(replace(RENEWED, expiration_date=None))) == [
        AttentionKind.NO_END,
        AttentionKind.MISSING_FACT,
    ]
    rejected = frozenset({Field.EXPIRATION_DATE, Field.NOTICE_PERIOD})
    assert kinds(contract(replace(RENEWED, expiration_date=None), rejected=rejected)) == []


@pytest.mark.parametrize(
    "kind",
    [
        DocumentType.NDA, DocumentType.DPA, DocumentType.SHARE_PURCHASE, DocumentType.SHAREHOLDERS,
        DocumentType.EMPLOYMENT, DocumentType.TERMS, DocumentType.NOT_CONTRACT,
    ],
)  # fmt: skip
def test_some_documents_need_no_end(kind: DocumentType) -> None:
    assert kinds(contract(replace(SERVICES, document_type=kind, expiration_date=None))) == []


def test_a_part_of_another_contract_needs_no_end_party_or_owner_of_its_own() -> None:
    annex = Link(ContractId(1), ContractId(2), LinkKind.ANNEX)
    facts = Facts(document_type=DocumentType.SERVICES, signed=False)

    assert kinds(contract(facts, part_of=annex, owner=None)) == []
    assert AttentionKind.UNSIGNED in kinds(
        contract(facts, part_of=replace(annex, kind=LinkKind.CALL_OFF))
    )


def test_an_amendment_is_asked_what_it_amends() -> None:
    facts = replace(SERVICES, document_type=DocumentType.AMENDMENT)
    link = Link(ContractId(1), ContractId(2), LinkKind.AMENDMENT)

    assert kinds(contract(facts, owner=None)) == [AttentionKind.UNLINKED_AMENDMENT]
    assert kinds(contract(facts, part_of=link)) == []
    assert kinds(contract(facts, rejected=frozenset({Field.AMENDS}))) == []


def test_of_a_file_that_cannot_be_read_only_that_is_told() -> None:
    damaged = contract_with(fault=Fault(FaultCode.DAMAGED))
    scan = contract_with(fault=Fault(FaultCode.NO_TEXT), owner="kari")

    assert kinds(damaged) == [AttentionKind.FAILED_READING]
    assert kinds(replace(damaged, last_reviewed=TODAY)) == [AttentionKind.FAILED_READING]
    assert kinds(scan) == [AttentionKind.FAILED_READING]
    settled = replace(scan, last_reviewed=TODAY, facts=SERVICES)
    assert kinds(settled) == []
    assert AttentionKind.NO_END in kinds(replace(settled, facts=Facts()))


def test_what_is_not_read_yet_is_not_asked_for_its_facts() -> None:
    assert kinds(contract(Facts()), Beside(LooseEnds(waiting=True))) == []


def test_a_linked_annex_stands_for_the_one_it_names_else_for_any() -> None:
    loose = LooseEnds(annexes=("Annex 1", "Annex 2"))

    def left(*linked: str) -> list[tuple[str, ...]]:
        return [item.words for item in found(contract(), Beside(loose, annexes=linked))]

    assert left() == [("Annex 1", "Annex 2")]
    assert left("Annex 2 – Prices") == [("Annex 1",)]
    assert left("Prices") == [("Annex 2",)]
    assert left("Prices", "Annex 2") == []


def test_annexes_are_not_missed_where_part_of_the_text_is() -> None:
    fault = Fault(FaultCode.SOME_PAGES_SCANNED, "4-6")
    beside = Beside(LooseEnds(annexes=("Annex 1",)))

    assert kinds(contract(fault=fault), beside) == [AttentionKind.FAILED_READING]
    assert kinds(contract(fault=fault, last_reviewed=TODAY), beside) == []


def test_guesses_count_where_something_is_shown() -> None:
    loose = LooseEnds(guesses=frozenset({Field.EXPIRATION_DATE, Field.VALUE, Field.TITLE}))

    (item,) = found(contract(), Beside(loose))

    assert (item.kind, item.fields) == (AttentionKind.LOW_CONFIDENCE, (Field.EXPIRATION_DATE,))


def test_our_own_side_alone_is_no_counterparty() -> None:
    house = House(own_names=frozenset({"øst as", "vest as"}))
    alone = contract(replace(SERVICES, parties=(Party("Øst AS"),)))

    assert [item.kind for item in found(alone, house=house)] == [AttentionKind.UNKNOWN_COUNTERPARTY]
    assert found(alone) == [], "one party may be the other one"
    assert found(contract(), house=house) == [], "inside the house there are two sides too"


def test_a_contract_nobody_looked_at_is_told_after_a_month() -> None:
    def filed(days: int, **known: Any) -> list[AttentionKind]:
        day = TODAY - timedelta(days=days)
        return kinds(contract(filed_on=day, **({"reviewed": False} | known)))

    assert filed(30) == []
    assert filed(31) == [AttentionKind.UNREVIEWED]
    assert filed(31, reviewed=True) == []
    assert filed(31, last_reviewed=TODAY) == []


def test_a_review_is_told_from_the_day_it_is_due() -> None:
    def next_on(day: date) -> list[AttentionKind]:
        return kinds(contract(last_reviewed=date(2026, 1, 1), next_review=day))

    assert next_on(date(2026, 12, 2)) == []
    assert next_on(TODAY) == [AttentionKind.UNREVIEWED]


def test_the_order_goes_by_money_and_nearness() -> None:
    def item(number: int, kind: AttentionKind, amount: int, days: int | None) -> Attention:
        value = Money(Decimal(amount), "NOK")
        summary = contract_with(Facts(value=value), id=ContractId(number))
        return Attention(kind, summary, None if days is None else TODAY + timedelta(days=days))

    expected = [
        item(1, AttentionKind.NOTICE_OPEN, 20_000_000, 3),
        item(2, AttentionKind.NOTICE_OPEN, 20_000_000, 20),
        item(3, AttentionKind.PAST_END, 20_000_000, -20),
        item(4, AttentionKind.NOTICE_OPEN, 50_000, 3),
        item(9, AttentionKind.DUE, 500, 3),
        item(5, AttentionKind.NOTICE_OPEN, 50_000, 20),
        item(6, AttentionKind.NO_OWNER, 500_000, 20),
        item(7, AttentionKind.NO_OWNER, 500_000, None),
        item(8, AttentionKind.NO_OWNER, 500, None),
    ]

    assert in_order(reversed(expected), TODAY) == tuple(expected)


def test_an_audit_stands_by_its_day_and_its_gravest_open_question() -> None:
    def audit(name: str, days: int, *left: tuple[Severity, int]) -> AuditAttention:
        pack, day = Pack("p", "1", "P", "en", ()), TODAY + timedelta(days=days)
        kind = AttentionKind.AUDIT_OVERDUE if days < 0 else AttentionKind.AUDIT_DUE
        return AuditAttention(kind, Audit("1", name, pack, "", (), day, "kari"), left)

    worth = contract_with(Facts(value=Money(Decimal(1_000_000), "NOK")))
    critical, major = (Severity.CRITICAL, 1), (Severity.MAJOR, 30)
    expected: list[AttentionItem] = [
        audit("near", 3, critical),
        Attention(AttentionKind.OVERDUE, worth, TODAY - timedelta(days=2)),
        audit("late", -2, critical, major),
        audit("less", -2, major),
        audit("answered", -1),
        audit("answered too", -1),
    ]

    assert in_order(reversed(expected), TODAY) == tuple(expected)
    assert [*map(audit_step, (None, *Severity))] == [0, 1, 2, 3]


def test_steps_of_money_and_nearness() -> None:
    def worth(amount: int, per: Per | None = None) -> int:
        return value_step(Money(Decimal(amount), "EUR", per))

    assert [worth(n) for n in (9_999, 10_000, 100_000, 1_000_000, 10_000_000)] == [0, 1, 2, 3, 4]
    assert (worth(1_000, Per.MONTH), worth(2_500, Per.QUARTER), value_step(None)) == (1, 1, 0)
    days = [TODAY + timedelta(days=n) for n in (0, 7, 8, 30, 31, 90, 91, -1, -30, -31, -91)]
    assert [nearness(day, TODAY) for day in days] == [4, 4, 3, 3, 2, 2, 1, 3, 3, 2, 1]
    assert nearness(None, TODAY) == 0


def test_no_review_is_asked_for_where_the_contract_is_over() -> None:
    past = replace(SERVICES, expiration_date=date(2026, 6, 30))

    def reviews(summary: Summary) -> int:
        outlook = look_ahead(summary, TODAY, cycle=Duration(months=6))
        return sum(deadline.kind is DeadlineKind.REVIEW for deadline in outlook.deadlines)

    assert reviews(contract()) == 1
    assert reviews(contract(past)) == 0
    assert reviews(contract(ended_on=date(2026, 12, 31))) == 0
    amendment = Link(ContractId(1), ContractId(2), LinkKind.AMENDMENT)
    assert reviews(contract(part_of=amendment)) == 0
