"""Whether a contract goes on when its term is over, and the notice that prevents it."""

from __future__ import annotations

from dataclasses import replace

from arkiv.domain.facts import Field
from arkiv.domain.values import Duration
from arkiv.extract.findings import Candidate
from arkiv.extract.lengths import durations
from arkiv.extract.matching import Hit, Reader

__all__ = ["notice_of", "renewals_of"]

_SAID = 0.85
"""From this score on, a length of renewal stands for itself."""
_BY_ITSELF = 0.6
_FAR = 4000
_TOGETHER = 220
"""So near each other two lengths of notice are those of the two parties."""
_DAYS_A_MONTH = 30
"""Only to tell which of two lengths is the shorter."""


def renewals_of(
    reader: Reader, fields: dict[Field, tuple[Candidate, ...]], lengths: tuple[Candidate, ...]
) -> dict[Field, tuple[Candidate, ...]]:
    """Automatic or by option, and for how long; fields are the ones known about the term."""
    automatic = _flag(reader, "auto_renewal")
    option = _flag(reader, "renewal_option")
    if not automatic:
        automatic = _ends_by_itself(reader, fields)
    if not option and automatic:
        option = (replace(automatic[0], value=False, score=min(_BY_ITSELF, automatic[0].score)),)
    said = bool(lengths) and lengths[0].score >= _SAID
    renews = bool(automatic and automatic[0].value) or bool(option and option[0].value) or said
    return {
        Field.AUTO_RENEWAL: automatic,
        Field.RENEWAL_OPTION: option,
        Field.RENEWAL_TERM: lengths if renews else (),
        Field.RENEWAL_LIMIT: _limits(reader, automatic),
    }


def notice_of(
    reader: Reader, automatic: tuple[Candidate, ...], renewal: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """The notice that prevents renewal, else the ordinary one."""
    against = tuple(durations(reader, "nonrenewal_notice"))
    either = _shorter(tuple(durations(reader, "notice_period")))
    ordinary = (*against, *durations(reader, "notice"), *either)
    if not automatic or not automatic[0].value:
        return ordinary
    said = [c.spans[0].start for c in (*automatic[:2], *renewal[:2])]
    found = durations(reader, "renewal_notice")
    return (*sorted(found, key=lambda c: -c.score + _distance(c, said)), *ordinary)


def _limits(reader: Reader, automatic: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """How often it renews at most: by itself, or where it does not, by option."""
    hits = reader.hits("renewal_limit")
    if not automatic or not automatic[0].value:
        hits = [*reader.hits("option_limit"), *hits]
    return tuple(
        Candidate(times, hit.score, (hit.span(),)) for hit in hits if (times := _times(reader, hit))
    )


def _times(reader: Reader, hit: Hit) -> int | None:
    """The number that the words of a match spell; ``1+1`` is two."""
    words = (hit.any_group("times") or hit.cue.value or "").lower()
    if "+" in words:
        return words.count("+") + 1
    if words.isdigit():
        return int(words)
    return reader.language.words.numbers.get(words)


def _shorter(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The same with the shorter length in front where each party has its own."""
    if not found:
        return found
    first = found[0]
    pair = [c for c in found if _beside(c, first)]
    shortest = min(pair, key=_length)
    return (shortest, *(c for c in found if c is not shortest))


def _beside(other: Candidate, first: Candidate) -> bool:
    one, two = first.spans[0], other.spans[0]
    return one.cue == two.cue and abs(one.start - two.start) < _TOGETHER


def _length(candidate: Candidate) -> int:
    value = candidate.value
    assert isinstance(value, Duration)
    return (value.years * 12 + value.months) * _DAYS_A_MONTH + value.weeks * 7 + value.days


def _flag(reader: Reader, field: str) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(hit.cue.value == "true", hit.score, (hit.span(),)) for hit in reader.hits(field)
    )


def _ends_by_itself(
    reader: Reader, fields: dict[Field, tuple[Candidate, ...]]
) -> tuple[Candidate, ...]:
    """No words of renewal beside a known end, or open-ended from the start: it does not renew."""
    known = next((fields[f] for f in _TELLING if fields[f]), None) or notice_of(reader, (), ())
    if not known:
        return ()
    return (Candidate(False, min(_BY_ITSELF, known[0].score), known[0].spans),)


_TELLING = (Field.EXPIRATION_DATE, Field.TERM, Field.EVERGREEN)


def _distance(notice: Candidate, places: list[int]) -> float:
    """How far a notice stands from the words of renewal, as a loss of score up to a fifth."""
    nearest = min((abs(notice.spans[0].start - place) for place in places), default=0)
    return min(nearest, _FAR) / _FAR / 5
