"""Likeness: which commitments of different plans are to one thing in other words, by a judge trained on coded texts.

Rows are made by what numbers count (`Counted`). Where two plans use nouns that no glossary brings together,
their numbers stand apart; the judge compares the words of both sentences. The shipped one
stands in data/likeness.json: gradient-boosted trees (Friedman 2001) over some thirty figures of a pair.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from policycmp.errors import ConfigError
from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.language.text import fold
from policycmp.models import TargetType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Basis, Target

VERSION = "2"
_PARTS = ("object", "property", "grade", "event", "of")
# What most grants say says nothing of what they are for.
_COMMON = re.compile(
    rf"一次性|给予|奖励|补贴|补助|资助|奖补|扶持|支持|最高|{AT_MOST}|每年|每家|单个|企业|万元|按照|标准|予以|分别|同一|[的对按其和与及或在]"
)
_NO_WORD = re.compile(r"[^\w]|[\d_]|(?<=\d)[万亿]?元")
_SENTENCE = re.compile(r".*[。;]", re.DOTALL)
_FAR, _NEAR = 60, 30
_LEAST_AMOUNT = 1e-3
_RATE = "rate"
_TYPES = tuple(TargetType)
# Most pairs are nothing: what the first trees call as unlikely as this no later ones make likely.
_FIRST, _HOPELESS = 24, -3.5


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one commitment: the parts of what it counts, the pairs of characters of its names and sentence."""

    doc: str
    type: TargetType
    kind: tuple[Basis | None, str]
    parts: tuple[str, ...]
    object: frozenset[str]
    name: frozenset[str]
    sentence: frozenset[str]
    near: frozenset[str]
    amount: float
    unit: str
    comparator: str
    topics: frozenset[str]
    is_yearly: bool
    is_listed: bool


def read_wording(target: Target, *, is_listed: bool) -> Wording:
    """Read the words of a commitment.

    Args:
        target: the commitment.
        is_listed: whether the vocabulary has what it counts.
    """
    before = fold(target.quote).partition(fold(target.text))[0]
    return Wording(
        doc=target.doc,
        type=target.type,
        kind=comparable_kind(target),
        parts=tuple(str(getattr(target.counts, part) or "") for part in _PARTS),
        object=_pairs(_telling(target.counts.object or "")),
        name=_pairs(_telling(target.indicator)),
        sentence=_pairs(_telling(before)[-_FAR:]),
        near=_pairs(_telling(_SENTENCE.sub("", before))[-_NEAR:]),
        amount=math.log10(float(target.value) + _LEAST_AMOUNT),
        unit=target.unit,
        comparator=target.comparator.value,
        topics=frozenset(target.topics),
        is_yearly=target.per_year,
        is_listed=is_listed,
    )


def comparable_kind(target: Target) -> tuple[Basis | None, str]:
    """Tell what may be compared at all: goals of one basis and property, rates of grants and sums of them."""
    told = target.counts.property or ""
    return target.basis, told if target.type is TargetType.TARGET or told == _RATE else ""


def _telling(text: str) -> str:
    return _NO_WORD.sub("", _COMMON.sub("", fold(text)))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) or frozenset(filter(None, [text]))


class PlansBeside(NamedTuple):
    """Two plans: how much they are about the same things (0 to 1), and to how many things each commits."""

    nearness: float
    fewer: int
    more: int


def compare_wordings(one: Wording, other: Wording, plans: PlansBeside) -> list[float]:
    """Give the figures of a pair of commitments that the judge decides by, in the order of the trees.

    Args:
        one: a commitment.
        other: another of its type and kind; the order of both plays no part.
        plans: the plans of the two. The more a plan commits to, the more of it is only like something elsewhere.
    """
    figures: list[float] = []
    for own, others in zip(one.parts, other.parts, strict=True):
        figures += [own == others != "", bool(own and others) and own != others, bool(own) != bool(others)]
    for part in ("object", "name", "sentence", "near"):
        figures += _shares(getattr(one, part), getattr(other, part))
    for word, place in (("object", "sentence"), ("name", "sentence"), ("object", "name")):
        held = [_held(getattr(a, word), getattr(b, place)) for a, b in ((one, other), (other, one))]
        figures += [max(held), min(held)]
    return [
        *map(float, figures),  # a truth is 0 or 1
        float(one.unit == other.unit),
        float(one.comparator == other.comparator),
        abs(one.amount - other.amount),
        float(one.is_yearly == other.is_yearly),
        float(not one.topics.isdisjoint(other.topics)),
        plans.nearness,
        math.log(plans.fewer),
        math.log(plans.more),
        float(one.is_listed + other.is_listed),
        float(one.parts == other.parts and one.parts[0] != ""),
        _TYPES.index(one.type),
    ]


def _shares(own: frozenset[str], others: frozenset[str]) -> tuple[float, float]:
    """Give Dice's coefficient, and the share of the smaller that both have."""
    if not own or not others:
        return 0.0, 0.0
    both = len(own & others)
    return 2 * both / (len(own) + len(others)), both / min(len(own), len(others))


def _held(word: frozenset[str], place: frozenset[str]) -> float:
    return len(word & place) / len(word) if word else 0.0


@dataclass(frozen=True, slots=True)
class LikenessJudge:
    """Boosted trees: `trees` are nested `[figure, most, below, above]`, their leaves log odds that are added up.

    Things are joined from a mean probability of `likely` on.
    """

    likely: float
    start: float
    trees: tuple[Any, ...]

    def probability(self, figures: Sequence[float]) -> float:
        """Give the probability that a pair of commitments is to the same thing, from its figures."""
        odds = self._odds(self.start, self.trees[:_FIRST], figures)
        if odds > _HOPELESS:
            odds = self._odds(odds, self.trees[_FIRST:], figures)
        return 1 / (1 + math.exp(-odds))

    @staticmethod
    def _odds(odds: float, trees: Sequence[Any], figures: Sequence[float]) -> float:
        for tree in trees:
            node = tree
            while isinstance(node, list):
                node = node[2] if figures[node[0]] <= node[1] else node[3]
            odds += node
        return odds


@cache
def load_likeness(*, sure: bool = True) -> LikenessJudge:
    """Load the shipped judge.

    Args:
        sure: joins only the likeliest.

    Raises:
        ConfigError: it is one of another version.
    """
    data = json.loads(resources.files("policycmp").joinpath("data/likeness.json").read_text(encoding="utf-8"))
    if data["policycmp_likeness"] != VERSION:
        raise ConfigError("data/likeness.json:1: made by another version; install policycmp again")
    return LikenessJudge(data["sure" if sure else "likely"], data["start"], tuple(data["trees"]))
