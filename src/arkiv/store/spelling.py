"""How the record spells what SQLite has no type for: instants, faults, and text that is no Unicode.

Instants are ISO 8601 in UTC with microseconds, so that the order of the text is the order of time.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any, overload

from arkiv.domain.faults import Fault, FaultCode

__all__ = ["as_json", "fault_of", "instant", "spelled", "storable"]

_SURROGATE = re.compile("[\ud800-\udfff]")


@overload
def spelled(moment: datetime) -> str: ...
@overload
def spelled(moment: None) -> None: ...
def spelled(moment: datetime | None) -> str | None:
    """An aware instant as text."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


@overload
def instant(text: str) -> datetime: ...
@overload
def instant(text: None) -> None: ...
def instant(text: str | None) -> datetime | None:
    """Undoes spelled()."""
    return None if text is None else datetime.fromisoformat(text)


def storable(text: str) -> str:
    """Half a surrogate pair, which is no character, becomes U+FFFD; offsets stay as they are."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def as_json(value: Any) -> str:
    return storable(json.dumps(value, ensure_ascii=False))


def fault_of(code: str | None, detail: str) -> Fault | None:
    return None if code is None else Fault(FaultCode(code), detail)
