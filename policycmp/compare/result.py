"""The result of a comparison, as tables and as the JSON object of the interface."""

from __future__ import annotations

import importlib.metadata
import json
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

from policycmp.compare.ambition_data import ambition_data
from policycmp.compare.commitment_data import commitments_data
from policycmp.compare.credibility import credibility_data, tick_commitments
from policycmp.compare.grounds import Grounds
from policycmp.compare.measures import measures_data
from policycmp.compare.numbers import plain_decimal
from policycmp.compare.outline import issue_data, outline_data
from policycmp.compare.tables import TableWriter
from policycmp.compare.upper import uptake_data
from policycmp.models import State

if TYPE_CHECKING:
    from collections.abc import Collection

    from policycmp.compare.ambition import Ambition, AmbitionCell
    from policycmp.compare.cells import CellWriter
    from policycmp.compare.commitments import Commitment
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

    `commitments` are those of each plan by its id; `grounds` is what their numbers are measured on.
    """

    corpus: Corpus
    config: Config
    units: Units
    peers: Peers
    coverage: tuple[CoverageRow, ...]
    rows: tuple[ComparedRow, ...]
    ambition: Ambition
    issues: tuple[Issue, ...]
    commitments: dict[str, tuple[Commitment, ...]] = field(default_factory=dict)
    grounds: Grounds = field(default_factory=Grounds)
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
        """Give the JSON object of the interface, numbers as int or Decimal; blank cells are one object.

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
            **({"commitments": self._commitments_data()} if "targets" in parts else {}),
            "credibility": credibility_data(self.credibility),
            **({"upper": uptake_data(self)} if self.grounds.uppers else {}),
            "issues": [issue_data(issue) for issue in self.issues],
            "provenance": self._provenance(),
        }

    @cached_property
    def credibility(self) -> dict[str, tuple[str, ...]]:
        """The ticks of every commitment, by its id."""
        return tick_commitments(self.corpus, self.commitments, self.grounds, self.config)

    def places(self, row: ComparedRow) -> dict[str, AmbitionCell]:
        """Give the places of the plans in a row, none where it is not ranked."""
        return self._places.get(row.key, {})

    @cached_property
    def _places(self) -> dict[str, dict[str, AmbitionCell]]:
        return {row.row.key: row.cells for row in self.ambition.rows}

    def _coverage_data(self) -> list[dict[str, Any]]:
        blank: dict[str, object] = {"clauses": 0, "targets": 0, "share": 0}
        blanks = dict.fromkeys(self.peers.docs, blank)
        return [
            {
                "topic": row.topic,
                "cells": blanks
                | {
                    doc: {
                        "clauses": cell.clauses,
                        "targets": cell.targets,
                        "share": plain_decimal(cell.share),
                    }
                    for doc, cell in row.cells.items()
                },
            }
            for row in self.coverage
        ]

    def _commitments_data(self) -> list[dict[str, Any]]:
        return commitments_data(
            self.rows, (each for doc in self.peers.docs for each in self.commitments.get(doc, ()))
        )

    def _targets_data(self, writer: CellWriter) -> list[dict[str, Any]]:
        unread = {analysis.doc for analysis in self.corpus.analyses if not analysis.clauses}
        none, lost = (_blank_data(state, writer) for state in (State.NONE, State.UNREAD))
        blanks = {doc: lost if doc in unread else none for doc in self.peers.docs}
        return [self._row_data(row, writer, blanks) for row in self.rows]

    def _row_data(
        self, row: ComparedRow, writer: CellWriter, blanks: dict[str, dict[str, Any]]
    ) -> dict[str, Any]:
        places = self.places(row)
        return {
            "indicator_id": row.indicator.id if row.indicator else None,
            "label": {"en": row.indicator.label.en if row.indicator else None, "zh": row.label},
            "topic": row.topic,
            "type": row.type.value,
            "basis": row.basis.value if row.basis else None,
            "window": row.window,
            "unit": self.units.base(row.family),
            "alike": row.alike,
            "cells": blanks | {doc: _cell_data(row, doc, writer, places.get(doc)) for doc in row.cells},
        }

    def _ambition_data(self) -> dict[str, Any]:
        return ambition_data(self.ambition, self.peers.docs, [topic.id for topic in self.config.topics])

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


def _blank_data(state: State, writer: CellWriter) -> dict[str, Any]:
    """Give the cell that stands wherever a plan says nothing."""
    text = writer.wording.unread if state is State.UNREAD else writer.wording.none
    return {"state": state.value, "targets": [], "parts": [], "text": text, "note": None}


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


def _version() -> str:
    try:
        return importlib.metadata.version("policycmp")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
