"""Peers: which plans are measured against each other, and which stand beside them as a benchmark."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.models import Level

if TYPE_CHECKING:
    from policycmp.models import Corpus

LEVEL_RANKS = {Level.ZONE: 0, Level.COUNTY: 1, Level.CITY: 2, Level.PROVINCE: 3, Level.NATION: 4}

# A terminal shows some eight plans beside each other, so that more than this many are a dozen screens for each row.
MOST_SIDE_BY_SIDE = 100


@dataclass(frozen=True)
class Peers:
    """The plans of a comparison by administrative level.

    `docs` stand in the order of the columns; `level` is the one that most plans share (the lower of two), None while
    no plan's level is known. A plan whose level is unknown is peer only to others like it: nothing is guessed.
    """

    docs: tuple[str, ...]
    levels: dict[str, Level | None]
    level: Level | None

    @classmethod
    def of(cls, corpus: Corpus) -> Peers:
        """Sort the plans of a corpus into columns: by their ids, higher levels last."""
        levels = {analysis.doc: analysis.metadata.region.level for analysis in corpus.heads}
        counts = Counter(level for level in levels.values() if level)
        level = min(counts, key=lambda level: (-counts[level], LEVEL_RANKS[level]), default=None)
        peers = cls((), levels, level)
        return cls(tuple(sorted(levels, key=lambda doc: (peers.is_benchmark(doc), doc))), levels, level)

    @property
    def are_too_many(self) -> bool:
        """Whether nobody could read the plans side by side."""
        return len(self.docs) > MOST_SIDE_BY_SIDE

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each plan among the columns, by its id."""
        return {doc: place for place, doc in enumerate(self.docs)}

    @cached_property
    def compared(self) -> dict[str, int]:
        """The places of the plans of the level that is compared."""
        return {doc: place for doc, place in self.places.items() if self.is_peer(doc)}

    def is_peer(self, doc: str) -> bool:
        """Tell whether a plan is of the level that is compared."""
        return self.levels[doc] == self.level

    def is_benchmark(self, doc: str) -> bool:
        """Tell whether a plan is of a higher level than those compared."""
        level = self.levels[doc]
        return level is not None and self.level is not None and LEVEL_RANKS[level] > LEVEL_RANKS[self.level]

    def group(self, docs: list[str], doc: str) -> list[str]:
        """Keep those of some plans that are of one plan's level."""
        return [other for other in docs if self.levels[other] == self.levels[doc]]
