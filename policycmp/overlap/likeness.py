"""Passages that may be shared: pieces of plans whose character n-grams are alike, weighted by TF-IDF.

Time and memory grow with the corpus, not with its square: grams that many passages have say little and are left out
of the search (they count in a passage's length), each passage keeps its few most similar ones, and nothing is laid
out plan by plan.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from policycmp.overlap.wording import hash_grams

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from policycmp.overlap.wording import Wording

GRAMS = (2, 3, 4)
# A passage ends at punctuation once it is so long, and anywhere once it is twice as long.
PASSAGE = 20
LEAST_ALIKE = 0.15
# Of each passage the most similar ones of other plans are looked at.
MOST_ALIKE = 20
# Grams of more passages than this are left out of the search.
MOST_PASSAGES = 100
_FEATURES = 1 << 22
_PLANS_AT_ONCE = 50
_PASSAGES_AT_ONCE = 2048


class Passage(NamedTuple):
    """A piece of a plan: the plan by its place in the corpus, and a range of its characters."""

    plan: int
    start: int
    end: int


def cut_passages(plan: int, wording: Wording, masked: NDArray[np.bool_], shortest: int) -> Iterator[Passage]:
    """Cut a plan into passages at its punctuation, round what is masked.

    Args:
        plan: its place in the corpus.
        wording: its characters.
        masked: which of them are boilerplate.
        shortest: stretches between masked ones that are shorter hold no passage.
    """
    for start, end in unmasked(masked):
        if end - start < shortest:
            continue
        begun = start
        for place in range(start + 1, end):
            length = place - begun
            ends = (length >= PASSAGE and wording.breaks[place]) or length >= 2 * PASSAGE
            if ends and end - place >= shortest // 2:
                yield Passage(plan, begun, place)
                begun = place
        yield Passage(plan, begun, end)


def unmasked(masked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """List the ranges between what is masked."""
    edges = np.flatnonzero(np.diff(np.concatenate(([True], masked, [True])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def find_candidates(wordings: Sequence[Wording], passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Find pairs of passages of two plans that may share wording, by their places in the list; the first is smaller."""
    if not passages:
        return
    weights = _weigh(wordings, passages)
    plans = np.array([passage.plan for passage in passages], np.int32)
    pairs = np.unique(np.concatenate(list(_alike(weights, plans))), axis=0)
    for one, other in pairs.tolist():
        yield int(one), int(other)


def _weigh(wordings: Sequence[Wording], passages: Sequence[Passage]) -> Any:
    """Weigh the grams of each passage by TF-IDF, rows of length 1, without the columns that many passages have."""
    from scipy.sparse import vstack  # noqa: PLC0415 - heavy
    from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415 - heavy

    frequency = np.zeros(_FEATURES, np.int64)
    for counts in _counted(wordings, passages):
        frequency += np.bincount(counts.indices, minlength=_FEATURES)
    weigher = TfidfTransformer()
    weigher.idf_ = np.log((1 + len(passages)) / (1 + frequency)) + 1
    is_searched = (frequency > 1) & (frequency <= MOST_PASSAGES)
    parts = []
    for counts in _counted(wordings, passages):
        weighed = weigher.transform(counts, copy=False)
        weighed.data[~is_searched[weighed.indices]] = 0
        weighed.eliminate_zeros()
        parts.append(weighed.astype(np.float32))
    return vstack(parts, format="csr")


def _counted(wordings: Sequence[Wording], passages: Sequence[Passage]) -> Iterator[Any]:
    """Count the grams of passages, some plans at a time, as sparse rows."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - heavy

    of_plan = [list(group) for _, group in groupby(passages, key=lambda passage: passage.plan)]
    for begun in range(0, len(of_plan), _PLANS_AT_ONCE):
        rows: list[NDArray[np.int64]] = []
        columns: list[NDArray[np.int64]] = []
        count = 0
        for own in of_plan[begun : begun + _PLANS_AT_ONCE]:
            places, slots = _gram_slots(wordings[own[0].plan], own)
            rows.append(places + count)
            columns.append(slots)
            count += len(own)
        values = np.ones(sum(map(len, rows)), np.float64)
        cells = (values, (np.concatenate(rows), np.concatenate(columns)))
        yield csr_matrix(cells, shape=(count, _FEATURES))


def _gram_slots(wording: Wording, passages: Sequence[Passage]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the column of each gram of a plan's passages, and which of the passages it stands in."""
    owner = np.full(len(wording), -1, np.int64)
    for number, passage in enumerate(passages):
        owner[passage.start : passage.end] = number
    rows, columns = [], []
    for length in GRAMS:
        hashes = hash_grams(wording.codes, length) % np.uint64(_FEATURES)
        first, last = owner[: len(hashes)], owner[length - 1 :]
        inside = (first == last) & (first >= 0)
        rows.append(first[inside])
        columns.append(hashes[inside].astype(np.int64))
    return np.concatenate(rows), np.concatenate(columns)


def _alike(weights: Any, plans: NDArray[np.int32]) -> Iterator[NDArray[np.int64]]:
    """Give the pairs of passages of two plans that are alike, each passage with its most similar ones."""
    columns = weights.T.tocsr()
    for start in range(0, weights.shape[0], _PASSAGES_AT_ONCE):
        product = (weights[start : start + _PASSAGES_AT_ONCE] @ columns).tocoo()
        rows = product.row.astype(np.int64) + start
        others = product.col.astype(np.int64)
        alike = np.round(product.data, 4)
        kept = (alike >= LEAST_ALIKE) & (plans[rows] != plans[others])
        rows, others, alike = rows[kept], others[kept], alike[kept]
        order = np.lexsort((others, -alike, rows))
        rows, others = rows[order], others[order]
        first = np.searchsorted(rows, rows, side="left")
        near = np.arange(len(rows)) - first < MOST_ALIKE
        yield np.sort(np.stack((rows[near], others[near]), axis=1), axis=1)
