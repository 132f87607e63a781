"""Opening older, newer and foreign databases."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import apsw
import pytest

from arkiv.errors import ArkivError, Damaged, NoWorkspace
from arkiv.store import connection as connection_module
from arkiv.store import open_record
from arkiv.store.connection import connect, has_wal_reset_bug
from arkiv.store.migrations import migrate
from fakes.arrivals import arrival

STEPS = {
    1: "CREATE TABLE one (name TEXT NOT NULL) STRICT; INSERT INTO one VALUES ('kept');",
    2: "CREATE TABLE two (name TEXT NOT NULL) STRICT; INSERT INTO two SELECT name FROM one;",
}


def opened(path: Path, steps: dict[int, str]) -> apsw.Connection:
    connection = connect(path)
    migrate(connection, path, steps)
    return connection


def test_a_record_is_made_when_absent(tmp_path: Path) -> None:
    record = open_record(tmp_path / "arkiv.db")
    record.close()

    connection = apsw.Connection(str(tmp_path / "arkiv.db"))
    schema = list((files("arkiv.store") / "schema").iterdir())
    assert connection.execute("PRAGMA user_version").get == len(schema)
    assert connection.execute("PRAGMA journal_mode").get == "wal"
    connection.close()


def test_every_connection_keeps_the_promises(tmp_path: Path) -> None:
    open_record(tmp_path / "arkiv.db").close()

    connection = connect(tmp_path / "arkiv.db")

    assert connection.execute("PRAGMA synchronous").get == 2
    assert connection.execute("PRAGMA foreign_keys").get == 1
    assert connection.execute("PRAGMA busy_timeout").get == 10_000
    connection.close()


def test_an_older_record_is_brought_up_with_a_snapshot_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.db"
    opened(path, {1: STEPS[1]}).close()

    connection = opened(path, STEPS)

    assert connection.execute("SELECT name FROM two").get == "kept"
    assert connection.execute("PRAGMA user_version").get == 2
    connection.close()
    snapshot = apsw.Connection(str(tmp_path / "arkiv.version-1.db"))
    assert snapshot.execute("SELECT name FROM one").get == "kept"
    assert snapshot.execute("PRAGMA user_version").get == 1
    snapshot.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.db"
    opened(path, {1: STEPS[1]}).close()
    connection = connect(path)

    with pytest.raises(apsw.SQLError):
        migrate(connection, path, {1: STEPS[1], 2: STEPS[2] + "CREATE NONSENSE;"})

    assert connection.execute("PRAGMA user_version").get == 1
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'two'").get == 0
    migrate(connection, path, STEPS)
    assert connection.execute("SELECT name FROM two").get == "kept"
    connection.close()


def test_a_new_record_has_no_snapshot(tmp_path: Path) -> None:
    opened(tmp_path / "arkiv.db", STEPS).close()

    assert [file.name for file in tmp_path.iterdir()] == ["arkiv.db"]


def test_a_newer_record_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.db"
    open_record(path).close()
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(NoWorkspace, match="newer Arkiv") as refused:
        open_record(path)

    assert refused.value.exit_code == 4
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.db"
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE theirs (name TEXT)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(NoWorkspace, match="not one of Arkiv's"):
        open_record(path)

    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.db"
    path.write_bytes(b"This is not a database at all. " * 300)

    with pytest.raises(Damaged, match="arkiv restore"):
        open_record(path)


def test_a_torn_record_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.db"
    record = open_record(path)
    for number in range(250):
        record.documents.file(arrival(f"{number}.pdf"), "kari")
    record.close()
    content = bytearray(path.read_bytes())
    rows_begin = len(content) // 8192 * 4096  # the schema lies in the first half
    for offset in range(rows_begin, len(content), 4096):
        content[offset : offset + 200] = b"\xff" * 200
    path.write_bytes(content)

    record = open_record(path)
    damages = record.damages()
    record.close()

    assert damages
    assert {damage.what for damage in damages} == {"integrity"}


def test_a_row_without_its_parent_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.db"
    record = open_record(path)
    connection = apsw.Connection(str(path))
    connection.execute("INSERT INTO tag (contract, name) VALUES (77, 'lost')")
    connection.close()

    [damage] = record.damages()
    record.close()

    assert (damage.what, damage.subject) == ("foreign_keys", "tag")


def test_a_record_on_a_network_disk_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "is_network", lambda path: True)
    monkeypatch.setattr(connection_module, "file_system", lambda path: "nfs4")

    with pytest.raises(NoWorkspace, match="nfs4"):
        open_record(tmp_path / "arkiv.db")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ("3.6.23", False),
        ("3.7.0", True),
        ("3.40.1", True),
        ("3.44.5", True),
        ("3.44.6", False),
        ("3.45.0", True),
        ("3.50.6", True),
        ("3.50.7", False),
        ("3.51.2", True),
        ("3.51.3", False),
        ("3.53.0", False),
        ("3.54.1", False),
    ],
)
def test_a_sqlite_with_the_wal_reset_bug_is_known(version: str, affected: bool) -> None:
    assert has_wal_reset_bug(version) is affected


def test_a_sqlite_with_the_wal_reset_bug_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.40.1")

    with pytest.raises(ArkivError, match=r"3\.40\.1"):
        open_record(tmp_path / "arkiv.db")


MAKER = """
import sys
from pathlib import Path
from arkiv.store import open_record
open_record(Path(sys.argv[1])).close()
"""


def test_several_processes_may_make_the_record_at_once(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.db"
    processes = [subprocess.Popen([sys.executable, "-c", MAKER, str(path)]) for _ in range(4)]

    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0, 0]
    record = open_record(path)
    assert record.damages() == ()
    record.close()
