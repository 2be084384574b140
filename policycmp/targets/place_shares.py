"""Shares of a number that a list gives to places: 其中甲县3000亩、乙区2000亩, and tasks under the name of a town."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Level
from policycmp.regions import opening_division
from policycmp.targets.zone_names import KIND

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

# 城关镇:新增企业6家, 城关镇3家;白石镇、东溪镇各2家: whose share of the tasks a number is.
_UNIT = r"(?:镇|乡|街道|区|县|开发区|高新区|产业部|管委会|集团)"
_ASSIGNED = re.compile(
    rf"\s*(?:\d{{1,2}}[.、])?\s*(?P<name>[\u4e00-\u9fff]{{1,10}}{_UNIT}|[\u4e00-\u9fff]{{2,10}}局):"
)
_SHARE_OF = re.compile(
    rf"[\s;,]*(?P<name>[\u4e00-\u9fff]{{1,8}}{_UNIT}(?:、[\u4e00-\u9fff]{{1,8}}{_UNIT})*|其余\d+个[\u4e00-\u9fff]{{2,4}})(?:各|分别|合计)?"
)
KIND_OF_PLACE = re.compile(
    r"(?:示范|试点|创新|特色|重点|全|我|本|新|试验|先行|[小社片校园景厂库山灌牧林矿])(?:镇|乡|街道|区|县)$"
)


def share_of_place(candidate: Candidate, clause: ClauseText, *, goes_on: bool) -> str | None:
    """Find the place or office that a list of tasks or shares gives a number to.

    Args:
        candidate: the quantity in its place.
        clause: the clause cut up.
        goes_on: whether the number before it is that of a place.

    Returns:
        The place as the text names it, or None.
    """
    if among := _among_places(candidate, clause, goes_on=goes_on):
        return among
    line = clause.flat.rfind("\n", 0, candidate.span.start) + 1
    assigned = _ASSIGNED.match(clause.flat, line)
    if assigned is None and goes_on:
        assigned = _SHARE_OF.fullmatch(candidate.left)
    if assigned is None or KIND_OF_PLACE.search(assigned["name"]):
        return None
    return assigned["name"]


# 随县3000亩,高新区800亩,青岭林场200亩: a name that a number follows at once, beside another such.
_PLACE = (
    r"(?!新[建增栽改开植造扩]|改造|[改扩修]建|建[设成好]|创建|修复|退[耕养]|完成|培育|打造|引进|提升|整治|实施|流转|治理|发展)"
    r"(?:(?![占达到至为的])[\u4e00-\u9fff]){1,10}(?:区|县|市|旗|镇|乡|街道|[林农牧]场|[业技]园|管委会|办事处)"
)
_ALONE = re.compile(rf"[\s、,;:·(]*(?:其中)?[,:·]?(?P<name>{_PLACE})(?:各|约|为)?")
_NEXT = re.compile(rf"(?:以上|左右)?[、,;·](?P<name>{_PLACE})(?:各|约|为)?\d")
# What can be counted by these may be the thing that is named (示范区3个, 科技园5座).
_COUNTED = frozenset({"个", "座", "处", "条", "片", "项"})
_COUNTED_WITHIN = frozenset({"家", "所", "户", "件", "人", "名"})


def _among_places(candidate: Candidate, clause: ClauseText, *, goes_on: bool) -> str | None:
    """Find the place that a number follows at once, where another of the same list has one too."""
    alone = _ALONE.fullmatch(candidate.left)
    if alone is None:
        return None
    previous = candidate.previous
    before = _ALONE.fullmatch(previous.left) if previous and previous.sentence == candidate.sentence else None
    if before and previous and previous.quantity.unit != candidate.quantity.unit:
        before = None
    beside = [match["name"] for match in (before, _NEXT.match(clause.flat, candidate.span.end)) if match]
    if not beside or any(map(_is_kind, (alone["name"], *beside))):
        return None
    if before and goes_on:
        return alone["name"]
    unit, names = candidate.quantity.unit, (alone["name"], *beside)
    if unit in _COUNTED and not any(map(_is_county, names)):
        return None
    if unit in _COUNTED_WITHIN and not any(map(_is_like_county, names)):
        return None
    return alone["name"]


def _is_kind(name: str) -> bool:
    """Tell 示范区 and 片区 from 高新区 and 青岭景区."""
    if name.endswith(("高新区", "经开区")):
        return False
    return KIND_OF_PLACE.search(name) is not None and len(KIND.sub("", name[:-1])) < _NAMED


_NAMED = 3


def _is_county(name: str) -> bool:
    division = opening_division(name)
    return division is not None and division.level is Level.COUNTY and division.name == name


def _is_like_county(name: str) -> bool:
    """Tell 白石县, known or not, from 试点县, 农业强县 and 园区."""
    ends = name.endswith(("县", "市", "旗", "镇", "乡", "街道")) and not _PRAISED.search(name)
    return _is_county(name) or (ends and KIND.sub("", name[:-1]) != "" and not _is_kind(name))


_PRAISED = re.compile(r"[强大名重小各全本]县$|城市$|[城集]镇$")


def is_share_alone(candidate: Candidate, name: str) -> bool:
    """Tell whether a place has a number only as one of a list: what follows the list is not its own.

    Args:
        candidate: the number of the place.
        name: the place.
    """
    alone = _ALONE.fullmatch(candidate.left)
    return alone is not None and alone["name"] == name
