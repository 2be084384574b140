"""The characters of a PDF page → its lines, in the order in which they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from policycmp.readers.table_rows import row_lines

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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, where it stands, the size of its letters, whether it is a table's row.

    `column` is 0 where the page is not divided, or the line crosses it; `bottom` is told for rows alone.
    """

    text: str
    left: float
    right: float
    top: float
    size: float
    is_row: bool = False
    column: int = 0
    bottom: float = 0


def page_lines(page: Any) -> list[Line]:
    """Give the lines of a page from top to bottom, column by column, with the rows of its tables in their places."""
    characters = _characters(page)
    tables = _tables(page)
    inside = [each for each in characters if any(_holds(table.bbox, each) for table in tables)]
    kept = {id(each) for each in inside}
    lines = _ordered(_split([each for each in characters if id(each) not in kept]), page.width)
    for table in sorted(tables, key=lambda table: table.bbox[1]):
        rows = _table_lines(table, inside)
        place = next((index for index, line in enumerate(lines) if line.top > table.bbox[1]), len(lines))
        lines[place:place] = rows
    return lines


def _characters(page: Any) -> list[dict[str, Any]]:
    """Take what is drawn upright, once: watermarks stand aslant, and bold print is imitated by drawing it twice."""
    drawn = [each for each in page.chars if each["text"].strip() and each["size"] > 0]
    upright = [each for each in drawn if each["upright"]] or drawn
    return list({(each["text"], round(each["x0"]), round(each["top"])): each for each in upright}.values())


def _tables(page: Any) -> list[Any]:
    """Find ruled tables; a frame round text is none."""
    if len(page.edges) < 2 * _FEWEST_CELLS:
        return []
    tables = [table for table in page.find_tables() if len(table.rows) >= _FEWEST_CELLS]
    return [table for table in tables if max(len(row.cells) for row in table.rows) >= _FEWEST_CELLS]


def _table_lines(table: Any, characters: list[dict[str, Any]]) -> list[Line]:
    left, _, right, _ = table.bbox
    lines = []
    for row in table.rows:
        cells = [
            []
            if box is None
            else [line.text for line in _joined(_split([c for c in characters if _holds(box, c)]))]
            for box in row.cells
        ]
        _, top, _, bottom = row.bbox
        lines += [Line(text, left, right, top, 0, is_row=True, bottom=bottom) for text in row_lines(cells)]
    return lines


def _joined(parts: list[list[dict[str, Any]]]) -> list[Line]:
    """Join the lines of a cell, which its width broke, into one."""
    lines = [_line(part) for part in parts]
    if not lines:
        return []
    text = lines[0].text
    for line in lines[1:]:
        text += (" " if text[-1].isascii() and line.text[0].isascii() else "") + line.text
    return [Line(text, lines[0].left, lines[0].right, lines[0].top, lines[0].size)]


def _holds(box: tuple[float, float, float, float], character: dict[str, Any]) -> bool:
    left, top, right, bottom = box
    x, y = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
    return bool(left <= x <= right and top <= y <= bottom)


def _split(characters: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Part characters into lines by their height; within a line they go by x, whatever order they are drawn in."""
    lines: list[list[dict[str, Any]]] = []
    last = 0.0
    for character in sorted(characters, key=lambda each: (each["top"] + each["bottom"]) / 2):
        middle = (character["top"] + character["bottom"]) / 2
        if not lines or middle - last > _SAME_LINE * character["size"]:
            lines.append([])
            last = middle
        lines[-1].append(character)
    return [sorted(line, key=lambda each: (each["x0"], each["x1"])) for line in lines]


def _line(characters: list[dict[str, Any]]) -> Line:
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
    )


def _gap(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Tell whether a blank stands between two characters: Chinese has none, letterspaced digits have none either."""
    size = max(before["size"], after["size"])
    gap = after["x0"] - before["x1"]
    if gap > _COLUMN_GAP * size:
        return " "
    if not (before["text"].isascii() and after["text"].isascii()) or gap <= _WORD_GAP * size:
        return ""
    on_grid = abs(after["x0"] - before["x0"] - size) <= _CELL_WIDTH * size
    return "" if on_grid and not (before["text"].isalpha() and after["text"].isalpha()) else " "


def _ordered(parts: list[list[dict[str, Any]]], width: float) -> list[Line]:
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


def _is_parted(halves: list[list[dict[str, Any]]]) -> bool:
    if not all(halves):
        return True
    return bool(halves[1][0]["x0"] - halves[0][-1]["x1"] >= _GUTTER * halves[0][-1]["size"])


def _gutter(parts: list[list[dict[str, Any]]], width: float) -> float | None:
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


def _gaps(part: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """List the gaps in a line that are wide enough for a gutter."""
    return [
        (before["x1"], after["x0"])
        for before, after in pairwise(part)
        if after["x0"] - before["x1"] >= _GUTTER * before["size"]
    ]
