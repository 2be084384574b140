"""`re`, but a pattern is compiled when it is first used: a run of five plans needs two of three that it imports.

    from policycmp.language import patterns as re

in a module of many patterns; what is matched, and how, is the same.
"""

from __future__ import annotations

import re
from functools import cached_property
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
from typing import Any, cast

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


class _Unread:
    """A pattern as it is written; from its first use on its methods are those of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found

    @cached_property
    def _compiled(self) -> Pattern[str]:
        return re.compile(self.pattern, self._flags)


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - as `re` calls it
    """Write down a pattern, to be compiled by whoever uses it first."""
    return cast("Pattern[str]", _Unread(pattern, flags))
