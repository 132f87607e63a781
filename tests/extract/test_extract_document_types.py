"""Every document type is told by titles in English, Norwegian and Dutch, and none in passing."""

from __future__ import annotations

import pytest

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import DocumentType, shown_facts
from arkiv.extract.pipeline import extract

BODIES = {
    "en": "This document is made between Alder Ltd and Birch Ltd. The parties agree that all of it"
    " is done within the agreed time and with due care.",
    "nb": "mellom Alm AS og Bjerk AS\nPartene er enige om at alt gjøres innen avtalt tid og med"
    " tilbørlig omhu, slik det står i det følgende.",
    "nl": "tussen Els B.V. en Berk B.V.\nPartijen komen overeen dat alles binnen de afgesproken"
    " tijd en met de nodige zorg wordt gedaan.",
}
TITLES = {
    "lease": (
        "Lease Agreement for Office Premises",
        "Leieavtale for næringslokaler",
        "Huurovereenkomst kantoorruimte",
    ),
    "lease_equipment": (
        "Equipment Lease Agreement",
        "Leieavtale for gravemaskin",
        "Huurovereenkomst heftruck",
    ),
    "services": ("Consulting Agreement", "Avtale om renhold", "Overeenkomst van opdracht"),
    "maintenance": ("Maintenance Agreement", "Vedlikeholdsavtale", "Onderhoudscontract"),
    "it_saas": ("Software as a Service Agreement", "Avtale om skytjeneste", "SaaS-overeenkomst"),
    "license": ("Trademark License Agreement", "Varemerkelisens", "Merklicentieovereenkomst"),
    "framework": ("Framework Agreement", "Rammeavtale om kontorrekvisita", "Raamovereenkomst"),
    "supply": ("Supply Agreement", "Leveringsavtale", "Leveringsovereenkomst"),
    "sale_purchase": (
        "Sale and Purchase Agreement",
        "Kjøpekontrakt for bruktbil",
        "Koopovereenkomst",
    ),
    "share_purchase": (
        "Share Purchase Agreement",
        "Aksjekjøpsavtale",
        "Koopovereenkomst van aandelen",
    ),
    "construction": ("Construction Contract", "Totalentreprisekontrakt", "Aannemingsovereenkomst"),
    "employment": (
        "Employment Agreement",
        "Arbeidsavtale",
        "Arbeidsovereenkomst voor bepaalde tijd",
    ),
    "termination_settlement": ("Settlement Agreement", "Sluttavtale", "Vaststellingsovereenkomst"),
    "dpa": ("Data Processing Agreement", "Databehandleravtale", "Verwerkersovereenkomst"),
    "nda": ("Mutual Non-Disclosure Agreement", "Taushetserklæring", "Geheimhoudingsverklaring"),
    "loan": ("Loan Agreement", "Gjeldsbrev", "Leningsovereenkomst"),
    "shareholders": ("Shareholders' Agreement", "Aksjonæravtale", "Aandeelhoudersovereenkomst"),
    "incorporation": ("Articles of Association", "Stiftelsesdokument", "Akte van oprichting"),
    "cooperation": ("Collaboration Agreement", "Samarbeidsavtale", "Samenwerkingsovereenkomst"),
    "joint_venture": (
        "Joint Venture Agreement",
        "Avtale om fellesforetak",
        "Joint-ventureovereenkomst",
    ),
    "distribution": ("Distribution Agreement", "Forhandleravtale", "Distributieovereenkomst"),
    "reseller": ("Reseller Agreement", "Avtale om videresalg", "Wederverkopersovereenkomst"),
    "agency": ("Agency Agreement", "Agenturavtale", "Agentuurovereenkomst"),
    "franchise": ("Franchise Agreement", "Franchiseavtale", "Franchiseovereenkomst"),
    "marketing": ("Marketing Agreement", "Markedsføringsavtale", "Marketingovereenkomst"),
    "sponsorship": ("Sponsorship Agreement", "Sponsoravtale", "Sponsorovereenkomst"),
    "endorsement": ("Endorsement Agreement", "Ambassadøravtale", "Ambassadeursovereenkomst"),
    "manufacturing": ("Manufacturing Agreement", "Produksjonsavtale", "Productieovereenkomst"),
    "transport": ("Transportation Agreement", "Transportavtale", "Vervoersovereenkomst"),
    "hosting": ("Web Hosting Agreement", "Avtale om webhotell", "Hostingovereenkomst"),
    "outsourcing": (
        "Outsourcing Agreement",
        "Avtale om utkontraktering",
        "Uitbestedingsovereenkomst",
    ),
    "development": ("Development Agreement", "Utviklingsavtale", "Ontwikkelingsovereenkomst"),
    "intellectual_property": (
        "Patent Assignment Agreement",
        "Overdragelse av immaterielle rettigheter",
        "Overdracht van intellectuele eigendom",
    ),
    "amendment": (
        "Second Amendment to Lease Agreement",
        "Tilleggsavtale til leieavtale",
        "Addendum bij de huurovereenkomst",
    ),
    "terms": (
        "General Terms and Conditions",
        "Alminnelige vilkår for levering",
        "Algemene voorwaarden",
    ),
    "not_contract": (
        "Minutes of the Board Meeting",
        "Referat fra styremøte",
        "Notulen van de vergadering",
    ),
}
NO_CONTRACTS = (
    ("Invoice No. 44", "Faktura nr. 44", "Factuur 2024-11"),
    ("Quotation for Window Cleaning", "Tilbud på vindusvask", "Offerte glasbewassing"),
    ("Warning Letter", "Skriftlig advarsel", "Schriftelijke waarschuwing"),
    ("Notice of Termination", "Oppsigelse av leieavtale", "Opzegging van de huurovereenkomst"),
    ("Reminder: Payment Due", "Purring", "Aanmaning"),
    ("Meeting Minutes", "Møteprotokoll", "Verslag van de vergadering"),
    ("Delivery Note", "Pakkseddel", "Pakbon"),
)


def _type(language: str, title: str, body: str = "") -> DocumentType | None:
    page = Page(1, f"{title}\n{body or BODIES[language]}")
    return shown_facts(extract(Reading((page,), 1), "contract.pdf").findings).document_type


@pytest.mark.parametrize("language", BODIES)
@pytest.mark.parametrize("kind", TITLES)
def test_a_title_tells_the_type(kind: str, language: str) -> None:
    title = TITLES[kind][list(BODIES).index(language)]

    assert _type(language, title) == DocumentType(kind)


def test_every_type_is_told_by_some_title() -> None:
    assert {*map(DocumentType, TITLES)} == {*DocumentType} - {DocumentType.OTHER}


@pytest.mark.parametrize("language", BODIES)
@pytest.mark.parametrize("titles", NO_CONTRACTS)
def test_letters_invoices_and_minutes_are_no_contracts(
    titles: tuple[str, str, str], language: str
) -> None:
    title = titles[list(BODIES).index(language)]

    assert _type(language, title) is DocumentType.NOT_CONTRACT


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Consulting Agreement on Invoice Checks"),
        ("nb", "Leieavtale etter tilbud 44"),
        ("nl", "Huurovereenkomst volgens offerte 44"),
    ],
)
def test_an_agreement_that_names_an_offer_or_invoice_is_a_contract(
    language: str, title: str
) -> None:
    assert _type(language, title) is not DocumentType.NOT_CONTRACT


def test_an_invoice_in_the_opening_does_not_make_it_one() -> None:
    body = "mellom Alm AS og Bjerk AS\nDet betales etter faktura, og tilbud gis i brev til kunden."

    assert _type("nb", "AVTALE", body) is None
