"""How far figures would move with other units: resampling with a fixed seed."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.evaluate.span_matching import Score

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

RESAMPLES = 2000
# A figure that is known to a twentieth either way serves to compare versions of a taxonomy.
WIDE_ENOUGH = 0.05
_SEED = 20201122
_TAIL = 0.025
FIGURES: Mapping[str, Callable[[Score], float]] = {
    "p": lambda score: score.precision,
    "r": lambda score: score.recall,
    "f1": lambda score: score.f1,
}


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 % of a figure over the resamples."""

    low: float
    high: float


def find_intervals(
    units: Mapping[str, Mapping[int, Score]], size: int, resamples: int = RESAMPLES
) -> dict[str, dict[str, Interval]]:
    """Resample units and see how figures move.

    Args:
        units: for each thing measured (a topic), the units that it occurs in, by their numbers, with their counts.
        size: how many units there are; they are numbered from 0.
        resamples: how many times as many are drawn, with replacement.

    Returns:
        For each thing measured the intervals of `p`, `r` and `f1`; none where no resample holds it.
    """
    chance = random.Random(_SEED)  # noqa: S311 - statistics, no secret
    numbers = range(size)
    drawn: dict[str, dict[str, list[float]]] = {key: {name: [] for name in FIGURES} for key in units}
    for _ in range(resamples if size else 0):
        times = Counter(chance.choices(numbers, k=size))
        for key, scores in units.items():
            score = _total(scores, times)
            if score.found or score.gold:
                for name, figure in FIGURES.items():
                    drawn[key][name].append(figure(score))
    return {
        key: {name: _middle(values) for name, values in figures.items() if values}
        for key, figures in drawn.items()
    }


def _total(scores: Mapping[int, Score], times: Mapping[int, int]) -> Score:
    right = found = gold = 0
    for number, score in scores.items():
        if count := times.get(number, 0):
            right += count * score.right
            found += count * score.found
            gold += count * score.gold
    return Score(right, found, gold)


def _middle(values: Sequence[float]) -> Interval:
    ordered = sorted(values)
    cut = int(len(ordered) * _TAIL)
    return Interval(ordered[cut], ordered[len(ordered) - 1 - cut])


def sufficiency(size: int, within: float) -> str:
    """Say whether so many clauses suffice, and how many would.

    Args:
        size: how many clauses there are.
        within: half the width of the interval of their figure.
    """
    if not size:
        return ""
    place = f"{size} clauses place F1 within ±{within:.2f}"
    if within <= WIDE_ENOUGH:
        return f"{place}: they suffice."
    # The width falls with the root of the number.
    needed = -(-round(size * (within / WIDE_ENOUGH) ** 2) // 10) * 10
    return f"{place}: too few to tell small changes; about {needed} would place it within ±{WIDE_ENOUGH:.2f}."


def expected_within(size: int, figure: float = 0.8) -> float:
    """Estimate half the width of the interval of a figure from so many clauses, before any is coded."""
    return 1.96 * (figure * (1 - figure) / size) ** 0.5 if size else 1.0
