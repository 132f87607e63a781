"""The facts pane: what was read of one contract, and what a person says about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from arkiv.domain.facts import Field, Source
from arkiv.domain.identity import ContractId
from arkiv.domain.review import FactEntry, FactRow, fact_entries
from arkiv.services.deciding import Deciding
from arkiv.services.reviewing import ContractView
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.fact_acts import FactActs
from arkiv.tui.widgets.ahead import Ahead
from arkiv.tui.widgets.evidence import Evidence
from arkiv.tui.widgets.fact_list import FactList
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.paragraphs import Runs, Warned

__all__ = ["FactsPane"]


class FactsPane(Vertical):
    """The facts of the contract that is read, with the evidence of the current one below."""

    BINDINGS = bindings(Home.FACTS)

    class Pointed(Message):
        """These words are what the current fact was read from."""

        def __init__(self, sources: tuple[Source, ...]) -> None:
            self.sources = sources
            super().__init__()

    def __init__(self, deciding: Deciding, acts: Acts, **options: str) -> None:
        super().__init__(id=options.get("id"))
        self._fact_acts = FactActs(
            deciding,
            acts,
            lambda fields: self.lines.settle(fields),
            lambda fields: self.lines.unsettle(fields),
        )
        self._contract: ContractId | None = None
        self._rows: tuple[FactRow, ...] = ()
        self._wanted: Field | None = None

    def compose(self) -> ComposeResult:
        yield Ahead(id="ahead")
        yield FactList(id="fact-list")
        yield Evidence(id="evidence")
        yield Warned(id="warned")

    def show(self, view: ContractView | None, ahead: Sequence[Runs] = ()) -> None:
        """The facts of a contract, with what is ahead of it; None: of none."""
        self.query_one(Ahead).tell_runs(ahead)
        self.query_one(Ahead).fit()
        contract = view.summary.id if view is not None else None
        anew, self._contract = contract != self._contract, contract
        self._rows = view.rows if view is not None else ()
        self.lines.show(fact_entries(self._rows), anew)
        if self._wanted is not None:
            self.lines.stand_on(self._wanted)
            self._wanted = None
        self.border_title = Content(" · ".join(filter(None, (_("Facts"), self.counted))))
        self._show_evidence()
        warnings = view.warnings if view is not None else ()
        self.query_one(Warned).tell((f"! {words}", "warning") for words in warnings)

    def on_resize(self) -> None:
        self.query_one(Ahead).fit()

    def stand_on(self, field: Field | None) -> None:
        """Put the cursor on that fact when the next facts are shown; None: where it belongs."""
        self._wanted = field

    @property
    def lines(self) -> FactList:
        return self.query_one(FactList)

    @property
    def counted(self) -> str:
        """How many facts are decided; empty where there are none."""
        total = len(self.lines.entries)
        if not total:
            return ""
        return _("{n} of {m} confirmed").format(n=self.lines.decided_count, m=total)

    @on(CursorLines.Moved)
    def _show_evidence(self) -> None:
        entry = self.lines.current
        known = {row.field: row.values[0] for row in self._rows if row.values}
        self.query_one(Evidence).show(entry, known)
        if self.lines.has_focus:
            self.point()

    def point(self) -> None:
        """Say where the current fact stands."""
        entry = self.lines.current
        self.post_message(self.Pointed(entry.sources if entry is not None else ()))

    def on_descendant_focus(self) -> None:
        self.point()

    # --- what is said about facts -------------------------------------------------------------

    def action_confirm(self) -> None:
        self._on_entry(self._fact_acts.confirm)

    def action_confirm_sure(self) -> None:
        if self._contract is not None:
            self._fact_acts.confirm_sure(self._contract, self._open_rows())

    def action_confirm_all(self) -> None:
        if self._contract is not None:
            self._fact_acts.confirm_all(self._contract, self._open_rows())

    def _open_rows(self) -> list[FactRow]:
        """The rows in the list that nobody decided."""
        rows = dict.fromkeys(entry.field for entry in self.lines.entries)
        undecided = [row for row in self._rows if row.field in rows and not row.state.decided]
        return [row for row in undecided if row.field not in self.lines.settled]

    def action_reject(self) -> None:
        self._on_entry(self._fact_acts.reject)

    def action_correct(self) -> None:
        self._on_entry(self._fact_acts.correct)

    @on(CursorLines.Chosen)
    def action_choose(self) -> None:
        self._on_entry(self._fact_acts.choose)

    def action_add(self) -> None:
        if self._contract is not None:
            self._fact_acts.add(self._contract, self._rows)

    def _on_entry(self, act: Callable[[ContractId, FactEntry], None]) -> None:
        entry = self.lines.current
        if entry is not None and self._contract is not None:
            act(self._contract, entry)
