"""Whole contracts: what is read, that its words stand where it says, and that chains add up."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import DocumentType, Facts, Field, Finding, shown_facts
from arkiv.domain.values import Duration, Per, Vat
from arkiv.extract.pipeline import cues_version, extract

LEASE = (
    """LEIEAVTALE FOR NÆRINGSLOKALER

Utleier: Skansen Utleiebygg AS, org.nr. 923 609 016
Leietaker: Bok og Blekk Trykkeri AS

1. Leieobjekt
Lokaler på 420 m² i Verftsgata 4.
2. Varighet
2.1 Leieforholdet begynner den 1. februar 2024 og løper i
tre (3) år.
2.2 Avtalen fornyes deretter automatisk for ett år av gangen, med mindre en av partene sier
opp avtalen senest 3 måneder før utløp.
3. Leie
Årlig leie er kr 1\u00a0240\u00a0000,- eks. mva. Faktura forfaller 30 dager etter fakturadato.
Leien reguleres etter konsumprisindeksen fra 15. november 2023.
""",
    """4. Mislighold
Dagbot utgjør minst kr 5 000. Husleieloven av 26. mars 1999 nr. 17 gjelder.
5. Lovvalg
Avtalen reguleres av norsk rett. Verneting er Bergen.
Bergen, den 15. januar 2024

Skansen Utleiebygg AS
Kari Fjell
Bok og Blekk Trykkeri AS
Ola Vik
""",
)
SERVICES = (
    """SERVICES AGREEMENT

This Services Agreement (the "Agreement") is entered into as of March 1, 2024 (the "Effective
Date") by and between Halden Bright Ltd., an English company ("Supplier"), and Marrow Creek,
Inc., a Delaware corporation ("Customer").
1. Term. The initial term of this Agreement shall commence on the Effective Date and shall
continue for a period of two (2) years. Thereafter this Agreement shall automatically renew for
successive one (1) year periods unless either party gives written notice of non-renewal at least
sixty (60) days prior to the end of the then-current term.
2. Law. This Agreement shall be governed by the laws of the State of New York, without regard to
its conflict of laws principles.
""",
)
CLEANING = (
    """SCHOONMAAKOVEREENKOMST

De ondergetekenden:
1. Zonnehof Kantoren B.V., gevestigd te Breda, KvK-nummer 69300589, hierna: "Opdrachtgever"; en
2. Glans en Partners B.V., gevestigd te Tilburg, KvK-nummer 83389867, hierna: "Opdrachtnemer";
komen het volgende overeen:
Artikel 1. Duur
1.1 De overeenkomst gaat in op 1 augustus 2025 en wordt aangegaan voor de duur van twaalf maanden.
1.2 Zij wordt stilzwijgend verlengd met telkens een jaar, tenzij een der partijen opzegt met
inachtneming van een opzegtermijn van drie maanden voor het einde van de lopende periode.
Artikel 2. De vergoeding bedraagt € 2.675,00 per maand exclusief btw. Facturen worden binnen
30 dagen na factuurdatum voldaan.
Artikel 3. Op deze overeenkomst is Nederlands recht van toepassing.
Getekend te Breda op 30 juni 2025
""",
)


def _reading(pages: tuple[str, ...]) -> Reading:
    return Reading(tuple(Page(n, text) for n, text in enumerate(pages, 1)), len(pages))


def _facts(pages: tuple[str, ...]) -> Facts:
    return shown_facts(extract(_reading(pages), "contract.pdf").findings)


def _finding(pages: tuple[str, ...], field: Field) -> Finding:
    findings = extract(_reading(pages), "contract.pdf").findings
    return next(f for f in findings if f.field is field and f.rank == 0)


def test_a_norwegian_lease_is_read() -> None:
    facts = _facts(LEASE)

    assert facts.language == "nb"
    assert facts.document_type is DocumentType.LEASE
    assert facts.title == "LEIEAVTALE FOR NÆRINGSLOKALER"
    assert [(p.name, p.role, p.org_number) for p in facts.parties] == [
        ("Skansen Utleiebygg AS", "Utleier", "923609016"),
        ("Bok og Blekk Trykkeri AS", "Leietaker", None),
    ]
    assert facts.agreement_date == date(2024, 1, 15)
    assert facts.effective_date == date(2024, 2, 1)
    assert facts.term == Duration(years=3)
    assert facts.expiration_date == date(2027, 1, 31)
    assert (facts.auto_renewal, facts.renewal_term) == (True, Duration(years=1))
    assert facts.notice_period == Duration(months=3)
    assert facts.notice_deadline == date(2026, 10, 31)
    assert facts.value is not None
    assert facts.value.amount == Decimal("1240000.00")
    assert (facts.value.currency, facts.value.per, facts.value.vat) == (
        "NOK",
        Per.YEAR,
        Vat.EXCLUDED,
    )
    assert facts.payment_days == 30
    assert facts.governing_law == "Norway"
    assert facts.signed is True


def test_an_english_agreement_is_read() -> None:
    facts = _facts(SERVICES)

    assert facts.language == "en"
    assert facts.title == "SERVICES AGREEMENT"
    assert [p.name for p in facts.parties] == ["Halden Bright Ltd.", "Marrow Creek, Inc."]
    assert facts.agreement_date == facts.effective_date == date(2024, 3, 1)
    assert facts.expiration_date == date(2026, 2, 28)
    assert (facts.auto_renewal, facts.renewal_term) == (True, Duration(years=1))
    assert facts.notice_period == Duration(days=60)
    assert facts.governing_law == "New York"


def test_a_dutch_contract_is_read() -> None:
    facts = _facts(CLEANING)

    assert facts.language == "nl"
    assert facts.document_type is DocumentType.SERVICES
    assert [p.org_number for p in facts.parties] == ["69300589", "83389867"]
    assert facts.agreement_date == date(2025, 6, 30)
    assert facts.expiration_date == date(2026, 7, 31)
    assert facts.notice_deadline == date(2026, 4, 30)
    assert facts.value is not None
    assert (facts.value.amount, facts.value.per) == (Decimal("2675.00"), Per.MONTH)
    assert facts.governing_law == "Netherlands"


@pytest.mark.parametrize("pages", [LEASE, SERVICES, CLEANING])
def test_every_quoted_text_stands_at_its_place(pages: tuple[str, ...]) -> None:
    for finding in extract(_reading(pages), "contract.pdf").findings:
        assert finding.sources
        for source in finding.sources:
            assert source.page is not None
            assert source.text
            assert pages[source.page - 1][source.start : source.end] == source.text


def test_evidence_names_page_and_clause() -> None:
    law, notice = _finding(LEASE, Field.GOVERNING_LAW), _finding(LEASE, Field.NOTICE_PERIOD)

    assert (law.sources[0].page, law.sources[0].clause) == (2, "5")
    assert (notice.sources[0].page, notice.sources[0].clause) == (1, "2.2")


def test_a_computed_date_equals_its_chain() -> None:
    facts, end = _facts(LEASE), _finding(LEASE, Field.EXPIRATION_DATE)
    assert facts.effective_date is not None
    assert facts.term is not None

    assert end.operation == "effective_date + P3Y - P1D"
    assert len(end.sources) == 2
    assert facts.term.after(facts.effective_date) - timedelta(days=1) == end.value


def test_a_docx_is_addressed_by_paragraph() -> None:
    text = "LEIEAVTALE\nmellom partene om lokaler i byen\nAvtalen reguleres av norsk rett."
    page = Page(None, text, (0, 11, 44))

    findings = extract(Reading((page,), None), "lease.docx").findings

    law = next(f for f in findings if f.field is Field.GOVERNING_LAW)
    assert (law.sources[0].page, law.sources[0].paragraph) == (None, 3)


def test_an_unknown_fact_is_absent() -> None:
    facts = _facts(("AVTALE\nPartene er enige om å møtes igjen og snakke om saken i fred og ro.",))

    assert facts.expiration_date is None
    assert facts.value is None
    assert facts.parties == ()


def test_a_text_too_short_says_nothing() -> None:
    assert extract(_reading(("",)), "scan.pdf").findings == ()
    assert extract(Reading((), 0), "empty.pdf").findings == ()


def test_headers_and_page_numbers_do_not_cut_a_sentence_in_two() -> None:
    pages = tuple(
        f"Felles topptekst AS\n{body}\nSide {n} av 4"
        for n, body in enumerate(
            ("AVTALE OM RENHOLD", "Avtalen trer i kraft", "1. mai 2026 og den gjelder.", "Slutt."),
            1,
        )
    )

    assert _facts(pages).effective_date == date(2026, 5, 1)


def test_extraction_twice_is_the_same() -> None:
    assert extract(_reading(LEASE), "a.pdf") == extract(_reading(LEASE), "a.pdf")
    assert extract(_reading(LEASE), "a.pdf").cues_version == cues_version()


_WORDS = st.sampled_from(
    [
        "Avtalen", "agreement", "between", "mellom", "og", "1. mai 2026", "kr 5 000,-", "\n",
        "\u00a0",
        "tre måneder", "(«X»)", '("Y")', "org.nr. 923609016", "\u00ad", "\t", "AS", "12/05/2024",
        "norsk rett", "fornyes automatisk", "___________", "§ 3", "\u200b", "İ", "term of", "for",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_WORDS, max_size=30).map(" ".join), min_size=1, max_size=4))
def test_any_text_gives_findings_that_quote_it(pages: list[str]) -> None:
    for finding in extract(_reading(tuple(pages)), "any.pdf").findings:
        for source in finding.sources:
            assert source.page is not None
            assert pages[source.page - 1][source.start : source.end] == source.text
