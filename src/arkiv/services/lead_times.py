"""Lead times and review cycles, read from what people wrote in arkiv.toml.

[lead_times]
default = "60d"

[lead_times.type]
lease = "6m"

[lead_times.value]
"1000000 NOK" = "6m"

[lead_times.contract]
12 = "1y"

The table [review_cycle] has the same form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from arkiv.config import SETTINGS_FILE
from arkiv.domain.facts import DocumentType, Field
from arkiv.domain.identity import ContractId
from arkiv.domain.lead_times import DEFAULT_LEAD, LeadTimes
from arkiv.domain.review_cycles import ReviewCycles
from arkiv.domain.typed_quantities import typed_amount, typed_duration
from arkiv.domain.typed_values import typed_values
from arkiv.domain.values import Duration
from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["lead_times_of", "review_cycles_of"]

Key = TypeVar("Key")


def lead_times_of(said: Any) -> LeadTimes:
    """Where one key can't be read they have a fault, which names it."""
    try:
        return LeadTimes(**({"default": DEFAULT_LEAD} | _lengths("lead_times", said)))
    except BadInput as error:
        until = _("Until it is mended, nobody can say which dates are to be announced.")
        return LeadTimes(fault=f"{error} {until}")


def review_cycles_of(said: Any) -> ReviewCycles:
    """As lead_times_of(); without a default, contracts that nothing fits have no cycle."""
    try:
        return ReviewCycles(**_lengths("review_cycle", said))
    except BadInput as error:
        until = _("Until it is mended, nobody can say when the next reviews are due.")
        return ReviewCycles(fault=f"{error} {until}")


def _lengths(section: str, said: Any) -> dict[str, Any]:
    """The fields of Lengths; no default where none is written."""
    if not isinstance(said, Mapping):
        raise BadInput(
            _("{file}: {section} should be a table, as in [{section}].").format(
                file=SETTINGS_FILE, section=section
            )
        )
    for name in said:
        if name not in {"default", "type", "value", "contract"}:
            why = _("is not known; there are default, type, value and contract.")
            raise _broken(f"{section}.{name}", why)
    found: dict[str, Any] = {
        "by_type": dict(_table(section, said, "type", _document_type)),
        "by_value": tuple(_table(section, said, "value", typed_amount)),
        "by_contract": dict(_table(section, said, "contract", lambda key: ContractId(int(key)))),
    }
    if "default" in said:
        found["default"] = _length(f"{section}.default", said["default"])
    return found


def _table(
    section: str, said: Mapping[str, Any], name: str, read: Callable[[str], Key]
) -> Iterator[tuple[Key, Duration]]:
    table = said.get(name, {})
    if not isinstance(table, Mapping):
        why = _("should be a table, as in [{section}.{name}].").format(section=section, name=name)
        raise _broken(f"{section}.{name}", why)
    for key, length in table.items():
        where = f"{section}.{name}.{key}"
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
    return BadInput(f"{SETTINGS_FILE}, {where}: {why}")
