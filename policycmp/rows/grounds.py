"""The grounds that numbers are measured on: baselines, figures of the context, the plan of the level above."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from policycmp.models import Basis
from policycmp.rows.baselines import Baseline, growth_per_year
from policycmp.rows.comparability import ComparedCell
from policycmp.rows.context import Context
from policycmp.rows.units import PERCENT, POINTS, TIMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from policycmp.config.schema import Denominator
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.comparability import ComparedRow
    from policycmp.rows.context import Figure
    from policycmp.rows.indicators import Indicator


_RATES = {PERCENT, POINTS, TIMES}
GDP = "gdp"


@dataclass(frozen=True, slots=True)
class Normalized:
    """A number by one denominator (per 10,000 people), with the figure it was divided by."""

    value: Fraction
    figure: Figure


@dataclass(frozen=True, slots=True)
class Growth:
    """How fast a total grows from its baseline, over how many years: a fraction a year, points for a share."""

    baseline: Baseline
    years: int = 0
    rate: Decimal | None = None
    points: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """How a number stands to that of the plan above; each is None where it cannot be told.

    `gap` is the difference of shares and other ratios, `growth_gap` that of growth (a fraction or points a year),
    `fair_share` the ratio of the numbers over the ratio of the GDPs of one year, `lead_years` how much earlier.
    """

    doc: str
    upper: Commitment
    gap: Fraction | None
    growth_gap: Fraction | None
    fair_share: Fraction | None
    lead_years: int | None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Grounds:
    """What the numbers of a comparison are measured on, by plan.

    `regions` are the codes of the plans' regions; `derived` the baselines of totals less additions, by indicator and
    scope; `stated` those in so many words, by the id of their total; `uppers` the plan above each.
    """

    regions: Mapping[str, str | None] = field(default_factory=dict)
    derived: Mapping[str, Mapping[tuple[str, str], list[Baseline]]] = field(default_factory=dict)
    stated: Mapping[str, Mapping[str, Baseline]] = field(default_factory=dict)
    context: Context = field(default_factory=Context)
    denominators: tuple[Denominator, ...] = ()
    uppers: Mapping[str, str] = field(default_factory=dict)

    def growth(self, commitment: Commitment) -> Growth | None:
        """Find the baseline of a total, and its growth from there where both are dated."""
        baseline, deadline = self.baseline(commitment), commitment.target.deadline
        if baseline is None:
            return None
        if deadline is None or baseline.year is None or deadline <= baseline.year:
            return Growth(baseline)
        years = deadline - baseline.year
        if commitment.family == PERCENT:
            return Growth(baseline, years, points=(commitment.compared - baseline.value) / years)
        return Growth(baseline, years, growth_per_year(commitment.compared, baseline.value, years))

    def baseline(self, commitment: Commitment) -> Baseline | None:
        """Take the baseline that the plan states, else the earliest it implies, else the context's latest."""
        indicator, deadline, doc = commitment.indicator, commitment.target.deadline, commitment.target.doc
        if indicator is None or commitment.is_flow or commitment.is_converted:
            return None
        if stated := self.stated.get(doc, {}).get(commitment.target.id):
            return stated
        if deadline is None:
            return None
        derived = self.derived.get(doc, {}).get((indicator.id, commitment.target.scope), [])
        implied = next(
            (baseline for baseline in derived if baseline.year is not None and baseline.year < deadline), None
        )
        return implied or self._known(commitment, indicator.id, deadline)

    def _known(self, commitment: Commitment, indicator: str, deadline: int) -> Baseline | None:
        if not commitment.target.binds_all:
            return None
        figure = self.context.before(self.regions.get(commitment.target.doc), indicator, deadline)
        return Baseline(figure.value, figure.year, "context", figure=figure) if figure else None

    def per(self, commitment: Commitment) -> dict[str, Normalized]:
        """Divide a count or an amount by the denominators that the context knows; ratios are not divided again."""
        indicator, year = commitment.indicator, commitment.target.deadline
        is_rate = commitment.family in _RATES or commitment.target.basis is Basis.GROWTH
        if indicator is None or indicator.intensive or is_rate or year is None:
            return {}
        region = self.regions.get(commitment.target.doc)
        figures = {
            denominator: self.context.figure(region, denominator.id, year)
            for denominator in self.denominators
        }
        return {
            denominator.id: Normalized(commitment.compared * denominator.per / figure.value, figure)
            for denominator, figure in figures.items()
            if figure and figure.value and denominator.id != indicator.id
        }

    def gap(self, row: ComparedRow, commitment: Commitment) -> Gap | None:
        """Measure a number against that of the plan above in the same row."""
        doc = self.uppers.get(commitment.target.doc)
        cell = row.cells.get(doc) if doc is not None else None
        if doc is None or not isinstance(cell, ComparedCell) or row.indicator is None:
            return None
        upper = cell.compared
        is_ratio = row.family in _RATES or row.indicator.intensive or row.basis is Basis.GROWTH
        deadlines = (upper.target.deadline, commitment.target.deadline)
        share, figures = (None, ()) if is_ratio else self._fair_share(commitment, upper)
        return Gap(
            doc=doc,
            upper=upper,
            gap=commitment.compared - upper.compared if is_ratio else None,
            growth_gap=self._growth_gap(commitment, upper),
            fair_share=share,
            lead_years=None if None in deadlines else (deadlines[0] or 0) - (deadlines[1] or 0),
            figures=figures,
        )

    def _growth_gap(self, commitment: Commitment, upper: Commitment) -> Fraction | None:
        own, above = self.growth(commitment), self.growth(upper)
        if own is None or above is None:
            return None
        if own.points is not None and above.points is not None:
            return own.points - above.points
        both = own.rate is not None and above.rate is not None
        return Fraction(own.rate or 0) - Fraction(above.rate or 0) if both else None

    def _fair_share(
        self, commitment: Commitment, upper: Commitment
    ) -> tuple[Fraction | None, tuple[Figure, ...]]:
        """Set the share of the numbers against the share of GDP, both GDPs of one year."""
        year = commitment.target.deadline
        own = self.context.figure(self.regions.get(commitment.target.doc), GDP, year) if year else None
        above = self.context.exact(self.regions.get(upper.target.doc), GDP, own.year) if own else None
        if own is None or above is None or not own.value or not above.value or not upper.compared:
            return None, ()
        return (commitment.compared / upper.compared) / (own.value / above.value), (own, above)


def convert_amounts(
    commitments: tuple[Commitment, ...], region: str | None, context: Context, shares: Iterable[Indicator]
) -> tuple[Commitment, ...]:
    """Add the shares that the amounts of one plan come to.

    Args:
        commitments: those of the plan.
        region: the code of its region.
        context: where the denominators stand.
        shares: the indicators that say what is divided by what (`ratio`).

    Returns:
        The commitments with the converted ones behind them. A plan that states the share itself is left as it is;
        so is an amount without a year, or one whose denominator is not known within three years.
    """
    if not context.figures:
        return commitments
    converted = [
        replace(amount, indicator=indicator, kinds=(indicator,), family=PERCENT, denominator=figure)
        for indicator in shares
        if indicator.ratio
        and not any(_is_whole_level(commitment, indicator.id) for commitment in commitments)
        for amount in commitments
        if _is_whole_level(amount, indicator.ratio.amount) and (year := amount.target.deadline)
        if (figure := context.figure(region, indicator.ratio.denominator, year)) and figure.value
    ]
    return (*commitments, *converted)


def _is_whole_level(commitment: Commitment, indicator: str) -> bool:
    """Tell whether a commitment is a total of an indicator for the whole jurisdiction."""
    is_level = commitment.target.basis is Basis.LEVEL and commitment.target.binds_all
    return is_level and commitment.indicator is not None and commitment.indicator.id == indicator
