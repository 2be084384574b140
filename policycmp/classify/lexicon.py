"""The words of a taxonomy as one pattern: a text is read once, and at each place the longest word wins."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.models import Span
from policycmp.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.config import Topic

STRONG = 2.0
WEAK = 1.0
# A topic word inside the name of a department (市知识产权局, 市大数据管理局) tells who acts, not what is done.
_DEPARTMENT = re.compile(
    r"[(]?(?:[和与]?(?:工作|管理|监督|服务|发展|促进|改革|信息|资源|建设)){0,3}"
    r"(?:局|厅|管委会|管理委员会|领导小组|联席会议|委员会|办公室|办(?![法理公事学税好结证案成会展赛]))"
)


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of the lexicon at one place of a text, with its weight for each topic that it speaks for."""

    span: Span
    text: str
    weights: tuple[tuple[str, float], ...]

    @property
    def strength(self) -> float:
        """Its greatest weight for any topic."""
        return max(weight for _, weight in self.weights)


class Lexicon:
    """All terms and negative terms of a taxonomy."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for topic in topics:
            for term in topic.negative:
                weights[fold(term)].update({})
            for weight, terms in ((WEAK, topic.terms), (STRONG, topic.strong)):
                for term in terms:
                    weights[fold(term)][topic.id] = weight
        self._weights = {term: tuple(weights[term].items()) for term in sorted(weights)}
        self._pattern = re.compile(_branches(list(self._weights)) or r"(?!)")

    def find_words(self, folded: str, span: Span) -> list[Word]:
        """Find the words of the taxonomy, the longest at each place.

        Args:
            folded: a text as `fold` returns it.
            span: the part of it to read.

        Returns:
            The words that speak for a topic, from left to right, with spans into `folded`; negative terms and
            names of departments are passed over.
        """
        words = []
        for match in self._pattern.finditer(folded, span.start, span.end):
            weights = self._weights[match.group()]
            if weights and not _DEPARTMENT.match(folded, match.end()):
                words.append(Word(Span(*match.span()), match.group(), weights))
        return words


def _branches(terms: list[str]) -> str:
    """Write terms as a pattern that shares their beginnings and prefers the longest."""
    tails: defaultdict[str, list[str]] = defaultdict(list)
    for term in terms:
        if term:
            tails[term[0]].append(term[1:])
    branches = [re.escape(head) + _branches(tail) for head, tail in tails.items()]
    if not branches:
        return ""
    return "(?:" + "|".join(branches) + ")" + ("?" if "" in terms else "")
