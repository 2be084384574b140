"""The year that a text without a date tells by what happens in it (今年是建党100周年, “十四五”收官之年)."""

from __future__ import annotations

from policycmp.language import patterns as re
from policycmp.language.numerals import parse_number
from policycmp.targets.dating import LENGTH_OF_A_PLAN, PLAN_ENDS

_CONGRESSES = {"十八": 2012, "十九": 2017, "二十": 2022, "二十一": 2027}
_FOUNDED = {
    "新中国成立": 1949,
    "共和国成立": 1949,
    "中国共产党成立": 1921,
    "建党": 1921,
    "建军": 1927,
    "改革开放": 1978,
    "抗日战争胜利": 1945,
    "抗战胜利": 1945,
    "长征胜利": 1936,
    "香港回归": 1997,
    "澳门回归": 1999,
}
# 今年是…, and of the year before (刚刚过去的一年是…), to the end of the sentence.
_SAID_OF = re.compile(r"(?P<this>今年|新的一年)(?:,?我们)?(?:将)?是|(?P<last>过去的?一年|去年),?是")
_SENTENCE = re.compile(r"[^。;\n]{0,160}")
_OCCASIONS = re.compile(
    rf"""
      “?(?P<opened>十[一二三四五六]五)”?(?:规划)?的?(?:全面)?(?:实施)?的?(?:开局|起步)(?:之年|起步|年|第一年)
    | “?(?P<closed>十[一二三四五六]五)”?(?:规划)?(?:实施)?的?(?:最后一年|收官(?:之年|年))
    | 党的(?P<met>二十一|二十|十[八九])大(?:将)?(?:胜利)?召开(?:之年|的一年)
    | 党的(?P<after>二十一|二十|十[八九])大精神的?(?:开局|第一)(?:之年|年)
    | (?P<founded>{"|".join(_FOUNDED)})(?P<years>\d{{2,3}}|[一二三四五六七八九十百]{{2,5}})周年
    """,
    re.VERBOSE,
)
# 实现“十五五”良好开局: said in the first year of a five-year plan. 为…开局打基础 is said before it.
_OPENING = re.compile(
    r"(?:(?<!为)(?<!为了)实现|确保|是)“?(?P<plan>十[一二三四五六]五)”?(?:规划)?的?(?:良好|精彩|高质量)?开局"
    r"|(?P<opened>十(?<!为十)[一二三四五六]五)”?(?:规划)?的?开局(?:之年|起步)"
)
_OPENS = re.compile("开局")


def year_of_occasion(text: str) -> int | None:
    """Tell the year in which a text is written by what it says happens in it or happened in the one before.

    Args:
        text: folded.

    Returns:
        The year, or None where nothing tells it, or two occasions tell different ones.
    """
    years: set[int] = set()
    for said in _SAID_OF.finditer(text):
        sentence = _SENTENCE.match(text, said.end())
        for occasion in _OCCASIONS.finditer(sentence.group() if sentence else ""):
            year = _year(occasion)
            years |= {year + bool(said["last"])} if year else set()
    if years:
        return years.pop() if len(years) == 1 else None
    return _year_opened(text)


def _year(occasion: re.Match[str]) -> int | None:
    if plan := occasion["opened"]:
        return PLAN_ENDS[plan] - LENGTH_OF_A_PLAN + 1
    if plan := occasion["closed"]:
        return PLAN_ENDS[plan]
    if congress := occasion["met"]:
        return _CONGRESSES[congress]
    if congress := occasion["after"]:
        return _CONGRESSES[congress] + 1
    years = parse_number(occasion["years"])
    return _FOUNDED[occasion["founded"]] + int(years) if years else None


def _year_opened(text: str) -> int | None:
    """Tell the year that opens the five-year plan which the text says is opening."""
    places = (word.end() for word in _OPENS.finditer(text))
    match = next(filter(None, (_OPENING.search(text, max(0, end - 20), end + 2) for end in places)), None)
    return PLAN_ENDS[match["plan"] or match["opened"]] - LENGTH_OF_A_PLAN + 1 if match else None
