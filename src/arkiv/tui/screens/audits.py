"""The audits view: the list of audits, their questions by contract, and all about the current."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from arkiv import clock
from arkiv.cleaning import clean
from arkiv.domain.audit_matrix import Matrix
from arkiv.domain.auditing import AnswerKey, Audit, Progress
from arkiv.domain.identity import ContractId
from arkiv.services.audit_evidence import Proposal
from arkiv.texts import _
from arkiv.tui.actions import Action, Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.audit_acts import AuditActs, Question
from arkiv.tui.audit_words import audit_parts, question_runs
from arkiv.tui.given import Archive
from arkiv.tui.screens.view import View
from arkiv.tui.widgets.audit_list import AuditList
from arkiv.tui.widgets.bars import Bar
from arkiv.tui.widgets.checks import Checks
from arkiv.tui.widgets.frame import Footer, Header
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.paragraphs import Paragraphs

__all__ = ["AuditsView"]

_AT_ONCE = 8
"""Contracts that evidence is looked for in at a time, the current one first."""
_LOOK_DELAY_SECONDS = 0.06


@dataclass(frozen=True, slots=True)
class _Fetched:
    audits: Sequence[tuple[Audit, Progress]]
    matrix: Matrix | None


class AuditsView(View):
    """One audit at a time; on a narrow screen one contract of it at a time."""

    NAME = "audits"
    HOME = Home.AUDITS
    BINDINGS = bindings(Home.AUDITS)

    def __init__(self, archive: Archive, acts: Acts) -> None:
        super().__init__()
        self._archive = archive
        self._acts = acts
        self._audit_acts = AuditActs(archive, acts, self.choose)
        self._chosen = ""
        """The id of the audit that is shown."""
        self._loading = self._looking = False
        self._known = self._entering = False
        """The audits were fetched once; the focus goes to the questions once they are there."""
        self._again = False
        """Asked for once more while it was being fetched, or while the view was hidden."""
        self._looked: set[ContractId] = set()
        """The contracts of this audit that evidence was looked for in."""
        self._delay: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Header(self.NAME)
        yield Bar(id="audit-bar")
        with Container(id="audits"):
            yield AuditList(id="audit-list")
            with Vertical(id="checked"):
                yield Checks(id="checks")
                yield Static(id="nothing")
            yield Paragraphs(id="question")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one("#audit-list").border_title = _("Audits")
        self.query_one("#question").border_title = _("Question")
        self.checks.by_contract = self.has_class("-narrow")
        self.checks.focus()
        self.load()

    def on_resize(self) -> None:
        self.checks.by_contract = self.app.size.width < 100
        self.call_after_refresh(self._show)

    @property
    def checks(self) -> Checks:
        return self.query_one(Checks)

    @property
    def listed(self) -> AuditList:
        return self.query_one(AuditList)

    # --- fetching -----------------------------------------------------------------------------

    def load(self) -> None:
        """Fetch the audits; asked for several times over, they are fetched once more at most."""
        if self._loading or not self.is_current:
            self._again = True
            return
        self._loading, self._again = True, False
        self._acts.run(partial(self._fetch, self._chosen), self._loaded, self._not_loaded)

    def _fetch(self, chosen: str) -> _Fetched:
        auditing = self._archive.auditing
        audits = auditing.every()
        audit = next((audit for audit, _p in audits if audit.id == chosen), None)
        if audit is None and audits:
            audit = audits[0][0]
        return _Fetched(audits, auditing.matrix(audit) if audit is not None else None)

    def _loaded(self, found: _Fetched) -> None:
        self._loading = False
        if self.is_ready:
            matrix, self._known = found.matrix, True
            wanted = matrix.audit.id if matrix is not None else ""
            if not self._chosen or self._chosen not in {audit.id for audit, _p in found.audits}:
                self._chosen = wanted
            self.listed.show(found.audits, self._chosen)
            if wanted == self._chosen:
                self._take(matrix)
                if self._entering:
                    self._entering = False
                    self.call_after_refresh(self._enter_audit)
        if self._again and self.is_current:
            self.load()

    def _take(self, matrix: Matrix | None) -> None:
        before = self.checks.matrix
        if before is None or matrix is None or before.audit.id != matrix.audit.id:
            self.checks.found, self._looked = {}, set()
        self.checks.show(matrix)
        self._show()
        self._look()

    def _not_loaded(self, why: str) -> None:
        self._loading = False
        self._acts.say(why)

    def on_screen_resume(self) -> None:
        if self._again:
            self.load()

    def archive_changed(self) -> None:
        if (current := self.checks.current) is not None:
            self._looked.discard(current[0].contract)
        self.load()

    def choose(self, audit: str) -> None:
        """Show the audit with this id and go to its questions."""
        self._chosen, self._entering = audit, True
        self.load()

    # --- evidence -----------------------------------------------------------------------------

    def _look(self) -> None:
        """Look for evidence in the contracts on the screen, some at a time."""
        matrix = self.checks.matrix
        missing = [each for each in self.checks.seen() if each not in self._looked]
        if self._looking or matrix is None or not missing or not self.is_current:
            return
        audit, some, today = matrix.audit, missing[:_AT_ONCE], clock.today()
        self._looking = True

        def found(proposals: dict[AnswerKey, Proposal]) -> None:
            self._looking = False
            now = self.checks.matrix if self.is_ready else None
            if now is not None and now.audit.id == audit.id:
                self._looked.update(some)
                self.checks.add_found(proposals, some)
                self._show_question()
            if self.is_ready:
                self._look()

        def failed(why: str) -> None:
            self._looking = False
            self._looked.update(some)
            self._acts.say(why)

        self._acts.run(lambda: self._archive.auditing.proposals(audit, some, today), found, failed)

    # --- showing ------------------------------------------------------------------------------

    @on(Checks.Moved)
    def _moved(self) -> None:
        self._show()
        if self._delay is not None:
            self._delay.stop()
        self._delay = self.set_timer(_LOOK_DELAY_SECONDS, self._look)

    def _show(self) -> None:
        matrix = self.checks.matrix
        left, right = audit_parts(matrix) if matrix is not None else ([], [])
        self.query_one("#audit-bar", Bar).show(left, right)
        self.query_one("#checked").set_class(self._known and matrix is None, "-empty")
        words = _(
            "No audits yet. An audit goes through contracts with a checklist.\n"
            "N starts one: choose a checklist, then which contracts and by when."
        )
        self.query_one("#nothing", Static).update(Content(words))
        self.query_one("#checked").border_title = Content(clean(self._title()))
        self.checks.refresh()
        self._show_question()

    def _title(self) -> str:
        current, number = self.checks.current, len(self.checks.rows)
        if current is None:
            return _("Questions")
        at = f"{self.checks.row + 1}/{number}"
        if not self.checks.by_contract:
            return _("Contracts × questions · {at}").format(at=at)
        return _("Contract {at}: {title}").format(at=at, title=current[0].title)

    def _show_question(self) -> None:
        pane, checks = self.query_one("#question", Paragraphs), self.checks
        if checks.current is None or checks.matrix is None:
            pane.tell(())
            return
        row, cell = checks.current
        pane.border_title = Content(
            _("Question {n}/{of}").format(n=checks.column + 1, of=len(row.cells))
        )
        documents, brief = checks.matrix.documents, checks.by_contract
        pane.tell_runs(question_runs(row, cell, checks.proposal, documents, brief))

    # --- where one is -------------------------------------------------------------------------

    @on(CursorLines.Moved, "#audit-list")
    def _other_audit(self) -> None:
        audit = self.listed.current
        if audit is not None and audit.id != self._chosen:
            self._chosen = audit.id
            self.load()

    @on(CursorLines.Chosen, "#audit-list")
    def _enter_audit(self) -> None:
        self.remove_class("-list")
        self.checks.focus()

    def action_audits(self) -> None:
        if self.listed.has_focus:
            self._enter_audit()
        else:
            self.add_class("-list")
            self.listed.focus()

    def action_step_out(self) -> None:
        if not self.listed.has_focus:
            self.action_audits()
        else:
            self._enter_audit()

    def next_pane(self, by: int) -> None:
        self.action_audits()

    def action_scroll_question(self, by: int) -> None:
        self.query_one("#question", Paragraphs).action_half_page(by)

    def offers(self, action: Action) -> bool:
        matrix = self.checks.matrix
        closed = matrix is not None and matrix.audit.closed is not None
        wanted = {"reopen": closed, "sign_off": matrix is not None and not closed}
        return wanted.get(action.command, True)

    # --- what is done -------------------------------------------------------------------------

    @on(Checks.Chosen)
    def action_read(self) -> None:
        """Read the contract at the words of the answer, else at those that were found."""
        if self.checks.current is None:
            return
        row, cell = self.checks.current
        found, anchors = self.checks.proposal, cell.answer.evidence
        field = found.fact if found is not None and not anchors else None
        if not anchors and found is not None and field is None:
            anchors = found.anchors
        sources = [anchor.source for anchor in anchors]
        self.post_message(
            self.ContractWanted(row.contract, read=True, field=field, sources=sources)
        )

    def action_review(self) -> None:
        if self.checks.current is not None:
            listed = (row.contract for row in self.checks.rows)
            self.post_message(self.ReviewWanted(self.checks.current[0].contract, listed))

    def _answer(self, act: Callable[[Question], None]) -> None:
        checks = self.checks
        if checks.current is None or checks.matrix is None:
            self._acts.say(_("There is no question here; N starts an audit."))
        elif self.listed.has_focus:
            self._acts.say(_("Go to a question first: enter."))
        elif checks.matrix.audit.closed is not None:
            self._acts.say(_("This audit is signed off; the menu opens it again."))
        else:
            row, cell = checks.current
            act(Question(checks.matrix.audit, row, cell, checks.proposal))

    def action_pass(self) -> None:
        self._answer(self._audit_acts.passes)

    def action_fail(self) -> None:
        self._answer(self._audit_acts.fails)

    def action_not_applicable(self) -> None:
        self._answer(self._audit_acts.not_applicable)

    def action_comment(self) -> None:
        self._answer(self._audit_acts.comment)

    def action_open_again(self) -> None:
        self._answer(self._audit_acts.open_again)

    def action_start(self) -> None:
        self._audit_acts.start()

    def action_report(self) -> None:
        self._on_audit(lambda matrix: self._audit_acts.report(matrix.audit))

    def action_sign_off(self) -> None:
        self._on_audit(self._audit_acts.sign_off)

    def action_reopen(self) -> None:
        self._on_audit(lambda matrix: self._audit_acts.reopen(matrix.audit))

    def _on_audit(self, act: Callable[[Matrix], None]) -> None:
        if self.checks.matrix is not None:
            act(self.checks.matrix)
        else:
            self._acts.say(_("There is no audit here; N starts one."))
