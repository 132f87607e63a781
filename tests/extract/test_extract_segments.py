"""The parts of a contract, and that each part answers only what it can be asked."""

from __future__ import annotations

from datetime import date

import pytest

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import Facts, Field, shown_facts
from arkiv.domain.values import Duration
from arkiv.extract.normalise import normalise
from arkiv.extract.pipeline import extract
from arkiv.extract.segments import SegmentKind, segments_of

COVER = "Mooring Agreement\nPier 7\nTern Harbour Ltd\nand\nEider Boats Ltd"
CONTENTS = """\
Table of contents
1. Definitions ........ 3
2. The berth .......... 3
3. Term ............... 4
4. Fees ............... 4
Schedule A Price list . . . . 9"""
OPENING = """\
This Agreement is made on 3 May 2024 between Tern Harbour Ltd ("Harbour") and Eider Boats Ltd \
("Owner")."""
BODY = """\
1. Definitions
"Berth" means the place at Pier 7.
2. The berth
Harbour lets the berth to the Owner, who keeps it clean and dry in every season of the year.
3. Term
This Agreement shall continue for a term of three (3) years from 1 June 2024.
4. Fees
The fee is GBP 4,000 per year. This Agreement is governed by the laws of England and Wales."""
SIGNED = """\
IN WITNESS WHEREOF the parties have signed.
Tern Harbour Ltd
By: /s/ Ann Tern
Eider Boats Ltd
By: /s/ Bo Eider"""
SCHEDULE = """\
Schedule A: General terms of hire
These terms shall continue for a term of ten (10) years. They are governed by the laws of Ohio.
The hirer shall return every fender, rope and boat hook in the order in which it was lent, and \
shall tell the harbour master on the same day of anything that was lost or broken."""
CERTIFICATE = """\
Certificate of Completion
Envelope Id: 6F1E22C0-77AB-4C1D-9E2B-0A5D11223344 Status: Completed
Signer Events Signature Timestamp
Ann Tern ann@tern.example IP Address: 192.0.2.14
Sent: 5/28/2024 9:00:01 AM Viewed: 5/28/2024 9:12:44 AM Signed: 5/29/2024 4:05:30 PM
Quill Signing Services Inc. and Ledger Trust Ltd keep this record."""


def _reading(*pages: str) -> Reading:
    made = tuple(Page(n, text) for n, text in enumerate(pages, 1))
    return Reading(made, len(made))


def _facts(*pages: str) -> Facts:
    return shown_facts(extract(_reading(*pages), "contract.pdf").findings)


def _kinds(*pages: str) -> list[SegmentKind]:
    return [part.kind for part in segments_of(normalise(_reading(*pages).pages)).parts]


def test_a_long_contract_falls_into_its_parts() -> None:
    kinds = _kinds(COVER, CONTENTS, f"{OPENING}\n{BODY}", SIGNED, SCHEDULE, CERTIFICATE)

    assert kinds == [
        SegmentKind.COVER,
        SegmentKind.CONTENTS,
        SegmentKind.PREAMBLE,
        SegmentKind.DEFINITIONS,
        SegmentKind.BODY,
        SegmentKind.SIGNATURES,
        SegmentKind.ANNEX,
        SegmentKind.AUDIT_PAGE,
    ]


def test_each_part_answers_what_it_can_be_asked() -> None:
    facts = _facts(COVER, CONTENTS, f"{OPENING}\n{BODY}", SIGNED, SCHEDULE, CERTIFICATE)

    assert facts.title == "Mooring Agreement"
    assert [party.name for party in facts.parties] == ["Tern Harbour Ltd", "Eider Boats Ltd"]
    assert facts.agreement_date == date(2024, 5, 3)
    assert facts.term == Duration(years=3)
    assert facts.governing_law == "England and Wales"
    assert facts.signed is True


def test_an_annex_is_asked_where_the_contract_is_silent() -> None:
    silent = BODY.replace("three (3) years from 1 June 2024", "the season").replace(
        "This Agreement is governed by the laws of England and Wales.", ""
    )

    assert _facts(f"{OPENING}\n{silent}", SIGNED, SCHEDULE).governing_law == "Ohio"


@pytest.mark.parametrize(
    "mention",
    [
        "The fees stand in\nSchedule A\nwhich the parties have read and which is part of this"
        " Agreement, as are all other papers that were exchanged before it was signed by them, and"
        " which shall be read together with the letters that were sent on the same day as well.",
        "Schedules\nSchedule A: Prices\nSchedule B: Plan of the pier\nSchedule C: House rules",
    ],
)
def test_an_annex_that_is_only_named_does_not_begin(mention: str) -> None:
    assert SegmentKind.ANNEX not in _kinds(f"{OPENING}\n{BODY}", f"5. Papers\n{mention}\n{SIGNED}")


@pytest.mark.parametrize(
    ("heading", "entries"),
    [
        ("Innholdsfortegnelse", ("1 Partene", "2 Varighet", "3 Vederlag", "4 Lovvalg")),
        ("Inhoudsopgave", ("Artikel 1 Partijen", "Artikel 2 Duur", "Artikel 3 Prijs", "Bijlage 1")),
        ("Inhaltsverzeichnis", ("§ 1 Parteien", "§ 2 Laufzeit", "§ 3 Preis", "Anlage 1 Preise")),
        ("Innehåll", ("1. Parter", "2. Avtalstid", "3. Pris", "Bilaga 1 Priser")),
    ],
)
@pytest.mark.parametrize("leader", [" ........ ", "\t", " "])
def test_contents_are_cut_out(heading: str, entries: tuple[str, ...], leader: str) -> None:
    lines = "\n".join(f"{entry}{leader}{n}" for n, entry in enumerate(entries, 2))
    text = normalise(_reading(f"{heading}\n{lines}\n1. Partene\nAvtalen gjelder.", "Slutt").pages)

    read, _ = segments_of(text).read(text)

    assert read.flow.split() == ["1.", "Partene", "Avtalen", "gjelder.", "Slutt"]


def test_evidence_behind_cut_contents_still_points_at_the_page() -> None:
    page = f"{CONTENTS}\n{OPENING}\n{BODY}"
    findings = extract(_reading(page), "contract.pdf").findings

    sources = [source for finding in findings for source in finding.sources]

    assert sources
    assert all(page[s.start : s.end] == s.text for s in sources)
    assert any(s.start > len(CONTENTS) for s in sources)


def test_a_price_table_is_not_contents() -> None:
    rows = "\n".join(f"{n}. Rope\t{n * 2}" for n in range(1, 8))

    assert SegmentKind.CONTENTS not in _kinds(f"PRICE LIST\n{rows}\n{BODY}", SIGNED)


AUDITS = {
    "adobe": """\
Mooring - Final Audit Report 2024-05-30
Created: 2024-05-28 By: Ann Tern (ann@tern.example) Status: Signed
Transaction ID: CBJCHBCAABAAv3xQ9
Document e-signed by Bo Eider (bo@eider.example)
Signature Date: 2024-05-30 - 08:11:02 GMT - IP address: 198.51.100.7""",
    "penneo": """\
Underskrifterne i dette dokument er juridisk bindende. Dokumentet er underskrevet via Penneo.
"Med min underskrift bekræfter jeg indholdet i dette dokument."
Bo Eider
Serienummer: 1b0c33a2-1111-4222-8333-123456789abc
IP: 198.51.100.xxx
2024-05-30 08:11:02 UTC
Penneo dokumentnøgle: AB12C-34DEF-56GHI-78JKL-90MNO""",
    "verified": """\
Signeringslogg
Dokument-ID: 9a8b7c6d5e4f33221100ffeeddccbbaa
Bo Eider åpnet dokumentet 2024-05-29 21:10:11 fra IP-adresse 203.0.113.9
Bo Eider signerte med BankID, signert 2024-05-30 08:11:02""",
    "scrive": """\
Verifikat
Dokument-id 09222115557512345678
Undertecknare: Bo Eider, bo@eider.example, undertecknade 2024-05-30 08:11:02 CEST
IP-adress 203.0.113.9
Händelser i dokumentet: skickades, öppnades, granskades""",
    "validsign": """\
Ondertekeningscertificaat
Transactie-ID: 77aa88bb-0000-4111-8222-99cc00dd11ee
Ondertekenaar: Bo Eider, bo@eider.example, geopend 29-05-2024 21:10:11
Ondertekend op 30-05-2024 08:11:02, IP-adres 203.0.113.9""",
    "unknown": """\
Signaturprotokoll
Prüfsumme (SHA-256): 4f2e4f2e4f2e4f2e4f2e4f2e4f2e4f2e4f2e4f2e4f2e4f2e4f2e4f2e4f2e4f2e
Unterzeichner Bo Eider, per E-Mail eingeladen, geöffnet 29.05.2024 21:10:11
unterzeichnet 30.05.2024 08:11:02, IP-Adresse 203.0.113.9""",
}


@pytest.mark.parametrize("service", AUDITS)
def test_an_audit_page_is_known_by_its_class(service: str) -> None:
    undated = OPENING.replace(" on 3 May 2024", "")
    facts = _facts(f"MOORING AGREEMENT\n{undated}\n{BODY}", AUDITS[service])

    assert facts.signed is True
    assert facts.agreement_date == date(2024, 5, 30)
    assert len(facts.parties) == 2


def test_a_signing_that_is_not_over_is_no_signature() -> None:
    waiting = CERTIFICATE.replace("Status: Completed", "Status: Sent").replace(
        "Signed: 5/29/2024 4:05:30 PM", ""
    )

    assert _facts(f"MOORING AGREEMENT\n{OPENING}\n{BODY}", waiting).signed is None


def test_a_month_first_day_of_an_audit_page_is_read_so() -> None:
    undated = OPENING.replace(" on 3 May 2024", "")
    certificate = CERTIFICATE.replace("5/28/2024", "5/2/2024").replace("5/29/2024", "5/3/2024")

    assert _facts(f"MOORING AGREEMENT\n{undated}\n{BODY}", certificate).agreement_date == date(
        2024, 5, 3
    )


def test_a_clause_about_signing_services_is_no_audit_page() -> None:
    clause = """\
5. Signing
The parties may sign with DocuSign or BankID. The service keeps an audit trail with the IP address
of each signer, and notices are sent by e-mail before 16:00:00 on business days."""

    assert SegmentKind.AUDIT_PAGE not in _kinds(f"{OPENING}\n{BODY}", clause)


NORSK = (
    "Denne avtalen er inngått mellom Lyng AS og Mose AS.",
    "Leien skal være kr 5 000 per måned og forfaller til betaling hver måned.",
    "Avtalen skal gjelde i tre år og løper fra 1. mai 2025.",
    "Partene skal varsle hverandre skriftlig, og som avtalt til hver tid.",
    "Avtalen reguleres av norsk rett og tvister løses ikke til skade for noen.",
)
ENGELSK = (
    "This agreement is made by and between Lyng AS and Mose AS.",
    "The rent shall be NOK 5,000 per month and is payable by the end of each month.",
    "The agreement shall run for a term of three years from May 1, 2025.",
    "The parties shall notify each other of any change by letter with the facts.",
    "This agreement shall be governed by the laws of Norway and the courts of the city.",
)


@pytest.mark.parametrize("joint", ["\n", "\t"])
def test_of_two_languages_the_first_counts(joint: str) -> None:
    lines = [joint.join(pair) for pair in zip(NORSK, ENGELSK, strict=True)]

    facts = _facts("LEIEAVTALE\n" + "\n".join(lines))

    assert facts.language == "nb"
    assert [party.name for party in facts.parties] == ["Lyng AS", "Mose AS"]
    assert facts.governing_law == "Norway"


def test_of_two_languages_the_prevailing_one_counts() -> None:
    lines = [f"{a}\n{b}" for a, b in zip(NORSK, ENGELSK, strict=True)]
    last = "In the event of any conflict the English version shall prevail."

    facts = _facts("LEASE AGREEMENT\n" + "\n".join([*lines, last]))

    assert facts.language == "en"
    assert facts.term == Duration(years=3)


def test_a_row_is_read_wherever_it_stands() -> None:
    filler = "Leietakeren holder lokalet rent og tørt gjennom hele året.\n" * 400
    text = f"LEIEAVTALE\nmellom Lyng AS og Mose AS\n{filler}Varighet: 3 år\n{filler}"

    assert _facts(text).term == Duration(years=3)


def test_a_row_may_have_its_value_below() -> None:
    text = "LEIEAVTALE\nmellom Lyng AS og Mose AS om lokaler i byen\nVarighet:\n3 år\nAreal:\n40 m2"

    assert _facts(text).term == Duration(years=3)


def test_findings_of_every_part_quote_their_page() -> None:
    pages = (COVER, CONTENTS, f"{OPENING}\n{BODY}", SIGNED, SCHEDULE, CERTIFICATE)

    findings = extract(_reading(*pages), "contract.pdf").findings

    assert {Field.PARTIES, Field.SIGNED} <= {finding.field for finding in findings}
    for finding in findings:
        for source in finding.sources:
            assert source.page is not None
            assert pages[source.page - 1][source.start : source.end] == source.text != ""
