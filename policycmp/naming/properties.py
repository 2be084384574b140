"""What of a thing a number tells: how many, how much money, what share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import MONEY, SHARES_AND_POINTS, TIMES
from policycmp.models import Basis, TargetType

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.models import Target

_AREAS = frozenset({"亩", "公顷", "平方公里", "平方千米", "平方米", "平米", "㎡"})
_TIMES = TIMES | {"年", "个月", "岁"}
_OTHERS = frozenset(
    {
        "吨",
        "公里",
        "千米",
        "米",
        "千瓦",
        "兆瓦",
        "吉瓦",
        "千瓦时",
        "立方米",
        "吨标准煤",
        "微克/立方米",
        "标箱",
        "标准箱",
        "TEU",
        "EFLOPS",
        "兆瓦时",
        "吉瓦时",
        "千伏安",
        "兆伏安",
        "立方",
        "微克每立方米",
        "吨标煤",
        "千克",
        "斤",
        "公斤",
        "分",
        "位",
        "P",
        "PFLOPS",
        "",
    }
)
_BY_FAMILY = {
    "yuan": "amount",
    "dollars": "amount",
    "percent": "share",
    "points": "share",
    "area": "area",
    "weight": "other",
    "length": "other",
    "volume": "other",
    "power": "other",
    "energy": "other",
    "concentration": "other",
    "coal-equivalent": "other",
    "containers": "other",
    "computing": "other",
    "storage": "other",
    "bandwidth": "other",
    "working-days": "time",
}


def property_of(target: Target, entry: CountedObject | None, *, is_ratio: bool = False) -> str:
    """Tell what of a thing a commitment's number says.

    Args:
        target: the commitment.
        entry: the thing in the glossary.
        is_ratio: whether the number is one per head or per firm.
    """
    unit = target.unit
    if target.type is TargetType.INCENTIVE:
        if unit in MONEY:
            return "grant"
        if unit in _AREAS:
            return "area"
        return "rate" if unit in SHARES_AND_POINTS or unit == "倍" else "other"
    if is_ratio:
        return "ratio"
    if target.basis is Basis.GROWTH or unit == "倍":
        return _grows(entry)
    if unit in MONEY:
        return "amount"
    if unit in SHARES_AND_POINTS:
        return "share"
    if unit in _AREAS:
        return "area"
    if unit in _TIMES:
        return "time"
    return "other" if unit in _OTHERS else "count"


# 水果产量增长10%, 种植面积增长5%: what of it grows, where the words say so.
_MEASURES = re.compile(
    r"(?:的|年|总|新增|种植|播种|养殖|栽培|综合|全年|标准化|规模化)*"
    r"(?:(?P<other>产量|总产|单产|亩产|出栏|存栏|产能)|(?P<area>面积)"
    r"|(?P<amount>产值|营业?收|收入|销售额|交易额|成交额|贸易额|投资额|利润)|(?P<count>数量|户数|家数|总数|人数))"
)


def measure_told(words: str) -> str | None:
    """Tell what of a thing the words behind it say; None where they say nothing of it.

    Args:
        words: plain text from the end of the thing on.
    """
    match = _MEASURES.match(words)
    return match.lastgroup if match else None


def cannot_count(target: Target, entry: CountedObject | None) -> bool:
    """Tell a sum, a weight or a share, which no number of firms can be a number of (产值增速8%,新增入库16户).

    Args:
        target: the commitment.
        entry: the thing in the glossary.
    """
    if entry is None or not entry.units or property_of(target, entry) != "count":
        return False
    return all(_BY_FAMILY.get(family, "count") != "count" for family in entry.units)


# Of these there is so much or so many times, but never so many.
_SUMS = frozenset({"yuan", "dollars", "weight", "concentration", "coal-equivalent"})


def is_sum(entry: CountedObject | None) -> bool:
    """Tell what only money or weight can tell (营业收入, 原煤), which 12 of anything never are."""
    return entry is not None and bool(entry.units) and _SUMS.issuperset(entry.units)


def _grows(entry: CountedObject | None) -> str:
    """Tell what of a thing grows: its plain measure, an amount where nothing is known of it."""
    if entry is None or not entry.units:
        return "amount"
    if entry.units[0] == "percent":
        return "other"
    return _BY_FAMILY.get(entry.units[0], "count")
