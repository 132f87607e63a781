"""What people call the values of a query in English, Norwegian and Dutch; the first is offered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from arkiv.domain.facts import DocumentType
from arkiv.domain.outlook import Status
from arkiv.domain.query_tree import Flag

__all__ = [
    "DOCUMENT_TYPES",
    "FLAGS",
    "LANGUAGES",
    "LAWS",
    "STATUSES",
    "TRUTHS",
    "Names",
    "by_name",
    "key",
    "names",
    "spellings",
]

T = TypeVar("T", bound=Hashable)

_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "œ": "oe", "đ": "d", "ł": "l"})
_SPELLED_OUT = str.maketrans({"ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue"})
_MARKS = re.compile(r"[\u0300-\u036f\u00ad\u200b-\u200d]")
_JOINTS = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class Names:
    """What one thing is called; a language without names of its own uses the English ones."""

    en: tuple[str, ...]
    nb: tuple[str, ...] = ()
    nl: tuple[str, ...] = ()

    def offered(self, language: str) -> str:
        """The one name to show to a speaker of en, nb or nl; anybody else sees English."""
        own = {"nb": self.nb, "nn": self.nb, "no": self.nb, "nl": self.nl}.get(language, ())
        return (own or self.en)[0]

    def __iter__(self) -> Iterator[str]:
        yield from (*self.en, *self.nb, *self.nl)


def names(en: str, nb: str = "", nl: str = "") -> Names:
    """Names of one thing, with spaces between them."""
    return Names(tuple(en.split()), tuple(nb.split()), tuple(nl.split()))


def key(name: str) -> str:
    """How a name is compared: no case, no accents, one underline for dashes and spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    return _JOINTS.sub("_", _MARKS.sub("", plain)).strip("_")


@lru_cache(maxsize=2000)
def spellings(name: str) -> frozenset[str]:
    """The keys of a name: as it is, and with its letters spelled out (*utløper*, *utloeper*)."""
    return frozenset((key(name), key(name.casefold().translate(_SPELLED_OUT))))


def by_name(table: Mapping[T, Names]) -> dict[str, T]:
    """Each name's meaning by its keys."""
    return {
        spelling: meaning
        for meaning, called in table.items()
        for name in called
        for spelling in sorted(spellings(name))
    }


TRUTHS: dict[bool, Names] = {
    True: names("yes true y", "ja", "ja"),
    False: names("no false n", "nei", "nee"),
}

FLAGS: dict[Flag, Names] = {
    Flag.TRASHED: names("trashed", "slettet kastet", "verwijderd weggegooid"),
    Flag.REVIEWED: names("reviewed", "gjennomgått kontrollert", "beoordeeld gecontroleerd"),
    Flag.SIGNED: names("signed", "signert undertegnet", "getekend ondertekend"),
    Flag.EVERGREEN: names("evergreen", "tidsubestemt løpende", "onbepaald doorlopend"),
    Flag.RENEWING: names("renewing", "fornyes", "verlengend stilzwijgend"),
    Flag.OVERDUE: names("overdue", "forfalt", "te_laat achterstallig"),
}

STATUSES: dict[Status, Names] = {
    Status.UPCOMING: names("upcoming", "kommende", "toekomstig aanstaand"),
    Status.ACTIVE: names("active", "aktiv gjeldende", "actief lopend"),
    Status.EXPIRED: names("expired", "utløpt", "verlopen"),
    Status.ENDED: names("ended terminated", "avsluttet oppsagt", "beëindigd opgezegd"),
    Status.UNKNOWN: names("unknown", "ukjent", "onbekend"),
}

DOCUMENT_TYPES: dict[DocumentType, Names] = {
    DocumentType.LEASE: names(
        "lease rent tenancy", "leieavtale leie husleie leiekontrakt", "huur huurovereenkomst"
    ),
    DocumentType.LEASE_EQUIPMENT: names(
        "lease_equipment equipment", "utstyrsleie leasing", "operational_lease apparatuurhuur"
    ),
    DocumentType.SERVICES: names(
        "services service",
        "tjenester tjenesteavtale oppdrag oppdragsavtale",
        "diensten dienstverlening opdracht",
    ),
    DocumentType.MAINTENANCE: names(
        "maintenance", "vedlikehold vedlikeholdsavtale", "onderhoud onderhoudsovereenkomst"
    ),
    DocumentType.IT_SAAS: names("it_saas saas software it", "programvare", "programmatuur"),
    DocumentType.LICENSE: names("license licence", "lisens lisensavtale", "licentie"),
    DocumentType.FRAMEWORK: names(
        "framework", "rammeavtale", "raamovereenkomst mantelovereenkomst"
    ),
    DocumentType.SUPPLY: names("supply", "leveranse leveranseavtale", "levering toelevering"),
    DocumentType.SALE_PURCHASE: names(
        "sale_purchase sale purchase", "kjøp salg kjøpekontrakt kjøpsavtale", "koop verkoop"
    ),
    DocumentType.SHARE_PURCHASE: names(
        "share_purchase shares", "aksjekjøp aksjesalg", "aandelenkoop aandelenoverdracht"
    ),
    DocumentType.CONSTRUCTION: names(
        "construction building", "bygg entreprise byggekontrakt", "bouw aanneming"
    ),
    DocumentType.EMPLOYMENT: names(
        "employment", "arbeidsavtale ansettelse", "arbeidsovereenkomst arbeidscontract"
    ),
    DocumentType.TERMINATION_SETTLEMENT: names(
        "termination_settlement settlement", "sluttavtale forlik", "vaststellingsovereenkomst"
    ),
    DocumentType.DPA: names(
        "dpa data_processing", "databehandleravtale", "verwerkersovereenkomst verwerking"
    ),
    DocumentType.NDA: names(
        "nda confidentiality",
        "taushetserklæring taushetsplikt konfidensialitetsavtale",
        "geheimhouding geheimhoudingsovereenkomst",
    ),
    DocumentType.LOAN: names("loan", "lån låneavtale", "lening geldlening leningsovereenkomst"),
    DocumentType.SHAREHOLDERS: names("shareholders", "aksjonæravtale", "aandeelhouders"),
    DocumentType.INCORPORATION: names("incorporation", "stiftelse vedtekter", "oprichting"),
    DocumentType.COOPERATION: names(
        "cooperation collaboration", "samarbeid samarbeidsavtale", "samenwerking"
    ),
    DocumentType.JOINT_VENTURE: names("joint_venture", "fellesforetak"),
    DocumentType.DISTRIBUTION: names("distribution", "distribusjon", "distributie"),
    DocumentType.RESELLER: names("reseller", "forhandler forhandleravtale", "wederverkoop"),
    DocumentType.AGENCY: names("agency", "agentur agenturavtale", "agentuur"),
    DocumentType.FRANCHISE: names("franchise", "franchiseavtale", "franchiseovereenkomst"),
    DocumentType.MARKETING: names("marketing", "markedsføring"),
    DocumentType.SPONSORSHIP: names("sponsorship", "sponsoravtale", "sponsoring"),
    DocumentType.ENDORSEMENT: names("endorsement", "ambassadøravtale", "ambassadeurs"),
    DocumentType.MANUFACTURING: names("manufacturing", "produksjon", "productie fabricage"),
    DocumentType.TRANSPORT: names("transport", "frakt", "vervoer"),
    DocumentType.HOSTING: names("hosting", "driftsavtale"),
    DocumentType.OUTSOURCING: names("outsourcing", "utkontraktering", "uitbesteding"),
    DocumentType.DEVELOPMENT: names("development", "utvikling utviklingsavtale", "ontwikkeling"),
    DocumentType.INTELLECTUAL_PROPERTY: names(
        "intellectual_property ip", "immaterielle_rettigheter", "intellectuele_eigendom"
    ),
    DocumentType.AMENDMENT: names(
        "amendment addendum",
        "endringsavtale endring tilleggsavtale",
        "wijziging wijzigingsovereenkomst",
    ),
    DocumentType.TERMS: names("terms", "vilkår standardvilkår", "voorwaarden"),
    DocumentType.NOT_CONTRACT: names("not_contract", "ikke_kontrakt", "geen_contract"),
    DocumentType.OTHER: names("other", "annet", "overig anders"),
}

LANGUAGES: dict[str, Names] = {
    "nb": names("nb norwegian bokmål", "norsk", "noors"),
    "nn": names("nn norwegian nynorsk", "norsk", "noors"),
    "nl": names("nl dutch", "nederlandsk", "nederlands"),
    "en": names("en english", "engelsk", "engels"),
    "sv": names("sv swedish", "svensk", "zweeds"),
    "da": names("da danish", "dansk", "deens"),
    "de": names("de german", "tysk", "duits"),
}
"""By their codes; *norsk* is two of them."""

LAWS: dict[str, Names] = {
    "Norway": names("Norway norwegian", "norge norsk", "noorwegen noors"),
    "Netherlands": names("Netherlands dutch", "nederland nederlandsk", "nederlands"),
    "England": names("England english", "engelsk", "engeland engels"),
    "Sweden": names("Sweden swedish", "sverige svensk", "zweden zweeds"),
    "Denmark": names("Denmark danish", "danmark dansk", "denemarken deens"),
    "Germany": names("Germany german", "tyskland tysk", "duitsland duits"),
    "Belgium": names("Belgium belgian", "belgia belgisk", "belgië belgisch"),
    "France": names("France french", "frankrike fransk", "frankrijk frans"),
    "Finland": names("Finland finnish", "finsk", "fins"),
    "Switzerland": names("Switzerland swiss", "sveits sveitsisk", "zwitserland zwitsers"),
}
