"""The event table: everything that programs do in a watched folder, through the real watcher."""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from arkiv.errors import Busy
from arkiv.intake import observer as observing
from arkiv.intake import watch as watching_module
from arkiv.intake.activity import Outcome
from arkiv.intake.locks import watching_pid
from arkiv.intake.pipeline import Pipeline
from arkiv.intake.watch import watch
from fakes.intake_bench import Bench, pdf, wait_for

LEASE = pdf("Leieavtale")
HALF = len(LEASE) // 2


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "outside" / "a.pdf"
    path.parent.mkdir()
    path.write_bytes(LEASE)
    return path


@pytest.fixture(autouse=True)
def rare_sweeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is noticed in these tests is noticed by an event, unless they say otherwise."""
    monkeypatch.setattr(watching_module, "_SWEEP_SECONDS", 30.0)


def _filed(bench: Bench, *names: str) -> None:
    wait_for(lambda: set(names) <= set(bench.documents()) and bench.left() == [])


def _copied(bench: Bench, outside: Path) -> None:
    shutil.copy(outside, bench.inbox / "a.pdf")


def _written_slowly(bench: Bench, outside: Path) -> None:
    with (bench.inbox / "a.pdf").open("wb") as file:
        for at in range(0, len(LEASE), len(LEASE) // 5):
            file.write(LEASE[at : at + len(LEASE) // 5])
            file.flush()
            time.sleep(0.1)


def _scanned_in_three_sittings(bench: Bench, outside: Path) -> None:
    """A scanner opens and closes the file several times."""
    for part in (LEASE[:HALF], LEASE[HALF:-10], LEASE[-10:]):
        with (bench.inbox / "a.pdf").open("ab") as file:
            file.write(part)
        time.sleep(0.1)


def _moved_from_outside(bench: Bench, outside: Path) -> None:
    outside.rename(bench.inbox / "a.pdf")


def _hard_linked(bench: Bench, outside: Path) -> None:
    (bench.inbox / "a.pdf").hardlink_to(outside)


def _downloaded_as_chrome_does(bench: Bench, outside: Path) -> None:
    part = bench.drop("a.pdf.crdownload", LEASE[:HALF])
    time.sleep(0.3)
    part.write_bytes(LEASE)
    part.rename(bench.inbox / "a.pdf")


def _downloaded_as_firefox_does(bench: Bench, outside: Path) -> None:
    bench.drop("a.pdf", b"")
    part = bench.drop("x.part", LEASE[:HALF])
    time.sleep(0.3)
    part.write_bytes(LEASE)
    part.rename(bench.inbox / "a.pdf")


def _synchronised_as_rsync_does(bench: Bench, outside: Path) -> None:
    hidden = bench.drop(".a.pdf.Xy12z", LEASE)
    time.sleep(0.3)
    hidden.rename(bench.inbox / "a.pdf")


def _grown_in_place(bench: Bench, outside: Path) -> None:
    path = bench.drop("a.pdf", LEASE[:HALF])
    time.sleep(0.3)
    with path.open("r+b") as file:
        file.seek(HALF)
        file.write(LEASE[HALF:])


def _mapped_and_written_after_close(bench: Bench, outside: Path) -> None:
    """Size and times are final long before the bytes are; only the lease tells."""
    with (bench.inbox / "a.pdf").open("w+b") as file:
        file.truncate(len(LEASE))
        mapped = mmap.mmap(file.fileno(), len(LEASE))
    time.sleep(0.5)
    mapped[:] = LEASE
    mapped.close()


def _copied_as_a_tree(bench: Bench, outside: Path) -> None:
    shutil.copytree(outside.parent, bench.inbox / "deals" / "2026")


def _moved_as_a_tree(bench: Bench, outside: Path) -> None:
    outside.parent.rename(bench.inbox / "deals")


@pytest.mark.parametrize(
    "arrive",
    [
        _copied,
        _written_slowly,
        _scanned_in_three_sittings,
        _moved_from_outside,
        _hard_linked,
        _downloaded_as_chrome_does,
        _downloaded_as_firefox_does,
        _synchronised_as_rsync_does,
        _grown_in_place,
        _mapped_and_written_after_close,
        _copied_as_a_tree,
        _moved_as_a_tree,
    ],
    ids=lambda way: way.__name__.strip("_").replace("_", " "),
)
def test_a_file_arrives_whole_and_once(
    bench: Bench, outside: Path, arrive: Callable[[Bench, Path], None]
) -> None:
    with bench.watching():
        arrive(bench, outside)
        wait_for(lambda: bench.outcomes(Outcome.READ) == ["a.pdf"])
        wait_for(lambda: bench.left() == [])

    assert bench.originals() == {"a.pdf": LEASE}


def test_a_reader_starts_while_a_file_comes_to_rest(bench: Bench) -> None:
    bench.drop("a.pdf", LEASE)

    with bench.watching():
        _filed(bench, "a.pdf")

    assert bench.readers.warmed_up > 0


def test_what_lay_there_before_the_watch_is_filed(bench: Bench) -> None:
    bench.drop("old/a.pdf", LEASE)

    with bench.watching():
        _filed(bench, "a.pdf")


def test_links_and_fifos_are_listed_and_hold_nothing_up(bench: Bench, outside: Path) -> None:
    with bench.watching():
        os.mkfifo(bench.inbox / "pipe.pdf")
        (bench.inbox / "link.pdf").symlink_to(outside)
        (bench.inbox / "tree").symlink_to(outside.parent)
        bench.drop("good.pdf", pdf("good"))
        wait_for(lambda: "good.pdf" in bench.documents())
        wait_for(lambda: len(bench.faults()) == 3)

    assert bench.faults() == {"link.pdf": "symlink", "pipe.pdf": "not_a_file", "tree": "symlink"}
    assert list(bench.documents()) == ["good.pdf"]


def test_many_files_at_once_all_arrive(bench: Bench) -> None:
    with bench.watching():
        for number in range(60):
            bench.drop(f"{number % 7}/{number}.pdf", pdf(f"number {number}"))
        wait_for(lambda: len(bench.documents()) == 60 and bench.left() == [], seconds=20)


def test_an_inbox_removed_and_made_again_is_watched_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching_module, "_SWEEP_SECONDS", 1.0)
    with bench.watching():
        shutil.rmtree(bench.inbox)
        time.sleep(0.2)
        bench.inbox.mkdir(exist_ok=True)
        bench.drop("a.pdf", LEASE)
        _filed(bench, "a.pdf")
        monkeypatch.setattr(watching_module, "_SWEEP_SECONDS", 30.0)
        time.sleep(1.5)
        bench.drop("b.pdf", pdf("by event"))
        _filed(bench, "b.pdf")


def test_a_missing_inbox_is_made(bench: Bench) -> None:
    with bench.watching():
        wait_for(bench.inbox.is_dir)


def test_events_that_never_come_are_found_out_at_the_start(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching_module, "_SWEEP_SECONDS", 0.3)
    monkeypatch.setattr("arkiv.intake.noticing._PROBE_SECONDS", 0.2)

    with bench.watching(observe=lambda _inbox, _noticed: _Deaf()):
        bench.drop("a.pdf", LEASE)
        _filed(bench, "a.pdf")

    assert bench.outcomes(Outcome.WATCHING) == ["polling: this disk reports no changes"]
    last = bench.record.watchers.last()
    assert last is not None and last.mode.startswith("polling")


def test_a_refused_observer_leaves_the_sweep(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching_module, "_SWEEP_SECONDS", 0.3)

    def refused(_inbox: Path, _noticed: Callable[[], None]) -> _Deaf:
        raise OSError(24, "inotify instance limit reached")

    with bench.watching(observe=refused):
        bench.drop("a.pdf", LEASE)
        _filed(bench, "a.pdf")

    assert bench.outcomes(Outcome.WATCHING) == ["polling: inotify instance limit reached"]


class _Deaf:
    def __init__(self, sound: bool = True) -> None:
        self.sound = sound

    def is_sound(self) -> bool:
        return self.sound

    def stop(self) -> None: ...


def test_an_observer_that_has_died_is_replaced(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching_module, "_SWEEP_SECONDS", 0.5)
    made: list[object] = []

    def dying(inbox: Path, noticed: Callable[[], None]) -> object:
        if made:
            made.append("real")
            return observing.observe(inbox, noticed)
        made.append("dead")
        noticed()
        threading.Timer(0.05, noticed).start()
        return _Deaf(sound=False)

    monkeypatch.setattr("arkiv.intake.noticing._REBUILD_SECONDS", 0.1)
    with bench.watching(observe=dying):
        wait_for(lambda: "real" in made)
        bench.drop("a.pdf", LEASE)
        _filed(bench, "a.pdf")


def test_a_handler_that_raises_kills_watchdog_and_not_the_watch(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching_module, "_SWEEP_SECONDS", 0.5)
    monkeypatch.setattr(threading, "excepthook", lambda _args: None)
    dispatch = observing._Flag.dispatch
    raised: list[object] = []

    def fragile(flag: object, event: object) -> None:
        if "boom" in str(event) and not raised:
            raised.append(event)
            raise RuntimeError("in watchdog's thread")
        dispatch(flag, event)  # type: ignore[arg-type]

    monkeypatch.setattr(observing._Flag, "dispatch", fragile)
    monkeypatch.setattr("arkiv.intake.noticing._REBUILD_SECONDS", 0.1)
    with bench.watching():
        bench.drop("boom.pdf", LEASE)
        wait_for(lambda: raised)
        _filed(bench, "boom.pdf")
        bench.drop("after.pdf", pdf("after"))
        _filed(bench, "after.pdf")


def test_our_own_looks_do_not_wake_us(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[float] = []
    one_pass = Pipeline.one_pass

    def counted(*args: object) -> object:
        passes.append(time.monotonic())
        return one_pass(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(Pipeline, "one_pass", counted)
    bench.drop("note.txt", b"hello")
    with bench.watching():
        wait_for(lambda: bench.faults())
        time.sleep(0.5)
        before = len(passes)
        time.sleep(1.0)

    assert len(passes) - before <= 1


def test_a_second_watcher_is_told_the_first_one_s_pid(bench: Bench) -> None:
    assert watching_pid(bench.workspace.archive) is None
    with bench.watching():
        assert watching_pid(bench.workspace.archive) == os.getpid()
        with pytest.raises(Busy, match=str(os.getpid())):
            watch(bench.around, threading.Event(), lambda _activity: None)

    assert watching_pid(bench.workspace.archive) is None


def test_an_inbox_on_a_network_disk_is_polled_with_a_longer_wait(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching_module, "_SWEEP_SECONDS", 0.1)
    bench.around = replace(bench.around, on_network=lambda: True)
    with bench.watching():
        dropped = time.monotonic()
        bench.drop("a.pdf", LEASE)
        _filed(bench, "a.pdf")

    assert time.monotonic() - dropped >= bench.around.pace.unleased
    assert bench.outcomes(Outcome.WATCHING) == ["polling: the inbox is on a network disk"]


def test_the_heartbeat_names_the_watcher_and_how_it_notices(bench: Bench) -> None:
    with bench.watching():
        wait_for(lambda: bench.record.watchers.last())

    beat = bench.record.watchers.last()
    assert beat is not None
    assert (beat.process.pid, beat.mode) == (os.getpid(), "events")


def test_a_stop_is_heeded_at_once_and_what_was_being_read_is_given_back(bench: Bench) -> None:
    bench.readers.answer = lambda _job: None
    with bench.watching() as thread:
        bench.drop("a.pdf", LEASE)
        wait_for(lambda: bench.readers.jobs)
        asked = time.monotonic()
    assert not thread.is_alive()

    assert time.monotonic() - asked < 2
    assert bench.readers.closed
    assert [one.name for one in bench.record.documents.unread(bench.around.now())] == ["a.pdf"]


def test_the_index_follows_and_its_trouble_is_not_ours(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("arkiv.intake.following._AGAIN_SECONDS", 0.1)
    answers: list[Exception | bool] = [OSError("gone"), Busy("held"), False]
    calls: list[int] = []

    def catch_up() -> bool:
        calls.append(1)
        answer = answers.pop(0) if answers else True
        if isinstance(answer, Exception):
            raise answer
        return answer

    bench.around = replace(bench.around, catch_up=catch_up)
    with bench.watching():
        bench.drop("a.pdf", LEASE)
        _filed(bench, "a.pdf")
        wait_for(lambda: len(calls) >= 4, seconds=10)


def test_copying_by_the_system_s_cp_arrives(bench: Bench, outside: Path) -> None:
    with bench.watching():
        subprocess.run(["cp", "-rp", str(outside.parent), str(bench.inbox)], check=True)
        _filed(bench, "a.pdf")
