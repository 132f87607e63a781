"""Keeping the archive sound: checking everything, and making the index again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from threading import Event

from arkiv.domain.documents import DocumentState
from arkiv.domain.faults import sentence
from arkiv.domain.filing_ports import Vault
from arkiv.domain.index_port import Index
from arkiv.domain.ports import Record
from arkiv.domain.trail_ports import Damage, Heads
from arkiv.errors import BadInput, IndexUnusable
from arkiv.services.indexing import Indexing
from arkiv.services.rereading import RereadReport, facts_by_contract, reread_report
from arkiv.texts import _, ngettext
from arkiv.workspace import Workspace

__all__ = ["Keeping", "ReindexSummary", "VerifyReport"]

OnStep = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check of everything found."""

    damages: tuple[Damage, ...]
    """Real damage; empty when all is well."""
    remarks: tuple[str, ...]
    """Worth knowing and no damage: faults of documents, an index that is behind."""
    documents: int
    events: int
    head: str
    """Number and hash of the newest event, 123:ab…; remembered elsewhere it shows a cut tail."""
    remembered: bool | None
    """Whether the head that was given is in the trail; None where none was."""


@dataclass(frozen=True, slots=True)
class ReindexSummary:
    """What was made again."""

    contracts: int
    read_again: int
    """Documents whose originals were read again; 0 unless asked for."""
    report: RereadReport | None
    """What that changed in the facts; None unless asked for."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Checks and rebuilds; a check changes nothing."""

    workspace: Workspace
    record: Record
    vault: Vault
    index: Index
    indexing: Indexing
    actor: str
    heads: Heads

    def remember_head(self, today: date) -> None:
        """Keep the newest event of the day outside the record, where a cut trail shows.

        A head of that day that is not on the trail any more is left as the evidence it is.
        """
        seq, digest = self.record.events.head()
        standing = (said[1:] for said in self.heads.every() if said[0] == today.isoformat())
        if seq and all(self.record.events.holds(*head) for head in standing):
            self.heads.remember(today, seq, digest)

    def verify(self, remembered_head: str | None, on_step: OnStep) -> VerifyReport:
        """Hashes, event chain, database and index. Raises BadInput for an unreadable head."""
        remembered = _parsed_head(remembered_head) if remembered_head else None
        holds = None if remembered is None else self.record.events.holds(*remembered)
        seq, digest = self.record.events.head()
        damages = [
            *self.record.damages(),
            *self.record.events.broken(),
            *_head_damages(remembered, holds),
            *self._daily_damages(),
            *self._index_damages(),
            *self._original_damages(on_step),
        ]
        documents = sum(1 for _document in self.record.documents.every())
        return VerifyReport(
            tuple(damages), tuple(self._remarks()), documents, seq, f"{seq}:{digest}", holds
        )

    def reindex(
        self, read_again: Callable[[OnStep, Event], int] | None, on_step: OnStep, stop: Event
    ) -> ReindexSummary:
        """Make the index again from the record; with ``read_again`` from the originals too."""
        done, report = 0, None
        if read_again is not None:
            before = facts_by_contract(self.record)
            everything = [document.sha256 for document in self.record.documents.every()]
            self.record.documents.requeue(everything, self.actor)
            done = read_again(on_step, stop)
            report = reread_report(before, self.record)
        self.indexing.rebuild()
        return ReindexSummary(len(self.index.ids()), done, report)

    def _original_damages(self, on_step: OnStep) -> Iterator[Damage]:
        documents = list(self.record.documents.every())
        for done, document in enumerate(documents, 1):
            damage = self.vault.verify(document.sha256, document.extension)
            if damage is not None:
                yield damage
            on_step(done, len(documents))

    def _daily_damages(self) -> Iterator[Damage]:
        for day, seq, digest in self.heads.every():
            if not self.record.events.holds(seq, digest):
                yield Damage(
                    "head_not_on_chain",
                    f"{day} {seq}:{digest}",
                    _(
                        "The head of {day} is not in the trail: events were removed or rewritten,"
                        " or an older record was put in the place of this one."
                    ).format(day=day),
                )

    def _index_damages(self) -> Iterator[Damage]:
        try:
            indexed = self.index.ids()
        except IndexUnusable:
            return
        recorded = {summary.id for summary in self.record.contracts.summaries()}
        for contract in sorted(indexed - recorded):
            yield Damage(
                "index_unknown_contract",
                str(contract),
                _("The index holds contract {id}, which is not in the record.").format(id=contract),
            )

    def _remarks(self) -> Iterator[str]:
        for document in self.record.documents.every():
            if document.fault is not None:
                yield f"{document.name}: {sentence(document.fault)}"
            elif document.state is DocumentState.STORED:
                yield _("{name}: not read yet.").format(name=document.name)
        rows = {document.sha256 for document in self.record.documents.every()}
        unrecorded = sum(1 for sha256, _extension in self.vault.objects() if sha256 not in rows)
        if unrecorded:
            yield ngettext(
                "{n} original has no row yet; the next watch or ingest gives it one.",
                "{n} originals have no row yet; the next watch or ingest gives them one.",
                unrecorded,
            ).format(n=unrecorded)
        if any(self.workspace.stage.iterdir()):
            yield _("Staging holds leftovers; the next watch or ingest clears them.")
        behind = self.indexing.behind()
        if behind:
            yield ngettext(
                "The index is {n} change behind; the next search lets it catch up.",
                "The index is {n} changes behind; the next search lets it catch up.",
                behind,
            ).format(n=behind)


def _head_damages(remembered: tuple[int, str] | None, holds: bool | None) -> Iterator[Damage]:
    if remembered is not None and not holds:
        yield Damage(
            "head_not_on_chain",
            f"{remembered[0]}:{remembered[1]}",
            _(
                "The remembered head is not in the trail: events were removed or rewritten, or it"
                " is of another archive."
            ),
        )


def _parsed_head(head: str) -> tuple[int, str]:
    number, colon, digest = head.partition(":")
    if not (number.isdigit() and colon and digest):
        raise BadInput(
            _(
                "“{head}” is not a head. It looks like 123:ab12…, as `arkiv verify` prints it."
            ).format(head=head)
        )
    return int(number), digest.lower()
