"""The signs by which a judge tells whether a clause commits to something in a topic."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.classify.subject import Subject
from policycmp.classify.term_lexicon import UNCOVERED
from policycmp.language import patterns as re
from policycmp.models import Function

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policycmp.classify.subject import Naming
    from policycmp.classify.tallies import Tally
    from policycmp.models import Clause

_POINTS = 4.0
_STRENGTH = 2.0
_SCANT = 1.2
_FEWEST = 0.9
_NOTHING = Subject()
_STOP = re.compile(r"[。;!?\n][。;!?\n]*")
_AMOUNT = re.compile(r"\d[\d.,]*(?:%|[万亿]?元)")


@dataclass(frozen=True, slots=True)
class Foremost:
    """The two highest of the values that topics have, to tell any topic the highest of the others."""

    topic: str | None = None
    value: float = 0.0
    second: float = 0.0

    @classmethod
    def of(cls, values: Iterable[tuple[str, float]]) -> Foremost:
        """Find them."""
        topic, value, second = None, 0.0, 0.0
        for name, one in values:
            if one > value:
                topic, value, second = name, one, value
            elif one > second:
                second = one
        return cls(topic, value, second)

    def beside(self, topic: str) -> float:
        """Give the highest value of a topic other than this one."""
        return self.second if topic == self.topic else self.value


@dataclass(frozen=True)
class Reading:
    """A clause as its words tell it, before its topics are decided.

    `above` are the topics that the headings over it name; `by_number` tells that only what a number counts is
    promised (guiding ideology).
    """

    clause: Clause
    folded: str
    tallies: Mapping[str, Tally]
    scores: Mapping[str, float]
    above: Mapping[str, Naming] = field(default_factory=dict)
    by_number: bool = False

    @cached_property
    def foremost(self) -> Foremost:
        """The topics that the words speak for most."""
        return Foremost.of(self.scores.items())

    @cached_property
    def stops(self) -> list[int]:
        """Where its sentences end."""
        return [stop.start() for stop in _STOP.finditer(self.folded.rstrip("。;!?\n"))]

    @cached_property
    def granting(self) -> frozenset[int]:
        """The sentences that name an amount of money or a rate."""
        return frozenset(bisect_left(self.stops, amount.start()) for amount in _AMOUNT.finditer(self.folded))

    @cached_property
    def sentences(self) -> dict[str, dict[int, float]]:
        """The sentences that hold words for each topic, with the most points of one of them there."""
        found: dict[str, dict[int, float]] = {}
        for topic, tally in self.tallies.items():
            own = found.setdefault(topic, {})
            for place, points in tally.everywhere:
                sentence = bisect_left(self.stops, place)
                own[sentence] = max(points, own.get(sentence, 0.0))
        return found

    @cached_property
    def led(self) -> dict[int, float]:
        """The most points of a word in each sentence."""
        most: dict[int, float] = {}
        for own in self.sentences.values():
            for sentence, points in own.items():
                most[sentence] = max(points, most.get(sentence, 0.0))
        return most

    @cached_property
    def foremost_heading(self) -> Foremost:
        """The topics that the heading speaks for most."""
        return Foremost.of((topic, tally.title) for topic, tally in self.tallies.items())

    @cached_property
    def foremost_above(self) -> Foremost:
        """The topics that the headings above speak for most."""
        return Foremost.of((topic, naming.strength) for topic, naming in self.above.items())

    @cached_property
    def shares(self) -> dict[str, float]:
        """What each topic has of the points of the foremost."""
        most = self.foremost.value
        return {topic: score / most for topic, score in self.scores.items()} if most else {}


def find_candidates(reading: Reading, subject: Subject = _NOTHING) -> tuple[str, ...]:
    """List the topics that the clause, the headings over it or the title of its plan name."""
    spoken = (topic for topic, score in reading.scores.items() if score >= _FEWEST)
    found = dict.fromkeys((*spoken, *reading.above, *subject.named))
    return tuple(topic for topic in found if topic != UNCOVERED)


def find_signs(reading: Reading, topic: str, subject: Subject = _NOTHING) -> dict[str, float]:
    """Find what speaks for and against a topic.

    Args:
        reading: the clause.
        topic: the topic.
        subject: what its plan is about.

    Returns:
        The value of each sign; a sign that is left out has the value 0.
    """
    signs = _of_words(reading, topic)
    signs |= _of_titles(reading, topic, subject)
    for other, share in reading.shares.items():
        if other != topic:
            signs[f"beside:{other}"] = share
    if reading.clause.function is not Function.SUBSTANCE:
        signs[f"function:{reading.clause.function}"] = 1.0
    return signs


def _of_words(reading: Reading, topic: str) -> dict[str, float]:
    """Say how much the words of the clause speak for a topic, and in how much of it."""
    signs = {"always": 1.0, "others": math.log1p(reading.foremost.beside(topic))}
    tally = reading.tallies.get(topic)
    if tally is None:
        return signs
    share = reading.shares[topic]
    signs["words"] = math.log1p(reading.scores[topic])
    signs["share"] = share
    signs["leads"] = float(share == 1.0)
    signs["heading"] = tally.title / _POINTS
    signs["plain"] = tally.plain
    signs["counted"] = float(tally.settled)
    signs["strong words"] = math.log1p(tally.strong)
    signs["weak words"] = math.log1p(len(tally.words) - tally.strong)
    return signs | _of_sentences(reading, topic)


def _of_sentences(reading: Reading, topic: str) -> dict[str, float]:
    """Say in how much of a clause a topic is spoken of, and whether any sentence with an amount speaks of it most."""
    own, count = reading.sentences[topic], len(reading.stops) + 1
    granting = own.keys() & reading.granting
    led = [sentence for sentence in granting if own[sentence] >= reading.led[sentence]]
    return {
        "sentences": len(own) / count,
        "sentences with amounts": len(granting) / count,
        "amounts": float(bool(granting)),
        "amounts led": float(bool(led)),
    }


def _of_titles(reading: Reading, topic: str, subject: Subject) -> dict[str, float]:
    """Say what other headings, those above and the title of the plan tell of a topic."""
    signs = {
        "other heading": reading.foremost_heading.beside(topic) / _POINTS,
        "others above": reading.foremost_above.beside(topic) / _STRENGTH,
        "plan": subject.shares.get(topic, 0.0),
    }
    if topic in reading.above:
        signs["above"] = reading.above[topic].strength / _STRENGTH
    if topic in subject.named:
        signs["title"] = subject.named[topic].strength / _STRENGTH
    if reading.foremost.value < _SCANT:
        signs["silent"] = 1.0
        signs["silent, title"] = signs.get("title", 0.0)
        signs["silent, plan"] = signs["plan"]
    return signs
