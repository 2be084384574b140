"""Cells as real values of a spreadsheet: the number or date behind a cell, in a format that shows the cell's text."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.models import Cell

_NUMBER = re.compile(r"(?<![\d.,])\d(?:[\d,]*\d)?(?:\.\d+)?(?![\d]|[.,]\d)")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOT_LITERAL = re.compile(r'["\x00-\x1f]')
_LONGEST_FORMAT = 200  # a spreadsheet takes 255 characters
_EXACT_DIGITS = 15  # what a spreadsheet keeps of a number
_EARLIEST_YEAR = 1901  # spreadsheets take 1900 for a leap year


def number_format(cell: Cell) -> str | None:
    """Find the number format under which the value of a cell reads as its text.

    Args:
        cell: one with the number in its text (`38 by 2020`, `5 (13)`, `≥ 1,200`).

    Returns:
        A format code such as `0" by 2020"`; None where no format shows the text, so that the text must stand.
    """
    value, text = cell.value, cell.text
    if value is None or len(value.as_tuple().digits) > _EXACT_DIGITS or abs(value.adjusted()) > _EXACT_DIGITS:
        return None
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if value < 0:
            if not before.startswith("-") or before != "-":
                continue
            before = ""
        if _reads_as(abs(value), match.group()):
            code = f"{_literal(before)}{_digits_format(match.group())}{_literal(after)}"
            return code if len(code) <= _LONGEST_FORMAT and not _NOT_LITERAL.search(before + after) else None
    return None


def parse_date(text: str) -> date | None:
    """Read a whole ISO date that a spreadsheet can hold; None for anything else."""
    if len(text) != len("2020-01-31") or not _ISO_DATE.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= _EARLIEST_YEAR else None


def _reads_as(value: Decimal, digits: str) -> bool:
    """Tell whether a value, rounded as spreadsheets do, is written with these digits."""
    whole, _, fraction = digits.partition(".")
    if len(whole.replace(",", "")) + len(fraction) > _EXACT_DIGITS:
        return False
    rounded = value.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    return digits == format(rounded, "," if "," in whole else "f") or digits == format(rounded, "f")


def _digits_format(digits: str) -> str:
    whole, _, fraction = digits.partition(".")
    return ("#,##0" if "," in whole else "0") + (f".{'0' * len(fraction)}" if fraction else "")


def _literal(text: str) -> str:
    return f'"{text}"' if text else ""
