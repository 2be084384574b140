"""A config may be a stranger's: its YAML is refused when it nests too deep, runs in a circle, or unfolds too far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from policycmp.config.schema import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_DEPTH = 40
MOST_VALUES = 200_000
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


def find_excess(source: str) -> tuple[int, str] | None:
    """Find the first place where a YAML text exceeds what a config needs.

    Args:
        source: the text; it is not composed, so that nothing unfolds.

    Returns:
        Its line, from 1, and what is wrong and how to mend it; None where all is within bounds.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    if len(source) > MOST_BYTES:
        return 1, f"is larger than {MOST_BYTES // 1024 // 1024} MB, which no config is; cut it"
    return next(_excesses(source), None)


def _excesses(source: str) -> Iterator[tuple[int, str]]:
    """Give the places one by one; the open collections are a stack of anchors and of the values counted in each."""
    sizes: dict[str | None, int] = {}
    open_: list[tuple[str | None, int]] = [(None, 0)]
    for event in yaml.parse(source, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, _OPENING):
            open_.append((event.anchor, 1))
            if len(open_) > MOST_DEPTH:
                yield line, f"is nested deeper than {MOST_DEPTH} levels; no section of a config is"
            continue
        size = 0
        if isinstance(event, _CLOSING):
            anchor, size = open_.pop()
            if anchor is not None:
                sizes[anchor] = size
        elif isinstance(event, yaml.ScalarEvent):
            size = 1
            if event.anchor is not None:
                sizes[event.anchor] = size
        elif isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in open_):
                yield line, f"*{event.anchor} stands within &{event.anchor}, which never ends; write it out"
            size = sizes.get(event.anchor, 0)
        above, count = open_[-1]
        open_[-1] = above, count + size
        if count + size > MOST_VALUES:
            yield (
                line,
                f"unfolds to more than {MOST_VALUES} values; write what is meant without so many aliases",
            )
