"""Pictures of a comparison: a dot plot a thing, ambition with its range, where a city stands, promise and result."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from policycmp.compare.highlights import Reason, reason_of
from policycmp.compare.standing import Stand
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Comparator
from policycmp.models.chart import Aside, Dot, DotPlot, LinePlot, Point, Strip, StripPlot
from policycmp.rows.numbers import format_number, round_like, to_decimal
from policycmp.tables.axes import choose_axis
from policycmp.tables.highlight_lines import HighlightWriter
from policycmp.tables.main_tables import TableWriter
from policycmp.tables.overview import OverviewLabels
from policycmp.tables.thing_cells import ThingCells, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from policycmp.compare.comparing import Comparison
    from policycmp.compare.standing import Standing, StandingLine
    from policycmp.models.chart import Bound
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.things import Saying, Thing
    from policycmp.scores.outcomes import Outcome, Track
    from policycmp.tables.outcome_tables import OutcomeTables

_BOUNDS: dict[Comparator, Bound] = {
    Comparator.GE: "least",
    Comparator.GT: "least",
    Comparator.LE: "most",
    Comparator.LT: "most",
    Comparator.APPROX: "about",
}
_SHARE_PLACES = 2
_FEWEST_POINTS = 2


class ChartLabels(Labels):
    """What pictures say; braces are filled in."""

    median = Bilingual("median {number}", "中位数{number}")
    yearly = Bilingual("{number}/yr", "年均{number}")
    each_year = Bilingual("a year", "每年")
    level = Bilingual("of another level", "层级不同")
    partly = Bilingual("binds a part of the region only", "仅约束部分区域")
    in_parts = Bilingual("in parts", "部分区域")
    amount = Bilingual("an amount, where others give shares", "他地为占比，此处为金额")
    ambition = Bilingual(
        "Ambition: mean percentile of each plan, with its range when any one row is left out",
        "力度：各方案平均百分位，及去掉任一行后的范围",
    )
    rows = Bilingual("{count} rows", "{count}行")
    standing = Bilingual("{city} among {count} peers", "{city}在{count}个同级地区中")
    least = Bilingual("promises least", "力度最小")
    most = Bilingual("promises most", "力度最大")
    log = Bilingual("Logarithmic scale.", "对数刻度。")
    bounds = Bilingual(
        "Open marks are bounds: → at least, ← at most, dashed: about.",
        "空心为界限：→ 下限，← 上限，虚线为约数。",
    )
    above = Bilingual("◆ plan of the level above.", "◆ 上级方案。")
    barred = Bilingual("† not to be set beside the others.", "† 不可与他地并列。")
    strip_note = Bilingual(
        "Each line has a scale of its own: | a peer, dashed the median, ● the city.",
        "各行刻度自成一体：| 为同级地区，虚线为中位数，● 为本地。",
    )
    track = Bilingual("{region}: {thing}", "{region}：{thing}")

    def picture_notes(self, plot: DotPlot) -> tuple[str, ...]:
        """Say what the marks of one dot plot stand for, those alone that are in it."""
        notes = (
            (self.log, plot.axis is not None and plot.axis.is_log),
            (self.bounds, any(dot.bound != "exact" for dot in plot.dots)),
            (self.above, any(dot.is_benchmark for dot in plot.dots)),
            (self.barred, bool(plot.asides)),
        )
        return tuple(note for note, holds in notes if holds)


@dataclass(frozen=True)
class ChartWriter:
    """Makes the pictures of one comparison in one language."""

    comparison: Comparison
    lang: str = "en"

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """What two or more plans count, the most shared first; all where there is one plan only."""
        things = self.comparison.things
        if len(self.comparison.peers.docs) == 1:
            return things
        return tuple(thing for thing in things if thing.is_shared)

    @cached_property
    def names(self) -> dict[str, str]:
        """What the plans are called in pictures, by their ids."""
        return HighlightWriter(self.comparison, (), self.lang).names

    def dot_plot(self, thing: Thing) -> DotPlot:
        """Show what each plan says of a thing.

        Returns:
            The numbers that may be compared on one axis, the most ambitious first, those of plans above behind them;
            the others beside the axis, each with its reason.
        """
        peers, row = self.comparison.peers, thing.main
        placed = [
            doc for doc in thing.compared(peers.places) if peers.is_peer(doc) or peers.is_benchmark(doc)
        ]
        sign = 1 if row.is_better_lower else -1
        placed.sort(
            key=lambda doc: (
                peers.is_benchmark(doc),
                sign * thing.sayings[doc].commitment.compared,
                peers.places[doc],
            )
        )
        values = [thing.sayings[doc].commitment.compared for doc in placed]
        compared = [thing.sayings[doc].commitment.compared for doc in placed if peers.is_peer(doc)]
        axis = choose_axis(values, lambda value: self._number(value, row.family)) if values else None
        title = TableWriter(self.comparison, self.lang).row_label(row)
        return DotPlot(
            thing.key,
            title,
            axis,
            tuple(self._dot(doc, thing.sayings[doc]) for doc in placed),
            self._middle(compared, row.family),
            tuple(self._asides(thing, frozenset(placed))),
        )

    def _middle(self, compared: list[Fraction], family: str) -> tuple[Decimal, str] | None:
        if len(compared) < _FEWEST_POINTS:
            return None
        middle = Fraction(median(compared))
        return to_decimal(middle), self.labels.median.format(number=self._number(middle, family))

    def _dot(self, doc: str, saying: Saying) -> Dot:
        commitment = saying.commitment
        return Dot(
            doc,
            self.names[doc],
            to_decimal(commitment.compared),
            self._stated(commitment),
            self._note(commitment),
            _BOUNDS.get(commitment.target.comparator, "exact"),
            self.comparison.peers.is_benchmark(doc),
            evidence=tuple(one.target.id for one in saying.cell.stated),
        )

    def _stated(self, commitment: Commitment) -> str:
        """Write the number that stands on the axis: what a longer addition is by the year."""
        if not commitment.is_annualized:
            return ThingCells(self.lang).number(commitment)
        yearly = round_like(commitment.compared, commitment.low)
        return self.labels.yearly.format(number=self._number(yearly, commitment.family))

    def _note(self, commitment: Commitment) -> str:
        target = commitment.target
        if target.deadline is not None:
            return str(target.deadline)
        return self.labels.each_year if target.per_year else ""

    def _asides(self, thing: Thing, placed: frozenset[str]) -> Iterator[Aside]:
        dated = {head.doc: head.metadata.year is not None for head in self.comparison.corpus.heads}
        for doc in self.comparison.peers.docs:
            saying = thing.sayings.get(doc)
            if saying is not None and doc not in placed:
                text = ThingCells(self.lang).write(saying, with_marks=False)
                evidence = tuple(one.target.id for one in saying.cell.stated)
                yield Aside(
                    doc, self.names[doc], text, self._reason(saying, is_dated=dated[doc], doc=doc), evidence
                )
            elif doc in thing.partly:
                parts = [
                    one.target.id for row in thing.rows if doc in row.cells for one in row.cells[doc].parts
                ]
                yield Aside(doc, self.names[doc], self.labels.in_parts, self.labels.partly, tuple(parts))

    def _reason(self, saying: Saying, *, is_dated: bool, doc: str) -> str:
        """Say why a number is beside the axis: what bars it, another basis than most, or another level."""
        reason = reason_of(saying, is_dated=is_dated)
        peers = self.comparison.peers
        if reason is None and not peers.is_peer(doc) and not peers.is_benchmark(doc):
            return self.labels.level
        if reason is Reason.CONTEXT:
            return self.labels.amount
        return OverviewLabels(self.lang).reasons[reason or Reason.BASIS]

    def _number(self, value: Decimal | Fraction, family: str) -> str:
        marks = ThingCells(self.lang).labels.rate_marks
        rounded = to_decimal(Fraction(value), _SHARE_PLACES) if family in marks else value
        return shortened(format_number(rounded, family, self.lang)) + marks.get(family, "")

    def ambition(self) -> DotPlot | None:
        """Show the score of each plan with its range; None where too few plans are of one level for scores."""
        scores, peers = self.comparison.ambition.documents, self.comparison.peers
        level = [doc for doc in peers.docs if peers.is_peer(doc)]
        scored = [doc for doc in level if doc in scores]
        if len(level) < self.comparison.config.settings.percentile_from or not scored:
            return None
        scored.sort(key=lambda doc: (-scores[doc].score, doc))
        behind: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.comparison.ambition.rows:
            for doc, cell in row.cells.items():
                if cell.rank:
                    behind[doc].append(cell.commitment.target.id)
        dots = tuple(
            Dot(
                doc,
                self.names[doc],
                to_decimal(scores[doc].score),
                str(to_decimal(scores[doc].score, 0)),
                self.labels.rows.format(count=scores[doc].rows),
                "exact" if scores[doc].rows > 1 else "about",
                low=_decimal(scores[doc].low),
                high=_decimal(scores[doc].high),
                evidence=tuple(behind[doc]),
            )
            for doc in scored
        )
        axis = choose_axis([Fraction(0), Fraction(100)], str)
        middle = Fraction(median(scores[doc].score for doc in scored))
        text = self.labels.median.format(number=to_decimal(middle, 0))
        return DotPlot("ambition", self.labels.ambition, axis, dots, (to_decimal(middle), text))

    def standing(self, standing: Standing) -> StripPlot:
        """Show where one plan stands among its peers: a strip for each thing in which it has a place."""
        strips = tuple(map(self._strip, standing.of_kind(Stand.RANKED)))
        city = self.comparison.corpus.labels.get(standing.doc, standing.doc)
        title = self.labels.standing.format(city=city, count=len(standing.peers))
        return StripPlot("standing", title, strips, (self.labels.least, self.labels.most))

    def _strip(self, line: StandingLine) -> Strip:
        assert line.own is not None
        values = line.values or {}
        low, high = min(values.values()), max(values.values())

        def share(value: Fraction) -> Decimal:
            place = (value - low) / (high - low) if high > low else Fraction(1, 2)
            return to_decimal(1 - place if line.row.is_better_lower else place, 4)

        commitment = line.own.commitment
        place = f"{line.rank}/{line.of}" if line.rank else ""
        number = self._stated(commitment)
        note = self._note(commitment)
        return Strip(
            TableWriter(self.comparison, self.lang).row_label(line.row),
            share(commitment.compared),
            tuple(share(value) for value in values.values()),
            share(line.middle if line.middle is not None else commitment.compared),
            f"{place} · {number}" if place else number,
            note,
            tuple(one.target.id for one in line.own.cell.stated),
        )

    @property
    def labels(self) -> ChartLabels:
        """What pictures say."""
        return ChartLabels(self.lang)


def course_plot(track: Track, outcomes: list[Outcome], tables: OutcomeTables) -> LinePlot | None:
    """Show what a region reported of a thing over the years, and what it promised.

    Args:
        track: of the region.
        outcomes: of the promises on one thing, on one basis.
        tables: whose words it uses.

    Returns:
        None where fewer than two numbers are known.
    """
    first = outcomes[0].promise
    reported = {
        one.actual.year: one
        for one in track.series_of(first)
        if one.actual.year is not None and one.actual.since is None
    }
    points = tuple(
        Point(
            year,
            to_decimal(reported[year].value),
            shortened(tables.number(reported[year].commitment)),
            evidence=(reported[year].actual.id,) if reported[year].source == "text" else (),
        )
        for year in sorted(reported)
    )
    promised = tuple(
        Point(
            outcome.promise.target.deadline,
            to_decimal(outcome.promise.compared),
            shortened(tables.number(outcome.promise)),
            _BOUNDS.get(outcome.promise.target.comparator, "exact"),
            tables.labels.verdicts[outcome.verdict],
            (outcome.promise.target.id,),
        )
        for outcome in outcomes
        if outcome.promise.target.deadline is not None
    )
    values = [Fraction(point.value) for point in (*points, *promised)]
    if len(points) < 1 or len(values) < _FEWEST_POINTS:
        return None
    family = first.family
    axis = choose_axis(values, lambda value: shortened(format_number(value, family, tables.lang)))
    labels = ChartLabels(tables.lang)
    region = track.region.short_name or track.region.name or ""
    title = labels.track.format(region=region, thing=tables.thing(first))
    return LinePlot(f"{region}/{first.target.id}", title, replace(axis, is_log=False), points, promised)


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else to_decimal(value)
