"""`arkiv extract`: one object a line, in the order of the files, and no workspace."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from arkiv.cli.main import run
from cli.test_json_shapes import FACTS
from cli.workspaces import LEASE, LOCKED, NDA

FILES = [
    "lease.pdf", "empty.pdf", "missing.pdf", "nda.docx", "notes.txt", "locked.pdf", "folder",
    "lease.pdf",
]  # fmt: skip


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of files that is the current one, with no workspace anywhere near."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "lease.pdf").write_bytes(LEASE)
    (folder / "empty.pdf").touch()
    (folder / "notes.txt").write_text("no contract")
    (folder / "nda.docx").write_bytes(NDA)
    (folder / "locked.pdf").write_bytes(LOCKED)
    (folder / "folder").mkdir()
    with contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        yield folder


@pytest.fixture(scope="module")
def answers(here: Path) -> list[Any]:
    """What is printed for all of FILES in one run."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        assert run(["extract", "--json", *FILES]) == 1
    return [json.loads(line) for line in printed.getvalue().splitlines()]


def test_the_keys_are_those_promised(answers: list[Any]) -> None:
    lease = answers[0]

    assert list(lease)[:7] == [
        "file", "sha256", "language", "pages", "title", "document_type", "parties",
    ]  # fmt: skip
    assert set(lease) == {"file", "sha256", "pages", *FACTS, "evidence", "warnings"}
    assert lease["pages"] == 2


def test_evidence_quotes_the_text_it_points_to(answers: list[Any]) -> None:
    (source, *_) = answers[0]["evidence"]["title"]["sources"]

    assert set(source) == {"page", "paragraph", "clause", "start", "end", "text", "cue"}
    assert source["end"] - source["start"] == len(source["text"])


def test_answers_come_in_the_order_of_the_files(answers: list[Any]) -> None:
    assert [answer["file"] for answer in answers] == FILES


def test_what_cannot_be_read_is_an_error_with_a_code_among_the_others(answers: list[Any]) -> None:
    codes = [answer.get("error", {}).get("code") for answer in answers]

    assert codes == [
        None, "empty", "not_found", None, "not_pdf_or_docx", "protected", "not_a_file", None,
    ]  # fmt: skip
    assert all(set(a) == {"file", "error"} for a in answers if "error" in a)
    assert all(set(a["error"]) == {"code", "message"} for a in answers if "error" in a)


def test_a_docx_has_paragraphs_and_no_pages(answers: list[Any]) -> None:
    nda = answers[3]

    assert nda["pages"] is None
    source = nda["evidence"]["title"]["sources"][0]
    assert (source["page"], source["paragraph"]) == (None, 1)


def test_no_workspace_is_made_or_touched(here: Path, answers: list[Any]) -> None:
    assert answers
    assert {path.name for path in here.iterdir()} == {*FILES} - {"missing.pdf"}


def test_for_people_it_prints_a_line_a_fact(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "nda.docx", "missing.pdf"]) == 1

    captured = capsys.readouterr()
    assert "Mutual Non-Disclosure Agreement" in captured.out
    assert "missing.pdf" in captured.err
