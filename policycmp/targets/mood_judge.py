"""A judge of mood that was trained on coded numbers: a weight for each sign, as text, scored by a few lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from policycmp.models import TargetType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NONE = "none"
MOODS = (NONE, *(type_.value for type_ in TargetType))
FILE = "mood.json"
# Sums are kept to the sixth decimal; weights have two.
_EXACT = 1_000_000
# No sum of signs makes a thing certain.
_SUREST = 0.999


class Decision(NamedTuple):
    """What a number is, and how probable it is that it is a commitment, or that it is none; None: not weighed."""

    mood: str
    confidence: float | None = None


@dataclass(frozen=True)
class MoodJudge:
    """Weights of the signs of each mood; without any it leaves all to the rules.

    `spread` brings the sums of weights to the scale on which they are right as often as they say: it is measured on
    documents left out.
    """

    weights: Mapping[str, tuple[float, ...]]
    spread: float = 1.0

    def decide(self, signs: Iterable[str], verdict: str) -> Decision:
        """Tell what a number is.

        Args:
            signs: those of its mood.
            verdict: what the rules say, a type of commitment or none.

        Returns:
            The likeliest type of commitment, or none.
        """
        if not self.weights:
            return Decision(verdict)
        points = self.points(signs)
        best = max(points)
        mood = MOODS[points.index(best)]
        none, *others = (exp((own - best) / self.spread) for own in points)
        promised = sum(others)
        sure = (none if mood == NONE else promised) / (none + promised)
        return Decision(mood, min(round(sure, 3), _SUREST))

    def points(self, signs: Iterable[str]) -> list[float]:
        """Sum up the weights of signs for each mood; the same in any order of the signs."""
        known = [own for own in map(self.weights.get, {*signs}) if own]
        points = map(sum, zip(*known, strict=True)) if known else [0.0] * len(MOODS)
        # The order of a set is another one in each run: what it does to the last digits must not settle a tie.
        return [round(total * _EXACT) / _EXACT for total in points]

    def weigh(self, signs: Iterable[str]) -> dict[str, float]:
        """Tell what each sign does to the odds of the likeliest type of commitment against none.

        Returns:
            Their logarithms, which add up to that of the odds; signs without weight are left out.
        """
        signs = dict.fromkeys(signs)
        _, *promised = self.points(signs)
        likeliest = promised.index(max(promised)) + 1
        return {
            sign: (own[likeliest] - own[0]) / self.spread
            for sign in signs
            if (own := self.weights.get(sign)) and own[likeliest] != own[0]
        }


@cache
def shipped_judge() -> MoodJudge:
    """Load the judge that is shipped."""
    data = json.loads(resources.files("policycmp").joinpath("data", FILE).read_text(encoding="utf-8"))
    return MoodJudge({sign: tuple(own) for sign, own in data["weights"].items()}, data["spread"])
