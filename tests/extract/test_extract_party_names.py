"""Names of parties beside former names, registers and house numbers."""

from __future__ import annotations

import pytest

from arkiv.domain.facts import shown_facts
from extraction_samples import extraction_of


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("nb", "TJENESTEAVTALE\nmellom Furu Drift AS (tidligere Gran Drift AS), org.nr."
         " 987 654 325, og Bekk Kommune, org.nr. 876 543 216\nom drift.",
         ["Furu Drift AS", "Bekk Kommune"]),
        ("nb", "TJENESTEAVTALE\nmellom\nFuru Drift AS, tidligere Gran Drift AS\nOrg.nr."
         " 987 654 325\nStorgata 1, 0155 Oslo\nog\nBekk Bakeri AS\nOrg.nr. 876"
         " 543 216\nom drift av systemer.",
         ["Furu Drift AS", "Bekk Bakeri AS"]),
        ("nl", "DIENSTVERLENINGSOVEREENKOMST\ntussen\nLinde Zorg B.V. (voorheen Eik"
         " Zorg B.V.), gevestigd te Zwolle, hierna: Opdrachtgever\nen\nBeek ICT"
         " B.V., gevestigd te Ede, hierna: Opdrachtnemer",
         ["Linde Zorg B.V.", "Beek ICT B.V."]),
        ("en", "SERVICES AGREEMENT\nbetween Fir Estates Ltd (formerly known as Oak"
         " Estates Ltd) (\"Client\") and Brook Services Ltd, formerly Stream"
         " Services Ltd (\"Supplier\").",
         ["Fir Estates Ltd", "Brook Services Ltd"]),
        ("sv", "HYRESAVTAL\nmellan\nBrf Tallbacken\nOrg.nr 769601-1234\noch\nBäck & Son"
         " Bageri AB\nOrg.nr 556417-0040",
         ["Brf Tallbacken", "Bäck & Son Bageri AB"]),
        ("sv", "TJÄNSTEAVTAL\nmellan Furu Teknik AB (tidigare Gran Teknik AB), org.nr"
         " 556417-0040, och Bäck Bygg AB, org.nr 556036-0793.",
         ["Furu Teknik AB", "Bäck Bygg AB"]),
        ("da", "AFTALE\nmellem Gran Teknik A/S (tidligere Bøg Teknik A/S), CVR-nr."
         " 12345674, og Ejerforeningen Strandvej 12, CVR-nr. 87654321",
         ["Gran Teknik A/S", "Ejerforeningen Strandvej 12"]),
        ("nb", "VEDLIKEHOLDSAVTALE\nmellom\nBorettslaget Solbakken 4\nog\nTak og Fasade"
         " AS\nom vedlikehold",
         ["Borettslaget Solbakken 4", "Tak og Fasade AS"]),
        ("nb", "VEDLIKEHOLDSAVTALE\nmellom Sameiet Utsikten 12 og Heis Service AS om"
         " vedlikehold",
         ["Sameiet Utsikten 12", "Heis Service AS"]),
        ("nb", "RENHOLDSAVTALE\nMellom Borettslaget Granveien 7 (heretter kalt Kunden)"
         " og Blank Renhold v/ Anna Berg (heretter kalt Leverandøren) er inngått"
         " følgende avtale.",
         ["Borettslaget Granveien 7", "Blank Renhold"]),
        ("nl", "ONDERHOUDSCONTRACT\ntussen Vereniging van Eigenaars Lindelaan 12-40 te"
         " Utrecht, hierna: Opdrachtgever, en Dakwerken Beek B.V., hierna:"
         " Aannemer",
         ["Vereniging van Eigenaars Lindelaan 12-40", "Dakwerken Beek B.V."]),
        ("nl", "ONDERHOUDSCONTRACT\ntussen\nVvE De Hoge Linde, gevestigd te Utrecht,"
         " hierna te noemen: Opdrachtgever\nen\nDakwerken Beek B.V., hierna te"
         " noemen: Aannemer",
         ["VvE De Hoge Linde", "Dakwerken Beek B.V."]),
        ("de", "WARTUNGSVERTRAG\nzwischen\nTanne Technik GmbH, eingetragen beim"
         " Amtsgericht Hamburg unter HRB"
         " 12345\nund\nWohnungseigentümergemeinschaft Lindenallee 4",
         ["Tanne Technik GmbH", "Wohnungseigentümergemeinschaft Lindenallee 4"]),
        ("de", "DIENSTLEISTUNGSVERTRAG\nzwischen\nTanne Technik GmbH\nAmtsgericht"
         " Hamburg, HRB 12345\nund\nBach Logistik GmbH (vormals Strom Logistik"
         " GmbH)\nAmtsgericht Kiel, HRB 54321",
         ["Tanne Technik GmbH", "Bach Logistik GmbH"]),
        ("nb", "RAMMEAVTALE\nmellom Gran Kommune (Kunden), Furu IT AS (Leverandør 1) og"
         " Bekk Konsulent AS (Leverandør 2)",
         ["Gran Kommune", "Furu IT AS", "Bekk Konsulent AS"]),
    ],
)  # fmt: skip
def test_a_party_is_named_as_it_is_called_now(language: str, text: str, names: list[str]) -> None:
    facts = shown_facts(extraction_of(language, text).findings)

    assert [party.name for party in facts.parties] == names
