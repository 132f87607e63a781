"""The amount that describes a contract, and the days in which an invoice is due."""

from __future__ import annotations

from decimal import Decimal

import pytest

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import DocumentType, Extraction, Field, shown_facts
from arkiv.domain.values import Money, Per, Vat
from arkiv.extract.amount_words import number_in
from arkiv.extract.amounts import value_of
from arkiv.extract.cues_loader import LANGUAGES
from arkiv.extract.matching import Reader
from arkiv.extract.normalise import normalise
from arkiv.extract.payment import payment_days_of
from arkiv.extract.pipeline import extract


def _reader(language: str, text: str) -> Reader:
    return Reader.of(normalise((Page(1, text),)), LANGUAGES[language])


def _spelled(value: object) -> str:
    assert isinstance(value, Money)
    parts = (value.amount, value.currency, value.per, value.vat)
    return " ".join(str(part) for part in parts if part is not None)


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("nb", "Samlet kontraktssum er kr 1 250 000,- ekskl. mva.", "1250000.00 NOK once excluded"),
        ("nb", "Prisen er NOK 1.250.000 eks. mva.", "1250000.00 NOK once excluded"),
        ("nb", "Kontraktssummen utgjør MNOK 2,5.", "2500000.00 NOK once"),
        ("nb", "Kjøpesummen er 2,5 millioner kroner.", "2500000.00 NOK once"),
        (
            "nb",
            "Vederlaget er 48 000 kroner per måned eksklusiv merverdiavgift.",
            "48000.00 NOK month excluded",
        ),
        ("nb", "Honoraret er kr 180.000,00 per kvartal.", "180000.00 NOK quarter"),
        ("nb", "Årlig leie utgjør kr 96.000,-. Depositum er kr 24.000,-.", "96000.00 NOK year"),
        (
            "nb",
            "Kunden skal kjøpe 5 000 enheter per år til en pris på kr 120 per enhet eks. mva.",
            "600000.00 NOK year excluded",
        ),
        (
            "nb",
            "Samlet vederlag er kr 540 000 (femhundreogførtitusen kroner).",
            "540000.00 NOK once",
        ),
        (
            "nb",
            "Lisens\t\tkr 90 000\nSupport\t\tkr 30 000\nSum per år eks. mva\tkr 120 000",
            "120000.00 NOK year excluded",
        ),
        ("nn", "Leiga er kr 15 000 per månad.", "15000.00 NOK month"),
        ("sv", "Priset uppgår till 450 000 kr exkl. moms.", "450000.00 SEK once excluded"),
        ("sv", "Hyran är 12.500:- SEK per månad exklusive moms.", "12500.00 SEK month excluded"),
        ("sv", "Den årliga avgiften är 340 000 kronor per år.", "340000.00 SEK year"),
        (
            "da",
            "Den årlige leje udgør kr. 85.000,00 ekskl. moms pr. år.",
            "85000.00 DKK year excluded",
        ),
        ("da", "Vederlaget udgør DKK 7.500 pr. måned ekskl. moms.", "7500.00 DKK month excluded"),
        (
            "nl",
            "De totale opdrachtsom bedraagt € 12.500,00 exclusief btw.",
            "12500.00 EUR once excluded",
        ),
        (
            "nl",
            "De vergoeding bedraagt EUR 45.000 per jaar exclusief btw.",
            "45000.00 EUR year excluded",
        ),
        ("nl", "De koopsom bedraagt € 1,5 miljoen.", "1500000.00 EUR once"),
        (
            "nl",
            "De vergoeding bedraagt € 3.750,- per kwartaal, exclusief BTW.",
            "3750.00 EUR quarter excluded",
        ),
        (
            "nl",
            "De contributie bedraagt per kalenderjaar een vergoeding van € 18.000,- excl. btw.",
            "18000.00 EUR year excluded",
        ),
        (
            "nl",
            "Voor de werkzaamheden geldt een vaste prijs van € 24.000,- exclusief btw, te "
            "betalen in drie termijnen van € 8.000,-.",
            "24000.00 EUR once excluded",
        ),
        (
            "nl",
            "De hoofdsom bedraagt € 250.000,- (zegge: tweehonderdvijftigduizend euro).",
            "250000.00 EUR once",
        ),
        (
            "nl",
            "De huurprijs bedraagt € 3.200,- per maand inclusief btw.",
            "3200.00 EUR month included",
        ),
        (
            "nl",
            "Leverancier levert 25.000 liter per kalenderjaar tegen een prijs van € 3,00 per "
            "liter, exclusief btw.",
            "75000.00 EUR year excluded",
        ),
        (
            "nl",
            "Omschrijving\tBedrag\nHosting\t€ 38.400,00\nBeheer\t€ 24.000,00\nTotaal per "
            "jaar (excl. btw)\t€ 62.400,00",
            "62400.00 EUR year excluded",
        ),
        (
            "nl",
            "De opdrachtsom bedraagt maximaal € 60.000,-, te weten 600 uur tegen € 100,- per "
            "uur. Alle genoemde bedragen zijn exclusief btw.",
            "60000.00 EUR once excluded",
        ),
        (
            "de",
            "Die Vergütung beträgt pauschal 12.500,00 EUR zzgl. gesetzlicher USt.",
            "12500.00 EUR once excluded",
        ),
        (
            "de",
            "Die monatliche Miete beträgt 2.880,00 Euro zuzüglich Umsatzsteuer.",
            "2880.00 EUR month excluded",
        ),
        (
            "de",
            "Das Jahreshonorar beträgt € 60.000,00 netto pro Jahr.",
            "60000.00 EUR year excluded",
        ),
        ("de", "Der Kaufpreis beträgt 1,2 Mio. EUR.", "1200000.00 EUR once"),
        (
            "de",
            "Der Arbeitnehmer erhält ein Bruttogehalt von 4.100,00 EUR monatlich.",
            "4100.00 EUR month",
        ),
        (
            "de",
            "Das Darlehen beträgt 200.000,00 EUR (in Worten: zweihunderttausend Euro).",
            "200000.00 EUR once",
        ),
        (
            "de",
            "Der Kunde nimmt jährlich 3.000 Stück zu einem Preis von 30,00 EUR je Stück ab.",
            "90000.00 EUR year",
        ),
        (
            "de",
            "Die Pauschale beträgt 1.750,00 EUR pro Quartal zuzüglich Mehrwertsteuer.",
            "1750.00 EUR quarter excluded",
        ),
        ("en", "The purchase price is $1,000,000.", "1000000.00 USD once"),
        ("en", "The annual fee is £96,000 per annum plus VAT.", "96000.00 GBP year excluded"),
        (
            "en",
            "The Client shall pay a monthly fee of EUR 4.500,00 excluding VAT.",
            "4500.00 EUR month excluded",
        ),
        ("en", "The total price is USD 2.5 million.", "2500000.00 USD once"),
        (
            "en",
            "The Client pays a fixed fee of thirty-six thousand five hundred euros (€ 36,500).",
            "36500.00 EUR once",
        ),
        (
            "en",
            "The contract price is £125,000 (one hundred and twenty-five thousand pounds).",
            "125000.00 GBP once",
        ),
        (
            "en",
            "The Buyer commits to purchase 500 tonnes per calendar year at a price of EUR "
            "500 per tonne, excluding VAT.",
            "250000.00 EUR year excluded",
        ),
        (
            "en",
            "Service\tCharge\nCleaning\t£80,000\nSecurity\t£40,000\nTotal annual charge "
            "(excl. VAT)\t£120,000",
            "120000.00 GBP year excluded",
        ),
        (
            "en",
            "The fee is £15,000 per quarter, exclusive of VAT.",
            "15000.00 GBP quarter excluded",
        ),
    ],
)
def test_the_amount_that_describes_the_contract(language: str, text: str, amount: str) -> None:
    assert _spelled(value_of(_reader(language, text))[0].value) == amount


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Konsulenten godtgjøres med kr 1 450 per time eks. mva."),
        ("nb", "Ved forsinkelse betaler leverandøren en dagbot på kr 5 000 per dag."),
        ("nb", "Leverandørens samlede erstatningsansvar er begrenset til kr 2 000 000."),
        ("nb", "Leverandøren skal ha en ansvarsforsikring på minst kr 10 000 000."),
        ("nb", "Selskapets aksjekapital er kr 30 000 fordelt på 300 aksjer."),
        ("nb", "Prisen er kr 89 per bruker per måned."),
        ("nn", "Tilsynet kostar kr 900 per time."),
        ("sv", "Konsultarvode utgår med 1 100 kr per timme."),
        ("sv", "Vite utgår med 25 000 kr per påbörjad vecka."),
        ("da", "Konsulenten honoreres med 950 kr. pr. time."),
        ("da", "Depositum udgør kr. 45.000."),
        ("nl", "Het uurtarief bedraagt € 95,- exclusief btw."),
        ("nl", "De prijs bedraagt € 95,- per uur."),
        ("nl", "Huurder betaalt een waarborgsom van € 4.500,-."),
        ("nl", "De boete bedraagt € 10.000,- per overtreding en een bedrag van € 500,- per dag."),
        ("nl", "De aansprakelijkheid is beperkt tot een bedrag van € 1.000.000,-."),
        ("nl", "Het geplaatste aandelenkapitaal bedraagt € 18.000,-."),
        ("nl", "Voor extra gebruikers geldt een prijs van € 16,50 per gebruiker per maand."),
        ("de", "Der Stundensatz beträgt 110,00 EUR netto."),
        ("de", "Die Kaution beträgt 9.000,00 EUR."),
        (
            "de",
            "Für jeden Fall wird eine Vertragsstrafe in Höhe eines Betrags von 5.000,00 EUR "
            "fällig.",
        ),
        ("de", "Die Deckungssumme beträgt mindestens 3.000.000 EUR."),
        ("de", "Das Stammkapital der Gesellschaft beträgt 25.000,00 EUR."),
        ("en", "The Consultant is paid a fee of £650 per day."),
        ("en", "The fee is $12.50 per unit."),
        ("en", "The Tenant shall pay a deposit of £9,000."),
        ("en", "Total liability shall not exceed the amount of £1,000,000."),
        ("en", "Liquidated damages are payable in the amount of EUR 500 per day."),
    ],
)
def test_rates_penalties_deposits_caps_and_capital_are_no_value(language: str, text: str) -> None:
    assert value_of(_reader(language, text)) == ()


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("nb", "Betaling skal skje innen 30 dager etter mottak av faktura.", 30),
        ("nb", "Betalingsfristen er fjorten dager fra fakturadato.", 14),
        ("nn", "Fakturaen skal betalast innan 30 dagar.", 30),
        ("sv", "Betalning ska ske senast 30 dagar efter fakturadatum.", 30),
        ("sv", "Fakturor betalas mot 20 dagar netto.", 20),
        ("da", "Betalingsfristen er 30 dage netto fra fakturadato.", 30),
        ("da", "Fakturaer skal betales senest 14 dage efter modtagelsen.", 14),
        ("nl", "Betaling geschiedt binnen dertig (30) dagen na factuurdatum.", 30),
        ("nl", "De betalingstermijn is veertien dagen na ontvangst van de factuur.", 14),
        ("nl", "Opdrachtgever voldoet de factuur uiterlijk 30 dagen na ontvangst.", 30),
        (
            "nl",
            "De huur wordt bij vooruitbetaling voldaan op de eerste dag van de maand. Bij te "
            "late betaling is na 14 dagen rente verschuldigd.",
            None,
        ),
        ("nl", "Facturen dienen te worden betaald met een betaaltermijn van 60 dagen.", 60),
        ("de", "Rechnungen sind binnen 14 Tagen nach Erhalt zahlbar.", 14),
        ("de", "Das Zahlungsziel beträgt 30 Tage ab Rechnungsdatum.", 30),
        (
            "de",
            "Zahlung innerhalb von dreißig (30) Tagen nach Rechnungserhalt, bei Zahlung "
            "innerhalb von 10 Tagen 2 % Skonto.",
            30,
        ),
        ("en", "Invoices are payable within thirty (30) days of receipt.", 30),
        ("en", "Payment terms are 45 days from the invoice date.", 45),
        ("en", "Payment shall be made net 60 days from the date of invoice.", 60),
        ("en", "The Customer shall settle invoices within 28 days of their date.", 28),
        (
            "en",
            "If the Customer fails to pay an invoice the Supplier may suspend after 10 days' "
            "notice.",
            None,
        ),
    ],
)
def test_the_days_in_which_an_invoice_is_due(language: str, text: str, days: int | None) -> None:
    found = payment_days_of(_reader(language, text))
    assert (found[0].value if found else None) == days


def test_a_price_times_a_quantity_carries_both_places_and_the_operation() -> None:
    reader = _reader("en", "The Buyer takes 300 crates per month at a price of EUR 40 per crate.")

    found = value_of(reader)[0]

    assert found.value == Money(Decimal("12000.00"), "EUR", Per.MONTH)
    assert found.operation == "300 × 40.00"
    assert [reader.text.flow[s.start : s.end] for s in found.spans] == ["300 crates", "EUR 40"]


def test_tax_said_of_all_prices_counts_for_an_amount_that_says_nothing() -> None:
    text = "De vergoeding bedraagt € 900,- per maand. Alle bedragen zijn exclusief btw."
    assert value_of(_reader("nl", text))[0].value == Money(
        Decimal("900.00"), "EUR", Per.MONTH, Vat.EXCLUDED
    )


@pytest.mark.parametrize("kind", [DocumentType.NDA, DocumentType.DPA, DocumentType.SHAREHOLDERS])
def test_agreements_on_secrets_data_and_shares_have_no_value(kind: DocumentType) -> None:
    assert value_of(_reader("en", "The fee is EUR 40,000 per year."), kind) == ()


@pytest.mark.parametrize(
    ("language", "words", "number"),
    [
        ("nl", "zegge: tweehonderdvijfenzeventigduizend euro", 275_000),
        ("nl", "vierennegentigduizend vijfhonderdvijftig euro", 94_550),
        ("de", "in Worten: dreitausenddreihundertdreißig Euro", 3_330),
        ("en", "one million four hundred and forty thousand kroner", 1_440_000),
        ("nb", "en million to hundre og femti tusen kroner", 1_250_000),
        ("sv", "fyrahundrafemtiotusen kronor", 450_000),
        ("da", "femogfirstusind kroner", 85_000),
        ("nl", "in drie termijnen", None),
        ("en", "excluding VAT", None),
    ],
)
def test_an_amount_in_words(language: str, words: str, number: int | None) -> None:
    assert number_in(words, LANGUAGES[language]) == number


_LOAN = """OVEREENKOMST VAN GELDLENING
De ondergetekenden zijn het volgende overeengekomen over een lening die wordt verstrekt.
De hoofdsom bedraagt € 45.000,00 (zegge: {words} euro) en wordt in een keer uitbetaald.
"""


def _loan(words: str) -> Extraction:
    return extract(Reading((Page(1, _LOAN.format(words=words)),), 1), "loan.pdf")


def _confidence(extraction: Extraction) -> float:
    return next(f for f in extraction.findings if f.field is Field.VALUE).confidence


def test_words_that_differ_from_the_figures_make_the_amount_less_sure() -> None:
    agreed, unequal = _loan("vijfenveertigduizend"), _loan("vierenvijftigduizend")

    assert shown_facts(unequal.findings).value == Money(Decimal("45000.00"), "EUR", Per.ONCE)
    assert _confidence(unequal) < _confidence(agreed)
    assert agreed.warnings == ()
    assert unequal.warnings == ("Value: the figures say 45000.00, the words say 54000.00.",)


_LETTER = """Ons kenmerk: 2025-118
Geachte heer Akkerman,
De overeenkomst van 4 mei 2020 heeft een looptijd van vijf jaar en kan worden opgezegd met een
opzegtermijn van drie maanden. De openstaande vergoeding bedraagt € 4.000,- exclusief btw.
Hoogachtend,
"""


def test_a_letter_about_a_contract_has_none_of_its_terms() -> None:
    facts = shown_facts(extract(Reading((Page(1, _LETTER),), 1), "brief.pdf").findings)

    assert facts.document_type == DocumentType.NOT_CONTRACT
    assert (facts.term, facts.value, facts.agreement_date, facts.notice_period) == (None,) * 4
