"""A view of contracts, one of which is the current one and can be read."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from arkiv.domain.contracts import Summary
from arkiv.domain.facts import Field, Source
from arkiv.domain.identity import ContractId
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.given import Archive
from arkiv.tui.screens.contract_acts import ContractActs
from arkiv.tui.screens.reading import Reading
from arkiv.tui.screens.view import View
from arkiv.tui.widgets.results import Results

__all__ = ["ContractsView"]


class ContractsView(ContractActs, View):
    """A view of contracts, one of which can be read."""

    BINDINGS = bindings(Home.CONTRACT)

    def __init__(self, archive: Archive, acts: Acts) -> None:
        super().__init__()
        self.take_acts(archive, acts)
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

    @property
    def is_linked(self) -> bool:
        return self.reading.is_linked

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

    def action_facts(self) -> None:
        if self.opened is None:
            self.open(self.results.current_id)
        self.show_pane(facts=True)

    def action_review(self) -> None:
        contract = self.current_contract
        if contract is not None:
            self.post_message(self.ReviewWanted(contract, self.results.ids))

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

    def action_note(self) -> None:
        """In the text on the words that are selected, found or pointed at there."""
        reading, hit = self.reading, self.reading.hit
        if reading.document.has_focus and hit is not None:
            self._noting.note([hit.summary.id], reading.passage(), reading.move_passage)
        else:
            self._noting.note(self.chosen())

    def action_reference(self) -> None:
        hit = self.reading.hit
        if hit is None or hit.summary.id != self.current_contract:
            return
        page = self.reading.document.page
        where = ", " + _("p. {page}").format(page=page) if page is not None else ""
        self._acts.copy(f"{hit.summary.title}, #{hit.summary.id}{where}")
