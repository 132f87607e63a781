"""The documents of the record: filing them, the work list of reading, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import apsw

from arkiv.domain.annex_names import absent_annexes
from arkiv.domain.contracts import EventKind
from arkiv.domain.documents import (
    Arrival,
    Document,
    DocumentKind,
    DocumentState,
    Filed,
    Reading,
)
from arkiv.domain.facts import Extraction
from arkiv.domain.faults import Fault, FaultCode, gravest
from arkiv.domain.identity import ContractId, Sha256
from arkiv.errors import NotFound
from arkiv.processes import ProcessId, is_alive
from arkiv.store.connection import Connections
from arkiv.store.events import append
from arkiv.store.filing import file_arrival
from arkiv.store.readings import page_total, replace_findings, replace_pages
from arkiv.store.shown import keep_shown
from arkiv.store.spelling import as_json, fault_of, instant, spelled, storable
from arkiv.store.statements import fetch_one, fetch_rows, fetch_value
from arkiv.texts import _

__all__ = ["SqliteDocuments"]

_COLUMNS = (
    "sha256, contract, kind, name, extension, size, state, page_count, fault_code, fault_detail,"
    " tries, filed_at, cues_version"
)


@dataclass(frozen=True, slots=True)
class SqliteDocuments:
    """The Documents of domain.filing_ports."""

    connections: Connections

    def file(self, arrival: Arrival, actor: str) -> Filed:
        with self.connections.writing() as connection:
            return file_arrival(connection, arrival, actor)

    def get(self, sha256: Sha256) -> Document | None:
        return next(iter(self._where("sha256 = ?", sha256)), None)

    def of_contract(self, contract: ContractId) -> tuple[Document, ...]:
        return self._where("contract = ?", contract)

    def every(self) -> Iterator[Document]:
        return iter(self._where("true"))

    def unread(self, now: datetime) -> tuple[Document, ...]:
        with self.connections.reading() as connection:
            rows = fetch_rows(
                connection,
                f"SELECT claim_pid, claim_started, {_COLUMNS} FROM document"
                " WHERE state = 'stored' AND (next_try_at IS NULL OR next_try_at <= ?)"
                " ORDER BY id",
                (spelled(now),),
            )
        return tuple(
            _document(*columns) for pid, started, *columns in rows if not _claimed(pid, started)
        )

    def claim(self, sha256: Sha256, process: ProcessId) -> bool:
        with self.connections.writing(durable=False) as connection:
            found = fetch_one(
                connection,
                "SELECT claim_pid, claim_started FROM document"
                " WHERE sha256 = ? AND state = 'stored'",
                (sha256,),
            )
            if found is None or (found != (process.pid, process.started) and _claimed(*found)):
                return False
            connection.execute(
                "UPDATE document SET claim_pid = ?, claim_started = ? WHERE sha256 = ?",
                (process.pid, process.started, sha256),
            )
            return True

    def release(self, sha256: Sha256, process: ProcessId) -> None:
        with self.connections.writing(durable=False) as connection:
            connection.execute(
                "UPDATE document SET claim_pid = NULL, claim_started = NULL"
                " WHERE sha256 = ? AND claim_pid = ? AND claim_started = ?",
                (sha256, process.pid, process.started),
            )

    def save_reading(
        self, sha256: Sha256, reading: Reading, extraction: Extraction, actor: str
    ) -> None:
        with self.connections.writing() as connection:
            row = _find(connection, sha256)
            fault = gravest((reading.fault, row.own_fault))
            replace_pages(connection, row.id, reading.pages)
            replace_findings(connection, row.id, extraction.findings)
            _keep_properties(connection, row.id, reading)
            connection.execute(
                "UPDATE document SET cues_version = ?, warnings = ? WHERE id = ?",
                (extraction.cues_version, as_json(extraction.warnings), row.id),
            )
            _settle(connection, row.id, DocumentState.READ, fault)
            keep_shown(connection, row.contract, actor)
            after = _outcome(DocumentState.READ, fault) | {"cues": extraction.cues_version}
            append(connection, EventKind.READ, actor, row.contract, document=sha256, after=after)

    def save_failure(
        self, sha256: Sha256, fault: Fault, partial: Reading | None, actor: str
    ) -> None:
        """A partial text replaces an earlier one only where it has more pages."""
        protected = fault.code is FaultCode.PROTECTED
        state = DocumentState.LOCKED if protected else DocumentState.FAILED
        with self.connections.writing() as connection:
            row = _find(connection, sha256)
            if partial is not None and len(partial.pages) > page_total(connection, row.id):
                replace_pages(connection, row.id, partial.pages)
                _keep_properties(connection, row.id, partial)
                keep_shown(connection, row.contract, actor)
            _settle(connection, row.id, state, fault)
            append(
                connection,
                EventKind.READ_FAILED,
                actor,
                row.contract,
                document=sha256,
                after=_outcome(state, fault),
            )

    def save_try(self, sha256: Sha256, next_try: datetime) -> int:
        with self.connections.writing() as connection:
            row = _find(connection, sha256)
            tries = fetch_value(
                connection,
                "UPDATE document SET tries = tries + 1, next_try_at = ?,"
                " claim_pid = NULL, claim_started = NULL WHERE id = ? RETURNING tries",
                (spelled(next_try), row.id),
            )
            return int(tries)

    def requeue(self, documents: Iterable[Sha256], actor: str) -> int:
        batch = str(uuid4())
        with self.connections.writing() as connection:
            found = [_known(connection, sha256) for sha256 in dict.fromkeys(documents)]
            rows = [row for row in found if row is not None]
            for row in rows:
                _queue(connection, row, actor, batch)
        return len(rows)

    def cues_versions(self) -> dict[str, int]:
        with self.connections.reading() as connection:
            rows = fetch_rows(
                connection,
                "SELECT cues_version, count(*) FROM document"
                " WHERE cues_version IS NOT NULL GROUP BY cues_version",
            )
        return dict(rows)

    def _where(self, condition: str, *values: str | int) -> tuple[Document, ...]:
        with self.connections.reading() as connection:
            rows = fetch_rows(
                connection, f"SELECT {_COLUMNS} FROM document WHERE {condition} ORDER BY id", values
            )
        return tuple(_document(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class _Row:
    """What a write needs to know of a document."""

    id: int
    sha256: Sha256
    contract: ContractId
    state: str
    own_fault: Fault | None
    """Known when it was filed, whatever the reading says."""


def _known(connection: apsw.Connection, sha256: Sha256) -> _Row | None:
    found = fetch_one(
        connection,
        "SELECT id, contract, state, incomplete FROM document WHERE sha256 = ?",
        (sha256,),
    )
    if found is None:
        return None
    number, contract, state, incomplete = found
    own = Fault(FaultCode.LOOKS_INCOMPLETE) if incomplete else None
    return _Row(number, sha256, ContractId(contract), state, own)


def _find(connection: apsw.Connection, sha256: Sha256) -> _Row:
    row = _known(connection, sha256)
    if row is None:
        raise NotFound(_("There is no document {sha256} in the record.").format(sha256=sha256))
    return row


def _queue(connection: apsw.Connection, row: _Row, actor: str, batch: str) -> None:
    _settle(connection, row.id, DocumentState.STORED, row.own_fault)
    connection.execute("UPDATE document SET tries = 0 WHERE id = ?", (row.id,))
    append(
        connection,
        EventKind.QUEUED,
        actor,
        row.contract,
        document=row.sha256,
        before={"state": row.state},
        batch=batch,
    )


def _keep_properties(connection: apsw.Connection, document: int, reading: Reading) -> None:
    title = None if reading.title is None else storable(reading.title)
    connection.execute(
        "UPDATE document SET page_count = ?, title = ?, tracked_changes = ?, annexes = ?"
        " WHERE id = ?",
        (
            reading.page_count,
            title,
            int(reading.tracked_changes),
            as_json(absent_annexes(reading.pages)),
            document,
        ),
    )


def _settle(
    connection: apsw.Connection, document: int, state: DocumentState, fault: Fault | None
) -> None:
    """Nobody reads it any more: the claim and the waiting end."""
    connection.execute(
        "UPDATE document SET state = ?, fault_code = ?, fault_detail = ?, next_try_at = NULL,"
        " claim_pid = NULL, claim_started = NULL WHERE id = ?",
        (
            str(state),
            None if fault is None else str(fault.code),
            "" if fault is None else storable(fault.detail),
            document,
        ),
    )


def _outcome(state: DocumentState, fault: Fault | None) -> dict[str, Any]:
    said = None if fault is None else {"code": str(fault.code), "detail": fault.detail}
    return {"state": str(state), "fault": said}


def _claimed(pid: int | None, started: str | None) -> bool:
    return pid is not None and started is not None and is_alive(ProcessId(pid, started))


def _document(
    sha256: str,
    contract: int,
    kind: str,
    name: str,
    extension: str,
    size: int,
    state: str,
    page_count: int | None,
    fault_code: str | None,
    fault_detail: str,
    tries: int,
    filed_at: str,
    cues_version: str | None,
) -> Document:
    return Document(
        sha256=Sha256(sha256),
        contract=ContractId(contract),
        kind=DocumentKind(kind),
        name=name,
        extension=extension,
        size=size,
        state=DocumentState(state),
        page_count=page_count,
        fault=fault_of(fault_code, fault_detail),
        tries=tries,
        filed_at=instant(filed_at),
        cues_version=cues_version,
    )
