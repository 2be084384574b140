"""A table with shades as a heat map in SVG: a row a row, a square a cell, and what the shades stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.renderers.html_shell import escape
from policycmp.renderers.svg import fitting, number, svg, text_width, wrapped, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Column, Table

_LABELS = 210
_HEIGHT = 20
_CELL, _NARROWEST, _WIDEST = 46, 16, 92
_MOST = 1400
_SHOWN_FROM = 24  # a narrower cell has no room for its text
_UPRIGHT_FROM = 40
_LEGEND = 120
_RULE = 4


def draw_heat_map(table: Table) -> str:
    """Draw a table whose cells have shades.

    Args:
        table: its `shades` are the legend; cells without a shade stay empty.

    Returns:
        An `svg` element, as wide as its columns need.
    """
    labels = min(_LABELS, max((text_width(row.label) for row in table.rows), default=0)) + 8
    widest = max((text_width(cell.text) for row in table.rows for cell in row.cells), default=0) + 6
    heads = max((text_width(column.label) for column in table.columns), default=0) + 6
    count = max(1, len(table.columns))
    wanted = min(_WIDEST, max(_CELL, widest, heads if heads <= _WIDEST else 0))
    cell = max(_NARROWEST, min(wanted, (_MOST - labels) / count))
    is_upright = cell < _UPRIGHT_FROM or heads > cell
    top = min(heads, 110) + 4 if is_upright else 20
    lines = [*_heads(table, labels, cell, top, is_upright=is_upright), *_rows(table, labels, cell, top)]
    bottom = top + _HEIGHT * len(table.rows) + 12
    width = max(labels + cell * count + _RULE, labels + 260)
    legend, height = _legend(table.shades, bottom, width)
    return svg("heat", table.title, [*lines, *legend], height, width)


def _at(columns: tuple[Column, ...], place: int, labels: float, cell: float) -> float:
    """Tell where a column begins; benchmarks stand a little apart."""
    return labels + cell * place + (_RULE if columns[place].benchmark else 0)


def _heads(table: Table, labels: float, cell: float, top: float, *, is_upright: bool) -> Iterator[str]:
    for place, column in enumerate(table.columns):
        x = _at(table.columns, place, labels, cell) + cell / 2
        if is_upright:
            turned = f'transform="translate({number(x + 4)} {number(top - 4)}) rotate(-90)"'
            yield f"<g {turned}>{write_text(0, 0, fitting(column.label, 104))}</g>"
        else:
            yield write_text(x, top - 6, fitting(column.label, cell), "", "middle")


def _rows(table: Table, labels: float, cell: float, top: float) -> Iterator[str]:
    for line, row in enumerate(table.rows):
        y = top + _HEIGHT * line
        yield write_text(labels - 8, y + 14, fitting(row.label, labels - 8), "", "end")
        for place, (column, content) in enumerate(zip(table.columns, row.cells, strict=True)):
            if content.shade is None:
                continue
            x = _at(table.columns, place, labels, cell)
            shown = content.text.partition("\n")[0]
            box = f'x="{number(x)}" y="{number(y)}" width="{number(cell - 1)}" height="{_HEIGHT - 1}"'
            told = escape(f"{row.label}, {column.label}: {shown}")
            yield f'<rect class="s{content.shade}" {box}><title>{told}</title></rect>'
            if cell >= _SHOWN_FROM:
                yield write_text(
                    x + cell / 2 - 0.5, y + 14, fitting(shown, cell - 2), f"t{content.shade}", "middle"
                )


def _legend(shades: tuple[str, ...], top: float, width: float) -> tuple[list[str], float]:
    """Draw what each shade stands for, and give the height of the whole."""
    lines: list[str] = []
    x, y = 4.0, top
    for shade, text in enumerate(shades):
        needed = 22 + max(map(text_width, wrapped(text, _LEGEND * 2)), default=0) + 12
        if x + needed > width and x > _RULE:
            x, y = 4.0, y + 18
        box = f'x="{number(x)}" y="{number(y)}" width="14" height="12"'
        lines.append(f'<rect class="tile s{shade}" {box}/>')
        lines.append(write_text(x + 19, y + 10, text, "tick"))
        x += needed
    return lines, y + (22 if shades else 0)
