"""`re`, but a pattern is compiled when it is first used: a run of five plans needs two of three that it imports.

    from policycmp.language import patterns as re

in a module of many patterns; what is matched, and how, is the same.
"""

from __future__ import annotations

import inspect
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
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

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
    """A pattern as it is written; once it is used its methods are those of the compiled one.

    That one takes its place under every name that the pattern has in its module (`names`): called by way of another
    object a method takes half as long again, and a plan calls hundreds of thousands.
    """

    def __init__(self, pattern: str, flags: int, names: dict[str, Any]) -> None:
        self.pattern = pattern
        self._flags = flags
        self._names = names

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found

    def __reduce__(self) -> tuple[Callable[[str, int], Pattern[str]], tuple[str, int]]:
        """Travel to another process as one of `re` does."""
        return re.compile, (self.pattern, self._flags)

    @cached_property
    def _compiled(self) -> Pattern[str]:
        compiled = re.compile(self.pattern, self._flags)
        for name, value in list(self._names.items()):
            if value is self:
                self._names[name] = compiled
        return compiled


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - as `re` calls it
    """Write down a pattern, to be compiled by whoever uses it first."""
    own = cast("FrameType", inspect.currentframe())
    module = cast("FrameType", own.f_back)
    return cast("Pattern[str]", _Unread(pattern, flags, module.f_globals))
