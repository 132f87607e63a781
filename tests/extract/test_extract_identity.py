"""What a document is called, what it is, whether it is signed, and whose law it chooses."""

from __future__ import annotations

import pytest

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import DocumentType, Facts, Field, shown_facts
from arkiv.extract.pipeline import extract
from arkiv.read.reader import read_file
from sample_sources import SampleSource, readable_samples

_FIELDS = (
    Field.LANGUAGE,
    Field.TITLE,
    Field.DOCUMENT_TYPE,
    Field.PARTIES,
    Field.GOVERNING_LAW,
    Field.SIGNED,
    Field.AMENDS,
)
_BODY = "The parties agree that the goods are delivered and paid for within the agreed time."


def _facts(*pages: str) -> Facts:
    made = tuple(Page(n, text) for n, text in enumerate(pages, 1))
    return shown_facts(extract(Reading(made, len(made)), "contract.pdf").findings)


@pytest.mark.parametrize(
    ("front", "title"),
    [
        (
            "JOINT RESEARCH, DEVELOPMENT AND SUPPLY\nAGREEMENT\nThis JOINT RESEARCH, DEVELOPMENT"
            ' AND SUPPLY AGREEMENT (this "Agreement") is made',
            "JOINT RESEARCH, DEVELOPMENT AND SUPPLY AGREEMENT",
        ),
        (
            "NON-SOLICITATION AGREEMENT\nAMENDMENT NO. 3\nThe parties",
            "NON-SOLICITATION AGREEMENT AMENDMENT NO. 3",
        ),
        ("CO-MARKETING AGREEMENT\n-------------\nThe parties", "CO-MARKETING AGREEMENT"),
        ("ORIOLE TOOLS CORPORATION RESELLER AGREEMENT\nThe parties", "RESELLER AGREEMENT"),
        ("Contract No.: AB-77120\nSUPPLY AGREEMENT\nThe parties", "SUPPLY AGREEMENT"),
    ],
)
def test_the_title_is_put_together_from_its_lines(front: str, title: str) -> None:
    assert _facts(f"{front}\n{_BODY}").title == title


def test_a_running_header_is_not_the_title() -> None:
    header = "Cleaning agreement, Quay Street"
    first = f"{header}\nAgreement for Cleaning Services\n{_BODY}"

    facts = _facts(first, f"{header}\n{_BODY} Two.", f"{header}\n{_BODY} Three.")

    assert facts.title == "Agreement for Cleaning Services"


def test_a_running_header_is_the_title_where_there_is_no_better_one() -> None:
    pages = [f"Mooring Agreement\n{_BODY} {n}." for n in ("One", "Two", "Three")]

    assert _facts(*pages).title == "Mooring Agreement"


@pytest.mark.parametrize("head", ["Vår dato: 3. mai 2025", "Deres ref.: 88/25", "Ons kenmerk: 41"])
def test_a_letter_is_not_a_contract(head: str) -> None:
    text = f"Fjellheim kommune\n{head}\nGratis lån av utstyr\nDu får låne utstyr i hele skoleåret."

    assert _facts(text).document_type is DocumentType.NOT_CONTRACT


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("governed by the laws of the State of Indiana.", "Indiana"),
        ("governed by the laws of the State of Maine in the United States of America.", "Maine"),
        ("construed under the laws of Ohio including all matters of validity.", "Ohio"),
        ("governed by the laws of the United States and the State of Utah.", "Utah"),
        ("governed by the laws of the State of Iowa and expressly not of others.", "Iowa"),
    ],
)
def test_the_law_is_a_place(sentence: str, place: str) -> None:
    assert _facts(
        f"SUPPLY AGREEMENT\n{_BODY}\nThis Agreement shall be {sentence}"
    ).governing_law == (place)


@pytest.mark.parametrize(
    ("block", "signed"),
    [
        ("Utleier\tLeietakeren\nKari Moe\tOla Lid", True),
        ("Hamar, 3. mai 2025 Moss, 4. mai 2025\nK. Moe O. Lid", True),
        ("For Utleier\n(sign.) Kari Moe", True),
        ("For utleier: ____________\nFor leietaker: ____________", False),
        ("Lyng AS\tMose AS\nDato: 3. mai 2025\tDato: 4. mai 2025\nK. Moe\tO. Lid", True),
        ("Lyng AS\tMose AS\nDato:\tDato:\nK. Moe\tO. Lid", False),
        ("Signaturene i dette dokumentet er juridisk bindende.\nPia Ness\n2025-05-03", True),
    ],
)
def test_what_stands_under_the_contract_says_whether_it_is_signed(block: str, signed: bool) -> None:
    text = (
        "LEIEAVTALE\nmellom Lyng AS (heretter kalt «Utleier») og Mose AS (heretter kalt"
        " «Leietaker»).\n1. Lokalet leies ut slik det står, og leien betales i rett tid.\n"
    )

    assert _facts(text + block).signed is signed


def test_a_form_that_nobody_filled_in_is_not_unsigned() -> None:
    text = (
        "LEIEAVTALE\nUtleier: [navn på utleier]\nLeietaker: [navn på leietaker]\n"
        "1. Lokalet leies ut slik det står, og leien betales i rett tid.\n"
        "For utleier: ____________\nFor leietaker: ____________"
    )

    assert _facts(text).signed is None


@pytest.mark.parametrize("sample", readable_samples(), ids=lambda sample: sample.file)
def test_the_samples_are_what_they_say(sample: SampleSource) -> None:
    findings = extract(
        read_file(sample.path, sample.path.suffix.lower()), sample.path.name
    ).findings
    facts = shown_facts(findings)

    read = {field: getattr(facts, field) for field in _FIELDS}
    assert read == {field: getattr(sample.expected, field) for field in _FIELDS}
