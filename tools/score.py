"""Scores the extraction: each field, the macro F1 of both corpora, and how sure the sure band is.

Run by `make score`. What was read lies in build/score afterwards.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from measuring.bands import band_lines
from measuring.corpus import BUILT, CUAD, EVAL, NORDIC, predict
from measuring.judging import judged_values


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--read", type=Path, help="a folder with what was read; else it is read")
    read = parser.parse_args().read
    if not (CUAD.is_dir() and NORDIC.is_dir() and EVAL.is_dir()):
        print("The corpus is not here; there is nothing to score.")
        return 0
    folder = read or BUILT
    if read is None:
        predict(folder)
    _score_cuad(folder)
    _score_nordic(folder)
    print("\n== How sure")
    for line in band_lines(judged_values(folder)):
        print(line)
    return 0


def _score_cuad(folder: Path) -> None:
    print("== CUAD", flush=True)
    converted = folder / "cuad_predictions.jsonl"
    with (folder / "cuad.jsonl").open() as read, converted.open("w") as wanted:
        command = [sys.executable, str(EVAL / "cuad_predictions.py")]
        subprocess.run(command, stdin=read, stdout=wanted, check=True)
    _run("score_cuad.py", converted, CUAD / "gold.csv")


def _score_nordic(folder: Path) -> None:
    print("\n== Nordic", flush=True)
    _run("score_nordic.py", folder / "nordic.jsonl", NORDIC / "gold.csv")


def _run(scorer: str, *arguments: Path) -> None:
    subprocess.run([sys.executable, str(EVAL / scorer), *map(str, arguments)], check=True)


if __name__ == "__main__":
    sys.exit(main())
