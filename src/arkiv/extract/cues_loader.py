"""The cues and words of each language, read from the TOML files beside this module and checked.

In a pattern ``<DATE>``, ``<DURATION>``, ``<MONEY>``, ``<NAME>``, ``<PERIOD>`` (a month, quarter or
year without a day), ``<PLACE>``, ``<YEARDAY>`` (a day of every year) stand for what those look like
in that language and become named groups (date, duration, money, name, place, yearday); a digit
after the name (``<DATE2>``) makes the group date2. ``~`` stands for up to 60 characters of one
sentence, ``~~`` for up to 160.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from arkiv.domain.facts import DocumentType
from arkiv.extract.cue_files import WRITTEN, CueError, check_cue, months_of, read_toml
from arkiv.extract.shapes import (
    DATE,
    MONEY,
    NAME,
    PERIOD,
    PLACE,
    YEARDAY,
    Words,
    duration_shape,
)

__all__ = ["LANGUAGES", "Cue", "CueError", "Language", "any_of", "read_cue", "read_language"]

PATTERN_KINDS = frozenset(
    (
        "amendment_titles",
        "annex_words",
        "associations",
        "audit_events",
        "audit_headings",
        "audit_signed",
        "bare_titles",
        "begins",
        "between",
        "body_first",
        "body_last",
        "called",
        "calls",
        "clause_labels",
        "contents_headings",
        "counts_from",
        "definitions_headings",
        "general_terms",
        "kinds_of_law",
        "known_starts",
        "law_leads",
        "law_tails",
        "legal_forms",
        "letterheads",
        "line_end_forms",
        "means",
        "month_end",
        "name_ends",
        "name_labels",
        "name_leads",
        "not_names",
        "not_titles",
        "notice_subjects",
        "not_units",
        "opening_end",
        "org_number_labels",
        "outside_leads",
        "party_headings",
        "prevails",
        "salutations",
        "signature_labels",
        "signature_starts",
        "signs_for",
        "term_headings",
        "thereafter",
        "subject_leads",
        "title_begins",
        "title_joins",
        "title_leads",
        "title_skips",
        "title_stops",
        "title_tails",
        "work_times",
    )
)
"""What the lists under ``[patterns]`` are for; docs/languages.md says what each one means."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One way of saying one thing."""

    id: str
    field: str
    """A key of the JSON, or a name of the rules' own such as ``end`` or ``anchor``."""
    near: tuple[str, ...]
    """Plain lower-case words one of which stands in every match: they are looked for first."""
    pattern: re.Pattern[str]
    score: float
    where: str
    """any, front (the opening), or back (the last part, where the signatures stand)."""
    beside: tuple[str, ...]
    """Lower-case words one of which must stand within 300 characters; empty: no such condition."""
    without: re.Pattern[str] | None
    """Beginnings of words none of which may stand in the match or in the 80 characters before."""
    value: str | None
    """The value where the words do not spell it, such as true or P1Y."""
    needs: str | None
    """date, duration or money where no match can do without one; else None."""
    reads: tuple[tuple[str, str], ...]
    """Texts it must read, with the value."""
    refuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """What the rules know of one language."""

    code: str
    words: Words
    types: tuple[tuple[str, DocumentType], ...]
    """Lower-case words of a title and the kind they tell, longest first."""
    title_words: re.Pattern[str]
    """What a title holds and hardly any other line."""
    roles: tuple[str, ...]
    """What contracts of this language call their parties, lower case."""
    outsiders: tuple[str, ...]
    """What contracts call those who are named and are no parties, lower case: the broker."""
    party_columns: tuple[str, ...]
    """What stands over the names in a table of parties, lower case."""
    places: tuple[tuple[str, str], ...]
    """Lower-case words for a law and the place in English, longest first."""
    rows: tuple[tuple[str, str], ...]
    """What the left column of a table calls a field, lower case, longest first; and the field."""
    ordinals: dict[str, int]
    periods: tuple[tuple[str, str], ...]
    """Words beside an amount and the period they name: year, quarter, month."""
    taxes: tuple[tuple[str, str], ...]
    """Words beside an amount and what they say of value added tax: excluded, included."""
    amount_words: dict[str, int]
    """Number words of amounts and what each is worth; a joining "and" is worth 0."""
    patterns: dict[str, tuple[str, ...]]
    """Regular expressions by kind; the rules read those of all languages at once."""
    cues: tuple[Cue, ...]

    def of(self, field: str) -> tuple[Cue, ...]:
        """The cues of one field, in the order of the file."""
        return tuple(cue for cue in self.cues if cue.field == field)


def read_language(code: str, text: str) -> Language:
    """Reads one file's text; raises CueError."""
    return _language(code, read_toml(f"{code}.toml", text))


def _language(code: str, spelled: dict[str, Any]) -> Language:
    months_of(f"{code}.toml", spelled)
    try:
        words = _words(spelled)
        return Language(
            code,
            words,
            _types(spelled.get("types", {})),
            re.compile("|".join(map(re.escape, spelled["title_words"])), re.IGNORECASE),
            tuple(spelled["roles"]),
            tuple(spelled.get("outsiders", ())),
            tuple(spelled.get("party_columns", ())),
            tuple(sorted(spelled["places"].items(), key=lambda item: -len(item[0]))),
            _pairs(spelled.get("rows", {})),
            dict(spelled.get("ordinals", {})),
            _pairs(spelled.get("per", {})),
            _pairs(spelled.get("vat", {})),
            dict(spelled.get("amount_words", {})),
            _patterns(spelled.get("patterns", {})),
            tuple(read_cue(f"{code}.toml", cue, words) for cue in spelled.get("cue", ())),
        )
    except CueError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise CueError(f"{code}.toml: {error}") from error


def _words(spelled: dict[str, Any]) -> Words:
    numbers = {word: int(n) for word, n in spelled["numbers"].items()}
    units = {word: unit for unit, words in spelled["units"].items() for word in words}
    return Words(numbers, units, tuple(spelled.get("between_number_and_unit", ())))


def _patterns(spelled: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    for kind, patterns in spelled.items():
        if kind not in PATTERN_KINDS:
            raise ValueError(f"[patterns] has no list called {kind}")
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"[patterns] {kind}: {pattern}: {error}") from error
    return {kind: tuple(patterns) for kind, patterns in spelled.items()}


def _types(spelled: dict[str, list[str]]) -> tuple[tuple[str, DocumentType], ...]:
    pairs = [(word, DocumentType(kind)) for kind, words in spelled.items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _pairs(spelled: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    pairs = [(word, field) for field, words in spelled.items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def read_cue(file: str, spelled: dict[str, Any], words: Words) -> Cue:
    """One entry of a file; raises CueError with the file and the cue."""
    try:
        check_cue(spelled)
        return Cue(
            spelled["id"],
            spelled["field"],
            tuple(spelled["near"]),
            re.compile(_expanded(spelled["pattern"], words), re.IGNORECASE),
            float(spelled.get("score", 0.8)),
            spelled.get("where", "any"),
            tuple(spelled.get("beside", ())),
            _words_beginning(spelled.get("without", ())),
            spelled.get("value"),
            _needed(spelled),
            tuple((text, value) for text, value in spelled.get("reads", ())),
            tuple(spelled.get("refuses", ())),
        )
    except KeyError as error:
        raise CueError(
            f"{file}: cue {spelled.get('id', '?')}: {error.args[0]} is missing"
        ) from error
    except (TypeError, ValueError, re.error) as error:
        raise CueError(f"{file}: cue {spelled.get('id', '?')}: {error}") from error


def _needed(spelled: dict[str, Any]) -> str | None:
    """What gives the cue its value, when it is one kind of thing only."""
    pattern = spelled["pattern"]
    shapes = {
        "date": "<DATE" in pattern or "<PERIOD" in pattern,
        "duration": "<DURATION" in pattern,
        "money": "<MONEY" in pattern,
        "other": "(?P<" in pattern
        or "<NAME" in pattern
        or "<PLACE" in pattern
        or "<YEARDAY" in pattern,
    }
    kinds = [kind for kind, named in shapes.items() if named]
    fixed = "value" in spelled and spelled["field"] != "value"
    return kinds[0] if len(kinds) == 1 and kinds != ["other"] and not fixed else None


def _words_beginning(words: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")") if words else None


def _expanded(pattern: str, words: Words) -> str:
    shapes = {
        "DATE": DATE,
        "MONEY": MONEY,
        "NAME": NAME,
        "PERIOD": PERIOD,
        "PLACE": PLACE,
        "YEARDAY": YEARDAY,
        "DURATION": duration_shape(words),
    }

    def shape(match: re.Match[str]) -> str:
        return f"(?P<{match[1].lower()}{match[2]}>{shapes[match[1]]})"

    wide = pattern.strip().replace("~~", "[^;]{0,160}?").replace("~", "[^.;]{0,60}?")
    return re.sub(r"<(DATE|MONEY|NAME|PERIOD|PLACE|YEARDAY|DURATION)(\d?)>", shape, wide)


LANGUAGES = {code: _language(code, spelled) for code, spelled in WRITTEN.items()}
"""By code."""


def any_of(kind: str) -> str:
    """The alternation of every language's patterns of a kind; one of PATTERN_KINDS."""
    return "|".join(p for one in LANGUAGES.values() for p in one.patterns.get(kind, ()))
