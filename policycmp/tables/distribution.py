"""Distributions: how the compared numbers of a row are spread over many cities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.models import State

if TYPE_CHECKING:
    from collections.abc import Collection
    from fractions import Fraction

    from policycmp.compare.result import Comparison
    from policycmp.rows.comparability import ComparedRow

_BARS = "▁▂▃▄▅▆▇█"
_BINS = 8
_BARRED = {State.BASIS, State.WINDOW, State.CONTEXT, State.LEVEL}


@dataclass(frozen=True, slots=True)
class Distribution:
    """One row over the peers: the compared values from the lowest, and how many plans are barred, by state."""

    row: ComparedRow
    values: tuple[Fraction, ...]
    barred: dict[State, int]

    def quantile(self, share: Fraction) -> Fraction:
        """Interpolate between the two values nearest to a share of the way from the lowest to the highest."""
        place = share * (len(self.values) - 1)
        below = place.numerator // place.denominator
        above = min(below + 1, len(self.values) - 1)
        return self.values[below] + (place - below) * (self.values[above] - self.values[below])

    @property
    def sparkline(self) -> str:
        """Draw how many values lie in each eighth of the range, from the lowest; a mark for none is a blank."""
        low, high = self.values[0], self.values[-1]
        if low == high:
            return ""
        counts = [0] * _BINS
        for value in self.values:
            share = (value - low) / (high - low) * _BINS
            counts[min(share.numerator // share.denominator, _BINS - 1)] += 1
        most = max(counts)
        return "".join(_BARS[(count * len(_BARS) - 1) // most] if count else "·" for count in counts)


def distribute(comparison: Comparison) -> tuple[Distribution, ...]:
    """Gather the rows in which at least two peers can be compared, in the order of the rows."""
    peers = frozenset(filter(comparison.peers.is_peer, comparison.peers.docs))
    found = (_distribution(row, peers) for row in comparison.rows if row.indicator is not None)
    return tuple(each for each in found if len(each.values) > 1)


def _distribution(row: ComparedRow, peers: Collection[str]) -> Distribution:
    cells = [cell for doc, cell in row.cells.items() if doc in peers]
    states = [cell.state for cell in cells if cell.state in _BARRED]
    values = sorted(
        cell.compared.compared for cell in cells if cell.compared is not None and cell.state is State.VALUE
    )
    return Distribution(row, tuple(values), {state: states.count(state) for state in sorted(set(states))})
