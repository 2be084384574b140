"""What the words of a clause say for each topic: every word once, at its best place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policycmp.classify.term_lexicon import STRONG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.classify.mentions import Mention

_DECAY = 0.85


@dataclass(slots=True)
class Tally:
    """What speaks for one topic: each word once, with its most points and its first place.

    `everywhere` are the places of all mentions with their points; `title` are the most points of a word in the
    heading, `plain` of any word whatever its weight; `settled` tells that a strong word is itself what a number counts.
    """

    words: dict[str, float] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    everywhere: list[tuple[int, float]] = field(default_factory=list)
    title: float = 0.0
    settled: bool = False
    plain: float = 0.0
    strong: int = 0

    @classmethod
    def of(cls, marks: Iterable[tuple[Mention, float, bool]]) -> Tally:
        """Gather the mentions of a topic, each with its weight for it and whether it stands in the heading."""
        words: dict[str, float] = {}
        places: dict[str, int] = {}
        everywhere: list[tuple[int, float]] = []
        title = plain = 0.0
        settled, strong = False, 0
        for ((start, _, entry), factor, settles, _), weight, heads in marks:
            term, points = entry.term, factor * weight
            if points <= 0:
                continue
            strong += weight >= STRONG and term not in words
            everywhere.append((start, points))
            if points > words.get(term, 0.0):
                words[term] = points
            if start < places.get(term, start + 1):
                places[term] = start
            if heads and points > title:
                title = points
            plain = max(plain, factor)
            settled = settled or weight >= settles
        return cls(words, places, everywhere, title, settled, plain, strong)

    def score(self) -> float:
        """Add up the words, each further one for less: ten words for one topic do not drown the others."""
        total, share = 0.0, 1.0
        for points in sorted(self.words.values(), reverse=True):
            total += points * share
            share *= _DECAY
        return total

    def evidence(self, text: str) -> tuple[str, ...]:
        """Quote the words as the clause writes them, in its order."""
        places = sorted((place, place + len(term)) for term, place in self.places.items())
        return tuple(text[start:end] for start, end in places)
