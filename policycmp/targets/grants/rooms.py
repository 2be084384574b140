"""Rooms: the space that somebody is given to work or live in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate

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
