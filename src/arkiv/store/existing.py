"""Whether the contracts that are named are there."""

from __future__ import annotations

from collections.abc import Sequence

import apsw

from arkiv.domain.identity import ContractId
from arkiv.errors import NotFound
from arkiv.store.statements import fetch_value
from arkiv.texts import _

__all__ = ["existing"]


def existing(
    connection: apsw.Connection, contracts: Sequence[ContractId]
) -> tuple[ContractId, ...]:
    """Each once, in the order given; raises NotFound when one of them does not exist."""
    for contract in contracts:
        found = fetch_value(
            connection, "SELECT 1 FROM contract WHERE id = ? AND NOT purged", (contract,)
        )
        if found is None:
            raise NotFound(_("There is no contract {contract}.").format(contract=contract))
    return tuple(dict.fromkeys(contracts))
