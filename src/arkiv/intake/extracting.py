"""Extraction inside a worker: what it may cost, with a person's own cues and without."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace

from arkiv.domain.documents import Reading
from arkiv.domain.facts import Extraction
from arkiv.intake.own_cues import OwnCues
from arkiv.read.cpu_budget import CpuBudget, OutOfTime
from arkiv.texts import _

__all__ = ["Extracting", "Extractor"]

Extractor = Callable[..., Extraction]
"""Takes a reading, a name and, where there are own cues, the cues."""
_SHARE = 0.5
"""So much of the time own cues may use up before a document is read without them."""
Troubles = tuple[BaseException, ...]


@dataclass(frozen=True, slots=True)
class Extracting:
    """One worker's extractor and what it is given."""

    extractor: Extractor
    own: OwnCues
    cpu_seconds: float

    def warm_up(self, reading: Reading) -> None:
        """Has models and cues loaded."""
        self.extractor(reading, "")

    def extraction(self, reading: Reading, name: str) -> tuple[Extraction, Troubles]:
        """A document whose facts can't be read is still one whose text can be searched."""
        cues = self.own.current()
        if cues is None:
            return self._plain(reading, name)
        try:
            with CpuBudget(self.cpu_seconds * _SHARE).slice():
                return self.extractor(reading, name, cues), ()
        except (OutOfTime, Exception) as error:  # noqa: BLE001 - the others can read it still
            extraction, troubles = self._plain(reading, name)
            warnings = (_left_out(error), *extraction.warnings)
            # with the own cues' version: reading again with the same ones would end the same way
            return replace(extraction, warnings=warnings, cues_version=cues.version), (
                error,
                *troubles,
            )

    def _plain(self, reading: Reading, name: str) -> tuple[Extraction, Troubles]:
        try:
            with CpuBudget(self.cpu_seconds).slice():
                return self.extractor(reading, name), ()
        except (OutOfTime, Exception) as error:  # noqa: BLE001 - the text is worth having without
            warning = _("The facts could not be read from the text; enter them by hand.")
            return Extraction((), (warning,), ""), (error,)


def _left_out(error: BaseException) -> str:
    cue = _cue_at(error)
    if cue is None:
        return _("Your own cues could not be used on this text and were left out.")
    if isinstance(error, OutOfTime):
        return _("The cue {cue} takes too long on this text; your own cues were left out.").format(
            cue=cue
        )
    return _("The cue {cue} can't be used on this text; your own cues were left out.").format(
        cue=cue
    )


def _cue_at(error: BaseException) -> str | None:
    """The id of a person's cue that was being looked for; the rules themselves know no time."""
    from arkiv.extract.cues_loader import Cue
    from arkiv.extract.own_cues import OWN

    for frame, _line in traceback.walk_tb(error.__traceback__):
        cue = frame.f_locals.get("cue")
        if isinstance(cue, Cue) and cue.id.startswith(OWN):
            return cue.id
    return None
