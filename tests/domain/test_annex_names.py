"""Annexes that a text names and does not have; strict, so that few are told wrongly."""

from __future__ import annotations

import pytest

from arkiv.domain.annex_names import absent_annexes, annex_label
from arkiv.domain.documents import Page


def absent(*pages: str) -> tuple[str, ...]:
    return absent_annexes(Page(number, text) for number, text in enumerate(pages, start=1))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The services are described in Schedule 1.", ("Schedule 1",)),
        ("Arealet er vist i bilag 1, jf. vedlegg B.", ("bilag 1", "vedlegg B")),
        ("De tarieven staan in bijlage C bij deze overeenkomst.", ("bijlage C",)),
        ("as set out in\nAnnex 2 (the Price List) below", ("Annex 2",)),
        ("set forth in Exhibit A and in exhibit A again", ("Exhibit A",)),
        ("Siehe Anlage 3.", ("Anlage 3",)),
        ("die in bijlage nr. 4 staan", ("bijlage 4",)),
    ],
)
def test_what_is_named_and_nowhere_there_is_told(text: str, names: tuple[str, ...]) -> None:
    assert absent(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "as Annex II to Directive 95/46/EC requires",
        "the clauses of Regulation (EU) 2016/679, Annex I",
        "Bilag 1 til rammeavtalen gjelder",
        "Honoraret dekker 400 bilag i måneden, bilag ut over dette koster kr 21",
        "EX-10.32, Exhibit 10.32",
        "on schedule 2026",
        "a schedule a month",
        "See exhibit 1.2 above",
        "In Annex 1 of the Framework Agreement",
    ],
)
def test_annexes_of_laws_and_of_other_contracts_are_not_missed(text: str) -> None:
    assert absent(text) == ()


@pytest.mark.parametrize(
    "heading",
    [
        "Bilag 1",
        "BILAG 1: Priser",
        "Bilag 1 – Priser",
        "Bilag 1 Priser",
        'Bilag "1"',
        "1. Bilag 1\tPriser",
    ],
)
def test_an_annex_that_has_a_heading_is_there(heading: str) -> None:
    assert absent("Prisene følger av bilag 1.", f"{heading}\nTimepris 1 200") == ()


def test_an_annex_in_pieces_is_there_and_dates_above_a_heading_do_not_hide_it() -> None:
    assert absent("As in Appendix A.", "APPENDIX A-1\nProposal") == ()
    assert absent("As in Exhibit C.", "Page 3\nMay 3, 2016\nEXHIBIT C\nPatents") == ()


def test_an_english_heading_is_the_norwegian_annex() -> None:
    assert absent("Se bilag 2.", "Annex 2\nScope") == ()


def test_a_line_that_goes_on_is_no_heading() -> None:
    assert absent("The work is described in\nSchedule 1.\nThe price is fixed.") == ("Schedule 1",)


def test_a_long_list_is_cut() -> None:
    assert len(absent(" ".join(f"see Annex {n};" for n in range(1, 60)))) == 12


def test_the_label_of_a_title() -> None:
    assert annex_label("Bilag 2 – Prisliste") == "2"
    assert annex_label("Prisliste 2027") is None
