"""What every record does when acts are taken back and done again, in memory and on the disk."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from arkiv.domain.contracts import Acknowledgement, EventKind, Link, LinkKind, Review
from arkiv.domain.decisions_json import decision_to_json
from arkiv.domain.facts import DecisionKind, Field
from arkiv.domain.facts_json import facts_to_json
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import Anchor, NoteState
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.ports import Record
from arkiv.errors import BadInput
from arkiv.store import open_record
from fakes.arrivals import arrival, digest, extraction, finding, reading
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
    """Everything that is shown of all contracts."""
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
    anchor = Anchor(digest("one.pdf"), 1, None, 0, 4, "text")
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


def random_act(record: Record, dice: random.Random) -> None:
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
