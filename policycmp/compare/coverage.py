"""Coverage: how much each plan gives to each topic, and which named instruments it commits to."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from policycmp.models import Analyses
from policycmp.rows.comparability import SparseCells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.config import Config, Measure
    from policycmp.models import Analysis, Clause, Corpus, MeasureUse


_DIGITS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One topic in one plan; `share` is that of the plan's clause text, 0 to 1."""

    clauses: int
    targets: int
    share: Decimal
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One topic in all plans; `topic` None is the residual, what no topic claims."""

    topic: str | None
    cells: SparseCells[CoverageCell]


_NOTHING = CoverageCell(0, 0, Decimal(0))
_cell = lru_cache(maxsize=16384)(CoverageCell)


def compare_coverage(corpus: Corpus, config: Config, *, named: bool = True) -> tuple[CoverageRow, ...]:
    """Count every topic in every plan.

    A clause counts for each of its topics, so shares may add up to more than 1.

    Args:
        corpus: the plans.
        config: its topics.
        named: whether the cells must name their clauses; those of a large store are many.

    Returns:
        A row for every topic in the order of the config, and one for the residual.
    """
    docs = [head.doc for head in corpus.heads]
    blanks = dict.fromkeys(docs, _NOTHING)
    rows: dict[str | None, dict[str, CoverageCell]] = {topic.id: {} for topic in config.topics} | {None: {}}
    for doc, topic, cell in _cells(corpus.analyses, named=named):
        if topic in rows:
            rows[topic][doc] = cell
    return tuple(
        CoverageRow(topic, SparseCells({doc: cells[doc] for doc in docs if doc in cells}, blanks))
        for topic, cells in rows.items()
    )


def _cells(analyses: Sequence[Analysis], *, named: bool) -> Iterator[tuple[str, str | None, CoverageCell]]:
    """Count the topics that plans speak of, in a store without loading them."""
    tallies = analyses.tallies(named=named) if isinstance(analyses, Analyses) else None
    if tallies is None:
        for analysis in analyses:
            yield from _cells_of(analysis)
        return
    for doc, topic, clauses, length, whole, targets, ids in tallies:
        share = _share(length, whole)
        # Where no clause is named, few cells of many plans differ.
        yield (
            doc,
            topic,
            CoverageCell(clauses, targets, share, ids) if ids else _cell(clauses, targets, share),
        )


def _cells_of(analysis: Analysis) -> Iterator[tuple[str, str | None, CoverageCell]]:
    whole = _length(analysis.clauses)
    clauses: defaultdict[str | None, list[Clause]] = defaultdict(list)
    for clause in analysis.clauses:
        for topic in dict.fromkeys([match.id for match in clause.topics]) or (None,):
            clauses[topic].append(clause)
    targets: Counter[str | None] = Counter()
    for topics, count in Counter([target.topics for target in analysis.targets]).items():
        targets.update(dict.fromkeys(topics or (None,), count))
    for topic in clauses.keys() | targets.keys():
        of_topic = clauses[topic]
        evidence = tuple([clause.id for clause in of_topic])
        share = _share(_length(of_topic), whole)
        yield analysis.doc, topic, CoverageCell(len(of_topic), targets[topic], share, evidence)


def _length(clauses: Iterable[Clause]) -> int:
    return sum([len(clause.text) for clause in clauses])


def _share(length: int, whole: int) -> Decimal:
    return (Decimal(length) / Decimal(whole)).quantize(_DIGITS) if whole else Decimal(0)


@dataclass(frozen=True, slots=True)
class MeasureCell:
    """One measure in one plan: where it is spoken of. Without uses it was looked for and not found."""

    uses: tuple[MeasureUse, ...] = ()

    @property
    def committed(self) -> bool:
        """Whether the plan commits to it anywhere."""
        return any(use.committed for use in self.uses)

    @property
    def quantified(self) -> bool:
        """Whether it does so by a number."""
        return any(use.quantified for use in self.uses)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that commit to it, or those that only mention it where none does."""
        found = [use.clause for use in self.uses if use.committed or not self.committed]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure in all plans."""

    measure: Measure
    cells: SparseCells[MeasureCell]


def compare_measures(corpus: Corpus, config: Config) -> tuple[MeasureRow, ...]:
    """Put the plans' measures side by side.

    Returns:
        A row for every measure in the order of the topics, then of the config, also where no plan has it.
    """
    uses: defaultdict[str, defaultdict[str, list[MeasureUse]]] = defaultdict(lambda: defaultdict(list))
    for use in corpus.uses():
        uses[use.measure][use.doc].append(use)
    blanks = dict.fromkeys((head.doc for head in corpus.heads), MeasureCell())
    places = {topic.id: place for place, topic in enumerate(config.topics)}
    ordered = sorted(config.measures, key=lambda measure: places.get(measure.topic or "", len(places)))
    cells = {
        measure: {doc: MeasureCell(tuple(in_plan)) for doc, in_plan in by_plan.items()}
        for measure, by_plan in uses.items()
    }
    return tuple(MeasureRow(measure, SparseCells(cells.get(measure.id, {}), blanks)) for measure in ordered)


def measures_data(rows: tuple[MeasureRow, ...], docs: tuple[str, ...]) -> list[dict[str, Any]]:
    """Give the rows as the JSON objects of the interface; plans that do not speak of a measure have no cell."""
    return [
        {
            "measure": row.measure.id,
            "label": {"en": row.measure.label.en, "zh": row.measure.label.zh},
            "topic": row.measure.topic,
            "cells": {doc: _cell_data(row.cells[doc]) for doc in docs if doc in row.cells},
        }
        for row in rows
    ]


def _cell_data(cell: MeasureCell) -> dict[str, Any]:
    return {"committed": cell.committed, "quantified": cell.quantified, "clauses": list(cell.clauses)}
