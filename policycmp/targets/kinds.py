"""Type and basis: a result, a grant or a bound for others; a state, an addition or a rate of change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST
from policycmp.language.measure_words import AMOUNTS, MONEY, RATES, TIMES
from policycmp.language.obliging_words import STRICT
from policycmp.language.predicates import (
    ADD_WORDS,
    NEW,
    Predicate,
    PredicateKind,
    find_predicate,
    strip_leads,
)
from policycmp.language.quantities import NumberKind
from policycmp.language.text import BRACKETED, last_match
from policycmp.models import Basis, Comparator, TargetType
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.duties import is_rule
from policycmp.targets.each_of_kind import is_staffed
from policycmp.targets.grants.budgets import is_budget, is_paid_in_all
from policycmp.targets.grants.granted import GrantRole
from policycmp.targets.modality import is_extension, is_only_once
from policycmp.targets.sizes import is_size_of_whole

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


def judge_basis(candidate: Candidate, inherited: Basis | None) -> Basis:
    """Judge what a target measures.

    Args:
        candidate: the quantity in its place.
        inherited: the basis of the target before it in the same sentence, which a bare item shares.

    Returns:
        The basis.
    """
    quantity, left = candidate.quantity, candidate.left
    if candidate.kind is NumberKind.RANK or quantity.text.startswith("前"):
        return Basis.LEVEL
    if quantity.unit == "倍":
        return Basis.LEVEL if _MULTIPLE.search(left) else Basis.GROWTH
    if quantity.unit == "百分点":
        if _NARROWED_TO.search(left):
            return Basis.LEVEL
        faster = _FASTER.search(candidate.before) and not _RAISED_POINTS.search(left)
        return Basis.GROWTH if faster else Basis.INCREMENT
    if quantity.unit in RATES:
        return _ratio_basis(candidate, inherited)
    if is_size_of_whole(candidate):
        return Basis.LEVEL
    if is_paid_in_all(candidate):
        return Basis.INCREMENT
    if _INVESTED.search(left):
        return Basis.INCREMENT
    if _is_statistic(candidate):
        return Basis.LEVEL
    if _RAISED_TO.search(candidate.before) or _FROM_TO.search(candidate.before):
        return Basis.LEVEL
    if _RAISED_BY.search(left):
        return Basis.INCREMENT
    if quantity.unit in MONEY and _SET_UP.search(left) and _FUND.match(candidate.right):
        return Basis.LEVEL
    if quantity.unit in MONEY and is_budget(candidate) and not _SIZE_OF_FUND.search(left):
        return Basis.LEVEL if left.rstrip("为共人民币").endswith("总额") else Basis.INCREMENT
    if _is_done_for(candidate, inherited):
        return Basis.INCREMENT
    if quantity.unit in MONEY and _SIZE_OF_FUND.search(left):
        return Basis.LEVEL
    if _ADDED_UP.search(candidate.before):
        return Basis.INCREMENT
    if _sums_up_years(candidate, inherited):
        return Basis.INCREMENT
    if inherited and _OF_WHICH.search(candidate.before) and not lexicon.ADD.search(left):
        return inherited
    reaches = (
        quantity.text.startswith(_REACHING)
        or _COMES_TO.search(left) is not None
        or lexicon.REACH_END_STRICT.search(left) is not None
    )
    if candidate.previous and candidate.previous.statement != candidate.statement:
        inherited = None if lexicon.REACH_END_STRICT.search(left) else inherited
    predicate = find_predicate(BRACKETED.sub("", left) if "(" in left else left)
    basis = _count_basis(predicate, inherited, cumulative="累计" in left, reaches=reaches)
    return _settled(candidate, basis, inherited, reaches=reaches)


def _is_done_for(candidate: Candidate, inherited: Basis | None) -> bool:
    """Tell what is spent or done for so many (为900条渔船新装广播), and those of a class that stands before them."""
    left = candidate.left
    if candidate.quantity.unit in _COUNTS and _MEETS.search(left) and _NAMED_GOAL.match(candidate.after):
        return True
    if _INVESTS.search(left) or left.strip(" 、,") in ("为", "投资"):
        return True
    # 营业收入超1000亿元的2个; but 其中高价值的6件 shares what its total is.
    if inherited and "其中" in candidate.before:
        return False
    counted = candidate.quantity.unit in _COUNTS and left.endswith("的")
    return counted and not lexicon.REACH_END_STRICT.search(left)


# 实现5万户的搬迁目标: so many are done
_MEETS = re.compile(r"(?:实现|完成|达成)(?:全年|年度|今年)?(?:共|约|近)?$")
_NAMED_GOAL = re.compile(r"的[^,;。、\d的]{0,10}(?:目标|任务)(?=[,;。]|$)")


def _is_statistic(candidate: Candidate) -> bool:
    """Tell a number per so many heads, and what is counted each year as a matter of course, from an addition."""
    left = candidate.left
    if candidate.quantity.unit in MONEY:
        return _SPENT.search(left) is not None
    if NEW.search(left):
        return False
    return (
        _PER_HEADS.match(strip_leads(left)) is not None
        or _EACH_YEARS.search(left) is not None
        or _STANDS.search(left) is not None
    )


# 集聚在孵企业300家, 在库企业80家; 建成厂房总面积60万平方米, but 改造总面积20万平方米 is done: all that there are then.
_STANDS = re.compile(
    r"(?:^|[,、\s]|[集聚汇引]聚|聚集|形成|[省市县区])在(?:孵|园|库|册|营|岗|校|编|驻)(?![率化])[^,;。、\d]{1,16}$"
    r"|(?:建成|建好|形成|打造)[^,;。、\d]{1,16}总(?:建筑|占地|用地|经营)?(?:面积|里程|长度?|容量|库容|装机|产能|床位)(?:数|容量)?$"
)


# 每千人口床位0.8张, 万人有效发明专利12件
_PER_HEADS = re.compile(
    r"(?:每(?:[百千万十]|\d+万?)(?:名|个|户)?|[百千万])(?:常住人口|人口|居民|从业人员|就业人员|职工|老人|儿童|婴幼儿|学生|人|户)"
)
# 年接待游客80万人次, 年飞行6万架次
_EACH_YEARS = re.compile(
    r"(?:^|[,、\s])年(?:均)?(?:飞行|接待|处理|处置|供应|供给|发电|出栏|吞吐|加工|周转|培训能力|产能)[^,;。、\d]{0,10}$|接待(?:[^,;。、\d]{0,8}(?:游客|旅客|公众|观众))?$"
)
# 研发费用支出不低于8000万元, 实际到位资金500亿元, 年度支持创新资金不低于3亿元: statistics of a year.
_SPENT = re.compile(
    r"(?:研发|R&D|研究与试验发展)[^,;。、\d]{0,8}(?:支出|投入|经费|费用)$|(?<!新增)(?:实际到位|到位)(?:内资|外资|资金)$"
    r"|(?<!每)年度(?:财政)?(?:支持|支出|投入)[^,;。、\d]{0,12}(?:资金|经费)(?:分别)?$"
)


def _sums_up_years(candidate: Candidate, inherited: Basis | None) -> bool:
    """每年实施项目50项以上，累计突破150项: all that the years before add."""
    if inherited is not Basis.INCREMENT or candidate.previous is None:
        return False
    yearly = lexicon.YEARLY.search(candidate.previous.before) is not None
    return yearly and _IN_ALL.fullmatch(candidate.left) is not None


_IN_ALL = re.compile(r"[,、\s]*(?:[\d一二两三四五六]年)?(?:累计|合计|总计|共)(?:达到?|超过?|突破)?")


def _settled(candidate: Candidate, basis: Basis, inherited: Basis | None, *, reaches: bool) -> Basis:
    """Settle what no verb tells: a count is an addition unless a stock or what is reached is named before it."""
    if candidate.left.endswith("年产"):
        return Basis.LEVEL
    counted = candidate.quantity.unit in _COUNTS
    if counted and not reaches and _A_YEAR.search(candidate.before) and not _STOCK_END.search(candidate.left):
        return Basis.INCREMENT
    has = _HAS.search(candidate.before)
    if has and not lexicon.ADD.search(candidate.before[: has.start()]):
        return Basis.LEVEL
    if basis is not Basis.LEVEL or reaches or candidate.kind is not NumberKind.QUANTITY:
        return basis
    # 小学班额不超过45人: so many and no more at any time, where nothing is added.
    at_most = candidate.quantity.comparator in (Comparator.LE, Comparator.LT)
    if at_most and not lexicon.ADD.search(candidate.before):
        return basis
    if (
        inherited is Basis.LEVEL
        and _goes_on_with_stocks(candidate)
        and find_predicate(candidate.left).kind is PredicateKind.BARE
    ):
        return basis
    # 年产值亿元以上的企业3家: what defines the class is no stock.
    own = _OF_CLASS.sub("", candidate.left, count=1)
    stock = lexicon.STOCK.search(own) or _STOCK_END.search(own)
    if candidate.quantity.unit in _COUNTS | _SIZES and not stock:
        return Basis.INCREMENT
    if _TAKE_PART.search(candidate.left):
        return Basis.INCREMENT
    if lexicon.YEARLY.search(candidate.before) and lexicon.ADD.search(candidate.left):
        return Basis.INCREMENT
    return basis


def _ratio_basis(candidate: Candidate, inherited: Basis | None) -> Basis:
    left = candidate.left
    if _GROWS_SHORT.search(candidate.before) or _AMOUNT_KEPT.search(left):
        return Basis.GROWTH
    # 平台200家，90%以上的平台设在企业: a share is no addition, whatever stands before it.
    if not strip_leads(left) and inherited in (Basis.GROWTH, Basis.LEVEL):
        return inherited
    if _RATE_COMES_TO.search(left):
        return Basis.GROWTH
    if "覆盖" in candidate.quantity.text or lexicon.RAISE_TO.search(left):
        return Basis.LEVEL
    if lexicon.RATE_NOUN.search(left) or _GROWS.match(candidate.after) or _PRICES.search(left):
        return Basis.GROWTH
    word = last_match(lexicon.GROWTH, left)
    if word is None:
        listed = inherited is Basis.GROWTH and _AMOUNT_OF_YEAR.search(left)
        return Basis.GROWTH if listed else Basis.LEVEL
    if _GROWS_TO.search(left):
        return Basis.GROWTH
    return Basis.LEVEL if _SHARE_OR_END.search(left, word.end()) else Basis.GROWTH


# 增速拉升至16%
_RATE_COMES_TO = re.compile(r"(?:增速|增幅|增长率)[^,;。、\d的]{0,4}[到至]$")
# 居民消费价格指数控制在3%以内: by how much prices rise
_PRICES = re.compile(
    r"(?:价格|物价)(?:总水平|总指数|指数|水平)?(?:涨|上涨)?[^,;。、\d]{0,4}(?:控制在|保持在|稳定在|为)?$"
)
# 生产总值增长8%、固定资产投资10%: an amount has no share, so the rate is its growth too.
_AMOUNT_OF_YEAR = re.compile(
    r"(?:产值|增加值|总值|GDP|投资|总额|收入|支出|零售额?|出口额?|进出口|存款|贷款|余额|税收|利润|产量|销售额|交易额)(?:分别|力争|各|约|为)*$"
)


# 生产总值稳在8%以上, 投资保持在10%: an amount has no share, so what it is kept at is its growth.
_AMOUNT_KEPT = re.compile(
    r"^(?!.*(?:占|率|比重|比例|与|之比|完成))[^,;。]*(?:总产值|增加值|生产总值|GDP|固定资产投资|工业投资|零售总额|公共预算收入|进出口总?额)"
    r"(?:稳定?在|保持在|维持在)$"
)


def _goes_on_with_stocks(candidate: Candidate) -> bool:
    """总数达到13家，占比13%，研究中心25家: a bare count goes on with the state of a count before it, not of a share."""
    previous = candidate.previous
    if previous is not None and previous.quantity.unit not in AMOUNTS:
        return True
    while previous is not None and previous.quantity.unit in AMOUNTS:
        previous = previous.previous
    return previous is not None and lexicon.REACH_END_STRICT.search(previous.left) is not None


# 每年动态保有500家: a stock, however often it is counted.
_A_YEAR = re.compile(r"每年(?![^,;。、\d]{0,8}保有)[^,;。、\d]{0,12}$")
_OF_CLASS = re.compile(r"^.*(?:的|[万亿]元(?:以上)?)(?=[^的]{2,})")
# 三年累计突破400个, 累计创建…达到10家: a sum over years is what comes new.
_ADDED_UP = re.compile(
    rf"(?:[\d一二两三四五六七八九十]年(?:来)?|期间|年内)累计[^,;。]{{0,20}}$|(?:成交|交易|销售|投资|融资)(?:总额|额)*累计(?:达到?|突破|超过?)?$|累计(?:新增|转移|解决|搬迁|安置|输送|交易|成交|融资|投资|发放|减排|节约|注册(?=[数量])|{ADD_WORDS})[^,;。]{{0,30}}$"
)
_OF_WHICH = re.compile(r"其中")
# 建有孵化器3家、研究中心25家: what a place has is a stock.
_HAS = re.compile(
    rf"建有|拥有|设有|保有|(?:[都均]|{AT_LEAST}|内|(?:确保|做到|保证)[^,;。\d]{{2,20}})有(?=[^,;。、\d]{{0,4}}$)"
)
# 设立100亿元母基金: the size of a fund is a state.
_SET_UP = re.compile(r"(?:设立|组建|成立|发起|建立)[^,;。]{0,12}$")
# 完成项目投资3亿元, 全年实现投资额度超4亿元: money that is put in, however much it comes to
_INVESTED = re.compile(r"项目投资$|(?:实现|完成)投资(?:额度?|金额)?$")
# 市政府决定投资4800万元
_INVESTS = re.compile(r"(?:决定|计划|拟|将)投资$")
_SIZE_OF_FUND = re.compile(
    r"(?:设立|组建|成立)[^,;。\d]{0,20}(?:资金|基金|资金池)(?:总?规模|总额)?(?:为|达)?$"
)
_FUND = re.compile(r"(?:规模)?的?[^,;。\d]{0,12}(?:基金|资金池)")
# 高企要到260家, 事项压至80项, 算力扩容至900P, 跻身300家方阵, 总量冲刺500家
_COMES_TO = re.compile(
    r"[\u4e00-\u9fff](?<![直遇得签报收看听想找来去回达底年月日时])(?:到|至)$|(?:跻身|迈上|迈过|登上|冲刺|冲击|剑指)$"
)
_COUNTS = frozenset("家个名人户项件所座条支场次位种款处项台套辆株棵间栋篇部例笔份艘列门批轮") | {
    "人次",
    "场次",
    "家次",
    "户次",
}
# 土地整备5000亩, 慢行系统100公里: what is counted by its size.
_SIZES = frozenset({"亩", "公里", "平方米", "张", "米", "公顷", "平方公里"})
_TAKE_PART = re.compile(r"(?:培训|培养|引进|招收|输送|转移就业)人[数次]$")
_FASTER = re.compile(r"增速|(?<![度重比])增幅|增长|高于|快于")
# 放大倍数达到5倍: the multiple itself
_MULTIPLE = re.compile(r"倍[数率](?!增长|提高)[^,;。\d]{0,6}$")
# 差距缩小至0.6个百分点以内
_NARROWED_TO = re.compile(r"(?:缩小|收窄|控制|压缩|降低|下降|降)[到至在]$")
_SHARE_OR_END = re.compile(r"[到至率比重]")
# 同比增20%, 年均升15%, 比2020年降20%
_GROWS_SHORT = re.compile(
    r"(?:同比|年均|每年|全年|收入年|总值年|[比较]\d{4}年|[比较]上年)(?:再|约|力争)?[增升降]$|(?:逐年|每年)?递减[^,;。\d]{0,10}$"
)
# 年均增长要达到5%
_GROWS_TO = re.compile(r"(?:增长|递增|增收)(?:要|将|均|分别|力争|应)*达到?$")
_GROWS = re.compile(r"(?:以上|左右)?的?(?:增长|增速|增幅|速度)")
# 劳动生产率年均增长1万元
# 对农业增长的贡献率提高5个百分点
_RAISED_POINTS = re.compile(r"(?:提高|提升|上升|增加|下降|降低)(?:了|约|近|各|分别)*$")
_RAISED_BY = re.compile(r"(?:增长|提高|增加|提升|上升|减少|下降|再增|再添)(?:约|近)?$")
_RAISED_TO = re.compile(r"(?:提高|提升|增加|上升|扩大|增长|发展|降低|下降|压减)[到至](?:\d{4}年的?)?$")
# 功率从2兆瓦推进到6兆瓦, 由2个扩至6个
_FROM_TO = re.compile(r"[由从][^,;。]{0,8}\d[^,;。]{0,16}?(?<!不)[到至]$")
# 入库企业突破300家: what holds a status is a stock once it reaches a number.
_STATUS = re.compile(r"入库|备案|登记|挂牌|入驻|上市")
# 企业研发经费投入超过40亿元, 孵化载体面积超过30万平方米: statistics, though a verb is in their names.
_STATISTIC = re.compile(r"投入|产出|成交|支出|授信")
_REACHING = ("超过", "突破", "超", "达到")
_TOTAL = re.compile(r"总数|总量|总额|累计|保有量|拥有量|存量|总规模")
_STOCK_END = re.compile(
    r"(?:产值|增加值|收入|营收|交易额|成交额|销售额|零售额|进出口额?|余额|产量|规模|占比|比重|覆盖率|"
    r"吞吐量|数(?<=[\u4e00-\u9fff]数)|数量)$"
)


def _is_state(predicate: Predicate) -> bool:
    if _STATUS.search(predicate.verb) or lexicon.STOCK.search(predicate.noun[-_STOCK_NOUN:]):
        return True
    return predicate.fronted and _STATISTIC.search(predicate.verb) is not None


_STOCK_NOUN = 3


def _count_basis(predicate: Predicate, inherited: Basis | None, *, cumulative: bool, reaches: bool) -> Basis:
    if predicate.kind is PredicateKind.NEW:
        return Basis.INCREMENT
    if predicate.noun.endswith("累计") and not reaches:
        return Basis.INCREMENT
    if _TOTAL.search(predicate.noun) or _STOCK_END.search(predicate.noun):
        return Basis.LEVEL
    # 促成成果交易金额达到20亿元: what deals come to, whoever brought them about
    if reaches and predicate.noun.endswith("金额"):
        return Basis.LEVEL
    if cumulative and not reaches and predicate.kind in (PredicateKind.WEAK, PredicateKind.BARE):
        return Basis.INCREMENT
    if predicate.kind in (PredicateKind.WEAK, PredicateKind.BARE) and reaches:
        return Basis.LEVEL
    if reaches and _is_state(predicate):
        return Basis.LEVEL
    if predicate.kind is PredicateKind.WEAK:
        return Basis.INCREMENT
    if predicate.kind is PredicateKind.ADD:
        return Basis.INCREMENT
    if predicate.kind is PredicateKind.REACH:
        continues = not predicate.noun and not cumulative and inherited is Basis.INCREMENT
        continues = continues and predicate.verb != "达到"
        return Basis.INCREMENT if continues else Basis.LEVEL
    if inherited in (Basis.LEVEL, Basis.INCREMENT) and not lexicon.STOCK.search(predicate.noun):
        return inherited
    return Basis.LEVEL if predicate.noun else Basis.INCREMENT
