"""What is shown in the search view, written into a file for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from arkiv import clock
from arkiv.domain.identity import ContractId
from arkiv.services.finding import SearchResult
from arkiv.services.listings import found_whole
from arkiv.texts import _, ngettext
from arkiv.tui.acts import Acts
from arkiv.tui.dialogs.confirm import ConfirmDialog
from arkiv.tui.dialogs.files import columns_typed, listing_dialog, listing_path
from arkiv.tui.given import Archive
from arkiv.tui.spelling import counted

__all__ = ["ListingActs"]

Contracts = Sequence[ContractId]


class ListingActs:
    """Asks for a file and writes it."""

    def __init__(self, archive: Archive, acts: Acts) -> None:
        self._archive = archive
        self._acts = acts

    def export(self, shown: SearchResult, marked: Contracts) -> None:
        """The marked contracts, else all that are shown, in their order."""
        if not shown.scored:
            self._acts.say(_("There are no contracts here to write."))
            return
        proposed = str(Path.cwd() / "contracts.xlsx"), ""

        def ask(ids: Contracts) -> None:
            self._ask(ids, _title(len(ids), bool(marked)), proposed)

        if marked:
            ask(marked)
        else:
            self._acts.run(partial(found_whole, shown), ask)

    def _ask(self, ids: Contracts, title: str, before: tuple[str, ...]) -> None:
        def typed(said: tuple[str, ...] | None) -> None:
            if said is None:
                return
            path, columns = listing_path(said[0]), columns_typed(said[1])
            if not path.exists():
                self._write(path, ids, columns, replace=False)
                return

            def answered(yes: bool | None) -> None:
                if yes:
                    self._write(path, ids, columns, replace=True)
                else:
                    self._ask(ids, title, said)

            question = _("{path} is there already. Write a new one in its place?")
            self._acts.ask(ConfirmDialog(question.format(path=path), _("Replace")), answered)

        self._acts.ask(listing_dialog(title, *before), typed)

    def _write(self, path: Path, ids: Contracts, columns: Sequence[str], *, replace: bool) -> None:
        write = partial(
            self._archive.listings.write, path, ids, clock.today(), columns, replace=replace
        )
        self._acts.run(write, lambda number: self._acts.say(_written(path, number, len(ids))))


def _title(number: int, are_marked: bool) -> str:
    said = (
        ngettext("Export {n} marked contract", "Export {n} marked contracts", number)
        if are_marked
        else ngettext("Export {n} contract found", "Export {n} contracts found", number)
    )
    return said.format(n=counted(number))


def _written(path: Path, number: int, wanted: int) -> str:
    said = ngettext("Written: {path} ({n} contract)", "Written: {path} ({n} contracts)", number)
    sentence, gone = said.format(path=path, n=counted(number)), wanted - number
    if gone:
        left_out = ngettext(
            "{n} contract is gone meanwhile and left out.",
            "{n} contracts are gone meanwhile and left out.",
            gone,
        )
        sentence += ". " + left_out.format(n=counted(gone))
    return sentence
