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
from policycmp.models import Cell, Column, Row, State, Table
from policycmp.rows.comparability import commitments_in
from policycmp.rows.numbers import format_number, to_decimal
from policycmp.scores.credibility import TICKS
from policycmp.tables.cell_labels import WORDINGS
from policycmp.tables.digest_labels import DIGESTS, DigestWording
from policycmp.tables.further_labels import FURTHER
from policycmp.tables.main_tables import TableWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.compare.coverage import CoverageRow
    from policycmp.compare.measure_cells import MeasureRow
    from policycmp.compare.result import Comparison
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.comparability import ComparedRow
    from policycmp.scores.ambition import Score

_HIGHEST, _LOWEST = 20, 5
_NAMED = 3
_FEWEST_ROWS = 2  # a score of one row says nothing about a plan
_ELSEWHERE = {State.NONE, State.UNREAD, State.BASIS}


@dataclass(frozen=True)
class Digest:
    """Writes the digest of one comparison in one language (`en` or `zh`); its tables have the keys of the whole's."""

    comparison: Comparison
    lang: str = "en"

    @property
    def opening(self) -> str:
        """The line that says why there is a digest, and how to get the cells."""
        return self._words.opening.format(count=len(self.comparison.peers.docs))

    def coverage(self) -> Table:
        """Topics × how many plans speak of each, with how many clauses and commitments, and their median share."""
        rows = tuple(self._coverage_row(row) for row in self.comparison.coverage)
        wording, note = WORDINGS[self.lang], self._words.coverage_note
        return self._table(
            "coverage", (wording.coverage_title, wording.topic), self._words.coverage, rows, (note,)
        )

    def _coverage_row(self, row: CoverageRow) -> Row:
        cells = row.cells.values()
        share = Fraction(median([100 * cell.share for cell in cells])) if cells else None
        counts = (len(cells), sum(cell.clauses for cell in cells), sum(cell.targets for cell in cells))
        shown = _NOTHING if share is None else _percent(share)
        return Row(row.topic or "", self._writer.topic_label(row.topic), (*map(_count, counts), shown))

    def measures(self) -> Table:
        """Measures × how many plans commit to each by a number, commit to it, only mention it, have it not."""
        rows = tuple(self._measures_row(row) for row in self.comparison.measures)
        wording, note = WORDINGS[self.lang], self._words.measures_note
        return self._table(
            "measures", (wording.measures_title, wording.measure), self._words.measures, rows, (note,)
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
        wording, compared = WORDINGS[self.lang], self.comparison.rows
        rows = tuple(self._targets_row(row) for row in compared if row.indicator)
        notes = (self._words.targets_note, *self._outside([row for row in compared if not row.indicator]))
        return self._table(
            "targets", (wording.targets_title, wording.indicator), self._words.targets, rows, notes
        )

    def _targets_row(self, row: ComparedRow) -> Row:
        plans = sum(cell.state not in _ELSEWHERE or bool(cell.parts) for cell in row.cells.values())
        found = [cell.compared for cell in row.cells.values() if cell.compared and cell.state is State.VALUE]
        values = sorted(each.compared for each in found)
        spread = (values[0], median(values), values[-1]) if values else ()
        numbers = tuple(self._number(value, row) for value in spread) or (_NOTHING,) * 3
        cells = (_count(plans), _count(len(found)), *numbers, self._ambitious(found, row))
        return Row(row.key, self._writer.row_label(row), cells, self._writer.group_label(row))

    def _number(self, value: Fraction, row: ComparedRow) -> Cell:
        return Cell(format_number(value, row.family, self.lang), to_decimal(value))

    def _ambitious(self, found: Sequence[Commitment], row: ComparedRow) -> Cell:
        """Name the plans at the more ambitious end, and how many more hold the number of the last of them."""
        sign = -1 if row.indicator and row.indicator.direction == "down" else 1
        ordered = sorted(found, key=lambda each: (-sign * each.compared, each.target.doc))
        shown, rest = ordered[:_NAMED], ordered[_NAMED:]
        if not shown:
            return _NOTHING
        more = sum(each.compared == shown[-1].compared for each in rest)
        labels = self.comparison.corpus.labels
        names = self._words.names.join(labels.get(each.target.doc, each.target.doc) for each in shown)
        text = names + (self._words.more.format(count=more) if more else "")
        return Cell(text, evidence=tuple(each.target.id for each in shown))

    def _outside(self, rows: Sequence[ComparedRow]) -> Iterator[str]:
        """Say how much stands in rows outside the registry."""
        if rows:
            plans = {doc for row in rows for doc in row.cells}
            commitments = commitments_in(rows)
            yield self._words.outside.format(rows=len(rows), commitments=len(commitments), plans=len(plans))

    def ambition(self) -> Table:
        """Plans × their scores: the highest and the lowest, and how many have none."""
        words, scores = self._words, self.comparison.ambition.documents or {}
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
        title = WORDINGS[self.lang].ambition_title
        return self._table("ambition", (title, words.ambition_stub), words.ambition, rows, notes)

    def _score_row(self, place: int, doc: str, score: Score, group: str) -> Row:
        left_out = (score.low, score.high)
        bounds = "–".join(format_number(to_decimal(each, 0), "") for each in left_out if each is not None)
        shown = Cell(format_number(to_decimal(score.score, 0), ""), to_decimal(score.score))
        cells = (_count(place), shown, _count(score.rows), Cell(bounds))
        return Row(doc, self.comparison.corpus.labels.get(doc, doc), cells, group)

    def credibility(self) -> Table:
        """Ticks × how many commitments have each."""
        words, ticked = FURTHER[self.lang], self._ticked
        counts, whole = Counter(tick for ticks in ticked.values() for tick in ticks), max(1, len(ticked))
        rows = [
            Row(
                tick, words.ticks[tick], (_count(counts[tick]), _percent(100 * Fraction(counts[tick], whole)))
            )
            for tick in TICKS
        ]
        plans = {doc for row in self.comparison.rows for doc in row.cells}
        note = self._words.credibility_note.format(count=len(ticked), plans=len(plans))
        return self._table(
            "credibility", (words.credibility, words.tick), self._words.credibility, tuple(rows), (note,)
        )

    @cached_property
    def _ticked(self) -> dict[str, tuple[str, ...]]:
        """The ticks of the commitments in the rows that were kept."""
        kept = commitments_in(self.comparison.rows)
        return {key: ticks for key, ticks in self.comparison.credibility.items() if key in kept}

    def upper(self) -> Table:
        """What the plan above asks × how many plans take it up, do not, or go beyond it."""
        words, labels = FURTHER[self.lang], self.comparison.corpus.labels
        indicators = {each.id: each.label for each in self.comparison.config.indicators}
        rows = []
        for row in compare_uptake(self.comparison):
            label = indicators[row.indicator_id] if row.indicator_id else None
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
        return self._table("upper", (words.upper, words.asked), heads, tuple(rows), (self._words.upper_note,))

    @cached_property
    def _writer(self) -> TableWriter:
        return TableWriter(self.comparison, self.lang)

    @property
    def _words(self) -> DigestWording:
        return DIGESTS[self.lang]

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


_NOTHING = Cell("–")


def _count(number: int) -> Cell:
    return Cell(str(number) if number else "–", Decimal(number))


def _percent(share: Fraction) -> Cell:
    return Cell(format_number(to_decimal(share, 1), ""), to_decimal(share))
