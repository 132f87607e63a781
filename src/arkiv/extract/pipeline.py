"""The way from a reading to findings, step by step: the first file to read about extraction."""

from __future__ import annotations

from arkiv.domain.documents import Reading
from arkiv.domain.facts import DocumentType, Extraction, Field
from arkiv.extract.amounts import value_of
from arkiv.extract.choose import findings_of
from arkiv.extract.clauses import clauses_of
from arkiv.extract.conflicts import warnings_about
from arkiv.extract.dating import dates_of
from arkiv.extract.document_type import document_type_of
from arkiv.extract.findings import Candidate, Span
from arkiv.extract.language import language_of
from arkiv.extract.law import law_of
from arkiv.extract.matching import Reader
from arkiv.extract.normalise import Text, normalise
from arkiv.extract.own_cues import BUILT_IN, Cues
from arkiv.extract.parties import parties_of
from arkiv.extract.payment import payment_days_of
from arkiv.extract.price_adjustment import price_adjustments_of
from arkiv.extract.probation import probation_of
from arkiv.extract.segments import segments_of
from arkiv.extract.signing import amends_of, signed_of
from arkiv.extract.terms import terms_of
from arkiv.extract.title import title_of
from arkiv.extract.version import cues_version

__all__ = ["cues_version", "extract"]

_SURE = 0.8
"""A title or a letterhead this telling makes a letter, whatever agreement it speaks of."""


def extract(reading: Reading, name: str, cues: Cues = BUILT_IN) -> Extraction:
    """What a document says, with the words it says it in; nothing for a text too short to read."""
    whole = normalise(reading.pages)
    text, segments = segments_of(whole).read(whole)
    spoken = language_of(text.flow)
    if spoken is None:
        return Extraction((), (), cues.version)
    reader = Reader.of(text, cues.languages[spoken[0]], segments)
    candidates: dict[Field, tuple[Candidate, ...]] = {Field.LANGUAGE: (_language(text, *spoken),)}
    candidates |= _identity(reader, reading.title)
    candidates |= _contents(reader, candidates[Field.DOCUMENT_TYPE])
    clauses = clauses_of(text)
    findings = tuple(
        finding
        for field in Field
        for finding in findings_of(field, candidates.get(field, ()), text, clauses)
    )
    return Extraction(findings, tuple(warnings_about(candidates)), cues.version)


def _language(text: Text, code: str, sure: float) -> Candidate:
    first = next(text.lines(), (0, len(text.flow)))
    return Candidate(code, sure, (Span(*first, "language"),))


def _identity(reader: Reader, property_title: str | None) -> dict[Field, tuple[Candidate, ...]]:
    """What the document is called and what it is."""
    title = title_of(reader.text, reader.language, property_title)
    span = (title.spans[0].start, title.spans[0].end) if title else None
    kind = document_type_of(reader.text, reader.language, span)
    return {
        Field.TITLE: (title,) if title else (),
        Field.DOCUMENT_TYPE: (kind,) if kind else (),
    }


def _contents(reader: Reader, kind: tuple[Candidate, ...]) -> dict[Field, tuple[Candidate, ...]]:
    """What was agreed: dates first, because terms are computed from them; nothing in a letter."""
    if kind and kind[0].value == DocumentType.NOT_CONTRACT and kind[0].score >= _SURE:
        return {}
    dates = dates_of(reader, kind[0].value if kind else None)
    parties = parties_of(reader)
    return {
        Field.PARTIES: parties,
        Field.AGREEMENT_DATE: dates.agreement,
        Field.EFFECTIVE_DATE: dates.effective,
        **terms_of(reader, dates).fields,
        Field.VALUE: value_of(reader, kind[0].value if kind else None),
        Field.PROBATION: probation_of(reader, kind[0].value if kind else None),
        Field.PRICE_ADJUSTMENT: price_adjustments_of(reader),
        Field.PAYMENT_DAYS: payment_days_of(reader),
        Field.GOVERNING_LAW: law_of(reader),
        Field.SIGNED: signed_of(reader, parties),
        Field.AMENDS: amends_of(reader),
    }
