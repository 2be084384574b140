"""Numbers without a measure word that the words round them read: indices, coefficients, people, money, ages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import (
    AT_LEAST,
    AT_MOST,
    LEADING_BOUNDS,
    TRAILING_BOUNDS,
    bound_pattern,
    touching_bound,
)
from policycmp.language.money_words import GRANTS
from policycmp.language.numerals import parse_number
from policycmp.models import Comparator, Quantity, Span

if TYPE_CHECKING:
    from decimal import Decimal

# What an index comes from: 指数从85提高到95, 系数由2020年的0.52提高到0.6
_COMES_FROM = r"(?:[由从](?:20\d\d年[底末]?|目前|现在|当前)?的?(?:\d[\d.]*[万亿]?)?)"
_REACHES = (
    r"(?:将|要|力争|应)?(?:达到?|突破|超过?|提高[到至]|提升[到至]|增加[到至]|上升[到至]|扩大[到至]|发展到|降低?[到至]|下降[到至]|"
    rf"增至|升至|控制在|保持在|稳定在|为|{AT_LEAST}|{AT_MOST})"
)
_INDEX = re.compile(
    rf"指数[^,;。、\d()]{{0,8}}?$|(?:指数|系数)[^,;。、\d()]{{0,4}}(?:{_COMES_FROM}(?<=[由从的])|{_COMES_FROM}?{_REACHES})$"
)
# 容积率不低于1.5, PUE值控制在1.3以下, 城乡居民收入比缩小到1.9: what has no unit, bounded
_BARE_RATE = re.compile(
    r"(?:容积率|PUE(?:值)?|能效比|收入(?:倍差|比(?![例重上去较])值?)|(?:电能利用效率|电源使用效率)(?:\(PUE\)|值)?)[^,;。、\d()]{0,8}$"
)
# 技术合同成交额突破25亿, 营收破千亿: money by what is counted, where nothing follows that could be
_SUM = re.compile(
    r"(?:产值|营收|收入|投资|成交额|交易额|销售额|增加值|税收|利润|出口额?|进出口|合同|资金|基金|融资|贷款|余额|规模|产业|经济总量|财政|零售额?)"
    r"[^,;。、\d()]{0,8}$"
)
_SUM_ENDS = re.compile(r"\s?(?:以上|以内|左右)?\s?(?:[,;。、)\n]|$)")
# 网民规模由9.1亿提高到10亿, 常住人口突破300万: people that a noun counts, without a measure word
_PEOPLE_COUNTED = re.compile(
    rf"(?:人口|网民|用户|人数|(?P<visits>人次)|从业人员|劳动力|志愿者|参保人员)(?:总数|总量|总人数|规模|数量|数)?"
    rf"(?:(?<=人次)|(?<=人数)|{_COMES_FROM}(?<=[由从的])|{_COMES_FROM}?{_REACHES})$"
)
# 满意度达到82分以上
_SCORE = re.compile(r"(?:满意度|满意率|安全感|指数|综合得分)[^,;。、\d()]{0,10}?$")
_POINTS = re.compile("分(?![之钟别项类])")
_PAID = re.compile(
    rf"(?:奖励|补助|补贴|资助|奖补|给予|支持|扶持|奖|补|最高|上限|封顶|总额|额度|金额)[^,;。、\d]{{0,4}}(?:{AT_MOST})?$"
    rf"|(?:单[个家户项笔]|每[个家户人件项名]|同一)[^,;。、\d]{{0,12}}(?:{AT_MOST})$"
)
# 国家级:80万, 一等奖 5万, 每个产品3万: the class that gets it, and nothing behind but an end
_CLASS_PAID = re.compile(
    r"(?:(?:国家|部|省|市|县|区|州|自治区)级|[特一二三优]等奖|[金银铜]奖|[A-Ea-e一二三四五甲乙丙]类|[甲乙丙丁一二三四五A-Ea-e]级|[一二三四五]星级?"
    r"|[初中高]级工?|博士|硕士|本科生?|大专|每[个家件项人名户]?[\u4e00-\u9fff]{0,4}"
    r"|(?:^|[,;。\s])(?:通过|完成|获[评批得]|入选|新?认定|评为)[^,;。:\d]{2,16}(?=:))(?:的|企业|单位)?\s?[:\-—]{0,2}\s?$"
)
_LINE_ENDS = re.compile(r"\s?(?:[,;。)\n]|$|/[家件人名户项个]|、[^,;。、\d]{1,6}\d[\d.]*万)")
# 每度电补2分钱, 每公斤奖1角: money in parts of a 元
_SMALL_CHANGE = re.compile(r"(?P<part>[分角毛])钱?(?![之钟别项类])")
_EACH_SMALL = re.compile(
    r"每[一1]?(?:度电?|千瓦时|美元|元|公斤|斤|件|单|升|票|枚|只|吨公里)[^,;。\d]{0,8}(?:奖励?|补贴?|补助|给予?|贴)$"
)
_PARTS_OF_YUAN = {"分": 100, "角": 10, "毛": 10}
# 帮助5万就业困难人员: people are counted without a measure word.
_PEOPLE = re.compile(
    r"(?:农村|城镇|贫困|困难|就业|失业|住房|脱贫|搬迁|返乡|残疾|移民|退役|高校|在校|中小学|留守|受灾|低保)*"
    r"(?:群众|孩子|人口|人员|农民工?|学生|居民|职工|老人|老年人|劳动力|毕业生|校友|儿童|患者|大学生|军人|教师)"
)
# 打造200亿级新材料产业: how large one is to become. What is counted so (10亿级项目55个, 2个千亿级集群) is of a class.
_BUILT = re.compile(
    r"(?:打造|打造成|打造为|建设|建成|形成|培育|壮大|做大|做强|构建|冲刺|迈向)(?:成为?)?$|亿元?级[^,;。、\d]{2,10}[、和及]$"
)
_INDUSTRY = r"(?:产业集群|产业链|产业|集群|园区|经开区|高新区|开发区)"
_INDUSTRY_SO_LARGE = re.compile(
    rf"元?(?:级(?:以上)?|规模)的?(?:[^,;。、\d企的]{{0,10}}?{_INDUSTRY}(?!企业|项目|[基资]金|[\u4e00-\u9fff]{{0,4}}\d)|[^,;。、\d企的]{{2,8}}、\d[\d.]*亿元?级)"
)
# How far before a number the words stand that read it.
_FAR = 20
# More digits than any statistic has.
_MOST_DIGITS = 15
_LONGEST_BOUND = 4
_WAN = 10_000
_LEADING_BOUND = re.compile(rf"(?:{bound_pattern(LEADING_BOUNDS)})\s?$")
_TRAILING_BOUND = re.compile(bound_pattern(TRAILING_BOUNDS))


def read_bare(text: str, span: Span) -> Quantity | None:
    """Read a number without a measure word: an index (指数达到85以上), people (常住人口突破300万), money (奖励50万).

    Args:
        text: folded text.
        span: where the number stands, with its 万 or 亿.

    Returns:
        The quantity with the bounds that touch it, or None where no words round it read it.
    """
    last = text[span.end - 1]
    if last == "万" and _PEOPLE.match(text, span.end) and (heads := _people_behind(text, span)):
        return heads
    if last in "万亿" and (people := _PEOPLE_COUNTED.search(text, max(0, span.start - _FAR), span.start)):
        return _bounded(text, span, "人次" if people["visits"] else "人")
    if (
        last in "万亿"
        and _MONEY_OF.search(text, max(0, span.start - _FAR), span.start)
        and _SUM_ENDS.match(text, span.end)
    ):
        return _bounded(text, span, "元")
    if last in "万亿" and _is_paid(text, span):
        return _bounded(text, span, "元")
    if last == "亿" and is_size_of_industry(text, span):
        return _bounded(text, span, "元")
    # 1.8万亿 is said of what there is.
    if last == "亿" and text[span.end - 2] != "万" and _SUM_ENDS.match(text, span.end):
        near = max(0, span.start - _FAR)
        if _SUM.search(text, near, span.start) and not _PEOPLE_COUNTED.search(text, near, span.start):
            return _bounded(text, span, "元")
    return _small_change(text, span) or _index(text, span)


def is_size_of_industry(text: str, span: Span) -> bool:
    """Tell how large an industry or a park is to become (打造200亿级新材料产业).

    Args:
        text: folded text.
        span: where the amount stands.
    """
    if _INDUSTRY_SO_LARGE.match(text, span.end - (text[span.end - 1] == "元")) is None:
        return False
    return _BUILT.search(text, max(0, span.start - _FAR), span.start) is not None


def _index(text: str, span: Span) -> Quantity | None:
    unit = "分" if _POINTS.match(text, span.end) else ""
    near = max(0, span.start - _FAR)
    if not unit and _BARE_RATE.search(text, near, span.start):
        return _bounded(text, span, "")
    named = _SCORE if unit else _INDEX
    value = parse_number(span.of(text))
    if value is None or not named.search(text, near, span.start):
        return None
    bound = _TRAILING_BOUND.match(text, span.end + len(unit))
    whole = Span(span.start, bound.end() if bound else span.end + len(unit))
    comparator = touching_bound(bound.group()) if bound else Comparator.EQ
    return Quantity(whole, whole.of(text), value, unit, comparator)


def _bounded(text: str, span: Span, unit: str) -> Quantity | None:
    """Read a number with the bounds that touch it on either side."""
    near = max(0, span.start - _LONGEST_BOUND)
    lead = _LEADING_BOUND.search(text, near, span.start) or _BREAKS.search(text, near, span.start)
    tail = _TRAILING_BOUND.match(text, span.end)
    value = _value(span.of(text).replace("余", "").replace("多", ""))
    if not value:
        return None
    whole = Span(lead.start() if lead else span.start, tail.end() if tail else span.end)
    bound = tail or lead
    if bound and bound.group() == "破":
        return Quantity(whole, whole.of(text), value, unit, Comparator.GT)
    comparator = touching_bound(bound.group().strip()) if bound else Comparator.EQ
    return Quantity(whole, whole.of(text), value, unit, comparator)


# 成交额首次破千亿
_BREAKS = re.compile("(?<!打)破$")


def _people_behind(text: str, span: Span) -> Quantity | None:
    """Read people whom the noun behind counts (5.4万就业困难人员)."""
    heads = _value(span.of(text).rstrip("万余多 "))
    bound = Comparator.GT if text[span.end - 2] in "余多" else Comparator.EQ
    return Quantity(span, span.of(text), heads * _WAN, "人", bound) if heads else None


def _value(number: str) -> Decimal | None:
    return None if sum(map(str.isdigit, number)) > _MOST_DIGITS else parse_number(number)


def _is_paid(text: str, span: Span) -> bool:
    """Tell money without its 元: right behind a word of giving, or a further step of a list that gives."""
    if _PAID.search(text, max(0, span.start - _FAR), span.start):
        return True
    if _LINE_ENDS.match(text, span.end) and _CLASS_PAID.search(text, max(0, span.start - _FAR), span.start):
        return True
    if _STEP_ENDS.match(text, span.end) is None:
        return False
    return _STEPS.search(text, max(0, span.start - _FAR * 3), span.start) is not None


def _small_change(text: str, span: Span) -> Quantity | None:
    """Read money that is given in parts of a 元 for each of something small (每度电补2分钱)."""
    part = _SMALL_CHANGE.match(text, span.end)
    value = _value(span.of(text)) if part else None
    if not part or not value or not _EACH_SMALL.search(text, max(0, span.start - _FAR), span.start):
        return None
    whole = Span(span.start, part.end())
    return Quantity(whole, whole.of(text), value / _PARTS_OF_YUAN[part["part"]], "元")


# 奖励标准:国家级200万,省级100万;优秀30万、良好15万。
_STEPS = re.compile(rf"(?:{GRANTS}|标准|安家费|津贴)[^。\n]{{0,50}}$")
_STEP_ENDS = re.compile(
    r"\s?(?:[,;。、)\n]|$|/[家件人名户项个]|(?:的?比例)?(?:分[一二两三四五\d][年期次批])?(?:给予|兑现|拨付|发放|支付|奖励|补助|补贴|资助))"
)
# 筹措市级资金6000万: what is counted is money, where nothing follows that could be
_MONEY_OF = re.compile(r"(?:资金|经费|基金|投资|投入|贷款|融资)(?:达到?|共|总?计|约|超过?|突破)?$")


# 人均预期寿命提高到80岁: an age that a population is to reach
_RISES = r"(?:提高|提升|增加|增长|延长|上升|达|增|升)[到至]"
_LIFE = re.compile(
    rf"""(?:
      (?:寿命|受教育年限)(?:
          [^,;。、\d]{{0,6}}?
        | (?:这[一]?项)?(?:指标)?,(?:要|力争|争取|确保)*(?:提高|达|升)?[到至]
        | [由从](?:20\d\d年的?)?[\d.]+[年岁](?:左右)?(?:,|将|要)*{_RISES}                # 从2020年的76.1岁提高到
      )
      # 寿命从76.1岁提高到78岁;到2035年,进一步提高到80岁
    | 寿命[^。\n]{{0,30}}?\d[\d.]*岁(?:左右)?[,;](?:[到至]?20\d\d年[底末]?,?)?
      (?:再|将|要|力争|争取|进一步|继续)*{_RISES}
    )$""",
    re.VERBOSE,
)
_FAR_BEFORE_AGE = 60
_YEARS_OF_AGE = re.compile(r"(?P<number>[\d.]+)(?P<unit>岁|年)(?P<bound>以上|以内|以下|左右)?")


def read_age(text: str, span: Span) -> Quantity | None:
    """Read how long people are to live or to learn (人均预期寿命提高到80岁), which is no term.

    Args:
        text: folded text.
        span: where the years stand.

    Returns:
        The quantity, or None where they are a term.
    """
    age = _YEARS_OF_AGE.fullmatch(span.of(text))
    value = parse_number(age["number"]) if age else None
    if (
        age is None
        or value is None
        or not _LIFE.search(text, max(0, span.start - _FAR_BEFORE_AGE), span.start)
    ):
        return None
    bound = touching_bound(age["bound"]) if age["bound"] else Comparator.EQ
    return Quantity(span, span.of(text), value, age["unit"], bound)
