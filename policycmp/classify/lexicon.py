"""The words of a taxonomy as one pattern: a text is read once, and at each place the longest word wins."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.models import Span
from policycmp.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycmp.config import Topic

STRONG = 2.0
WEAK = 1.0
# A topic word inside the name of a department (市知识产权局, 市大数据管理局) tells who acts, not what is done.
_DEPARTMENT = re.compile(
    r"[（(]?(?:[和与]?(?:工作|管理|监督|服务|发展|促进|改革|信息|资源|建设)){0,3}"
    r"(?:局|厅|管委会|管理委员会|领导小组|联席会议|委员会|办公室|办(?![法理公事学税好结证案成会展赛]))"
)


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of the lexicon at one place of a text; `weights` by topic, empty for a negative term."""

    span: Span
    text: str
    weights: tuple[tuple[str, float], ...]


class Lexicon:
    """All terms and negative terms of a taxonomy."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for topic in topics:
            for term in topic.negative:
                weights[fold(term)]
            for weight, terms in ((WEAK, topic.terms), (STRONG, topic.strong)):
                for term in terms:
                    weights[fold(term)][topic.id] = weight
        self._weights = {term: tuple(weights[term].items()) for term in sorted(weights)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_branches(sorted(self._weights)) or r"(?!)")

    def find_words(self, folded: str) -> Iterator[Word]:
        """Find the words of the taxonomy, from left to right, the longest at each place.

        Args:
            folded: a text as `fold` returns it.

        Yields:
            The words that speak for a topic; negative terms and names of departments are passed over.
        """
        for match in self._pattern.finditer(folded):
            weights = self._weights[match.group()]
            if weights and not _DEPARTMENT.match(folded, match.end()):
                yield Word(Span(match.start(), match.end()), match.group(), weights)


def _branches(terms: list[str]) -> str:
    """Write sorted terms as a pattern that shares their beginnings and prefers the longest."""
    tails: defaultdict[str, list[str]] = defaultdict(list)
    for term in terms:
        if term:
            tails[term[0]].append(term[1:])
    branches = [re.escape(head) + _branches(tail) for head, tail in tails.items()]
    if not branches:
        return ""
    return "(?:" + "|".join(branches) + ")" + ("?" if "" in terms else "")
