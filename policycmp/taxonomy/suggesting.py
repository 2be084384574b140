"""Subjects that no topic covers: clusters of clauses without a topic, named by their distinctive words."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from importlib import resources
from math import isqrt
from typing import TYPE_CHECKING, Any

import yaml

from policycmp.agencies import find_agency_lines
from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models import Function

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.config import Topic
    from policycmp.models import Analysis, Clause

_WORD = re.compile(r"[㐀-鿿]{2,}|[A-Za-z][A-Za-z0-9]+")
_OWN_WORD_FREQUENCY = 20000
_NOUN_TAGS = ("n", "nz", "vn")
_SHORTEST = 20
_FEWEST = 4
_MOST_CLUSTERS = 40
_NAMED = 3
_WORDS = 8
_LOOKED_AT = 16
_EXAMPLES = 2
_SEED = 0
_RARE = 2
_COMMON = 0.3
_MANY = 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A subject that the taxonomy lacks: its words, the most distinctive first, and the clauses that are about it."""

    words: tuple[str, ...]
    clauses: tuple[Clause, ...]
    examples: tuple[Clause, ...]

    @property
    def name(self) -> str:
        """The words that name it."""
        return " · ".join(self.words[:_NAMED])

    @property
    def plans(self) -> int:
        """How many plans speak of it."""
        return len({clause.doc for clause in self.clauses})


def suggest_topics(
    analyses: Iterable[Analysis], topics: Sequence[Topic], clusters: int | None = None
) -> list[Suggestion]:
    """Cluster the clauses of substance that have no topic by their words (TF-IDF, k-means with a fixed start).

    Args:
        analyses: the plans.
        topics: the taxonomy; its terms are kept whole as words.
        clusters: how many to look for; None takes the root of half the number of clauses.

    Returns:
        The subjects of two clauses and more, those of most clauses first; none where too few clauses are left over.
    """
    clauses = sorted(
        (
            clause
            for analysis in analyses
            for clause in analysis.clauses
            if clause.function is Function.SUBSTANCE and not clause.topics and len(clause.text) >= _SHORTEST
        ),
        key=lambda clause: clause.id,
    )
    if len(clauses) < _FEWEST:
        return []
    segmenter = Segmenter(term for topic in topics for term in (*topic.strong, *topic.terms))
    words = [segmenter.words(_without_agencies(clause.text)) for clause in clauses]
    weights, names = _weigh(words)
    if weights is None:
        return []
    count = clusters or max(2, min(_MOST_CLUSTERS, isqrt(len(clauses) // 2)))
    found = _cluster(weights, min(count, len(clauses) - 1))
    nouns = [name in segmenter.nouns for name in names]
    suggestions = [_describe(weights, names, nouns, clauses, found == label) for label in sorted(set(found))]
    kept = [one for one in suggestions if one is not None]
    return sorted(kept, key=lambda one: (-len(one.clauses), one.words))


def _without_agencies(text: str) -> str:
    for span in reversed(find_agency_lines(text)):
        text = text[: span.start] + text[span.end :]
    return text


def _weigh(words: list[list[str]]) -> tuple[Any, list[str]]:
    """Weigh the words of every clause: those of one clause only, and of nearly all, tell nothing."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - two seconds to load

    rare = _RARE if len(words) >= _MANY else 1
    vectorizer = TfidfVectorizer(
        analyzer=_as_it_is, min_df=rare, max_df=_COMMON if len(words) >= _MANY else 1.0, sublinear_tf=True
    )
    try:
        weights = vectorizer.fit_transform(words)
    except ValueError:  # no word is left
        return None, []
    return weights, list(vectorizer.get_feature_names_out())


def _as_it_is(words: list[str]) -> list[str]:
    return words


def _cluster(weights: Any, count: int) -> Any:
    from sklearn.cluster import KMeans  # noqa: PLC0415

    return KMeans(n_clusters=count, n_init=4, random_state=_SEED).fit_predict(weights)


def _describe(
    weights: Any, names: list[str], nouns: list[bool], clauses: list[Clause], inside: Any
) -> Suggestion | None:
    """Name a cluster by the nouns that weigh more in it than elsewhere, and show its most typical clauses."""
    numbers = [number for number, is_in in enumerate(inside) if is_in]
    mean = weights[numbers].mean(axis=0).A1
    others = [number for number, is_in in enumerate(inside) if not is_in]
    surplus = mean - weights[others].mean(axis=0).A1 if others else mean
    best = sorted(range(len(names)), key=lambda index: (-round(float(surplus[index]), 6), names[index]))
    told = [index for index in best if surplus[index] > 0]
    words = tuple(
        names[index] for index in sorted(told[:_LOOKED_AT], key=lambda index: not nouns[index])[:_WORDS]
    )
    if len(numbers) < 2 or not words:  # noqa: PLR2004 - one clause is no subject
        return None
    nearness = weights[numbers] @ mean
    typical = sorted(range(len(numbers)), key=lambda place: (-round(float(nearness[place]), 6), place))
    return Suggestion(
        words,
        tuple(clauses[number] for number in numbers),
        tuple(clauses[numbers[place]] for place in typical[:_EXAMPLES]),
    )


class Segmenter:
    """Splits texts into words with a jieba of its own, which knows the terms of a taxonomy; filler is left out."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        import jieba  # noqa: PLC0415 - half a second and a dictionary, for these commands only

        jieba.setLogLevel(logging.WARNING)
        self._tokenizer: Any = jieba.Tokenizer()
        self._tokenizer.initialize()
        own = frozenset(terms)
        for term in sorted(own):
            self._tokenizer.add_word(term, freq=_OWN_WORD_FREQUENCY)
        self._filler = load_filler()
        self.nouns = own | _load_nouns()

    def words(self, text: str) -> list[str]:
        """Split a text into words of two characters and more, without filler."""
        cut = self._tokenizer.cut(fold(text), HMM=False)
        return [word for word in cut if _WORD.fullmatch(word) and word not in self._filler]


def _load_nouns() -> frozenset[str]:
    """Load the nouns of jieba's dictionary; names of people and places name no subject."""
    import jieba  # noqa: PLC0415

    with jieba.get_dict_file() as file:
        entries = [line.split() for line in file.read().decode("utf-8").splitlines()]
    return frozenset(word for word, _, tag in entries if tag in _NOUN_TAGS)


def load_filler() -> frozenset[str]:
    """Load the words of policy that tell nothing of its subject."""
    source = resources.files("policycmp").joinpath("data/filler.yaml").read_text(encoding="utf-8")
    return frozenset(word for words in yaml.safe_load(source).values() for word in words)
