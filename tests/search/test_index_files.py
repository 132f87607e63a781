"""What the index survives on the disk: kills, damage, other processes, a rebuild while reading."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from whoosh.query import Phrase, Prefix, Query, Term

from arkiv.domain.contracts import IndexEntry
from arkiv.domain.query import parse
from arkiv.domain.searching import SearchRequest
from arkiv.errors import IndexUnusable
from arkiv.search.engine import WhooshIndex
from arkiv.search.schema import FileIndex, FileStorage
from arkiv.search.storage import Generations
from fakes.library import TODAY, Library

FEEDER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from fakes.library import Library
from arkiv.search.engine import WhooshIndex

library = Library()
index = WhooshIndex(Path(sys.argv[1]), library)
print("ready", flush=True)
first, last = map(int, sys.argv[2].split("-"))
for number in range(first, last):
    for _ in range(number - library.seq):
        library.put(number, f"rent word{number}")
    while not index.feed(library.entries(index.mark()), library.seq, 5.0):
        pass
    print(number, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def library() -> Library:
    library = Library()
    for number in range(1, 6):
        library.put(number, f"rent word{number}")
    return library


def total(index: WhooshIndex, text: str) -> int:
    return index.search(SearchRequest(parse(text, TODAY), TODAY)).total


def feeder(folder: Path, numbers: str) -> subprocess.Popen[str]:
    tests = str(Path(__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-c", FEEDER, str(folder), numbers, tests],
        stdout=subprocess.PIPE,
        text=True,
    )


def newest(folder: Path, pattern: str) -> Path:
    return max(folder.glob(f"gen-*/{pattern}"), key=lambda path: path.stat().st_mtime)


def test_the_folder_is_for_its_owner_alone(folder: Path, library: Library) -> None:
    WhooshIndex(folder, library).feed(library.entries(), library.seq)

    for path in (folder, *folder.glob("gen-*")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_another_process_of_the_index_sees_the_next_commit(folder: Path, library: Library) -> None:
    writer, reader = WhooshIndex(folder, library), WhooshIndex(folder, library)
    assert total(reader, "rent") == 0

    writer.feed(library.entries(), library.seq)
    assert total(reader, "rent") == 5

    library.put(6, "rent")
    writer.feed(library.entries(writer.mark()), library.seq)
    assert total(reader, "rent") == 6
    assert reader.mark() == library.seq


@pytest.mark.parametrize("pattern", ["*.toc", "*.trm", "*.pst"])
@pytest.mark.parametrize("length", [0, 60])
def test_a_truncated_file_means_unusable_and_a_rebuild_heals(
    folder: Path, library: Library, pattern: str, length: int
) -> None:
    WhooshIndex(folder, library).feed(library.entries(), library.seq)
    os.truncate(newest(folder, pattern), length)
    if pattern == "*.trm":  # read only where the words are not beside it
        newest(folder, "*.words").unlink()
    index = WhooshIndex(folder, library)

    with pytest.raises(IndexUnusable):
        total(index, "rent OR word*")

    index.rebuild(library.entries(), library.seq)
    assert total(index, "rent") == 5
    assert index.mark() == library.seq


@pytest.mark.parametrize("pattern", ["*.words", "*.contracts"])
@pytest.mark.parametrize("length", [None, 0, 9, 60])
def test_a_missing_or_cut_sidecar_is_made_up_for_from_the_segment(
    folder: Path, library: Library, pattern: str, length: int | None
) -> None:
    WhooshIndex(folder, library).feed(library.entries(), library.seq)
    sidecar = newest(folder, pattern)
    if length is None:
        sidecar.unlink()
    else:
        os.truncate(sidecar, length)
    index = WhooshIndex(folder, library)

    assert total(index, "rent") == 5
    assert total(index, "word*") == 5
    assert total(index, "word3") == 1
    assert index.ids() == {1, 2, 3, 4, 5}


def test_an_unusable_index_has_mark_0_and_refuses_to_be_fed(folder: Path, library: Library) -> None:
    index = WhooshIndex(folder, library)
    index.feed(library.entries(), library.seq)
    os.truncate(newest(folder, "*.toc"), 0)

    assert index.mark() == 0
    with pytest.raises(IndexUnusable):
        index.feed(library.entries(), library.seq + 1)


@pytest.mark.parametrize("named", ["gen-9", "../elsewhere", "", "\0"])
def test_a_current_generation_that_is_not_there_means_unusable(
    folder: Path, library: Library, named: str
) -> None:
    index = WhooshIndex(folder, library)
    index.feed(library.entries(), library.seq)
    (folder / "CURRENT").write_text(named)

    with pytest.raises(IndexUnusable):
        total(index, "rent")
    index.rebuild(library.entries(), library.seq)
    assert total(index, "rent") == 5


def test_an_index_removed_meanwhile_is_not_fed_with_a_part(folder: Path, library: Library) -> None:
    index = WhooshIndex(folder, library)
    index.feed(library.entries(), library.seq)
    library.put(6, "rent")
    since = index.mark()
    (folder / "CURRENT").unlink()

    assert not index.feed(library.entries(since), library.seq)
    assert index.mark() == 0
    assert index.feed(library.entries(0), library.seq)
    assert total(index, "rent") == 6


def test_an_index_put_back_meanwhile_is_not_fed_with_a_gap(folder: Path, library: Library) -> None:
    index, other = WhooshIndex(folder, library), WhooshIndex(folder, library)
    index.feed(library.entries(), library.seq)
    assert index.mark() == 5
    other.rebuild([entry for entry in library.entries() if entry.seq <= 3], 3)
    library.put(6, "rent")

    assert not index.feed(library.entries(5), library.seq)
    assert index.feed(library.entries(index.mark()), library.seq)
    assert total(index, "rent") == 6


def test_a_rebuild_keeps_one_old_generation_and_removes_what_killed_builds_left(
    folder: Path, library: Library
) -> None:
    index = WhooshIndex(folder, library)
    index.feed(library.entries(), library.seq)
    (folder / "gen-7").mkdir()
    (folder / "gen-7" / "MAIN_x.pst").write_bytes(b"half")

    index.rebuild(library.entries(), library.seq)
    index.rebuild(library.entries(), library.seq)

    assert len(list(folder.glob("gen-*"))) == 2
    assert {path.name for path in folder.iterdir() if path.name[:4] != "gen-"} == {"CURRENT"}


def test_a_rebuild_that_fails_leaves_the_old_index(folder: Path, library: Library) -> None:
    index = WhooshIndex(folder, library)
    index.feed(library.entries(), library.seq)

    def broken() -> Iterator[IndexEntry]:
        yield next(library.entries())
        raise OSError("the record went away")

    with pytest.raises(OSError, match="went away"):
        index.rebuild(broken(), 9)

    assert index.mark() == library.seq
    assert total(index, "rent") == 5
    assert len(list(folder.glob("gen-*"))) == 1


def test_a_feed_that_fails_lets_the_lock_go(folder: Path, library: Library) -> None:
    index = WhooshIndex(folder, library)
    index.feed(library.entries(), library.seq)
    library.put(6, "rent")

    def broken() -> Iterator[IndexEntry]:
        yield next(library.entries(5))
        raise OSError("the record went away")

    with pytest.raises(OSError, match="went away"):
        index.feed(broken(), library.seq)

    assert index.feed(library.entries(index.mark()), library.seq, timeout_seconds=0.0)
    assert total(index, "rent") == 6


def test_searches_go_on_while_the_index_is_rebuilt(folder: Path, library: Library) -> None:
    index, reader = WhooshIndex(folder, library), WhooshIndex(folder, library)
    index.feed(library.entries(), library.seq)
    seen: list[int] = []

    def read() -> None:
        while not done.is_set():
            seen.append(total(reader, "rent"))

    done = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        for _round in range(8):
            index.rebuild(library.entries(), library.seq)
        done.set()
        reading.result()

    assert seen
    assert set(seen) == {5}


def test_a_held_lock_makes_a_feed_wait_and_then_say_no(folder: Path, library: Library) -> None:
    index = WhooshIndex(folder, library)
    index.feed(library.entries(), library.seq)
    library.put(6, "rent")
    current = Generations(folder).current()
    assert current is not None
    writer = FileIndex(FileStorage(str(current))).writer()
    started = time.monotonic()
    refused = index.feed(library.entries(5), library.seq, timeout_seconds=0.3)
    waited = time.monotonic() - started
    writer.cancel()

    assert not refused
    assert waited >= 0.3
    assert index.mark() == 5
    assert index.feed(library.entries(5), library.seq)


def test_two_writing_processes_lose_nothing(folder: Path) -> None:
    first, second = feeder(folder, "1-13"), feeder(folder, "1-13")
    assert first.wait(60) == 0
    assert second.wait(60) == 0

    index = WhooshIndex(folder, Library())
    assert index.ids() == set(range(1, 13))
    assert index.mark() == 12


def test_kill_9_at_any_moment_leaves_mark_and_contracts_in_step(folder: Path) -> None:
    chance = random.Random(7)
    for _round in range(5):
        index = WhooshIndex(folder, Library())
        held = index.mark()
        process = feeder(folder, f"{held + 1}-{held + 200}")
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.05, 0.4))
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        process.stdout.close()

        mark = index.mark()
        assert mark >= held
        assert max(index.ids(), default=0) == mark


def test_many_small_commits_are_folded(folder: Path, library: Library) -> None:
    index = WhooshIndex(folder, library)
    for number in range(1, 70):
        library.put(number, f"rent word{number}")
        assert index.feed(library.entries(index.mark()), library.seq)

    assert len(list(folder.glob("gen-*/*.trm"))) < 40
    assert total(index, "rent") == 69
    assert total(index, "word3") == 1
    assert len(index.ids()) == 69


def test_tidying_leaves_few_segments_and_every_contract(folder: Path, library: Library) -> None:
    index, reader = WhooshIndex(folder, library), WhooshIndex(folder, library)
    assert not index.tidy()
    for number in range(1, 21):
        library.put(number, f"rent word{number} over-\nleaf")
        index.feed(library.entries(index.mark()), library.seq)
    library.put(3, "loan")
    index.feed(library.entries(index.mark()), library.seq)
    mark = index.mark()
    queries = ("rent", "word*", '"word5 over"', '"overleaf"')
    before = [total(reader, text) for text in queries]

    assert index.tidy()

    assert len(list(folder.glob("gen-*/*.trm"))) < 4
    assert index.mark() == mark
    assert not index.tidy()
    assert [total(reader, text) for text in queries] == before == [19, 19, 1, 19]
    assert index.ids() == set(range(1, 21))


def test_tidying_gives_way_to_somebody_who_writes(folder: Path, library: Library) -> None:
    index = WhooshIndex(folder, library)
    for number in range(1, 12):
        library.put(number, "rent")
        index.feed(library.entries(index.mark()), library.seq)
    current = Generations(folder).current()
    assert current is not None
    writer = FileIndex(FileStorage(str(current))).writer()

    assert not index.tidy()

    writer.cancel()
    assert index.tidy()


def test_walking_the_public_matcher_reads_the_same_postings(folder: Path, library: Library) -> None:
    index = WhooshIndex(folder, library)
    library.put(6, "over-\nleaf rent " + "word " * 300, "leaf word6 rent")
    index.feed(library.entries(), library.seq)
    library.put(2, "loan word2 rent rent")
    index.feed(library.entries(index.mark()), library.seq)
    queries = (
        "rent",
        "word*",
        '"word2 rent"',
        "loan OR word3",
        "-rent",
        '"over leaf"',
        '"word le*"',
    )
    quick = [index.search(SearchRequest(parse(q, TODAY), TODAY)) for q in queries]

    for words in folder.glob("gen-*/*.words"):
        words.unlink()
    walked = WhooshIndex(folder, library)

    assert [walked.search(SearchRequest(parse(q, TODAY), TODAY)) for q in queries] == quick


def test_whoosh_itself_reads_the_files(folder: Path, library: Library) -> None:
    library.put(6, "rent " * 300 + "word6", "over-\nleaf " + "filler " * 70_000 + "last page")
    WhooshIndex(folder, library).feed(library.entries(), library.seq)
    current = Generations(folder).current()
    assert current is not None

    with FileIndex(FileStorage(str(current))).searcher() as searcher:

        def found(query: Query) -> list[int]:
            return sorted(hit["id"][0] for hit in searcher.search(query, limit=None))

        assert found(Term("text", "rent")) == [1, 2, 3, 4, 5, 6]
        assert found(Prefix("text", "word")) == [1, 2, 3, 4, 5, 6]
        assert found(Phrase("text", ["rent", "word3"], slop=4)) == [3]
        assert found(Phrase("text", ["last", "page"], slop=4)) == [6]
        rent = searcher.postings("text", "rent")
        rent.skip_to(5)
        assert rent.weight() == 300
        assert rent.value_as("positions") == list(range(0, 1200, 4))


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "**",
        "a*",
        " ".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyzabcdef"),
        "w" * 500,
        "(" * 16 + "rent" + ")" * 16,
        '"' + "rent " * 90 + '"',
        "-" * 500,
        "\0\ud800 rent",
        "[a TO]",
        "~9 ^^ \\",
    ],
)
def test_hostile_queries_end_soon(folder: Path, library: Library, text: str) -> None:
    index = WhooshIndex(folder, library)
    library.put(6, " ".join(f"{chr(97 + n % 26)}{n}" for n in range(5000)))
    index.feed(library.entries(), library.seq)

    started = time.process_time()
    total(index, text)

    assert time.process_time() - started < 5


def test_what_was_there_before_is_forgotten_also_from_under_who_writes_it(
    folder: Path, library: Library
) -> None:
    index = WhooshIndex(folder, library)
    index.feed(library.entries(), library.seq)
    earlier = Generations(folder).current()
    assert earlier is not None
    ended = threading.Event()

    def go_on_writing() -> None:
        with contextlib.suppress(FileNotFoundError):
            for number in range(1_000_000):
                (earlier / f"rent{number % 50}").write_text("rent")
        ended.set()

    writer = threading.Thread(target=go_on_writing)
    writer.start()
    library.put(6, "rent")

    index.rebuild(library.entries(), library.seq)
    index.forget_earlier()

    assert [path.name for path in folder.glob("gen-*")] == ["gen-2"]
    assert ended.wait(10)
    writer.join()
    assert total(index, "rent") == 6
    index.forget_earlier()
    assert total(WhooshIndex(folder, library), "rent") == 6
