"""Getting files in, seeing what waits or failed, and getting originals out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from arkiv.domain.documents import Document, DocumentState
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Heartbeat, Record, Vault
from arkiv.errors import BadInput, NotFound
from arkiv.processes import is_alive
from arkiv.services.indexing import Indexing
from arkiv.services.reviewing import no_such_contract
from arkiv.texts import _
from arkiv.workspace import Workspace

__all__ = ["ArchiveStatus", "Filing"]
