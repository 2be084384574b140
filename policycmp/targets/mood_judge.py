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


# The weights are learned to hundredths. Whole numbers add up to the same in any order: fractions of two would not,
# and where two moods are as likely, which of them won would change from run to run.
_HUNDREDTHS = 100


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
        known = [own for own in map(self.weights.get, {*signs}) if own]
        points = [*map(sum, zip(*known, strict=True))] if known else [0]
        return MOODS[points.index(max(points))]


@cache
def shipped_judge() -> MoodJudge:
    """Load the judge that is shipped."""
    text = resources.files("policycmp").joinpath("data", FILE).read_text(encoding="utf-8")
    weights = json.loads(text)["weights"]
    return MoodJudge(
        {sign: tuple([round(weight * _HUNDREDTHS) for weight in own]) for sign, own in weights.items()}
    )
