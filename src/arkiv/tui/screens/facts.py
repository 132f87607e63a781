"""The facts pane: what was read of one contract, and what a person says about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from arkiv.domain.facts import Field, Source
from arkiv.domain.identity import ContractId
from arkiv.domain.review import FactRow, FactState
from arkiv.services.deciding import Deciding
from arkiv.services.reviewing import ContractView
from arkiv.texts import _
from arkiv.tui.actions import Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.deciding import typed_all
from arkiv.tui.dialogs.correct import CorrectDialog
from arkiv.tui.dialogs.facts import add_dialog, candidate_dialog, correct_dialog, value_dialog
from arkiv.tui.spelling import field_label, said
from arkiv.tui.widgets.ahead import Ahead
from arkiv.tui.widgets.evidence import Evidence
from arkiv.tui.widgets.fact_list import FactList, fact_entries
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
        self._deciding = deciding
        self._acts = acts
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
        entry = self.lines.current
        if entry is None or self._contract is None:
            return
        if entry.state in (FactState.CONFIRMED, FactState.CORRECTED):
            self.lines.settle(())
            return
        act = partial(self._deciding.confirm, self._contract, entry.field)
        words = _("{field} confirmed").format(field=field_label(entry.field))
        self._decide(entry.row, act, words, quiet=True)

    def action_confirm_sure(self) -> None:
        rows = [row for row in self._open_rows() if row.state is FactState.SURE]
        if rows:
            self._confirm_several(rows, _("Confirmed as sure: {fields}"))
        else:
            self._acts.say(_("None is shown as sure; y confirms one, A all of them."))

    def action_confirm_all(self) -> None:
        rows = self._open_rows()
        if rows:
            self._confirm_several(rows, _("Confirmed: {fields}"))
        else:
            self._acts.say(_("Everything here is decided already."))

    def _open_rows(self) -> list[FactRow]:
        """The rows in the list that nobody decided."""
        rows = dict.fromkeys(entry.field for entry in self.lines.entries)
        undecided = [row for row in self._rows if row.field in rows and not row.state.decided]
        return [row for row in undecided if row.field not in self.lines.settled]

    def _confirm_several(self, rows: Sequence[FactRow], sentence: str) -> None:
        contract, deciding = self._contract, self._deciding
        if contract is None:
            return
        fields = [row.field for row in rows]

        named = ", ".join(map(field_label, fields))
        self.lines.settle(fields)
        self._acts.do(
            partial(deciding.confirm_all, contract, fields),
            sentence.format(fields=named),
            failed=partial(self.lines.unsettle, fields),
        )

    def action_reject(self) -> None:
        entry = self.lines.current
        if entry is None or self._contract is None or entry.state is FactState.REJECTED:
            return
        rest = [
            value for place, value in enumerate(entry.row.values, start=1) if place != entry.party
        ]
        if entry.party is not None and rest:
            typed = typed_all(Field.PARTIES, rest)
            act = partial(self._deciding.correct, self._contract, entry.field, typed)
        else:
            act = partial(self._deciding.reject, self._contract, entry.field)
        words = _("{field} rejected: {value}").format(
            field=field_label(entry.field), value=said(entry.field, entry.value)
        )
        self._decide(entry.row, act, words)

    def action_correct(self) -> None:
        entry = self.lines.current
        if entry is not None:
            self._ask_value(entry.row, correct_dialog(entry), entry.party)

    def action_add(self) -> None:
        def chosen(name: str | None) -> None:
            if name is None:
                return
            field = Field(name)
            row = next(row for row in self._rows if row.field is field)
            party = len(row.values) + 1 if field is Field.PARTIES else None
            self._ask_value(row, value_dialog(field), party)

        if self._contract is not None:
            self.app.push_screen(add_dialog(self._rows), chosen)

    @on(CursorLines.Chosen)
    def action_choose(self) -> None:
        entry, contract = self.lines.current, self._contract
        if entry is None or contract is None:
            return
        if entry.party is not None or not entry.row.others:
            self._acts.say(_("Nothing else was read here; e types the right value."))
            return

        def chosen(rank: str | None) -> None:
            if rank is not None:
                act = partial(self._deciding.choose, contract, entry.field, int(rank))
                words = _("{field}: another value chosen").format(field=field_label(entry.field))
                self._decide(entry.row, act, words)

        self.app.push_screen(candidate_dialog(entry.row), chosen)

    def _ask_value(self, row: FactRow, dialog: CorrectDialog, party: int | None) -> None:
        contract, deciding = self._contract, self._deciding
        if contract is None:
            return

        def typed(text: str | None) -> None:
            if text is None:
                return
            if party is not None:
                act: Callable[[], object] = partial(deciding.correct_party, contract, party, text)
            else:
                act = partial(deciding.correct, contract, row.field, text)
            words = _("{field}: {value}").format(field=field_label(row.field), value=text)
            self._decide(row, act, words)

        self.app.push_screen(dialog, typed)

    def _decide(
        self, row: FactRow, act: Callable[[], object], sentence: str, quiet: bool = False
    ) -> None:
        """Do it, let ``u`` put back what there was, and go on to the next fact meanwhile."""
        contract = self._contract
        if contract is None:
            return
        self.lines.settle([row.field])
        failed = partial(self.lines.unsettle, [row.field])
        self._acts.do(act, sentence, quiet=quiet, failed=failed)
