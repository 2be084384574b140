"""Commitments: targets aligned to their indicators, in the base unit of their family, with their window."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from policycmp.models import Basis, Comparator
from policycmp.rows.align import Aligner
from policycmp.rows.units import Units
from policycmp.rows.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from policycmp.config import Config, Indicator
    from policycmp.models import Analysis, Corpus, Target
    from policycmp.rows.context import Figure

# Shorter names (项目, 企业) say too little to put two plans into one row.
_TELLING = 4
_FLOWS = (Basis.INCREMENT, Basis.GROWTH)
# Plans promise the same numbers again and again.
_fraction = lru_cache(maxsize=4096)(Fraction)


@dataclass(frozen=True)
class Commitment:
    """A target as it is compared. `name` stands for the indicator of an unaligned one; `window` counts years.

    `since` is the year that the plan itself compares with (比2019年增长); `denominator` is what a converted amount,
    which `low` and `high` keep, is divided by.
    """

    target: Target
    indicator: Indicator | None
    name: str
    family: str
    low: Decimal
    high: Decimal | None
    window: int | None
    since: int | None = None
    denominator: Figure | None = None

    @property
    def is_converted(self) -> bool:
        """Whether the plan states an amount, which a figure of the context has turned into this share."""
        return self.denominator is not None

    @property
    def subject(self) -> tuple[str, str, str]:
        """What it is about: commitments of one subject may share rows."""
        return (self.indicator.id if self.indicator else "", self.name, self.target.type)

    @property
    def is_flow(self) -> bool:
        """Whether the number is made over a window (an addition or a growth), not a state."""
        return self.target.basis in _FLOWS

    @property
    def span_of_years(self) -> int | None:
        """The window that tells rows apart: additions are annualised and so share one, growth is not."""
        if self.target.basis is Basis.INCREMENT:
            return 1 if self.window else None
        return self.window if self.is_flow else 0

    @property
    def is_annualized(self) -> bool:
        """Whether the compared figure is the stated one divided by the years of its window."""
        return self.target.basis is Basis.INCREMENT and self.window is not None and self.window > 1

    @cached_property
    def compared(self) -> Fraction:
        """The number compared: the end of a range that promises less, an addition by the year, a converted share."""
        is_upper_end = (
            self.indicator is not None and self.indicator.direction == "down" and self.high is not None
        )
        value = _fraction(self.high if is_upper_end and self.high is not None else self.low)
        if self.denominator is not None:
            return 100 * value / self.denominator.value
        return value / self.window if self.is_annualized and self.window else value

    @property
    def is_exact(self) -> bool:
        """Whether one number is stated without a bound."""
        return self.target.comparator is Comparator.EQ


def find_commitments(corpus: Corpus, config: Config) -> dict[str, tuple[Commitment, ...]]:
    """Align every target of every plan.

    Returns:
        The commitments of each plan by its id, in the order of their place.
    """
    return {analysis.doc: found for analysis, found in align_plans(corpus.analyses, config)}


def align_plans(
    analyses: Iterable[Analysis], config: Config
) -> Iterator[tuple[Analysis, tuple[Commitment, ...]]]:
    """Align the targets of plans, one plan after the other as it is asked for."""
    units = Units(config)
    aligner = Aligner(config, units)
    return ((analysis, _of(analysis, aligner, units)) for analysis in analyses)


def _of(analysis: Analysis, aligner: Aligner, units: Units) -> tuple[Commitment, ...]:
    windows = Windows(analysis)
    region = analysis.metadata.region.short_name
    targets = sorted(analysis.targets, key=lambda target: (target.span, target.id))
    return tuple(_commitment(target, aligner, units, windows, region) for target in targets)


def _commitment(
    target: Target, aligner: Aligner, units: Units, windows: Windows, region: str | None
) -> Commitment:
    indicator, name = aligner.identify(target, region)
    family = units.family(target, indicator) or target.unit
    factor = units.factor(family, target.unit)
    return Commitment(
        target=target,
        indicator=indicator,
        name=name if len(name) >= _TELLING or indicator else f"{name}#{target.id}",
        family=family,
        low=target.value * factor,
        high=None if target.value_max is None else target.value_max * factor,
        window=windows.find_window(target),
        since=windows.find_base_year(target),
    )
