"""Joining: brings grants of different plans into one row where the judge of likeness takes them for one thing."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from policycmp.models import TargetType
from policycmp.rows.likeness_judge import compare_wordings, read_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycmp.rows.commitments import Commitment, Subject
    from policycmp.rows.likeness_judge import LikenessJudge, Wording

# Words that more things than this share tell none apart: those that name a thing, and those of its sentence.
_TOO_COMMON, _TOO_COMMON_IN_SENTENCES = 80, 30
# Of a thing that many plans count so many grants are compared.
_ENOUGH = 6
# What the parts already call one thing is as likely as this to be one.
_SAME = 0.6
# A grant goes with the likeliest of another plan, and with those that are hardly less likely.
_CLOSE = 0.1

Pair = tuple["Subject", "Subject"]


class _Grant(NamedTuple):
    """A grant: its thing, its place among those for it, and its plan."""

    subject: Subject
    place: int
    doc: str


def join_alike(
    commitments: Mapping[str, tuple[Commitment, ...]], judge: LikenessJudge
) -> dict[str, tuple[Commitment, ...]]:
    """Give the grants that are likely for one thing the indicator that most of them have.

    Grants whose parts agree stay together, and what one plan counts apart is never joined; targets and rules,
    and grants for several kinds of things, stay as they are.

    Args:
        commitments: those of each plan, by its id.
        judge: tells how likely two grants are for one thing.

    Returns:
        The commitments of each plan, those that changed marked as `joined`.
    """
    things = Things(
        grant
        for of_plan in commitments.values()
        for grant in of_plan
        if grant.target.type is TargetType.INCENTIVE and len(grant.subjects) == 1
    )
    leaders = join_things(things, judge)
    indicators = {subject: members[0] for subject, members in things.members.items()}

    def led(commitment: Commitment) -> Commitment:
        leader = leaders.get(commitment.subject, commitment.subject)
        if leader == commitment.subject or len(commitment.subjects) > 1:
            return commitment
        first = indicators[leader]
        return replace(
            commitment, indicator=first.indicator, name=first.name, kinds=first.kinds, is_joined=True
        )

    return {doc: tuple(map(led, of_plan)) for doc, of_plan in commitments.items()}


class Things:
    """What the grants of some plans are for, as their parts tell: the grants of each subject, and their words."""

    def __init__(self, grants: Iterable[Commitment]) -> None:
        self.members: defaultdict[Subject, list[Commitment]] = defaultdict(list)
        for grant in sorted(grants, key=lambda grant: grant.target.id):
            self.members[grant.subject].append(grant)
        self.docs = {
            subject: frozenset(grant.target.doc for grant in members)
            for subject, members in self.members.items()
        }
        self.wordings = {
            subject: [
                read_wording(grant.target, is_listed=bool(grant.indicator and grant.indicator.is_listed))
                for grant in members[:_ENOUGH]
            ]
            for subject, members in self.members.items()
        }

    def compared(self, subject: Subject) -> list[tuple[Commitment, Wording]]:
        """Give the grants of a thing that are compared with those of others, with their words."""
        return list(zip(self.members[subject], self.wordings[subject], strict=False))

    @cached_property
    def candidates(self) -> list[Pair]:
        """Those that share words which tell things apart, and that no plan counts both."""
        naming: defaultdict[str, set[Subject]] = defaultdict(set)
        telling: defaultdict[str, set[Subject]] = defaultdict(set)
        for subject, wordings in self.wordings.items():
            for wording in wordings:
                for word in wording.object | wording.name:
                    naming[word].add(subject)
                for word in wording.sentence:
                    telling[word].add(subject)
        found = {
            pair
            for holders, most in ((naming, _TOO_COMMON), (telling, _TOO_COMMON_IN_SENTENCES))
            for subjects in holders.values()
            if 1 < len(subjects) <= most
            for pair in combinations(sorted(subjects), 2)
        }
        return sorted(pair for pair in found if self.docs[pair[0]].isdisjoint(self.docs[pair[1]]))

    @cached_property
    def _words(self) -> dict[str, Counter[str]]:
        words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for wordings in self.wordings.values():
            for wording in wordings:
                words[wording.doc].update(wording.object | wording.name)
        return words

    @cached_property
    def _lengths(self) -> dict[str, float]:
        return {
            doc: math.sqrt(sum(count * count for count in words.values()))
            for doc, words in self._words.items()
        }

    def nearness(self, doc: str, other: str) -> float:
        """Tell how much two plans grant for the same things: the cosine of the words of their things."""
        own, others = self._words[doc], self._words[other]
        shared = sum(count * others[word] for word, count in own.items() if word in others)
        return shared / (self._lengths[doc] * self._lengths[other]) if shared else 0.0


def join_things(things: Things, judge: LikenessJudge) -> dict[Subject, Subject]:
    """Join things, the likeliest first, as long as the mean probability over all pairs of their grants is enough.

    Returns:
        For each thing that was joined the one that leads: that of most grants.
    """
    likeness = _find_likeness(things, judge)
    groups = {subject: [subject] for subject in things.members}
    group_of = {subject: subject for subject in things.members}
    sizes = {subject: len(wordings) for subject, wordings in things.wordings.items()}

    def mean(one: Subject, other: Subject) -> float:
        pairs = [(a, b) if a < b else (b, a) for a in groups[one] for b in groups[other]]
        return sum(likeness.get(pair, 0.0) for pair in pairs) / sum(sizes[a] * sizes[b] for a, b in pairs)

    waiting = [(-total / (sizes[a] * sizes[b]), (a, b)) for (a, b), total in likeness.items()]
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
    """Add up the probabilities of the pairs of grants of two things, where neither has a likelier one."""
    chances = [(pair, judge.probability(figures)) for pair, figures in _compared(things)]
    best: defaultdict[tuple[_Grant, str], float] = defaultdict(float)
    for subject, wordings in things.wordings.items():
        for (place, one), (at, other) in combinations(enumerate(wordings), 2):
            if one.doc != other.doc:
                best[_Grant(subject, place, one.doc), other.doc] = _SAME
                best[_Grant(subject, at, other.doc), one.doc] = _SAME
    for (own, others), chance in chances:
        best[own, others.doc] = max(best[own, others.doc], chance)
        best[others, own.doc] = max(best[others, own.doc], chance)
    likeness: defaultdict[Pair, float] = defaultdict(float)
    for (own, others), chance in chances:
        if chance >= max(best[own, others.doc], best[others, own.doc]) - _CLOSE:
            likeness[own.subject, others.subject] += chance
    return likeness


def _compared(things: Things) -> Iterator[tuple[tuple[_Grant, _Grant], list[float]]]:
    """Give the figures of each pair of grants of two things that may be one."""
    nearness: dict[tuple[str, str], float] = {}
    for one, other in things.candidates:
        for place, wording in enumerate(things.wordings[one]):
            for at, beside in enumerate(things.wordings[other]):
                docs = (wording.doc, beside.doc) if wording.doc < beside.doc else (beside.doc, wording.doc)
                if docs not in nearness:
                    nearness[docs] = things.nearness(*docs)
                pair = _Grant(one, place, wording.doc), _Grant(other, at, beside.doc)
                yield pair, compare_wordings(wording, beside, nearness[docs])
