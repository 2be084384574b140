"""The words round a number, from which what it counts gets its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A number with the words round it, folded.

    Attributes:
        text: the number with its unit.
        unit: its measure word.
        left: the words that are its own and stand before it.
        right: those behind it.
        segment: all words from the comma before on, up to the number.
        before: what stands in its sentence before that comma.
        ordinal: how many numbers with its unit stand before it in its segment.
        heading: the clause's title, the last resort.
        previous: the name of the number before it in the sentence, for what is left out.
    """

    text: str
    unit: str
    left: str
    right: str
    segment: str
    before: str
    ordinal: int
    heading: str
    previous: str | None = None


NameOf = Callable[[NumberWords], str]
