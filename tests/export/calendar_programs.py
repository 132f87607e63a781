"""Calendar programs of Debian, each with a home of its own, as the tests ask them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

__all__ = ["CALCURSE", "KHAL", "Calcurse", "Khal"]

KHAL = shutil.which("khal")
CALCURSE = shutil.which("calcurse")

_KHAL_SETTINGS = """\
[calendars]
[[contracts]]
path = {home}/contracts
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = contracts
[sqlite]
path = {home}/khal.db
"""


@dataclass(frozen=True, slots=True)
class Khal:
    """Keeps a file for each UID, and so updates what it has."""

    home: Path

    def __post_init__(self) -> None:
        (self.home / "contracts").mkdir()
        (self.home / "khal.conf").write_text(_KHAL_SETTINGS.format(home=self.home))

    def take(self, calendar: bytes) -> None:
        """Raises CalledProcessError where it refuses the calendar."""
        file = self.home / "import.ics"
        file.write_bytes(calendar)
        self._run("import", "--batch", "-a", "contracts", str(file))

    def shown(self, first: date, days: int, form: str = "{title}") -> list[str]:
        """A line for each entry from a day on; headings with days are left out."""
        said = self._run("list", "--day-format", "", "--format", form, str(first), f"{days}d")
        return [line for line in said.splitlines() if line]

    def files(self) -> int:
        return len(list((self.home / "contracts").glob("*.ics")))

    def _run(self, *arguments: str) -> str:
        assert KHAL is not None
        return _said(self.home, KHAL, "-c", str(self.home / "khal.conf"), *arguments)


@dataclass(frozen=True, slots=True)
class Calcurse:
    """Written in C, with a parser that shares nothing with those in Python."""

    home: Path

    def take(self, calendar: bytes) -> str:
        """What it says of the import."""
        file = self.home / "import.ics"
        file.write_bytes(calendar)
        return self._run("-i", str(file))

    def shown(self, day: date) -> list[str]:
        """The titles of a day."""
        asked = ("-Q", "--from", f"{day:%m/%d}/{day.year:04}", "--days", "1")
        said = self._run(*asked, "--format-event", r"* %m\n")
        return [line[2:] for line in said.splitlines() if line.startswith("* ")]

    def _run(self, *arguments: str) -> str:
        assert CALCURSE is not None
        return _said(self.home, CALCURSE, "-D", str(self.home), *arguments)


def _said(home: Path, *command: str) -> str:
    environment = {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "Europe/Oslo"}
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_DATA_DIRS"):
        environment.pop(name, None)
    done = subprocess.run(
        command, capture_output=True, env=environment, check=True, timeout=60, text=True
    )
    return done.stdout
