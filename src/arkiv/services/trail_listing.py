"""The trail as a table for people and for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from arkiv.audit_labels import audit_event_words
from arkiv.domain.contracts import Event
from arkiv.event_labels import event_kind_words
from arkiv.export.tabular import Cell, Column, Table
from arkiv.services.exporting import write_file
from arkiv.services.table_formats import spelling_for
from arkiv.texts import _

__all__ = ["particulars", "trail_table", "write_trail"]

_COLUMNS = (
    Column("seq", _("Number")),
    Column("at", _("At")),
    Column("actor", _("Who")),
    Column("contract", _("Contract")),
    Column("kind", _("Kind")),
    Column("what", _("What")),
    Column("particulars", _("Particulars")),
    Column("document", _("Document")),
    Column("hash", _("Hash")),
)


def write_trail(path: Path, events: Sequence[Event], *, replace: bool = False) -> int:
    """Write events in the format of the file's ending; how many.

    The same events are the same bytes. Raises BadInput where there is no such format, or the file
    is there already and not to be replaced.
    """
    spell = spelling_for(path)
    as_of = max((event.at for event in events), default=datetime(1980, 1, 1, tzinfo=UTC))
    write_file(path, spell(trail_table(events), _("History"), as_of), replace=replace)
    return len(events)


def trail_table(events: Sequence[Event]) -> Table:
    """In their order; the instant in UTC, the kind raw and in words."""
    return Table(_COLUMNS, tuple(map(_row, events)))


def _row(event: Event) -> tuple[Cell, ...]:
    return (
        event.seq,
        event.at.astimezone(UTC).isoformat(timespec="seconds"),
        event.actor,
        event.contract,
        str(event.kind),
        event_kind_words(event.kind),
        particulars(event) or None,
        event.document,
        event.hash,
    )


def particulars(event: Event) -> str:
    """What an event says beside its kind, on one line; not cleaned, and empty for many."""
    words = audit_event_words(event)
    if words is not None:
        return words
    before, after = _spelled(event.before), _spelled(event.after)
    if before and after:
        return f"{before} → {after}"
    return after or before


def _spelled(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict) and {"field", "kind", "values"} <= value.keys():
        return _decided(value["field"], value["kind"], value["values"])
    if isinstance(value, dict) and {"note", "text"} <= value.keys():
        return _noted(**value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _decided(field: str, kind: str, values: list[object]) -> str:
    said = "; ".join(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for value in values
    )
    return f"{field} {kind}: {said}" if said else f"{field} {kind}"


def _noted(
    text: str, note: str, state: str = "open", anchor: dict[str, object] | None = None
) -> str:
    """An old trail says nothing of state and passage."""
    said = text if state == "open" else f"{text} ({state})"
    return f"{said} [“{anchor['text']}”]" if anchor else said
