"""Coverage: how many clauses and commitments each plan gives to each topic, and how much of its text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policycmp.config import Config
    from policycmp.models import Analysis, Corpus

_DIGITS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One topic in one plan; `share` is that of the plan's clause text, 0 to 1."""

    clauses: int
    targets: int
    share: Decimal
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One topic in all plans; `topic` None is the residual, what no topic claims."""

    topic: str | None
    cells: dict[str, CoverageCell]


def compare_coverage(corpus: Corpus, config: Config) -> tuple[CoverageRow, ...]:
    """Count every topic in every plan.

    A clause counts for each of its topics, so shares may add up to more than 1.

    Returns:
        A row for every topic in the order of the config, and one for the residual.
    """
    topics: list[str | None] = [topic.id for topic in config.topics]
    return tuple(
        CoverageRow(topic, {analysis.doc: _cell(analysis, topic) for analysis in corpus.analyses})
        for topic in [*topics, None]
    )


def _cell(analysis: Analysis, topic: str | None) -> CoverageCell:
    clauses = [clause for clause in analysis.clauses if _has([match.id for match in clause.topics], topic)]
    whole = sum(len(clause.text) for clause in analysis.clauses)
    length = sum(len(clause.text) for clause in clauses)
    return CoverageCell(
        clauses=len(clauses),
        targets=sum(_has(target.topics, topic) for target in analysis.targets),
        share=(Decimal(length) / Decimal(whole)).quantize(_DIGITS) if whole else Decimal(0),
        evidence=tuple(clause.id for clause in clauses),
    )


def _has(topics: tuple[str, ...] | list[str], topic: str | None) -> bool:
    return topic in topics if topic else not topics
