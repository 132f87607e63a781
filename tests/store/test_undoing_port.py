"""What every record does when acts are taken back and done again, in memory and on the disk."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from arkiv.domain.acts import UNDOABLE
from arkiv.domain.anchors import Anchor
from arkiv.domain.auditing import Answer, Audit, Audited, Item, Pack, Severity, Verdict
from arkiv.domain.auditing_json import audit_to_json
from arkiv.domain.contracts import Acknowledgement, EventKind, Link, LinkKind, Review
from arkiv.domain.decisions_json import decision_to_json
from arkiv.domain.facts import DecisionKind, Field
from arkiv.domain.facts_json import facts_to_json
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import NoteState
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.ports import Record
from arkiv.errors import BadInput, NotFound
from arkiv.store import open_record
from arkiv.store.undoing import _TURNS
from fakes.arrivals import arrival, digest, extraction, finding, pointed_at, reading
from fakes.record import FakeRecord

DAY = date(2027, 1, 31)


@pytest.fixture(params=["in memory", "on the disk"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    opened: Record = FakeRecord()
    if request.param == "on the disk":
        opened = open_record(tmp_path / "arkiv.db")
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        opened.documents.file(arrival(name), "kari")
        found = extraction(finding(Field.EXPIRATION_DATE, DAY), finding(Field.TITLE, name))
        opened.documents.save_reading(digest(name), reading("text"), found, "arkiv")
    yield opened
    opened.close()


ONE, TWO, THREE = map(ContractId, (1, 2, 3))


def exported(record: Record) -> list[dict[str, Any]]:
    """Everything that is shown of all contracts, and the audits with who said what and when."""
    audits = {a.id: (a, record.audits.answers(a.id)) for a in record.audits.every()}
    return [{"audits": audits}, *_exported(record)]


def _exported(record: Record) -> list[dict[str, Any]]:
    return [
        {
            "facts": facts_to_json(summary.facts),
            "decisions": [decision_to_json(d) for d in record.contracts.decisions(summary.id)],
            "row": {
                name: getattr(summary, name)
                for name in summary.__slots__
                if name not in ("seq", "facts", "acknowledged")
            },
            "acknowledged": [
                (a.kind, a.due, a.obligation, a.snoozed_until, a.reason, a.actor, a.at)
                for a in summary.acknowledged
            ],
            "links": record.links.of_contract(summary.id),
            "notes": [
                (note.name, note.text, note.state, note.anchor)
                for note in record.notes.of_contract(summary.id)
            ],
        }
        for summary in record.contracts.summaries()
    ]


def test_an_act_on_several_contracts_is_taken_back_whole(record: Record) -> None:
    record.tags.add([ONE, TWO, THREE], "rent", "kari")
    record.tags.remove([TWO], "rent", "kari")

    act = record.undoing.undo("kari")

    assert act is not None and act.contracts == (TWO,)
    assert record.tags.counts() == {"rent": 3}
    act = record.undoing.undo("kari")
    assert act is not None and act.contracts == (ONE, TWO, THREE)
    assert record.tags.counts() == {}
    assert record.undoing.undo("kari") is None


def test_redo_goes_forward_until_something_else_is_done(record: Record) -> None:
    for tag in ("a", "b", "c"):
        record.tags.add([ONE], tag, "kari")
    for _time in range(3):
        record.undoing.undo("kari")

    assert record.undoing.redo("kari") is not None
    assert record.undoing.redo("kari") is not None
    assert record.tags.counts() == {"a": 1, "b": 1}
    record.undoing.undo("kari")
    assert record.tags.counts() == {"a": 1}

    record.tags.add([TWO], "d", "kari")
    assert record.undoing.redo("kari") is None
    record.undoing.undo("kari")
    record.undoing.undo("kari")
    assert record.tags.counts() == {}


def test_everybody_takes_back_what_they_did_themselves(record: Record) -> None:
    record.tags.add([ONE], "kari's", "kari")
    record.tags.add([ONE], "ola's", "ola")

    record.undoing.undo("kari")

    assert record.tags.counts() == {"ola's": 1}


def test_what_was_changed_since_is_left_alone(record: Record) -> None:
    record.contracts.decide(ONE, Field.TITLE, DecisionKind.CORRECTED, ["Lease"], "kari")
    record.contracts.decide(ONE, Field.TITLE, DecisionKind.CORRECTED, ["Rent"], "ola")
    before, last = exported(record), record.events.last_seq()

    with pytest.raises(BadInput):
        record.undoing.undo("kari")

    assert (exported(record), record.events.last_seq()) == (before, last)


def test_all_that_can_be_undone_has_a_way_back_and_the_rest_is_no_act_on_a_contract() -> None:
    assert set(_TURNS) == UNDOABLE
    assert set(EventKind) - UNDOABLE == {
        EventKind.FILED, EventKind.SEEN_AGAIN, EventKind.ADOPTED,
        EventKind.READ, EventKind.READ_FAILED, EventKind.QUEUED,
        EventKind.AMENDED, EventKind.TARGET_MOVED,
        EventKind.AUDIT_WITHDRAWN, EventKind.PURGED, EventKind.UNDONE, EventKind.REDONE,
    }, "docs/commands.md says of each why not"  # fmt: skip


def test_undoing_is_an_act_on_the_trail(record: Record) -> None:
    record.tags.add([ONE], "rent", "kari")

    record.undoing.undo("kari")

    undone, untagged, tagged, *_rest = record.events.of(ONE)
    kinds = [event.kind for event in (undone, untagged, tagged)]
    assert kinds == [EventKind.UNDONE, EventKind.UNTAGGED, EventKind.TAGGED]
    assert undone.batch == untagged.batch != tagged.batch
    assert record.events.broken() == ()


def obligation(number: int, title: str) -> Obligation:
    id_ = f"00000000-0000-4000-8000-{number:012}"
    return Obligation(id_, ContractId(number), ObligationKind.MILESTONE, title, DAY, DAY)


def revise_note(record: Record, contract: ContractId, dice: random.Random) -> None:
    for note in record.notes.of_contract(contract, withdrawn=True)[:1]:
        text, state = dice.choice("ab"), dice.choice(list(NoteState))
        record.notes.revise(str(dice.random()), note.id, text, state, None, "kari")


def test_a_note_is_taken_off_and_put_back_with_its_passage(record: Record) -> None:
    anchor = pointed_at("one.pdf", 1, None, 0, 4, "text")
    record.notes.add("n1", ONE, "sent?", "kari", anchor)
    record.notes.revise("n2", "n1", "sent", NoteState.RESOLVED, anchor, "kari")

    def shown() -> list[tuple[str, NoteState, Anchor | None]]:
        return [(n.text, n.state, n.anchor) for n in record.notes.of_contract(ONE)]

    record.undoing.undo("kari")
    assert shown() == [("sent?", NoteState.OPEN, anchor)]
    record.undoing.undo("kari")
    assert shown() == []
    record.undoing.redo("kari")
    record.undoing.redo("kari")
    assert shown() == [("sent", NoteState.RESOLVED, anchor)]
    assert len(record.notes.versions("n1")) == 6


def test_a_note_that_another_changed_since_is_left_alone(record: Record) -> None:
    record.notes.add("n1", ONE, "sent?", "kari")
    record.notes.revise("n2", "n1", "no", NoteState.OPEN, None, "ola")

    with pytest.raises(BadInput):
        record.undoing.undo("kari")

    assert [note.text for note in record.notes.of_contract(ONE)] == ["no"]


PACK = Pack(
    "basics", "1", "Basics", "en",
    (Item("signed", "Is it signed?", "Look.", Severity.MAJOR), Item("a", "A?", "", Severity.MINOR)),
)  # fmt: skip


def audit_of(number: int, *contracts: ContractId) -> Audit:
    over = tuple(map(Audited, contracts))
    return Audit(f"audit {number}", f"Audit {number}", PACK, "", over, DAY, "ola")


def said(contract: ContractId, verdict: Verdict, item: str = "signed", word: str = "") -> Answer:
    return Answer(contract, item, verdict, word)


def random_audit_act(record: Record, dice: random.Random) -> None:
    """Some of them are refused, as an answer in a closed audit is."""
    audits, named = record.audits, f"audit {dice.randrange(3)}"
    answers = [
        said(contract, dice.choice(list(Verdict)), dice.choice(["signed", "a"]), dice.choice("ab"))
        for contract in dice.sample([ONE, TWO, THREE], 2)
    ]
    acts: list[Callable[[], object]] = [
        lambda: audits.start(audit_of(len(audits.every()), ONE, TWO, THREE), "kari"),
        lambda: audits.answer(named, answers, (), (), "kari"),
        lambda: audits.answer(named, answers, (), (), "kari"),
        lambda: audits.close(named, dice.choice(["fine", "æøå"]), True, "kari"),
        lambda: audits.reopen(named, "kari"),
    ]
    with suppress(BadInput, NotFound):
        dice.choice(acts)()


def test_a_sign_off_is_taken_back_and_done_again_word_for_word(record: Record) -> None:
    audit = record.audits.start(audit_of(1, ONE, TWO), "kari")
    record.audits.answer(audit.id, [said(ONE, Verdict.PASS)], (), (), "ola")
    closed = record.audits.close(audit.id, "Fine, but for two", True, "kari").closed
    assert closed is not None and closed.open_items == 3

    act = record.undoing.undo("kari")

    assert act is not None and act.contracts == ()
    assert record.audits.get(audit.id) == replace(audit, closed=None)
    record.undoing.redo("kari")
    assert record.audits.get(audit.id) == replace(audit, closed=closed)
    record.audits.reopen(audit.id, "kari")
    record.undoing.undo("kari")
    assert record.audits.get(audit.id) == replace(audit, closed=closed)
    kinds = [event.kind for event in record.events.of(limit=2)]
    assert kinds == [EventKind.UNDONE, EventKind.AUDIT_CLOSED]
    assert record.events.broken() == ()


@pytest.mark.parametrize("how", ["undone", "reopened"])
def test_a_sign_off_does_not_come_back_over_other_answers(record: Record, how: str) -> None:
    audit = record.audits.start(audit_of(1, ONE, TWO), "kari")
    record.audits.answer(audit.id, [said(ONE, Verdict.PASS)], (), (), "ola")
    record.audits.close(audit.id, "", True, "kari")
    turn = record.undoing.redo if how == "undone" else record.undoing.undo
    if how == "undone":
        record.undoing.undo("kari")
    else:
        record.audits.reopen(audit.id, "kari")

    record.audits.answer(audit.id, [said(ONE, Verdict.FAIL)], (), (), "ola")
    with pytest.raises(BadInput):
        turn("kari")
    assert record.audits.get(audit.id) == audit

    record.undoing.undo("ola")
    assert turn("kari") is not None
    found = record.audits.get(audit.id)
    assert found is not None and found.closed is not None


def test_a_sign_off_by_another_is_left_alone(record: Record) -> None:
    audit = record.audits.start(audit_of(1, ONE), "kari")
    record.audits.close(audit.id, "", True, "kari")
    record.audits.reopen(audit.id, "ola")
    theirs = record.audits.close(audit.id, "mine", True, "ola").closed

    with pytest.raises(BadInput):
        record.undoing.undo("kari")

    found = record.audits.get(audit.id)
    assert found is not None and found.closed == theirs


def test_an_audit_that_nobody_answered_is_withdrawn_and_comes_back(record: Record) -> None:
    record.tags.add([ONE], "rent", "kari")
    audit = record.audits.start(audit_of(1, ONE, TWO), "kari")

    assert record.undoing.undo("kari") is not None

    assert (record.audits.every(), record.audits.get(audit.id)) == ((), None)
    assert record.tags.counts() == {"rent": 1}
    undone, withdrawn, *_rest = record.events.of(limit=2)
    assert (withdrawn.kind, withdrawn.contract) == (EventKind.AUDIT_WITHDRAWN, None)
    assert withdrawn.before == audit_to_json(audit) and undone.contract is None
    with pytest.raises(NotFound):
        record.audits.answer(audit.id, [said(ONE, Verdict.PASS)], (), (), "ola")
    assert record.undoing.redo("kari") is not None
    assert record.audits.every() == (audit,)
    assert record.events.broken() == ()


def test_the_name_of_a_withdrawn_audit_can_be_had_again(record: Record) -> None:
    record.audits.start(audit_of(1, ONE), "kari")
    record.undoing.undo("kari")
    other = record.audits.start(replace(audit_of(2, ONE), name="audit 1"), "ola")

    with pytest.raises(BadInput):
        record.undoing.redo("kari")

    assert record.audits.every() == (other,)
    record.undoing.undo("ola")
    assert record.undoing.redo("kari") is not None
    assert [audit.name for audit in record.audits.every()] == ["Audit 1"]
    with pytest.raises(BadInput):
        record.undoing.redo("ola")


@pytest.mark.parametrize("since", ["answered", "signed off"])
def test_an_audit_that_another_worked_on_is_not_withdrawn(record: Record, since: str) -> None:
    audit = record.audits.start(audit_of(1, ONE), "kari")
    if since == "answered":
        record.audits.answer(audit.id, [said(ONE, Verdict.PASS)], (), (), "ola")
    else:
        record.audits.close(audit.id, "", True, "ola")
    before, last = exported(record), record.events.last_seq()

    with pytest.raises(BadInput):
        record.undoing.undo("kari")

    assert (exported(record), record.events.last_seq()) == (before, last)


def test_an_answer_in_a_withdrawn_audit_is_not_done_again(record: Record) -> None:
    audit = record.audits.start(audit_of(1, ONE), "kari")
    record.audits.answer(audit.id, [said(ONE, Verdict.PASS)], (), (), "ola")
    record.undoing.undo("ola")
    record.undoing.undo("kari")

    with pytest.raises(BadInput):
        record.undoing.redo("ola")

    assert record.audits.answers(audit.id) == ()


def random_act(record: Record, dice: random.Random) -> None:
    if dice.random() < 0.3:
        random_audit_act(record, dice)
        return
    one, other = dice.sample([ONE, TWO, THREE], 2)
    day = date(2027, dice.randrange(1, 12), 1)
    done = Acknowledgement("notice", day, "", dice.choice([None, DAY]), "said", "kari")
    contracts, plans, standing = record.contracts, record.plans, record.standing
    link = Link(one, other, dice.choice(list(LinkKind)))
    acts: list[Callable[[], object]] = [
        lambda: record.tags.add([one, other], dice.choice("ab"), "kari"),
        lambda: record.tags.remove([one, other], dice.choice("ab"), "kari"),
        lambda: contracts.decide(one, Field.EXPIRATION_DATE, DecisionKind.CORRECTED, [day], "kari"),
        lambda: contracts.decide(one, Field.TITLE, DecisionKind.REJECTED, [], "kari"),
        lambda: contracts.undecide(one, Field.EXPIRATION_DATE, "kari"),
        lambda: contracts.confirm(one, {Field.TITLE: ["x"], Field.EXPIRATION_DATE: [day]}, "kari"),
        lambda: contracts.trash([one, other], "kari"),
        lambda: contracts.untrash([one, other], "kari"),
        lambda: standing.end(one, dice.choice([None, day]), "sold", "kari"),
        lambda: standing.renew(one, dice.choice([None, day]), "kari"),
        lambda: standing.own([one, other], dice.choice([None, "ola"]), "kari"),
        lambda: standing.review(one, dice.choice([None, Review(day, "kari", DAY)]), "kari"),
        lambda: record.links.add(link, "kari"),
        lambda: record.links.remove(link, "kari"),
        lambda: plans.put(obligation(one, dice.choice(["a", "b"])), "kari"),
        lambda: plans.withdraw(obligation(one, "a").id, "kari"),
        lambda: plans.acknowledge([(one, done), (other, done)], "kari"),
        lambda: plans.reopen([(one, done)], "kari"),
        lambda: record.notes.add(str(dice.random()), one, dice.choice("ab"), "kari"),
        lambda: revise_note(record, one, dice),
    ]
    dice.choice(acts)()


@pytest.mark.parametrize("seed", range(25))
def test_undoing_everything_restores_the_record_and_redoing_it_too(
    record: Record, seed: int
) -> None:
    dice = random.Random(seed)
    record.tags.add([ONE], "by another", "ola")
    at_first = exported(record)
    for _act in range(dice.randrange(1, 30)):
        random_act(record, dice)
        if dice.random() < 0.2:
            record.undoing.undo("kari")
            record.undoing.redo("kari")
    at_last = exported(record)

    undone = 0
    while record.undoing.undo("kari") is not None:
        undone += 1
    assert exported(record) == at_first

    for _act in range(undone):
        assert record.undoing.redo("kari") is not None
    assert record.undoing.redo("kari") is None
    assert exported(record) == at_last
    assert record.events.broken() == ()
