"""Consistency between plans of one region: a number of one year that two plans state differently."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from policycmp.models import Basis, Issue, Severity, TargetType
from policycmp.rows.numbers import format_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from policycmp.rows.baselines import Baseline
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.grounds import Grounds

_Measure = tuple[str, str, Basis | None, str, int]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A number that a plan states for a year; a baseline tells what was, a commitment what is to be."""

    doc: str
    value: Fraction
    commitment: Commitment
    is_baseline: bool


def find_conflicts(commitments: Mapping[str, tuple[Commitment, ...]], grounds: Grounds) -> list[Issue]:
    """Find numbers of one region, indicator and year on which two plans differ; none is repaired.

    Args:
        commitments: those of each plan, by its id.
        grounds: the regions and baselines of the plans.

    Returns:
        A warning where both plans promise, a note where one promises and the other's baseline tells otherwise: then
        the promise may have been missed or surpassed. Bounded and ranged numbers are not compared.
    """
    statements: defaultdict[_Measure, list[_Statement]] = defaultdict(list)
    for doc in sorted(commitments):
        for measure, statement in _statements(doc, commitments[doc], grounds):
            statements[measure].append(statement)
    return [
        _issue(measure, one, other)
        for measure in sorted(statements, key=str)
        for one, other in combinations(statements[measure], 2)
        if one.doc != other.doc and one.value != other.value and not (one.is_baseline and other.is_baseline)
        if not _agree(statements[measure], one.doc, other.doc)
    ]


def _agree(statements: list[_Statement], one: str, other: str) -> bool:
    """Tell whether two plans share any of the values that they state (a number told twice, in two ways)."""
    values = [{each.value for each in statements if each.doc == doc} for doc in (one, other)]
    return bool(values[0] & values[1])


def _statements(
    doc: str, commitments: tuple[Commitment, ...], grounds: Grounds
) -> Iterator[tuple[_Measure, _Statement]]:
    region = grounds.regions.get(doc)
    for each in commitments:
        target, indicator = each.target, each.indicator
        is_whole = target.type is TargetType.TARGET and target.binds_all and each.is_exact
        if region is None or indicator is None or not is_whole or target.deadline is None:
            continue
        if target.basis is not Basis.GROWTH and (not each.is_flow or each.window == 1):
            measure: _Measure = (region, indicator.id, target.basis, each.family, target.deadline)
            yield measure, _Statement(doc, each.compared, each, is_baseline=False)
        baseline = _own_baseline(each, grounds)
        if baseline and baseline.year is not None:
            measure = (region, indicator.id, target.basis, each.family, baseline.year)
            yield measure, _Statement(doc, baseline.value, each, is_baseline=True)


def _own_baseline(commitment: Commitment, grounds: Grounds) -> Baseline | None:
    baseline = grounds.baseline(commitment)
    return baseline if baseline and baseline.source != "context" else None


def _issue(measure: _Measure, one: _Statement, other: _Statement) -> Issue:
    year = measure[-1]
    parts = [
        f"{each.doc} {'starts from' if each.is_baseline else 'promises'} "
        f"{format_number(each.value, each.commitment.family)}"
        for each in (one, other)
    ]
    severity = Severity.NOTE if one.is_baseline or other.is_baseline else Severity.WARNING
    message = f"{other.commitment.target.indicator} in {year}: {parts[0]}, {parts[1]}"
    return Issue(severity, "compare", message, other.doc, other.commitment.target.span)
