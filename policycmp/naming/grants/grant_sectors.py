"""Firms of a sector as grants reward them: grown above designated size, for turnover, or for a qualification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming.grants.acts_told import acts_in
from policycmp.naming.grants.grant_lists import item_of
from policycmp.naming.grants.grant_objects import Ground
from policycmp.naming.item_heads import label_of
from policycmp.naming.own_words import Thing, trimmed

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

_ABOVE_SCALE = "规上企业"
# What firms above designated size are called by sector; industry is the plain case.
_SECTORS = (
    (re.compile(r"商贸|批发|零售|住宿|餐饮|批零|住餐|限上|限额|升限|商业企业"), "限上商贸企业"),
    (re.compile(r"服务业|服务企业"), "规上服务业企业"),
    (re.compile(r"建筑[业企]"), "建筑业企业"),
)
# 限上零售企业首次入库: entered in the statistics of firms of that size.
_ABOVE = re.compile(r"限上|规上|限额以上|规模以上")
# 新增规模以上…, 首次上规的…: what a list of sectors is about.
_GROWN_ABOVE = re.compile(
    r"(?:新增|新建|新纳入|纳入|新入|进入|首次|当年|新升|升)[^,;。]{0,6}(?:限上|规上|限额以上|规模以上)|(?:上规|升规|升限|纳统|入统|纳限)"
)
# 新增限上零售、住宿企业; not 新增规上企业研发机构.
_ADDED_ABOVE = re.compile(
    r"新增(?:限上|规上|限额以上|规模以上)[^,;。:的]{0,20}?(?:企业|单位|个体户?)(?=的|$|[^一-鿿]|每|给|奖)"
)
_INDUSTRY = re.compile(r"工业(?!园|设计|互联|旅游|投资)|制造业")
# 首次进入服务业企业名录库: the statistics of firms above that size.
_LISTED = re.compile(
    r"(?:进入|纳入|列入|新入)(?:规模以上|限额以上|规上|限上|国家)?[^,;。、的]{0,4}业(?:统计)?(?:企业|单位)(?:统计)?名录"
)
_ENTERS = ("入库", "纳入", "入统")
_PLAIN_SCALE = frozenset({"above-scale-firms", "above-scale-industrial-firms"})
_FIRMS = (("firms",),)
_SECTOR_ALONE = re.compile(
    r"(?:规上|规模以上|限上|限额以上)?(?:(?:工业|制造业|服务业|其[他它]服务业|建筑业|批发|零售|住宿|餐饮|商贸业?|商业|批零|住餐)(?:业)?[、和及与]?)+(?:类|企业)*"
)
_FARTHEST_ABOVE = 120
# 软件和信息技术服务业企业年营业收入: whose money it is.
_OF_SECTOR = re.compile(
    r"(?:^|[^一-鿿]|[对凡])(?P<sector>[一-鿿]{1,14}?业)(?:类)?(?:企业|单位|公司)?(?:的|年度?|当年|上年度?|主营业务|主营)*$"
)
_BEHIND = re.compile(
    r"[^,;。:]{0,40}?的(?P<sector>[一-鿿]{1,10}?业|[一-鿿]{0,8}(?:设计|软件|电商|物流|影视|动漫|芯片|医药|外贸|建筑|文化|旅游))"
    r"(?:类)?(?:企业|单位|公司)"
)
_NO_SUBJECT = re.compile(r"[,;]?(?:对|凡)?(?:其|年度?|当年|上年度?|主营业务|主营)*$")
_HEAD = re.compile(r"[一-鿿]{4,10}")
# 规模奖励, 企业培育: how or to what end, no line of business.
_SAYS_HOW = re.compile(
    r"[奖补助]|支持|企业|规模|营[收业]|产[值能业出]|销售|收入|做[大强优]|上[规台市]|提[升质]|增[长量产]|发展|培育|成长|壮大|升级|梯[队度]|贡献|达产|效益"
    r"|进出口|出口|外贸|机构|主体|项目|市场|创新|首次|对象|条件|标准|申报|范围|方向|稳|扩|鼓励|激励|政策|措施|其中|包括|如下"
)
_SUBJECT = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+条)?(?:[\d一二三四五六七八九十]+[.、])?(?:\([^()]{1,10}\)|[^,;。:\d]{2,16}:)?(?:对|凡)?"
    r"(?P<sector>[一-鿿]{2,12}?业)(?:类)?(?:企业|单位|公司)"
)
# Of these money is turned over in the plain sense.
_PLAIN_SECTORS = re.compile(r"(?:规模以上|规上|规模)?(?:工业|制造业|产业|企业|行业|创业|就业|专业|各业)$")
_INDUSTRIAL = re.compile(r"(?:规模以上|规上|规模)?(?:工业|制造业)")
_TURNED_OVER = frozenset({"revenue", "output-value"})
_FARTHEST = 40


def grown_above_scale(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take firms grown above designated size by their sector (服务业企业首次上规, 升规纳统的工业企业).

    Args:
        context: the clause.
        ground: what the condition names.
        place: the amount in its place.
    """
    thing, (start, end) = ground
    entry = thing.entry
    listed = _LISTED.search(context.passage.flat, start, end) if end else None
    added = _ADDED_ABOVE.search(context.passage.flat, start, end) if end else None
    if end == 0 or (entry is not None and entry.units[:1] not in _FIRMS and not listed and not added):
        return None
    acts = acts_in(context.passage, start, end)
    entered = _ABOVE.search(context.passage.flat, start, end) is not None
    grown = [
        act
        for act in acts
        if act.entry.id == "scale-up" or (entered and context.passage.flat.startswith(_ENTERS, act.start))
    ]
    is_plain = entry is not None and entry.id in _PLAIN_SCALE
    if not grown and not listed and not added and not (is_plain and entry and entry.event == "scale-up"):
        return None
    if entry is not None and entry.event == "scale-up" and not is_plain:
        return None
    found = _firms_of(context, context.passage.flat[max(place.statement[0], start - _FARTHEST) : end])
    if found is None or found is entry:
        return None
    if (entered_as := listed or added) and not grown:
        return Ground(Thing(found.label.zh, found, *entered_as.span()), ground.segment)
    where = (thing.start, thing.end) if is_plain else (grown[0].start, grown[0].end)
    return Ground(Thing(found.label.zh, found, *where), ground.segment)


def _firms_of(context: Context, words: str) -> CountedObject | None:
    """Give what firms above designated size of the sector that words name are called."""
    named = next((word for pattern, word in _SECTORS if pattern.search(words)), _ABOVE_SCALE)
    return context.glossary.objects.get(named)


def newly_above_scale(context: Context, place: Place) -> Ground | None:
    """Take firms grown above designated size where the condition has no other noun (对新升规的工业企业).

    Args:
        context: the clause.
        place: the amount in its place.
    """
    for segment in context.passage.segments(place.statement[0], place.start):
        if ground := grown_above_scale(context, Ground(Thing("", None, 0, 0), segment), place):
            return ground
    return None


def sector_of_item(context: Context, ground: Ground, place: Place) -> Thing | None:
    """Take the firms of the sector that one of several amounts is for (规模以上工业、服务业、批零业企业，分别…).

    Args:
        context: the clause.
        ground: what the condition names.
        place: the amount in its place.
    """
    item = item_of(context, ground, place)
    if item is None or not _GROWN_ABOVE.search(context.passage.flat, *ground.segment):
        return None
    words = context.passage.flat[slice(*item)]
    is_told = _INDUSTRY.search(words) or any(pattern.search(words) for pattern, _ in _SECTORS)
    found = _firms_of(context, words) if is_told else None
    return Thing(found.label.zh, found, *item) if found else None


def sector_under_head(context: Context, place: Place) -> Ground | None:
    """Take the firms of the sector that labels an item under a head on firms grown above that size (工业：15万元).

    Args:
        context: the clause.
        place: the first amount of its list.
    """
    flat = context.passage.flat
    label = label_of(flat, place.start)
    words = flat[slice(*label)] if label else ""
    if not _SECTOR_ALONE.fullmatch(words):
        return None
    line = flat.rfind("\n", 0, place.start) + 1
    above = (
        flat[max(0, line - _FARTHEST_ABOVE) : line],
        context.lead,
        context.clause.heading,
        *context.clause.path,
    )
    if not any(map(_GROWN_ABOVE.search, above)):
        return None
    found = _firms_of(context, words)
    return Ground(Thing(found.label.zh, found, 0, 0), (0, 0)) if found else None


def of_its_sector(context: Context, thing: Thing) -> Thing:
    """Tell the turnover of a sector from that of firms in general (软件业企业营业收入).

    Firms above designated size are industrial ones where nothing else is said.

    Args:
        context: the clause.
        thing: what the condition names.
    """
    if thing.entry is not None and thing.entry.id in _PLAIN_SCALE:
        plain = context.glossary.objects.get(_ABOVE_SCALE)
        return Thing(plain.label.zh, plain, thing.start, thing.end) if plain else thing
    if thing.entry is None or thing.entry.id not in _TURNED_OVER or not thing.end:
        return thing
    flat = context.passage.flat
    start = context.passage.statement(thing.start)[0]
    before = flat[start : thing.start]
    found = _OF_SECTOR.search(before) or _BEHIND.match(flat, thing.end)
    if found is None and _NO_SUBJECT.match(before) and (sentence := context.passage.sentence_before(start)):
        # ；年营收首次突破…: of the firms that the statement before is about.
        found = _SUBJECT.match(flat, *sentence)
    if found is None and (item := _of_item(context, thing)):
        return item
    sector = found["sector"] if found else ""
    if thing.entry.id == "output-value" and _INDUSTRIAL.fullmatch(sector):
        sector = "工业"
    elif not sector or _PLAIN_SECTORS.search(sector):
        return thing
    word = f"{sector}{thing.word}"
    # 机构培育科技服务业: with the head of the item before it.
    known = (context.glossary.objects.get(word[cut:]) for cut in range(len(sector) - 1))
    entry = next(filter(None, known), None)
    return Thing(entry.label.zh if entry else word, entry, thing.start, thing.end)


def _of_item(context: Context, thing: Thing) -> Thing | None:
    """Take what the head of an item names for what its turnover is asked of (保税维修：年产值每满1亿元的)."""
    flat = context.passage.flat
    label = label_of(flat, thing.start)
    if label is None or not flat.startswith(":", label[1]) or not _HEAD.fullmatch(flat, *label):
        return None
    word = "" if _SAYS_HOW.search(flat, *label) else trimmed(flat[slice(*label)])
    if not word:
        return None
    entry = context.glossary.objects.get(word)
    return Thing(entry.label.zh if entry else word, entry, *label)


# Qualifications of building firms, told from the firms.
_QUALIFICATIONS, _BUILDERS = "building-qualifications", "construction-firms"
_QUALIFIED_CLASS = r"(?:[特一二三甲乙]级|综合)"
# 取得综合或行业甲级资质, 晋升为施工总承包特级, 升特级
_GETS_CLASS = re.compile(
    rf"(?:(?:首次|新)?(?:取得|获得|获批|晋升|晋级|升级|升为|升至|升到|升|增项|申报)[^,;。:]{{0,14}}?{_QUALIFIED_CLASS}[^,;。:的]{{0,8}}?资质"
    rf"|(?:晋升|晋级|升级?)(?:为|至|到)?(?:施工)?(?:总承包)?{_QUALIFIED_CLASS})"
)


def for_qualification(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the qualification that a building firm has got for what is rewarded, whatever its sector is called.

    Args:
        context: the clause.
        ground: what the condition names.
        place: the amount in its place.
    """
    entry = ground.thing.entry
    if entry is None or entry.id != _BUILDERS:
        return None
    got = _GETS_CLASS.search(context.passage.flat, place.statement[0], place.start)
    if got is None:
        return None
    known = context.glossary.by_id[_QUALIFICATIONS]
    thing = ground.thing._replace(word=known.label.zh, entry=known)
    return ground._replace(thing=thing)


def read_firm_that_came(context: Context, reading: Reading) -> None:
    """Take the firm for what is rewarded where it comes with its qualification (特级资质企业迁入的).

    Args:
        context: the clause.
        reading: what is read of the grant; gets its thing.
    """
    thing, words = reading.thing, context.glossary.event_words
    is_qualified = thing is not None and thing.entry is not None and thing.entry.id == _QUALIFICATIONS
    if thing is not None and is_qualified and reading.event == words["attraction"]:
        known = context.glossary.by_id[_BUILDERS]
        reading.thing = thing._replace(word=known.label.zh, entry=known)
