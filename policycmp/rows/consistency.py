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
        _issue(measure, former, latter)
        for measure in sorted((measure for measure in statements if len(statements[measure]) > 1), key=str)
        for former, latter in _conflicting(statements[measure])
    ]


def _conflicting(statements: list[_Statement]) -> Iterator[tuple[_Statement, _Statement]]:
    """Pair the numbers of plans that share none of the values they state (a number may be told twice, in two ways)."""
    values: defaultdict[str, set[Fraction]] = defaultdict(set)
    for statement in statements:
        values[statement.doc].add(statement.value)
    for former, latter in combinations(statements, 2):
        is_promised = not (former.is_baseline and latter.is_baseline)
        if former.doc != latter.doc and is_promised and values[former.doc].isdisjoint(values[latter.doc]):
            yield former, latter


def _statements(
    doc: str, commitments: tuple[Commitment, ...], grounds: Grounds
) -> Iterator[tuple[_Measure, _Statement]]:
    region = grounds.regions.get(doc)
    for commitment in commitments:
        target, indicator = commitment.target, commitment.indicator
        is_whole = target.type is TargetType.TARGET and target.binds_all and commitment.is_exact
        if region is None or indicator is None or not is_whole or target.deadline is None:
            continue
        if target.basis is not Basis.GROWTH and (not commitment.is_flow or commitment.window == 1):
            measure: _Measure = (region, indicator.id, target.basis, commitment.family, target.deadline)
            yield measure, _Statement(doc, commitment.compared, commitment, is_baseline=False)
        baseline = _own_baseline(commitment, grounds)
        if baseline and baseline.year is not None:
            measure = (region, indicator.id, target.basis, commitment.family, baseline.year)
            yield measure, _Statement(doc, baseline.value, commitment, is_baseline=True)


def _own_baseline(commitment: Commitment, grounds: Grounds) -> Baseline | None:
    baseline = grounds.baseline(commitment)
    return baseline if baseline and baseline.source != "context" else None


def _issue(measure: _Measure, former: _Statement, latter: _Statement) -> Issue:
    year = measure[-1]
    parts = [
        f"{statement.doc} {'starts from' if statement.is_baseline else 'promises'} "
        f"{format_number(statement.value, statement.commitment.family)}"
        for statement in (former, latter)
    ]
    severity = Severity.NOTE if former.is_baseline or latter.is_baseline else Severity.WARNING
    message = f"{latter.commitment.target.indicator} in {year}: {parts[0]}, {parts[1]}"
    return Issue(severity, "compare", message, latter.doc, latter.commitment.target.span)
