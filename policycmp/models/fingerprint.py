"""What tells two plans with one text: their sentences as hashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The sentences of a plan without chrome, blanks and punctuation, each as a stable hash of 64 bits.

    `sentences` are the hashes in the order of the text, as signed numbers, and `lengths` the characters behind
    each; `keys` are the hashes of the longest sentences, sorted: plans that share none are no copies of each other.
    """

    sentences: Sequence[int] = ()
    lengths: Sequence[int] = ()
    keys: tuple[int, ...] = ()

    @property
    def length(self) -> int:
        """The characters of all sentences."""
        return sum(self.lengths)
