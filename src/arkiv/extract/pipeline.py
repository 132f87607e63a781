"""The way from a reading to findings, step by step: the first file to read about extraction."""

from __future__ import annotations

from arkiv.domain.documents import Reading
from arkiv.domain.facts import Extraction, Field, Finding
from arkiv.extract.cues_loader import LANGUAGES, VERSION
from arkiv.extract.document_type import document_type_of
from arkiv.extract.findings import Candidate, Span, found
from arkiv.extract.language import language_of
from arkiv.extract.normalise import normalise
from arkiv.extract.segments import clauses_of
from arkiv.extract.title import title_of

__all__ = ["cues_version", "extract"]

_RULES = "1"
"""Goes up when a rule changes what it reads."""


def cues_version() -> str:
    """Changes whenever a cue or a rule does."""
    return f"{_RULES}-{VERSION}"


def extract(reading: Reading, name: str) -> Extraction:
    """What a document says, with the words it says it in; nothing for a text too short to read."""
    text = normalise(reading.pages)
    spoken = language_of(text.flow)
    if spoken is None:
        return Extraction((), (), cues_version())
    language = LANGUAGES[spoken[0]]
    clauses = clauses_of(text)
    chosen: dict[Field, Candidate | None] = {}
    first = next(text.lines(), (0, 0))
    chosen[Field.LANGUAGE] = Candidate(language.code, spoken[1], (Span(*first, "language"),))
    title = chosen[Field.TITLE] = title_of(text, language, reading.title)
    chosen[Field.DOCUMENT_TYPE] = document_type_of(
        text, language, (title.spans[0].start, title.spans[0].end) if title else None
    )
    findings: list[Finding] = [
        found(field, candidate, text, clauses)
        for field, candidate in chosen.items()
        if candidate is not None
    ]
    return Extraction(tuple(findings), (), cues_version())
