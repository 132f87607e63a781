"""What the views of dates have in common: fetching them, and what is done about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from textual import on
from textual.timer import Timer

from arkiv import clock
from arkiv.domain.facts import Field
from arkiv.domain.outlook import State
from arkiv.services.agenda import Due
from arkiv.services.proving import Proved, prove_due, telling_field
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.due_rows import due_key
from arkiv.tui.following import Following
from arkiv.tui.given import Archive, other_side
from arkiv.tui.screens.fetching import FetchingView
from arkiv.tui.widgets.due_list import DueList
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.proof_pane import ProofPane

__all__ = ["AgendaView"]

_PROOF_DELAY_SECONDS = 0.06
"""The proof follows when the cursor rests, as the text does in the search view."""


class AgendaView(FetchingView[tuple[Due, ...]]):
    """A view of dates, one of which is the current one."""

    BINDINGS = bindings(Home.DUES)

    def __init__(self, archive: Archive, acts: Acts) -> None:
        super().__init__(archive, acts)
        self._following = Following(archive, acts)
        self._proof_delay: Timer | None = None

    def until(self, today: date) -> date:
        """The last day that is wanted."""
        raise NotImplementedError

    def fetch(self, today: date, until: date) -> tuple[Due, ...]:
        """The dates, behind the screen."""
        return self._archive.agenda.every(today, until)

    def work(self, today: date) -> Callable[[], tuple[Due, ...]]:
        return partial(self.fetch, today, self.until(today))

    @property
    def dues(self) -> DueList:
        return self.query_one(DueList)

    def party(self, due: Due) -> str:
        """The other side, by name."""
        return other_side(self._archive.config, due.summary)

    # --- the proof ----------------------------------------------------------------------------

    @on(CursorLines.Moved)
    def _moved(self) -> None:
        if self._proof_delay is not None:
            self._proof_delay.stop()
        self._proof_delay = self.set_timer(_PROOF_DELAY_SECONDS, self._ask_proof)

    def _ask_proof(self) -> None:
        due, pane = self.dues.current, self.query_one_optional(ProofPane)
        if pane is None or not pane.display:
            return
        if due is None:
            pane.show(None, "", clock.today())
            return
        today = clock.today()

        def show(proved: Proved) -> None:
            current = self.dues.current if self.is_ready else None
            if current is not None and due_key(current) == due_key(due):
                pane.show(proved, self.party(due), today)

        prove = partial(prove_due, self._archive.agenda, self._archive.reviewing, due, today)
        self._acts.run(prove, show)

    def action_scroll_proof(self, by: int) -> None:
        pane = self.query_one_optional(ProofPane)
        if pane is not None:
            pane.action_half_page(by)

    # --- what is done -------------------------------------------------------------------------

    @on(CursorLines.Chosen)
    def action_open(self) -> None:
        """Read the contract, at the words of the fact that the day was counted with."""
        due = self.dues.current
        if due is None:
            return
        agenda, contract = self._archive.agenda, due.summary.id

        def opened(field: Field | None) -> None:
            self.post_message(self.ContractWanted(contract, read=True, field=field))

        self._acts.run(lambda: telling_field(agenda.justify(due).proof), opened)

    def action_review(self) -> None:
        due = self.dues.current
        if due is not None:
            listed = (row.due.summary.id for row in self.dues.rows if row.due is not None)
            self.post_message(self.ReviewWanted(due.summary.id, listed))

    def action_export(self) -> None:
        self._following.export()

    def action_edit(self) -> None:
        due = self.dues.current
        if due is not None and due.deadline.obligation is not None:
            self._following.change(due.deadline.obligation)
        elif due is not None:
            self.action_open()

    def action_add(self) -> None:
        due = self.dues.current
        if due is not None:
            self._following.plan(due.summary.id, due.summary.title)
        else:
            self._acts.say(_("Choose the contract in the search view and press d there."))

    def action_take_away(self) -> None:
        due = self.dues.current
        if due is not None and due.deadline.obligation is not None:
            self._following.take_away(due.deadline.obligation)
        elif due is not None:
            self._acts.say(_("This date follows from the facts; correct those instead."))

    def action_done(self) -> None:
        dues = tuple(d for d in self.dues.chosen() if d.deadline.state is not State.DONE)
        self._do(self._following.done, dues, _("It is done already; X opens it again."))

    def action_reopen(self) -> None:
        dues = tuple(d for d in self.dues.chosen() if d.deadline.state is not State.OPEN)
        self._do(self._following.reopen, dues, _("It is open already."))

    def action_put_off(self) -> None:
        self._do(self._following.put_off, self.dues.chosen())

    def action_confirm(self) -> None:
        self._do(self._following.confirm, self.dues.chosen())

    def action_assign(self) -> None:
        self._do(self._following.assign, self.dues.chosen())

    def _do(
        self, act: Callable[[tuple[Due, ...]], None], dues: tuple[Due, ...], otherwise: str = ""
    ) -> None:
        if dues:
            act(dues)
        elif otherwise and self.dues.current is not None:
            self._acts.say(otherwise)

    def action_mark(self) -> None:
        self.dues.mark()

    def action_mark_all(self) -> None:
        self.dues.mark_all()
