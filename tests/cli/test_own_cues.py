"""A person's own cues on the command line: they are used, and a broken file stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from arkiv.cli.main import run
from cli.workspaces import Shell
from documents.docx_builder import make_docx

_OWN = """
    [[cue]]
    id = "own.club.term"
    field = "term"
    near = ["spilletid"]
    pattern = "spilletiden~<DURATION>"
    score = 0.9
"""
_CONTRACT = make_docx(
    [
        "Samarbeidsavtale",
        "Avtalen er inngått mellom Nordlys Idrettslag og Vestavind Sport AS.",
        "Spilletiden er fire år. Partene møtes hvert år for å gjennomgå samarbeidet.",
    ]
)


@pytest.fixture
def club(tmp_path: Path) -> str:
    path = tmp_path / "club.docx"
    path.write_bytes(_CONTRACT)
    return str(path)


def _write(root: Path, name: str, text: str) -> Path:
    """Into the own cues of a workspace."""
    path = root / "archive" / "settings" / "cues" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_own_cues_read_what_is_filed(shell: Shell, tmp_path: Path, club: str) -> None:
    own = _write(tmp_path / "copy", "nb.toml", _OWN)

    shell("ingest", club)

    assert shell.json("show", shell.id_of("Vestavind"))["term"] == "P4Y"
    assert shell.json("status")["older_cues"] > 0  # those that were filed before
    own.unlink()
    assert shell.json("status")["older_cues"] == 1


def test_a_broken_file_stops_nothing_and_status_names_it(
    shell: Shell, tmp_path: Path, club: str
) -> None:
    _write(tmp_path / "copy", "nb.toml", _OWN.replace("own.club", "nb.club"))

    shell("ingest", club)

    shown = shell.json("show", shell.id_of("Vestavind"))
    assert shown["language"] == "nb" and shown["term"] is None
    assert "nb.toml: cue nb.club.term: the id must begin with own." in shell("status")
    assert len(shell.json("status")["cue_faults"]) == 1


def test_extract_reads_with_own_cues_and_touches_no_workspace(
    tmp_path: Path, club: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "fresh"
    (root / "inbox").mkdir(parents=True)
    _write(root, "nb.toml", _OWN)
    _write(root, "nl.toml", "[[cue")

    assert run(["--root", str(root), "extract", "--json", club]) == 0

    printed = capsys.readouterr()
    assert json.loads(printed.out)["term"] == "P4Y"
    assert "nl.toml" in printed.err
    assert not (root / "index").exists()
