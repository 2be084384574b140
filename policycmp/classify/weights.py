"""A learned second scorer: weights over character n-grams, scored without any library.

`policycmp topics learn` makes one from codings. It speaks only where the terms find nothing, and abstains below the
threshold that held on plans it was not trained on.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycmp.errors import ConfigError
from policycmp.language.text import fold
from policycmp.models import TopicMatch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VERSION = "1"
_NOISE = re.compile(r"[^㐀-鿿A-Za-z]+")
_SHOWN = 3
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TopicWeights:
    """The weights of one topic: what each n-gram adds, and the slope and offset that make a probability of the sum."""

    bias: float
    slope: float
    offset: float
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """A model: n-grams of some lengths, a probability from which a topic holds, and the weights of each topic."""

    lengths: tuple[int, ...]
    threshold: float
    topics: Mapping[str, TopicWeights]

    def score(self, text: str) -> tuple[TopicMatch, ...]:
        """Find the topics that are likely enough.

        Args:
            text: the text of a clause, without its statement of agencies.

        Returns:
            The topics, best first, each with its probability and the weightiest n-grams that stand in the text.
        """
        found = ngrams(text, self.lengths)
        if not found:
            return ()
        share = 1 / math.sqrt(len(found))
        matches = []
        for topic, model in self.topics.items():
            points = {gram: model.weights[gram] for gram in found if gram in model.weights}
            chance = probability(model.bias + share * math.fsum(points.values()), model)
            weightiest = sorted((gram for gram in points if points[gram] > 0), key=lambda g: (-points[g], g))
            if chance >= self.threshold and weightiest:
                matches.append(TopicMatch(topic, round(chance, 3), tuple(weightiest[:_SHOWN])))
        return tuple(sorted(matches, key=lambda match: (-match.score, match.id)))

    def data(self) -> dict[str, Any]:
        """Give the model as plain values, for a file."""
        return {
            "policycmp_weights": VERSION,
            "lengths": list(self.lengths),
            "threshold": _exact(self.threshold),
            "topics": {
                topic: {
                    "bias": _exact(model.bias),
                    "slope": _exact(model.slope),
                    "offset": _exact(model.offset),
                    "weights": {gram: _exact(model.weights[gram]) for gram in sorted(model.weights)},
                }
                for topic, model in sorted(self.topics.items())
            },
        }


def _exact(number: float) -> Decimal:
    return Decimal(str(number))


def ngrams(text: str, lengths: tuple[int, ...]) -> frozenset[str]:
    """List the n-grams of the runs of characters in a text, as they stand in it where nothing had to be folded."""
    runs = _NOISE.split(fold(text))
    return frozenset(
        run[start : start + length]
        for run in runs
        for length in lengths
        for start in range(len(run) - length + 1)
    )


def probability(value: float, model: TopicWeights) -> float:
    """Turn the sum of the weights into a probability."""
    exponent = max(-50.0, min(50.0, model.slope * value + model.offset))
    return 1 / (1 + math.exp(-exponent))


def load_weights(file: Path) -> Weights:
    """Load a model.

    Raises:
        ConfigError: the file cannot be read, or is no model of this version.
    """
    try:
        if file.stat().st_size > _MOST_BYTES or not file.is_file():
            raise ConfigError(f"{file}: no model; `policycmp topics learn` makes one")
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["policycmp_weights"] != VERSION:
            raise ConfigError(f"{file}:1: made by another version; run `policycmp topics learn` again")
        topics = {
            topic: TopicWeights(one["bias"], one["slope"], one["offset"], one["weights"])
            for topic, one in data["topics"].items()
        }
        return Weights(tuple(data["lengths"]), data["threshold"], topics)
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ConfigError(f"{file}:1: no model; `policycmp topics learn` makes one") from None
