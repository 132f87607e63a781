"""Giving an arrival its row: a new contract, or one more sighting of bytes already here."""

from __future__ import annotations

import apsw

from arkiv import clock
from arkiv.domain.contracts import EventKind
from arkiv.domain.documents import Arrival, Filed
from arkiv.domain.faults import FaultCode
from arkiv.domain.identity import ContractId
from arkiv.store.events import append
from arkiv.store.spelling import spelled, storable
from arkiv.store.statements import fetch_one, fetch_value

__all__ = ["file_arrival"]


def file_arrival(connection: apsw.Connection, arrival: Arrival, actor: str) -> Filed:
    """In the caller's transaction."""
    _clear_fault(connection, arrival)
    known = fetch_one(
        connection,
        "SELECT document.id, contract.id, trashed FROM document"
        " JOIN contract ON contract.id = document.contract WHERE sha256 = ?",
        (arrival.sha256,),
    )
    if known is None:
        return _file_new(connection, arrival, actor)
    document, contract, trashed = known
    if not arrival.adopted:
        _see(connection, document, arrival, actor)
        append(
            connection,
            EventKind.SEEN_AGAIN,
            actor,
            contract,
            document=arrival.sha256,
            after=_spelled_arrival(arrival),
        )
    return Filed(ContractId(contract), new=False, trashed=bool(trashed))


def _file_new(connection: apsw.Connection, arrival: Arrival, actor: str) -> Filed:
    contract = _add_contract(connection, arrival)
    document = _add_document(connection, arrival, contract)
    _see(connection, document, arrival, actor)
    append(
        connection,
        EventKind.ADOPTED if arrival.adopted else EventKind.FILED,
        actor,
        contract,
        document=arrival.sha256,
        after=_spelled_arrival(arrival),
    )
    return Filed(contract, new=True, trashed=False)


def _add_contract(connection: apsw.Connection, arrival: Arrival) -> ContractId:
    number = fetch_value(
        connection,
        "INSERT INTO contract (seq, folder, filed_at) VALUES (0, ?, ?) RETURNING id",
        (storable(arrival.folder), spelled(clock.now())),
    )
    return ContractId(number)


def _add_document(connection: apsw.Connection, arrival: Arrival, contract: ContractId) -> int:
    number = fetch_value(
        connection,
        "INSERT INTO document (sha256, contract, name, extension, size, filed_at, incomplete,"
        " fault_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            arrival.sha256,
            contract,
            storable(arrival.name),
            arrival.extension,
            arrival.size,
            spelled(clock.now()),
            int(arrival.incomplete),
            str(FaultCode.LOOKS_INCOMPLETE) if arrival.incomplete else None,
        ),
    )
    return int(number)


def _see(connection: apsw.Connection, document: int, arrival: Arrival, actor: str) -> None:
    connection.execute(
        "INSERT INTO sighting (document, name, folder, origin, actor, seen_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            document,
            storable(arrival.name),
            storable(arrival.folder),
            storable(arrival.origin),
            storable(actor),
            spelled(clock.now()),
        ),
    )


def _clear_fault(connection: apsw.Connection, arrival: Arrival) -> None:
    path = f"{arrival.folder}/{arrival.name}" if arrival.folder else arrival.name
    connection.execute("DELETE FROM inbox_fault WHERE path = ?", (storable(path),))


def _spelled_arrival(arrival: Arrival) -> dict[str, str | int]:
    return {
        "name": storable(arrival.name),
        "folder": storable(arrival.folder),
        "origin": storable(arrival.origin),
        "extension": arrival.extension,
        "size": arrival.size,
    }
