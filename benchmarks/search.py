"""Searching beside SQLite FTS5, stock Whoosh and tantivy: processor time, size and memory.

    .venv/bin/python benchmarks/search.py --contracts 1000

Each engine is built and then asked in processes of its own. Times are processor milliseconds of
the whole process. *first* is the first time a query is asked, *again* the least of two more: a
running application is between the two.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from measuring import cost_of, machine
from search_corpus import Corpus, Made
from search_engines import ENGINES, Engine
from search_queries import Kind, Sought, queries

_ADDED = 5
_SLOW = {"whoosh": 40}
"""So many queries of a kind at most; stock Whoosh needs seconds for some prefixes."""


def main() -> None:
    options = _options()
    if options.step:
        print(json.dumps(_STEPS[options.step](options)))
        return
    print(f"{options.contracts} contracts of {options.words} words; {machine()}", flush=True)
    with _folder(options.folder) as folder:
        _write(Corpus(options.contracts, options.words), folder)
        found = {
            name: _measured(name, folder, options) for name in options.engines if _is_there(name)
        }
    _print_building(found)
    _print_asking(found, "first")
    _print_asking(found, "again")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Raw)
    parser.add_argument("--contracts", type=int, default=1000)
    parser.add_argument("--words", type=int, default=6000, help="of each contract")
    parser.add_argument("--queries", type=int, default=200, help="of each kind")
    parser.add_argument("--engines", nargs="+", choices=tuple(ENGINES), default=tuple(ENGINES))
    parser.add_argument("--folder", help="where to build, and what is kept; else temporary")
    parser.add_argument("--step", choices=tuple(_STEPS), help=argparse.SUPPRESS)
    parser.add_argument("--engine", choices=tuple(ENGINES), help=argparse.SUPPRESS)
    return parser.parse_args()


@contextmanager
def _folder(named: str | None) -> Iterator[Path]:
    """A named folder stays, and what was built there is not built again."""
    if named is not None:
        folder = Path(named)
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory() as temporary:
        yield Path(temporary)


def _is_there(engine: str) -> bool:
    if engine != "tantivy" or importlib.util.find_spec("tantivy") is not None:
        return True
    print("tantivy is not installed and left out: pip install tantivy", flush=True)
    return False


class _Raw(argparse.RawDescriptionHelpFormatter):
    pass


def _write(corpus: Corpus, folder: Path) -> None:
    made = folder / "made.pickle"
    if made.exists():
        return
    with made.with_suffix(".part").open("wb") as file:
        for one in corpus:
            pickle.dump(one, file)
    made.with_suffix(".part").rename(made)


def _made(folder: Path) -> Iterator[Made]:
    with (folder / "made.pickle").open("rb") as file:
        while file.peek(1):
            yield pickle.load(file)


def _measured(name: str, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    built = folder / f"{name}.json"
    if not built.exists():
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
        built.write_text(_step("build", name, folder, options))
    found: dict[str, Any] = json.loads(built.read_text())
    return found | json.loads(_step("ask", name, folder, options))


def _step(step: str, name: str, folder: Path, options: argparse.Namespace) -> str:
    """What a step prints, done in a process of its own."""
    arguments = ["--step", step, "--engine", name, "--folder", str(folder / name)]
    for option in ("contracts", "words", "queries"):
        arguments += [f"--{option}", str(getattr(options, option))]
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout


def _build(options: argparse.Namespace) -> dict[str, Any]:
    folder = Path(options.folder)
    engine: Engine = ENGINES[options.engine](folder)
    engine.keep(_made(folder.parent))
    cost, _nothing = cost_of(lambda: engine.build(_made(folder.parent)))
    text = sum(len(one.text.encode()) for one in _made(folder.parent))
    return {
        "index_cpu": cost.cpu_seconds,
        "index_wall": cost.wall_seconds,
        "text_mb": text / 1e6,
        "size_mb": sum(f.stat().st_size for f in _files(options.engine, folder)) / 1e6,
        "build_peak_mb": _peak_mb(),
    }


def _files(engine: str, folder: Path) -> list[Path]:
    under = folder / "index" if engine == "arkiv" else folder
    return [path for path in under.rglob("*") if path.is_file()]


def _ask(options: argparse.Namespace) -> dict[str, Any]:
    corpus = Corpus(options.contracts, options.words)
    count = min(options.queries, _SLOW.get(options.engine, options.queries))
    sought = queries(corpus, count)
    engine: Engine = ENGINES[options.engine](Path(options.folder))
    engine.open()
    engine.ask(Sought(Kind.WORD, ("xyzzy",)))  # imports, and what is kept between two starts
    engine.close()
    fresh: Engine = ENGINES[options.engine](Path(options.folder))
    before = _resident_mb()
    opened, _nothing = cost_of(lambda: (fresh.open(), fresh.ask(sought[Kind.ALL][0])))
    times = {kind: _times(fresh, kind_sought) for kind, kind_sought in sought.items()}
    resident = _resident_mb()
    extra = [corpus.made(number) for number in _new_numbers(options)]
    added = [cost_of(partial(_added, fresh, one))[0].cpu_seconds for one in extra]
    return {
        "cold_ms": opened.cpu_seconds * 1e3,
        "memory_mb": resident - before,
        "resident_mb": resident,
        "add_ms": sorted(added)[len(added) // 2] * 1e3,
        "times": times,
    }


def _new_numbers(options: argparse.Namespace) -> range:
    """Of contracts that are not there yet, not even from an earlier run on the same folder."""
    count = Path(options.folder).parent / f"{options.engine}.added"
    first = int(count.read_text()) if count.exists() else options.contracts + 1
    count.write_text(str(first + _ADDED))
    return range(first, first + _ADDED)


def _added(engine: Engine, made: Made) -> None:
    found = engine.add(made, f"{made.number:05}")
    assert found >= 1, "an added contract is found"


def _times(engine: Engine, sought: tuple[Sought, ...]) -> dict[str, list[float]]:
    first, again = [], []
    for one in sought:
        runs = [_cpu_ms(partial(engine.ask, one)) for _run in range(3)]
        first.append(runs[0])
        again.append(min(runs[1:]))
    return {"first": sorted(first), "again": sorted(again)}


def _cpu_ms(action: Callable[[], object]) -> float:
    before = time.process_time()
    action()
    return (time.process_time() - before) * 1e3


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _resident_mb() -> float:
    """Of this process now, without what it shares with files."""
    fields = Path("/proc/self/statm").read_text().split()
    return (int(fields[1]) - int(fields[2])) * resource.getpagesize() / 1e6


_STEPS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {"build": _build, "ask": _ask}


def _print_building(found: dict[str, dict[str, Any]]) -> None:
    print(f"\n{'':28}" + "".join(f"{name:>22}" for name in found))
    lines = (
        ("indexing, MB per CPU s", lambda one: one["text_mb"] / one["index_cpu"]),
        ("indexing, CPU s", lambda one: one["index_cpu"]),
        ("size, times the text", lambda one: one["size_mb"] / one["text_mb"]),
        ("peak while indexing, MB", lambda one: one["build_peak_mb"]),
        ("open and first query, ms", lambda one: one["cold_ms"]),
        ("searching, MB more", lambda one: one["memory_mb"]),
        ("add one and find it, ms", lambda one: one["add_ms"]),
    )
    for label, figure in lines:
        print(f"{label:28}" + "".join(f"{figure(one):22.1f}" for one in found.values()))


def _print_asking(found: dict[str, dict[str, Any]], when: str) -> None:
    print(f"\n{when}: CPU ms p50/p95 (ratio to ours)")
    for kind in Kind:
        ours = next(iter(found.values()))["times"][kind][when]
        cells = (_cell(one["times"][kind][when], ours) for one in found.values())
        print(f"{kind:28}" + "".join(f"{cell:>22}" for cell in cells))


def _cell(times: list[float], ours: list[float]) -> str:
    middle, late = _quantile(times, 0.5), _quantile(times, 0.95)
    return f"{middle:.2f}/{late:.2f} ({late / max(_quantile(ours, 0.95), 0.01):.1f}x)"


def _quantile(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, round(share * len(times)))]


if __name__ == "__main__":
    main()
