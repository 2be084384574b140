"""Floors: figures that an agreement must not fall below."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycmp.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def find_broken_floors(file: Path, data: dict[str, Any]) -> list[str]:
    """Compare figures with their floors.

    Args:
        file: JSON with the shape of `evaluate --format json` (or of its `layers`), holding the figures to be kept.
        data: the figures.

    Returns:
        A line for each figure that is below its floor or missing.

    Raises:
        UsageError: the file cannot be read or holds something else than numbers.
    """
    try:
        floors = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise UsageError(f"{file}: not JSON ({error})") from None
    broken = []
    for path, floor in _leaves(floors, ()):
        if isinstance(floor, bool) or not isinstance(floor, int | Decimal):
            raise UsageError(f"{file}: {'.'.join(path)} is no number")
        figure = _at(data if path[:1] and path[0] in data else data["layers"], path)
        if figure is None:
            broken.append(f"{'.'.join(path)}: no such figure (floor {floor})")
        elif figure < floor:
            broken.append(f"{'.'.join(path)}: {figure} is below its floor {floor}")
    return broken


def _leaves(floors: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if not isinstance(floors, dict):
        yield path, floors
        return
    for key, value in floors.items():
        yield from _leaves(value, (*path, key))


def _at(data: Any, path: tuple[str, ...]) -> int | Decimal | None:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, int | Decimal) else None
