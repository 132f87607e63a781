"""What has: and missing: can ask for, and its names in three languages."""

from __future__ import annotations

from arkiv.domain.query_names import Names, by_name, key, names

__all__ = ["PRESENCES", "present_field"]

PRESENCES: dict[str, Names] = {
    "expiration_date": names(
        "expiration_date expires", "utløpsdato utløper utløp sluttdato", "einddatum verloopt"
    ),
    "notice_period": names("notice_period", "oppsigelsesfrist oppsigelsestid", "opzegtermijn"),
    "value": names("value amount", "verdi beløp", "waarde bedrag"),
    "tag": names("tag tags", "merke etikett tagg", "label etiket"),
    "note": names("note notes", "notat merknad", "notitie opmerking"),
    "owner": names("owner", "eier avtaleeier kontraktseier", "eigenaar contracteigenaar"),
    "folder": names("folder", "mappe", "map"),
    "fault": names("fault", "feil", "fout"),
    "notice_deadline": names(
        "notice_deadline notice", "oppsigelsesdato oppsigelse", "opzegdatum opzegging"
    ),
    "agreement_date": names(
        "agreement_date signed", "avtaledato signert signeringsdato", "contractdatum getekend"
    ),
    "effective_date": names(
        "effective_date effective starts", "ikrafttredelse virkningsdato", "ingangsdatum"
    ),
    "parties": names("parties party counterparty", "parter part motpart", "partijen partij"),
    "title": names("title", "tittel", "titel"),
    "document_type": names("document_type type", "avtaletype", "soort"),
    "governing_law": names("governing_law law", "lovvalg lov rett", "recht rechtskeuze"),
    "language": names("language", "språk", "taal"),
    "term": names("term", "varighet løpetid", "looptijd duur"),
    "auto_renewal": names("auto_renewal renews", "fornyelse fornyes", "verlenging verlengt"),
    "renewal_term": names("renewal_term", "fornyelsesperiode", "verlengingsduur"),
    "renewal_option": names("renewal_option", "opsjon", "verlengingsoptie"),
    "evergreen": names("evergreen", "tidsubestemt løpende", "onbepaald doorlopend"),
    "payment_days": names("payment_days payment", "betalingsfrist", "betalingstermijn"),
    "notice_to": names("notice_to", "oppsigelse_til", "opzegging_tegen"),
    "notice_business_days": names("notice_business_days", "virkedager", "werkdagen"),
    "notice_on_receipt": names("notice_on_receipt", "mottak", "ontvangst"),
    "renewal_limit": names("renewal_limit", "antall_fornyelser", "aantal_verlengingen"),
    "probation": names("probation", "prøvetid", "proeftijd"),
    "price_adjustment": names(
        "price_adjustment indexation",
        "prisregulering indeksregulering",
        "indexering prijsaanpassing",
    ),
    "amends": names("amends", "endrer", "wijzigt"),
    "signed": names("signature", "underskrift", "handtekening"),
}
"""By the name that Presence has; likeliest first."""

_BY_NAME = by_name(PRESENCES)


def present_field(name: str) -> str | None:
    """The field that has:name and missing:name ask for; None when there is no such field."""
    return _BY_NAME.get(key(name))
