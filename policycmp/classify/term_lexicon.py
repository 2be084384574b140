"""The words of a taxonomy: a text is read once, and at each place the longest word wins."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.lexicon import WordLexicon
from policycmp.language.text import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.config import Topic

STRONG = 2.0
WEAK = 1.0
NEVER = 9.0  # no word weighs so much
UNCOVERED = "-"
"""What stands in place of a topic for words of what no topic covers: weighed against the topics, never given."""

# A topic word inside the name of a department (市知识产权局, 市大数据管理局) tells who acts, not what is done.
_DEPARTMENT = re.compile(
    r"[(]?(?:[和与]?(?:工作|管理|监督|服务|发展|促进|改革|信息|资源|建设)){0,3}"
    r"(?:局|厅|管委会|管理委员会|领导小组|联席会议|委员会|办公室|办(?![法理公事学税好结证案成会展赛]))"
)
_DEPARTMENT_STARTS = frozenset("(和与工管监服发促改信资建局厅委领联办")
_DOER = re.compile("(?:企业|院所|高校|机构|单位|人员|人才|团队|基地|园区)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and its weight for each topic that it speaks for (none: a negative term).

    `strength` is its greatest weight; a `doer` is a term for somebody who can act (企业, 机构, 人才).
    """

    term: str
    weights: tuple[tuple[str, float], ...]
    topics: frozenset[str]
    strength: float
    doer: bool


class Word(NamedTuple):
    """An entry of the lexicon at one place of a folded text."""

    start: int
    end: int
    entry: Entry


class Lexicon:
    """All terms and negative terms of a taxonomy, and words for what none of its topics covers."""

    def __init__(self, topics: Iterable[Topic], uncovered: Iterable[str] = ()) -> None:
        weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for topic in topics:
            for term in fold_words(topic.negative):
                weights[term].update({})
            for weight, terms in ((WEAK, topic.terms), (STRONG, topic.strong)):
                for term in fold_words(terms):
                    weights[term][topic.id] = weight
        for term in fold_words(uncovered):
            weights[term][UNCOVERED] = STRONG
        self._entries = {term: _entry(term, weights[term]) for term in sorted(weights)}
        self.speaking = {term: entry for term, entry in self._entries.items() if entry.weights}
        self.all_words = WordLexicon(self._entries)

    def find_words(self, folded: str) -> tuple[Word, ...]:
        """Find the words of the taxonomy, the longest at each place.

        Args:
            folded: a text as `fold` returns it.

        Returns:
            The words that speak for a topic, from left to right; negative terms and names of departments are
            passed over.
        """
        return _words_of(self, folded)

    def find_terms(self, folded: str) -> list[Word]:
        """Find all terms, the longest at each place, negative ones and those in names of departments too."""
        entries = self._entries
        return [Word(start, end, entries[term]) for start, end, term in self.all_words.find(folded)]


# The numbers of a clause ask for its words again, and many of one plan count the same.
@lru_cache(maxsize=512)
def _words_of(lexicon: Lexicon, folded: str) -> tuple[Word, ...]:
    entries = lexicon.speaking
    return tuple(
        [
            Word(start, end, entries[term])
            for start, end, term in lexicon.all_words.find(folded)
            if term in entries
            and not (folded[end : end + 1] in _DEPARTMENT_STARTS and _DEPARTMENT.match(folded, end))
        ]
    )


def _entry(term: str, weights: dict[str, float]) -> Entry:
    strength = max(weights.values(), default=0.0)
    return Entry(term, tuple(weights.items()), frozenset(weights), strength, bool(_DOER.search(term)))
