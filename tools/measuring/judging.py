"""Each value that was read, with its confidence and whether it is right."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from arkiv.domain.facts import Field
from measuring.corpus import CUAD, NORDIC, predictions, scorer

__all__ = ["Judged", "judged_values"]

_SIMILAR_PARTIES = 88


@dataclass(frozen=True, slots=True)
class Judged:
    """One value of one contract."""

    file: str
    field: Field
    confidence: float
    right: bool


def judged_values(folder: Path) -> list[Judged]:
    """Of both corpora; a value where the known answer is blank is wrong."""
    return [*_cuad(folder / "cuad.jsonl"), *_nordic(folder / "nordic.jsonl")]


def _cuad(file: Path) -> Iterator[Judged]:
    score = scorer("score_cuad")
    gold = score.load_gold(str(CUAD / "gold.csv"))
    for said in predictions(file):
        known = gold.get(score.key(said["file"]))
        if known is not None:
            yield from _cuad_values(score, said, known)


def _cuad_values(
    score: ModuleType, said: dict[str, Any], known: dict[str, Any]
) -> Iterator[Judged]:
    fields = ["title", "agreement_date", "effective_date", "expiration_date", "governing_law"]
    if said["auto_renewal"] or said["renewal_term"]:
        fields += ["renewal_term", "notice_period"]
    for name in fields:
        if said[name] is not None and known[name] is not score.UNUSABLE:
            right = score.judge(name, said[name], known[name])[0] == 1
            yield _judged(said, Field(name), right)
    if said["evergreen"] and not said["expiration_date"]:
        ends = known["expiration_date"]
        if ends is not score.UNUSABLE:
            yield _judged(said, Field.EVERGREEN, "perpetual" in ends)
    if known["parties"] is not score.UNUSABLE:
        for place, party in enumerate(said["parties"]):
            right = score.match_parties([party["name"]], known["parties"]) == 1
            yield _judged(said, Field.PARTIES, right, place)


def _nordic(file: Path) -> Iterator[Judged]:
    score = scorer("score_nordic")
    with (NORDIC / "gold.csv").open(encoding="utf-8") as rows:
        gold = {Path(row["file"]).name: score.gold_row(row) for row in csv.DictReader(rows)}
    for said in predictions(file):
        known = gold.get(Path(said["file"]).name)
        if known is not None:
            yield from _nordic_values(score, said, known)


def _nordic_values(
    score: ModuleType, said: dict[str, Any], known: dict[str, Any]
) -> Iterator[Judged]:
    read = score.pred_row(said)
    for field in Field:
        if field in known and field is not Field.PARTIES and not score.blank(read[field]):
            yield _judged(said, field, score.one(field, known[field], read[field])[0] == 1)
    if said["value"] is not None:
        parts = ("value_amount", "value_currency", "value_per")
        right = all(known[part] == read[part] for part in parts)
        yield _judged(said, Field.VALUE, right)
    for place, party in enumerate(said["parties"]):
        name = score.party(party["name"])
        right = any(score.fuzz.ratio(name, other) >= _SIMILAR_PARTIES for other in known["parties"])
        yield _judged(said, Field.PARTIES, right, place)


def _judged(said: dict[str, Any], field: Field, right: bool, place: int | None = None) -> Judged:
    evidence = said["evidence"][field]
    entry = evidence if place is None else evidence[place]
    return Judged(Path(said["file"]).name, field, entry["confidence"], right)
