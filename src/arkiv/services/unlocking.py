"""Reading a protected document with the password a person types; it is never stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from arkiv.domain.documents import Document, DocumentState
from arkiv.domain.faults import Fault, FaultCode, sentence
from arkiv.domain.filing_ports import Vault
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.errors import ArkivError, BadInput
from arkiv.intake.pool import ReaderPool, ReadJob, ReadOutcome
from arkiv.services.indexing import Indexing
from arkiv.services.reviewing import absent
from arkiv.texts import _

__all__ = ["Unlocking"]


@dataclass(frozen=True, slots=True)
class Unlocking:
    """Opens what `arkiv status` calls protected."""

    record: Record
    vault: Vault
    indexing: Indexing
    open_pool: Callable[[], ReaderPool]
    actor: str

    def unlock(self, contract: ContractId, password: str) -> int:
        """Read every protected document of a contract; returns how many were opened.

        Raises NotFound; BadInput when nothing is protected or the password is not the right one.
        """
        documents = self.record.documents.of_contract(contract)
        if not documents:
            raise absent(self.record, contract)
        locked = [d for d in documents if d.state is DocumentState.LOCKED]
        if not locked:
            raise BadInput(_("Contract {id} is not protected.").format(id=contract))
        with self.open_pool() as pool:
            for document in locked:
                self._read(pool, document, password)
        self.indexing.catch_up()
        return len(locked)

    def _read(self, pool: ReaderPool, document: Document, password: str) -> None:
        path = self.vault.path(document.sha256, document.extension)
        pool.submit(ReadJob(document.sha256, path, document.extension, document.name, password))
        outcome = pool.next_outcome(None)
        if outcome is None or outcome.reading is None or outcome.extraction is None:
            raise _not_opened(document, outcome)
        self.record.documents.save_reading(
            document.sha256, outcome.reading, outcome.extraction, self.actor
        )


def _not_opened(document: Document, outcome: ReadOutcome | None) -> ArkivError:
    fault = (outcome.fault if outcome is not None else None) or Fault(FaultCode.READER_DIED)
    if fault.code is FaultCode.PROTECTED:
        return BadInput(_("The password does not open {name}.").format(name=document.name))
    return BadInput(f"{document.name}: {sentence(fault)}")
