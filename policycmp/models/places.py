"""Places in a text, and what is said about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from policycmp.models.terms import Severity


class Span(NamedTuple):
    """A half-open range of a text; a tuple, for a plan has thousands, made and sorted all the time."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Quote the span from its text."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """Count the characters shared with `other`."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def shift(self, by: int) -> Span:
        """Move both ends by `by` characters."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a user should know about one input; it never stops the others.

    `trace` is the traceback of a fault of the program, for `--debug`; it is no part of any result.
    """

    severity: Severity
    stage: str
    message: str
    doc: str | None = None
    span: Span | None = None
    trace: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of the text that is no part of the plan (a menu, a share button), and why."""

    span: Span
    reason: str
