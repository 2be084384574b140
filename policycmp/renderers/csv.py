"""CSV (RFC 4180), safe to open in a spreadsheet: tables as one long table, plain records a line each."""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.renderers.json import digits
from policycmp.renderers.long_rows import LongRow, long_rows
from policycmp.renderers.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycmp.models import Tabulation
    from policycmp.renderers.layout import Layout

# What a spreadsheet runs as a formula, full-width signs included (Excel takes them too). A quote before it is
# doubled, so that the guard can be taken off again without doubt.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\n]")
_SIGNED_NUMBER = re.compile(r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?%?")


def render(tabulation: Tabulation, layout: Layout) -> str:
    """Write all cells of all tables below each other.

    Args:
        tabulation: the tables; of their evidence the ids are written.
        layout: the delimiter is heeded.

    Returns:
        CSV with a head line and LF line ends. In a file it should start with a BOM, for Excel
        (see `Format.encoding`).
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=layout.delimiter, lineterminator="\n")
    names = [field.name for field in fields(LongRow)]
    writer.writerow(names)
    values = map(attrgetter(*names), long_rows(tabulation.tables))
    writer.writerows(map(_field, row) for row in values)
    return written.getvalue()


def csv_lines(records: Iterable[Mapping[str, object]], delimiter: str = ",") -> Iterator[str]:
    """Write records as CSV, a line each as it is asked for, nested values in short.

    Args:
        records: all with the same fields.
        delimiter: what stands between two fields.

    Returns:
        CSV with a head line, safe to open in a spreadsheet; nothing without records.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\n")
    for number, record in enumerate(records):
        if number == 0:
            writer.writerow(record)
        writer.writerow(_record_field(value) for value in record.values())
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def in_short(value: object) -> str:
    """Write a nested value on one line: the ids of a list, the parts of a mapping."""
    if isinstance(value, list):
        return "; ".join(in_short(item) for item in value)
    if isinstance(value, dict):
        return (
            str(value["id"])
            if "id" in value
            else "; ".join(f"{key}: {in_short(item)}" for key, item in value.items() if item)
        )
    return str(value)


def _field(value: object) -> str:
    if isinstance(value, str):
        return guard(value)
    if not value and value in {None, ()}:
        return ""
    return guard(" ".join(value)) if isinstance(value, tuple) else digits(value)


def _record_field(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | list | dict):
        return guard(in_short(value))
    return digits(value)


@lru_cache(maxsize=4096)  # few texts of a large table differ
def guard(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run, and make control characters visible.

    Args:
        text: any text.

    Returns:
        The text of a field; a plain signed number (-5, +9.5%) stays a number.
    """
    shown = visible(text)
    if _FORMULA.match(shown) and not _SIGNED_NUMBER.fullmatch(shown):
        return f"'{shown}"
    return shown
