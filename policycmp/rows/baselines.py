"""Baselines that a plan gives itself, growth from them, and whether its own figures agree."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from policycmp.models import Basis, Issue, Severity
from policycmp.rows.units import PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from policycmp.models import Span
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.context import Figure

_PRECISION = 40
_DIGITS = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Baseline:
    """A value at the end of a year, and the commitments that it was derived from.

    `source` is `stated`, `derived` or `context`; `span` quotes a stated one, `figure` is the context's. The year is
    None where the plan states a value without one.
    """

    value: Fraction
    year: int | None
    source: str
    evidence: tuple[str, ...] = ()
    span: Span | None = None
    figure: Figure | None = None


def derive_baselines(commitments: Iterable[Commitment]) -> dict[tuple[str, str], list[Baseline]]:
    """Derive `baseline(T-1) = total(T) - addition(T)` for one plan's indicators.

    Args:
        commitments: those of one plan.

    Returns:
        Baselines by (indicator id, scope), earliest year first. Bounded or ranged figures derive nothing.
    """
    exact = [each for each in commitments if each.indicator and each.is_exact and each.target.deadline]
    totals = [each for each in exact if each.target.basis is Basis.LEVEL]
    additions = [each for each in exact if each.target.basis is Basis.INCREMENT and each.window == 1]
    derived: dict[tuple[str, str], list[Baseline]] = {}
    for total in totals:
        for addition in additions:
            if _of_one_year(total, addition):
                derived.setdefault(_measure(total), []).append(_difference(total, addition))
    return {
        measure: sorted(found, key=lambda each: (each.year or 0, each.value))
        for measure, found in derived.items()
    }


def find_inconsistencies(doc: str, commitments: tuple[Commitment, ...]) -> list[Issue]:
    """Find totals of one plan that do not differ by the addition promised between them; none is repaired."""
    derived = derive_baselines(commitments)
    totals = [
        each for each in commitments if each.indicator and each.target.basis is Basis.LEVEL and each.is_exact
    ]
    return [
        _inconsistency(doc, total, baseline)
        for total in totals
        for baseline in derived.get(_measure(total), ())
        if baseline.year == total.target.deadline and baseline.value != total.compared
    ]


def growth_per_year(value: Fraction, baseline: Baseline, deadline: int) -> Decimal | None:
    """Calculate `(v/b)^(1/(T-T0)) - 1` to six places; None where a value or the span of years is not positive."""
    years = _years(baseline, deadline)
    if years is None or value <= 0 or baseline.value <= 0:
        return None
    ratio = value / baseline.value
    with localcontext() as context:
        context.prec = _PRECISION
        growth = (Decimal(ratio.numerator) / Decimal(ratio.denominator)) ** (Decimal(1) / years) - 1
        return growth.quantize(_DIGITS)


def points_per_year(value: Fraction, baseline: Baseline, deadline: int) -> Fraction | None:
    """Calculate `(v-b)/(T-T0)`, for shares."""
    years = _years(baseline, deadline)
    return (value - baseline.value) / years if years else None


def _years(baseline: Baseline, deadline: int) -> int | None:
    """Count the years from a baseline to a deadline; None where there are none or the baseline has no year."""
    return deadline - baseline.year if baseline.year is not None and deadline > baseline.year else None


def is_share(family: str) -> bool:
    """Tell whether values of a unit family are shares, whose change is told in points."""
    return family == PERCENT


def _measure(commitment: Commitment) -> tuple[str, str]:
    return (commitment.indicator.id if commitment.indicator else "", commitment.target.scope)


def _of_one_year(total: Commitment, addition: Commitment) -> bool:
    same = (_measure(total), total.family) == (_measure(addition), addition.family)
    return same and total.target.deadline == addition.target.deadline


def _difference(total: Commitment, addition: Commitment) -> Baseline:
    evidence = (total.target.id, addition.target.id)
    return Baseline(total.compared - addition.compared, (total.target.deadline or 0) - 1, "derived", evidence)


def _inconsistency(doc: str, total: Commitment, baseline: Baseline) -> Issue:
    message = (
        f"{total.target.indicator}: {total.target.text} in {total.target.deadline}, but {baseline.evidence[0]} "
        f"less {baseline.evidence[1]} leaves {_plain(baseline.value)}"
    )
    return Issue(Severity.WARNING, "compare", message, doc, total.target.span)


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
