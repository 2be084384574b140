"""Clauses that stand elsewhere in the new version: under another heading, or in another order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from policycmp.diff.likely import find_likely
from policycmp.language.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from policycmp.models import Clause

_ALIKE = 0.6
_Pair = tuple[int, int]


def find_moves(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Find the clauses that moved.

    A clause that only got another number since one before it came or went has not moved, nor have the clauses of a
    chapter that only got another name.

    Returns:
        The old and the new clause, in the order of the new version.
    """
    pairs = _pair_clauses(old, new)
    paths = [(old[before].path, new[after].path) for before, after in pairs]
    forth, back = _usual(paths), _usual((after, before) for before, after in paths)
    staying = [
        pair
        for pair, (before, after) in zip(pairs, paths, strict=True)
        if forth[before] == after and back[after] == before
    ]
    unmoved = set(_longest_rising(staying))
    return [(old[before], new[after]) for before, after in pairs if (before, after) not in unmoved]


def _pair_clauses(old: Sequence[Clause], new: Sequence[Clause]) -> list[_Pair]:
    """Pair clauses of the same text, then of the same heading, then of much the same text; by the new order."""
    texts_old = ["".join(fold(clause.text.removeprefix(clause.number)).split()) for clause in old]
    texts_new = ["".join(fold(clause.text.removeprefix(clause.number)).split()) for clause in new]
    pairs: dict[int, int] = {}
    _pair_unique(lambda place: texts_old[place], lambda place: texts_new[place], len(old), len(new), pairs)
    _pair_unique(
        lambda place: old[place].heading, lambda place: new[place].heading, len(old), len(new), pairs
    )
    taken = set(pairs.values())
    olds = [place for place in range(len(old)) if place not in taken]
    news = [place for place in range(len(new)) if place not in pairs]
    likely = find_likely([texts_old[place] for place in olds], [texts_new[place] for place in news])
    for after, places in zip(news, likely, strict=True):
        rest = [olds[place] for place in places if olds[place] not in taken]
        likeness, before = max(
            ((_likeness(texts_old[place], texts_new[after]), -place) for place in rest), default=(0, 0)
        )
        if likeness >= _ALIKE:
            pairs[after] = -before
            taken.add(-before)
    return [(pairs[after], after) for after in sorted(pairs)]


def _pair_unique(
    key_old: Callable[[int], str],
    key_new: Callable[[int], str],
    count_old: int,
    count_new: int,
    pairs: dict[int, int],
) -> None:
    taken = set(pairs.values())
    before = _unique((key_old(place), place) for place in range(count_old) if place not in taken)
    after = _unique((key_new(place), place) for place in range(count_new) if place not in pairs)
    pairs.update({after[key]: before[key] for key in after if key in before})


def _unique(keys: Iterable[tuple[str, int]]) -> dict[str, int]:
    placed = list(keys)
    counts = Counter(key for key, _ in placed)
    return {key: place for key, place in placed if key and counts[key] == 1}


def _likeness(old: str, new: str) -> float:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0
    return matcher.ratio()


def _usual(paths: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, Hashable]:
    """Tell where most of what stood under each heading stands now."""
    counts: dict[Hashable, Counter[Hashable]] = {}
    for before, after in paths:
        counts.setdefault(before, Counter())[after] += 1
    return {
        before: max(usual, key=lambda after: (usual[after], repr(after))) for before, usual in counts.items()
    }


def _longest_rising(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Keep the most pairs whose order is the same in both versions (`pairs` stand in the new order)."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for place, (before, _) in enumerate(pairs):
        length = bisect_left(ends, before)
        previous.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [before]
        last[length : length + 1] = [place]
    kept = []
    place = last[-1] if last else -1
    while place >= 0:
        kept.append(pairs[place])
        place = previous[place]
    return kept[::-1]
