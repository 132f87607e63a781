"""A contract as a row, with the facts a test is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from arkiv.domain.contracts import Summary
from arkiv.domain.facts import Facts
from arkiv.domain.identity import ContractId

__all__ = ["contract_with"]


def contract_with(facts: Facts | None = None, **known: Any) -> Summary:
    """Number 1, filed on 1 January 2026, unless ``known`` says otherwise."""
    given: dict[str, Any] = {
        "id": ContractId(1),
        "seq": 1,
        "title": "Lease",
        "facts": facts or Facts(),
        "folder": "",
        "tags": (),
        "owner": None,
        "filed_on": date(2026, 1, 1),
        "fault": None,
        "trashed": False,
        "reviewed": False,
    }
    return Summary(**(given | known))
