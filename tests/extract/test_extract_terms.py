"""What contracts of every language say about days, terms, renewal, notice and money."""

from __future__ import annotations

from datetime import date

import pytest

from arkiv.domain.facts import Facts, Field, shown_facts
from arkiv.domain.facts_json import facts_to_json
from extraction_samples import extraction_of


def _facts(language: str, text: str) -> Facts:
    return shown_facts(extraction_of(language, text).findings)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("nb", "AVTALE\nAvtalen gjelder fra 1. mars 2025 til utgangen av juni 2027.", "2027-06-30"),
        ("nb", "AVTALE\nAvtalen løper fra og med 1. mai 2025 til og med 30.4.27.", "2027-04-30"),
        ("nb", "Leveringsdato: 20. mai 2024\nBindingstid: 36 mnd.\nLeietiden regnes fra den første"
         " i måneden etter leveringsdato.", "2027-05-31"),
        ("nb", "Tjenesten starter 1. april 2025 og avtalen løper deretter i fire år.",
         "2029-03-31"),
        ("nn", "Avtalen gjeld frå 1. november 2024 og går ut 31. oktober 2026.", "2026-10-31"),
        ("nl", "De overeenkomst is aangegaan voor vijf jaar, van 1 januari 2021 tot en met"
         " 31 december 2025.", "2025-12-31"),
        ("en", "This Agreement is made as of May 1, 2020 (the \"Effective Date\"). The Term shall"
         " end fifteen months therefrom.", "2021-07-31"),
        ("en", "This Agreement is effective as of June 1, 2020 and continues until the end of"
         " 2022.", "2022-12-31"),
        ("sv", "Avtalet gäller från och med 2024-01-01 till och med 2026-12-31.", "2026-12-31"),
        ("da", "Aftalen træder i kraft den 1. juni 2025 og ophører den 31. maj 2028.",
         "2028-05-31"),
        ("de", "Der Vertrag beginnt mit Unterzeichnung und endet am 30.06.2027.", "2027-06-30"),
    ],
)  # fmt: skip
def test_the_last_day_is_read_or_computed(language: str, text: str, day: str) -> None:
    assert str(_facts(language, text).expiration_date) == day


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("nb", "Avtalen trer i kraft straks.\nFjordvik, 3. mai 2026", "2026-05-03"),
        ("nl", "Deze overeenkomst treedt in werking op de dag na ondertekening.\n"
         "Zwolle, 3 mei 2026 Arnhem, 5 mei 2026", "2026-05-06"),
        ("en", "This Agreement is effective as of the last date signed below.\nBy: /s/ Al Roe\n"
         "Date: 13/07/2005\nBy: /s/ Bo Lee\nDate: 14/07/2005", "2005-07-14"),
        ("de", "Der Vertrag beginnt mit Unterzeichnung.\nHusum, den 6. Oktober 2026", "2026-10-06"),
        ("nl", "De overeenkomst gaat in op de eerste dag van de maand volgend op ondertekening.\n"
         "Zwolle, 3 december 2026 Arnhem, 5 december 2026", "2027-01-01"),
    ],
)  # fmt: skip
def test_what_starts_on_signature_starts_with_the_last_one(
    language: str, text: str, day: str
) -> None:
    assert str(_facts(language, text).effective_date) == day


def test_a_day_of_birth_or_delivery_is_not_when_the_contract_was_made() -> None:
    text = (
        "ARBEIDSAVTALE\nFødselsdato 24.08.1994\nLeveringsdato: 20. oktober 2023\nVik, 4. juni 2026"
    )

    assert _facts("nb", text).agreement_date == date(2026, 6, 4)


def test_an_unknown_anchor_gives_a_term_but_no_last_day() -> None:
    facts = _facts(
        "en",
        "This Agreement is made as of May 1, 2020. It shall remain in force for a period of two (2)"
        " years from the Launch Date.",
    )

    assert facts.expiration_date is None
    assert str(facts.term) == "P2Y"


@pytest.mark.parametrize(
    ("language", "text", "automatic"),
    [
        ("nb", "Kunden har opsjon på å forlenge avtalen med ett år. Avtalen gjelder fra 1. mai 2025"
         " til 30. april 2027.", False),
        ("nb", "Etter bindingstiden løper lisensen videre måned for måned.", True),
        ("nl", "Zonder schriftelijke opzegging wordt de overeenkomst geacht voor eenzelfde periode"
         " te zijn verlengd.", True),
        ("nl", "Opdrachtgever kan de overeenkomst tweemaal verlengen met een periode van telkens"
         " één jaar. De overeenkomst eindigt op 31 mei 2027.", False),
        ("en", "This Agreement continues for two years and thereafter until terminated.", True),
        ("sv", "Avtalet förlängs automatiskt med ett år.", True),
        ("da", "Aftalen forlænges automatisk med et år ad gangen.", True),
        ("de", "Der Vertrag verlängert sich jeweils um ein Jahr, wenn er nicht gekündigt wird.",
         True),
    ],
)  # fmt: skip
def test_only_renewal_without_an_act_is_automatic(
    language: str, text: str, automatic: bool
) -> None:
    assert _facts(language, text).auto_renewal is automatic


def test_the_end_of_a_calendar_year_is_no_notice_period() -> None:
    text = (
        "De gebruiker kan opzeggen tegen het einde van een kalenderjaar, met een opzegtermijn van"
        " twee maanden."
    )

    assert str(_facts("nl", text).notice_period) == "P2M"


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("nb", "Samlet verdi av alle avrop skal ikke overstige kr 12 000 000 eks. mva. Dagbot er"
         " minst kr 5 000.", ("12000000.00", "NOK", "once", "excluded")),
        ("nb", "Årslønnen er kr 682 000 brutto.", ("682000.00", "NOK", "year", None)),
        ("nn", "Oppdragsgjevar betaler eit årleg vederlag på kr 64 800,00 utan meirverdiavgift.",
         ("64800.00", "NOK", "year", "excluded")),
        ("nl", "Prijs. € 2.675,00 per maand exclusief btw. Boete € 9.000,00 per keer.",
         ("2675.00", "EUR", "month", "excluded")),
        ("en", "Buyer pays a price of US$1,250,000.00 in each contract year.",
         ("1250000.00", "USD", "year", None)),
        ("de", "Der Auftraggeber zahlt 10.000 USD pro Kalendermonat.",
         ("10000.00", "USD", "month", None)),
    ],
)  # fmt: skip
def test_the_amount_that_describes_the_contract(
    language: str, text: str, value: tuple[str, str, str, str | None]
) -> None:
    read = facts_to_json(_facts(language, text))["value"]

    assert (read["amount"], read["currency"], read["per"], read.get("vat")) == value


def test_the_text_counts_where_a_table_disagrees() -> None:
    extraction = extraction_of(
        "en",
        "Start date: May 1, 2020\nThis Agreement is effective as of June 1, 2020 and ends on"
        " May 31, 2022.",
    )

    assert shown_facts(extraction.findings).effective_date == date(2020, 6, 1)
    assert len(extraction.warnings) == 1
    assert "2020-05-01" in extraction.warnings[0]


def test_a_day_that_can_be_swapped_is_warned_of() -> None:
    extraction = extraction_of(
        "en", "This Agreement is entered into on 03/04/2020 by both parties."
    )

    assert len(extraction.warnings) >= 1
    assert "2020-03-04" in extraction.warnings[0]
    assert "2020-04-03" in extraction.warnings[0]


def test_a_sale_takes_effect_when_it_is_concluded() -> None:
    facts = _facts("nb", "KJØPEKONTRAKT\nKjøpesummen er kr 90 000.\nSignert Moss 2026-03-09")

    assert facts.effective_date == date(2026, 3, 9)


def test_a_length_whose_words_and_figures_disagree_is_less_sure_and_warned_of() -> None:
    sentence = "Either party may terminate this Agreement upon {} days' written notice."
    agreeing = extraction_of("en", sentence.format("sixty (60)"))
    disagreeing = extraction_of("en", sentence.format("ninety (60)"))

    sure, unsure = (
        next(f for f in e.findings if f.field is Field.NOTICE_PERIOD)
        for e in (agreeing, disagreeing)
    )

    assert str(unsure.value) == "P60D"
    assert unsure.confidence < sure.confidence
    assert not agreeing.warnings
    assert "P90D" in disagreeing.warnings[0]
    assert not extraction_of("en", sentence.format("twenty-seven (27)")).warnings


def test_the_body_counts_where_the_cover_states_another_term() -> None:
    extraction = extraction_of(
        "en",
        "Term: 2 years\nThis Agreement is made as of May 1, 2020. The term of this Agreement shall"
        " be for a period of three (3) years.",
    )

    assert str(shown_facts(extraction.findings).term) == "P3Y"
    assert any("P2Y" in warning for warning in extraction.warnings)
