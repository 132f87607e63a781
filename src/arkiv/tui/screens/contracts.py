"""What can be done to contracts in any view that shows some."""

from __future__ import annotations

from arkiv.domain.identity import ContractId
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.screens.reading import Reading
from arkiv.tui.screens.view import View

__all__ = ["ContractsView"]


class ContractsView(View):
    """A view of contracts, one of which can be read."""

    BINDINGS = bindings(Home.CONTRACT)

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._acts = acts

    def chosen(self) -> tuple[ContractId, ...]:
        """The contracts that an act is for."""
        raise NotImplementedError

    @property
    def current_contract(self) -> ContractId | None:
        """The one that is read, or would be."""
        raise NotImplementedError

    @property
    def reading(self) -> Reading:
        return self.query_one(Reading)

    def action_step(self, by: int) -> None:
        """Go to the contract after or before the current one."""
        raise NotImplementedError

    def action_next_hit(self, by: int) -> None:
        self.reading.document.next_hit(by)

    def action_tag(self) -> None:
        self._acts.tag(self.chosen())

    def action_note(self) -> None:
        self._acts.note(self.chosen())

    def action_original(self) -> None:
        if self.current_contract is not None:
            self._acts.original(self.current_contract)

    def action_trash(self) -> None:
        self._acts.trash(self.chosen())

    def action_untrash(self) -> None:
        self._acts.untrash(self.chosen())

    def action_reference(self) -> None:
        hit = self.reading.hit
        if hit is None or hit.summary.id != self.current_contract:
            return
        page = self.reading.document.page
        where = ", " + _("p. {page}").format(page=page) if page is not None else ""
        self._acts.copy(f"{hit.summary.title}, #{hit.summary.id}{where}")
