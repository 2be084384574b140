"""Which topics a clause commits to something in, by its words and where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache
from itertools import zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING

from policycmp.classify.mentions import describes, find_counts, judge_mentions
from policycmp.classify.segments import Role, find_segments
from policycmp.classify.signs import Reading
from policycmp.classify.subject import Subject, find_named, find_subject
from policycmp.classify.tallies import Tally
from policycmp.classify.term_lexicon import STRONG, UNCOVERED, Lexicon, Word
from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.language.title_words import GOALS, SLOGANS
from policycmp.models import Clause, Function, Span, TopicMatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.classify.mentions import Mention
    from policycmp.classify.subject import Naming
    from policycmp.classify.topic_judge import Judge
    from policycmp.config import Topic

_THRESHOLD = 2.0
_SCANT = 1.2
_SHARE = 0.18
_PLAIN = 0.5
_FULL = 12.0
_NOTHING = Subject()
_SILENT = (Function.DEFINITION, Function.FORMAL, Function.REVIEW)
# Titles over slogans: only what a number promises counts there. A title that also names goals promises more.
_SLOGANS = re.compile(SLOGANS)
_PRINCIPLES = re.compile("指导思想|(?:指导|基本|工作)原则")
_GOALS = re.compile(GOALS)
_FORMALITIES = re.compile("^(?:附则|适用范围|适用对象|名词解释)$")
_COMMA = re.compile("[,;。、]")
_START, _END = attrgetter("start"), attrgetter("end")
# An indicator that names nothing by itself (完成投资, 形象进度) takes its topic from the sentence round it.
_GENERIC = re.compile(
    "(?:完成|新增|累计|年度?|总|投资|资金|形象|进度|支持|奖励|补助|补贴|资助|配套|比例|金额|项目|企业|数量?|规模|增长|率|额|的|达到?|"
    "新|认定|培育|引进|建成|建设|招募|招收|提高|降低|开行|列|元|个|家|名|项)*"
)


class Classifier:
    """Reads the taxonomy once; then classifies any number of plans."""

    def __init__(
        self, topics: Iterable[Topic], judge: Judge | None = None, uncovered: Iterable[str] = ()
    ) -> None:
        topics = tuple(topics)
        self._lexicon = Lexicon(topics, uncovered)
        self._judge = judge
        self._path: tuple[str, ...] = ()
        self._above: dict[str, Naming] = {}
        self._context = ""
        self._strong: list[Word] = []
        self._administration = next((topic.id for topic in topics if topic.administration), None)

    def classify(self, clause: Clause, skip: Sequence[Span] = ()) -> tuple[TopicMatch, ...]:
        """Find the topics that a clause by itself commits to something in.

        Args:
            clause: the clause; its own `topics` are not looked at.
            skip: offsets into `clause.text` that never count, such as its statement of agencies.

        Returns:
            The topics, best first, each with the words of the clause that speak for it; empty where none does.
        """
        return self.decide(self.read(clause, skip), Subject())

    def classify_plan(
        self, clauses: Sequence[Clause], title: str, skips: Sequence[Sequence[Span]]
    ) -> list[tuple[TopicMatch, ...]]:
        """Find the topics of all clauses of a plan, each in the light of what the plan is about.

        Args:
            clauses: the clauses.
            title: the title of the plan, empty where it has none.
            skips: for each clause the offsets into its text that never count.

        Returns:
            The topics of each, best first, with the words that speak for them: of the clause, or else of the headings
            above it or of the title.
        """
        readings, subject = self.read_plan(clauses, title, skips)
        return [self.decide(reading, subject) for reading in readings]

    def read_plan(
        self, clauses: Sequence[Clause], title: str, skips: Sequence[Sequence[Span]]
    ) -> tuple[list[Reading], Subject]:
        """Read the words of all clauses of a plan, and find what it is about."""
        readings = [self.read(clause, skip) for clause, skip in zip(clauses, skips, strict=True)]
        return readings, find_subject(title, [reading.foremost.topic for reading in readings], self._lexicon)

    def read(self, clause: Clause, skip: Sequence[Span] = ()) -> Reading:
        """Read the words of a clause, without deciding what it is about."""
        marks: defaultdict[str, list[tuple[Mention, float, bool]]] = defaultdict(list)
        folded = fold(clause.text)
        words: Sequence[Word] = self._lexicon.find_words(folded)
        if skip:
            words = [word for word in words if not _is_skipped(word, skip)]
        counts = find_counts(folded) if words else ()
        for segment, own in find_segments(clause, folded, words):
            heads = segment.role is Role.HEADING
            for mention in judge_mentions(segment, own, counts, headed=bool(clause.heading)):
                for topic, weight in mention.word.entry.weights:
                    marks[topic].append((mention, weight, heads))
        tallies = {topic: Tally.of(marks[topic]) for topic in marks}
        tallies = {topic: tally for topic, tally in tallies.items() if tally.words}
        scores = {topic: tally.score() for topic, tally in tallies.items()}
        above = self._find_above(clause.path)
        return Reading(clause, folded, tallies, scores, above, by_number=_is_slogans(clause))

    def _find_above(self, path: tuple[str, ...]) -> dict[str, Naming]:
        """Find what the headings above a clause name; the clauses below one heading ask one after the other."""
        if path != self._path:
            self._path, self._above = path, find_named(path, self._lexicon)
        return self._above

    def decide(self, reading: Reading, subject: Subject) -> tuple[TopicMatch, ...]:
        """Decide on the topics of a clause, best first, given what its plan is about."""
        function = reading.clause.function
        if function is Function.ADMINISTRATION and self._administration is not None:
            return (self._administers(reading, self._administration),)
        if function in _SILENT or _FORMALITIES.match(fold(reading.clause.heading)):
            return ()
        if reading.by_number or function is Function.PURPOSE:
            return _matches(reading, _settle(reading, by_number=True))
        if self._judge is not None:
            return self._judged(reading, subject, self._judge)
        topics = _settle(reading) or [topic for topic in (subject.main(),) if topic is not None]
        return _matches(reading, topics, subject)

    def _administers(self, reading: Reading, topic: str) -> TopicMatch:
        """Give a clause that administers the topic of administration, told by what it says first if by no word."""
        tally = reading.tallies.get(topic)
        words = tally.evidence(reading.clause.text) if tally else ()
        return TopicMatch(topic, 1.0, words or (_opening(reading.clause),))

    def _judged(self, reading: Reading, subject: Subject, judge: Judge) -> tuple[TopicMatch, ...]:
        """Keep the topics that the judge finds likely."""
        chances = judge.chances(reading, subject)
        return tuple(
            TopicMatch(topic, round(chances[topic], 3), _evidence(reading, topic, subject))
            for topic in judge.decide(chances, reading, subject)
        )

    def classify_phrase(
        self, phrase: str, context: str = "", within: Span | None = None
    ) -> tuple[str, ...] | None:
        """Find the topics of one quantified commitment.

        Args:
            phrase: what is counted (`新认定高新技术企业`).
            context: the sentence or the heading that it stands under, or the clause that holds the sentence.
            within: the sentence, where the context is the clause.

        Returns:
            Ids of topics, best first; empty where no word tells any, None where it is what no topic covers.
        """
        topics = self._phrase_topics(phrase)
        if topics == () and _GENERIC.fullmatch(fold(phrase)):
            return self._neighbour_topics(fold(phrase), fold(context), within or Span(0, len(context)))
        return topics

    def _neighbour_topics(self, phrase: str, context: str, within: Span) -> tuple[str, ...]:
        """Find the topics of the word that a phrase belongs to: the next in its segment, else the last before it."""
        place = context.find(phrase, *within)
        words = self._find_strong(context) if place >= 0 else []
        following = bisect_right(words, place, key=_START)
        nearest = [word for word in words[following : following + 1] if word.end <= within.end]
        if not nearest or _COMMA.search(context, place, nearest[0].start):
            last = bisect_right(words, place, key=_END)
            nearest = [word for word in words[max(0, last - 1) : last] if word.start >= within.start]
        weights = [pair for word in nearest for pair in word.entry.weights]
        return tuple(topic for topic, weight in weights if weight >= STRONG and topic != UNCOVERED)

    def _find_strong(self, context: str) -> list[Word]:
        """Find the strong words of a clause, whose numbers ask for them one after the other."""
        if context != self._context:
            words = [word for word in self._lexicon.find_words(context) if word.entry.strength >= STRONG]
            self._context, self._strong = context, words
        return self._strong

    def _phrase_topics(self, phrase: str) -> tuple[str, ...] | None:
        """Find the topics of what a phrase is about: strong words win over others, the thing over its attributes."""
        folded = fold(phrase)
        found = self._lexicon.find_words(folded)
        words = [word for word in found if UNCOVERED not in word.entry.topics]
        if not words:
            return None if found else ()
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


def _is_skipped(word: Word, skip: Sequence[Span]) -> bool:
    return any(span.start < word.end and word.start < span.end for span in skip)


def _is_slogans(clause: Clause) -> bool:
    heading = fold(clause.heading)
    if _GOALS.search(heading):
        return False
    return bool(_SLOGANS.search(heading)) or any(map(_names_principles, clause.path))


# All clauses under a heading ask for it.
@lru_cache(maxsize=1024)
def _names_principles(title: str) -> bool:
    folded = fold(title)
    return bool(_PRINCIPLES.search(folded)) and not _GOALS.search(folded)


def _settle(reading: Reading, *, by_number: bool = False) -> list[str]:
    """Keep the topics with enough behind them, or only those that a number speaks for, best first."""
    tallies, scores = reading.tallies, reading.scores
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
    kept = [topic for topic in kept if topic != UNCOVERED]
    return sorted(
        kept, key=lambda topic: (-scores[topic] - tallies[topic].title, min(tallies[topic].places.values()))
    )


def _matches(reading: Reading, topics: Iterable[str], subject: Subject = _NOTHING) -> tuple[TopicMatch, ...]:
    return tuple(
        TopicMatch(topic, round(reading.scores.get(topic, 1.0), 3), _evidence(reading, topic, subject))
        for topic in topics
    )


def _evidence(reading: Reading, topic: str, subject: Subject) -> tuple[str, ...]:
    """Quote the words that speak for a topic: of the clause, or else of the headings above it or of the title."""
    if topic in reading.tallies:
        return reading.tallies[topic].evidence(reading.clause.text)
    naming = reading.above.get(topic) or subject.named.get(topic)
    return naming.words if naming else ()


def _opening(clause: Clause) -> str:
    """Give what a clause says first, without its number."""
    if clause.heading and clause.heading in clause.text:
        return clause.heading
    return _COMMA.split(fold(clause.text), maxsplit=1)[0]
