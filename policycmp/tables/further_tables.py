"""Tables beside the three of the main job: distributions, credibility, the level above, what is distinctive."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.compare.uptake import Uptake, compare_uptake, is_in_points
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, State, Table
from policycmp.rows.comparability import ComparedCell
from policycmp.rows.numbers import format_bound, format_number, to_decimal
from policycmp.scores.credibility import TICKS
from policycmp.tables.distinctive import find_distinctive
from policycmp.tables.main_tables import TableWriter, shade_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from policycmp.compare.comparing import Comparison
    from policycmp.compare.uptake import UptakeRow
    from policycmp.rows.comparability import ComparedRow
    from policycmp.rows.grounds import Gap
    from policycmp.scores.ambition import AmbitionCell


_BARS = "▁▂▃▄▅▆▇█"
_BINS = 8
_BARRED = {State.BASIS, State.WINDOW, State.CONTEXT, State.LEVEL}

_QUARTILES = tuple(Fraction(quarter, 4) for quarter in range(5))
_SHOWN = 12
_PLACES = 2


@dataclass(frozen=True, slots=True)
class Distribution:
    """One row over the peers: the compared values from the lowest, and how many plans are barred, by state."""

    row: ComparedRow
    values: tuple[Fraction, ...]
    barred: dict[State, int]

    def quantile(self, share: Fraction) -> Fraction:
        """Interpolate between the two values nearest to a share of the way from the lowest to the highest."""
        place = share * (len(self.values) - 1)
        below = place.numerator // place.denominator
        above = min(below + 1, len(self.values) - 1)
        return self.values[below] + (place - below) * (self.values[above] - self.values[below])

    @property
    def sparkline(self) -> str:
        """Draw how many values lie in each eighth of the range, from the lowest; a mark for none is a blank."""
        low, high = self.values[0], self.values[-1]
        if low == high:
            return ""
        counts = [0] * _BINS
        for value in self.values:
            share = (value - low) / (high - low) * _BINS
            counts[min(share.numerator // share.denominator, _BINS - 1)] += 1
        most = max(counts)
        return "".join(_BARS[(count * len(_BARS) - 1) // most] if count else "·" for count in counts)


def distribute(comparison: Comparison) -> tuple[Distribution, ...]:
    """Gather the rows in which at least two peers can be compared, in the order of the rows."""
    peers = frozenset(filter(comparison.peers.is_peer, comparison.peers.docs))
    distributions = (_distribution(row, peers) for row in comparison.rows if row.is_listed)
    return tuple(distribution for distribution in distributions if len(distribution.values) > 1)


def _distribution(row: ComparedRow, peers: Collection[str]) -> Distribution:
    cells = [cell for doc, cell in row.cells.items() if doc in peers]
    states = [cell.state for cell in cells if cell.state in _BARRED]
    values = sorted(
        cell.compared.compared
        for cell in cells
        if isinstance(cell, ComparedCell) and cell.state is State.VALUE
    )
    return Distribution(row, tuple(values), {state: states.count(state) for state in sorted(set(states))})


class FurtherLabels(Labels):
    """What the further tables are called."""

    indicator = Bilingual("Indicator", "指标")
    distribution = Bilingual("Spread of the comparable numbers", "可比数值的分布")
    quantiles = Bilingual(
        ("comparable", "not", "lowest", "25 %", "median", "75 %", "highest", "spread"),
        ("可比", "不可比", "最低", "25 %", "中位数", "75 %", "最高", "分布"),
    )
    distribution_note = Bilingual(
        "Plans of the level compared; the spread counts them by eighths of the range, · none.",
        "同级地区；分布图按全距八等分计数，· 为无。",
    )
    states = Bilingual(
        {"basis": "basis", "window": "window", "context": "context", "level": "level"},
        {"basis": "口径", "window": "窗口", "context": "缺背景数据", "level": "层级"},
    )
    credibility = Bilingual("Credibility: commitments with each tick", "可信度：具备各项的承诺数")
    tick = Bilingual("Tick", "项目")
    ticks = Bilingual(
        {
            "quantified": "quantified",
            "dated": "dated",
            "baseline": "baseline given",
            "scope": "scope clear",
            "lead": "lead agency named",
            "members": "co-responsible agencies named",
            "milestones": "milestones",
            "means": "money or instrument",
            "assessment": "assessment",
            "status": "document in force",
        },
        {
            "quantified": "量化",
            "dated": "有期限",
            "baseline": "有基数",
            "scope": "范围明确",
            "lead": "有牵头单位",
            "members": "有责任单位",
            "milestones": "有阶段目标",
            "means": "有资金或工具",
            "assessment": "有考核督查",
            "status": "正式文件",
        },
    )
    ticks_mean = Bilingual("ticks of a commitment, mean (of 10)", "每项承诺平均（满分10）")
    credibility_note = Bilingual(
        "A second axis beside ambition; the two are never blended.", "与力度并列的第二条轴，不合并计算。"
    )
    upper = Bilingual("Against the level above", "与上级方案对照")
    asked = Bilingual("Asked", "上级要求")
    upper_topics = Bilingual("topics", "主题")
    upper_indicators = Bilingual("indicators", "指标")
    upper_note = Bilingual(
        (
            "Gone beyond: a topic that the plan above lacks; a ratio more ambitious than its own, "
            "or a count above the fair share (share of the number over share of GDP)."
        ),
        "超出：上级没有的主题；比率高于上级，或数量高于按GDP计的份额。",
    )
    uptakes = Bilingual(
        {"taken up": "taken up", "not taken up": "not taken up", "gone beyond": "gone beyond"},
        {"taken up": "承接", "not taken up": "未承接", "gone beyond": "超出"},
    )
    tick_shades = Bilingual(
        ("none", "up to a fifth", "to two fifths", "to three fifths", "to four fifths", "more"),
        ("无", "五分之一以下", "至五分之二", "至五分之三", "至五分之四", "更多"),
    )
    against = Bilingual("{own} against {above}", "{own}，上级{above}")
    gap = Bilingual("gap {gap}", "差{gap}")
    gap_points = Bilingual("gap {gap} points", "差{gap}个百分点")
    fair_share = Bilingual("fair share ×{ratio}", "份额比×{ratio}")
    lead = Bilingual("lead {years} years", "提前{years}年")
    no_lead = Bilingual("no lead: a deadline is missing", "缺期限，无提前年数")
    distinctive = Bilingual("Distinctive", "特色")
    city = Bilingual("City", "地区")
    topics = Bilingual("topics", "主题")
    commitments = Bilingual("commitments", "承诺")
    distinctive_note = Bilingual(
        "What at most a tenth of the other plans of a level have as well; (+2): how many do.",
        "同级其他地区至多一成也有的内容；（+2）为也有的地区数。",
    )


@dataclass(frozen=True)
class FurtherTables:
    """Writes the further tables of one comparison in one language."""

    comparison: Comparison
    lang: str = "en"

    @cached_property
    def _labels(self) -> FurtherLabels:
        return FurtherLabels(self.lang)

    @cached_property
    def _writer(self) -> TableWriter:
        return TableWriter(self.comparison, self.lang)

    def distribution(self) -> Table:
        """Rows × quantiles of the compared numbers, with how many plans are comparable and how many are not."""
        rows = tuple(self._distribution_row(distribution) for distribution in distribute(self.comparison))
        names = ("comparable", "barred", "lowest", "quartile1", "median", "quartile3", "highest", "spread")
        columns = tuple(Column(name, head) for name, head in zip(names, self._labels.quantiles, strict=True))
        return Table(
            "distribution",
            self._labels.distribution,
            self._labels.indicator,
            columns,
            rows,
            (self._labels.distribution_note,),
        )

    def _distribution_row(self, distribution: Distribution) -> Row:
        barred = ", ".join(
            f"{count} {self._labels.states[state]}" for state, count in distribution.barred.items()
        )
        quantiles = [distribution.quantile(share) for share in _QUARTILES]
        cells = (
            Cell(str(len(distribution.values)), Decimal(len(distribution.values))),
            Cell(barred or "–", Decimal(sum(distribution.barred.values()))),
            *(
                Cell(format_number(value, distribution.row.family, self.lang), to_decimal(value))
                for value in quantiles
            ),
            Cell(distribution.sparkline or "–"),
        )
        group = self._writer.topic_label(distribution.row.topic)
        return Row(distribution.row.key, self._writer.row_label(distribution.row), cells, group)

    def credibility(self) -> Table:
        """Ticks × plans: how many of a plan's commitments have each, and how many a commitment has on average."""
        docs = self.comparison.peers.docs
        ticked = {doc: self._ticks(doc) for doc in docs}
        rows = [
            Row(tick, self._labels.ticks[tick], tuple(_share(tick, ticked[doc]) for doc in docs))
            for tick in TICKS
        ]
        means = tuple(_mean([len(ticks) for ticks in ticked[doc]]) for doc in docs)
        rows.append(Row("*", self._labels.ticks_mean, means))
        columns = self._writer.columns()
        return Table(
            "credibility",
            self._labels.credibility,
            self._labels.tick,
            columns,
            tuple(rows),
            (self._labels.credibility_note,),
            self._labels.tick_shades,
        )

    def _ticks(self, doc: str) -> list[tuple[str, ...]]:
        ids = [
            commitment.target.id
            for commitment in self.comparison.commitments[doc]
            if not commitment.is_converted
        ]
        return [self.comparison.credibility[target_id] for target_id in ids if target_id in self._shown]

    @cached_property
    def _shown(self) -> frozenset[str]:
        """The ids of the commitments in the rows that were kept."""
        return self.comparison.promised

    def upper(self) -> Table:
        """What the plan above asks × the plans under it: taken up, not taken up, gone beyond, with the gap."""
        uppers = self.comparison.grounds.uppers
        docs = [doc for doc in self.comparison.peers.docs if doc in uppers]
        labels = self.comparison.corpus.labels
        columns = tuple(Column(doc, labels.get(doc, doc)) for doc in docs)
        rows = tuple(self._upper_row(row, docs) for row in compare_uptake(self.comparison))
        return Table(
            "upper", self._labels.upper, self._labels.asked, columns, rows, (self._labels.upper_note,)
        )

    def _upper_row(self, row: UptakeRow, docs: list[str]) -> Row:
        if row.indicator_id is None:
            label, group = self._writer.topic_label(row.topic), self._labels.upper_topics
        else:
            named = self.comparison.indicators[row.indicator_id].label
            label, group = (named.zh if self.lang == "zh" else named.en), self._labels.upper_indicators
        cells = tuple(self._uptake(row.cells.get(doc), row.places.get(doc)) for doc in docs)
        name = self.comparison.corpus.labels.get(row.upper, row.upper)
        return Row(f"{row.upper}/{row.indicator_id or row.topic}", label, cells, f"{name}: {group}")

    def _uptake(self, uptake: Uptake | None, place: AmbitionCell | None) -> Cell:
        if uptake is None:
            return Cell("–")
        lines = [self._labels.uptakes[uptake]]
        if place and place.gap:
            lines += self._gap(place, place.gap)
            return Cell("\n".join(lines), evidence=(place.commitment.target.id, place.gap.upper.target.id))
        return Cell(lines[0])

    def _gap(self, place: AmbitionCell, gap: Gap) -> list[str]:
        family = place.commitment.family
        own, above = (
            format_bound(commitment.compared, None, commitment.target.comparator, family, self.lang)
            for commitment in (place.commitment, gap.upper)
        )
        lines = [self._labels.against.format(own=own, above=above)]
        if gap.gap is not None:
            number = format_number(to_decimal(gap.gap, _PLACES), "")
            pattern = self._labels.gap_points if is_in_points(place) else self._labels.gap
            lines.append(pattern.format(gap=number if gap.gap < 0 else f"+{number}"))
        if gap.fair_share is not None:
            lines.append(
                self._labels.fair_share.format(ratio=format_number(to_decimal(gap.fair_share, _PLACES), ""))
            )
        lead = (
            self._labels.no_lead if gap.lead_years is None else self._labels.lead.format(years=gap.lead_years)
        )
        return [*lines, lead]

    def distinctive(self) -> Table:
        """Plans × topics and commitments that few others have."""
        labels = self.comparison.corpus.labels
        columns = (Column("topics", self._labels.topics), Column("commitments", self._labels.commitments))
        rows = tuple(
            Row(
                distinction.doc,
                labels.get(distinction.doc, distinction.doc),
                (
                    _listed(
                        [
                            _shared(self._writer.topic_label(topic), count)
                            for topic, count in distinction.topics
                        ]
                    ),
                    _listed([_shared(self._writer.row_label(row), count) for row, count in distinction.rows]),
                ),
            )
            for distinction in find_distinctive(self.comparison)
        )
        return Table(
            "distinctive",
            self._labels.distinctive,
            self._labels.city,
            columns,
            rows,
            (self._labels.distinctive_note,),
        )


def _listed(names: list[str]) -> Cell:
    more = [f"… (+{len(names) - _SHOWN})"] if len(names) > _SHOWN else []
    return Cell("\n".join([*names[:_SHOWN], *more]) or "–", Decimal(len(names)))


def _shared(label: str, count: int) -> str:
    return f"{label} (+{count})" if count else label


def _share(tick: str, ticked: list[tuple[str, ...]]) -> Cell:
    count = sum(tick in ticks for ticks in ticked)
    if not ticked:
        return Cell("–")
    shade = shade_of(Fraction(count, len(ticked))) if count else 0
    return Cell(f"{count}/{len(ticked)}", Decimal(count), shade=shade)


def _mean(counts: list[int]) -> Cell:
    if not counts:
        return Cell("–")
    mean = to_decimal(Fraction(sum(counts), len(counts)), 1)
    return Cell(format(mean, "f"), mean)
