"""Which texts of an old version may be those of a new one, found without setting each against each."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# So many pairs are looked at one by one; where there would be more, only the likely ones.
MOST_PAIRS = 10_000
_SHINGLE = 4
_RAREST = 6
_MOST_HOLDERS = 6
_MOST_LIKELY = 6


def find_likely(old: Sequence[str], new: Sequence[str]) -> list[list[int]]:
    """Find for each new text the old ones that may be it.

    Args:
        old: the texts of the old version.
        new: those of the new one.

    Returns:
        Places in `old`, the likeliest first: all where there are few texts; else those that share the rarest runs of
        characters, and those that stand at about the same place. The work grows with the length of the texts.
    """
    if len(old) * len(new) <= MOST_PAIRS:
        return [list(range(len(old)))] * len(new)
    shingles = [_shingles(text) for text in old]
    counts = Counter(shingle for text in shingles for shingle in text)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(shingles):
        for shingle in _rarest(text, counts):
            if len(holders[shingle]) < _MOST_HOLDERS:
                holders[shingle].append(place)
    likely = []
    for place, sought in enumerate(new):
        shared: Counter[int] = Counter()
        for shingle in _rarest({each for each in _shingles(sought) if each in holders}, counts):
            shared.update(holders[shingle])
        ranked = sorted(shared, key=lambda each: (-shared[each], each))[:_MOST_LIKELY]
        middle = place * len(old) // len(new)
        around = range(max(0, middle - 1), min(len(old), middle + 2))
        likely.append(list(dict.fromkeys([*ranked, *around])))
    return likely


def _shingles(text: str) -> set[str]:
    return {text[start : start + _SHINGLE] for start in range(max(1, len(text) - _SHINGLE + 1))}


def _rarest(shingles: set[str], counts: Counter[str]) -> list[str]:
    return sorted(shingles, key=lambda shingle: (counts[shingle], shingle))[:_RAREST]
