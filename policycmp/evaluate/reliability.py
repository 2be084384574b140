"""Agreement beyond chance: Cohen's κ and Krippendorff's α, exact until the last division.

Both are None where nothing varies: then there is nothing to agree on, and neither 0 nor 1 would be true.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

Metric = Literal["nominal", "ordinal", "interval", "ratio", "masi"]


def cohen_kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> Fraction | None:
    """Calculate Cohen's κ of two coders.

    Args:
        pairs: what the one and the other say of each unit.

    Returns:
        κ, or None where both always say the same one thing.
    """
    pairs = list(pairs)
    if not pairs:
        return None
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    agreed = Fraction(sum(one == other for one, other in pairs), len(pairs))
    chance = sum(Fraction(firsts[value] * seconds[value], len(pairs) ** 2) for value in firsts)
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def krippendorff_alpha(units: Iterable[Sequence[Any]], metric: Metric = "nominal") -> Fraction | None:
    """Calculate Krippendorff's α of any number of coders.

    Args:
        units: what the coders say of each unit; None where one says nothing.
        metric: how far two values are apart. `ordinal`, `interval` and `ratio` take numbers, `masi` takes sets.

    Returns:
        α = 1 - Do/De, or None where nothing varies (De = 0).
    """
    values_of_units = [[value for value in unit if value is not None] for unit in units]
    pairable = [values for values in values_of_units if len(values) > 1]
    counts: Counter[Any] = Counter(value for values in pairable for value in values)
    total = sum(counts.values())
    distance = _distances(metric, counts)
    observed = sum((_within(values, distance) for values in pairable), Fraction(0))
    expected = sum(
        (counts[one] * counts[other] * distance(one, other) for one in counts for other in counts),
        Fraction(0),
    )
    return None if expected == 0 else 1 - observed * (total - 1) / expected


def _within(values: Sequence[Any], distance: Callable[[Any, Any], Fraction]) -> Fraction:
    """Add up how far apart the values of one unit are, each pair both ways."""
    apart = sum((distance(one, other) for one in values for other in values), Fraction(0))
    return apart / (len(values) - 1)


def _distances(metric: Metric, counts: Counter[Any]) -> Callable[[Any, Any], Fraction]:
    """Give the squared difference of a metric; the ordinal one depends on how often each value was said."""
    if metric == "ordinal":
        return _ordinal(counts)
    return {"nominal": _nominal, "interval": _interval, "ratio": _ratio, "masi": masi_distance}[metric]


def _nominal(one: Any, other: Any) -> Fraction:
    return Fraction(one != other)


def _interval(one: Any, other: Any) -> Fraction:
    return (Fraction(one) - Fraction(other)) ** 2


def _ratio(one: Any, other: Any) -> Fraction:
    total = Fraction(one) + Fraction(other)
    return ((Fraction(one) - Fraction(other)) / total) ** 2 if total else Fraction(one != other)


def _ordinal(counts: Counter[Any]) -> Callable[[Any, Any], Fraction]:
    before: defaultdict[Any, int] = defaultdict(int)
    reached = 0
    for value in sorted(counts):
        before[value] = reached
        reached += counts[value]

    def distance(one: Any, other: Any) -> Fraction:
        low, high = sorted((one, other))
        between = before[high] + counts[high] - before[low]
        return (between - Fraction(counts[low] + counts[high], 2)) ** 2 if low != high else Fraction(0)

    return distance


def masi_distance(one: frozenset[Any], other: frozenset[Any]) -> Fraction:
    """Tell how far apart two sets are (Passonneau 2006): overlap, weighted by whether one holds the other."""
    if one == other:
        return Fraction(0)
    shared = one & other
    if not shared:
        return Fraction(1)
    kind = Fraction(2, 3) if one <= other or other <= one else Fraction(1, 3)
    return 1 - Fraction(len(shared), len(one | other)) * kind
