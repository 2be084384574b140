"""Places as tiles in SVG, coloured by one of several numbers; borders are not drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.renderers.html_shell import escape
from policycmp.renderers.svg import fitting, number, svg, text_width, write_text

if TYPE_CHECKING:
    from policycmp.models.chart import Tile, TileMap

_WIDTH, _HEIGHT = 62, 40
_EMPTY = 0


def draw_tile_map(tile_map: TileMap) -> str:
    """Draw tiles, coloured by the first measure.

    Args:
        tile_map: its tiles stand in rows and columns from 0.

    Returns:
        An `svg` element; each tile is a group with its key in `data-k`, so that a page may colour it anew.
    """
    measure = tile_map.measures[0]
    lines = []
    for tile in tile_map.tiles:
        shaded = measure.values.get(tile.key)
        lines.append(_tile(tile, shaded.shade if shaded else _EMPTY, shaded.text if shaded else ""))
    rows = max((tile.row for tile in tile_map.tiles), default=0) + 1
    columns = max((tile.column for tile in tile_map.tiles), default=0) + 1
    return svg("tiles", tile_map.title, lines, rows * _HEIGHT + 2, columns * _WIDTH + 2)


def _tile(tile: Tile, shade: int, text: str) -> str:
    x, y = tile.column * _WIDTH + 1, tile.row * _HEIGHT + 1
    box = f'width="{_WIDTH - 3}" height="{_HEIGHT - 3}" rx="3"'
    middle = (_WIDTH - 3) / 2
    name = write_text(middle, 16, fitting(tile.label, _WIDTH - 6), f"t{shade}", "middle")
    value = write_text(middle, 30, fitting(text, _WIDTH - 5), f"t{shade} tick", "middle")
    is_narrow = text_width(text) > _WIDTH - 5
    told = f"<title>{escape(f'{tile.label}: {text}')}</title>" if is_narrow else ""
    place = f'transform="translate({number(x)} {number(y)})"'
    key = f'data-k="{escape(tile.key)}"'
    return f'<g {key} {place}><rect class="tile s{shade}" {box}/>{name} {value}{told}</g>'
