"""What a page of A4 carries: upright where every table fits it, else on its side, the rest of a wide table below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from policycmp.renderers.blocks import DECENT_WIDTH, GAP, Block, Demand, plan_blocks
from policycmp.renderers.wrapping import unbreakable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Table, Tabulation

_LONGEST = 60
_NARROW = 26


@dataclass(frozen=True, slots=True)
class Page:
    """A page with margins of 2 cm: the characters of 8½ points that fit beside each other, and its width.

    A Chinese character counts two. `width` is in twentieths of a point.
    """

    is_upright: bool
    characters: int
    width: int

    def blocks(self, table: Table) -> list[Block]:
        """Spread the columns of a table over blocks that each fit the page."""
        columns = [
            _demand([column.label, *(row.cells[place].text for row in table.rows)])
            for place, column in enumerate(table.columns)
        ]
        ruled = next((place for place, column in enumerate(table.columns) if column.benchmark), len(columns))
        stub = _demand([table.stub, *(row.label for row in table.rows)])
        blocks = plan_blocks(stub, columns, ruled, self.characters)
        if len(blocks) == 1:
            return blocks
        narrow = Demand(min(stub.natural, _NARROW), min(stub.unbreakable, _NARROW))
        # Labels of several lines are better than columns on another page.
        narrower = plan_blocks(narrow, columns, ruled, self.characters)
        return narrower if len(narrower) < len(blocks) else blocks


UPRIGHT = Page(True, 112, 9_638)
ON_ITS_SIDE = Page(False, 168, 14_570)


def page_for(tabulation: Tabulation) -> Page:
    """Choose the page: upright unless a table would have to be cut there."""
    fits = all(len(UPRIGHT.blocks(table)) == 1 for table in tabulation.tables)
    return UPRIGHT if fits else ON_ITS_SIDE


def shares(block: Block) -> list[float]:
    """Give the share of the line that each column of a block takes, that of the labels first."""
    widths = [max(block.stub, 2) + GAP, *(width + GAP for width in block.widths)]
    return [width / sum(widths) for width in widths]


def _demand(texts: Sequence[str]) -> Demand:
    lines = [line for text in texts for line in text.split("\n")]
    natural = max(map(cell_len, lines), default=0)
    long_lines = [line for line in lines if cell_len(line) > DECENT_WIDTH]
    whole = max((unbreakable(line, cell_len) for line in long_lines), default=0)
    return Demand(min(max(natural, whole), _LONGEST), min(whole, _LONGEST))
