"""Which place a title or a headline names as its own: 甘肃某县出台…, 关于调整某市…的通知, 专利政策(某市)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.regions import line_of_places, parse_region

if TYPE_CHECKING:
    from policycmp.metadata.page import Page
    from policycmp.regions import Division

CORPS = "新疆生产建设兵团"
ZONE_KIND = (
    r"(?:高新(?:技术)?(?:产业)?(?:开发)?区|经济(?:技术)?开发区|经开区|工业园区?|综合保税区|保税区|自贸(?:试验)?区"
    r"|自由贸易试验区|示范区|开发区|科学城|科技城|生态城|产业园区?|管理区|新区)"
)
_ZONE = re.compile(
    rf"^(?:中共)?(?P<name>(?:(?!政府|关于|支持|促进|加快|推进|印发|建设|[厅局])[一-鿿]){{2,20}}?{ZONE_KIND})"
    r"(?=党?工?委|管委|管理委|[关促支加推实创科]|\s?[:“]|(?:成立|出台|印发|发布|召开|设立|制定|启动))"
)
_NAMELESS = re.compile(
    rf"(?:国家级?|省级|本|该|各)?(?:经济(?:技术)?|高新(?:技术)?(?:产业)?|工业|产业|农业|科技|旅游|创新)?{ZONE_KIND}"
)
# What stands before the name of one's own place. Whoever supports, follows or applies for a thing may be another
# place than the one that it is called after; whoever changes or pays it is the place itself.
_OPENING = re.compile(
    r"""^(?:
    中共|中国共产党|《|\s|\d{4}年?度?
    |(?:关于)?(?:印发|公布|发布|调整|修订|修改|废止|停止|终止|延长|延续|实施|兑现|拨付|下达|(?:公开)?征求)
    |关于
    |【[^】]{1,16}】|\[[^\]]{1,12}\]
    |(?:原?标题|名称|(?:政策)?(?:解读|问答|图解|速递|快讯)|一图读懂|权威发布|重磅|喜报|关注|聚焦|解读)\s?[:!|丨]?
    )*""",
    re.VERBOSE,
)
_IN_BRACKETS = re.compile(r"[(〔\[](?P<name>[一-鿿]{2,24})[)〕\]]$")
# 浙江大学, 湖北日报, 中山路: an institution, a paper or a street that bears the name of a place.
_NAMESAKE = re.compile(
    r"(?:交通|师范|理工|科技|农业|林业|医科|医药|工业|财经|经贸|外国语|海洋|电子科技|航空航天|邮电|职业|职业技术)?(?:大学(?![生城])|学院)"
    r"|[日晚早商]报|时报|都市报|新闻|在线|电视台|卫视|银行|证券|[东西南北中]?(?:路(?![网径线演])|街(?!道))"
)
_NO_HEADLINE = re.compile(
    r"(?:[网报社台府局厅委]|门户|首页|平台|中心|频道)\s*$|[网报社台]\s*[>»|]|>|位置|来源|记者|日报|版权|备案"
)
_SITE = re.compile(r"(?:网站?|门户)$")
_NEXT_PLACE = re.compile(r"[、和及与]")
_FIRST_LINES = 8
_SHORTEST_HEADLINE = 9


def place_of_title(title: str) -> Division | str | None:
    """Find the place that a title speaks for: it begins with it, or has it in brackets at its end.

    Args:
        title: a title, a headline, or the name of a body.

    Returns:
        The division, or the name of a zone; None where the title names none so, or several side by side.
    """
    folded = fold(title)
    if _SITE.search(folded):
        return None
    start = _OPENING.match(folded)
    opening = start.end() if start else 0
    bare = folded[opening:]
    if bare.startswith(CORPS):
        return CORPS
    if (zone := _ZONE.match(bare)) and names_zone(zone.group("name")):
        return zone.group("name")
    if line := line_of_places(bare):
        return line[0] if speaks(bare, line[1]) else None
    bracket = _IN_BRACKETS.search(folded)
    line = line_of_places(bracket.group("name")) if bracket else None
    return line[0] if bracket and line and line[1] == len(bracket.group("name")) else None


def names_zone(name: str) -> bool:
    """Tell whether a name that ends like a zone's is that of one zone: not of any (经济开发区), nor of a division."""
    return not _NAMELESS.fullmatch(name) and parse_region(name) is None


def speaks(folded: str, end: int) -> bool:
    """Tell whether a place whose name ends there is meant itself: no namesake, and no list of places."""
    if folded[end - 1] not in "省市县区盟旗" and _NAMESAKE.match(folded, end):
        return False
    return not (_NEXT_PLACE.match(folded, end) and line_of_places(folded, end + 1))


def place_of_headlines(page: Page) -> Division | str | None:
    """Find the one place that the headlines over a text begin with (a page may print several, or mask them).

    Args:
        page: the page.

    Returns:
        The division or the name of a zone; None where no headline names one, or two name different ones.
    """
    lines = [line.of(page.folded) for line in page.head[:_FIRST_LINES]] + page.header.split("\n")
    places = {place for line in lines if (place := _headlined(line.strip(" |")))}
    return places.pop() if len(places) == 1 else None


def _headlined(line: str) -> Division | str | None:
    return None if len(line) < _SHORTEST_HEADLINE or _NO_HEADLINE.search(line) else place_of_title(line)
