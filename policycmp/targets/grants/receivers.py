"""Who may have a grant: bounds and sizes that only say which of those who apply receive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.language.measure_words import MONEY
from policycmp.language.quantities import NumberKind
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

# 每引进1名, 每满100万元: what must come for each payment; 每件1万元 is the payment.
_PER_HEAD = re.compile(
    r"每(?!(?:半?年|月|季|日|天|周|轮|批|届|学期)|[人名个家户项件]?(?:每|[^,;。\d]{0,8}(?:给予|奖|补|资助|"
    r"最高)))[^,;。\d]{0,12}$"
)
_PER_MORE = re.compile(
    r"每(?:满|增|超|达|下降|减少|完成|新增|引进|投入|提高|实现|销售|购买|出口)[^,;。\d给奖补]{0,10}$"
)
SAYS_WHICH = frozenset({Comparator.GE, Comparator.GT, Comparator.LT})
"""Bounds of what somebody must have, not of what he gets."""
_NUMBERED = re.compile(r"^(?:\s|\d+[.、]|\([^()]*\))+")


def counts_each(candidate: Candidate) -> bool:
    """Tell what must come for each payment (每引进1名, 每满100万元).

    Args:
        candidate: a quantity in its place.
    """
    money = candidate.quantity.unit in MONEY
    return (_PER_MORE if money else _PER_HEAD).search(candidate.before) is not None


def is_step(candidate: Candidate) -> bool:
    """Tell the step of an increase that is paid by steps (比上年每增加500万元), which nobody is given.

    Args:
        candidate: a quantity in its place.
    """
    return _PER_MORE.search(candidate.before) is not None


def is_end_of_span(candidate: Candidate) -> bool:
    """Tell either end of a span of sizes (5000万元以上1亿元以下的), which only says which.

    Args:
        candidate: a quantity in its place.
    """
    if candidate.quantity.comparator in SAYS_WHICH and _UP_TO.match(candidate.after):
        return True
    return candidate.quantity.text.endswith("以下") and _FROM.search(candidate.before) is not None


_UP_TO = re.compile(r"(?:\([^()]*\))?[、至到]?\d[\d.]*\s?[万亿]*[元人家亩个%]以下")
_FROM = re.compile(r"\d[\d.]*\s?[万亿]*[元人家亩个%]以上(?:\([^()]*\))?[、至到]?$")


def is_paid_upon(candidate: Candidate) -> bool:
    """Tell what must be reached from what is paid right behind it (营收首破1亿元奖100万元; 实缴满1000万元,30万元/家).

    Args:
        candidate: a quantity in its place.
    """
    if candidate.kind is not NumberKind.QUANTITY:
        return False
    bounded = candidate.quantity.comparator in (*SAYS_WHICH, Comparator.LE, Comparator.RANGE)
    if _ONLY_THOSE.match(candidate.after) or (bounded and _OF_LOSS.match(candidate.after)):
        return True
    if _PAID_AT_ONCE.match(candidate.after):
        return _REACHED.search(candidate.left) is not None or candidate.quantity.text.endswith(_ENDS_IN_BOUND)
    reached = bounded or _MUST_BE.search(candidate.left) is not None
    return reached and _PRICE_BEHIND.match(candidate.after) is not None


_REACHED = re.compile(
    r"(?:首?破|满|达到?|达成|突破|超过?|募集|引进|完成|实现|新增|净增|增[加长]|每[^,;。、\d]{0,8}|(?:收入|营收|产值|销售额|投资额?))$"
)
# 20万元以上补贴1万元、20万元以下补贴6000元
_ENDS_IN_BOUND = ("以上", "以下", "以内")
_MUST_BE = re.compile(r"(?:首?破|满|达到?|突破|超过)$")
_PAID_AT_ONCE = re.compile(
    r"(?:\([^()]*\))?(?:以上|左右)?的?,?(?:可|再|另|就|即|则|分别|一次性|最高)*(?:奖励?|补助?|补贴|给予?)(?:企业|单位|个人)?\d[\d.]*[万亿]*元"
)
# 3000万元以下的200万元, 5000万元至1亿元  8万元
_PRICE_BEHIND = re.compile(
    r"(?:\([^()]*\))?(?:以[上下])?(?:的|,|:|\s{2})+\s*(?:(?:一|每)[亩头只台辆家户人个件]|按[亩头只台件辆]补)?\d[\d.]*[万亿]*元(?:/[^,;。\d]{1,3})?(?=[,;。\n]|$)"
)
# 不足1000元的不予受理; 单户1000万元以下贷款形成的本金损失
_ONLY_THOSE = re.compile(r"(?:以[上下内])?的,?(?:不予|不再|不得|不补|不奖|不享受|不列|不纳入|除外|优先)")
# 单户1000万元以下贷款形成的本金损失
_OF_LOSS = re.compile(r"[^,;。\d的]{2,18}(?:形成|发生|产生|出现)的")


def is_size_of_class(candidate: Candidate) -> bool:
    """Tell how large each of a class is (单户500万元以下、期限1年的贷款, 总奖金100万元以上的赛事) from what it gets.

    Args:
        candidate: a quantity in its place.
    """
    if candidate.quantity.unit not in MONEY or not _SIZED.search(candidate.left):
        return False
    if not candidate.quantity.text.endswith(_ENDS_IN_BOUND) and candidate.quantity.value_max is None:
        return False
    return _CLASS.match(candidate.after) is not None and lexicon.GRANT_NOUN.match(candidate.after) is None


_SIZED = re.compile(
    r"(?:单[户笔个只家]|每[户笔]|授信|估值|金额|奖金|奖池|面额|单价|票价|造价|保额|合同额)(?:总?额度?|金额|贷款|授信|余额)?[为在]?$"
)
_CLASS = re.compile(
    r"(?:\(含\))?(?:的(?!部分|奖|补|资助|贴息?)[^,;。\d]{2,16}|、[^,;。]{2,24}的[^,;。\d]{2,12}|(?:贷款|业务|项目|赛事|订单)|\))"
)


def qualifies_to_apply(candidate: Candidate, clause: ClauseText, verbs: list[int]) -> bool:
    """Tell a bound before those who may apply (裁员率不高于20%的,可申请返还).

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
        verbs: where the verbs of its statement that grant begin.
    """
    bounded = candidate.quantity.comparator in _BOUNDS or lexicon.CAPPED.search(candidate.before) is not None
    if not bounded or any(candidate.segment.start <= verb < candidate.span.start for verb in verbs):
        return False
    return _MAY_APPLY.match(clause.flat, candidate.span.end) is not None


_BOUNDS = SAYS_WHICH | {Comparator.LE}
_MAY_APPLY = re.compile(
    rf"[^;。]{{0,60}}?的,?(?:均|都|即|方)?可(?:以)?(?:申请|享受|申领|申报)(?!最高|{AT_MOST}|\d)"
)


def is_compared(candidate: Candidate) -> bool:
    """Tell how much more than before (单户最高30万元，比原政策提高10万元) from what is granted.

    Args:
        candidate: a quantity in its place.
    """
    return _THAN_BEFORE.search(candidate.before) is not None


# 按较上年增量的6%: a share of what was added is granted.
_THAN_BEFORE = re.compile(
    r"(?:是|为)(?:过去|原来|以前|此前|原先?)的$|(?:比|较)(?:原|旧|此前|以往|之前|上一?版|以前|去年|上年)[^,;。]{0,10}(?:\d[\d.]*[万亿]*[元%][和、及])?(?<!的)$"
)


def is_in_receiver(candidate: Candidate, clause: ClauseText, verbs: list[int]) -> bool:
    """Tell a sum whose verb only says who (对给予客户30万元以上信用额度的企业，奖励5万元).

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
        verbs: where the verbs of its statement that grant begin.
    """
    words = _NUMBERED.sub("", clause.flat[candidate.segment.start : candidate.span.start])
    bounded = candidate.quantity.comparator in SAYS_WHICH
    later = any(verb >= candidate.span.end for verb in verbs)
    opens = (
        words.startswith(("对", "凡")) and re.search(rf"的[^,;。]{{0,12}}{lexicon.RECEIVER}", words) is None
    )
    return bool(bounded and later and opens and re.search(rf"的{lexicon.RECEIVER}$", candidate.after))
