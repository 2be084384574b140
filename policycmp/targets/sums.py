"""Totals and additions of a plan that do not add up: reported, never repaired."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models import Basis, Comparator, Issue, Severity, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# What is recognised or bred anew may have been there before; only these count what comes on top.
_ADDITION = re.compile(r"^(?:新增加?|净增加?|增加|新建成?|新设立?)")
_TOTAL = re.compile(r"(?:总数量?|总量|总户数|总家数|数量|累计|保有量|总规模|规模)$")
_PARTICLES = re.compile(r"^(?:累计|全市|全省|全县|全区)|[的\s“”\"()]")

_Key = tuple[str, str, str]


def find_inconsistencies(targets: Iterable[Target]) -> list[Issue]:
    """Check that a total is the total before it and what was added since.

    Args:
        targets: the commitments of one plan.

    Returns:
        A warning for each pair of totals of the same indicator, unit and part that differ by something else than the
        additions stated for every year between them. Bounds, ranges and rounded numbers add up to nothing exact and are
        passed over, and so is a year with two different numbers.
    """
    totals: dict[_Key, dict[int, list[Target]]] = defaultdict(lambda: defaultdict(list))
    additions: dict[_Key, dict[int, list[Target]]] = defaultdict(lambda: defaultdict(list))
    for target in targets:
        if target.comparator is not Comparator.EQ or target.deadline is None or target.per_year:
            continue
        name = fold(target.indicator).removeprefix(fold(target.scope))
        if target.basis is Basis.LEVEL:
            totals[_key(target, name)][target.deadline].append(target)
        elif target.basis is Basis.INCREMENT and (added := _ADDITION.match(name)):
            additions[_key(target, name[added.end() :])][target.deadline].append(target)
    return [
        issue
        for key, by_year in totals.items()
        if key in additions
        for issue in _broken_sums(_certain(by_year), _certain(additions[key]))
    ]


def _key(target: Target, name: str) -> _Key:
    """Tell what is counted, in which part and unit: the name without what says that it is a total."""
    return _TOTAL.sub("", _PARTICLES.sub("", name)), target.scope, target.unit


def _certain(by_year: Mapping[int, list[Target]]) -> dict[int, Target]:
    """Keep the years for which one number stands."""
    return {
        year: found[0] for year, found in sorted(by_year.items()) if len({one.value for one in found}) == 1
    }


def _broken_sums(totals: Mapping[int, Target], additions: Mapping[int, Target]) -> Iterator[Issue]:
    for (earlier, before), (later, after) in pairwise(totals.items()):
        years = range(earlier + 1, later + 1)
        if any(year not in additions for year in years):
            continue
        added = sum((additions[year].value for year in years), Decimal(0))
        if before.value + added != after.value:
            yield _issue(before, added, after, years)


def _issue(before: Target, added: Decimal, after: Target, years: range) -> Issue:
    unit = after.unit
    since = f"in {years[0]}" if len(years) == 1 else f"from {years[0]} to {years[-1]}"
    message = (
        f"{after.indicator} does not add up: {before.value:f}{unit} by {before.deadline} and {added:f}{unit} added "
        f"{since} make {before.value + added:f}{unit}, the plan says {after.value:f}{unit} by {after.deadline}"
    )
    return Issue(Severity.WARNING, "targets", message, after.doc, after.span)
