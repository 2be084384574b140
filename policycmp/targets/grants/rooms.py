"""Rooms: the space that somebody is given to work or live in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.language.money_words import GRANTS
from policycmp.models import Comparator

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
    start, end = candidate.statement.start, candidate.span.start
    return any(size.search(clause.flat, start, end) for size in (_HOME_SIZE, _HOME_OF_CLASS))


def is_bounded_home(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell how large at least or at most the home of a class is (A类人才住房面积不小于130平方米).

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
    """
    return candidate.quantity.comparator in (Comparator.GE, Comparator.LE) and is_home(candidate, clause)


# A类人才住房面积不小于130平方米,B类人才不小于100平方米; 可选租面积90平方米以内的人才公寓
_HOME_OF_CLASS = re.compile(
    r"(?:人才|专家|博士|硕士|[A-Z]类)[^,;。\d购]{0,6}(?:住房|公寓|周转房)(?:的)?(?:建筑|使用|套内)?面积(?:标准)?[^;。购]*\Z|(?:可|免费)?(?:选租|租住|入住|居住|配租)[^,;。\d购]{0,8}面积[^,;。\d]{0,6}\Z"
)
_HOME_SIZE = re.compile(
    r"(?:^|[,;。\s])(?:人才公寓|周转房|人才住房)(?:的)?面积标准[^;。]*\Z|(?:享受|提供|分配|安排|租住|配租)(?:的|给)?[^,;。\d购]{0,10}(?:住房|公寓|周转房|用房)(?:的)?(?:建筑|使用|套内)?面积(?:标准)?[^;。]*\Z"
)


def is_size_of_home(candidate: Candidate) -> bool:
    """Tell the size of what one must have bought, of whatever measure (购买140平方米以下住房一次性补贴5万元).

    Args:
        candidate: a quantity in its place.
    """
    return _ACQUIRES.search(candidate.left) is not None and _HELPED_BEHIND.match(candidate.after) is not None


_ACQUIRES = re.compile(
    r"(?:购买|购置|租[住赁用]|承租|新建|自建|建设|改造|种植|养殖|流转|经营|销售|引进|更新|报废|安装|投保)[^,;。、\d]{0,8}$"
)
_HELPED_BEHIND = re.compile(
    rf"(?:(?:及)?以[上下内])?的?[^,;。、\d]{{1,16}}?(?:给予|{GRANTS}|奖|补)[^,;。\d]{{0,10}}(?:{AT_MOST}|最高)?\d[\d.]*[万亿]*元"
)
