"""What services and intake are given: the record, the vault and the index, as they need them.

Each write of the record is one transaction that is durable when the call returns, and carries its
event. Every method may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from arkiv.domain.act_ports import (
    Audits,
    Links,
    Notes,
    Plans,
    Purges,
    Standing,
    Tags,
    Undoing,
)
from arkiv.domain.auditing import BrokenPack, Pack
from arkiv.domain.contracts import (
    ChainLink,
    DocumentText,
    Event,
    IndexEntry,
    LooseEnds,
    Summary,
)
from arkiv.domain.documents import Arrival, Document, Filed, Page, Reading
from arkiv.domain.facts import Decision, DecisionKind, Extraction, Field, FieldValue, Finding
from arkiv.domain.faults import Fault, InboxFault
from arkiv.domain.identity import ContractId, Sha256
from arkiv.domain.query import Query
from arkiv.domain.query_tree import TextField
from arkiv.domain.saved import BrokenSearch, SavedSearch
from arkiv.domain.searching import HitSpan, SearchAnswer, SearchRequest, Snippet
from arkiv.processes import ProcessId

__all__ = [
    "ChecklistShelf",
    "Contracts",
    "Damage",
    "Documents",
    "Events",
    "Heads",
    "Heartbeat",
    "InboxFaults",
    "Index",
    "Record",
    "SearchShelf",
    "SourceChanged",
    "SummarySource",
    "Vault",
    "Watchers",
]


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing a check found broken."""

    what: str
    """A stable name: original_missing, original_altered, chain_broken, integrity, …"""
    subject: str
    """Which document, event or table."""
    message: str
    """For a person."""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The watcher that was last alive."""

    process: ProcessId
    seen: datetime
    mode: str
    """How it notices files: events, or polling with the reason."""


class SourceChanged(OSError):
    """A file was written to while it was copied: there is no whole version of it yet."""


class Documents(Protocol):
    """The files of the archive and how far each has come."""

    def file(self, arrival: Arrival, actor: str) -> Filed:
        """Give the bytes a row: document, contract, sighting and event, or one more sighting.

        Clears the inbox fault of the same path. Filing the same bytes again is harmless.
        """
        ...

    def get(self, sha256: Sha256) -> Document | None: ...

    def of_contract(self, contract: ContractId) -> tuple[Document, ...]:
        """In order of arrival; empty when there is no such contract."""
        ...

    def every(self) -> Iterator[Document]:
        """In order of arrival."""
        ...

    def unread(self, now: datetime) -> tuple[Document, ...]:
        """The work list: stored, not claimed by a living process, not waiting for a later try."""
        ...

    def claim(self, sha256: Sha256, process: ProcessId) -> bool:
        """Whether the document is now this process's to read; a dead process's claim is void."""
        ...

    def release(self, sha256: Sha256, process: ProcessId) -> None:
        """Give a claim back unread, as on a clean stop; not an event."""
        ...

    def save_reading(
        self, sha256: Sha256, reading: Reading, extraction: Extraction, actor: str
    ) -> None:
        """Replace pages and findings; the state becomes READ, decisions stay as they are."""
        ...

    def save_failure(
        self, sha256: Sha256, fault: Fault, partial: Reading | None, actor: str
    ) -> None:
        """The state becomes LOCKED for PROTECTED, else FAILED; pages that were read are kept."""
        ...

    def save_try(self, sha256: Sha256, next_try: datetime) -> int:
        """Count a worker that died, end the claim, and say how often that happened so far."""
        ...

    def requeue(self, documents: Iterable[Sha256], actor: str) -> int:
        """Have documents read again (state STORED, tries 0); returns how many there were."""
        ...

    def cues_versions(self) -> dict[str, int]:
        """How many documents were read by which cues."""
        ...


class Contracts(Protocol):
    """Contracts as rows, and everything known of one."""

    def summaries(self, since: int = 0) -> Iterator[Summary]:
        """Those with an event after ``since``, trashed ones included, by id."""
        ...

    def summaries_of(self, contracts: Sequence[ContractId]) -> tuple[Summary, ...]:
        """Those that exist, by id."""
        ...

    def summary(self, contract: ContractId) -> Summary | None: ...

    def purged(self, since: int = 0) -> tuple[ContractId, ...]:
        """Those that a purge after ``since`` took away, by id; nothing else here tells of them."""
        ...

    def findings(self, contract: ContractId) -> tuple[Finding, ...]:
        """Of its original document, by field and rank."""
        ...

    def warnings(self, contract: ContractId) -> tuple[str, ...]: ...

    def loose_ends(self, since: int = 0) -> Mapping[ContractId, LooseEnds]:
        """Of those with an event after ``since``, where reading left anything open."""
        ...

    def decisions(self, contract: ContractId) -> tuple[Decision, ...]:
        """By field."""
        ...

    def decide(
        self,
        contract: ContractId,
        field: Field,
        kind: DecisionKind,
        values: Sequence[FieldValue],
        actor: str,
    ) -> Decision:
        """Put a person's word on a field in the place of an earlier one; the facts follow.

        The same word again changes nothing and returns the decision there is. Raises NotFound.
        """
        ...

    def confirm(
        self, contract: ContractId, values: Mapping[Field, Sequence[FieldValue]], actor: str
    ) -> int:
        """Confirm several fields in one act; returns how many that changed. Raises NotFound."""
        ...

    def undecide(self, contract: ContractId, field: Field, actor: str) -> bool:
        """Take the decision back, so that the finding counts again; whether there was one.

        Raises NotFound.
        """
        ...

    def texts(self, contract: ContractId) -> tuple[DocumentText, ...]:
        """The pages of its documents, in order of arrival; empty when nothing is read."""
        ...

    def openings(self, contracts: Sequence[ContractId]) -> Mapping[ContractId, tuple[Page, ...]]:
        """The first pages that texts() has of each, some of them; none where nothing is read."""
        ...

    def trash(self, contracts: Sequence[ContractId], actor: str) -> int:
        """Into the trash, all or none; returns how many were not there already.

        Raises NotFound when one does not exist.
        """
        ...

    def untrash(self, contracts: Sequence[ContractId], actor: str) -> int:
        """Back from the trash, all or none; as trash()."""
        ...

    def entries(self, since: int = 0) -> Iterator[IndexEntry]:
        """What the index takes of each contract with an event after ``since``, by seq."""
        ...


class InboxFaults(Protocol):
    """The files that stay in the inbox, and why. Not part of the trail."""

    def put(self, fault: InboxFault) -> None:
        """Add, or replace the one of the same path."""
        ...

    def clear(self, paths: Iterable[str]) -> None: ...

    def every(self) -> tuple[InboxFault, ...]:
        """By path."""
        ...

    def retry(self, paths: Iterable[str] | None, now: datetime) -> int:
        """Make faults due now; None means all. Returns how many."""
        ...


class Events(Protocol):
    """The trail, and its number by which the index catches up."""

    def last_seq(self) -> int:
        """0 in an empty record."""
        ...

    def of(self, contract: ContractId | None = None, limit: int | None = None) -> tuple[Event, ...]:
        """Newest first; of everything when no contract is named."""
        ...

    def newest_first(self) -> Iterator[Event]:
        """All of them, fetched in pieces as they are asked for."""
        ...

    def links(self, contract: ContractId) -> tuple[ChainLink, ...]:
        """The contract's events as they were hashed, oldest first."""
        ...

    def head(self) -> tuple[int, str]:
        """Number and hash of the newest event; (0, "") in an empty record."""
        ...

    def origin(self) -> str:
        """The hash of the first event, which tells this archive from others; "" when empty."""
        ...

    def broken(self) -> tuple[Damage, ...]:
        """Where the chain of hashes does not hold; empty when it does."""
        ...

    def holds(self, seq: int, digest: str) -> bool:
        """Whether a remembered head is still on the chain."""
        ...


class Watchers(Protocol):
    """When the watcher was last alive."""

    def beat(self, heartbeat: Heartbeat) -> None: ...

    def last(self) -> Heartbeat | None: ...


class Heads(Protocol):
    """The newest event of each day, kept outside the record."""

    def remember(self, day: date, seq: int, digest: str) -> None:
        """In the place of an earlier one of that day; never in that of a later one."""
        ...

    def every(self) -> Iterator[tuple[str, int, str]]:
        """Name, number and hash, by name; a file that cannot be read has a hash nothing has.

        The name is the day, or says that a restored backup brought it along.
        """
        ...


class Record(Protocol):
    """The record: the one truth about contracts beside their bytes."""

    @property
    def documents(self) -> Documents: ...
    @property
    def contracts(self) -> Contracts: ...
    @property
    def tags(self) -> Tags: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def links(self) -> Links: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def undoing(self) -> Undoing: ...
    @property
    def audits(self) -> Audits: ...
    @property
    def purges(self) -> Purges: ...
    @property
    def inbox_faults(self) -> InboxFaults: ...
    @property
    def events(self) -> Events: ...
    @property
    def watchers(self) -> Watchers: ...

    def data_version(self) -> int:
        """Changes whenever another connection or process has committed a change."""
        ...

    def damages(self) -> tuple[Damage, ...]:
        """What an integrity check and a foreign-key check find; empty when sound."""
        ...

    def copy_to(self, path: Path) -> None:
        """A consistent copy of the record while everything runs."""
        ...

    def close(self) -> None: ...


class SummarySource(Protocol):
    """Where the index's columns come from: the part of the record that facets need."""

    def summaries(self, since: int = 0) -> Iterator[Summary]: ...

    def summary(self, contract: ContractId) -> Summary | None: ...


class Vault(Protocol):
    """The originals, by content."""

    def put(self, source: BinaryIO, extension: str) -> tuple[Sha256, int]:
        """Take in a private copy from the start of ``source``: durable under its hash on return.

        ``extension`` is what the bytes are, .pdf or .docx. Returns hash and size. A damaged object
        of the same name is healed. Raises SourceChanged when the file was altered meanwhile, or
        another OSError; then nothing is left but staging.
        """
        ...

    def path(self, sha256: Sha256, extension: str) -> Path:
        """Where the object lies; nobody may write there."""
        ...

    def verify(self, sha256: Sha256, extension: str) -> Damage | None:
        """None when the object is there and its bytes have the hash."""
        ...

    def remove(self, sha256: Sha256, extension: str) -> None:
        """Take an object away for good, as for a purge; one that is gone already is no error."""
        ...

    def objects(self) -> Iterator[tuple[Sha256, str]]:
        """Every object there is, with its extension, whether it has a row or not."""
        ...

    def sweep(self) -> int:
        """Remove what a crash left in staging, never an object; returns how many files."""
        ...


class Index(Protocol):
    """The full-text index with its facets: a disposable cache of the record."""

    def mark(self) -> int:
        """The number of the newest event it holds; 0 when it is absent or unusable."""
        ...

    def feed(self, entries: Iterable[IndexEntry], mark: int, timeout_seconds: float = 5.0) -> bool:
        """Take in changed contracts and the new mark in one commit.

        False when another process is writing and did not let go in time: nothing is changed, the
        entries stay above the mark. An unusable index raises IndexUnusable.
        """
        ...

    def rebuild(self, entries: Iterable[IndexEntry], mark: int) -> None:
        """Build a new generation beside the old one and swap; readers read on meanwhile."""
        ...

    def forget_earlier(self) -> None:
        """Leave nothing on the disk of what was there before the last rebuild()."""
        ...

    def tidy(self) -> bool:
        """Put in order what many small changes have left, for when nobody waits.

        False: there was nothing to do, or another process is writing. Raises IndexUnusable.
        """
        ...

    def search(
        self, request: SearchRequest, stop: Callable[[], bool] | None = None
    ) -> SearchAnswer:
        """Raises IndexUnusable when its files cannot be read, Cancelled once ``stop()`` holds.

        An answer that takes too long is ``partial``: its hits are hits, and there may be more.
        """
        ...

    def suggest(
        self, query: Query, today: date, stop: Callable[[], bool] | None = None
    ) -> tuple[str, ...]:
        """The query's text with a near word for each that no contract has; best first.

        At most three, only what then finds something. Raises as ``search`` does.
        """
        ...

    def highlight(self, query: Query, text: str) -> tuple[HitSpan, ...]:
        """Where the query's words stand in a text, in order, without overlaps."""
        ...

    def snippet(
        self,
        query: Query,
        pages: Iterable[Page],
        width: int = 160,
        field: TextField = TextField.TEXT,
    ) -> Snippet:
        """A piece of these pages around a good hit; no page is taken that is not looked at.

        ``field`` is which of a contract's texts they are: what is looked for in another is not.
        """
        ...

    def ids(self) -> frozenset[ContractId]:
        """Every contract it holds; for checks."""
        ...

    def close(self) -> None: ...


class SearchShelf(Protocol):
    """The searches that people keep, where they can read and write them themselves."""

    def every(self) -> tuple[tuple[SavedSearch, ...], tuple[BrokenSearch, ...]]:
        """By name; one that cannot be read is named with the reason, and spoils no other."""
        ...

    def put(self, search: SavedSearch) -> Path:
        """Keep it in the place of one of its name; durable when its file is returned."""
        ...

    def forget(self, name: str) -> Path | None:
        """Put it aside, not away: returns where it lies now; None when there is none."""
        ...


class ChecklistShelf(Protocol):
    """The checklists there are: Arkiv's own, and those that people write."""

    def every(self) -> tuple[tuple[Pack, ...], tuple[BrokenPack, ...]]:
        """By key; one that cannot be used is named with the reason, and spoils no other."""
        ...

    def copy(self, key: str) -> Path | None:
        """Put one of Arkiv's own among those of the person; None where they have it already."""
        ...
