"""Shares, rates of cover and numbers per head: the thing and the whole that it is a part of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.noun_phrases import thing_of
from policycmp.naming.own_words import Thing, strip_leads, strip_tails, trimmed

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Passage
    from policycmp.naming.glossary import Glossary

# 研发强度 alone is the share of GDP, of firms that of their revenue.
_INTENSITY = re.compile(
    r"(?:投入|经费|费用|研发|R&D|支出|经费投入|D\))强度|强度$|(?:R&D|研发(?:经费|投入))(?:投入|支出|经费)*(?:\([^()]*\))?(?:投入|支出|经费)*(?:占比|比例|比重)$"
)
_FIRMS = re.compile(r"企业|平均|户均")
_AMONG = re.compile(
    r"(?P<of>[^,;。:]{2,20}?)(?:(?<![集其])中(?![心国央小等医药试]|高(?!新))|里|内)(?:的|,)?(?:有|设立|建有|建立|拥有|"
    r"开展)?(?P<thing>[^,;。:]{2,20})$"
)
_FIRM_WHOLES = re.compile(
    r"(?P<of>(?:大中型|规模以上|规上|在孵|入驻|入孵|毕业)?(?:工业|制造业|服务业|高新技术|科技型中小)?企业|(?<!农)村(?![庄级民居集镇干卫])|行政村|社区|县区|(?<![全我本])县(?![域级城市])|乡镇(?!卫生院|企业|干部|街道)|"
    r"家庭|学校|园区|医院)"
    r"(?:中(?![心国央小等医药试学])|的)?(?:有|设立|建有|建立|拥有|开展|建设)?(?P<thing>[^,;。:]{2,20})$"
)
# 建有研发机构的规上工业企业占比: of all of them.
_HAVING = re.compile(
    r"(?:建有|设有|设立|拥有|建立|配备|开展|实施)(?:了|过)?(?P<thing>[^,;。:的]{2,14})的"
    r"(?P<of>(?:大中型|规模以上|规上)?(?:工业|制造业|服务业|高新技术|科技型中小)?企业|(?:行政)?村|社区|乡镇|学校|中小学|医院)$"
)
_OF_MANY = re.compile(
    r"(?:以上|左右)?的?(?P<of>(?:大中型|规模以上|规上)?(?:工业|制造业|服务业)?企业|行政村|村|社区|乡镇|学校|县区|医院)"
    r"(?:要|应当?|须)?(?:完成|实施|实现|开展|建立|建有|设立|配备|接入|用上|建成)(?P<thing>[^,;。:、\d]{2,16})"
)
# 5G网络覆盖95%以上的行政村; 覆盖所有社区、90%以上乡镇和60%以上村: each number has its own whole.
_COVERING = re.compile(
    r"(?P<thing>[^,;。:、]{2,20}?)(?:基本|有效|要|将|应)?覆盖(?:到|了)?(?:[^,;。:]{1,30}(?:、|和|及|以及))?$"
)
_WHOLE_BEHIND = re.compile(r"(?:以上|左右)?的?(?!以)(?P<of>[^,;。:、\d的]{1,12}?)(?=[,;。、和及]|$)")
# 90%以上的乡镇卫生院达到标准: of all of them.
_OF_THEMSELVES = re.compile(
    r"(?:以上|左右)?的(?P<thing>[\u4e00-\u9fff]{2,12}?)(?:要|应当?|须)?(?:达到|符合|满足|通过)[^,;。:\d]{0,16}?(?:标准|要求|条件|验收|评价|评估)"
)
# 允许单个项目最高100%的亏损: what of a fund may be lost.
_LOST = re.compile(r"(?:以上|以内)?的?(?:投资|本金)?(?:亏损|损失)(?!补)")
# 按职工总数1.5%的比例安排…: the whole before the share, the thing behind it.
_BY = re.compile(
    rf"(?:按照?|以)(?:{AT_LEAST}|{AT_MOST}|不小于)?(?:本单位|本企业|其|上年度?|当年)?(?P<of>[^,;。:\d]{{2,20}}?)的?$"
)
_AT_RATIO = re.compile(
    r"(?:以上|左右)?的?(?:比例|标准)?,?(?:安排|提取|计提|设立|用于|列支|预留|配置|配备|配建|建设|缴纳|设置|投入)"
    r"(?P<thing>[^,;。:]{2,20})"
)
_TAKEN = re.compile(r"(?:从|在)(?P<of>[^,;。]{2,30}?)(?:中|里)?(?:提取|拿出|安排|划出|提成|取出|按照?)$")
# 面向中小企业的政府采购, 预留给小微企业的份额: whose share of procurement.
_PROCUREMENT = re.compile(
    r"(?:专门)?(?:面向|预留给?|留给)(?P<who>[^,;。的]{2,12}企业)(?:的?(?:政府)?采购)?(?:的?(?:份额|比例|比重))?"
)
# 将采购预算的40%以上预留给中小企业: the same, told round the number.
_OF_PROCUREMENT = re.compile(
    rf"采购(?:项目|支出)?(?:预算|份额|总额|金额|规模)[^,;。:]{{0,8}}?(?:预留|安排|拿出)?(?:{AT_LEAST}|{AT_MOST}|的)*$"
)
_NEAR = 40  # characters
_FOR_WHOM = re.compile(
    r"(?:以上|左右)?的?(?:份额|比例)?(?:专门)?(?:预留给?|面向|留给)(?P<who>[^,;。的]{2,8}企业)"
)
# 奖金不低于转化收益的50%, 场地不低于总面积的75%: a part that must reach a share of a whole.
_BOUNDED = re.compile(rf"(?:{AT_LEAST}|{AT_MOST}|达到?|高于|超过)(?P<of>[^,;。:\d]{{2,20}}?)的$")
# 社会物流总费用与GDP的比率
_TO_EACH_OTHER = re.compile(
    r"(?P<thing>[^,;。:]{2,28}?)(?:与(?!试验)|和|(?<!合)同)(?P<of>[^,;。:]{2,16}?)(?:的?(?<![占同环对])比[率值例]?|之比)$"
)
# 高新技术产业增加值在规上工业中的占比: told the other way round.
_WITHIN = re.compile(
    r"(?P<thing>[^,;。:]{2,24}?)在(?:全[部市省县区])?(?P<of>[^,;。:]{2,16}?)(?:当?中|里)的?(?:占比|比[重例]|份额)"
)
# 科技进步对经济社会发展的贡献率, 人才贡献率: a part of how much something else grows.
_CONTRIBUTED = re.compile(
    r"(?:(?P<thing>[^,;。:]{2,16}?)对(?P<of>[^,;。:对]{2,14}?)的?(?:综合|直接)?|(?P<talents>人才)(?:资[源本])?)贡献(?:率|份额)$"
)
_OF_SCIENCE = re.compile(r"(?:科技|科学技术|技术)(?:进步|创新)?")
_GROWTH = re.compile(r"(?:经济(?:社会)?|社会经济)(?:发展|增长)?$|(?:GDP|生产总值)的?增长$")
_OF_GROWTH = "经济增长"
# 贷款平均利率: the price of money, and no share of anything that could be named.
_PRICE = re.compile(r"(?:利|税|费|汇|毛利)率$")
# 子基金投资本市企业的比例, 投早投小比例: what a fund does with its money.
_FUND = re.compile(
    r"(?:基金(?![亏损收管])[^,;。:]{0,12}?(?:出资|投资(?![损亏收管])|投向|投早|投小|返投)|^(?:投早|投小)|(?<=[,;。:])(?:投早|投小))[^,;。:]{0,20}?"
    r"(?:比例|比重|占比|份额)?$"
)
# 园区企业, 规上企业: of whom the statistics of what firms do in research tell.
_ANY_FIRMS = frozenset({"企业", "规上企业", "规模以上企业", "工业企业", "开发区", "园区", "高新区"})
_VALUE_ADDED = "增加值"
_OF_OUTPUT = frozenset({"GDP", "工业增加值", "规上工业增加值", "农业增加值", "服务业增加值"})
_COUNTED = (("firms",), ("bodies",), ("persons",), ("teams",), ("items",), ("places",))
_SHARE_WORD = re.compile(r"占比|比重|比例")
_KIND = re.compile(
    r"(?:村|社区|小区|学校|企业|医院|幼儿园|县区|乡镇|高校|家庭|公交车|出租车|货车|车辆|用户|床位|手术|教师|医师|道路|公路|"
    r"耕地|农田|茶园|果园|建筑|泵站|发明专利)$"
)
_FIRM_KIND = re.compile(r"(?:规模以上|规上)(?:工业|制造业)企业")
# Their share is known without the word for what is measured.
_PLAIN_PARTS = frozenset({"高新技术产业"})
_SHORT_WHOLES = {
    "规模以上工业企业": "规上工业企业",
    "规模以上企业": "规上企业",
    "规模以上制造业企业": "规上工业企业",
    "规上制造业企业": "规上工业企业",
    "行政村": "村",
    "建制村": "村",
}
_PER = re.compile(
    r"""
      # 每万人口, 每百万名就业人员
      每(?:[万千百]|十万|10万)(?:名|人(?=就业|从业))?(?P<many>常住人口|户籍人口|人口|居民|就业人员|从业人员|劳动力|劳动者|人)口?
      # 每亿元研发投入
    | 每(?:[十百千万]|百万|千万)?[亿万]元
      (?P<spent>(?:全社会)?(?:研发|R&D)(?:经费)?(?:投入|支出|经费)|财政科技支出)
      # 万人5G基站数, 千人床位数: 每 is left out.
    | (?:[万千]|10+)(?P<few>人)口?
      (?=5G|床位|医疗|医院|执业|注册|全科|托位|婴幼儿|护士|医师|医生|养老|公共|机器人|律师|汽车|商标|市场主体|经营主体)
      # 每千名老年人
    | (?:每[万千百]|(?:[万千百]))(?:名|位)?(?P<old>老年人|老人)
      # 亩均税收
    | (?P<land>亩均|地均|单位面积)
      # 每百户居民拥有社区服务设施面积
    | 每[万千百](?P<homes>户)(?:居民|家庭)?
      # 人均科普经费, 户均耕地; what a person earns is an income
    | (?P<each>[人户])均(?=[\u4e00-\u9fff]{2})(?!可支配|纯收入|收入|增收|纯增收|消费|预期|寿命|年|GDP|地区|生产|国内)
      # 平均每企业
    | (?:每|平均每)?(?:[万千百十]|10+)?名?
      (?P<of>常住人口|人口|就业人员|从业人员|劳动力|人|亿元GDP|企业|户|家庭)口?
      (?=均|中|的|拥有|有效|发明|高价值|研发|R&D|$)
    """,
    re.VERBOSE,
)
_TELLS_PER = re.compile(r"[万千每均亩单]")
_PER_HEAD = re.compile(r"[人户]均")
_PEOPLE = {
    "人": "人口",
    "老人": "老年人",
    "常住人口": "人口",
    "户籍人口": "人口",
    "居民": "人口",
    "劳动者": "劳动力",
    "从业人员": "就业人员",
    "户": "家庭",
    "亿元GDP": "GDP",
}


class Share(NamedTuple):
    """A part and its whole: the thing where the words name it, and the whole with its place."""

    thing: Thing | None
    of: str | None
    start: int
    end: int


def find_share(passage: Passage, glossary: Glossary, start: int, end: int) -> Share | None:
    """Read A占B比重, A强度 and the cover of B by A in the words before a percentage.

    Args:
        passage: the text.
        glossary: the words of the config.
        start: where the words begin.
        end: where the number begins.
    """
    flat = passage.flat
    if _PRICE.search(flat, start, strip_tails(flat, start, end)):
        return Share(thing_of(passage, glossary, start, end), None, start, start)
    if match := lexicon.SHARE_OF.search(flat, start, end):
        thing = thing_of(passage, glossary, start, match.start()) if match.start() > start else None
        of = whole_of(passage, glossary, *match.span("of"))
        return Share(_with_output(without_output(thing, glossary), of, glossary), of, *match.span("of"))
    if match := _TO_EACH_OTHER.search(flat, start, strip_tails(flat, start, end)):
        of = whole_of(passage, glossary, *match.span("of"))
        return Share(thing_of(passage, glossary, *match.span("thing")), of, *match.span("of"))
    if match := _WITHIN.search(flat, start, end):
        of = whole_of(passage, glossary, *match.span("of"))
        thing = without_output(thing_of(passage, glossary, *match.span("thing")), glossary)
        return Share(_with_output(thing, of, glossary), of, *match.span("of"))
    if contributed := _contributed(passage, glossary, start, end):
        return contributed
    if match := _FUND.search(flat, start, end):
        funds = glossary.objects.get("基金")
        return Share(Thing(funds.label.zh, funds, *match.span()), None, start, start) if funds else None
    if match := _PROCUREMENT.search(flat, start, end):
        return _procured(passage, glossary, match)
    if match := _BOUNDED.search(flat, start, end + flat.startswith("的", end)):
        thing = thing_of(passage, glossary, start, match.start()) if match.start() > start else None
        return Share(thing, whole_of(passage, glossary, *match.span("of")), *match.span("of"))
    if match := _INTENSITY.search(flat, start, end):
        thing = thing_of(passage, glossary, start, match.end())
        of = "营业收入" if _FIRMS.search(flat, start, match.end()) else "GDP"
        return Share(thing, of, match.start(), match.end())
    words_end = _bare_end(flat, start, end)
    if known := _known_share(passage, start, end, words_end):
        return known
    if match := _HAVING.search(flat, start, words_end):
        thing = thing_of(passage, glossary, *match.span("thing"))
        of = _SHORT_WHOLES.get(match["of"]) or whole_of(passage, glossary, *match.span("of"))
        return Share(thing, of, *match.span("of"))
    for pattern in (_AMONG, _FIRM_WHOLES):
        if match := pattern.search(flat, start, words_end):
            thing = thing_of(passage, glossary, match.start("thing"), match.end("thing"))
            if thing:
                of = _SHORT_WHOLES.get(match["of"]) or whole_of(passage, glossary, *match.span("of"))
                # What all firms that are asked have in common is told by the thing itself.
                is_loose = thing.entry is not None and thing.entry.whole is not None and of in _ANY_FIRMS
                return Share(thing, None if is_loose else of, *match.span("of"))
    return _share_of_its_kind(passage, glossary, start, end, words_end)


def _contributed(passage: Passage, glossary: Glossary, start: int, end: int) -> Share | None:
    """Read what something contributes to the growth of the economy or of a trade."""
    flat = passage.flat
    end = strip_tails(flat, start, end)
    match = _CONTRIBUTED.search(flat, start, end)
    known = passage.object_at(end - 1)
    if match is None or (known is not None and known.end == end):
        return None
    thing = thing_of(passage, glossary, *match.span("talents" if match["talents"] else "thing"))
    if thing is not None and _OF_SCIENCE.fullmatch(thing.word):
        science = glossary.objects.get("科技进步")
        thing = Thing(science.label.zh, science, thing.start, thing.end) if science else thing
    if match["talents"] or _GROWTH.search(match["of"]):
        return Share(thing, _OF_GROWTH, *match.span())
    return Share(thing, whole_of(passage, glossary, *match.span("of")), *match.span("of"))


def _procured(passage: Passage, glossary: Glossary, match: re.Match[str]) -> Share:
    who = thing_of(passage, glossary, *match.span("who"))
    thing = Thing(f"{who.word if who else match['who']}政府采购", None, *match.span())
    return Share(thing, "政府采购额", *match.span())


def _known_share(passage: Passage, start: int, end: int, words_end: int) -> Share | None:
    """Take a rate that is a word of the glossary with its whole, whoever has it (规上工业企业 + 关键工序数控化率)."""
    nouns = passage.objects_in(start, end)
    last = nouns[-1] if nouns else None
    if (
        last is None
        or last.entry.whole is None
        or last.entry.units[:1] != ("percent",)
        or last.end <= words_end
    ):
        return None
    return Share(Thing(last.entry.label.zh, last.entry, last.start, last.end), None, start, start)


def _share_of_its_kind(
    passage: Passage, glossary: Glossary, start: int, end: int, words_end: int
) -> Share | None:
    """Read 经济强村占比: what is a share of all of its kind."""
    if not _SHARE_WORD.search(passage.flat, words_end, end):
        return None
    thing = thing_of(passage, glossary, start, words_end)
    if made := _value_added_of(thing, glossary):
        return Share(made, None, words_end, words_end)
    if thing is not None and _is_narrower(passage, thing, start):
        return Share(thing, thing.word, words_end, words_end)
    kind = _KIND.search(thing.word) if thing else None
    has_own = thing is not None and thing.entry is not None and thing.entry.whole is not None
    if thing is None or kind is None or kind.group() == thing.word or has_own:
        return None
    firms = _FIRM_KIND.search(passage.flat, start, words_end)
    return Share(thing, "规上工业企业" if firms else kind.group(), words_end, words_end)


def share_of_many(passage: Passage, glossary: Glossary, number: tuple[int, int], end: int) -> Share | None:
    """Read what a share of many does or has, told behind the number (80%以上的规上工业企业完成数字化改造).

    Args:
        passage: the text.
        glossary: the words of the config.
        number: where the number begins and ends.
        end: where its segment does.
    """
    begin, start = number
    if _OF_PROCUREMENT.search(passage.flat, max(0, begin - _NEAR), begin) and (
        match := _FOR_WHOM.match(passage.flat, start, end)
    ):
        return _procured(passage, glossary, match)
    if (lost := _LOST.match(passage.flat, start, end)) and "基金" in passage.flat[
        max(0, begin - _NEAR) : begin
    ]:
        losses = glossary.objects.get("基金投资损失")
        return Share(Thing(losses.label.zh, losses, *lost.span()), None, start, start) if losses else None
    if itself := _OF_THEMSELVES.match(passage.flat, start, end):
        thing = thing_of(passage, glossary, *itself.span("thing"), own=False)
        return Share(thing, thing.word, *itself.span("thing")) if thing else None
    if covered := _covering(passage, glossary, number, end):
        return covered
    match = _OF_MANY.match(passage.flat, start, end)
    thing = thing_of(passage, glossary, *match.span("thing")) if match else None
    if match is None or thing is None:
        return None
    word = match["of"]
    of = _SHORT_WHOLES.get(word) or whole_of(passage, glossary, *match.span("of"))
    return Share(thing, of, *match.span("of"))


def _covering(passage: Passage, glossary: Glossary, number: tuple[int, int], end: int) -> Share | None:
    since = max(0, number[0] - _NEAR)
    if passage.flat.find("覆盖", since, number[0]) < 0:
        return None
    match = _COVERING.search(passage.flat, since, number[0])
    behind = _WHOLE_BEHIND.match(passage.flat, number[1], end)
    thing = thing_of(passage, glossary, *match.span("thing")) if match and behind else None
    if behind is None or thing is None:
        return None
    of = _SHORT_WHOLES.get(behind["of"]) or whole_of(passage, glossary, *behind.span("of"))
    return Share(thing, of, *behind.span("of"))


def _is_narrower(passage: Passage, thing: Thing, start: int) -> bool:
    """Tell a part of the things of a kind from all of them (涉海 + 高新技术企业)."""
    if thing.entry is None or thing.entry.whole is not None or thing.entry.units[:1] not in _COUNTED:
        return False
    begin = strip_leads(passage.flat, start, thing.start)
    return begin < thing.start and bool(trimmed(passage.flat[begin : thing.start]))


def find_taken(passage: Passage, glossary: Glossary, start: int, end: int) -> Share | None:
    """Read what a share is taken from (从转让净收入中提取不低于70%); what it is a share of names another segment.

    Args:
        passage: the text.
        glossary: the words of the config.
        start: where the segment of the number begins.
        end: where the number begins.
    """
    match = _TAKEN.search(passage.flat, start, end)
    if match is None:
        return None
    return Share(None, whole_of(passage, glossary, *match.span("of")), *match.span("of"))


def find_set_aside(
    passage: Passage, glossary: Glossary, segment: tuple[int, int], number: tuple[int, int]
) -> Share | None:
    """Read what is set aside in proportion to something (按不低于职工总数1.5%的比例安排残疾人就业).

    Args:
        passage: the text.
        glossary: the words of the config.
        segment: where the segment of the number begins and ends.
        number: where the number does.
    """
    given = _AT_RATIO.match(passage.flat, number[1], segment[1])
    by = _BY.search(passage.flat, segment[0], number[0])
    if given is None or by is None:
        return None
    thing = thing_of(passage, glossary, *given.span("thing"))
    return Share(thing, whole_of(passage, glossary, *by.span("of")), *by.span("of")) if thing else None


_HOW_SHARED = re.compile(r"(?:覆盖率|覆盖面|普及率|建有率|建成率|拥有率|占比|比重|比例|率|实现|基本)$")


def _bare_end(flat: str, start: int, end: int) -> int:
    """Take off how the share is called and reached: what is left are the part and its whole."""
    while end > start:
        tail = lexicon.TAILS.search(flat, start, end) or _HOW_SHARED.search(flat, start, end)
        if tail is None:
            break
        end = tail.start()
    return end


def find_per(flat: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Read what a number is per (每万人口, 每万名就业人员): its word and place."""
    if not _TELLS_PER.search(flat, start, end):
        return None
    match = _PER.search(flat, start, end)
    if match is None or not _TELLS_PER.search(match.group()):
        return None
    if match["spent"]:
        return "研发投入", match.start(), match.end()
    if match["land"]:
        return "亩", match.start(), match.end()
    word = match["many"] or match["few"] or match["old"] or match["homes"] or match["each"] or match["of"]
    return _PEOPLE.get(word, word), match.start(), match.end()


def per_outside_words(passage: Passage, start: int, end: int) -> tuple[str, int, int] | None:
    """Read what a number is per, where that is no part of what the glossary calls a thing (人均体育场地面积).

    Args:
        passage: the text.
        start: where the words of the number begin.
        end: where they end.
    """
    per = find_per(passage.flat, start, end)
    noun = passage.object_at(per[1]) if per else None
    return None if noun is not None and _PER_HEAD.search(noun.entry.label.zh) else per


def whole_of(passage: Passage, glossary: Glossary, start: int, end: int) -> str | None:
    """Give the canonical word of a whole; of a fund it is its size."""
    word = _whole_of(passage, glossary, start, end)
    return "基金规模" if word == "基金" else word


def _whole_of(passage: Passage, glossary: Glossary, start: int, end: int) -> str | None:
    text = passage.flat[start:end]
    if entry := glossary.wholes.get(text):
        return entry.label.zh
    found = [each for each in passage.wholes if start <= each.start and each.end <= end]
    if found and found[-1].end == end and found[-1].end - found[-1].start > 2:  # noqa: PLR2004 - a word of its own
        return found[-1].entry.label.zh
    if thing := thing_of(passage, glossary, start, end):
        whole = glossary.wholes.get(thing.word)
        return whole.label.zh if whole else thing.word
    return trimmed(text) or None


def _with_output(thing: Thing | None, of: str | None, glossary: Glossary) -> Thing | None:
    """Take the value added of an industry for its part of another: 服务业占GDP is 服务业增加值占GDP."""
    if thing is None or of not in _OF_OUTPUT or thing.word in _PLAIN_PARTS:
        return thing
    entry = glossary.objects.get(thing.word + _VALUE_ADDED)
    return Thing(entry.label.zh, entry, thing.start, thing.end) if entry else thing


def _value_added_of(thing: Thing | None, glossary: Glossary) -> Thing | None:
    """Take the value added of an industry whose share is told of nothing: 制造业占比 is one of GDP."""
    if thing is None or thing.entry is None or thing.entry.whole is not None or thing.word in _PLAIN_PARTS:
        return None
    entry = glossary.objects.get(thing.word + _VALUE_ADDED)
    is_part = entry is not None and entry.whole is not None
    return Thing(entry.label.zh, entry, thing.start, thing.end) if entry is not None and is_part else None


_OUTPUT = re.compile(r"(?:增加值|营业收入|产值)$")


def without_output(thing: Thing | None, glossary: Glossary) -> Thing | None:
    """Take the plain noun of a part: the share of 高新技术产业增加值 is that of 高新技术产业."""
    if thing is None:
        return None
    shorter = _OUTPUT.sub("", thing.word)
    entry = glossary.objects.get(shorter)
    if shorter not in _PLAIN_PARTS:
        return thing
    return Thing(entry.label.zh if entry else shorter, entry, thing.start, thing.end)
