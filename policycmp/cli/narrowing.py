"""Narrow a comparison to some topics, types or rows. Scores are made anew from the rows that stay."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.compare import Comparison
    from policycmp.compare.ambition import Ambition
    from policycmp.compare.comparability import ComparedRow

_SILENT = {"none", "unread"}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which rows to keep: those of some topics or types, shared by so many cities, the most shared ones."""

    topics: Sequence[str] | None = None
    types: Sequence[str] | None = None
    min_cities: int | None = None
    top: int | None = None

    def narrow(self, comparison: Comparison) -> Comparison:
        """Keep the rows that were asked for, in their order."""
        rows = tuple(row for row in comparison.rows if self._keeps(row, comparison))
        if self.top is not None:
            rows = _most_shared(rows, self.top, comparison)
        if len(rows) == len(comparison.rows) and not self.topics:
            return comparison
        coverage = tuple(row for row in comparison.coverage if not self.topics or row.topic in self.topics)
        return replace(comparison, coverage=coverage, rows=rows, ambition=_rank_again(rows, comparison))

    def _keeps(self, row: ComparedRow, comparison: Comparison) -> bool:
        return (
            (not self.topics or row.topic in self.topics)
            and (not self.types or row.type in self.types)
            and (self.min_cities is None or _cities(row, comparison) >= self.min_cities)
        )


def _cities(row: ComparedRow, comparison: Comparison) -> int:
    """Count the plans that commit to something in a row, benchmarks aside."""
    return sum(
        cell.state not in _SILENT or bool(cell.parts)
        for doc, cell in row.cells.items()
        if not comparison.peers.is_benchmark(doc)
    )


def _most_shared(rows: tuple[ComparedRow, ...], top: int, comparison: Comparison) -> tuple[ComparedRow, ...]:
    ranked = sorted(range(len(rows)), key=lambda index: (-_cities(rows[index], comparison), index))
    return tuple(rows[index] for index in sorted(ranked[:top]))


def _rank_again(rows: tuple[ComparedRow, ...], comparison: Comparison) -> Ambition:
    from policycmp.compare.ambition import rank_ambition
    from policycmp.compare.baselines import derive_baselines
    from policycmp.compare.commitments import find_commitments

    commitments = find_commitments(comparison.corpus, comparison.config)
    baselines = {doc: derive_baselines(found) for doc, found in commitments.items()}
    same_year = comparison.config.settings.same_year
    return rank_ambition(rows, baselines, comparison.peers, same_year=same_year)


def headline(comparison: Comparison, lang: str = "en") -> str:
    """Say in one line how many plans there are, and how much of what they promise cannot be compared."""
    barred = {"basis", "window", "context", "level"}
    counts = Counter(str(issue.severity) for issue in comparison.issues)
    facts = {
        "plans": len(comparison.corpus.analyses),
        "commitments": sum(len(analysis.targets) for analysis in comparison.corpus.analyses),
        "barred": sum(
            len(cell.others) for row in comparison.rows for cell in row.cells.values() if cell.state in barred
        ),
        "issues": counts["error"] + counts["warning"],
    }
    return " · ".join(phrase.format(**facts) for phrase in _HEADLINES[lang])


_HEADLINES = {
    "en": (
        "{plans} plans",
        "{commitments} quantified commitments",
        "{barred} cannot be compared",
        "{issues} warnings",
    ),
    "zh": ("{plans} 份方案", "{commitments} 项量化承诺", "{barred} 项不可比", "{issues} 条警告"),
}
