"""Incentives: which number of a subsidy clause is granted, which only triggers the grant, and which bounds it."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.measure_words import AMOUNTS, MONEY, RATES, TIMES
from policycmp.language.money_words import GRANTS
from policycmp.language.predicates import PredicateKind, find_predicate
from policycmp.language.quantities import SHARED_AMONG, NumberKind
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.grants.budgets import (
    is_budget,
    is_fund,
    is_fund_of_others,
    is_level_share,
    is_part_of_pot,
    is_total_paid,
)
from policycmp.targets.grants.cost_shares import caps_share_of_cost, is_share_of_cost
from policycmp.targets.grants.price_lists import is_listed_price
from policycmp.targets.grants.prices import (
    bounds_charge,
    is_borne_for_them,
    is_earmarked,
    is_quota_of_each,
    lends_at_most,
    lowers_price,
    may_be_lent,
    raises_allowance,
)
from policycmp.targets.grants.rates import (
    bears_interest,
    is_ceiling_of_base,
    is_rate_of_step,
    raises_standard,
)
from policycmp.targets.grants.receivers import (
    SAYS_WHICH,
    counts_each,
    is_compared,
    is_end_of_span,
    is_in_receiver,
    is_paid_upon,
    is_size_of_class,
    qualifies_to_apply,
)
from policycmp.targets.grants.rooms import AREAS, is_home, is_room, is_size_of_home
from policycmp.targets.grants.variants import grants_variant
from policycmp.targets.modality import is_only_once
from policycmp.targets.ranks_and_terms import is_free_so_long, is_ratio_reached

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText
    from policycmp.targets.setting import Setting

# 统筹国债资金8亿元，市财政配套10%: money that is set aside is no condition of what follows.
_BUDGETED = re.compile(r"(?:安排|统筹|筹集|列支|预算|出资|组建|整合|争取|募集)[^,;。]{0,20}$")
_SET_ASIDE = re.compile(
    r"(?:安排|设立|统筹|筹集|列支|预算|注资|投放|拿出(?![^,;。]{0,8}%)|出资|组建|设置|整合|投入(?!的|总额|经费|强度|额)|完成|争取|"
    r"撬动|募集)[^,;。]{0,25}$"
)
# 拿出不少于七成的净收入奖给研发人员: a share that others must give, no grant of the issuer.
_SHARE_OF_INCOME = re.compile(r"的?(?!抵|扣|减)[^,;。计]{0,10}(?:收益|净收入|所得(?!税))")
_INCOME_SHARE = re.compile(rf"(?:收益|净收入|所得)[^,;。]{{0,24}}比例(?:(?:{AT_LEAST})[^,;。]{{0,10}}的)?$")
_TAKEN_OUT = re.compile(r"(?:结余|收益|收入|经费|股权|利润)[^,;。]{0,8}(?:将|提取|拿出|中|的)[^,;。]{0,4}$")
# 从营业利润中提取不低于2%，…，作为报酬给予发明人
_EXTRACTED = re.compile(r"(?:收益|收入|利润|所得|股份|出资比例)[^,;。]{0,8}提取$")
_GIVEN_ON = re.compile(r"(?!给|予以|再予)[^,;。]{0,4},?(?:用于[^,;。]{0,6})?(?:奖励|奖给|分配|用于)")
_GRANT_STEM = re.compile(r"奖|补|资助|支持|贴息|津贴|贷款额度|比例|标准")
_PROMISE = re.compile(r"每年|到\d{4}年|力争|年底|全市|全省|全县|全区")
_NEW_RECIPIENT = re.compile(r"[,;。:](?:并?对|凡|鼓励|支持|其中)")
_OTHER_RECIPIENT = re.compile(r"[,;。:](?:并?对(?!其|此|该|上述|达到|符合)|凡|鼓励|支持)")
_PRIZE = re.compile(
    r"等奖[^,;。]{0,4}$|每(?:人每)?月$|标准(?:为|是)?[^,;。]{0,6}$|(?<!投资)额度(?:为)?[^,;。]{0,6}$|(?:每[家人户个名件]|"
    r"一次性)[^,;。\d]{0,8}$"
)
# 按每分钟1000元、500元, also with the list between
_PER_EACH = re.compile(r"按照?[^,;。\d]{0,6}每[^,;。\d]{1,4}$")
_GIVES_NEXT = (
    r"(?:再|可|最高|按|给予|予以|奖(?!励支持)|补(?=\d|助\d|贴\d)|资助\d|支持\d|补[助贴]?(?:最高)?\d)"
)
_OF_A_GRANT = r"[^,;。\d]{0,6}(?:奖|补|资助|支持|扶持|资金|经费|津贴|贴息|费)"
# What makes an amount a condition by what stands behind its list.
_QUALIFIES = re.compile(
    rf"""^(?:\([^()]*\))?\s?(?:及)?(?:以上|以下|以内|之间)?(?:\([^()]*\))?\s?(?:
      的?(?:部分|之间)                                                      # 500万元以下部分, 500万元至1000万元之间的
      |的[,;。:·]|的\s*$                                                     # 投资1000万元以上的，给予…
      |的,?(?:一次性|分别|分档|每[^,;。]{{0,6}})?{_GIVES_NEXT}               # 500万元的奖励10万元
      |的[^,;。的]{{0,16}}?{lexicon.RECEIVER}(?!{_OF_A_GRANT})              # 2亿元以上的制造业企业
      |,?且(?!{AT_MOST}|最高|总额)|,?或者?(?=[^\d])|,?并(?=[^给予\d])
    )""",
    re.VERBOSE,
)
# Words after which an amount says what was reached, where a grant follows: 首次突破5亿元的, 年纳税满100万元.
_REACHED = re.compile(r"(?:达到?|突破|超过|满|为|在|完成|实现|首次|投资|额|收入|产值|纳税)[^,;。\d]{0,4}$")
_GIVES_NOW = re.compile(
    r"^(?:/[^,;。、\d]{1,6}?)?(?:的?(?:比例|标准|额度|幅度|上限))?[,的]?(?:一次性|分别|再|全额)*(?:给予|予以|奖励|奖补|补助|补贴|返补|补给|奖给|发给|"
    r"资助|贴息|返还|发放|核发|享受|支付|计发|补偿|报销|执行|可[拿领])"
)
# A standard or a share that is paid at once (按每人1500元的标准补给培训机构)
_AT_STANDARD = re.compile(r"(?:/[^,;。、\d]{1,6})?(?:的?(?:标准|比例))?(?:返补|[补奖发]给|核发|发放)")
# 按每片100元的标准,给予…
_STANDARD = re.compile(rf"(?:/[^,;。、]{{1,6}})?的?(?:{GRANTS})?标准\s?")
# 按照甲等40万元、乙等15万元的标准,给予…
_STANDARDS = re.compile(
    rf"(?:[、和][^,;。、\d]{{1,12}}\d[\d.]*[万亿]*元){{1,6}}(?:/[^,;。、]{{1,6}})?的?(?:{GRANTS})?标准"
)
_RATE_WORDS = re.compile(
    rf"(?:按照?|参照|依照|以(?![上下内])|最高|总额的|金额的|费用的|部分的)[^,;。]*$|(?:{AT_MOST}|{AT_LEAST})[^,;。\d]*$"
)
_WAGE = re.compile(r"^(?:的)?[^,;。]{0,14}(?:工资|失业保险金|薪酬|租金|房租|养老金|保险费|标准)")
# 发明专利3000元/件
_PER_ONE = re.compile(r"\s?/\s?[^\d,;。、()]{1,6}(?=[,;。、\s()]|$)")
_PER_UNIT = re.compile(r"^(?:\s*(?:/|每)[^,;。]{1,10}|\([^()]*\))?\s*(?:$|[,;。、\n)]|\.\s*(?:$|\n))")
_TOTAL_OF_ALL = re.compile(
    r"产值|收入|营收|注册资本|实缴|估值|投资(?!补|奖)|税收|贷款(?!贴|额度)|规模|总额|销售|出口|基金|面积|资产|利润|增加值"
)

# More than any one receiver gets where no verb says that it is given.
_SMALL = 50_000_000


def _is_small(candidate: Candidate) -> bool:
    return candidate.quantity.unit in MONEY and candidate.quantity.value < _SMALL


# The numbers of a statement are asked one after the other, so a few statements are enough.
_STATEMENTS = 64


class GrantRole(StrEnum):
    """What a number does in a subsidy sentence."""

    GRANT = "granted"
    TRIGGER = "threshold"
    LIMIT = "limit"


def grant_role(candidate: Candidate, clause: ClauseText, setting: Setting) -> GrantRole | None:
    """Tell what a number does in a statement that grants something.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
        setting: what the clause is read in.

    Returns:
        Its role, or None where the statement grants nothing or the number stands apart from the grant.
    """
    statement = clause.flat[candidate.statement.start : candidate.statement.end]
    verbs = [verb + candidate.statement.start for verb in _verbs(statement)]
    if candidate.kind is NumberKind.RANK:
        return None
    if candidate.kind is NumberKind.RATIO:
        between = SHARED_AMONG.match(candidate.behind) or _JOINTLY.search(candidate.segment.of(clause.flat))
        return None if between or is_ratio_reached(candidate) else GrantRole.GRANT
    if raises_standard(candidate) or raises_allowance(candidate) or bears_interest(candidate):
        return GrantRole.GRANT
    if is_home(candidate, clause) or may_be_lent(candidate) or (verbs and is_ceiling_of_base(candidate)):
        return GrantRole.GRANT
    if is_rate_of_step(candidate, clause, granting=setting.grants):
        return GrantRole.GRANT
    if is_listed_price(candidate, clause, setting) or is_borne_for_them(candidate, clause):
        return GrantRole.GRANT
    if is_size_of_class(candidate) or ((setting.gives or setting.grants) and is_paid_upon(candidate)):
        return GrantRole.TRIGGER
    if is_share_of_cost(candidate, clause, setting) or caps_share_of_cost(candidate, clause):
        return GrantRole.GRANT
    if not verbs:
        return _role_without_verb(candidate, clause, setting)
    if lowers_price(candidate, clause) or grants_variant(candidate, clause):
        return GrantRole.GRANT
    if is_earmarked(candidate) or is_budget(candidate) or is_level_share(candidate, clause):
        return None
    if is_total_paid(candidate, statement) or _is_charge(candidate):
        return None
    if is_only_once(candidate) or is_part_of_pot(candidate):
        return GrantRole.LIMIT
    if is_end_of_span(candidate) or is_paid_upon(candidate) or qualifies_to_apply(candidate, clause, verbs):
        return GrantRole.TRIGGER
    if candidate.left.endswith(("(含", "(不含")):
        return GrantRole.TRIGGER
    if (
        candidate.quantity.comparator is not Comparator.LE
        and candidate.quantity.unit not in RATES
        and counts_each(candidate)
        and any(verb > candidate.span.start for verb in verbs)
    ):
        return GrantRole.TRIGGER
    if candidate.kind is NumberKind.DURATION:
        wages = candidate.quantity.unit == "月" and _WAGE.match(candidate.after)
        return GrantRole.GRANT if wages or is_free_so_long(candidate) else None
    if is_quota_of_each(candidate):
        return GrantRole.GRANT
    if candidate.quantity.unit in AMOUNTS:
        return _amount_role(candidate, clause, verbs)
    return _count_role(candidate, clause, verbs)


@lru_cache(maxsize=_STATEMENTS)
def _verbs(statement: str) -> tuple[int, ...]:
    """Find where the verbs of a statement that grant something begin."""
    # 依据《…补助项目备案的通知》 grants nothing.
    words = _TITLED.sub(lambda title: "·" * len(title[0]), statement) if "《" in statement else statement
    return tuple(match.start() for match in lexicon.GRANT_VERB.finditer(words))


_TITLED = re.compile(r"《[^《》]*》")


def _role_without_verb(candidate: Candidate, clause: ClauseText, setting: Setting) -> GrantRole | None:
    """Take a sentence that only bounds the grant of one before it, and a bare amount under a heading that grants."""
    if candidate.quantity.unit not in AMOUNTS or candidate.kind is NumberKind.DURATION:
        return None
    if lowers_price(candidate, clause) or is_quota_of_each(candidate) or lends_at_most(candidate):
        return GrantRole.GRANT
    if _is_charge(candidate) or _SET_ASIDE.search(candidate.before):
        return None
    sentence = clause.flat[candidate.sentence.start : candidate.sentence.end]
    granting = lexicon.GRANT_VERB.search(sentence) is not None
    granting = granting or (setting.lists_grants and _is_small(candidate))
    listed = setting.grants_at(candidate.span.start)
    if not granting and not listed:
        return None
    if lexicon.CAP.search(candidate.before) or _FUNDS.search(candidate.left):
        return GrantRole.GRANT
    if lexicon.GRANT_NOUN.match(candidate.behind) and not _SET_ASIDE.search(candidate.before):
        return GrantRole.GRANT
    if candidate.quantity.comparator in SAYS_WHICH:
        return None
    if not listed and not _is_bare_amount(candidate):
        return None
    if _QUALIFIES.match(candidate.behind) or _TOTAL_OF_ALL.search(candidate.left):
        return None
    if _GROWS.search(candidate.left) or _REACHED_BY.search(
        clause.flat, candidate.sentence.start, candidate.span.start
    ):
        return None
    if candidate.quantity.unit in RATES and not _RATE_WORDS.search(candidate.before):
        return None
    return GrantRole.GRANT if _PER_UNIT.match(candidate.behind) else None


def _is_bare_amount(candidate: Candidate) -> bool:
    """初级工1000元、中级工1500元: no verb promises a result, and nothing sets the money aside."""
    if _SET_ASIDE.search(candidate.before):
        return False
    # 通过…认证的企业5万元: the verb only says who.
    if _RECEIVER_END.search(candidate.left):
        return True
    return find_predicate(candidate.left).kind is PredicateKind.BARE


# 到2025年，技术合同成交额达到60亿元: a goal, though the heading grants.
_REACHED_BY = re.compile(
    r"(?:到|至)\s?20\d\d年[^。;]{0,60}(?:达到?|突破|增至|(?:增加|提高|提升|增长)[到至]|实现)$"
)
# 劳动生产率年均增长2万元
_GROWS = re.compile(r"(?:增长|增收|下降|减少)[^,;。、\d]{0,3}$")
# 支持企业经费5万元
_FUNDS = re.compile(r"(?:支持|扶持)[^,;。、\d]{0,8}(?:经费|资金)$")
_RECEIVER_END = re.compile(rf"的[^,;。、\d]{{0,6}}{lexicon.RECEIVER}[:]?$")


def _amount_role(candidate: Candidate, clause: ClauseText, verbs: list[int]) -> GrantRole | None:
    start, end = candidate.span.start, candidate.span.end
    if _is_share_of_others(candidate, clause) or is_fund(candidate):
        return GrantRole.TRIGGER if is_fund_of_others(candidate, verbs) else None
    if is_compared(candidate):
        return GrantRole.TRIGGER
    if candidate.kind is NumberKind.WHOLE:
        own_verb = candidate.quantity.text != "全额" or _GIVEN_WHOLE.match(candidate.after)
        return GrantRole.GRANT if own_verb else None
    if _MOVED.search(candidate.left):
        return None
    own = any(candidate.segment.start <= verb < start for verb in verbs)
    later = any(verb >= end for verb in verbs)
    given = lexicon.GRANT_NOUN.match(candidate.behind) is not None
    gives_now = given or _AT_STANDARD.match(candidate.behind) or _is_rate(candidate)
    if _QUALIFIES.match(candidate.behind) and not gives_now:
        return GrantRole.TRIGGER
    if _EACH_IS.fullmatch(candidate.left) and any(verb < start for verb in verbs):
        return GrantRole.GRANT
    if own and is_in_receiver(candidate, clause, verbs):
        return GrantRole.TRIGGER
    if own or (lexicon.CAPPED.search(candidate.before) and any(verb < start for verb in verbs)):
        return GrantRole.GRANT
    if _BUDGETED.search(candidate.left) and candidate.quantity.comparator is Comparator.EQ and not given:
        return None
    if _SET_ASIDE.search(candidate.before) and not _leads_to_grant(candidate, clause, verbs):
        return None
    if lexicon.RAISED_TO.search(candidate.left) and any(verb < start for verb in verbs):
        return GrantRole.GRANT
    before = candidate.before[: len(candidate.before) - (start - candidate.first.start)]
    prize = candidate.quantity.comparator not in SAYS_WHICH and (
        _PRIZE.search(candidate.before) or _PER_EACH.search(before)
    )
    if given or lexicon.CAP.search(candidate.before) or prize:
        return GrantRole.GRANT
    if later and (
        _GIVES_NOW.match(candidate.behind)
        or _STANDARD.fullmatch(candidate.behind)
        or _STANDARDS.match(candidate.after)
        or _is_rate(candidate)
    ):
        return GrantRole.GRANT
    if later and _ONLY_IF.search(candidate.before) and not own:
        return GrantRole.TRIGGER
    if _aims(candidate, clause):
        return None
    if _goes_on_giving(candidate, clause):
        return GrantRole.GRANT
    if candidate.quantity.comparator is Comparator.LE and _SHARE_OF_ALL.search(candidate.left):
        return None
    if _stands_apart(candidate, clause, verbs):
        return None
    if candidate.quantity.unit in MONEY and _PER_ONE.match(candidate.after):
        return None if _TOTAL_OF_ALL.search(candidate.left) else GrantRole.GRANT
    if later and not any(verb < start for verb in verbs):
        return GrantRole.TRIGGER
    if later and _REACHED.search(candidate.left) and _leads_to_grant(candidate, clause, verbs):
        return GrantRole.TRIGGER
    return _carried_role(candidate)


def _stands_apart(candidate: Candidate, clause: ClauseText, verbs: list[int]) -> bool:
    """基金规模达到5亿元，对不良贷款按50%补偿; 比例提高至30%，结余经费奖励团队: what is reached leads to no grant."""
    if lexicon.RAISE_TO.search(candidate.left):
        return True
    # 推动链长制全覆盖，对新认定的企业奖励10万元
    reached = "覆盖" in candidate.quantity.text or lexicon.REACH_END_STRICT.search(candidate.left)
    if not reached or not _PER_UNIT.match(candidate.behind):
        return False
    later = next((verb for verb in verbs if verb >= candidate.span.end), None)
    return later is not None and _OTHER_RECIPIENT.search(clause.flat[candidate.span.end : later]) is not None


def _aims(candidate: Candidate, clause: ClauseText) -> bool:
    """今年力争成交额达到150亿元，…，兑现奖补资金: an aim is no condition of what follows it."""
    statement = clause.flat[candidate.statement.start : candidate.span.start]
    return _AIM.search(statement) is not None and not statement.lstrip().startswith("对")


# 只要全年薪酬在10万元以上,县里就补给企业: what is asked for
_ONLY_IF = re.compile(r"(?:^|[\s“])(?:只要|凡是?|如果?|若)(?!干)")
_AIM = re.compile(r"力争|确保|今年|全年|到\d{4}年|努力|目标")


def _goes_on_giving(candidate: Candidate, clause: ClauseText) -> bool:
    """…每年资助50万元；博士后工作站50万元，每进站1名…: a bare amount after a grant of the same sentence is another."""
    if candidate.quantity.unit not in MONEY or candidate.quantity.comparator is not Comparator.EQ:
        return False
    if _REACHED.search(candidate.left) or _TOTAL_OF_ALL.search(candidate.left):
        return False
    earlier = lexicon.GRANT_VERB.search(clause.flat, candidate.sentence.start, candidate.span.start)
    return (
        earlier is not None and _PER_UNIT.match(candidate.behind) is not None and _is_bare_amount(candidate)
    )


def _is_rate(candidate: Candidate) -> bool:
    """Tell a rate that is applied (按投资额的5%，给予…) from a share that says which."""
    if candidate.quantity.unit not in RATES:
        return False
    if candidate.quantity.comparator in SAYS_WHICH:
        return lexicon.RATE_OF.search(candidate.before) is not None
    return _RATE_WORDS.search(candidate.before) is not None


def _carried_role(candidate: Candidate) -> GrantRole | None:
    """Take a further amount of a grant named before (…20万元，省级10万元), unless a verb promises a result."""
    if candidate.quantity.comparator is Comparator.LE or lexicon.CAPPED.search(candidate.before):
        return GrantRole.GRANT
    states = lexicon.STOCK.search(candidate.left) or lexicon.GROWTH.search(candidate.left)
    if states and not _GRANT_STEM.search(candidate.left):
        return None
    predicate = find_predicate(candidate.left)
    becomes = candidate.quantity.unit in MONEY and _BECOMES.fullmatch(predicate.verb) is not None
    if predicate.kind is PredicateKind.BARE or becomes:
        return GrantRole.GRANT
    return GrantRole.TRIGGER if candidate.after.lstrip().startswith("的") else None


_GIVEN_WHOLE = re.compile(rf"扶持|支持|{lexicon.GRANT_VERB.pattern}", re.VERBOSE)
# 补助分为七档,依次为50万元、40万元
_EACH_IS = re.compile(r"\s?(?:依次|分别|各|标准|额度|金额)*为\s?")
# 首次认定奖励20万元，重新认定10万元: what one becomes, no result that is promised.
_BECOMES = re.compile(rf"(?:新|重新)?(?:{lexicon.TITLED}|获得)")


def _is_share_of_others(candidate: Candidate, clause: ClauseText) -> bool:
    if _SHARE_OF_INCOME.match(candidate.after) or _INCOME_SHARE.search(candidate.before):
        return True
    if candidate.quantity.unit in RATES and _EXTRACTED.search(candidate.left):
        return True
    statement = clause.flat[candidate.span.end : candidate.statement.end]
    return bool(_TAKEN_OUT.search(candidate.before) and _GIVEN_ON.match(statement))


def _is_charge(candidate: Candidate) -> bool:
    """对500万元以下项目收取的担保费率不超过1%: a bound on what others charge."""
    if _GIVES_NOW.match(candidate.behind) or lexicon.GRANT_NOUN.match(candidate.behind):
        return False
    return bounds_charge(candidate)


# 市财政同企业以1:1出资: neither gives to the other.
_JOINTLY = re.compile(rf"(?:同|与|和)[^,;。]{{0,16}}出资|共同出资|比例(?:为|{AT_LEAST}|达到)")
# 撬动金融支持25亿元: money that others are to bring is a result.
_MOVED = re.compile(r"(?:撬动|带动|引导|吸引)[^,;。、\d]{0,14}$")
# 优秀比例不超过30%，对优秀的奖励1万元
_SHARE_OF_ALL = re.compile(r"(?:比例|占比|比重)(?:一般|原则上)?$")


def _leads_to_grant(candidate: Candidate, clause: ClauseText, verbs: list[int]) -> bool:
    """Tell whether the number stands in a condition that runs straight into the grant (…1000万元以上，给予…)."""
    later = next((verb for verb in verbs if verb >= candidate.span.end), None)
    if later is None or _PROMISE.search(candidate.before):
        return False
    return not _NEW_RECIPIENT.search(clause.flat[candidate.span.end : later])


# 每轮选拔15名左右，分别给予…: how many are chosen is a promise of its own.
_CHOSEN = re.compile(r"选拔|遴选|评选|择优|选树|评定|推荐|表彰|认定|申报|选出|资助|支持|奖励")


def _count_role(candidate: Candidate, clause: ClauseText, verbs: list[int]) -> GrantRole | None:
    comparator, unit = candidate.quantity.comparator, candidate.quantity.unit
    if is_size_of_home(candidate):
        return GrantRole.TRIGGER
    if is_room(candidate) and any(verb < candidate.span.start for verb in verbs):
        return GrantRole.GRANT
    if _QUALIFIES.match(candidate.behind):
        return GrantRole.TRIGGER
    if comparator is Comparator.LE or lexicon.CAP.search(candidate.left):
        return _limit_role(candidate)
    if not any(verb >= candidate.span.end for verb in verbs):
        return None
    if candidate.before.lstrip().startswith(("对", "凡")):
        return GrantRole.TRIGGER
    if _OF_RECEIVER.match(candidate.after) and "对" in candidate.before:
        return GrantRole.TRIGGER
    if unit in lexicon.RECIPIENTS and _CHOSEN.search(candidate.before) and comparator is not Comparator.GE:
        return None
    # 全职引进1名院士,奖励用人单位100万元: what must come for each payment
    if (
        candidate.quantity.value == 1
        and comparator is Comparator.EQ
        and _PAID_FOR_ONE.match(clause.flat, candidate.span.end, candidate.statement.end)
    ):
        return GrantRole.TRIGGER
    if _aims(candidate, clause):
        return None
    reached = _COUNT_REACHED.search(candidate.left) is not None
    bounded = comparator not in (Comparator.EQ, Comparator.APPROX) or reached
    # 游览5个景区,住宿1晚的,奖励…: what no verb promises is a condition too.
    rest = clause.flat[candidate.span.end : candidate.statement.end]
    bare = find_predicate(candidate.left).kind is PredicateKind.BARE and _GIVES_SUM.search(rest) is not None
    bounded = bounded or (bare and not candidate.left.endswith(("以上", "以下", "上述")))
    return GrantRole.TRIGGER if bounded and _leads_to_grant(candidate, clause, verbs) else None


# 市财政对新建的3000头规模养殖场补贴600万元
_OF_RECEIVER = re.compile(rf"[^,;。\d]{{2,14}}(?:每[^,;。\d]{{1,4}})?(?:{GRANTS}|给予)(?:\d|最高|{AT_MOST})")
_GIVES_SUM = re.compile(rf"(?:给予|{GRANTS}|奖|补)[^,;。\d]{{0,12}}\d[\d.]*[万亿]*元")
_PAID_FOR_ONE = re.compile(
    rf"[^,;。\d]{{1,24}}(?:的)?,(?:可|再|一次性|最高)*(?:给予|{GRANTS}|奖|补)[^,;。\d]{{0,16}}\d[\d.]*[万亿]*元"
)
# 业户数量达到200个,给予20万元
_COUNT_REACHED = re.compile(r"(?:达到?|满)$")


def _limit_role(candidate: Candidate) -> GrantRole | None:
    """Tell a limit on recipients or area (每年不超过10家) from what qualifies (120平方米以下住房)."""
    if candidate.quantity.unit in TIMES:
        return None
    if candidate.quantity.text.endswith(("以下", "以内")) and not _PER_UNIT.match(candidate.behind):
        return GrantRole.TRIGGER
    return GrantRole.GRANT if candidate.quantity.unit in AREAS else GrantRole.LIMIT
