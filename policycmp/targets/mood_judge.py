"""A judge of mood that was trained on coded numbers: a weight for each sign, as text, scored by a few lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from policycmp.models import TargetType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NONE = "none"
MOODS = (NONE, *(type_.value for type_ in TargetType))
FILE = "mood.json"


@dataclass(frozen=True)
class MoodJudge:
    """Weights of the signs of each mood; without any it leaves all to the rules."""

    weights: Mapping[str, tuple[float, ...]]

    def decide(self, signs: Iterable[str], verdict: str) -> str:
        """Tell what a number is.

        Args:
            signs: those of its mood.
            verdict: what the rules say, a type of commitment or none.

        Returns:
            The likeliest type of commitment, or none.
        """
        if not self.weights:
            return verdict
        points = [0.0] * len(MOODS)
        for sign in {*signs}:
            own = self.weights.get(sign)
            if own is not None:
                points = [total + weight for total, weight in zip(points, own, strict=True)]
        return MOODS[points.index(max(points))]


@cache
def shipped_judge() -> MoodJudge:
    """Load the judge that is shipped."""
    text = resources.files("policycmp").joinpath("data", FILE).read_text(encoding="utf-8")
    return MoodJudge({sign: tuple(own) for sign, own in json.loads(text)["weights"].items()})
