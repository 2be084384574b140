"""Tables that lost their lines when they were copied: cells apart by blanks only, or each cell in a line of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.scanning import find_at_lines
from policycmp.language.text import strip
from policycmp.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# The first cell of a header, with another behind it in the same line or in the next.
_FIRST_CELL = re.compile(
    r"(?m)^[^\S\n]*(?:序[^\S\n]*号|指[^\S\n]*标|指标名称|主要指标|项 ?目|类 ?别|目标名称|任务"
    # the places that share a task
    r"|地[^\S\n]*区|区域|县区|区县|县市区|乡镇|镇街|街道|单位|单位名称)(?=\s)"
)
_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"\S+")
# 指 标      2025 年: single blanks lie in cells where several part them.
_WIDE_CELL = re.compile(r"\S+(?: \S+)*")
_WIDE_GAP = re.compile(r"\S[^\S\n]{2,}\S")
_PROSE = re.compile(r"[。;]")
# A number with its unit; 3.高企数量 is an item.
_FIGURE = re.compile(r"(?!20\d\d\s?年)[≥≤><]?\s?\d+(?:[.,]\d+)*(?![.、\d月日号])\S{0,8}|[-—–/]{1,2}")
_BINDING = re.compile(r"约束|预期|[-—–/]")
_LONGEST_CELL = 30
_LONGEST_LINE = 200
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 9
_FEWEST_ROWS = 2

Row = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, by place: what names a row, the first goal, all figures.

    `numbers` tells that the first column numbers the rows, `binds` that what stands behind the figures is whether they
    bind (属性).
    """

    width: int
    label: int
    goal: int
    figures: tuple[int, ...]
    numbers: bool
    binds: bool


HeaderOf = Callable[[Sequence[str]], Header | None]


def find_loose_rows(text: str, header_of: HeaderOf) -> Iterator[tuple[list[Row], str]]:
    """Find the rows of tables without lines between their cells.

    Args:
        text: folded text.
        header_of: reads the columns off the cells of a header; None where they are none.

    Yields:
        The rows of each table, the header first, as spans into `text`, and the line above it.
    """
    reached = 0
    for first in find_at_lines(_FIRST_CELL, text):
        start = first.start()
        if start < reached:
            continue
        rows = _blank_rows(text, start, header_of) or _lined_rows(text, start, header_of)
        if rows:
            reached = rows[-1][-1].end
            yield rows, text[:start].rstrip().rpartition("\n")[2].strip()


def _lines(text: str, start: int) -> Iterator[Span]:
    """Read lines as they are asked for: most that begin like a table are none."""
    return (Span(*match.span()) for match in _LINE.finditer(text, start) if not match[0].isspace())


def _blank_rows(text: str, start: int, header_of: HeaderOf) -> list[Row]:
    """Read a row a line, its cells apart by blanks; surplus blanks lie in the label."""
    lines = _lines(text, start)
    first = next(lines)
    cell = _WIDE_CELL if _WIDE_GAP.search(first.of(text)) else _CELL
    header = _cells(text, first, cell)
    found = (
        header_of([one.of(text).replace(" ", "") for one in header])
        if len(header) >= _FEWEST_COLUMNS
        else None
    )
    if found is None:
        return []
    label, goal = found.label, found.goal
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


def _lined_rows(text: str, start: int, header_of: HeaderOf) -> list[Row]:
    """Read a cell a line: the header has all columns of figures, and is as wide as makes most rows of what is below."""
    following = _lined_cells(text, start)
    cells = list(islice(following, _MOST_COLUMNS))
    headers = [
        (width, header)
        for width in range(_FEWEST_COLUMNS, len(cells) + 1)
        if (header := header_of([cell.of(text) for cell in cells[:width]]))
    ]
    if not headers:
        return []
    cells += following
    most = max(len(header.figures) for _, header in headers)
    tables = [
        [tuple(cells[:width]), *_stacked(text, cells[width:], header)]
        for width, header in reversed(headers)
        if len(header.figures) == most
    ]
    rows = max(tables, key=_fitting)
    return rows if _fitting(rows) > _FEWEST_ROWS else []


def _fitting(rows: Sequence[Row]) -> int:
    """Count the rows that are as wide as the header, which is one of them."""
    return sum(len(row) == len(rows[0]) for row in rows)


def _stacked(text: str, cells: Sequence[Span], header: Header) -> list[Row]:
    """Part cells that stand one below the other into rows: words, then figures, then words behind them.

    What stands above the words of a row names a section (一、发展水平). A row of several lines has all figures of one
    column before those of the next. One whose figures do not fit the columns is given as it stands, too short or long.
    """
    rows: list[Row] = []
    read = place = numbered = 0
    while place < len(cells):
        names, place = _run(text, cells, place, figures=False)
        figures, place = _run(text, cells, place, figures=True)
        if header.numbers and _ends_in_number(text, names, figures, header, numbered + 1):
            numbered += 1
            figures.pop()
            if not names and not figures:
                continue
        if not figures:
            break
        behind, place = _behind(text, cells, place, header)
        lines, surplus = divmod(len(figures), len(header.figures))
        labels = [] if surplus else _labels(names, lines, header)
        if labels:
            rows += [(*label, *figures[line::lines], *behind) for line, label in enumerate(labels)]
            read = len(rows)
        else:
            rows.append((*names[-1:], *figures))
    return rows[:read]


def _ends_in_number(
    text: str, names: Sequence[Span], figures: Sequence[Span], header: Header, number: int
) -> bool:
    """Tell whether the last of some figures is the number of the row that comes next."""
    if not figures or figures[-1].of(text) != str(number):
        return False
    return len(figures) > len(header.figures) if names else len(figures) == 1


def _run(text: str, cells: Sequence[Span], place: int, *, figures: bool) -> tuple[list[Span], int]:
    """Take the cells from a place on that are figures, or that are none; with where they end."""
    start = place
    while place < len(cells) and (_FIGURE.fullmatch(cells[place].of(text)) is not None) is figures:
        place += 1
    return list(cells[start:place]), place


def _behind(text: str, cells: Sequence[Span], place: int, header: Header) -> tuple[list[Span], int]:
    """Take what stands behind the figures of a row, with where it ends; a cell of 约束性 that is empty is no line."""
    width = header.width - header.figures[-1] - 1
    found = list(cells[place : place + width])
    if not header.binds or all(_BINDING.search(cell.of(text)) for cell in found):
        return found, place + len(found)
    return [_empty(cells[place - 1])] * width, place


def _empty(before: Span) -> Span:
    """Give the place of a cell that is no line, behind another."""
    return Span(before.end, before.end)


def _labels(names: Sequence[Span], lines: int, header: Header) -> list[Row]:
    """Take the words before the figures, those of each line of a row; empty where they do not fit."""
    width = header.figures[0] - header.numbers
    number = [_empty(names[0])] if header.numbers and names else []
    if lines > 1:
        return [(*number, name) for name in names[-lines:]] if width == 1 and len(names) >= lines else []
    return [(*number, *names[-width:])] if len(names) >= width else []


def _lined_cells(text: str, start: int) -> Iterator[Span]:
    for line in _lines(text, start):
        cell = strip(text, line)
        if cell.end - cell.start > _LONGEST_CELL or _PROSE.search(cell.of(text)):
            return
        if cell.start < cell.end:
            yield cell


def _cells(text: str, line: Span, cell: re.Pattern[str]) -> Row:
    return tuple(Span(*match.span()) for match in cell.finditer(text, line.start, line.end))
