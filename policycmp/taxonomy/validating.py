"""What is wrong, or looks wrong, with a taxonomy."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.taxonomy.firing import list_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.config import Topic
    from policycmp.taxonomy.firing import TermCount

_HAN = re.compile(r"[㐀-鿿]")
EVERYWHERE = 0.25
_ENOUGH_CLAUSES = 20
_MANY_CLAUSES = 1000  # in fewer a good term may well have no occasion


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to look at: what kind, in which topic, at which term, and in plain words."""

    kind: str
    topic: str
    term: str
    message: str


def find_faults(topics: Sequence[Topic]) -> list[Fault]:
    """Find what is wrong with a taxonomy by itself.

    Returns:
        Missing labels, topics without terms, terms that stand twice in a topic, or among its negative ones
        too. A term may well speak for several topics.
    """
    return [*_label_faults(topics), *_term_faults(topics)]


def find_firing_faults(counts: Sequence[TermCount], clauses: int) -> list[Fault]:
    """Find the terms that fire almost everywhere in some plans, or never, where the plans are many.

    Args:
        counts: how often each term fires.
        clauses: how many clauses the plans have.
    """
    faults = []
    for count in counts:
        if not count.hits:
            if clauses < _MANY_CLAUSES:
                continue
            message = f"does not fire in {clauses} clauses"
            faults.append(Fault("never fires", count.topic, count.term, message))
        elif (
            count.kind != "negative" and clauses >= _ENOUGH_CLAUSES and count.clauses >= EVERYWHERE * clauses
        ):
            message = f"fires in {count.clauses} of {clauses} clauses"
            faults.append(Fault("fires almost everywhere", count.topic, count.term, message))
    order = ("fires almost everywhere", "never fires")
    return sorted(faults, key=lambda fault: order.index(fault.kind))


def _label_faults(topics: Sequence[Topic]) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for topic in topics:
        if not _HAN.search(topic.label.zh):
            yield Fault("label missing", topic.id, "", f"`zh` has no Chinese: {topic.label.zh!r}")
        if _HAN.search(topic.label.en):
            yield Fault("label missing", topic.id, "", f"`en` is Chinese: {topic.label.en!r}")
        for label in (topic.label.en, topic.label.zh):
            if owners.setdefault(label, topic.id) != topic.id:
                yield Fault("label twice", topic.id, "", f"{label!r} names `{owners[label]}` too")
        if not topic.about:
            yield Fault(
                "no description", topic.id, "", "`about` is empty: coders do not know what belongs here"
            )
        if not topic.strong and not topic.terms:
            yield Fault("no terms", topic.id, "", "nothing can speak for it")


def _term_faults(topics: Sequence[Topic]) -> Iterator[Fault]:
    places: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for topic, kind, term in list_terms(topics):
        places[fold(term)].append((topic, kind))
    for term, found in places.items():
        speaking = [topic for topic, kind in found if kind != "negative"]
        for topic in dict.fromkeys(speaking):
            if speaking.count(topic) > 1:
                yield Fault("twice in a topic", topic, term, "both strong and weak: the strong one counts")
        for topic, kind in found:
            if kind == "negative" and topic in speaking:
                yield Fault(
                    "negative and term", topic, term, "a negative term of its own topic: it still speaks"
                )
