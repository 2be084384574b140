"""Which place a text shows at work: it issues, meets, decides; its bodies speak; its papers and rules bear its name.

News and pages of answers have no title or signature that would tell whose policy they describe; their first
sentences do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.title_words import TEXTS
from policycmp.metadata.title_place import ZONE_KIND, names_zone, speaks
from policycmp.regions import find_names, line_of_places, telling_counties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.metadata.page import Page
    from policycmp.metadata.voice import Voice
    from policycmp.regions import Division

_WINDOW = 1_200
_ISSUES = "(?:印发|出台|发布|公布|颁布|下发|制定|制订|修订|推出)"
_VERB = rf"(?:{_ISSUES}(?![的会])|(?:拟定|审议通过|召开|举行|设立|成立|提出|规定|明确|启动|部署|安排|实施)(?![的于在]))"
_ADVERB = r"""(?:
    近日|日前|近期|最近|昨[日天]|今[日天年]|去年|已|将|正式|联合|共同|率先|首次|全面|重新|新|再次?|又|还|陆续|专门|研究|于
    |(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{4}年
    |以[^,。;:]{2,24}?文件(?:形式)?
    )*+"""
_BODY = r"""(?:
    [省市州县区旗盟]?(?:人民)?政府(?:新闻)?(?:办公[厅室]|办)?
    |[省市州县区旗盟]?(?:人大|政协)(?:常委会)?
    |(?:(?<=[省市州县区旗盟])|[省市州县区旗盟])长(?![江期远效足])
    |[省市州县区旗盟]?委(?:书记|员会|办公?[厅室]?|常委|[^,。;:]{0,6}?部|(?=[、,]|印发|出台))
    |(?:(?![在到向经由报与的为对获可被将把])[一-鿿]){1,12}?(?:局|厅|委员会|管委会|办公室)
    |(?:(?![在到向经由报与的为对获可被将把])[一-鿿]){1,4}委(?![员托派任屈婉])
    )"""
_CONGRESS = r"第[一二三四五六七八九十]+届(?:人民代表大会|人大|委员会)"
# 为加快…,加大…力度,日前出台8条政策: what for stands between.
_PURPOSE = r"(?:为(?!例|期)[^。;]{2,60}?,)?"
# 某市新一轮创新计划提出: its paper speaks for it.
_PAPER = rf"(?:(?![在到向由与的为对])[一-鿿]){{2,14}}?(?:{TEXTS}|新政)(?=提出|明确|规定)"
_ACTS = re.compile(
    rf"(?:{_BODY}[^,。;:《》]{{0,16}}?|{_PAPER})?{_PURPOSE}{_ADVERB}{_VERB}|{_CONGRESS}", re.VERBOSE
)
_ACTS_ITSELF = re.compile(_ADVERB + _VERB, re.VERBOSE)
_SPEAKS = re.compile(_BODY + "(?!网|门户|微信|客户端)", re.VERBOSE)
_CONVENES = re.compile(_CONGRESS)
_TELLS = re.compile(rf"(?:{_BODY}[^,。;]{{0,6}}?)?(?:获悉|了解到|得知)|{_BODY}消息", re.VERBOSE)
# A subject begins where a line, a sentence or a clause does, or behind the day.
_OPEN = r"(?:^|[\s,。;:!?)\]】》”|·—]|近日|日前|近期|最近|昨[日天]|今[日天年]|[讯电]|\d[年月日]|[上下]午)"
_SUBJECT = re.compile(rf"{_OPEN}(?:中共)?$")
_TOLD_BY = re.compile(r"[从据由]$")
_PLACED = re.compile(r"在$")
# 中德沈阳产业园: what stands before the place in the name of a zone.
_OF_ZONE = re.compile(rf"{_OPEN}(?P<own>(?:(?![从据由在对与和到为将把被以])[一-鿿]){{0,3}})$")
_ZONE = re.compile(
    rf"(?:(?!政府|[厅局市县州省]|支持|加快|推进|建设|促进|关于|{_VERB})[一-鿿]){{0,10}}?{ZONE_KIND}"
)
_ZONE_ACTS = re.compile(rf"党?工委|管委会|管理委员会|{_PURPOSE}{_ADVERB}{_VERB}|\s?[:“]", re.VERBOSE)
_OPENS_BOOK = re.compile(r"《(?:关于(?:印发)?)?$")
_ISSUED_BEFORE = re.compile(rf"{_ISSUES}(?:了|实施)?《(?:关于(?:印发)?)?$")
_ISSUED_BEHIND = re.compile(
    rf"[^《》]{{2,60}}》(?:\([^()]{{0,40}}\))*{_ADVERB}(?:{_ISSUES}|施行|实施|规定|提出|明确)(?!的)",
    re.VERBOSE,
)
_MINISTRY = (
    "(?:财政|科技|科学技术|教育|工信|工业和信息化|人社|人力资源和?社会保障|农业|农业农村|商务|生态环境|自然资源"
    "|住建|住房和?城乡建设|交通运输|水利|文化和旅游|民政|司法|公安)部"
)
_NATIONAL = re.compile(
    rf"{_OPEN}(?:国务院|中共中央|全国人大|国家[一-鿿]{{2,12}}?[委局]|{_MINISTRY})[^,。;:《》]{{0,24}}?{_ISSUES}(?!的)"
)
_BEFORE = 16
_PUBLISHER = re.compile(r"(?:(?:信息|稿件|文章)?来源|稿源|[主承]办(?:单位)?|发布(?:单位|机构))\s*:\s*")
_PUBLIC = re.compile(rf"{_BODY}|融媒体中心|信息中心", re.VERBOSE)
# What a paper, a station or a site of a place calls 我市 is that place.
_PRESS = re.compile(
    r"[日晚早商]报|时报|都市报|新闻(?:网|中心|客户端)?|广播(?:电视台)?|电视台|融媒|发布|网(?![一-鿿])"
)
_GOVERNMENT = re.compile(r"(?:人民)?政府(?:办公[厅室])?(?:门户)?(?:网站?)?(?![一-鿿])")
_LAST_LINES = 8


def place_acting(page: Page, voice: Voice) -> Division | str | None:
    """Find the one place that the opening of a text shows at work.

    Args:
        page: the page.
        voice: how the text speaks of its own region; a place that does not fit it is not meant.

    Returns:
        The division or the name of a zone; None where no place acts, or several do.
    """
    text = _opening(page)
    if _NATIONAL.search(text):
        return None
    deciding: set[Division | str] = set()
    speaking: set[Division | str] = set()
    for start, end, place in _places(text):
        if _fits(place, voice) and _decides(text, start, end, zone=isinstance(place, str)):
            deciding.add(place)
        elif _fits(place, voice) and _has_a_say(text, start, end):
            speaking.add(place)
    places = _without_cities_of_zones(deciding or speaking)
    return places.pop() if len(places) == 1 else None


def _without_cities_of_zones(places: set[Division | str]) -> set[Division | str]:
    """Leave out the city whose office issues what is the paper of a zone in it (深圳市某局发布《深圳某高新区规划》)."""
    zones = [place for place in places if isinstance(place, str)]
    return {
        place
        for place in places
        if isinstance(place, str) or not any(zone.startswith(place.short) for zone in zones)
    }


def _opening(page: Page) -> str:
    """The first lines of the text, without the empty ones that masks leave."""
    lines: list[str] = []
    length = 0
    for line in page.lines:
        lines.append(line.of(page.folded))
        length += line.end - line.start
        if length > _WINDOW:
            break
    return "\n".join(lines)[:_WINDOW]


def _places(text: str) -> Iterator[tuple[int, int, Division | str]]:
    """The places that a text names, each with where its name begins and ends; zones under their whole names."""
    mentions, short_names = find_names(text)
    taken = 0
    for span, _ in mentions:
        if span.start < taken or not (line := line_of_places(text, span.start)):
            continue
        place, taken = line
        zone = _ZONE.match(text, taken)
        if zone and names_zone(text[span.start : zone.end()]):
            own = _OF_ZONE.search(text[max(0, span.start - _BEFORE) : span.start])
            start = span.start - (len(own.group("own")) if own else 0)
            taken = zone.end()
            yield start, taken, text[start:taken]
        elif speaks(text, taken):
            yield span.start, taken, place
    for name in sorted(short_names & telling_counties().keys()):
        yield from _bare_counties(text, name)


def _bare_counties(text: str, name: str) -> Iterator[tuple[int, int, Division]]:
    """Where a county acts under its short name, unless the text gives that name to a place of another kind."""
    county = telling_counties()[name]
    places = [match.end() for match in re.finditer(name, text)]
    if any(text[end] in "省市县区州旗" and text[end] != county.name[-1] for end in places if end < len(text)):
        return
    yield from ((end - len(name), end, county) for end in places if _ACTS_ITSELF.match(text, end))


def _fits(place: Division | str, voice: Voice) -> bool:
    return voice.kind in (None, "区") if isinstance(place, str) else voice.fits(place)


def _decides(text: str, start: int, end: int, *, zone: bool) -> bool:
    """Tell whether a place issues, meets or decides there, or is where a reporter learnt of it."""
    before = text[max(0, start - _BEFORE) : start]
    if _OPENS_BOOK.search(before):
        return bool(_ISSUED_BEFORE.search(before) or _ISSUED_BEHIND.match(text, end))
    if _SUBJECT.search(before):
        return bool((_ZONE_ACTS if zone else _ACTS).match(text, end))
    if zone:
        return False
    told = _TOLD_BY.search(before) and _TELLS.match(text, end)
    return bool(told or (_PLACED.search(before) and _CONVENES.match(text, end)))


def _has_a_say(text: str, start: int, end: int) -> bool:
    """Tell whether a body of a place is what a clause there is about."""
    return bool(_SUBJECT.search(text[max(0, start - _BEFORE) : start]) and _SPEAKS.match(text, end))


def place_of_publisher(page: Page, voice: Voice) -> Division | None:
    """Find the place whose office, paper or station publishes a page.

    Args:
        page: the page.
        voice: how the text speaks of its own region.

    Returns:
        The division, which is of the kind that the text speaks as (我县); where it does not say, one whose government
        publishes the page and which the text names besides. None where no one place fits.
    """
    last = (line.of(page.folded) for line in page.lines[-_LAST_LINES:])
    places = set()
    for text in (page.header, page.foot, *last):
        for label in _PUBLISHER.finditer(text):
            line = line_of_places(text, label.end()) or _bare_county(text, label.end())
            if line and _publishes(text, *line, page, voice):
                places.add(line[0])
    return places.pop() if len(places) == 1 else None


def _bare_county(text: str, start: int) -> tuple[Division, int] | None:
    """The county that is named there by its short name (常熟日报), and where that ends."""
    for end in (start + 3, start + 2):
        if county := telling_counties().get(text[start:end]):
            return county, end
    return None


def _publishes(text: str, place: Division, end: int, page: Page, voice: Voice) -> bool:
    """Tell whether who is named as a source speaks for its place in a page."""
    if voice.kind is None:
        return bool(_GOVERNMENT.match(text, end)) and _is_named_besides(place, page)
    return voice.fits(place) and bool(_PUBLIC.match(text, end) or _PRESS.match(text, end))


def _is_named_besides(place: Division, page: Page) -> bool:
    """Tell whether a page names a place elsewhere than where it says whence it comes."""
    lines = (line.of(page.folded) for line in page.lines)
    return any(place.name in line and not _PUBLISHER.search(line) for line in lines)
