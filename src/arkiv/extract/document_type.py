"""What kind of document it is, by the words of its title and, failing that, of its opening."""

from __future__ import annotations

import re

from arkiv.domain.facts import DocumentType
from arkiv.extract.cues_loader import LANGUAGES, Language, any_of
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.normalise import Text

__all__ = ["document_type_of"]

_OPENING = 600
_LONGEST_TITLE = 200
_AGREEMENT = re.compile(r"avtale|agreement|kontrakt|contra[ck]t|overeenkomst|vertrag|avtal|aftale")
_LETTERHEADS = re.compile(any_of("letterheads"))
"""What stands at the top of a letter in any of the languages."""
_FIRST = (DocumentType.AMENDMENT, DocumentType.DPA, DocumentType.NDA, DocumentType.NOT_CONTRACT)
"""Kinds that decide whatever other kinds the same title names."""


def document_type_of(
    text: Text, language: Language, title: tuple[int, int] | None
) -> Candidate | None:
    """The kind that the title's words tell, else those of the first 600 characters."""
    if letter := _letterhead(text):
        return letter
    spans = [(title, 0.9)] if title else []
    for (start, end), score in [*spans, ((0, min(_OPENING, len(text.low))), 0.5)]:
        for tongue in (language, LANGUAGES["en"]):
            if candidate := _told(text, tongue, start, end, score):
                return candidate
    return None


def _letterhead(text: Text) -> Candidate | None:
    if match := _LETTERHEADS.search(text.low, 0, _OPENING):
        span = Span(*match.span(), "type.letterhead")
        return Candidate(DocumentType.NOT_CONTRACT, 0.8, (span,))
    return None


def _told(text: Text, language: Language, start: int, end: int, score: float) -> Candidate | None:
    hits = []
    for word, kind in language.types:
        at = _place(text.low, word, start, end)
        if at >= 0 and (kind is not DocumentType.NOT_CONTRACT or _heads(text, at, start, end)):
            hits.append((kind not in _FIRST, -len(word), at, kind, word))
    if not hits:
        return None
    _, _, at, kind, word = min(hits)
    return Candidate(
        kind, score, (Span(at, at + len(word.partition(" + ")[0]), f"{language.code}.type.{kind}"),)
    )


def _heads(text: Text, at: int, start: int, end: int) -> bool:
    """Whether a word for what is no contract names the document and is not said in passing.

    It begins a line, or stands in a title that has no word for an agreement.
    """
    if at == start or (at > 0 and text.lined[at - 1] == "\n"):
        return True
    return end - start < _LONGEST_TITLE and not _AGREEMENT.search(text.low, start, end)


def _place(low: str, word: str, start: int, end: int) -> int:
    """Where a word begins, or the first of two that both occur: ``leieavtale + maskin``."""
    first, plus, second = word.partition(" + ")
    if plus and _word_at(low, second, start, end) < 0:
        return -1
    return _word_at(low, first, start, end)


def _word_at(low: str, word: str, start: int, end: int) -> int:
    """Where a word begins, at the start of a word when it is short; -1 when it does not occur."""
    at = low.find(word, start, end)
    while at > 0 and len(word) < 6 and low[at - 1].isalpha():
        at = low.find(word, at + 1, end)
    return at
