"""Where something is done (在主流社区获星标, 在展会上成交), told from what it is done with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.glossary import Found

_AT = re.compile(r"(?:^|[^存所正现旨重实潜内外])在[^,;。:的、]{0,8}$")
_DONE_THERE = re.compile(
    r"[上内中里]?(?:获得?|开展|举办|取得|进行|成交|发布|展示|参展|完成|实现|达成|推广|应用(?!场景))"
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
