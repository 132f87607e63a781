"""Contracts that go on because nobody ended them, in every language."""

from __future__ import annotations

from datetime import date

import pytest

from arkiv.domain.facts import Facts, shown_facts
from extraction_samples import extraction_of


def _facts(language: str, text: str) -> Facts:
    return shown_facts(extraction_of(language, text).findings)


@pytest.mark.parametrize(
    ("language", "text", "notice"),
    [
        ("nb", "SERVICEAVTALE\nAvtalen gjelder fra 1. mars 2025 til 28. februar 2027. Sies"
         " ikke avtalen opp skriftlig minst seks måneder før utløp, forlenges den med"
         " ett år.", "P6M"),
        ("nb", "LEIEAVTALE\nLeieforholdet løper fra 1. mai 2025 til 30. april 2028. Er"
         " kontrakten ikke sagt opp av en av partene innen tre måneder før utløpet,"
         " løper den videre i ett år av gangen.", "P3M"),
        ("nb", "DRIFTSAVTALE\nAvtalen varer i tre år fra 1. juni 2024. Dersom avtalen ikke"
         " blir sagt opp med minst 90 dagers varsel før periodens slutt, fornyes den"
         " for ytterligere 12 måneder.", "P90D"),
        ("nb", "AVTALE\nAvtalen gjelder fra 1. januar 2025 til 31. desember 2026. Hvis"
         " ingen av partene sier opp avtalen senest to måneder før utløp, forlenges"
         " avtalen med ett år.", "P2M"),
        ("nb", "AVTALE\nAvtalen gjelder fra 1. januar 2025 til 31. desember 2026. Med"
         " mindre en av partene sier opp senest 4 måneder før utløp, fornyes avtalen"
         " for to år av gangen.", "P4M"),
        ("nb", "AVTALE\nAvtalen gjelder fra 1. januar 2025 til 31. desember 2026. Uten"
         " skriftlig oppsigelse senest 4 måneder før utløp fornyes avtalen med to år.", "P4M"),
        ("nn", "DRIFTSAVTALE\nAvtalen gjeld frå 1. mars 2025 til og med 28. februar 2027."
         " Blir ikkje avtalen sagd opp skriftleg minst fire månader før utløp, blir"
         " han forlengd med eitt år.", "P4M"),
        ("nn", "DRIFTSAVTALE\nAvtalen gjeld frå 1. mars 2025 til og med 28. februar 2027."
         " Dersom ingen av partane seier opp avtalen seinast to månader før utløp,"
         " blir avtalen fornya for eitt år.", "P2M"),
        ("nl", "DIENSTVERLENINGSOVEREENKOMST\nDe overeenkomst gaat in op 1 maart 2025 en"
         " eindigt op 28 februari 2027. Indien de overeenkomst niet uiterlijk drie"
         " maanden voor de einddatum schriftelijk is opgezegd, wordt zij met een jaar"
         " verlengd.", "P3M"),
        ("nl", "ONDERHOUDSCONTRACT\nDeze overeenkomst is aangegaan voor de duur van twee"
         " jaar, ingaande 1 juni 2024. Wordt de overeenkomst niet ten minste twee"
         " maanden voor afloop opgezegd, dan wordt zij telkens voor een periode van"
         " twaalf maanden verlengd.", "P2M"),
        ("nl", "HUUROVEREENKOMST\nDeze overeenkomst loopt van 1 juni 2024 tot en met 31 mei"
         " 2026. Bij gebreke van opzegging ten minste zes maanden voor het einde"
         " loopt de overeenkomst door voor een jaar.", "P6M"),
        ("nl", "OVEREENKOMST\nDeze overeenkomst loopt van 1 juni 2024 tot en met 31 mei"
         " 2026. Heeft geen van partijen de overeenkomst uiterlijk 60 dagen voor de"
         " einddatum opgezegd, dan wordt de overeenkomst met twee jaar verlengd.", "P60D"),
        ("nl", "OVEREENKOMST\nDeze overeenkomst loopt van 1 juni 2024 tot en met 31 mei"
         " 2026. Tenzij een der partijen uiterlijk drie maanden voor het einde"
         " opzegt, wordt de overeenkomst met een jaar verlengd.", "P3M"),
        ("sv", "SERVICEAVTAL\nAvtalet gäller från den 1 mars 2025 till och med den 28"
         " februari 2027. Sägs avtalet inte upp skriftligen senast sex månader före"
         " avtalstidens utgång förlängs det med ett år.", "P6M"),
        ("sv", "SERVICEAVTAL\nAvtalet gäller från den 1 mars 2025 till och med den 28"
         " februari 2027. Om ingen av parterna säger upp avtalet minst tre månader"
         " före utgången, förlängs avtalet med tolv månader i taget.", "P3M"),
        ("sv", "HYRESAVTAL\nAvtalet gäller från den 1 mars 2025 till och med den 28"
         " februari 2027. Har uppsägning inte skett senast nio månader före"
         " hyrestidens utgång förlängs avtalet med tre år.", "P9M"),
        ("da", "SERVICEAFTALE\nAftalen gælder fra den 1. marts 2025 til og med den 28."
         " februar 2027. Opsiges aftalen ikke skriftligt senest seks måneder før"
         " udløb, forlænges den med et år.", "P6M"),
        ("da", "SERVICEAFTALE\nAftalen gælder fra den 1. marts 2025 til og med den 28."
         " februar 2027. Hvis ingen af parterne opsiger aftalen mindst tre måneder"
         " før udløb, fornyes aftalen for 12 måneder.", "P3M"),
        ("da", "SERVICEAFTALE\nAftalen gælder fra den 1. marts 2025 til og med den 28."
         " februar 2027. Er aftalen ikke opsagt senest tre måneder før udløb,"
         " fortsætter den i yderligere et år.", "P3M"),
        ("de", "WARTUNGSVERTRAG\nDer Vertrag beginnt am 1. März 2025 und endet am 28."
         " Februar 2027. Wird der Vertrag nicht spätestens drei Monate vor Ablauf"
         " schriftlich gekündigt, verlängert er sich um ein Jahr.", "P3M"),
        ("de", "WARTUNGSVERTRAG\nDer Vertrag beginnt am 1. März 2025 und endet am 28."
         " Februar 2027. Sofern keine der Parteien den Vertrag mit einer Frist von"
         " sechs Monaten zum Laufzeitende kündigt, verlängert sich der Vertrag um"
         " weitere zwölf Monate.", "P6M"),
        ("de", "WARTUNGSVERTRAG\nDer Vertrag beginnt am 1. März 2025 und endet am 28."
         " Februar 2027. Erfolgt keine Kündigung mindestens 60 Tage vor Vertragsende,"
         " läuft der Vertrag ein Jahr weiter.", "P60D"),
        ("en", "SERVICES AGREEMENT\nThis Agreement commences on March 1, 2025 and ends on"
         " February 28, 2027. Unless terminated by either party in writing at least"
         " six months before expiry, this Agreement shall be extended for a further"
         " year.", "P6M"),
        ("en", "SERVICES AGREEMENT\nThis Agreement commences on March 1, 2025 and ends on"
         " February 28, 2027. If neither party gives notice of termination at least"
         " 90 days before the end of the term, the Agreement will renew for another"
         " one (1) year.", "P90D"),
        ("en", "SERVICES AGREEMENT\nThis Agreement commences on March 1, 2025 and ends on"
         " February 28, 2027. Should neither party give notice at least 60 days prior"
         " to the expiry date, the Agreement is extended by twelve months.", "P60D"),
        ("en", "SERVICES AGREEMENT\nThis Agreement commences on March 1, 2025 and ends on"
         " February 28, 2027. In the absence of written notice given no later than"
         " three months before expiry, this Agreement shall be renewed for successive"
         " periods of one year.", "P3M"),
    ],
)  # fmt: skip
def test_a_contract_that_goes_on_unless_it_is_ended_renews(
    language: str, text: str, notice: str
) -> None:
    facts = _facts(language, text)

    assert facts.auto_renewal is True
    assert str(facts.notice_period) == notice


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "AVTALE\nAvtalen gjelder fra 1. januar 2025 til 31. desember 2026. Forlenges"
         " ikke avtalen skriftlig senest tre måneder før utløp, opphører den."),
        ("nl", "OVEREENKOMST\nDeze overeenkomst loopt van 1 juni 2024 tot en met 31 mei"
         " 2026. Wordt de overeenkomst niet schriftelijk verlengd, dan eindigt zij"
         " van rechtswege."),
        ("sv", "AVTAL\nAvtalet gäller från den 1 mars 2025 till och med den 28 februari"
         " 2027. Förlängs inte avtalet skriftligen upphör det."),
    ],
)  # fmt: skip
def test_a_contract_that_ends_unless_it_is_prolonged_does_not_renew(
    language: str, text: str
) -> None:
    assert _facts(language, text).auto_renewal is False


def test_the_notice_deadline_follows_from_a_renewal_said_by_negation() -> None:
    facts = _facts(
        "sv",
        "SERVICEAVTAL\nAvtalet gäller från den 1 mars 2025 till och med den 28 februari 2027. Sägs"
        " avtalet inte upp senast sex månader före utgången förlängs det med ett år.",
    )

    assert str(facts.renewal_term) == "P1Y"
    assert facts.notice_deadline == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("language", "text", "deadline"),
    [
        ("nb", "LEIEAVTALE\nLeieforholdet løper fra 1. mai 2025 til 30. april 2027. Det forlenges"
         " automatisk med ett år av gangen, med mindre det sies opp med tre måneders varsel til"
         " utgangen av et kvartal.", None),
        ("nb", "LEIEAVTALE\nLeieforholdet løper fra 1. juli 2025 til 30. juni 2027. Det forlenges"
         " automatisk med ett år av gangen, med mindre det sies opp med tre måneders varsel til"
         " utgangen av et kvartal.", date(2027, 3, 31)),
        ("nl", "HUUROVEREENKOMST\nDeze overeenkomst gaat in op 1 mei 2025 en eindigt op 15 mei"
         " 2027. De overeenkomst wordt stilzwijgend verlengd met telkens een jaar, tenzij opgezegd"
         " tegen het einde van een kalendermaand met een opzegtermijn van drie maanden.", None),
        ("de", "MIETVERTRAG\nDer Vertrag beginnt am 1. März 2025 und endet am 31. Mai 2027. Er"
         " verlängert sich jeweils um ein Jahr, wenn er nicht mit einer Frist von drei Monaten zum"
         " Quartalsende gekündigt wird.", None),
    ],
)  # fmt: skip
def test_notice_to_the_end_of_a_quarter_has_no_deadline_unless_the_term_ends_with_it(
    language: str, text: str, deadline: date | None
) -> None:
    facts = _facts(language, text)

    assert facts.notice_to is not None
    assert facts.notice_deadline == deadline


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "AVTALE\nAvtalen gjelder fra 1. mai 2025 til 30. april 2027. Den forlenges"
         " automatisk inntil to ganger med ett år av gangen."),
        ("nl", "OVEREENKOMST\nDe overeenkomst eindigt op 30 april 2027. Zij wordt ten hoogste"
         " tweemaal stilzwijgend verlengd met een jaar."),
        ("sv", "AVTAL\nAvtalet gäller till och med den 28 februari 2027. Avtalet förlängs"
         " automatiskt högst två gånger med ett år i taget."),
        ("da", "AFTALE\nAftalen gælder til og med den 28. februar 2027. Den forlænges automatisk"
         " højst to gange med et år ad gangen."),
        ("de", "VERTRAG\nDer Vertrag endet am 28. Februar 2027. Er verlängert sich höchstens"
         " zweimal automatisch um jeweils ein Jahr."),
        ("en", "SERVICES AGREEMENT\nThis Agreement ends on February 28, 2027. It shall renew"
         " automatically for up to two (2) successive terms of one (1) year each."),
    ],
)  # fmt: skip
def test_a_limit_to_the_number_of_renewals_is_read(language: str, text: str) -> None:
    facts = _facts(language, text)

    assert facts.auto_renewal is True
    assert facts.renewal_limit == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "AVTALE\nAvtalen løper til den sies opp. Leverandøren kan si opp avtalen med seks"
         " måneders skriftlig varsel. Kunden kan si opp avtalen med to måneders skriftlig varsel."),
        ("nl", "OVEREENKOMST\nVoor verhuurder geldt een opzegtermijn van zes maanden en voor"
         " huurder een opzegtermijn van twee maanden."),
    ],
)  # fmt: skip
def test_of_two_notice_periods_the_shorter_counts(language: str, text: str) -> None:
    assert str(_facts(language, text).notice_period) == "P2M"
