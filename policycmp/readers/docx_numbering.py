"""Automatic numbers of Word's paragraphs, which stand nowhere in the text: 一、, （一）, 第三条, 1.2."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from policycmp.language import patterns as re
from policycmp.readers.docx_parts import child, is_on, local_name, value
from policycmp.readers.list_numbers import format_number

_PLACEHOLDER = re.compile(r"%([1-9])")
_NO_GAP = re.compile(r"[、，。．：；）〕】)\]]$")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MOST_LEVELS = 9
_MOST_ANCESTORS = 20
_LAST_NUMBER = 32_767
_LONGEST_NUMBER = 6
_LONGEST_PATTERN = 100


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    gap: bool = True
    legal: bool = False
    restarts: bool = True


@dataclass(slots=True)
class _List:
    """A list of the document: the definition that it shares with others, and its own starts."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The numbers of a document's paragraphs, counted as they are asked for in order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        elements = [] if styles is None else [each for each in styles if local_name(each) == "style"]
        self._styles = {value(style, "styleId"): style for style in elements}
        defaults = [style for style in elements if is_on_attribute(style, "default")]
        self._default = next(
            (value(each, "styleId") for each in defaults if value(each, "type") == "paragraph"), None
        )
        self._definitions = _by_id(numbering, "abstractNum", "abstractNumId")
        self._instances = _by_id(numbering, "num", "numId")
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}

    def style_name(self, properties: Any | None) -> str:
        """Give the name of a paragraph's style in lower case (`toc 1`, `heading 2`)."""
        style = self._styles.get(value(child(properties, "pStyle")))
        return (value(child(style, "name")) or "").lower()

    def number(self, properties: Any | None) -> str:
        """Count a paragraph and give its number as printed, with the gap behind it; empty where it has none."""
        number_id, depth = self._place(properties)
        numbered = self._list(number_id) if number_id not in {None, "0"} else None
        if numbered is None or depth not in numbered.levels:
            return ""
        counts = self._count(numbered, depth)
        return _written(numbered.levels, depth, counts)

    def _place(self, properties: Any | None) -> tuple[str | None, int]:
        """Find the list and the level of a paragraph, in its own properties or in its styles."""
        own = child(properties, "numPr")
        number_id, depth = value(child(own, "numId")), value(child(own, "ilvl"))
        style_id = value(child(properties, "pStyle")) or self._default
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get(style_id)
            if style is None or (number_id is not None and depth is not None):
                break
            inherited = child(style, "pPr", "numPr")
            if number_id is None and inherited is not None:
                number_id = value(child(inherited, "numId"))
                depth = depth or value(child(inherited, "ilvl")) or self._linked_depth(number_id, style_id)
            style_id = value(child(style, "basedOn"))
        return number_id, min(_bounded(depth, 0), _MOST_LEVELS - 1)

    def _linked_depth(self, number_id: str | None, style_id: str | None) -> str | None:
        definition = self._definitions.get(value(child(self._instances.get(number_id), "abstractNumId")))
        for level in definition if definition is not None else ():
            if local_name(level) == "lvl" and value(child(level, "pStyle")) == style_id:
                return value(level, "ilvl")
        return None

    def _list(self, number_id: str | None) -> _List | None:
        if number_id is None:
            return None
        if number_id not in self._lists:
            self._lists[number_id] = self._load_list(self._instances.get(number_id))
        return self._lists[number_id]

    def _load_list(self, instance: Any | None) -> _List | None:
        definition_id = value(child(instance, "abstractNumId"))
        definition = self._definitions.get(definition_id)
        link = value(child(definition, "numStyleLink"))
        if link is not None:
            linked = value(child(self._styles.get(link), "pPr", "numPr", "numId"))
            definition_id = value(child(self._instances.get(linked), "abstractNumId"))
            definition = self._definitions.get(definition_id)
        if instance is None or definition is None or definition_id is None:
            return None
        numbered = _List(definition_id, dict(_levels(definition)))
        for override in (each for each in instance if local_name(each) == "lvlOverride"):
            depth = _bounded(value(override, "ilvl"), 0)
            numbered.levels.update(_levels(override))
            start = value(child(override, "startOverride"))
            if start is not None:
                numbered.starts[depth] = _bounded(start, 1)
        return numbered

    def _count(self, numbered: _List, depth: int) -> list[int | None]:
        counts = self._counts.setdefault(numbered.definition, [None] * _MOST_LEVELS)
        last = counts[depth]
        # A list that states its own start begins there once, and then goes on as the lists that it shares with.
        counts[depth] = numbered.levels[depth].start if last is None else last + 1
        if depth in numbered.starts:
            counts[depth] = numbered.starts.pop(depth)
        for deeper in range(depth + 1, _MOST_LEVELS):
            if numbered.levels.get(deeper, _Level()).restarts:
                counts[deeper] = None
        return counts


def is_on_attribute(element: Any, name: str) -> bool:
    """Tell whether an attribute is a true switch."""
    return value(element, name) in {"1", "true", "on"}


def _by_id(numbering: Any | None, name: str, attribute: str) -> dict[str | None, Any]:
    elements = [] if numbering is None else [each for each in numbering if local_name(each) == name]
    return {value(element, attribute): element for element in elements}


def _levels(parent: Any) -> list[tuple[int, _Level]]:
    levels = [each for each in parent if local_name(each) == "lvl"]
    return [(_bounded(value(level, "ilvl"), 0), _level(level)) for level in levels]


def _bounded(text: str | None, default: int) -> int:
    """Read a number as far as Word counts; what is none gives the default."""
    if text is None or not text.isdecimal():
        return default
    return min(int(text), _LAST_NUMBER) if len(text) <= _LONGEST_NUMBER else _LAST_NUMBER


def _level(level: Any) -> _Level:
    return _Level(
        start=_bounded(value(child(level, "start")), 1),
        style=value(child(level, "numFmt")) or "decimal",
        pattern=(value(child(level, "lvlText")) or "")[:_LONGEST_PATTERN],
        gap=value(child(level, "suff")) != "nothing",
        legal=is_on(child(level, "isLgl")),
        restarts=value(child(level, "lvlRestart")) != "0",
    )


def _written(levels: dict[int, _Level], depth: int, counts: list[int | None]) -> str:
    level = levels[depth]
    if level.style == "bullet":
        return (_PRIVATE.sub("•", level.pattern) + " ").lstrip()

    def written(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        other = levels.get(place, _Level())
        count = counts[place]
        style = "decimal" if level.legal else other.style
        return "" if style == "none" else format_number(other.start if count is None else count, style)

    number = _PLACEHOLDER.sub(written, level.pattern)
    return number + " " if number and level.gap and not _NO_GAP.search(number) else number
