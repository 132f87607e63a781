"""From which day a term counts, and what is kept where no document tells that day."""

from __future__ import annotations

from datetime import date

import pytest

from arkiv.domain.facts import Extraction, Field, Finding, shown_facts
from extraction_samples import extraction_of

LAUNCH = "This Agreement is made as of May 1, 2020 and continues for two (2) years from the"


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", f"{LAUNCH} Opening Date. \"Opening Date\" means August 1, 2020.", "2022-07-31"),
        ("en", f"{LAUNCH} Opening Date. The mill opened on August 1, 2020 (the \"Opening Date\").",
         "2022-07-31"),
        ("en", f"Opening Date: August 1, 2020\n{LAUNCH} Opening Date.", "2022-07-31"),
        ("en", "This Agreement is made as of May 1, 2020. The term of this Agreement shall be for"
         " a period of one (1) year to commence on September 1, 2020.", "2021-08-31"),
        ("en", "This Agreement is made as of May 1, 2020. The term ends on the third anniversary"
         " of the Handover Date. \"Handover Date\" shall mean June 15, 2020.", "2023-06-14"),
        ("nb", "Avtalen er inngått 1. mai 2025. Avtalen løper i tre år fra 1. august 2025.",
         "2028-07-31"),
        ("nb", "Driftsstart: 1. september 2025\nAvtalen er inngått 1. mai 2025. Avtalen løper i to"
         " år fra Driftsstart.", "2027-08-31"),
        ("nl", "De overeenkomst is gesloten op 1 mei 2025. De overeenkomst is aangegaan voor drie"
         " jaar, ingaande op 1 juli 2025.", "2028-06-30"),
    ],
)  # fmt: skip
def test_a_term_counts_from_the_day_that_its_words_name(language: str, text: str, day: str) -> None:
    assert str(shown_facts(extraction_of(language, text).findings).expiration_date) == day


@pytest.mark.parametrize(
    ("language", "text", "term", "words"),
    [
        ("en", f"{LAUNCH} date of the first commercial sale.", "P2Y", "first commercial sale"),
        ("en", f"{LAUNCH} Opening Date.", "P2Y", "Opening Date"),
        ("nb", "Avtalen er inngått 1. mai 2025. Avtalen løper i tre år fra ferdigstillelse av"
         " bygget.", "P3Y", "ferdigstillelse av bygget"),
        ("nl", "De overeenkomst is gesloten op 1 mei 2025. De overeenkomst is aangegaan voor drie"
         " jaar, te rekenen vanaf de eerste productiedag.", "P3Y", "eerste productiedag"),
        ("de", "Der Vertrag vom 1. Mai 2025 gilt für fünf Jahre ab Abnahme der Anlage.", "P5Y",
         "Abnahme der Anlage"),
    ],
)  # fmt: skip
def test_an_unknown_start_is_kept_in_its_words_and_gives_no_day(
    language: str, text: str, term: str, words: str
) -> None:
    extraction = extraction_of(language, text)

    facts = shown_facts(extraction.findings)
    sources = _best(extraction, Field.TERM).sources

    assert facts.expiration_date is None
    assert str(facts.term) == term
    assert words in sources[-1].text


def test_the_chain_of_a_term_with_a_day_of_its_own_starts_with_that_day() -> None:
    text = f'{LAUNCH} Opening Date. "Opening Date" means August 1, 2020.'

    end = _best(extraction_of("en", text), Field.EXPIRATION_DATE)

    assert end.operation == "2020-08-01 + P2Y - P1D"
    assert [source.text for source in end.sources][-1] == "August 1, 2020"


def test_the_start_of_the_contract_counts_where_the_words_name_none() -> None:
    text = "This Agreement is made as of May 1, 2020 and continues for a period of two (2) years."

    facts = shown_facts(extraction_of("en", text).findings)

    assert facts.expiration_date == date(2022, 4, 30)


def _best(extraction: Extraction, field: Field) -> Finding:
    return next(f for f in extraction.findings if f.field is field and f.rank == 0)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "This Agreement is made as of May 11, 2020.\nExpiration Date: at midnight on the"
         " last day of the month ten (10) years from the Effective Date", "2030-05-31"),
        ("en", "This Agreement is made as of May 11, 2020. The term of this Agreement shall end on"
         " the last day of the month in which the third anniversary of the Effective Date falls.",
         "2023-05-31"),
        ("nl", "De overeenkomst gaat in op 11 mei 2025. De overeenkomst is aangegaan voor drie"
         " jaar en eindigt aan het einde van de maand.", "2028-05-31"),
    ],
)  # fmt: skip
def test_a_term_may_run_to_the_end_of_a_month(language: str, text: str, day: str) -> None:
    assert str(shown_facts(extraction_of(language, text).findings).expiration_date) == day


def test_a_data_sheet_deep_in_a_long_contract_is_read() -> None:
    filler = "The parties keep the mill clean and the wheel greased in every season.\n" * 400
    text = (
        f"This Agreement is made as of May 11, 2020.\n{filler}Expiration Date: May 10, 2031\n"
        f"{filler}"
    )

    assert shown_facts(extraction_of("en", text).findings).expiration_date == date(2031, 5, 10)


def test_a_contract_that_starts_with_an_undated_event_has_no_computed_end() -> None:
    text = (
        "This Agreement is dated May 1, 2020. This Agreement shall be effective as of the"
        " date of first delivery of grain to the Mill. The term of this Agreement shall be three"
        " (3) years."
    )

    facts = shown_facts(extraction_of("en", text).findings)

    assert facts.expiration_date is None
    assert str(facts.term) == "P3Y"
