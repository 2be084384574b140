"""What a picture shows: dots on an axis, strips of peers, a course over years, tiles. Each mark carries its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

Bound = Literal["exact", "least", "most", "about"]


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of numbers, with some of them written on it."""

    low: Decimal
    high: Decimal
    ticks: tuple[tuple[Decimal, str], ...] = ()
    is_log: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A number on an axis: whose it is, as it is written, with its year.

    Attributes:
        key: of whom it speaks, by which a page shows some and hides others.
        label: whose it is.
        value: where it stands.
        text: how it is written.
        note: its year, or another short word behind it.
        bound: whether it is the number itself, a least or most of it, or about it.
        is_benchmark: whether it stands apart from those that are compared.
        low: where it may lie besides, down to here.
        high: up to here.
        evidence: ids of the sentences behind it.
    """

    key: str
    label: str
    value: Decimal
    text: str
    note: str = ""
    bound: Bound = "exact"
    is_benchmark: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A number that may not stand on the axis, and why."""

    key: str
    label: str
    text: str
    reason: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Numbers of one thing: a row a dot, the foremost first; the middle of those compared; those beside the axis."""

    key: str
    title: str
    axis: Axis | None
    dots: tuple[Dot, ...]
    middle: tuple[Decimal, str] | None = None
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of a strip plot: one's own number among those of others, from the least promised (0) to the most (1)."""

    label: str
    own: Decimal
    others: tuple[Decimal, ...]
    middle: Decimal
    text: str
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StripPlot:
    """Many things, each on a line of its own scale; `ends` says what the left and the right end mean."""

    key: str
    title: str
    strips: tuple[Strip, ...]
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Point:
    """A number of a year; a promise has a bound, and what became of it."""

    year: int
    value: Decimal
    text: str
    bound: Bound = "exact"
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinePlot:
    """What was reported over the years as a line, with what was promised for some of them."""

    key: str
    title: str
    axis: Axis
    reported: tuple[Point, ...]
    promised: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Shaded:
    """A value of a tile: its shade from 1 to 5, and how it is written."""

    shade: int
    text: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A number by which tiles may be coloured, by their keys, and what the lightest and the darkest stand for."""

    key: str
    label: str
    values: Mapping[str, Shaded]
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Tile:
    """A place as a square, in a row and a column."""

    key: str
    label: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """Places as tiles, coloured by the first of several measures; a page lets its reader choose another."""

    key: str
    title: str
    tiles: tuple[Tile, ...]
    measures: tuple[Measure, ...] = ()
