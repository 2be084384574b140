"""Tables of targets in a text: rows of cells, the columns are years; ` | ` or tabs part the cells, or nothing does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import strip
from policycmp.models import Span
from policycmp.targets.year_tables.columns import Column, ColumnKind, read_column
from policycmp.targets.year_tables.lone_rows import find_lone_rows
from policycmp.targets.year_tables.loose import Header, find_loose_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = re.compile(r"\||\t")
_LINE = re.compile(r"[^\n]+")
# 专栏1 主要指标(指标|2025年|2030年|属性): a header in brackets behind the title of its table.
_HEADED_IN_BRACKETS = re.compile(r"(?P<title>[^|\t\n()]{2,40})\((?P<cells>[^()\n]*\|[^()\n]*)\)[::]?\s*")
_BINDING = re.compile(r"约束|预期")
_NUMBERS = re.compile(r"序号|编号")
_BINDS = re.compile(r"(?:指标)?(?:属性|性质|类型)")
_TIME_LABEL = re.compile(r"(?:年度?份?|时间|阶段)?")
_DIVIDED = re.compile(r"目标|年度|年份|计划|任务|规划|进度")
# A row with a figure in it is no header, though its last cell may be a year (完成时限).
_FIGURE = re.compile(r"(?!20\d\d$)[\d.,]+%?")
_FIGURES = frozenset({ColumnKind.GOAL, ColumnKind.BASE, ColumnKind.RATE})
_LABELS = frozenset({ColumnKind.LABEL, ColumnKind.REGION})
_FEWEST = 2
# A line between two rows that is a row with text in one cell only (一、创新投入), not a sentence of the plan.
_LONGEST_BETWEEN = 30
_LONGEST_CAPTION = 80
_CAPTION_REACHES = 4 * _LONGEST_CAPTION


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell; `span` lies in the text that the table stands in."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """Figures with the label of what they count and its unit as printed.

    `region` tells that the label names a part of the jurisdiction, and the table's caption what is counted; `binding`
    is the cell that calls the indicator binding or expected (约束性, 预期性).
    """

    label: str
    unit: str
    figures: tuple[tuple[Column, GridCell], ...]
    region: bool = False
    binding: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of targets: its rows and the lines above it.

    `labels` are the cells of its header and of the columns that name and count; `unread` those of rows that do not
    fit the header.
    """

    span: Span
    caption: str
    rows: tuple[GridRow, ...]
    labels: tuple[GridCell, ...]
    unread: tuple[GridCell, ...] = ()


_Row = tuple[GridCell, ...]


def find_grids(text: str) -> list[Grid]:
    """Find the tables whose columns, or rows, are years or goals.

    Args:
        text: folded text.

    Returns:
        The tables in order of place, spans into `text`. A table that names no year and no goal is none.
    """
    bars, grids, lone = _BLANK_BAR.search(text) is not None, list[Grid](), [*_lone_grids(text)]
    if bars or "|" in text:
        grids = [grid for rows, caption in _blocks(text) for grid in _grids(rows, caption)]
    if not bars:
        # Bars without blanks part the figures of a row by itself, too.
        grids = _apart_from(lone, grids) or [
            grid
            for rows, caption in find_loose_rows(text, _loose_header)
            for grid in _grids([tuple(_cell(text, span) for span in row) for row in rows], caption)
        ]
    return sorted([*grids, *_apart_from(grids, lone)], key=attrgetter("span")) if lone else grids


_BLANK_BAR = re.compile(r" \||\t")


def _apart_from(others: Sequence[Grid], grids: Sequence[Grid]) -> list[Grid]:
    """Give the tables that lie in none of others."""
    return [grid for grid in grids if not any(grid.span.overlap(other.span) for other in others)]


def _cell(text: str, span: Span) -> GridCell:
    return GridCell(span, span.of(text))


def _lone_grids(text: str) -> Iterator[Grid]:
    """Read each line that is a row by itself as a table of one row; those of one run share the line above them."""
    caption, reached = "", -1
    for row in find_lone_rows(text):
        if reached < 0 or row.line.start - reached > _LONGEST_BETWEEN:
            above = text[max(0, row.line.start - _CAPTION_REACHES) : row.line.start].rstrip()
            caption = _caption([line.strip() for line in above.split("\n")])
        reached = row.line.end
        label = _cell(text, row.label)
        figures = tuple((column, _cell(text, span)) for column, span in row.figures)
        binding = row.rest if _BINDING.search(row.rest) else ""
        yield Grid(row.line, caption, (GridRow(label.text, row.unit, figures, binding=binding),), (label,))


def _loose_header(cells: Sequence[str]) -> Header | None:
    """Read the cells of a header of a table without lines; None where they are none, or words part its figures."""
    columns = _columns(cells)
    if columns is None:
        return None
    kinds = [column.kind for column in columns]
    figures = tuple(index for index, kind in enumerate(kinds) if kind in _FIGURES)
    if figures[-1] - figures[0] >= len(figures):
        return None
    behind = columns[figures[-1] + 1 :]
    return Header(
        width=len(columns),
        label=next(index for index, kind in enumerate(kinds) if kind in _LABELS),
        goal=kinds.index(ColumnKind.GOAL),
        figures=figures,
        numbers=_NUMBERS.fullmatch(columns[0].header) is not None,
        binds=bool(behind) and all(_BINDS.fullmatch(column.header) for column in behind),
    )


def _blocks(text: str) -> Iterator[tuple[list[_Row], str]]:
    """Yield the runs of rows, each with the lines above it; a short line between two rows belongs to the run."""
    rows: list[_Row] = []
    above: list[str] = []
    between: list[str] = []
    for match in _LINE.finditer(text):
        if not _GAP.search(match.group()):
            between.append(match.group().strip())
            continue
        if rows and (len(between) > 1 or any(map(_is_prose, between))):
            yield rows, _caption(above)
            rows = []
        headed = _HEADED_IN_BRACKETS.fullmatch(match.group())
        if headed and rows:
            yield rows, _caption(above)
            rows = []
        if not rows:
            above = [*between, headed["title"].strip()] if headed else between
        place = match.start()
        cells = Span(*headed.span("cells")) if headed else Span(0, len(match.group()))
        rows.append(_cells(text, cells.shift(place)))
        between = []
    if rows:
        yield rows, _caption(above)


def _is_prose(line: str) -> bool:
    return len(line) > _LONGEST_BETWEEN or line.endswith(("。", ";", ":"))


def _caption(above: Sequence[str]) -> str:
    """Take the lines above a table that may be its title and its unit; a sentence of the plan is none."""
    return "\n".join(
        line
        for line in above[-3:]
        if len(line) <= _LONGEST_CAPTION and (not line.endswith("。") or "单位" in line)
    )


def _cells(text: str, line: Span) -> _Row:
    bounds = [line.start, *(gap.end() for gap in _GAP.finditer(text, *line)), line.end + 1]
    pieces = (Span(start, end - 1) for start, end in pairwise(bounds))
    return tuple(_cell(text, strip(text, piece)) for piece in pieces)


def _grids(rows: list[_Row], caption: str) -> Iterator[Grid]:
    """Cut a run of rows at each header, and read what stands under it."""
    starts = _starts(rows)
    for (start, columns, height), end in zip(
        starts, [*(start for start, *_ in starts[1:]), len(rows)], strict=False
    ):
        body = rows[start + height : end]
        if body:
            grid = _grid(columns, body, caption)
            head = [cell for row in rows[start : start + height] for cell in row]
            yield replace(grid, labels=(*head, *grid.labels))
    if not starts and (turned := _turned(rows)):
        yield Grid(_span(rows), caption, turned, (*rows[0], *(row[0] for row in rows[1:])))


def _starts(rows: Sequence[_Row]) -> list[tuple[int, list[Column], int]]:
    """List the headers in a run of rows: where each starts, its columns, and how many rows it has."""
    starts: list[tuple[int, list[Column], int]] = []
    reached = 0
    for index in range(len(rows)):
        if index >= reached and (header := _header(rows[index : index + 3])):
            starts.append((index, *header))
            reached = index + header[1]
    return starts


def _span(rows: Sequence[_Row]) -> Span:
    return Span(rows[0][0].span.start, rows[-1][-1].span.end)


def _header(rows: Sequence[_Row]) -> tuple[list[Column], int] | None:
    """Read the columns of a header of two rows or one; None where the first row is no header."""
    if len(rows) > _FEWEST and (merged := _merged(*rows)) and (columns := _columns(merged)):
        return columns, 2
    columns = _columns([cell.text for cell in rows[0]])
    return (columns, 1) if columns else None


def _columns(cells: Sequence[str]) -> list[Column] | None:
    """Read the cells of a header: one names what is counted, at least one behind it a year or a goal."""
    columns = _shared_out([read_column(cell, index) for index, cell in enumerate(cells)])
    goals = [index for index, column in enumerate(columns) if column.kind is ColumnKind.GOAL]
    labels = (
        [index for index, column in enumerate(columns[: goals[0]]) if column.kind in _LABELS] if goals else []
    )
    if not labels or any(map(_FIGURE.fullmatch, cells)):
        return None
    for index, column in enumerate(columns):
        if column.kind in _LABELS and index != labels[-1]:
            columns[index] = replace(column, kind=ColumnKind.OTHER)
    return columns


def _shared_out(columns: Sequence[Column]) -> list[Column]:
    """Take shares of a task for goals where the rows are places; elsewhere such a header tells words."""
    places = columns[0].kind is ColumnKind.REGION
    kind = ColumnKind.GOAL if places else ColumnKind.OTHER
    return [replace(one, kind=kind) if one.kind is ColumnKind.SHARE else one for one in columns]


def _merged(top: _Row, bottom: _Row, below: _Row) -> list[str] | None:
    """Merge two rows of a header: the second divides one cell of the first, or stands below merged cells."""
    parts, names = [cell.text for cell in bottom], [cell.text for cell in top]
    kinds = [read_column(part, 1).kind for part in parts if part]
    if len(kinds) < _FEWEST or not _FIGURES.issuperset(kinds):
        return None
    if len(parts) == len(below):
        return _filled(names, parts)
    divided = [index for index, name in enumerate(names) if _DIVIDED.search(name)]
    if len(names) - 1 + len(parts) != len(below) or not divided:
        return None
    place = divided[-1]
    return [*names[:place], *parts, *names[place + 1 :]]


def _filled(names: Sequence[str], parts: Sequence[str]) -> list[str] | None:
    """Fill the empty cells at both ends of the second row from the first."""
    front = next(index for index, part in enumerate(parts) if part)
    back = next(index for index, part in enumerate(reversed(parts)) if part)
    if front + back > len(names):
        return None
    return [*names[:front], *parts[front : len(parts) - back], *names[len(names) - back :]]


def _grid(columns: Sequence[Column], rows: Sequence[_Row], caption: str) -> Grid:
    """Read the rows under a header."""
    aligned = [(row, _aligned(columns, row)) for row in rows]
    fitting = [row for _, row in aligned if row]
    labels = (
        cell
        for row in fitting
        for column, cell in zip(columns, row, strict=True)
        if column.kind in _LABELS or column.kind is ColumnKind.UNIT
    )
    return Grid(
        _span(rows),
        caption,
        tuple(_grid_row(columns, row) for row in fitting),
        tuple(labels),
        tuple(cell for row, fits in aligned if not fits for cell in row[1:]),
    )


def _aligned(columns: Sequence[Column], row: _Row) -> _Row | None:
    """Set a row under its header; one that lacks cells at its front stands beside a cell merged over rows."""
    missing = len(columns) - len(row)
    label = next(index for index, column in enumerate(columns) if column.kind in _LABELS)
    if not 0 <= missing <= label:
        return None
    empty = GridCell(Span(row[0].span.start, row[0].span.start), "")
    aligned = (*(empty for _ in range(missing)), *row)
    return aligned if aligned[label].text else None


def _grid_row(columns: Sequence[Column], row: _Row) -> GridRow:
    label = unit = binding = ""
    region = False
    figures = []
    for column, cell in zip(columns, row, strict=True):
        if column.kind in _LABELS:
            label, region = cell.text, column.kind is ColumnKind.REGION
        elif column.kind is ColumnKind.UNIT:
            unit = cell.text
        elif column.kind in _FIGURES and cell.text:
            figures.append((column, cell))
        if _BINDING.search(cell.text):
            binding = cell.text
    return GridRow(label, unit, tuple(figures), region, binding)


def _turned(rows: Sequence[_Row]) -> tuple[GridRow, ...]:
    """Read a table whose rows are years (年度 | 企业数（家） | …), column by column; empty where it is none."""
    head, *body = rows
    if len(body) < _FEWEST or not _TIME_LABEL.fullmatch(head[0].text):
        return ()
    years = [read_column(row[0].text, 0) for row in body]
    if any(year.kind not in _FIGURES or len(row) != len(head) for year, row in zip(years, body, strict=True)):
        return ()
    return tuple(
        GridRow(cell.text, "", tuple((year, row[index]) for year, row in zip(years, body, strict=True)))
        for index, cell in enumerate(head)
        if index and cell.text
    )
