"""Which topics a clause commits to something in, by its words and where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from policycmp.classify.lexicon import Lexicon
from policycmp.models import Clause, Span, TopicMatch
from policycmp.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.config import Topic

HEADING = 3.0
LEAD = 1.5
BODY = 1.0
COUNTED = 2.0
THRESHOLD = 2.0
RELATIVE = 0.25
_SLOGANS = re.compile(r"指导思想|基本原则|总体要求|总体思路|指导原则|工作原则|基本思路|发展理念")
_AGENCIES = re.compile(r"[(【\[]?(?:牵头|责任|配合|主办|承办|协办|实施|主管)(?:单位|部门)[:：]")
_SEGMENT_END = re.compile(r"[,，。;；!?\n：:]")
_COUNT = re.compile(r"[\d一二三四五六七八九十百千两](?:[余多])?[万亿]?[家个名人项件%元户所次座]|翻番|全覆盖")


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
        folded = fold(clause.text)
        heading = folded.find(fold(clause.heading)) if clause.heading else -1
        head_end = heading + len(clause.heading) if heading >= 0 else 0
        lead_end = folded.find("。", head_end + 1)
        lead_end = len(folded) if lead_end < 0 else lead_end
        agencies = _AGENCIES.search(folded)
        end = agencies.start() if agencies else len(folded)
        best: defaultdict[str, dict[str, float]] = defaultdict(dict)
        first: dict[str, int] = {}
        for word in self._lexicon.find_words(folded[:end]):
            if any(span.overlap(word.span) for span in skip):
                continue
            stop = _SEGMENT_END.search(folded, word.span.end)
            tail = folded[word.span.end : stop.start() if stop else end]
            place = HEADING if word.span.start < head_end else LEAD if word.span.start < lead_end else BODY
            if place < HEADING and _COUNT.search(tail):
                place = COUNTED
            for topic, weight in word.weights:
                known = best[topic].get(word.text, 0.0)
                best[topic][word.text] = max(known, weight * place)
                first.setdefault(topic, word.span.start)
        scores = {topic: sum(words.values()) for topic, words in best.items()}
        top = max(scores.values(), default=0.0)
        chosen = [t for t, s in scores.items() if s >= THRESHOLD and s >= RELATIVE * top]
        chosen.sort(key=lambda t: (-scores[t], first[t], t))
        return tuple(TopicMatch(t, scores[t], tuple(best[t])) for t in chosen)

    def classify_phrase(self, phrase: str, context: str = "") -> tuple[str, ...]:
        """Find the topics of one quantified commitment.

        Args:
            phrase: what is counted (`新认定高新技术企业`).
            context: the sentence or the heading that it stands under.

        Returns:
            Ids of topics, best first; empty where none fits.
        """
        scores: defaultdict[str, float] = defaultdict(float)
        for word in self._lexicon.find_words(fold(phrase)):
            for topic, weight in word.weights:
                scores[topic] += weight
        return tuple(t for t, s in sorted(scores.items(), key=lambda i: -i[1]) if s >= 2)
