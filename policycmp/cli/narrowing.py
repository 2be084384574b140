"""Narrow a comparison to some topics, types or rows. Scores are made anew from the rows that stay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.compare import Comparison
    from policycmp.rows.comparability import ComparedRow
    from policycmp.scores.ambition import Ambition

# What is said on another basis stands in a row of its own.
_ELSEWHERE = {"none", "unread", "basis"}
_BARRED = {"basis", "window", "context", "level"}
_COUNTED = {
    "en": (
        ("plan", "plans"),
        ("quantified commitment", "quantified commitments"),
        ("cannot be compared", "cannot be compared"),
        ("warning", "warnings"),
    ),
    "zh": (("份方案",) * 2, ("项量化承诺",) * 2, ("项不可比",) * 2, ("条警告",) * 2),
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which rows to keep: those of some topics or types, shared by so many cities, the most shared ones."""

    topics: Sequence[str] | None = None
    types: Sequence[str] | None = None
    min_cities: int | None = None
    top: int | None = None
    sort: str | None = None
    same_year: bool = False
    indicators: Sequence[str] | None = None

    def narrow(self, comparison: Comparison) -> Comparison:
        """Keep the rows that were asked for, in the order that was asked for."""
        rows = tuple(row for row in comparison.rows if self._keeps(row, comparison))
        if self.top is not None:
            rows = _most_shared(rows, self.top, comparison)
        if len(rows) != len(comparison.rows) or self.topics or self.same_year:
            comparison = self._kept(rows, comparison)
        return comparison if self.sort in {None, "registry"} else _sorted(comparison, self.sort or "")

    def _kept(self, rows: tuple[ComparedRow, ...], comparison: Comparison) -> Comparison:
        coverage = tuple(row for row in comparison.coverage if not self.topics or row.topic in self.topics)
        measures = tuple(
            row for row in comparison.measures if not self.topics or row.measure.topic in self.topics
        )
        ambition = _rank_again(rows, comparison, same_year=self.same_year)
        return replace(comparison, coverage=coverage, measures=measures, rows=rows, ambition=ambition)

    def _keeps(self, row: ComparedRow, comparison: Comparison) -> bool:
        return (
            (not self.topics or row.topic in self.topics)
            and (not self.types or row.type in self.types)
            and (not self.indicators or (row.indicator is not None and row.indicator.id in self.indicators))
            and (self.min_cities is None or _cities(row, comparison) >= self.min_cities)
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


def _rank_again(rows: tuple[ComparedRow, ...], comparison: Comparison, *, same_year: bool) -> Ambition:
    from policycmp.scores.ambition import rank_ambition

    same_year = same_year or comparison.config.settings.same_year
    return rank_ambition(rows, comparison.grounds, comparison.peers, same_year=same_year)


def _sorted(comparison: Comparison, sort: str) -> Comparison:
    """Sort rows by how many cities share them or by their names, or the cities by their score, best first."""
    if sort == "score":
        scores, peers = comparison.ambition.documents or {}, comparison.peers
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


def headline(comparison: Comparison, lang: str = "en") -> str:
    """Say in one line how many plans there are, and how much of what they promise cannot be compared."""
    from policycmp.rows.comparability import ComparedCell, commitments_in

    cells = [cell for row in comparison.rows for cell in row.cells.values()]
    compared = {cell.compared.target.id for cell in cells if isinstance(cell, ComparedCell)}
    others = {commitment.target.id for cell in cells if cell.state in _BARRED for commitment in cell.stated}
    whole = commitments_in(comparison.rows)
    warnings = sum(issue.severity != "note" for issue in comparison.issues)
    counts = (len(comparison.corpus.analyses), len(whole), len(others - compared), warnings)
    named = zip(counts, _COUNTED[lang], strict=True)
    return " · ".join(f"{count} {one if count == 1 else many}" for count, (one, many) in named if count)
