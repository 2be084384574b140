"""Like names: brings rows outside the vocabulary whose names are worded alike beside each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from policycmp.models import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.rows.comparability import ComparedRow

# Dice's coefficient of the pairs of neighbouring characters.
_ALIKE = Fraction(2, 3)
_LEAST, _OF = _ALIKE.as_integer_ratio()
_SILENT = {State.NONE, State.UNREAD}
_Kind = tuple[str | None, str, str]


def group_alike(rows: tuple[ComparedRow, ...]) -> tuple[ComparedRow, ...]:
    """Bring rows of like names together.

    They stay rows of their own: likeness of words does not make two numbers comparable.

    Args:
        rows: in their order; those of the registry, and those with names too short to tell, stay as they are.

    Returns:
        The rows, each of a group behind the group's first, with the most shared name as `alike`. A group has rows of
        one topic, type and unit, and more than one plan speaks in it.
    """
    names: defaultdict[_Kind, dict[str, list[ComparedRow]]] = defaultdict(dict)
    for row in rows:
        if not row.is_listed and row.words and "#" not in row.words:
            names[row.topic, row.type.value, row.family].setdefault(row.words, []).append(row)
    leaders = {
        (kind, name): leader
        for kind, named in names.items()
        for leader, group in _groups(named).items()
        if len(group) > 1 and len(_docs(row for name in group for row in named[name])) > 1
        for name in group
    }
    marked = [
        replace(row, alike=leader) if (leader := leaders.get((_kind(row), row.words))) else row
        for row in rows
    ]
    first: dict[tuple[_Kind, str], int] = {}
    order = [
        first.setdefault((_kind(row), row.alike), place) if row.alike else place
        for place, row in enumerate(marked)
    ]
    return tuple(marked[place] for place in sorted(range(len(marked)), key=order.__getitem__))


def _kind(row: ComparedRow) -> _Kind:
    return (row.topic, row.type.value, row.family)


def _docs(rows: Iterable[ComparedRow]) -> set[str]:
    return {doc for row in rows for doc, cell in row.cells.items() if cell.state not in _SILENT or cell.parts}


def _groups(named: dict[str, list[ComparedRow]]) -> dict[str, list[str]]:
    """Give each name to the first, most shared name that it is like; the order of the plans plays no part."""
    shared = {name: len(_docs(rows)) for name, rows in named.items()}
    groups: dict[str, list[str]] = {}
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(named, key=lambda name: (-shared[name], name)):
        found = Counter(chain.from_iterable([holders[pair] for pair in _pairs(name) if pair in holders]))
        pairs = len(_pairs(name))
        like = [leader for leader, count in found.items() if _are_alike(count, pairs + len(_pairs(leader)))]
        leader = min(like, key=lambda leader: (-_dice(name, leader, found[leader]), leader), default=name)
        groups.setdefault(leader, []).append(name)
        if leader == name:
            for pair in _pairs(name):
                holders[pair].append(name)
    return groups


def _are_alike(common: int, both: int) -> bool:
    """Tell whether the coefficient reaches the bound; whole numbers, since most pairs of names fall short of it."""
    return 2 * common * _OF >= both * _LEAST


def _dice(name: str, other: str, common: int) -> Fraction:
    return Fraction(2 * common, len(_pairs(name)) + len(_pairs(other)))


@lru_cache(maxsize=16384)
def _pairs(name: str) -> frozenset[str]:
    return frozenset(map(str.__add__, name, name[1:]))
