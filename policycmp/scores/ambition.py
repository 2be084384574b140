"""Ambition: ranks and scores inside comparable rows, exact and independent of the order of the plans."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING, Any

from policycmp.models import TargetType
from policycmp.rows.comparability import ComparedCell
from policycmp.rows.numbers import to_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policycmp.models import Level
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.comparability import ComparedRow
    from policycmp.rows.grounds import Gap, Grounds, Growth, Normalized
    from policycmp.rows.peers import Peers


@dataclass(frozen=True, slots=True)
class AmbitionCell:
    """One plan's place in one row; `rank`, `ratio_to_median` and `percentile` are None in a row of one.

    `peers` are the compared values of its level, its own among them, the most ambitious first.
    """

    commitment: Commitment
    rank: int | None
    of: int
    ratio_to_median: Fraction | None
    percentile: Fraction | None
    peers: tuple[Fraction, ...]
    growth: Growth | None
    per: dict[str, Normalized]
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class AmbitionRow:
    """A comparable row with the places of its plans."""

    row: ComparedRow
    cells: dict[str, AmbitionCell]


@dataclass(frozen=True, slots=True)
class Score:
    """A mean of percentiles and the number of rows behind it; `low` and `high` are its range with one row left out."""

    score: Fraction
    rows: int
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True)
class Ambition:
    """All rows of targets, and the scores of topics and plans, which are reckoned when somebody asks for them."""

    rows: tuple[AmbitionRow, ...] = ()

    @cached_property
    def topics(self) -> dict[str, dict[str, Score]]:
        """The scores of plans by topic; the topic `""` is that of rows without one."""
        topics: dict[str, dict[str, Score]] = {}
        for doc in sorted(self._percentiles):
            for topic, values in self._percentiles[doc].items():
                topics.setdefault(topic, {})[doc] = Score(_mean(values), len(values))
        return topics

    @cached_property
    def documents(self) -> dict[str, Score]:
        """The scores of plans over all topics."""
        return {doc: _document_score(self._percentiles[doc]) for doc in sorted(self._percentiles)}

    @cached_property
    def _percentiles(self) -> dict[str, dict[str, list[Fraction]]]:
        return _percentiles(self.rows)


def rank_ambition(
    rows: tuple[ComparedRow, ...], grounds: Grounds, peers: Peers, *, same_year: bool = False
) -> Ambition:
    """Rank the plans of one level in every row of registered targets; their percentiles give the scores.

    Args:
        rows: the rows of the comparison.
        grounds: what the numbers are measured on besides each other.
        peers: the plans by level; each is ranked among those of its own level only.
        same_year: compare only equal deadlines.
    """
    ranked = [
        _rank(row, grounds, peers, same_year)
        for row in rows
        if row.is_listed and row.type is TargetType.TARGET
    ]
    return Ambition(tuple(row for row in ranked if row.cells))


def _rank(row: ComparedRow, grounds: Grounds, peers: Peers, same_year: bool) -> AmbitionRow:
    compared = {doc: cell.compared for doc, cell in row.cells.items() if isinstance(cell, ComparedCell)}
    years = {doc: commitment.target.deadline if same_year else None for doc, commitment in compared.items()}
    groups: defaultdict[tuple[Level | None, int | None], list[Fraction]] = defaultdict(list)
    for doc, commitment in compared.items():
        groups[peers.levels[doc], years[doc]].append(commitment.compared)
    fields = {key: _Field.of(values, row) for key, values in groups.items()}
    return AmbitionRow(
        row,
        {
            doc: _cell(commitment, fields[peers.levels[doc], years[doc]], row, grounds)
            for doc, commitment in compared.items()
        },
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """The values that are ranked together: the most ambitious first, the first and last place of each, the median."""

    values: tuple[Fraction, ...]
    places: dict[Fraction, tuple[int, int]]
    middle: Fraction

    @classmethod
    def of(cls, values: list[Fraction], row: ComparedRow) -> _Field:
        ordered = tuple(sorted(values, reverse=not row.is_better_lower))
        places: dict[Fraction, tuple[int, int]] = {}
        for place, value in enumerate(ordered):
            places[value] = (places.get(value, (place,))[0], place)
        return cls(ordered, places, median(ordered))


def _cell(commitment: Commitment, field: _Field, row: ComparedRow, grounds: Grounds) -> AmbitionCell:
    value, of = commitment.compared, len(field.values)
    first, last = field.places[value]
    is_alone = of == 1
    return AmbitionCell(
        commitment=commitment,
        rank=None if is_alone else first + 1,
        of=of,
        ratio_to_median=None if is_alone or field.middle == 0 else value / field.middle,
        percentile=None if is_alone else Fraction(100 * (2 * of - first - last - 1), 2 * of),
        peers=field.values,
        growth=grounds.growth(commitment),
        per=grounds.per(commitment),
        gap=grounds.gap(row, commitment),
    )


def _percentiles(rows: tuple[AmbitionRow, ...]) -> dict[str, dict[str, list[Fraction]]]:
    """Collect percentiles by plan and topic."""
    percentiles: defaultdict[str, defaultdict[str, list[Fraction]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for doc, cell in row.cells.items():
            if cell.percentile is not None:
                percentiles[doc][row.row.topic or ""].append(cell.percentile)
    return {doc: dict(topics) for doc, topics in percentiles.items()}


def _document_score(topics: dict[str, list[Fraction]]) -> Score:
    rows = sum(map(len, topics.values()))
    means = {topic: _mean(values) for topic, values in topics.items()}
    scores = [score for topic in topics for score in _left_out(topic, topics, means)] if rows > 1 else []
    whole = _mean(list(means.values()))
    return Score(whole, rows, min(scores, default=None), max(scores, default=None))


def _left_out(
    topic: str, topics: dict[str, list[Fraction]], means: dict[str, Fraction]
) -> Iterator[Fraction]:
    """Yield the lowest and the highest mean of the topics' means where one row of a topic is left out."""
    values, others = topics[topic], [mean for other_topic, mean in means.items() if other_topic != topic]
    if len(values) == 1:
        yield _mean(others)
        return
    total = sum(values, Fraction(0))
    for value in (max(values), min(values)):
        yield _mean([*others, (total - value) / (len(values) - 1)])


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def ambition_data(ambition: Ambition, places: Mapping[str, int], topics: Sequence[str]) -> dict[str, Any]:
    """Give the JSON object of the ambition; its rows are given as they are asked for.

    Args:
        ambition: rows and scores.
        places: those of the plans among the columns, by their ids.
        topics: the ids of the topics in the order of the config.
    """
    scores = ambition.topics
    ordered = sorted(scores, key=lambda topic: topics.index(topic) if topic in topics else len(topics))
    return {
        "rows": (_row_data(row, places) for row in ambition.rows),
        "topics": {
            topic: {doc: _score_data(score) for doc, score in sorted(scores[topic].items())}
            for topic in ordered
        },
        "documents": {
            doc: {**_score_data(score), "low": number(score.low), "high": number(score.high)}
            for doc, score in sorted(ambition.documents.items())
        },
    }


def number(value: Fraction | None) -> Any:
    """Give an int where the value is whole, else a Decimal of six places."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else to_decimal(value)


def _row_data(row: AmbitionRow, places: Mapping[str, int]) -> dict[str, Any]:
    docs = sorted(row.cells.keys() & places.keys(), key=places.__getitem__)
    return {
        "indicator_id": row.row.indicator.id if row.row.indicator else None,
        "basis": row.row.basis.value if row.row.basis else None,
        "window": row.row.window,
        "cells": {doc: _place_data(row.cells[doc]) for doc in docs},
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
        "baseline": {
            "value": number(growth.baseline.value),
            "year": growth.baseline.year,
            "source": growth.baseline.source,
        }
        if growth
        else None,
        "growth": growth.rate if growth else None,
        "growth_points": number(growth.points) if growth else None,
        "per": {name: number(normalized.value) for name, normalized in place.per.items()} or None,
        "upper": _gap_data(place.gap) if place.gap else None,
    }


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
