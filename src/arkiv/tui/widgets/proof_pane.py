"""Why the current date is on its day, beside the list of dates."""

from __future__ import annotations

from datetime import date

from arkiv.services.proving import Proved
from arkiv.tui.proving import proof_runs
from arkiv.tui.widgets.paragraphs import Paragraphs

__all__ = ["ProofPane"]


class ProofPane(Paragraphs):
    """The proof, the words it follows from, cautions, and what was said of the date."""

    def show(self, proved: Proved | None, party: str, today: date) -> None:
        """None: of no date."""
        self.tell_runs(proof_runs(proved, party, today) if proved is not None else ())
