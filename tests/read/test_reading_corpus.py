"""Real contracts: the words agree with another reader's."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from arkiv.read.reader import read_file

_CUAD = Path(__file__).parents[3] / "shared" / "corpus" / "cuad" / "pdf"
_LARGEST = 150_000


def _sample() -> list[Path]:
    small = [p for p in sorted(_CUAD.glob("*")) if p.stat().st_size < _LARGEST]
    return small[:: max(1, len(small) // 8)][:8]


@pytest.mark.skipif(not _CUAD.is_dir(), reason="../shared/corpus is not here")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("path", _sample(), ids=lambda path: path.name[:40])
def test_words_agree_with_pdftotext(path: Path) -> None:
    ours = _words("\n".join(page.text for page in read_file(path, ".pdf").pages))

    theirs = _words(_by_pdftotext(path))

    assert _f1(ours, theirs) >= 0.99


def _by_pdftotext(path: Path) -> str:
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower()))


def _f1(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
