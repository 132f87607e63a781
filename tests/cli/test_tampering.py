"""Whatever somebody alters in an archive behind Arkiv's back, `arkiv verify` finds and names it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arkiv.bootstrap import open_archive
from arkiv.domain.trail_ports import Damage
from arkiv.workspace import Workspace
from cli.workspaces import Shell

COLUMNS = (
    *("seq", "workspace", "format", "at", "actor", "kind"),
    *("contract", "document", "batch", "content", "digest", "hash"),
)
Copies = Callable[[], Path]
NUMBERS = {"seq", "workspace", "format", "contract"}
NOT_NULL = {"seq", "workspace", "format", "at", "actor", "kind", "digest", "hash"}

on_a_copy = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@contextmanager
def altered(root: Path) -> Iterator[apsw.Connection]:
    """Somebody with the file and a SQLite shell, who drops the triggers first."""
    connection = apsw.Connection(str(root / "archive" / "arkiv.db"))
    for (trigger,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    try:
        yield connection
    finally:
        connection.close()


def last_event(connection: apsw.Connection) -> int:
    return int(str(connection.execute("SELECT max(seq) FROM event").get))


def damages(root: Path) -> tuple[Damage, ...]:
    with open_archive(Workspace(root)) as archive:
        return archive.keeping.verify(None, lambda _done, _total: None).damages


@pytest.fixture(scope="module")
def sound(filed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with some history; not to be written to."""
    root = shutil.copytree(filed, tmp_path_factory.mktemp("sound") / "w")
    with open_archive(Workspace(root), actor="kari") as archive:
        archive.reviewing.tag([*archive.index.ids()], "rent")
        archive.noting.write(min(archive.index.ids()), "Ask the landlord.")
    with open_archive(Workspace(root)) as archive:
        archive.indexing.catch_up()
    return root


@pytest.fixture
def copies(sound: Path, tmp_path: Path) -> Copies:
    """Makes a fresh copy at each call; only the last one is kept."""

    def copy() -> Path:
        root = tmp_path / "w"
        shutil.rmtree(root, ignore_errors=True)
        return shutil.copytree(sound, root)

    return copy


def test_a_sound_archive_has_no_damages_and_remembers_its_head(sound: Path) -> None:
    assert damages(sound) == ()
    [head] = (sound / "archive" / "heads").iterdir()
    with open_archive(Workspace(sound)) as archive:
        seq, digest = archive.record.events.head()
    assert head.read_text() == f"{seq}:{digest}\n"


@on_a_copy
@given(data=st.data())
def test_a_changed_byte_in_an_original_is_found_and_named(
    copies: Copies, data: st.DataObject
) -> None:
    root = copies()
    originals = sorted((root / "archive").glob("[0-9a-f][0-9a-f]/*"))
    original = data.draw(st.sampled_from(originals))
    content = bytearray(original.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    original.chmod(0o644)
    original.write_bytes(content)

    assert [(d.what, d.subject) for d in damages(root)] == [("original_altered", original.stem)]


@on_a_copy
@given(data=st.data())
def test_any_changed_field_of_any_event_is_found_and_named(
    copies: Copies, data: st.DataObject
) -> None:
    root = copies()
    with altered(root) as connection:
        rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM event ORDER BY seq").fetchall()
        row = data.draw(st.sampled_from(rows))
        column = data.draw(st.sampled_from(COLUMNS))
        was = row[COLUMNS.index(column)]
        values: st.SearchStrategy[Any] = (
            st.integers(-(2**63), 2**63 - 1) if column in NUMBERS else st.text()
        )
        if column not in NOT_NULL:
            values |= st.none()
        value = data.draw(values.filter(lambda new: new != was))
        if column == "seq" and any(value == other[0] for other in rows):
            return
        connection.execute(f"UPDATE event SET {column} = ? WHERE seq = ?", (value, row[0]))

    named = [d.subject for d in damages(root) if d.what == "chain_broken"]

    assert f"event {row[0]}" in named or (column == "seq" and named)


@pytest.mark.parametrize("column", [c for c in COLUMNS if c not in NUMBERS])
def test_bytes_that_are_no_text_are_found_and_named(copies: Copies, column: str) -> None:
    root = copies()
    with altered(root) as connection:
        connection.execute(f"UPDATE event SET {column} = CAST(x'61ff62' AS TEXT) WHERE seq = 3")

    assert "event 3" in [d.subject for d in damages(root)]


@on_a_copy
@given(data=st.data())
def test_any_removed_event_is_found(copies: Copies, data: st.DataObject) -> None:
    root = copies()
    with altered(root) as connection:
        last = last_event(connection)
        first = data.draw(st.integers(1, last))
        until = data.draw(st.integers(first, min(last, first + 2)))
        connection.execute("DELETE FROM event WHERE seq BETWEEN ? AND ?", (first, until))

    found = damages(root)

    if until < last:
        assert f"event {first}" in [d.subject for d in found]
    else:
        assert "head_not_on_chain" in [d.what for d in found]


@on_a_copy
@given(data=st.data())
def test_any_two_swapped_events_are_found_and_named(copies: Copies, data: st.DataObject) -> None:
    root = copies()
    with altered(root) as connection:
        last = last_event(connection)
        one = data.draw(st.integers(1, last - 1))
        other = data.draw(st.integers(one + 1, last))
        for was, then in ((one, last + 1), (other, one), (last + 1, other)):
            connection.execute("UPDATE event SET seq = ? WHERE seq = ?", (then, was))

    assert {f"event {one}", f"event {other}"} <= {d.subject for d in damages(root)}


def test_a_cut_tail_is_told_by_the_command_with_the_file_that_remembers(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = shutil.copytree(sound, tmp_path / "w")
    with altered(root) as connection:
        connection.execute("DELETE FROM event WHERE seq > 8")
        connection.execute("DELETE FROM tag")
        connection.execute("DELETE FROM note")
        connection.execute(
            "UPDATE contract SET seq ="
            " (SELECT max(seq) FROM event WHERE event.contract = contract.id)"
        )
    [head] = (root / "archive" / "heads").iterdir()

    report = Shell(root, capsys).json("verify", code=3)

    assert [(d["what"], d["subject"]) for d in report["damages"]] == [
        ("head_not_on_chain", f"{head.name} {head.read_text().strip()}")
    ]


def test_a_missing_original_is_named(copies: Copies) -> None:
    root = copies()
    original = next((root / "archive").glob("[0-9a-f][0-9a-f]/*"))
    original.unlink()

    assert [(d.what, d.subject) for d in damages(root)] == [("original_missing", original.stem)]
