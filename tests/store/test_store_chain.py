"""Whoever alters the trail is found out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import apsw
import pytest

from arkiv.domain.identity import ContractId
from arkiv.store import SqliteRecord, open_record
from arkiv.store.chain import Row, digest_of, hash_of
from fakes.arrivals import arrival

EVENTS = 12


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of two contracts and twelve events; the triggers are still in force."""
    path = tmp_path / "arkiv.db"
    record = open_record(path)
    record.documents.file(arrival("a.pdf"), "kari")
    record.documents.file(arrival("b.pdf"), "kari")
    for number in range(EVENTS - 2):
        record.tags.add([ContractId(1 + number % 2)], f"tag{number}", "kari")
    record.close()
    return path


@pytest.fixture
def raw(path: Path) -> Iterator[apsw.Connection]:
    """Somebody with the file and a SQLite shell, who drops the triggers first."""
    connection = apsw.Connection(str(path))
    for (trigger,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    yield connection
    connection.close()


def found(path: Path) -> list[str]:
    record = open_record(path)
    damages = record.events.broken()
    record.close()
    assert all(damage.what == "chain_broken" and damage.message for damage in damages)
    return [damage.subject for damage in damages]


def test_an_unaltered_trail_holds(path: Path) -> None:
    assert found(path) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("workspace", 2),
        ("format", 2),
        ("at", "2020-01-01T00:00:00.000000+00:00"),
        ("actor", "ola"),
        ("kind", "untagged"),
        ("document", "0" * 64),
        ("batch", "another"),
        ("content", '{"after":{"tag":"other"},"before":null,"salt":"00"}'),
        ("content", None),
        ("digest", "0" * 64),
        ("hash", "0" * 64),
    ],
)
def test_an_edited_field_is_found_and_named(
    path: Path, raw: apsw.Connection, column: str, value: str | int | None
) -> None:
    raw.execute(f"UPDATE event SET {column} = ? WHERE seq = 5", (value,))

    assert "event 5" in found(path)


def test_an_event_moved_to_another_contract_is_found(path: Path, raw: apsw.Connection) -> None:
    raw.execute("UPDATE event SET contract = 2 WHERE seq = 5")

    assert found(path)[0] == "event 5"


def test_only_the_altered_event_is_named(path: Path, raw: apsw.Connection) -> None:
    raw.execute("UPDATE event SET actor = 'ola' WHERE seq = 5")

    assert found(path) == ["event 5"]


def test_a_content_with_its_digest_mended_is_found(path: Path, raw: apsw.Connection) -> None:
    forged = '{"after":{"tag":"other"},"before":null,"salt":"00"}'
    raw.execute(
        "UPDATE event SET content = ?, digest = ? WHERE seq = 5", (forged, digest_of(forged))
    )

    assert found(path) == ["event 5"]


@pytest.mark.parametrize(("gone", "named"), [("1", 1), ("5", 5), ("5, 6, 7", 5)])
def test_a_deleted_event_is_found(path: Path, raw: apsw.Connection, gone: str, named: int) -> None:
    raw.execute(f"DELETE FROM event WHERE seq IN ({gone})")

    assert found(path)[0] == f"event {named}"


def test_swapped_events_are_found(path: Path, raw: apsw.Connection) -> None:
    for statement in (
        "UPDATE event SET seq = 1000 WHERE seq = 5",
        "UPDATE event SET seq = 5 WHERE seq = 6",
        "UPDATE event SET seq = 6 WHERE seq = 1000",
    ):
        raw.execute(statement)

    assert {"event 5", "event 6"} <= set(found(path))


@pytest.mark.parametrize("seq", [EVENTS + 1, EVENTS + 7])
def test_a_row_appended_past_the_head_is_found(path: Path, raw: apsw.Connection, seq: int) -> None:
    raw.execute(
        "INSERT INTO event SELECT ?, workspace, format, at, actor, kind, contract, document,"
        " batch, content, digest, hash FROM event WHERE seq = 5",
        (seq,),
    )

    assert f"event {seq}" in found(path)


def test_a_well_made_row_past_the_head_is_found_by_its_contract(
    path: Path, raw: apsw.Connection
) -> None:
    [(seq, digest, content, previous)] = raw.execute(
        "SELECT seq, digest, content, hash FROM event ORDER BY seq DESC LIMIT 1"
    ).fetchall()
    at = "2026-11-22T12:00:00.000000+00:00"
    row = Row(1, int(str(seq)) + 1, at, "ola", "tagged", 2, None, None, str(digest))
    raw.execute(
        "INSERT INTO event (workspace, seq, at, actor, kind, contract, document, batch, digest,"
        " content, hash, format) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        (*astuple(row), content, hash_of(str(previous), row)),
    )

    assert found(path) == ["contract 2"]


def test_a_cut_tail_shows_against_a_remembered_head(path: Path, raw: apsw.Connection) -> None:
    record = open_record(path)
    seq, remembered = record.events.head()
    assert record.events.holds(seq, remembered)

    raw.execute("DELETE FROM event WHERE seq > 8")
    raw.execute(
        "UPDATE contract SET seq = (SELECT max(seq) FROM event WHERE event.contract = contract.id)"
    )

    assert record.events.broken() == ()
    assert not record.events.holds(seq, remembered)
    record.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET actor = 'ola' WHERE seq = 5",
        "DELETE FROM event WHERE seq = 12",
        "INSERT INTO event SELECT 99, workspace, format, at, actor, kind, contract, document,"
        " batch, content, digest, hash FROM event WHERE seq = 5",
        "DELETE FROM document WHERE id = 1",
        "DELETE FROM contract WHERE id = 1",
    ],
)
def test_the_database_itself_refuses_to_alter_the_past(path: Path, statement: str) -> None:
    connection = apsw.Connection(str(path))

    with pytest.raises(apsw.ConstraintError):
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("statement", ["DELETE FROM note", "UPDATE note SET text = 'other'"])
def test_the_database_itself_keeps_notes(path: Path, statement: str) -> None:
    record = open_record(path)
    record.notes.add("n1", ContractId(1), "ask Ola", "kari")
    record.close()
    connection = apsw.Connection(str(path))

    with pytest.raises(apsw.ConstraintError):
        connection.execute(statement)
    connection.close()


def test_a_bulk_act_shares_a_batch_and_two_acts_do_not(path: Path) -> None:
    record: SqliteRecord = open_record(path)
    record.tags.add([ContractId(1), ContractId(2)], "bulk", "kari")
    record.contracts.trash([ContractId(1), ContractId(2)], "kari")
    record.close()
    connection = apsw.Connection(str(path))

    batches = connection.execute("SELECT batch FROM event ORDER BY seq DESC LIMIT 4").fetchall()
    connection.close()

    assert batches[0] == batches[1] and batches[2] == batches[3]
    assert batches[0] != batches[2]


def test_format_1_never_changes() -> None:
    row = Row(1, 2, "2026-11-22T12:00:00.000000+00:00", "Åse", "tagged", 3, None, None, "d" * 64)
    spelled = (
        '[1,"p",1,2,"2026-11-22T12:00:00.000000+00:00","\\u00c5se","tagged",3,null,null,"'
        + "d" * 64
        + '"]'
    )

    assert hash_of("p", row) == digest_of(spelled)
