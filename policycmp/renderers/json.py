"""JSON in which every number is written in full: exact digits, no exponent, no float on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.models import Cell, Table, Tabulation
    from policycmp.renderers.layout import Layout

# Legal in JSON, but obeyed by terminals (C1 controls, bidirectional overrides), taken for line ends, or
# impossible to encode (lone surrogates); `##[` in a log of CI is a command.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]|(?<=##)\\["
)

# What was written of a mapping, by its id: one that stands in many places (a blank cell) is written once. The mapping
# itself is kept, so that no other gets its id meanwhile; long ones are not worth it.
_Shared = dict[int, tuple[object, str, str]]
_SHORT, _MOST_SHARED = 200, 4096
# How deep data is written part by part: an object's lists, and each of what stands in them as a whole. Below that only
# iterators are.
_PARTED = 2
_WORDS = {None: "null", True: "true", False: "false"}
_NUMBERS, _LISTS = (int, Decimal), (list, tuple)
_ONE_LINE = 160


def render(tabulation: Tabulation, layout: Layout) -> str:
    """Write tables as a list of objects, cells by the key of their column; one that found nothing is left out."""
    del layout
    return render_json([_table_object(table) for table in tabulation.tables])


def render_json(data: object, indent: int = 1) -> str:
    """Write plain data as JSON; short lists and objects stand on one line.

    Args:
        data: None, bool, int, Decimal, str, and lists, tuples and mappings of these; keys keep their order.
        indent: blanks a level.

    Returns:
        JSON in Unicode, ended by a line feed.

    Raises:
        TypeError: something else stands in it (a float above all).
        ValueError: a Decimal is no finite number.
    """
    return "".join(json_chunks(data, indent))


def json_chunks(data: object, indent: int = 1) -> Iterator[str]:
    """Write plain data as `render_json` does, a part at a time as it is asked for.

    Args:
        data: as of `render_json`; it, what stands in it and in that may also be an iterator, which is written as a
            list: no more than a part of it is ever in memory.
        indent: as of `render_json`.

    Raises:
        TypeError: as `render_json`.
        ValueError: as `render_json`.
    """
    yield from _chunks(data, "\n", " " * indent, {}, _PARTED)
    yield "\n"


def render_jsonl(rows: Iterable[object]) -> str:
    """Write plain data as JSON, one object a line.

    Args:
        rows: as `data` of `render_json`.

    Returns:
        Lines that each end with a line feed.

    Raises:
        TypeError: as `render_json`.
        ValueError: as `render_json`.
    """
    return "".join(jsonl_lines(rows))


def jsonl_lines(rows: Iterable[object]) -> Iterator[str]:
    """Write plain data as `render_jsonl` does, a line at a time as it is asked for."""
    return (_written(row, "", "", {}) + "\n" for row in rows)


def digits(number: object) -> str:
    """Write an exact number in full.

    Args:
        number: an int or a Decimal.

    Returns:
        Its digits, without an exponent and without zeros that add nothing (1E+2 → 100, 0.870 → 0.87).

    Raises:
        TypeError: it is another type.
        ValueError: it is infinite or no number.
    """
    if isinstance(number, int):
        return int.__repr__(number)
    if not isinstance(number, Decimal):
        raise TypeError(f"{type(number).__name__} is no exact plain value: {number!r}")
    if not number.is_finite():
        raise ValueError(f"{number} cannot be written as a number")
    written = format(number, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


@lru_cache(maxsize=4096)  # ids and words of one object stand in many
def _string(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", encode_basestring(text))


def _written(data: object, newline: str, step: str, shared: _Shared) -> str:
    """Write one value; `newline` is what parts stand on (a line feed and the blanks so far, or nothing)."""
    # The commonest first: there are a million values in the comparison of a thousand plans.
    if isinstance(data, str):
        return _string(data)
    if data is None or data is True or data is False:
        return _WORDS[data]
    if isinstance(data, _NUMBERS):
        return digits(data)
    inner = newline + step
    if isinstance(data, _LISTS):
        return _enclosed("[", [_written(value, inner, step, shared) for value in data], "]", newline, step)
    if isinstance(data, dict):
        known = shared.get(id(data))
        if known is not None and known[1] == newline:
            return known[2]
    elif not isinstance(data, Mapping):
        return digits(data)
    pairs = [f"{_key(key)}: {_written(value, inner, step, shared)}" for key, value in data.items()]
    text = _enclosed("{", pairs, "}", newline, step)
    if len(text) <= _SHORT and isinstance(data, dict):
        if len(shared) >= _MOST_SHARED:
            shared.clear()
        shared[id(data)] = (data, newline, text)
    return text


def _chunks(data: object, newline: str, step: str, shared: _Shared, depth: int) -> Iterator[str]:
    """Write one value as `_written` does, the parts of lists and objects one after the other down to some depth."""
    parts: Iterator[tuple[str, object]]
    if depth > 0 and isinstance(data, Mapping):
        parts, ends = ((f"{_key(key)}: ", value) for key, value in data.items()), "{}"
    elif isinstance(data, Iterator) or (depth > 0 and isinstance(data, _LISTS)):
        parts, ends = (("", value) for value in data), "[]"
    else:
        yield _written(data, newline, step, shared)
        return
    inner = newline + step
    line: list[str] | None = []  # the parts so far, as long as all of them may stand on one line
    for head, value in parts:
        chunks = _chunks(value, inner, step, shared, depth - 1)
        if line is None:
            yield f",{inner}{head}"
            yield from chunks
            continue
        part, length = head, sum(map(len, line))
        for chunk in chunks:
            part += chunk
            if length + len(part) > _ONE_LINE or "\n" in part:
                yield ends[0] + inner + "".join(f"{each},{inner}" for each in line) + part
                line = None
                break
        yield from chunks
        if line is not None:
            line.append(part)
    yield f"{newline}{ends[1]}" if line is None else f"{ends[0]}{', '.join(line)}{ends[1]}"


def _enclosed(opening: str, parts: list[str], closing: str, newline: str, step: str) -> str:
    """Join parts, on one line where they are short and none has lines of its own."""
    if not newline or sum(map(len, parts)) <= _ONE_LINE:
        line = ", ".join(parts)
        if not newline or "\n" not in line:
            return f"{opening}{line}{closing}"
    inner = newline + step
    return f"{opening}{inner}{f',{inner}'.join(parts)}{newline}{closing}"


@lru_cache(maxsize=4096)
def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{key!r} is no name of a field")
    return _string(key)


def _table_object(table: Table) -> dict[str, object]:
    return {
        "key": table.key,
        "title": table.title,
        "stub": table.stub,
        "columns": [
            {
                "key": column.key,
                "label": column.label,
                "numeric": column.numeric,
                "benchmark": column.benchmark,
            }
            for column in table.columns
        ],
        "rows": [
            {
                "key": row.key,
                "label": row.label,
                "group": row.group,
                "cells": {
                    column.key: _cell_object(cell)
                    for column, cell in zip(table.columns, row.cells, strict=True)
                    if not cell.is_blank
                },
            }
            for row in table.rows
        ],
        "notes": list(table.notes),
    }


def _cell_object(cell: Cell) -> dict[str, object]:
    return {"text": cell.text, "value": cell.value, "evidence": list(cell.evidence)}
