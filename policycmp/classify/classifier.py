"""Which topics a clause commits to something in, by its words and where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from policycmp.classify.mentions import describes, judge_mentions
from policycmp.classify.segments import Role, find_segments
from policycmp.classify.term_lexicon import STRONG, Lexicon, Word
from policycmp.language.text import fold
from policycmp.models import Clause, TopicMatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.classify.mentions import Mention
    from policycmp.classify.weights import Weights
    from policycmp.config import Topic
    from policycmp.models import Span

_THRESHOLD = 2.0
_SCANT = 1.2
_SHARE = 0.18
_PLAIN = 0.5
_FULL = 12.0
_DECAY = 0.85
# Titles over slogans: only what a number promises counts there. A title that also names goals promises more.
_SLOGANS = re.compile("指导思想|总体要求|总体思路|基本思路|指导原则|基本原则|工作原则|发展理念")
_PRINCIPLES = re.compile("指导思想|(?:指导|基本|工作)原则")
_GOALS = re.compile("目标|任务|举措|措施|重点")
_FORMALITIES = re.compile("^(?:附则|适用范围|适用对象|名词解释)$")
_COMMA = re.compile("[,;。、]")
# An indicator that names nothing by itself (完成投资, 形象进度) takes its topic from the sentence round it.
_GENERIC = re.compile(
    "(?:完成|新增|累计|年度?|总|投资|资金|形象|进度|支持|奖励|补助|补贴|资助|配套|比例|金额|项目|企业|数量?|规模|增长|率|额|的|达到?|"
    "新|认定|培育|引进|建成|建设|招募|招收|提高|降低|开行|列|元|个|家|名|项)*"
)


@dataclass(slots=True)
class _Tally:
    """What speaks for one topic: each word once, with its most points and its first place."""

    words: dict[str, float] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    title: float = 0.0
    settled: bool = False
    plain: float = 0.0

    @classmethod
    def of(cls, marks: Iterable[tuple[Mention, float, bool]]) -> _Tally:
        """Gather the mentions of a topic, each with its weight for it and whether it stands in the heading."""
        tally = cls()
        for (word, factor, settles, _), weight, heads in marks:
            term, points = word.entry.term, factor * weight
            if points <= 0:
                continue
            if points > tally.words.get(term, 0.0):
                tally.words[term] = points
            if word.start < tally.places.get(term, word.start + 1):
                tally.places[term] = word.start
            if heads:
                tally.title = max(tally.title, points)
            tally.plain = max(tally.plain, factor)
            tally.settled |= settles and weight >= STRONG
        return tally

    def score(self) -> float:
        """Add up the words, each further one for less: ten words for one topic do not drown the others."""
        total, share = 0.0, 1.0
        for points in sorted(self.words.values(), reverse=True):
            total += points * share
            share *= _DECAY
        return total


class Classifier:
    """Reads the taxonomy once; then classifies any number of clauses."""

    def __init__(self, topics: Iterable[Topic], weights: Weights | None = None) -> None:
        self._lexicon = Lexicon(topics)
        self._weights = weights

    def classify(self, clause: Clause, skip: Sequence[Span] = ()) -> tuple[TopicMatch, ...]:
        """Find the topics that a clause commits to something in.

        Args:
            clause: the clause; its own `topics` are not looked at.
            skip: offsets into `clause.text` that never count, such as its statement of agencies.

        Returns:
            The topics, best first, each with the words of the clause that speak for it; empty where none does.
        """
        if _FORMALITIES.match(fold(clause.heading)):
            return ()
        marks: defaultdict[str, list[tuple[Mention, float, bool]]] = defaultdict(list)
        folded = fold(clause.text)
        words = self._lexicon.find_words(folded)
        if skip:
            words = [word for word in words if not _is_skipped(word, skip)]
        for segment, own in find_segments(clause, folded, words):
            heads = segment.role is Role.HEADING
            for mention in judge_mentions(segment, own, headed=bool(clause.heading)):
                for topic, weight in mention.word.entry.weights:
                    marks[topic].append((mention, weight, heads))
        by_number = _is_slogans(clause)
        tallies = {topic: _Tally.of(marks[topic]) for topic in marks}
        settled = _settle(tallies, clause.text, by_number=by_number) if tallies else ()
        if settled or by_number or self._weights is None:
            return settled
        return self._weights.score(_without(clause.text, skip))

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
            return self._neighbour_topics(fold(phrase), fold(context))
        return topics

    def _neighbour_topics(self, phrase: str, context: str) -> tuple[str, ...]:
        """Find the topics of the word that a phrase belongs to: the next in its segment, else the last before it."""
        place = context.find(phrase)
        words = [word for word in self._lexicon.find_words(context) if word.entry.strength >= STRONG]
        after = [
            word
            for word in words
            if 0 <= place < word.start and not _COMMA.search(context, place, word.start)
        ]
        before = [word for word in words if word.end <= place]
        nearest = after[:1] or before[-1:]
        return tuple(topic for word in nearest for topic, weight in word.entry.weights if weight >= STRONG)

    def _phrase_topics(self, phrase: str) -> tuple[str, ...]:
        """Find the topics of what a phrase is about: strong words win over others, the thing over its attributes."""
        folded = fold(phrase)
        words = self._lexicon.find_words(folded)
        if not words:
            return ()
        kept = [
            word.entry
            for word, following in zip_longest(words, words[1:])
            if following is None
            or following.entry.strength < word.entry.strength
            or not describes(folded, word, following)
        ]
        best = max([entry.strength for entry in kept], default=0.0)
        topics = [topic for entry in kept for topic, weight in entry.weights if weight == best]
        return tuple(sorted(dict.fromkeys(topics), key=topics.count, reverse=True))


def _without(text: str, skip: Sequence[Span]) -> str:
    for span in sorted(skip, reverse=True):
        text = text[: span.start] + text[span.end :]
    return text


def _is_skipped(word: Word, skip: Sequence[Span]) -> bool:
    return any(span.start < word.end and word.start < span.end for span in skip)


def _is_slogans(clause: Clause) -> bool:
    heading = fold(clause.heading)
    if _GOALS.search(heading):
        return False
    above = any(_PRINCIPLES.search(title) and not _GOALS.search(title) for title in map(fold, clause.path))
    return above or bool(_SLOGANS.search(heading))


def _settle(tallies: dict[str, _Tally], text: str, *, by_number: bool) -> tuple[TopicMatch, ...]:
    """Keep the topics with enough behind them, or only those that a number speaks for, best first."""
    scores = {topic: tally.score() for topic, tally in tallies.items()}
    most = max(scores.values(), default=0.0)
    least = max(_THRESHOLD, _SHARE * min(_FULL, most))
    kept = [
        topic
        for topic in tallies
        if (scores[topic] >= least and tallies[topic].plain >= _PLAIN) or tallies[topic].settled
    ]
    if by_number:
        kept = [topic for topic in kept if tallies[topic].settled]
    elif not kept and most >= _SCANT:
        kept = [topic for topic in tallies if scores[topic] == most]
    kept.sort(key=lambda topic: (-scores[topic] - tallies[topic].title, min(tallies[topic].places.values())))
    return tuple(
        TopicMatch(topic, round(scores[topic], 3), _evidence(tallies[topic], text)) for topic in kept
    )


def _evidence(tally: _Tally, text: str) -> tuple[str, ...]:
    """Quote the words as the clause writes them, in its order."""
    places = sorted((place, place + len(term)) for term, place in tally.places.items())
    return tuple(text[start:end] for start, end in places)
