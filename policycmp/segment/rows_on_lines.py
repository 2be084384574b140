"""The rows of a table that a page gives line by line, their cells set apart by blanks: each is a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import strip
from policycmp.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_CELL = re.compile(r"[ ]*\|[ ]*|[ ]+")
_HAN = re.compile(r"[㐀-鿿]{2}")
_SENTENCE = re.compile(r"[。!?:]")
_NUMBER = re.compile(r"\d{1,2}|第?[一二三四五六七八九十]{1,2}")
_DIGIT = re.compile(r"\d")
_TITLE_ABOVE = re.compile(r"[^。;!?]{4,60}(?:表|[):])")
_FEWEST = 3
_LONGEST = 90


def find_rows(plain: str) -> Iterator[list[Span]]:
    """Find the tables of a text whose rows stand on lines of their own.

    Args:
        plain: the blanked text.

    Yields:
        The rows of each, three or more that follow one another below a head without a sentence; behind them what the
        next line says, where it is no row.
    """
    rows: list[Span] = []
    above: Span | None = None
    for line in _lines(plain):
        if _is_row(plain, line):
            if rows or (above and _heads(plain, above)):
                rows.append(line)
        else:
            if len(rows) >= _FEWEST:
                yield [*rows, line]
            rows = []
        above = line
    if len(rows) >= _FEWEST:
        yield rows


def _lines(plain: str) -> Iterator[Span]:
    position = 0
    for line in plain.split("\n"):
        span = strip(plain, Span(position, position + len(line)))
        position += len(line) + 1
        if span.start < span.end:
            yield span


def _cells(plain: str, line: Span) -> list[str]:
    return [cell for cell in _CELL.split(line.of(plain).strip("| ")) if cell]


def _is_row(plain: str, line: Span) -> bool:
    """Whether a line names a thing in its first cell and gives a figure in another."""
    if line.end - line.start > _LONGEST or _SENTENCE.search(plain, line.start, line.end):
        return False
    cells = _cells(plain, line)
    if cells and _NUMBER.fullmatch(cells[0]):
        cells = cells[1:]
    return (
        len(cells) > 1
        and bool(_HAN.search(cells[0]) and not _DIGIT.match(cells[0]))
        and any(map(_DIGIT.search, cells[1:]))
    )


def _heads(plain: str, line: Span) -> bool:
    """Whether a line is the head of a table: names in cells, or the title of a table."""
    if _SENTENCE.search(plain, line.start, line.end - 1):
        return False
    cells = _cells(plain, line)
    names = len(cells) > 1 and all(map(_HAN.search, cells))
    return names or _TITLE_ABOVE.fullmatch(line.of(plain)) is not None
