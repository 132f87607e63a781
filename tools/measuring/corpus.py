"""Where the corpus and its scorers lie, and what Arkiv reads from it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["BUILT", "CUAD", "EVAL", "NORDIC", "predict", "predictions", "scorer"]

_ROOT = Path(__file__).parents[2]
_SHARED = _ROOT.parent / "shared"
EVAL = _SHARED / "eval"
CUAD = _SHARED / "corpus" / "cuad"
NORDIC = _SHARED / "corpus" / "nordic"
BUILT = _ROOT / "build" / "score"


def predict(into: Path) -> None:
    """Run `arkiv extract --json` over both corpora: cuad.jsonl and nordic.jsonl."""
    into.mkdir(parents=True, exist_ok=True)
    for corpus, folders in ((CUAD, ("pdf",)), (NORDIC, ("real", "synth"))):
        files = sorted(file for name in folders for file in (corpus / name).iterdir())
        with (into / f"{corpus.name}.jsonl").open("w", encoding="utf-8") as lines:
            command = [sys.executable, "-m", "arkiv", "extract", "--json", *map(str, files)]
            done = subprocess.run(command, stdout=lines, check=False)
        if done.returncode not in (0, 1):  # 1: some files cannot be read, which is an answer
            raise SystemExit(f"arkiv extract left with {done.returncode}")


def predictions(file: Path) -> list[dict[str, Any]]:
    """Those that could be read, an object a file."""
    lines = (json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip())
    return [line for line in lines if "error" not in line]


def scorer(name: str) -> ModuleType:
    """One of the scorers as a module."""
    spec = importlib.util.spec_from_file_location(name, EVAL / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
