"""What the checklists look for, in the languages that have no checklist of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from arkiv.bootstrap import open_archive
from arkiv.domain.facts import DocumentType, Field
from arkiv.domain.identity import ContractId
from arkiv.store.record import open_record
from arkiv.workspace import init_workspace
from fakes.arrivals import arrival, digest, extraction, finding, reading

TODAY = date(2026, 12, 1)
NYNORSK = """
1. Føremålet med behandlinga er lønskøyring, og avtalen varer så lenge hovudavtalen gjeld.
2. Kategoriar av registrerte er tilsette og innleigde.
3. Databehandlaren skal følgje dokumenterte instruksar.
4. Alle med tilgang har teieplikt.
5. Naudsynte tryggleikstiltak skal vere på plass.
6. Underdatabehandlarar krev skriftleg førehandsgodkjenning, og dei same pliktene gjeld for dei.
7. Databehandlaren hjelper med krav frå dei registrerte og med førehandsdrøftingar.
8. Når avtalen er slutt, skal alt slettast eller bli levert tilbake.
9. Den ansvarlege kan krevje revisjonar.
10. Brot skal meldast utan ugrunna opphald.
11. Ingenting skal sendast til tredjestatar.
"""
SWEDISH = """
1. Ändamålet med behandlingen är löner, och avtalets varaktighet följer huvudavtalet.
2. Kategorier av registrerade är anställda och inhyrda.
3. Biträdet följer dokumenterade instruktioner.
4. Alla med åtkomst har tystnadsplikt.
5. Lämpliga säkerhetsåtgärder ska vidtas.
6. Underbiträden kräver förhandstillstånd, och samma skyldigheter gäller för dem.
7. Biträdet hjälper till när den registrerade begär något, och med förhandssamråd.
8. Vid slutet ska allt raderas eller återlämnas.
9. Den ansvarige får göra inspektioner.
10. Incidenter anmäls utan onödigt dröjsmål.
11. Ingenting får sändas utanför EES.
"""
DANISH = """
1. Behandlingens karakter og formål er løn, og aftalens varighed følger hovedaftalen.
2. Kategorier af registrerede er ansatte og vikarer.
3. Databehandleren følger dokumenterede instrukser.
4. Alle med adgang har tavshedspligt.
5. Der træffes passende sikkerhedsforanstaltninger.
6. Underdatabehandlere kræver forhåndsgodkendelse, og de samme forpligtelser gælder for dem.
7. Databehandleren bistår, når den registrerede beder om noget, og ved en konsekvensanalyse.
8. Ved ophør skal alt slettes eller tilbageleveres.
9. Den dataansvarlige kan foretage inspektioner.
10. Brud meldes uden unødig forsinkelse.
11. Intet sendes til usikre tredjelande.
"""
GERMAN = """
1. Art und Zweck der Verarbeitung ist die Lohnabrechnung; die Laufzeit folgt dem Hauptvertrag.
2. Kategorien betroffener Personen sind Beschäftigte und Leihkräfte.
3. Der Auftragsverarbeiter folgt dokumentierten Weisungen.
4. Alle mit Zugang sind zur Verschwiegenheit verpflichtet.
5. Es werden geeignete Sicherheitsmaßnahmen getroffen.
6. Subunternehmer bedürfen der schriftlichen Genehmigung; für sie gelten dieselben Pflichten.
7. Er hilft bei Betroffenenrechten und bei der Datenschutz-Folgenabschätzung.
8. Am Ende ist alles zu löschen oder zurückzugeben.
9. Der Verantwortliche darf Kontrollen durchführen.
10. Eine Datenschutzverletzung wird gemeldet.
11. Eine Übermittlung in ein Drittland findet nicht statt.
"""
ASKED = frozenset(
    {
        *("nature-and-purpose", "subject-and-duration", "data-and-people", "instructions"),
        *("confidentiality", "security", "sub-processor-conditions", "sub-processor-duties"),
        *("sub-processor-authorisation", "data-subject-requests", "assistance"),
        *("deletion-or-return", "audits", "breach-notice", "transfers"),
    }
)


@pytest.mark.parametrize(
    ("language", "text"),
    [("nn", NYNORSK), ("sv", SWEDISH), ("da", DANISH), ("de", GERMAN)],
)
def test_each_clause_of_a_processing_agreement_is_found_in_its_own_line(
    tmp_path: Path, language: str, text: str
) -> None:
    workspace = init_workspace(tmp_path / "archive")
    record = open_record(workspace.record)
    record.documents.file(arrival("dpa.pdf"), "kari")
    kind = finding(Field.DOCUMENT_TYPE, DocumentType.DPA)
    record.documents.save_reading(
        digest("dpa.pdf"),
        reading(text.strip()),
        extraction(kind, finding(Field.LANGUAGE, language)),
        "intake",
    )
    record.close()

    with open_archive(workspace) as archive:
        pack = archive.auditing.pack("gdpr-dpa.nb")
        audit = archive.auditing.start(pack, "DPAs", None, TODAY, None, TODAY)
        proposals = archive.auditing.proposals(audit, [ContractId(1)], TODAY)

    assert ASKED - {item for _contract, item in proposals} == set()
