"""Which year, or run of years, a reported number describes: 2023年, 全年, 过去五年, “十三五”期间, 截至2020年底."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from policycmp.language import patterns as re
from policycmp.language.numerals import parse_number
from policycmp.language.text import last_match

_PLAN_ENDS = {
    "八五": 1995,
    "九五": 2000,
    "十五": 2005,
    "十一五": 2010,
    "十二五": 2015,
    "十三五": 2020,
    "十四五": 2025,
}
_PLAN_LENGTH = 5
_NUMERAL = r"(?:[一二两三四五六七八九十]|(?<!\d)\d{1,2})"
# What makes a year the base of a comparison, not the time that the number is of.
_NO_BASE = r"(?<![比较与同由从于])(?<!相比)"
# What dates a whole sentence: a year, a run of years under review, the year under review.
_PERIOD = re.compile(
    rf"""
      # 2016-2020年, 2018年至2022年
      (?P<first>(?:19|20)\d\d)\s?年?\s?[-~—–至到]{{1,2}}\s?(?P<last>(?:19|20)\d\d)\s?年
      # 2018年以来, 自2018年起
    | {_NO_BASE}(?P<from>(?:19|20)\d\d)年(?:以来|起)
      # 2023年, 截至2023年底; no base of a comparison (比2022年, 2022年的, 2022年同期)
    | {_NO_BASE}(?P<year>(?:19|20)\d\d)年(?!第?\d*号|的(?!\d)|同期|相比|度?版)
      # “十三五”末, “十三五”期间
    | [“"]?(?P<plan>十[一二三四]五|[八九十]五)[”"]?(?:规划)?(?P<course>末|期间|时期|以来|时|规划期)
      # 过去五年, 五年来, 五年间, 这五年
    | (?:过去的?|这|上一?个?)(?P<run>{_NUMERAL})个?年(?!级)
    | (?P<years>{_NUMERAL})年(?:来|间)
      # 本届政府: five years in office
    | (?P<term>本届政府(?:任期|五年|工作)|任期内)
      # 今后五年: yet to come
    | (?P<ahead>(?:今后|未来)[一二两三四五](?:到[三四五])?年)
      # 去年, 全年, 一年来: the year under review
    | (?P<reviewed>过去(?:的?一年)|去年|上年(?!同期)|全年|一年来|(?<!一)年度|这一年)
    """,
    re.VERBOSE,
)
# 实现两年翻番, 连续三年增长10%, 近五年累计投入: a run of years that is of the next number alone.
_OWN_RUN = re.compile(
    rf"(?:连续|近|最近)?(?P<run>{_NUMERAL})年(?:内|累计|平均|实现|新增|共|增长|提高|下降|保持)*[^,;。、\d]{{0,8}}$"
)
# 比2017年增长40%: what is told is how far it has come since then.
_SINCE_BASE = re.compile(
    r"(?:比|较|与|同)(?:(?P<base>(?:19|20)\d\d)年(?:底|末)?|[“\"]?(?P<plan>十[一二三四]五|[八九十]五)[”\"]?期?末)(?:相比)?[^,;。\d]{0,12}$"
)
# A sentence that opens so dates those after it in its paragraph, until another does.
_OPENING = re.compile(rf"(?:^|[。!?])[\s\u3000]*(?:自|截至|到|至)?(?P<phrase>{_PERIOD.pattern})", re.VERBOSE)
# How far before a number its own run of years stands.
_NEAR = 30
_YEARLY_MEAN = re.compile(r"年均|年平均|平均每年|每年")


class Period(NamedTuple):
    """The year that a number describes, and the first year of the run that it covers, where it covers one."""

    year: int | None = None
    since: int | None = None


def find_period(text: str, start: int, place: int, reviewed: Period) -> Period:
    """Find the years that a number describes.

    Args:
        text: folded text of a clause.
        start: where its sentence begins.
        place: the offset of the number.
        reviewed: the years under review where the words before the number name none.

    Returns:
        The period that the nearest words of time before the number in its sentence name, else those that open a
        sentence before it in its paragraph, else the one under review.
    """
    if base := _SINCE_BASE.search(text, max(start, place - _NEAR), place):
        first = int(base["base"] or _PLAN_ENDS[base["plan"]]) + 1
        return Period(_year_before(text, start, base.start(), reviewed), first)
    if own := _OWN_RUN.search(text, max(start, place - _NEAR), place):
        return _run(own["run"], reviewed)
    named = last_match(_PERIOD, text[start:place])
    if named and (period := _period(named, reviewed)):
        return period
    named = _opening(text, start)
    return (_period(named, reviewed) if named else None) or reviewed


# All numbers of a sentence ask for it.
@lru_cache(maxsize=4)
def _opening(text: str, start: int) -> re.Match[str] | None:
    """Find what opens a sentence before this one in its paragraph."""
    opening = last_match(_OPENING, text[text.rfind("\n", 0, start) + 1 : start])
    return opening and _PERIOD.match(opening["phrase"])


def _year_before(text: str, start: int, place: int, reviewed: Period) -> int | None:
    """Tell the year of a sentence that goes on to compare: 截至2020年底达到50万辆，较“十二五”末增加40万辆."""
    named = last_match(_PERIOD, text[start:place])
    period = _period(named, reviewed) if named else None
    return (period or reviewed).year


def _run(length: str, reviewed: Period) -> Period:
    """Count a run of years back from the year under review; one year is no run."""
    years = parse_number(length)
    if years is None or years <= 1 or reviewed.year is None:
        return reviewed
    return Period(reviewed.year, reviewed.year - int(years) + 1)


def period_of(heading: str, reviewed: Period) -> Period | None:
    """Read the years off a heading (过去五年工作回顾, 2023年工作回顾, “十三五”发展成就); None where it names none."""
    named = last_match(_PERIOD, heading)
    if named is None and (plan := re.search(r"[“\"]?(十[一二三四]五)[”\"]?", heading)):
        end = _PLAN_ENDS[plan[1]]
        return Period(end, end - _PLAN_LENGTH + 1)
    return _period(named, reviewed) if named else None


def is_yearly_mean(words: str) -> bool:
    """Tell whether the words before a number say that it is a mean over years (年均增长7%)."""
    return _YEARLY_MEAN.search(words) is not None


def _period(match: re.Match[str], reviewed: Period) -> Period | None:
    if match["first"]:
        return Period(int(match["last"]), int(match["first"]))
    if match["year"]:
        return Period(int(match["year"]))
    if match["plan"]:
        end = _PLAN_ENDS.get(match["plan"])
        if end is None:
            return None
        if match["course"] in ("末", "时"):
            return Period(end)
        return Period(end, end - _PLAN_LENGTH + 1)
    if reviewed.year is None:
        return None
    if match["ahead"]:
        return Period(reviewed.year + 1)
    if match["from"]:
        return Period(reviewed.year, int(match["from"]))
    if length := match["run"] or match["years"]:
        return _run(length, reviewed)
    if match["term"]:
        return Period(reviewed.year, reviewed.year - _PLAN_LENGTH + 1)
    return Period(reviewed.year)
