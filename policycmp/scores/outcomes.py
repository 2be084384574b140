"""Promise and outcome: what became of what a region promised, by what its later texts report (guide: methods)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from policycmp.models import Actual, Basis, Comparator, Region, Span, TargetType
from policycmp.rows.commitments import align_actuals, align_plans
from policycmp.rows.units import PERCENT, POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policycmp.config import Config
    from policycmp.models import Analysis, Corpus
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.context import Context

# How far an outcome may stay behind 左右, and how far beyond a promise it is exceeded: a part, or points of a rate.
_ABOUT, _ABOUT_POINTS = Fraction(1, 20), Fraction(1, 2)
_BEYOND, _BEYOND_POINTS = Fraction(1, 10), Fraction(1)
_RATES = frozenset({PERCENT, POINTS})
_AT_MOST = frozenset({Comparator.LE, Comparator.LT})
_AT_LEAST = frozenset({Comparator.GE, Comparator.GT})
CONTEXT = "context"


class Verdict(StrEnum):
    """What became of a promise."""

    EXCEEDED = "exceeded"
    REACHED = "reached"
    MISSED = "missed"
    UNCLEAR = "unclear"
    ON_COURSE = "on course"
    BEHIND = "behind"
    NOT_DUE = "not due"
    NOT_REPORTED = "not reported"
    NO_LONGER_SET = "no longer set"


@dataclass(frozen=True, slots=True)
class Result:
    """An actual, read as the commitment that it would be, so that its number is in the base unit of its family.

    `source` tells where it stands: a text, or a statistical table that the user gave.
    """

    actual: Actual
    commitment: Commitment
    source: str = "text"

    @property
    def value(self) -> Fraction:
        """The number in the base unit of its family."""
        return Fraction(self.commitment.low)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A promise with what is known of its outcome.

    `results` are those of the deadline's year, of which the last counts; where there is none yet, the latest before
    it. `baseline` is the one that the line to the target starts from, `replaced` the later promise for the same year.
    """

    promise: Commitment
    verdict: Verdict
    results: tuple[Result, ...] = ()
    baseline: Result | None = None
    replaced: Commitment | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """What one region promised and reported over the years.

    Attributes:
        region: the region.
        docs: its texts, the earliest first; those without a year are left out and stand in `undated`.
        outcomes: a line for each number promised for a year, in the order of texts and places.
        series: what was reported, by what is counted and measured, the earliest year first.
        undated: texts whose year is unknown.
        unjudged: how many promises name no year or nothing that is known to be counted.
    """

    region: Region
    docs: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    series: Mapping[Measured, tuple[Result, ...]]
    undated: tuple[str, ...] = ()
    unjudged: int = 0

    def series_of(self, promise: Commitment) -> tuple[Result, ...]:
        """Give what was reported of the thing that a promise is about, year by year."""
        found = {id(one): one for key in measured(promise) for one in self.series.get(key, ())}
        return tuple(found.values())


# What is counted (an indicator's id), its basis, its unit family, and whether it is a mean over years.
Measured = tuple[str, Basis | None, str, bool]


def measured(commitment: Commitment) -> tuple[Measured, ...]:
    """Say what a number measures, kind by kind: a promise and a result belong together when one is the same."""
    target = commitment.target
    is_mean = target.per_year and target.basis is Basis.GROWTH
    return tuple((kind.id, target.basis, commitment.family, is_mean) for kind in commitment.kinds)


def track_outcomes(corpus: Corpus, config: Config, context: Context | None = None) -> tuple[Track, ...]:
    """Lay what regions promised beside what they reported.

    Args:
        corpus: texts of several years, analyzed with their actuals.
        config: the vocabulary and units.
        context: figures of a statistical table, which count as reported and are marked as such.

    Returns:
        A track a region, by its code; texts of no known region stand together under an empty one.
    """
    by_region: defaultdict[tuple[str, str], list[Analysis]] = defaultdict(list)
    for analysis in corpus.analyses:
        region = analysis.metadata.region
        by_region[region.code or "", region.name or ""].append(analysis)
    return tuple(_track(by_region[key], config, context) for key in sorted(by_region))


def _track(analyses: Sequence[Analysis], config: Config, context: Context | None) -> Track:
    dated = sorted((year, one.doc, one) for one in analyses if (year := one.metadata.label_year) is not None)
    texts = [analysis for _, _, analysis in dated]
    region = analyses[0].metadata.region
    promised = {one.doc: commitments for one, commitments in align_plans(texts, config)}
    results = [*_reported(texts, config), *_of_context(region, promised, context)]
    series: defaultdict[Measured, list[Result]] = defaultdict(list)
    for result in results:
        for key in measured(result.commitment):
            series[key].append(result)
    for reported in series.values():
        reported.sort(key=lambda result: result.actual.year or 0)
    judge = _Judge({doc: year for year, doc, _ in dated}, promised, series)
    promises = [one for doc in judge.years for one in _distinct(promised[doc])]
    judged = [one for one in promises if one.target.deadline is not None and one.kinds]
    return Track(
        region,
        tuple(judge.years),
        tuple(map(judge.outcome, judged)),
        {key: tuple(reported) for key, reported in series.items()},
        tuple(one.doc for one in analyses if one.metadata.label_year is None),
        len(promises) - len(judged),
    )


def _distinct(commitments: Iterable[Commitment]) -> Iterator[Commitment]:
    """Keep the targets for the whole jurisdiction, a number that is told again only once."""
    seen = set()
    for commitment in commitments:
        target = commitment.target
        if target.type is not TargetType.TARGET or not target.binds_all:
            continue
        what = (measured(commitment) or commitment.name, target.deadline, commitment.low, commitment.high)
        if what not in seen:
            seen.add(what)
            yield commitment


def _reported(texts: Sequence[Analysis], config: Config) -> Iterator[Result]:
    """Align what texts report as what they promise is; parts of the jurisdiction are left out."""
    for analysis, aligned in align_actuals(texts, config):
        actuals = {actual.id: actual for actual in analysis.actuals}
        for commitment in aligned:
            actual = actuals[commitment.target.id]
            if actual.binds_all and actual.year is not None:
                yield Result(actual, commitment)


def _of_context(
    region: Region, promised: Mapping[str, Sequence[Commitment]], context: Context | None
) -> Iterator[Result]:
    """Take the figures of a table for what is promised, as states of their year."""
    if context is None or region.code is None:
        return
    wanted = {
        kind.id: commitment
        for commitments in promised.values()
        for commitment in commitments
        for kind in commitment.kinds
        if commitment.target.basis is Basis.LEVEL
    }
    for figure in context.figures:
        like = wanted.get(figure.measure)
        if figure.region != region.code or like is None:
            continue
        target = like.target
        value = like.low.__class__(figure.value.numerator) / figure.value.denominator
        actual = Actual(
            f"{CONTEXT}/{figure.measure}@{figure.year}", CONTEXT, "", Span(0, 0), str(value), figure.source,
            target.indicator, "self", Comparator.EQ, value, None, target.unit, Basis.LEVEL, False, figure.year,
        )  # fmt: skip
        yield Result(actual, replace(like, target=actual.as_target, low=value, high=None), CONTEXT)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges the promises of one region: `years` are those of its texts by id, in their order."""

    years: Mapping[str, int]
    promised: Mapping[str, Sequence[Commitment]]
    series: Mapping[Measured, Sequence[Result]]

    def outcome(self, promise: Commitment) -> Outcome:
        """Find what became of a promise."""
        results = [one for key in measured(promise) for one in self.series.get(key, ())]
        final = tuple(self._in_order(one for one in results if _is_outcome(one, promise)))
        if final:
            return Outcome(promise, _verdict_of_last(promise, final), final)
        if replaced := self._replaced(promise):
            return Outcome(promise, Verdict.NO_LONGER_SET, replaced=replaced)
        due = promise.target.deadline or 0
        if any(year > due for year in self.years.values()):
            return Outcome(promise, Verdict.NOT_REPORTED)
        return self._ahead(promise, results)

    def _in_order(self, results: Iterable[Result]) -> list[Result]:
        """Sort results by the year of their text: of a preliminary and a final number the later text counts."""
        return sorted(results, key=lambda one: (self.years.get(one.actual.doc, 0), one.actual.span))

    def _replaced(self, promise: Commitment) -> Commitment | None:
        """Find another number that a later text sets for the same thing and year."""
        made = self.years[promise.target.doc]
        for doc, year in self.years.items():
            if year <= made:
                continue
            for other in self.promised[doc]:
                if _is_same_promise(promise, other):
                    return None if other.low == promise.low and other.high == promise.high else other
        return None

    def _ahead(self, promise: Commitment, results: Sequence[Result]) -> Outcome:
        """Tell how far a state has come whose year lies ahead, on the line from its baseline to the target."""
        made, due = self.years[promise.target.doc], promise.target.deadline or 0
        states = [one for one in self._in_order(results) if (one.actual.year or 0) < due]
        earlier = [one for one in states if (one.actual.year or 0) < made]
        later = [one for one in states if (one.actual.year or 0) >= made]
        if promise.target.basis is not Basis.LEVEL or not earlier or not later:
            alike = [one for one in states if _covers_alike(one, promise)]
            return Outcome(promise, Verdict.NOT_DUE, tuple(alike[-1:]))
        baseline = max(earlier, key=lambda one: one.actual.year or 0)
        latest = max(later, key=lambda one: one.actual.year or 0)
        start, now = baseline.actual.year or 0, latest.actual.year or 0
        way = Fraction(now - start, due - start)
        line = baseline.value + (promise.compared - baseline.value) * way
        lead = line - latest.value if _wants_less(promise) else latest.value - line
        verdict = Verdict.ON_COURSE if lead >= 0 else Verdict.BEHIND
        return Outcome(promise, verdict, (latest,), baseline)


def _is_same_promise(promise: Commitment, other: Commitment) -> bool:
    return (
        other.target.type is TargetType.TARGET
        and other.target.binds_all
        and other.target.deadline == promise.target.deadline
        and not set(measured(promise)).isdisjoint(measured(other))
        and (promise.target.basis is Basis.LEVEL or promise.window == other.window)
    )


def _is_outcome(result: Result, promise: Commitment) -> bool:
    """Tell whether a result is of the year, or of all the years, that a promise is for."""
    actual, target = result.actual, promise.target
    return actual.year == target.deadline and _covers_alike(result, promise)


def _covers_alike(result: Result, promise: Commitment) -> bool:
    """Tell whether a result covers as many years as a promise is for; a state is of one."""
    actual, target = result.actual, promise.target
    if target.basis is Basis.LEVEL or (target.per_year and target.basis is Basis.GROWTH):
        return True
    years = promise.window
    if years is None:
        return False
    covered = 1 if actual.since is None else (actual.year or 0) - actual.since + 1
    return covered == (1 if target.per_year else years)


def _verdict_of_last(promise: Commitment, results: Sequence[Result]) -> Verdict:
    """Judge by the last text that tells; where it gives two numbers that judge differently, nobody can say."""
    last = results[-1].actual.doc
    verdicts = {_verdict(promise, one) for one in results if one.actual.doc == last}
    return verdicts.pop() if len(verdicts) == 1 else Verdict.UNCLEAR


def _verdict(promise: Commitment, result: Result) -> Verdict:
    """Hold a result against a promise."""
    is_lower = _wants_less(promise)
    promised = _promised(promise, is_lower)
    lead = promised - result.value if is_lower else result.value - promised
    is_rate = promise.family in _RATES
    slack = Fraction(0)
    if promise.target.comparator is Comparator.APPROX:
        slack = _ABOUT_POINTS if is_rate else abs(promised) * _ABOUT
    if lead < -slack:
        bound = result.actual.comparator
        open_end = bound in (_AT_MOST if is_lower else _AT_LEAST)
        return Verdict.UNCLEAR if open_end else Verdict.MISSED
    beyond = _BEYOND_POINTS if is_rate else abs(promised) * _BEYOND
    return Verdict.EXCEEDED if lead > beyond else Verdict.REACHED


def _promised(promise: Commitment, is_lower: bool) -> Fraction:
    """Take the end of a range that promises less."""
    return Fraction(promise.high if is_lower and promise.high is not None else promise.low)


def _wants_less(promise: Commitment) -> bool:
    """Tell whether less is better: a cap says so itself, else what is counted."""
    return promise.target.comparator in _AT_MOST or promise.is_better_lower
