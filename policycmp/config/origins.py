"""Where each entry in force comes from: the shipped config, a config of one's own, or both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policycmp.config.inheritance import SECTIONS, Place, entries, ids_of
from policycmp.config.loading import SHIPPED, checker_of, shipped_config, source_of
from policycmp.config.validation import Checker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class EntryInForce:
    """An entry of a section: its origin is shipped, added, changed or dropped, its place `file:line`."""

    section: str
    id: str
    origin: str
    place: str
    data: Mapping[str, Any]


def trace_entries(path: Path | str | None = None) -> list[EntryInForce]:
    """List every entry in force, and those dropped, each with its origin.

    Args:
        path: the file; None takes the one shipped with the package.

    Raises:
        ConfigError: as `load_config`.
    """
    shipped = Checker(SHIPPED, source_of(shipped_config()), is_ours=True)
    checker = checker_of(path)
    checker.schema()
    merging = checker.merging
    found = []
    for section in SECTIONS:
        listed = entries(checker.data, section)
        places = merging.places[section] if merging else [Place(index, None) for index in range(len(listed))]
        for place, entry in zip(places, listed, strict=True):
            origin = "added" if place.shipped is None else "shipped" if place.own is None else "changed"
            source, index = (shipped, place.shipped) if place.own is None else (checker, place.own)
            line = f"{source.name}:{source.line_of(section, index or 0)}"
            found.append(EntryInForce(section, str(entry["id"]), origin, line, entry))
        for identifier in merging.dropped.get(section, ()) if merging else ():
            index = ids_of(shipped.data, section).index(identifier)
            line = f"{shipped.name}:{shipped.line_of(section, index)}"
            data = entries(shipped.data, section)[index]
            found.append(EntryInForce(section, identifier, "dropped", line, data))
    return found
