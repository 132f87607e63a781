"""Giving each object without a row a row: what a crash between archive and record leaves."""

from __future__ import annotations

import logging

from arkiv.domain.documents import Arrival
from arkiv.domain.filing_ports import Vault
from arkiv.domain.identity import Sha256
from arkiv.domain.ports import Record
from arkiv.intake.locks import take_lock
from arkiv.workspace import Workspace

__all__ = ["adopt_and_sweep"]

log = logging.getLogger(__name__)


def adopt_and_sweep(workspace: Workspace, record: Record, vault: Vault, actor: str) -> int:
    """Adopt orphans and clear staging; returns how many were adopted.

    A damaged orphan is left as it is, for `arkiv verify` to name; none is ever deleted.
    """
    # Under the lock, or an `ingest` beside us would lose the copy it is making right now.
    with take_lock(workspace.archive):
        vault.sweep()
        known = {document.sha256 for document in record.documents.every()}
        orphans = [found for found in vault.objects() if found[0] not in known]
        return sum(_adopt(record, vault, actor, *orphan) for orphan in orphans)


def _adopt(record: Record, vault: Vault, actor: str, sha256: Sha256, extension: str) -> bool:
    if vault.verify(sha256, extension) is not None:
        log.warning("an object without a row is damaged: %s", sha256[:8])
        return False
    arrival = Arrival(
        sha256=sha256,
        extension=extension,
        size=vault.path(sha256, extension).stat().st_size,
        name=f"recovered-{sha256[:8]}{extension}",
        folder="",
        origin="archive",
        adopted=True,
    )
    record.documents.file(arrival, actor)
    log.info("adopted %s", sha256[:8])
    return True
