"""Money that is set aside, paid out in all, put into a fund or shared by levels: no grant to anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.measure_words import MONEY
from policycmp.models import Comparator
from policycmp.targets.grants.receivers import SAYS_WHICH

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText


def is_budget(candidate: Candidate) -> bool:
    """设立会展业奖补资金1000万元: the size of what is set aside, though its name says what it is for."""
    if candidate.quantity.unit not in MONEY:
        return False
    if sets_aside_yearly(candidate) or is_pool(candidate):
        return True
    if _SIZE_OF_BUDGET.search(candidate.left) or _GIVEN_OUT.search(candidate.left):
        return True
    if raises_budget(candidate):
        return True
    if _goes_on_setting_aside(candidate) or is_given_over_policy(candidate):
        return True
    if candidate.quantity.value >= _VOUCHERS_IN_ALL and _VOUCHERS.search(candidate.left):
        return True
    if candidate.segment.start == candidate.sentence.start and _TOTAL_OF_BUDGET.search(candidate.before):
        return True
    # 拿出10亿元人才资金和5亿元科技资金
    verb = candidate.before if _AND_FUND.fullmatch(candidate.left) else candidate.left
    return _TAKES_OUT.search(verb) is not None and _NAMED_FUND.match(candidate.after) is not None


def sets_aside_yearly(candidate: Candidate) -> bool:
    """Tell what the treasury holds ready each year (县财政每年预算200万元, 市财政每年发放消费券2000万元).

    Args:
        candidate: the quantity in its place.
    """
    return candidate.quantity.unit in MONEY and _TREASURY_YEARLY.search(candidate.before) is not None


def is_pool(candidate: Candidate) -> bool:
    """Tell how large a pool of money is to be (转贷资金池为8000万元, 专项资金规模为4500万元).

    Args:
        candidate: the quantity in its place.
    """
    return candidate.quantity.unit in MONEY and _IS_POOL.search(candidate.left) is not None


def raises_budget(candidate: Candidate) -> bool:
    """Tell what a fund is raised to (专项资金由每年800万元增加到每年1500万元), where it is not one receiver's.

    Args:
        candidate: the quantity in its place.
    """
    return candidate.quantity.unit in MONEY and _RAISED_BUDGET.search(candidate.before) is not None


_RAISED_BUDGET = re.compile(
    r"(?:资金|经费|基金|预算|盘子)(?:总?规模|总额|总量|安排)?[由从](?:原来的|原)?(?:每年|年)?\d[\d.]*[万亿]+元"
    r"(?:提高|增加|扩大|提升|调增|增|升|扩)[到至](?:每年)?$"
)
_TREASURY_YEARLY = re.compile(
    rf"""财政[^,;。\d给]{{0,6}}每年[^,;。\d给对]{{0,8}}(?:安排|列支|预算|设立|发放|统筹|筹集|整合)
      [^,;。\d给]{{0,14}}(?:{AT_LEAST})?$
    | 财政[^,;。\d给]{{0,4}}(?:预算|列支)[^,;。\d给]{{0,10}}$
    | 财政[^,;。\d给]{{0,6}}(?:统筹|安排|设立|整合|列支)[^,;。\d给]{{0,16}}(?:资金|经费|基金)每年$
    | ^(?:每年|年度)(?:统筹|安排|列支|筹集|预算)(?:{AT_LEAST})?$           # 设立扶持资金,每年安排2000万元,用于…
    | 专项(?:资金|经费)每年(?:安排|列支)?(?:{AT_LEAST})?$                # 保护专项经费每年不少于300万元""",
    re.VERBOSE,
)
# 转贷资金池为8000万元
_IS_POOL = re.compile(
    r"(?:(?:资金池|风险池|周转金)(?:总?规模)?|专项资金总?规模)(?:为|达到?)$|(?:年度|每年)(?:发放|安排|投放)(?:总?规模|总额)(?:为|达到?)?$"
)


def _goes_on_setting_aside(candidate: Candidate) -> bool:
    """每年设立500万元的专项经费、100万元的补助资金: the next of a list of what is set aside."""
    listed = _SETS_ASIDE_LIST.search(candidate.before)
    return listed is not None and _NEXT_FUND.match(candidate.after) is not None


_SETS_ASIDE_LIST = re.compile(
    r"(?:每年|财政)(?:将|度|预算|财政|分别)*(?:设立|安排|列支)(?:[\d.]+[万亿]*元的?[^,;。\d给]{2,24}[、和及])+$"
)
_NEXT_FUND = re.compile(r"的?[^,;。、\d]{0,20}(?:资金|基金|经费)(?=[、,;。和及]|用于|$)")


def is_given_over_policy(candidate: Candidate) -> bool:
    """Tell what a whole policy gives, to nobody in particular (从种苗、加工等6个方面给予2800万元的资金扶持).

    Args:
        candidate: the quantity in its place.
    """
    if candidate.quantity.unit not in MONEY or "方面给予" not in candidate.left:
        return False
    if candidate.quantity.value < _PAID_TO_MANY or candidate.before.lstrip().startswith("对"):
        return False
    return _OVER_POLICY.search(candidate.before) is not None


_OVER_POLICY = re.compile(r"从[^;。对]{4,90}(?:等)?(?:\d{1,2}|[两三四五六七八九十]{1,2})(?:个|大)?方面给予$")
_SIZE_OF_BUDGET = re.compile(
    r"(?:设立|安排|列支|统筹|整合|筹集|投放|拿出|预算|落实|下达)(?!给予)[^,;。\d]{0,24}(?:资金|基金|经费)(?:总?规模|总额)?"
    rf"(?:共|约|{AT_LEAST}|{AT_MOST})?$"
)


# 补贴资金总额1亿元, 共发放5000万元补贴: not what one of many may get at most.
_TOTAL_OF_BUDGET = re.compile(
    rf"^(?![^,;。]*(?:每|单[个家户]|同一|个人|累计|最高|{AT_MOST}|项目))[^,;。\d]{{0,12}}(?:资金|补贴|奖励|奖补)总额(?:度)?(?:为|共|人民币)*$"
)
_GIVEN_OUT = re.compile(r"共(?:计)?发放$|切块(?:安排)?$")
# 发放消费券2000万元, “算力券”每年发放1亿元: more than one of many may get.
_VOUCHERS = re.compile(
    r"(?:发放|投放|派发|推出|安排|兑付)[^,;。\d]{0,16}券[”\"]?$|(?:计划|拟|再|将)发券$"
    r"|券[”\"]?(?:每年|年度|全年|总|累计|合计)*(?:发放|投放|派发|安排|额度|规模)(?:总额|规模)?(?:为|达|共|约)*$"
)
_VOUCHERS_IN_ALL = 1_000_000
_TAKES_OUT = re.compile(
    r"(?:拿出|投放|统筹|筹集|(?<!对)[^,;。\d]{0,8}财政(?:将|计划|拟|每年|累计|统筹|预算)*安排)[^,;。]{0,4}$|拿出\d[^,;。]{2,20}(?:资金|基金)[和、]$"
)
_AND_FUND = re.compile(r"[^,;。\d]{2,12}(?:资金|基金)[和、]")
_NAMED_FUND = re.compile(r"的?[^,;。\d]{0,14}(?:资金|基金)(?!补助|支持|奖励|扶持)")


def shares_treasury(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell what a level of government bears of a grant, or how much of a fund may go to one kind of payments.

    Args:
        candidate: the quantity in its place.
        clause: the clause cut up.
    """
    return is_level_share(candidate, clause) or is_part_of_pot(candidate)


def is_part_of_pot(candidate: Candidate) -> bool:
    """Tell how much of a fund may go to one kind of payments (补贴总额最高按就业资金总额的15%安排).

    Args:
        candidate: the quantity in its place.
    """
    if candidate.quantity.unit != "%":
        return False
    if _OF_PURSE.search(candidate.before):
        return True
    return _PAID_FROM.match(candidate.after) is not None and _OF_POT.search(candidate.before) is not None


_OF_POT = re.compile(
    r"(?:补贴|补助|奖励|奖补|资助|经费|费用?|资金)(?:资金)?(?:总额|支出|规模)?[^,;。\d]{0,10}(?:按|占|控制在)[^,;。\d]{0,14}"
    r"(?:资金|预算|经费|奖励|收入|总额)(?:总额|规模|总量)?的$"
)
# 奖补资金总额不得超过当年预算的20%
_OF_PURSE = re.compile(
    rf"(?:资金|总额|经费)[^,;。\d]{{0,6}}(?:{AT_MOST}|控制在)(?:当年|年度|本级|同级|财政|专项|就业|科技|补助|奖补|的)+(?:资金|预算|经费|收入)(?:总额|总量|规模)?的$"
)
_PAID_FROM = re.compile(r"(?:以内|左右)?的?(?:比例)?(?:安排|列支|控制|提取|计提|掌握|支出)")


def is_level_share(candidate: Candidate, clause: ClauseText) -> bool:
    """省级补助50%，其余由市县分担: what one level of government bears of a grant."""
    if candidate.quantity.unit != "%":
        return False
    if _BOTH_GIVE.search(candidate.left):
        return True
    if _bears_next(candidate):
        return True
    if _PUTS_UP.search(candidate.left):
        rest = clause.flat[candidate.span.end : candidate.sentence.end]
        return _PUT_UP_SO.match(rest) is not None
    if not _LEVEL_GIVES.search(candidate.left):
        return False
    return _REST.search(clause.flat, candidate.span.end, candidate.sentence.end) is not None


_LEVEL_GIVES = re.compile(
    r"(?P<name>(?:中央|省级?|市级?|县级?|区级?|州级?)(?:财政)?)(?:各|分别)?(?:补助|承担|负担|出资|配套)(?:比例为?)?$"
    r"|由(?P<bearer>农户|个人|村集体|投保人|参保人|业主|用户|单位|企业|[\u4e00-\u9fff]{2}单位)(?:自行)?(?:承担|负担|分担|分摊)$"
)
# 由省财政承担60%、县区承担40%: the next who bear
_BEARS_NEXT = re.compile(
    r"[\s、,;和及]*(?:其余)?由?(?P<name>[\u4e00-\u9fff]{2,10}?)(?:各|分别)?(?:承担|负担|分担|分摊)"
)
_BEARS_FIRST = re.compile(r"(?:承担|负担|分担|分摊)$")


def _bears_next(candidate: Candidate) -> re.Match[str] | None:
    before = candidate.previous
    if before is None or before.sentence != candidate.sentence or before.quantity.unit != "%":
        return None
    return _BEARS_NEXT.fullmatch(candidate.left) if _BEARS_FIRST.search(before.left) else None


# 按市财政出7成、单位出3成的比例
_PUTS_UP = re.compile(r"(?:^|按照?|由|[、,;和])(?P<name>[\u4e00-\u9fff]{2,10}?)出(?:资)?$")
_PUT_UP_SO = re.compile(
    r"(?:[、,和][\u4e00-\u9fff]{2,12}出(?:资)?\d[\d.]*%){0,3}的?比例(?:执行|承担|分担|分摊|负担|筹集|出资|落实|安排|支付|拨付)"
)
# 补贴由自治区和盟市各承担50%, 市财政和区财政按照各50%的比例给予奖励
_BOTH_GIVE = re.compile(
    r"(?:比例)?(?:由)?(?P<name>[\u4e00-\u9fff]{1,8}?(?:和|与|及|、)[\u4e00-\u9fff]{1,6}?)"
    r"(?:各(?:自)?(?:承担|负担|分担|分摊)|(?:(?<=财政)|(?<=政府)|(?<=[两三]级))按照?(?:比例)?各(?:自|按)?)$"
)
_REST = re.compile(
    r"(?:其余|剩余|不足|余下)[^,;。]{0,10}由|[,、](?:其余)?(?:市|县|区|州|乡镇)[^,;。\d]{0,12}(?:补助|承担|负担|出资|配套)"
)


def level_that_gives(candidate: Candidate) -> str | None:
    """Name the level of government whose share of a grant a number is (省级 in 省级补助50%).

    Args:
        candidate: such a share.

    Returns:
        The level as the text names it, or None.
    """
    match = _BOTH_GIVE.search(candidate.left) or _PUTS_UP.search(candidate.left) or _bears_next(candidate)
    if match:
        return match["name"]
    match = _LEVEL_GIVES.search(candidate.left)
    return match["name"] or match["bearer"] if match else None


def is_fund(candidate: Candidate) -> bool:
    """设立总规模不低于2亿元的引导资金，用于奖励: the size of a fund, whatever it is for."""
    return _FUND_SIZE.search(candidate.before) is not None and _FUND.match(candidate.behind) is not None


def is_fund_of_others(candidate: Candidate, verbs: list[int]) -> bool:
    """支持孵化器设立规模不低于1000万元的种子基金，按…给予补助: how large a fund must be to be helped."""
    return (
        candidate.quantity.comparator in SAYS_WHICH
        and _HELPED.match(candidate.before) is not None
        and any(verb >= candidate.span.end for verb in verbs)
    )


_HELPED = re.compile(
    r"[\s\d.、()一二三四五六七八九十]{0,8}(?:支持|鼓励|引导|对)[^,;。]{2,16}(?:设立|组建|成立|发起)"
)


def is_total_paid(candidate: Candidate, statement: str) -> bool:
    """发放创新券1000万元: what is paid out in all, to nobody in particular, is a target."""
    if candidate.quantity.unit in MONEY and is_paid_in_all(candidate):
        return not _OF_THOSE.search(statement)
    return (
        candidate.quantity.unit in MONEY
        and bool(_PAID_OUT.search(candidate.left))
        and not re.search(r"对|给予|每[家户人个月年]|一次性|连续|符合条件|标准", statement)
    )


def is_paid_in_all(candidate: Candidate) -> bool:
    """Tell more than any one gets (为困难人员发放社保补贴1200万元, 兑现人才奖励600万元) from what each may get.

    Args:
        candidate: the quantity in its place.
    """
    if candidate.quantity.unit not in MONEY or candidate.quantity.value < _PAID_TO_MANY:
        return False
    bounded = candidate.quantity.comparator in (Comparator.LE, Comparator.LT)
    return not bounded and _PAYS.search(candidate.left) is not None and not _TO_ONE.search(candidate.before)


_PAID_TO_MANY = 2_000_000
_PAYS = re.compile(
    r"(?<!一次性)(?:发放|兑现|拨付|落实|投放|返还|减免)(?!给予)[^,;。、\d的]{0,14}"
    r"(?:补贴|补助|奖励|奖补|奖|返还|贷款|贷”?|资金|津贴|税费|税|租金|房租|券)(?:共|约)?$"
)
# What tells who gets it, or that each does.
_TO_ONE = re.compile(
    rf"对|给予|向|每|分别|各|最高|{AT_MOST}|合格|通过|标准|单[个家户]|一次性(?:发放|兑现|拨付)|额度"
)
_OF_THOSE = re.compile(r"的,|对[^,;。]{2,24},|每[家户人名个]")
_FUND_SIZE = re.compile(r"(?:设立|组建|成立|建立|发起|整合)[^,;。]{0,24}$")
_FUND = re.compile(r"的?[^,;。\d]{0,20}(?:基金|资金(?!补助|支持|奖励|扶持)|资金池|母基金)")
_PAID_OUT = re.compile(r"(?:发放|兑现)[^,;。、\d]{2,12}$")
