"""Coverage: how many clauses and commitments each plan gives to each topic, and how much of its text."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from policycmp.rows.sparse import SparseCells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycmp.config import Config
    from policycmp.models import Analysis, Clause, Corpus

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
    cells: SparseCells[CoverageCell]


_NOTHING = CoverageCell(0, 0, Decimal(0))


def compare_coverage(corpus: Corpus, config: Config) -> tuple[CoverageRow, ...]:
    """Count every topic in every plan.

    A clause counts for each of its topics, so shares may add up to more than 1.

    Returns:
        A row for every topic in the order of the config, and one for the residual.
    """
    blanks = dict.fromkeys((analysis.doc for analysis in corpus.analyses), _NOTHING)
    rows: dict[str | None, dict[str, CoverageCell]] = {topic.id: {} for topic in config.topics} | {None: {}}
    for analysis in corpus.analyses:
        for topic, cell in _cells(analysis):
            if topic in rows:
                rows[topic][analysis.doc] = cell
    return tuple(CoverageRow(topic, SparseCells(cells, blanks)) for topic, cells in rows.items())


def _cells(analysis: Analysis) -> Iterator[tuple[str | None, CoverageCell]]:
    """Count the topics that a plan speaks of."""
    whole = _length(analysis.clauses)
    clauses: defaultdict[str | None, list[Clause]] = defaultdict(list)
    for clause in analysis.clauses:
        for topic in dict.fromkeys([match.id for match in clause.topics]) or (None,):
            clauses[topic].append(clause)
    targets: Counter[str | None] = Counter()
    for topics, count in Counter([target.topics for target in analysis.targets]).items():
        targets.update(dict.fromkeys(topics or (None,), count))
    for topic in clauses.keys() | targets.keys():
        found = clauses[topic]
        evidence = tuple([clause.id for clause in found])
        yield topic, CoverageCell(len(found), targets[topic], _share(_length(found), whole), evidence)


def _length(clauses: Iterable[Clause]) -> int:
    return sum([len(clause.text) for clause in clauses])


def _share(length: int, whole: int) -> Decimal:
    return (Decimal(length) / Decimal(whole)).quantize(_DIGITS) if whole else Decimal(0)
