"""The wording of a plan as numbers: the letters, digits and characters of its clauses, each with its place in the text.

Who is in charge of a clause is no wording: lists of the same offices stand in every plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from policycmp.agencies import find_agency_lines
from policycmp.language.text import fold
from policycmp.models import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from policycmp.models import Analysis

_ROOT = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What may be shared of one plan.

    `codes` are code points, folded, without blanks and punctuation, which differ between copies of one sentence;
    `offsets` tell where each stands in `Document.text`; `breaks` where punctuation or blanks stood before a character.
    """

    doc: str
    codes: NDArray[np.uint32]
    offsets: NDArray[np.int32]
    breaks: NDArray[np.bool_]

    def __len__(self) -> int:
        """Count the characters."""
        return len(self.codes)

    def span(self, start: int, end: int) -> Span:
        """Give the span of the text that a range of characters stands in, with what stands between them."""
        return Span(int(self.offsets[start]), int(self.offsets[end - 1]) + 1)


def wording_of(analysis: Analysis) -> Wording:
    """Take the wording of a plan from its clauses, so that what is masked in its text stays out.

    Args:
        analysis: a plan with its clauses.
    """
    codes: list[int] = []
    offsets: list[int] = []
    breaks: list[bool] = []
    for clause in sorted(analysis.clauses, key=lambda clause: clause.span):
        text = fold(clause.text)
        for agencies in find_agency_lines(text):
            text = text[: agencies.start] + " " * (agencies.end - agencies.start) + text[agencies.end :]
        broken = True
        for place, character in enumerate(text, clause.span.start):
            if character.isalnum():
                codes.append(ord(character))
                offsets.append(place)
                breaks.append(broken)
                broken = False
            else:
                broken = True
    return Wording(
        analysis.doc, np.array(codes, np.uint32), np.array(offsets, np.int32), np.array(breaks, np.bool_)
    )


def hash_grams(codes: NDArray[np.uint32], length: int) -> NDArray[np.uint64]:
    """Hash every run of so many characters, in their order; two runs have one hash if they are the same.

    Args:
        codes: code points.
        length: of a run.

    Returns:
        One number for each place that a run begins at; none where the text is shorter than a run.
    """
    count = max(0, len(codes) - length + 1)
    hashes = np.zeros(count, np.uint64)
    for place in range(length):
        hashes = hashes * _ROOT + codes[place : place + count] + np.uint64(1)
    hashes ^= hashes >> _HALF
    hashes *= _MIX
    return hashes ^ (hashes >> _HALF)
