"""Who we are, proposed from the parties that stand in many contracts."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from arkiv.domain.contracts import Summary
from arkiv.domain.counterparties import number_key, party_keys
from arkiv.domain.values import Party

__all__ = ["OwnSideProposal", "likely", "proposals", "settings_lines"]

_RECURS_IN = 3
_LIKELY_FROM = 0.5


@dataclass(frozen=True, slots=True)
class OwnSideProposal:
    """A party that recurs."""

    name: str
    """As most contracts spell it."""
    org_number: str | None
    contracts: int
    share: float
    """Of the contracts with parties, 0 to 1."""


def proposals(summaries: Iterable[Summary]) -> tuple[OwnSideProposal, ...]:
    """The parties of three contracts or more, the most frequent first; trash does not count."""
    read = [s.facts.parties for s in summaries if s.facts.parties and not s.trashed]
    keys = party_keys(party for parties in read for party in parties)
    spelled: defaultdict[str, list[Party]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for parties in read:
        counts.update({keys[party] for party in parties})
        for party in parties:
            spelled[keys[party]].append(party)
    found = (
        _proposal(spelled[key], count, len(read))
        for key, count in counts.items()
        if count >= _RECURS_IN
    )
    return tuple(sorted(found, key=lambda proposal: (-proposal.contracts, proposal.name)))


def likely(proposed: Iterable[OwnSideProposal]) -> OwnSideProposal | None:
    """The one that stands in at least half of the contracts; None when there is none."""
    return next((p for p in proposed if p.share >= _LIKELY_FROM), None)


def settings_lines(proposal: OwnSideProposal) -> tuple[str, ...]:
    """What to write into arkiv.toml to say that this is us."""
    lines = ["[own_side]", f"names = [{json.dumps(proposal.name, ensure_ascii=False)}]"]
    if proposal.org_number is not None:
        lines.append(f'org_numbers = ["{number_key(proposal.org_number)}"]')
    return tuple(lines)


def _proposal(spellings: list[Party], count: int, total: int) -> OwnSideProposal:
    names = Counter(party.name for party in spellings)
    numbers = Counter(party.org_number for party in spellings if party.org_number)
    return OwnSideProposal(
        name=names.most_common(1)[0][0],
        org_number=numbers.most_common(1)[0][0] if numbers else None,
        contracts=count,
        share=count / total,
    )
