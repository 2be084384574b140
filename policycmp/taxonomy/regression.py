"""Fit the weights of a judge: one logistic regression over the signs of all topics."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policycmp.classify.signs import find_candidates, find_signs
from policycmp.classify.topic_judge import Judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policycmp.taxonomy.examples import Example

_OF_ONE_TOPIC = "beside:"
_OWN = 0.35  # how far the weight of a sign for one topic may leave its weight for all
_LEAST = 0.03
_DIGITS = 3
_STRENGTH = 2.0
_LIKELY, _LIKELIEST = 0.42, 0.27


class Regression:
    """The signs of each topic in each example, as rows; fits a judge to some of the examples.

    What a sign tells is shared by all topics; what it tells of one topic may differ, for a price. Neighbours tell of
    one topic only.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        self._topics = sorted({topic for example in examples for topic in example.topics})
        self._signs: list[dict[str, float]] = []
        self._holds: list[bool] = []
        self._owners: list[int] = []
        self._leads: list[bool] = []
        for number, example in enumerate(examples):
            for topic, row in self._rows(example):
                self._signs.append(row)
                self._holds.append(topic in example.topics)
                self._owners.append(number)
                self._leads.append(example.topics[:1] == (topic,))

    def _rows(self, example: Example) -> Iterator[tuple[str, dict[str, float]]]:
        candidates = find_candidates(example.reading, example.subject)
        for topic in dict.fromkeys((*candidates, *self._topics)):
            row = {}
            for sign, value in find_signs(example.reading, topic, example.subject).items():
                if not sign.startswith(_OF_ONE_TOPIC):
                    row[f"|{sign}"] = value
                row[f"{topic}|{sign}"] = value * _OWN
            yield topic, row

    @cached_property
    def _matrix(self) -> tuple[Any, list[str]]:
        from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 - two seconds to load

        vectorizer = DictVectorizer()
        matrix = vectorizer.fit_transform(self._signs).tocsr()
        matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
        return matrix, list(vectorizer.get_feature_names_out())

    def fit(self, chosen: frozenset[int]) -> Judge:
        """Fit a judge to the examples of some numbers: which topics hold, and which of them is the main one."""
        rows = [row for row, owner in enumerate(self._owners) if owner in chosen]
        if not any(self._holds[row] for row in rows) or all(self._holds[row] for row in rows):
            return Judge(_LIKELY, _LIKELIEST)
        weights, main = self._weights(rows, self._holds), self._weights(rows, self._leads)
        return Judge(_LIKELY, _LIKELIEST, weights, main)

    def _weights(self, rows: list[int], labels: list[bool]) -> dict[str, dict[str, float]]:
        """Fit one regression; give the weights of the signs for each topic, without the smallest."""
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

        matrix, names = self._matrix
        regression = LogisticRegression(
            C=_STRENGTH, solver="liblinear", max_iter=400, random_state=0, fit_intercept=False
        )
        coefficients = regression.fit(matrix[rows], [labels[row] for row in rows]).coef_[0]
        shared: dict[str, float] = {}
        own: dict[str, dict[str, float]] = {topic: {} for topic in self._topics}
        for name, value in zip(names, map(float, coefficients), strict=True):
            topic, sign = name.split("|", 1)
            if not topic:
                shared[sign] = value
            elif topic in own:
                own[topic][sign] = value * _OWN
        return {topic: _rounded(_sum(shared, signs)) for topic, signs in own.items()}


def _sum(shared: Mapping[str, float], own: Mapping[str, float]) -> dict[str, float]:
    return {sign: shared.get(sign, 0.0) + own.get(sign, 0.0) for sign in {**shared, **own}}


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {
        sign: round(value, _DIGITS) for sign, value in sorted(weights.items()) if math.fabs(value) >= _LEAST
    }
