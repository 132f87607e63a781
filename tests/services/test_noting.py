"""What people do with notes, on fakes: passages, changes, and what is found by them."""

from __future__ import annotations

import pytest

from arkiv.domain.anchoring import Hold
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import NoteState
from arkiv.errors import BadInput, NotFound
from fakes.arrivals import digest, extraction, reading
from services.test_acts import TODAY, Office, office

__all__ = ["office"]


def found(office: Office, words: str) -> int:
    return office.finder.search(words, TODAY).total


def test_a_passage_is_the_words_that_stand_there(office: Office) -> None:
    contract = office.lease(text="oppsigelse med tre måneders varsel")

    anchor = office.noting.passage(contract, "TRE  måneders")

    assert (anchor.document, anchor.source.page, anchor.source.text) == (
        digest("lease.pdf"),
        2,
        "tre måneders",
    )


def test_words_on_several_pages_need_a_page(office: Office) -> None:
    contract = office.lease(text="cover")  # as the first page says

    with pytest.raises(BadInput, match="1, 2"):
        office.noting.passage(contract, "cover")

    assert office.noting.passage(contract, "cover", 2).source.page == 2
    with pytest.raises(NotFound, match="page 7"):
        office.noting.passage(contract, "cover", 7)
    with pytest.raises(NotFound, match="do not stand"):
        office.noting.passage(contract, "unicorn")


def test_a_passage_is_found_again_after_another_reading(office: Office) -> None:
    contract = office.lease(text="oppsigelse med tre måneders varsel")
    anchor = office.noting.passage(contract, "tre måneders")
    office.noting.write(contract, "sent?", anchor=anchor)

    def read(*pages: str) -> None:
        office.record.documents.save_reading(
            digest("lease.pdf"), reading(*pages), extraction(), "intake"
        )

    read("a new first page", "cover", "oppsigelse med tre\nmåneders varsel")
    (placed,) = office.reviewing.show(contract, TODAY).notes
    assert placed.located is not None
    assert (placed.located.hold, placed.located.anchor.source.page) == (Hold.NEARLY, 3)
    assert placed.note.anchor == anchor

    read("nothing of the kind")
    (placed,) = office.noting.of_contract(contract)
    assert placed.located is not None
    assert (placed.located.hold, placed.located.anchor) == (Hold.GONE, anchor)


def test_an_edit_keeps_state_and_passage(office: Office) -> None:
    contract = office.lease(text="tre måneders varsel")
    anchor = office.noting.passage(contract, "varsel")
    note = office.noting.write(contract, "sent?", anchor=anchor)
    resolved = office.noting.settle(note, NoteState.RESOLVED)

    edited = office.noting.edit(resolved, "  sent on Monday ")

    assert (edited.text, edited.state, edited.anchor) == (
        "sent on Monday",
        NoteState.RESOLVED,
        anchor,
    )
    assert [v.text for v in office.noting.versions(note)] == ["sent?", "sent?", "sent on Monday"]


def test_resolved_notes_are_found_and_withdrawn_ones_are_not(office: Office) -> None:
    contract = office.lease()
    note = office.noting.write(contract, "call the landlord")
    resolved = office.noting.settle(note, NoteState.RESOLVED)
    assert found(office, "landlord") == 1

    withdrawn = office.noting.settle(resolved, NoteState.WITHDRAWN)
    assert found(office, "landlord") == 0
    assert office.noting.of_contract(contract) == ()
    assert [p.note for p in office.noting.of_contract(contract, withdrawn=True)] == [withdrawn]

    office.noting.settle(withdrawn, NoteState.OPEN)
    assert found(office, "landlord") == 1


def test_a_change_is_undone_and_an_edit_of_an_older_version_refused(office: Office) -> None:
    contract = office.lease()
    written = office.noting.write(contract, "one")
    office.noting.edit(written, "two")

    with pytest.raises(BadInput, match="meanwhile"):
        office.noting.edit(written, "three")
    office.record.undoing.undo(office.noting.actor)
    (placed,) = office.noting.of_contract(contract)
    assert placed.note.text == "one"

    office.record.undoing.undo(office.noting.actor)
    assert office.noting.of_contract(contract) == ()


def test_a_note_on_several_contracts_is_one_act(office: Office) -> None:
    contracts = [office.lease("a.pdf"), office.lease("b.pdf")]

    first = office.noting.write_on(contracts, "call", "n1")
    again = office.noting.write_on(contracts, "call", "n1")

    assert first == again
    assert [note.contract for note in first] == contracts
    act = office.record.undoing.undo("kari")
    assert act is not None and act.contracts == tuple(contracts)
    assert [office.noting.of_contract(contract) for contract in contracts] == [(), ()]


def test_a_note_is_named_by_its_number_or_any_of_its_ids(office: Office) -> None:
    contract = office.lease()
    first = office.noting.write(contract, "one", "aaaa-1")
    office.noting.write(contract, "two", "aaab-2")
    newest = office.noting.edit(first, "uno", "cccc-3")

    assert office.noting.named(contract, "C1") == newest
    assert office.noting.named(contract, "aaaa") == newest
    assert office.noting.named(contract, "cccc") == newest
    with pytest.raises(BadInput, match="Several"):
        office.noting.named(contract, "aaa")
    for name in ("c3", "aa", "", "zzzz"):
        with pytest.raises(NotFound, match="arkiv notes"):
            office.noting.named(contract, name)


def test_notes_of_what_is_not_there_are_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        office.noting.of_contract(ContractId(99))
    with pytest.raises(NotFound):
        office.noting.write(ContractId(99), "text")
    with pytest.raises(NotFound):
        office.noting.passage(ContractId(99), "text")


@pytest.mark.parametrize("text", ["", " \n", "x" * 100_001])
def test_an_edit_to_nothing_or_without_end_is_refused(office: Office, text: str) -> None:
    contract = office.lease()
    note = office.noting.write(contract, "one")

    with pytest.raises(BadInput):
        office.noting.edit(note, text)

    assert [placed.note for placed in office.noting.of_contract(contract)] == [note]
