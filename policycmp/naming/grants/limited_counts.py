"""The name of a limit on how often, how many or how much of a grant one may have (每家最多3人 → …补助人数)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.models import Comparator, TargetType
from policycmp.naming.grants.grant_words import name_grant

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

_COUNTERS = {
    "次": "次数", "人": "人数", "名": "人数", "项": "项数", "件": "件数", "家": "家数", "户": "户数", "张": "张数",
    "个": "数量", "台": "数量", "辆": "数量", "只": "数量", "头": "数量", "套": "套数", "种": "种数", "篇": "篇数",
    "平方米": "面积", "亩": "面积",
}  # fmt: skip
_ACTS = r"享受|申领|申报|领取|申请|资助|补助|补贴|奖励|奖|补|报|领"
# 每家企业每年, 单户全年, 每人限领: of whom and in which time, and no noun.
_LIMITED = re.compile(
    rf"""(?:[,、且并]|则|但)*
    (?: (?:每|同一|单个?)(?:[家户个人位名类件项所](?!次))?
        (?:[一-鿿]{{0,6}}(?:企业|单位|机构|主体|个人|法人|产品|消费者|申请人|项目|团队|学校|院校|高校|乡镇|村|社区))?(?:每类产品)?
      | 每年度?|年度|全年|一年|终身|当年|每季度|\d年|[一两二三]年|有效期|期限|[内间]|累计|合计|补[贴助]面积|面积核定 )*
    (?:只能|只|仅|限前?|最多|至多|一般|原则上|可|{AT_MOST})*(?:{_ACTS})?(?:{AT_MOST})*""",
    re.VERBOSE,
)
_LIMITS = re.compile(r"限|只|仅|最多|至多")
# 基地认证有效期内只奖1次: whose grant it is.
_SUBJECT = re.compile(
    rf"(?:^|[,、:])(?P<subject>[一-鿿]{{2,10}}?)(?:有效期)?(?:\d年|[一两二三]年)?内?(?:只能|只|仅|限(?!报)|最多)(?P<act>{_ACTS}|限报)$"
)
_WRITTEN_OUT = {"奖": "奖励", "补": "补助", "报": "申报", "领": "申领"}
_RATE = re.compile(r"(?:比例)?(?:（[^）]*）)?$")


def name_limit(context: Context, place: Place) -> str:
    """Name a limit on a grant by the grant and what is counted of it.

    Args:
        context: the clause.
        place: the number in its place.

    Returns:
        The name; empty where the number is no such limit, or has words of its own.
    """
    counter = _COUNTERS.get(place.target.unit)
    words = context.passage.flat[place.left : place.start]
    if counter is None or (place.target.type is TargetType.TARGET and not _LIMITS.search(words)):
        return ""
    if place.target.comparator is not Comparator.LE and not _LIMITS.search(words):
        return ""
    if not _LIMITED.fullmatch(words):
        told = _SUBJECT.search(words.strip())
        if told is None or _LIMITED.fullmatch(told["subject"]):
            return ""
        act = _WRITTEN_OUT.get(told["act"], told["act"])
        return f"{told['subject']}{act}{counter}"
    line = context.passage.flat.rfind("\n", 0, place.start) + 1
    grants = [
        (one, reading)
        for one, reading in context.counted[:-1]
        if one.target.type is TargetType.INCENTIVE and one.start >= line
    ]
    return f"{_RATE.sub('', name_grant(context, *grants[-1], of_what=False))}{counter}" if grants else ""
