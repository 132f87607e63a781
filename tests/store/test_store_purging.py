"""A purge on the disk: it knows every table of the schema, and no file keeps what it erased."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.store import open_record
from arkiv.store.connection import connect
from arkiv.store.purging import KEPT, OF_CONTRACT, OF_DOCUMENTS
from arkiv.store.record import SqliteRecord
from fakes.arrivals import arrival, digest, extraction, finding, reading

OF_NO_CONTRACT = {"audit", "inbox_fault", "watcher"}
"""The questions of an audit, files that are still in the inbox, a process."""
SECRET = "zyxxelqvarg"
ONE, TWO = ContractId(1), ContractId(2)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[SqliteRecord]:
    opened = open_record(tmp_path / "arkiv.db")
    assert isinstance(opened, SqliteRecord)
    for name in ("one.pdf", f"{SECRET}.pdf"):
        opened.documents.file(arrival(name), "kari")
        found = extraction(finding(Field.TITLE, name))
        opened.documents.save_reading(digest(name), reading(f"Words of {name}"), found, "arkiv")
    yield opened
    opened.close()


@pytest.fixture
def beside(record: SqliteRecord, tmp_path: Path) -> Iterator[apsw.Connection]:
    """Another connection, to look and to meddle."""
    connection = connect(tmp_path / "arkiv.db")
    yield connection
    connection.close()


def purge(record: SqliteRecord) -> None:
    record.purges.ask(TWO, "ola")
    record.purges.erase(TWO)
    record.purges.clean()
    record.purges.done(TWO)


def tables(connection: apsw.Connection) -> set[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return {name for (name,) in rows}


def parents(connection: apsw.Connection, table: str) -> set[str]:
    rows = connection.execute(f"SELECT DISTINCT \"table\" FROM pragma_foreign_key_list('{table}')")
    return {name for (name,) in rows}


def under(connection: apsw.Connection, table: str) -> set[str]:
    """The tables whose rows point to rows of this one, at first hand or through others."""
    found, every = {table}, tables(connection)
    while more := {t for t in every - found if parents(connection, t) & found}:
        found |= more
    return found


def test_every_table_is_erased_kept_for_a_reason_or_of_no_contract(beside: apsw.Connection) -> None:
    named = {*OF_DOCUMENTS, *OF_CONTRACT}

    assert tables(beside) == named | KEPT.keys() | OF_NO_CONTRACT
    assert under(beside, "contract") == named | KEPT.keys()
    assert under(beside, "document") == {*OF_DOCUMENTS, "document"}
    for table in tables(beside) - {"document", "contract"}:
        columns = {
            name for (name,) in beside.execute(f"SELECT name FROM pragma_table_info('{table}')")
        }
        assert not (columns & {"contract", "document"}) or table in under(beside, "contract"), table


def test_a_purged_contract_has_the_row_of_one_that_was_never_told_of(
    record: SqliteRecord, beside: apsw.Connection
) -> None:
    columns = list(beside.execute("SELECT name, type FROM pragma_table_info('contract')"))
    for name, type_ in columns:
        if name not in {"id", "workspace", "seq", "filed_at", "purged"}:
            number = 1 if name in {"trashed", "amended_by"} else 7
            value = number if type_ == "INTEGER" else f'{{"title": "{SECRET}"}}'
            beside.execute(
                "UPDATE contract SET ended_reason = 'so' WHERE id = 2 AND ended_reason IS NULL"
            )
            beside.execute(f"UPDATE contract SET {name} = ? WHERE id = 2", (value,))

    purge(record)
    record.documents.file(arrival("new.pdf"), "kari")

    own = {"id", "seq", "filed_at", "purged"}
    shown = ", ".join(name for name, _type in columns if name not in own)
    [purged] = beside.execute(f"SELECT {shown} FROM contract WHERE id = 2")
    [fresh] = beside.execute(f"SELECT {shown} FROM contract WHERE id = 3")
    assert purged == fresh


def test_nothing_points_to_it_but_what_is_kept(
    record: SqliteRecord, beside: apsw.Connection
) -> None:
    purge(record)

    pointing = {
        (table, column)
        for table in tables(beside)
        for parent, column in beside.execute(
            f'SELECT "table", "from" FROM pragma_foreign_key_list(\'{table}\')'
        )
        if parent == "contract"
        and beside.execute(f'SELECT 1 FROM {table} WHERE "{column}" = 2 LIMIT 1').get
    }
    assert pointing == {("event", "contract")}


def test_no_byte_beside_or_in_the_record_has_a_word_of_it(
    record: SqliteRecord, tmp_path: Path
) -> None:
    for number in range(50):  # what was replaced stands in pages that are free now
        text = f"{SECRET} " * (number + 1) * 40
        record.documents.save_reading(
            digest(f"{SECRET}.pdf"), reading(text), extraction(finding(Field.TITLE, text)), "arkiv"
        )
    assert holding(tmp_path)
    (tmp_path / "arkiv.version-4.db").write_text(SECRET)
    (tmp_path / "arkiv.version-4.db.part").write_text(SECRET)

    purge(record)

    assert holding(tmp_path) == []
    assert sorted(path.name for path in tmp_path.glob("*version*")) == []


def holding(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if SECRET.encode() in path.read_bytes()]


def test_what_is_not_asked_for_cannot_be_erased_past_arkiv(beside: apsw.Connection) -> None:
    for statement in (
        "DELETE FROM document WHERE contract = 2",
        "DELETE FROM contract WHERE id = 2",
        "UPDATE event SET content = NULL WHERE contract = 2",
        "DELETE FROM event WHERE contract = 2",
    ):
        with pytest.raises(apsw.ConstraintError):
            beside.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        "content = '{}'",
        "content = NULL, actor = 'ola'",
        "content = NULL, at = '2020'",
        "content = NULL, kind = 'read'",
        "content = NULL, document = NULL",
        "content = NULL, contract = 1",
        "content = NULL, digest = ''",
        "content = NULL, hash = ''",
        "content = NULL, batch = 'b'",
    ],
)
def test_of_an_event_that_is_erased_nothing_but_the_content_changes(
    record: SqliteRecord, beside: apsw.Connection, change: str
) -> None:
    record.purges.ask(TWO, "ola")

    with pytest.raises(apsw.ConstraintError):
        beside.execute(f"UPDATE event SET {change} WHERE contract = 2")
    with pytest.raises(apsw.ConstraintError):
        beside.execute("DELETE FROM event WHERE contract = 2")
    with pytest.raises(apsw.ConstraintError):
        beside.execute("UPDATE event SET content = NULL WHERE contract = 1")


def test_erased_contents_are_no_damage_only_where_the_purge_follows(
    record: SqliteRecord, beside: apsw.Connection
) -> None:
    purge(record)
    assert record.events.broken() == ()

    beside.execute("DROP TRIGGER event_stays")
    beside.execute("UPDATE event SET content = NULL WHERE contract = 1")

    found: Any = record.events.broken()
    assert {damage.what for damage in found} == {"chain_broken"}
