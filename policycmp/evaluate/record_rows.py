"""One row of a coding's file → its record, or why it cannot be one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from policycmp.evaluate.coding import ClauseRecord, RowRecord, TargetRecord
from policycmp.models import Basis, Comparator, Span, Strength, TargetType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

_Choice = TypeVar("_Choice", bound="StrEnum")
_UNITS = {"percent": "%", "％": "%"}


class RowError(ValueError):
    """Why a row cannot be used; the message fits behind `file:line: `."""


def target_record(row: Mapping[str, Any]) -> TargetRecord:
    """Read a row of `targets.jsonl`. Fields that are missing are taken as not coded.

    Raises:
        RowError: where a field has no meaning in the codebook.
    """
    unit = _text(row, "unit")
    return TargetRecord(
        doc=_doc(row),
        span=_span(row),
        text=_text(row, "text"),
        type=_choice(row, "type", TargetType),
        indicator=_text(row, "indicator"),
        scope=_text(row, "scope") or "self",
        comparator=_choice(row, "comparator", Comparator),
        value=_number(row, "value"),
        value_max=_number(row, "value_max"),
        unit=_UNITS.get(unit, unit),
        basis=_choice(row, "basis", Basis),
        per_year=bool(row.get("per_year")),
        deadline=_year(row),
        strength=_choice(row, "strength", Strength),
        topics=_topics(row),
    )


def clause_record(row: Mapping[str, Any]) -> ClauseRecord:
    """Read a row of `clauses.jsonl`.

    Raises:
        RowError: where a field has no meaning in the codebook.
    """
    topics = _topics(row)
    primary = row.get("primary")
    if primary is not None and not isinstance(primary, str):
        raise RowError(f"`primary` is no topic: {primary!r}")
    return ClauseRecord(_doc(row), _span(row), _text(row, "heading"), topics, primary)


def row_record(row: Mapping[str, Any]) -> RowRecord:
    """Read a row of `rows.jsonl`: what a commitment of `targets.jsonl` counts.

    Raises:
        RowError: where a part is no text.
    """
    parts = ("object", "property", "grade", "event", "of", "tier")
    return RowRecord(_doc(row), _span(row), **{part: _text(row, part) for part in parts})


def _doc(row: Mapping[str, Any]) -> str:
    doc = row.get("doc")
    if not isinstance(doc, str) or not doc:
        raise RowError("`doc` is missing: the id of a plan is expected")
    return doc


def _span(row: Mapping[str, Any]) -> Span:
    start, end = row.get("start"), row.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise RowError(f"`start` and `end` are no offsets: {start!r}, {end!r}")
    return Span(start, end)


def _text(row: Mapping[str, Any], key: str) -> str:
    text = row.get(key)
    if text is None:
        return ""
    if not isinstance(text, str):
        raise RowError(f"`{key}` is no text: {text!r}")
    return text


def _number(row: Mapping[str, Any], key: str) -> Decimal | None:
    number = row.get(key)
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, (int, Decimal)):
        raise RowError(f"`{key}` is no number: {number!r}")
    return Decimal(number)


def _year(row: Mapping[str, Any]) -> int | None:
    year = row.get("deadline")
    if year is not None and type(year) is not int:
        raise RowError(f"`deadline` is no year: {year!r}")
    return year


def _choice(row: Mapping[str, Any], key: str, choices: type[_Choice]) -> _Choice | None:
    value = row.get(key)
    if value is None:
        return None
    try:
        return choices(value)
    except ValueError:
        raise RowError(f"`{key}` is {value!r}; it may be {', '.join(choices)}") from None


def _topics(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Read topics as ids, or as the objects with an id that `policycmp clauses` writes."""
    topics = row.get("topics") or []
    if not isinstance(topics, list):
        raise RowError(f"`topics` is no list: {topics!r}")
    ids = [topic.get("id") if isinstance(topic, dict) else topic for topic in topics]
    named = tuple(identifier for identifier in ids if isinstance(identifier, str))
    if len(named) < len(ids):
        raise RowError(f"`topics` holds something that is no id: {topics!r}")
    return named
