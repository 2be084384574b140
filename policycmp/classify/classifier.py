"""Which topics a clause commits to something in, by its words and where they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from policycmp.classify.lexicon import STRONG, Lexicon
from policycmp.classify.mentions import describes, judge_mentions
from policycmp.classify.segments import Role, find_segments
from policycmp.models import Clause, Span, TopicMatch
from policycmp.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.classify.mentions import Mention
    from policycmp.config import Topic

_THRESHOLD = 2.0
_SCANT = 1.2
_TITLE = 1.0
_SHARE = 0.18
_FULL = 12.0
_DECAY = 0.85
_SLOGANS = re.compile(
    "指导思想|基本原则|总体要求|总体思路|指导原则|工作原则|基本思路|发展理念|^附则$|适用范围|名词解释"
)
# An indicator that names nothing by itself (完成投资, 形象进度) takes its topic from the sentence round it.
_GENERIC = re.compile(
    r"(?:完成|新增|累计|年度?|总|投资|资金|形象|进度|支持|奖励|补助|补贴|资助|配套|比例|金额|项目|企业|数量?|规模|增长|率|额|的|达到?)*"
)


@dataclass(slots=True)
class _Tally:
    """What speaks for one topic: each word once, at its best place."""

    words: dict[str, float] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    title: float = 0.0
    settled: bool = False

    def add(self, mention: Mention, weight: float, role: Role) -> None:
        text, points = mention.word.text, mention.factor * min(weight, STRONG)
        if points > self.words.get(text, 0.0):
            self.words[text] = points
        self.places.setdefault(text, mention.word.span.start)
        self.title = max(self.title, points if role is Role.HEADING else 0.0)
        self.settled |= mention.settles and weight >= STRONG

    @property
    def score(self) -> float:
        """Each further word adds less: ten words for one topic do not drown the others."""
        points = sorted(self.words.values(), reverse=True)
        return sum(value * _DECAY**place for place, value in enumerate(points))

    @property
    def rank(self) -> tuple[float, int]:
        return -self.score - _TITLE * self.title, min(self.places.values())


class Classifier:
    """Reads the taxonomy once; then classifies any number of clauses."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._lexicon = Lexicon(topics)

    def classify(self, clause: Clause, skip: Sequence[Span] = ()) -> tuple[TopicMatch, ...]:
        """Find the topics that a clause commits to something in.

        Args:
            clause: the clause; its own `topics` are not looked at.
            skip: offsets into `clause.text` that never count, such as its statement of agencies.

        Returns:
            The topics, best first, each with the words of the clause that speak for it; empty where none does.
        """
        if any(_SLOGANS.search(title) for title in (clause.heading, *clause.path)):
            return ()
        tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
        for role, mention in self._mentions(clause, skip):
            for topic, weight in mention.word.weights:
                tallies[topic].add(mention, weight, role)
        self.last = {t: x.score for t, x in tallies.items()}, {t: x.words for t, x in tallies.items()}
        return _settle(tallies)

    def _mentions(self, clause: Clause, skip: Sequence[Span]) -> Iterator[tuple[Role, Mention]]:
        folded = fold(clause.text)
        for segment in find_segments(clause, folded):
            words = self._lexicon.find_words(folded, segment.span)
            words = [word for word in words if not any(span.overlap(word.span) for span in skip)]
            for mention in judge_mentions(folded, segment, words, headed=bool(clause.heading)):
                yield segment.role, mention

    def classify_phrase(self, phrase: str, context: str = "") -> tuple[str, ...]:
        """Find the topics of one quantified commitment.

        Args:
            phrase: what is counted (`新认定高新技术企业`).
            context: the sentence or the heading that it stands under.

        Returns:
            Ids of topics, best first; empty where none fits.
        """
        topics = self._phrase_topics(phrase)
        if not topics and _GENERIC.fullmatch(fold(phrase)):
            topics = self._phrase_topics(context)[:1]
        return topics

    def _phrase_topics(self, phrase: str) -> tuple[str, ...]:
        """Find the topics of what a phrase is about: strong words win over others, the thing over its attributes."""
        folded = fold(phrase)
        words = self._lexicon.find_words(folded, Span(0, len(folded)))
        kept = [
            word
            for word, following in zip_longest(words, words[1:])
            if following is None
            or following.strength < word.strength
            or not describes(folded, word, following)
        ]
        best = max((word.strength for word in kept), default=0.0)
        topics = [topic for word in kept for topic, weight in word.weights if weight == best]
        counts = Counter(topics)
        return tuple(sorted(counts, key=lambda topic: (-counts[topic], topics.index(topic))))


def _settle(tallies: dict[str, _Tally]) -> tuple[TopicMatch, ...]:
    """Keep the topics with enough behind them, best first."""
    scores = {topic: tally.score for topic, tally in tallies.items()}
    least = max(_THRESHOLD, _SHARE * min(_FULL, max(scores.values(), default=0.0)))
    kept = [topic for topic, tally in tallies.items() if tally.settled or scores[topic] >= least]
    kept = kept or [topic for topic in tallies if scores[topic] == max(scores.values()) >= _SCANT]
    kept.sort(key=lambda topic: tallies[topic].rank)
    return tuple(TopicMatch(topic, round(scores[topic], 3), _evidence(tallies[topic])) for topic in kept)


def _evidence(tally: _Tally) -> tuple[str, ...]:
    """Name the words in the order of the text."""
    return tuple(sorted(tally.words, key=lambda text: tally.places[text]))
