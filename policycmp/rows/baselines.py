"""Baselines that a plan gives itself, in so many words or between its lines, and growth from them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.quantities import find_quantities
from policycmp.language.text import fold
from policycmp.models import Basis, Issue, Severity
from policycmp.models.number_particulars import BaseValue
from policycmp.rows.units import PERCENT, TIMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycmp.models import Analysis, Rejection, Span
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.context import Figure
    from policycmp.rows.units import Units


_PRECISION = 40
_DIGITS = Decimal("0.000001")

_REASON = "base value"
_BREAK = re.compile(r"[。;!?\n]")
# The year of a base value stands in its own phrase: 由2019年的70%, 从上年底的70%.
_YEAR = re.compile(r"(?:由|从)[^,;。]{0,6}?(?:(?P<year>20\d\d)年|(?P<last>上年|去年))[^,;。]{0,10}$")
_CHANGES = (Basis.INCREMENT, Basis.GROWTH)


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
    exact = [
        commitment
        for commitment in commitments
        if commitment.indicator and commitment.is_exact and commitment.target.deadline
    ]
    totals = [commitment for commitment in exact if commitment.target.basis is Basis.LEVEL]
    additions: defaultdict[tuple[object, ...], list[Commitment]] = defaultdict(list)
    for commitment in exact:
        if commitment.target.basis is Basis.INCREMENT and commitment.window == 1:
            additions[_of_a_year(commitment)].append(commitment)
    derived: dict[tuple[str, str], list[Baseline]] = {}
    for total in totals:
        year = total.target.deadline
        for addition in additions.get(_of_a_year(total), ()):
            if year is not None:
                evidence = (total.target.id, addition.target.id)
                before = Baseline(total.compared - addition.compared, year - 1, "derived", evidence)
                derived.setdefault(_measure(total), []).append(before)
    return {
        measure: sorted(baselines, key=lambda baseline: (baseline.year or 0, baseline.value))
        for measure, baselines in derived.items()
    }


def find_inconsistencies(
    doc: str,
    commitments: tuple[Commitment, ...],
    derived: Mapping[tuple[str, str], list[Baseline]],
) -> list[Issue]:
    """Find totals of one plan that do not differ by the addition promised between them; none is repaired.

    Args:
        doc: the plan.
        commitments: those of the plan.
        derived: its baselines (`derive_baselines`).
    """
    totals = [
        commitment
        for commitment in commitments
        if commitment.indicator and commitment.target.basis is Basis.LEVEL and commitment.is_exact
    ]
    return [
        _inconsistency(doc, total, baseline)
        for total in totals
        for baseline in derived.get(_measure(total), ())
        if baseline.year == total.target.deadline and baseline.value != total.compared
    ]


def growth_per_year(value: Fraction, baseline: Fraction, years: int) -> Decimal | None:
    """Calculate `(v/b)^(1/years) - 1` to six places; None where a value is not positive."""
    if value <= 0 or baseline <= 0:
        return None
    ratio = value / baseline
    with localcontext() as context:
        context.prec = _PRECISION
        growth = (Decimal(ratio.numerator) / Decimal(ratio.denominator)) ** (Decimal(1) / years) - 1
        return growth.quantize(_DIGITS)


def _measure(commitment: Commitment) -> tuple[str, str]:
    return (commitment.indicator.id if commitment.indicator else "", commitment.target.scope)


def _of_a_year(commitment: Commitment) -> tuple[object, ...]:
    """Tell what two numbers must share for one to be the other's growth within a year."""
    return (_measure(commitment), commitment.family, commitment.target.deadline)


def _inconsistency(doc: str, total: Commitment, baseline: Baseline) -> Issue:
    message = (
        f"{total.target.indicator}: {total.target.text} in {total.target.deadline}, but {baseline.evidence[0]} "
        f"less {baseline.evidence[1]} leaves {_plain(baseline.value)}"
    )
    return Issue(Severity.WARNING, "compare", message, doc, total.target.span)


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


def find_stated_baselines(
    analysis: Analysis, commitments: tuple[Commitment, ...], units: Units
) -> dict[str, Baseline]:
    """Find the baselines that a plan states beside its totals.

    Args:
        analysis: the plan.
        commitments: those of the plan.
        units: the unit families.

    Returns:
        By the id of the total, its baseline; the year is None where the plan names none.
    """
    if (known := analysis.particulars) is None:
        bases = find_base_values(analysis, commitments, units)
    else:
        bases = {identifier: one.base for identifier, one in known.items() if one.base is not None}
    from_changes = _from_changes(_totals(commitments), commitments)
    return {total.target.id: baseline for total, baseline in from_changes} | {
        total: Baseline(base.value, base.year, "stated", (total,), base.span) for total, base in bases.items()
    }


def find_base_values(
    analysis: Analysis, commitments: tuple[Commitment, ...], units: Units
) -> dict[str, BaseValue]:
    """Find the base values that a plan states before its totals, in the same sentence.

    Args:
        analysis: the plan; a base value is among its rejections.
        commitments: those of the plan.
        units: the unit families.

    Returns:
        By the id of the total, its base value.
    """
    totals = _totals(commitments)
    bases: dict[str, BaseValue] = {}
    for rejection in analysis.rejections:
        if rejection.reason == _REASON:
            total = _total_after(rejection, totals, analysis)
            if total and (base := _base_value(rejection, total, analysis, units)):
                bases[total.target.id] = base
    return bases


def _totals(commitments: tuple[Commitment, ...]) -> list[Commitment]:
    return [one for one in commitments if one.target.basis is Basis.LEVEL and one.indicator]


def _from_changes(
    totals: list[Commitment], commitments: tuple[Commitment, ...]
) -> Iterator[tuple[Commitment, Baseline]]:
    """Work back from a total and its change since a named year: 500 firms, 25 % more than in 2019."""
    changes = [
        commitment
        for commitment in commitments
        if commitment.target.basis in _CHANGES and commitment.since and commitment.is_exact
    ]
    for total in totals:
        for change in changes:
            same = total.subject == change.subject and total.target.scope == change.target.scope
            value = _before(total, change)
            if same and total.is_exact and total.target.deadline == change.target.deadline and value:
                yield total, Baseline(value, change.since, "stated", (total.target.id, change.target.id))


def _before(total: Commitment, change: Commitment) -> Fraction | None:
    if change.target.basis is Basis.INCREMENT:
        return Fraction(total.low) - Fraction(change.low) if change.family == total.family else None
    factor = {PERCENT: 1 + Fraction(change.low) / 100, TIMES: Fraction(change.low)}.get(change.family)
    return Fraction(total.low) / factor if factor else None


def _total_after(base: Rejection, totals: list[Commitment], analysis: Analysis) -> Commitment | None:
    """Take the next total of the same sentence."""
    later = [
        commitment
        for commitment in totals
        if commitment.target.clause == base.clause and commitment.target.span.start >= base.span.end
    ]
    nearest = min(later, key=lambda commitment: commitment.target.span.start, default=None)
    if nearest is None:
        return None
    between = fold(analysis.document.text[base.span.end : nearest.target.span.start])
    return None if _BREAK.search(between) else nearest


def _base_value(base: Rejection, total: Commitment, analysis: Analysis, units: Units) -> BaseValue | None:
    folded = fold(base.text)
    quantities = find_quantities(folded, units.words)
    if len(quantities) != 1 or not units.is_of(total.family, quantities[0].unit):
        return None
    value = Fraction(quantities[0].value) * Fraction(units.factor(total.family, quantities[0].unit))
    return BaseValue(value, _base_year(base, analysis), base.span)


def _base_year(base: Rejection, analysis: Analysis) -> int | None:
    before = fold(analysis.document.text[max(0, base.span.start - 30) : base.span.start])
    match = _YEAR.search(before)
    if match is None:
        return None
    if match["year"]:
        return int(match["year"])
    issued = analysis.metadata.year
    return None if issued is None else issued - 1
