"""Parts of one payment, and how often an office acts: told beside a grant, they are none of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import AMOUNTS, RATES
from policycmp.models import Comparator
from policycmp.targets.modality import is_only_once

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

# 分别按应奖励额的30%、30%和40%兑现; 首期拨付50%; (第一年5万元，第二年3万元): parts of one payment.
_PART_OF_PAYMENT = re.compile(
    r"(?:应(?:奖励|补助|补贴|资助|兑现)[^,;。]{0,4}(?:额|资金|金额)|(?:奖励|补助|补贴|资助|奖补|扶持|"
    r"支持)(?:资金)?(?:总额|总金额|款项|经费总额)|核定[^,;。]{0,8}(?:额|资金))的?(?:\d+%[、和及\s]*)*$"
)
_PAID_IN_PARTS = re.compile(
    r"(?:首付|首期|首年|次年|首笔|首批|先行?|预先?|提前|余款|尾款|剩余|其余|余下|第\s?[一二三四五\d]\s?(?:期|批|年度?)(?:[、和]第[一二三四五]年度?)*[底末初]?|[当次首]年年?[底末]|中期|验收(?:合格|"
    r"通过)?后?|再次?|分[\d一二两三四五]?[期批次年])[^,;。]{0,10}(?:拨付|支付|兑现|发放|拨款|给付|付清|"
    r"预拨|下达)[^,;。]{0,10}$"
)
# 奖励在评定当年兑现60%
_THAT_YEAR = re.compile(r"(?:当年|次年|首年)年?底?(?:兑现|拨付|支付|发放)\s?$")
# 立项后拨付60%, 分三年按40%、30%、30%兑现
_PAID_AFTER = re.compile(
    r"(?:立项|签约|签订|备案|认定|开工|投产|竣工|验收|考核|评审|评估|评价)[^,;。]{0,8}后[^,;。]{0,4}(?:拨付|支付|兑现|发放)[^,;。]{0,6}$"
)
# 资助资金分三年拨付,首次资助不超过50万元
_FIRST_OF_MANY = re.compile(r"分[^,;。]{0,3}[年期次批]拨付,(?:首[次年期]|第[一二三四、]+年?度?)[^,;。]{0,6}$")
_SPLIT = re.compile(r"分(?!别)[^,;。]{0,3}[年期次批](?:度)?(?:按|各)?[^,;。]{0,24}$")
_SPLIT_PAID = re.compile(r"的?(?:比例)?(?:兑现|拨付|支付|发放|给付|兑付)")
# 按照40%、30%、30%的比例分三年补助到位
_SPLIT_BEHIND = re.compile(r"的?比例,?分[\d一二两三四五]{1,2}[年期次批]")
# 按10万元、20万元分两年兑现
_LIST_SPLIT_BEHIND = re.compile(r",?分[\d一二两三四五]{1,2}[年期次批](?:兑现|拨付|支付|发放|给付|补助)")
_YEAR_OF_TERM = re.compile(r"(?:第\s?[一二三四五\d]\s?|当|首|次)年(?:度)?[^,;。]{0,20}$")
# 每次发放金额分别为20万元、10万元: what comes at once of a sum told before
_EACH_TIME = re.compile(
    r"每(?:次|期|批|笔|一次|一期)(?:的)?(?:发放|拨付|兑付|兑现|支付|给付|领取)[^,;。]{0,30}$|每(?:次|期|批)(?:发放|拨付|支付|兑现)?(?:额|金额)[^,;。]{0,24}$"
    r"|分[\d一二两三四五六七八九十]{1,2}[年期次批][^,;。]{0,10}(?:发放|拨付|兑付|兑现|支付|给付),?(?:每年|每期|每次)[^,;。\d]{0,10}$"
)
# 每年集中办理一次, 分两次拨付: how often the office acts.
_OFFICE_ACTS = re.compile(
    r"(?:发放|拨付|兑付|兑现|支付|给付|办理|受理|审核|审定|核定|结算|清算|申报|申请|申领|征集|评审|公布|动态调整|报送)(?:资金|奖金|补贴|补助)?$"
)
_TIMES_DIVIDED = re.compile(r"分\d?$|分[^,;。\d]{0,4}$")
# 资助分两个阶段开展,即实审时先资助3000元,授权后再资助2000元
_IN_STEPS = re.compile(r"分[两二三四\d]个?(?:阶段|次|期|批)[^;。]{0,12},[^;。]*(?:先|再|后)[^,;。]{0,8}$")
# 分2年兑付,首年60%、次年40%: the years of a sum that is divided
_DIVIDED_OVER = re.compile(
    r"分[^,;。]{0,3}[年期次批](?:度)?(?:按比例)?(?:兑付|兑现|拨付|发放|支付|给付|下达|到位)"
)
_SHARE_OF_YEAR = re.compile(
    r"(?:首|次|末|当|第[一二三四五\d])[年期笔批次](?:度)?(?:分别)?(?:按|拨付|兑付|兑现|发放|支付|给付)?(?:\d[\d.]*%[、和及])*$"
)
# 到岗满1年发30%,满3年发30%; 先按50%切块下达
_PAID_WHEN_FULL = re.compile(
    r"满[一二两三四五六\d]{1,2}(?:年|个月)(?:后|时)?(?:再)?(?:发放?|拨付|兑现|支付|兑付)$"
)
_FIRST_PART = re.compile(r"先(?:期|行)?按$")
_HANDED_DOWN = re.compile(r"(?:的?比例)?(?:预|切块)?(?:下达|拨付|预拨|兑付|发放)")
# 其中补贴资金50%待项目投产后兑现, 余下40%在验收后拨付: behind the share what it waits for.
_PART_OF_SUM = re.compile(
    r"(?:其中|余下|其余|剩余|另外?|余额)[^,;。\d]{0,4}(?:奖补|补贴|补助|奖励|资助|扶持|支持)?(?:资金|金额|部分|款项)?的?$"
)
_WAITS = re.compile(
    r"的?,?(?:待|在|于|等)?[^,;。\d]{2,24}(?:后|时|的),?(?:再|予以|一次性|据实)*(?:兑现|拨付|支付|发放|给付|兑付|付清)"
)
# 每年兑现五分之一, 首次拨付比例为50%
_SHARE_EACH_YEAR = re.compile(
    r"每[年期次批](?:兑现|发放|拨付|支付|给付|兑付)$|(?:首次|首期|首笔|首批)[^,;。\d]{0,4}(?:拨付|兑现|支付|发放|兑付)(?:的?比例)?(?:为|是)?$"
)
# 设备进场时付三成,投产时付清; 签约先拨四成,验收再拨六成; 通过后拨付余下的30%
_DOWN_PAYMENT = re.compile(
    r"(?:时|后)(?:先)?(?:支)?付$|(?:先|再|另|后)(?:期|行)?[付拨兑发]$"
    r"|(?:拨付|兑付|支付|发放|兑现)(?:余下|剩余|其余|余)(?:部分|款项|资金)?的?$"
)


def is_instalment(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell a part of one payment from a grant of its own.

    Args:
        candidate: the quantity in its place.
        clause: the clause cut up.
    """
    if candidate.quantity.unit not in AMOUNTS:
        return False
    before = candidate.before
    if _paid_each_time(candidate, clause):
        return True
    if candidate.quantity.unit in RATES and _is_share_paid(candidate, clause):
        return True
    if _PAID_IN_PARTS.search(before):
        return True
    if paid := _PAID_AFTER.search(before):
        # 备案后兑现60万元: all of it, where no larger sum was told
        whole = candidate.quantity.unit not in RATES and "兑现" in paid.group()
        if not whole or _is_part_of_sum(candidate):
            return True
    told = (candidate.sentence.start, candidate.span.start)
    if clause.flat.find("拨付,", *told) >= 0 and _FIRST_OF_MANY.search(clause.flat, *told):
        return True
    if _SPLIT.search(before) and _SPLIT_PAID.match(candidate.behind):
        return True
    statement = clause.flat[candidate.statement.start : candidate.span.start]
    if "分" in statement and _IN_STEPS.search(statement):
        return True
    if _IN_STAGES.search(clause.flat, *told) and _has_larger_before(candidate, clause):
        return True
    if _GIVEN_FIRST.search(before) and _MADE_UP_LATER.match(clause.flat, candidate.span.end):
        return True
    if _PART_OF_SUM.search(before) and _WAITS.match(candidate.after):
        return True
    if _PAID_WHEN_FULL.search(before) and _is_part_of_sum(candidate):
        return True
    if _SPLIT_BEHIND.match(candidate.behind):
        return True
    if candidate.is_listed and _LIST_SPLIT_BEHIND.match(candidate.behind):
        return True
    return clause.opening_mark(candidate.span) == "(" and _YEAR_OF_TERM.search(before) is not None


# 市级奖励可分阶段申请:签约后奖励30万元,投产后奖励70万元, where the whole was told before
_IN_STAGES = re.compile(
    r"分(?:[\d一二两三四五]个?)?(?:阶段|步骤?|批次?|[期次])(?:申[请领报]|兑[现付]|拨付|发放|给予|奖励|享受)[^。;,]{0,12}[:,]"
)
# 先给予20万元奖励,投产后再按上述标准补齐
_GIVEN_FIRST = re.compile(r"先(?:期|行)?(?:给予|奖励|补助|补贴|资助|奖补)$")
_MADE_UP_LATER = re.compile(
    r"[^。;\d]{2,40}(?:补[齐足差]|(?:拨付|给予|兑现|兑付)(?:余款|差额|余额|剩余部分))"
)


def _has_larger_before(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell whether the clause told a larger sum of the same unit before the sentence."""
    return any(
        quantity is not None
        and quantity.unit == candidate.quantity.unit
        and quantity.value > candidate.quantity.value
        for span, _, quantity in clause.mentions
        if span.end <= candidate.sentence.start
    )


def _is_share_paid(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell the share of a sum that is paid at a time (首年60%、次年40%; 满3年发30%)."""
    before = candidate.before
    if (
        _PART_OF_PAYMENT.search(before)
        and candidate.quantity.comparator is not Comparator.LE
        and _PAYS.search(candidate.after + before)
    ):
        return True
    if _SHARE_EACH_YEAR.search(before):
        return True
    if _THAT_YEAR.search(before) or _PAID_WHEN_FULL.search(before) or _DOWN_PAYMENT.search(before):
        return True
    if _FIRST_PART.search(before) and _HANDED_DOWN.match(candidate.after):
        return True
    if _PAYS_OUT.search(before) and _OF_A_PART.search(
        clause.flat, candidate.statement.start, candidate.span.start
    ):
        return True
    if not _SHARE_OF_YEAR.search(before):
        return False
    return _DIVIDED_OVER.search(clause.flat, candidate.sentence.start, candidate.span.start) is not None


# 第一期资金在…后由承办单位拨付50%
_PAYS_OUT = re.compile(r"(?:拨付|兑[现付]|支付|发放)$")
_OF_A_PART = re.compile(
    r"(?:首|第\s?[一二三四五\d]\s?)[期批笔次][^,;。\d]{0,6}(?:资金|奖金|款项?|补[助贴]|奖[励补])"
)


def _is_part_of_sum(candidate: Candidate) -> bool:
    """补助10万元,入驻满一年拨付5万元: less than a sum told before in the sentence."""
    earlier = candidate.previous
    while earlier and earlier.sentence == candidate.sentence:
        if (
            earlier.quantity.unit == candidate.quantity.unit
            and earlier.quantity.value > candidate.quantity.value
        ):
            return True
        earlier = earlier.previous
    return False


_PAYS = re.compile(r"拨|付|兑现|奖励|发放")


def _paid_each_time(candidate: Candidate, clause: ClauseText) -> bool:
    """分5年等额发放，每年发放4万元: the words of division may stand a comma before."""
    flat, start = clause.flat, candidate.span.start
    since = max(candidate.statement.start, start - _PAID_NEAR)
    return _EACH_TIME.search(flat, since, start) is not None


_PAID_NEAR = 60


def is_settlement(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell what an office pays out to those whom a grant was given to before from what anybody may get.

    Args:
        candidate: the quantity in its place.
        clause: the clause cut up.
    """
    flat, (start, end) = clause.flat, candidate.sentence
    now = _THIS_TIME.search(flat, start, end)
    if now and (_SETTLED_UP.search(flat, start, end) or _THIS_TIME.search(candidate.before)):
        return True
    if candidate.quantity.comparator is not Comparator.EQ or candidate.quantity.unit not in AMOUNTS:
        return False
    return (
        _SUM_OF_ALL.fullmatch(candidate.before) is not None
        and _PAID_FROM.search(flat, candidate.span.end, end) is not None
    )


# 每家8万元,已下达5万元,本次下达资金每家3万元; 本次共拨付320万元
_PAYING = r"(?:下达|拨付|兑现|发放|支付|拨款|清算|结算)"
_THIS_TIME = re.compile(
    rf"(?:本次|此次|本批次?|这次|本期|现)(?:共|合计|再|实际|应|拟|予以)*{_PAYING}(?!标准)"
)
_SETTLED_UP = re.compile(
    rf"(?:共有|合计|共计)[^,;。\d]{{0,8}}\d|(?:已|此前|前期|先期|预)(?:经|先|累计|共)*{_PAYING}[^,;。\d]{{0,12}}\d"
)
# 上述资金合计90万元,从…列支
_SUM_OF_ALL = re.compile(
    r"[\s\d.、()一二三四五六七八九十]*(?:上述|以上|前述|本次|此次)(?!每|单)[^,;。\d每单各]{0,12}(?:合计|共计|总计|总额(?:为|共)?)(?:人民币)?"
)
_PAID_FROM = re.compile(r"(?:从|由|在)[^,;。\d]{2,30}(?:拨付|列支|支出|支付|解决|安排|下达)")


def is_rhythm(candidate: Candidate) -> bool:
    """Tell how often the office acts (每年集中办理一次, 分两次发放), which binds nobody else.

    Args:
        candidate: the quantity in its place.
    """
    if candidate.quantity.unit != "次" or candidate.quantity.comparator is not Comparator.EQ:
        return False
    if is_only_once(candidate):
        return False
    paid = _PAID_OUT_BEHIND.match(candidate.after) is not None and _TIMES_DIVIDED.search(candidate.left)
    return bool(paid) or _OFFICE_ACTS.search(candidate.left) is not None


_PAID_OUT_BEHIND = re.compile(r"(?:性)?(?:等额)?(?:发放|拨付|兑付|兑现|支付|给付|付清)")
