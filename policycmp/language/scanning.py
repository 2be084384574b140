"""Scan a text with a pattern, trying it only where it can start: at some characters, or where lines begin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Scanner:
    """A pattern, and a cheap one that matches wherever the first can start (and maybe elsewhere).

    A long match of the cheap one (a run of digits) stands for all starts inside it, of which only the first that no
    match has reached is tried: the pattern must match there or nowhere inside.
    """

    starts: re.Pattern[str]
    pattern: re.Pattern[str]

    def find(self, text: str, since: int = 0) -> Iterator[re.Match[str]]:
        """Find what `finditer` of the pattern finds."""
        match_at = self.pattern.match
        reached = since
        for start in self.starts.finditer(text, since):
            place, end = start.span()
            if end <= reached:
                continue
            if match := match_at(text, max(reached, place)):
                reached = match.end()
                yield match


def find_at_lines(pattern: re.Pattern[str], text: str, since: int = 0) -> Iterator[re.Match[str]]:
    """Find what `finditer` finds of a pattern that matches only where a line begins (`^`)."""
    match_at = pattern.match
    for start in _line_starts(text):
        if start >= since and (match := match_at(text, start)):
            since = match.end()
            yield match


# Many patterns in turn are tried on one text.
@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *[end.end() for end in _LINE_END.finditer(text)])


_LINE_END = re.compile("\n")


def holding(pattern: str) -> Callable[[str], bool]:
    """Make a test of whether a text holds what a costlier pattern needs somewhere; it keeps what it said last.

    All numbers of a clause ask the same of its text, one after the other, before they look at their own part of it.

    Args:
        pattern: what any match of the costlier one holds.
    """
    compiled = re.compile(pattern)

    @lru_cache(maxsize=4)
    def holds(text: str) -> bool:
        return compiled.search(text) is not None

    return holds


def any_of(words: str, *more: str) -> str:
    """Write an alternation of words, blank-separated or single, longest first, each first character once."""
    tails: dict[str, list[str]] = {}
    for word in sorted([*words.split(), *more], key=lambda word: (-len(word), word)):
        tails.setdefault(word[0], []).append(word[1:])
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items()) + ")"


def start_pattern(rules: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """Compile where a scan may start.

    Args:
        rules: first characters, as the inside of a character class, and the pattern of what must follow them.

    Returns:
        A pattern that begins with one class of characters, which is what makes a search of it fast.
    """
    rules = tuple(rules)
    return re.compile(
        f"[{''.join(first for first, _ in rules)}]"
        f"(?:{'|'.join(f'(?<=[{first}]){rest}' for first, rest in rules)})"
    )
