"""Type and basis: a result, a grant or a bound for others; a state, an addition or a rate of change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.models import Basis, Comparator, TargetType
from policycmp.targets import lexicon
from policycmp.targets.grants import MONEY, PERCENT, GrantRole
from policycmp.targets.predicates import Predicate, PredicateKind, find_predicate
from policycmp.text import last_match

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

_RULE_MATTER = re.compile(
    r"采购|预留|收益|净收入|成果完成人|提取|列支|单列|费率|利率|租金|公摊|中小企业份额|工资总额|分配|奖励给|股权比例|持股|注册资本|注册资金|地价|最低价|底价|让利|绩效工资|结余|课时|学时"
)
_SHARED_OUT = re.compile(r"采购|收益|净收入|所得")
_SHARE = re.compile(r"份额|比例|留给|预留|面向")
_MUST = re.compile(r"不得|应当|须|必须|方可|应(?=不|达|在|为)|要求")
_BOUNDED = (Comparator.GE, Comparator.LE, Comparator.GT, Comparator.LT)


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
    if role is GrantRole.GRANT:
        return TargetType.INCENTIVE
    if role is GrantRole.LIMIT:
        return TargetType.RULE
    segment = clause.flat[candidate.segment.start : candidate.segment.end]
    bounds_amount = comparator in _BOUNDED and candidate.quantity.unit in PERCENT | MONEY
    if bounds_amount and (_RULE_MATTER.search(segment) or _shares_out(candidate, clause)):
        return TargetType.RULE
    return (
        TargetType.RULE
        if _MUST.search(candidate.left) and role is None and _states_duty(candidate)
        else TargetType.TARGET
    )


def _shares_out(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell a share that others must leave to somebody (采购…，面向小微企业的份额不低于30%，其中留给…)."""
    statement = clause.flat[candidate.statement.start : candidate.span.start]
    return bool(_SHARED_OUT.search(statement) and _SHARE.search(candidate.before))


def _states_duty(candidate: Candidate) -> bool:
    return candidate.quantity.comparator in _BOUNDED


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
        return Basis.GROWTH if re.search(r"增速|增长|高于|快于", candidate.before) else Basis.INCREMENT
    if quantity.unit in PERCENT:
        return _ratio_basis(candidate, inherited)
    if _RAISED_TO.search(candidate.before):
        return Basis.LEVEL
    return _count_basis(find_predicate(left), inherited, cumulative="累计" in left)


def _ratio_basis(candidate: Candidate, inherited: Basis | None) -> Basis:
    left = candidate.left
    if not left.strip("、和及以与 ") and inherited:
        return inherited
    if "覆盖" in candidate.quantity.text or lexicon.RAISE_TO.search(left):
        return Basis.LEVEL
    if lexicon.RATE_NOUN.search(left) or _GROWS.match(candidate.after):
        return Basis.GROWTH
    word = last_match(lexicon.GROWTH, left)
    if word is None:
        return Basis.LEVEL
    return Basis.LEVEL if re.search(r"[到至率比重]", left[word.end() :]) else Basis.GROWTH


_GROWS = re.compile(r"(?:以上|左右)?的?(?:增长|增速|增幅|速度)")
_RAISED_TO = re.compile(r"(?:提高|提升|增加|上升|扩大|增长|发展|降低|下降|压减)[到至](?:\d{4}年的?)?$")
_TOTAL = re.compile(r"总数|总量|总额|累计|保有量|拥有量|存量|总规模")
_STOCK_END = re.compile(
    r"(?:产值|增加值|收入|营收|交易额|成交额|销售额|零售额|进出口额?|余额|产量|规模|占比|比重|覆盖率|吞吐量|[\u4e00-\u9fff]数|数量)$"
)


def _count_basis(predicate: Predicate, inherited: Basis | None, *, cumulative: bool) -> Basis:
    if predicate.kind is PredicateKind.NEW:
        return Basis.INCREMENT
    if _TOTAL.search(predicate.noun) or _STOCK_END.search(predicate.noun):
        return Basis.LEVEL
    if predicate.kind is PredicateKind.WEAK and cumulative:
        return Basis.LEVEL
    if predicate.kind is PredicateKind.WEAK:
        return inherited if inherited in (Basis.LEVEL, Basis.INCREMENT) else Basis.INCREMENT
    if predicate.kind is PredicateKind.ADD:
        return Basis.INCREMENT
    if predicate.kind is PredicateKind.REACH:
        return inherited if not predicate.noun and inherited is Basis.INCREMENT else Basis.LEVEL
    if inherited in (Basis.LEVEL, Basis.INCREMENT) and not lexicon.STOCK.search(predicate.noun):
        return inherited
    return Basis.LEVEL if predicate.noun else Basis.INCREMENT
