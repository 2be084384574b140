"""Many words to look for at once: a text is read once, and at each place the longest word wins.

One pattern of all the words runs no faster, and takes fifty times as long to compile.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_GAP = "…"
_HEAD = 2
# No gap is as wide; searching a text to its end at each word would take the square of its length.
_FARTHEST = 200


class Vocabulary:
    """Words, ordered by the two characters that they begin with."""

    def __init__(self, words: Iterable[str], gap: str = "") -> None:
        """Order the words.

        Args:
            words: folded as the texts will be.
            gap: the pattern of what may stand where a word has `…`; without it `…` stands for itself.
        """
        self._gap = gap
        words = frozenset(words) - {""}
        by_head: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(words, key=self._rank):
            by_head[self._parts(word)[0][:_HEAD]].append(word)
        for head in [head for head in by_head if head[:1] in by_head]:
            by_head[head] = sorted({*by_head[head], *by_head[head[:1]]}, key=self._rank)
        self._by_head = dict(by_head)
        self._gapped = frozenset(word for word in words if gap and _GAP in word)
        self._starts = _starts(by_head)

    def find(self, folded: str) -> list[tuple[int, int, str]]:
        """Find the words in a text.

        Args:
            folded: a text as `fold` returns it.

        Returns:
            Start, end and word of each, from left to right; of words that overlap the first, then the longest.
        """
        found: list[tuple[int, int, str]] = []
        reached = 0
        for match in self._starts.finditer(folded):
            start = match.start()
            if start < reached:
                continue
            for word in self._by_head.get(folded[start : start + _HEAD]) or self._by_head.get(match[0], []):
                if folded.startswith(word, start):
                    reached = start + len(word)
                elif word in self._gapped and (end := self._end(word, folded, start)):
                    reached = end
                else:
                    continue
                found.append((start, reached, word))
                break
        return found

    def _end(self, word: str, folded: str, start: int) -> int | None:
        """Tell where a word with a gap that begins at a place ends; None where it does not stand there."""
        first, *others = parts = self._parts(word)
        if not folded.startswith(first, start):
            return None
        near = folded[start : start + _FARTHEST]
        if any(part not in near for part in others):
            return None
        match = _written(parts, self._gap).match(folded, start)
        return match.end() if match else None

    def _parts(self, word: str) -> tuple[str, ...]:
        return tuple(word.split(_GAP)) if self._gap else (word,)

    def _rank(self, word: str) -> tuple[int, str]:
        return -sum(map(len, self._parts(word))), word


def _starts(heads: Iterable[str]) -> re.Pattern[str]:
    """Match each character that can begin a word: alone, or before one that can stand second."""
    firsts, seconds, alone = (
        _one_of(head[place] for head in heads if len(head) == length)
        for length, place in ((_HEAD, 0), (_HEAD, 1), (1, 0))
    )
    return re.compile(f"{firsts}(?={seconds})|{alone}")


def _one_of(characters: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(set(characters))))}]".replace("[]", "(?!)")


@lru_cache(maxsize=1024)
def _written(parts: tuple[str, ...], gap: str) -> re.Pattern[str]:
    return re.compile(gap.join(map(re.escape, parts)))
