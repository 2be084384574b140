"""What a number counts whose own words leave it out: that of the one before, or of the segment before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.measure_words import SHARES_AND_POINTS
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.number_names import IS_AREA
from policycmp.naming.own_words import Thing, strip_tails
from policycmp.naming.plain_text import plain
from policycmp.naming.promises.listed_things import nth_thing
from policycmp.naming.promises.shares import find_share
from policycmp.naming.properties import cannot_count
from policycmp.naming.size_classes import LOW, written_low, written_size

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

# 占GDP比重翻一番: what doubles is a share.
PART = re.compile(r"(?:占|相当于)[^,;。:]{1,20}(?:比[重例率])|覆盖率|占比|比重|强度|之比|比率|贡献率")
# 制造业增加值占GDP:36%: the label of a share.
_PART_OF = re.compile(r"(?<=[\u4e00-\u9fff]{2})占(?![地比据])[^,;。:、]{2,16}$")
_MEASURES = frozenset({"元", "美元", "亩", "平方米", "平方公里", "公顷", "吨"})
_INDUSTRY = "产业"
# Words that say nothing alone.
_OUTPUT = "产值"
_INVESTMENT = "投资"
_OF_FIRMS = re.compile("企业")
_OF_A_TRADE = frozenset({"增加值", "营业收入"})
_CHAIN = "产业链"
BARE = frozenset({_INDUSTRY, _CHAIN, _OUTPUT, _INVESTMENT}) | _OF_A_TRADE
# What numbers with these units can be numbers of.
_FITTING = {
    "家": (("firms",), ("bodies",)),
    "户": (("firms",), ("households",)),
    "名": (("persons",),),
    "人": (("persons",),),
    "件": (("items",),),
    "亩": (("area",),),
}
_NAMED_INDUSTRY = re.compile(r"(?<!企)(?:业|产业链|经济|集群)$")
_PROJECT = "项目"
_ACTORS = (("firms",), ("persons",))
_STEPS = re.compile(
    r"[、,:;]*(?:已|计划|新|其中|年内|力争|确保|和|,)*(?P<step>开工|竣工|投产|签约|续建|建成|完工)"
    r"(?:建设|投产|投用|达产|达效)*(?P<any>项目)?"
)
_FINISHED = frozenset({"竣工", "投产", "建成", "完工"})
# 城关镇3家、6000万元;甲县、乙县各1家: of each place, what the numbers before it count. Not what a place may become.
_PLACE = r"""
    (?!每|各|全|本|我|两|多|所有|其|园林|卫生|文明|生态|森林|旅游|示范|试点|创新|平安|法治|双拥|健康|节水|宜居|美丽|特色
      |康养|数字|智慧|低碳|海绵|工业|农业|经济|中心|重点|贫困|边境|民族|革命|历史|先进|产业|科技|文化)
    (?: [\u4e00-\u9fff]{1,6}?(?<![特强重集名小])镇
      | [\u4e00-\u9fff]{1,4}(?<![家城下])乡
      | [\u4e00-\u9fff]{1,5}街道
      | [\u4e00-\u9fff]{1,4}(?<![城超门股上])市
      | [\u4e00-\u9fff]{1,4}(?<![范强点])县
      | [\u4e00-\u9fff]{1,4}(?<![园社小片景街校库林牧山市辖专范护验行聚能税贸厂矿湖灌])区)
"""
# 设区的市、县(市、区)分别不低于…; 市、县两级: of each level of places.
_OF_LEVEL = r"(?:[省市县区镇]级?|设区的?市|县\(市[、·]区\)|市州|县区|乡镇|旗县|市县)"
_PLACES = re.compile(
    rf"""(?:其中|[、,:;·])*
    (?: {_PLACE}(?:[、和及与]{_PLACE})*
      | {_OF_LEVEL}(?:[、和及与]{_OF_LEVEL})*(?:[两三四]级)?(?:财政|本级)?(?=分别|各|{AT_LEAST}|{AT_MOST})
    )
    (?:各|分别|共|合计|为|[:,]|{AT_LEAST}|{AT_MOST})*""",
    re.VERBOSE,
)
# 青河林场2000亩: a place that only so large a part of something can be told of.
_SITE = re.compile(
    r"(?:其中|[、,:;·])*[\u4e00-\u9fff]{1,8}(?:(?:林|农|牧|原种|良种)场|(?:风景(?:名胜)?|景|管理|管委会?|度假|示范|保护)区|新城)"
    r"(?:各|为|[:,])*"
)
# 其中高价值的5.5件: a part of what the number before counts.
_PART_OF_IT = re.compile(
    rf"(?:[、,:;])*其中,?(?P<what>[\u4e00-\u9fff]{{2,8}}?)的?(?:达到?|有|为|{AT_LEAST})*"
)
# 其中农村300张, 其中中心城区500个: those of a place of that kind.
_KIND_OF_PLACE = re.compile(
    rf"[、,:;]*其中,?(?P<place>中心城区|[主老]?城区|市区|县城|城镇|农村|乡村|乡镇|城市|社区)(?:达到?|有|为|{AT_LEAST})*"
)
# 其中年营业收入亿元以上的占三成: a part of them, told by what it has.
_OF_THEM = re.compile(
    rf"[、,:;]*其中[^,;。:占]{{2,20}}的(?:要|应|须)?占比?(?:达到?|到|至|提高到|{AT_LEAST}|{AT_MOST})*"
)
# 改造老旧小区9个、惠及1860户: who has something of it.
_BENEFITING = frozenset({"户", "人", "名", "人次"})
_BENEFITS = re.compile(
    rf"[、,;:]*(?:可|将|预计|直接)*(?:惠及|受益|造福)(?:居民|群众|农户|农民|人口|户数|住户|市民|村民|家庭|城乡)*"
    rf"(?:达到?|约|超过?|{AT_LEAST})*"
)
# 面向中小企业采购不低于40%,其中预留给小微企业的比例不低于70%: a part of that part.
_PROCUREMENT = "政府采购"
_PROCURED_FROM = re.compile(
    rf"[、,:;]*其中,?(?:预留)?(?:给|面向)?(?P<who>[\u4e00-\u9fff]{{0,4}}企业)的?(?:采购)?(?:比例|份额)?(?:{AT_LEAST}|达到?|为|占)*"
)
# …达到90%,平原地区达到95%,山区达到80%: of each kind of areas.
_IN_AREA = re.compile(
    rf"[、,:;和与及]*(?P<area>{IS_AREA.pattern})的?(?:要|应|须|将|力争|确保|分别|各|为|[:,]|达到?|超过?|突破|在|提高到?|提升到?|增长到?|{AT_LEAST}|{AT_MOST})*"
)
_ZONE = re.compile(r"农村|城镇|城市|乡村|县城(?!乡)")
_ZONES = {"农村": "农村", "乡村": "农村", "城镇": "城镇", "城市": "城市", "县城": "县城"}
# 城镇居民收入增长6%,农村居民增长8%: theirs.
_INCOME = "居民收入"
_RESIDENTS = {"农村": "农村", "农民": "农村", "城镇": "城镇"}
_WHOSE_INCOME = re.compile(
    rf"[、,:;和与及]*(?:其中)?(?P<whose>农村|农民|城镇)(?:常住)?(?:居民)?(?:人均)?(?:年均|分别|同比)?(?:增长|增速|达到?|提高|为|{AT_LEAST})*"
)
# 研发投入强度达到3%,规上工业企业达到2%: that of the firms.
_RESEARCH = "研发投入"
_BY_FIRMS = re.compile(
    rf"[、,:;]*(?:其中)?,?(?:规上|规模以上|大中型)?(?:工业|制造业)?企业(?:平均)?(?P<part>占比?|占比重)?(?:达到?|为|力争|保持在?|超过|突破|{AT_LEAST})*"
)
# 其中10亿元以上45个, 过50亿元不少于5个, 20—50亿元12个: a size class of the projects before.
_SIZE_ONLY = re.compile(
    rf"""
    [、,:;]*(?:其中)?,?(?:有|含)?
    (?P<class>
      (?:(?:总|固定资产)?投资|单体|产值|营收|营业收入)?额?(?:超过?|过|达到?|在|突破)?{LOW}
      (?P<much>[\d.十百千]*[万亿])元?(?:级|及?以上)?(?:的|产业|项目|企业)*
    )
    (?:达到?|有|为|共|{AT_LEAST}|{AT_MOST})*
    """,
    re.VERBOSE,
)
_SIZED = re.compile(r"^[\d.十百千]*[万亿]元?(?=(?:以上)?(?:项目|企业|产业集群))")


def thing_told_before(context: Context, place: Place, thing: Thing) -> Thing | None:
    """Complete a word that says nothing alone by what stands before (…产业，力争产业规模; …项目20个，完成投资)."""
    start = place.statement[0]
    own_start = thing.start if place.segment[0] < thing.start <= place.start else place.segment[0]
    parts = context.passage.segments(start, own_start) if start < own_start else []
    named = [one for part in reversed(parts) if (one := context.last_noun(part)) and one.word not in BARE]
    if thing.word in (_INDUSTRY, _CHAIN):
        told = next((one for one in named if one.word.endswith((_INDUSTRY, _CHAIN))), None)
        return told or trade_before(context, place) or _trade_of_product(context)
    if thing.word in _OF_A_TRADE:
        # 低空经济增加值增长10%,营业收入增长20%: of the same.
        named = [one._replace(word=_MEASURED.sub("", one.word)) for one in named]
        whose = next(filter(_has_revenue, named), None)
    else:
        whose = named[0] if named else None
    if thing.word in _OF_A_TRADE and _OF_FIRMS.match(context.passage.flat, thing.start):
        # 企业营业收入: theirs, whatever they make.
        return thing
    whose = whose or trade_before(context, place, titled=thing.word not in _OF_A_TRADE)
    if whose is None and thing.word == _INVESTMENT:
        whose = context.in_headings()
    if whose is None or whose.word in BARE:
        # 完成投资30亿元: of what nobody says, so that it is no other's.
        return None if thing.word == _INVESTMENT else thing
    if thing.word == _OUTPUT:
        return whose
    word = whose.word + thing.word
    entry = context.glossary.objects.get(word)
    return Thing(entry.label.zh if entry else word, entry, whose.start, thing.end if whose.end else 0)


_MEASURED = re.compile(r"(?<=..)(?:增加值|营业收入|产值)$")


def _trade_of_product(context: Context) -> Thing | None:
    """Take the industry of a product that is the whole heading (新能源汽车: 产业规模突破…)."""
    heading = context.clause.heading
    entry = context.glossary.objects.get(plain(heading)) and context.glossary.objects.get(
        plain(heading) + _INDUSTRY
    )
    return Thing(entry.label.zh, entry, 0, 0) if entry else None


def _has_revenue(thing: Thing) -> bool:
    """Tell an industry, or firms, whose revenue and value added are told."""
    is_kind = thing.entry is not None and thing.entry.units[:1] in (("yuan",), ("firms",))
    return is_kind or _NAMED_INDUSTRY.search(thing.word) is not None


def trade_before(context: Context, place: Place, *, titled: bool = True) -> Thing | None:
    """Find the industry that a sentence without a number leads with (做强光电产业。到2025年，产值…), or a heading.

    Args:
        context: the clause.
        place: the number in its place.
        titled: whether the plan's title may name it.
    """
    before = context.passage.sentence_before(place.statement[0])
    last = context.counted[-1][0].end if context.counted else 0
    if (
        before is not None
        and last <= before[0]
        and "\n" not in context.passage.flat[before[1] : place.statement[0]]
    ):
        told = context.last_noun(before)
        if told is not None and (
            _NAMED_INDUSTRY.search(told.word)
            or _NAMED_INDUSTRY.search(context.passage.flat, told.start, told.end)
        ):
            return told
    return context.in_headings(_NAMED_INDUSTRY, titled=titled)


def one_before(context: Context, place: Place) -> tuple[Place, Reading]:
    """Find the number that one without a noun goes on from.

    It is the last with its unit in the statement (小区68个、惠及1.1万户，再改造180个), else the last; of 分别 the one
    at its place; behind the numbers of a place (城关镇3家、6000万元) the last one with its unit.
    """
    if place.listed > 1 and len(context.counted) >= place.listed:
        # The members of this list that are read already stand at the end.
        before = context.counted[: len(context.counted) - place.ordinal]
        return before[-place.listed :][place.ordinal] if len(before) >= place.listed else before[-1]
    of_place = context.counted[-1][1].of_place
    for one in reversed(context.counted):
        if not of_place and one[0].statement != place.statement:
            break
        if one[0].target.unit == place.target.unit:
            return one
    return context.counted[-1]


def go_on(reading: Reading, last: tuple[Place, Reading], place: Place) -> None:
    """Take over what the number before counted; the whole too, where both are shares of one kind."""
    before, known = last
    if known.thing is not None and cannot_count(place.target, known.thing.entry):
        return
    # The area of incubators is not that of the provincial ones told before.
    same_kind = (before.target.unit in _MEASURES) == (place.target.unit in _MEASURES)
    reading.thing, reading.grade = known.thing, reading.grade or (known.grade if same_kind else None)
    alike = (before.target.unit, before.target.basis) == (place.target.unit, place.target.basis)
    if alike or (known.property == "share" and place.target.unit in SHARES_AND_POINTS):
        reading.of = reading.of or known.of


def read_part_of_last(context: Context, place: Place) -> Reading | None:
    """Read a number that a place, a class or a size tells from the one before (其中高价值的5.5件, 城关镇3家).

    Args:
        context: the clause.
        place: the number in its place.

    Returns:
        What it counts; None where its own words name a thing.
    """
    if context.last is None or not in_same_sentence(context, place):
        return None
    flat, start = context.passage.flat, place.left
    # A part may stand in brackets behind its number.
    start += flat.startswith("(", start)
    told = context.last[1]
    if told.thing is None:
        return None
    if told.of_place and place.ordinal and context.last[0].follower is place:
        return _of_place(context, place)
    is_site = place.target.unit in _MEASURES and _SITE.fullmatch(flat, start, place.start) is not None
    if is_site or _is_place(context, start, place.start):
        return _of_place(context, place)
    if told.thing.word.endswith(_INCOME) and (whose := _WHOSE_INCOME.fullmatch(flat, start, place.start)):
        entry = context.glossary.objects.get(f"{_RESIDENTS[whose['whose']]}{_INCOME}")
        return type(told)(Thing(entry.label.zh, entry, *whose.span("whose"))) if entry else None
    is_share = place.target.unit in SHARES_AND_POINTS
    if not is_share and (of_kind := _KIND_OF_PLACE.fullmatch(flat, start, place.start)):
        return _of_kind_of_place(context, place, told, of_kind)
    if context.last[0].target.unit == place.target.unit and (
        area := _IN_AREA.fullmatch(flat, start, place.start)
    ):
        return _of_area(context, told, area["area"])
    if is_share:
        if told.thing.word == _RESEARCH and (by := _BY_FIRMS.fullmatch(flat, start, place.start)):
            entry = context.glossary.objects.get(f"企业{_RESEARCH}")
            of = _RESEARCH if by["part"] else "营业收入"
            return type(told)(Thing(entry.label.zh, entry, 0, 0), of=of) if entry else None
        procured = told.thing.word.endswith(_PROCUREMENT)
        if procured and (who := _PROCURED_FROM.fullmatch(flat, start, place.start)):
            thing = Thing(who["who"] + _PROCUREMENT, None, *who.span("who"))
            return type(told)(thing, of=f"{told.thing.word}额")
        if _OF_THEM.fullmatch(flat, start, place.start) and told.thing.word:
            return _copied(told, of=told.thing.word)
        return None
    if place.target.unit in _BENEFITING and _BENEFITS.fullmatch(flat, start, place.start):
        return _of_those_reached(context, place, told)
    if size := _SIZE_ONLY.fullmatch(flat, start, place.start):
        return _of_size(context, told, size)
    if part := _PART_OF_IT.fullmatch(flat, start, place.start):
        entry = context.glossary.objects.get(part["what"] + told.thing.word)
        if entry is not None:
            reading = _copied(told, of=told.of)
            reading.thing = Thing(entry.label.zh, entry, *part.span("what"))
            return reading
    return None


def _is_place(context: Context, start: int, end: int) -> bool:
    """Tell whether the words before a number are places alone, none of them a thing that plans count."""
    flat = context.passage.flat
    first = start + len(flat[start:end]) - len(flat[start:end].lstrip("、,:;"))
    if lexicon.VERB.match(flat, first, end) or not _PLACES.fullmatch(flat, start, end):
        return False
    return all(noun.entry.units[:1] == ("places",) for noun in context.nouns(start, end))


def _of_place(context: Context, place: Place) -> Reading | None:
    """Take what the last number with the same unit counts."""
    for before, known in reversed(context.counted):
        same = (before.target.unit, before.target.type) == (place.target.unit, place.target.type)
        if same and known.thing is not None:
            reading = _copied(known, of=known.of)
            reading.of_place = True
            return reading
    return None


def _of_area(context: Context, told: Reading, area: str) -> Reading:
    """Take what the number before counts, of another area (城镇污水处理率达到95%,农村达到40%)."""
    reading = _copied(told, of=told.of)
    reading.of_place = True
    thing = reading.thing
    if thing is None or area not in _ZONES or context.last is None:
        return reading
    if (zone := _ZONE.match(thing.word)) or _ZONE.match(plain(context.last[0].target.indicator)):
        word = _ZONES[area] + thing.word[zone.end() if zone else 0 :]
        entry = context.glossary.objects.get(word)
        reading.thing = thing._replace(word=entry.label.zh if entry else word, entry=entry)
        reading.of = told.of if told.of is None else _ZONE.sub(_ZONES[area], told.of)
    return reading


def _of_kind_of_place(context: Context, place: Place, told: Reading, match: re.Match[str]) -> Reading | None:
    """Take those of what was told that lie in places of a kind; where these are its scope, the thing is the same."""
    if told.thing is None or context.counted[-1][0].target.unit != place.target.unit:
        return None
    reading = _copied(told, of=told.of)
    word = match["place"] + told.thing.word
    if place.target.binds_all:
        entry = context.glossary.objects.get(word)
        reading.thing = Thing(entry.label.zh if entry else word, entry, *match.span("place"))
    return reading


def _of_those_reached(context: Context, place: Place, told: Reading) -> Reading:
    """Take those whom what was told before reaches (改造老旧小区9个、惠及1860户), who are none of it."""
    word = f"{told.thing.word if told.thing else ''}惠及{'户' if place.target.unit == '户' else '人口'}"
    entry = context.glossary.objects.get(word)
    return type(told)(Thing(entry.label.zh if entry else word, entry, 0, 0))


def _of_size(context: Context, told: Reading, size: re.Match[str]) -> Reading | None:
    """Take the class of projects of another size than those before."""
    if told.thing is None or not _SIZED.search(told.thing.word):
        return None
    word = _SIZED.sub(f"{written_low(size['low'])}{written_size(size['much'])}元", told.thing.word)
    word = word.replace("元以上", "元") if size["low"] else word
    entry = context.glossary.objects.get(word)
    reading = _copied(told, of=told.of)
    reading.thing = Thing(entry.label.zh if entry else word, entry, *size.span("class"))
    return reading


def _copied(known: Reading, of: str | None) -> Reading:
    """Give a reading of its own that counts what another does."""
    reading = type(known)(known.thing, known.grade, of=of, is_ratio=known.is_ratio, property=known.property)
    if reading.thing is not None:
        # Its words stand with the number before.
        reading.thing = reading.thing._replace(start=0, end=0)
    return reading


def thing_of_segment_before(context: Context, place: Place) -> Thing | None:
    """Find the thing in a segment between the number before and this one (增强储能产业竞争力，力争规模突破…)."""
    last = context.counted[-1][0].end if context.counted else 0
    start = max(place.statement[0], last)
    if start >= place.segment[0]:
        return None
    parts = context.passage.segments(start, place.segment[0])
    told = next(filter(None, map(context.last_noun, reversed(parts))), None)
    own = place.segment[0], strip_tails(context.passage.flat, place.segment[0], place.start)
    # 支持龙头企业发展,引进项目10个: none are firms or persons.
    is_other = told is not None and told.entry is not None and told.entry.units[:1] in _ACTORS
    return None if is_other and context.passage.flat[slice(*own)].endswith(_PROJECT) else told


def next_step(context: Context, place: Place, phrase: tuple[int, int]) -> Thing | None:
    """Read the next step of the projects before (签约项目12个、开工8个、竣工6个)."""
    flat = context.passage.flat
    # 新竣工: its verb is no part of the phrase.
    step = _STEPS.fullmatch(flat, place.left, strip_tails(flat, place.left, place.start)) or _STEPS.fullmatch(
        flat, phrase[0], strip_tails(flat, *phrase)
    )
    told = context.last[1].thing if context.last and in_same_sentence(context, place) else None
    if step is None or told is None or _PROJECT not in told.word:
        return None
    # Of 亿元以上项目 those at the next step, not any.
    kind = told.word.removeprefix("投资") if told.word == "投资项目" else told.word
    kind = "" if step["any"] else kind[: kind.rfind(_PROJECT)]
    word = f"{kind}{_PROJECT}{'竣工' if step['step'] in _FINISHED else step['step']}"
    entry = context.glossary.objects.get(word)
    return Thing(entry.label.zh if entry else word, entry, *step.span())


def take_share_before(reading: Reading, context: Context, place: Place) -> None:
    """Read a share in the segment before (研发经费与GDP之比，2025年达到…)."""
    start = max(place.statement[0], context.counted[-1][0].end if context.counted else 0)
    if start >= place.segment[0]:
        return
    for begin, stop in reversed(context.passage.segments(start, place.segment[0])):
        end = strip_tails(context.passage.flat, begin, stop)
        if PART.search(context.passage.flat, begin, end) or _PART_OF.search(context.passage.flat, begin, end):
            share = find_share(context.passage, context.glossary, begin, end)
            if share is not None and share.thing is not None:
                reading.thing, reading.of = share.thing, share.of
            return


def nth_of_segment_before(context: Context, place: Place, leader: Place) -> Thing | None:
    """Find the thing of one of a list in the segments before it (A和B实现“双倍增”，分别超过…)."""
    parts = context.passage.segments(leader.statement[0], leader.segment[0])
    found = (
        nth_thing(context, start, end, place) for start, end in reversed(parts) if context.nouns(start, end)
    )
    return next(found, None)


def in_same_sentence(context: Context, place: Place) -> bool:
    """Tell whether a number stands in the sentence of the one before."""
    between = context.passage.flat[context.counted[-1][0].end : place.start]
    return "。" not in between and "\n" not in between


def goes_on_over_sentences(context: Context, place: Place) -> bool:
    """Tell a number with no noun in a sentence of its own that counts what the last did (达到800家。2025年净增100家).

    Args:
        context: the clause.
        place: the number in its place.
    """
    if context.last is None or place.segment[0] != place.statement[0]:
        return False
    before, known = context.last
    between = context.passage.flat[before.end : place.start]
    alike = before.target.unit == place.target.unit and place.target.unit not in SHARES_AND_POINTS | _MEASURES
    return alike and not known.of_place and "\n" not in between and between.count("。") == 1


def thing_of_sentence_before(context: Context, place: Place) -> Thing | None:
    """Find what a number with no noun counts in the statement before, which promises nothing (现有836家；净增150家).

    Args:
        context: the clause.
        place: the number in its place.
    """
    before = context.passage.sentence_before(place.statement[0])
    units = _FITTING.get(place.target.unit)
    if before is None or units is None or "\n" in context.passage.flat[before[1] : place.statement[0]]:
        return None
    if context.counted and context.counted[-1][0].end > before[0]:
        return None
    fitting = [noun for noun in context.nouns(*before) if noun.entry.units[:1] in units]
    return (
        Thing(fitting[-1].entry.label.zh, fitting[-1].entry, fitting[-1].start, fitting[-1].end)
        if fitting
        else None
    )
