"""First and last days said by a month, a quarter, a part of either or a calendar year."""

from __future__ import annotations

import pytest

from arkiv.domain.facts import shown_facts
from extraction_samples import extraction_of


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("nb", "AVTALE\nAvtalen gjelder fra 1. mai 2025 til ultimo september 2027.",
         "2025-05-01", "2027-09-30"),
        ("nb", "AVTALE\nAvtalen løper fra primo mai 2025 og utløper medio mai 2027.",
         "2025-05-01", "2027-05-15"),
        ("nb", "AVTALE\nAvtalen gjelder t.o.m. 30.06.2027 og trer i kraft 01.07.2025.",
         "2025-07-01", "2027-06-30"),
        ("nb", "AVTALE\nAvtalen gjelder for kalenderåret 2026.",
         "2026-01-01", "2026-12-31"),
        ("nb", "AVTALE\nAvtalen varer fra januar 2026 til og med desember 2027.",
         "2026-01-01", "2027-12-31"),
        ("nb", "AVTALE\nAvtalen løper til utgangen av 2. kvartal 2027.",
         "", "2027-06-30"),
        ("nn", "AVTALE\nAvtalen gjeld frå januar 2026 til utgangen av desember 2027.",
         "2026-01-01", "2027-12-31"),
        ("nn", "AVTALE\nAvtalen gjeld t.o.m. 30.06.2027.",
         "", "2027-06-30"),
        ("nl", "OVEREENKOMST\nDe overeenkomst loopt van 1 januar 2025 tot 1 januar 2027.",
         "2025-01-01", "2027-01-01"),
        ("nl", "OVEREENKOMST\nDe overeenkomst gaat in op 1 juli 2025 en loopt t/m 30 juni"
         " 2027.",
         "2025-07-01", "2027-06-30"),
        ("nl", "OVEREENKOMST\nDe overeenkomst gaat in op 1 juli 2025 en eindigt ultimo"
         " december 2027.",
         "2025-07-01", "2027-12-31"),
        ("nl", "OVEREENKOMST\nDe overeenkomst geldt voor het kalenderjaar 2026.",
         "2026-01-01", "2026-12-31"),
        ("nl", "OVEREENKOMST\nDe overeenkomst gaat in op 1 juli 2025 en eindigt eind juni"
         " 2027.",
         "2025-07-01", "2027-06-30"),
        ("nl", "OVEREENKOMST\nDe overeenkomst loopt van januari 2026 tot en met december"
         " 2027.",
         "2026-01-01", "2027-12-31"),
        ("sv", "AVTAL\nAvtalet gäller fr.o.m. 2025-05-01 t.o.m. 2027-04-30.",
         "2025-05-01", "2027-04-30"),
        ("sv", "AVTAL\nAvtalet gäller till utgången av juni 2027.",
         "", "2027-06-30"),
        ("sv", "AVTAL\nAvtalet gäller under kalenderåret 2026.",
         "2026-01-01", "2026-12-31"),
        ("sv", "AVTAL\nAvtalet gäller från januari 2026 till och med december 2027.",
         "2026-01-01", "2027-12-31"),
        ("da", "AFTALE\nAftalen gælder fra 1. maj 2025 til og med 30. april 2027.",
         "2025-05-01", "2027-04-30"),
        ("da", "AFTALE\nAftalen løber til ultimo juni 2027.",
         "", "2027-06-30"),
        ("da", "AFTALE\nAftalen gælder fra januar 2026 til og med december 2027.",
         "2026-01-01", "2027-12-31"),
        ("da", "AFTALE\nAftalen gælder for kalenderåret 2026.",
         "2026-01-01", "2026-12-31"),
        ("de", "VERTRAG\nDer Vertrag gilt vom 1. Mai 2025 bis einschließlich 30. April"
         " 2027.",
         "2025-05-01", "2027-04-30"),
        ("de", "VERTRAG\nDer Vertrag gilt ab dem 1. Mai 2025 und endet mit Ablauf des 30."
         " April 2027.",
         "2025-05-01", "2027-04-30"),
        ("de", "VERTRAG\nDer Vertrag gilt für das Kalenderjahr 2026.",
         "2026-01-01", "2026-12-31"),
        ("de", "VERTRAG\nDer Vertrag läuft bis Ende Juni 2027.",
         "", "2027-06-30"),
        ("de", "VERTRAG\nDer Vertrag gilt von Januar 2026 bis Dezember 2027.",
         "2026-01-01", "2027-12-31"),
        ("en", "SERVICES AGREEMENT\nThis Agreement is effective from January 1, 2025"
         " through and including December 31, 2026.",
         "2025-01-01", "2026-12-31"),
        ("en", "SERVICES AGREEMENT\nThis Agreement shall be in force for the calendar"
         " year 2026.",
         "2026-01-01", "2026-12-31"),
        ("en", "SERVICES AGREEMENT\nThis Agreement runs from January 2026 through"
         " December 2027.",
         "2026-01-01", "2027-12-31"),
        ("en", "SERVICES AGREEMENT\nThis Agreement expires at the end of the second"
         " quarter of 2027.",
         "", "2027-06-30"),
    ],
)  # fmt: skip
def test_the_first_and_last_day_are_read(language: str, text: str, first: str, last: str) -> None:
    facts = shown_facts(extraction_of(language, text).findings)

    assert str(facts.effective_date or "") == first
    assert str(facts.expiration_date) == last
