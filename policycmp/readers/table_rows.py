"""Rows of tables as lines of text, alike for every format."""

from __future__ import annotations

CELL_GAP = " | "
_MOST_CELL_LINES = 12
_MOST_CELL_CHARACTERS = 1500


def row_lines(cells: list[list[str]]) -> list[str]:
    """Write a row of a table.

    Args:
        cells: the lines of each cell; a cell merged with one before it has none.

    Returns:
        One line with ` | ` between the cells; the lines of the cells as they are where the row has text in one cell
        only, or holds whole passages: such a table only lays out a page.
    """
    if sum(map(bool, cells)) <= 1 or any(map(_is_passage, cells)):
        return [line for cell in cells for line in cell]
    return [CELL_GAP.join(" ".join(cell) for cell in cells)]


def _is_passage(cell: list[str]) -> bool:
    return len(cell) > _MOST_CELL_LINES or sum(map(len, cell)) > _MOST_CELL_CHARACTERS
