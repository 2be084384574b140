"""Where something is done (在主流社区获星标, 在车站周边新建…), told from what it is done with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.glossary import Found

_AT = re.compile(r"(?:^|[^存所正现旨重实潜内外])在[^,;。:的、]{0,8}$")
_WAY = re.compile(r"(?:从|自|经(?![认评批备审考]))[^,;。:的、]{0,8}$")
_DONE_THERE = re.compile(
    r"[上内中里]?(?:获得?|开展|举办|取得|进行|成交|发布|展示|参展|完成|实现|达成|推广|应用(?!场景))"
)
# 在车站周边新建自行车停放点, 国道沿线增设服务点: what is made stands behind.
_MADE_THERE = re.compile(
    r"(?:(?P<at>[上内中里]?)|[\u4e00-\u9fff]{0,2}(?:周边|周围|附近|沿线|辖区|区域|范围)内?)(?:[新改扩兴]建|建[设成立]|设[立置]|增设|开[设办通]|布[设点]|[安加]装|购置|投资|创办|组建)(?=[\u4e00-\u9fffA-Z\d]{3})"
)
# 从机场出港的货物, 经口岸转运
_ON_THE_WAY = re.compile(
    r"(?:[出进离到]港|[出进入]境|[进出]口|中转|转运|转关|始发|发运|发车|启运|起运|通关|报关|装船)"
)


def is_where(flat: str, noun: Found[CountedObject], start: int, end: int) -> bool:
    """Tell where something is done from what it is done with.

    Args:
        flat: the plain text of a clause.
        noun: a word for a thing.
        start: where its condition begins.
        end: where its condition ends.
    """
    at = _AT.search(flat, start, noun.start)
    return at is not None and _DONE_THERE.match(flat, noun.end, end) is not None


def is_only_where(flat: str, noun: Found[CountedObject], start: int, end: int) -> bool:
    """Tell a place where another thing is made, or by way of which it goes, whatever that thing is called.

    Args:
        flat: the plain text of a clause.
        noun: a word for a thing.
        start: where its condition begins.
        end: where its condition ends.
    """
    made = _MADE_THERE.match(flat, noun.end, end)
    if made is not None and (made["at"] is None or _AT.search(flat, start, noun.start)):
        return True
    way = _ON_THE_WAY.match(flat, noun.end, end)
    return way is not None and _WAY.search(flat, start, noun.start) is not None
