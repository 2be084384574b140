"""What tells promises apart that grants do not tell apart: the board of a listing, top talents, money of works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.models import Basis
from policycmp.naming.fragments import is_fragment
from policycmp.naming.grades import Grade, nth_grade
from policycmp.naming.own_words import Thing
from policycmp.naming.promises.qualified_staff import read_qualified
from policycmp.naming.properties import is_sum, measure_told, property_of
from policycmp.naming.readings import thing_at

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.glossary import Glossary
    from policycmp.naming.readings import Context, Reading

_LISTED = frozenset({"上市公司", "挂牌公司"})
_BOARDS = re.compile(
    r"(?P<star>科创板)|(?P<growth>创业板)|(?P<beijing>北交所|北京证券交易所)|(?P<main>主板)"
    r"|(?P<third>新三板|全国(?:中小企业)?股(?:份)?转(?:让)?系统)"
    r"|(?P<regional>新?四板|区域性?股权(?:交易)?(?:市场|中心)|股交中心)"
)
_BOARD_NAMES = {
    "star": "科创板",
    "growth": "创业板",
    "beijing": "北交所",
    "main": "主板",
    "third": "新三板",
    "regional": "区域股权市场",
}
# Money of these works is what is invested in them.
_WORKS = frozenset({"技术改造"})
_INVESTMENT = "投资"
# The floor space of incubators is one, whichever of them is named.
_INCUBATORS = frozenset({"孵化器", "加速器", "孵化面积"})
_ANY_INCUBATORS = "孵化载体"
# 推动500家规上工业企业完成数字化转型: what they do is promised.
_DO = re.compile(
    r"(?:以上|左右)?的?(?:规上|规模以上|大中型)?(?:工业|制造业|服务业|重点|中小|中小微|小微|骨干)?企业"
    r"(?:分批|全部|率先|基本|全面|免费)*(?:完成|开展|实施|实现|进行|接受|通过|参与)(?:了|免费)?"
    r"(?P<deed>[^,;。:、\d]{2,14})"
)
# 高校院所每家限报3项
_LIMITED = re.compile(rf"限(?:项|额)?(?:申)?报(?:数量?|项目)?(?:{AT_MOST})*$")
_APPLICATIONS = "项目申报"
_BY_NUMBER = frozenset({"家", "户", "个"})
_INDUSTRY = "产业"
# 现代服务业项目建设, 私募基金管理人: what behind a noun is counted, and what is done to it.
_KIND_BEHIND = re.compile(r"的?(?P<kind>[\u4e00-\u9fff]{2,10}?)(?:的|等|达到?|超过?|突破|新增|增加|\(|$)")
_DONE_TO_KIND = re.compile(r"(?:建设|任务|发展|实施|培育|工作|开工|竣工|投产|开放|续建|治理|改造|建成)+$")
_KIND_ITSELF = re.compile(r"(?:项目|企业)$")  # 外资项目
_HOUSEHOLDS = "户"
_PROGRAMME = "专项"
# Firms spend no fifth of what they earn on research: 企业研发投入占比80% is a part of all research.
_FIRMS_RESEARCH = "企业研发投入"
_NO_SHARE_OF_REVENUE = 20
# 安排企业研发后补助2亿元: money that is given for research is none that is spent on it.
_SUBSIDY = re.compile(r"(?:补助|奖补|补贴|贴息)$")
# 高校院所研发经费增长45%: theirs is a part of all.
_RESEARCH, _REVENUE = "研发投入", "营业收入"
_BY_SCIENCE = re.compile(r"(?:高校|院校|院所|科研机构|高等学校)的?$")
_OUTPUT = "工业总产值"
_JOBS = "就业"
_POWER = frozenset({"千瓦", "兆瓦", "吉瓦", "MW", "GW"})
_CAPACITY = "装机"
# The class that all of a kind have, or more (高级工以上高技能人才).
_BY_DEFINITION = {"高技能人才": "高级工"}
# What a field or a herd may be told by, besides the measure that the glossary has for it.
_GROWN = frozenset({("area",), ("weight",), ("animals",)})
_MEASURED = re.compile(r"面积|产量|产值|出栏|存栏")
_NEXT_OF_LIST = re.compile(r"[、和及与][\u4e00-\u9fff]{1,5}?(?=产量|面积|产值|[、和及与])")
# 建成养老服务中心,床位不少于150个: in the house that is told before them.
_BEDS, _BEDS_OF_OLD, _BEDS_OF_GUESTS = "床位", "养老床位", "民宿床位"
_HOUSES = re.compile(
    r"(?P<old>养老|敬老|福利院|老年公寓|长者)|(?P<guests>民宿|酒店|宾馆|客栈|露营)|(?P<others>医院|卫生院|医疗|医护|病|康复|护理院|托育|宿舍)"
)
_PERSONS = ("persons",)
_ACADEMICIANS, _TOP_TALENTS = "院士", "顶尖"


def make_finer(reading: Reading, context: Context, place: Place, phrase: tuple[int, int]) -> None:
    """Tell a promised thing from others that share its word in the glossary.

    Args:
        reading: what was read; its thing and grade are made finer.
        context: the clause.
        place: the number in its place.
        phrase: the number's own words.
    """
    thing = reading.thing
    if thing is None:
        return
    if place.target.basis is Basis.GROWTH and reading.property is None and thing.end:
        reading.property = _what_grows(context.passage.flat, thing, place.first.start)
    told = context.last[1].thing if context.last else None
    if qualified := read_qualified(context.passage.flat, place.left, place.start, told):
        reading.thing, reading.grade, reading.of = qualified.thing, qualified.grade, qualified.of
        return
    if context.passage.flat[thing.start : thing.end] == _JOBS:
        thing = reading.thing = _who_finds_jobs(context, place, thing)
    if context.passage.flat[thing.start : thing.end] == _BEDS:
        thing = reading.thing = _whose_beds(context, thing)
    if reading.grade is not None and reading.grade.value == _BY_DEFINITION.get(thing.word):
        reading.grade = None
    if thing.word in _LISTED and reading.grade is None:
        reading.grade = _board(context, place, phrase)
    if thing.word == _ACADEMICIANS and _TOP_TALENTS in context.passage.flat[thing.start : thing.end]:
        reading.thing = Thing("顶尖人才", None, thing.start, thing.end)
    elif thing.word == _RESEARCH and _BY_SCIENCE.search(context.passage.flat, place.left, thing.start):
        reading.thing = Thing(f"高校院所{_RESEARCH}", None, thing.start, thing.end)
    elif _is_output_of_area(context, place, thing):
        entry = context.glossary.objects.get(_OUTPUT)
        reading.thing = Thing(_OUTPUT, entry, thing.start, thing.end)
    elif thing.entry is None and thing.word.endswith(_INDUSTRY) and _is_amount(place):
        # The output of an industry that only makes one thing is that of the thing.
        entry = context.glossary.objects.get(thing.word.removesuffix(_INDUSTRY))
        reading.thing = Thing(entry.label.zh, entry, thing.start, thing.end) if entry else thing
    elif thing.word.endswith(_INDUSTRY) and place.target.unit in _POWER:
        # 新能源并网300万千瓦: what generates it, not the industry.
        word = f"{thing.word.removesuffix(_INDUSTRY)}{_CAPACITY}"
        entry = context.glossary.objects.get(word)
        reading.thing = Thing(entry.label.zh if entry else word, entry, thing.start, thing.end)
    elif subsidy := _SUBSIDY.search(context.passage.flat, thing.start, thing.end):
        if not _SUBSIDY.search(thing.word):
            reading.thing = Thing(thing.word + subsidy.group(), None, thing.start, thing.end)
    elif thing.word == _RESEARCH and reading.of == _REVENUE:
        # Only firms have a revenue that research is a part of.
        entry = context.glossary.objects.get(_FIRMS_RESEARCH)
        reading.thing = Thing(_FIRMS_RESEARCH, entry, thing.start, thing.end)
    elif thing.word == _FIRMS_RESEARCH and _is_large_share(place):
        reading.of = "研发投入"
    elif (funds := _set_aside(context, place, thing)) is not None:
        reading.thing, reading.grade = funds, None
    elif thing.word in _INCUBATORS and property_of(place.target, thing.entry) == "area":
        entry = context.glossary.objects.get(_ANY_INCUBATORS)
        reading.thing = Thing(_ANY_INCUBATORS, entry, thing.start, thing.end)
    elif thing.word in _WORKS and property_of(place.target, thing.entry) == "amount":
        entry = context.glossary.objects.get(thing.word + _INVESTMENT)
        reading.thing = Thing(entry.label.zh, entry, thing.start, thing.end) if entry else thing


def _what_grows(flat: str, thing: Thing, end: int) -> str | None:
    """Read which measure of a thing grows, where the glossary measures it otherwise (水果产量, of an area)."""
    if (
        thing.entry is None
        or thing.entry.units[:1] not in _GROWN
        or _MEASURED.search(flat, thing.start, thing.end)
    ):
        return None
    begin = thing.end
    while follows := _NEXT_OF_LIST.match(flat, begin, end):
        begin = follows.end()
    return measure_told(flat[begin:end])


def counted_in(flat: str, thing: Thing, end: int, unit: str, glossary: Glossary) -> Thing | None:
    """Take what is counted of a noun that is no count itself: 现代服务业项目 of 现代服务业, users of 天然气.

    Args:
        flat: the plain text.
        thing: the noun.
        end: where the number's own words end.
        unit: the number's unit.
        glossary: the words of the config.

    Returns:
        The thing counted; the noun where nothing follows it and it may be told by places; None for a sum of money.
    """
    kind = _KIND_BEHIND.match(flat, thing.end, end)
    word = _DONE_TO_KIND.sub("", kind["kind"]) if kind else ""
    if kind and word and not is_fragment(word):
        word = flat[thing.start : thing.end] + word
        entry = glossary.objects.get(word)
        return Thing(entry.label.zh if entry else word, entry, thing.start, kind.end())
    if _KIND_ITSELF.search(flat, thing.start, thing.end):
        return Thing(flat[thing.start : thing.end], None, thing.start, thing.end)
    if unit == _HOUSEHOLDS and (users := glossary.objects.get(f"{thing.word}用户")):
        return Thing(users.label.zh, users, thing.start, thing.end)
    return None if is_sum(thing.entry) else thing


def _whose_beds(context: Context, beds: Thing) -> Thing:
    """Take beds alone for those of the house that the line tells last before them."""
    flat = context.passage.flat
    start = max(flat.rfind(end, 0, beds.start) for end in "。\n") + 1
    houses = [house.lastgroup for house in _HOUSES.finditer(flat, start, beds.start)]
    word = {"old": _BEDS_OF_OLD, "guests": _BEDS_OF_GUESTS}.get((houses or [""])[-1] or "")
    entry = context.glossary.objects.get(word) if word else None
    return beds._replace(word=entry.label.zh, entry=entry) if entry else beds


def _who_finds_jobs(context: Context, place: Place, jobs: Thing) -> Thing:
    """Take those of whom a number finds work (吸引高校毕业生到各县就业1.2万人), who are no new jobs."""
    nouns = context.nouns(place.segment[0], jobs.start)
    return thing_at(nouns[-1]) if nouns and nouns[-1].entry.units[:1] == _PERSONS else jobs


def _set_aside(context: Context, place: Place, thing: Thing) -> Thing | None:
    """Take the money of a programme for what it is (安排科技专项3000万元), which counts no programmes."""
    written = context.passage.flat[thing.start : thing.end]
    if not written.endswith(_PROGRAMME) or "重大" in written or not _is_amount(place):
        return None
    entry = context.glossary.objects.get(f"{written}资金")
    return Thing(entry.label.zh, entry, thing.start, thing.end) if entry else None


def _is_amount(place: Place) -> bool:
    return property_of(place.target, None) == "amount"


def _is_output_of_area(context: Context, place: Place, thing: Thing) -> bool:
    """Tell what is made in an area (开发区产值过千亿), of which the area is no part."""
    is_area = thing.entry is not None and thing.entry.units[:1] == ("places",)
    return is_area and _is_amount(place) and "产值" in context.passage.flat[place.left : place.start]


def _is_large_share(place: Place) -> bool:
    is_share = place.target.unit == "%" and place.target.basis is not Basis.GROWTH
    return is_share and place.target.value >= _NO_SHARE_OF_REVENUE


def deed_of_firms(context: Context, place: Place) -> Thing | None:
    """Find what a number of firms of any kind does (推动500家规上工业企业完成数字化转型), or may apply for.

    Args:
        context: the clause.
        place: the number in its place.
    """
    if limited := _LIMITED.search(context.passage.flat, place.segment[0], place.start):
        entry = context.glossary.objects.get(_APPLICATIONS)
        return Thing(entry.label.zh if entry else _APPLICATIONS, entry, *limited.span())
    if place.target.unit not in _BY_NUMBER:
        return None
    match = _DO.match(context.passage.flat, place.end, place.segment[1])
    return context.last_noun(match.span("deed")) if match else None


def _board(context: Context, place: Place, phrase: tuple[int, int]) -> Grade | None:
    """Read where firms are listed (科创板、北交所上市企业分别达到5家、8家)."""
    flat = context.passage.flat
    boards = [
        Grade(*match.span(), _BOARD_NAMES[match.lastgroup or ""], is_level=False)
        for match in _BOARDS.finditer(flat, min(phrase[0], place.left), max(phrase[1], place.start))
    ]
    if len(boards) < 2:  # noqa: PLR2004 - one alone
        return boards[0] if boards else None
    if own := nth_grade(flat, boards, place.ordinal, place.listed):
        return own
    words = "、".join(dict.fromkeys(board.value for board in boards))
    return Grade(boards[0].start, boards[-1].end, words, is_level=False)
