"""The numbers Word shows before paragraphs and never stores: 7.1, (a), § 3 (ECMA-376 §17.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from arkiv.read.docx_package import Element

__all__ = ["Numbering"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_MOST_STYLES = 20
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    """Such as %1.%2."""
    legal: bool
    """All numbers in it are shown as decimals (§17.9.4)."""
    restarts_after: int | None
    """The level, from 0, that sets it back; None: the one above, -1: none does (§17.9.10)."""
    suffix: str
    style: str | None


@dataclass(slots=True)
class _List:
    """One abstract definition and how far it has counted."""

    levels: dict[int, _Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Instance:
    """One w:num: a list with overrides of its own."""

    list: _List
    levels: dict[int, _Level]
    start_overrides: dict[int, int]
    """Level to start; each is emptied out at its first use."""


class Numbering:
    """Counts along while paragraphs are asked about in document order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = {} if styles is None else _by_id(styles, "style", "styleId")
        self._default_style = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(f"{_W}default") in ("1", "true", "on")
                and style.get(f"{_W}type") == "paragraph"
            ),
            None,
        )
        self._instances = {} if numbering is None else self._read(numbering)

    def label(self, paragraph: Element) -> str:
        """With what separates it from the text; empty when the paragraph has none."""
        if not self._instances:
            return ""
        instance, level = self._place(paragraph)
        if instance is None or level not in instance.levels:
            return ""
        self._count(instance, level)
        return _label(instance, level)

    def _place(self, paragraph: Element) -> tuple[_Instance | None, int]:
        properties = paragraph.find(f"{_W}pPr")
        number, level = _number_properties(properties)
        style = _value(properties, "pStyle") or self._default_style
        for identifier, styled in self._styles_from(style):
            if number is not None:
                break
            number, styled_level = _number_properties(styled.find(f"{_W}pPr"))
            instance = self._instances.get(number or "")
            if instance is not None and level is None:
                level = _level_of_style(instance, identifier, styled_level)
        return self._instances.get(number or ""), min(level or 0, _LEVELS - 1)

    def _styles_from(self, identifier: str | None) -> Iterator[tuple[str, Element]]:
        """The style and those it is based on."""
        for _ in range(_MOST_STYLES):
            style = self._styles.get(identifier or "")
            if identifier is None or style is None:
                return
            yield identifier, style
            identifier = _value(style, "basedOn")

    def _count(self, instance: _Instance, level: int) -> None:
        counts = instance.list.counts
        override = instance.start_overrides.pop(level, None)
        count = counts[level]
        if override is not None:
            counts[level] = override
        else:
            counts[level] = instance.levels[level].start if count is None else count + 1
        for deeper in range(level + 1, _LEVELS):
            definition = instance.levels.get(deeper)
            after = None if definition is None else definition.restarts_after
            if after is None or level <= after:
                counts[deeper] = None

    def _read(self, numbering: Element) -> dict[str, _Instance]:
        definitions = _by_id(numbering, "abstractNum", "abstractNumId")
        lists = {key: _List(_levels(one)) for key, one in definitions.items()}
        numbers = _by_id(numbering, "num", "numId")
        for key, definition in definitions.items():
            lists[key] = lists.get(self._linked(definition, numbers) or key, lists[key])
        return {
            key: _instance(number, lists[said])
            for key, number in numbers.items()
            if (said := _value(number, "abstractNumId")) in lists
        }

    def _linked(self, definition: Element, numbers: dict[str, Element]) -> str | None:
        """The definition that a numbering style stands for (§17.9.21)."""
        style = self._styles.get(_value(definition, "numStyleLink") or "")
        if style is None:
            return None
        number, _ = _number_properties(style.find(f"{_W}pPr"))
        return _value(numbers.get(number or ""), "abstractNumId")


def _instance(number: Element, counted: _List) -> _Instance:
    levels = dict(counted.levels)
    starts = {}
    for override in number.findall(f"{_W}lvlOverride"):
        level = _integer(override.get(f"{_W}ilvl")) or 0
        levels.update(_levels(override))
        start = _integer(_value(override, "startOverride"))
        if start is not None:
            starts[level] = start
    return _Instance(counted, levels, starts)


def _levels(definition: Element) -> dict[int, _Level]:
    return {
        level: _Level(
            start=_integer(_value(one, "start")) or 0,
            format=_value(one, "numFmt") or "decimal",
            text=_value(one, "lvlText") or "",
            legal=_is_on(one.find(f"{_W}isLgl")),
            restarts_after=_restart(_integer(_value(one, "lvlRestart"))),
            suffix=_value(one, "suff") or "tab",
            style=_value(one, "pStyle"),
        )
        for one in definition.findall(f"{_W}lvl")
        if 0 <= (level := _integer(one.get(f"{_W}ilvl")) or 0) < _LEVELS
    }


def _restart(said: int | None) -> int | None:
    return None if said is None else said - 1


def _level_of_style(instance: _Instance, style: str, said: int | None) -> int:
    """A level may name the style instead of the style naming the level (§17.9.23)."""
    named = (level for level, one in instance.levels.items() if one.style == style)
    return next(named, said or 0)


def _label(instance: _Instance, level: int) -> str:
    definition = instance.levels[level]
    if definition.format == "bullet":
        return "• "
    shown = definition.text
    for place in range(_LEVELS):
        if f"%{place + 1}" in shown:
            shown = shown.replace(f"%{place + 1}", _shown_count(instance, place, definition.legal))
    return shown + ("" if definition.suffix == "nothing" or not shown else " ")


def _shown_count(instance: _Instance, level: int, legal: bool) -> str:
    definition = instance.levels.get(level)
    if definition is None:
        return ""
    count = instance.list.counts[level]
    if count is None:  # a level that was passed over stands at its start from now on
        count = instance.list.counts[level] = definition.start
    return _spelled(count, "decimal" if legal else definition.format)


def _spelled(count: int, format_: str) -> str:
    match format_:
        case "none":
            return ""
        case "decimalZero":
            return f"{count:02d}"
        case "lowerLetter" | "upperLetter":
            letters = _letters(count)
            return letters.upper() if format_ == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            roman = _roman(count)
            return roman.upper() if format_ == "upperRoman" else roman
        case _:
            return str(count)


def _letters(count: int) -> str:
    """a … z, aa, bb …, as Word goes on (§17.18.59)."""
    if not 0 < count <= 26 * 30:
        return str(count)
    times, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    spelled = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        spelled += sign * times
    return spelled


def _by_id(root: Element, tag: str, attribute: str) -> dict[str, Element]:
    return {one.get(f"{_W}{attribute}", ""): one for one in root.findall(f"{_W}{tag}")}


def _number_properties(properties: Element | None) -> tuple[str | None, int | None]:
    """numId and level as said here; None where nothing is said."""
    said = None if properties is None else properties.find(f"{_W}numPr")
    return _value(said, "numId"), _integer(_value(said, "ilvl"))


def _value(parent: Element | None, tag: str) -> str | None:
    child = None if parent is None else parent.find(f"{_W}{tag}")
    value = None if child is None else child.get(f"{_W}val")
    return None if value is None else str(value)


def _integer(said: str | None) -> int | None:
    try:
        return None if said is None else int(said)
    except ValueError:
        return None


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(f"{_W}val", "1") not in ("0", "false", "off")
