"""Organisation numbers: where they stand and whether their check digits hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from arkiv.extract.cues_loader import any_of
from arkiv.extract.normalise import Text

__all__ = ["OrgNumber", "is_norwegian", "org_numbers_in"]

_LABELLED = re.compile(
    rf"\b(?P<label>{any_of('org_number_labels')})"
    r"(?: onder)?(?: ?(?:nummer|nr\.?))?[ :]{0,3}(?:NO ?)?"
    r"(?P<number>\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)|\d{6}-?\d{4}(?!\d)|\d{7}-\d(?!\d)|\d{2}"
    r"(?: ?\d{2}){3}(?!\d)|\d{8}(?!\d))"
    r"|\b(?P<register>HR[AB]) ?(?P<entry>\d{2,6}(?: [A-Z]\b)?)",
    re.IGNORECASE,
)
_LIKE_A_NUMBER = re.compile(r"\d{6}|\d\d[ .]\d\d|\bhr[ab]\b")
"""Most contracts hold none, which is known sooner than by looking for its label."""
_FRONT = 20_000
"""Numbers further back are not those of the parties."""
_BARE_SWEDISH = re.compile(r"(?<![\d-])(?P<number>\d{6}-\d{4})(?![\d-])")
_NORWEGIAN = (3, 2, 7, 6, 5, 4, 3, 2)
_DANISH = (2, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class OrgNumber:
    """A number with the place of its label."""

    number: str
    start: int
    end: int


def org_numbers_in(text: Text, language: str) -> Iterator[OrgNumber]:
    """Every labelled number whose check digits hold, in the order of the text."""
    if _LIKE_A_NUMBER.search(text.low, 0, min(_FRONT, len(text.low))) is None:
        return
    for match in _LABELLED.finditer(text.flow, 0, min(_FRONT, len(text.flow))):
        if match["register"]:
            number = f"{match['register'].upper()} {match['entry']}"
        else:
            number = re.sub(r"\D", "", match["number"])
            if not _holds(number, match["label"].lower()):
                continue
        yield OrgNumber(number, match.start(), match.end())
    if language == "sv":
        for match in _BARE_SWEDISH.finditer(text.flow, 0, min(_FRONT, len(text.flow))):
            if match["number"][2] >= "2":  # a lower third digit is the month of a birth number
                yield OrgNumber(re.sub(r"\D", "", match["number"]), match.start(), match.end())


def is_norwegian(number: str) -> bool:
    """Nine digits of which the last is the check digit, modulus 11 (Enhetsregisteret)."""
    if len(number) != 9 or not number.isdigit():
        return False
    rest = sum(int(d) * w for d, w in zip(number, _NORWEGIAN, strict=False)) % 11
    return (11 - rest) % 11 == int(number[8])


def _holds(number: str, label: str) -> bool:
    if label.startswith("cvr"):
        return len(number) == 8 and _danish(number)
    return is_norwegian(number) if len(number) == 9 else True


def _danish(number: str) -> bool:
    return sum(int(d) * w for d, w in zip(number, _DANISH, strict=True)) % 11 == 0
