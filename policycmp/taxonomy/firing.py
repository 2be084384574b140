"""How often each term of a taxonomy fires in plans."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.classify import Lexicon
from policycmp.language.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.config import Topic
    from policycmp.models import Analysis

KINDS = ("strong", "terms", "negative")


@dataclass(frozen=True, slots=True)
class TermCount:
    """A term of a topic: its kind (`strong`, `terms`, `negative`), how often it fires, in how many clauses and plans.

    A term fires where it is the longest at its place; a negative one hides what stands inside it.
    """

    topic: str
    kind: str
    term: str
    hits: int = 0
    clauses: int = 0
    plans: int = 0


def list_terms(topics: Iterable[Topic]) -> Iterator[tuple[str, str, str]]:
    """List the terms of a taxonomy as (topic, kind, term), in the order of the config."""
    for topic in topics:
        for kind in KINDS:
            for term in getattr(topic, kind):
                yield topic.id, kind, term


def count_terms(topics: Sequence[Topic], analyses: Iterable[Analysis]) -> list[TermCount]:
    """Count how often each term fires in the clauses of plans.

    Args:
        topics: the taxonomy.
        analyses: the plans.

    Returns:
        A count for every term of every topic, in the order of the config.
    """
    lexicon = Lexicon(topics)
    hits: Counter[str] = Counter()
    clauses: Counter[str] = Counter()
    plans: defaultdict[str, set[str]] = defaultdict(set)
    for analysis in analyses:
        for clause in analysis.clauses:
            found = Counter(word.entry.term for word in lexicon.find_terms(fold(clause.text)))
            hits.update(found)
            clauses.update(found.keys())
            for term in found:
                plans[term].add(analysis.doc)
    return [
        TermCount(topic, kind, term, hits[fold(term)], clauses[fold(term)], len(plans[fold(term)]))
        for topic, kind, term in list_terms(topics)
    ]
