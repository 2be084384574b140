"""Matrices of three columns as surfaces in SVG: a height a cell, seen from the corner, with the numbers beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycmp.renderers.html_shell import escape
from policycmp.renderers.svg import fitting, wrapped, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

COLUMNS = 3
_PANEL_WIDTH, _PANEL_HEIGHT = 640, 340
# How far one step along a row, along a column, and one unit of height move a point on the sheet.
_ALONG_ROW, _ALONG_COLUMN, _UP = (92.0, 30.0), (-92.0, 30.0), 110.0
_ORIGIN = (200.0, 175.0)
_MATRIX = (404, 105)
_CELL_WIDTH, _CELL_HEIGHT = 74, 46
_LABEL_WIDTH = 74
# From low to high, of one lightness ramp, so that a print in grey reads the same.
_RAMP = ((222, 235, 247), (49, 107, 171))
_STYLE = (
    "text{font-family:sans-serif;font-size:13px;fill:#222}.title{font-size:15px;font-weight:bold}"
    ".small{font-size:11px;fill:#555}.floor{fill:none;stroke:#bbb;stroke-width:.7}"
    ".face{stroke:#333;stroke-width:.9;fill-opacity:.92}"
)


class Surface(NamedTuple):
    """One matrix: its title, a line below it, and its values from 0 to 1 row by row, each with its label."""

    title: str
    subtitle: str
    values: tuple[Decimal, ...]
    labels: tuple[str, ...]


def render_surfaces(surfaces: Sequence[Surface], statement: str = "") -> str:
    """Draw surfaces below each other, each with its matrix beside it.

    Args:
        surfaces: the number of values of each divides by three.
        statement: stands below them all.

    Returns:
        An SVG document; any text may stand in titles and labels.
    """
    below = wrapped(statement, _PANEL_WIDTH - 32)
    height = _PANEL_HEIGHT * max(1, len(surfaces)) + 15 * len(below) + 10
    size = f'width="{_PANEL_WIDTH}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_PANEL_WIDTH} {height}" role="img">',
        f"<style>{_STYLE}</style>",
        f'<rect {size} fill="#fff"/>',
    ]
    for place, surface in enumerate(surfaces):
        parts.append(f'<g transform="translate(0 {place * _PANEL_HEIGHT})">')
        parts += _panel(surface)
        parts.append("</g>")
    for place, line in enumerate(below, 1):
        parts.append(write_text(16, height - 5 - 15 * (len(below) - place), line, "small"))
    return "\n".join([*parts, "</svg>", ""])


def _panel(surface: Surface) -> Iterator[str]:
    yield write_text(16, 28, surface.title, "title")
    yield write_text(16, 48, surface.subtitle)
    rows = len(surface.values) // COLUMNS
    yield from _faces(surface.values, rows)
    yield from _matrix(surface, rows)


def _faces(values: Sequence[Decimal], rows: int) -> Iterator[str]:
    """Draw the floor, then the faces between four neighbours from the back to the front."""
    floor = [
        _point(0, 0, 0),
        _point(0, COLUMNS - 1, 0),
        _point(rows - 1, COLUMNS - 1, 0),
        _point(rows - 1, 0, 0),
    ]
    yield f'<polygon class="floor" points="{_points(floor)}"/>'
    for row in range(rows - 1):
        for column in range(COLUMNS - 1):
            corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
            heights = [float(values[r * COLUMNS + c]) for r, c in corners]
            points = [_point(r, c, height) for (r, c), height in zip(corners, heights, strict=True)]
            yield f'<polygon class="face" fill="{_colour(sum(heights) / 4)}" points="{_points(points)}"/>'
    for row, column in ((rows - 1, 0), (rows - 1, COLUMNS - 1), (0, COLUMNS - 1)):
        (x, low), (_, high) = (
            _point(row, column, 0),
            _point(row, column, float(values[row * COLUMNS + column])),
        )
        yield f'<line class="floor" x1="{x:.1f}" y1="{low:.1f}" x2="{x:.1f}" y2="{high:.1f}"/>'


def _matrix(surface: Surface, rows: int) -> Iterator[str]:
    """Draw the matrix: a value and its label a cell."""
    left, top = _MATRIX
    for place, (value, label) in enumerate(zip(surface.values, surface.labels, strict=True)):
        row, column = divmod(place, COLUMNS)
        x, y = left + column * _CELL_WIDTH, top + row * _CELL_HEIGHT
        yield (
            f'<rect x="{x}" y="{y}" width="{_CELL_WIDTH}" height="{_CELL_HEIGHT}" fill="{_colour(float(value))}" '
            'fill-opacity=".55" stroke="#999" stroke-width=".7"/>'
        )
        yield write_text(x + 6, y + 19, f"{value:.2f}")
        shown = write_text(x + 6, y + 36, fitting(label, _LABEL_WIDTH), "small")
        yield f"<g><title>{escape(label)}</title>{shown}</g>"
    yield f'<path d="M{left - 6} {top}h-4v{rows * _CELL_HEIGHT}h4" fill="none" stroke="#333"/>'
    right = left + COLUMNS * _CELL_WIDTH
    yield f'<path d="M{right + 6} {top}h4v{rows * _CELL_HEIGHT}h-4" fill="none" stroke="#333"/>'


def _point(row: int, column: int, height: float) -> tuple[float, float]:
    x = _ORIGIN[0] + column * _ALONG_ROW[0] + row * _ALONG_COLUMN[0]
    y = _ORIGIN[1] + column * _ALONG_ROW[1] + row * _ALONG_COLUMN[1] - height * _UP
    return x, y


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _colour(value: float) -> str:
    low, high = _RAMP
    return "#" + "".join(f"{round(a + (b - a) * value):02x}" for a, b in zip(low, high, strict=True))
