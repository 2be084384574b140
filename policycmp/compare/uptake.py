"""Uptake: what plans take up of the plan of the level above, leave, or go beyond."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from policycmp.models import Basis, TargetType
from policycmp.rows.units import PERCENT, POINTS, TIMES

if TYPE_CHECKING:
    from policycmp.compare.comparing import Comparison
    from policycmp.rows.grounds import Gap
    from policycmp.scores.ambition import AmbitionCell

_RATES = {PERCENT, POINTS, TIMES}


class Uptake(StrEnum):
    """What a city makes of a topic or an indicator of the plan above."""

    TAKEN_UP = "taken up"
    NOT_TAKEN_UP = "not taken up"
    GONE_BEYOND = "gone beyond"


@dataclass(frozen=True, slots=True)
class UptakeRow:
    """A topic or an indicator of the plan above, and what each plan under it makes of it."""

    upper: str
    topic: str | None
    indicator_id: str | None
    cells: dict[str, Uptake]
    places: dict[str, AmbitionCell]


def compare_uptake(comparison: Comparison) -> tuple[UptakeRow, ...]:
    """Tell what the plans make of the topics and indicators of those above them, topics first."""
    under: defaultdict[str, list[str]] = defaultdict(list)
    for doc in comparison.peers.docs:
        if doc in comparison.grounds.uppers:
            under[comparison.grounds.uppers[doc]].append(doc)
    return tuple(
        row
        for upper in sorted(under)
        for row in (*_topics(comparison, upper, under[upper]), *_indicators(comparison, upper, under[upper]))
    )


def uptake_data(comparison: Comparison) -> list[dict[str, object]]:
    """Give what the plans make of those above them as plain records."""
    return [
        {
            "doc": row.upper,
            "topic": row.topic,
            "indicator_id": row.indicator_id,
            "cells": {doc: uptake.value for doc, uptake in row.cells.items()},
        }
        for row in compare_uptake(comparison)
    ]


def _topics(comparison: Comparison, upper: str, docs: list[str]) -> list[UptakeRow]:
    rows = []
    for row in comparison.coverage:
        asked = row.cells[upper].clauses > 0
        cells = {
            doc: (Uptake.TAKEN_UP if asked else Uptake.GONE_BEYOND)
            if row.cells[doc].clauses
            else Uptake.NOT_TAKEN_UP
            for doc in docs
            if asked or row.cells[doc].clauses
        }
        if row.topic is not None and cells:
            rows.append(UptakeRow(upper, row.topic, None, cells, {}))
    return rows


def _indicators(comparison: Comparison, upper: str, docs: list[str]) -> list[UptakeRow]:
    """Look for every indicator of the plan above in those under it; the basis need not be the same."""
    named = {
        doc: {
            commitment.indicator.id: commitment.indicator
            for commitment in comparison.commitments[doc]
            if commitment.indicator and commitment.target.type is TargetType.TARGET
        }
        for doc in (upper, *docs)
    }
    kept = {row.indicator.id for row in comparison.rows if row.indicator}
    rows = []
    for identifier in sorted(kept & named[upper].keys(), key=lambda each: (named[upper][each].place, each)):
        places = {doc: _place(comparison, identifier, doc) for doc in docs}
        cells = {doc: _uptake(identifier in named[doc], places[doc]) for doc in docs}
        found = {doc: place for doc, place in places.items() if place}
        rows.append(UptakeRow(upper, named[upper][identifier].topic, identifier, cells, found))
    return rows


def _place(comparison: Comparison, indicator: str, doc: str) -> AmbitionCell | None:
    """Take the place of a plan in a row of the indicator where it can be measured against the plan above."""
    places = [
        row.cells[doc]
        for row in comparison.ambition.rows
        if row.row.indicator and row.row.indicator.id == indicator and doc in row.cells
    ]
    return next((place for place in places if place.gap), None)


def _uptake(is_named: bool, place: AmbitionCell | None) -> Uptake:
    if not is_named:
        return Uptake.NOT_TAKEN_UP
    return Uptake.GONE_BEYOND if place and place.gap and _exceeds(place, place.gap) else Uptake.TAKEN_UP


def _exceeds(place: AmbitionCell, gap: Gap) -> bool:
    """Tell whether a ratio is more ambitious than that of the plan above, or a count more than its fair share."""
    sign = -1 if place.commitment.is_better_lower else 1
    if gap.gap is not None:
        return sign * gap.gap > 0
    return gap.fair_share is not None and sign * (gap.fair_share - 1) > 0


def is_in_points(place: AmbitionCell) -> bool:
    """Tell whether a gap is one of points (of a share or a rate of growth), not of another ratio."""
    return place.commitment.family in _RATES or place.commitment.target.basis is Basis.GROWTH
