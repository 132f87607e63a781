"""Erasing a document that should never have been here, from everything a workspace holds."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from arkiv.cleaning import clean
from arkiv.domain.filing_ports import Vault
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.errors import ArkivError, BadInput
from arkiv.intake.locks import no_backup, take_lock
from arkiv.services.indexing import Indexing
from arkiv.services.originals import Originals
from arkiv.services.reviewing import absent
from arkiv.texts import _
from arkiv.workspace import Workspace

__all__ = ["Purging"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Purging:
    """Purges of one person. What a crash leaves undone, the next start does."""

    workspace: Workspace
    record: Record
    vault: Vault
    indexing: Indexing
    originals: Originals
    actor: str
    checkpoint: Callable[[str], None]

    def title(self, contract: ContractId) -> str:
        """What has to be typed to purge it. Raises NotFound."""
        summary = self.record.contracts.summary(contract)
        if summary is None:
            raise absent(self.record, contract)
        return clean(summary.title).strip()

    def purge(self, contract: ContractId, title: str) -> None:
        """Gone from every file of the workspace when this returns; nothing brings it back.

        Raises NotFound; BadInput, with nothing changed, where that is not its title or it is
        linked; Busy, and then the next start of Arkiv goes on with it.
        """
        if title.strip() != self.title(contract):
            raise BadInput(_("That is not the title of contract {id}.").format(id=contract))
        # The lock of the intake, so that no copy of the same bytes comes in meanwhile.
        with take_lock(self.workspace.archive), no_backup(self.workspace.archive):
            self.record.purges.ask(contract, self.actor)
            self.checkpoint("purge asked")
            self._finish((contract,))

    def finish(self) -> None:
        """Go on where a purge was cut off; another process that is at it is left to it."""
        if not self.record.purges.asked():
            return
        try:
            archive = self.workspace.archive
            with take_lock(archive, timeout_seconds=0), no_backup(archive):
                self._finish(self.record.purges.asked())
        except (ArkivError, OSError) as error:
            log.warning("a purge is not finished: %s", error)

    def _finish(self, contracts: tuple[ContractId, ...]) -> None:
        self.vault.sweep()
        self._remove_dead_backups()
        for contract in contracts:
            # Originals first: one whose row is gone would be taken for a lost one and adopted.
            for document in self.record.documents.of_contract(contract):
                self.originals.forget_viewing_copies(document)
                self.vault.remove(document.sha256, document.extension)
                self.checkpoint("purge original")
            self.record.purges.erase(contract)
            self.checkpoint("purge erased")
        self.record.purges.clean()
        self.checkpoint("purge cleaned")
        self.indexing.rebuild()
        self.indexing.index.forget_earlier()
        self.checkpoint("purge indexed")
        for contract in contracts:
            self.record.purges.done(contract)

    def _remove_dead_backups(self) -> None:
        """The copies of the record that backups left which were killed; none is being made now."""
        for left in self.workspace.stage.glob("*"):
            shutil.rmtree(left)
