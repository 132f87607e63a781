"""The names things are called by: contracts by a short number, documents by their bytes."""

from __future__ import annotations

from typing import NewType

__all__ = ["ContractId", "Sha256"]

ContractId = NewType("ContractId", int)
"""A short number given once and never reused."""

Sha256 = NewType("Sha256", str)
"""64 lower-case hexadecimal digits: the name of a document's bytes."""
