"""Distinctive: for each city, the topics and commitments that it has and its peers do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.models import State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from policycmp.compare.comparing import Comparison
    from policycmp.rows.comparability import ComparedRow

# Held by at most this share of the other plans of its level (by none of them, where there are few).
_FEW = 10
_SILENT = {State.NONE, State.UNREAD}
_Subject = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Distinction:
    """What one plan alone, or with very few, speaks of: topics, and rows of commitments with how many share each."""

    doc: str
    topics: tuple[tuple[str, int], ...]
    rows: tuple[tuple[ComparedRow, int], ...]


def find_distinctive(comparison: Comparison) -> tuple[Distinction, ...]:
    """Find for each plan what at most a tenth of the others of its level have as well.

    Returns:
        One for each plan that has peers, in the order of the columns; the rarest first. A commitment counts by what it
        counts and its type, on whatever basis; its first row stands for it.
    """
    peers = comparison.peers
    return tuple(
        _Finder(comparison, doc, set(peers.group(list(peers.docs), doc)) - {doc}).distinction()
        for doc in peers.docs
        if len(peers.group(list(peers.docs), doc)) > 1
    )


def distinctive_data(comparison: Comparison) -> list[dict[str, object]]:
    """Give what is distinctive as plain records, one for each topic or row of each plan."""
    return [
        {"doc": distinction.doc, "kind": kind, "key": key, "shared_by": count}
        for distinction in find_distinctive(comparison)
        for kind, shared in (
            ("topic", distinction.topics),
            ("commitment", tuple((row.key, count) for row, count in distinction.rows)),
        )
        for key, count in shared
    ]


@dataclass(frozen=True, slots=True)
class _Finder:
    comparison: Comparison
    doc: str
    others: Collection[str]

    def distinction(self) -> Distinction:
        topics = sorted(self._topics(), key=lambda shared: shared[1])
        rows = sorted(self._rows(), key=lambda shared: (not shared[0].is_listed, shared[1]))
        return Distinction(self.doc, tuple(topics), tuple(rows))

    def _topics(self) -> Iterator[tuple[str, int]]:
        for row in self.comparison.coverage:
            sharing = sum(row.cells[other].clauses > 0 for other in self.others)
            if row.topic is not None and row.cells[self.doc].clauses and self._is_rare(sharing):
                yield row.topic, sharing

    def _rows(self) -> Iterator[tuple[ComparedRow, int]]:
        holders: dict[_Subject, set[str]] = {}
        first: dict[_Subject, ComparedRow] = {}
        for row in self.comparison.rows:
            subject = (row.indicator.id if row.indicator else "", row.name, row.type.value)
            saying = {doc for doc, cell in row.cells.items() if cell.state not in _SILENT or cell.parts}
            holders.setdefault(subject, set()).update(saying)
            first.setdefault(subject, row)
        for subject, row in first.items():
            sharing = len(holders[subject] & set(self.others))
            if self.doc in holders[subject] and self._is_rare(sharing):
                yield row, sharing

    def _is_rare(self, sharing: int) -> bool:
        return sharing * _FEW <= len(self.others)
