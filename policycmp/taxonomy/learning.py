"""A second scorer from codings: logistic regression over characters, judged on plans that it was not trained on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from policycmp.agencies import find_agency_lines
from policycmp.classify.weights import TopicWeights, Weights, ngrams, probability
from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.evaluate import Coding
    from policycmp.models import Analysis, Clause

_LENGTHS = (2, 3)
_RARE = 2
_KEPT = 300
_FEWEST = 3
_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_UNCALIBRATED = 0.5
_DIGITS = 4
_ALIGNED = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """A clause with the topics that a reader gave it; `found` are those of the terms."""

    doc: str
    text: str
    topics: frozenset[str]
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tally:
    """Topics right, found and in the gold, over any number of clauses."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: frozenset[str], gold: frozenset[str]) -> Tally:
        """Count one clause."""
        return Tally(self.right + len(found & gold), self.found + len(found), self.gold + len(gold))

    @property
    def f1(self) -> float:
        """The micro-averaged F1."""
        total = self.found + self.gold
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Learned:
    """A model from all examples, and how terms, model and both did on each plan while it was left out."""

    weights: Weights
    scores: dict[str, dict[str, Tally]] = field(default_factory=dict)

    @property
    def totals(self) -> dict[str, Tally]:
        """The tallies over all plans."""
        names = next(iter(self.scores.values()), {})
        sums = {name: Tally() for name in names}
        for scores in self.scores.values():
            for name, one in scores.items():
                whole = sums[name]
                sums[name] = Tally(whole.right + one.right, whole.found + one.found, whole.gold + one.gold)
        return sums

    @property
    def helps(self) -> bool:
        """Whether terms and model together do better than the terms alone."""
        totals = self.totals
        return bool(totals) and totals["both"].f1 > totals["terms"].f1


def find_examples(coding: Coding, analyses: Iterable[Analysis]) -> list[Example]:
    """Match coded clauses with those that the program reads, by their overlap."""
    examples = []
    for analysis in analyses:
        for record in coding.clauses.get(analysis.doc, ()):
            best = max(analysis.clauses, key=lambda clause: clause.span.overlap(record.span), default=None)
            if best is None or best.span.overlap(record.span) < _ALIGNED * (best.span.end - best.span.start):
                continue
            found = frozenset(match.id for match in best.topics)
            examples.append(Example(analysis.doc, clause_text(best), frozenset(record.topics), found))
    return examples


def clause_text(clause: Clause) -> str:
    """Give the text of a clause without its statement of agencies."""
    text = clause.text
    for span in reversed(find_agency_lines(text)):
        text = text[: span.start] + text[span.end :]
    return text


def learn(examples: Sequence[Example]) -> Learned:
    """Learn weights from coded clauses.

    Args:
        examples: clauses of two plans at least.

    Returns:
        The model, and the figures with each plan left out in turn: everything that is fitted, the calibration and the
        threshold too, is fitted on the other plans only.

    Raises:
        UsageError: there are too few examples.
    """
    docs = sorted({example.doc for example in examples})
    if len(docs) < 2:  # noqa: PLR2004 - one to train on, one to test on
        raise UsageError(
            "clauses of two coded plans at least are needed, one to learn from and one to test on"
        )
    scores = {}
    for doc in docs:
        rest = [example for example in examples if example.doc != doc]
        weights = _fit(rest)
        scores[doc] = _scores(weights, [example for example in examples if example.doc == doc])
    return Learned(_fit(examples), scores)


def _scores(weights: Weights, examples: Sequence[Example]) -> dict[str, Tally]:
    tallies = {"terms": Tally(), "model": Tally(), "both": Tally()}
    for example in examples:
        model = frozenset(match.id for match in weights.score(example.text))
        found = {"terms": example.found, "model": model, "both": example.found or model}
        tallies = {name: tally.add(found[name], example.topics) for name, tally in tallies.items()}
    return tallies


def _fit(examples: Sequence[Example]) -> Weights:
    """Fit, calibrate and set the threshold by holding out each plan of these once more."""
    docs = sorted({example.doc for example in examples})
    held: list[tuple[Example, dict[str, float]]] = []
    for doc in docs if len(docs) > 1 else ():
        model = _regress([example for example in examples if example.doc != doc])
        held += [(each, _values(model, each)) for each in examples if each.doc == doc]
    whole = _regress(examples)
    if not held:
        return whole
    calibrated = {topic: _calibrate(topic, model, held) for topic, model in whole.topics.items()}
    return _with_threshold(replace(whole, topics=calibrated), held)


def _regress(examples: Sequence[Example]) -> Weights:
    """Fit one logistic regression a topic over the n-grams of the clauses, and keep the weightiest."""
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415 - two seconds to load
    from sklearn.preprocessing import normalize  # noqa: PLC0415

    vectorizer = CountVectorizer(analyzer=_grams, binary=True, min_df=_RARE)
    try:
        matrix = normalize(vectorizer.fit_transform([example.text for example in examples]))
    except ValueError:  # nothing stands in two clauses
        return Weights(_LENGTHS, _UNCALIBRATED, {})
    names = vectorizer.get_feature_names_out()
    topics = {}
    for topic in sorted({topic for example in examples for topic in example.topics}):
        labels = [topic in example.topics for example in examples]
        if _FEWEST <= sum(labels) < len(labels):
            fitted = _regression().fit(matrix, labels)
            topics[topic] = _weightiest(fitted.coef_[0], float(fitted.intercept_[0]), names)
    return Weights(_LENGTHS, _UNCALIBRATED, topics)


def _regression() -> Any:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    return LogisticRegression(C=10.0, class_weight="balanced", solver="liblinear", random_state=0)


def _grams(text: str) -> list[str]:
    return sorted(ngrams(text, _LENGTHS))


def _weightiest(coefficients: Any, bias: float, names: Any) -> TopicWeights:
    rounded = [
        (round(float(weight), _DIGITS), str(name)) for weight, name in zip(coefficients, names, strict=True)
    ]
    kept = sorted(rounded, key=lambda pair: (-abs(pair[0]), pair[1]))[:_KEPT]
    return TopicWeights(round(bias, _DIGITS), 1.0, 0.0, {name: weight for weight, name in kept if weight})


def _values(weights: Weights, example: Example) -> dict[str, float]:
    """Give the sum of the weights for each topic."""
    found = ngrams(example.text, weights.lengths)
    share = len(found) ** -0.5 if found else 0.0
    return {
        topic: model.bias + share * sum(model.weights.get(gram, 0.0) for gram in sorted(found))
        for topic, model in weights.topics.items()
    }


def _calibrate(
    topic: str, model: TopicWeights, held: Sequence[tuple[Example, dict[str, float]]]
) -> TopicWeights:
    """Fit the slope and offset that turn held-out sums into probabilities (Platt scaling)."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    known = [(values[topic], topic in example.topics) for example, values in held if topic in values]
    labels = [label for _, label in known]
    if not any(labels) or all(labels):
        return model
    fitted = LogisticRegression().fit([[value] for value, _ in known], labels)
    slope, offset = float(fitted.coef_[0][0]), float(fitted.intercept_[0])
    return replace(model, slope=round(max(slope, 0.0), _DIGITS), offset=round(offset, _DIGITS))


def _with_threshold(weights: Weights, held: Sequence[tuple[Example, dict[str, float]]]) -> Weights:
    """Take the threshold that helps the terms most on held-out clauses; of equals the higher, which abstains more."""

    def f1(threshold: float) -> float:
        tally = Tally()
        for example, values in held:
            likely = frozenset(
                topic
                for topic, value in values.items()
                if topic in weights.topics and probability(value, weights.topics[topic]) >= threshold
            )
            tally = tally.add(example.found or likely, example.topics)
        return tally.f1

    return replace(weights, threshold=max(_THRESHOLDS, key=lambda each: (round(f1(each), 6), each)))
