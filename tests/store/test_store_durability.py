"""What was acknowledged survives kills, full disks and other writers."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.errors import Busy
from arkiv.store import SqliteRecord, open_record
from arkiv.store import connection as connection_module
from fakes.arrivals import arrival, digest, extraction, finding, reading

KILL_ROUNDS = 5

WRITER = """
import sys, uuid
from pathlib import Path
from arkiv.store import open_record
record = open_record(Path(sys.argv[1]))
while True:
    name = str(uuid.uuid4())
    record.notes.add(name, 1, "text of " + name, "kari")
    print(name, flush=True)
"""

TAGGER = """
import sys
from pathlib import Path
from arkiv.store import open_record
record = open_record(Path(sys.argv[1]))
for number in range(40):
    record.tags.add([1], f"{sys.argv[2]}-{number}", "kari")
record.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record with one contract."""
    path = tmp_path / "arkiv.db"
    record = open_record(path)
    record.documents.file(arrival(), "kari")
    record.close()
    return path


@pytest.fixture
def record(path: Path) -> Iterator[SqliteRecord]:
    opened = open_record(path)
    yield opened
    opened.close()


def assert_sound(record: SqliteRecord) -> None:
    assert record.damages() == ()
    assert record.events.broken() == ()


def test_acknowledged_notes_survive_kill_9(path: Path) -> None:
    acknowledged: list[str] = []
    for _round in range(KILL_ROUNDS):
        acknowledged += _write_until_killed(path)

    record = open_record(path)
    notes = {note.id: note.text for note in record.notes.of_contract(ContractId(1))}
    assert_sound(record)
    record.close()
    assert len(acknowledged) >= KILL_ROUNDS
    assert all(notes.get(name) == f"text of {name}" for name in acknowledged)


def _write_until_killed(path: Path) -> list[str]:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(random.uniform(0.0, 0.2))
    writer.send_signal(signal.SIGKILL)
    rest, _errors = writer.communicate(timeout=30)
    lines = (first + rest).decode().splitlines(keepends=True)
    return [line.strip() for line in lines if line.endswith("\n")]


def test_three_writing_processes_lose_nothing(path: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", TAGGER, str(path), f"w{number}"])
        for number in range(3)
    ]

    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    record = open_record(path)
    assert len(record.tags.counts()) == 120
    assert record.events.last_seq() == 121
    assert_sound(record)
    record.close()


def test_a_writer_that_never_lets_go_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "BUSY_SECONDS", 0.2)
    record = open_record(path)
    other = apsw.Connection(str(path))
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(Busy) as busy:
        record.tags.add([ContractId(1)], "risk", "kari")

    assert busy.value.exit_code == 5
    assert [summary.id for summary in record.contracts.summaries()] == [1]
    other.execute("ROLLBACK")
    assert record.tags.add([ContractId(1)], "risk", "kari") == 1
    other.close()
    record.close()


def test_a_full_database_raises_enospc_and_goes_on_when_there_is_room(
    record: SqliteRecord,
) -> None:
    with record._connections.preparing() as writer:
        pages = writer.execute("PRAGMA page_count").get
        writer.execute(f"PRAGMA max_page_count={pages + 4}")
    long = Reading((Page(1, "x" * 200_000),), page_count=1)

    with pytest.raises(OSError, match="space") as full:
        record.documents.save_reading(digest("lease.pdf"), long, extraction(), "arkiv")

    assert full.value.errno == errno.ENOSPC
    assert record.contracts.texts(ContractId(1)) == ()
    with record._connections.preparing() as writer:
        writer.execute("PRAGMA max_page_count=1000000")
    record.documents.save_reading(digest("lease.pdf"), long, extraction(), "arkiv")
    assert record.contracts.texts(ContractId(1))[0].pages == long.pages
    assert_sound(record)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("no tmpfs may be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_loses_nothing_that_was_acknowledged(small_disk: Path) -> None:
    record = open_record(small_disk / "arkiv.db")
    record.documents.file(arrival(), "kari")
    written = 0

    def write_on() -> None:
        nonlocal written
        while True:
            record.notes.add(f"n{written}", ContractId(1), "x" * 5000, "kari")
            written += 1

    with pytest.raises(OSError, match="space") as full:
        write_on()

    assert full.value.errno == errno.ENOSPC
    assert len(record.notes.of_contract(ContractId(1))) == written > 0
    record.close()
    reopened = open_record(small_disk / "arkiv.db")
    assert len(reopened.notes.of_contract(ContractId(1))) == written
    assert_sound(reopened)
    reopened.close()


def test_a_write_that_raises_leaves_nothing_behind(record: SqliteRecord) -> None:
    def interrupted() -> None:
        with record._connections.writing() as connection:
            connection.execute("UPDATE contract SET folder = 'half'")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    summary = record.contracts.summary(ContractId(1))
    assert summary is not None and summary.folder == ""
    assert record.tags.add([ContractId(1)], "risk", "kari") == 1


def test_a_copy_made_while_others_write_is_a_whole_record(
    record: SqliteRecord, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            record.tags.add([ContractId(1)], f"tag{number}", "kari")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(3):
        record.copy_to(tmp_path / f"copy{number}.db")
    stop.set()
    writer.join()

    assert sorted(file.name for file in tmp_path.glob("copy*")) == [
        "copy0.db",
        "copy1.db",
        "copy2.db",
    ]
    for number in range(3):
        copy = open_record(tmp_path / f"copy{number}.db")
        assert_sound(copy)
        assert len(copy.tags.counts()) == copy.events.last_seq() - 1
        copy.close()


def test_a_copy_never_overwrites(record: SqliteRecord, tmp_path: Path) -> None:
    taken = tmp_path / "taken.db"
    taken.write_text("mine")

    with pytest.raises(FileExistsError):
        record.copy_to(taken)

    assert taken.read_text() == "mine"


def test_a_reader_half_way_through_does_not_hold_the_log(record: SqliteRecord) -> None:
    for number in range(60):
        record.documents.file(arrival(f"{number}.pdf"), "kari")
    summaries, entries = record.contracts.summaries(), record.contracts.entries()
    next(summaries)
    next(entries)

    with record._connections.preparing() as writer:
        busy, _in_log, _moved = writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").get

    assert busy == 0


def test_another_process_sees_a_change_by_the_newest_number(path: Path) -> None:
    ours, theirs = open_record(path), open_record(path)
    before = ours.events.last_seq()

    theirs.tags.add([ContractId(1)], "risk", "kari")

    assert ours.events.last_seq() > before
    ours.close()
    theirs.close()


def test_halves_of_characters_stop_nothing(record: SqliteRecord) -> None:
    said = extraction(finding(Field.TITLE, "Leie\udcf8avtale"))
    record.documents.save_reading(
        digest("lease.pdf"), reading("a\ud83dz", "nul \x00 inside"), said, "arkiv"
    )
    record.notes.add("n1", ContractId(1), "sp\udcf8r Ola", "k\udce5re")
    record.tags.add([ContractId(1)], "r\udce5d", "k\udce5re")

    [summary] = record.contracts.summaries()
    assert (summary.title, summary.tags) == ("Leie\ufffdavtale", ("r\ufffdd",))
    assert record.notes.of_contract(ContractId(1))[0].text == "sp\ufffdr Ola"
    assert record.events.broken() == ()
    pages = record.contracts.texts(ContractId(1))[0].pages
    assert [page.text for page in pages] == ["a\ufffdz", "nul \x00 inside"]


def test_a_closed_record_says_so(path: Path) -> None:
    record = open_record(path)
    record.close()
    record.close()

    with pytest.raises(RuntimeError, match="closed"):
        record.events.last_seq()


def test_no_files_are_left_beside_a_closed_record(path: Path) -> None:
    open_record(path).close()

    assert os.listdir(path.parent) == ["arkiv.db"]
