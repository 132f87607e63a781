"""One spelling for each counterparty, kept in step with the parties of all contracts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from arkiv.domain.counterparties import name_key, number_key, one_spelling
from arkiv.domain.values import Party

__all__ = ["PartyNames"]


class PartyNames:
    """What one_spelling() says of all parties; only those a change can touch are looked at."""

    def __init__(
        self, parties: Iterable[Party] = (), spellings: Mapping[str, str] | None = None
    ) -> None:
        """``spellings``: what is already known to follow from these parties."""
        self.spellings: Mapping[str, str] = spellings or {}
        """Names that are shown in another spelling; replaced with a change, never altered."""
        self._counts: Counter[Party] = Counter(parties)
        self._linked: defaultdict[str, set[Party]] = defaultdict(set)
        """The parties that share a key of a name, or an organisation number."""
        for party in self._counts:
            self._link(party)
        if spellings is None:
            self._spell(set(self._counts))

    def change(self, gone: Iterable[Party], come: Iterable[Party]) -> None:
        """Contracts no longer name the one and now name the other."""
        difference = Counter(come)
        difference.subtract(gone)
        changed = [party for party, count in difference.items() if count]
        if not changed:
            return
        for party in changed:
            self._counts[party] += difference[party]
            self._link(party)
        self._spell(self._reached(changed))

    def _link(self, party: Party) -> None:
        for key in _keys(party):
            self._linked[key].add(party)

    def _reached(self, parties: Iterable[Party]) -> set[Party]:
        """All whose spelling these have a say in: over shared names and numbers, however far."""
        reached: set[Party] = set()
        ahead = list(parties)
        seen: set[str] = set()
        while ahead:
            party = ahead.pop()
            reached.add(party)
            for key in _keys(party):
                if key not in seen:
                    seen.add(key)
                    ahead += self._linked[key]
        return reached

    def _spell(self, parties: set[Party]) -> None:
        there = Counter({p: self._counts[p] for p in parties if self._counts[p] > 0})
        spelled = one_spelling(there)
        touched = {party.name for party in parties}
        kept = {name: to for name, to in self.spellings.items() if name not in touched}
        self.spellings = kept | {name: to for name, to in spelled.items() if name != to}


def _keys(party: Party) -> tuple[str, ...]:
    if party.org_number:
        return f"name {name_key(party.name)}", f"no {number_key(party.org_number)}"
    return (f"name {name_key(party.name)}",)
