"""Years that stand in a list for values that stand in one: 2026年和2028年,资金分别达到4亿元和7亿元."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import last_match
from policycmp.targets.dating import plausible_year

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

_YEAR_LIST = re.compile(r"(?:\d{4}年[末底]?[、和]){1,5}\d{4}年[末底]?(?=[^,;。]{0,24}分别)")
_YEAR_SPAN = re.compile(r"(?P<first>20\d\d)年?\s?[-~—–至到]{1,2}\s?(?P<last>20\d\d)年[^,;。\d]{0,4}分别")
# 2026年和2028年,…分别…: years that open a sentence are in turn those of each pair of values in it.
_OPENING_YEARS = re.compile(
    r"(?:力争|确保|争取)?[到至]?(?P<years>(?:20\d\d年[末底]?[、和及][到至]?){1,5}20\d\d年)[末底]?,"
)
# A和B分别达到4家和7家: the values are those of two things; 研究与开发 is one.
_TWO_THINGS = re.compile(r"[、和及与](?!试验|实验|发展|开发(?!区))[^,;:。]{0,40}?分别")
_YEAR = re.compile(r"20\d\d(?=年)")


def year_in_list(candidate: Candidate, text: ClauseText) -> int | None:
    """Give the year of a value of a list by its place in it.

    Args:
        candidate: the value.
        text: its clause.

    Returns:
        The year, or None where no list of years stands for the values.
    """
    own = _of_segment(candidate.before, candidate.ordinal()) if "分别" in candidate.before else None
    if own is not None:
        return own
    years = years_in_turn(candidate, text)
    return plausible_year(years[_members(candidate, text).index(candidate.span.start)]) if years else None


def _of_segment(before: str, ordinal: int) -> int | None:
    """Pick the year that the nth number of 2025年、2026年分别达到8%、10% is for, or of 2024—2026年分别…."""
    if spanned := last_match(_YEAR_SPAN, before):
        first, last = int(spanned["first"]), int(spanned["last"])
        return plausible_year(first + ordinal) if first + ordinal <= last else None
    listed = last_match(_YEAR_LIST, before)
    years = re.findall(r"\d{4}", listed.group()) if listed else []
    return plausible_year(int(years[ordinal])) if ordinal < len(years) else None


def years_in_turn(candidate: Candidate, text: ClauseText) -> list[int]:
    """Give the years that open a sentence for the values of a list in it, one for each.

    Args:
        candidate: one of the values.
        text: its clause.

    Returns:
        The years in order; none where another year stands between, or the list is of as many things, not years.
    """
    flat, start = text.flat, candidate.span.start
    opening = _OPENING_YEARS.match(flat, candidate.sentence.start, start)
    if opening is None or "分别" not in candidate.sentence.of(flat) or _TWO_THINGS.search(candidate.before):
        return []
    if _YEAR.search(flat, opening.end(), start):
        return []
    years = [int(year) for year in _YEAR.findall(opening["years"])]
    return years if len(years) == len(_members(candidate, text)) else []


def _members(candidate: Candidate, text: ClauseText) -> list[int]:
    """Find where the numbers of the list begin that a number is in."""
    starts = [mention.span.start for mention in text.mentions]
    first = bisect_left(starts, candidate.first.start)
    last_end = candidate.span.end + len(candidate.after) - len(candidate.behind)
    return starts[first : bisect_right(starts, last_end - 1)]
