"""What a plan as a whole is about: the words of its title, and what most of its clauses speak of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policycmp.classify.term_lexicon import UNCOVERED
from policycmp.language.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policycmp.classify.term_lexicon import Lexicon

_FEW = 3.0  # clauses that a plan must have before most of them say anything


@dataclass(frozen=True, slots=True)
class Naming:
    """The strongest words of a title for one topic."""

    strength: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a plan is about: the topics that its title names, and the share of its clauses for which each leads."""

    named: Mapping[str, Naming] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)

    def main(self) -> str | None:
        """The topic that the title names most strongly; of equals the one that more clauses are led by."""
        return max(
            (topic for topic in self.named if topic != UNCOVERED),
            key=lambda topic: (self.named[topic].strength, self.shares.get(topic, 0.0)),
            default=None,
        )


def find_subject(title: str, leading: Sequence[str | None], lexicon: Lexicon) -> Subject:
    """Find what a plan is about.

    Args:
        title: its title, empty where it has none.
        leading: the topic that the words of each clause speak for most.
        lexicon: the words of the taxonomy.
    """
    counts = Counter(topic for topic in leading if topic is not None)
    total = len(leading) + _FEW
    return Subject(find_named([title], lexicon), {topic: count / total for topic, count in counts.items()})


def find_named(titles: Iterable[str], lexicon: Lexicon) -> dict[str, Naming]:
    """Find the topics that titles name; weak words of a topic count for nothing beside its strong ones."""
    named: dict[str, Naming] = {}
    for title in titles:
        folded = fold(title)
        for start, end, entry in lexicon.find_words(folded):
            for topic, weight in entry.weights:
                known = named.get(topic)
                if known is None or weight > known.strength:
                    named[topic] = Naming(weight, (title[start:end],))
                elif weight == known.strength and title[start:end] not in known.words:
                    named[topic] = Naming(weight, (*known.words, title[start:end]))
    return named
