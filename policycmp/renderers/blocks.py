"""How the columns of a wide table are spread over blocks, and how wide each becomes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2
RULED_GAP = 3

# A cell of more than this many lines is hard to read beside its neighbours, one narrower than this anywhere.
DECENT_WIDTH = 14
_MOST_LINES = 4
_DECENT_STUB, _LEAST_STUB = 26, 18
_AMPLE_WIDTH = 28


@dataclass(frozen=True, slots=True)
class Demand:
    """What a column asks for: the width of its widest line, and of its widest part that must stay whole."""

    natural: int
    unbreakable: int

    @property
    def least(self) -> int:
        """The width below which the column goes to another block."""
        decent = min(_AMPLE_WIDTH, max(DECENT_WIDTH, -(-self.natural // _MOST_LINES)))
        return max(2, self.unbreakable, min(self.natural, decent))


@dataclass(frozen=True, slots=True)
class Block:
    """Some columns of a table (by their indexes) that stand side by side, with their widths."""

    stub: int
    columns: tuple[int, ...]
    widths: tuple[int, ...]


def spread(count: int, most: int) -> list[range]:
    """Cut `count` columns into as few runs of at most `most` as will do, of nearly the same length."""
    runs = max(1, -(-count // most))
    ends = [count * run // runs for run in range(runs + 1)]
    return [range(start, end) for start, end in pairwise(ends)]


def plan_blocks(stub: Demand, columns: Sequence[Demand], ruled: int, width: int | None) -> list[Block]:
    """Choose what stands side by side.

    Args:
        stub: the demand of the column of row labels, which every block repeats.
        columns: the demands of the others, in order.
        ruled: the index of the first column behind a rule; the number of columns if there is none.
        width: cells of a line, or None for no limit.

    Returns:
        One block or more, each no wider than `width`.
    """
    gaps = [RULED_GAP if index == ruled else GAP for index in range(len(columns))]
    if width is None:
        return [Block(stub.natural, tuple(range(len(columns))), tuple(column.natural for column in columns))]
    labels = _stub_width(stub, columns, gaps, width)
    blocks = []
    for run in _runs(columns, gaps, width - labels):
        room = width - labels - sum(gaps[index] for index in run)
        blocks.append(Block(labels, tuple(run), _fill([columns[index] for index in run], room)))
    return blocks


def _stub_width(stub: Demand, columns: Sequence[Demand], gaps: Sequence[int], width: int) -> int:
    """Give the labels a quarter of the line, or what the other columns leave over."""
    left_over = width - sum(column.natural for column in columns) - sum(gaps)
    # Somewhat narrower labels are better than a table in two blocks.
    decent = left_over if _LEAST_STUB <= left_over < _DECENT_STUB else max(_DECENT_STUB, width // 4)
    wanted = min(stub.natural, max(decent, left_over, stub.unbreakable))
    return min(wanted, max(width // 2, left_over)) if columns else min(stub.natural, width)


def _runs(columns: Sequence[Demand], gaps: Sequence[int], room: int) -> list[range]:
    """Find the fewest runs of columns that fit, and among these the most even ones."""
    fewest = len(_packed(columns, gaps, room, len(columns)))
    even = -(-len(columns) // fewest)
    for most in range(even, len(columns)):
        runs = _packed(columns, gaps, room, most)
        if len(runs) == fewest:
            return runs
    return _packed(columns, gaps, room, len(columns))


def _packed(columns: Sequence[Demand], gaps: Sequence[int], room: int, most: int) -> list[range]:
    runs, start, used = [], 0, 0
    for index, column in enumerate(columns):
        needed = gaps[index] + column.least
        if index > start and (used + needed > room or index - start == most):
            runs.append(range(start, index))
            start, used = index, 0
        used += needed
    return [*runs, range(start, len(columns))]


def _fill(demands: Sequence[Demand], room: int) -> tuple[int, ...]:
    """Let narrow columns have what they ask for and the wide ones share the rest evenly."""
    level = max((demand.natural for demand in demands), default=0)
    while level > 0 and sum(_at(demand, level) for demand in demands) > room:
        level -= 1
    widths = [_at(demand, level) for demand in demands]
    spare = room - sum(widths)
    for index, demand in enumerate(demands):
        if spare > 0 and widths[index] < demand.natural:
            widths[index] += 1
            spare -= 1
    return tuple(min(width, max(2, room)) for width in widths)


def _at(demand: Demand, level: int) -> int:
    return max(2, min(demand.natural, max(demand.least, level)))
