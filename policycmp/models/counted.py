"""What a number counts, in parts: after ISO/IEC 11179 an object class, a property of it, and qualifiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models.places import Span


# Several classes are told apart, and nobody can say which of them a number is for: it meets nothing.
UNKNOWN_GRADE = "?"
COUNTED_PARTS = ("object", "property", "grade", "event", "of", "tier")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts; each part is None where nothing names it.

    Attributes:
        object: the thing counted, granted for or regulated, in its canonical word.
        property: what of it: `count`, `amount`, `share`, `grant`, `rate` …
        grade: `national`, `provincial`, `municipal`, `county`, or the class as the plan calls it;
            `UNKNOWN_GRADE` where it tells classes apart and which one this is cannot be said.
        event: the act that a grant rewards.
        of: the whole of a share or a rate.
        tier: the threshold that tells the steps of one grant apart.
        object_id: the object's id in the vocabulary, None where it is not there.
        evidence: the part's name and the span in the document that it was read from, for each part that was.
    """

    object: str | None = None
    property: str | None = None
    grade: str | None = None
    event: str | None = None
    of: str | None = None
    tier: str | None = None
    object_id: str | None = None
    evidence: Sequence[tuple[str, Span]] = ()
