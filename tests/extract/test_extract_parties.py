"""Who the parties are: each way in which contracts name them, in sentences of our own."""

from __future__ import annotations

import pytest

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import Facts, shown_facts
from arkiv.extract.names import alike, is_name, trimmed
from arkiv.extract.pipeline import extract

_REST = {
    "en": "\n1. The supplier shall deliver the goods and the customer shall pay for them in time.",
    "nb": "\n1. Leverandøren skal levere varene, og kunden skal betale for dem i rett tid.",
    "nn": "\n1. Leverandøren skal levere varene, og kunden skal ikkje betale før dei er mottekne.",
    "nl": "\n1. De leverancier levert de goederen en de klant betaalt deze binnen de termijn.",
    "de": "\n1. Der Lieferant liefert die Waren und der Kunde bezahlt sie innerhalb der Frist.",
    "sv": "\n1. Leverantören ska leverera varorna och kunden ska betala för dem inom tiden.",
    "da": "\n1. Leverandøren skal levere varerne, og kunden skal betale for dem inden for fristen.",
}


def _facts(text: str) -> Facts:
    return shown_facts(extract(Reading((Page(1, text),), 1), "contract.pdf").findings)


def _names(text: str, language: str = "en") -> list[str]:
    return [party.name for party in _facts(text + _REST[language]).parties]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (
            "A. Gemeente Lindeveld, hierna Opdrachtgever\nB. Wilgen Beheer B.V., KvK 12345678",
            ["Gemeente Lindeveld", "Wilgen Beheer B.V."],
        ),
        (
            "A. Smit Beheer B.V., KvK 12345678\nC. Wilgen Beheer B.V., KvK 12345679",
            ["A. Smit Beheer B.V.", "C. Wilgen Beheer B.V."],
        ),
    ],
)
def test_a_letter_that_lists_a_party_is_no_part_of_its_name(
    listed: str, expected: list[str]
) -> None:
    text = f"BEHEEROVEREENKOMST\nPARTIJEN:\n{listed}\nOVERWEGENDE DAT partijen samenwerken;"
    assert _names(text, "nl") == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (
            "This Agreement is made between Fernhill Mills (UK) Limited, a company of 9 Low Lane"
            ' ("Mills"), and Oda Brenner, an individual ("Consultant").',
            ["Fernhill Mills (UK) Limited", "Oda Brenner"],
        ),
        (
            "THIS AGREEMENT is made on 2 May 2019\nBETWEEN:\n(1) HARROW TINWORKS LIMITED (the"
            " Company)\n(2) PIA LINDELL (the Executive).\nIT IS AGREED as follows:",
            ["HARROW TINWORKS LIMITED", "PIA LINDELL"],
        ),
        (
            "SUPPLY AGREEMENT\nParty A: Larch Optics GmbH\nAddress: 4 Hill Road\n"
            "Party B: Moss Valley Municipal Authority\nAddress: 8 Dale Road",
            ["Larch Optics GmbH", "Moss Valley Municipal Authority"],
        ),
        (
            'This Agreement is among Ash Corp. ("Ash"), Birch Corp. ("Birch") and Cedar Corp.'
            ' ("Cedar") (each a "Party" and jointly the "Parties").',
            ["Ash Corp.", "Birch Corp.", "Cedar Corp."],
        ),
        (
            "This Agreement is between Reed and Rush Basketry, Inc., located at 5 Quay, and"
            " Tern Island Ferries, LLC, located at 7 Quay.",
            ["Reed and Rush Basketry, Inc.", "Tern Island Ferries, LLC"],
        ),
        (
            "AGENCY AGREEMENT\nDear Sirs and Madams:\nDune Bancorp, Inc., a Maryland corporation"
            ' (the "Company"), and Dune Savings Bank, a federal bank (the "Bank"), engage you.',
            ["Dune Bancorp, Inc.", "Dune Savings Bank"],
        ),
    ],
)
def test_english_openings(opening: str, expected: list[str]) -> None:
    assert _names(opening) == expected


@pytest.mark.parametrize(
    ("language", "opening", "expected"),
    [
        (
            "nb",
            "AVTALE\ner inngått mellom:\n1. Lyng og Mose AS, org.nr. 923 609 016, og\n"
            "2. Dr. Aud Berge, født 2. mai 1970, som eier 15 %.",
            ["Lyng og Mose AS", "Dr. Aud Berge"],
        ),
        (
            "nn",
            "AVTALE\nAvtalen er inngått mellom Fjordbruk AS (heretter kalla «Oppdragsgjevar») og"
            " Straumen Kommune (heretter kalla «Leverandør»).",
            ["Fjordbruk AS", "Straumen Kommune"],
        ),
        (
            "nl",
            "OVEREENKOMST\nPartijen: Rietveen B.V. (KvK 69300589), werkgever, en de heer Bas"
            " Molenaar, geboren 3 mei 1970, werknemer.",
            ["Rietveen B.V.", "Bas Molenaar"],
        ),
        (
            "de",
            "VERTRAG\nzwischen der Eibe Werkzeugbau GmbH, Hauptstraße 1, 10115 Berlin"
            " (nachfolgend „Auftraggeber“) und der Ulme AG (nachfolgend „Auftragnehmer“)",
            ["Eibe Werkzeugbau GmbH", "Ulme AG"],
        ),
        (
            "sv",
            "AVTAL\nmellan Björkdals kommun (nedan kallad ”Beställaren”) och Granvik Data AB"
            " (nedan kallad ”Leverantören”)",
            ["Björkdals kommun", "Granvik Data AB"],
        ),
        (
            "da",
            'AFTALE\nmellem Strandhuset ApS (herefter kaldet "Udlejer") og Fyrtårnet A/S'
            ' (herefter kaldet "Lejer")',
            ["Strandhuset ApS", "Fyrtårnet A/S"],
        ),
    ],
)
def test_openings_in_other_languages(language: str, opening: str, expected: list[str]) -> None:
    assert _names(opening, language) == expected


def test_parties_stand_side_by_side() -> None:
    text = (
        "AVTALE OM DRIFT\ner inngått mellom\nNedre Dal Fellestjenester\tLyngheim Data AS\n"
        "org.nr. 923609016\torg.nr. 974760673\n(heretter kalt Kunden)\t(heretter kalt Leverandøren)"
    )

    parties = _facts(text + _REST["nb"]).parties

    assert [(p.name, p.org_number) for p in parties] == [
        ("Nedre Dal Fellestjenester", "923609016"),
        ("Lyngheim Data AS", "974760673"),
    ]


def test_a_joint_filing_is_between_those_who_sign() -> None:
    text = (
        "JOINT FILING AGREEMENT\nThe undersigned hereby agree that the statement is filed on behalf"
        " of each of them.\nHERON TRUST\n/s/ Ada Quill\nName: Ada Quill\nHERON G.P., LLC\n"
        "By: Heron Partners, Inc., its manager\nBy: /s/ Ada Quill\nADA QUILL\n/s/ Ada Quill\n"
    )

    assert [p.name for p in _facts(text).parties] == ["HERON TRUST", "HERON G.P., LLC", "ADA QUILL"]


def test_roles_are_the_contracts_own_words() -> None:
    text = (
        'Tussen Veldzicht B.V., handelsregister 69300589, nader te noemen "de gebruiker", en'
        ' Hefwerk B.V., handelsregister 83389867, nader te noemen "het onderhoudsbedrijf", is'
        " overeengekomen:"
    )

    parties = _facts("ONDERHOUDSCONTRACT\n" + text + _REST["nl"]).parties

    assert [(p.role, p.org_number) for p in parties] == [
        ("de gebruiker", "69300589"),
        ("het onderhoudsbedrijf", "83389867"),
    ]


def test_a_blank_form_names_only_its_owner() -> None:
    opening = (
        'This Agreement is made between Pebble Franchise, Inc. ("we") and ______________ ("you").'
    )

    assert _names(opening) == ["Pebble Franchise, Inc."]


@pytest.mark.parametrize(
    ("chunk", "name"),
    [
        ("Amber Bank, N.A., a national bank", "Amber Bank, N.A."),
        ("and Reed Corporation of Norway, with offices", "Reed Corporation of Norway"),
        ("Kelp Co., Ltd. located at 5 Quay", "Kelp Co., Ltd."),
        ("Lime Labs GmbH Hauptstraße 12, Berlin", "Lime Labs GmbH"),
    ],
)
def test_a_name_ends_where_its_description_begins(chunk: str, name: str) -> None:
    start, end = trimmed(chunk)

    assert chunk[start:end] == name


@pytest.mark.parametrize(
    "words",
    ["Delaware corporation", "Reno, NV", "is dated as", "Suite 5, Main Street", "The Parties"],
)
def test_what_is_no_name(words: str) -> None:
    assert not is_name(words)


def test_companies_of_one_group_are_two_parties() -> None:
    assert not alike("Linden AB", "Linden US, Inc.")
    assert alike("Linden AB", "LINDEN")
