"""Joining: brings commitments of different plans into one row where the judge of likeness takes them for one thing."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from policycmp.models import TargetType
from policycmp.rows.likeness_judge import PlansBeside, comparable_kind, compare_wordings, read_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycmp.rows.commitments import Commitment, Subject
    from policycmp.rows.likeness_judge import LikenessJudge, Wording

# Words that more things than this share tell none apart: those that name a thing, and those of its sentence.
_TOO_COMMON, _TOO_COMMON_IN_SENTENCES = 80, 30
# A goal says what it is for in its name, a grant often only in its condition: names of goals must have this in common.
_LEAST_NAMED = 0.2
# Of a thing that many plans count so many commitments of a kind are compared.
_ENOUGH = 3
# What the parts already call one thing is as likely as this to be one.
_SAME = 0.6
# A commitment goes with the likeliest of another plan, and with those that are hardly less likely.
_CLOSE = 0.1

Pair = tuple["Subject", "Subject"]


class _Place(NamedTuple):
    """A commitment: its thing, its place among those to it, and its plan."""

    subject: Subject
    place: int
    doc: str


def join_alike(
    commitments: Mapping[str, tuple[Commitment, ...]], judge: LikenessJudge
) -> dict[str, tuple[Commitment, ...]]:
    """Give the commitments that are likely to one thing the indicator that most of them have.

    Commitments whose parts agree stay together, and what one plan counts apart is never joined; a number for
    several kinds of things stays as it is.

    Args:
        commitments: those of each plan, by its id.
        judge: tells how likely two commitments are to the same thing.

    Returns:
        The commitments of each plan, those that changed marked as `joined`.
    """
    things = Things(one for of_plan in commitments.values() for one in of_plan if len(one.subjects) == 1)
    leaders = join_things(things, judge)
    indicators = {subject: members[0] for subject, members in things.members.items()}

    def led(commitment: Commitment) -> Commitment:
        leader = leaders.get(commitment.subject, commitment.subject)
        if leader == commitment.subject or len(commitment.subjects) > 1:
            return commitment
        first = indicators[leader]
        return replace(
            commitment,
            indicator=first.indicator,
            name=first.name,
            kinds=first.kinds,
            is_joined=True,
            joined_from=commitment.indicator,
        )

    return {doc: tuple(map(led, of_plan)) for doc, of_plan in commitments.items()}


class Things:
    """What some plans commit to, as its parts tell: the commitments to each subject, and their words."""

    def __init__(self, commitments: Iterable[Commitment]) -> None:
        self.members: defaultdict[Subject, list[Commitment]] = defaultdict(list)
        for commitment in sorted(commitments, key=lambda commitment: commitment.target.id):
            self.members[commitment.subject].append(commitment)
        self.docs = {
            subject: frozenset(commitment.target.doc for commitment in members)
            for subject, members in self.members.items()
        }
        self.compared = {subject: list(_compared(members)) for subject, members in self.members.items()}
        self._kinds = {
            subject: Counter(wording.kind for _, wording in compared)
            for subject, compared in self.compared.items()
        }

    def comparable(self, one: Subject, other: Subject) -> int:
        """Count the pairs of commitments to two things that are of one kind, and so can be compared."""
        beside = self._kinds[other]
        return sum(count * beside[kind] for kind, count in self._kinds[one].items())

    @cached_property
    def candidates(self) -> list[Pair]:
        """Those of a type that share words which tell things apart, and that no plan counts both."""
        by_type: defaultdict[str, list[Subject]] = defaultdict(list)
        for subject in sorted(self.members):
            by_type[subject[2]].append(subject)
        return [pair for subjects in by_type.values() for pair in self._candidates(subjects)]

    def _candidates(self, subjects: list[Subject]) -> Iterator[Pair]:
        is_goal = subjects[0][2] == TargetType.TARGET
        names = [self._words(subject, "object", "name") for subject in subjects]
        found = set(_sharing(names, _TOO_COMMON))
        if not is_goal:
            found |= set(
                _sharing([self._words(subject, "sentence") for subject in subjects], _TOO_COMMON_IN_SENTENCES)
            )
        for one, other in sorted(found):
            pair = subjects[one], subjects[other]
            if is_goal and not _have_in_common(names[one], names[other]):
                continue
            if self.docs[pair[0]].isdisjoint(self.docs[pair[1]]) and self.comparable(*pair):
                yield pair

    def _words(self, subject: Subject, *parts: str) -> frozenset[str]:
        return frozenset().union(
            *(getattr(wording, part) for _, wording in self.compared[subject] for part in parts)
        )

    @cached_property
    def _words_of_plans(self) -> dict[str, Counter[str]]:
        words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for compared in self.compared.values():
            for _, wording in compared:
                words[wording.doc].update(wording.object | wording.name)
        return words

    @cached_property
    def _lengths(self) -> dict[str, float]:
        return {
            doc: math.sqrt(sum(count * count for count in words.values()))
            for doc, words in self._words_of_plans.items()
        }

    @cached_property
    def _sizes(self) -> Counter[str]:
        return Counter(doc for docs in self.docs.values() for doc in docs)

    def beside(self, doc: str, other: str) -> PlansBeside:
        """Lay two plans side by side: their nearness is the cosine of the words of their things."""
        return PlansBeside(self._nearness(doc, other), *sorted((self._sizes[doc], self._sizes[other])))

    def _nearness(self, doc: str, other: str) -> float:
        own, others = self._words_of_plans[doc], self._words_of_plans[other]
        shared = sum(count * others[word] for word, count in own.items() if word in others)
        return shared / (self._lengths[doc] * self._lengths[other]) if shared else 0.0


def _compared(members: list[Commitment]) -> Iterator[tuple[Commitment, Wording]]:
    """Take the commitments to a thing that are compared with those to others, with their words."""
    taken: Counter[object] = Counter()
    for commitment in members:
        indicator, kind = commitment.indicator, comparable_kind(commitment.target)
        taken[kind] += 1
        if taken[kind] <= _ENOUGH:
            is_listed = indicator is not None and indicator.is_listed
            yield commitment, read_wording(commitment.target, is_listed=is_listed)


def _sharing(words: list[frozenset[str]], most: int) -> Iterator[tuple[int, int]]:
    """Give the pairs that share a word which no more than `most` have, the lower place first."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, of_one in enumerate(words):
        for word in of_one:
            holders[word].append(place)
    for places in holders.values():
        if len(places) <= most:
            yield from combinations(places, 2)


def _have_in_common(one: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(one & other) >= _LEAST_NAMED * (len(one) + len(other))


def join_things(things: Things, judge: LikenessJudge) -> dict[Subject, Subject]:
    """Join things, the likeliest first, as long as the mean probability over all comparable pairs is enough.

    Returns:
        For each thing that was joined the one that leads: that of most commitments.
    """
    likeness = _find_likeness(things, judge)
    groups = {subject: [subject] for subject in things.members}
    group_of = {subject: subject for subject in things.members}

    def mean(one: Subject, other: Subject) -> float:
        pairs = [(a, b) if a < b else (b, a) for a in groups[one] for b in groups[other]]
        return sum(likeness.get(pair, 0.0) for pair in pairs) / sum(
            things.comparable(*pair) for pair in pairs
        )

    waiting = [(-total / things.comparable(*pair), pair) for pair, total in likeness.items()]
    heapq.heapify(waiting)
    while waiting and -waiting[0][0] >= judge.likely:
        one, other = (group_of[subject] for subject in heapq.heappop(waiting)[1])
        if (
            one == other
            or _are_told_apart(groups[one], groups[other], things)
            or mean(one, other) < judge.likely
        ):
            continue
        for subject in groups[other]:
            group_of[subject] = one
        groups[one] += groups.pop(other)
    return {
        subject: leader
        for group in groups.values()
        if len(group) > 1
        for leader in [
            min(group, key=lambda subject: (not subject[0], -len(things.members[subject]), subject))
        ]
        for subject in group
    }


def _are_told_apart(group: list[Subject], other: list[Subject], things: Things) -> bool:
    return any(not things.docs[one].isdisjoint(things.docs[beside]) for one in group for beside in other)


def _find_likeness(things: Things, judge: LikenessJudge) -> dict[Pair, float]:
    """Add up the probabilities of the pairs of commitments to two things, where neither has a likelier one."""
    chances = [(pair, judge.probability(figures)) for pair, figures in _pairs(things)]
    best: defaultdict[tuple[_Place, str], float] = defaultdict(float)
    for subject, compared in things.compared.items():
        for (place, (_, one)), (at, (_, other)) in combinations(enumerate(compared), 2):
            if one.doc != other.doc and one.kind == other.kind:
                best[_Place(subject, place, one.doc), other.doc] = _SAME
                best[_Place(subject, at, other.doc), one.doc] = _SAME
    for (own, others), chance in chances:
        best[own, others.doc] = max(best[own, others.doc], chance)
        best[others, own.doc] = max(best[others, own.doc], chance)
    likeness: defaultdict[Pair, float] = defaultdict(float)
    for (own, others), chance in chances:
        if chance >= max(best[own, others.doc], best[others, own.doc]) - _CLOSE:
            likeness[own.subject, others.subject] += chance
    return likeness


def _pairs(things: Things) -> Iterator[tuple[tuple[_Place, _Place], list[float]]]:
    """Give the figures of each pair of commitments of one kind to two things that may be one."""
    plans: dict[tuple[str, str], PlansBeside] = {}
    for one, other in things.candidates:
        for place, (_, wording) in enumerate(things.compared[one]):
            for at, (_, beside) in enumerate(things.compared[other]):
                if wording.kind != beside.kind:
                    continue
                docs = (wording.doc, beside.doc) if wording.doc < beside.doc else (beside.doc, wording.doc)
                if docs not in plans:
                    plans[docs] = things.beside(*docs)
                pair = _Place(one, place, wording.doc), _Place(other, at, beside.doc)
                yield pair, compare_wordings(wording, beside, plans[docs])
