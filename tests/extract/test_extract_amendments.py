"""Amendments: what they amend, and that the old contract's days are not theirs."""

from __future__ import annotations

import pytest

from arkiv.domain.facts import shown_facts
from arkiv.domain.facts_json import facts_to_json
from extraction_samples import extraction_of


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("nb", "TILLEGG NR. 2 TIL LEIEAVTALE AV 14. MAI 2019\nmellom Furu Eiendom AS og"
         " Bekk Bakeri AS\nPartene er enige om at leieperioden forlenges til 31. mai"
         " 2029. Tillegget trer i kraft 1. juni 2024.\nLier, 3. april 2024",
         {"effective_date": "2024-06-01",
          "expiration_date": "2029-05-31",
          "agreement_date": "2024-04-03",
          "amends": "LEIEAVTALE AV 14. MAI 2019"}),
        ("nb", "Tillegg nr. 1 til rammeavtale datert 2. februar 2022\nmellom Furu Drift AS"
         " og Bekk IT AS\nAvtalen, som utløper 31. januar 2025, forlenges til 31."
         " januar 2027.",
         {"effective_date": None,
          "expiration_date": "2027-01-31"}),
        ("nn", "Tillegg nr. 3 til leigeavtale av 4. juni 2018\nmellom Furu Eigedom AS og"
         " Bekk Bakeri AS\nLeigetida blir forlengd til og med 30. juni 2028."
         " Tillegget gjeld frå 1. juli 2025.",
         {"effective_date": "2025-07-01",
          "expiration_date": "2028-06-30"}),
        ("nl", "ALLONGE BIJ HUUROVEREENKOMST\nbehorende bij de huurovereenkomst van 3 mei"
         " 2018 tussen Linde Vastgoed B.V. en Beek Bakkerij B.V.\nPartijen komen"
         " overeen dat de huurovereenkomst wordt verlengd tot en met 31 mei 2029."
         " Deze allonge gaat in op 1 juni 2024.",
         {"effective_date": "2024-06-01",
          "expiration_date": "2029-05-31",
          "amends": "huurovereenkomst van 3 mei 2018"}),
        ("nl", "ADDENDUM NR. 1 OP DE DIENSTVERLENINGSOVEREENKOMST D.D. 4 JULI 2022\ntussen"
         " Linde B.V. en Beek B.V.\nDit addendum treedt in werking op 1 september"
         " 2024.",
         {"effective_date": "2024-09-01"}),
        ("sv", "TILLÄGGSAVTAL TILL HYRESAVTAL DATERAT 2019-05-14\nmellan Tall Fastigheter"
         " AB och Bäck Bageri AB\nHyrestiden förlängs till och med 2029-05-31."
         " Tilläggsavtalet gäller från och med 2024-06-01.",
         {"amends": "HYRESAVTAL DATERAT 2019-05-14",
          "agreement_date": None,
          "effective_date": "2024-06-01",
          "expiration_date": "2029-05-31"}),
        ("da", "TILLÆG NR. 2 TIL LEJEKONTRAKT AF 14. MAJ 2019\nmellem Gran Ejendomme A/S og"
         " Bæk Bageri ApS\nLejeperioden forlænges til den 31. maj 2029. Tillægget"
         " træder i kraft den 1. juni 2024.",
         {"effective_date": "2024-06-01",
          "expiration_date": "2029-05-31"}),
        ("da", "Allonge til lejekontrakt af 14. maj 2019\nmellem Gran Ejendomme A/S og Bæk"
         " Bageri ApS\nAllongen træder i kraft den 1. juni 2024.",
         {"amends": "lejekontrakt af 14. maj 2019",
          "agreement_date": None,
          "effective_date": "2024-06-01"}),
        ("de", "NACHTRAG NR. 2 ZUM MIETVERTRAG VOM 14. MAI 2019\nzwischen Tanne Immobilien"
         " GmbH und Bach Bäckerei GmbH\nDie Mietzeit wird bis zum 31. Mai 2029"
         " verlängert. Dieser Nachtrag tritt am 1. Juni 2024 in Kraft.",
         {"effective_date": "2024-06-01",
          "expiration_date": "2029-05-31",
          "agreement_date": None,
          "amends": "MIETVERTRAG VOM 14. MAI 2019"}),
        ("de", "Erste Änderungsvereinbarung zum Rahmenvertrag vom 4. Juni 2020\nzwischen"
         " Tanne GmbH und Bach GmbH\nDiese Vereinbarung gilt ab dem 1. Juli 2024.",
         {"effective_date": "2024-07-01",
          "agreement_date": None}),
        ("en", "SECOND ADDENDUM TO LEASE AGREEMENT\nThis Addendum amends the Lease"
         " Agreement dated May 14, 2019 between Fir Estates Ltd and Brook Bakery Ltd."
         " This Addendum is effective as of June 1, 2024. The term of the Lease"
         " Agreement is extended until May 31, 2029.",
         {"effective_date": "2024-06-01",
          "expiration_date": "2029-05-31"}),
    ],
)  # fmt: skip
def test_an_amendment_has_its_own_days(
    language: str, text: str, told: dict[str, str | None]
) -> None:
    facts = facts_to_json(shown_facts(extraction_of(language, text).findings))

    assert facts["document_type"] == "amendment"
    assert {field: facts.get(field) for field in told} == told
