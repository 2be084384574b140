"""The result of a comparison: data, of which others write tables, JSON and explanations."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.rows.grounds import Grounds
from policycmp.scores.credibility import tick_commitments

if TYPE_CHECKING:
    from policycmp.compare.coverage import CoverageRow
    from policycmp.compare.measure_cells import MeasureRow
    from policycmp.config import Config
    from policycmp.models import Corpus, Issue
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.comparability import ComparedRow
    from policycmp.rows.peers import Peers
    from policycmp.rows.units import Units
    from policycmp.scores.ambition import Ambition, AmbitionCell


@dataclass(frozen=True)
class Comparison:
    """What one comparison found; `rows` are those of the targets, `issues` those of all stages.

    `commitments` are those of each plan by its id; `grounds` is what their numbers are measured on.
    """

    corpus: Corpus
    config: Config
    units: Units
    peers: Peers
    coverage: tuple[CoverageRow, ...]
    rows: tuple[ComparedRow, ...]
    ambition: Ambition
    issues: tuple[Issue, ...]
    commitments: dict[str, tuple[Commitment, ...]] = field(default_factory=dict)
    grounds: Grounds = field(default_factory=Grounds)
    measures: tuple[MeasureRow, ...] = ()

    @cached_property
    def credibility(self) -> dict[str, tuple[str, ...]]:
        """The ticks of every commitment, by its id."""
        return tick_commitments(self.corpus, self.commitments, self.grounds, self.config)

    def places(self, row: ComparedRow) -> dict[str, AmbitionCell]:
        """Give the places of the plans in a row, none where it is not ranked."""
        return self._places.get(row.key, {})

    @cached_property
    def _places(self) -> dict[str, dict[str, AmbitionCell]]:
        return {row.row.key: row.cells for row in self.ambition.rows}
