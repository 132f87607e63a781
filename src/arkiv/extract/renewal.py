"""Whether a contract goes on when its term is over, and the notice that prevents it."""

from __future__ import annotations

from dataclasses import replace

from arkiv.domain.facts import Field
from arkiv.extract.findings import Candidate
from arkiv.extract.lengths import durations
from arkiv.extract.matching import Reader

__all__ = ["notice_of", "renewals_of"]

_SAID = 0.85
"""From this score on, a length of renewal stands for itself."""
_BY_ITSELF = 0.6
_FAR = 4000


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
    }


def notice_of(
    reader: Reader, automatic: tuple[Candidate, ...], renewal: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """The notice that prevents renewal, else the ordinary one."""
    against = tuple(durations(reader, "nonrenewal_notice"))
    ordinary = (*against, *durations(reader, "notice"), *durations(reader, "notice_period"))
    if not automatic or not automatic[0].value:
        return ordinary
    said = [c.spans[0].start for c in (*automatic[:2], *renewal[:2])]
    found = durations(reader, "renewal_notice")
    return (*sorted(found, key=lambda c: -c.score + _distance(c, said)), *ordinary)


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
