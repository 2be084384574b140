"""The three tables of a comparison: coverage, targets side by side, ambition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.compare.cells import CellWriter
from policycmp.compare.numbers import format_number, to_decimal
from policycmp.compare.units import DOLLARS, TIMES, YUAN
from policycmp.compare.wording import WORDINGS
from policycmp.models import Basis, Cell, Column, Row, Table

if TYPE_CHECKING:
    from fractions import Fraction

    from policycmp.compare.ambition import AmbitionCell, Score
    from policycmp.compare.comparability import ComparedRow
    from policycmp.compare.measures import MeasureCell
    from policycmp.compare.result import Comparison
    from policycmp.config import Label

_SCORE_PLACES = 0
_ALIKE = "≈ "
_FAMILIES_IN_CELLS = {YUAN, DOLLARS, TIMES}


@dataclass(frozen=True)
class TableWriter:
    """Writes the tables of one comparison in one language (`en` or `zh`)."""

    comparison: Comparison
    lang: str = "en"

    @cached_property
    def cells(self) -> CellWriter:
        """The writer of the cells of targets."""
        config = self.comparison.config
        indicators = {indicator.id: indicator for indicator in config.indicators}
        return CellWriter(
            wording=WORDINGS[self.lang],
            lang=self.lang,
            units=self.comparison.units,
            denominators={
                each.id: self._in_lang(indicators[each.ratio.denominator].label)
                for each in indicators.values()
                if each.ratio
            },
            dated=frozenset(each.doc for each in self.comparison.corpus.analyses if each.metadata.year),
            benchmarks=frozenset(filter(self.comparison.peers.is_benchmark, self.comparison.peers.docs)),
            soft_words=frozenset((*config.strengths.soft, *config.strengths.soft_object)),
            sizes={each.id: each for each in config.schema.denominators},
        )

    def coverage(self) -> Table:
        """Topics × plans: clauses, and quantified commitments in brackets."""
        wording = WORDINGS[self.lang]
        rows = [
            Row(
                key=row.topic or "",
                label=self.topic_label(row.topic),
                cells=tuple(
                    Cell(_coverage_text(cell.clauses, cell.targets), Decimal(cell.clauses), cell.evidence)
                    for cell in (row.cells[doc] for doc in self.comparison.peers.docs)
                ),
            )
            for row in self.comparison.coverage
        ]
        return Table(
            "coverage",
            wording.coverage_title,
            wording.topic,
            self.columns(),
            tuple(rows),
            (wording.coverage_note,),
        )

    def measures(self) -> Table:
        """Measures × plans: committed to by a number, committed to, only mentioned, or not found."""
        wording, comparison = WORDINGS[self.lang], self.comparison
        rows = tuple(
            Row(
                key=row.measure.id,
                label=self._in_lang(row.measure.label),
                cells=tuple(self._measure_cell(row.cells[doc]) for doc in comparison.peers.docs),
                group=self.topic_label(row.measure.topic),
            )
            for row in comparison.measures
        )
        notes = (wording.measures_note,)
        return Table("measures", wording.measures_title, wording.measure, self.columns(), rows, notes)

    def with_overrides(self, table: Table) -> Table:
        """Name under a table the corrections that its evidence passed through."""
        corrected = {each for one in self.comparison.corpus.analyses for each in one.overrides}
        shown = {each for row in table.rows for cell in row.cells for each in cell.evidence}
        if not corrected & shown:
            return table
        note = WORDINGS[self.lang].overrides_note.format(ids=", ".join(sorted(corrected & shown)))
        return replace(table, notes=(*table.notes, note))

    def _measure_cell(self, cell: MeasureCell) -> Cell:
        wording, count = WORDINGS[self.lang], len(cell.clauses)
        if not cell.uses:
            return Cell(wording.none)
        text = wording.committed if cell.committed else wording.mentioned
        text = wording.quantified if cell.quantified else text
        return Cell(text.format(clauses=count), Decimal(count if cell.committed else 0), cell.clauses)

    def targets(self) -> Table:
        """Indicators × plans: the compared number with its bound and year, or why there is none."""
        wording = WORDINGS[self.lang]
        rows = tuple(self._targets_row(row) for row in self.comparison.rows)
        return Table(
            "targets",
            wording.targets_title,
            wording.indicator,
            self.columns(),
            rows,
            (wording.targets_note,),
        )

    def ambition(self) -> Table:
        """Topics × plans: ranks in the comparable rows, or the mean percentile where there are enough plans."""
        wording, ambition = WORDINGS[self.lang], self.comparison.ambition
        topics = sorted(ambition.topics or {}, key=self._topic_place)
        rows = [self._ambition_row(topic, (ambition.topics or {})[topic]) for topic in topics]
        if ambition.documents and self._has_scores:
            rows.append(self._document_row(ambition.documents))
        columns = (Column("rows", wording.rows, numeric=True), *self.columns())
        note = wording.ambition_note.format(count=self.comparison.config.settings.percentile_from)
        return Table("ambition", wording.ambition_title, wording.topic, columns, tuple(rows), (note,))

    def row_label(self, row: ComparedRow) -> str:
        """Name a row of targets: what is counted, on which basis, in which unit."""
        wording = WORDINGS[self.lang]
        name = self._in_lang(row.indicator.label) if row.indicator else row.label
        is_rate = row.basis is Basis.LEVEL and row.family == "percent"
        basis = "" if is_rate or not row.indicator else wording.basis_of_row(row.basis, row.window)
        if not row.indicator and row.basis is Basis.INCREMENT and row.window:
            basis = wording.row_added
        mark = _ALIKE if row.alike else ""
        return mark + wording.comma.join(part for part in (name, basis) if part) + self._unit_of(row)

    def _unit_of(self, row: ComparedRow) -> str:
        if row.family in _FAMILIES_IN_CELLS:
            return ""
        family = self.comparison.units.named(row.family)
        label = self._in_lang(family.label) if family and family.label else row.family
        return WORDINGS[self.lang].unit.format(unit=label)

    def _targets_row(self, row: ComparedRow) -> Row:
        places = self.comparison.places(row)
        cells = []
        for doc in self.comparison.peers.docs:
            cell = row.cells[doc]
            lines = self.cells.lines(row, doc, cell, places.get(doc))
            value = to_decimal(cell.compared.compared) if cell.compared else None
            found = (*((cell.compared,) if cell.compared else ()), *cell.others, *cell.parts)
            cells.append(Cell("\n".join(lines), value, tuple(each.target.id for each in found)))
        topic = self.topic_label(row.topic)
        group = topic if row.indicator else WORDINGS[self.lang].outside.format(topic=topic)
        return Row(row.key, self.row_label(row), tuple(cells), group)

    def _ambition_row(self, topic: str, scores: dict[str, Score]) -> Row:
        rows = [row for row in self.comparison.ambition.rows if (row.row.topic or "") == topic]
        ranked = [row for row in rows if any(cell.rank for cell in row.cells.values())]
        cells = [Cell(str(len(ranked)), Decimal(len(ranked)))]
        for doc in self.comparison.peers.docs:
            places = [row.cells[doc] for row in ranked if doc in row.cells and row.cells[doc].rank]
            cells.append(self._score_cell(places, scores.get(doc)))
        return Row(topic, self.topic_label(topic or None), tuple(cells))

    def _score_cell(self, places: list[AmbitionCell], score: Score | None) -> Cell:
        if score is None:
            return Cell(WORDINGS[self.lang].none)
        evidence = tuple(place.commitment.target.id for place in places)
        if self._has_scores:
            return Cell(self._score_text(score), to_decimal(score.score), evidence)
        ranks = ", ".join(f"{place.rank}/{place.of}" for place in places)
        return Cell(f"{ranks} [1]" if score.rows == 1 else ranks, to_decimal(score.score), evidence)

    def _document_row(self, scores: dict[str, Score]) -> Row:
        ranked = [
            row for row in self.comparison.ambition.rows if any(cell.rank for cell in row.cells.values())
        ]
        cells = [Cell(str(len(ranked)), Decimal(len(ranked)))]
        for doc in self.comparison.peers.docs:
            score = scores.get(doc)
            text = self._score_text(score) if score else WORDINGS[self.lang].none
            if score and score.low is not None and score.high is not None:
                text = f"{text}\n{_rounded(score.low)}–{_rounded(score.high)}"
            cells.append(Cell(text, to_decimal(score.score) if score else None))
        return Row("*", WORDINGS[self.lang].all_topics, tuple(cells))

    def _score_text(self, score: Score) -> str:
        number = _rounded(score.score) if score.rows > 1 else f"[{_rounded(score.score)}]"
        return WORDINGS[self.lang].score.format(score=number, rows=score.rows)

    @property
    def _has_scores(self) -> bool:
        """Whether there are enough plans of one level for percentiles to say more than ranks."""
        peers = [doc for doc in self.comparison.peers.docs if self.comparison.peers.is_peer(doc)]
        return len(peers) >= self.comparison.config.settings.percentile_from

    def columns(self) -> tuple[Column, ...]:
        """Give a column to every plan, benchmarks last."""
        labels, peers = self.comparison.corpus.labels, self.comparison.peers
        return tuple(
            Column(doc, labels.get(doc, doc), benchmark=peers.is_benchmark(doc)) for doc in peers.docs
        )

    def topic_label(self, topic: str | None) -> str:
        """Name a topic; None is the residual."""
        labels = {each.id: each.label for each in self.comparison.config.topics}
        return self._in_lang(labels[topic]) if topic in labels else WORDINGS[self.lang].residual

    def _topic_place(self, topic: str) -> int:
        places = [each.id for each in self.comparison.config.topics]
        return places.index(topic) if topic in places else len(places)

    def _in_lang(self, label: Label) -> str:
        return label.zh if self.lang == "zh" else label.en


def _coverage_text(clauses: int, targets: int) -> str:
    if not clauses and not targets:
        return "–"
    return f"{clauses or '–'} ({targets or '–'})"


def _rounded(score: Fraction) -> str:
    return format_number(to_decimal(score, _SCORE_PLACES), "")
