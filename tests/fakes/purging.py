"""The part of the record in memory that erases contracts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from arkiv.domain.acts import TURNS
from arkiv.domain.contracts import EventKind
from arkiv.domain.identity import ContractId
from arkiv.errors import BadInput

if TYPE_CHECKING:
    from fakes.record import FakeRecord

__all__ = ["FakePurges"]

K = TypeVar("K")
V = TypeVar("V")


@dataclass
class FakePurges:
    record: FakeRecord

    def ask(self, contract: ContractId, actor: str) -> None:
        self.record.shelf.known([contract])
        self._refuse_linked(contract)
        self.record.shelf.purging.setdefault(contract, actor)

    def asked(self) -> tuple[ContractId, ...]:
        return tuple(sorted(self.record.shelf.purging))

    def erase(self, contract: ContractId) -> None:
        shelf = self.record.shelf
        with shelf.lock:
            if contract not in shelf.purging or contract in shelf.purged:
                return
            self._forget(contract)
            shelf.log(EventKind.PURGED, shelf.purging[contract], contract)
            del shelf.contracts[contract]
            shelf.purged[contract] = len(shelf.events)

    def clean(self) -> None:
        """There is nothing beside it."""

    def done(self, contract: ContractId) -> None:
        self.record.shelf.purging.pop(contract, None)

    def _forget(self, contract: ContractId) -> None:
        shelf, audits = self.record.shelf, self.record.audits
        documents = [filed.document.sha256 for filed in shelf.of_contract(contract)]
        _drop(shelf.documents, documents)
        _drop(shelf.decisions, [contract])
        _drop(shelf.notes, [n.id for n in shelf.note_versions(contract)])
        _drop(
            shelf.obligations, [o.id for o in shelf.obligations.values() if o.contract == contract]
        )
        _drop(shelf.acknowledged, [key for key in shelf.acknowledged if key[0] == contract])
        for audit in audits.every():
            _drop(
                audits.said[audit.id], [key for key in audits.said[audit.id] if key[0] == contract]
            )
            if contract in [each.contract for each in audit.contracts]:
                audits.audits[audit.id] = audit.without({contract})
        for place, event in enumerate(shelf.events):
            if event.contract == contract and event.kind not in TURNS:
                shelf.events[place] = replace(event, before=None, after=None)
                shelf.chain[place] = replace(shelf.chain[place], content=None)

    def _refuse_linked(self, contract: ContractId) -> None:
        links = self.record.links.of_contract(contract)
        if links:
            raise BadInput(f"Contract {contract} is linked: {links[0]}.")


def _drop(kept: dict[K, V], keys: list[K]) -> None:
    for key in keys:
        kept.pop(key, None)
