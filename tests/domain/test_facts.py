"""What is shown, and its spelling in JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from arkiv.domain.facts import (
    Decision,
    DecisionKind,
    DocumentType,
    Facts,
    Field,
    Finding,
    Source,
    shown_facts,
)
from arkiv.domain.facts_json import evidence_to_json, facts_from_json, facts_to_json
from arkiv.domain.values import Duration, Money, Party, Per, Vat

SOURCE = Source(3, None, "7.1", 812, 838, "løper i tre år fra overtakelse", "nb.term.duration")
FACTS = Facts(
    language="nb",
    title="Leieavtale Kaigata 12",
    document_type=DocumentType.LEASE,
    parties=(Party("Øst Eiendom AS", "utleier", "923609016"), Party("Kystbygg AS")),
    agreement_date=date(2024, 1, 15),
    term=Duration(years=3),
    evergreen=False,
    auto_renewal=True,
    value=Money(Decimal("1240000.00"), "NOK", Per.YEAR, Vat.EXCLUDED),
    payment_days=30,
)


def _finding(field: Field, value: date, rank: int = 0) -> Finding:
    return Finding(field, value, 0.9, (SOURCE,), rank=rank)


def test_facts_survive_json() -> None:
    assert facts_from_json(json.loads(json.dumps(facts_to_json(FACTS)))) == FACTS


def test_json_has_the_promised_keys_and_spellings() -> None:
    spelled = facts_to_json(FACTS)
    assert list(spelled) == [str(f) for f in Field if f is not Field.PARTIES] + ["parties"]
    assert spelled["value"] == {
        "amount": "1240000.00",
        "currency": "NOK",
        "per": "year",
        "vat": "excluded",
    }
    assert spelled["term"] == "P3Y"
    assert spelled["expiration_date"] is None


def test_the_best_finding_is_shown_and_runners_up_are_not() -> None:
    best, second = date(2027, 1, 31), date(2026, 1, 31)
    findings = [
        _finding(Field.EXPIRATION_DATE, second, rank=1),
        _finding(Field.EXPIRATION_DATE, best),
    ]
    assert shown_facts(findings).expiration_date == best


def test_a_decision_goes_before_a_finding() -> None:
    findings = [_finding(Field.EXPIRATION_DATE, date(2027, 1, 31))]
    decided = date(2028, 1, 31)
    corrected = Decision(Field.EXPIRATION_DATE, DecisionKind.CORRECTED, (decided,), "kari", "")
    rejected = Decision(Field.EXPIRATION_DATE, DecisionKind.REJECTED, (), "kari", "")
    assert shown_facts(findings, [corrected]).expiration_date == decided
    assert shown_facts(findings, [rejected]).expiration_date is None


def test_evidence_has_one_entry_a_party() -> None:
    parties = [
        Finding(Field.PARTIES, Party(name), 0.97, (SOURCE,), rank=rank)
        for rank, name in enumerate(("A AS", "B AS"))
    ]
    spelled = evidence_to_json([*parties, _finding(Field.EFFECTIVE_DATE, date(2024, 2, 1))])
    assert len(spelled["parties"]) == 2
    assert spelled["effective_date"]["sources"][0]["text"] == SOURCE.text
