"""Many words to look for at once: a text is read once, and at each place the longest word wins.

One pattern of all the words runs no faster, and takes fifty times as long to compile.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_MARK = "…"
# What `…` in a word of the config stands for: some characters of one breath.
GAP = "[^,;。!?:\n《》]{0,12}?"
_HEAD = 3
_GROUPS = 5
_START = re.Match.start
# No gap is as wide; searching a text to its end at each word would take the square of its length.
_FARTHEST = 200
# Few texts of a kind hold more; beyond that what begins no word is found out anew.
_MOST_BEGINNINGS = 50_000


class _Word(NamedTuple):
    """A word, its beginning up to its first gap, and the parts behind its gaps."""

    text: str
    first: str
    others: tuple[str, ...]


class WordLexicon:
    """Words, ordered by the three characters that they begin with."""

    def __init__(self, words: Iterable[str], gap: str = "") -> None:
        """Order the words.

        Args:
            words: folded as the texts will be.
            gap: the pattern of what may stand where a word has `…`; without it `…` stands for itself.
        """
        self._gap = gap
        by_head: defaultdict[str, list[str]] = defaultdict(list)
        for text in frozenset(words) - {""}:
            first = text.partition(_MARK)[0] if gap else text
            by_head[first[:_HEAD]].append(text)
        self._beginning = _Beginnings(by_head, gap)
        self._starts = starts_of(by_head)

    def find(self, folded: str) -> list[tuple[int, int, str]]:
        """Find the words in a text.

        Args:
            folded: a text as `fold` returns it.

        Returns:
            Start, end and word of each, from left to right; of words that overlap the first, then the longest.
        """
        found: list[tuple[int, int, str]] = []
        reached = 0
        beginning = self._beginning
        for start in map(_START, self._starts.finditer(folded)):
            if start < reached:
                continue
            for word, first, others in beginning[folded[start : start + _HEAD]]:
                if folded.startswith(first, start):
                    end = self._end(first, others, folded, start) if others else start + len(first)
                    if end is not None:
                        found.append((start, end, word))
                        reached = end
                        break
        return found

    def _end(self, first: str, others: tuple[str, ...], folded: str, start: int) -> int | None:
        """Tell where a word with a gap that begins at a place ends; None where it does not stand there."""
        if any(folded.find(part, start, start + _FARTHEST) < 0 for part in others):
            return None
        match = _written((first, *others), self._gap).match(folded, start)
        return match.end() if match else None


class _Beginnings(dict[str, tuple[_Word, ...]]):
    """The words that can stand where a text goes on with some characters (three, fewer at its end), the longest first.

    They are ordered when a text first asks: most of many thousand words stand in no text of a run. That no word begins
    so is kept, too: texts ask for that more often.
    """

    def __init__(self, by_head: Mapping[str, list[str]], gap: str) -> None:
        super().__init__()
        self._by_head = dict(by_head)
        self._gap = gap

    def __missing__(self, head: str) -> tuple[_Word, ...]:
        words: tuple[_Word, ...] = ()
        if head in self._by_head:
            texts = [
                text for length in range(1, len(head) + 1) for text in self._by_head.get(head[:length], ())
            ]
            words = tuple(sorted(map(self._word, texts), key=_rank))
        elif len(head) > 1:
            words = self[head[:-1]]
        if len(self) < _MOST_BEGINNINGS:
            self[head] = words
        return words

    def _word(self, text: str) -> _Word:
        first, *others = text.split(_MARK) if self._gap else (text,)
        return _Word(text, first, tuple(others))


def _rank(word: _Word) -> tuple[int, str]:
    return -len(word.first) - sum(map(len, word.others)), word.text


def starts_of(heads: Iterable[str]) -> re.Pattern[str]:
    """Match each character that can begin a word, by a look at those behind it; some that begin none match too.

    Args:
        heads: the beginnings of the words, of three characters at most.
    """
    by_length: defaultdict[int, list[str]] = defaultdict(list)
    for head in filter(None, heads):
        by_length[len(head)].append(head)
    looks = [_look(group) for _, own in sorted(by_length.items(), reverse=True) for group in _groups(own)]
    # One class of first characters leads the pattern, and one of second ones each look: `re` skips the rest by them.
    first = _one_of({head[0] for own in by_length.values() for head in own})
    return re.compile(f"{first}(?={'|'.join(looks)})", re.DOTALL)


def _groups(heads: list[str]) -> Iterator[list[str]]:
    """Divide beginnings of one length by their second characters, those of few words apart from those of many.

    In one group any first character would go with any second one: most of what matches would begin no word.
    """
    by_second: defaultdict[str, list[str]] = defaultdict(list)
    for head in heads:
        by_second[head[1:2]].append(head)
    often = sorted(by_second.items(), key=lambda each: (len(each[1]), each[0]))
    ordered = [head for _, own in often for head in sorted(own)]
    size = -(-len(heads) // _GROUPS)
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def _look(heads: list[str]) -> str:
    """Write what stands behind the first characters of beginnings of one length."""
    length, text = len(heads[0]), "".join(heads)
    first, *others = (_one_of(text[place::length]) for place in range(length))
    return f"{others[0]}(?<={first}.){''.join(others[1:])}" if others else f"(?<={first})"


def _one_of(characters: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(set(characters))))}]".replace("[]", "(?!)")


@lru_cache(maxsize=1024)
def _written(parts: tuple[str, ...], gap: str) -> re.Pattern[str]:
    return re.compile(gap.join(map(re.escape, parts)))
