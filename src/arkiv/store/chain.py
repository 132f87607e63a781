"""How an event is written down to be hashed: frozen, so that an old trail can always be checked.

FORMAT 1. A row is a JSON array, without spaces, ASCII only, keys sorted, of: the format, the hash
of the previous event ("" before the first), workspace, seq, at, actor, kind, contract, document,
batch and digest. Its SHA-256 in lower-case hexadecimal is the event's hash. The digest is the
SHA-256 of the content's text, a JSON object of before, after and salt.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

__all__ = ["FORMAT", "Row", "digest_of", "hash_of", "sealed", "spelling_of"]

FORMAT = 1

_encode = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Row:
    """The columns of an event that its hash covers, in their order."""

    workspace: int
    seq: int
    at: str
    actor: str
    kind: str
    contract: int | None
    document: str | None
    batch: str | None
    digest: str


def sealed(before: Any, after: Any) -> str:
    """The content of an event as text; the salt keeps an erased content from being guessed."""
    return _encode({"before": before, "after": after, "salt": secrets.token_hex(16)})


def digest_of(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def hash_of(previous: str, row: Row) -> str:
    return sha256(spelling_of(previous, row).encode()).hexdigest()


def spelling_of(previous: str, row: Row) -> str:
    """The text whose SHA-256 is the hash."""
    return _encode(
        [
            FORMAT,
            previous,
            row.workspace,
            row.seq,
            row.at,
            row.actor,
            row.kind,
            row.contract,
            row.document,
            row.batch,
            row.digest,
        ]
    )
