"""What is done about the lines of a review: to each kind what its own view does to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from arkiv.domain.anchors import Anchor
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.notes import NoteState
from arkiv.domain.outlook import State
from arkiv.domain.review import FactEntry, FactRow
from arkiv.labels import left_words
from arkiv.services.proving import telling_field
from arkiv.services.walking import DateLine, FactLine, NoteLine, QuestionLine, ReviewLine, Walk
from arkiv.texts import _
from arkiv.tui.acts import Acts
from arkiv.tui.audit_acts import AuditActs, Question
from arkiv.tui.fact_acts import FactActs
from arkiv.tui.given import Archive
from arkiv.tui.screens.contract_acts import ContractActs
from arkiv.tui.widgets.review_list import ReviewList

__all__ = ["ReviewActs"]


class ReviewActs(ContractActs):
    """The part of the review that acts; which act a key is depends on the current line."""

    _fact_acts: FactActs
    _audit_acts: AuditActs

    def take_review_acts(self, archive: Archive, acts: Acts) -> None:
        """What it acts with."""
        self.take_acts(archive, acts)
        self._fact_acts = FactActs(archive.deciding, acts, self._settle_facts, self._unsettle)
        self._audit_acts = AuditActs(archive, acts, lambda _audit: None)

    @property
    def lines(self) -> ReviewList:
        raise NotImplementedError

    @property
    def walk_shown(self) -> Walk | None:
        """None while the contract is on its way."""
        raise NotImplementedError

    def passage(self) -> Anchor | None:
        """What a note written now is about."""
        raise NotImplementedError

    def move_passage(self, by: int) -> Anchor | None:
        """The line of the text so many further on; None where there is none."""
        raise NotImplementedError

    def chosen(self) -> tuple[ContractId, ...]:
        return (self.current_contract,) if self.current_contract is not None else ()

    # --- facts --------------------------------------------------------------------------------

    def _settle_facts(self, fields: Iterable[Field]) -> None:
        self.lines.settle(_of_fields(fields))

    def _unsettle(self, fields: Iterable[Field]) -> None:
        self.lines.unsettle(_of_fields(fields))

    def _on_fact(self, act: Callable[[ContractId, FactEntry], None]) -> None:
        line, contract = self.lines.current, self.current_contract
        if isinstance(line, FactLine) and contract is not None:
            act(contract, line.entry)

    def action_confirm(self) -> None:
        line = self.lines.current
        if isinstance(line, FactLine) and line.missing is not None:
            self._acts.say(_("There is nothing to confirm: e types it, x says there is none."))
        else:
            self._on_fact(self._fact_acts.confirm)

    def action_correct(self) -> None:
        self._on_fact(self._fact_acts.correct)

    def action_reject(self) -> None:
        self._on_fact(self._fact_acts.reject)

    def action_other(self) -> None:
        self._on_fact(self._fact_acts.choose)

    def action_add(self) -> None:
        if self.walk_shown is not None:
            self._fact_acts.add(self.walk_shown.view.summary.id, self.walk_shown.view.rows)

    def action_confirm_sure(self) -> None:
        if self.current_contract is not None:
            self._fact_acts.confirm_sure(self.current_contract, self._open_rows())

    def action_confirm_all(self) -> None:
        if self.current_contract is not None:
            self._fact_acts.confirm_all(self.current_contract, self._open_rows())

    def _open_rows(self) -> list[FactRow]:
        rows = {
            line.entry.field: line.entry.row
            for line in self.lines.open_lines()
            if isinstance(line, FactLine) and line.missing is None
        }
        return list(rows.values())

    # --- dates --------------------------------------------------------------------------------

    def _on_date(self, act: Callable[[DateLine], None]) -> None:
        line = self.lines.current
        if isinstance(line, DateLine):
            self.lines.acting()
            act(line)

    def action_done(self) -> None:
        def done(line: DateLine) -> None:
            if line.due.deadline.state is State.DONE:
                self._acts.say(_("It is done already; X opens it again."))
            else:
                self._settling.following.done([line.due])

        self._on_date(done)

    def action_put_off(self) -> None:
        self._on_date(lambda line: self._settling.following.put_off([line.due]))

    def action_reopen(self) -> None:
        def reopen(line: DateLine) -> None:
            if line.due.deadline.state is State.OPEN:
                self._acts.say(_("It is open already."))
            else:
                self._settling.following.reopen([line.due])

        self._on_date(reopen)

    def action_confirm_facts(self) -> None:
        self._on_date(lambda line: self._settling.following.confirm([line.due]))

    def action_assign(self) -> None:
        self._on_date(lambda line: self._settling.following.assign([line.due]))

    def action_edit(self) -> None:
        """A date by hand itself; of a computed one go to the fact that it was counted with."""

        def edit(line: DateLine) -> None:
            obligation = line.due.deadline.obligation
            if obligation is not None:
                self._settling.following.change(obligation)
            else:
                field = telling_field(line.proved.justified.proof)
                self.lines.stand_on(_of_fields([field] if field is not None else []))

        self._on_date(edit)

    # --- questions ----------------------------------------------------------------------------

    def _on_question(self, act: Callable[[Question], None]) -> None:
        line = self.lines.current
        if isinstance(line, QuestionLine):
            self.lines.acting()
            act(Question(line.matrix.audit, line.row, line.cell, line.proposal))

    def action_pass(self) -> None:
        self._on_question(self._audit_acts.passes)

    def action_fail(self) -> None:
        self._on_question(self._audit_acts.fails)

    def action_not_applicable(self) -> None:
        self._on_question(self._audit_acts.not_applicable)

    def action_comment(self) -> None:
        self._on_question(self._audit_acts.comment)

    def action_open_again(self) -> None:
        self._on_question(self._audit_acts.open_again)

    # --- notes --------------------------------------------------------------------------------

    def action_note(self) -> None:
        """On the words of the current line, or in the text on those pointed at."""
        self._noting.note(self.chosen(), self.passage(), self.move_passage)

    def _on_note(self, act: Callable[[NoteLine], None]) -> None:
        line = self.lines.current
        if isinstance(line, NoteLine):
            self.lines.acting()
            act(line)

    def action_resolve(self) -> None:
        def resolve(line: NoteLine) -> None:
            state = NoteState.RESOLVED if line.is_open else NoteState.OPEN
            self._noting.settle(line.placed.note, state)

        self._on_note(resolve)

    def action_withdraw(self) -> None:
        self._on_note(lambda line: self._noting.settle(line.placed.note, NoteState.WITHDRAWN))

    def action_change(self) -> None:
        self._on_note(lambda line: self._noting.note(self.chosen(), editing=line.placed.note))

    # --- the whole ----------------------------------------------------------------------------

    def action_review(self) -> None:
        """It is open already: to its first open line."""
        self.lines.next_open()

    def action_finish(self) -> None:
        self.action_reviewed()

    def action_reviewed(self) -> None:
        """Say what is left, too."""
        walk = self.walk_shown
        if walk is not None:
            self.lines.acting()
            self._settling.review(walk.view.summary, left_words(walk.closing.left))


def _of_fields(fields: Iterable[Field]) -> Callable[[ReviewLine], bool]:
    wanted = set(fields)
    return lambda line: isinstance(line, FactLine) and line.entry.field in wanted
