"""Tables of promise and outcome: a line a thing and year, verdicts by topic, regions side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Basis, Cell, Column, Row, Table
from policycmp.rows.numbers import format_bound
from policycmp.rows.units import TIMES, Units
from policycmp.scores.outcomes import CONTEXT, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.config import Config
    from policycmp.models import Corpus
    from policycmp.rows.commitments import Commitment
    from policycmp.scores.outcomes import Outcome, Result, Track

_BARS = "▁▂▃▄▅▆▇█"
_FAMILIES_IN_CELLS = frozenset({"yuan", "dollars"})
# What says something of how a promise ended, or of how it stands.
TOLD = (
    Verdict.EXCEEDED,
    Verdict.REACHED,
    Verdict.MISSED,
    Verdict.UNCLEAR,
    Verdict.ON_COURSE,
    Verdict.BEHIND,
    Verdict.NO_LONGER_SET,
)


class OutcomeLabels(Labels):
    """What the tables of promise and outcome say."""

    title = Bilingual("Promise and outcome", "承诺与兑现")
    thing = Bilingual("What is counted", "指标")
    promised = Bilingual("promised", "承诺")
    reported = Bilingual("reported", "实际")
    verdict = Bilingual("verdict", "结果")
    course = Bilingual("year by year", "逐年")
    verdicts = Bilingual(
        {
            "exceeded": "exceeded",
            "reached": "reached",
            "missed": "missed",
            "unclear": "unclear",
            "on course": "on course",
            "behind": "behind",
            "not due": "not due",
            "not reported": "not reported",
            "no longer set": "no longer set",
        },
        {
            "exceeded": "超额完成",
            "reached": "完成",
            "missed": "未完成",
            "unclear": "无法判断",
            "on course": "进度达标",
            "behind": "进度滞后",
            "not due": "未到期",
            "not reported": "未报告",
            "no longer set": "不再提出",
        },
    )
    bases = Bilingual(
        {Basis.LEVEL: "total", Basis.INCREMENT: "added", Basis.GROWTH: "growth"},
        {Basis.LEVEL: "总量", Basis.INCREMENT: "增量", Basis.GROWTH: "增速"},
    )
    mean = Bilingual("mean of years", "年均")
    in_year = Bilingual("{number} in {year} ({doc})", "{year}年{number}（{doc}）")
    by_year = Bilingual("{number} by {year} ({doc})", "到{year}年{number}（{doc}）")
    since = Bilingual("{number}, {since}–{year} ({doc})", "{since}—{year}年{number}（{doc}）")
    from_table = Bilingual("table: {source}", "统计表：{source}")
    now = Bilingual("now {number}", "改为{number}")
    latest = Bilingual("latest {number}", "最近{number}")
    none = Bilingual("–", "–")
    counted = Bilingual(
        "{region}: {texts} texts, {first}–{last}", "{region}：{texts}份文本，{first}—{last}年"
    )
    untold = Bilingual(
        "{unreported} promises of which no text tells the outcome, {ahead} not due: --all lists them.",
        "{unreported}项承诺没有文本说明结果，{ahead}项未到期：--all 全部列出。",
    )
    unjudged = Bilingual(
        "Not judged, for want of a year or of a known thing: {count} of the numbers promised.",
        "{count}个数字未写年份或所指不明，未作判断。",
    )
    undated = Bilingual(
        "The year of {docs} is unknown, so they stand in no order: --meta sets it.",
        "{docs}年份不明，未排入时间：可用 --meta 指定。",
    )
    one_text = Bilingual(
        "{region} has one text, so nothing tells what became of its promises: give texts of later years too.",
        "{region}只有一份文本，无从得知承诺的结果：请同时给出以后年份的文本。",
    )
    method = Bilingual(
        "Exceeded: beyond the promise by more than a tenth, or a point of a rate; 左右 counts as met within a "
        "twentieth, or half a point.",
        "超额：超过承诺十分之一以上（比率为1个百分点以上）；“左右”在二十分之一（半个百分点）以内视为完成。",
    )
    by_topic = Bilingual("Promises and their outcomes by topic", "各主题的承诺与兑现")
    topic = Bilingual("Topic", "主题")
    no_topic = Bilingual("(no topic)", "（无主题）")
    side_by_side = Bilingual("Regions side by side", "各地并列")


@dataclass(frozen=True)
class OutcomeTables:
    """Writes the tables of the tracks of one corpus in one language."""

    corpus: Corpus
    config: Config
    tracks: Sequence[Track]
    lang: str = "en"

    @cached_property
    def labels(self) -> OutcomeLabels:
        """The words of the tables."""
        return OutcomeLabels(self.lang)

    @cached_property
    def _units(self) -> Units:
        return Units(self.config)

    @cached_property
    def opening(self) -> str:
        """Say in a line a region how many promises ended how."""
        return "\n".join(map(self._counted, self.tracks))

    def _counted(self, track: Track) -> str:
        counts = Counter(outcome.verdict for outcome in track.outcomes)
        parts = [
            f"{counts[verdict]} {self.labels.verdicts[verdict]}" for verdict in Verdict if counts[verdict]
        ]
        years = [self._year(doc) for doc in track.docs]
        known = [year for year in years if year]
        line = self.labels.counted.format(
            region=track.region.short_name or track.region.name or ", ".join(track.docs),
            texts=len(track.docs) + len(track.undated),
            first=min(known, default="?"),
            last=max(known, default="?"),
        )
        return " · ".join([line, *parts])

    def _year(self, doc: str) -> int | None:
        return next((one.metadata.label_year for one in self.corpus.heads if one.doc == doc), None)

    def tables(self, *, whole: bool = True) -> list[Table]:
        """Write all tables: the lines, topics, and regions side by side where there are several.

        Args:
            whole: whether promises are listed of which nothing is known yet.
        """
        made = [self.lines(whole=whole), self.by_topic()]
        if len(self.tracks) > 1:
            made.insert(1, self.side_by_side())
        return made

    def lines(self, *, whole: bool = True) -> Table:
        """A line a promise, those on one thing together: promised, reported, verdict, and the years before."""
        labels = self.labels
        rows = [
            self._row(track, outcome)
            for track in self.tracks
            for outcome in _by_thing(track.outcomes)
            if whole or outcome.verdict in TOLD
        ]
        columns = (
            Column("promised", labels.promised),
            Column("reported", labels.reported),
            Column("verdict", labels.verdict),
            Column("course", labels.course),
        )
        return Table(
            "track", labels.title, labels.thing, columns, tuple(rows), tuple(self._notes(whole=whole))
        )

    def _notes(self, *, whole: bool) -> Iterable[str]:
        verdicts = Counter(outcome.verdict for track in self.tracks for outcome in track.outcomes)
        unreported, ahead = verdicts[Verdict.NOT_REPORTED], verdicts[Verdict.NOT_DUE]
        if not whole and (unreported or ahead):
            yield self.labels.untold.format(unreported=unreported, ahead=ahead)
        if count := sum(track.unjudged for track in self.tracks):
            yield self.labels.unjudged.format(count=count)
        if undated := [doc for track in self.tracks for doc in track.undated]:
            yield self.labels.undated.format(docs=", ".join(undated))
        for track in self.tracks:
            if len(track.docs) == 1:
                yield self.labels.one_text.format(region=track.region.short_name or track.docs[0])
        yield self.labels.method

    def _row(self, track: Track, outcome: Outcome) -> Row:
        promise = outcome.promise
        cells = (
            Cell(self._promised(promise), evidence=(promise.target.id,)),
            self._reported(outcome),
            Cell(self.labels.verdicts[outcome.verdict]),
            Cell(self._course(track, promise)),
        )
        region = track.region.short_name or track.region.name or ""
        return Row(promise.target.id, self.thing(promise), cells, region)

    def thing(self, promise: Commitment) -> str:
        """Name what a promise counts, on which basis, in which unit."""
        target = promise.target
        assert promise.indicator is not None
        label = promise.indicator.label.zh if self.lang == "zh" else promise.indicator.label.en
        is_mean = target.per_year and target.basis is Basis.GROWTH
        basis = self.labels.mean if is_mean else self.labels.bases[target.basis or Basis.LEVEL]
        is_rate = target.basis is Basis.LEVEL and promise.family == "percent"
        parts = [label, *([] if is_rate else [basis])]
        joiner = "，" if self.lang == "zh" else ", "
        return joiner.join(parts) + self._unit(promise.family)

    def _unit(self, family: str) -> str:
        if family in _FAMILIES_IN_CELLS:
            return ""
        named = self._units.named(family)
        label = (named.label.zh if self.lang == "zh" else named.label.en) if named and named.label else family
        return f"（{label}）" if self.lang == "zh" else f" ({label})"

    def _promised(self, promise: Commitment) -> str:
        target = promise.target
        pattern = self.labels.in_year if promise.is_flow and promise.window == 1 else self.labels.by_year
        return pattern.format(number=self.number(promise), year=target.deadline, doc=target.doc)

    def _reported(self, outcome: Outcome) -> Cell:
        labels = self.labels
        if outcome.replaced is not None:
            text = labels.now.format(number=self._promised(outcome.replaced))
            return Cell(text, evidence=(outcome.replaced.target.id,))
        if not outcome.results:
            return Cell(labels.none)
        lines = list(dict.fromkeys(map(self._result, outcome.results)))
        if outcome.verdict in (Verdict.NOT_DUE, Verdict.ON_COURSE, Verdict.BEHIND):
            lines = [labels.latest.format(number=line) for line in lines]
        evidence = tuple(one.actual.id for one in outcome.results if one.source != CONTEXT)
        return Cell("\n".join(lines), evidence=evidence)

    def _result(self, result: Result) -> str:
        actual, labels = result.actual, self.labels
        from_table = labels.from_table.format(source=actual.quote)
        doc = from_table if result.source == CONTEXT else actual.doc
        pattern = labels.since if actual.since else labels.in_year
        return pattern.format(
            number=self.number(result.commitment), year=actual.year, since=actual.since, doc=doc
        )

    def number(self, commitment: Commitment) -> str:
        """Write a number as promised or reported, with its bound."""
        bound = commitment.target.comparator
        number = format_bound(commitment.low, commitment.high, bound, commitment.family, self.lang)
        is_multiple = commitment.family == TIMES and commitment.target.basis is Basis.GROWTH
        return f"×{number}" if is_multiple else f"{number} %" if commitment.family == "percent" else number

    def _course(self, track: Track, promise: Commitment) -> str:
        """Draw what was reported year by year, with the promise for its year as the last bar: ▂▄▆ ◎▇."""
        years: dict[int, Result] = {}
        for result in track.series_of(promise):
            if result.actual.year is not None and result.actual.since is None:
                years[result.actual.year] = result
        values = [years[year].value for year in sorted(years)]
        if len(values) < 2:  # noqa: PLR2004 - one number is no course
            return ""
        low, high = min(*values, promise.compared), max(*values, promise.compared)
        span = high - low or 1
        bars = [_BARS[int((value - low) / span * (len(_BARS) - 1))] for value in values]
        promised = _BARS[int((promise.compared - low) / span * (len(_BARS) - 1))]
        return f"{min(years)} {''.join(bars)} {max(years)} ◎{promised}"

    def by_topic(self) -> Table:
        """How many promises of each region and topic ended how."""
        labels = self.labels
        rows = []
        met = {outcome.verdict for track in self.tracks for outcome in track.outcomes}
        verdicts = [verdict for verdict in Verdict if verdict in met]
        for track in self.tracks:
            counts: dict[str, Counter[Verdict]] = {}
            for outcome in track.outcomes:
                topic = (outcome.promise.indicator and outcome.promise.indicator.topic) or ""
                counts.setdefault(topic, Counter())[outcome.verdict] += 1
            order = {topic.id: place for place, topic in enumerate(self.config.topics)}
            rows += [
                Row(
                    f"{track.region.code}/{topic}",
                    self._topic(topic),
                    tuple(Cell(str(counts[topic][verdict] or labels.none)) for verdict in verdicts),
                    track.region.short_name or track.region.name or "",
                )
                for topic in sorted(counts, key=lambda topic: order.get(topic, len(order)))
            ]
        columns = tuple(Column(verdict, labels.verdicts[verdict], numeric=True) for verdict in verdicts)
        return Table("outcomes by topic", labels.by_topic, labels.topic, columns, tuple(rows))

    def _topic(self, topic: str) -> str:
        labels = {each.id: each.label for each in self.config.topics}
        if topic not in labels:
            return self.labels.no_topic
        return labels[topic].zh if self.lang == "zh" else labels[topic].en

    def side_by_side(self) -> Table:
        """What several regions promised for one year, with the outcome of each."""
        labels = self.labels
        cells: dict[tuple[str, int], dict[int, list[Outcome]]] = {}
        for place, track in enumerate(self.tracks):
            for outcome in _by_thing(track.outcomes):
                key = (self.thing(outcome.promise), outcome.promise.target.deadline or 0)
                cells.setdefault(key, {}).setdefault(place, []).append(outcome)
        rows = [
            Row(
                f"{thing}@{year}",
                f"{thing}, {year}",
                tuple(self._verdicts(found.get(place, ())) for place in range(len(self.tracks))),
            )
            for (thing, year), found in cells.items()
            if len(found) > 1
        ]
        columns = tuple(
            Column(str(place), track.region.short_name or track.region.name or labels.none)
            for place, track in enumerate(self.tracks)
        )
        return Table("side by side", labels.side_by_side, labels.thing, columns, tuple(rows))

    def _verdicts(self, outcomes: Sequence[Outcome]) -> Cell:
        if not outcomes:
            return Cell(self.labels.none)
        lines = []
        for outcome in outcomes:
            last = outcome.results[-1:] if outcome.verdict in TOLD else ()
            numbers = [self.number(outcome.promise), *(self.number(one.commitment) for one in last)]
            lines.append(f"{' → '.join(numbers)} {self.labels.verdicts[outcome.verdict]}")
        evidence = [outcome.promise.target.id for outcome in outcomes]
        evidence += [
            one.actual.id for outcome in outcomes for one in outcome.results if one.source != CONTEXT
        ]
        return Cell("\n".join(lines), evidence=tuple(evidence))


def _by_thing(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Put the promises on one thing together, in the order of the vocabulary, by year."""

    def order(outcome: Outcome) -> tuple[object, ...]:
        indicator, target = outcome.promise.indicator, outcome.promise.target
        place = indicator.place if indicator else ()
        name = indicator.id if indicator else outcome.promise.name
        return (place, name, str(target.basis), target.deadline or 0, target.doc, target.span)

    return sorted(outcomes, key=order)
