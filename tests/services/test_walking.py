"""The review of one contract over a record in memory: its lines, their words, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from arkiv.domain.anchoring import anchor_at
from arkiv.domain.anchors import Anchor
from arkiv.domain.auditing import Audit, BrokenPack, Item, Pack, Severity, Verdict
from arkiv.domain.contracts import LinkKind
from arkiv.domain.documents import Page
from arkiv.domain.facts import Field, FieldValue, Finding, Source
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import NoteState
from arkiv.domain.outlook import Missing
from arkiv.domain.review import Left
from arkiv.domain.values import Duration, Party
from arkiv.errors import NotFound
from arkiv.labels import left_words
from arkiv.services.agenda import Agenda
from arkiv.services.answering import Answering
from arkiv.services.auditing import Auditing
from arkiv.services.deciding import Deciding
from arkiv.services.finding import Finder
from arkiv.services.following_up import FollowingUp
from arkiv.services.indexing import Indexing
from arkiv.services.noting import Noting
from arkiv.services.reviewing import Reviewing
from arkiv.services.standing import Standing
from arkiv.services.walking import (
    DateLine,
    FactLine,
    Group,
    NoteLine,
    QuestionLine,
    ReviewLine,
    Walk,
    Walking,
)
from fakes.arrivals import arrival, digest, extraction, finding, reading
from fakes.index import FakeIndex
from fakes.record import FakeRecord

TODAY, DUE = date(2026, 12, 1), date(2027, 1, 31)
NAME = "lease.pdf"
TEXT = "The lease ends on 31 January 2027. Notice: three months. It is kept secret."
SECRECY = Item("secrecy", "Is there secrecy?", "Look.", Severity.MAJOR, look_for="secret")
SIGNED = Item("signed", "Is it signed?", "Look.", Severity.MAJOR)
ONLY_DPA = Item("purpose", "What for?", "Look.", Severity.MINOR, condition="type:dpa")
PACK = Pack("basics", "1", "Basics", "en", (SECRECY, SIGNED, ONLY_DPA))
LEASE = ContractId(1)


class Shelf:
    def every(self) -> tuple[tuple[Pack, ...], tuple[BrokenPack, ...]]:
        return (PACK,), ()

    def copy(self, key: str) -> Path | None:
        return None


def said(words: str) -> Source:
    start = TEXT.index(words)
    return Source(1, None, None, start, start + len(words), words, "en.test")


def read(field: Field, value: FieldValue, words: str) -> Finding:
    return replace(finding(field, value), sources=(said(words),))


RENEWING = (
    read(Field.LANGUAGE, "en", "The"),
    read(Field.PARTIES, Party("Øst Eiendom AS"), "lease"),
    replace(read(Field.PARTIES, Party("Vest Handel AS"), "lease"), rank=1),
    read(Field.EXPIRATION_DATE, DUE, "31 January 2027"),
    read(Field.NOTICE_PERIOD, Duration(months=3), "three months"),
    read(Field.AUTO_RENEWAL, True, "Notice"),
)
"""Notice was due a month ago; for how long it renews is not known."""


@dataclass
class Office:
    record: FakeRecord
    walking: Walking
    auditing: Auditing
    answering: Answering
    deciding: Deciding
    following_up: FollowingUp
    noting: Noting
    standing: Standing

    def walk(self, contract: ContractId = LEASE, today: date = TODAY) -> Walk:
        return self.walking.walk(contract, today)

    def start(self, name: str = "Yearly") -> Audit:
        return self.auditing.start(PACK, name, "", DUE, None, TODAY)

    def file(self, name: str, *found: Finding) -> ContractId:
        filed = self.record.documents.file(arrival(name), "kari")
        self.record.documents.save_reading(digest(name), reading(TEXT), extraction(*found), "a")
        return filed.contract


@pytest.fixture
def office() -> Office:
    record = FakeRecord()
    index = FakeIndex(record.contracts)
    indexing = Indexing(record, index)
    finder = Finder(record, index, indexing, (), ())
    auditing = Auditing(record, indexing, finder, Shelf(), "kari")
    walking = Walking(Reviewing(record, indexing, "kari"), Agenda(record), auditing)
    office = Office(
        record,
        walking,
        auditing,
        Answering(record, indexing, finder, "kari"),
        Deciding(record, indexing, "kari"),
        FollowingUp(record, indexing, "kari"),
        Noting(record, indexing, "kari"),
        Standing(record, indexing, "kari"),
    )
    assert office.file(NAME, *RENEWING) == LEASE
    return office


def of(walk: Walk, group: Group) -> list[ReviewLine]:
    return [line for line in walk.lines if line.group is group]


def dates(walk: Walk) -> list[DateLine]:
    return [line for line in walk.lines if isinstance(line, DateLine)]


def days(lines: Sequence[DateLine]) -> list[tuple[str, date, bool]]:
    return [(line.due.kind, line.due.day, line.is_open) for line in lines]


def questions(walk: Walk) -> list[QuestionLine]:
    return [line for line in walk.lines if isinstance(line, QuestionLine)]


def texts(line: ReviewLine) -> list[str]:
    return [source.text for source in line.sources]


def test_the_lines_stand_in_the_order_of_their_groups_and_have_keys_of_their_own(
    office: Office,
) -> None:
    office.start()
    office.noting.write(LEASE, "Too dear?")

    walk = office.walk()

    groups = [line.group for line in walk.lines]
    assert list(dict.fromkeys(groups)) == list(Group)
    assert groups == sorted(groups, key=list(Group).index)
    assert len({line.key for line in walk.lines}) == len(walk.lines)
    assert walk.lines[-1] is walk.closing


def test_facts_stand_with_what_is_missing_in_its_place(office: Office) -> None:
    lines = [line for line in office.walk().lines if isinstance(line, FactLine)]

    told = [(line.entry.field, line.entry.party, line.missing, line.is_open) for line in lines]
    assert told == [
        (Field.PARTIES, 1, None, True),
        (Field.PARTIES, 2, None, True),
        (Field.EXPIRATION_DATE, None, None, True),
        (Field.AUTO_RENEWAL, None, None, True),
        (Field.RENEWAL_TERM, None, Missing.RENEWAL_TERM, True),
        (Field.NOTICE_PERIOD, None, None, True),
        (Field.LANGUAGE, None, None, True),
    ]
    assert texts(lines[2]) == ["31 January 2027"]
    assert texts(lines[4]) == []


def test_a_decided_fact_is_not_open_and_a_rejected_one_not_missing(office: Office) -> None:
    office.deciding.confirm(LEASE, Field.PARTIES)
    office.deciding.reject(LEASE, Field.RENEWAL_TERM)

    lines = {line.key: line for line in office.walk().lines if isinstance(line, FactLine)}

    assert not lines[Group.FACTS, Field.PARTIES, "2"].is_open
    rejected = lines[Group.FACTS, Field.RENEWAL_TERM, ""]
    assert (rejected.is_open, rejected.missing) == (False, None)


def test_what_is_overdue_comes_first_and_what_is_far_away_is_not_open(office: Office) -> None:
    office.following_up.plan(LEASE, "Inspect", TODAY + timedelta(days=3), TODAY)
    office.following_up.plan(LEASE, "Long ago", TODAY - timedelta(days=9), TODAY)

    assert days(dates(office.walk()))[:3] == [
        ("notice", date(2026, 10, 31), True),
        ("obligation", date(2026, 11, 22), True),
        ("obligation", date(2026, 12, 4), True),
    ]
    assert [line.is_open for line in dates(office.walk())[3:]] == [False]


def test_a_date_put_off_is_told_with_what_was_said_and_is_not_open(office: Office) -> None:
    office.following_up.snooze([dates(office.walk())[0].due], DUE, "they asked", TODAY)

    (line, *_rest) = dates(office.walk())

    assert not line.is_open
    office.following_up.plan(LEASE, "Long ago", TODAY - timedelta(days=9), TODAY)
    assert [each.due.overdue for each in dates(office.walk())[:2]] == [True, False]
    assert [event.after["reason"] for event in line.proved.said if event.after] == ["they asked"]


def test_the_words_of_a_date_begin_with_those_it_was_counted_with_last(office: Office) -> None:
    first = dates(office.walk())[0]

    assert texts(first)[:2] == ["three months", "31 January 2027"]


def test_the_words_of_an_amendment_are_not_looked_for_in_the_contract(office: Office) -> None:
    amendment = office.file("b.pdf", read(Field.EXPIRATION_DATE, date(2029, 1, 31), "kept"))
    office.standing.link(amendment, LEASE, LinkKind.AMENDMENT)

    notice = dates(office.walk())[0]

    assert notice.due.day == date(2028, 10, 31)
    assert "kept" not in texts(notice) and "31 January 2027" not in texts(notice)
    assert texts(notice)[0] == "three months"


def test_of_a_recurring_date_the_next_is_told_beside_those_that_passed(office: Office) -> None:
    office.following_up.plan(LEASE, "Read", date(2026, 9, 15), date(2026, 9, 1), rule="monthly")

    recurring = [line.due for line in dates(office.walk()) if line.due.deadline.obligation]

    assert [due.day.month for due in recurring] == [9, 10, 11, 12]
    office.following_up.done([recurring[-1]])
    again = [line.due for line in dates(office.walk()) if line.due.deadline.obligation]
    assert [due.day.month for due in again] == [9, 10, 11, 12, 1]


def test_the_next_review_stands_in_the_closing_line_alone(office: Office) -> None:
    office.standing.own([LEASE], "ola")
    assert office.walk().closing.is_open
    office.standing.review(LEASE, TODAY, DUE)

    walk = office.walk()

    closing = walk.closing
    assert (closing.next_review, closing.is_open) == (DUE, False)
    assert (closing.summary.owner, closing.summary.reviewed_by) == ("ola", "kari")
    assert "review" not in [line.due.kind for line in dates(walk)]
    assert office.walk(today=TODAY + timedelta(days=1)).closing.is_open


def test_only_what_an_open_audit_asks_of_this_contract_is_a_question(office: Office) -> None:
    other = office.file("b.pdf", finding(Field.TITLE, "Another"))
    audit, closed = office.start(), office.start("Old")
    office.auditing.close(closed, with_open=True)
    office.answering.answer(audit, [other], SIGNED, Verdict.PASS, TODAY)

    lines = questions(office.walk())

    assert [(line.matrix.audit.name, line.cell.item.id) for line in lines] == [
        ("Yearly", "secrecy"), ("Yearly", "signed"),
    ]  # fmt: skip
    progress = lines[0].matrix.progress
    assert (progress.asked, progress.open) == (2, 2)
    assert [row.contract for row in lines[0].matrix.rows] == [LEASE]


def test_audits_are_told_by_the_day_they_are_due(office: Office) -> None:
    office.auditing.start(PACK, "Later", "", DUE + timedelta(days=1), None, TODAY)
    office.start("Sooner")

    assert [line.matrix.audit.name for line in questions(office.walk())][::2] == ["Sooner", "Later"]


def test_a_question_rests_on_its_answer_else_on_what_was_found(office: Office) -> None:
    audit = office.start()
    (found, signed) = questions(office.walk())
    assert (found.is_open, "secret" in texts(found)[0]) == (True, True)
    assert (signed.is_open, texts(signed)) == (True, [])

    quoted = Anchor(digest(NAME), said("kept"))
    for item in (SECRECY, SIGNED):
        office.answering.answer(
            audit, [LEASE], item, Verdict.FAIL, TODAY, evidence={LEASE: (quoted,)}
        )

    assert [(line.is_open, texts(line)) for line in questions(office.walk())] == [
        (False, ["kept"])
    ] * 2


def test_open_notes_stand_before_resolved_ones_with_their_words(office: Office) -> None:
    first = office.noting.write(LEASE, "First", anchor=office.noting.passage(LEASE, "three months"))
    office.noting.write(LEASE, "Second")
    office.noting.settle(first, NoteState.RESOLVED)

    lines = [line for line in office.walk().lines if isinstance(line, NoteLine)]

    told = [(line.placed.note.name, line.is_open, texts(line)) for line in lines]
    assert told == [("c2", True, []), ("c1", False, ["three months"])]


def test_a_note_whose_words_are_gone_rests_on_none(office: Office) -> None:
    gone = anchor_at(digest(NAME), Page(1, "Words that were there."), 0, 5)
    office.noting.write(LEASE, "Where?", anchor=gone)

    (line,) = of(office.walk(), Group.NOTES)

    assert texts(line) == []


def test_what_is_left_is_counted(office: Office) -> None:
    office.start()
    office.noting.write(LEASE, "Too dear?")

    assert office.walk().closing.left == Left(facts=5, missing=1, dates=1, questions=2, notes=1)
    assert left_words(office.walk().closing.left) == (
        "5 facts not confirmed, 1 fact missing, 1 date to act on, 2 questions open, 1 note open"
    )
    assert left_words(Left()) == ""


def test_a_contract_in_the_trash_is_told_and_one_that_is_not_there_refused(office: Office) -> None:
    office.record.contracts.trash([LEASE], "kari")

    assert office.walk().view.summary.trashed
    assert dates(office.walk())
    with pytest.raises(NotFound):
        office.walk(ContractId(9))
