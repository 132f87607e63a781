"""What shows that nothing was lost or altered: the trail, its heads, what a check found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from arkiv.domain.contracts import ChainLink, Event
from arkiv.domain.identity import ContractId

__all__ = ["Damage", "Events", "Heads"]


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing a check found broken."""

    what: str
    """A stable name: original_missing, original_altered, chain_broken, integrity, …"""
    subject: str
    """Which document, event or table."""
    message: str
    """For a person."""


class Events(Protocol):
    """The trail, and its number by which the index catches up."""

    def last_seq(self) -> int:
        """0 in an empty record."""
        ...

    def of(self, contract: ContractId | None = None, limit: int | None = None) -> tuple[Event, ...]:
        """Newest first; of everything when no contract is named."""
        ...

    def newest_first(self) -> Iterator[Event]:
        """All of them, fetched in pieces as they are asked for."""
        ...

    def links(self, contract: ContractId) -> tuple[ChainLink, ...]:
        """The contract's events as they were hashed, oldest first."""
        ...

    def head(self) -> tuple[int, str]:
        """Number and hash of the newest event; (0, "") in an empty record."""
        ...

    def origin(self) -> str:
        """The hash of the first event, which tells this archive from others; "" when empty."""
        ...

    def broken(self) -> tuple[Damage, ...]:
        """Where the chain of hashes does not hold; empty when it does."""
        ...

    def holds(self, seq: int, digest: str) -> bool:
        """Whether a remembered head is still on the chain."""
        ...


class Heads(Protocol):
    """The newest event of each day, kept outside the record."""

    def remember(self, day: date, seq: int, digest: str) -> None:
        """In the place of an earlier one of that day; never in that of a later one."""
        ...

    def every(self) -> Iterator[tuple[str, int, str]]:
        """Name, number and hash, by name; a file that cannot be read has a hash nothing has.

        The name is the day, or says that a restored backup brought it along.
        """
        ...
