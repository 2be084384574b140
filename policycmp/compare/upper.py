"""The level above: which plan a city's answers to, and what the city takes up of it, leaves, or goes beyond."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from policycmp.compare.peers import LEVEL_RANKS
from policycmp.compare.units import PERCENT, POINTS, TIMES
from policycmp.errors import UsageError
from policycmp.models import Basis, TargetType
from policycmp.regions import division_of, lies_in, parent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policycmp.compare.ambition import AmbitionCell
    from policycmp.compare.result import Comparison
    from policycmp.models import Analysis, Corpus

_RATES = {PERCENT, POINTS, TIMES}


class Uptake(StrEnum):
    """What a city makes of a topic or an indicator of the plan above."""

    TAKEN_UP = "taken up"
    NOT_TAKEN_UP = "not taken up"
    GONE_BEYOND = "gone beyond"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan that may stand above another, and why: the division it lies in, or what it cites."""

    doc: str
    upper: str
    reason: str


@dataclass(frozen=True, slots=True)
class UptakeRow:
    """A topic or an indicator of the plan above, and what each plan under it makes of it."""

    upper: str
    topic: str | None
    indicator_id: str | None
    cells: dict[str, Uptake]
    places: dict[str, AmbitionCell]


def propose_uppers(corpus: Corpus) -> tuple[Proposal, ...]:
    """Propose the plan above each plan, from its region's code and from what it cites; the user decides."""
    named = _by_name(corpus)
    return tuple(
        Proposal(one.doc, upper.doc, reason)
        for one in sorted(corpus.analyses, key=lambda analysis: analysis.doc)
        for upper in _candidates(one, named)
        if (reason := _reason(one, upper)) is not None
    )


def _by_name(corpus: Corpus) -> dict[str, list[Analysis]]:
    """File the plans by what others may point to them by: their number, their title, their region's code."""
    named: defaultdict[str, list[Analysis]] = defaultdict(list)
    for analysis in corpus.analyses:
        metadata = analysis.metadata
        for name in {metadata.doc_number, metadata.title, metadata.region.code} - {None}:
            named[str(name)].append(analysis)
    return named


def _candidates(one: Analysis, named: Mapping[str, list[Analysis]]) -> list[Analysis]:
    """Find the plans that one cites, and those of the regions that it lies in, in the order of their ids."""
    names = {name for cite in one.metadata.cites for name in (cite.number, cite.title) if name}
    division = division_of(one.metadata.region.code) if one.metadata.region.code else None
    while division:
        names.add(division.code)
        division = parent(division)
    found = {analysis.doc: analysis for name in names for analysis in named.get(name, ())}
    return [found[doc] for doc in sorted(found)]


def _reason(one: Analysis, upper: Analysis) -> str | None:
    own, above = one.metadata, upper.metadata
    if one is upper or not _is_higher(one, upper):
        return None
    for cite in own.cites:
        if cite.number is not None and cite.number == above.doc_number:
            return f"cites {cite.number}"
        if cite.title is not None and cite.title == above.title:
            return f"cites {cite.title}"
    division = division_of(own.region.code) if own.region.code else None
    if division and above.region.code and lies_in(division, above.region.code):
        return f"lies in {above.region.name}"
    return None


def _is_higher(one: Analysis, upper: Analysis) -> bool:
    own, above = one.metadata.region.level, upper.metadata.region.level
    return own is not None and above is not None and LEVEL_RANKS[above] > LEVEL_RANKS[own]


def settle_uppers(corpus: Corpus, requests: Sequence[str]) -> dict[str, str]:
    """Settle which plan stands above which.

    Args:
        corpus: the plans.
        requests: a plan's id, for every plan that it is proposed for; or `DOC=UPPER` for one plan.

    Returns:
        The id of the plan above, by the id of each plan under it.

    Raises:
        UsageError: where a plan is not there, or none is proposed to lie under it.
    """
    docs = {analysis.doc for analysis in corpus.analyses}
    proposals = propose_uppers(corpus) if requests else ()
    uppers: dict[str, str] = {}
    for request in requests:
        one, _, upper = request.rpartition("=")
        for doc in (upper, *([one] if one else [])):
            if doc not in docs:
                raise UsageError(f"--upper: no plan has the id {doc!r}; known: {', '.join(sorted(docs))}")
        under = [one] if one else [each.doc for each in proposals if each.upper == upper]
        if not under:
            raise UsageError(f"--upper: no plan cites {upper} or lies in its region; name one as DOC={upper}")
        uppers |= dict.fromkeys(under, upper)
    return uppers


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
            each.indicator.id: each.indicator
            for each in comparison.commitments[doc]
            if each.indicator and each.target.type is TargetType.TARGET
        }
        for doc in (upper, *docs)
    }
    order = [indicator.id for indicator in comparison.config.indicators]
    kept = {row.indicator.id for row in comparison.rows if row.indicator}
    rows = []
    for identifier in sorted(kept & named[upper].keys(), key=order.index):
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
    return Uptake.GONE_BEYOND if place and _exceeds(place) else Uptake.TAKEN_UP


def _exceeds(place: AmbitionCell) -> bool:
    """Tell whether a ratio is more ambitious than that of the plan above, or a count more than its fair share."""
    gap, indicator = place.gap, place.commitment.indicator
    assert gap is not None
    sign = -1 if indicator and indicator.direction == "down" else 1
    if gap.gap is not None:
        return sign * gap.gap > 0
    return gap.fair_share is not None and sign * (gap.fair_share - 1) > 0


def is_in_points(place: AmbitionCell) -> bool:
    """Tell whether a gap is one of points (of a share or a rate of growth), not of another ratio."""
    return place.commitment.family in _RATES or place.commitment.target.basis is Basis.GROWTH
