"""The confined workers: what comes back, and what a document may cost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from arkiv.domain.facts import Field
from arkiv.domain.faults import FaultCode
from arkiv.domain.identity import Sha256
from arkiv.intake.pool import Limits, ReaderPool, ReadJob, ReadOutcome
from documents.docx_builder import make_docx
from documents.pdf_builder import encrypt_pdf, make_pdf, pdf_file

Open = Callable[..., ReaderPool]
_STUB = "documents.extractors:extract"
_PATIENCE = 30.0


@pytest.fixture
def open_pool() -> Iterator[Open]:
    with ExitStack() as stack:

        def opened(size: int = 1, extractor: str = _STUB, **limits: float) -> ReaderPool:
            pool = ReaderPool(size, Limits(**limits), extractor)  # type: ignore[arg-type]
            return stack.enter_context(pool)

        yield opened


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    """One worker for the tests that leave it as it was."""
    with ReaderPool(1, extractor=_STUB) as opened:
        yield opened


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    path = tmp_path / "lease.pdf"
    path.write_bytes(make_pdf(["Leieavtale for Kaigata 12, Ålesund", "Side to"], title="Leie"))
    return path


def _job(path: Path, name: str = "", password: str | None = None) -> ReadJob:
    return ReadJob(Sha256(name or path.name), path, path.suffix, name or path.name, password)


def _outcome(pool: ReaderPool, job: ReadJob) -> ReadOutcome:
    pool.submit(job)
    outcome = pool.next_outcome(_PATIENCE)
    assert outcome is not None
    return outcome


def _pid(outcome: ReadOutcome) -> int:
    """The stub extractor warns of its process's number."""
    assert outcome.extraction is not None
    return int(outcome.extraction.warnings[0])


def _is_gone(pid: int) -> bool:
    for _ in range(100):
        stat = Path(f"/proc/{pid}/stat")
        if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] in "ZX":
            return True
        time.sleep(0.05)
    return False


def test_pages_and_findings_come_back_as_they_were(pool: ReaderPool, lease: Path) -> None:
    outcome = _outcome(pool, _job(lease))

    assert outcome.fault is None and not outcome.died
    assert outcome.reading is not None and outcome.extraction is not None
    assert [page.text for page in outcome.reading.pages] == [
        "Leieavtale for Kaigata 12, Ålesund",
        "Side to",
    ]
    assert outcome.reading.title == "Leie" and outcome.reading.page_count == 2
    finding = outcome.extraction.findings[0]
    assert finding.field is Field.TITLE and finding.value == "Leieavtale"
    assert finding.sources[0].clause == "7.1" and finding.operation == "as it stands"


def test_the_real_rules_run_in_the_worker(open_pool: Open, tmp_path: Path) -> None:
    path = tmp_path / "lease.docx"
    sentence = "Denne leieavtalen er inngått mellom partene og gjelder i tre år fra overtakelse."
    path.write_bytes(make_docx(["Leieavtale", *[sentence] * 5]))

    outcome = _outcome(open_pool(extractor="arkiv.extract.pipeline:extract"), _job(path))

    assert outcome.extraction is not None
    found = {finding.field: finding.value for finding in outcome.extraction.findings}
    assert found[Field.LANGUAGE] == "nb"


def test_one_worker_reads_many_documents(pool: ReaderPool, lease: Path) -> None:
    pids = {_pid(_outcome(pool, _job(lease, f"n{number}"))) for number in range(5)}

    assert len(pids) == 1


def test_several_workers_answer_every_job_once(open_pool: Open, lease: Path) -> None:
    pool = open_pool(size=2)
    names = [f"n{number}" for number in range(12)]

    for name in names:
        pool.submit(_job(lease, name))
    outcomes = [pool.next_outcome(_PATIENCE) for _ in names]

    assert sorted(o.sha256 for o in outcomes if o is not None) == sorted(names)
    assert pool.pending == 0
    assert pool.next_outcome(0.1) is None


def test_a_worker_makes_room_after_so_many_documents(open_pool: Open, lease: Path) -> None:
    pool = open_pool(documents=2)

    pids = [_pid(_outcome(pool, _job(lease, f"n{number}"))) for number in range(4)]

    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_a_warmed_up_pool_has_one_worker_before_the_first_document(
    open_pool: Open, lease: Path
) -> None:
    pool = open_pool(size=2)
    pool.warm_up()
    pool.warm_up()
    assert pool.next_outcome(0) is None
    until = time.monotonic() + 30
    while pool.no_network is None and time.monotonic() < until:  # known once a worker has started
        time.sleep(0.02)
    assert len(pool._workers) == 1
    assert _outcome(pool, _job(lease)).reading is not None


def test_an_idle_worker_goes_and_comes_again(open_pool: Open, lease: Path) -> None:
    pool = open_pool(idle_seconds=0.2)

    first = _pid(_outcome(pool, _job(lease)))

    assert _is_gone(first)
    assert _pid(_outcome(pool, _job(lease, "again"))) != first


def test_a_crash_is_a_death_and_the_next_document_is_read(open_pool: Open, lease: Path) -> None:
    pool = open_pool()

    crashed = _outcome(pool, _job(lease, "crash"))
    after = _outcome(pool, _job(lease))

    assert crashed.died
    assert crashed.fault is not None and crashed.fault.code is FaultCode.READER_DIED
    assert crashed.fault.detail == "SIGSEGV"
    assert after.fault is None and after.extraction is not None


def test_a_hanging_document_is_stopped_and_its_pages_are_kept(open_pool: Open, lease: Path) -> None:
    pool = open_pool(wall_seconds=1.0)

    started = time.monotonic()
    outcome = _outcome(pool, _job(lease, "sleep"))

    assert not outcome.died
    assert outcome.fault is not None and outcome.fault.code is FaultCode.TOO_SLOW
    assert outcome.reading is not None and len(outcome.reading.pages) == 2
    assert outcome.reading.page_count == 2
    assert time.monotonic() - started < 15
    assert _outcome(pool, _job(lease)).fault is None


@pytest.mark.parametrize(("trouble", "limits"), [("spin", {"cpu_seconds": 0.3}), ("hog", {})])
def test_rules_that_cost_too_much_leave_the_text(
    open_pool: Open, lease: Path, trouble: str, limits: dict[str, float]
) -> None:
    pool = open_pool(memory_bytes=200_000_000, **limits)

    outcome = _outcome(pool, _job(lease, trouble))

    assert outcome.fault is None and outcome.reading is not None
    assert outcome.extraction is not None and outcome.extraction.findings == ()
    assert outcome.extraction.warnings


def test_a_page_too_slow_for_the_first_reader_is_read_by_the_second(
    open_pool: Open, tmp_path: Path
) -> None:
    path = tmp_path / "drawing.pdf"
    strokes = b"q 1 0 0 1 0 0 cm Q\n" * 40_000
    path.write_bytes(pdf_file([strokes + b"BT /F1 12 Tf 50 700 Td (Leiekontrakt) Tj ET"]))

    outcome = _outcome(open_pool(cpu_seconds=1.0), _job(path))

    assert outcome.fault is None and outcome.reading is not None
    assert outcome.reading.pages[0].text == "Leiekontrakt"


def test_a_document_that_needs_too_much_memory_is_a_fault(open_pool: Open, tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(pdf_file([b"(abcdefgh) Tj\n" * 4_000_000]))

    outcome = _outcome(open_pool(memory_bytes=40_000_000), _job(path))

    assert not outcome.died
    assert outcome.fault is not None and outcome.fault.code is FaultCode.TOO_BIG_FOR_MEMORY


def test_more_than_may_come_back_is_cut_off(open_pool: Open, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(make_pdf(["a line of words\n" * 200] * 30))

    outcome = _outcome(open_pool(answer_bytes=40_000), _job(path))

    assert outcome.fault is not None and outcome.fault.code is FaultCode.TRUNCATED
    assert outcome.reading is not None and 0 < len(outcome.reading.pages) < 30


def test_what_the_parser_refuses_is_no_death(pool: ReaderPool, tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 and then nothing of the kind")

    outcome = _outcome(pool, _job(path))

    assert not outcome.died and outcome.reading is None
    assert outcome.fault is not None and outcome.fault.code is FaultCode.DAMAGED


def test_a_file_that_cannot_be_opened_is_tried_again(pool: ReaderPool, tmp_path: Path) -> None:
    outcome = _outcome(pool, _job(tmp_path / "gone.pdf"))

    assert outcome.died
    assert outcome.fault is not None and outcome.fault.code is FaultCode.IO_ERROR


def test_a_password_opens_and_is_on_no_command_line(pool: ReaderPool, tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(encrypt_pdf(make_pdf(["Hemmelig avtale"]), "s3sam"))
    locked = _outcome(pool, _job(path))
    opened = _outcome(pool, _job(path, "x", password="s3sam"))
    command = Path(f"/proc/{_pid(opened)}/cmdline").read_bytes()

    assert locked.fault is not None and locked.fault.code is FaultCode.PROTECTED
    assert opened.reading is not None and opened.reading.pages[0].text == "Hemmelig avtale"
    assert b"s3sam" not in command


def test_undecodable_names_go_through_the_pipe(pool: ReaderPool, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff [b] \x1b.pdf"))
    path.write_bytes(make_pdf(["Avtale"]))

    outcome = _outcome(pool, ReadJob(Sha256("x"), path, ".pdf", path.name))

    assert outcome.reading is not None and outcome.reading.pages[0].text == "Avtale"


def test_what_a_library_prints_does_not_reach_the_pipe(pool: ReaderPool, lease: Path) -> None:
    outcome = _outcome(pool, _job(lease, "print"))

    assert outcome.fault is None and outcome.extraction is not None


def test_a_worker_writes_no_files(pool: ReaderPool, lease: Path) -> None:
    outcome = _outcome(pool, _job(lease, "write"))

    assert outcome.extraction is not None
    assert outcome.extraction.warnings == ("OSError",)


def test_a_worker_has_no_network_where_the_system_allows(pool: ReaderPool, lease: Path) -> None:
    outcome = _outcome(pool, _job(lease, "connect"))

    if not pool.no_network:
        pytest.skip("this system lets nobody leave the network")
    assert outcome.extraction is not None
    assert outcome.extraction.warnings == ("OSError",)


def test_a_worker_outlives_the_thread_that_submitted(open_pool: Open, lease: Path) -> None:
    pool = open_pool()
    thread = threading.Thread(target=lambda: pool.submit(_job(lease)))
    thread.start()
    thread.join()
    first = pool.next_outcome(_PATIENCE)

    time.sleep(0.3)
    again = _outcome(pool, _job(lease, "again"))

    assert first is not None and _pid(first) == _pid(again)


def test_closing_ends_workers_in_the_middle_of_anything(open_pool: Open, lease: Path) -> None:
    pool = open_pool()
    pid = _pid(_outcome(pool, _job(lease)))
    pool.submit(_job(lease, "sleep"))

    pool.close()
    pool.close()

    assert _is_gone(pid)
    assert pool.pending == 0 and pool.next_outcome(1) is None


def test_a_worker_that_never_starts_is_not_waited_for(open_pool: Open, lease: Path) -> None:
    pool = open_pool(extractor="documents.extractors:no_start")

    outcome = _outcome(pool, _job(lease))

    assert outcome.died
    assert outcome.fault is not None and outcome.fault.code is FaultCode.READER_DIED


def test_a_worker_ends_with_a_killed_parent(tmp_path: Path, lease: Path) -> None:
    script = (
        "import os, sys, signal; from pathlib import Path\n"
        "from arkiv.intake.pool import ReaderPool, ReadJob\n"
        f"pool = ReaderPool(1, extractor={_STUB!r})\n"
        "path = Path(sys.argv[1])\n"
        "pool.submit(ReadJob('x', path, '.pdf', 'x'))\n"
        "print(pool.next_outcome(30).extraction.warnings[0], flush=True)\n"
        "pool.submit(ReadJob('y', path, '.pdf', 'sleep'))\n"
        "import time; time.sleep(0.3); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    done = subprocess.run(
        [sys.executable, "-c", script, str(lease)],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        check=False,
    )

    assert _is_gone(int(done.stdout))


_HANGS = """
    [[cue]]
    id = "own.hangs"
    field = "term"
    near = ["aaaa"]
    pattern = "(a+)+$"
    value = "P1Y"
"""
_REAL = "arkiv.extract.pipeline:extract"


@pytest.fixture
def own_cues(tmp_path: Path) -> Path:
    folder = tmp_path / "cues"
    folder.mkdir()
    return folder


def _contract(tmp_path: Path, name: str, sentence: str) -> Path:
    path = tmp_path / name
    lines = ["Leieavtale", "Avtalen er inngått mellom Nord Eiendom AS og Sør Handel AS.", sentence]
    path.write_bytes(make_docx([*lines, "Leietiden er tre år fra overtakelse av lokalene."]))
    return path


def _terms(outcome: ReadOutcome) -> list[str]:
    assert outcome.fault is None and outcome.extraction is not None
    return [str(f.value) for f in outcome.extraction.findings if f.field is Field.TERM]


def test_an_own_pattern_that_would_take_for_ever_costs_one_document_a_warning(
    tmp_path: Path, own_cues: Path
) -> None:
    (own_cues / "nb.toml").write_text(_HANGS)
    slow = _contract(tmp_path, "slow.docx", "Merk" + "a" * 60 + "!")
    plain = _contract(tmp_path, "plain.docx", "Leien betales hver måned.")

    with ReaderPool(1, Limits(cpu_seconds=2), _REAL, own_cues) as pool:
        first, second = _outcome(pool, _job(slow)), _outcome(pool, _job(plain))

    assert first.extraction is not None and second.extraction is not None
    assert "own.hangs" in first.extraction.warnings[0]
    assert _terms(first) == _terms(second) == ["P3Y"]
    assert second.extraction.warnings == ()
    assert first.extraction.cues_version == second.extraction.cues_version


def test_own_cues_count_from_the_next_document_on(tmp_path: Path, own_cues: Path) -> None:
    path = _contract(tmp_path, "club.docx", "Spilletiden er fire sesonger, det vil si fire år.")
    own = _HANGS.replace("aaaa", "spilletid").replace("(a+)+$", "spilletiden er fire")

    with ReaderPool(1, Limits(), _REAL, own_cues) as pool:
        before = _outcome(pool, _job(path))
        (own_cues / "nb.toml").write_text(
            own.replace("P1Y", "P4Y").replace("value", "score = 1\n    value")
        )
        after = _outcome(pool, _job(path, "again"))

    assert before.extraction is not None and after.extraction is not None
    assert before.extraction.cues_version != after.extraction.cues_version
    assert "own.hangs" in [
        source.cue for finding in after.extraction.findings for source in finding.sources
    ]
