"""Explanations: the arithmetic behind a cell or a score, line by line, with the sentences that it starts from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Strength, Table
from policycmp.rows.comparability import ComparedCell
from policycmp.rows.numbers import to_decimal
from policycmp.scores.credibility import TICKS
from policycmp.tables.main_tables import TableWriter
from policycmp.tables.subjects import find_subject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from policycmp.compare.comparing import Comparison
    from policycmp.rows.baselines import Baseline
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.comparability import ComparedRow
    from policycmp.rows.grounds import Gap
    from policycmp.scores.ambition import AmbitionCell, AmbitionRow
    from policycmp.tables.subjects import Subject


class ExplanationLabels(Labels):
    """What the lines of an explanation are called."""

    title = Bilingual("How the figures were made", "数字的由来")
    figure = Bilingual("Figure", "项目")
    heads = Bilingual(("value", "arithmetic", "sentences"), ("数值", "算式", "原句"))
    barred = Bilingual("not comparable", "不可比")
    value = Bilingual("value", "比较值")
    stated = Bilingual("as stated: {text}", "原文：{text}")
    annualized = Bilingual("{number} ÷ {years} years", "{number} ÷ {years}年")
    converted = Bilingual(
        "100 × {amount} ÷ {figure} ({what} of {year}; {source})",
        "100 × {amount} ÷ {figure}（{year}年{what}；{source}）",
    )
    others = Bilingual("other numbers", "其他数值")
    latest = Bilingual("the latest year is compared", "以最晚年份比较")
    rank = Bilingual("rank", "名次")
    ranked = Bilingual("place among {values}", "在 {values} 中的位置")
    alone = Bilingual("no other plan of its level in this row", "本行没有同级的其他地区")
    ratio = Bilingual("ratio to the median", "与中位数之比")
    percentile = Bilingual("percentile", "百分位")
    per = Bilingual("per {what}", "单位{what}")
    baseline = Bilingual("baseline", "基数")
    growth = Bilingual("growth a year", "年均增长")
    points = Bilingual("points a year", "年均百分点")
    said = Bilingual("stated: {text}", "原文：{text}")
    worked_back = Bilingual(
        "worked back from {total} and its change of {change} since {since}",
        "由{total}及{since}年以来的变化{change}倒推",
    )
    from_context = Bilingual("context: {source}", "背景表：{source}")
    above = Bilingual("plan above", "上级方案")
    gap = Bilingual("gap to the plan above", "与上级方案之差")
    growth_gap = Bilingual("growth gap", "增速之差")
    growths = Bilingual("own growth − growth of the plan above", "自身增速 − 上级增速")
    fair_share = Bilingual("fair-share ratio", "份额比")
    lead = Bilingual("lead in years", "提前年数")
    no_lead = Bilingual("a deadline is missing", "缺期限")
    credibility = Bilingual("credibility", "可信度")
    firm = Bilingual("firm wording", "硬约束措辞")
    soft = Bilingual("soft wording", "软约束措辞")
    score = Bilingual("score", "得分")
    mean = Bilingual("mean of {values}", "{values} 的平均")
    mean_of_topics = Bilingual("mean of the topics: {values}", "各主题平均：{values}")
    left_out = Bilingual("range with one row left out", "去掉任一行后的范围")


@dataclass(frozen=True)
class Explainer:
    """Explains one comparison in one language."""

    comparison: Comparison
    lang: str = "en"

    @cached_property
    def _labels(self) -> ExplanationLabels:
        return ExplanationLabels(self.lang)

    def explain(self, request: str) -> list[Step]:
        """Explain a row, a row of one plan, a topic or a city.

        Args:
            request: the key of a row or the id of its indicator, perhaps with `:` and a plan's id or city behind it;
                or the id of a topic; or a plan's id or city.

        Raises:
            UsageError: where nothing is called so; it names the nearest.
        """
        subject = find_subject(self.comparison, request)
        if subject.rows is None:
            return list(score_steps(self.comparison, subject, self.lang))
        docs = subject.docs or self.comparison.peers.docs
        return [step for row in subject.rows for doc in docs for step in self._cell(row, doc)]

    def _cell(self, row: ComparedRow, doc: str) -> Iterator[Step]:
        cell, place = row.cells[doc], self.comparison.places(row).get(doc)
        writer = TableWriter(self.comparison, self.lang)
        label = self.comparison.corpus.labels.get(doc, doc)
        subject = f"{writer.row_label(row)} · {label}"
        if not cell.stated and not cell.parts:
            return
        text = writer.cells.lines(row, doc, cell)[0]
        steps = (
            self._compared(cell, text, place)
            if isinstance(cell, ComparedCell)
            else [Step(self._labels.barred, cell.state.value, text, cell.stated or cell.parts)]
        )
        for step in steps:
            yield step.of(subject)

    def _compared(self, cell: ComparedCell, text: str, place: AmbitionCell | None) -> Iterator[Step]:
        labels, commitment = self._labels, cell.compared
        yield Step(labels.value, plain(commitment.compared), self._origin(commitment, text), (commitment,))
        if cell.others:
            stated = ", ".join(
                f"{plain(commitment.compared)} ({commitment.target.deadline or '?'})"
                for commitment in cell.others
            )
            yield Step(labels.others, stated, labels.latest, cell.others)
        if place:
            yield from self._place(place)
            yield from baseline_steps(place, self.comparison, labels)
            yield from gap_steps(place, labels)
        yield self._credible(commitment)

    def _origin(self, commitment: Commitment, text: str) -> str:
        """Tell how the compared number was made of the stated one."""
        labels, low = ExplanationLabels(self.lang), plain(Fraction(commitment.low))
        if commitment.denominator:
            figure = commitment.denominator
            return labels.converted.format(
                amount=low,
                figure=plain(figure.value),
                what=figure.measure,
                year=figure.year,
                source=figure.source,
            )
        if commitment.is_annualized:
            return labels.annualized.format(number=low, years=commitment.window)
        return labels.stated.format(text=text)

    def _place(self, place: AmbitionCell) -> Iterator[Step]:
        labels, value = ExplanationLabels(self.lang), place.commitment.compared
        if place.rank is None or place.percentile is None:
            yield Step(labels.rank, "–", labels.alone)
            yield from self._per(place)
            return
        listed = ", ".join(plain(value) for value in place.peers)
        equal = place.peers.count(value)
        lower = place.of - (place.rank - 1) - equal
        yield Step(labels.rank, f"{place.rank}/{place.of}", labels.ranked.format(values=listed))
        if place.ratio_to_median is not None:
            arithmetic = f"{plain(value)} ÷ {plain(median(place.peers))}"
            yield Step(labels.ratio, plain(place.ratio_to_median), arithmetic)
        arithmetic = f"100 × ({lower} + ½ × {equal}) ÷ {place.of}"
        yield Step(labels.percentile, plain(place.percentile), arithmetic)
        yield from self._per(place)

    def _per(self, place: AmbitionCell) -> Iterator[Step]:
        labels, value = ExplanationLabels(self.lang), plain(place.commitment.compared)
        sizes = {denominator.id: denominator.per for denominator in self.comparison.grounds.denominators}
        for name, normalized in place.per.items():
            seen = f"{normalized.figure.year}; {normalized.figure.source}"
            arithmetic = f"{value} × {sizes[name]} ÷ {plain(normalized.figure.value)} ({seen})"
            yield Step(labels.per.format(what=name), plain(normalized.value), arithmetic)

    def _credible(self, commitment: Commitment) -> Step:
        labels, target = ExplanationLabels(self.lang), commitment.target
        ticks = self.comparison.credibility.get(target.id, ())
        strength = labels.soft if target.strength is Strength.SOFT else labels.firm
        strengths = self.comparison.config.strengths
        known = {*strengths.firm, *strengths.soft, *strengths.soft_object}
        word = next((reason for reason in reversed(target.reasons) if reason in known), "")
        listed = ", ".join(ticks) + (f"; {strength}" + (f" ({word})" if word else ""))
        return Step(labels.credibility, f"{len(ticks)}/{len(TICKS)}", listed)


def explanation_table(steps: list[Step], lang: str = "en") -> Table:
    """Lay steps out as a table: what, how much, by which arithmetic, from which sentences."""
    labels = ExplanationLabels(lang)
    columns = tuple(map(Column, ("value", "arithmetic", "sentences"), labels.heads))
    rows = tuple(
        Row(
            f"{step.subject}/{step.figure}/{place}",
            step.figure,
            (Cell(step.value), Cell(step.arithmetic), Cell(step.quotes, evidence=step.evidence)),
            step.subject,
        )
        for place, step in enumerate(steps)
    )
    return Table("explanation", labels.title, labels.figure, columns, rows)


def explanation_data(steps: list[Step]) -> list[dict[str, object]]:
    """Give steps as plain records."""
    return [
        {
            "subject": step.subject,
            "figure": step.figure,
            "value": step.value,
            "arithmetic": step.arithmetic,
            "sentences": [
                {"id": commitment.target.id, "quote": commitment.target.quote}
                for commitment in step.commitments
            ],
        }
        for step in steps
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """One figure, its value, its arithmetic in words and signs, and the commitments whose sentences it starts from."""

    figure: str
    value: str
    arithmetic: str
    commitments: tuple[Commitment, ...] = ()
    subject: str = ""

    def of(self, subject: str) -> Step:
        """Say what the step belongs to."""
        return replace(self, subject=subject)

    @property
    def quotes(self) -> str:
        """The sentences, each with the id of its commitment."""
        return "\n".join(
            f"{' '.join(commitment.target.quote.split())} [{commitment.target.id}]"
            for commitment in self.commitments
        )

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids of the commitments."""
        return tuple(commitment.target.id for commitment in self.commitments)


def plain(value: Fraction | Decimal) -> str:
    """Write a number in full where it ends within six places, else rounded, with ≈."""
    exact = Fraction(value)
    rounded = to_decimal(exact)
    return ("" if Fraction(rounded) == exact else "≈ ") + format(rounded, "f")


def baseline_steps(place: AmbitionCell, comparison: Comparison, labels: ExplanationLabels) -> Iterator[Step]:
    """Explain the baseline of a place, and its growth from there."""
    growth = place.growth
    if growth is None:
        return
    baseline = growth.baseline
    named = {
        commitment.target.id: commitment for commitment in comparison.commitments[place.commitment.target.doc]
    }
    evidence = tuple(named[target_id] for target_id in baseline.evidence)
    value = f"{plain(baseline.value)} ({baseline.year or '?'})"
    yield Step(labels.baseline, value, _baseline_arithmetic(baseline, evidence, comparison, labels), evidence)
    ends = (plain(place.commitment.compared), plain(baseline.value))
    if growth.points is not None:
        yield Step(labels.points, plain(growth.points), f"({ends[0]} − {ends[1]}) ÷ {growth.years}")
    elif growth.rate is not None:
        yield Step(labels.growth, plain(growth.rate), f"({ends[0]} ÷ {ends[1]})^(1/{growth.years}) − 1")


def _baseline_arithmetic(
    baseline: Baseline, evidence: tuple[Commitment, ...], comparison: Comparison, labels: ExplanationLabels
) -> str:
    if baseline.figure:
        return labels.from_context.format(source=baseline.figure.source)
    if baseline.span and evidence:
        analyses = {analysis.doc: analysis for analysis in comparison.corpus.analyses}
        text = analyses[evidence[0].target.doc].document.text
        return labels.said.format(text=baseline.span.of(text))
    numbers = [plain(commitment.compared) for commitment in evidence]
    if baseline.source == "stated":
        return labels.worked_back.format(total=numbers[0], change=numbers[1], since=evidence[1].since)
    return " − ".join(numbers)


def gap_steps(place: AmbitionCell, labels: ExplanationLabels) -> Iterator[Step]:
    """Explain how a number stands to that of the plan above."""
    gap = place.gap
    if gap is None:
        return
    value, above = plain(place.commitment.compared), plain(gap.upper.compared)
    if gap.gap is not None:
        yield Step(labels.gap, plain(gap.gap), f"{value} − {above}", (gap.upper,))
    else:
        yield Step(labels.above, above, gap.doc, (gap.upper,))
    if gap.fair_share is not None:
        yield Step(labels.fair_share, plain(gap.fair_share), _fair_share(value, above, gap))
    if gap.growth_gap is not None:
        yield Step(labels.growth_gap, plain(gap.growth_gap), labels.growths)
    if gap.lead_years is not None:
        years = f"{gap.upper.target.deadline} − {place.commitment.target.deadline}"
        yield Step(labels.lead, str(gap.lead_years), years)
    else:
        yield Step(labels.lead, "–", labels.no_lead)


def _fair_share(value: str, above: str, gap: Gap) -> str:
    own, whole = gap.figures
    shares = f"({value} ÷ {above}) ÷ ({plain(own.value)} ÷ {plain(whole.value)})"
    return f"{shares} (GDP {own.year}; {own.source}; {whole.source})"


def score_steps(comparison: Comparison, subject: Subject, lang: str = "en") -> Iterator[Step]:
    """Explain the scores of a topic in all plans, or of all topics in the plans of a city.

    Args:
        comparison: what was compared.
        subject: a topic, or plans.
        lang: of the words.
    """
    topics = comparison.ambition.topics
    named = [subject.topic] if subject.topic is not None else [topic.id for topic in comparison.config.topics]
    for doc in subject.docs or comparison.peers.docs:
        for topic in [*named, *([] if subject.topic is not None else [""])]:
            if doc in topics.get(topic, {}):
                yield _topic_step(comparison, topic, doc, lang)
        if subject.topic is None:
            yield from _document_steps(comparison, doc, lang)


def _topic_step(comparison: Comparison, topic: str, doc: str, lang: str) -> Step:
    labels, writer = ExplanationLabels(lang), TableWriter(comparison, lang)
    rows = [row for row in _scored(comparison, doc) if (row.row.topic or "") == topic]
    values = ", ".join(
        f"{plain(row.cells[doc].percentile or Fraction(0))} ({writer.row_label(row.row)})" for row in rows
    )
    score = comparison.ambition.topics[topic][doc]
    subject = f"{writer.topic_label(topic or None)} · {comparison.corpus.labels.get(doc, doc)}"
    commitments = tuple(row.cells[doc].commitment for row in rows)
    return Step(labels.score, plain(score.score), labels.mean.format(values=values), commitments, subject)


def _document_steps(comparison: Comparison, doc: str, lang: str) -> Iterator[Step]:
    labels, score = ExplanationLabels(lang), comparison.ambition.documents.get(doc)
    if score is None:
        return
    subject = comparison.corpus.labels.get(doc, doc)
    topics = [scores[doc] for scores in comparison.ambition.topics.values() if doc in scores]
    values = ", ".join(plain(topic_score.score) for topic_score in topics)
    arithmetic = labels.mean_of_topics.format(values=values)
    yield Step(labels.score, plain(score.score), arithmetic, subject=subject)
    if score.low is not None and score.high is not None:
        value = f"{plain(score.low)} – {plain(score.high)}"
        yield Step(labels.left_out, value, f"{score.rows}", subject=subject)


def _scored(comparison: Comparison, doc: str) -> list[AmbitionRow]:
    return [
        row for row in comparison.ambition.rows if doc in row.cells and row.cells[doc].percentile is not None
    ]
