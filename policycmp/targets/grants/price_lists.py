"""Grants in the plainest words: a bare amount behind who gets it (省级孵化器:80万元), or right behind its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.language.measure_words import AMOUNTS, MONEY, RATES
from policycmp.language.predicates import PredicateKind, find_predicate
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.grants.budgets import sets_aside_yearly

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText
    from policycmp.targets.setting import Setting

# More than any one receiver gets where no verb says that it is given.
_SMALL = 50_000_000
# A price ends: by a mark, by what it is for each of (/家), or by the next of a line that only blanks divide.
_ENDS = re.compile(
    r"""\s?(?:/\s?[^\s,;。、()\d]{1,6}|[一每][项个件家台名])?\s?(?:\([^()]*\))?\s*
    (?: $ | [,;。、\n)]
      | \s*[^\s,;。、:\d]{1,14}[\s:]*\d[\d.]*\s?[万亿]*元             # 五星级 15万元 四星级 8万元
      | \s+(?:每|同一|单|最)[^\s,;。\d]{1,8}\d )                       # 4万元/个 每家企业最多奖5个
    """,
    re.VERBOSE,
)
# What an amount is that nobody is given: what somebody has, reaches, pays or sets aside.
_IS_NOT_GIVEN = re.compile(
    r"""
      收入|产值|营收|投资(?!补|奖)|税收|纳税|贷款(?!贴)|规模(?!以)|销售|[网零]售|营业|出口额|进口额|基金|面积|资产|利润|增加值
    | 注册资本|实缴|募集|估值|市值|保额|保费|强度|支出|花费|费用(?!补|奖)|成本                  # what somebody has
    | 单价|售价|价[格值]|门槛|罚|收费|工本|押金|保证金|自[筹付缴]|限额以|欠|债|缴|交|付            # what it costs
    | 预算|安排|专项资金|盘子|投入|筹(?!建)|财政|发放|兑现|落实|返还                   # what is set aside
    | 总额|金额|额度|余额|缺口|差额|合计|总计|共计?|累计
    | 获(?![评批])|拿|领到|达(?!标)|突破|超过?|首?破|满|不[满到足]|完成|实现|力争|增[长加收]|提高|降|减|节约
    | 以[上下]$|低于|高于|少于|大于|小于|需|须|应|为
    | 第[一二三四五\d][年期笔批次]|[首次末][年期笔]                                           # parts of a payment
    """,
    re.VERBOSE,
)
# What was paid, is no longer paid, or is only reckoned as an example.
_TELLS = re.compile(
    r"已(?![有经纳列认获通入备])|[\u4e00-\u9fff](?<![为除])了(?!解)|为例|例如|比如|比方|举例|假设|好比|一律停止|取消|不再|废止|下达|实拨|少缴|可得|面值|您|(?:^|[,;:。])像|共\d"
)
# 支出安排9.8亿元。其中:研发后补助2.6亿元、高企培育6800万元: what a budget is divided into
_DIVIDES_SUM = re.compile(r"\d[\d.]*[万亿]元[^。;\d]{0,20}(?:\d[\d.]*%[^。;\d]{0,6})?[。,;](?:其中|包括)")
_JOINED = re.compile(r"(?:每[^,;。、:\d]{0,8})?(?:各|均|统一|一次性|分别|依次|标准)*为?")
_JOINED_END = re.compile(rf"(?:(?<=[:,、\-—])|\s{{2,}}|^){_JOINED.pattern}$")


def is_listed_price(candidate: Candidate, clause: ClauseText, setting: Setting) -> bool:
    """Tell an amount that a list gives to the class or the deed named right before it.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.
        setting: what the clause is read in.

    Returns:
        Whether what stands round it gives, and nothing in its own words is reached, had or paid.
    """
    quantity = candidate.quantity
    if quantity.unit not in MONEY or quantity.comparator is not Comparator.EQ or quantity.value >= _SMALL:
        return False
    listed = setting.prices_at(candidate.span.start) or _is_price_of_each(candidate, clause)
    listed = listed and not sets_aside_yearly(candidate)
    if not listed or not _ENDS.match(candidate.behind):
        return False
    line = clause.flat.rfind("\n", 0, candidate.span.start) + 1
    if _TELLS.search(clause.flat, candidate.sentence.start, candidate.sentence.end) or _DIVIDES_SUM.search(
        clause.flat, line, candidate.span.start
    ):
        return False
    words = _PAYS_IN.sub("", candidate.left).strip(" 、,;:-—|")
    if words.endswith("每"):
        return False
    if _JOINED.fullmatch(words):
        # 总部型企业迁入,500万元; 税收落地率超过95%:20万元: the class stands before the mark.
        return _follows_class(candidate, clause)
    if _IS_NOT_GIVEN.search(words):
        return False
    return (
        find_predicate(words).kind in (PredicateKind.BARE, PredicateKind.WEAK)
        or _BECOMES.search(words) is not None
        or _EACH.search(words) is not None
    )


def _is_price_of_each(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell the price of each of a kind (新建每张1万元) among lines that give (每户补2000元)."""
    if _EACH.search(candidate.left) is None:
        return False
    line = clause.flat.rfind("\n", 0, candidate.span.start) + 1
    if _EACH_YEAR.search(candidate.left) and _USED_FOR.search(clause.flat, 0, line):
        return True
    return _GIVES_SUM.search(clause.flat, 0, line) is not None or (
        _GIVES_SUM.search(clause.flat, max(0, clause.flat.find("\n", candidate.span.end))) is not None
        and "\n" in clause.flat[candidate.span.end :]
    )


_EACH = re.compile(
    r"(?:新建|改建|改造|扩建|新增|购置|引进|培养|培训|招收|接收|收住)?每[个张家户人名间套台辆座处亩件项](?:每[年月])?$"
)
# 专项经费主要用于:⏎(一)工作经费。个人每人每年2万元
_EACH_YEAR = re.compile(r"每[个家户人名]每[年月]$")
_USED_FOR = re.compile(r"(?:经费|资金)[^。;\n]{0,16}用于(?:以下|下列)?[^。;:\n]{0,8}:")
_GIVES_SUM = re.compile(
    r"(?:补[助贴]?|奖[励补]?|给予|资助)[^,;。\d]{0,6}\d[\d.]*[万亿]*元|津贴[^,;。\d]{0,6}\d"
)
# 正常经营并缴纳社会保险:5000元: what is paid in for staff is a condition, nobody's price.
_PAYS_IN = re.compile(r"(?:缴纳?|参加)(?:社会保险|社保|养老保险|医疗保险|公积金)费?")
# 获评省级人力资源服务产业园, 通过评估
_BECOMES = re.compile(rf"(?:{lexicon.TITLED}|新增|首次|列入|评为|完成)")


def is_plain_grant(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell an amount right behind a verb that gives it, in a sentence that neither reports nor reckons.

    Args:
        candidate: an amount that the rules take for a grant.
        clause: the clause cut up.
    """
    if candidate.quantity.unit not in AMOUNTS:
        return False
    given = _GIVES_RIGHT_BEFORE.search(candidate.before) or _GIVEN_BEHIND.match(candidate.behind)
    if candidate.quantity.comparator is Comparator.LE:
        given = given or _OF_EACH.search(candidate.before)
    if candidate.quantity.unit in RATES and _TAKEN_OFF.search(candidate.before):
        return _TELLS.search(candidate.statement.of(clause.flat)) is None
    return given is not None and _TELLS.search(candidate.sentence.of(clause.flat)) is None


# 配套费按应缴额减免40%
_TAKEN_OFF = re.compile(r"(?:减免|减征|减收)$")


def is_plain_grant_of_each(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell such an amount that is given to each (每项支持8万元, 贷款贴息30%), whatever else the sentence aims at.

    Args:
        candidate: an amount that the rules take for a grant.
        clause: the clause cut up.
    """
    each = _TO_EACH.search(candidate.before) is not None or _GIVEN_BEHIND.match(candidate.behind) is not None
    each = each or (candidate.quantity.unit in RATES and candidate.left.endswith("贴息"))
    return each and is_plain_grant(candidate, clause)


_TO_EACH = re.compile(r"每(?!年|月|亩)[^,;。、:\d]{1,12}$")


_GIVES_RIGHT_BEFORE = re.compile(
    r"(?:给予|奖励|奖补|补助|补贴|资助|贴息|奖|补|每[^,;。\d]{1,3}支持|可领取?|可领|可拿|可享受?|可获得?|可(?:以)?申[请领]|抵扣?|报销|减按|扣除比例提高至)[^,;。、:\d]{0,8}$"
    rf"|(?:每[家个户年人]|单[个家户]|一[家户]|一年|全年|年度|合计)[^,;。、:\d]{{0,8}}(?:最高|最多|至多|封顶|{AT_MOST})[^,;。、:\d]{{0,6}}$"
)
# 一家企业一年⟦最多40万元⟧, 全年合计⟦不超过250万元⟧
_OF_EACH = re.compile(
    r"(?:每[家个户年人次]|单[个家户次]|一[家户]|一年|全年|年度|合计|同一)[^,;。、:\d]{0,10}$"
)
_GIVEN_BEHIND = re.compile(r"(?:可拿|可领)(?=[,;。]|$)|的?标准(?:核发|发放|核补)|定额(?:扣减|扣除)")


def _follows_class(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell whether what stands before the mark, or before the gap of a row, can be who or what gets it."""
    first = candidate.first.start
    before = clause.flat[max(0, clause.flat.rfind("\n", 0, first) + 1, first - _FAR) : first]
    if not before.strip():
        return True
    joined = _JOINED_END.search(before)
    if joined is None:
        return False
    segment = _PAYS_IN.sub("", _SENTENCE_END.split(before[: joined.start()])[-1])
    return len(segment.strip(" ,:-—")) > 1 and _SETS_ASIDE.search(segment) is None


_FAR = 80
_SENTENCE_END = re.compile(r"[。;]")
_SETS_ASIDE = re.compile(r"预算|安排|总额|规模|收费|缴|罚|自筹|注册资本(?![^,;。]{0,4}\d)|报名费|联系|电话")
