"""Where a text stands on the pages that it was read from: its lines, packed, for a plan has thousands."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from policycmp.models.places import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINE = struct.Struct("<IHHHHHB")
_TENTHS = 10
_MOST = 0xFFFF
_ROW = 0x8000  # beside the page: a row of a table, whose cells stand apart
_PRINTED = 0xFF  # in place of a certainty: the file itself tells the characters
_PERCENT = 100
DOUBTFUL = 0.9  # the certainty of a recognised line below which its letters should be checked
_NARROW = (0.25, 0.5, 1.0)  # how wide a Latin letter or a digit may be beside an ideograph, and is as a rule


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's upper left corner; pages count from 1."""

    page: int
    x0: Decimal
    y0: Decimal
    x1: Decimal
    y1: Decimal


class PlacedLine(NamedTuple):
    """A line: its offset into the text, its page; left, top, right and bottom in points; whether it is a table's row.

    `sure` is how certain its letters are, from 0 to 1, where they were recognised from a picture, else None.
    """

    start: int
    page: int
    sides: tuple[float, float, float, float]
    is_row: bool = False
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a text in its order: where each starts in the text, its page and its rectangle, how sure it is.

    Fifteen bytes a line; empty where a format has no pages.
    """

    packed: bytes = b""

    @classmethod
    def of(cls, lines: Iterable[PlacedLine]) -> PageLines:
        """Pack lines."""
        return cls(
            b"".join(
                _LINE.pack(
                    line.start, line.page | _ROW * line.is_row, *map(_tenths, line.sides), _packed(line.sure)
                )
                for line in lines
            )
        )

    def __bool__(self) -> bool:
        """Tell whether the text has pages."""
        return bool(self.packed)

    def page(self, offset: int) -> int | None:
        """Give the page of a place in the text; None where the format has no pages."""
        return self._line(max(0, self._at(offset)))[1] & ~_ROW if self.packed else None

    def sure(self, span: Span) -> float | None:
        """Tell how certain the letters of a quote are, by the least certain of its lines.

        Returns:
            From 0 to 1; None where no line of it was recognised from a picture.
        """
        count = len(self.packed) // _LINE.size
        sure = _PRINTED
        for index in range(max(0, self._at(span.start)), count):
            start, *_, certainty = self._line(index)
            if start >= span.end:
                break
            sure = min(sure, certainty)
        return None if sure == _PRINTED else sure / _PERCENT

    def is_doubtful(self, span: Span) -> bool:
        """Tell whether a quote was recognised from a picture with so little certainty that it should be checked."""
        sure = self.sure(span)
        return sure is not None and sure < DOUBTFUL

    def boxes(self, span: Span, text: str) -> tuple[Box, ...]:
        """Give the rectangle of a quote on each of its lines.

        Args:
            span: the quote.
            text: the whole text.

        Returns:
            A box a line, in order. Inside a line ideographs are taken for square, and other letters for equally
            wide; a table's row is given whole.
        """
        return tuple(self._boxes(span, text)) if self.packed else ()

    def _boxes(self, span: Span, text: str) -> Iterator[Box]:
        count = len(self.packed) // _LINE.size
        for index in range(max(0, self._at(span.start)), count):
            start, page, *sides, _ = self._line(index)
            if start >= span.end:
                return
            end = self._line(index + 1)[0] if index + 1 < count else len(text)
            quoted = Span(max(start, span.start), min(end, span.end))
            if not quoted.of(text).strip():
                continue
            if not page & _ROW:
                sides = _part(sides, text[start:end], quoted.start - start, quoted.end - start)
            yield Box(page & ~_ROW, *(Decimal(side) / _TENTHS for side in sides))

    def _at(self, offset: int) -> int:
        """Find the last line that starts at a place or before it."""
        low, high = 0, len(self.packed) // _LINE.size
        while low < high:
            middle = (low + high) // 2
            if self._line(middle)[0] <= offset:
                low = middle + 1
            else:
                high = middle
        return low - 1

    def _line(self, index: int) -> tuple[int, ...]:
        return _LINE.unpack_from(self.packed, index * _LINE.size)


def _packed(sure: float | None) -> int:
    return _PRINTED if sure is None else min(_PERCENT, max(0, int(_PERCENT * sure)))


def _tenths(side: float) -> int:
    return min(_MOST, max(0, round(_TENTHS * side)))


def _part(sides: list[int], line: str, first: int, last: int) -> list[int]:
    """Narrow the rectangle of a line to a part of its letters."""
    left, top, right, bottom = sides
    line = line.rstrip()
    narrow = sum(map(str.isascii, line))
    least, usual, most = _NARROW
    spare = (right - left) / max(1, bottom - top) - (len(line) - narrow)
    width = min(most, max(least, spare / narrow)) if narrow and spare > 0 else usual

    def upto(place: int) -> float:
        ascii_before = sum(map(str.isascii, line[:place]))
        return min(place, len(line)) - ascii_before * (1 - width)

    scale = (right - left) / (upto(len(line)) or 1)
    return [left + round(scale * upto(first)), top, left + round(scale * upto(last)), bottom]
