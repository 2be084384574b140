"""`re`, but a pattern is compiled when it is first used: a run of five plans needs two of three that it imports.

    from policycmp.language import patterns as re

in a module of many patterns; what is matched, and how, is the same.
"""

from __future__ import annotations

import re
from re import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


# What a pattern is asked to do with a text.
_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Unread:
    """A pattern as it is written; once one of its methods is used they all are those of the compiled one.

    A plan calls them hundreds of thousands of times: in slots they are found as fast as those of `re`.
    """

    __slots__ = ("_flags", "pattern", *_METHODS)

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern: its methods are in place from now on, the rest is seldom asked for."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Callable[[str, int], Pattern[str]], tuple[str, int]]:
        """Travel to another process as one of `re` does."""
        return re.compile, (self.pattern, self._flags)


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - as `re` calls it
    """Write down a pattern, to be compiled by whoever uses it first."""
    return cast("Pattern[str]", _Unread(pattern, flags))
