"""Matching two sets of spans one to one, and the figures that follow from a count of matches."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Span


class Spanned(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span:
        """Where it stands."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two records that overlap, by their places in their sequences, and how much (0 to 1)."""

    gold: int
    found: int
    overlap: float


@dataclass(frozen=True, slots=True)
class Score:
    """How many were right, of how many found and how many there are."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        """Add the counts up: figures over several plans are micro-averages."""
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of the found that is right (0 where nothing was found)."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found (0 where there is none)."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def data(self) -> dict[str, Decimal | int]:
        """Give the figures to three decimals, with their counts."""
        return {
            "p": thousandths(self.precision),
            "r": thousandths(self.recall),
            "f1": thousandths(self.f1),
            "tp": self.right,
            "pred": self.found,
            "gold": self.gold,
        }


def thousandths(share: float) -> Decimal:
    """Write a share to three decimals."""
    return Decimal(str(round(share, 3)))


def match(gold: Sequence[Spanned], found: Sequence[Spanned]) -> list[Match]:
    """Match the records of one plan one to one, the largest overlap first.

    Args:
        gold: the records of one coding.
        found: those of the other.

    Returns:
        The matches, largest overlap first; equal ones in the order of the gold, then of the found.
    """
    candidates = sorted(_overlaps(gold, found), key=lambda match: (-match.overlap, match.gold, match.found))
    matches = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for candidate in candidates:
        if candidate.gold not in used_gold and candidate.found not in used_found:
            used_gold.add(candidate.gold)
            used_found.add(candidate.found)
            matches.append(candidate)
    return matches


def _overlaps(gold: Sequence[Spanned], found: Sequence[Spanned]) -> list[Match]:
    candidates = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            shared = one.span.overlap(other.span)
            if shared:
                union = max(one.span.end, other.span.end) - min(one.span.start, other.span.start)
                candidates.append(Match(i, j, shared / union))
    return candidates
