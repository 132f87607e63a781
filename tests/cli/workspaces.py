"""Workspaces for tests of the command line, filled through the command line."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from arkiv.cli.main import run
from documents.docx_builder import make_docx
from documents.pdf_builder import encrypt_pdf, make_pdf, make_scan_pdf

HOSTILE_NAME = "\x1b]0;owned\x07[b] \u202efdp.pdf"
PASSWORD = "kaigata"

LEASE = make_pdf(
    [
        "Leieavtale for næringslokaler\nKaigata 12\nDenne avtalen er inngått 15. januar 2024\n"
        "mellom Kvitsteinvik Eiendom AS (utleier) og Tallbrua Regnskap AS (leietaker).",
        "Leieforholdet starter 1. februar 2024 og varer i tre år.\nOppsigelse skjer skriftlig.",
    ],
    title="Leieavtale Kaigata 12",
)
NDA = make_docx(["Mutual Non-Disclosure Agreement", "Each party keeps secrets; 10 % of nothing."])
LOCKED = encrypt_pdf(make_pdf(["The secret rent is forty crowns."]), PASSWORD)
SCAN = make_scan_pdf([None])
HOSTILE = make_pdf(["Hostile agreement about \x1b[31mred\x07 paint"])

FILES = {
    "1 lease.pdf": LEASE,
    "2 nda.docx": NDA,
    "3 locked.pdf": LOCKED,
    "4 scan.pdf": SCAN,
    HOSTILE_NAME: HOSTILE,
}
"""Filed in the order of their names, except that the hostile one comes first: it is contract 1."""


def make_sources(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    return folder


def make_workspace(root: Path, sources: Path) -> Path:
    """A workspace with the files of ``sources`` in it."""
    assert run(["init", str(root)]) == 0
    assert run(["--root", str(root), "ingest", str(sources)]) == 0
    return root


class Shell:
    """Types commands for one workspace and keeps what they print."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys
        self.err = ""

    def __call__(self, *arguments: str, code: int = 0) -> str:
        """Run one command that must leave with this code; returns what it printed."""
        self._capsys.readouterr()
        left_with = run(["--root", str(self.root), *arguments])
        captured = self._capsys.readouterr()
        self.err = captured.err
        assert left_with == code, captured.err
        return captured.out

    def json(self, *arguments: str, code: int = 0) -> Any:
        return json.loads(self(*arguments, "--json", code=code))

    def id_of(self, words: str) -> str:
        """The only contract with these words."""
        (hit,) = self.json("search", words)["hits"]
        return str(hit["id"])


def type_in(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let standard input hold a text, as from a pipe."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))


def shape(value: Any) -> Any:
    """What JSON looks like without its values: keys and the names of types."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return "null" if value is None else type(value).__name__


@contextmanager
def watching(root: Path) -> Iterator[subprocess.Popen[str]]:
    """`arkiv watch` in a process of its own, ready; killed at the end."""
    command = [sys.executable, "-m", "arkiv", "--root", str(root), "watch", "--with-parent"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            assert process.stdout is not None
            assert "watching" in process.stdout.readline()
            yield process
        finally:
            process.kill()
