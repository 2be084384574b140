"""Nouns that plans count and the vocabulary lacks, with the words that they may be synonyms of."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policycmp.taxonomy.suggesting import Segmenter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.config import Config
    from policycmp.models import Analysis, Target

# How alike two nouns must be to be proposed for the same (cosine of their weighted words and characters).
_SYNONYMS = 0.5
_LONGEST_GRAM = 3


@dataclass(frozen=True, slots=True)
class MissingNoun:
    """A noun that the vocabulary lacks: the commitments that count it, and the words that are most like it.

    `like` is an object of the vocabulary that it may be another word for, with its id; `also` are other missing nouns
    that may mean the same.
    """

    noun: str
    plans: int
    targets: tuple[Target, ...]
    like: tuple[str, str] | None = None
    also: tuple[str, ...] = ()

    def config_line(self, number: int) -> str:
        """Write an entry of `objects:` to paste and fill in; a likely synonym stands behind it as a remark."""
        topics = Counter(target.topics[0] for target in self.targets if target.topics)
        topic = f", topic: {topics.most_common(1)[0][0]}" if topics else ""
        also = f", also: [{', '.join(self.also)}]" if self.also else ""
        remark = f"  # or another word for {self.like[0]} ({self.like[1]})" if self.like else ""
        label = f"{{en: {self.noun}, zh: {self.noun}}}"
        return f"  - {{id: object-{number}, label: {label}{also}{topic}}}{remark}"


def find_missing_nouns(analyses: Iterable[Analysis], config: Config) -> list[MissingNoun]:
    """Find what plans count beside the vocabulary.

    Args:
        analyses: the plans.
        config: its objects are what is known.

    Returns:
        The nouns that most plans use first; one that is proposed as a synonym of a more frequent one stands there only.
    """
    known = {word: entry.id for entry in config.objects for word in (entry.label.zh, *entry.also)}
    counted: defaultdict[str, list[Target]] = defaultdict(list)
    for analysis in analyses:
        for target in analysis.targets:
            for noun in (target.counts.object or "").split("|"):
                if noun and noun not in known:
                    counted[noun].append(target)
    plans = {noun: len({target.doc for target in targets}) for noun, targets in counted.items()}
    ordered = sorted(counted, key=lambda noun: (-plans[noun], -len(counted[noun]), noun))
    return _with_synonyms(ordered, counted, known)


def _with_synonyms(
    nouns: Sequence[str], counted: dict[str, list[Target]], known: dict[str, str]
) -> list[MissingNoun]:
    if not nouns:
        return []
    words = list(known)
    weights = _weigh([*nouns, *words])
    to_known = (weights[: len(nouns)] @ weights[len(nouns) :].T).toarray() if words else None
    to_each_other = (weights[: len(nouns)] @ weights[: len(nouns)].T).toarray()
    missing: list[MissingNoun] = []
    placed: set[str] = set()
    for place, noun in enumerate(nouns):
        if noun in placed:
            continue
        later = [other for other in range(place + 1, len(nouns)) if nouns[other] not in placed]
        also = tuple(nouns[other] for other in later if to_each_other[place, other] >= _SYNONYMS)
        placed.update(also)
        like = None
        if to_known is not None and to_known[place].max() >= _SYNONYMS:
            word = words[int(to_known[place].argmax())]
            like = (known[word], word)
        targets = [target for one in (noun, *also) for target in counted[one]]
        docs = {target.doc for target in targets}
        missing.append(MissingNoun(noun, len(docs), tuple(targets), like, also))
    return sorted(missing, key=lambda each: (-each.plans, -len(each.targets), each.noun))


def _weigh(nouns: Sequence[str]) -> Any:
    """Weigh the words of nouns, and the characters in them, by how few nouns have them."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - heavy; for this command only

    segmenter = Segmenter()

    def grams(noun: str) -> list[str]:
        pieces = [
            noun[start : start + length]
            for length in range(1, _LONGEST_GRAM + 1)
            for start in range(len(noun) - length + 1)
        ]
        return [*pieces, *(f"={word}" for word in segmenter.words(noun))]

    return TfidfVectorizer(analyzer=grams).fit_transform(nouns)
