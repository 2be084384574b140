"""Boilerplate: wording that so many plans have that it tells nothing of who took what from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from policycmp.overlap.wording import hash_grams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from policycmp.overlap.wording import Wording

GRAM = 13
FEWEST_PLANS = 3
# One plan in so many.
SHARE = 20
# Counters for hashes: what may be boilerplate is told by them, what is by counting those few again, exactly.
_SLOTS = 1 << 24


def boilerplate_from(plans: int) -> int:
    """Say in how many plans wording is boilerplate: in three, or in a twentieth of a large corpus.

    Args:
        plans: how many there are.
    """
    return max(FEWEST_PLANS, -(-plans // SHARE))


def find_boilerplate(wordings: Sequence[Wording]) -> list[NDArray[np.bool_]]:
    """Mark the characters of each plan that stand in a run of 13 which too many plans have.

    Memory does not grow with the corpus, but for the marks themselves.

    Args:
        wordings: the plans, each counted once.

    Returns:
        For each plan a mark a character: whether it is boilerplate.
    """
    least = boilerplate_from(len(wordings))
    counts = np.zeros(_SLOTS, np.uint16)
    for wording in wordings:
        slots = np.unique(hash_grams(wording.codes, GRAM) % np.uint64(_SLOTS)).astype(np.int64)
        counts[slots] += 1
    crowded = counts >= least
    likely = [np.unique(_in_crowd(wording, crowded)) for wording in wordings]
    hashes, plans = np.unique(np.concatenate([*likely, np.zeros(0, np.uint64)]), return_counts=True)
    common = hashes[plans >= least]
    return [_marked(wording, common) for wording in wordings]


def _in_crowd(wording: Wording, crowded: NDArray[np.bool_]) -> NDArray[np.uint64]:
    hashes = hash_grams(wording.codes, GRAM)
    return hashes[crowded[(hashes % np.uint64(_SLOTS)).astype(np.int64)]]


def _marked(wording: Wording, common: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Mark what stands in any run that is common: each run marks all of its characters."""
    steps = np.zeros(len(wording) + 1, np.int32)
    [starts] = np.nonzero(np.isin(hash_grams(wording.codes, GRAM), common))
    np.add.at(steps, starts, 1)
    np.add.at(steps, starts + GRAM, -1)
    return np.cumsum(steps[:-1]) > 0
