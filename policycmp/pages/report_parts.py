"""The parts of the report page: coverage, things, grants, ambition, standing, credibility, promise and outcome."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.pages.report_labels import ReportLabels
from policycmp.pages.shaded_tables import MatrixWriter
from policycmp.renderers.dot_plot import draw_dot_plot
from policycmp.renderers.html_shell import escape
from policycmp.renderers.line_plot import draw_line_plot
from policycmp.renderers.svg import marker
from policycmp.scores.outcomes import Verdict
from policycmp.tables.charts import ChartWriter, course_plot
from policycmp.tables.further_tables import FurtherTables
from policycmp.tables.layouts import transposed
from policycmp.tables.main_tables import TableWriter
from policycmp.tables.outcome_tables import OutcomeTables
from policycmp.tables.placings import PlacingWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policycmp.compare.comparing import Comparison
    from policycmp.models.chart import LinePlot
    from policycmp.pages.sentences import Sentences
    from policycmp.rows.things import Thing
    from policycmp.scores.outcomes import Outcome, Track

# What is shown of a topic before the rest is folded; what is shown of grants where several plans make none alike.
_UNFOLDED, _SOME_GRANTS = 6, 40
# Up to so many things stand in one grid, without a heading a topic.
_FLAT = 24
_SHARED = 2
# From so many plans on, plans are the rows of a table.
_MANY_PLANS = 8
_KNOWN = frozenset({Verdict.EXCEEDED, Verdict.REACHED, Verdict.MISSED, Verdict.ON_COURSE, Verdict.BEHIND})


@dataclass(frozen=True)
class PartWriter:
    """Writes the parts of one report; each gives its lines, none where it has nothing to say."""

    comparison: Comparison
    sentences: Sentences
    tracks: Sequence[Track] = ()
    lang: str = "en"

    @cached_property
    def labels(self) -> ReportLabels:
        """The words of the page."""
        return ReportLabels(self.lang)

    @cached_property
    def charts(self) -> ChartWriter:
        """The pictures."""
        return ChartWriter(self.comparison, self.lang)

    @cached_property
    def tables(self) -> TableWriter:
        """The tables."""
        return TableWriter(self.comparison, self.lang)

    @cached_property
    def matrices(self) -> MatrixWriter:
        """Writes tables of the page."""
        topics = {row.topic or "": row.topic or "" for row in self.comparison.coverage}
        topics |= {row.key: row.topic or "" for row in self.comparison.rows}
        return MatrixWriter(self.sentences.link, frozenset(self.comparison.peers.docs), self.lang, topics)

    def coverage(self) -> Iterator[str]:
        """Plans × topics as a heat map."""
        yield from self.matrices.lines(transposed(self.tables.coverage(), self.lang), kind="heat")

    def things(self) -> Iterator[str]:
        """A dot plot a thing, topic by topic."""
        yield f'<p class="note">{escape(self.labels.things_note)}</p>'
        yield self._legend()
        topics: defaultdict[str, list[Thing]] = defaultdict(list)
        for thing in self.charts.things:
            topics[thing.main.topic or ""].append(thing)
        if len(self.charts.things) <= _FLAT:
            yield '<div class="plots">'
            for topic in self._in_order(topics):
                name = self.tables.topic_label(topic or None)
                yield from (self._figure(thing, name) for thing in topics[topic])
            yield "</div>"
        else:
            yield from self._by_topic(topics)
        single = sum(not thing.is_shared for thing in self.comparison.things)
        if single and len(self.comparison.peers.docs) > 1:
            yield f'<p class="note">{escape(self.labels.single.format(count=single))}</p>'

    def _in_order(self, topics: Iterable[str]) -> list[str]:
        order = [topic.id for topic in self.comparison.config.topics]
        return sorted(topics, key=lambda topic: order.index(topic) if topic in order else len(order))

    def _by_topic(self, topics: Mapping[str, Sequence[Thing]]) -> Iterator[str]:
        """Write a section a topic: the most shared things, and the others folded."""
        for topic in self._in_order(topics):
            name = self.tables.topic_label(topic or None)
            yield f'<section class="topic" data-t="{escape(topic)}"><h3>{escape(name)}</h3><div class="plots">'
            shown = len(topics[topic]) if len(topics[topic]) <= _UNFOLDED + 1 else _UNFOLDED
            yield from map(self._figure, topics[topic][:shown])
            yield "</div>"
            if folded := topics[topic][shown:]:
                summary = self.labels.more.format(count=len(folded), topic=name)
                yield f'<details class="more"><summary>{escape(summary)}</summary><div class="plots">'
                yield from map(self._figure, folded)
                yield "</div></details>"
            yield "</section>"

    def _legend(self) -> str:
        """Say what the marks of dot plots stand for, each drawn."""
        shapes = [marker(10, 8, bound) for bound in ("exact", "least", "most", "about")]
        shapes.append(marker(10, 8, "exact", is_benchmark=True))
        shapes.append('<path class="middle" d="M10 0V16"/>')
        items = "".join(
            f'<li><svg class="chart key" viewBox="0 0 22 16" aria-hidden="true">{shape}</svg>{escape(text)}</li>'
            for shape, text in zip(shapes, self.labels.marks, strict=True)
        )
        return f'<ul class="legend">{items}<li>{escape(self.labels.aside)}</li></ul>'

    def _figure(self, thing: Thing, topic: str = "") -> str:
        """Draw a thing, with its topic above its name where no heading says it."""
        plot = self.charts.dot_plot(thing)
        counted = self.labels.counted.format(compared=len(plot.dots), count=len(plot.dots) + len(plot.asides))
        if plot.axis is not None and plot.axis.is_log:
            counted = self.labels.log.format(counted=counted)
        level = "h3" if topic else "h4"
        kicker = f'<span class="kicker">{escape(topic)}</span>' if topic else ""
        keys = (
            f'data-t="{escape(thing.main.topic or "")}" data-y="{thing.main.type.value}" '
            f'data-c="{len(thing.sayings)}"'
        )
        return (
            f'<figure class="thing" {keys}><figcaption>{kicker}<{level}>{escape(plot.title)}</{level}>'
            f"<small>{escape(counted)}</small></figcaption>"
            f'<div class="plot">{draw_dot_plot(plot, self.sentences.link)}</div></figure>'
        )

    def grants(self) -> Iterator[str]:
        """Things rewarded × the plans that reward any of them: those of several plans, or the first."""
        if not self.tables.has_grants:
            return
        table = self.tables.grants()
        shared = [row for row in table.rows if sum(bool(cell.evidence) for cell in row.cells) >= _SHARED]
        rows = shared if len(table.rows) > _SOME_GRANTS and shared else list(table.rows)
        kept = [
            place
            for place in range(len(table.columns))
            if any(row.cells[place].evidence for row in table.rows)
        ]
        notes = list(table.notes)
        if rest := len(table.rows) - len(rows):
            notes.append(self.labels.more_grants.format(count=rest))
        yield from self.matrices.lines(
            replace(
                table,
                columns=tuple(table.columns[place] for place in kept),
                rows=tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in rows),
                notes=tuple(notes),
            )
        )

    def ambition(self) -> Iterator[str]:
        """The score of each plan with its range where there are scores; topics × plans."""
        plot = self.charts.ambition()
        if plot is not None:
            yield f'<figure class="wide"><figcaption><h3>{escape(plot.title)}</h3></figcaption>'
            yield f'<div class="plot">{draw_dot_plot(plot, self.sentences.link)}</div></figure>'
            yield f'<p class="note">{escape(self.labels.ambition_note)}</p>'
        table = self.tables.ambition()
        if not table.rows:
            return
        is_turned = len(self.comparison.peers.docs) > _MANY_PLANS
        table = transposed(table, self.lang) if is_turned else table
        yield from self.matrices.lines(table, kind="heat" if is_turned else "")

    def standing(self) -> Iterator[str]:
        """How often each plan is first, above and below the median."""
        table = PlacingWriter(self.comparison, self.lang).table()
        if len(table.rows) > 1:
            yield from self.matrices.lines(table)

    def credibility(self) -> Iterator[str]:
        """Plans × ticks as a heat map."""
        table = transposed(FurtherTables(self.comparison, self.lang).credibility(), self.lang)
        yield from self.matrices.lines(table, kind="heat")

    def track(self) -> Iterator[str]:
        """A course a thing that was promised and reported; how the promises of each topic ended."""
        tracks = [track for track in self.tracks if len(track.docs) > 1]
        if not tracks:
            return
        tables = OutcomeTables(self.comparison.corpus, self.comparison.config, tracks, self.lang)
        plots = list(self._courses(tracks, tables))
        if plots:
            yield f'<p class="note">{escape(self.labels.track_note)}</p><div class="plots">'
            yield from map(self._course, plots[: _UNFOLDED * 2])
            yield "</div>"
        if folded := plots[_UNFOLDED * 2 :]:
            summary = escape(self.labels.more_courses.format(count=len(folded)))
            yield f'<details class="more"><summary>{summary}</summary><div class="plots">'
            yield from map(self._course, folded)
            yield "</div></details>"
        for table in (tables.by_topic(), tables.lines(whole=False)):
            if table.rows:
                yield f"<h3>{escape(table.title)}</h3>"
                yield from self.matrices.lines(table)

    def _courses(self, tracks: Sequence[Track], tables: OutcomeTables) -> Iterator[LinePlot]:
        for track in tracks:
            by_thing: defaultdict[str, list[Outcome]] = defaultdict(list)
            for outcome in track.outcomes:
                by_thing[tables.thing(outcome.promise)].append(outcome)
            for outcomes in by_thing.values():
                is_told = any(outcome.verdict in _KNOWN for outcome in outcomes)
                plot = course_plot(track, outcomes, tables) if is_told else None
                if plot is not None:
                    yield plot

    def _course(self, plot: LinePlot) -> str:
        return (
            f'<figure class="course"><figcaption><h3>{escape(plot.title)}</h3></figcaption>'
            f'<div class="plot">{draw_line_plot(plot, self.sentences.link)}</div></figure>'
        )
