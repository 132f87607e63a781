"""Audits over a record and an index in memory: started, evidence found, answered, signed off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.domain.auditing import Audit, BrokenPack, Item, Pack, Severity, Verdict
from arkiv.domain.contracts import EventKind
from arkiv.domain.facts import DecisionKind, DocumentType, Field
from arkiv.domain.identity import ContractId
from arkiv.domain.lead_times import LeadTimes
from arkiv.domain.query import QueryError
from arkiv.domain.searching import HitSpan
from arkiv.domain.working_days import WorkingDays
from arkiv.errors import BadInput, Busy, NotFound
from arkiv.services.agenda import Agenda
from arkiv.services.answering import Answering
from arkiv.services.audit_evidence import passage
from arkiv.services.auditing import Auditing
from arkiv.services.finding import Finder
from arkiv.services.following_up import FollowingUp
from arkiv.services.indexing import Indexing
from arkiv.services.standing import Standing
from arkiv.services.undoing import Undoing
from fakes.arrivals import arrival, digest, extraction, finding, reading
from fakes.index import FakeIndex
from fakes.record import FakeRecord

TODAY, DUE = date(2026, 12, 1), date(2027, 1, 31)
SECRECY = Item(
    "secrecy", "Is there secrecy?", "Look.", Severity.CRITICAL, "The clause.",
    look_for="secret OR secrecy",
)  # fmt: skip
SIGNED = Item("signed", "Is it signed?", "Look.", Severity.MAJOR, fact=Field.SIGNED)
ONLY_DPA = Item("purpose", "What for?", "Look.", Severity.MINOR, condition="type:dpa")
PACK = Pack("basics", "1", "Basics", "en", (SECRECY, SIGNED, ONLY_DPA), "type:dpa,nda")
IDS = DPA, NDA, LEASE = ContractId(1), ContractId(2), ContractId(3)
SECRET = "Preamble.\n7. Every employee keeps\nthe data secret, and secrecy outlasts the contract."


@dataclass
class Shelf:
    packs: tuple[Pack, ...]

    def every(self) -> tuple[tuple[Pack, ...], tuple[BrokenPack, ...]]:
        return self.packs, (BrokenPack("odd.toml", "no"),)

    def copy(self, key: str) -> Path | None:
        return Path(key) if key == "basics.nb" else None


@dataclass
class Office:
    record: FakeRecord
    auditing: Auditing
    answering: Answering
    standing: Standing
    agenda: Agenda
    following_up: FollowingUp
    undoing: Undoing

    def start(self, query: str | None = None, name: str = "Yearly") -> Audit:
        return self.auditing.start(PACK, name, query, DUE, None, TODAY)

    def fail(self, audit: Audit, contract: ContractId = DPA, **more: object) -> None:
        self.answering.answer(audit, [contract], SIGNED, Verdict.FAIL, TODAY, **more)  # type: ignore[arg-type]

    def due(self) -> list[tuple[ContractId, date, str | None]]:
        """The dates by hand that somebody has to see to."""
        every = self.agenda.every(TODAY, date(2028, 1, 1))
        return [
            (due.summary.id, due.day, due.owner)
            for due in every
            if due.deadline.obligation is not None and due.deadline.state != "done"
        ]


@pytest.fixture
def office() -> Office:
    record = FakeRecord()
    for name, kind, text, signed in (
        ("dpa.pdf", DocumentType.DPA, SECRET, True),
        ("nda.pdf", DocumentType.NDA, "Nothing of that.", False),
        ("lease.pdf", DocumentType.LEASE, "A secret room.", None),
    ):
        record.documents.file(arrival(name), "kari")
        found = [finding(Field.DOCUMENT_TYPE, kind)]
        if signed is not None:
            found.append(finding(Field.SIGNED, signed))
        record.documents.save_reading(digest(name), reading("cover", text), extraction(*found), "a")
    index = FakeIndex(record.contracts)
    indexing = Indexing(record, index)
    finder = Finder(record, index, indexing, (), ())
    shelf = Shelf((PACK, replace(PACK, language="nb"), replace(PACK, id="other", language="nl")))
    return Office(
        record,
        Auditing(record, indexing, finder, shelf, "kari"),
        Answering(record, indexing, finder, "kari"),
        Standing(record, indexing, "kari"),
        Agenda(record, WorkingDays(), LeadTimes()),
        FollowingUp(record, indexing, "kari"),
        Undoing(record, indexing, "kari"),
    )


def test_a_checklist_is_called_up_by_key_or_by_id_and_language(office: Office) -> None:
    called = office.auditing.pack

    assert called("Basics.nb").language == "nb"
    assert called("basics", "nb").language == "nb"
    assert called("basics", "de").language == "en"
    assert called("other", "de").language == "nl"
    with pytest.raises(NotFound, match="basics, other"):
        called("nothing")
    assert [each.file for each in office.auditing.broken()] == ["odd.toml"]


def test_the_contracts_are_those_found_when_it_was_started(office: Office) -> None:
    audit = office.start()

    assert [each.contract for each in audit.contracts] == [DPA, NDA]
    assert (audit.query, audit.due, audit.owner) == ("type:dpa,nda", DUE, "kari")
    office.record.contracts.decide(
        NDA, Field.DOCUMENT_TYPE, DecisionKind.CORRECTED, [DocumentType.LEASE], "ola"
    )
    assert [each.contract for each in office.auditing.get("yearly").contracts] == [DPA, NDA]


def test_a_query_of_ones_own_counts_and_says_what_the_checklist_is_not_for(office: Office) -> None:
    audit = office.start("id:1 OR id:3")

    assert [each.contract for each in audit.contracts] == [DPA, LEASE]
    assert office.auditing.outside(audit, TODAY) == 1
    assert office.auditing.outside(office.start(name="Other"), TODAY) == 0


def test_a_question_is_asked_where_its_condition_holds_when_it_starts(office: Office) -> None:
    audit = office.start()
    office.record.contracts.decide(
        DPA, Field.DOCUMENT_TYPE, DecisionKind.CORRECTED, [DocumentType.NDA], "ola"
    )

    assert [each.skipped for each in audit.contracts] == [(), ("purpose",)]
    assert office.answering.unanswered(audit, ONLY_DPA) == (DPA,)
    [(_audit, so_far)] = office.auditing.every()
    assert (so_far.asked, so_far.open) == (5, 5)


def test_what_cannot_be_started_starts_nothing(office: Office) -> None:
    with pytest.raises(BadInput, match="finds no contract"):
        office.start("tag:nothing")
    with pytest.raises(QueryError):
        office.start("type:castle")
    with pytest.raises(BadInput):
        office.start(name="  ")
    assert office.auditing.every() == ()


def test_a_set_that_may_lack_contracts_is_not_frozen(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Indexing, "catch_up", lambda _self: False)

    with pytest.raises(Busy):
        office.start()


def test_an_audit_is_called_by_its_name_or_its_beginning(office: Office) -> None:
    first, second = office.start(), office.start(name="Year end")

    assert office.auditing.get(" YEARLY ").id == office.auditing.get(first.id).id == first.id
    assert office.auditing.get("year e").id == second.id
    with pytest.raises(BadInput, match="Several"):
        office.auditing.get("year")
    with pytest.raises(NotFound, match="Yearly, Year end"):
        office.auditing.get("monthly")


def test_evidence_is_proposed_and_answers_nothing(office: Office) -> None:
    audit = office.start("id:1,2,3")

    found = office.auditing.proposals(audit, IDS, TODAY)

    assert set(found) == {(DPA, "secrecy"), (LEASE, "secrecy"), (DPA, "signed")}
    [anchor] = found[DPA, "secrecy"].anchors
    source = anchor.source
    assert (anchor.document, source.page) == (digest("dpa.pdf"), 2)
    assert source.text == SECRET[source.start : source.end]
    assert "the data secret, and secrecy" in source.text
    assert found[DPA, "signed"].values == (True,)
    assert office.record.audits.answers(audit.id) == ()
    only = office.auditing.proposals(audit, [LEASE], TODAY, "secrecy")
    assert set(only) == {(LEASE, "secrecy")}


def test_each_line_of_what_is_looked_for_is_a_search_of_its_own(office: Office) -> None:
    item = replace(SECRECY, look_for="hemmelegheit\nnothing")
    pack = replace(PACK, items=(item,))
    audit = office.auditing.start(pack, "Lines", "id:1 OR id:2", DUE, None, TODAY)

    found = office.auditing.proposals(audit, IDS, TODAY)

    assert found.keys() == {(NDA, "secrecy")}
    assert "Nothing" in found[NDA, "secrecy"].anchors[0].source.text


def test_words_are_quoted_however_the_lines_break(office: Office) -> None:
    anchor = office.answering.quote(DPA, "employee  keeps the DATA secret")

    assert anchor.source.text == "employee keeps\nthe data secret"
    assert SECRET[anchor.source.start : anchor.source.end] == anchor.source.text
    with pytest.raises(NotFound):
        office.answering.quote(NDA, "employee keeps")
    with pytest.raises(BadInput):
        office.answering.quote(NDA, " ")


def test_a_pass_needs_the_evidence_that_the_question_asks_for(office: Office) -> None:
    audit = office.start()
    answer = office.answering.answer

    with pytest.raises(BadInput, match=r"contract 1 has none\. The clause\."):
        answer(audit, [DPA], SECRECY, Verdict.PASS, TODAY)
    assert answer(audit, [NDA], SECRECY, Verdict.NOT_APPLICABLE, TODAY).changed == 1
    assert answer(audit, [NDA], SECRECY, Verdict.PASS, TODAY, comment="In a letter").changed == 1
    quote = office.answering.quote(DPA, "the data secret")
    assert answer(audit, [DPA], SECRECY, Verdict.PASS, TODAY, evidence={DPA: (quote,)}).changed == 1
    assert [a.evidence for a in office.record.audits.answers(audit.id)] == [(quote,), ()]


def test_a_comment_stays_while_the_verdict_does(office: Office) -> None:
    audit = office.start()
    quote = office.answering.quote(DPA, "Preamble.")
    office.fail(audit, comment="One is missing", evidence={DPA: (quote,)})

    office.fail(audit, due=date(2027, 3, 1))
    [answer] = office.record.audits.answers(audit.id)
    assert (answer.comment, answer.evidence) == ("One is missing", (quote,))

    office.fail(audit, comment="", evidence={})
    [answer] = office.record.audits.answers(audit.id)
    assert (answer.comment, answer.evidence) == ("", ())


def test_a_failure_is_a_deadline_of_its_contract(office: Office) -> None:
    audit = office.start()

    office.fail(audit)
    office.fail(audit, NDA, owner="Ola", due=date(2027, 2, 1))

    assert office.due() == [(DPA, DUE, "kari"), (NDA, date(2027, 2, 1), "Ola")]
    [first, _second] = office.auditing.matrix(audit).follow_ups()
    assert first.obligation.title == "Audit Yearly: Is it signed?"
    assert (first.owner, first.done) == ("kari", False)


def test_a_follow_up_has_the_contracts_owner_also_a_later_one(office: Office) -> None:
    audit = office.start()
    office.standing.own([DPA], "Ola")

    office.fail(audit)
    office.standing.own([DPA], "Per")

    assert office.due() == [(DPA, DUE, "Per")]


def test_a_follow_up_goes_with_the_failure_and_a_new_one_is_asked_for(office: Office) -> None:
    audit = office.start()
    office.fail(audit)
    [due] = [d for d in office.agenda.every(TODAY, DUE) if d.deadline.obligation]
    office.following_up.done([due])
    assert office.auditing.matrix(audit).follow_ups()[0].done
    office.fail(audit, comment="still")
    assert office.due() == []

    office.answering.answer(audit, [DPA], SIGNED, Verdict.PASS, TODAY)
    assert office.auditing.matrix(audit).follow_ups() == ()
    office.fail(audit)

    assert office.due() == [(DPA, DUE, "kari")]


def test_a_follow_up_somebody_took_off_comes_back_only_when_asked_for(office: Office) -> None:
    audit = office.start()
    office.fail(audit)
    [follow_up] = office.auditing.matrix(audit).follow_ups()
    office.following_up.take_away(follow_up.obligation.id)

    office.fail(audit, comment="Settled by phone")
    assert office.due() == []

    office.fail(audit, owner="Ola")
    assert office.due() == [(DPA, DUE, "Ola")]


def test_what_was_changed_about_a_follow_up_stays(office: Office) -> None:
    audit = office.start()
    office.fail(audit)
    [follow_up] = office.auditing.matrix(audit).follow_ups()
    office.following_up.change(follow_up.obligation.id, on=date(2027, 5, 1))

    office.fail(audit, owner="Ola")

    assert office.due() == [(DPA, date(2027, 5, 1), "Ola")]


def test_undo_takes_answers_and_follow_ups_back_in_one_go(office: Office) -> None:
    audit = office.start()
    office.answering.answer(audit, [DPA, NDA], SIGNED, Verdict.FAIL, TODAY)

    act = office.undoing.undo()

    assert act is not None and act.contracts == (DPA, NDA)
    assert (office.due(), office.record.audits.answers(audit.id)) == ([], ())


def test_sign_off_needs_every_answer_and_ends_answering(office: Office) -> None:
    audit = office.start()
    with pytest.raises(BadInput, match="5"):
        office.auditing.close(audit)

    closed = office.auditing.close(audit, " as  far as it goes ", with_open=True).closed

    assert closed is not None and (closed.comment, closed.open_items) == ("as far as it goes", 5)
    with pytest.raises(BadInput):
        office.fail(audit)
    assert office.auditing.reopen(audit)
    office.fail(audit)
    assert office.due() == [(DPA, DUE, "kari")]


def test_the_index_is_not_behind_after_an_act_on_no_contract(office: Office) -> None:
    audit = office.start()
    assert office.auditing.indexing.behind() == 0
    office.auditing.close(audit, with_open=True)
    assert office.auditing.indexing.behind() == 0
    assert office.record.events.of(limit=1)[0].kind is EventKind.AUDIT_CLOSED


def test_a_question_that_is_not_asked_counts_once_it_is_answered(office: Office) -> None:
    audit = office.start()
    [_dpa, nda] = office.auditing.matrix(audit).rows
    assert [cell.counts for cell in nda.cells] == [True, True, False]

    office.answering.answer(audit, [NDA], ONLY_DPA, Verdict.PASS, TODAY)

    matrix = office.auditing.matrix(audit)
    assert (matrix.progress.asked, matrix.progress.passed) == (6, 1)
    assert matrix.rows[1].cells[2].counts


@given(st.text(alphabet="ab cd\n.", max_size=600), st.data())
def test_a_passage_is_a_piece_of_the_text_with_a_hit_in_it(text: str, data: st.DataObject) -> None:
    words = [HitSpan(n, n + 1) for n, letter in enumerate(text) if letter in "abcd"]
    if not words:
        return
    hits = sorted(data.draw(st.sets(st.sampled_from(words), min_size=1)), key=lambda h: h.start)

    span = passage(text, hits)

    assert 0 <= span.start < span.end <= len(text)
    assert span.end - span.start <= 240
    assert any(span.start <= hit.start and hit.end <= span.end for hit in hits)
    assert text[span.start : span.end].strip()
