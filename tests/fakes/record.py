"""The record in memory: the same port, nothing on disk; for the tests of everything above it."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from arkiv.clock import now
from arkiv.domain.anchors import Anchor
from arkiv.domain.annex_names import absent_annexes
from arkiv.domain.contracts import (
    Acknowledgement,
    Amended,
    ChainLink,
    DocumentText,
    Event,
    EventKind,
    IndexEntry,
    Link,
    LooseEnds,
    Summary,
    part_of,
    shown_title,
)
from arkiv.domain.decisions_json import decision_to_json
from arkiv.domain.documents import (
    Arrival,
    Document,
    DocumentKind,
    DocumentState,
    Filed,
    Page,
    Reading,
)
from arkiv.domain.facts import (
    Decision,
    DecisionKind,
    Extraction,
    Facts,
    Field,
    FieldValue,
    Finding,
    shown_facts,
)
from arkiv.domain.faults import Fault, FaultCode, InboxFault, gravest
from arkiv.domain.filing_ports import Heartbeat
from arkiv.domain.identity import ContractId, Sha256
from arkiv.domain.notes import (
    Note,
    NoteState,
    newest_versions,
    note_to_json,
    versions_of,
)
from arkiv.domain.obligations import Obligation
from arkiv.domain.review import CHECK_FROM
from arkiv.domain.tagging import retagged
from arkiv.domain.trail_ports import Damage
from arkiv.errors import BadInput, NotFound
from arkiv.processes import ProcessId, is_alive
from fakes.auditing import FakeAudits
from fakes.planning import (
    AckKey,
    FakeLinks,
    FakePlans,
    FakeStanding,
    follow_amendments,
    follow_target,
)
from fakes.purging import FakePurges
from fakes.undoing import FakeUndoing

__all__ = ["FakeRecord", "Shelf"]


@dataclass
class _Filed:
    """A document and what the record keeps beside it."""

    document: Document
    incomplete: bool
    pages: tuple[Page, ...] = ()
    tracked_changes: bool = False
    extraction: Extraction | None = None
    claim: ProcessId | None = None
    next_try: datetime | None = None


@dataclass
class _Contract:
    folder: str
    seq: int = 0
    trashed: bool = False
    tags: set[str] = field(default_factory=set)
    owner: str | None = None
    ended_on: date | None = None
    ended_reason: str | None = None
    renewed_until: date | None = None
    amended: Amended | None = None
    reviewed_on: date | None = None
    reviewed_by: str | None = None
    review_next_on: date | None = None


@dataclass
class Shelf:
    """What the parts of the fake share."""

    documents: dict[Sha256, _Filed] = field(default_factory=dict)
    contracts: dict[ContractId, _Contract] = field(default_factory=dict)
    purging: dict[ContractId, str] = field(default_factory=dict)
    """What is being purged, and for whom."""
    purged: dict[ContractId, int] = field(default_factory=dict)
    """With the number of the event that says so."""
    notes: dict[str, Note] = field(default_factory=dict)
    decisions: dict[ContractId, tuple[Decision, ...]] = field(default_factory=dict)
    obligations: dict[str, Obligation] = field(default_factory=dict)
    acknowledged: dict[AckKey, Acknowledgement] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    inbox_faults: dict[str, InboxFault] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    chain: list[ChainLink] = field(default_factory=list)
    heartbeat: Heartbeat | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)

    _batch: str | None = None

    @contextmanager
    def one_act(self, batch: str | None = None) -> Iterator[None]:
        """What is logged inside is one act, also where acts are done with others."""
        outer, self._batch = self._batch, self._batch or batch or str(uuid4())
        try:
            yield
        finally:
            self._batch = outer

    def log(
        self,
        kind: EventKind,
        actor: str,
        contract: ContractId | None,
        document: Sha256 | None = None,
        before: Any = None,
        after: Any = None,
    ) -> None:
        seq = len(self.events) + 1
        previous = self.events[-1].hash if self.events else ""
        content = json.dumps({"before": before, "after": after})
        at, batch, said = now(), self._batch, hashlib.sha256(content.encode()).hexdigest()
        row = json.dumps(
            [1, previous, 1, seq, str(at), actor, kind, contract, document, batch, said]
        )
        digest = hashlib.sha256(row.encode()).hexdigest()
        event = Event(seq, at, actor, kind, contract, document, before, after, digest, batch)
        self.events.append(event)
        self.chain.append(ChainLink(seq, previous, row, content, digest))
        if contract is not None:
            self.contracts[contract].seq = seq

    def of_contract(self, contract: ContractId) -> list[_Filed]:
        return [f for f in list(self.documents.values()) if f.document.contract == contract]

    def changed(self, since: int) -> list[ContractId]:
        return [id for id, known in list(self.contracts.items()) if known.seq > since]

    def notes_of(self, contract: ContractId, withdrawn: bool = False) -> tuple[Note, ...]:
        newest = newest_versions(self.note_versions(contract))
        return tuple(note for note in newest if withdrawn or note.state is not NoteState.WITHDRAWN)

    def note_versions(self, contract: ContractId) -> list[Note]:
        return [note for note in list(self.notes.values()) if note.contract == contract]

    def original(self, contract: ContractId) -> _Filed | None:
        filed = self.of_contract(contract)
        return next((f for f in filed if f.document.kind is DocumentKind.ORIGINAL), None)

    def facts(self, contract: ContractId) -> Facts:
        original = self.original(contract)
        findings = original.extraction.findings if original and original.extraction else ()
        return shown_facts(findings, self.decisions.get(contract, ()))

    def known(self, contracts: Sequence[ContractId]) -> list[ContractId]:
        for contract in contracts:
            if contract not in self.contracts:
                raise NotFound(f"There is no contract {contract}.")
        return list(dict.fromkeys(contracts))

    def filed(self, sha256: Sha256) -> _Filed:
        if sha256 not in self.documents:
            raise NotFound(f"There is no document {sha256}.")
        return self.documents[sha256]


@dataclass
class _Documents:
    shelf: Shelf

    def file(self, arrival: Arrival, actor: str) -> Filed:
        with self.shelf.lock:
            path = f"{arrival.folder}/{arrival.name}" if arrival.folder else arrival.name
            self.shelf.inbox_faults.pop(path, None)
            known = self.shelf.documents.get(arrival.sha256)
            if known is None:
                return self._new(arrival, actor)
            contract = known.document.contract
            if not arrival.adopted:
                self.shelf.log(
                    EventKind.SEEN_AGAIN,
                    actor,
                    contract,
                    arrival.sha256,
                    after={"name": arrival.name, "origin": arrival.origin},
                )
            return Filed(contract, new=False, trashed=self.shelf.contracts[contract].trashed)

    def _new(self, arrival: Arrival, actor: str) -> Filed:
        contract = ContractId(len(self.shelf.contracts) + len(self.shelf.purged) + 1)
        document = Document(
            sha256=arrival.sha256,
            contract=contract,
            kind=DocumentKind.ORIGINAL,
            name=arrival.name,
            extension=arrival.extension,
            size=arrival.size,
            state=DocumentState.STORED,
            page_count=None,
            fault=_missing_end(arrival.incomplete),
            tries=0,
            filed_at=now(),
            cues_version=None,
        )
        # The document first: no other thread may see a contract without one.
        self.shelf.documents[arrival.sha256] = _Filed(document, arrival.incomplete)
        self.shelf.contracts[contract] = _Contract(arrival.folder)
        kind = EventKind.ADOPTED if arrival.adopted else EventKind.FILED
        after = {"name": arrival.name, "folder": arrival.folder, "origin": arrival.origin}
        self.shelf.log(kind, actor, contract, arrival.sha256, after=after)
        return Filed(contract, new=True, trashed=False)

    def get(self, sha256: Sha256) -> Document | None:
        filed = self.shelf.documents.get(sha256)
        return filed.document if filed else None

    def of_contract(self, contract: ContractId) -> tuple[Document, ...]:
        return tuple(filed.document for filed in self.shelf.of_contract(contract))

    def every(self) -> Iterator[Document]:
        return iter([filed.document for filed in list(self.shelf.documents.values())])

    def unread(self, now: datetime) -> tuple[Document, ...]:
        return tuple(
            filed.document
            for filed in list(self.shelf.documents.values())
            if filed.document.state is DocumentState.STORED
            and not (filed.claim and is_alive(filed.claim))
            and (filed.next_try is None or filed.next_try <= now)
        )

    def claim(self, sha256: Sha256, process: ProcessId) -> bool:
        with self.shelf.lock:
            filed = self.shelf.documents.get(sha256)
            if filed is None or filed.document.state is not DocumentState.STORED:
                return False
            if filed.claim not in (None, process) and is_alive(filed.claim):
                return False
            filed.claim = process
            return True

    def release(self, sha256: Sha256, process: ProcessId) -> None:
        filed = self.shelf.documents.get(sha256)
        if filed is not None and filed.claim == process:
            filed.claim = None

    def save_reading(
        self, sha256: Sha256, reading: Reading, extraction: Extraction, actor: str
    ) -> None:
        with self.shelf.lock:
            filed = self.shelf.filed(sha256)
            fault = gravest((reading.fault, _missing_end(filed.incomplete)))
            filed.pages, filed.extraction = reading.pages, extraction
            filed.tracked_changes = reading.tracked_changes
            self._settle(
                filed,
                state=DocumentState.READ,
                page_count=reading.page_count,
                fault=fault,
                cues_version=extraction.cues_version,
            )
            after = {"state": "read", "fault": fault.code if fault else None}
            self.shelf.log(EventKind.READ, actor, filed.document.contract, sha256, after=after)
            follow_amendments(self.shelf, filed.document.contract, actor)

    def save_failure(
        self, sha256: Sha256, fault: Fault, partial: Reading | None, actor: str
    ) -> None:
        with self.shelf.lock:
            filed = self.shelf.filed(sha256)
            state = DocumentState.FAILED
            if fault.code is FaultCode.PROTECTED:
                state = DocumentState.LOCKED
            if partial is not None and len(partial.pages) > len(filed.pages):
                filed.pages, filed.extraction = partial.pages, None
                filed.tracked_changes = partial.tracked_changes
                self._settle(filed, page_count=partial.page_count)
            self._settle(filed, state=state, fault=fault)
            after = {"state": str(state), "fault": fault.code, "detail": fault.detail}
            contract = filed.document.contract
            self.shelf.log(EventKind.READ_FAILED, actor, contract, sha256, after=after)

    def _settle(self, filed: _Filed, **changes: Any) -> None:
        filed.document = replace(filed.document, **changes)
        filed.claim = filed.next_try = None

    def save_try(self, sha256: Sha256, next_try: datetime) -> int:
        with self.shelf.lock:
            filed = self.shelf.filed(sha256)
            self._settle(filed, tries=filed.document.tries + 1)
            filed.next_try = next_try
            return filed.document.tries

    def requeue(self, documents: Iterable[Sha256], actor: str) -> int:
        with self.shelf.lock:
            known = [s for s in dict.fromkeys(documents) if s in self.shelf.documents]
            for sha256 in known:
                filed = self.shelf.documents[sha256]
                before = {"state": str(filed.document.state)}
                self._settle(
                    filed,
                    state=DocumentState.STORED,
                    tries=0,
                    fault=_missing_end(filed.incomplete),
                )
                contract = filed.document.contract
                self.shelf.log(EventKind.QUEUED, actor, contract, sha256, before=before)
            return len(known)

    def cues_versions(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for document in self.every():
            if document.cues_version is not None:
                counts[document.cues_version] = counts.get(document.cues_version, 0) + 1
        return counts


@dataclass
class _Contracts:
    shelf: Shelf

    def summaries(self, since: int = 0) -> Iterator[Summary]:
        changed = [
            id for id, contract in list(self.shelf.contracts.items()) if contract.seq > since
        ]
        return iter([self._summary(contract) for contract in changed])

    def summaries_of(self, contracts: Sequence[ContractId]) -> tuple[Summary, ...]:
        return tuple(self._summary(id) for id in sorted(contracts) if id in self.shelf.contracts)

    def summary(self, contract: ContractId) -> Summary | None:
        return self._summary(contract) if contract in self.shelf.contracts else None

    def _summary(self, id: ContractId) -> Summary:
        contract = self.shelf.contracts[id]
        documents = [filed.document for filed in self.shelf.of_contract(id)]
        facts = self.shelf.facts(id)
        return Summary(
            id=id,
            seq=contract.seq,
            title=shown_title(facts, documents[0].name),
            facts=facts,
            folder=contract.folder,
            tags=tuple(sorted(contract.tags)),
            owner=contract.owner,
            filed_on=documents[0].filed_at.astimezone().date(),
            fault=gravest(document.fault for document in documents),
            trashed=contract.trashed,
            reviewed=bool(self.shelf.decisions.get(id)),
            noted=bool(self.shelf.notes_of(id)),
            ended_on=contract.ended_on,
            ended_reason=contract.ended_reason,
            renewed_until=contract.renewed_until,
            amended=contract.amended,
            part_of=part_of(
                link
                for link in self.shelf.links
                if link.contract == id and not self.shelf.contracts[link.target].trashed
            ),
            rejected=frozenset(
                d.field for d in self.shelf.decisions.get(id, ()) if d.kind is DecisionKind.REJECTED
            ),
            obligations=tuple(
                each for _key, each in sorted(self.shelf.obligations.items()) if each.contract == id
            ),
            acknowledged=tuple(
                said
                for key, said in sorted(self.shelf.acknowledged.items(), key=lambda e: e[0][2])
                if key[0] == id
            ),
            last_reviewed=contract.reviewed_on,
            reviewed_by=contract.reviewed_by,
            next_review=contract.review_next_on,
        )

    def purged(self, since: int = 0) -> tuple[ContractId, ...]:
        return tuple(sorted(id for id, seq in self.shelf.purged.items() if seq > since))

    def findings(self, contract: ContractId) -> tuple[Finding, ...]:
        original = self.shelf.original(contract)
        found = original.extraction.findings if original and original.extraction else ()
        return tuple(sorted(found, key=lambda finding: (finding.field, finding.rank)))

    def warnings(self, contract: ContractId) -> tuple[str, ...]:
        original = self.shelf.original(contract)
        return original.extraction.warnings if original and original.extraction else ()

    def loose_ends(self, since: int = 0) -> Mapping[ContractId, LooseEnds]:
        found = {contract: self._loose(contract) for contract in self.shelf.changed(since)}
        return {contract: one for contract, one in found.items() if one != LooseEnds()}

    def _loose(self, contract: ContractId) -> LooseEnds:
        every, original = self.shelf.of_contract(contract), self.shelf.original(contract)
        decided = frozenset(decision.field for decision in self.decisions(contract))
        warnings = self.warnings(contract)
        return LooseEnds(
            waiting=any(filed.document.state is DocumentState.STORED for filed in every),
            tracked_changes=any(filed.tracked_changes for filed in every),
            annexes=absent_annexes(original.pages) if original else (),
            warnings=warnings,
            guesses=frozenset(
                found.field
                for found in self.findings(contract)
                if found.rank == 0 and found.confidence < CHECK_FROM and found.field not in decided
            ),
            decided=decided if warnings else frozenset(),
        )

    def decisions(self, contract: ContractId) -> tuple[Decision, ...]:
        return self.shelf.decisions.get(contract, ())

    def decide(
        self,
        contract: ContractId,
        field: Field,
        kind: DecisionKind,
        values: Sequence[FieldValue],
        actor: str,
    ) -> Decision:
        with self.shelf.lock:
            self.shelf.known([contract])
            standing = self._standing(contract, field)
            if standing and (standing.kind, standing.values) == (kind, tuple(values)):
                return standing
            at = now().isoformat(timespec="microseconds")
            decision = Decision(field, kind, tuple(values), actor, at)
            self.place(contract, field, decision, actor)
            return decision

    def confirm(
        self, contract: ContractId, values: Mapping[Field, Sequence[FieldValue]], actor: str
    ) -> int:
        with self.shelf.lock:
            self.shelf.known([contract])
            before = self.decisions(contract)
            with self.shelf.one_act():
                return sum(
                    self.decide(contract, field, DecisionKind.CONFIRMED, said, actor) not in before
                    for field, said in values.items()
                )

    def undecide(self, contract: ContractId, field: Field, actor: str) -> bool:
        with self.shelf.lock:
            self.shelf.known([contract])
            if self._standing(contract, field) is None:
                return False
            self.place(contract, field, None, actor)
            return True

    def _standing(self, contract: ContractId, field: Field) -> Decision | None:
        return next((d for d in self.decisions(contract) if d.field is field), None)

    def place(
        self, contract: ContractId, field: Field, decision: Decision | None, actor: str
    ) -> None:
        """Put a decision, or none, in the place of the one there is."""
        before = self._standing(contract, field)
        others = [d for d in self.decisions(contract) if d.field is not field]
        standing = [*others, decision] if decision else others
        self.shelf.decisions[contract] = tuple(sorted(standing, key=lambda d: d.field))
        self.shelf.log(
            EventKind.DECIDED, actor, contract, before=_said(before), after=_said(decision)
        )
        follow_amendments(self.shelf, contract, actor)

    def texts(self, contract: ContractId) -> tuple[DocumentText, ...]:
        return tuple(
            DocumentText(filed.document.sha256, filed.document.name, filed.pages)
            for filed in self.shelf.of_contract(contract)
            if filed.pages
        )

    def openings(self, contracts: Sequence[ContractId]) -> Mapping[ContractId, tuple[Page, ...]]:
        texts = {contract: self.texts(contract) for contract in contracts}
        return {contract: found[0].pages[:1] for contract, found in texts.items() if found}

    def trash(self, contracts: Sequence[ContractId], actor: str) -> int:
        return self._move(contracts, True, EventKind.TRASHED, actor)

    def untrash(self, contracts: Sequence[ContractId], actor: str) -> int:
        return self._move(contracts, False, EventKind.UNTRASHED, actor)

    def _move(
        self, contracts: Sequence[ContractId], trashed: bool, kind: EventKind, actor: str
    ) -> int:
        with self.shelf.lock:
            moved = [
                contract
                for contract in self.shelf.known(contracts)
                if self.shelf.contracts[contract].trashed is not trashed
            ]
            said = [{"trashed": not trashed}, {"trashed": trashed}]
            with self.shelf.one_act():
                for contract in moved:
                    self.shelf.contracts[contract].trashed = trashed
                    self.shelf.log(kind, actor, contract, before=said[0], after=said[1])
                    follow_amendments(self.shelf, contract, actor)
                    follow_target(self.shelf, contract, trashed, actor)
            return len(moved)

    def entries(self, since: int = 0) -> Iterator[IndexEntry]:
        changed = [
            id for id, contract in list(self.shelf.contracts.items()) if contract.seq > since
        ]
        changed.sort(key=lambda id: self.shelf.contracts[id].seq)
        return iter([self._entry(id) for id in changed])

    def _entry(self, id: ContractId) -> IndexEntry:
        summary = self._summary(id)
        return IndexEntry(
            id=id,
            seq=summary.seq,
            title=summary.title,
            parties=tuple(party.name for party in summary.facts.parties),
            tags=summary.tags,
            notes=tuple(note.text for note in self.shelf.notes_of(id)),
            texts=self.texts(id),
        )


@dataclass
class _Tags:
    shelf: Shelf

    def add(self, contracts: Sequence[ContractId], tag: str, actor: str) -> int:
        with self.shelf.lock:
            new = [
                contract
                for contract in self.shelf.known(contracts)
                if tag not in self.shelf.contracts[contract].tags
            ]
            with self.shelf.one_act():
                for contract in new:
                    self.shelf.contracts[contract].tags.add(tag)
                    self.shelf.log(EventKind.TAGGED, actor, contract, after={"tag": tag})
            return len(new)

    def remove(self, contracts: Sequence[ContractId], tag: str, actor: str) -> int:
        with self.shelf.lock:
            tagged = [
                contract
                for contract in self.shelf.known(contracts)
                if tag in self.shelf.contracts[contract].tags
            ]
            with self.shelf.one_act():
                for contract in tagged:
                    self.shelf.contracts[contract].tags.discard(tag)
                    self.shelf.log(EventKind.UNTAGGED, actor, contract, before={"tag": tag})
            return len(tagged)

    def rename(self, old: str, new: str, actor: str) -> int:
        changed = 0
        with self.shelf.lock, self.shelf.one_act():
            for id, contract in self.shelf.contracts.items():
                before, after = contract.tags, set(retagged(contract.tags, old, new))
                contract.tags = after
                for tag in sorted(before - after):
                    self.shelf.log(EventKind.UNTAGGED, actor, id, before={"tag": tag})
                for tag in sorted(after - before):
                    self.shelf.log(EventKind.TAGGED, actor, id, after={"tag": tag})
                changed += before != after
        return changed

    def counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for contract in list(self.shelf.contracts.values()):
            for tag in contract.tags if not contract.trashed else ():
                counts[tag] = counts.get(tag, 0) + 1
        return dict(sorted(counts.items()))


@dataclass
class _Notes:
    shelf: Shelf

    def add(
        self,
        note_id: str,
        contract: ContractId,
        text: str,
        actor: str,
        anchor: Anchor | None = None,
        batch: str | None = None,
    ) -> Note:
        with self.shelf.lock, self.shelf.one_act(batch):
            if note_id not in self.shelf.notes:
                self.shelf.known([contract])
                number = len(self.shelf.notes_of(contract, withdrawn=True)) + 1
                note = Note(note_id, contract, text, actor, now(), anchor=anchor, number=number)
                self._put(None, note)
            return self.shelf.notes[note_id]

    def revise(
        self,
        note_id: str,
        supersedes: str,
        text: str,
        state: NoteState,
        anchor: Anchor | None,
        actor: str,
    ) -> Note:
        with self.shelf.lock:
            if note_id in self.shelf.notes:
                return self.shelf.notes[note_id]
            versions = self.versions(supersedes)
            if not versions:
                raise NotFound(f"There is no note {supersedes}.")
            before = versions[-1]
            if before.id != supersedes:
                raise BadInput(f"Note {before.name} was changed meanwhile.")
            changed = replace(before, text=text, state=state, anchor=anchor, actor=actor, at=now())
            if changed.says_as(before):
                return before
            note = replace(changed, id=note_id, supersedes=supersedes)
            self._put(before, note)
            return note

    def _put(self, before: Note | None, note: Note) -> None:
        self.shelf.notes[note.id] = note
        said = note_to_json(before), note_to_json(note)
        self.shelf.log(EventKind.NOTED, note.actor, note.contract, before=said[0], after=said[1])

    def of_contract(self, contract: ContractId, withdrawn: bool = False) -> tuple[Note, ...]:
        return self.shelf.notes_of(contract, withdrawn)

    def versions(self, version: str) -> tuple[Note, ...]:
        known = self.shelf.notes.get(version)
        return versions_of(self.shelf.note_versions(known.contract), version) if known else ()


@dataclass
class _InboxFaults:
    shelf: Shelf

    def put(self, fault: InboxFault) -> None:
        self.shelf.inbox_faults[fault.path] = fault

    def clear(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.shelf.inbox_faults.pop(path, None)

    def every(self) -> tuple[InboxFault, ...]:
        return tuple(fault for path, fault in sorted(self.shelf.inbox_faults.items()))

    def retry(self, paths: Iterable[str] | None, now: datetime) -> int:
        wanted = set(self.shelf.inbox_faults if paths is None else paths)
        due = wanted & self.shelf.inbox_faults.keys()
        for path in due:
            self.put(replace(self.shelf.inbox_faults[path], next_try=now))
        return len(due)


@dataclass
class _Events:
    shelf: Shelf

    def last_seq(self) -> int:
        return len(self.shelf.events)

    def of(self, contract: ContractId | None = None, limit: int | None = None) -> tuple[Event, ...]:
        wanted = [e for e in reversed(self.shelf.events) if contract in (None, e.contract)]
        return tuple(wanted[:limit])

    def newest_first(self) -> Iterator[Event]:
        return iter(list(reversed(self.shelf.events)))

    def links(self, contract: ContractId) -> tuple[ChainLink, ...]:
        wanted = {event.seq for event in self.of(contract)}
        return tuple(link for link in self.shelf.chain if link.seq in wanted)

    def head(self) -> tuple[int, str]:
        return (
            (len(self.shelf.events), self.shelf.events[-1].hash) if self.shelf.events else (0, "")
        )

    def origin(self) -> str:
        return self.shelf.events[0].hash if self.shelf.events else ""

    def broken(self) -> tuple[Damage, ...]:
        return ()

    def holds(self, seq: int, digest: str) -> bool:
        if seq == 0:
            return digest == ""
        return 0 < seq <= len(self.shelf.events) and self.shelf.events[seq - 1].hash == digest


@dataclass
class _Watchers:
    shelf: Shelf

    def beat(self, heartbeat: Heartbeat) -> None:
        self.shelf.heartbeat = heartbeat

    def last(self) -> Heartbeat | None:
        return self.shelf.heartbeat


class FakeRecord:
    """Behaves as the record does, except that nothing survives it."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.documents = _Documents(self.shelf)
        self.contracts = _Contracts(self.shelf)
        self.tags = _Tags(self.shelf)
        self.notes = _Notes(self.shelf)
        self.plans = FakePlans(self.shelf)
        self.links = FakeLinks(self.shelf)
        self.standing = FakeStanding(self.shelf, self.notes)
        self.audits = FakeAudits(self)
        self.undoing = FakeUndoing(self)
        self.purges = FakePurges(self)
        self.inbox_faults = _InboxFaults(self.shelf)
        self.events = _Events(self.shelf)
        self.watchers = _Watchers(self.shelf)

    def decide(self, contract: ContractId, *decisions: Decision) -> None:
        """Put decisions in place, as if a person had made them earlier."""
        self.shelf.decisions[contract] = decisions

    def damages(self) -> tuple[Damage, ...]:
        return ()

    def copy_to(self, path: Path) -> None:
        path.write_bytes(b"")

    def close(self) -> None:
        """Nothing is held."""


def _said(decision: Decision | None) -> dict[str, Any] | None:
    return None if decision is None else decision_to_json(decision)


def _missing_end(incomplete: bool) -> Fault | None:
    return Fault(FaultCode.LOOKS_INCOMPLETE) if incomplete else None
