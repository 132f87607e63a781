"""How long either side of an employment may try the other."""

from __future__ import annotations

from arkiv.domain.facts import DocumentType, FieldValue
from arkiv.extract.findings import Candidate
from arkiv.extract.lengths import durations
from arkiv.extract.matching import Reader

__all__ = ["probation_of"]


def probation_of(reader: Reader, kind: FieldValue | None) -> tuple[Candidate, ...]:
    """The lengths named, in a contract of employment only: software is tried as well."""
    return tuple(durations(reader, "probation")) if kind == DocumentType.EMPLOYMENT else ()
