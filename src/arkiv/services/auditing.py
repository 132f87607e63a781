"""Audits: a checklist over contracts is started, looked at, signed off and reopened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from arkiv.domain.audit_matrix import Matrix, laid_out
from arkiv.domain.auditing import (
    Answer,
    AnswerKey,
    Audit,
    Audited,
    BrokenPack,
    Pack,
    Progress,
    audit_key,
    progress,
)
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.domain.shelf_ports import ChecklistShelf
from arkiv.errors import BadInput, Busy, NotFound
from arkiv.services.audit_evidence import Proposal, proposed
from arkiv.services.finding import Finder
from arkiv.services.indexing import Indexing
from arkiv.services.typed_lines import needed, one_line
from arkiv.texts import _

__all__ = ["Auditing"]

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Auditing:
    """Acts of a person; each is durable when its method returns."""

    record: Record
    indexing: Indexing
    finder: Finder
    shelf: ChecklistShelf
    actor: str

    # --- checklists -----------------------------------------------------------------------------

    def packs(self) -> tuple[Pack, ...]:
        """By key."""
        return self.shelf.every()[0]

    def broken(self) -> tuple[BrokenPack, ...]:
        """Files that hold no checklist, and why."""
        return self.shelf.every()[1]

    def pack(self, named: str, language: str = "en") -> Pack:
        """By its key, or by its id in that language, else in English, else in any.

        Raises NotFound.
        """
        wanted, found = named.strip().lower(), self.packs()
        order = (language, "en")
        same = [pack for pack in found if wanted in (pack.key, pack.id)]
        if same:
            return min(same, key=lambda p: order.index(p.language) if p.language in order else 9)
        names = ", ".join(dict.fromkeys(pack.id for pack in found))
        raise NotFound(
            _("There is no checklist “{name}”. There are: {names}.").format(name=named, names=names)
        )

    def copy(self, pack: Pack) -> Path:
        """Among the person's own, to be changed there; returns its file. Raises BadInput."""
        path = self.shelf.copy(pack.key)
        if path is None:
            raise BadInput(
                _("Your own checklists have “{key}” already; change its file.").format(key=pack.key)
            )
        return path

    # --- audits ---------------------------------------------------------------------------------

    def start(
        self,
        pack: Pack,
        name: str,
        query: str | None,
        due: date,
        owner: str | None,
        today: date,
        audit_id: str | None = None,
    ) -> Audit:
        """Over the contracts that the query finds now, else those the checklist is meant for.

        Raises BadInput, QueryError; Busy where what was found may not be all. A caller that may
        have to try again passes the same ``audit_id`` each time.
        """
        title = needed(name, _("An audit needs a name; nothing was started."))
        asked = pack.applies_to if query is None else query
        self.indexing.catch_up()
        contracts = self._found(asked, today)
        if not contracts:
            raise BadInput(
                _("“{query}” finds no contract; nothing was started.").format(query=asked)
            )
        skipped = self._skipped(pack, today)
        audit = Audit(
            audit_id or str(uuid4()),
            title,
            pack,
            asked,
            tuple(
                Audited(contract, tuple(i for i, asked_of in skipped if contract not in asked_of))
                for contract in sorted(contracts)
            ),
            due,
            one_line(owner or "") or self.actor,
        )
        started = self.record.audits.start(audit, self.actor)
        self.indexing.catch_up()
        return started

    def outside(self, audit: Audit, today: date) -> int:
        """How many of its contracts the checklist is not meant for."""
        if not audit.pack.applies_to or audit.query == audit.pack.applies_to:
            return 0
        result = self.finder.search(audit.pack.applies_to, today)
        meant = {scored.id for scored in result.scored}
        return sum(each.contract not in meant for each in audit.contracts)

    def every(self) -> tuple[tuple[Audit, Progress], ...]:
        """The open ones first, by the day they are due."""
        audits = sorted(self.record.audits.every(), key=lambda a: (a.closed is not None, a.due))
        return tuple(
            (audit, progress(audit, self.record.audits.answers(audit.id))) for audit in audits
        )

    def get(self, named: str) -> Audit:
        """By its name or the beginning of it. Raises NotFound, BadInput."""
        wanted, every = audit_key(named), self.record.audits.every()
        for audit in every:
            if wanted in (audit_key(audit.name), audit.id):
                return audit
        found = [audit for audit in every if wanted and audit_key(audit.name).startswith(wanted)]
        if len(found) == 1:
            return found[0]
        names = ", ".join(audit.name for audit in found or every)
        if found:
            raise BadInput(_("Several audits begin so: {names}.").format(names=names))
        there = _("There are: {names}.").format(names=names) if names else _("There are none yet.")
        raise NotFound(_("There is no audit “{name}”.").format(name=named) + " " + there)

    def matrix(self, audit: Audit) -> Matrix:
        """Every question of every contract with its answer, as of one head.

        Raises Busy where the audit keeps changing, NotFound.
        """
        audits = self.record.audits
        for _attempt in range(_TRIES):
            head = audits.head(audit.id)
            found = self._laid_out(audits.get(audit.id) or audit, audits.answers(audit.id), head)
            if audits.head(audit.id) == head:
                return found
        raise Busy(_("The audit kept changing; try again later."))

    def asked_of(self, contract: ContractId) -> tuple[Matrix, ...]:
        """The open audits that it stands in, each as if it were over that contract alone.

        By the day they are due.
        """
        found = []
        for audit in sorted(self.record.audits.every(), key=lambda audit: audit.due):
            alone = tuple(each for each in audit.contracts if each.contract == contract)
            if alone and audit.closed is None:
                said = self.record.audits.answers(audit.id)
                answers = [answer for answer in said if answer.contract == contract]
                head = self.record.audits.head(audit.id)
                found.append(self._laid_out(replace(audit, contracts=alone), answers, head))
        return tuple(found)

    def _laid_out(self, audit: Audit, answers: Sequence[Answer], head: tuple[int, str]) -> Matrix:
        quoted = {anchor.document for answer in answers for anchor in answer.evidence}
        documents = (self.record.documents.get(sha256) for sha256 in sorted(quoted))
        return laid_out(
            audit,
            answers,
            self.record.contracts.summaries_of([each.contract for each in audit.contracts]),
            {document.sha256: document.name for document in documents if document},
            head,
        )

    def proposals(
        self, audit: Audit, contracts: Sequence[ContractId], today: date, item: str | None = None
    ) -> dict[AnswerKey, Proposal]:
        """What was found for the questions; of one of them, or of all."""
        items = [each for each in audit.pack.items if item in (None, each.id)]
        found = proposed(self.finder, contracts, items, today)
        return {(each.contract, each.item): each for each in found}

    def close(self, audit: Audit, comment: str = "", with_open: bool = False) -> Audit:
        """Sign it off. Raises BadInput while questions are open and not to be left so."""
        closed = self.record.audits.close(audit.id, one_line(comment), with_open, self.actor)
        self.indexing.catch_up()
        return closed

    def reopen(self, audit: Audit) -> bool:
        """Whether it was closed."""
        reopened = self.record.audits.reopen(audit.id, self.actor)
        self.indexing.catch_up()
        return reopened

    def _found(self, query: str, today: date) -> set[ContractId]:
        result = self.finder.search(query, today)
        if result.partial or result.missing:
            raise Busy(_("The index is not up to date yet; try again in a moment."))
        return {scored.id for scored in result.scored}

    def _skipped(self, pack: Pack, today: date) -> list[tuple[str, set[ContractId]]]:
        """The items with a condition, and the contracts that each finds."""
        found: dict[str, set[ContractId]] = {}
        for item in pack.items:
            if item.condition and item.condition not in found:
                found[item.condition] = self._found(item.condition, today)
        return [(item.id, found[item.condition]) for item in pack.items if item.condition]
