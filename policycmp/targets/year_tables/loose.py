"""Tables that lost their lines when they were copied: cells apart by blanks only, or each cell in a line of its own."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.scanning import find_at_lines
from policycmp.language.text import strip
from policycmp.models import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# The first cell of a header, with another behind it in the same line or in the next.
_FIRST_CELL = re.compile(
    r"(?m)^[^\S\n]*(?:序 ?号|指 ?标|指标名称|主要指标|项 ?目|类 ?别|目标名称|任务)(?=\s)"
)
_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"\S+")
# 指 标      2025 年: single blanks lie in cells where several part them.
_WIDE_CELL = re.compile(r"\S+(?: \S+)*")
_WIDE_GAP = re.compile(r"\S[^\S\n]{2,}\S")
_PROSE = re.compile(r"[。;]")
_FIGURE = re.compile(r"(?!20\d\d\s?年)[≥≤><]?\s?\d[\d.,]*\S{0,8}")
_LONGEST_CELL = 30
_LONGEST_LINE = 200
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 9
_FEWEST_ROWS = 2

Row = tuple[Span, ...]


def find_loose_rows(
    text: str, columns_of: Callable[[Sequence[str]], tuple[int, int] | None]
) -> Iterator[tuple[list[Row], str]]:
    """Find the rows of tables without lines between their cells.

    Args:
        text: folded text.
        columns_of: tells of a header, given its cells, the columns of the label and of the first goal.

    Yields:
        The rows of each table, the header first, as spans into `text`, and the line above it.
    """
    reached = 0
    for first in find_at_lines(_FIRST_CELL, text):
        start = first.start()
        if start < reached:
            continue
        rows = _blank_rows(text, start, columns_of) or _lined_rows(text, start, columns_of)
        if rows:
            reached = rows[-1][-1].end
            yield rows, text[:start].rstrip().rpartition("\n")[2].strip()


def _lines(text: str, start: int) -> Iterator[Span]:
    """Read lines as they are asked for: most that begin like a table are none."""
    return (Span(*match.span()) for match in _LINE.finditer(text, start) if not match[0].isspace())


def _blank_rows(
    text: str, start: int, columns_of: Callable[[Sequence[str]], tuple[int, int] | None]
) -> list[Row]:
    """Read a row a line, its cells apart by blanks; surplus blanks lie in the label."""
    lines = _lines(text, start)
    first = next(lines)
    cell = _WIDE_CELL if _WIDE_GAP.search(first.of(text)) else _CELL
    header = _cells(text, first, cell)
    found = (
        columns_of([one.of(text).replace(" ", "") for one in header])
        if len(header) >= _FEWEST_COLUMNS
        else None
    )
    if found is None:
        return []
    label, goal = found
    rows: list[Row] = [header]
    for line in lines:
        cells = _cells(text, line, cell)
        surplus = len(cells) - len(header)
        if surplus < 0 or _PROSE.search(line.of(text)) or line.end - line.start > _LONGEST_LINE:
            break
        whole = Span(cells[label].start, cells[label + surplus].end)
        row = (*cells[:label], whole, *cells[label + surplus + 1 :])
        if not _FIGURE.fullmatch(row[goal].of(text)):
            break
        rows.append(row)
    return rows if len(rows) > _FEWEST_ROWS else []


def _lined_rows(
    text: str, start: int, columns_of: Callable[[Sequence[str]], tuple[int, int] | None]
) -> list[Row]:
    """Read a cell a line: the header is as wide as makes figures of the cells under its goals."""
    following = _lined_cells(text, start)
    cells = list(islice(following, _MOST_COLUMNS))
    widths = range(_FEWEST_COLUMNS, len(cells) + 1)
    if not any(columns_of([cell.of(text) for cell in cells[:width]]) for width in widths):
        return []
    cells += following
    for width in range(_FEWEST_COLUMNS, min(_MOST_COLUMNS, len(cells) // (_FEWEST_ROWS + 1)) + 1):
        found = columns_of([cell.of(text) for cell in cells[:width]])
        if found is None:
            continue
        rows = [tuple(cells[:width])]
        for place in range(width, len(cells) - width + 1, width):
            row = tuple(cells[place : place + width])
            if not _FIGURE.fullmatch(row[found[1]].of(text)) or _FIGURE.fullmatch(row[found[0]].of(text)):
                break
            rows.append(row)
        if len(rows) > _FEWEST_ROWS:
            return rows
    return []


def _lined_cells(text: str, start: int) -> Iterator[Span]:
    for line in _lines(text, start):
        cell = strip(text, line)
        if cell.end - cell.start > _LONGEST_CELL or _PROSE.search(cell.of(text)):
            return
        if cell.start < cell.end:
            yield cell


def _cells(text: str, line: Span, cell: re.Pattern[str]) -> Row:
    return tuple(Span(*match.span()) for match in cell.finditer(text, line.start, line.end))
