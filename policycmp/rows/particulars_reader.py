"""Read once for all what comparing needs of the texts of plans, so that a store need not give these out again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.models.number_particulars import Particulars
from policycmp.rows.baselines import find_base_values
from policycmp.rows.commitments import align_plan
from policycmp.rows.indicators import Indicators
from policycmp.rows.units import Units

if TYPE_CHECKING:
    from policycmp.config import Config
    from policycmp.models import Analysis


@dataclass(frozen=True)
class ParticularsReader:
    """Reads the particulars of the commitments of plans by the vocabulary and units of a config."""

    config: Config

    def read(self, analysis: Analysis) -> Analysis:
        """Add the particulars of its commitments to a plan."""
        commitments = align_plan(analysis, self._indicators, self._units)
        bases = find_base_values(analysis, commitments, self._units)
        particulars = {
            one.target.id: Particulars(one.window, one.since, one.own, bases.get(one.target.id))
            for one in commitments
        }
        return replace(analysis, particulars=particulars)

    @cached_property
    def _units(self) -> Units:
        return Units(self.config)

    @cached_property
    def _indicators(self) -> Indicators:
        return Indicators(self.config, self._units)
