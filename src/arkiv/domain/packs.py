"""What a checklist looks like as a person writes it, and what is wrong with one that is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from arkiv.domain.auditing import Item, Pack, Severity
from arkiv.domain.facts import Field
from arkiv.domain.query import QueryError, parse
from arkiv.errors import BadInput
from arkiv.texts import _

__all__ = ["pack_from"]

_KEYS = ("applies_to", "id", "items", "language", "law", "title", "version")
_ITEM_KEYS = (
    *("article", "condition", "evidence", "fact", "guidance", "id", "law", "look_for"),
    *("question", "severity"),
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2}")
_MOST_ITEMS = 300
_LONGEST_ID = 60
_LONGEST = 400
_ANY_DAY = date(2000, 1, 1)
"""Whether a query is understood does not depend on the day."""


def pack_from(said: Mapping[str, Any]) -> Pack:
    """The checklist of a TOML file's tables. Raises BadInput, which names the item and the key."""
    _refuse_unknown(said, _KEYS, "")
    listed = said.get("items")
    if not isinstance(listed, list) or not listed:
        raise BadInput(_("there are no questions; each begins with [[items]]"))
    if len(listed) > _MOST_ITEMS:
        raise BadInput(_("there are more than {n} questions").format(n=_MOST_ITEMS))
    law = _text(said, "law", "")
    items = [_item(each, number, law) for number, each in enumerate(listed, 1)]
    known: set[str] = set()
    for item in items:
        if item.id in known:
            raise _wrong(_("item “{id}”").format(id=item.id), "id", _("another item has it too"))
        known.add(item.id)
    language = _line(said, "language", "")
    if not _LANGUAGE.fullmatch(language):
        raise _wrong("", "language", _("two small letters, such as en, nb or nl"))
    return Pack(
        _id(said, ""),
        _line(said, "version", ""),
        _line(said, "title", ""),
        language,
        tuple(items),
        _query(said, "applies_to", ""),
    )


def _item(said: object, number: int, law: str) -> Item:
    where = _("item {number}").format(number=number)
    if not isinstance(said, Mapping):
        raise BadInput(_("{where}: write each question under [[items]]").format(where=where))
    item = _id(said, where)
    where = _("item “{id}”").format(id=item)
    _refuse_unknown(said, _ITEM_KEYS, where)
    article = _text(said, "article", where)
    named = _text(said, "law", where) or (law if article else "")
    if article and not named:
        raise _wrong(where, "law", _("say which law the article is of"))
    if named and not article:
        raise _wrong(where, "article", _("say which article of the law"))
    return Item(
        item,
        _line(said, "question", where),
        _text(said, "guidance", where),
        _severity(said, where),
        _evidence(said, where),
        _query(said, "condition", where),
        "\n".join(_queries(said, "look_for", where)),
        _fact(said, where),
        named,
        article,
    )


def _refuse_unknown(said: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    if unknown := sorted(said.keys() - set(known)):
        reason = _("not known; there are: {names}").format(names=", ".join(sorted(known)))
        raise _wrong(where, unknown[0], reason)


def _text(said: Mapping[str, Any], key: str, where: str) -> str:
    """In one line, however it is laid out; one that is not there is empty."""
    value = said.get(key, "")
    if not isinstance(value, str):
        raise _wrong(where, key, _("a text in quotes"))
    return " ".join(value.split())


def _line(said: Mapping[str, Any], key: str, where: str) -> str:
    """One that must be there."""
    line = _text(said, key, where)
    if not line:
        raise _wrong(where, key, _("it is missing"))
    if len(line) > _LONGEST:
        raise _wrong(where, key, _("keep it under {n} letters").format(n=_LONGEST))
    return line


def _id(said: Mapping[str, Any], where: str) -> str:
    found = _line(said, "id", where)
    if not _ID.fullmatch(found) or len(found) > _LONGEST_ID:
        raise _wrong(where, "id", _("small letters and digits with hyphens between"))
    return found


def _query(said: Mapping[str, Any], key: str, where: str) -> str:
    return _understood(_text(said, key, where), key, where)


def _queries(said: Mapping[str, Any], key: str, where: str) -> list[str]:
    """One a line: a query can hold the words of one language, hardly those of seven."""
    _text(said, key, where)
    lines = (" ".join(line.split()) for line in said.get(key, "").splitlines())
    return [_understood(line, key, where) for line in lines if line]


def _understood(query: str, key: str, where: str) -> str:
    try:
        parse(query, _ANY_DAY)
    except QueryError as error:
        raise _wrong(where, key, str(error)) from error
    return query


def _severity(said: Mapping[str, Any], where: str) -> Severity:
    name = _line(said, "severity", where)
    if name not in set(Severity):
        reason = _("“{name}” is none; there are: {names}")
        raise _wrong(where, "severity", reason.format(name=name, names=", ".join(Severity)))
    return Severity(name)


def _evidence(said: Mapping[str, Any], where: str) -> str | None:
    value = said.get("evidence", False)
    if isinstance(value, bool):
        return "" if value else None
    if not isinstance(value, str):
        raise _wrong(where, "evidence", _("true, false, or a text that says what to show"))
    return " ".join(value.split())


def _fact(said: Mapping[str, Any], where: str) -> Field | None:
    name = _text(said, "fact", where)
    if name and name not in set(Field):
        reason = _("“{name}” is none; there are: {names}")
        raise _wrong(where, "fact", reason.format(name=name, names=", ".join(Field)))
    return Field(name) if name else None


def _wrong(where: str, key: str, reason: str) -> BadInput:
    named = f"{where}: " if where else ""
    return BadInput(f"{named}“{key}”: {reason}")
