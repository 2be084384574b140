"""Type and basis: a result, a grant or a bound for others; a state, an addition or a rate of change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.language.text import last_match
from policycmp.models import Basis, Comparator, TargetType
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.grants.granted import MONEY, PERCENT, GrantRole
from policycmp.targets.predicates import Predicate, PredicateKind, find_predicate, strip_leads

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

_RULE_MATTER = re.compile(
    r"采购|预留|收益|净收入|成果完成人|提取|列支|单列|费率|利率|租金|公摊|中小企业份额|工资总额|分配|奖励给|股权比例|持股|注册资本|注册资金|地价|最低价|底价|让利|绩效工资|结余|课时|学时"
)
_SHARED_OUT = re.compile(r"采购|收益|净收入|所得")
_SHARE = re.compile(r"份额|比例|留给|预留|面向")
# What others must keep says so: 应, 须, 不得; or it bounds how money is used or land is granted.
_MODAL = re.compile(r"应(?![用急对届收变聘邀])|应当|须|必须|不得|一般不|可(?:上浮|放宽|提取|拿出|降至)")
_USE_SHARE = re.compile(
    r"(?:投向|用于|投资于)[^,;。]{0,16}(?:比例|占比|资金)$|容积率$|投资强度$|亩均[^,;。]{0,6}$|权重$"
)
_STRICT = re.compile(r"应当?(?![用急对届收变聘邀])|须|必须|不得")
_GIVES = re.compile(r"给予|奖励|补助|补贴|资助")
_AIM = re.compile(r"力争|确保|努力|争取|到\d{4}年|目标")
_DUTY_REACHED = re.compile(r"(?:应|须|应当|必须)[^,;。]{0,6}$")
_BOUNDED = frozenset({Comparator.GE, Comparator.LE, Comparator.GT, Comparator.LT})
_AMOUNTS = PERCENT | MONEY


def judge_type(
    candidate: Candidate, clause: ClauseText, role: GrantRole | None, comparator: Comparator
) -> TargetType:
    """Judge whether a commitment is a target, an incentive or a rule.

    Args:
        candidate: the quantity in its place.
        clause: the clause cut up.
        role: what it does in a subsidy sentence, if it is one.
        comparator: its bound.

    Returns:
        The type.
    """
    if _binds_grants(candidate, comparator):
        return TargetType.RULE
    if role is GrantRole.GRANT:
        return TargetType.INCENTIVE
    if role is GrantRole.LIMIT:
        return TargetType.RULE
    segment = clause.flat[candidate.segment.start : candidate.segment.end]
    bounds_amount = comparator in _BOUNDED and candidate.quantity.unit in _AMOUNTS
    if bounds_amount and (_RULE_MATTER.search(segment) or _shares_out(candidate, clause)):
        return TargetType.RULE
    return TargetType.RULE if _is_duty_of_others(candidate, comparator, role) else TargetType.TARGET


def _binds_grants(candidate: Candidate, comparator: Comparator) -> bool:
    """奖励标准不得低于5万元, 奖励的比例应不低于70%: a bound on what others grant, no grant."""
    if candidate.quantity.text.startswith("不得"):
        return True
    if comparator not in _BOUNDED:
        return False
    modal = last_match(_STRICT, candidate.before)
    return modal is not None and not _GIVES.search(candidate.before[modal.end() :])


def _is_duty_of_others(candidate: Candidate, comparator: Comparator, role: GrantRole | None) -> bool:
    """Tell a bound that others must keep (担保费率不得高于1%) from one that the issuer aims at."""
    if role is not None or (comparator not in _BOUNDED and not _DUTY_REACHED.search(candidate.left)):
        return False
    if _AIM.search(candidate.before):
        return False
    return bool(_MODAL.search(candidate.before) or _USE_SHARE.search(candidate.left.rstrip("应须的达到为")))


def _shares_out(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell a share that others must leave to somebody (采购…，面向小微企业的份额不低于30%，其中留给…)."""
    statement = clause.flat[candidate.statement.start : candidate.span.start]
    return bool(_SHARED_OUT.search(statement) and _SHARE.search(candidate.before))


def judge_basis(candidate: Candidate, inherited: Basis | None) -> Basis:
    """Judge what a target measures.

    Args:
        candidate: the quantity in its place.
        inherited: the basis of the target before it in the same sentence, which a bare item shares.

    Returns:
        The basis.
    """
    quantity, left = candidate.quantity, candidate.left
    if quantity.unit == "倍":
        return Basis.GROWTH
    if quantity.unit == "百分点":
        return Basis.GROWTH if _FASTER.search(candidate.before) else Basis.INCREMENT
    if quantity.unit in PERCENT:
        return _ratio_basis(candidate, inherited)
    if _RAISED_TO.search(candidate.before):
        return Basis.LEVEL
    reaches = quantity.text.startswith(_REACHING) or lexicon.REACH_END_STRICT.search(left) is not None
    if candidate.previous and candidate.previous.statement != candidate.statement:
        inherited = None if lexicon.REACH_END_STRICT.search(left) else inherited
    return _count_basis(find_predicate(left), inherited, cumulative="累计" in left, reaches=reaches)


def _ratio_basis(candidate: Candidate, inherited: Basis | None) -> Basis:
    left = candidate.left
    if not strip_leads(left) and inherited:
        return inherited
    if "覆盖" in candidate.quantity.text or lexicon.RAISE_TO.search(left):
        return Basis.LEVEL
    if lexicon.RATE_NOUN.search(left) or _GROWS.match(candidate.after):
        return Basis.GROWTH
    word = last_match(lexicon.GROWTH, left)
    if word is None:
        return Basis.LEVEL
    return Basis.LEVEL if _SHARE_OR_END.search(left, word.end()) else Basis.GROWTH


_FASTER = re.compile(r"增速|增长|高于|快于")
_SHARE_OR_END = re.compile(r"[到至率比重]")
_GROWS = re.compile(r"(?:以上|左右)?的?(?:增长|增速|增幅|速度)")
_RAISED_TO = re.compile(r"(?:提高|提升|增加|上升|扩大|增长|发展|降低|下降|压减)[到至](?:\d{4}年的?)?$")
# 入库企业突破300家: what holds a status is a stock once it reaches a number.
_STATUS = re.compile(r"入库|备案|登记|挂牌|入驻")
_REACHING = ("超过", "突破", "超", "达到")
_TOTAL = re.compile(r"总数|总量|总额|累计|保有量|拥有量|存量|总规模")
_STOCK_END = re.compile(
    r"(?:产值|增加值|收入|营收|交易额|成交额|销售额|零售额|进出口额?|余额|产量|规模|占比|比重|覆盖率|吞吐量|数(?<=[\u4e00-\u9fff]数)|数量)$"
)


def _count_basis(predicate: Predicate, inherited: Basis | None, *, cumulative: bool, reaches: bool) -> Basis:
    if predicate.kind is PredicateKind.NEW:
        return Basis.INCREMENT
    if _TOTAL.search(predicate.noun) or _STOCK_END.search(predicate.noun):
        return Basis.LEVEL
    if predicate.kind in (PredicateKind.WEAK, PredicateKind.BARE) and (cumulative or reaches):
        return Basis.LEVEL
    if reaches and _STATUS.search(predicate.verb):
        return Basis.LEVEL
    if predicate.kind is PredicateKind.WEAK:
        return inherited if inherited in (Basis.LEVEL, Basis.INCREMENT) else Basis.INCREMENT
    if predicate.kind is PredicateKind.ADD:
        return Basis.INCREMENT
    if predicate.kind is PredicateKind.REACH:
        continues = not predicate.noun and not cumulative and inherited is Basis.INCREMENT
        return Basis.INCREMENT if continues else Basis.LEVEL
    if inherited in (Basis.LEVEL, Basis.INCREMENT) and not lexicon.STOCK.search(predicate.noun):
        return inherited
    return Basis.LEVEL if predicate.noun else Basis.INCREMENT
