"""JSON in which every number is written in full: exact digits, no exponent, no float on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policycmp.models import Cell, Table, Tabulation
    from policycmp.renderers.layout import Layout

# Legal in JSON, but obeyed by terminals (C1 controls, bidirectional overrides), taken for line ends, or
# impossible to encode (lone surrogates).
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)


def render(tabulation: Tabulation, layout: Layout) -> str:
    """Write tables as a list of objects, cells by the key of their column."""
    del layout
    return render_json([_table_object(table) for table in tabulation.tables])


def render_json(data: object, indent: int = 1) -> str:
    """Write plain data as JSON.

    Args:
        data: None, bool, int, Decimal, str, and lists, tuples and mappings of these; keys keep their order.
        indent: blanks a level.

    Returns:
        JSON in Unicode, ended by a line feed.

    Raises:
        TypeError: something else stands in it (a float above all).
        ValueError: a Decimal is no finite number.
    """
    return "".join(_chunks(data, "\n", " " * indent)) + "\n"


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
    return ("".join(_chunks(row, "", "")) + "\n" for row in rows)


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


def _string(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", encode_basestring(text))


def _chunks(data: object, newline: str, step: str) -> Iterator[str]:
    """Write one value; `newline` is what parts stand on (a line feed and the blanks so far, or nothing)."""
    if data is None or isinstance(data, bool):
        yield {None: "null", True: "true", False: "false"}[data]
    elif isinstance(data, str):
        yield _string(data)
    elif isinstance(data, Mapping):
        pairs = ((f"{_key(key)}: ", value) for key, value in data.items())
        yield from _parts("{", pairs, "}", newline, step)
    elif isinstance(data, list | tuple):
        yield from _parts("[", (("", value) for value in data), "]", newline, step)
    else:
        yield digits(data)


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{key!r} is no name of a field")
    return _string(key)


def _parts(
    opening: str, parts: Iterable[tuple[str, object]], closing: str, newline: str, step: str
) -> Iterator[str]:
    inner = newline + step
    yield opening
    separator = ""
    for prefix, value in parts:
        yield separator + inner + prefix
        yield from _chunks(value, inner, step)
        separator = "," if newline else ", "
    yield (newline if separator else "") + closing


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
                },
            }
            for row in table.rows
        ],
        "notes": list(table.notes),
    }


def _cell_object(cell: Cell) -> dict[str, object]:
    return {"text": cell.text, "value": cell.value, "evidence": list(cell.evidence)}
