"""Lengths and days that look like a contract's term or payment and mean something else."""

from __future__ import annotations

import pytest

from arkiv.domain.facts import shown_facts
from arkiv.domain.facts_json import facts_to_json
from extraction_samples import extraction_of


@pytest.mark.parametrize(
    ("language", "text", "field", "value"),
    [
        ("nb", "ARBEIDSAVTALE\nAvtalen gjelder fra 1. mai 2025 og løper til den sies"
         " opp. Det gjelder en innkjøringsperiode på fire uker.",
         "term", None),
        ("nb", "TJENESTEAVTALE\nAvtalen trer i kraft 1. mai 2025. Innkjøringsperioden"
         " er tre måneder. Avtalen løper til den sies opp.",
         "term", None),
        ("nn", "TENESTEAVTALE\nAvtalen gjeld frå 1. mai 2025 til han blir sagt opp."
         " Innkøyringsperioden er på tre månader.",
         "term", None),
        ("nl", "DIENSTVERLENINGSOVEREENKOMST\nDe overeenkomst gaat in op 1 mei 2025 en"
         " geldt voor onbepaalde tijd. Er geldt een proefperiode van vier weken.",
         "term", None),
        ("nl", "DIENSTVERLENINGSOVEREENKOMST\nDe overeenkomst gaat in op 1 mei 2025. De"
         " inwerkperiode van twee maanden wordt niet vergoed.",
         "term", None),
        ("sv", "TJÄNSTEAVTAL\nAvtalet gäller tills vidare från den 1 maj 2025. En"
         " inkörningsperiod om fyra veckor gäller.",
         "term", None),
        ("da", "SERVICEAFTALE\nAftalen træder i kraft den 1. maj 2025 og løber, indtil"
         " den opsiges. Indkøringsperioden er på fire uger.",
         "term", None),
        ("de", "DIENSTLEISTUNGSVERTRAG\nDer Vertrag beginnt am 1. Mai 2025 und läuft"
         " auf unbestimmte Zeit. Es gilt eine Einarbeitungszeit von vier Wochen.",
         "term", None),
        ("en", "SERVICES AGREEMENT\nThis Agreement is effective as of May 1, 2025 and"
         " continues until terminated. There is a trial period of four (4) weeks.",
         "term", None),
        ("en", "DISTRIBUTION AGREEMENT\nThis Agreement shall be subject to Dutch law.",
         "governing_law", "Netherlands"),
        ("en", "DISTRIBUTION AGREEMENT\nThis Agreement is exclusively subject to"
         " Norwegian law, excluding its conflict rules.",
         "governing_law", "Norway"),
        ("en", "DISTRIBUTION AGREEMENT\nThis Agreement and any dispute arising from it"
         " is governed exclusively by German law.",
         "governing_law", "Germany"),
        ("nb", "AKSJEKJØPSAVTALE\nInngått 3. mai 2025 mellom Furu Holding AS og Bekk"
         " Invest AS om kjøp av aksjer i Gran AS.",
         "effective_date", "2025-05-03"),
        ("nb", "AKSJEKJØPSAVTALE\nInngått 3. mai 2025 mellom Furu Holding AS og Bekk"
         " Invest AS om kjøp av aksjer i Gran AS.",
         "agreement_date", "2025-05-03"),
        ("nl", "KOOPOVEREENKOMST AANDELEN\nGesloten op 3 mei 2025 tussen Linde Holding"
         " B.V. en Beek Invest B.V.",
         "effective_date", "2025-05-03"),
        ("nb", "TJENESTEAVTALE\nAvtalen gjelder drift. Ved forsinket betaling kan"
         " leverandøren stanse etter 14 dagers varsel.",
         "payment_days", None),
        ("nb", "TJENESTEAVTALE\nBetalingsfristen er 30 dager. Ved manglende betaling i"
         " mer enn 14 dager kan avtalen heves.",
         "payment_days", 30),
        ("sv", "TJÄNSTEAVTAL\nVid försenad betalning med mer än 10 dagar får"
         " leverantören häva avtalet.",
         "payment_days", None),
        ("nl", "DIENSTVERLENINGSOVEREENKOMST\nBij niet tijdige betaling wordt de dienst"
         " na een aanmaning van 14 dagen opgeschort.",
         "payment_days", None),
        ("da", "SERVICEAFTALE\nVed forsinket betaling ud over 14 dage kan aftalen"
         " ophæves.",
         "payment_days", None),
        ("de", "DIENSTLEISTUNGSVERTRAG\nBei Zahlungsverzug von mehr als 14 Tagen kann"
         " der Vertrag gekündigt werden.",
         "payment_days", None),
        ("nl", "DIENSTVERLENINGSOVEREENKOMST\nIndien een factuur niet binnen 14 dagen"
         " na herinnering is betaald, is rente verschuldigd. Betaling geschiedt"
         " binnen 30 dagen na factuurdatum.",
         "payment_days", 30),
        ("nb", "TJENESTEAVTALE\nEr faktura ikke betalt innen 10 dager etter forfall,"
         " kan leverandøren stanse leveransen. Betaling skjer innen 20 dager"
         " etter mottatt faktura.",
         "payment_days", 20),
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_not_read(
    language: str, text: str, field: str, value: str | int | None
) -> None:
    facts = facts_to_json(shown_facts(extraction_of(language, text).findings))

    assert facts.get(field) == value
