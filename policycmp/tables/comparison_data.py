"""The JSON object of a comparison, as the interface has it, and its schema."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policycmp.compare.coverage import measures_data
from policycmp.compare.plan_data import issue_data, outline_data
from policycmp.compare.uptake import uptake_data
from policycmp.models import State
from policycmp.rows.commitments import target_data
from policycmp.rows.numbers import plain_decimal
from policycmp.scores.ambition import ambition_data
from policycmp.scores.credibility import credibility_data
from policycmp.tables.main_tables import PARTS, TableWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from policycmp.compare.comparing import Comparison
    from policycmp.rows.comparability import ComparedRow
    from policycmp.scores.ambition import AmbitionCell
    from policycmp.tables.cells import CellWriter

SCHEMA_VERSION = "2"


def comparison_data(
    comparison: Comparison, parts: Collection[str] = PARTS, lang: str = "en"
) -> dict[str, Any]:
    """Give the JSON object of the interface, numbers as int or Decimal; empty cells are left out.

    Args:
        comparison: what was found.
        parts: those of `PARTS` to hold.
        lang: the language of the cells' texts and notes.
    """
    return {name: _at_hand(part) for name, part in comparison_parts(comparison, parts, lang).items()}


def _at_hand(part: Any) -> Any:
    """Make lists of what is given as it is asked for."""
    if isinstance(part, dict):
        return {name: _at_hand(value) for name, value in part.items()}
    return list(part) if isinstance(part, Iterator) else part


def comparison_parts(
    comparison: Comparison, parts: Collection[str] = PARTS, lang: str = "en"
) -> dict[str, Any]:
    """Give what `comparison_data` does, long lists as iterators: what is written need not be in memory as a whole."""
    builders: dict[str, Callable[[], object]] = {
        "coverage": lambda: _coverage_data(comparison),
        "measures": lambda: measures_data(comparison.measures, comparison.peers.docs),
        "targets": lambda: _targets_data(comparison, TableWriter(comparison, lang).cells),
        "ambition": lambda: ambition_data(
            comparison.ambition, comparison.peers.places, [topic.id for topic in comparison.config.topics]
        ),
    }
    return {
        "schema_version": SCHEMA_VERSION,
        "documents": _documents_data(comparison),
        **{part: builders[part]() for part in PARTS if part in parts},
        **({"commitments": _commitments_data(comparison)} if "targets" in parts else {}),
        **({"credibility": credibility_data(comparison.credibility)} if comparison.commitments else {}),
        **({"upper": uptake_data(comparison)} if comparison.grounds.uppers else {}),
        "issues": map(issue_data, comparison.issues),
        "provenance": _provenance(comparison),
    }


def _documents_data(comparison: Comparison) -> Iterator[dict[str, Any]]:
    docs, outlines = iter(comparison.peers.docs), {}
    awaited = next(docs, None)
    # The plans stand in the order of the columns, unless these were sorted by something else.
    for analysis in comparison.corpus.outlines(texts=True):
        outlines[analysis.doc] = outline_data(analysis)
        while awaited in outlines:
            yield outlines.pop(awaited)
            awaited = next(docs, None)


def _coverage_data(comparison: Comparison) -> Iterator[dict[str, Any]]:
    blank: dict[str, object] = {"clauses": 0, "targets": 0, "share": 0}
    blanks = dict.fromkeys(comparison.peers.docs, blank)
    return (
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
        for row in comparison.coverage
    )


def _commitments_data(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Give the commitments that the rows are about, plan by plan: what a later run is compared with."""
    subjects = {
        (row.indicator.id if row.indicator else "", row.name, row.type.value) for row in comparison.rows
    }
    paged = {analysis.doc: analysis.document for analysis in comparison.corpus.paged()}
    return (
        target_data(commitment.target, commitment.own_id, paged.get(doc))
        for doc in comparison.peers.docs
        for commitment in comparison.commitments.get(doc, ())
        if any(subject in subjects for subject in commitment.subjects)
    )


def _targets_data(comparison: Comparison, writer: CellWriter) -> Iterator[dict[str, Any]]:
    lost: dict[str, Any] = {
        "state": State.UNREAD.value,
        "targets": [],
        "parts": [],
        "text": writer.labels.unread,
        "note": None,
    }
    blanks = {doc: lost for doc in comparison.peers.docs if doc in comparison.unread}
    return (_row_data(comparison, row, writer, blanks) for row in comparison.rows)


def _row_data(
    comparison: Comparison, row: ComparedRow, writer: CellWriter, blanks: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    places, columns = comparison.places(row), comparison.peers.places
    said = {doc for doc, cell in row.cells.items() if not cell.is_silent and doc in columns}
    return {
        "indicator_id": row.indicator.id if row.indicator else None,
        "label": {"en": row.indicator.label.en if row.indicator else None, "zh": row.label},
        "topic": row.topic,
        "type": row.type.value,
        "basis": row.basis.value if row.basis else None,
        "window": row.window,
        "unit": comparison.units.base(row.family),
        "alike": row.alike,
        "cells": {
            doc: blanks[doc] if doc in blanks else _cell_data(row, doc, writer, places.get(doc))
            for doc in sorted(said | blanks.keys(), key=columns.__getitem__)
        },
    }


def _provenance(comparison: Comparison) -> dict[str, Any]:
    return {
        "version": _version(),
        "config_sha256": comparison.config.sha256,
        "overrides": sorted(comparison.corpus.overridden()),
        "inputs": {
            head.doc: head.document.sha256
            for head in sorted(comparison.corpus.heads, key=lambda head: head.doc)
        },
    }


def _cell_data(row: ComparedRow, doc: str, writer: CellWriter, place: AmbitionCell | None) -> dict[str, Any]:
    cell = row.cells[doc]
    joined = [commitment.target.id for commitment in cell.stated if commitment.is_joined]
    return {
        "state": cell.state.value,
        "targets": [commitment.target.id for commitment in cell.stated],
        "parts": [part.target.id for part in cell.parts],
        **({"joined": joined} if joined else {}),
        "text": "; ".join(writer.lines(row, doc, cell, place)),
        "note": writer.note(row, cell),
    }


def _version() -> str:
    try:
        return importlib.metadata.version("policycmp")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
