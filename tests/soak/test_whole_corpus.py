"""Every contract of the corpus through the inbox of a running watcher: one contract each, found."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from arkiv.bootstrap import Archive, open_archive
from arkiv.clock import today
from arkiv.workspace import Workspace, init_workspace

pytestmark = pytest.mark.soak

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
_LONGEST_SECONDS = 1800


def _arkiv(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "arkiv", "--root", str(root), *arguments]


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Workspace]:
    workspace = init_workspace(tmp_path / "workspace")
    log = (tmp_path / "watch.log").open("wb")
    watcher = subprocess.Popen(_arkiv(workspace.root, "watch"), stdout=log, stderr=log)
    yield workspace
    watcher.send_signal(signal.SIGTERM)
    assert watcher.wait(30) == 0
    log.close()


def _status(root: Path) -> dict[str, Any]:
    ran = subprocess.run(_arkiv(root, "status", "--json"), capture_output=True, check=True)
    status: dict[str, Any] = json.loads(ran.stdout)
    return status


def _wait_until_filed(root: Path, refused: int) -> None:
    deadline = time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < deadline:
        status = _status(root)
        inbox, documents = status["inbox"], status["documents"]
        at_rest = not inbox["waiting"] and not documents["reading"] and not status["index_behind"]
        if at_rest and documents["total"] and len(inbox["faults"]) == refused:
            return
        time.sleep(2)
    pytest.fail(f"not filed in time: {_status(root)}")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _last_words(archive: Archive, contract: Any) -> str:
    """Words from the last page that has any."""
    pages = [p for text in archive.reviewing.texts(contract) for p in text.pages if p.text.strip()]
    words = re.findall(r"(?<!\w)[^\W\d_]{4,}(?!\w)", pages[-1].text[-4000:]) if pages else []
    return " ".join(list(dict.fromkeys(words))[-6:])


def _drop(files: list[Path], inbox: Path) -> None:
    for number, file in enumerate(files):
        shutil.copyfile(file, inbox / f"{number:04}-{file.name}"[-250:])


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {os.path.relpath(CORPUS)}")
def test_each_contract_of_the_corpus_is_one_contract_kept_and_found(watched: Workspace) -> None:
    files = sorted((CORPUS / "cuad" / "pdf").iterdir())
    files += sorted(p for p in (CORPUS / "nordic").glob("*/*") if p.suffix in {".pdf", ".docx"})
    by_hash = {_hash(file): file for file in files}
    _drop(files, watched.inbox)

    _wait_until_filed(watched.root, refused=0)

    with open_archive(watched) as archive:
        documents = list(archive.record.documents.every())
        assert sorted(d.sha256 for d in documents) == sorted(by_hash)
        assert len({d.contract for d in documents}) == len(by_hash)
        for document in documents:
            assert _hash(archive.vault.path(document.sha256, document.extension)) == document.sha256
        lost = [
            by_hash[document.sha256].name
            for document in documents
            if (words := _last_words(archive, document.contract))
            and document.contract
            not in {s.id for s in archive.finder.search(words, today()).scored}
        ]
        assert lost == []
    assert not [path for path in watched.inbox.rglob("*") if path.is_file()]


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {os.path.relpath(CORPUS)}")
def test_hostile_files_harm_nothing_and_the_next_contract_is_filed(watched: Workspace) -> None:
    odd = CORPUS / "odd"
    files = sorted(p for kind in ("pdf", "docx", "synth") for p in (odd / kind).iterdir())
    ordinary = CORPUS / "nordic" / "synth" / "nb10_driftsavtale_it.docx"
    _drop(files, watched.inbox)

    deadline = time.monotonic() + _LONGEST_SECONDS
    while (status := _status(watched.root))["inbox"]["waiting"] or status["documents"]["reading"]:
        assert time.monotonic() < deadline, status
        time.sleep(2)
    shutil.copyfile(ordinary, watched.inbox / "zz.docx")
    _wait_until_filed(watched.root, refused=len(status["inbox"]["faults"]))

    hashes = {_hash(file) for file in files}
    with open_archive(watched) as archive:
        filed = {document.sha256 for document in archive.record.documents.every()}
        left = {_hash(path) for path in watched.inbox.rglob("*.*") if path.is_file()}
        assert filed | left >= hashes
        found = archive.record.documents.get(_hash(ordinary))  # type: ignore[arg-type]
        assert found is not None
        assert found.fault is None
    listed = {fault["path"] for fault in _status(watched.root)["inbox"]["faults"]}
    assert listed == {p.name for p in watched.inbox.iterdir() if p.is_file()}
    subprocess.run(_arkiv(watched.root, "verify"), check=True, capture_output=True)
