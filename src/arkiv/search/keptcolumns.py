"""The columns beside the index, so that opening an archive need not read every contract.

They say up to which event of the record and on which day they are right; what came later is read
from the record as always. A file that is of another kind, of other settings, or not whole is as
good as none. It goes with the generation it lies in, as that does when the record is put back.
"""

from __future__ import annotations

import json
import logging
import os
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from arkiv.domain.query_tree import DateField, Flag
from arkiv.domain.review_cycles import NO_CYCLES, ReviewCycles
from arkiv.domain.searching import Facet
from arkiv.domain.working_days import WorkingDays
from arkiv.search.columns import Table
from arkiv.search.rows import PRESENT, TEXT_KEYS, OwnSide
from arkiv.search.schema import FORMAT
from arkiv.search.valuelists import FacetColumn, TextOrder

__all__ = ["Kept", "keep", "kept"]

log = logging.getLogger(__name__)

_NAME = "columns.kept"
_LAYOUT = 3
"""Raised whenever the same contract makes another row."""
_PLAIN = ("numbers", "until", "claims", "days", "amounts")


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """All contracts as they were on a day, up to an event."""

    seq: int
    day: date
    table: Table
    spellings: Mapping[str, str]


def keep(
    folder: Path,
    columns: Kept,
    own: OwnSide,
    working: WorkingDays,
    cycles: ReviewCycles = NO_CYCLES,
) -> None:
    """Write them beside this generation; one that cannot be written is only missed."""
    arrays = dict(_arrays(columns.table))
    lists = json.dumps([*_lists(columns.table), dict(columns.spellings)]).encode()
    payload = b"".join([*(array.tobytes() for array in arrays.values()), lists])
    head = {
        "kind": _kind(own, working, cycles),
        "seq": columns.seq,
        "day": columns.day.isoformat(),
        "arrays": [(name, str(array.dtype), array.shape) for name, array in arrays.items()],
        "sum": zlib.crc32(payload),
    }
    pending = folder / f"{_NAME}.{os.getpid()}"
    try:
        pending.write_bytes(json.dumps(head).encode() + b"\n" + payload)
        pending.replace(folder / _NAME)
    except FileNotFoundError:
        log.debug("the columns are not kept: their generation is gone")
    except OSError as error:
        log.warning("the columns are not kept: %s", error)
        pending.unlink(missing_ok=True)


def kept(
    folder: Path, own: OwnSide, working: WorkingDays, cycles: ReviewCycles = NO_CYCLES
) -> Kept | None:
    """None when there are none, or none that can be used."""
    try:
        content = (folder / _NAME).read_bytes()
        start = content.index(b"\n") + 1
        head = json.loads(content[:start])
        if head["kind"] != _kind(own, working, cycles) or head["sum"] != zlib.crc32(
            memoryview(content)[start:]
        ):
            return None
        arrays = {}
        for name, dtype, shape in head["arrays"]:
            array = np.frombuffer(content, dtype, int(np.prod(shape)), start).reshape(shape)
            arrays[name] = array
            start += array.nbytes
        *lists, spellings = json.loads(content[start:])
        table = _table(arrays, iter(lists))
        return Kept(head["seq"], date.fromisoformat(head["day"]), table, spellings)
    except (OSError, ValueError, TypeError, LookupError):
        return None


def _kind(own: OwnSide, working: WorkingDays, cycles: ReviewCycles) -> list[Any]:
    """What has to be the same, for these columns to be ours; days are those of the time zone."""
    names = [list(map(str, these)) for these in (Facet, TEXT_KEYS, PRESENT, DateField, Flag)]
    sides = [list(own.names), list(own.org_numbers)]
    holidays = getattr(working.holidays, "__qualname__", type(working.holidays).__qualname__)
    rules = [holidays, repr(cycles)]
    return [_LAYOUT, FORMAT, names, sides, rules, list(time.tzname)]


def _arrays(table: Table) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    for name in _PLAIN:
        yield name, getattr(table, name)
    for name, column in _columns(table).items():
        yield f"{name}.rows", column.rows.astype(np.int32)
        yield f"{name}.codes", column.codes.astype(np.int32)
    for place, order in enumerate((table.currencies, *table.texts)):
        yield f"order {place}", order.ranks.astype(np.int32)


def _lists(table: Table) -> Iterator[list[str]]:
    yield from (list(column.values) for column in _columns(table).values())
    yield from (list(order.values) for order in (table.currencies, *table.texts))


def _columns(table: Table) -> dict[str, FacetColumn]:
    return {"parties": table.parties} | {str(f): table.facets[f] for f in Facet}


def _table(arrays: Mapping[str, npt.NDArray[Any]], lists: Iterator[list[str]]) -> Table:
    size = arrays["numbers"].size
    parties, *facets = (
        FacetColumn(
            size,
            arrays[f"{name}.rows"].astype(np.intp),
            arrays[f"{name}.codes"].astype(np.intp),
            next(lists),
        )
        for name in ("parties", *Facet)
    )
    currencies, *texts = (
        TextOrder(arrays[f"order {place}"].astype(np.intp), next(lists))
        for place in range(1 + len(TEXT_KEYS))
    )
    return Table(
        **{name: arrays[name] for name in _PLAIN},
        currencies=currencies,
        parties=parties,
        facets=dict(zip(Facet, facets, strict=True)),
        texts=tuple(texts),
    )
