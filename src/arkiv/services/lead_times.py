"""The lead times of the settings, read from what people wrote in arkiv.toml.

[lead_times]
default = "60d"

[lead_times.type]
lease = "6m"

[lead_times.value]
"1000000 NOK" = "6m"

[lead_times.contract]
12 = "1y"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from arkiv.domain.facts import DocumentType, Field
from arkiv.domain.identity import ContractId
from arkiv.domain.lead_times import DEFAULT_LEAD, LeadTimes
from arkiv.domain.typed_quantities import typed_amount, typed_duration
from arkiv.domain.typed_values import typed_values
from arkiv.domain.values import Duration
from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["lead_times_of"]

Key = TypeVar("Key")


def lead_times_of(said: Mapping[str, Any]) -> LeadTimes:
    """Raises BadInput, naming the key that can't be read."""
    known = {"default", "type", "value", "contract"}
    for name in said:
        if name not in known:
            raise _broken(name, _("is not known; there are default, type, value and contract."))
    return LeadTimes(
        default=_length("default", said["default"]) if "default" in said else DEFAULT_LEAD,
        by_type=dict(_table(said, "type", _document_type)),
        by_value=tuple(_table(said, "value", typed_amount)),
        by_contract=dict(_table(said, "contract", lambda key: ContractId(int(key)))),
    )


def _table(
    said: Mapping[str, Any], name: str, read: Callable[[str], Key]
) -> Iterator[tuple[Key, Duration]]:
    table = said.get(name, {})
    if not isinstance(table, Mapping):
        raise _broken(name, _("should be a table, as in [lead_times.{name}].").format(name=name))
    for key, length in table.items():
        where = f"{name}.{key}"
        try:
            found = read(key)
        except (ValueError, BadInput) as error:
            raise _broken(where, str(error)) from error
        yield found, _length(where, length)


def _document_type(key: str) -> DocumentType:
    (kind,) = typed_values(Field.DOCUMENT_TYPE, key)
    assert isinstance(kind, DocumentType)
    return kind


def _length(where: str, length: Any) -> Duration:
    try:
        return typed_duration(str(length))
    except ValueError as error:
        raise _broken(where, f"“{length}” {error}") from error


def _broken(where: str, why: str) -> BadInput:
    return BadInput(_("arkiv.toml, lead_times.{where}: {why}").format(where=where, why=why))
