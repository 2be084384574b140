"""The context of plans: figures of their regions (population, GDP, past values) that no plan gives itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

# A denominator may be this many years older than what it divides.
_OLDEST = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a region, in the base unit of its family; `measure` is the id of a denominator or an indicator."""

    region: str
    year: int
    measure: str
    value: Fraction
    source: str


@dataclass(frozen=True)
class Context:
    """The figures of a context table. Regions go by their codes; without a code nothing is known."""

    figures: tuple[Figure, ...] = ()

    def figure(self, region: str | None, measure: str, year: int) -> Figure | None:
        """Find a region's figure of a year.

        Returns:
            That of the year, else of the nearest earlier one within three years; None where there is none.
        """
        known = self._series.get((region, measure), {})
        years = (year - gap for gap in range(_OLDEST + 1))
        return next((known[each] for each in years if each in known), None)

    def exact(self, region: str | None, measure: str, year: int) -> Figure | None:
        """Find a region's figure of this year and no other."""
        return self._series.get((region, measure), {}).get(year)

    def before(self, region: str | None, measure: str, year: int) -> Figure | None:
        """Find a region's latest figure of the years before one."""
        known = self._series.get((region, measure), {})
        latest = max((each for each in known if each < year), default=None)
        return None if latest is None else known[latest]

    @cached_property
    def _series(self) -> dict[tuple[str | None, str], dict[int, Figure]]:
        series: dict[tuple[str | None, str], dict[int, Figure]] = {}
        for figure in self.figures:
            series.setdefault((figure.region, figure.measure), {})[figure.year] = figure
        return series
