"""Incentives: which number of a subsidy clause is granted, which only triggers the grant, and which bounds it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.predicates import PredicateKind, find_predicate

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

MONEY = frozenset({"元", "美元", "欧元", "港元"})
PERCENT = frozenset({"%", "‰", "倍"})
_AREAS = frozenset({"平方米", "亩", "平方公里"})
_TIMES = frozenset({"工作日", "小时", "分钟", "天"})
_SET_ASIDE = re.compile(
    r"(?:安排|设立|统筹|筹集|列支|预算|注资|出资|组建|设置|整合|投入(?!的|总额|经费|强度|额)|完成|争取|撬动|募集)[^,;。]{0,25}$"
)
# 拿出不少于七成的净收入奖给研发人员: a share that others must give, no grant of the issuer.
_SHARE_OF_INCOME = re.compile(r"的?[^,;。]{0,10}(?:收益|净收入|所得)")
_INCOME_SHARE = re.compile(r"(?:收益|净收入|所得)[^,;。]{0,24}比例$")
_TAKEN_OUT = re.compile(r"(?:结余|收益|收入|经费)[^,;。]{0,8}(?:将|提取|拿出)[^,;。]{0,4}$")
_GRANT_STEM = re.compile(r"奖|补|资助|支持|贴息|津贴|贷款额度|比例")
_PAID_OUT = re.compile(r"(?:发放|兑现)[^,;。、\d]{2,12}$")
_PER_HEAD = re.compile(r"每(?![年月季日天])[^,;。\d]{0,12}$")
_PROMISE = re.compile(r"每年|到\d{4}年|力争|年底|全市|全省|全县|全区")
_NEW_RECIPIENT = re.compile(r"[,;。:](?:并?对|凡|鼓励|支持|其中)")
_TRIGGER_AFTER = re.compile(r"^(?:\([^()]*\))?(?:及)?(?:以上|以下|以内)?(?:的|,?且|或|、|并|和)")
_PRIZE = re.compile(
    r"等奖[^,;。]{0,4}$|标准(?:为|是)?[^,;。]{0,6}$|额度(?:为)?[^,;。]{0,6}$|(?:每[家人户个项名件]|一次性)[^,;。\d]{0,8}$"
)

# The numbers of a statement are asked one after the other, so a few statements are enough.
_STATEMENTS = 64


class GrantRole(StrEnum):
    """What a number does in a subsidy sentence."""

    GRANT = "granted"
    TRIGGER = "threshold"
    LIMIT = "limit"


def grant_role(candidate: Candidate, clause: ClauseText) -> GrantRole | None:
    """Tell what a number does in a statement that grants something.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.

    Returns:
        Its role, or None where the statement grants nothing or the number stands apart from the grant.
    """
    statement = clause.flat[candidate.statement.start : candidate.statement.end]
    verbs = [verb + candidate.statement.start for verb in _verbs(statement)]
    if not verbs:
        return _role_without_verb(candidate, clause)
    if _is_total_paid(candidate, statement):
        return None
    if (
        candidate.quantity.comparator is not Comparator.LE
        and _PER_HEAD.search(candidate.before)
        and candidate.quantity.unit not in MONEY | PERCENT
    ):
        return GrantRole.TRIGGER
    if candidate.quantity.unit in MONEY | PERCENT:
        return _amount_role(candidate, clause, verbs)
    return _count_role(candidate, clause, verbs)


@lru_cache(maxsize=_STATEMENTS)
def _verbs(statement: str) -> tuple[int, ...]:
    """Find where the verbs of a statement that grant something begin."""
    return tuple(match.start() for match in lexicon.GRANT_VERB.finditer(statement))


def _role_without_verb(candidate: Candidate, clause: ClauseText) -> GrantRole | None:
    """Take a sentence that only bounds a grant of the sentence before it (补助总额不超过50万元)."""
    if candidate.quantity.unit not in MONEY or not lexicon.CAP.search(candidate.before):
        return None
    sentence = clause.flat[candidate.sentence.start : candidate.sentence.end]
    return GrantRole.GRANT if lexicon.GRANT_VERB.search(sentence) else None


def _amount_role(candidate: Candidate, clause: ClauseText, verbs: list[int]) -> GrantRole | None:
    start, end = candidate.span.start, candidate.span.end
    if _is_share_of_others(candidate):
        return None
    own = any(candidate.segment.start <= verb < start for verb in verbs)
    later = any(verb >= end for verb in verbs)
    grant_noun = lexicon.GRANT_NOUN.match(candidate.after) is not None
    condition = _is_condition(candidate)
    if own:
        return GrantRole.TRIGGER if condition and not grant_noun else GrantRole.GRANT
    if condition and not grant_noun:
        return GrantRole.TRIGGER
    if _SET_ASIDE.search(candidate.before) and not _leads_to_grant(candidate, clause, verbs):
        return None
    if grant_noun or lexicon.CAP.search(candidate.before) or _PRIZE.search(candidate.before):
        return GrantRole.GRANT
    if lexicon.RATE_OF.search(candidate.before) and later:
        return GrantRole.GRANT
    if later and not any(verb < start for verb in verbs):
        return GrantRole.TRIGGER
    return _carried_role(candidate)


def _carried_role(candidate: Candidate) -> GrantRole | None:
    """Take a further amount of a grant named before (…20万元，省级10万元), unless a verb promises a result."""
    if candidate.quantity.comparator is Comparator.LE:
        return GrantRole.GRANT
    states = lexicon.STOCK.search(candidate.left) or lexicon.GROWTH.search(candidate.left)
    if states and not _GRANT_STEM.search(candidate.left):
        return None
    if find_predicate(candidate.left).kind is PredicateKind.BARE:
        return GrantRole.GRANT
    return GrantRole.TRIGGER if candidate.after.lstrip().startswith("的") else None


def _is_condition(candidate: Candidate) -> bool:
    """Tell whether the number qualifies who receives (投资500万元以上的企业)."""
    if lexicon.RATE_OF.search(candidate.before) and not re.match(
        r"(?:以上|以下)?的?(?:企业|单位|项目|机构)", candidate.after
    ):
        return False
    bounded = candidate.quantity.comparator is not Comparator.EQ
    if not bounded and not _TRIGGER_AFTER.match(candidate.after):
        return False
    return lexicon.CONDITION.match(candidate.after) is not None


def _is_share_of_others(candidate: Candidate) -> bool:
    if _SHARE_OF_INCOME.match(candidate.after) or _INCOME_SHARE.search(candidate.before):
        return True
    return bool(
        _TAKEN_OUT.search(candidate.before)
        and re.match(r"[^,;。]{0,4}(?:奖励|奖给|分配|用于)", candidate.after)
    )


def _is_total_paid(candidate: Candidate, statement: str) -> bool:
    """发放创新券1000万元: what is paid out in all, to nobody in particular, is a target."""
    return bool(_PAID_OUT.search(candidate.left)) and not re.search(
        r"对|给予|每[家户人个]|符合条件", statement
    )


def _leads_to_grant(candidate: Candidate, clause: ClauseText, verbs: list[int]) -> bool:
    """Tell whether the number stands in a condition that runs straight into the grant (…1000万元以上，给予…)."""
    later = next((verb for verb in verbs if verb >= candidate.span.end), None)
    if later is None or _PROMISE.search(candidate.before):
        return False
    return not _NEW_RECIPIENT.search(clause.flat[candidate.span.end : later])


def _count_role(candidate: Candidate, clause: ClauseText, verbs: list[int]) -> GrantRole | None:
    if candidate.quantity.comparator is Comparator.LE or lexicon.CAP.search(candidate.left):
        if candidate.quantity.unit in _TIMES:
            return None
        return GrantRole.GRANT if candidate.quantity.unit in _AREAS else GrantRole.LIMIT
    if not any(verb >= candidate.span.end for verb in verbs):
        return None
    if _is_condition(candidate) or candidate.before.lstrip().startswith(("对", "凡")):
        return GrantRole.TRIGGER
    bounded = candidate.quantity.comparator is not Comparator.EQ
    return GrantRole.TRIGGER if bounded and _leads_to_grant(candidate, clause, verbs) else None
