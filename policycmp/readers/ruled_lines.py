"""Ruled tables, found by the straight lines that make them: in a drawing, or in the picture of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.readers.page_layout import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_STROKE = 36  # points: no letter has a longer one
_THICKEST = 6  # points: a wider bar is no rule of a table
_NEAR = 3.0  # points between the ends of lines that meet


def find_grids(pixels: Any, scale: float) -> list[Grid]:
    """Find ruled tables.

    Args:
        pixels: an RGB image as an array.
        scale: pixels to the point.

    Returns:
        The tables, in points.
    """
    import cv2  # noqa: PLC0415 - heavy

    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    return grids_of([*_edges(ink, scale, "h"), *_edges(ink, scale, "v")])


def grids_of(edges: Sequence[dict[str, Any]]) -> list[Grid]:
    """Find the tables that straight lines make.

    Args:
        edges: the lines, in points, in the form in which pdfplumber knows the edges of a page.
    """
    if not edges:
        return []
    from pdfplumber.table import (  # noqa: PLC0415 - heavy
        Table,
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
    )

    edges = [*_snapped(edges, "h"), *_snapped(edges, "v")]
    cells = intersections_to_cells(edges_to_intersections(edges, _NEAR, _NEAR))
    nowhere: Any = None  # the tables are asked for their rows alone, not for the page
    tables = [Table(nowhere, boxes) for boxes in cells_to_tables(cells)] if cells else []
    return [Grid(table.bbox, tuple((row.bbox, tuple(row.cells)) for row in table.rows)) for table in tables]


def _edges(ink: Any, scale: float, orientation: str) -> list[dict[str, Any]]:
    """Find the straight lines of one direction, in the form in which pdfplumber knows the edges of a page."""
    import cv2  # noqa: PLC0415 - heavy

    length = max(3, round(_LONGEST_STROKE * scale))
    across = orientation == "h"
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if across else (1, length))
    # A thin rule breaks where the page lies a little aslant still.
    near = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if across else (3, 1))
    rules = cv2.dilate(cv2.morphologyEx(cv2.dilate(ink, near), cv2.MORPH_OPEN, kernel), near)
    count, _, stats, _ = cv2.connectedComponentsWithStats(rules)
    edges = []
    for left, top, width, height, _ in stats[1:count]:
        if (height if across else width) > _THICKEST * scale:
            continue
        x, y = float(left + width / 2) / scale, float(top + height / 2) / scale
        x0, x1 = (left / scale, (left + width) / scale) if across else (x, x)
        top_, bottom = (y, y) if across else (top / scale, (top + height) / scale)
        edges.append(
            {
                "orientation": orientation,
                "x0": float(x0),
                "x1": float(x1),
                "top": float(top_),
                "bottom": float(bottom),
            }
        )
    return edges


def _snapped(edges: Sequence[dict[str, Any]], orientation: str) -> list[dict[str, Any]]:
    """Set the lines of a direction that hardly differ on one height, as the cells of a row share theirs."""
    side, other = ("top", "bottom") if orientation == "h" else ("x0", "x1")
    snapped: list[dict[str, Any]] = []
    for edge in sorted(
        (each for each in edges if each["orientation"] == orientation), key=lambda each: each[side]
    ):
        last = snapped[-1][side] if snapped else None
        place = last if last is not None and edge[side] - last <= _NEAR else edge[side]
        snapped.append(edge | {side: place, other: place})
    return snapped
