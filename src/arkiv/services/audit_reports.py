"""Reports of audits as files, in the format that the file's name asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from arkiv.domain.audit_matrix import Matrix
from arkiv.errors import BadInput
from arkiv.services.exporting import write_file
from arkiv.texts import _

__all__ = ["report_bytes", "write_report"]


def write_report(path: Path, matrix: Matrix, *, replace: bool) -> None:
    """Whole or not at all. Raises BadInput for an ending that is no format, or a file that is
    there already and not to be replaced."""
    write_file(path, report_bytes(matrix, path.suffix.lower(), path.name), replace=replace)


def report_bytes(matrix: Matrix, suffix: str, name: str = "") -> bytes:
    """The same bytes for the same answers: no instant is in it but those of the audit."""
    made = _FORMATS.get(suffix)
    if made is None:
        raise BadInput(
            _("“{name}”: the format comes from the name's ending; there are {endings}.").format(
                name=name or suffix, endings=", ".join(_FORMATS)
            )
        )
    return made(matrix)


def _html(matrix: Matrix) -> bytes:
    from arkiv.export.audit_page import audit_page

    return audit_page(matrix)


def _xlsx(matrix: Matrix) -> bytes:
    from arkiv.export.audit_table import about_audit, audit_table
    from arkiv.export.workbook import workbook

    stamp = datetime.fromisoformat(matrix.last_said())
    return workbook(audit_table(matrix), matrix.audit.name, stamp, about_audit(matrix))


def _csv(matrix: Matrix) -> bytes:
    from arkiv.export.audit_table import audit_table
    from arkiv.export.comma_separated import comma_separated

    return comma_separated(audit_table(matrix))


def _json(matrix: Matrix) -> bytes:
    from arkiv.export.audit_table import audit_records

    return audit_records(matrix)


_FORMATS: dict[str, Callable[[Matrix], bytes]] = {
    ".html": _html,
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".json": _json,
}
