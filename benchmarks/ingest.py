"""How fast `arkiv ingest` files a folder of contracts, against reading the same files with pypdf.

Three things are measured one after another: the public command into a fresh workspace; pypdf alone
over the same files, in one process; and the steps by themselves, one after another in one process,
for the share of each. Processor time is that of the command and everything it starts.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest_steps import steps_of
from measuring import Cost, cost_of, machine

from arkiv.samples import sample_files

_CUAD = Path(__file__).parents[2] / "shared" / "corpus" / "cuad" / "pdf"
_TARGET_PER_SECOND = 6.0
_TARGET_RATIO = 2.5
_PYPDF_ALONE = """
import sys
from pypdf import PdfReader
for path in sys.stdin.read().splitlines():
    try:
        for page in PdfReader(path).pages:
            page.extract_text()
    except Exception as error:
        print(f"pypdf could not read {path}: {error!r}", file=sys.stderr)
"""


def main() -> None:
    """Prints the table; ends with 1 when the command failed."""
    options = _options()
    files, called = _files(options.limit)
    print(f"{len(files)} PDF files: {called}")
    print(machine())
    with tempfile.TemporaryDirectory(prefix="arkiv-bench-", dir=options.within) as folder:
        _print_command(files, Path(folder, "command"))
        _print_steps(files, Path(folder, "steps"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="only so many files, evenly spread")
    parser.add_argument("--within", type=Path, help="folder for the workspace, to choose the disk")
    return parser.parse_args()


def _files(limit: int | None) -> tuple[tuple[Path, ...], str]:
    corpus = tuple(sorted(path for path in _CUAD.glob("*") if path.suffix.lower() == ".pdf"))
    if corpus:
        return _spread(corpus, limit), "contracts of the CUAD corpus"
    samples = tuple(path for path in sample_files() if path.suffix == ".pdf")
    return _spread(samples, limit), f"Arkiv's own samples, since {_CUAD} is not there"


def _spread(files: tuple[Path, ...], limit: int | None) -> tuple[Path, ...]:
    """So many of them, evenly over the list; all of them for None."""
    step = 1 if limit is None else max(1, len(files) // limit)
    return files[::step][:limit]


def _print_command(files: tuple[Path, ...], root: Path) -> None:
    arkiv = [sys.executable, "-m", "arkiv", "--root", str(root)]
    subprocess.run([*arkiv, "init"], check=True, capture_output=True)
    ingest = _run([*arkiv, "ingest", *map(str, files)])
    pypdf = _run([sys.executable, "-c", _PYPDF_ALONE], "\n".join(map(str, files)))
    print()
    print(f"{'':<16}{'wall s':>9}{'CPU s':>9}{'files/s':>9}")
    for name, cost in (("arkiv ingest", ingest), ("pypdf alone", pypdf)):
        speed = len(files) / cost.wall_seconds
        print(f"{name:<16}{cost.wall_seconds:>9.2f}{cost.cpu_seconds:>9.2f}{speed:>9.2f}")
    per_second = len(files) / ingest.wall_seconds
    ratio = ingest.cpu_seconds / pypdf.cpu_seconds
    print(f"contracts a second: {per_second:.2f} (at least {_TARGET_PER_SECOND:g} wanted)")
    print(f"CPU of Arkiv to CPU of pypdf: {ratio:.2f} (at most {_TARGET_RATIO:g} wanted)")


def _run(command: list[str], fed: str = "") -> Cost:
    cost, outcome = cost_of(
        lambda: subprocess.run(command, input=fed, text=True, capture_output=True)
    )
    sys.stderr.write(_closing_lines(outcome.stderr))
    if outcome.returncode:
        raise SystemExit(f"{' '.join(command[:6])} … ended with {outcome.returncode}")
    return cost


def _closing_lines(said: str) -> str:
    """Parsers complain at length; what counts stands at the end."""
    return "".join(f"  {line}\n" for line in said.strip().splitlines()[-2:])


def _print_steps(files: tuple[Path, ...], root: Path) -> None:
    steps = steps_of(files, root)
    whole = sum((cost for cost in steps.values()), Cost())
    print()
    print(f"{'step, in one process':<24}{'wall s':>9}{'CPU s':>9}{'of wall':>9}{'of CPU':>9}")
    for name, cost in steps.items():
        wall, cpu = cost.wall_seconds, cost.cpu_seconds
        of_wall, of_cpu = wall / whole.wall_seconds, cpu / whole.cpu_seconds
        print(f"{name:<24}{wall:>9.2f}{cpu:>9.2f}{of_wall:>9.0%}{of_cpu:>9.0%}")
    print(f"{'all':<24}{whole.wall_seconds:>9.2f}{whole.cpu_seconds:>9.2f}")


if __name__ == "__main__":
    main()
