"""A recognised page as JSON and back: what the process that recognises answers, and what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.readers.page_layout import Character, Grid, PrintedPage

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS = 2  # hundredths of a point


def page_data(page: PrintedPage) -> dict[str, Any]:
    """Write a page as data that JSON can hold."""
    return {
        "width": round(page.width, _DIGITS),
        "characters": [
            [
                each["text"],
                *(round(each[side], _DIGITS) for side in ("x0", "x1", "top", "bottom", "size")),
                each["sure"],
            ]
            for each in page.characters
        ],
        "grids": [[grid.box, grid.rows] for grid in page.grids],
    }


def page_of(data: Mapping[str, Any]) -> PrintedPage:
    """Read a page from such data.

    Raises:
        ValueError, LookupError, TypeError: it is none.
    """
    characters = [
        Character(text=str(text), x0=x0, x1=x1, top=top, bottom=bottom, size=size, sure=float(sure))
        for text, x0, x1, top, bottom, size, sure in data["characters"]
    ]
    grids = [
        Grid(
            _box(box), tuple((_box(row), tuple(each and _box(each) for each in cells)) for row, cells in rows)
        )
        for box, rows in data["grids"]
    ]
    return PrintedPage(characters, grids, float(data["width"]))


def _box(sides: list[float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = map(float, sides)
    return left, top, right, bottom
