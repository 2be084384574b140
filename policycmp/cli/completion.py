"""What the shell completes: topics, indicators and formats, read off the config without loading what checks it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECTION = re.compile(r"^(\w+):")
_ENTRY = re.compile(r"""^\s*-\s*\{?\s*id:\s*["']?([a-z0-9][a-z0-9-]*)""")


def complete_topic(incomplete: str) -> list[str]:
    """Offer the ids of topics."""
    return _ids("topics", incomplete)


def complete_indicator(incomplete: str) -> list[str]:
    """Offer the ids of indicators."""
    return sorted({*_ids("indicators", incomplete), *_ids("objects", incomplete)})


def complete_comparison(incomplete: str) -> list[str]:
    """Offer the names of comparisons."""
    return _ids("comparisons", incomplete)


def complete_type(incomplete: str) -> list[str]:
    """Offer the types of commitments."""
    return _fitting(("target", "incentive", "rule"), incomplete)


def complete_format(incomplete: str) -> list[str]:
    """Offer the formats of tables."""
    from policycmp.renderers import FORMATS

    return _fitting(FORMATS, incomplete)


def complete_check_format(incomplete: str) -> list[str]:
    """Offer the formats of tables and those for CI."""
    from policycmp.renderers import FORMATS

    return _fitting((*FORMATS, "junit", "github"), incomplete)


def _ids(section: str, incomplete: str) -> list[str]:
    """Offer the ids of a section of ./config.yaml, or of the shipped config where that has none."""
    package = Path(__file__).resolve().parent.parent
    for path in (Path("config.yaml"), package / "config.yaml", package.parent / "config.yaml"):
        try:
            ids = list(_entries(path.read_text(encoding="utf-8-sig", errors="replace"), section))
        except OSError:
            continue
        if ids:
            return _fitting(tuple(ids), incomplete)
    return []


def _entries(source: str, section: str) -> Iterator[str]:
    current = ""
    for line in source.splitlines():
        if head := _SECTION.match(line):
            current = head[1]
        elif current == section and (entry := _ENTRY.match(line)):
            yield entry[1]


def _fitting(words: tuple[str, ...], incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]
