"""Where a plan speaks of a named instrument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policycmp.models.places import Span


@dataclass(frozen=True, slots=True)
class MeasureUse:
    """One place where a clause names a measure.

    `span` is into `Document.text`, `text` quotes it, `quote` is the sentence round it. `committed` tells whether the
    clause promises the measure or only mentions it, `reason` why; `targets` are the ids of the commitments that put
    a number to it.
    """

    measure: str
    doc: str
    clause: str
    span: Span
    text: str
    quote: str
    committed: bool
    reason: str
    targets: tuple[str, ...] = ()

    @property
    def quantified(self) -> bool:
        """Whether a number is promised for it."""
        return self.committed and bool(self.targets)
