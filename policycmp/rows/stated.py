"""Baselines that a plan states in so many words: 由70%提高到80%, 达到500家、比2019年增长25%."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from policycmp.language.quantities import find_quantities
from policycmp.language.text import fold
from policycmp.models import Basis
from policycmp.rows.baselines import Baseline
from policycmp.rows.units import PERCENT, TIMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Analysis, Rejection
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.units import Units

_REASON = "base value"
_BREAK = re.compile(r"[。;!?\n]")
# The year of a base value stands in its own phrase: 由2019年的70%, 从上年底的70%.
_YEAR = re.compile(r"(?:由|从)[^,;。]{0,6}?(?:(?P<year>20\d\d)年|(?P<last>上年|去年))[^,;。]{0,10}$")
_CHANGES = (Basis.INCREMENT, Basis.GROWTH)


def find_stated_baselines(
    analysis: Analysis, commitments: tuple[Commitment, ...], units: Units
) -> dict[str, Baseline]:
    """Find the baselines that a plan states beside its totals.

    Args:
        analysis: the plan; a base value is among its rejections.
        commitments: those of the plan.
        units: the unit families.

    Returns:
        By the id of the total, its baseline; the year is None where the plan names none.
    """
    totals = [each for each in commitments if each.target.basis is Basis.LEVEL and each.indicator]
    found = {total.target.id: baseline for total, baseline in _from_changes(totals, commitments)}
    bases = [rejection for rejection in analysis.rejections if rejection.reason == _REASON]
    for base in bases:
        total = _total_after(base, totals, analysis)
        if total and (baseline := _baseline(base, total, analysis, units)):
            found[total.target.id] = baseline
    return found


def _from_changes(
    totals: list[Commitment], commitments: tuple[Commitment, ...]
) -> Iterator[tuple[Commitment, Baseline]]:
    """Work back from a total and its change since a named year: 500 firms, 25 % more than in 2019."""
    changes = [each for each in commitments if each.target.basis in _CHANGES and each.since and each.is_exact]
    for total in totals:
        for change in changes:
            same = total.indicator is change.indicator and total.target.scope == change.target.scope
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
        each
        for each in totals
        if each.target.clause == base.clause and each.target.span.start >= base.span.end
    ]
    nearest = min(later, key=lambda each: each.target.span.start, default=None)
    if nearest is None:
        return None
    between = fold(analysis.document.text[base.span.end : nearest.target.span.start])
    return None if _BREAK.search(between) else nearest


def _baseline(base: Rejection, total: Commitment, analysis: Analysis, units: Units) -> Baseline | None:
    folded = fold(base.text)
    quantities = find_quantities(folded, units.words)
    if len(quantities) != 1 or not units.is_of(total.family, quantities[0].unit):
        return None
    value = Fraction(quantities[0].value) * Fraction(units.factor(total.family, quantities[0].unit))
    year = _base_year(base, analysis)
    return Baseline(value, year, "stated", (total.target.id,), base.span)


def _base_year(base: Rejection, analysis: Analysis) -> int | None:
    before = fold(analysis.document.text[max(0, base.span.start - 30) : base.span.start])
    match = _YEAR.search(before)
    if match is None:
        return None
    if match["year"]:
        return int(match["year"])
    issued = analysis.metadata.year
    return None if issued is None else issued - 1
