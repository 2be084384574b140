"""Commitments: targets aligned to their indicators, in the base unit of their family, with their window."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models import Basis, Comparator, Counted
from policycmp.models.number_particulars import OwnWords, Particulars
from policycmp.rows.indicators import Indicators, joined
from policycmp.rows.particulars import find_own_words
from policycmp.rows.units import Units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from policycmp.config import Config
    from policycmp.models import Actual, Analysis, Clause, Corpus, Document, Span, Target
    from policycmp.rows.context import Figure
    from policycmp.rows.indicators import Indicator


# Shorter names (项目, 企业) say too little to put two plans into one row.
_TELLING = 4
_FLOWS = (Basis.INCREMENT, Basis.GROWTH)
# Plans promise the same numbers again and again.
_fraction = lru_cache(maxsize=4096)(Fraction)
Subject = tuple[str, str, str]
_UNNAMED = Counted()
_NO_WORDS = OwnWords()

_YEAR = re.compile(
    r"(?=[到至截\s2])(?P<by>到|至|截至|截止)?\s?(?:(?P<first>20\d\d)\s?年?\s?[-~—–至到]{1,2}\s?)?"
    r"(?P<year>20\d\d)\s?年(?P<end>底前|底|末|前|之前|以前)?"
)
_YEARS_AHEAD = re.compile(
    r"(?:通过|经过|用|力争|未来|今后)?\s?[1-9一二两三四五六七八十]\s?(?:至|-)?[1-9一二两三四五六七八十]?\s?年(?:左右)?(?:之?内|时间|努力|左右)"
)
# What a change is measured against: 比2019年增长, 较上年提高; a few words may stand between it and the number.
_BASE_YEAR = re.compile(
    r"(?:比|较|与|同|在(?=(?:20\d\d|上|去)年[底末]?的?基础上))(?:(?P<year>20\d\d)年|(?P<last>上年|去年|上一年))(?:底|末)?(?:度|同期)?"
    r"(?:的?基础上|水平|相比)?[^。;\d]{0,16}$"
)
_LONGEST_BASE = 40
# A number of how much something falls, not of what is left.
_FALL = re.compile(r"(?:下降|降低|减少|压减|削减|降幅)[^,;。]{0,6}$")
# How far before a number its time may stand; no clause of a plan is longer.
_FARTHEST = 5000


@dataclass(frozen=True, slots=True)
class Commitment:
    """A target as it is compared. `name` stands for the indicator of an unaligned one; `window` counts years.

    `compared` is the number compared: of a range the end that promises less, of an addition that of a year, of a
    converted amount the share.
    `kinds` are the indicators of the things under one number, one of them as a rule; `indicator` is that of all.
    `since` is the year that the plan itself compares with (比2019年增长); `denominator` is what a converted amount,
    which `low` and `high` keep, is divided by; `own` are the plan's words beside those for the thing counted.
    `is_joined` tells that another commitment's indicator stands for its own, likely the same in other words;
    `joined_from` is its own.
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
    kinds: tuple[Indicator, ...] = ()
    own: OwnWords = _NO_WORDS
    is_joined: bool = False
    joined_from: Indicator | None = None
    compared: Fraction = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Reckon the number compared."""
        object.__setattr__(self, "compared", self._compared())

    @property
    def is_converted(self) -> bool:
        """Whether the plan states an amount, which a figure of the context has turned into this share."""
        return self.denominator is not None

    @property
    def subject(self) -> Subject:
        """What it is about: commitments of one subject may share rows."""
        return (self.indicator.id if self.indicator else "", self.name, self.target.type)

    @property
    def own_id(self) -> str | None:
        """The id of its own indicator, whatever it was joined to."""
        own = self.joined_from if self.is_joined else self.indicator
        return own.id if own else None

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What it is about, kind by kind."""
        if len(self.kinds) < 2:  # noqa: PLR2004
            return (self.subject,)
        return tuple((kind.id, "", self.target.type) for kind in self.kinds)

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

    def _compared(self) -> Fraction:
        is_upper_end = self.high is not None and self.is_better_lower
        value = _fraction(self.high if is_upper_end and self.high is not None else self.low)
        if self.denominator is not None:
            return 100 * value / self.denominator.value
        return value / self.window if self.window and self.is_annualized else value

    @property
    def is_better_lower(self) -> bool:
        """Whether less is more: of what should fall, unless the number is that of the fall itself (能耗下降15%)."""
        return is_better_lower(self.target, self.indicator)

    @property
    def is_fall(self) -> bool:
        """Whether a change is one for less (下降15%)."""
        return self.is_flow and _FALL.search(_before_number(self.target)) is not None

    @property
    def is_exact(self) -> bool:
        """Whether one number is stated without a bound."""
        return self.target.comparator is Comparator.EQ


def _may_meet(target: Target, name: str) -> bool:
    """Tell whether a number may share a row by its name alone: nobody has said what it counts, and the name tells."""
    return target.counts == _UNNAMED and len(name) >= _TELLING


def is_better_lower(target: Target, indicator: Indicator | None) -> bool:
    """Tell whether less of a number is more ambitious."""
    if indicator is None or indicator.direction != "down":
        return False
    return target.basis not in _FLOWS or _FALL.search(_before_number(target)) is None


def _before_number(target: Target) -> str:
    return fold(target.quote.partition(target.text)[0])


def find_commitments(corpus: Corpus, config: Config) -> dict[str, tuple[Commitment, ...]]:
    """Align every target of every plan.

    Returns:
        The commitments of each plan by its id, in the order of their place.
    """
    return {analysis.doc: commitments for analysis, commitments in align_plans(corpus.stating(), config)}


def align_plans(
    analyses: Iterable[Analysis], config: Config
) -> Iterator[tuple[Analysis, tuple[Commitment, ...]]]:
    """Align the targets of plans, one plan after the other as it is asked for."""
    units = Units(config)
    indicators = Indicators(config, units)
    return ((analysis, align_plan(analysis, indicators, units)) for analysis in analyses)


def align_actuals(
    analyses: Iterable[Analysis], config: Config
) -> Iterator[tuple[Analysis, tuple[Commitment, ...]]]:
    """Align what plans report as reached in the form of the targets that it would be, one plan after the other."""
    units = Units(config)
    indicators = Indicators(config, units)
    for analysis in analyses:
        promised = replace(
            analysis, targets=tuple(actual.as_target for actual in analysis.actuals), particulars=None
        )
        yield analysis, align_plan(promised, indicators, units)


def align_plan(analysis: Analysis, indicators: Indicators, units: Units) -> tuple[Commitment, ...]:
    """Align the targets of one plan, in the order of their place."""
    region = analysis.metadata.region.short_name
    targets = sorted(analysis.targets, key=lambda target: (target.span, target.id))
    read = _particulars_of(analysis, indicators, region)
    return tuple(_commitment(target, read(target), indicators, units, region) for target in targets)


def _particulars_of(
    analysis: Analysis, indicators: Indicators, region: str | None
) -> Callable[[Target], Particulars]:
    """Give what tells the particulars of a commitment of a plan: they were read before, or are in its text."""
    if (known := analysis.particulars) is not None:
        return lambda target: known[target.id]
    windows = Windows(analysis)
    return lambda target: Particulars(
        windows.find_window(target),
        windows.find_base_year(target),
        find_own_words(target, windows.folded, indicators.words(target.counts), region),
    )


def _commitment(
    target: Target, particulars: Particulars, indicators: Indicators, units: Units, region: str | None
) -> Commitment:
    kinds, name = indicators.of(target, region)
    indicator = joined(kinds)
    if indicator and not indicator.is_known_by_name:
        family = units.family_of_counted(target, indicator.units)
    else:
        family = units.family(target, indicator.unit if indicator else None) or target.unit
    factor = units.factor(family, target.unit)
    return Commitment(
        target=target,
        indicator=indicator,
        name=name if indicator or _may_meet(target, name) else f"{name}#{target.id}",
        family=family,
        low=_times(target.value, factor),
        high=None if target.value_max is None else _times(target.value_max, factor),
        window=particulars.window,
        since=particulars.since,
        kinds=kinds,
        own=particulars.own,
    )


def _times(value: Decimal, factor: Decimal) -> Decimal:
    """Count in base units; most numbers are in one, and there may be hundreds of thousands."""
    return value if factor == 1 else value * factor


class Windows:
    """Finds windows in one plan, whose clauses it looks up by id."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self.folded = fold(analysis.document.text) if analysis.targets else ""
        self._clauses = {clause.id: clause for clause in analysis.clauses}
        self._issued = analysis.metadata.year

    def find_window(self, target: Target) -> int | None:
        """Count the years over which an addition is made or a growth is reached.

        Each year, and one named year (`2020年新增`), are one; `到2022年` runs from the plan's year of issue;
        `2018-2020年` says it itself.

        Returns:
            The number of years, at least 1; None where the deadline or the year of issue is unknown.
        """
        if target.per_year:
            return 1
        if target.deadline is None:
            return None
        if target.basis in _FLOWS and (base := self.find_base_year(target)) is not None:
            return target.deadline - base
        year = str(target.deadline)
        for text in self._places(target):
            if year not in text:
                continue
            if phrases := [match for match in _YEAR.finditer(text) if match["year"] == year]:
                return self._window(phrases[-1], target.deadline)
        return self._from_issue(target.deadline)

    def find_base_year(self, target: Target) -> int | None:
        """Find the year that the plan sets the number against (比2019年增长), before its deadline.

        Returns:
            The year; that before the deadline for 上年; None where none is stated.
        """
        clause = self._clauses.get(target.clause)
        if clause is None or target.deadline is None:
            return None
        before = self._before(target, clause, _LONGEST_BASE)
        match = _BASE_YEAR.search(before) if "年" in before else None
        if match is None:
            return None
        year = int(match["year"]) if match["year"] else target.deadline - 1
        return year if year < target.deadline else None

    def _places(self, target: Target) -> Iterator[str]:
        """Yield where the time may be stated, folded, nearest first: before the number, the headings, the title."""
        clause = self._clauses.get(target.clause)
        if clause:
            yield self._before(target, clause)
            before = self._analysis.document.text[self._reach(target, clause)]
            if "年" not in before or not _YEARS_AHEAD.search(before):
                yield from map(fold, reversed((*clause.path, clause.heading)))
                yield fold(self._analysis.metadata.title or "")

    def _before(self, target: Target, clause: Clause, farthest: int = _FARTHEST) -> str:
        return self.folded[self._reach(target, clause, farthest)]

    @staticmethod
    def _reach(target: Target, clause: Clause, farthest: int = _FARTHEST) -> slice:
        return slice(max(clause.span.start, target.span.start - farthest), target.span.start)

    def _window(self, phrase: re.Match[str], deadline: int) -> int | None:
        if phrase["first"]:
            return max(1, deadline - int(phrase["first"]) + 1)
        return self._from_issue(deadline) if phrase["by"] or phrase["end"] else 1

    def _from_issue(self, deadline: int) -> int | None:
        return None if self._issued is None else max(1, deadline - self._issued)


def target_data(target: Target, indicator_id: str | None, document: Document | None = None) -> dict[str, Any]:
    """Give the JSON object of a commitment.

    Args:
        target: the commitment.
        indicator_id: the indicator that it was aligned to.
        document: its plan; where it has pages, the number's page and boxes are given.
    """
    return {
        "id": target.id,
        "doc": target.doc,
        "clause": target.clause,
        "start": target.span.start,
        "end": target.span.end,
        "text": target.text,
        "quote": target.quote,
        "type": target.type.value,
        "indicator": target.indicator,
        "scope": target.scope,
        "comparator": target.comparator.value,
        "value": target.value,
        "value_max": target.value_max,
        "unit": target.unit,
        "basis": target.basis.value if target.basis else None,
        "per_year": target.per_year,
        "deadline": target.deadline,
        "strength": target.strength.value,
        "topics": list(target.topics),
        "indicator_id": indicator_id,
        "reasons": list(target.reasons),
        "counts": counts_data(target.counts),
        "confidence": confidence_data(target.confidence),
        **(place_data(document, target.span) if document else {}),
    }


def confidence_data(confidence: float | None) -> Decimal | None:
    """Write how sure a decision is; None where a rule settled it."""
    return None if confidence is None else Decimal(str(confidence))


def actual_data(actual: Actual, indicator_id: str | None) -> dict[str, Any]:
    """Give the JSON object of a number that was reported as reached.

    Args:
        actual: the number.
        indicator_id: the indicator that it was aligned to.
    """
    return {
        "id": actual.id,
        "doc": actual.doc,
        "clause": actual.clause,
        "start": actual.span.start,
        "end": actual.span.end,
        "text": actual.text,
        "quote": actual.quote,
        "indicator": actual.indicator,
        "scope": actual.scope,
        "comparator": actual.comparator.value,
        "value": actual.value,
        "value_max": actual.value_max,
        "unit": actual.unit,
        "basis": actual.basis.value,
        "per_year": actual.per_year,
        "year": actual.year,
        "since": actual.since,
        "topics": list(actual.topics),
        "indicator_id": indicator_id,
        "counts": counts_data(actual.counts),
    }


def place_data(document: Document, span: Span) -> dict[str, Any]:
    """Give the page of a quote, and its box on each of its lines there; nothing where the format has no pages.

    `ocr` is how certain its letters are, from 0 to 1, where they were recognised from a picture.
    """
    boxes = document.lines.boxes(span, document.text)
    if not boxes:
        return {}
    page = boxes[0].page
    place = {"page": page, "box": [list(box[1:]) for box in boxes if box.page == page]}
    sure = document.lines.sure(span)
    return place if sure is None else place | {"ocr": Decimal(str(sure))}


def counts_data(counts: Counted) -> dict[str, Any]:
    """Give the JSON object of what a number counts, with the spans that its parts were read from."""
    return {
        "object": counts.object,
        "property": counts.property,
        "grade": counts.grade,
        "event": counts.event,
        "of": counts.of,
        "tier": counts.tier,
        "object_id": counts.object_id,
        "evidence": {part: [span.start, span.end] for part, span in counts.evidence},
    }
