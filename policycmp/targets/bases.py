"""What a target measures: a state that is reached, an addition, or a rate of change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST
from policycmp.language.measure_words import AMOUNTS, MONEY, RATES
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
from policycmp.models import Basis, Comparator
from policycmp.targets import promise_lexicon as lexicon
from policycmp.targets.grants.budgets import is_budget, is_paid_in_all
from policycmp.targets.sizes import is_size_of_whole

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate


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
    if (told := _basis_of_act(candidate, inherited)) is not None:
        return told
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


def _basis_of_act(candidate: Candidate, inherited: Basis | None) -> Basis | None:
    """Tell what an act leaves no doubt of: what is kept is a state, what is relieved, treated or added comes new."""
    left = candidate.left
    if is_paid_in_all(candidate) or _INVESTED.search(left):
        return Basis.INCREMENT
    if candidate.quantity.unit in MONEY and _RELIEVED.search(left):
        return Basis.INCREMENT
    if _adds_on(candidate, inherited):
        return Basis.INCREMENT
    if NEW.search(left):
        return None
    if _KEPT_AT.search(left) or _KEEPS.match(strip_leads(left)):
        return Basis.LEVEL
    if _TREATED_AREA.search(left):
        return Basis.INCREMENT
    is_yearly = lexicon.YEARLY.search(candidate.before) is not None
    sown = _SOWN_AREA.search(left) and not lexicon.ADD.match(strip_leads(left))
    return Basis.LEVEL if not is_yearly and (sown or _HERD.search(left)) else None


# 高企稳定在300家, 储备项目动态保持在800个: what is kept is there, though a verb of adding stands before it.
_KEPT_AT = re.compile(r"(?:保持|稳定|维持|稳)(?:保持|稳定)?在$")
# 稳定糖料蔗种植面积47万亩; but jobs that are kept are counted year by year.
_KEEPS = re.compile(
    r"(?:稳定|稳住|守住|保持|坚守|保有)(?=[^,;。、\d]{2})(?![和与及并性器增扩提推住]|就业|岗位|用工|带动)"
)
# 为企业减负200亿元, 减轻税费负担50亿元, 减税降费30亿元
_RELIEVED = re.compile(
    r"(?:减负|减税|降费|降本|退税|让利)(?:降本|增效)?(?:资金|金额)?$"
    r"|(?:减轻|减免|降低|节约|节省)[^,;。、\d]{0,8}(?:负担|成本|税费|费用|租金|支出|开支|利息)$"
)
# 完成水土流失综合治理面积90平方公里, 改善灌溉面积30万亩: what is done to so much land.
_TREATED_AREA = re.compile(
    r"(?:治理|改造|整治|修复|造林|抚育|复垦|改善|流转|腾退|盘活|收储)[^,;。、\d]{0,10}(?<!覆盖)(?<!受益)面积$"
)
# 粮食种植面积60万亩, 生猪出栏55万头: statistics of a year.
_SOWN_AREA = re.compile(r"(?:种植|播种|养殖|栽培|种养)面积(?:分别|各|约)?$")
_HERD = re.compile(r"(?:出栏|存栏|饲养)[^,;。、\d]{0,8}$")


def _adds_on(candidate: Candidate, inherited: Basis | None) -> bool:
    """Tell a bare noun that goes on with what is added (新增企业3家、贷款80亿元), not with a total or a statistic."""
    previous = candidate.previous
    if inherited is not Basis.INCREMENT or previous is None or previous.segment != candidate.segment:
        return False
    if not candidate.left.startswith(_LISTED) or _NO_ADDITION.search(candidate.left):
        return False
    reaches = candidate.quantity.text.startswith(_REACHING)
    if reaches and not previous.quantity.text.startswith(_REACHING):
        return False
    return (
        _ADDS_ANYTHING.search(candidate.before) is not None
        and find_predicate(candidate.left).kind is PredicateKind.BARE
    )


_LISTED = ("、", "和", "及", "与")
_ADDS_ANYTHING = re.compile(r"(?:新增|净增)[^,;。:]*?\d")
_NO_ADDITION = re.compile(
    r"总数|总量|总额|总规模|累计|保有量|拥有量|存量|产值|增加值|收入|营收|成交|交易|销售|零售|进出口|产量|吞吐|利润|税收"
)


def _is_done_for(candidate: Candidate, inherited: Basis | None) -> bool:
    """Tell what is spent or done for so many (为900条渔船新装广播), and those of a class that stands before them."""
    left = candidate.left
    if candidate.quantity.unit in _COUNTS and _MEETS.search(left) and _NAMED_GOAL.match(candidate.after):
        return True
    if _INVESTS.search(left) or strip_leads(left).strip(" 、,") in ("为", "投资"):
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
    if NEW.search(left):
        return False
    if candidate.quantity.unit in MONEY:
        return _SPENT.search(left) is not None
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
    r"(?:研发|R&D|研究与试验发展)[^,;。、\d]{0,8}(?:支出|投入|经费|费用)$|(?:实际到位|到位)(?:内资|外资|资金)$"
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
    rf"建有(?!机|效|偿|色)|拥有|设有|保有|(?:[都均]|{AT_LEAST}|内|(?:确保|做到|保证)[^,;。\d]{{2,20}})有(?=[^,;。、\d]{{0,4}}$)"
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
_TOTAL = re.compile(r"总数|总量|总额|累计|保有量|拥有量|存量$|总规模")
_STOCK_END = re.compile(
    r"(?:产值|增加值|收入|营收|交易额|成交额|销售额|零售额|进出口额?|余额|产量|规模|占比|比重|覆盖率|"
    r"(?:吞吐|发电|用电|售电|耗电|饲养|出栏|存栏|运输?|货运|客运|加注|处理|消费|出口|进口|销售?|交易|供应|供[气水电热]|接待|曝光|业务)量|"
    r"数(?<=[\u4e00-\u9fff]数)|数量)$"
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
