"""Sixty planted defects among 200 contracts: all are told, nothing else is, and mended ones go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from arkiv.attention_labels import attention_words, next_words, why_words
from arkiv.domain.attention_items import Attention, AttentionItem, AttentionKind
from arkiv.domain.identity import ContractId
from arkiv.domain.lead_times import LeadTimes
from arkiv.domain.ports import Record
from arkiv.domain.values import Duration
from arkiv.services.agenda import Agenda
from arkiv.services.attention import AttentionQueue
from arkiv.store import open_record
from fakes import record as fake_record
from fakes.audits_due import NEGLECTED, neglect, run_quietly
from fakes.offices import CONTRACTS, DEFECTS, FILED, TODAY, Defect, fill, mend, planted
from fakes.record import FakeRecord

Told = set[tuple[ContractId | str, AttentionKind]]


@pytest.fixture(autouse=True)
def filed_in_october(monkeypatch: pytest.MonkeyPatch) -> None:
    instant = datetime(FILED.year, FILED.month, FILED.day, 12, tzinfo=UTC)
    monkeypatch.setattr("arkiv.clock.now", lambda: instant)
    monkeypatch.setattr(fake_record, "now", lambda: instant)


@pytest.fixture(params=["in memory", "on the disk"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    opened: Record = FakeRecord()
    if request.param == "on the disk":
        opened = open_record(tmp_path / "arkiv.db")
    yield opened
    opened.close()


def queue_of(record: Record) -> AttentionQueue:
    return AttentionQueue(
        record, Agenda(record), own_names=["Tallbrua Regnskap AS", "Tallbrua Nederland B.V."]
    )


def told(queue: AttentionQueue) -> Told:
    return {(of(item), item.kind) for item in queue.items(TODAY)}


def of(item: AttentionItem) -> ContractId | str:
    return item.contract.id if isinstance(item, Attention) else item.audit.name


def test_all_that_was_planted_is_told_and_nothing_else(record: Record) -> None:
    defects = planted()
    ids = fill(record, defects)

    queue = queue_of(record)

    assert (len(ids), len(defects), len(DEFECTS)) == (CONTRACTS, 60, 12)
    assert told(queue) == {(ids[number], defect.kind) for number, defect in defects.items()}
    assert len(queue.items(TODAY)) == 60


def test_nothing_is_told_of_the_clean_twin(record: Record) -> None:
    run_quietly(record, fill(record, {}))

    assert told(queue_of(record)) == set()


def test_audits_stand_among_the_contracts_until_they_are_signed_off(record: Record) -> None:
    defects = planted()
    ids = fill(record, defects)
    run_quietly(record, ids)
    neglect(record, ids)
    queue = queue_of(record)
    contracts = {(ids[number], defect.kind) for number, defect in defects.items()}
    audits = {(name, kind) for name, (_due, kind) in NEGLECTED.items()}
    assert told(queue) == contracts | audits

    record.tags.add(list(ids.values()), "seen", "kari")
    record.contracts.trash([ids[number] for number in range(40)], "kari")
    record.contracts.untrash([ids[number] for number in range(40)], "kari")
    assert told(queue) == contracts | audits
    for name in NEGLECTED:
        record.audits.close(f"audit {name}", "", True, "kari")
        audits -= {(name, NEGLECTED[name][1])}
        assert told(queue) == contracts | audits
    record.audits.reopen("audit Christmas", "kari")
    assert told(queue) == contracts | {("Christmas", AttentionKind.AUDIT_DUE)}


def test_an_audit_says_how_much_is_open_and_what_to_do(record: Record) -> None:
    neglect(record, fill(record, {}))

    items = queue_of(record).items(TODAY, owner="ingrid")

    said = {item.title: (why_words(item, TODAY), next_words(item)) for item in items}
    assert said == {
        "Christmas": (
            "Due 2026-12-01, today. 120 questions are open: 40 critical, 40 major, 40 minor.",
            "`arkiv audit show Christmas` has what is open; then `arkiv audit close Christmas`.",
        ),
        "January": (
            "Due 2027-01-30, in 60 d. 120 questions are open: 40 critical, 40 major, 40 minor.",
            "`arkiv audit show January` has what is open; then `arkiv audit close January`.",
        ),
        "Spring 2024": (
            "Its day, 2024-04-01, has passed, and it is not signed off."
            " 4 questions are open: 1 critical, 2 major, 1 minor.",
            "`arkiv audit show 'Spring 2024'` has what is open;"
            " then `arkiv audit close 'Spring 2024'`.",
        ),
        "Autumn 2026": (
            "Its day, 2026-11-30, has passed, and it is not signed off."
            " Every question is answered.",
            "`arkiv audit close 'Autumn 2026'`.",
        ),
    }
    assert list(said) == ["Christmas", "January", "Spring 2024", "Autumn 2026"]
    assert not any(isinstance(item, Attention) for item in items)


def test_the_lead_time_of_the_house_counts_for_audits(record: Record) -> None:
    neglect(record, fill(record, {}))
    leads = LeadTimes(default=Duration(days=10))

    queue = AttentionQueue(record, Agenda(record), leads)

    [item] = queue.items(TODAY, [AttentionKind.AUDIT_DUE])
    assert item.title == "Christmas"
    assert len(queue.items(TODAY, [AttentionKind.AUDIT_OVERDUE])) == 2


def test_each_goes_when_it_is_mended_and_no_other(record: Record) -> None:
    defects = planted()
    ids = fill(record, defects)
    queue = queue_of(record)
    left = told(queue)

    for number, defect in defects.items():
        mend(record, number, ids[number], defect)
        left -= {(ids[number], defect.kind)}
        if number < len(DEFECTS):
            assert told(queue) == left, defect.kind
    assert told(queue) == set()


def test_nothing_goes_because_of_a_tag_or_a_note(record: Record) -> None:
    ids = fill(record, planted())
    queue = queue_of(record)
    before = told(queue)

    record.tags.add(list(ids.values()), "seen", "kari")
    for contract in ids.values():
        record.notes.add(f"note {contract}", contract, "Looked at it.", "kari")

    assert told(queue) == before


def test_what_is_thrown_away_is_not_told_until_it_comes_back() -> None:
    record = FakeRecord()
    ids = fill(record, planted())
    queue = queue_of(record)
    before = told(queue)

    record.contracts.trash(list(ids.values()), "kari")
    assert told(queue) == set()

    record.contracts.untrash([ids[number] for number in planted()], "kari")
    assert told(queue) == before


def test_an_archive_without_owners_misses_none() -> None:
    record = FakeRecord()
    ids = fill(record, {})
    queue = queue_of(record)

    record.standing.own(list(ids.values()), None, "kari")
    assert told(queue) == set()
    assert not queue.owners_kept(TODAY)

    record.standing.own([ids[0]], "kari", "kari")
    assert {kind for _id, kind in told(queue)} == {AttentionKind.NO_OWNER}


def test_of_one_kind_and_of_one_owner() -> None:
    record = FakeRecord()
    ids = fill(record, planted())
    queue = queue_of(record)
    record.standing.own([ids[4]], "Ola", "kari")

    assert len(queue.items(TODAY, [AttentionKind.UNSIGNED, AttentionKind.NO_END])) == 10
    assert [of(item) for item in queue.items(TODAY, owner="ola")] == [ids[4]]


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: str(defect.kind))
def test_each_says_why_and_what_to_do(defect: Defect) -> None:
    record = FakeRecord()
    ids = fill(record, {7: defect})

    (item,) = queue_of(record).items(TODAY)

    assert of(item) == ids[7]
    assert attention_words(item.kind)
    assert why_words(item, TODAY).endswith(".")
    assert f"{ids[7]}" in next_words(item)
    assert _no_braces(lambda: why_words(item, TODAY) + next_words(item))


def _no_braces(words: Callable[[], str]) -> bool:
    return "{" not in words() and "None" not in words()
