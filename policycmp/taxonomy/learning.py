"""Learn a judge of topics from coded clauses, and measure it on plans that it was not trained on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policycmp.classify.topic_judge import Judge
from policycmp.errors import UsageError
from policycmp.taxonomy.regression import Regression

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from policycmp.taxonomy.examples import Example

_FOLDS = 10
_LIKELY = tuple(percent / 100 for percent in range(30, 61, 4))
_LIKELIEST = tuple(percent / 100 for percent in range(15, 41, 5))


@dataclass(frozen=True, slots=True)
class Tally:
    """Topics right, found and in the coding, over any number of clauses, and clauses with their main topic right."""

    right: int = 0
    found: int = 0
    gold: int = 0
    main: int = 0
    clauses: int = 0

    def add(self, found: Sequence[str], gold: Sequence[str]) -> Tally:
        """Count one clause."""
        return Tally(
            self.right + len(set(found) & set(gold)),
            self.found + len(found),
            self.gold + len(gold),
            self.main + (list(found[:1]) == list(gold[:1])),
            self.clauses + 1,
        )

    @property
    def f1(self) -> float:
        """The micro-averaged F1."""
        total = self.found + self.gold
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Learned:
    """A judge from all examples, and the topics that each of them was given while its plan was left out.

    `without` is the judge of each plan, which learned from the others.
    """

    judge: Judge
    examples: tuple[Example, ...] = ()
    judged: tuple[tuple[str, ...], ...] = ()
    without: Mapping[str, Judge] = field(default_factory=dict)

    def scores(self) -> dict[str, dict[str, Tally]]:
        """Tally terms and judge for each plan."""
        docs = dict.fromkeys(example.doc for example in self.examples)
        return {doc: self.totals({doc}) for doc in docs}

    def totals(
        self, docs: Collection[str] | None = None, topics: Collection[str] | None = None
    ) -> dict[str, Tally]:
        """Tally terms and judge over all plans or some, and over all topics or some."""
        terms = judge = Tally()
        for example, judged in zip(self.examples, self.judged, strict=True):
            if docs is None or example.doc in docs:
                coded = _only(example.topics, topics)
                terms = terms.add(_only(example.found, topics), coded)
                judge = judge.add(_only(judged, topics), coded)
        return {"terms": terms, "judge": judge}

    @property
    def helps(self) -> bool:
        """Whether the judge does better than the terms alone."""
        totals = self.totals()
        return totals["judge"].f1 > totals["terms"].f1


def _only(found: Sequence[str], topics: Collection[str] | None) -> tuple[str, ...]:
    return tuple(topic for topic in found if topics is None or topic in topics)


def learn(examples: Sequence[Example]) -> Learned:
    """Learn a judge from coded clauses.

    Args:
        examples: clauses of two plans at least.

    Returns:
        The judge, and what it found with each plan left out in turn (where there are many, a tenth at a time), by
        weights and thresholds from the other plans.

    Raises:
        UsageError: there are too few plans.
    """
    docs = sorted({example.doc for example in examples})
    if len(docs) < 2:  # noqa: PLR2004 - one to train on, one to test on
        raise UsageError(
            "clauses of two coded plans at least are needed, one to learn from and one to test on"
        )
    regression = Regression(examples)
    told = frozenset(number for number, example in enumerate(examples) if example.tells)
    judged = [number for number, example in enumerate(examples) if example.judged]
    held: dict[int, dict[str, float]] = {}
    judges: dict[str, Judge] = {}
    for left in _folds(docs):
        judge = regression.fit(frozenset(number for number in told if examples[number].doc not in left))
        judges |= dict.fromkeys(left, judge)
        for number in judged:
            if examples[number].doc in left:
                held[number] = judge.chances(examples[number].reading, examples[number].subject)
    found = regression.fit(told)
    tallies = _tallies(examples, held)
    own = {doc: _with_thresholds(judges[doc], tallies, doc) for doc in docs}
    given = [
        tuple(own[example.doc].decide(held[number], example.reading, example.subject))
        if number in held
        else example.found
        for number, example in enumerate(examples)
    ]
    return Learned(_with_thresholds(found, tallies), tuple(examples), tuple(given), own)


def _folds(docs: Sequence[str]) -> list[frozenset[str]]:
    """Leave out one plan at a time, or with many plans every tenth."""
    count = min(_FOLDS, len(docs))
    return [frozenset(docs[start::count]) for start in range(count)]


def _tallies(
    examples: Sequence[Example], held: Mapping[int, Mapping[str, float]]
) -> dict[tuple[float, float], dict[str, Tally]]:
    """Tally clauses held out for each pair of thresholds and each plan."""
    tallies: dict[tuple[float, float], dict[str, Tally]] = {}
    for pair in (
        (likely, likeliest) for likely in _LIKELY for likeliest in _LIKELIEST if likeliest <= likely
    ):
        judge = Judge(*pair)
        by_doc = tallies.setdefault(pair, {})
        for number, chances in held.items():
            doc = examples[number].doc
            found, topics = judge.likely_topics(chances), examples[number].topics
            by_doc[doc] = by_doc.get(doc, Tally()).add(found, topics)
    return tallies


def _with_thresholds(
    judge: Judge, tallies: Mapping[tuple[float, float], Mapping[str, Tally]], without: str | None = None
) -> Judge:
    """Take the thresholds that do best on all plans but one; of equals the higher."""

    def f1(pair: tuple[float, float]) -> float:
        kept = [tally for doc, tally in tallies[pair].items() if doc != without]
        total = Tally(sum(t.right for t in kept), sum(t.found for t in kept), sum(t.gold for t in kept))
        return round(total.f1, 6)

    likely, likeliest = max(tallies, key=lambda pair: (f1(pair), pair))
    return replace(judge, likely=likely, likeliest=likeliest)
