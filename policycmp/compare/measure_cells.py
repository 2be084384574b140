"""Measures: which plan commits to which named instrument, and whether by a number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policycmp.rows.sparse import SparseCells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycmp.config import Config, Measure
    from policycmp.models import Corpus, MeasureUse


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
    for analysis in corpus.analyses:
        for use in analysis.measures:
            uses[use.measure][analysis.doc].append(use)
    blanks = dict.fromkeys((analysis.doc for analysis in corpus.analyses), MeasureCell())
    places = {topic.id: place for place, topic in enumerate(config.topics)}
    ordered = sorted(config.measures, key=lambda each: places.get(each.topic or "", len(places)))
    return tuple(MeasureRow(measure, SparseCells(_cells(uses[measure.id]), blanks)) for measure in ordered)


def _cells(uses: Mapping[str, list[MeasureUse]]) -> dict[str, MeasureCell]:
    return {doc: MeasureCell(tuple(found)) for doc, found in uses.items()}


def measures_data(rows: tuple[MeasureRow, ...], docs: tuple[str, ...]) -> list[dict[str, Any]]:
    """Give the rows as the JSON objects of the interface."""
    blanks = dict.fromkeys(docs, _cell_data(MeasureCell()))
    return [
        {
            "measure": row.measure.id,
            "label": {"en": row.measure.label.en, "zh": row.measure.label.zh},
            "topic": row.measure.topic,
            "cells": blanks | {doc: _cell_data(cell) for doc, cell in row.cells.items()},
        }
        for row in rows
    ]


def _cell_data(cell: MeasureCell) -> dict[str, Any]:
    return {"committed": cell.committed, "quantified": cell.quantified, "clauses": list(cell.clauses)}
