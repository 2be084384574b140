"""Local alignment after Smith and Waterman (1981), grown from places that two texts have in common.

Match +2, mismatch -1, gap -1. The best alignment through a place is found without a table of text by text: what is the
same is passed over, and only where the texts part is a small table filled in, for many pairs of places at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Numbers = NDArray[np.int64]

MATCH, MISMATCH, GAP = 2, -1, -1
# So far ahead wording is looked for that goes on together after a change.
WINDOW = 32
_AT_ONCE = 4096
# Beyond the end of a text; no character, and on neither side the same.
_NONE, _NO_OTHER = 0xFFFFFFFF, 0xFFFFFFFE


class Seed(NamedTuple):
    """A place in each of two texts with the same character, and the range of each that an alignment may take."""

    place: int
    other: int
    start: int
    end: int
    other_start: int
    other_end: int


class Alignment(NamedTuple):
    """Two ranges of characters that align: `matches` of them are the same, of `columns` with changes and gaps.

    `before` and `after` count the characters on either side of the seed up to the first change.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    matches: int
    columns: int
    before: int = 0
    after: int = 0

    @property
    def score(self) -> int:
        """The score after Smith and Waterman; a change and a gap cost the same."""
        return MATCH * self.matches + MISMATCH * (self.columns - self.matches)


def align(codes: Codes, seeds: Sequence[Seed]) -> Iterator[Alignment]:
    """Find the best alignment through each of some pairs of places.

    Args:
        codes: all texts, one behind the other, as code points.
        seeds: the pairs of places, as places in `codes`.

    Returns:
        An alignment for each, in their order, as ranges of `codes`.
    """
    for begun in range(0, len(seeds), _AT_ONCE):
        part = np.array(seeds[begun : begun + _AT_ONCE], np.int64)
        place, other, start, end, other_start, other_end = part.T
        ahead = _Growth(codes, place, other, end, other_end, step=1)
        behind = _Growth(codes, place - 1, other - 1, start - 1, other_start - 1, step=-1)
        for growth in (ahead, behind):
            growth.grow()
        columns = (
            behind.place + 1,
            ahead.place,
            behind.other + 1,
            ahead.other,
            behind.matches + ahead.matches,
            behind.columns + ahead.columns,
            behind.unchanged,
            ahead.unchanged,
        )
        for row in np.stack(columns, axis=1).tolist():
            yield Alignment(*row)


class _Growth:
    """Alignments that grow in one direction for as long as their score rises; `place` and `other` come next."""

    def __init__(
        self, codes: Codes, place: Numbers, other: Numbers, limit: Numbers, other_limit: Numbers, *, step: int
    ) -> None:
        self._codes, self._step = codes, step
        self._limit, self._other_limit = limit, other_limit
        self.place, self.other = place.copy(), other.copy()
        self.matches = np.zeros(len(place), np.int64)
        self.columns = np.zeros(len(place), np.int64)
        self.unchanged = np.zeros(len(place), np.int64)

    def grow(self) -> None:
        """Pass over what is the same, then over a change that is worth it, as long as there is either."""
        growing = np.arange(len(self.place))
        while len(growing):
            still = self.columns[growing] == self.unchanged[growing]
            same = self._pass_same(growing)
            self.unchanged[growing[still]] += same[still]
            parted = growing[same < WINDOW]
            growing = np.concatenate((growing[same == WINDOW], self._pass_change(parted)))

    def _pass_same(self, which: Numbers) -> Numbers:
        """Move on over the characters that are the same, a window at most; tell how many."""
        ours, theirs = self._windows(which)
        differ = np.concatenate((ours != theirs, np.ones((len(which), 1), np.bool_)), axis=1)
        same: Numbers = differ.argmax(axis=1)
        self._move(which, same, same, same, same)
        return same

    def _pass_change(self, which: Numbers) -> Numbers:
        """Move on over changes up to where the score is highest; give those that moved."""
        if not len(which):
            return which
        ours, theirs = self._windows(which)
        tables = _scores(ours, theirs)
        flat = tables.reshape(len(which), -1)
        best = flat.argmax(axis=1)
        [worth] = np.nonzero(flat[np.arange(len(which)), best] > 0)
        rows, columns = np.divmod(best[worth], WINDOW + 1)
        paths = [
            _path(tables[one].tolist(), int(row), int(column))
            for one, row, column in zip(worth, rows, columns, strict=True)
        ]
        moved = which[worth]
        matches, lengths = np.array(paths, np.int64).reshape(-1, 2).T
        self._move(moved, rows, columns, matches, lengths)
        return moved

    def _move(
        self, which: Numbers, length: Numbers, other: Numbers, matches: Numbers, columns: Numbers
    ) -> None:
        self.place[which] += length * self._step
        self.other[which] += other * self._step
        self.matches[which] += matches
        self.columns[which] += columns

    def _windows(self, which: Numbers) -> tuple[Codes, Codes]:
        ours = self._window(self.place[which], self._limit[which], _NONE)
        return ours, self._window(self.other[which], self._other_limit[which], _NO_OTHER)

    def _window(self, place: Numbers, limit: Numbers, beyond: int) -> Codes:
        places = place[:, None] + self._step * np.arange(WINDOW)
        inside = places * self._step < limit[:, None] * self._step
        return np.where(inside, self._codes[np.where(inside, places, 0)], np.uint32(beyond))


def _scores(ours: Codes, theirs: Codes) -> NDArray[np.int16]:
    """Fill in the scores of all pairs of beginnings, a table for each pair of windows.

    A row needs its own left neighbours, for gaps; as a gap costs the same each time, they are a running maximum.
    """
    across = np.arange(WINDOW + 1, dtype=np.int16)
    tables = np.empty((len(ours), WINDOW + 1, WINDOW + 1), np.int16)
    tables[:, 0] = GAP * across
    for row in range(WINDOW):
        above = tables[:, row]
        steps = np.where(ours[:, row, None] == theirs, np.int16(MATCH), np.int16(MISMATCH))
        line = above + np.int16(GAP)
        np.maximum(line[:, 1:], above[:, :-1] + steps, out=line[:, 1:])
        line -= GAP * across
        np.maximum.accumulate(line, axis=1, out=line)
        tables[:, row + 1] = line + GAP * across
    return tables


def _path(table: list[list[int]], row: int, column: int) -> tuple[int, int]:
    """Follow the best path back to the beginning: how many characters are the same, and how many columns it has."""
    matches = columns = 0
    while row or column:
        columns += 1
        score = table[row][column]
        before = table[row - 1][column - 1] if row and column else None
        if before is not None and score == before + MATCH:
            matches += 1
            row, column = row - 1, column - 1
        elif before is not None and score == before + MISMATCH:
            row, column = row - 1, column - 1
        elif row and score == table[row - 1][column] + GAP:
            row -= 1
        else:
            column -= 1
    return matches, columns
