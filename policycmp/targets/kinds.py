"""The type of a commitment: a result, a grant or a bound for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import AMOUNTS, RATES, TIMES
from policycmp.language.obliging_words import STRICT
from policycmp.language.quantities import NumberKind
from policycmp.language.text import last_match
from policycmp.models import Comparator, TargetType
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.duties import is_rule
from policycmp.targets.each_of_kind import is_staffed
from policycmp.targets.grants.granted import GrantRole
from policycmp.targets.modality import is_extension, is_only_once

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText
    from policycmp.targets.setting import Setting

_SHORTER = re.compile(r"压缩|缩短|缩减|减|稳定|保持|提速|放行|控制|提高")


def judge_type(
    candidate: Candidate, clause: ClauseText, role: GrantRole | None, comparator: Comparator, setting: Setting
) -> TargetType:
    """Judge whether a commitment is a target, an incentive or a rule.

    Args:
        candidate: the quantity in its place.
        clause: the clause cut up.
        role: what it does in a subsidy sentence, if it is one.
        comparator: its bound.
        setting: what the clause is read in.

    Returns:
        The type.
    """
    if candidate.kind is NumberKind.RANK:
        return TargetType.TARGET
    if (
        comparator is Comparator.LE
        and candidate.quantity.unit in RATES
        and _OF_HEADS.search(candidate.before)
    ):
        return TargetType.RULE
    if candidate.quantity.unit in AMOUNTS and _USED_AT_MOST.search(candidate.before):
        return TargetType.RULE
    if role is GrantRole.GRANT and not _binds_grants(candidate, clause, comparator, is_law=setting.is_law):
        return TargetType.INCENTIVE
    if role is not GrantRole.GRANT and is_kept_low(candidate, comparator):
        return TargetType.TARGET
    if role is GrantRole.GRANT or role is GrantRole.LIMIT:
        return TargetType.RULE
    if candidate.kind is NumberKind.DURATION and candidate.quantity.unit == "年":
        return TargetType.RULE
    if candidate.quantity.unit in TIMES:
        return TargetType.TARGET if _SHORTER.search(candidate.segment.of(clause.flat)) else TargetType.RULE
    if comparator is Comparator.LE and (is_only_once(candidate) or is_extension(candidate)):
        return TargetType.RULE
    if is_staffed(candidate, clause):
        return TargetType.RULE
    earmarked = candidate.kind is NumberKind.WHOLE or (
        candidate.quantity.unit in RATES and "其中" in candidate.before
    )
    if earmarked and candidate.after.startswith("用于"):
        return TargetType.RULE
    if is_rule(candidate, clause, comparator, is_law=setting.is_law):
        return TargetType.RULE
    if is_demanded(candidate, comparator, setting):
        return TargetType.RULE
    return TargetType.TARGET


def is_kept_low(candidate: Candidate, comparator: Comparator) -> bool:
    """Tell a harm that a place wants to keep low (登记失业率不超过4%) from what binds others (差错率不得超过4%).

    Args:
        candidate: the quantity in its place; no grant.
        comparator: its bound.
    """
    return (
        comparator in (Comparator.LE, Comparator.LT)
        and _HARM.search(candidate.before) is not None
        and not candidate.quantity.text.startswith(_FORBIDDEN)
    )


_HARM = re.compile(
    r"(?:[亡害病损]率|失业率|发生率|死亡人数|经济损失)(?![^,;。\d]*(?:不得|不应|应当))[^,;。\d]{0,14}$"
)
_FORBIDDEN = ("不得", "不应", "不准")


def is_demanded(candidate: Candidate, comparator: Comparator, setting: Setting) -> bool:
    """Tell a bound, or all of a kind, among the demands on whoever builds or runs something.

    Args:
        candidate: the quantity in its place; no grant.
        comparator: its bound.
        setting: what the clause is read in.
    """
    quantity = candidate.quantity
    whole = quantity.unit in RATES and quantity.value == _ALL
    bounded = comparator in (Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT)
    return (whole or bounded) and setting.demands_at(candidate.span.start)


_ALL = 100


def _binds_grants(candidate: Candidate, clause: ClauseText, comparator: Comparator, *, is_law: bool) -> bool:
    """奖励标准不得低于5万元, 奖励的比例应不低于70%: a bound on what others grant, no grant."""
    if comparator not in (Comparator.GE, Comparator.GT):
        return False
    words = clause.flat[candidate.statement.start : candidate.span.start]
    gives_itself = _GIVES_ITSELF.search(words) and not _STRICT.search(words)
    if (
        (is_law and not gives_itself)
        or _GOES_TO.match(candidate.after)
        or _LOWER_GIVES.search(candidate.before)
    ):
        return True
    modal = last_match(_STRICT, candidate.before + candidate.quantity.text)
    return modal is not None and not lexicon.GIVES.search(candidate.before[modal.end() :])


# 对不超过员工总人数10%的骨干给予奖励: how many may be rewarded.
# 提取的管理费不得超过资助总额的5%
_USED_AT_MOST = re.compile(
    r"(?:管理费|间接费用?|提取|列支|单次使用|借用|借款|占用)[^,;。]{0,10}不得(?:超过|高于|超出)[^,;。\d]{0,12}$"
)
_OF_HEADS = re.compile(r"(?:总?人数|职工数|员工数|申报数|总数|名额)的?$")
_STRICT = re.compile(STRICT)
# 由县区和园区落实不低于1:1的配套资金: what the issuer asks of those below it.
_LOWER_GIVES = re.compile(
    r"(?:由|要求|各)(?!.*(?:市级|省级))[^,;。\d由]{0,8}(?:县区|区县|县市区|县\(市、?区\)|县级|园区|开发区|乡镇|属地|所在地)[^,;。\d]{0,8}?"
    r"(?:落实|配套|安排|承担|匹配|按照?)[^,;。\d]{0,6}$"
)
# 奖金的70%以上应当奖励给发明人: what must be passed on.
_GOES_TO = re.compile(r"应当?(?:奖励|分配|发放|支付|用于)给?")
# 每年给予实验中心不低于800万元: what the issuer of a 办法 gives; 单位应当给予… binds others.
_GIVES_ITSELF = re.compile(
    r"^(?:\s|其中,?|原则上|[省市县区州]?(?:级|本级)?(?:人民)?(?:政府|财政)|[省市县区]?科技局|每年|一次性|对[^,;。]{2,30}的?,?)*(?:给予|予以)"
)
