"""What every record does when a contract is erased for good, in memory and on the disk."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from arkiv.domain.auditing import Answer, Audit, Audited, Item, Pack, Severity, Verdict, progress
from arkiv.domain.auditing_json import answer_to_json
from arkiv.domain.contracts import Acknowledgement, EventKind, Link, LinkKind, Review
from arkiv.domain.facts import DecisionKind, Field
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.ports import Record
from arkiv.domain.values import Party
from arkiv.errors import BadInput, NotFound
from arkiv.processes import this_process
from arkiv.store import open_record
from fakes.arrivals import arrival, digest, extraction, finding, pointed_at, reading
from fakes.record import FakeRecord

ONE, TWO, THREE = map(ContractId, (1, 2, 3))
DAY = date(2027, 1, 31)
SECRET = "zyxxelqvarg"
FILE = f"{SECRET}.pdf"
SIGNED = Item("signed", "Is it signed?", "", Severity.MAJOR)
OWNER = Item("owner", "Has it an owner?", "", Severity.MINOR)
PACK = Pack("basics", "1", "Basics", "en", (SIGNED, OWNER))
AUDIT = Audit(
    "7c000000-0000-4000-8000-000000000001", "Yearly", PACK, "",
    (Audited(ONE), Audited(TWO, ("owner",)), Audited(THREE)), DAY, "Kari",
)  # fmt: skip


@pytest.fixture(params=["in memory", "on the disk"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    opened: Record = FakeRecord()
    if request.param == "on the disk":
        opened = open_record(tmp_path / "arkiv.db")
    for name in ("one.pdf", FILE, "three.pdf"):
        opened.documents.file(arrival(name), "kari")
        found = extraction(finding(Field.EXPIRATION_DATE, DAY), finding(Field.TITLE, name))
        opened.documents.save_reading(digest(name), reading(f"Words of {name}"), found, "arkiv")
    yield opened
    opened.close()


def purge(record: Record, contract: ContractId = TWO) -> None:
    record.purges.ask(contract, "ola")
    record.purges.erase(contract)
    record.purges.clean()
    record.purges.done(contract)


def say_everything(record: Record) -> None:
    """The word in all that can be said of one contract, and every act that joins it to others."""
    contracts, plans, standing = record.contracts, record.plans, record.standing
    done = Acknowledgement("notice", DAY, "", None, SECRET, "kari")
    task = Obligation("id 2", TWO, ObligationKind.MILESTONE, SECRET, DAY, DAY)
    record.notes.add("n1", TWO, SECRET, "kari", pointed_at(FILE, 1, None, 0, 11, SECRET))
    record.tags.add([TWO], SECRET, "kari")
    record.tags.add([ONE, TWO, THREE], "rent", "kari")
    record.tags.rename("rent", "let", "kari")
    contracts.decide(TWO, Field.PARTIES, DecisionKind.CORRECTED, [Party(SECRET)], "kari")
    contracts.confirm(TWO, {Field.TITLE: [SECRET]}, "kari")
    plans.put(task, "kari")
    plans.acknowledge([(TWO, done)], "kari")
    standing.end(TWO, DAY, SECRET, "kari")
    standing.own([TWO], SECRET, "kari")
    standing.review(TWO, Review(DAY, SECRET, DAY), "kari")
    for kind in LinkKind:
        for link in (Link(TWO, ONE, kind), Link(THREE, TWO, kind)):
            record.links.add(link, "kari")
    contracts.trash([ONE, TWO], "kari")
    record.undoing.undo("kari")
    for link in record.links.of_contract(TWO):
        record.links.remove(link, "kari")
    record.documents.file(arrival(FILE, folder=SECRET), "kari")
    record.documents.requeue([digest("one.pdf"), digest(FILE)], "kari")
    record.audits.start(AUDIT, "kari")
    answer(record, TWO, "signed", Verdict.FAIL, SECRET)
    record.audits.close(AUDIT.id, "", True, "kari")


def answer(
    record: Record, contract: ContractId, item: str, verdict: Verdict, comment: str = ""
) -> None:
    record.audits.answer(AUDIT.id, [Answer(contract, item, verdict, comment)], [], [], "kari")


def test_nothing_is_left_of_it_but_what_was_done_when_and_by_whom(record: Record) -> None:
    say_everything(record)
    before = [(e.seq, e.at, e.actor, e.kind, e.document, e.hash) for e in record.events.of(TWO)]

    purge(record)

    purged, *earlier = record.events.of(TWO)
    assert (purged.kind, purged.actor) == (EventKind.PURGED, "ola")
    assert (purged.before, purged.after, purged.document) == (None, None, None)
    assert [(e.seq, e.at, e.actor, e.kind, e.document, e.hash) for e in earlier] == before
    assert {e.kind for e in earlier if e.before or e.after} == set()
    assert all(link.content is None for link in record.events.links(TWO)[:-1])
    assert record.contracts.summary(TWO) is None
    assert record.contracts.summaries_of([TWO]) == ()
    assert [s.id for s in record.contracts.summaries()] == [ONE, THREE]
    assert [entry.id for entry in record.contracts.entries()] != []
    assert TWO not in [entry.id for entry in record.contracts.entries()]
    assert record.contracts.purged() == (TWO,)
    assert record.contracts.purged(purged.seq) == ()
    assert record.contracts.findings(TWO) == ()
    assert record.contracts.decisions(TWO) == ()
    assert record.contracts.texts(TWO) == ()
    assert record.contracts.warnings(TWO) == ()
    assert TWO not in record.contracts.loose_ends()
    assert record.documents.get(digest(FILE)) is None
    assert record.documents.of_contract(TWO) == ()
    assert record.notes.of_contract(TWO, withdrawn=True) == record.notes.versions("n1") == ()
    assert record.plans.get("id 2") is None
    assert SECRET not in record.tags.counts()
    assert record.audits.answers(AUDIT.id) == ()
    assert record.events.broken() == record.damages() == ()


def test_no_event_of_another_contract_or_of_none_quotes_it(record: Record) -> None:
    say_everything(record)

    others = [event for event in record.events.of() if event.contract != TWO]

    kinds = {event.kind for event in others}
    assert kinds >= {EventKind.LINKED, EventKind.UNLINKED, EventKind.TARGET_MOVED}
    assert kinds >= {EventKind.AMENDED, EventKind.AUDIT_STARTED, EventKind.AUDIT_CLOSED}
    assert kinds >= {EventKind.UNTAGGED, EventKind.QUEUED, EventKind.TRASHED}
    said = json.dumps([(event.before, event.after) for event in others])
    assert SECRET not in said.lower()


def test_the_others_are_as_they_were(record: Record) -> None:
    say_everything(record)
    before = [record.contracts.summary(c) for c in (ONE, THREE)]
    events = [record.events.of(c) for c in (ONE, THREE)]
    texts = [record.contracts.texts(c) for c in (ONE, THREE)]

    purge(record)

    assert [record.contracts.summary(c) for c in (ONE, THREE)] == before
    assert [record.events.of(c) for c in (ONE, THREE)] == events
    assert [record.contracts.texts(c) for c in (ONE, THREE)] == texts


def test_only_what_was_asked_for_is_erased_and_once(record: Record) -> None:
    record.purges.erase(TWO)
    assert record.contracts.summary(TWO) is not None

    record.purges.ask(TWO, "ola")
    record.purges.ask(TWO, "kari")
    assert record.purges.asked() == (TWO,)
    record.purges.erase(TWO)
    record.purges.erase(TWO)
    assert record.purges.asked() == (TWO,)
    record.purges.done(TWO)
    record.purges.done(TWO)

    assert record.purges.asked() == ()
    [purged, *_rest] = record.events.of(TWO)
    assert purged.actor == "ola"
    assert [e.kind for e in record.events.of()].count(EventKind.PURGED) == 1


def test_what_is_not_there_or_not_any_more_cannot_be_purged(record: Record) -> None:
    with pytest.raises(NotFound):
        record.purges.ask(ContractId(9), "ola")
    purge(record)
    with pytest.raises(NotFound):
        record.purges.ask(TWO, "ola")

    assert record.purges.asked() == ()


@pytest.mark.parametrize("link", [Link(TWO, ONE, LinkKind.ANNEX), Link(ONE, TWO, LinkKind.ANNEX)])
def test_a_linked_contract_stays_and_one_that_goes_takes_no_link(
    record: Record, link: Link
) -> None:
    record.links.add(link, "kari")

    with pytest.raises(BadInput):
        record.purges.ask(TWO, "ola")

    assert record.purges.asked() == ()
    record.links.remove(link, "kari")
    record.purges.ask(TWO, "ola")
    with pytest.raises(BadInput):
        record.links.add(link, "kari")
    with pytest.raises(BadInput):
        record.undoing.undo("kari")  # the link was taken off last
    record.purges.erase(TWO)
    assert record.contracts.summary(TWO) is None
    assert record.links.every() == ()


def test_nothing_can_be_said_of_it_any_more(record: Record) -> None:
    purge(record)
    last = record.events.last_seq()
    acts: list[Callable[[], object]] = [
        lambda: record.tags.add([ONE, TWO], "rent", "kari"),
        lambda: record.notes.add("n", TWO, "words", "kari"),
        lambda: record.contracts.trash([TWO], "kari"),
        lambda: record.contracts.decide(TWO, Field.TITLE, DecisionKind.REJECTED, [], "kari"),
        lambda: record.standing.end(TWO, DAY, "sold", "kari"),
        lambda: record.links.add(Link(ONE, TWO, LinkKind.ANNEX), "kari"),
        lambda: record.audits.start(AUDIT, "kari"),
    ]
    for act in acts:
        with pytest.raises(NotFound):
            act()

    assert record.events.last_seq() == last


def test_what_a_reader_brings_late_is_not_taken(record: Record) -> None:
    record.documents.requeue([digest(FILE)], "kari")
    assert record.documents.claim(digest(FILE), this_process())
    purge(record)
    last = record.events.last_seq()

    with pytest.raises(NotFound):
        record.documents.save_reading(digest(FILE), reading(SECRET), extraction(), "arkiv")

    record.documents.release(digest(FILE), this_process())
    assert not record.documents.claim(digest(FILE), this_process())
    assert record.contracts.texts(TWO) == ()
    assert record.events.last_seq() == last


def test_the_same_bytes_again_are_a_new_contract(record: Record) -> None:
    purge(record)

    filed = record.documents.file(arrival(FILE), "kari")

    assert (filed.contract, filed.new) == (ContractId(4), True)


def test_an_audit_says_how_many_it_lost_and_counts_without_them(record: Record) -> None:
    record.audits.start(AUDIT, "kari")
    for contract in (ONE, TWO):
        answer(record, contract, "signed", Verdict.PASS)

    purge(record)

    audit = record.audits.get(AUDIT.id)
    assert audit is not None and audit.purged == (TWO,)
    assert audit.contracts == (Audited(ONE), Audited(THREE))
    assert record.audits.every() == (audit,)
    left = progress(audit, record.audits.answers(audit.id))
    assert (left.asked, left.passed, left.open) == (4, 1, 3)
    with pytest.raises(NotFound):
        answer(record, TWO, "signed", Verdict.FAIL)
    purge(record, THREE)
    lost = record.audits.get(AUDIT.id)
    assert lost is not None and (lost.purged, lost.contracts) == ((TWO, THREE), (Audited(ONE),))


def test_a_closed_audit_stays_closed_and_can_be_opened_again(record: Record) -> None:
    record.audits.start(AUDIT, "kari")
    answer(record, TWO, "signed", Verdict.PASS)
    answer(record, ONE, "signed", Verdict.PASS)
    closed = record.audits.close(AUDIT.id, "done", True, "kari").closed

    purge(record)

    audit = record.audits.get(AUDIT.id)
    assert audit is not None and (audit.purged, audit.closed) == ((TWO,), closed)
    assert [answer_to_json(a)["contract"] for a in record.audits.answers(audit.id)] == [ONE]
    assert record.audits.reopen(AUDIT.id, "kari")
    answer(record, THREE, "signed", Verdict.PASS)
    undone = record.undoing.undo("kari")
    assert undone is not None and undone.contracts == (THREE,)
    acts = [record.undoing.undo("kari") for _time in range(5)]
    assert [act and act.contracts for act in acts] == [(), (), (ONE,), (), None]
    assert record.audits.every() == ()
    while record.undoing.redo("kari") is not None:
        pass
    [audit] = record.audits.every()
    assert (audit.purged, audit.closed) == ((TWO,), None)
    assert [a.contract for a in record.audits.answers(audit.id)] == [ONE, THREE]


def test_the_head_of_an_audit_moves_when_it_loses_a_contract(record: Record) -> None:
    record.audits.start(AUDIT, "kari")
    before = record.audits.head(AUDIT.id)
    filed = record.documents.file(arrival("four.pdf"), "kari").contract

    purge(record, filed)
    assert record.audits.head(AUDIT.id) == before

    purge(record)
    assert record.audits.head(AUDIT.id) == record.events.head()


def test_undo_and_redo_pass_over_what_was_done_to_it(record: Record) -> None:
    record.tags.add([ONE], "a", "kari")
    record.tags.add([TWO], "b", "kari")
    record.tags.add([TWO, THREE], "c", "kari")
    record.undoing.undo("kari")
    record.undoing.undo("kari")
    record.undoing.undo("kari")

    purge(record)

    for tags in ({"a": 1}, {"a": 1, "c": 1}):
        assert record.undoing.redo("kari") is not None
        assert record.tags.counts() == tags
    assert record.undoing.redo("kari") is None
    record.undoing.undo("kari")
    record.undoing.undo("kari")
    assert record.undoing.undo("kari") is None
    assert record.tags.counts() == {}


def random_act(record: Record, dice: random.Random) -> None:
    both = dice.sample([ONE, TWO, THREE], 2)
    link = Link(both[0], both[1], dice.choice(list(LinkKind)))
    acts: list[Callable[[], object]] = [
        lambda: record.tags.add(both, dice.choice("ab"), "kari"),
        lambda: record.tags.remove(both, dice.choice("ab"), "kari"),
        lambda: record.contracts.trash(both, "kari"),
        lambda: record.contracts.untrash(both, "kari"),
        lambda: record.standing.own(both, dice.choice("ko"), "kari"),
        lambda: record.links.add(link, "kari"),
        lambda: record.undoing.undo("kari"),
        lambda: record.undoing.redo("kari"),
    ]
    dice.choice(acts)()


@pytest.mark.parametrize("seed", range(15))
def test_whatever_was_done_the_rest_of_it_can_be_undone_and_redone(
    record: Record, seed: int
) -> None:
    dice = random.Random(seed)
    contracts = (ONE, THREE)
    at_first = _shown(record, contracts)
    for _act in range(25):
        random_act(record, dice)
    for link in record.links.of_contract(TWO):
        record.links.remove(link, "kari")
    at_last = _shown(record, contracts)

    purge(record)

    assert _shown(record, contracts) == at_last
    undone = 0
    while record.undoing.undo("kari") is not None:
        undone += 1
    assert _shown(record, contracts) == at_first
    for _act in range(undone):
        assert record.undoing.redo("kari") is not None
    assert _shown(record, contracts) == at_last
    assert record.events.broken() == ()


def _shown(record: Record, contracts: tuple[ContractId, ...]) -> list[object]:
    found = record.contracts.summaries_of(contracts)
    return [(s.tags, s.trashed, s.owner, s.amended, record.links.of_contract(s.id)) for s in found]
