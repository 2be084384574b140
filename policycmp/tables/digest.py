"""The digest of many plans: the tables of a comparison with figures over all plans in place of a column each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from policycmp.compare.uptake import Uptake, compare_uptake
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, State, Table
from policycmp.rows.comparability import ComparedCell, commitments_in
from policycmp.rows.numbers import format_number, to_decimal
from policycmp.scores.credibility import TICKS
from policycmp.tables.further_tables import FurtherLabels
from policycmp.tables.main_tables import TableWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.compare.comparing import Comparison
    from policycmp.compare.coverage import CoverageRow, MeasureRow
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.comparability import ComparedRow
    from policycmp.scores.ambition import Score

_HIGHEST, _LOWEST = 20, 5
_NAMED = 3
_FEWEST_ROWS = 2  # a score of one row says nothing about a plan
_ELSEWHERE = {State.NONE, State.UNREAD, State.BASIS}

_NOTHING = Cell("–")


class DigestLabels(Labels):
    """What the digest says in place of cells; `names` is set between names of plans."""

    opening = Bilingual(
        (
            "{count} plans are too many to lay side by side: figures over all of them follow.\n"
            "Narrow them with --cities or --where, the rows with --topic or --top; -o FILE.xlsx "
            "has every cell."
        ),
        (
            "共{count}份方案，并列过宽，以下为汇总。\n"
            "用--cities或--where缩小方案范围，用--topic或--top减少行数；全部单元格见-o "
            "FILE.xlsx。"
        ),
    )
    names = Bilingual(", ", "、")
    more = Bilingual(" (+{count})", "（另{count}份）")
    coverage = Bilingual(
        ("plans", "clauses", "commitments", "share, median %"), ("方案数", "条款数", "承诺数", "篇幅中位数%")
    )
    coverage_note = Bilingual(
        (
            "A clause counts for each of its topics; the median share of the text is that of the "
            "plans that speak of it."
        ),
        "一条可计入多个主题；篇幅中位数只算涉及该主题的方案。",
    )
    measures = Bilingual(
        ("by number", "committed", "mentioned", "not found"), ("量化承诺", "承诺", "仅提及", "未见")
    )
    measures_note = Bilingual(
        "Plans, each in one column: the strongest way in which it speaks of the measure.",
        "方案数；每份方案只计入其最强的一种表述。",
    )
    targets = Bilingual(
        ("plans", "comparable", "lowest", "median", "highest", "most ambitious"),
        ("方案数", "可比", "最低", "中位数", "最高", "力度最大"),
    )
    targets_note = Bilingual(
        (
            "Comparable: plans of the level compared whose numbers may be set beside each other; "
            "the plans named are those at the more ambitious end, (+k) as many more with the same "
            "number as the last of them."
        ),
        "可比：同级且可并列比较的方案；所列为力度较大一端的方案，括号内为与末位同值的其余方案数。",
    )
    outside = Bilingual(
        (
            "{rows} more rows outside the registry hold {commitments} commitments of {plans} "
            "plans: policycmp targets PLANS --list, or -o FILE.xlsx."
        ),
        (
            "指标库之外另有{rows}行，含{plans}份方案的{commitments}项承诺：policycmp targets PLANS --list，或-o "
            "FILE.xlsx。"
        ),
    )
    ambition_stub = Bilingual("Plan", "方案")
    ambition = Bilingual(
        ("place", "score", "rows", "one row left out"), ("名次", "得分", "行数", "去一行范围")
    )
    highest = Bilingual("Highest scores", "得分最高")
    lowest = Bilingual("Lowest scores", "得分最低")
    ambition_note = Bilingual(
        ("The score is the mean percentile among plans of one level; plans are ranked from two rows on."),
        "得分为同级方案中的平均百分位；有两行及以上的方案才排名。",
    )
    unranked = Bilingual(
        "Not ranked: {single} plans that rest on one row, {unscored} without a comparable row.",
        "未排名：仅有一行的方案{single}份，无可比行的方案{unscored}份。",
    )
    credibility = Bilingual(("commitments", "share, %"), ("承诺数", "占比%"))
    credibility_note = Bilingual(
        ("Of {count} commitments in {plans} plans. A second axis beside ambition; never blended."),
        "共{plans}份方案的{count}项承诺。与力度并列的另一维度，二者不合并。",
    )
    upper_note = Bilingual(
        "Plans under the one above, counted by what they make of each topic and indicator.",
        "下级方案数，按其对上级各主题、指标的回应计。",
    )


@dataclass(frozen=True)
class Digest:
    """Writes the digest of one comparison in one language (`en` or `zh`); its tables have the keys of the whole's."""

    comparison: Comparison
    lang: str = "en"

    @property
    def opening(self) -> str:
        """The line that says why there is a digest, and how to get the cells."""
        return self._labels.opening.format(count=len(self.comparison.peers.docs))

    def coverage(self) -> Table:
        """Topics × how many plans speak of each, with how many clauses and commitments, and their median share."""
        rows = tuple(self._coverage_row(row) for row in self.comparison.coverage)
        wording, note = self._writer.labels, self._labels.coverage_note
        return self._table(
            "coverage", (wording.coverage_title, wording.topic), self._labels.coverage, rows, (note,)
        )

    def _coverage_row(self, row: CoverageRow) -> Row:
        return Row(row.topic or "", self._writer.topic_label(row.topic), self.coverage_cells(row))

    def coverage_cells(self, row: CoverageRow) -> tuple[Cell, Cell, Cell, Cell]:
        """Count the plans that speak of a topic, their clauses and commitments, and take their median share."""
        cells = row.cells.values()
        share = Fraction(median([100 * cell.share for cell in cells])) if cells else None
        clauses, targets = sum(cell.clauses for cell in cells), sum(cell.targets for cell in cells)
        shown = _NOTHING if share is None else _percent(share)
        return _count(len(cells)), _count(clauses), _count(targets), shown

    def measures(self) -> Table:
        """Measures × how many plans commit to each by a number, commit to it, only mention it, have it not."""
        rows = tuple(self._measures_row(row) for row in self.comparison.measures)
        wording, note = self._writer.labels, self._labels.measures_note
        return self._table(
            "measures", (wording.measures_title, wording.measure), self._labels.measures, rows, (note,)
        )

    def _measures_row(self, row: MeasureRow) -> Row:
        quantified = sum(cell.quantified for cell in row.cells.values())
        committed = sum(cell.committed and not cell.quantified for cell in row.cells.values())
        mentioned = len(row.cells) - quantified - committed
        counts = (quantified, committed, mentioned, len(self.comparison.peers.docs) - len(row.cells))
        label = row.measure.label.zh if self.lang == "zh" else row.measure.label.en
        return Row(
            row.measure.id, label, tuple(map(_count, counts)), self._writer.topic_label(row.measure.topic)
        )

    def targets(self) -> Table:
        """Rows of the registry × how their numbers are spread over the plans, and who is at the ambitious end."""
        wording, compared = self._writer.labels, self.comparison.rows
        rows = tuple(self._targets_row(row) for row in compared if row.is_listed)
        notes = (self._labels.targets_note, *self._outside([row for row in compared if not row.is_listed]))
        return self._table(
            "targets", (wording.targets_title, wording.indicator), self._labels.targets, rows, notes
        )

    def _targets_row(self, row: ComparedRow) -> Row:
        plans = sum(cell.state not in _ELSEWHERE or bool(cell.parts) for cell in row.cells.values())
        compared = [
            cell.compared
            for cell in row.cells.values()
            if isinstance(cell, ComparedCell) and cell.state is State.VALUE
        ]
        values = sorted(commitment.compared for commitment in compared)
        spread = (values[0], median(values), values[-1]) if values else ()
        numbers = tuple(self._number(value, row) for value in spread) or (_NOTHING,) * 3
        cells = (_count(plans), _count(len(compared)), *numbers, self._ambitious(compared, row))
        return Row(row.key, self._writer.row_label(row), cells, self._writer.group_label(row))

    def _number(self, value: Fraction, row: ComparedRow) -> Cell:
        return Cell(format_number(value, row.family, self.lang), to_decimal(value))

    def _ambitious(self, compared: Sequence[Commitment], row: ComparedRow) -> Cell:
        """Name the plans at the more ambitious end, and how many more hold the number of the last of them."""
        sign = -1 if row.is_better_lower else 1
        ordered = sorted(
            compared, key=lambda commitment: (-sign * commitment.compared, commitment.target.doc)
        )
        shown, rest = ordered[:_NAMED], ordered[_NAMED:]
        if not shown:
            return _NOTHING
        more = sum(commitment.compared == shown[-1].compared for commitment in rest)
        labels = self.comparison.corpus.labels
        names = self._labels.names.join(
            labels.get(commitment.target.doc, commitment.target.doc) for commitment in shown
        )
        text = names + (self._labels.more.format(count=more) if more else "")
        return Cell(text, evidence=tuple(commitment.target.id for commitment in shown))

    def _outside(self, rows: Sequence[ComparedRow]) -> Iterator[str]:
        """Say how much stands in rows outside the registry."""
        if rows:
            plans = {doc for row in rows for doc in row.cells}
            commitments = commitments_in(rows)
            yield self._labels.outside.format(rows=len(rows), commitments=len(commitments), plans=len(plans))

    def ambition(self) -> Table:
        """Plans × their scores: the highest and the lowest, and how many have none."""
        words, scores = self._labels, self.comparison.ambition.documents
        ranked = sorted(
            (doc for doc, score in scores.items() if score.rows >= _FEWEST_ROWS),
            key=lambda doc: (-scores[doc].score, doc),
        )
        single = len(scores) - len(ranked)
        unscored = len(self.comparison.peers.docs) - len(scores)
        places = list(enumerate(ranked, start=1))
        lowest = places[max(_HIGHEST, len(places) - _LOWEST) :]
        rows = (
            *(self._score_row(place, doc, scores[doc], words.highest) for place, doc in places[:_HIGHEST]),
            *(self._score_row(place, doc, scores[doc], words.lowest) for place, doc in lowest),
        )
        notes = (words.ambition_note, words.unranked.format(single=single, unscored=unscored))
        title = self._writer.labels.ambition_title
        return self._table("ambition", (title, words.ambition_stub), words.ambition, rows, notes)

    def _score_row(self, place: int, doc: str, score: Score, group: str) -> Row:
        left_out = (score.low, score.high)
        bounds = "–".join(format_number(to_decimal(score, 0), "") for score in left_out if score is not None)
        shown = Cell(format_number(to_decimal(score.score, 0), ""), to_decimal(score.score))
        cells = (_count(place), shown, _count(score.rows), Cell(bounds))
        return Row(doc, self.comparison.corpus.labels.get(doc, doc), cells, group)

    def credibility(self) -> Table:
        """Ticks × how many commitments have each."""
        words, ticked = FurtherLabels(self.lang), self._ticked
        counts, whole = Counter(tick for ticks in ticked.values() for tick in ticks), max(1, len(ticked))
        rows = [
            Row(
                tick, words.ticks[tick], (_count(counts[tick]), _percent(100 * Fraction(counts[tick], whole)))
            )
            for tick in TICKS
        ]
        plans = {doc for row in self.comparison.rows for doc in row.cells}
        note = self._labels.credibility_note.format(count=len(ticked), plans=len(plans))
        return self._table(
            "credibility", (words.credibility, words.tick), self._labels.credibility, tuple(rows), (note,)
        )

    @cached_property
    def _ticked(self) -> dict[str, tuple[str, ...]]:
        """The ticks of the commitments in the rows that were kept."""
        kept = self.comparison.promised
        return {key: ticks for key, ticks in self.comparison.credibility.items() if key in kept}

    def upper(self) -> Table:
        """What the plan above asks × how many plans take it up, do not, or go beyond it."""
        words, labels = FurtherLabels(self.lang), self.comparison.corpus.labels
        rows = []
        for row in compare_uptake(self.comparison):
            label = self.comparison.indicators[row.indicator_id].label if row.indicator_id else None
            name = (label.zh if self.lang == "zh" else label.en) if label else None
            counts = Counter(row.cells.values())
            cells = tuple(_count(counts[uptake]) for uptake in Uptake)
            group = words.upper_indicators if label else words.upper_topics
            rows.append(
                Row(
                    f"{row.upper}/{row.indicator_id or row.topic}",
                    name or self._writer.topic_label(row.topic),
                    cells,
                    f"{labels.get(row.upper, row.upper)}: {group}",
                )
            )
        heads = tuple(words.uptakes[uptake] for uptake in Uptake)
        return self._table(
            "upper", (words.upper, words.asked), heads, tuple(rows), (self._labels.upper_note,)
        )

    @cached_property
    def _writer(self) -> TableWriter:
        return TableWriter(self.comparison, self.lang)

    @property
    def _labels(self) -> DigestLabels:
        return DigestLabels(self.lang)

    @staticmethod
    def _table(
        key: str,
        titles: tuple[str, str],
        heads: Sequence[str],
        rows: tuple[Row, ...],
        notes: tuple[str, ...],
    ) -> Table:
        """Put a table together; `titles` are its own and that of its labels. A column that names plans is of words."""
        named = {place for row in rows for place, cell in enumerate(row.cells) if cell.evidence}
        columns = tuple(
            Column(f"{key}-{place}", head, numeric=place not in named) for place, head in enumerate(heads)
        )
        return Table(key, *titles, columns, rows, notes)


def _count(number: int) -> Cell:
    return Cell(str(number) if number else "–", Decimal(number))


def _percent(share: Fraction) -> Cell:
    return Cell(format_number(to_decimal(share, 1), ""), to_decimal(share))
