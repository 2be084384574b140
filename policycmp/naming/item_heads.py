"""The items that a statement of a clause stands under: (一) over 1. over ①, as far as they are lines of the clause."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import BULLETS

if TYPE_CHECKING:
    from collections.abc import Iterator

# From the highest to the lowest.
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"第[一二三四五六七八九十百]+[章条]|[一二三四五六七八九十]+、|(?:事项|项目|方向|类别)[一二三四五六七八九十\d]",
        r"\([一二三四五六七八九十A-Z]\)|\([一二三四五六七八九十]+\)|[A-Z][.、](?![A-Za-z])|【",
        r"\d+[.、](?!\d)|[A-Z]\d{1,2}(?=[\u4e00-\u9fff])",
        r"\(\d+\)",
        rf"[①-⑳]|\d+\)|[{BULLETS}]",
    )
)
_LOWEST = len(_MARKS)
# 二、博士后工作站。, (三)专利导航:, 【加氢站】: what a line is about, in the line.
_NUMBER = rf"""\s*(?:【[^:\n]{{1,10}}:|【)?\s*[{BULLETS}]{{0,2}}(?:
      第[一二三四五六七八九十百\d]+条 | [\d一二三四五六七八九十]+[.、]? | \([\d一二三四五六七八九十A-Z]+\) | [①-⑳]
    | [A-Z](?:[.、]|\d{{1,2}}[.、]?)(?=[\u4e00-\u9fff])                            # B.平台升级, A1首台套
    | (?:事项|项目|方向|类别|看点|问)(?:[一二三四五六七八九十]+|\d{{1,2}})[:、.]?     # 事项三 …
    )?\s*【?"""
_LABEL = re.compile(rf"{_NUMBER}(?P<label>[^,;。:\d]{{2,24}})[。:]", re.VERBOSE)
_HEAD = re.compile(rf"{_NUMBER}(?P<label>[^,;。:\d]{{2,20}})[。:]?\s*", re.VERBOSE)
# …;(2)设备补贴:按12%: the label of an item inside a line.
_INLINE = re.compile(r"(?:\(\d{1,2}\)|[①-⑳]|(?<!\d)\d{1,2}[.、](?!\d))\s*(?P<label>[^,;。:\d]{2,16})[:。]")
_LEAD = re.compile(r"[::]\s*$")


def heads_above(flat: str, place: int) -> Iterator[tuple[int, int]]:
    """Give the lines that a place stands under, nearest first: the beginning of its own item, then higher items.

    Args:
        flat: the plain text of a clause.
        place: the place.

    Yields:
        Where each line starts and ends.
    """
    start = flat.rfind("\n", 0, place) + 1
    level = _level(flat, start)
    if start < place:
        yield start, place
    while start > 0:
        end = start - 1
        start = flat.rfind("\n", 0, end) + 1
        above = _level(flat, start)
        leads = _LEAD.search(flat, start, end) is not None
        if above < level or (leads and level < _LOWEST and above == _LOWEST):
            level = min(level, above)
            yield start, end


# Each that looks for what a number is for asks for the label of its line.
@lru_cache(maxsize=256)
def label_of(flat: str, place: int) -> tuple[int, int] | None:
    """Find the label that begins the line of a place (二、建设补助：…).

    Args:
        flat: the plain text of a clause.
        place: the place.

    Returns:
        Where the label starts and ends, without its number and mark; None where the line has none.
    """
    match = _LABEL.match(flat, flat.rfind("\n", 0, place) + 1, place)
    return match.span("label") if match else None


def head_nouns(flat: str, place: int) -> Iterator[tuple[int, int]]:
    """Give what may name the item of a place, nearest first: labels in and of its line, short lines above.

    Args:
        flat: the plain text of a clause.
        place: the place.

    Yields:
        Where the words start and end, without number and mark.
    """
    line = flat.rfind("\n", 0, place) + 1
    ends, labels = _labels_inside(flat, line)
    if before := bisect_right(ends, place):
        yield labels[before - 1]
    if label := label_of(flat, place):
        yield label
    for start, end in heads_above(flat, place):
        if end < place and (head := _LABEL.match(flat, start, end) or _HEAD.fullmatch(flat, start, end)):
            yield head.span("label")


# A line may hold thousands of numbers, each of which asks.
@lru_cache(maxsize=64)
def _labels_inside(flat: str, line: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Find the labels of items inside a line: where each ends with its mark, and its words."""
    end = flat.find("\n", line)
    found = list(_INLINE.finditer(flat, line, end if end >= 0 else len(flat)))
    return [match.end() for match in found], [match.span("label") for match in found]


def _level(flat: str, start: int) -> int:
    """Tell how high the item of a line stands."""
    while flat[start : start + 1].isspace() and flat[start : start + 1] != "\n":
        start += 1
    return next((level for level, mark in enumerate(_MARKS) if mark.match(flat, start)), _LOWEST)
