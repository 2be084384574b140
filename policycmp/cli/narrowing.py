"""Narrow a comparison to some topics, types or rows. Scores are made anew from the rows that stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.cli.ids import asked_indicators, is_asked, topic_ids, type_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.cli.options import Narrowing
    from policycmp.compare import Comparison
    from policycmp.rows.comparability import ComparedRow

# What is said on another basis stands in a row of its own.
_ELSEWHERE = {"none", "unread", "basis"}


def narrow(
    comparison: Comparison, narrowing: Narrowing, indicators: Sequence[str] | None = None
) -> Comparison:
    """Keep the rows that were asked for, in the order that was asked for.

    Args:
        comparison: the whole.
        narrowing: the topics and types to keep, shared by how many cities, and how many of the most shared ones.
        indicators: those to keep, all by default.
    """
    config = comparison.config
    asked = asked_indicators(indicators, config)
    narrowing = replace(
        narrowing,
        topic=sorted(topic_ids(narrowing.topic, config)) or None,
        type_=sorted(type_names(narrowing.type_)) or None,
    )
    rows = tuple(row for row in comparison.rows if _keeps(row, comparison, narrowing, asked))
    if narrowing.top is not None:
        rows = _most_shared(rows, narrowing.top, comparison)
    if len(rows) != len(comparison.rows) or narrowing.topic or narrowing.same_year:
        comparison = _with_rows(comparison, rows, narrowing)
    return comparison if narrowing.sort == "registry" else _sorted(comparison, narrowing.sort)


def _keeps(
    row: ComparedRow, comparison: Comparison, narrowing: Narrowing, indicators: frozenset[str]
) -> bool:
    return (
        (not narrowing.topic or row.topic in narrowing.topic)
        and (not narrowing.type_ or row.type in narrowing.type_)
        and (not indicators or (row.indicator is not None and is_asked(row.indicator.id, indicators)))
        and (narrowing.min_cities is None or _cities(row, comparison) >= narrowing.min_cities)
    )


def _with_rows(comparison: Comparison, rows: tuple[ComparedRow, ...], narrowing: Narrowing) -> Comparison:
    """Keep some rows and the same topics of the other parts, and rank anew."""
    from policycmp.scores.ambition import rank_ambition

    topics = narrowing.topic
    same_year = narrowing.same_year or comparison.config.settings.same_year
    return replace(
        comparison,
        coverage=tuple(row for row in comparison.coverage if not topics or row.topic in topics),
        measures=tuple(row for row in comparison.measures if not topics or row.measure.topic in topics),
        rows=rows,
        ambition=rank_ambition(rows, comparison.grounds, comparison.peers, same_year=same_year),
    )


def _cities(row: ComparedRow, comparison: Comparison) -> int:
    """Count the plans that commit to something in a row, benchmarks aside."""
    return sum(
        cell.state not in _ELSEWHERE or bool(cell.parts)
        for doc, cell in row.cells.items()
        if not comparison.peers.is_benchmark(doc)
    )


def _most_shared(rows: tuple[ComparedRow, ...], top: int, comparison: Comparison) -> tuple[ComparedRow, ...]:
    ranked = sorted(range(len(rows)), key=lambda index: (-_cities(rows[index], comparison), index))
    return tuple(rows[index] for index in sorted(ranked[:top]))


def _sorted(comparison: Comparison, sort: str) -> Comparison:
    """Sort rows by how many cities share them or by their names, or the cities by their score, best first."""
    if sort == "score":
        scores, peers = comparison.ambition.documents, comparison.peers
        key = {doc: (peers.is_benchmark(doc), doc not in scores, doc) for doc in peers.docs}
        best = sorted(
            peers.docs, key=lambda doc: (*key[doc][:2], -scores[doc].score if doc in scores else 0, doc)
        )
        return replace(comparison, peers=replace(peers, docs=tuple(best)))
    order = {
        "cities": lambda row: (-_cities(row, comparison), row.key),
        "label": lambda row: (row.label, row.key),
    }[sort]
    return replace(comparison, rows=tuple(sorted(comparison.rows, key=order)))
