"""Many short patterns of words, all looked for in one reading of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.lexicon import starts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A bar that no bracket closes behind: it parts two branches of a pattern.
_BAR = re.compile(r"\|(?![^(\[]*[)\]])")
# The characters that a branch begins with, without one that need not be there; or a class of them.
_HEAD = re.compile(r"\[(?P<class>[^\]]+)\]|(?P<word>[^()\[\]{}?*+|.\\^$]{1,3})(?![?*{])")


class WordPatterns:
    """Patterns by name, each branch of which begins with a character or a class of them (`力争|要(?!求)|[“”]`)."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._names = tuple(patterns)
        self._by_first: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        heads: set[str] = set()
        for name, pattern in patterns.items():
            own = {head for branch in _BAR.split(pattern) for head in _heads(branch)}
            compiled = re.compile(pattern)
            for first in sorted({head[0] for head in own}):
                self._by_first.setdefault(first, []).append((name, compiled))
            heads |= own
        self._starts = starts_of(heads)

    def find(self, text: str) -> list[tuple[int, str]]:
        """Give where what each pattern finds in a text begins (`finditer`), and the pattern's name, in order."""
        found: list[tuple[int, str]] = []
        reached = dict.fromkeys(self._names, 0)
        by_first = self._by_first
        for start in self._starts.finditer(text):
            place = start.start()
            for name, pattern in by_first[start[0]]:
                if place >= reached[name] and (match := pattern.match(text, place)):
                    found.append((place, name))
                    reached[name] = match.end()
        return sorted(found)


def _heads(branch: str) -> Iterator[str]:
    head = _HEAD.match(branch)
    if head is None:
        raise ValueError(f"begins with no character: {branch}")
    yield from head["class"] or [head["word"]]
