"""The queue of everything that needs a human, the most pressing first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from threading import Lock

from arkiv.domain.attention import attention
from arkiv.domain.attention_items import (
    Attention,
    AttentionItem,
    AttentionKind,
    AuditAttention,
    Beside,
    House,
)
from arkiv.domain.attention_order import in_order
from arkiv.domain.audit_attention import audit_attention
from arkiv.domain.contracts import LinkKind, LooseEnds, Summary
from arkiv.domain.counterparties import name_key, number_key
from arkiv.domain.identity import ContractId
from arkiv.domain.lead_times import LeadTimes
from arkiv.domain.outlook import Outlook
from arkiv.domain.ports import Record
from arkiv.services.agenda import Agenda

__all__ = ["AttentionQueue"]


class AttentionQueue:
    """Computed from the agenda's outlooks and what reading left open; nothing of it is stored."""

    def __init__(
        self,
        record: Record,
        agenda: Agenda,
        leads: LeadTimes | None = None,
        own_names: Iterable[str] = (),
        own_org_numbers: Iterable[str] = (),
    ) -> None:
        self._record = record
        self._agenda = agenda
        self._leads = leads or LeadTimes()
        self._own_names = frozenset(name_key(name) for name in own_names)
        self._own_numbers = frozenset(number_key(number) for number in own_org_numbers)
        self._lock = Lock()
        self._seq = 0
        self._loose: dict[ContractId, LooseEnds] = {}

    def items(
        self, today: date, kinds: Collection[AttentionKind] = (), owner: str | None = None
    ) -> tuple[AttentionItem, ...]:
        """The most pressing first; of these kinds, all when none is named, and of this owner."""
        wanted = owner.casefold() if owner is not None else None
        every: Iterable[AttentionItem] = chain(self._of_contracts(today), self._of_audits(today))
        chosen = (
            item
            for item in every
            if (not kinds or item.kind in kinds)
            and (wanted is None or (item.owner or "").casefold() == wanted)
        )
        return in_order(chosen, today)

    def owners_kept(self, today: date) -> bool:
        """Whether anybody looks after any contract; else a missing owner is not told."""
        return any(summary.owner for summary, _ahead in self._agenda.outlooks(today))

    def _of_contracts(self, today: date) -> Iterator[Attention]:
        outlooks = self._agenda.outlooks(today)
        with self._lock:
            loose = self._loose_ends(outlooks)
        house = self._house(outlooks)
        beside = self._beside(outlooks)
        for summary, ahead in outlooks:
            known = _joined(beside.get(summary.id), loose.get(summary.id))
            yield from attention(summary, ahead, known, house)

    def _of_audits(self, today: date) -> Iterator[AuditAttention]:
        audits = self._record.audits
        for audit in audits.every():
            item = audit_attention(audit, partial(audits.answers, audit.id), today, self._leads)
            if item is not None:
                yield item

    def _house(self, outlooks: Iterable[tuple[Summary, Outlook]]) -> House:
        kept = any(summary.owner for summary, _ahead in outlooks)
        return House(self._leads, self._own_names, self._own_numbers, owners_kept=kept)

    def _loose_ends(
        self, outlooks: Iterable[tuple[Summary, Outlook]]
    ) -> dict[ContractId, LooseEnds]:
        """In step with the outlooks: what changed later is asked for again the next time."""
        newest = max((summary.seq for summary, _ahead in outlooks), default=0)
        if newest > self._seq:
            changed = self._record.contracts.loose_ends(self._seq)
            for summary, _ahead in outlooks:
                if summary.seq > self._seq:
                    self._loose.pop(summary.id, None)
            self._loose |= changed
            self._seq = newest
        return dict(self._loose)

    def _beside(self, outlooks: Iterable[tuple[Summary, Outlook]]) -> dict[ContractId, Beside]:
        titles = {summary.id: summary.title for summary, _ahead in outlooks}
        annexes: defaultdict[ContractId, list[str]] = defaultdict(list)
        replaced = set()
        for link in self._record.links.every():
            if link.contract not in titles:
                continue  # it lies in the trash
            if link.kind is LinkKind.ANNEX:
                annexes[link.target].append(titles[link.contract])
            elif link.kind is LinkKind.REPLACES:
                replaced.add(link.target)
        return {
            contract: Beside(annexes=tuple(annexes[contract]), replaced=contract in replaced)
            for contract in annexes.keys() | replaced
        }


_NOTHING = Beside()


def _joined(beside: Beside | None, loose: LooseEnds | None) -> Beside:
    if loose is None:
        return beside or _NOTHING
    if beside is None:
        return Beside(loose)
    return Beside(loose, beside.annexes, beside.replaced)
