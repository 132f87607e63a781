"""The record: one SQLite database, the one truth about contracts beside their bytes."""

from arkiv.store.record import SqliteRecord, open_record

__all__ = ["SqliteRecord", "open_record"]
