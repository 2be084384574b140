"""Axes: from where to where the numbers of a picture go, and which round numbers are written on it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from policycmp.models.chart import Axis
from policycmp.rows.numbers import to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

# An axis begins at zero unless its numbers lie this near to each other, and is logarithmic where they lie so far apart.
_NEAR, _FAR = 2, 50
_STEPS = (Fraction(1), Fraction(2), Fraction(5), Fraction(10))
_MOST_TICKS = 4
_TENTH = Fraction(1, 10)


def choose_axis(values: Sequence[Fraction], write: Callable[[Decimal], str]) -> Axis:
    """Choose the axis of some numbers.

    Args:
        values: one at least.
        write: how a tick is written.

    Returns:
        A linear axis of at most some five ticks, from zero unless the numbers lie near each other; a logarithmic one
        with a tick a power of ten where the largest is fifty times the least.
    """
    low, high = min(values), max(values)
    if low > 0 and high > _FAR * low:
        return _log_axis(low, high, write)
    if 0 < low < high < _NEAR * low:
        margin = (high - low) * _TENTH
        low, high = low - margin, high + margin
    else:
        low = min(low, Fraction(0))
        high = max(high, Fraction(0))
    if low == high:
        high = low + 1
    step = _step(high - low)
    first, last = -(-low // step), high // step
    ticks = [to_decimal(count * step) for count in range(int(first), int(last) + 1)]
    return Axis(to_decimal(low), to_decimal(high), tuple((tick, write(tick)) for tick in ticks))


def _step(span: Fraction) -> Fraction:
    """Find the least round step of which only some fit into a span."""
    size = Fraction(1)
    while size * 10 * _MOST_TICKS < span:
        size *= 10
    while size * _MOST_TICKS >= span:
        size /= 10
    return next((size * step for step in _STEPS if size * step * _MOST_TICKS >= span), size * _STEPS[-1])


def _log_axis(low: Fraction, high: Fraction, write: Callable[[Decimal], str]) -> Axis:
    powers = list(_powers(low, high))
    apart = -(-len(powers) // _MOST_TICKS)
    ticks = tuple((to_decimal(power), write(to_decimal(power))) for power in powers[::apart])
    return Axis(to_decimal(low), to_decimal(high), ticks, is_log=True)


def _powers(low: Fraction, high: Fraction) -> Iterator[Fraction]:
    """List the powers of ten between two numbers."""
    power = Fraction(1)
    while power > low:
        power /= 10
    while power < low:
        power *= 10
    while power <= high:
        yield power
        power *= 10
