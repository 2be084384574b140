"""The wholes of rates: what a share that is paid is a share of, as it is said, asked or plain from the thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import SHARES
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.noun_phrases import thing_of
from policycmp.naming.own_words import Thing, trimmed
from policycmp.naming.properties import property_of

if TYPE_CHECKING:
    from policycmp.config import Whole
    from policycmp.naming.clause_passages import Passage, Place
    from policycmp.naming.glossary import Found
    from policycmp.naming.readings import Context, Reading

# Of a patent: paid to keep it.
_ANNUAL_FEES = "年费"
_RIGHT = re.compile(r"专利|商标|品种")
_RESEARCH, _INVESTED = "研发投入", "投资额"
_EQUIPMENT = "设备投资额"
INVESTMENTS = (_INVESTED, _EQUIPMENT)
# Whatever is paid for has these: their words name no thing.
_PLAIN_WHOLES = frozenset(
    {
        _INVESTED, _EQUIPMENT, "费用", "合同额", "采购额", "销售额", "售价", "服务费", "使用费", "增长额", "贷款额",
        "兑付额", "购房款", "运营费用", "发行额", "出资额", "实缴资本",
    }
)  # fmt: skip
_EQUIPPED = re.compile(r"设备[^,;。:\d]{0,6}(?:投资|投入)[^,;。:\d]{0,6}\d")
# 总投资, 固定资产投资: more than the equipment.
_ALL_INVESTED = re.compile(r"总|固定资产|项目")
_STEPPED = re.compile(r"元[^,;。:]{0,8}部分")
_FARTHEST = 80
_OF_DEED = re.compile(r"(?:租用|租赁|采购|购买)费?")
_A_SUM = re.compile(r"[一-鿿]{2}(?:额|款|费用?|金|价|收入|支出|投入|投资)$|^[^额款费金价]*$")
_SUM_ALONE = re.compile(r"[一-鿿]{1,6}(?:额|款|费)")
_COST_AT_END = re.compile(
    r"(?:费用?|款|价|金额|租金|房租|利息|支出|花费|花销|开支|投入|投资)(?:部分|总?额)?$"
)
# The whole of a rate of what was added.
ADDED = "增长额"
# 按上述标准的2倍, 标准提高50%, 全额: a rate of another grant.
_STANDARD = re.compile(
    r"(?:上述|前述|前款|该|补[贴助]|津贴|奖[励补])标准的?(?:分别|再)?(?:提高|上浮|增加|\d)|标准(?:分别|再|相应)?(?:提高|上浮)"
    r"|基础上[^,;。:]{0,3}(?:提高|上浮|增加)|全额(?:补助|奖励|奖补)$"
)
_OF_STANDARD = "补贴标准"
_INTEREST_PAID = re.compile(r"(?:再贴|贴息|年利率|年化|年息)(?:率|比例)?(?:为|按)?(?:最高)?$")
_INTEREST_BEHIND = re.compile(r"的?(?:年)?(?:贴息|贷款贴息|利率贴息)")
# A share of what is paid for the loan (按利息的一半贴息).
_HALF_OF_IT = re.compile(r"(?:利息|利率|LPR|费用?|成本)[^,;。]{0,6}的[^,;。]{0,6}$")
_MOST_INTEREST = 12
# 按省补到账额的50%配套: what a higher level paid.
_LOAN, _PAID_IN = "贷款额", "合同额"


# 省支持标准, 国家和省级奖励资金: what a higher level gave.
_HIGHER_AWARD = "上级奖励"
_HIGHER = re.compile(
    r"(?:上级|国家|[省市])(?:[和、]?省)?级?(?:支持|补助|资助|奖励|奖补|扶持)(?:标准|资金|金额|经费|额度?)?的?"
)
# 500万元以上部分: a step of a whole that is named elsewhere.
_STEP = re.compile(r"元?(?:[(及至以]|含|上|下|内)+\)?的?部分$")
# Wholes of shares of a number: no rate is a part of them (给予企业超出额的1%).
_COUNTED_WHOLES = frozenset({"firms", "industrial-firms-above-scale", "population", "workers"})
_JOINED = re.compile(r"[、和及与]")
_FEE_OF = re.compile(r"(?:评估|评价|审查|检测|代理|登记|公证|质押)[一-鿿]{0,2}费")
_FEE_BEFORE = re.compile(rf"[一-鿿](?:(?<!担保)费用?|开支|花销),?{lexicon.PAID_IN_PART.pattern}$")
_UNKNOWN_FEE = re.compile(r"费用?$")
_ALL_OF_IT = "全额"
_COSTS = "费用"
# First sets are paid by what they were sold for, however the price is called.
_FIRSTS = ("首台套", "首批次新材料", "首版次软件")
_PRICE, _SALES = "售价", "销售额"
_PAID_FOR = (_PRICE, "采购额")
# Farm machines are paid by their price.
_IS_EQUIPMENT = re.compile(rf"{lexicon.DEVICE}(?<!农机)(?:购置|更新|采购)?$")
# What firms earn or own: its size tells who may apply, not what is paid.
_EARNED = re.compile(r"收入|产值|税|贡献|利润|资本|规模|资产|销售|增加值|奖|财力")
_GUARANTEES = "担保费"
_INSURANCE, PREMIUM = "保险", "保费"
# Things that are a cost by themselves, and what that is as a whole.
_LOST_INVESTED, _LOSSES = "投资损失", frozenset({"贷款损失", "担保代偿"})
_FOREIGN, _ARRIVED = "利用外资", "到账外资"
_OF_ITSELF = {
    "房租": "租金",
    "厂房房租": "租金",
    "装修": "装修费用",
    "流片": "流片费用",
    "物流费用": "运输费用",
    "知识产权维权": "维权费用",
    "企业上云": "服务费",
    "稳岗返还": "失业保险费",
    "社会保险补贴": "社会保险费",
    "农机": "售价",
    _FOREIGN: _ARRIVED,
    "贷款利息": "利息",
    "贷款损失": "贷款损失",
    "担保代偿": "代偿额",
    "投资损失补偿": _LOST_INVESTED,
    _RESEARCH: _RESEARCH,
    "技术合同": "合同额",
}
# 装修办公用房的，装修费用的30%: what is paid is not the rent.
_FITTING_OUT, _FITTED_OUT, _OF_ROOMS = "装修费用", "装修", frozenset({"房租", "厂房房租"})
# 租用标准厂房的, 按租金的50%; 购置后自用的, 按购房价款的5%.
_PLANT, _PLANT_RENT, _RENT = "厂房", "厂房房租", "租金"
_HOME_PRICE, _OFFICES_BOUGHT = "购房款", "办公用房购置"
_OFFICES = re.compile(r"写字楼|办公|商务楼|楼宇")
_ADVERTISED, _ADVERTISING = re.compile(r"广告|宣传"), "广告支出"
_OF_SERVICES = (_COSTS, "服务费", "使用费")
_HELD, _OF_EVENT = re.compile(r"大赛|赛事|活动|论坛|会议"), "活动支出"


def read_rate(context: Context, reading: Reading, place: Place) -> None:
    """Read the whole of a rate; it is the thing too where nothing else names one."""
    if reading.of == ADDED or property_of(place.target, None) != "rate":
        return
    base = find_base(context.passage, place)
    if base is not None and base.word == _GUARANTEES:
        # Fees of a guarantee are a cost themselves.
        base = None
    standard = _STANDARD.search(context.passage.flat, place.segment[0], place.right)
    if standard and not (base and standard.group().startswith(_ALL_OF_IT)):
        reading.of = _OF_STANDARD
        return
    if _is_of_loan(context, place):
        reading.of = _LOAN
        return
    if base is None:
        reading.of = (
            _base_before(context, place, reading)
            or _step_of(context, place, reading)
            or _asked(context, place)
            or _of_itself(context, reading)
            or _fee_paid(context, reading, place)
            or reading.of
        )
        return
    reading.of = (
        _invested_in(context, place, reading, base) if base.word in (_INVESTED, _COSTS) else base.word
    )
    if reading.of == _COSTS or (
        reading.of == _LOST_INVESTED and reading.thing is not None and reading.thing.word in _LOSSES
    ):
        reading.of = _of_itself(context, reading) or base.word
    if reading.thing is not None and reading.of == reading.thing.word == _FOREIGN:
        reading.of = _ARRIVED
    _read_spread(context, reading)
    if reading.of in _OF_SERVICES and reading.event == context.glossary.event_words["procurement"]:
        # 租用算力，按实际支出: what is paid by contract, however it is called.
        reading.of = _PAID_IN
    if reading.thing is not None and reading.of == _PRICE and reading.thing.word in _FIRSTS:
        is_bought = reading.event == context.glossary.event_words["procurement"]
        reading.of = _EQUIPMENT if is_bought else _SALES
    if reading.thing is not None and reading.of in _PAID_FOR and _IS_EQUIPMENT.search(reading.thing.word):
        # 购置检测设备的，按采购价: what is spent on equipment, however that is called.
        reading.of = _EQUIPMENT
    reading.places.append(("of", base.start, base.end))
    if base.word == _ANNUAL_FEES and reading.thing is not None and _RIGHT.search(reading.thing.word):
        reading.event = context.glossary.event_words.get("upkeep")
    if reading.thing is None:
        reading.thing = thing_of(context.passage, context.glossary, base.start, base.end)
    elif (reading.of, reading.thing.word[-len(_PLANT) :]) == (_RENT, _PLANT):
        _take(context, reading, _PLANT_RENT, "rent")
    elif reading.of == _HOME_PRICE and (
        reading.thing.word in _OF_ROOMS or _OFFICES.search(reading.thing.word)
    ):
        _take(context, reading, _OFFICES_BOUGHT, "procurement")
    elif reading.of == _FITTING_OUT and reading.thing.word in _OF_ROOMS:
        entry = context.glossary.objects.get(_FITTED_OUT)
        reading.thing = Thing(_FITTED_OUT, entry, base.start, base.end)
        reading.event = None


def _read_spread(context: Context, reading: Reading) -> None:
    """Tell that an occasion is spread by what is paid of it (展会…宣传费用补30%), and what is paid by its being so."""
    entry, words = reading.thing.entry if reading.thing else None, context.glossary.event_words
    if entry is None or entry.units[:1] != ("occasions",):
        return
    if reading.of == _COSTS and reading.event == words["promotion"]:
        reading.of = _ADVERTISING
    elif reading.of == _ADVERTISING and reading.event in (words["exhibition"], words["hosting"], None):
        reading.event = words["promotion"]


def _take(context: Context, reading: Reading, word: str, event: str) -> None:
    """Take the thing that the cost tells for what the rate is for."""
    entry = context.glossary.objects.get(word)
    if entry is not None and reading.thing is not None:
        reading.thing = reading.thing._replace(word=entry.label.zh, entry=entry)
        reading.event = context.glossary.event_words[event]


def _invested_in(context: Context, place: Place, reading: Reading, base: Thing) -> str:
    """Tell what the money put in went to: research, or the equipment asked (设备投资90万元以上的，按实际投资的2%)."""
    if _is_research(reading):
        return _RESEARCH
    if base.word == _COSTS:
        return base.word
    flat = context.passage.flat
    asked = _EQUIPPED.search(flat, place.statement[0], base.start)
    return _EQUIPMENT if asked and not _ALL_INVESTED.search(flat, base.start, base.end) else base.word


def _step_of(context: Context, place: Place, reading: Reading) -> str | None:
    """Take what is spent on research for the whole where a rate is of a step of it (500万元以上部分给予5%)."""
    stepped = _STEPPED.search(context.passage.flat, place.segment[0], place.start)
    return _RESEARCH if stepped and _is_research(reading) else None


def _asked(context: Context, place: Place) -> str | None:
    """Take the cost whose size is asked where a rate names none (技术交易额100万元以上的，按3%补助)."""
    flat, start = context.passage.flat, place.statement[0]
    asked = [
        whole
        for whole in context.passage.wholes
        if start <= whole.start
        and whole.end <= place.start
        and lexicon.IS_MONEY.search(whole.entry.label.zh)
        and not _EARNED.search(whole.entry.label.zh)
        and lexicon.MEASURED.match(flat, whole.end)
        and not _ends_a_name(context.passage, whole, "担保")
    ]
    if equipped := list(_EQUIPPED.finditer(flat, start, place.start)):
        return _EQUIPMENT if not asked or asked[-1].start < equipped[-1].end() else asked[-1].entry.label.zh
    return asked[-1].entry.label.zh if asked else None


def _fee_paid(context: Context, reading: Reading, place: Place) -> str | None:
    """Tell that a fee without a word of the glossary is paid in part (制作费补15%, 停车费减免30%)."""
    if reading.thing is not None and _UNKNOWN_FEE.search(reading.thing.word):
        return None
    start = max(place.statement[0], place.start - _FARTHEST)
    return _COSTS if _FEE_BEFORE.search(context.passage.flat[start : place.start]) else None


def _of_itself(context: Context, reading: Reading) -> str | None:
    """Tell what is paid of a thing that is a cost itself, or has one (租房补贴50%: of the rent)."""
    word = reading.thing.word if reading.thing else ""
    if word.endswith(_INSURANCE):
        return PREMIUM
    return _OF_ITSELF.get(word) or _cost_in_name(context, word) or _spent_on(reading)


def _cost_in_name(context: Context, word: str) -> str | None:
    """Take the cost that a thing is called by (货车通行费), but of what its words only end like (担保费)."""
    if not _UNKNOWN_FEE.search(word) or word.endswith(_GUARANTEES):
        return None
    wholes = context.glossary.wholes.find(word, 0, len(word))
    return wholes[-1].entry.label.zh if wholes and wholes[-1].end == len(word) else None


def _spent_on(reading: Reading) -> str | None:
    """Tell by the thing what its costs are called: those of an event, of advertising."""
    entry = reading.thing.entry if reading.thing else None
    if entry is None:
        return None
    if _ADVERTISED.search(entry.label.zh):
        return _ADVERTISING
    return _OF_EVENT if entry.units[:1] == ("occasions",) and _HELD.search(entry.label.zh) else None


def _is_research(reading: Reading) -> bool:
    """Tell that what is spent is spent on research (研发投入…，按其投入的2%)."""
    return reading.thing is not None and reading.thing.word == _RESEARCH


def _is_of_loan(context: Context, place: Place) -> bool:
    """Tell how much of the loan a year's interest is paid (贴息3%, 按年利率1.5%贴息) from a share of the interest."""
    flat = context.passage.flat
    pays = _INTEREST_PAID.search(flat, place.left, place.start) or _INTEREST_BEHIND.match(flat, place.end)
    return (
        pays is not None
        and place.target.value < _MOST_INTEREST
        and not _HALF_OF_IT.search(flat, place.segment[0], place.start)
    )


def _base_before(context: Context, place: Place, reading: Reading) -> str | None:
    """Take over the whole of the last rate of the same thing in a line (第一年补贴租金的50%，第二年30%)."""
    for before, known in reversed(context.counted):
        if "\n" in context.passage.flat[before.end : place.start] or known.thing is None:
            return None
        if known.thing != reading.thing and known.thing.entry is not (reading.thing and reading.thing.entry):
            return None
        if before.target.unit == place.target.unit:
            return known.of if known.thing == reading.thing or known.thing.entry else None
    return None


def find_base(passage: Passage, place: Place) -> Thing | None:
    """Find what a rate is a share of: 按设备投资额的20%, 20%的房租补贴, 上级奖励1:1配套.

    Args:
        passage: the text.
        place: the rate in its place; anything else has none.
    """
    if place.target.unit not in SHARES:
        return None
    if place.start not in passage.bases:
        passage.bases[place.start] = _find_base(passage, place)
    return passage.bases[place.start]


def _find_base(passage: Passage, place: Place) -> Thing | None:
    flat = passage.flat
    left = max(place.segment[0], min(place.left, place.start))
    before = flat[left : place.start]
    if match := lexicon.BASE.search(before):
        matching = lexicon.MATCHING.search(flat, *place.segment) is not None
        thing = _whole(passage, left + match.start("base"), left + match.end("base"), own=not matching)
        if thing is not None and not (matching and thing.word == _PAID_IN):
            return thing
    if lexicon.MATCHING.search(flat, *place.segment):
        return Thing(_HIGHER_AWARD, None, place.start, place.end)
    after = lexicon.BASE_AFTER.match(flat, place.end, place.right)
    thing = _whole(passage, *after.span("base"), own=False) if after else None
    return thing or _cost_given(passage, left, place.start) or _base_apart(passage, place)


def plain_base(passage: Passage, place: Place) -> int | None:
    """Tell where the whole of a rate begins that names no thing (补助改造投资的10%, 购车款补15%).

    Args:
        passage: the text.
        place: the rate in its place.
    """
    base = find_base(passage, place)
    if base is None or base.start >= place.start:
        return None
    named = passage.object_at(base.start)
    if named and named.start < base.start:
        # 评估费用: the cost of what it says itself; 关键设备投资: that of what stands before.
        return None if named.end >= base.end else named.end
    if base.start > place.left and _OF_DEED.match(passage.flat, base.start):
        # 专线租用费
        return None
    nouns = [] if base.word in _PLAIN_WHOLES else passage.objects_in(base.start, base.end)
    return None if nouns else base.start


def _base_apart(passage: Passage, place: Place) -> Thing | None:
    """Read a whole that is told apart from its share (以到账额为基数，给予3%的奖补; 发生的评估费用，补助一半)."""
    start = max(place.statement[0], place.start - _FARTHEST)
    before = passage.flat[start : place.start]
    if taken := lexicon.BASE_TAKEN.search(before):
        begin, end = taken.span(taken.lastgroup or 0)
        return _whole(passage, start + begin, start + end)
    apart = lexicon.COST_BEFORE.search(before) or lexicon.COST_AHEAD.match(before)
    if apart is None or not _COST_AT_END.search(apart["cost"]):
        return None
    return _whole(passage, start + apart.start("cost"), start + apart.end("cost"))


def _cost_given(passage: Passage, start: int, end: int) -> Thing | None:
    """Read the cost that is paid in part, named before the verb that pays (展位费给予80%补助, 保费补助比例为60%)."""
    paid = [
        whole
        for whole in passage.wholes
        if start <= whole.start
        and whole.end <= end
        and lexicon.IS_MONEY.search(whole.entry.label.zh)
        and not _ends_a_name(passage, whole)
    ]
    last = [whole for whole in paid if lexicon.PAID_IN_PART.fullmatch(passage.flat, whole.end, end)]
    costs = paid[: paid.index(last[-1]) + 1] if last else []
    return _chief(passage, costs) if costs else None


def _chief(passage: Passage, wholes: list[Found[Whole]]) -> Thing:
    """Take the last whole of a stretch, of a list the first (认证费、维护费: costs of one thing)."""
    first = len(wholes) - 1
    while first and _JOINED.fullmatch(passage.flat, wholes[first - 1].end, wholes[first].start):
        first -= 1
    return Thing(wholes[first].entry.label.zh, None, wholes[first].start, wholes[-1].end)


def _ends_a_name(passage: Passage, whole: Found[Whole], beginning: str = "") -> bool:
    """Tell a word that is only the end of another (保费 of 担保费)."""
    noun = passage.object_at(whole.start)
    return (
        noun is not None
        and noun.start < whole.start
        and whole.end <= noun.end
        and passage.flat.startswith(beginning, noun.start)
    )


def _names_a_fee(flat: str, whole: Found[Whole], end: int) -> bool:
    """Tell a thing before the fee for something done with it (专利评估费)."""
    return not lexicon.IS_MONEY.search(whole.entry.label.zh) and bool(_FEE_OF.match(flat, whole.end, end))


def _whole(passage: Passage, start: int, end: int, *, own: bool = True) -> Thing | None:
    """Read a whole: the last word of the glossary in it, else its own word."""
    wholes = [
        noun
        for noun in passage.wholes
        if start <= noun.start
        and noun.end <= end
        and not passage.bracketed(noun.start)
        and noun.entry.id not in _COUNTED_WHOLES
        and not (noun.entry.label.zh == PREMIUM and _ends_a_name(passage, noun, "担保"))
    ]
    # 贷款利息和专利评估费总额: whose fee it is, is no whole.
    wholes = [noun for noun in wholes if not _names_a_fee(passage.flat, noun, end)] or wholes
    if wholes:
        return _chief(passage, wholes)
    if _HIGHER.fullmatch(passage.flat, start, end):
        return Thing(_HIGHER_AWARD, None, start, end)
    if not own:
        return None
    if _STEP.search(passage.flat, start, end):
        return None
    said = lexicon.BASE_LEADS.sub("", passage.flat[start:end])
    word = trimmed(said)
    if not _A_SUM.search(word):
        # 兑付额, 到资额: the word for a sum is all that tells it from an act.
        word = said if _SUM_ALONE.fullmatch(said) else word
    if _UNKNOWN_FEE.search(word) and not word.endswith(_GUARANTEES):
        # 发射费, 翻译费: a fee that the glossary does not know is what the thing costs.
        word = _COSTS
    return Thing(word, None, start, end) if lexicon.IS_MONEY.search(word) else None


# 场租、搭建等费用, 展位费、特装费: one of several.
_COSTS_BEHIND = re.compile(
    r"(?:费用?)?(?:、[\u4e00-\u9fff]{2,8})*(?:、[\u4e00-\u9fff]{2,8}(?:费|租金)(?!用?补)|(?:、[\u4e00-\u9fff]{2,8})?等[\u4e00-\u9fff]{0,4}(?:费用|支出|开支))"
)
_COST_BEFORE = re.compile(r"(?:费|租金)(?:、[\u4e00-\u9fff]{2,8})?(?:[、和及])$")


def is_one_of_costs(flat: str, thing: Thing) -> bool:
    """Tell one of several costs, none of which is what a grant is for (场租、搭建等费用).

    Args:
        flat: the plain text.
        thing: what a part of a condition names.
    """
    if thing.entry is None or thing.entry.units[:1] != ("yuan",):
        return False
    return bool(_COSTS_BEHIND.match(flat, thing.end) or _COST_BEFORE.search(flat, 0, thing.start))
