"""What a person does to contracts from any view: asked for, done behind, said, undone."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from arkiv import clock
from arkiv.cleaning import clean
from arkiv.domain.acts import Act
from arkiv.domain.contracts import Summary
from arkiv.domain.identity import ContractId
from arkiv.errors import ArkivError
from arkiv.event_labels import act_words
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


@dataclass(frozen=True, slots=True)
class _Done:
    """One act of this session."""

    words: str
    """Empty: an act of an earlier session."""
    turns: int
    """How many acts it is on the trail."""
    back: Callable[[], object] | None = None
    """What undoes it where it is not on the trail."""
    again: Callable[[], object] | None = None
    since: int = 0
    """The number of the newest event before it."""
    follow: Callable[[bool], None] | None = None

    def tell(self, done: bool) -> None:
        """Tell what follows it that it is done, again too, or undone."""
        if self.follow is not None:
            self.follow(done)


class Acts:
    """Runs acts on contracts; tells the views afterwards."""

    def __init__(self, app: App[None], archive: Archive, changed: Callable[[], None]) -> None:
        self._app = app
        self._archive = archive
        self._changed = changed
        self._done: list[_Done] = []
        self._undone: list[_Done] = []

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
                _("Tagged “{tag}”: {n}").format(tag=tag, n=_contracts(len(lacking))),
            )
        else:
            self.do(
                partial(reviewing.untag, having, tag),
                _("“{tag}” taken away: {n}").format(tag=tag, n=_contracts(len(having))),
            )

    def trash(self, contracts: Contracts) -> None:
        """Put them into the trash; several only after asking."""
        if not contracts:
            return
        many = _contracts(len(contracts))
        move = partial(
            self.do,
            partial(self._archive.reviewing.trash, contracts),
            _("In the trash: {n}; u brings it back").format(n=many),
        )

        def answered(yes: bool | None) -> None:
            if yes:
                move()

        if len(contracts) == 1:
            move()
        else:
            question = _("Move {n} to the trash?\nNothing is deleted.").format(n=many)
            self._app.push_screen(ConfirmDialog(question, _("Move to trash")), answered)

    def untrash(self, contracts: Contracts) -> None:
        """Take them out of the trash."""
        if contracts:
            self.do(
                partial(self._archive.reviewing.untrash, contracts),
                _("Out of the trash: {n}").format(n=_contracts(len(contracts))),
            )

    def undo(self) -> None:
        """Take back the last act: of this session, else of one before."""
        last = self._done.pop() if self._done else _Done("", 1)

        def done(words: str | None) -> None:
            if words is None:
                self.say(_("There is nothing to undo."))
                return
            self._undone.append(last)
            last.tell(False)
            self.say(_("Undone: {act}").format(act=words))
            self._changed()

        def failed(why: str) -> None:
            self._done += [last] if last.words else []
            self._sorry(why)

        self.run(partial(self._turn, last, self._archive.undoing.undo, last.back), done, failed)

    def redo(self) -> None:
        """Do again what was undone last, if nothing was done since."""
        last = self._undone.pop() if self._undone else _Done("", 1)

        def done(words: str | None) -> None:
            if words is None:
                self.say(_("There is nothing to do again."))
                return
            self._done.append(last)
            last.tell(True)
            self.say(_("Done again: {act}").format(act=words))
            self._changed()

        self.run(partial(self._turn, last, self._archive.undoing.redo, last.again), done)

    def _turn(
        self,
        last: _Done,
        turn: Callable[[], Act | None],
        by_itself: Callable[[], object] | None,
    ) -> str | None:
        """What was turned, in words; None when there was nothing."""
        if by_itself is not None:
            by_itself()
            return last.words
        words = None
        for _time in range(last.turns):
            act = turn()
            if act is None:
                break
            if act.events[0].seq <= last.since:  # an older one: what was done last is purged
                return act_words(act)
            words = words or last.words or act_words(act)
        return words

    def do(
        self,
        act: Callable[[], object],
        sentence: str,
        *,
        back: Callable[[], object] | None = None,
        quiet: bool = False,
        failed: Callable[[], None] | None = None,
        saved: Callable[[], None] | None = None,
        follow: Callable[[bool], None] | None = None,
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """Do what ``u`` then takes back, and say so unless it is ``quiet`` because it can be seen.

        ``back`` undoes what is not on the trail. ``saved`` is called before the sentence is said,
        ``failed`` after a failure was; ``refused`` is told the failure's sentence instead of
        everybody. ``follow`` is told True each time it is done and False when it is undone.
        """

        def work() -> tuple[int, int]:
            before = self._archive.undoing.newest()
            act()
            return self._archive.undoing.acts_since(before), before

        def done(did: tuple[int, int]) -> None:
            turns, before = did
            if saved is not None:
                saved()
            if turns or back is not None:
                again = act if back is not None else None
                self._done.append(_Done(sentence, turns, back, again, before, follow))
                self._done[-1].tell(True)
                self._undone.clear()
            if not quiet:
                self.say(_("{act} · u undoes it").format(act=sentence))
            self._changed()

        def not_done(why: str) -> None:
            (refused or self._sorry)(why)
            if failed is not None:
                failed()

        self.run(work, done, not_done)

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
