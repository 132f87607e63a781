"""How notice counts, how often a contract renews, probation and price adjustment, in sentences."""

from __future__ import annotations

import pytest

from arkiv.domain.facts import Facts, shown_facts
from extraction_samples import extraction_of


def _facts(language: str, text: str) -> Facts:
    return shown_facts(extraction_of(language, text).findings)


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("nb", "AVTALE\nAvtalen kan sies opp med tre måneders varsel. Oppsigelsestiden regnes fra"
         " den første i måneden etter at oppsigelsen er gitt.", "month"),
        ("nb", "AVTALE\nOppsigelsestid: 3 måneder til utgangen av et kvartal", "quarter"),
        ("nb", "ABONNEMENT\nDet kan sies opp med to måneders varsel ved utløpet av"
         " abonnementsåret. Oppsigelse av abonnementet er skriftlig.", "contract_year"),
        ("nb", "AVTALE\nAvtalen gjelder i to år fra 1. mars 2025 og fornyes automatisk med ett år,"
         " med mindre den sies opp senest to måneder før utløpet av avtaleperioden.", "term"),
        ("nn", "AVTALE\nAvtalen kan seiast opp med tre månaders varsel til utgangen av eit"
         " halvår.", "half_year"),
        ("nl", "OVEREENKOMST\nDe opzegtermijn bedraagt drie maanden. Opzegging geschiedt tegen het"
         " einde van een kalenderkwartaal.", "quarter"),
        ("nl", "OVEREENKOMST\nHet contract loopt door. Opzegging geschiedt schriftelijk tegen het"
         " einde van het contractjaar. De opzegtermijn bedraagt drie maanden.", "contract_year"),
        ("en", "SERVICES AGREEMENT\nEither party may terminate this Agreement upon ninety (90)"
         " days' written notice, effective at the end of a calendar quarter.", "quarter"),
        ("sv", "AVTAL\nAvtalet gäller tills vidare med en uppsägningstid om tre månader räknat"
         " från månadsskiftet efter uppsägningen.", "month"),
        ("da", "AFTALE\nAftalen kan opsiges med tre måneders varsel til udgangen af et"
         " kalenderår.", "calendar_year"),
        ("de", "VERTRAG\nDer Vertrag kann mit einer Frist von drei Monaten zum Ende eines"
         " Vertragsjahres gekündigt werden.", "contract_year"),
    ],
)  # fmt: skip
def test_the_period_that_notice_ends_with_is_read(language: str, text: str, period: str) -> None:
    assert _facts(language, text).notice_to == period


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "AVTALE\nAvtalen kan sies opp med tre måneders varsel. Fakturaer sendes ved"
         " utgangen av hver måned."),
        ("nb", "AVTALE\nAvtalen kan sies opp med tre måneders varsel. Oppsigelsen fra leverandøren"
         " skjer med seks måneders varsel til utgangen av et kvartal."),
        ("en", "SERVICES AGREEMENT\nEither party may terminate this Agreement before the end of"
         " the Term upon thirty (30) days' written notice."),
        ("en", "SERVICES AGREEMENT\nEither party may terminate this Agreement upon thirty (30)"
         " days' written notice and the Client shall pay all fees up to the end of the month."),
        ("nl", "OVEREENKOMST\nDe opzegtermijn bedraagt drie maanden. De vergoeding wordt voldaan"
         " aan het einde van elke maand."),
    ],
)  # fmt: skip
def test_the_end_of_another_period_is_not_that_of_the_notice(language: str, text: str) -> None:
    facts = _facts(language, text)

    assert facts.notice_period is not None
    assert facts.notice_to is None


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("nb", "AVTALE\nAvtalen kan sies opp med ti virkedagers varsel.", True),
        ("nb", "AVTALE\nAvtalen kan sies opp med 30 dagers varsel. Mangler meldes innen ti"
         " virkedager.", None),
        ("nl", "OVEREENKOMST\nDe opzegtermijn bedraagt twintig werkdagen.", True),
        ("en", "SERVICES AGREEMENT\nEither party may terminate this Agreement upon ten (10)"
         " business days' written notice.", True),
        ("de", "VERTRAG\nDie Kündigungsfrist beträgt zehn Arbeitstage.", True),
        ("sv", "AVTAL\nUppsägningstiden är tio arbetsdagar.", True),
        ("da", "AFTALE\nAftalen kan opsiges med ti hverdages varsel.", True),
    ],
)  # fmt: skip
def test_working_days_of_the_notice_are_told_from_those_of_anything_else(
    language: str, text: str, said: bool | None
) -> None:
    assert _facts(language, text).notice_business_days is said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("nb", "AVTALE\nAvtalen kan sies opp med tre måneders varsel, regnet fra mottakelsen.",
         True),
        ("nn", "AVTALE\nAvtalen kan seiast opp med tre månaders varsel. Oppseiinga skal vere"
         " motteken innan fristen.", True),
        ("nl", "OVEREENKOMST\nDe opzegtermijn is drie maanden na ontvangst van de opzegging.",
         True),
        ("nl", "OVEREENKOMST\nDe opzegtermijn is drie maanden. Betaling vindt plaats na ontvangst"
         " van de factuur.", None),
        ("en", "SERVICES AGREEMENT\nEither party may terminate this Agreement upon thirty (30)"
         " days' written notice. Such notice must be received by the other party.", True),
        ("en", "SERVICES AGREEMENT\nEither party may terminate this Agreement upon thirty (30)"
         " days' written notice. Upon receipt of notice, the Supplier shall stop.", None),
    ],
)  # fmt: skip
def test_notice_that_counts_from_receipt_is_read(
    language: str, text: str, said: bool | None
) -> None:
    assert _facts(language, text).notice_on_receipt is said


def test_notice_in_working_days_has_no_deadline_counted_in_calendar_days() -> None:
    facts = _facts(
        "nb",
        "AVTALE\nAvtalen gjelder fra 1. mars 2025 til 28. februar 2027 og fornyes automatisk med"
        " ett år, med mindre den sies opp senest ti virkedager før utløpet.",
    )

    assert str(facts.notice_period) == "P10D"
    assert facts.notice_deadline is None


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        ("nb", "AVTALE\nAvtalen gjelder i to år med opsjon for Kunden på ytterligere 1+1 år.", 2),
        ("nb", "AVTALE\nAvtalen gjelder i to år og fornyes automatisk med ett år om gangen.", None),
        ("nl", "OVEREENKOMST\nDe overeenkomst heeft een looptijd van twee jaar en kan door"
         " Opdrachtgever tweemaal met een jaar worden verlengd.", 2),
        ("en", "LEASE\nThe Tenant has the option to extend the lease for two (2) further periods"
         " of five (5) years each.", 2),
        ("en", "LEASE\nThe Tenant has the option to extend the lease for three (3) additional"
         " periods of five (5) years each.", 3),
    ],
)  # fmt: skip
def test_the_most_renewals_by_option_are_read(language: str, text: str, times: int | None) -> None:
    assert _facts(language, text).renewal_limit == times


@pytest.mark.parametrize(
    ("language", "text", "length"),
    [
        ("nb", "ARBEIDSAVTALE\nDet gjelder en prøvetid på 6 måneder. I prøvetiden er"
         " oppsigelsesfristen 14 dager.", "P6M"),
        ("nl", "ARBEIDSOVEREENKOMST\nDe werknemer treedt in dienst op 1 mei 2025. Er geldt een"
         " wederzijdse proeftijd van twee maanden.", "P2M"),
        ("en", "EMPLOYMENT AGREEMENT\nThe first six months of employment shall be a probationary"
         " period during which either party may give one week's notice.", "P6M"),
        ("en", "SOFTWARE AGREEMENT\nThe Software has a probationary period of two months.", None),
        ("de", "ARBEITSVERTRAG\nDie ersten sechs Monate gelten als Probezeit.", "P6M"),
        ("sv", "ANSTÄLLNINGSAVTAL\nAnställningen inleds med sex månaders provanställning.", "P6M"),
        ("da", "ANSÆTTELSESKONTRAKT\nDe første 3 måneder er prøvetid.", "P3M"),
    ],
)  # fmt: skip
def test_the_probation_of_an_employment_is_read(
    language: str, text: str, length: str | None
) -> None:
    probation = _facts(language, text).probation

    assert (str(probation) if probation else None) == length


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("nb", "LEIEAVTALE\nLeien reguleres pr. 1.1. hvert år etter indeksen fra 15. oktober.",
         "--01-01"),
        ("nb", "LEIEAVTALE\nLeien forfaller 1. januar hvert år og reguleres årlig.", None),
        ("nn", "LEIGEAVTALE\nLeiga blir regulert kvart år den 1. mai.", "--05-01"),
        ("nl", "HUUROVEREENKOMST\nDe huurprijs wordt jaarlijks, voor het eerst op 1 juli 2027,"
         " aangepast.", "--07-01"),
        ("nl", "HUUROVEREENKOMST\nDe huurprijs wordt jaarlijks op de ingangsdatum geïndexeerd."
         " De huur is op 1 januari verschuldigd.", None),
        ("en", "LEASE AGREEMENT\nThe rent shall increase by three percent on January 1 of each"
         " year. Insurance certificates are delivered annually on April 1.", "--01-01"),
        ("de", "MIETVERTRAG\nDie Miete wird jährlich zum 1. Juli an den Index angepasst.",
         "--07-01"),
        ("sv", "HYRESAVTAL\nHyran justeras årligen den 1 oktober.", "--10-01"),
        ("da", "AFTALE\nPrisen reguleres én gang årligt pr. 1. januar.", "--01-01"),
    ],
)  # fmt: skip
def test_the_day_on_which_prices_are_adjusted_is_read(
    language: str, text: str, day: str | None
) -> None:
    found = _facts(language, text).price_adjustment

    assert (str(found) if found else None) == day
