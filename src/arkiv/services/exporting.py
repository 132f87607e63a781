"""What leaves the archive as a file that other programs read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from arkiv.deadline_labels import caution_words, proof_line, what_words
from arkiv.domain.contracts import EventKind
from arkiv.domain.lead_times import LeadTimes
from arkiv.domain.outlook import State
from arkiv.domain.ports import Record
from arkiv.errors import BadInput
from arkiv.services.agenda import Agenda, Due
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.export.calendar import CalendarEntry

__all__ = ["Exporting", "new_file", "write_file"]


@dataclass(frozen=True, slots=True)
class Exporting:
    """Exports; each is written whole or not at all."""

    record: Record
    agenda: Agenda
    leads: LeadTimes

    def calendar(
        self, path: Path, dues: Sequence[Due], stamp: datetime, *, replace: bool = False
    ) -> int:
        """Write dates as a calendar that updates itself when it is imported again; how many.

        What is done is left out. Raises BadInput where the file is there already and not to be
        replaced; OSError.
        """
        from arkiv.export.calendar import calendar

        archive = self.record.events.origin()
        entries = {}
        for due in dues:
            if due.deadline.state is not State.DONE:
                entry = self._entry(due, archive)
                entries[entry.key] = entry  # of a missed and a coming one the nearest by day
        write_file(path, calendar(entries.values(), stamp, _("Contracts")), replace=replace)
        return len(entries)

    def _entry(self, due: Due, archive: str) -> CalendarEntry:
        from arkiv.export.calendar import CalendarEntry, part, uid

        summary, deadline = due.summary, due.deadline
        which = part(deadline, self._renewed(due))
        return CalendarEntry(
            key=uid(archive, summary.id, str(deadline.kind), which),
            contract=summary.id,
            kind=str(deadline.kind),
            day=deadline.day,
            due=deadline.due,
            title=f"{_capital(what_words(deadline))}: {summary.title}",
            description="\n".join(self._reasons(due)),
            obligation=deadline.obligation.id if deadline.obligation else "",
            lead=self.leads.of(summary) if deadline.act else None,
            sequence=summary.seq,
            categories=tuple(filter(None, (_("Contracts"), due.owner))),
        )

    def _reasons(self, due: Due) -> Iterator[str]:
        proof = self.agenda.justify(due).proof
        yield proof_line(proof)
        for caution in proof.cautions:
            yield caution_words(caution)
        yield _("Contract {id} in Arkiv").format(id=due.summary.id)

    def _renewed(self, due: Due) -> int:
        """How often people said that it was renewed."""
        if due.summary.renewed_until is None:
            return 0
        kinds = Counter(
            event.kind for event in self.record.events.of(due.summary.id) if event.after
        )
        return kinds[EventKind.RENEWED]


def write_file(path: Path, content: bytes, *, replace: bool) -> None:
    """Whole under its name or not at all. Raises BadInput where it is there already."""
    with new_file(path, replace=replace) as file:
        file.write(content)


@contextmanager
def new_file(path: Path, *, replace: bool) -> Iterator[BinaryIO]:
    """A file that has its name once the block is left without an error, and is gone with one.

    Raises BadInput where it is there already, or can't be written.
    """
    if path.exists() and not replace:
        raise BadInput(
            _(
                "{path} is there already; nothing was written. Choose another name, or --replace."
            ).format(path=path)
        )
    pending = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with pending.open("wb") as file:
            yield file
        pending.replace(path)
    except OSError as error:
        raise BadInput(
            _("{path} can't be written: {reason}. Nothing was changed.").format(
                path=path, reason=error.strerror
            )
        ) from error
    finally:
        _remove(pending)


def _remove(pending: Path) -> None:
    """Also where the folder is none, so that the first error is the one that is told."""
    with suppress(OSError):
        pending.unlink()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
