"""What can be done to contracts in any view that shows some."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on

from arkiv.domain.contracts import Summary
from arkiv.domain.facts import Field, Source
from arkiv.domain.identity import ContractId
from arkiv.texts import _
from arkiv.tui.actions import Action, Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.given import Archive
from arkiv.tui.note_taking import NoteTaking
from arkiv.tui.screens.reading import Reading
from arkiv.tui.screens.view import View
from arkiv.tui.settling import Settling
from arkiv.tui.widgets.results import Results

__all__ = ["ContractsView"]


class ContractsView(View):
    """A view of contracts, one of which can be read."""

    BINDINGS = bindings(Home.CONTRACT)

    def __init__(self, archive: Archive, acts: Acts) -> None:
        super().__init__()
        self._acts = acts
        self._noting = NoteTaking(archive, acts)
        self._settling = Settling(archive, acts)
        self.opened: ContractId | None = None
        """What is read in full width, whatever the results become meanwhile."""

    def ask_sheet(self) -> None:
        """Fetch the text and the facts of the current contract."""
        raise NotImplementedError

    @property
    def results(self) -> Results:
        return self.query_one(Results)

    @property
    def reading(self) -> Reading:
        return self.query_one(Reading)

    @property
    def current_contract(self) -> ContractId | None:
        """The one that is read, or would be."""
        return self.opened if self.opened is not None else self.results.current_id

    @property
    def current_summary(self) -> Summary | None:
        """Of the current contract; None also while it is on its way."""
        for hit in (self.reading.hit, self.results.current):
            if hit is not None and hit.summary.id == self.current_contract:
                return hit.summary
        return None

    def chosen(self) -> tuple[ContractId, ...]:
        """The contracts that an act is for: the one that is read, the marked, the current one."""
        return (self.opened,) if self.opened is not None else self.results.chosen()

    # --- reading one --------------------------------------------------------------------------

    def open(self, contract: ContractId | None) -> None:
        """Read it in full width; None: nothing happens."""
        if contract is not None:
            self.opened = contract
            self.remove_class("-facets")
            self.add_class("-reading")
            self.call_after_refresh(self.ask_sheet)

    def read_contract(
        self, contract: ContractId, field: Field | None, sources: Sequence[Source] = ()
    ) -> None:
        """Read it in full width, standing on the fact of that field; None: on the text.

        ``sources``: words to go to in the text.
        """
        self.reading.go_to(contract, sources)
        self.reading.facts.stand_on(field)
        self.open(contract)
        self.show_pane(facts=field is not None)

    def close_reading(self) -> None:
        """Back to the results."""
        if self.opened is not None:
            self.opened = None
            self.remove_class("-reading", "-facts")
            self.call_after_refresh(self.ask_sheet)

    @on(Reading.Gone)
    def _gone(self, event: Reading.Gone) -> None:
        if event.contract == self.opened:
            self.close_reading()
            self.results.focus()
            self._acts.say(event.sentence)

    def show_pane(self, facts: bool) -> None:
        """On a narrow screen the text and the facts stand in one place."""
        if self.opened is not None:
            self.set_class(facts, "-facts")
            (self.reading.facts.lines if facts else self.reading.document).focus()
            self.call_after_refresh(self.reading.title)

    def next_pane(self, by: int) -> None:
        if self.opened is None:
            super().next_pane(by)
        else:
            self.show_pane(facts=not self.reading.facts.lines.has_focus)

    def action_review(self) -> None:
        if self.opened is None:
            self.open(self.results.current_id)
        self.show_pane(facts=True)

    def action_step(self, by: int) -> None:
        """Go to the contract after or before the current one."""
        # One that was decided may be gone from among the results; the next stands in its place.
        gone = self.opened is not None and self.opened not in self.results.ids
        self.results.action_move(min(by, 0) if gone else by)
        if self.opened is not None:
            self.open(self.results.current_id)

    # --- what is done -------------------------------------------------------------------------

    def action_next_hit(self, by: int) -> None:
        self.reading.document.next_hit(by)

    def action_tag(self) -> None:
        self._acts.tag(self.chosen())

    def action_note(self) -> None:
        """In the text on the words that are selected, found or pointed at there."""
        reading, hit = self.reading, self.reading.hit
        if reading.document.has_focus and hit is not None:
            self._noting.note([hit.summary.id], reading.passage(), reading.move_passage)
        else:
            self._noting.note(self.chosen())

    def action_original(self) -> None:
        if self.current_contract is not None:
            self._acts.original(self.current_contract)

    def action_trash(self) -> None:
        self._acts.trash(self.chosen())

    def action_untrash(self) -> None:
        self._acts.untrash(self.chosen())

    # --- how it stands ------------------------------------------------------------------------

    def offers(self, action: Action) -> bool:
        """What takes something back is offered where there is something."""
        summary = self.current_summary
        wanted = {
            "take_back_end": summary is not None and summary.ended_on is not None,
            "take_back_renewal": summary is not None and summary.renewed_until is not None,
            "take_back_review": summary is not None and summary.last_reviewed is not None,
            "unlink": self.reading.is_linked,
        }
        return wanted.get(action.command, True)

    def _settle(self, act: Callable[[Summary], None]) -> None:
        if (summary := self.current_summary) is not None:
            act(summary)

    def action_end(self) -> None:
        self._settle(self._settling.end)

    def action_take_back_end(self) -> None:
        self._settle(self._settling.take_back_end)

    def action_renew_until(self) -> None:
        self._settle(self._settling.renew)

    def action_take_back_renewal(self) -> None:
        self._settle(self._settling.take_back_renewal)

    def action_reviewed(self) -> None:
        self._settle(self._settling.review)

    def action_take_back_review(self) -> None:
        self._settle(self._settling.take_back_review)

    def action_link(self) -> None:
        self._settle(self._settling.link)

    def action_unlink(self) -> None:
        self._settle(self._settling.unlink)

    def action_own(self) -> None:
        self._settling.own(self.chosen())

    def action_add_date(self) -> None:
        self._settle(lambda it: self._settling.following.plan(it.id, it.title))

    def action_reference(self) -> None:
        hit = self.reading.hit
        if hit is None or hit.summary.id != self.current_contract:
            return
        page = self.reading.document.page
        where = ", " + _("p. {page}").format(page=page) if page is not None else ""
        self._acts.copy(f"{hit.summary.title}, #{hit.summary.id}{where}")
