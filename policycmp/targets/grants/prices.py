"""What a receiver pays less or may be lent: lowered prices and charges, deductions, loans, and shares tied to a use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.language.measure_words import AMOUNTS, MONEY, RATES
from policycmp.language.money_words import FEES, PRICES
from policycmp.models import Comparator

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText


def lowers_price(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell a price, a charge or a tax base that is lowered for those who come.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.

    Returns:
        Whether it grants in this way, though no verb of giving says so.
    """
    return _is_price(candidate, clause) or _is_deducted(candidate, clause) or _is_reduced(candidate)


def _is_deducted(candidate: Candidate, clause: ClauseText) -> bool:
    """利润总额12%以内的部分，准予扣除: what is taken off is the grant."""
    return _DEDUCTED.match(clause.flat[candidate.span.end : candidate.statement.end]) is not None


def _is_reduced(candidate: Candidate) -> bool:
    """宽带资费降低30%以上, 物业费减收20%: what firms pay less."""
    return candidate.quantity.unit in RATES and _REDUCED.search(candidate.left) is not None


_REDUCED = re.compile(
    r"(?:费|租金|房租|电价|水价|气价|收费标准)[^,;。、\d]{0,8}(?:降低|下调|下浮|减收|减免|减征|优惠|减按)$"
    # 租金按同地段评估价优惠40%, 售价在市场价基础上下浮30%, 租金比周边便宜一半
    r"|(?:售价|价格|房价|租金|房租|费)[^,;。、\d]{0,4}(?:按|在|比|较|以)[^,;。、\d]{1,14}(?:优惠|下浮|便宜|减免)$"
)


def bounds_charge(candidate: Candidate) -> bool:
    """Tell what those who receive are held to: what they charge (售价不得高于30元) or bring (自筹不低于总投入的60%).

    Args:
        candidate: a quantity in its place.
    """
    if _CHARGE.search(candidate.left):
        return True
    fee = _FEE_OF_EACH.search(candidate.left)
    return fee is not None and (
        candidate.quantity.comparator is Comparator.LE or _AT_MOST.search(fee[0]) is not None
    )


_CHARGE = re.compile(
    rf"(?:{FEES}|利率|收取)[^,;。\d]{{0,10}}$|自筹[^,;。\d补奖]{{0,18}}$"
    rf"|{PRICES}(?:应当?|须|必须|统一|原则上)*(?:{AT_MOST})?(?:每[^,;。\d]{{1,6}})?$"
)
# 伙食费不超过每人每月600元, 服务费每千瓦时不超过0.5元
_FEE_OF_EACH = re.compile(rf"费(?:标准)?(?:{AT_MOST})?每[^,;。\d补奖减免给]{{1,6}}(?:{AT_MOST})?$")


def raises_allowance(candidate: Candidate) -> bool:
    """基础养老金最低标准提高至每人每月105元，即在原标准上增加7元: what each person receives."""
    if candidate.quantity.unit in RATES:
        return _LOAN_RAISED.search(candidate.before) is not None
    return candidate.quantity.unit in MONEY and any(
        pattern.search(candidate.before) for pattern in (_ALLOWANCE, _ON_ALLOWANCE, _EACH_MONTH, _LOAN_RAISED)
    )


# 首套房最高贷款额度由60万元提高至80万元, 公积金贷款最高额度上浮20%
_LOAN_RAISED = re.compile(
    r"(?:贷款|授信|借款|最高)(?:的?最高)?(?:额度|限额)(?:上限)?[^,;。\d]{0,24}(?:(?:由|从)[^,;。]{1,14})?(?:在[^,;。]{2,20}基础上)?"
    r"(?:提高|提升|增加|上调|调整|上浮|放宽)(?:至|到|为)?[^,;。\d]{0,6}$"
)


# 城市低保月标准由670元调整为700元: the number before is the base.
_ALLOWANCE = re.compile(
    r"""
      # what is paid
      (?:养老金|津贴|低保|最低生活保障|基本生活|特困人员|救助|供养|养育|生活费|体检|疗养|抚恤金|优待金|护理费|补贴|补助)
      [^,;。\d]{0,8}标准[^,;。\d]{0,8}
      (?:(?:由|从)[^,;。]{1,14})?                                                            # from how much
      (?:提高|增加|上调|调整)(?:至|到|为)?[^,;。\d]{0,6}$                                      # to how much
    """,
    re.VERBOSE,
)
# 基础养老金每人每月增加18元, 由每人每月95元调整为113元, 每人每月加发5元, 最低标准为每人每月121元
_EACH_MONTH = re.compile(
    r"每人每月(?:再|统一)?(?:增加|提高|加发|增发|上调)$|(?:由|从)(?:原来的|原)?每人每月\d+元(?:调整|提高|增加|上调)(?:为|至|到)$"
    r"|(?:养老金|低保|津贴|补助|补贴|供养|抚恤金)[^,;。\d]{0,8}标准为每人每月$"
)
_ON_ALLOWANCE = re.compile(r"每人每月\d+元的?基础上(?:再)?(?:增加|提高)$")


def is_earmarked(candidate: Candidate) -> bool:
    """补助100万元，其中80%用于平台建设: what the receiver must use it for."""
    return (
        candidate.quantity.unit in RATES and candidate.after.startswith("用于") and "其中" in candidate.before
    )


def lends_at_most(candidate: Candidate) -> bool:
    """单户贷款不超过500万元: how much one may get lent."""
    own = candidate.quantity
    if _LENT.search(candidate.before) and own.comparator is Comparator.LE and own.text.startswith("不"):
        return True
    at_most = own.comparator is Comparator.LE or _AT_MOST.search(candidate.before) is not None
    return at_most and own.unit in AMOUNTS and _LOAN_SIZE.search(candidate.before) is not None


# 个人贷款额度最高不超过20万元, 最高贷款额度不超过总额度的10%
_LOAN_SIZE = re.compile(r"(?:贷款|授信|借款)(?:最高)?(?:额度|限额)[^;。\d]{0,30}$")
_AT_MOST = re.compile(rf"最高|{AT_MOST}")
_LENT = re.compile(r"(?:单[户笔个]|每[户笔家人])[^,;。、\d]{0,8}(?:贷款|授信|担保|借款)[^,;。、\d]{0,6}$")


def may_be_lent(candidate: Candidate) -> bool:
    """可申请最高不超过30万元的小额贷款: how much those may borrow who are told before."""
    return bool(_MAY_BORROW.search(candidate.before) and _A_LOAN.match(candidate.after))


_MAY_BORROW = re.compile(
    rf"可(?:以)?(?:申[请领]|享受|获得?)[^,;。、\d]{{0,6}}(?:最高|最多|{AT_MOST})[^,;。、\d]{{0,6}}$"
)
_A_LOAN = re.compile(r"的?[^,;。、\d的]{0,16}(?:贷款|借款|授信)(?!贴息|利息|余额|的)")


def is_borne_for_them(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell the share of a cost that the treasury bears for those who have it (租金由县财政承担三分之一).

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.

    Returns:
        Whether it bears alone: what several levels share out binds them.
    """
    if candidate.quantity.unit not in RATES:
        return False
    start, end = candidate.statement.start, candidate.span.start
    if _PAYS_FOR.search(candidate.left) and _OF_CHARGE.match(candidate.behind):
        return True
    if _COST.search(clause.flat, start, end) is None:
        return False
    bears = _TREASURY_BEARS.search(clause.flat, start, end) or _BORNE_BEHIND.match(candidate.behind)
    if bears is None and not (_TREASURY.search(clause.flat, start, end) and _BEARS.match(candidate.after)):
        return False
    sentence = clause.flat[candidate.sentence.start : candidate.sentence.end]
    return _SHARED_OUT.search(sentence) is None


_TREASURER = (
    r"(?:由|[,:]|^|,则由|(?<=[费金息款])(?!用)|(?<=费用))(?:[省市县区州旗镇本](?:级|本级)?|园区|管委会|开发区|各级|同级|[\u4e00-\u9fff]{2}[市县区])?"
    r"(?:财政(?:资金)?|政府|县里|市里|区里|(?:市|县|区|省)?[^,;。\d由]{0,8}(?:补偿资金|专项资金|风险资金|补偿基金|资金池|公益金))"
)
_TREASURY = re.compile(rf"{_TREASURER}$")
_TREASURY_BEARS = re.compile(
    rf"{_TREASURER}(?:承担|负担|分担|支付|埋单|买单|补|出|兜)[^,;。\d]{{0,8}}$|{_TREASURER}对[^,;。\d]{{2,12}}兜底?$"
)
# Who bears it stands behind: 采购额15%由区财政承担.
_BORNE_BEHIND = re.compile(rf"{_TREASURER}(?:全额|予以|给予)?(?:承担|负担|支付|埋单|买单|出)")
# The verb before and the cost behind: 还给机构责任险埋单70%的保费.
_PAYS_FOR = re.compile(r"(?:埋单|买单)$")
_OF_CHARGE = re.compile(r"的?[^,;。、\d]{0,8}(?:费用?|租金|利息|成本)(?=[,;。、]|$)")
_BEARS = re.compile("承担|负担|支付|列支|报销|补|埋单|买单|出资?(?=[,;。]|$)")
_COST = re.compile(
    r"租金|房租|租赁费|保费|费用?(?=,|由|[市县区]里|[^,;。]{0,4}财政)|利息|损失|坏账|运费|学费|手续费|担保费|检测费|费(?<=[\u4e00-\u9fff]{2}费)(?=的?$|财政)|装修|投入|采购额|货款|价款"
)
_SHARED_OUT = re.compile(
    r"其余(?!自[理付担])|剩余|(?:承担|负担)[^。]{1,24}(?:承担|负担|分担)|[一二两三]级|分别(?:承担|负担|分担)|共同(?:承担|负担|分担)|按比例|[和与、](?:市|县|区|省|州)级?财政|各(?:承担|负担|分担)|银行(?:承担|负担|分担)"
)


def is_quota_of_each(candidate: Candidate) -> bool:
    """Tell how much each may ask for (每户每年申请额度为5万元), which is what each may get.

    Args:
        candidate: a quantity in its place.
    """
    return candidate.quantity.unit in MONEY and _QUOTA_OF_EACH.search(candidate.before) is not None


_QUOTA_OF_EACH = re.compile(
    r"(?:每[户家人个名]|单[户家个]|同一)[^,;。\d]{0,16}(?:申请|申领|领取|使用|享受|兑付|抵扣|补贴|补助|资助)[^,;。\d]{0,8}(?:总)?额度?(?:为|是)?$"
)


def _is_price(candidate: Candidate, clause: ClauseText) -> bool:
    """出让底价可按最低价标准的70%执行: a price that is lowered for those who come."""
    if candidate.quantity.unit not in RATES or not _PRICE.search(candidate.segment.of(clause.flat)):
        return False
    return re.search(r"按|参照", candidate.before) is not None


_DEDUCTED = re.compile(
    r"的?部分,?(?:准予|允许|可以?)[^,;。]{0,16}(?:扣除|抵扣|免征|减征|减免)|(?:的?(?:定额|限额|标准))(?:依次|予以)?(?:扣减|扣除|抵扣)"
)
_PRICE = re.compile(r"(?:底价|地价|起始价|起拍价|出让金|出让价|基准地价)")
