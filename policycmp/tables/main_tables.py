"""The three tables of a comparison: coverage, targets side by side, ambition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.models import Basis, Cell, Column, Row, Table
from policycmp.rows.numbers import format_number, to_decimal
from policycmp.rows.units import DOLLARS, TIMES, YUAN
from policycmp.tables.cell_labels import WORDINGS
from policycmp.tables.cells import CellWriter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from fractions import Fraction

    from policycmp.compare.coverage import CoverageCell
    from policycmp.compare.measure_cells import MeasureCell
    from policycmp.compare.result import Comparison
    from policycmp.config import Label
    from policycmp.rows.comparability import ComparedRow, RowCell
    from policycmp.scores.ambition import AmbitionCell, Score

PARTS = ("coverage", "measures", "targets", "ambition")
MAIN_TABLES = ("coverage", "targets", "ambition")

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
        blanks = [Cell(wording.none, Decimal(0))] * len(self._places)
        rows = [
            Row(
                key=row.topic or "",
                label=self.topic_label(row.topic),
                cells=self._side_by_side(
                    {doc: _coverage_cell(cell) for doc, cell in row.cells.items()}, blanks
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
        blanks = [Cell(wording.none)] * len(self._places)
        rows = tuple(
            Row(
                key=row.measure.id,
                label=self._in_lang(row.measure.label),
                cells=self._side_by_side(
                    {doc: self._measure_cell(cell) for doc, cell in row.cells.items()}, blanks
                ),
                group=self.topic_label(row.measure.topic),
            )
            for row in comparison.measures
        )
        notes = (wording.measures_note,)
        return Table("measures", wording.measures_title, wording.measure, self.columns(), rows, notes)

    def with_overrides(self, table: Table) -> Table:
        """Name under a table the corrections that its evidence passed through."""
        corrected = {each for one in self.comparison.corpus.analyses for each in one.overrides}
        if not corrected:
            return table
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
        unread = {each.doc for each in self.comparison.corpus.analyses if not each.clauses}
        none, lost = Cell(wording.none), Cell(wording.unread)
        blanks = [lost if doc in unread else none for doc in self._places]
        rows = tuple(self._targets_row(row, blanks) for row in self.comparison.rows)
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

    def _targets_row(self, row: ComparedRow, blanks: Sequence[Cell]) -> Row:
        places = self.comparison.places(row)
        cells = {doc: self._target_cell(row, doc, cell, places.get(doc)) for doc, cell in row.cells.items()}
        return Row(row.key, self.row_label(row), self._side_by_side(cells, blanks), self.group_label(row))

    def _target_cell(self, row: ComparedRow, doc: str, cell: RowCell, place: AmbitionCell | None) -> Cell:
        value = to_decimal(cell.compared.compared) if cell.compared else None
        found = (*((cell.compared,) if cell.compared else ()), *cell.others, *cell.parts)
        evidence = tuple(each.target.id for each in found)
        return Cell("\n".join(self.cells.lines(row, doc, cell, place)), value, evidence)

    def group_label(self, row: ComparedRow) -> str:
        """Name the group that a row of targets stands in."""
        topic = self.topic_label(row.topic)
        return topic if row.indicator else WORDINGS[self.lang].outside.format(topic=topic)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {doc: place for place, doc in enumerate(self.comparison.peers.docs)}

    def _side_by_side(self, cells: Mapping[str, Cell], blanks: Sequence[Cell]) -> tuple[Cell, ...]:
        """Set the cells of the plans that say something among blank ones, a cell a column."""
        written = list(blanks)
        for doc, cell in cells.items():
            written[self._places[doc]] = cell
        return tuple(written)

    def _ambition_row(self, topic: str, scores: dict[str, Score]) -> Row:
        rows = [row for row in self.comparison.ambition.rows if (row.row.topic or "") == topic]
        ranked = [row for row in rows if any(cell.rank for cell in row.cells.values())]
        places: defaultdict[str, list[AmbitionCell]] = defaultdict(list)
        for doc, cell in ((doc, cell) for row in ranked for doc, cell in row.cells.items() if cell.rank):
            places[doc].append(cell)
        cells = [Cell(str(len(ranked)), Decimal(len(ranked)))]
        cells += [self._score_cell(places[doc], scores.get(doc)) for doc in self._places]
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
        return self._topic_labels.get(topic or "", WORDINGS[self.lang].residual)

    @cached_property
    def _topic_labels(self) -> dict[str, str]:
        return {each.id: self._in_lang(each.label) for each in self.comparison.config.topics}

    def _topic_place(self, topic: str) -> int:
        places = [each.id for each in self.comparison.config.topics]
        return places.index(topic) if topic in places else len(places)

    def _in_lang(self, label: Label) -> str:
        return label.zh if self.lang == "zh" else label.en


def _coverage_cell(cell: CoverageCell) -> Cell:
    return Cell(f"{cell.clauses or '–'} ({cell.targets or '–'})", Decimal(cell.clauses), cell.evidence)


def _rounded(score: Fraction) -> str:
    return format_number(to_decimal(score, _SCORE_PLACES), "")


def comparison_tables(
    comparison: Comparison, lang: str = "en", parts: Collection[str] = MAIN_TABLES
) -> list[Table]:
    """Write tables, by default those of the main job: coverage, targets side by side, ambition.

    Args:
        comparison: what was found.
        lang: the language of their words.
        parts: those of `PARTS` to give; each names the corrections that touched it.
    """
    writer = TableWriter(comparison, lang)
    builders = {
        "coverage": writer.coverage,
        "measures": writer.measures,
        "targets": writer.targets,
        "ambition": writer.ambition,
    }
    return [writer.with_overrides(builders[part]()) for part in PARTS if part in parts]
