"""Ambition: ranks and scores inside comparable rows, exact and independent of the order of the plans."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

from policycmp.models import TargetType

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@dataclass(frozen=True, slots=True)
class Ambition:
    """All rows of targets, and the scores of topics and plans. The topic `""` is that of rows without one."""

    rows: tuple[AmbitionRow, ...] = ()
    topics: dict[str, dict[str, Score]] | None = None
    documents: dict[str, Score] | None = None


def rank_ambition(
    rows: tuple[ComparedRow, ...], grounds: Grounds, peers: Peers, *, same_year: bool = False
) -> Ambition:
    """Rank the plans of one level in every row of registered targets, and average their percentiles.

    Args:
        rows: the rows of the comparison.
        grounds: what the numbers are measured on besides each other.
        peers: the plans by level; each is ranked among those of its own level only.
        same_year: compare only equal deadlines.
    """
    ranked = [_rank(row, grounds, peers, same_year) for row in rows if _is_rankable(row)]
    kept = tuple(row for row in ranked if row.cells)
    percentiles = _percentiles(kept)
    topics: dict[str, dict[str, Score]] = {}
    for doc in sorted(percentiles):
        for topic, values in percentiles[doc].items():
            topics.setdefault(topic, {})[doc] = Score(_mean(values), len(values))
    documents = {doc: _document_score(percentiles[doc]) for doc in sorted(percentiles)}
    return Ambition(kept, topics, documents)


def _is_rankable(row: ComparedRow) -> bool:
    return row.indicator is not None and row.type is TargetType.TARGET


def _rank(row: ComparedRow, grounds: Grounds, peers: Peers, same_year: bool) -> AmbitionRow:
    compared = {doc: cell.compared for doc, cell in row.cells.items() if cell.compared}
    years = {doc: each.target.deadline if same_year else None for doc, each in compared.items()}
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
        is_down = row.indicator is not None and row.indicator.direction == "down"
        ordered = tuple(sorted(values, reverse=not is_down))
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
    found: defaultdict[str, defaultdict[str, list[Fraction]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for doc, cell in row.cells.items():
            if cell.percentile is not None:
                found[doc][row.row.topic or ""].append(cell.percentile)
    return {doc: dict(topics) for doc, topics in found.items()}


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
    values, others = topics[topic], [mean for each, mean in means.items() if each != topic]
    if len(values) == 1:
        yield _mean(others)
        return
    total = sum(values, Fraction(0))
    for value in (max(values), min(values)):
        yield _mean([*others, (total - value) / (len(values) - 1)])


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
