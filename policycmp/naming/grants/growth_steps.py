"""Grants by how much more of something there is (进出口额比上年每增加2000万元，奖励1万元)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming.fragments import is_broken, mended_name
from policycmp.naming.grants.condition_words import quoted, reworded

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

_SIZE = (
    r"(?<=[量额])|(?<=收入)|(?<=产值)|(?<=投入)|(?<=规模)|(?<=面积)"
    r"|(?<=[游旅]客)|(?<=人[数次])|(?<=利润)|(?<=税收)|(?<=销售)"
)
_UNIT = r"(?:美?元|人次|件|吨(?:标准?煤)?|千瓦时?|度|(?:个)?百分点|%|平方米|亩|公里|标箱|TEU|人|户|家|单)"
_MORE = r"(?:新?增[加长]?|提[高升]|上升|扩大)\d"
_STEP = re.compile(rf"每净?{_MORE}")
_EACH_MORE = re.compile(
    rf"""(?P<what>[^,;。:\n\d每]{{2,20}}?)
    (?:(?:同比|环比|[比较][^,;。:\d每]{{1,6}})|{_SIZE})
    (?P<each>每(?P<net>净)?{_MORE}[\d.]*[十百千万亿]*{_UNIT})
    (?=[,的给奖补可])""",
    re.VERBOSE,
)
_RATE = ("率", "增速", "增幅", "比重", "占比")
_DIGIT = re.compile(r"\d")
_AGAIN = re.compile(r"[,;](?:对|凡|[^,;]{2,}的,)")


def each_more(context: Context, place: Place) -> tuple[str, str]:
    """Word what must have grown for a grant that is paid for each step of it.

    Args:
        context: the clause.
        place: the amount in its place.

    Returns:
        What has grown (进出口额增长), and the step (（每增加2000万元）), empty where the amount is only the cap; both
        are empty where nothing is asked to grow by steps.
    """
    flat = context.passage.flat
    if not _STEP.search(flat, place.statement[0], place.start):
        return "", ""
    told = list(_EACH_MORE.finditer(flat, place.statement[0], place.start))
    if not told or _AGAIN.search(flat, told[-1].end(), place.start):
        return "", ""
    grown = told[-1]
    is_first = _DIGIT.search(flat, grown.end(), place.start) is None
    if not is_first and any(place.statement[0] <= one.start < grown.start() for one, _ in context.counted):
        # …每平方米8元，面积每增加1万平方米另补5万元，最高80万元: the cap of both.
        return "", ""
    what = mended_name(reworded(quoted(context, grown.span("what"))))
    if is_broken(what):
        return "", ""
    act = "净增" if grown["net"] else "提高" if what.endswith(_RATE) else "增长"
    return f"{what}{act}", f"（{quoted(context, grown.span('each'))}）" if is_first else ""
