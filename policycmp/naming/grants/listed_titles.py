"""Which of a run of levels, titles or things an amount is for (国家级、省级…基地, “百强”“千优”农场)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold_ideographs, last_match
from policycmp.naming.grants.condition_words import reworded

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

_LEVEL = r"(?:国际|全国|国家|自治区|全省|全市|[省市县区州盟旗]|(?<![信化技务育村业游境输源障政设健])部)(?:级|(?!级))"
# 工信部、省工信厅认定的
_OFFICE = (
    r"[\u4e00-\u9fff]{2,10}?(?:(?<=[信化技务育村业游境输源障政设健])部|厅|局|委(?:员会)?)"
    r"(?![\u4e00-\u9fff]{0,2}[部厅局委])"
)
# 除原有对国家级、省级基地的奖励外: what is given besides is not what these sums are for.
_EXCEPTED = re.compile(r".*除了?[^，,；;。]*\d[^;。]*?[外][，,]", re.DOTALL)
_RECOGNISE = re.compile(r"(?:联合|共同)?(?:认定|评定|命名|授予|备案|批准|公布|发布|遴选|评选|评为)")
_TITLE = r"[“‘][^”’，。；]{1,12}[”’]"
_LINK = r"(?:[、/]|[和或及与](?!运)|以及)"
# What all members are: up to where it is said what is given.
_TAIL = r"(?P<tail>(?!级)[^，,；;。：:\d]{2,36}?)(?=的?(?:[，,]|分别|各|最高|按|给予|一次性|由|$))"
# 对新认定的, 承担, 首次列入: the act before the run.
_ACT = r"(?:^|(?<=[，,；;。：:、\n]))(?P<act>[^，,；;。：:、\n\d]{0,16}?)"
# 在孵企业获得高新技术企业、瞪羚企业或独角兽企业、科技型中小企业资格的: one thing for each amount.
_BECOMES = re.compile(
    r"(?:^|(?<=[，,；;。：:\n]))(?P<act>[^，,；;。：:、\n\d]{0,16}?(?:获得|取得|入选|列入|纳入|认定为|评为|获评|通过))"
    r"(?P<list>[^，,；;。：:\n]{8,80}?)(?:资[格质]|称号|名单|认定|评定)*的?(?=[，,]|分别|各|$)"
)
_SHORTEST = 4
_LONGEST = 36
_GRADED = "级"
# 并获得省级奖励的: what is asked of all of them besides.
_BESIDES = re.compile(r"(?:名单|行列|榜单)?(?:并(?![购网联])|且)[^，,的]*(?=的)")
_IS_TITLE = re.compile(
    r"(?!(?:的?(?:企业|单位|项目|个人|机构)?(?:分别|各|给|奖|补|资助|支持|认定|评定|备案|的$)))"
)


def listed_title(context: Context, place: Place) -> str:
    """Word what one of a list of amounts is for, where a run of as many levels or quoted titles stands before them.

    Args:
        context: the clause.
        place: the amount in its place.

    Returns:
        The act, its member of the run, and what all members are; empty where there is no such run.
    """
    first = place.first
    if place.listed == 1:
        return ""
    words = fold_ideographs(
        context.passage.plain.span(first.statement[0], first.start).of(context.clause.text)
    )
    words = _EXCEPTED.sub("", words)
    for member in (_LEVEL, _TITLE, _OFFICE):
        runs = list(_run_of(member, place.listed).finditer(words))
        fits = _RECOGNISE.match if member == _OFFICE else _IS_TITLE.match
        if runs and fits(runs[-1]["tail"]):
            own = re.findall(member, runs[-1]["run"])[place.ordinal]
            if runs[-1]["run"].endswith(_GRADED) and not own.endswith(_GRADED):
                own += _GRADED
            named = reworded(f"{runs[-1]['act']}{own}{_BESIDES.sub('', runs[-1]['tail'])}")
            return named if len(named) <= _LONGEST else ""
    return ""


def listed_thing(context: Context, place: Place) -> str:
    """Word what one of a list of amounts is for, where as many things are listed behind the act of having become one.

    Args:
        context: the clause.
        place: the amount in its place.

    Returns:
        Who becomes it, the act, and the thing of this amount; empty where there is no such list.
    """
    first = place.first
    if place.listed == 1:
        return ""
    words = fold_ideographs(
        context.passage.plain.span(first.statement[0], first.start).of(context.clause.text)
    )
    for told in _BECOMES.finditer(words):
        things = told["list"].split("、")
        if len(things) == place.listed and all(len(thing) >= _SHORTEST for thing in things):
            own = things[place.ordinal]
            return reworded(f"{told['act']}{own}")
    return ""


def listed_with_act(context: Context, place: Place) -> str:
    """Word what one of a list of amounts is for, where the last of as many kinds tells the act of them all.

    小麦、玉米和大豆种植 is 玉米种植 for the second, 发明、实用新型和外观设计专利申请 is 发明专利申请 for the first.

    Args:
        context: the clause.
        place: the amount in its place.

    Returns:
        The kind of this amount with the act; empty where no such list stands before the amounts.
    """
    first = place.first
    if place.listed == 1:
        return ""
    words = fold_ideographs(
        context.passage.plain.span(first.statement[0], first.start).of(context.clause.text)
    )
    told = last_match(_ACTED, words)
    kinds = re.split(_AND, told["list"]) if told else []
    if told is None or len(kinds) != place.listed or any(kind.endswith(told["act"]) for kind in kinds):
        return ""
    own, last = kinds[place.ordinal], kinds[-1]
    whole = "" if own == last else _of_class_of(context, own, last)
    return f"{own}{whole}{told['act']}"


def _of_class_of(context: Context, kind: str, last: str) -> str:
    """Give what a kind lacks to be a thing of the glossary, where the last of its list ends so (发明, 外观设计专利)."""
    objects = context.glossary.objects
    ends = (last[cut:] for cut in range(1, len(last)))
    return "" if objects.get(kind) else next((end for end in ends if objects.get(kind + end)), "")


_AND = r"[、和及与]|以及"
_ACTS = (
    "申请|授权|注册|登记|认定|认证|备案|制定|制订|修订|评定|验收|立项|种植|栽培|播种|规模养殖|养殖|繁育"
    "|保险|参保|购置|采购|改造|新建|建设|推广|转化"
)
_KIND = r"(?:(?!的)[\u4e00-\u9fffA-Za-z]){1,12}?"
_ACTED = re.compile(
    rf"(?:^|[，,；;。：:\n])\s*(?:对|将|凡)?(?P<list>{_KIND}(?:、{_KIND})*(?:以及|[、和及与]){_KIND})(?P<act>{_ACTS})"
    r"的?[，,]?(?:每[\u4e00-\u9fff]{1,4}?)?(?:分别|各|依次)"
)


@cache
def _run_of(member: str, length: int) -> re.Pattern[str]:
    """Match a run of so many members, with the act before it and what is said of all behind it."""
    link = rf"{_LINK}?" if member == _TITLE else _LINK
    return re.compile(
        rf"{_ACT}(?P<run>{member}(?:{link}{member}){{{length - 1}}})(?!{_LINK}?{member}){_TAIL}"
    )
