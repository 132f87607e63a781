"""What a person does with audits: started, answered, signed off, reported."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from arkiv import clock
from arkiv.audit_labels import verdict_label
from arkiv.domain.audit_matrix import Asked, Matrix, MatrixRow
from arkiv.domain.auditing import Audit, BrokenPack, Pack, Verdict
from arkiv.services.audit_evidence import Proposal
from arkiv.services.audit_reports import write_report
from arkiv.texts import _, ngettext, spoken_language
from arkiv.tui.acts import Acts
from arkiv.tui.audit_words import MARKS
from arkiv.tui.dialogs.audits import (
    comment_dialog,
    fail_dialog,
    free_name,
    packs_dialog,
    report_dialog,
    report_path,
    start_dialog,
)
from arkiv.tui.dialogs.confirm import ConfirmDialog
from arkiv.tui.dialogs.dates import day_typed
from arkiv.tui.following import Following
from arkiv.tui.given import Archive

__all__ = ["AuditActs", "Question"]

_A_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one contract, with what was found for it."""

    audit: Audit
    row: MatrixRow
    cell: Asked
    proposal: Proposal | None

    @property
    def title(self) -> str:
        """What a dialog about it is called."""
        return f"{self.row.title}: {self.cell.item.question}"


class AuditActs:
    """Asks and acts; ``changed`` is told the id of the audit that is new or different."""

    def __init__(self, archive: Archive, acts: Acts, changed: Callable[[str], None]) -> None:
        self._archive = archive
        self._acts = acts
        self._changed = changed
        self._following = Following(archive, acts)

    # --- answers ------------------------------------------------------------------------------

    def passes(self, on: Question) -> None:
        """On the words that were found; where it needs some and has none, ask where they lie."""
        answer = on.cell.answer
        kept = answer.verdict is Verdict.PASS and (answer.evidence or answer.comment)
        found = on.proposal.anchors if on.proposal is not None else ()
        if kept or found or on.cell.item.evidence is None:
            self._say(on, Verdict.PASS, with_found=bool(found) and not kept)
            return
        must = _("It passes with evidence only: say where it lies.")
        self._commented(on, Verdict.PASS, must)

    def not_applicable(self, on: Question) -> None:
        """Ask why."""
        self._commented(on, Verdict.NOT_APPLICABLE)

    def comment(self, on: Question) -> None:
        """Ask for words; the answer stays."""
        self._commented(on, on.cell.answer.verdict)

    def open_again(self, on: Question) -> None:
        """Nothing is answered."""
        self._say(on, Verdict.OPEN, "")

    def _commented(self, on: Question, verdict: Verdict, must: str = "") -> None:
        before = on.cell.answer.comment if on.cell.answer.verdict is verdict else ""

        def typed(said: tuple[str, ...] | None) -> None:
            if said is not None:
                self._say(on, verdict, said[0])

        self._acts.ask(comment_dialog(on.title, before, must), typed)

    def fails(self, on: Question) -> None:
        """Ask what is wrong, and who sees to it by when."""
        answer, follow_up, today = on.cell.answer, on.cell.follow_up, clock.today()
        before = (
            answer.comment if answer.verdict is Verdict.FAIL else "",
            follow_up.obligation.owner or "" if follow_up is not None else "",
            str(follow_up.obligation.on if follow_up is not None else on.audit.due),
        )

        def typed(said: tuple[str, ...] | None) -> None:
            if said is not None:
                comment, owner, due = said
                day = day_typed(due, today)
                self._say(on, Verdict.FAIL, comment, owner=owner or None, due=day)

        self._following.with_owners(
            lambda who: self._acts.ask(fail_dialog(on.title, before, today, who), typed)
        )

    def _say(
        self,
        on: Question,
        verdict: Verdict,
        comment: str | None = None,
        with_found: bool = False,
        **follow_up: object,
    ) -> None:
        contract, item = on.row.contract, on.cell.item
        found = on.proposal.anchors if on.proposal is not None else ()
        evidence = {contract: found} if with_found else None
        act = partial(
            self._archive.answering.answer,
            on.audit,
            [contract],
            item,
            verdict,
            clock.today(),
            comment=comment,
            evidence=evidence,
            **follow_up,  # type: ignore[arg-type]
        )
        mark, _look = MARKS[verdict]
        words = _("{mark} {answer}: {item}, {contract}").format(
            mark=mark, answer=verdict_label(verdict), item=item.id, contract=on.row.title
        )
        self._acts.do(act, words)

    # --- audits -------------------------------------------------------------------------------

    def start(self) -> None:
        """Ask for a checklist, then for the rest."""
        auditing = self._archive.auditing

        def look() -> tuple[tuple[Pack, ...], tuple[BrokenPack, ...]]:
            return auditing.packs(), auditing.broken()

        def choose(found: tuple[tuple[Pack, ...], tuple[BrokenPack, ...]]) -> None:
            packs, broken = found
            dialog = packs_dialog(packs, broken, spoken_language(os.environ))
            known = {pack.key: pack for pack in packs}
            self._acts.ask(dialog, lambda key: self._begin(known[key]) if key else None)

        self._acts.run(look, choose)

    def _begin(self, pack: Pack) -> None:
        today = clock.today()
        name, due = f"{pack.title} {today.year}", today + _A_MONTH
        first = (name, pack.applies_to, str(due), self._archive.auditing.actor)
        ask = partial(self._ask_start, pack, first, str(uuid4()))
        self._following.with_owners(ask)

    def _ask_start(self, pack: Pack, before: Sequence[str], id: str, owners: Sequence[str]) -> None:
        today, auditing = clock.today(), self._archive.auditing

        def typed(said: tuple[str, ...] | None) -> None:
            if said is None:
                return
            name, query, due, owner = said

            def failed(why: str) -> None:
                self._acts.say(why)
                self._ask_start(pack, said, id, owners)

            day = day_typed(due, today)
            act = partial(auditing.start, pack, name, query.strip(), day, owner, today, id)
            words = _("Started {name}").format(name=name)
            self._acts.do(act, words, saved=partial(self._changed, id), refused=failed)

        self._acts.ask(start_dialog(pack, before, today, owners), typed)

    def sign_off(self, matrix: Matrix) -> None:
        """Ask whether although questions are open, and what there is to say."""
        audit, left = matrix.audit, matrix.progress.open
        if audit.closed is not None:
            self._acts.say(_("{name} was signed off already.").format(name=audit.name))
            return

        def confirmed(yes: bool | None) -> None:
            if yes:
                self._ask_sign_off(audit, left > 0)

        if not left:
            confirmed(True)
            return
        asked = ngettext(
            "{n} question is not answered. Sign off all the same?",
            "{n} questions are not answered. Sign off all the same?",
            left,
        )
        self._acts.ask(ConfirmDialog(asked.format(n=left), _("Sign off")), confirmed)

    def _ask_sign_off(self, audit: Audit, with_open: bool) -> None:
        def typed(said: tuple[str, ...] | None) -> None:
            if said is None:
                return
            act = partial(self._archive.auditing.close, audit, said[0], with_open)
            words = _("Signed off: {name}").format(name=audit.name)
            self._acts.do(act, words, saved=partial(self._changed, audit.id))

        title = _("Sign off {name}").format(name=audit.name)
        self._acts.ask(comment_dialog(title, ""), typed)

    def reopen(self, audit: Audit) -> None:
        """It is not signed off any more."""
        words = _("Open again: {name}").format(name=audit.name)
        act = partial(self._archive.auditing.reopen, audit)
        self._acts.do(act, words, saved=partial(self._changed, audit.id))

    def report(self, audit: Audit) -> None:
        """Ask for a file; its ending says which kind."""
        auditing = self._archive.auditing

        def typed(said: tuple[str, ...] | None) -> None:
            if said is None:
                return
            path = report_path(said[0])

            def write() -> Path:
                write_report(path, auditing.matrix(audit), replace=False)
                return path

            words = _("The report is at {path}")
            self._acts.run(write, lambda at: self._acts.say(words.format(path=at)))

        self._acts.ask(report_dialog(free_name(Path.home(), audit.name)), typed)
