"""Ambition as plain values: the rows, topics and documents of the JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.rows.numbers import to_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from policycmp.rows.baselines import Baseline
    from policycmp.rows.grounds import Gap
    from policycmp.scores.ambition import Ambition, AmbitionCell, AmbitionRow, Score


def ambition_data(ambition: Ambition, docs: Sequence[str], topics: Sequence[str]) -> dict[str, Any]:
    """Give the JSON object of the ambition.

    Args:
        ambition: rows and scores.
        docs: the ids of the plans in the order of the columns.
        topics: the ids of the topics in the order of the config.
    """
    scores = ambition.topics or {}
    ordered = sorted(scores, key=lambda topic: topics.index(topic) if topic in topics else len(topics))
    return {
        "rows": [_row_data(row, docs) for row in ambition.rows],
        "topics": {
            topic: {doc: _score_data(score) for doc, score in sorted(scores[topic].items())}
            for topic in ordered
        },
        "documents": {
            doc: {**_score_data(score), "low": number(score.low), "high": number(score.high)}
            for doc, score in sorted((ambition.documents or {}).items())
        },
    }


def number(value: Fraction | None) -> Any:
    """Give an int where the value is whole, else a Decimal of six places."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else to_decimal(value)


def _row_data(row: AmbitionRow, docs: Sequence[str]) -> dict[str, Any]:
    return {
        "indicator_id": row.row.indicator.id if row.row.indicator else None,
        "basis": row.row.basis.value if row.row.basis else None,
        "window": row.row.window,
        "cells": {doc: _place_data(row.cells[doc]) for doc in docs if doc in row.cells},
    }


def _place_data(place: AmbitionCell) -> dict[str, Any]:
    growth = place.growth
    return {
        "value": number(place.commitment.compared),
        "comparator": place.commitment.target.comparator.value,
        "deadline": place.commitment.target.deadline,
        "rank": place.rank,
        "of": place.of,
        "ratio_to_median": number(place.ratio_to_median),
        "percentile": number(place.percentile),
        "baseline": _baseline_data(growth.baseline) if growth else None,
        "growth": growth.rate if growth else None,
        "growth_points": number(growth.points) if growth else None,
        "per": {name: number(each.value) for name, each in place.per.items()} or None,
        "upper": _gap_data(place.gap) if place.gap else None,
    }


def _baseline_data(baseline: Baseline) -> dict[str, Any]:
    return {"value": number(baseline.value), "year": baseline.year, "source": baseline.source}


def _gap_data(gap: Gap) -> dict[str, Any]:
    return {
        "doc": gap.doc,
        "value": number(gap.upper.compared),
        "gap": number(gap.gap),
        "growth_gap": number(gap.growth_gap),
        "fair_share": number(gap.fair_share),
        "lead_years": gap.lead_years,
    }


def _score_data(score: Score) -> dict[str, Any]:
    return {"score": number(score.score), "rows": score.rows}
