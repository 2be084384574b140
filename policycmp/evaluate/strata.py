"""Agreement by stratum: figures of commitments by kind of document, level or format, with intervals over documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policycmp.errors import UsageError
from policycmp.evaluate.agreement import QUANTITY, TUPLE, same
from policycmp.evaluate.bootstrap import find_intervals
from policycmp.evaluate.span_matching import Score, thousandths
from policycmp.models import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from policycmp.evaluate.agreement import Agreement, Pairing
    from policycmp.evaluate.bootstrap import Interval
    from policycmp.evaluate.coding import TargetRecord
    from policycmp.models import Analysis

KINDS = "kinds.json"
DIVISIONS = ("kind", "level", "format")
UNKNOWN = "unknown"
ALL = "all"
_FIGURES = ("detection", "quantity", "tuple")

Strata = dict[str, dict[str, list[str]]]


def read_strata(by: str, gold: Path, analyses: Iterable[Analysis] = ()) -> Strata:
    """Read which documents belong to which stratum.

    Args:
        by: the divisions asked for, with commas between them.
        gold: the coding; its `kinds.json` tells the kind and the level of each document.
        analyses: the documents as read, which tell their formats.

    Returns:
        For each division all documents and its strata, each with its documents; a document that nothing is told of is
        `unknown`.

    Raises:
        UsageError: a division is none of kind, level and format.
    """
    divisions = [name.strip() for name in by.split(",") if name.strip()]
    if wrong := sorted(set(divisions) - set(DIVISIONS)):
        raise UsageError(f"--by: {', '.join(wrong)}: give {', '.join(DIVISIONS)}, with commas between them")
    file = gold / KINDS
    told: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    for analysis in analyses:
        told[analysis.doc] = told.get(analysis.doc, {}) | {"format": analysis.document.format}
    strata: Strata = {}
    for division in divisions:
        parts: dict[str, list[str]] = {}
        for doc, about in sorted(told.items()):
            parts.setdefault(about.get(division) or UNKNOWN, []).append(doc)
        strata[division] = {ALL: sorted(told)} | dict(sorted(parts.items()))
    return strata


def strata_data(agreement: Agreement, strata: Strata) -> dict[str, Any]:
    """Give the figures of each stratum as plain values."""
    return {
        division: {
            name: {"docs": len(pairings)}
            | {figure: _interval_data(*told) for figure, told in figures.items()}
            for name, pairings, figures in _measured(agreement, parts)
        }
        for division, parts in strata.items()
    }


def strata_tables(agreement: Agreement, strata: Strata) -> list[Table]:
    """Lay out a table a division: a row a stratum, figures with the middle 95 % over resampled documents."""
    columns = (
        Column("docs", "documents", numeric=True),
        Column("gold", "in the gold", numeric=True),
        *(Column(figure, f"{figure} F1") for figure in _FIGURES),
    )
    return [
        Table(
            f"by-{division}",
            f"Quantified commitments by {division}",
            division,
            columns,
            tuple(_row(*measured) for measured in _measured(agreement, parts)),
            ("in brackets the middle 95 % when documents are drawn again",),
        )
        for division, parts in strata.items()
    ]


_Told = tuple[Score, "Interval | None"]


def _measured(
    agreement: Agreement, parts: Mapping[str, Sequence[str]]
) -> Iterable[tuple[str, list[Pairing[TargetRecord]], dict[str, _Told]]]:
    for name, docs in parts.items():
        pairings = [pairing for pairing in agreement.targets if pairing.doc in set(docs)]
        if pairings:
            yield name, pairings, _figures(pairings)


def _figures(pairings: Sequence[Pairing[TargetRecord]]) -> dict[str, _Told]:
    units = {
        figure: {index: _score(pairing, figure) for index, pairing in enumerate(pairings)}
        for figure in _FIGURES
    }
    intervals = find_intervals(units, len(pairings))
    return {
        figure: (sum(scores.values(), Score()), intervals[figure].get("f1"))
        for figure, scores in units.items()
    }


def _score(pairing: Pairing[TargetRecord], figure: str) -> Score:
    fields = {"detection": (), "quantity": QUANTITY, "tuple": TUPLE}[figure]
    right = sum(all(same(field, *pair) for field in fields) for pair in pairing.pairs())
    return Score(right, len(pairing.found), len(pairing.gold))


def _interval_data(score: Score, interval: Interval | None) -> dict[str, Any]:
    low, high = (interval.low, interval.high) if interval else (score.f1, score.f1)
    return score.data() | {"low": thousandths(low), "high": thousandths(high)}


def _row(name: str, pairings: Sequence[Pairing[TargetRecord]], figures: Mapping[str, _Told]) -> Row:
    gold = sum(len(pairing.gold) for pairing in pairings)
    cells = [Cell(str(len(pairings))), Cell(str(gold))]
    for score, interval in figures.values():
        between = f" [{interval.low:.3f}–{interval.high:.3f}]" if interval else ""
        cells.append(Cell(f"{score.f1:.3f}{between}", thousandths(score.f1)))
    return Row(name, name, tuple(cells))
