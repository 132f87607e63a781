"""What every record does with audits and their answers, in memory and on the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import apsw
import pytest

from arkiv.domain.anchors import Anchor
from arkiv.domain.auditing import (
    Answer,
    Audit,
    Audited,
    Item,
    Pack,
    Severity,
    Verdict,
    follow_up,
    follow_up_id,
    progress,
)
from arkiv.domain.auditing_json import answer_to_json, audit_to_json
from arkiv.domain.contracts import Acknowledgement, EventKind
from arkiv.domain.facts import Field, Source
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.errors import BadInput, NotFound
from arkiv.store import open_record
from fakes.arrivals import arrival, digest, extraction, reading

ONE, TWO, THREE = map(ContractId, (1, 2, 3))
TODAY, DUE = date(2026, 12, 1), date(2027, 1, 31)
SIGNED = Item("signed", "Is it signed?", "Look at the end.", Severity.CRITICAL, fact=Field.SIGNED)
SUBJECT = Item(
    "subject", "Is the subject matter set out?", "See the annex.", Severity.MAJOR, evidence="",
    condition="type:dpa", look_for="subject", law="GDPR", article="28(3)",
)  # fmt: skip
PACK = Pack("basics", "2", "Basics", "en", (SIGNED, SUBJECT), "type:dpa")
AUDIT = Audit(
    "7c000000-0000-4000-8000-000000000001", "Yearly æ", PACK, "tag:it",
    (Audited(ONE), Audited(TWO, ("subject",))), DUE, "Kari",
)  # fmt: skip
WORDS = Anchor(digest("one.pdf"), Source(1, None, "4.2", 10, 14, "text", "person"))


@pytest.fixture
def record(record: Record) -> Record:
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        record.documents.file(arrival(name), "kari")
        record.documents.save_reading(digest(name), reading("text"), extraction(), "arkiv")
    record.audits.start(AUDIT, "kari")
    return record


def said(contract: ContractId, item: str, verdict: Verdict, **more: Any) -> Answer:
    return Answer(contract, item, verdict, **more)


def answer(record: Record, *answers: Answer, **more: Any) -> int:
    return record.audits.answer(
        AUDIT.id, answers, more.get("puts", ()), more.get("withdrawn", ()), more.get("by", "kari")
    )


FAILED = said(ONE, "subject", Verdict.FAIL, comment="nothing there", evidence=(WORDS,))
TO_DO = follow_up(AUDIT, SUBJECT, FAILED, "Ola", DUE, TODAY)


def obligations(record: Record, contract: ContractId = ONE) -> tuple[Any, ...]:
    summary = record.contracts.summary(contract)
    assert summary is not None
    return summary.obligations


def done(record: Record) -> None:
    told = Acknowledgement("obligation", DUE, TO_DO.id, None, "fixed", "kari")
    assert record.plans.acknowledge([(ONE, told)], "kari") == 1


def plain(answers: tuple[Answer, ...]) -> list[Answer]:
    return [replace(answer, actor="", at="") for answer in answers]


def test_an_audit_comes_back_as_it_was_started(record: Record) -> None:
    [found] = record.audits.every()

    assert replace(found, actor="", at="") == AUDIT
    assert found.actor == "kari" and found.at
    assert record.audits.get(AUDIT.id) == found
    assert record.audits.get("7c") is None
    [event] = record.events.of(limit=1)
    assert (event.kind, event.contract) == (EventKind.AUDIT_STARTED, None)
    assert event.after == audit_to_json(found)


def test_a_retried_start_is_the_same_audit(record: Record) -> None:
    before = record.events.last_seq()

    again = record.audits.start(replace(AUDIT, name="Another"), "ola")

    assert again == record.audits.get(AUDIT.id)
    assert record.events.last_seq() == before


def test_two_audits_cannot_have_one_name(record: Record) -> None:
    other = replace(AUDIT, id="7c000000-0000-4000-8000-000000000002", name=" YEARLY  Æ")

    with pytest.raises(BadInput):
        record.audits.start(other, "kari")

    assert len(record.audits.every()) == 1


def test_an_audit_needs_its_contracts(record: Record) -> None:
    other = replace(AUDIT, id="7c02", name="Other", contracts=(Audited(ContractId(99)),))

    with pytest.raises(NotFound):
        record.audits.start(other, "kari")

    assert record.audits.get("7c02") is None


def test_what_is_started_moves_no_contract(record: Record) -> None:
    before = [summary.seq for summary in record.contracts.summaries()]

    record.audits.close(AUDIT.id, "", True, "kari")
    record.audits.reopen(AUDIT.id, "kari")

    assert [summary.seq for summary in record.contracts.summaries()] == before


def test_answers_come_back_with_who_and_when(record: Record) -> None:
    passed = said(TWO, "signed", Verdict.PASS)

    assert answer(record, FAILED, passed) == 2

    found = record.audits.answers(AUDIT.id)
    assert plain(found) == [FAILED, passed]
    assert {each.actor for each in found} == {"kari"} and all(each.at for each in found)
    assert progress(AUDIT, found).open == 1


def test_the_same_answer_again_is_no_event(record: Record) -> None:
    answer(record, FAILED)
    before, known = record.events.last_seq(), record.audits.answers(AUDIT.id)

    assert answer(record, FAILED, by="ola") == 0

    assert (record.events.last_seq(), record.audits.answers(AUDIT.id)) == (before, known)


def test_a_changed_answer_keeps_the_earlier_in_the_trail(record: Record) -> None:
    answer(record, FAILED)
    [earlier] = record.audits.answers(AUDIT.id)

    assert answer(record, replace(FAILED, verdict=Verdict.PASS), by="ola") == 1

    [event] = record.events.of(ONE, limit=1)
    assert (event.kind, event.actor) == (EventKind.ANSWERED, "ola")
    named = {"audit": AUDIT.name, "audit_id": AUDIT.id}
    assert event.before == named | answer_to_json(earlier)
    assert event.after == named | answer_to_json(record.audits.answers(AUDIT.id)[0])


def test_evidence_is_spelled_as_it_always_was(record: Record) -> None:
    answer(record, FAILED)

    [event] = record.events.of(ONE, limit=1)
    assert event.after["evidence"] == [
        {
            "document": digest("one.pdf"),
            "page": 1,
            "paragraph": None,
            "clause": "4.2",
            "start": 10,
            "end": 14,
            "text": "text",
            "cue": "person",
        }
    ]


def test_open_without_a_word_takes_the_answer_back(record: Record) -> None:
    assert answer(record, said(ONE, "signed", Verdict.OPEN)) == 0
    waiting = said(ONE, "signed", Verdict.OPEN, comment="asked them")
    assert answer(record, waiting) == 1
    assert plain(record.audits.answers(AUDIT.id)) == [waiting]

    assert answer(record, said(ONE, "signed", Verdict.OPEN)) == 1

    assert record.audits.answers(AUDIT.id) == ()
    assert record.events.of(ONE, limit=1)[0].after is None


@pytest.mark.parametrize(("contract", "item"), [(THREE, "signed"), (ONE, "nothing")])
def test_what_is_not_in_the_audit_is_not_answered(
    record: Record, contract: ContractId, item: str
) -> None:
    with pytest.raises(NotFound):
        answer(record, said(ONE, "signed", Verdict.PASS), said(contract, item, Verdict.PASS))

    assert record.audits.answers(AUDIT.id) == ()


def test_a_failure_brings_one_follow_up_and_takes_it_away(record: Record) -> None:
    answer(record, FAILED, puts=[TO_DO])
    answer(record, FAILED, puts=[TO_DO])
    assert obligations(record) == (TO_DO,)
    batches = {event.batch for event in record.events.of(ONE, limit=2)}
    assert len(batches) == 1 and None not in batches

    answer(record, replace(FAILED, verdict=Verdict.PASS), withdrawn=[TO_DO.id])
    assert obligations(record) == ()


def test_a_new_failure_is_not_done_because_an_earlier_one_was(record: Record) -> None:
    answer(record, FAILED, puts=[TO_DO])
    done(record)
    answer(record, FAILED, puts=[TO_DO])
    summary = record.contracts.summary(ONE)
    assert summary is not None and len(summary.acknowledged) == 1

    answer(record, replace(FAILED, verdict=Verdict.PASS), withdrawn=[TO_DO.id])
    answer(record, FAILED, puts=[TO_DO])

    summary = record.contracts.summary(ONE)
    assert summary is not None and summary.acknowledged == ()


def test_closing_needs_every_answer_unless_said_so(record: Record) -> None:
    answer(record, FAILED)

    with pytest.raises(BadInput, match="2"):
        record.audits.close(AUDIT.id, "fine", False, "kari")

    closed = record.audits.close(AUDIT.id, "fine", True, "kari").closed
    assert closed is not None
    assert (closed.actor, closed.comment, closed.open_items) == ("kari", "fine", 2)
    found = record.audits.get(AUDIT.id)
    assert found is not None and found.closed == closed
    [event] = record.events.of(limit=1)
    assert (event.kind, event.contract) == (EventKind.AUDIT_CLOSED, None)
    assert event.after["open_items"] == 2
    assert record.audits.close(AUDIT.id, "again", True, "ola").closed == closed


def test_an_audit_with_every_answer_is_closed(record: Record) -> None:
    answer(record, FAILED, *(said(each, "signed", Verdict.PASS) for each in (ONE, TWO)))

    closed = record.audits.close(AUDIT.id, "", False, "kari").closed

    assert closed is not None and closed.open_items == 0


def test_a_closed_audit_is_not_answered_until_it_is_reopened(record: Record) -> None:
    record.audits.close(AUDIT.id, "", True, "kari")

    with pytest.raises(BadInput):
        answer(record, FAILED, puts=[TO_DO])
    assert (record.audits.answers(AUDIT.id), obligations(record)) == ((), ())

    assert record.audits.reopen(AUDIT.id, "ola")
    assert not record.audits.reopen(AUDIT.id, "ola")
    assert answer(record, FAILED) == 1
    kinds = [event.kind for event in record.events.of(limit=2)]
    assert kinds == [EventKind.ANSWERED, EventKind.AUDIT_REOPENED]


def test_what_is_not_there_is_not_found(record: Record) -> None:
    for act in (
        lambda: record.audits.close("no", "", True, "kari"),
        lambda: record.audits.reopen("no", "kari"),
        lambda: record.audits.answer("no", [FAILED], (), (), "kari"),
    ):
        with pytest.raises(NotFound):
            act()
    assert record.audits.answers("no") == ()


def test_an_answer_is_undone_with_its_follow_up_and_done_again(record: Record) -> None:
    answer(record, FAILED, said(TWO, "signed", Verdict.PASS), puts=[TO_DO])
    before = record.audits.answers(AUDIT.id)

    act = record.undoing.undo("kari")
    assert act is not None and act.contracts == (ONE, TWO)
    assert (record.audits.answers(AUDIT.id), obligations(record)) == ((), ())

    assert record.undoing.redo("kari") is not None
    assert (record.audits.answers(AUDIT.id), obligations(record)) == (before, (TO_DO,))


def test_an_answer_changed_since_or_signed_off_is_not_undone(record: Record) -> None:
    answer(record, FAILED)
    answer(record, replace(FAILED, comment="look again"), by="ola")
    with pytest.raises(BadInput):
        record.undoing.undo("kari")

    record.audits.close(AUDIT.id, "", True, "per")
    with pytest.raises(BadInput):
        record.undoing.undo("ola")
    assert record.audits.answers(AUDIT.id)[0].comment == "look again"


def test_the_trail_holds_with_events_of_no_contract(record: Record) -> None:
    answer(record, FAILED, puts=[TO_DO])
    record.audits.close(AUDIT.id, "", True, "kari")

    assert record.events.broken() == ()
    assert record.damages() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET pack = '{}'",
        "UPDATE audit SET name = 'x'",
        "DELETE FROM audit",
        "UPDATE audit SET withdrawn = 1",
        "UPDATE audit SET name_key = 'x'",
        "UPDATE audit_contract SET skipped = '[]'",
        "DELETE FROM audit_contract",
        "DELETE FROM audit_answer",
        "UPDATE audit_answer SET verdict = 'pass'",
        "INSERT INTO audit_answer SELECT audit, 2, item, verdict, comment, evidence, actor,"
        " answered_at FROM audit_answer",
    ],
)
def test_the_database_itself_refuses_to_alter_a_closed_audit(
    tmp_path: Path, statement: str
) -> None:
    path = tmp_path / "arkiv.db"
    record = open_record(path)
    for name in ("one.pdf", "two.pdf"):
        record.documents.file(arrival(name), "kari")
    record.audits.start(AUDIT, "kari")
    record.audits.answer(AUDIT.id, [FAILED], (), (), "kari")
    record.audits.close(AUDIT.id, "", True, "kari")
    record.close()

    connection = apsw.Connection(str(path))
    with pytest.raises(apsw.ConstraintError):
        connection.execute(statement)
    connection.close()


def test_the_follow_up_of_a_failure_has_one_id() -> None:
    assert TO_DO.id == follow_up_id(AUDIT.id, ONE, "subject")
    others = [follow_up_id(AUDIT.id, TWO, "subject"), follow_up_id(AUDIT.id, ONE, "signed")]
    assert len({TO_DO.id, *others}) == 3
    assert TO_DO.title == "Audit Yearly æ: Is the subject matter set out?"
    assert TO_DO.evidence == WORDS.source


def test_an_answered_audit_is_not_withdrawn_in_the_database_either(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.db"
    record = open_record(path)
    record.documents.file(arrival("one.pdf"), "kari")
    record.audits.start(replace(AUDIT, contracts=(Audited(ONE),)), "kari")
    record.audits.answer(AUDIT.id, [FAILED], (), (), "kari")
    record.close()

    connection = apsw.Connection(str(path))
    with pytest.raises(apsw.ConstraintError, match="answered"):
        connection.execute("UPDATE audit SET withdrawn = 1, name_key = 'x'")
    connection.close()


def test_the_head_of_an_audit_moves_with_what_concerns_it_and_nothing_else(record: Record) -> None:
    other = replace(AUDIT, id="7c000000-0000-4000-8000-000000000002", name="Other")

    def moves(act: Callable[[], object]) -> bool:
        before = record.audits.head(AUDIT.id)
        act()
        after = record.audits.head(AUDIT.id)
        assert record.events.holds(*after)
        assert (after != before) is (after[0] > before[0])
        return after != before

    passed = said(ONE, "signed", Verdict.PASS)
    by_hand = replace(TO_DO, id="7c000000-0000-4000-8000-00000000000a", title="Call them")
    for_other = replace(TO_DO, id=follow_up_id(other.id, ONE, "subject"))
    elsewhere: list[Callable[[], object]] = [
        lambda: record.tags.add([ONE], "rent", "kari"),
        lambda: record.audits.start(other, "kari"),
        lambda: record.audits.answer(other.id, [FAILED], [for_other], (), "kari"),
        lambda: record.plans.put(by_hand, "kari"),
        lambda: record.audits.close(other.id, "", True, "kari"),
        lambda: record.documents.file(arrival("four.pdf"), "kari"),
    ]
    concerned: list[Callable[[], object]] = [
        lambda: answer(record, passed),
        lambda: answer(record, FAILED, puts=[TO_DO]),
        lambda: done(record),
        lambda: record.undoing.undo("kari"),
        lambda: record.plans.put(replace(TO_DO, owner="Per"), "kari"),
        lambda: record.audits.close(AUDIT.id, "", True, "kari"),
        lambda: record.audits.reopen(AUDIT.id, "kari"),
        lambda: answer(record, replace(FAILED, verdict=Verdict.PASS), withdrawn=[TO_DO.id]),
    ]
    assert record.audits.head(AUDIT.id)[0] == record.events.last_seq()
    assert [moves(act) for act in elsewhere] == [False] * len(elsewhere)
    assert [moves(act) for act in concerned] == [True] * len(concerned)
    with pytest.raises(NotFound):
        record.audits.head("7c")
