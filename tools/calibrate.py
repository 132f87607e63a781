"""Fits the confidences: reads the corpus with plain scores and writes extract/calibration.toml.

Run by `make calibrate` after the rules or cues have changed.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from measuring.bands import band_lines
from measuring.corpus import BUILT, CUAD, EVAL, NORDIC, predict
from measuring.judging import Judged, judged_values
from measuring.platt import fitted, log_loss

from arkiv.domain.facts import Field
from arkiv.extract.calibration import IDENTITY, Curve, calibrated

_FILE = Path(__file__).parents[1] / "src" / "arkiv" / "extract" / "calibration.toml"
_HEAD = """\
# How often a value of a score is right, fitted by `make calibrate`; a field that is not here keeps
# its scores.
"""
_FOLDS = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--read", type=Path, help="a folder with what was read with plain scores")
    read = parser.parse_args().read
    if not (CUAD.is_dir() and NORDIC.is_dir() and EVAL.is_dir()):
        print("The corpus is not here; the calibration stays as it is.")
        return 0
    values = judged_values(read or _read_with_plain_scores())
    curves = _curves(values)
    _FILE.write_text(_spelled(curves), encoding="utf-8")
    _tell(values, curves)
    return 0


def _read_with_plain_scores() -> Path:
    folder = BUILT / "plain"
    before = _FILE.read_text("utf-8")
    _FILE.write_text(_HEAD, encoding="utf-8")
    try:
        predict(folder)
    finally:
        _FILE.write_text(before, encoding="utf-8")
    return folder


def _curves(values: Sequence[Judged]) -> dict[Field, Curve]:
    by_field: defaultdict[Field, list[Judged]] = defaultdict(list)
    for value in values:
        by_field[value.field].append(value)
    fits = {field: fitted(by_field[field]) for field in Field if field in by_field}
    return {field: curve for field, curve in fits.items() if curve != IDENTITY}


def _spelled(curves: Mapping[Field, Curve]) -> str:
    tables = (f"\n[{f}]\nslope = {c.slope}\nshift = {c.shift}\n" for f, c in curves.items())
    return _HEAD + "".join(tables)


def _tell(values: Sequence[Judged], curves: Mapping[Field, Curve]) -> None:
    print(f"{'field':<17}{'values':>8}{'right':>7}{'loss':>8}{'fitted':>8}")
    for field, curve in curves.items():
        of_field = [value for value in values if value.field is field]
        right = sum(value.right for value in of_field) / len(of_field)
        losses = f"{log_loss(of_field, IDENTITY):8.3f}{log_loss(of_field, curve):8.3f}"
        print(f"{field:<17}{len(of_field):8d}{right:7.1%}{losses}")
    print("\n== Fitted and measured on the same contracts")
    print(*band_lines(_applied(values, curves)), sep="\n")
    print("\n== Fitted on four fifths of the contracts, measured on the other fifth, five times")
    print(*band_lines(_crossed(values)), sep="\n")


def _applied(values: Sequence[Judged], curves: Mapping[Field, Curve]) -> list[Judged]:
    return [
        replace(v, confidence=calibrated(v.confidence, curves.get(v.field, IDENTITY)))
        for v in values
    ]


def _crossed(values: Sequence[Judged]) -> list[Judged]:
    folds: list[list[Judged]] = [[] for _fold in range(_FOLDS)]
    for value in values:
        folds[crc32(value.file.encode()) % _FOLDS].append(value)
    crossed = []
    for number, fold in enumerate(folds):
        others = [v for other, each in enumerate(folds) if other != number for v in each]
        crossed += _applied(fold, _curves(others))
    return crossed


if __name__ == "__main__":
    sys.exit(main())
