"""What a plan counts of itself: its measures, chapters and tasks, and the bodies that it hands them to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.title_words import TEXTS
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate

# 提出30条措施, 分解到18个部门: the plan counts itself.
_OWN_PARTS = re.compile(
    r"^(?:方面)?(?:的)?(?:具体|重点|主要|政策|工作|支持|创新|改革|惠企|配套|关键|硬核|务实|考核|专项|"
    r"量化|核心|发展|约束性|预期性|细化|目标)*(?:措施|举措|政策(?!性)|意见|任务|内容|指标|目标|条款|规定|要求|制度)"
)
_TELLS_PARTS = re.compile(
    r"(?:提出|明确|包括|包含|涵盖|涉及|共(?:有|设|分)?|主要有|分别有|具体有|由|从|围绕|聚焦|分为|按照|设置|列出|部署|细化|分解|梳理|把|将|"
    r"上述|以上|以下|下列|本(?:措施|方案|办法|意见|规划|政策|计划)[^,;。]{0,6}|及其|其|的|及|和|、|惠企|"
    r"意见|政策)[^,;。\d]{0,6}$"
)
# 推进六项重点任务: a report counts its own parts in Chinese numerals.
_FEW = frozenset(f"{numeral}{unit}" for numeral in "三四五六七八九十" for unit in "个项大")
# 同时符合以上2项, but 10亿元以上20个: what is told elsewhere in the plan
_REFERS = re.compile(r"(?:[上前]述|这|下列|(?:享受|符合|达到|满足|同时|按照?|对)以[上下])$")
# 今年拟办的实事有22件: how many a plan lists
_LISTS_SO_MANY = re.compile(r"(?:实事|任务|措施|举措)(?:项目)?(?:[一总]?共)?有$")
# 通过实施绿化提质、河道治理等8项重点行动
_BY_MEANS_OF = re.compile(r"通过[^;。\d]{4,80}等$")
_MEANS = re.compile(r"(?:重点|专项|重大|具体|主要)*(?:行动|工程|任务|举措|措施|计划)(?=[,;。、]|$)")
# 共7个方面、26项具体措施; …等4项具体任务
_PARTS_BEFORE = re.compile(r"(?:方面|部分|领域|大类|环节|维度|板块|章节?|等)[、,和共的及]*$")
# 6个方面16项工程; 6大行动28项具体措施
_PARTS_COUNTED = re.compile(
    r"\d+(?:个方面|个部分|大方面|[大项个][^,;。、\d]{0,4}(?:行动|任务|工程))[、,和]?$"
)
# 推出9条措施: those that the page goes on to tell
_PUT_FORTH = re.compile(r"(?:推出|提出|出台|发布|制定)(?:了)?$")
_PARTS = re.compile(r"(?:具体|重点|主要|政策|工作)*(?:工程|行动|措施|举措|任务|政策)(?=[,;。)”]|$)")
_OF_THIS = re.compile(rf"本(?:{TEXTS}|条例)[^,;。\d]{{0,6}}$")
# 今年要实现六个目标:一是…
_LISTED_BELOW = re.compile(
    r"(?:方面)?的?(?:主要|具体|工作|重点)*(?:目标|任务|措施|举措|工作|突破|提升|方面|转变|确保|力争)[^,;。:]{0,4}:"
)
# 办好12件民生实事, 民生实事项目30个, 28个民生项目如下: what is done for the people, told one by one; not 每村2件
_DEEDS = re.compile(
    r"(?:[^,;。、:\d]{0,14}的)?(?:具体|重点|重大|重要|为民|惠民|利民|便民|民生|民心|办|类|好事)*实事(?:项目|工程)?(?=[,;。、:()”]|如下|包括|$)"
    r"|(?:为民|惠民|利民|便民|民生|民心|办|实事|具体|重点)*(?:项目|工程)(?:如下|分别[是为]|包括|具体[是为]|,?(?:涉及|涵盖|包括|包含)[^,;。]{2,30}(?:领域|方面))"
)
_DEEDS_BEFORE = re.compile(r"实事(?:项目|工程)?(?:[一总]?共|有|为|计|合计)*$")
_DIVIDED_AMONG = re.compile(r"(?:分解|落实|细化|覆盖|涉及|分工|下达)[^,;。]{0,6}到[^,;。]{0,20}$")
_EXISTING_NAME = re.compile(r"(?:惠企|惠民|稳增长|纾困|帮扶|条例|意见|新政|政策|措施)$")
# 实施支持民营经济发展31条, 全面落实…
_POLICY_FOR = re.compile(
    r"(?:支持|促进|推动|加快|稳定|惠及|服务)[^,;。、\d]{0,14}(?:经济|发展|创新|企业|产业|增长|就业|消费|投资|人才|向好)$"
)
_NAMED_BY_COUNT = re.compile(r"\s*(?:[,;。”)]|$|政策|措施|意见|举措)")


def is_own_part(candidate: Candidate, flat: str) -> bool:
    """Tell a number of what the plan itself is made of (提出30条措施, 分解到18个部门).

    Args:
        candidate: the quantity in its place.
        flat: the folded text of its clause.
    """
    unit = candidate.quantity.unit
    if _of_measures(candidate, flat):
        return True
    if unit not in ("条", "项", "个", "件", "家", "方面", "章", "篇"):
        return False
    if any(pattern.search(candidate.left) for pattern in (_REFERS, _LISTS_SO_MANY, _OF_THIS)):
        return True
    if unit in "章篇" and _TELLS_PARTS.search(candidate.left):
        return True
    if _BY_MEANS_OF.search(candidate.before) and _MEANS.match(candidate.right):
        return True
    if _is_deed(candidate, flat):
        return True
    if _DIVIDED_AMONG.search(candidate.before) or _LISTED_BELOW.match(flat, candidate.span.end):
        return True
    if unit == "条" and _EXISTING_NAME.search(candidate.left):
        return True
    if unit == "条" and _OWN_PARTS.match(candidate.right):
        return lexicon.ADD.search(candidate.left) is None or _PUT_FORTH.search(candidate.left) is not None
    if unit == "条" and _NAMED_BY_COUNT.match(candidate.after) and _POLICY_FOR.search(candidate.left):
        return True
    if _PARTS_COUNTED.search(candidate.before) and _PARTS.match(candidate.right):
        return True
    if _OWN_PARTS.match(candidate.right) is None:
        return False
    if _PARTS_BEFORE.search(candidate.before):
        return True
    few = candidate.quantity.text in _FEW and candidate.right.startswith("重点")
    return few or _TELLS_PARTS.search(candidate.left) is not None


def _is_deed(candidate: Candidate, flat: str) -> bool:
    """Tell how many deeds for the people a government does in a year, unless each of a kind is to do so many."""
    if candidate.quantity.comparator is not Comparator.EQ or "每" in candidate.before:
        return False
    if candidate.left.endswith(_SEES_TO):  # refused as what is only seen to
        return False
    return (
        _DEEDS.match(flat, candidate.span.end) is not None or _DEEDS_BEFORE.search(candidate.left) is not None
    )


_SEES_TO = ("办好", "做好", "抓好")


def _of_measures(candidate: Candidate, flat: str) -> bool:
    """Tell what so many of a plan's measures give at most (9个方面的支持,其中5个最高可享受100万元)."""
    if candidate.quantity.unit == "个" and _SUM_BEHIND.match(flat, candidate.span.end):
        return True
    if candidate.quantity.unit != "元":
        return False
    if _SO_MANY_SUMS.fullmatch(flat, candidate.sentence.start, candidate.span.start):
        return _CALLED_OUT.match(flat, candidate.span.end) is not None
    if _SOME_OF_THEM.fullmatch(candidate.before) is None:
        return False
    return _MEASURES.search(flat, candidate.sentence.start, candidate.segment.start) is not None


_MEASURES = re.compile(
    r"(?:\d{1,3}|[两三四五六七八九十]{1,3})(?:个方面|大方面|条|项|大类|款|[个大]?(?=政策|措施|举措))的?[^,;。\d]{0,8}(?:支持|扶持|政策|措施|举措|优惠|红包|礼包|[,;])"
    r"|(?:支持|扶持|政策|措施|举措|优惠)\d{1,3}[条项款]"
)
_SOME_OF_THEM = re.compile(
    r"(?:其中)?(?:有)?(?:\d{1,2}|[一两三四五六七八九十]{1,2})[个项条款](?:政策|措施|举措|条款)?(?:最高|最多|均|都)*可(?:以)?"
    r"(?:享受?|获得?|拿到?|领取?)(?:最高|最多)?"
)
# 5个100万元!
_SO_MANY_SUMS = re.compile(r"\s*(?:\d{1,2}|[两三四五六七八九十])个")
_CALLED_OUT = re.compile(r"\s?[!。?]")
_SUM_BEHIND = re.compile(r"\d[\d.]*[万亿]+元?\s?[!?]")
