"""The result of a comparison, as tables and as the JSON object of the interface."""

from __future__ import annotations

import importlib.metadata
import json
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

from policycmp.compare.measures import measures_data
from policycmp.compare.numbers import plain_decimal, to_decimal
from policycmp.compare.outline import issue_data, outline_data
from policycmp.compare.tables import TableWriter

if TYPE_CHECKING:
    from collections.abc import Collection
    from fractions import Fraction

    from policycmp.compare.ambition import Ambition, AmbitionCell, AmbitionRow, Score
    from policycmp.compare.baselines import Baseline
    from policycmp.compare.cells import CellWriter
    from policycmp.compare.comparability import ComparedRow, RowCell
    from policycmp.compare.coverage import CoverageRow
    from policycmp.compare.measures import MeasureRow
    from policycmp.compare.peers import Peers
    from policycmp.compare.units import Units
    from policycmp.config import Config
    from policycmp.models import Corpus, Issue, Table

SCHEMA_VERSION = "1"
PARTS = ("coverage", "measures", "targets", "ambition")
MAIN_TABLES = ("coverage", "targets", "ambition")


@dataclass(frozen=True)
class Comparison:
    """What one comparison found; `rows` are those of the targets, `issues` those of all stages.

    `baselines` are those that each plan gives itself, by its id, then by indicator and scope.
    """

    corpus: Corpus
    config: Config
    units: Units
    peers: Peers
    coverage: tuple[CoverageRow, ...]
    rows: tuple[ComparedRow, ...]
    ambition: Ambition
    issues: tuple[Issue, ...]
    baselines: dict[str, dict[tuple[str, str], list[Baseline]]] = field(default_factory=dict)
    measures: tuple[MeasureRow, ...] = ()

    def tables(self, lang: str = "en", parts: Collection[str] = MAIN_TABLES) -> list[Table]:
        """Give tables, by default those of the main job: coverage, targets side by side, ambition.

        Args:
            lang: the language of their words.
            parts: those of `PARTS` to give; each names the corrections that touched it.
        """
        writer = TableWriter(self, lang)
        builders = {
            "coverage": writer.coverage,
            "measures": writer.measures,
            "targets": writer.targets,
            "ambition": writer.ambition,
        }
        return [writer.with_overrides(builders[part]()) for part in PARTS if part in parts]

    def data(self, parts: Collection[str] = PARTS, lang: str = "en") -> dict[str, Any]:
        """Give the JSON object of the interface, numbers as int or Decimal.

        Args:
            parts: those of `PARTS` to hold.
            lang: the language of the cells' texts and notes.
        """
        builders = {
            "coverage": self._coverage_data,
            "measures": lambda: measures_data(self.measures, self.peers.docs),
            "targets": lambda: self._targets_data(TableWriter(self, lang).cells),
            "ambition": self._ambition_data,
        }
        analyses = {analysis.doc: analysis for analysis in self.corpus.analyses}
        return {
            "schema_version": SCHEMA_VERSION,
            "documents": [outline_data(analyses[doc]) for doc in self.peers.docs],
            **{part: builders[part]() for part in PARTS if part in parts},
            "credibility": {},
            "issues": [issue_data(issue) for issue in self.issues],
            "provenance": self._provenance(),
        }

    def places(self, row: ComparedRow) -> dict[str, AmbitionCell]:
        """Give the places of the plans in a row, none where it is not ranked."""
        return self._places.get(row.key, {})

    @cached_property
    def _places(self) -> dict[str, dict[str, AmbitionCell]]:
        return {row.row.key: row.cells for row in self.ambition.rows}

    def _coverage_data(self) -> list[dict[str, Any]]:
        return [
            {
                "topic": row.topic,
                "cells": {
                    doc: {
                        "clauses": cell.clauses,
                        "targets": cell.targets,
                        "share": plain_decimal(cell.share),
                    }
                    for doc, cell in ((doc, row.cells[doc]) for doc in self.peers.docs)
                },
            }
            for row in self.coverage
        ]

    def _targets_data(self, writer: CellWriter) -> list[dict[str, Any]]:
        return [self._row_data(row, writer) for row in self.rows]

    def _row_data(self, row: ComparedRow, writer: CellWriter) -> dict[str, Any]:
        places = self.places(row)
        return {
            "indicator_id": row.indicator.id if row.indicator else None,
            "label": {"en": row.indicator.label.en if row.indicator else None, "zh": row.label},
            "topic": row.topic,
            "type": row.type.value,
            "basis": row.basis.value if row.basis else None,
            "window": row.window,
            "unit": self.units.base(row.family),
            "cells": {doc: _cell_data(row, doc, writer, places.get(doc)) for doc in self.peers.docs},
        }

    def _ambition_data(self) -> dict[str, Any]:
        topics = self.ambition.topics or {}
        known = [topic.id for topic in self.config.topics]
        ordered = sorted(topics, key=lambda topic: known.index(topic) if topic in known else len(known))
        return {
            "rows": [self._ambition_row_data(row) for row in self.ambition.rows],
            "topics": {
                topic: {doc: _score_data(score) for doc, score in sorted(topics[topic].items())}
                for topic in ordered
            },
            "documents": {
                doc: {**_score_data(score), "low": _number(score.low), "high": _number(score.high)}
                for doc, score in sorted((self.ambition.documents or {}).items())
            },
        }

    def _ambition_row_data(self, row: AmbitionRow) -> dict[str, Any]:
        return {
            "indicator_id": row.row.indicator.id if row.row.indicator else None,
            "basis": row.row.basis.value if row.row.basis else None,
            "window": row.row.window,
            "cells": {doc: _place_data(row.cells[doc]) for doc in self.peers.docs if doc in row.cells},
        }

    def _provenance(self) -> dict[str, Any]:
        return {
            "version": _version(),
            "config_sha256": self.config.sha256,
            "overrides": sorted({each for one in self.corpus.analyses for each in one.overrides}),
            "inputs": {
                each.doc: each.document.sha256 for each in sorted(self.corpus.analyses, key=lambda a: a.doc)
            },
        }


def json_schema() -> dict[str, Any]:
    """Load the JSON Schema of the object that `Comparison.data` gives."""
    source = resources.files("policycmp.compare").joinpath("schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(source)
    return schema


def _cell_data(row: ComparedRow, doc: str, writer: CellWriter, place: AmbitionCell | None) -> dict[str, Any]:
    cell = row.cells[doc]
    return {
        "state": cell.state.value,
        "targets": _ids(cell),
        "parts": [part.target.id for part in cell.parts],
        "text": "; ".join(writer.lines(row, doc, cell, place)),
        "note": writer.note(row, cell),
    }


def _ids(cell: RowCell) -> list[str]:
    compared = (cell.compared,) if cell.compared else ()
    return [each.target.id for each in (*compared, *cell.others)]


def _place_data(place: AmbitionCell) -> dict[str, Any]:
    baseline = place.baseline
    return {
        "value": _number(place.commitment.compared),
        "comparator": place.commitment.target.comparator.value,
        "deadline": place.commitment.target.deadline,
        "rank": place.rank,
        "of": place.of,
        "ratio_to_median": _number(place.ratio_to_median),
        "percentile": _number(place.percentile),
        "baseline": {"value": _number(baseline.value), "year": baseline.year, "source": baseline.source}
        if baseline
        else None,
        "growth": place.growth,
        "growth_points": _number(place.growth_points),
        "per": None,
        "upper": None,
    }


def _score_data(score: Score) -> dict[str, Any]:
    return {"score": _number(score.score), "rows": score.rows}


def _number(value: Fraction | None) -> Any:
    """Give an int where the value is whole, else a Decimal of six places."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else to_decimal(value)


def _version() -> str:
    try:
        return importlib.metadata.version("policycmp")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
