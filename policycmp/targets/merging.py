"""Put together what the clauses, the tables and the rest of a plan hold, each number once and under an id."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from policycmp.models import Actual, Issue, Rejection, Severity, Span, Target
from policycmp.targets.sums import find_inconsistencies
from policycmp.targets.surroundings import find_outside
from policycmp.targets.year_tables.run_together import find_run_together
from policycmp.targets.year_tables.years import UNREADABLE, Plan, judge_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PLACE = attrgetter("span")
_Judged = TypeVar("_Judged", bound=Target | Rejection)


def with_tables(
    plan: Plan, targets: Sequence[Target], rejections: Sequence[Rejection]
) -> tuple[list[Target], list[Rejection], list[Issue]]:
    """Add the figures of tables and the numbers outside the clauses.

    Args:
        plan: its text and clauses.
        targets: the commitments found in the text of the clauses.
        rejections: the numbers turned down there.

    Returns:
        The commitments and the numbers turned down, in order of place: a figure that was read in its table, or lies
        in a table that ran together, is no longer judged as text; and an issue for each table that cannot be read
        and each total that does not add up.
    """
    digits, issues = _run_together(plan)
    tables = judge_tables(plan)
    taken: list[Target | Rejection] = [
        *digits,
        *_apart(tables.targets, digits),
        *_apart(tables.rejections, digits),
    ]
    promised, named = _without_labels(_apart(targets, taken), tables.labels)
    judged: list[Target | Rejection] = [*taken, *promised, *_apart(rejections, taken)]
    judged += (plan.rejection(target.span, "name") for target in named)
    outside = [
        plan.turned_down(span, reason, None)
        for span, reason in find_outside(plan.document, plan.clauses, plan.units)
    ]
    # What lies outside the clauses can meet a table or the text of an attachment.
    judged = sorted([*judged, *_apart(outside, judged)], key=_PLACE)
    found = [one for one in judged if isinstance(one, Target)]
    turned_down = [one for one in judged if isinstance(one, Rejection)]
    issues += tables.issues
    issues += _unreported(plan, turned_down, issues)
    issues += find_inconsistencies(found)
    return found, turned_down, sorted(issues, key=attrgetter("span"))


def ids_of(targets: Iterable[Target]) -> Iterator[str]:
    """Give the ids of a plan's commitments, once they have their names: clause, indicator, ordinal among its like.

    Args:
        targets: the commitments, in order of place.
    """
    return _with_ordinals(f"{target.clause}/{_in_ids(target.indicator)}" for target in targets)


def numbered_actuals(actuals: Sequence[Actual]) -> tuple[Actual, ...]:
    """Give every result its id: clause, indicator, the year that it describes, ordinal among its like.

    Args:
        actuals: the results, in order of place.
    """
    stems = (f"{actual.clause}/{_in_ids(actual.indicator)}@{actual.year or '?'}" for actual in actuals)
    names = _with_ordinals(stems)
    return tuple(replace(actual, id=name) for actual, name in zip(actuals, names, strict=True))


def _in_ids(indicator: str) -> str:
    return indicator.replace("/", "／")


def _with_ordinals(stems: Iterable[str]) -> Iterator[str]:
    """Number what is called alike, in order."""
    seen: Counter[str] = Counter()
    for stem in stems:
        seen[stem] += 1
        yield f"{stem}/{seen[stem]}"


def _without_labels(targets: Iterable[Target], labels: Iterable[Span]) -> tuple[list[Target], list[Target]]:
    """Set apart the numbers in the labels of a table (世界500强企业数): they are part of a name."""
    spans = sorted(labels)
    parted: tuple[list[Target], list[Target]] = ([], [])
    for target in targets:
        parted[_overlaps(target.span, spans)].append(target)
    return parted


def _apart(judged: Iterable[_Judged], taken: Iterable[Target | Rejection]) -> list[_Judged]:
    """Keep what overlaps none of the spans that are taken, which do not overlap each other."""
    spans = [one.span for one in sorted(taken, key=_PLACE)]
    return [one for one in judged if not _overlaps(one.span, spans)] if spans else [*judged]


def _overlaps(span: Span, spans: Sequence[Span]) -> bool:
    index = bisect_right(spans, span)
    return any(span.overlap(other) for other in spans[max(0, index - 1) : index + 1])


def _run_together(plan: Plan) -> tuple[list[Rejection], list[Issue]]:
    """Turn down the digits of tables whose cells ran together, and report each table once."""
    rejections: list[Rejection] = []
    issues = []
    for whole, digits in find_run_together(plan.folded):
        if any(mask.span.holds(whole) for mask in plan.document.masks):
            continue
        issues.append(_issue(plan, digits[0].of(plan.folded), whole))
        rejections += (plan.rejection(span, UNREADABLE) for span in digits)
    return rejections, issues


def _unreported(plan: Plan, rejections: Iterable[Rejection], issues: Iterable[Issue]) -> list[Issue]:
    """Report the digits that no number has (3,200,360,036,002,800) outside the tables that are reported."""
    spans = sorted(issue.span for issue in issues if issue.span)
    return [
        _issue(plan, rejection.text, rejection.span)
        for rejection in rejections
        if rejection.reason == UNREADABLE and not _overlaps(rejection.span, spans)
    ]


def _issue(plan: Plan, digits: str, span: Span) -> Issue:
    message = f"digits run together, an unreadable table: {digits[:20]}"
    return Issue(Severity.WARNING, "targets", message, plan.document.doc, span)
