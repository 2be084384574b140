"""A judge that was trained on coded clauses: a weight for each sign of a topic, as text, scored by a few lines.

The shipped one stands in data/judge.json; `policycmp topics learn` makes one for any taxonomy.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import resources
from typing import TYPE_CHECKING, Any

from policycmp.classify.signs import find_candidates, find_signs
from policycmp.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from policycmp.classify.signs import Reading
    from policycmp.classify.subject import Subject

VERSION = "3"
_MOST_BYTES = 64 * 1024 * 1024
_STEEPEST = 50.0
_TINY = 1e-6
_COUNTED = 0.6  # the least probability of a topic whose strong word a number counts
_CERTAINTY = 0.5  # of a topic that holds for sure, when topics are ranked


@dataclass(frozen=True)
class Judge:
    """Weights of the signs of each topic.

    `likely` is the probability from which a topic holds; where none is as likely, the likeliest one from `likeliest`
    on does. `main` are the weights by which one topic of a clause goes before the others.
    """

    likely: float
    likeliest: float
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    main: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def chances(self, reading: Reading, subject: Subject) -> dict[str, float]:
        """Give the probability of each topic that the clause or a title names; what a number counts is promised."""
        chances = {}
        for topic in find_candidates(reading, subject):
            if topic in self.weights:
                chance = probability(_points(find_signs(reading, topic, subject), self.weights[topic]))
                tally = reading.tallies.get(topic)
                chances[topic] = max(chance, _COUNTED) if tally and tally.settled else chance
        return chances

    def likely_topics(self, chances: Mapping[str, float]) -> list[str]:
        """Keep the topics that are likely enough, or else the likeliest one."""
        kept = [topic for topic, chance in chances.items() if chance >= self.likely]
        if kept or not chances:
            return kept
        likeliest = min(chances, key=lambda topic: (-chances[topic], topic))
        return [likeliest] if chances[likeliest] >= self.likeliest else []

    def decide(self, chances: Mapping[str, float], reading: Reading, subject: Subject) -> list[str]:
        """Keep the topics that are likely enough, the one that the clause is mainly about first."""
        kept = self.likely_topics(chances)
        if len(kept) < 2:  # noqa: PLR2004 - nothing to rank
            return kept
        ranks = {
            topic: _points(find_signs(reading, topic, subject), self.main.get(topic, {}))
            + _CERTAINTY * _odds(chances[topic])
            for topic in kept
        }
        return sorted(kept, key=lambda topic: (-ranks[topic], topic))

    def data(self) -> dict[str, Any]:
        """Give the judge as plain values, for a file."""
        return {
            "policycmp_judge": VERSION,
            "likely": _exact(self.likely),
            "likeliest": _exact(self.likeliest),
            "weights": _table(self.weights),
            "main": _table(self.main),
        }


def _points(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum([value * weights[sign] for sign, value in signs.items() if sign in weights])


def probability(points: float) -> float:
    """Turn a sum of weights into a probability."""
    return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, points))))


def _odds(chance: float) -> float:
    """Turn a probability back into the sum that it was made of."""
    return math.log(max(chance, _TINY) / max(1 - chance, _TINY))


def find_judge(topics: Sequence[str], own: Path | None = None) -> Judge | None:
    """Find the judge of a taxonomy.

    Args:
        topics: its ids.
        own: the file of a judge that was trained for it.

    Returns:
        Its own, or the shipped one where that was trained on all of its topics; None where there is none.

    Raises:
        ConfigError: its own cannot be read, or is no judge of this version.
    """
    if own is not None:
        return load_judge(own)
    shipped = resources.files("policycmp").joinpath("data/judge.json")
    judge = _parse(shipped.read_text(encoding="utf-8"), shipped.name)
    return judge if all(topic in judge.weights for topic in topics) else None


def load_judge(file: Path) -> Judge:
    """Load a judge from a file.

    Raises:
        ConfigError: the file cannot be read, or is no judge of this version.
    """
    try:
        if file.stat().st_size > _MOST_BYTES or not file.is_file():
            raise ConfigError(f"{file}: no judge; `policycmp topics learn` makes one")
        return _parse(file.read_text(encoding="utf-8"), str(file))
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from None


def _parse(text: str, file: str) -> Judge:
    try:
        data = json.loads(text)
        if data["policycmp_judge"] != VERSION:
            raise ConfigError(f"{file}:1: made by another version; run `policycmp topics learn` again")
        return Judge(
            data["likely"],
            data["likeliest"],
            {topic: dict(weights) for topic, weights in data["weights"].items()},
            {topic: dict(weights) for topic, weights in data["main"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ConfigError(f"{file}:1: no judge; `policycmp topics learn` makes one") from None


def _table(weights: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, Decimal]]:
    return {
        topic: {sign: _exact(own[sign]) for sign in sorted(own)} for topic, own in sorted(weights.items())
    }


def _exact(number: float) -> Decimal:
    return Decimal(str(number))
