"""The one exception reading raises."""

from __future__ import annotations

from arkiv.domain.faults import Fault, FaultCode, sentence
from arkiv.errors import ArkivError

__all__ = ["Unreadable"]


class Unreadable(ArkivError):
    """The file says nothing that can be read; the fault says why."""

    def __init__(self, code: FaultCode, detail: object = "") -> None:
        self.fault = Fault(code, " ".join(str(detail).split())[:200])
        super().__init__(sentence(self.fault))
