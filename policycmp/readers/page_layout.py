"""The characters of a page, however they were come by, → its lines, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NotRequired, TypedDict

from policycmp.language import patterns as re
from policycmp.readers.table_rows import row_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOST = "\ufffd"
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_SAME_LINE = 0.5  # of a character's height
_WORD_GAP = 0.2  # of a character's size, between Latin letters
_CELL_WIDTH = 0.15  # how far a digit may stand from the grid of hanzi
_COLUMN_GAP = 2.0
_GUTTER = 0.8
_MIDDLE = (0.35, 0.65)
_FEWEST_LINES = 12
_MOST_CROSSING = 0.2
_FEWEST_CELLS = 2


Box = tuple[float, float, float, float]


class Character(TypedDict):
    """A character on a page, in points from its upper left corner; `sure`, from 0 to 1, where it was recognised."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    sure: NotRequired[float]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box, and of each row the box and those of its cells, None where a cell above reaches down."""

    box: Box
    rows: tuple[tuple[Box, tuple[Box | None, ...]], ...]

    @property
    def columns(self) -> int:
        """The most cells of a row."""
        return max((len(cells) for _, cells in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What stands on a page: its characters in any order, its ruled tables, its width in points."""

    characters: list[Character]
    grids: list[Grid]
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, where it stands, the size of its letters, whether it is a table's row.

    `column` is 0 where the page is not divided, or the line crosses it; `bottom` is told for rows alone, `sure` (of
    its least certain letter or digit, from 0 to 1) where it was recognised from a picture.
    """

    text: str
    left: float
    right: float
    top: float
    size: float
    is_row: bool = False
    column: int = 0
    bottom: float = 0
    sure: float | None = None


def page_lines(page: PrintedPage) -> list[Line]:
    """Give the lines of a page from top to bottom, column by column, with the rows of its tables in their places."""
    grids = [grid for grid in page.grids if len(grid.rows) >= _FEWEST_CELLS and grid.columns >= _FEWEST_CELLS]
    inside = [each for each in page.characters if any(_holds(grid.box, each) for grid in grids)]
    kept = {id(each) for each in inside}
    lines = _ordered(_split([each for each in page.characters if id(each) not in kept]), page.width)
    for grid in sorted(grids, key=lambda grid: grid.box[1]):
        rows = _rows(grid, inside)
        place = next((index for index, line in enumerate(lines) if line.top > grid.box[1]), len(lines))
        lines[place:place] = rows
    return lines


def _rows(grid: Grid, characters: list[Character]) -> list[Line]:
    left, _, right, _ = grid.box
    lines = []
    for (_, top, _, bottom), boxes in grid.rows:
        cells = [
            _joined(_split([each for each in characters if _holds(box, each)])) if box else []
            for box in boxes
        ]
        sure = _least([line.sure for cell in cells for line in cell])
        lines += [
            Line(text, left, right, top, 0, is_row=True, bottom=bottom, sure=sure)
            for text in row_lines([[line.text for line in cell] for cell in cells])
        ]
    return lines


def _joined(parts: list[list[Character]]) -> list[Line]:
    """Join the lines of a cell, which its width broke, into one."""
    lines = [_line(part) for part in parts]
    if not lines:
        return []
    text = lines[0].text
    for line in lines[1:]:
        text += (" " if text[-1].isascii() and line.text[0].isascii() else "") + line.text
    return [replace(lines[0], text=text, sure=_least([line.sure for line in lines]))]


def _least(certainties: Iterable[float | None]) -> float | None:
    return min((sure for sure in certainties if sure is not None), default=None)


def _holds(box: Box, character: Character) -> bool:
    left, top, right, bottom = box
    x, y = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
    return bool(left <= x <= right and top <= y <= bottom)


def _split(characters: list[Character]) -> list[list[Character]]:
    """Part characters into lines by their height; within a line they go by x, whatever order they are drawn in."""
    lines: list[list[Character]] = []
    last = 0.0
    for character in sorted(characters, key=lambda each: (each["top"] + each["bottom"]) / 2):
        middle = (character["top"] + character["bottom"]) / 2
        if not lines or middle - last > _SAME_LINE * character["size"]:
            lines.append([])
            last = middle
        lines[-1].append(character)
    return [sorted(line, key=lambda each: (each["x0"], each["x1"])) for line in lines]


def _line(characters: list[Character]) -> Line:
    size = max(each["size"] for each in characters)
    text = _UNMAPPED.sub(_LOST, characters[0]["text"])
    for before, after in pairwise(characters):
        text += _gap(before, after) + _UNMAPPED.sub(_LOST, after["text"])
    return Line(
        text.strip(),
        characters[0]["x0"],
        max(each["x1"] for each in characters),
        min(each["top"] for each in characters),
        size,
        # Brackets and stops are often doubted, and change no number.
        sure=_least(each.get("sure") for each in characters if each["text"].isalnum()),
    )


def _gap(before: Character, after: Character) -> str:
    """Tell whether a blank stands between two characters: Chinese has none, letterspaced digits have none either."""
    size = max(before["size"], after["size"])
    gap = after["x0"] - before["x1"]
    if gap > _COLUMN_GAP * size:
        return " "
    if not (before["text"].isascii() and after["text"].isascii()) or gap <= _WORD_GAP * size:
        return ""
    on_grid = abs(after["x0"] - before["x0"] - size) <= _CELL_WIDTH * size
    return "" if on_grid and not (before["text"].isalpha() and after["text"].isalpha()) else " "


def _ordered(parts: list[list[Character]], width: float) -> list[Line]:
    """Read two columns one after the other; a line across both comes between what is above and below it."""
    gutter = _gutter(parts, width)
    if gutter is None:
        return [_line(part) for part in parts]
    lines: list[Line] = []
    columns: tuple[list[Line], list[Line]] = ([], [])
    for part in parts:
        halves = [[c for c in part if c["x1"] <= gutter], [c for c in part if c["x0"] >= gutter]]
        if sum(map(len, halves)) < len(part) or not _is_parted(halves):
            lines += [*columns[0], *columns[1], _line(part)]
            columns = ([], [])
            continue
        for number, half in enumerate(halves):
            if half:
                columns[number].append(replace(_line(half), column=number + 1))
    return [*lines, *columns[0], *columns[1]]


def _is_parted(halves: list[list[Character]]) -> bool:
    if not all(halves):
        return True
    return bool(halves[1][0]["x0"] - halves[0][-1]["x1"] >= _GUTTER * halves[0][-1]["size"])


def _gutter(parts: list[list[Character]], width: float) -> float | None:
    """Find the blank strip between two columns: an x near the middle that hardly a line crosses."""
    if len(parts) < _FEWEST_LINES:
        return None
    gaps = [(part[0]["x0"], max(each["x1"] for each in part), _gaps(part)) for part in parts]
    best: tuple[int, float] | None = None
    for x in range(int(width * _MIDDLE[0]), int(width * _MIDDLE[1]), 3):
        reaching = [each for each in gaps if each[0] < x < each[1]]
        parted = sum(any(start <= x <= end for start, end in inner) for _, _, inner in reaching)
        crossing = len(reaching) - parted
        if (
            crossing <= _MOST_CROSSING * len(parts)
            and 2 * parted >= len(parts)
            and (not best or crossing < best[0])
        ):
            best = (crossing, float(x))
    return best[1] if best else None


def _gaps(part: list[Character]) -> list[tuple[float, float]]:
    """List the gaps in a line that are wide enough for a gutter."""
    return [
        (before["x1"], after["x0"])
        for before, after in pairwise(part)
        if after["x0"] - before["x1"] >= _GUTTER * before["size"]
    ]
