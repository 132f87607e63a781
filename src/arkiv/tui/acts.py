"""What a person does to contracts from any view: asked for, done behind, said, undone."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from arkiv import clock
from arkiv.cleaning import clean
from arkiv.domain.contracts import Summary
from arkiv.domain.identity import ContractId
from arkiv.errors import ArkivError
from arkiv.texts import _, ngettext
from arkiv.tui.dialogs.confirm import ConfirmDialog
from arkiv.tui.dialogs.tags import tags_dialog
from arkiv.tui.given import Archive
from arkiv.tui.viewer import open_in_viewer

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import ModalScreen

__all__ = ["Acts"]

log = logging.getLogger(__name__)
T = TypeVar("T")

Contracts = Sequence[ContractId]


class Acts:
    """Runs acts on contracts; tells the views afterwards."""

    def __init__(self, app: App[None], archive: Archive, changed: Callable[[], None]) -> None:
        self._app = app
        self._archive = archive
        self._changed = changed
        self._undos: list[tuple[str, Callable[[], object]]] = []

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Do it in a thread; ``done`` or ``failed`` (with a sentence) follows in the interface."""
        worker = partial(self._work, work, done, failed or self._sorry)
        self._app.run_worker(worker, thread=True, group="acts", exit_on_error=False)

    def ask(self, dialog: ModalScreen[T], answered: Callable[[T | None], None]) -> None:
        """Show a dialog and go on with its answer."""
        self._app.push_screen(dialog, answered)

    def say(self, sentence: str) -> None:
        self._app.notify(clean(sentence), markup=False, timeout=3)

    def _sorry(self, sentence: str) -> None:
        self._app.notify(clean(sentence), severity="error", markup=False, timeout=10)

    def _work(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> None:
        try:
            result = work()
        except ArkivError as error:
            self._app.call_later(failed, str(error))
        except Exception:  # the interface lives on, whatever an act runs into
            log.exception("an act failed")
            self._app.call_later(failed, _("That did not work. The reason stands in the log."))
        else:
            self._app.call_later(done, result)

    def tag(self, contracts: Contracts) -> None:
        """Ask for a tag and toggle it: taken away where all have it, else added to the rest."""
        if not contracts:
            return

        def look() -> tuple[list[Summary], dict[str, int]]:
            today, reviewing = clock.today(), self._archive.reviewing
            return [reviewing.show(id, today).summary for id in contracts], reviewing.tags()

        def ask(found: tuple[list[Summary], dict[str, int]]) -> None:
            summaries, used = found
            here = Counter(tag for summary in summaries for tag in summary.tags)
            dialog = tags_dialog(_tags_title(summaries), used, here, len(summaries))
            self._app.push_screen(dialog, partial(self._toggle_tag, summaries))

        self.run(look, ask)

    def _toggle_tag(self, summaries: Sequence[Summary], tag: str | None) -> None:
        if tag is None:
            return
        having = [summary.id for summary in summaries if tag in summary.tags]
        lacking = [summary.id for summary in summaries if tag not in summary.tags]
        reviewing = self._archive.reviewing
        if lacking:
            self.do(
                partial(reviewing.tag, lacking, tag),
                partial(reviewing.untag, lacking, tag),
                _("Tagged “{tag}”: {n}").format(tag=tag, n=_contracts(len(lacking))),
            )
        else:
            self.do(
                partial(reviewing.untag, having, tag),
                partial(reviewing.tag, having, tag),
                _("“{tag}” taken away: {n}").format(tag=tag, n=_contracts(len(having))),
            )

    def trash(self, contracts: Contracts) -> None:
        """Ask, then put them into the trash."""
        if not contracts:
            return
        question = _("Move {n} to the trash?\nNothing is deleted; u takes it back.").format(
            n=_contracts(len(contracts))
        )

        def answered(yes: bool | None) -> None:
            if yes:
                self.do(
                    partial(self._archive.reviewing.trash, contracts),
                    partial(self._archive.reviewing.untrash, contracts),
                    _("In the trash: {n}").format(n=_contracts(len(contracts))),
                )

        self._app.push_screen(ConfirmDialog(question, _("Move to trash")), answered)

    def untrash(self, contracts: Contracts) -> None:
        """Take them out of the trash."""
        if contracts:
            self.do(
                partial(self._archive.reviewing.untrash, contracts),
                partial(self._archive.reviewing.trash, contracts),
                _("Out of the trash: {n}").format(n=_contracts(len(contracts))),
            )

    def undo(self) -> None:
        """Take back the last act of this session that can be."""
        if not self._undos:
            self.say(_("There is nothing to undo."))
            return
        sentence, back = self._undos.pop()

        def done(_result: object) -> None:
            self.say(_("Undone: {act}").format(act=sentence))
            self._changed()

        self.run(back, done)

    def do(
        self,
        act: Callable[[], object],
        back: Callable[[], object],
        sentence: str,
        *,
        quiet: bool = False,
        failed: Callable[[], None] | None = None,
        saved: Callable[[], None] | None = None,
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """Do what ``back`` undoes, and say so unless it is ``quiet`` because it can be seen.

        ``saved`` is called before that is said, ``failed`` after a failure was; ``refused`` is
        told the failure's sentence instead of everybody.
        """

        def done(_result: object) -> None:
            if saved is not None:
                saved()
            self._undos.append((sentence, back))
            if not quiet:
                self.say(_("{act} · u undoes it").format(act=sentence))
            self._changed()

        def not_done(why: str) -> None:
            (refused or self._sorry)(why)
            if failed is not None:
                failed()

        self.run(act, done, not_done)

    def original(self, contract: ContractId) -> None:
        """Open a copy of the original, or say where it is."""

        def work() -> str:
            copy = self._archive.filing.viewing_copy(contract)
            if open_in_viewer(copy):
                return _("Opening a copy of the original.")
            return _("No viewer here. A copy is at {path}").format(path=copy)

        self.run(work, self.say)

    def copy(self, reference: str) -> None:
        """Put a reference on the clipboard."""
        self._app.copy_to_clipboard(clean(reference))
        self.say(_("Copied: {reference}").format(reference=reference))


def _contracts(number: int) -> str:
    return ngettext("{n} contract", "{n} contracts", number).format(n=number)


def _tags_title(summaries: Sequence[Summary]) -> str:
    what = summaries[0].title if len(summaries) == 1 else _contracts(len(summaries))
    return _("Tags of {what}").format(what=what)
