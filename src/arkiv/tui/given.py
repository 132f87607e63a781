"""What the terminal is given to work with: the open archive, as far as its screens need it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from arkiv.config import Config
from arkiv.domain.contracts import Summary
from arkiv.domain.counterparties import counterparties
from arkiv.domain.documents import Document
from arkiv.domain.identity import ContractId
from arkiv.services.agenda import Agenda
from arkiv.services.answering import Answering
from arkiv.services.attention import AttentionQueue
from arkiv.services.auditing import Auditing
from arkiv.services.deciding import Deciding
from arkiv.services.exporting import Exporting
from arkiv.services.filing import ArchiveStatus, InboxFile
from arkiv.services.finding import Finder
from arkiv.services.following_up import FollowingUp
from arkiv.services.indexing import Indexing
from arkiv.services.listings import Listings
from arkiv.services.noting import Noting
from arkiv.services.reviewing import Reviewing
from arkiv.services.saved_searches import SavedSearches
from arkiv.services.standing import Standing
from arkiv.services.undoing import Undoing
from arkiv.services.walking import Walking
from arkiv.workspace import Workspace

__all__ = ["Archive", "Inbox", "other_side"]


class Inbox(Protocol):
    """What is asked about files on their way in."""

    def status(self, now: datetime) -> ArchiveStatus: ...

    def inbox(self) -> tuple[InboxFile, ...]: ...

    def waiting_to_be_read(self) -> tuple[Document, ...]: ...

    def failed(self) -> tuple[Document, ...]: ...

    def retry(self, paths: Sequence[str] | None, now: datetime) -> int: ...

    def viewing_copy(self, contract: ContractId) -> Path: ...


class Archive(Protocol):
    """An open archive; safe from any thread."""

    @property
    def workspace(self) -> Workspace: ...
    @property
    def config(self) -> Config: ...
    @property
    def agenda(self) -> Agenda: ...
    @property
    def attention(self) -> AttentionQueue: ...
    @property
    def auditing(self) -> Auditing: ...
    @property
    def answering(self) -> Answering: ...
    @property
    def following_up(self) -> FollowingUp: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def exporting(self) -> Exporting: ...
    @property
    def listings(self) -> Listings: ...
    @property
    def undoing(self) -> Undoing: ...
    @property
    def finder(self) -> Finder: ...
    @property
    def reviewing(self) -> Reviewing: ...
    @property
    def noting(self) -> Noting: ...
    @property
    def deciding(self) -> Deciding: ...
    @property
    def walking(self) -> Walking: ...
    @property
    def indexing(self) -> Indexing: ...
    @property
    def saved(self) -> SavedSearches: ...
    @property
    def filing(self) -> Inbox: ...

    def changed(self) -> int: ...


def other_side(config: Config, summary: Summary) -> str:
    """The parties of a contract that are not our own, by name."""
    parties = summary.facts.parties
    others = counterparties(parties, config.own_names, config.own_org_numbers)
    return ", ".join(party.name for party in others)
