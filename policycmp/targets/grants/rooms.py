"""Rooms: the space that somebody is given to work or live in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

AREAS = frozenset({"平方米", "平米", "㎡", "亩", "平方公里"})
# 给予50万元启动资金、100平方米三年免租办公场所
_ROOM = re.compile(r"(?:以内)?的?[^,;。、]{0,8}(?:免租|免费|办公|场所|场地|用房|住房|公寓|周转房|工位)")


def is_room(candidate: Candidate) -> bool:
    """Tell the size of rooms that somebody gets (100平方米左右的办公场所) from another area.

    Args:
        candidate: a quantity in its place.

    Returns:
        Whether what follows the area is a room.
    """
    return candidate.quantity.unit in AREAS and _ROOM.match(candidate.after) is not None


def is_home(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell the size of the home that somebody is given (享受的住房面积,分别为200平方米、120平方米).

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
    """
    if candidate.quantity.unit not in AREAS:
        return False
    return _HOME_SIZE.search(clause.flat, candidate.statement.start, candidate.span.start) is not None


_HOME_SIZE = re.compile(
    r"(?:^|[,;。\s])(?:人才公寓|周转房|人才住房)(?:的)?面积标准[^;。]*\Z|(?:享受|提供|分配|安排|租住|配租)(?:的|给)?[^,;。\d购]{0,10}(?:住房|公寓|周转房|用房)(?:的)?(?:建筑|使用|套内)?面积(?:标准)?[^;。]*\Z"
)
