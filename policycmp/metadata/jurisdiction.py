"""Which region a plan speaks for: by its title, its signature, its own words, or its file's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.metadata.voice import Voice, listen
from policycmp.models import Issue, Level, Region, Severity
from policycmp.regions import (
    Division,
    division_of,
    divisions_named,
    find_divisions,
    find_names,
    lies_in,
    parent,
    parse_region,
    short_counties,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.metadata.page import Page
    from policycmp.models import Document

_ZONE_KIND = (
    r"(?:高新(?:技术)?(?:产业)?(?:开发)?区|经济(?:技术)?开发区|经开区|工业园区?|综合保税区|保税区|自贸(?:试验)?区"
    r"|自由贸易试验区|示范区|开发区|科学城|科技城|产业园区?|管理区|新区)"
)
_ZONE = re.compile(
    rf"^(?:中共)?(?P<name>(?:(?!政府|[关關][于於]|支持|促进|加快|推进|印发|建设|[厅局])[一-鿿]){{2,20}}?{_ZONE_KIND})(?=[党黨]?工?委|管委|管理委|[关關支促加推实創创科])"
)
_PREFIX = re.compile(r"^(?:中共|中国共产党|《|[关關][于於](?:印[发發]|公布)?|\d{4}年|\s)*")
# Short names of counties that are words, or parts of words, in any plan.
_COMMON = (
    "资源 合作 振兴 新建 平安 新兴 通道 惠民 和政 友好 新平 运河 解放 新城 港口 富裕 "
    "市中 青山 大新 公安 大城 城中 富民 双城 金山 增城 古城 共和 前进 江口 滨海 新和 "
    "安居 三江 温泉 大通 太平 大兴 浦江 安宁 江南 东方 同心 大方 延长 互助 复兴 利通 "
    "新市 河口 江海 滨江 大安 上高 大关 江山 和平 安定 迁安 平原 凤凰 南部 通城 高要 "
    "兴业 通江 城东 城西 城北 城关 河东 阳高 平和 小金 新华 站前 大田 清水 老城 乐业 "
    "灯塔 兴城 新安 建安 同仁 中原 山城 宏伟 民和 龙山 上城 东城 西城 定安 红旗 清新 "
    "光明 中山 南山 西湖 白云 东风 莲花 三水 长寿 大名 路桥 路南 路北 裕民 爱民 友谊 "
    "市南 市北 市中 海港 长安 永安 向阳 兴国 文化 高明 正安 安新 安平 安国 成安 广平 保康 太湖 河北 "
    "河南 海南 "
)
_WORDS = frozenset(_COMMON.split())
_CORPS = "新疆生产建设兵团"
_NATIONAL = re.compile(r"(?:中共中央|国务院|全国人|国家[一-鿿]{2,12}(?:委|局|部)|[一-鿿]{2,8}部$)")
# Who speaks for the whole country; GB/T 2260 has no code for it, 100000 is the one in use.
_NATION = Region("全国", Level.NATION, "100000", short="全国")
_WINDOW = 6_000
_MARGIN = 1.5
_FEWEST = 2
_FEWEST_SHORT = 3


def find_region(page: Page, titles: Iterable[str], issuer: str | None) -> Region:
    """Find the region that a plan speaks for.

    Args:
        page: the plan.
        titles: its own title and that of the notice round it.
        issuer: who signed it.

    Returns:
        The region with its source; empty where neither the plan nor its file's name tells.
    """
    if _NATIONAL.match(issuer or ""):
        return nation("text")
    for source, name in [*(("title", title) for title in titles), ("text", issuer or "")]:
        if found := _leading(name):
            return _region(found, source)
    voice = listen(page.folded)
    if division := _introduced(voice) or _spoken_of(page.folded, voice):
        named = any(division.short in title for title in titles)
        return _region(division, "title" if named else "text")
    if division := _in_file_name(page.stem, voice):
        return _region(division, "file name")
    return Region()


def _region(found: Division | str, source: str) -> Region:
    if found == _CORPS:
        return Region(_CORPS, Level.PROVINCE, None, source, _CORPS[-2:])
    if isinstance(found, str):
        return Region(found, Level.ZONE, None, source)
    return region_of(found, source)


def nation(source: str) -> Region:
    """Describe the whole country as the region of a plan."""
    return replace(_NATION, source=source)


def region_of(division: Division, source: str) -> Region:
    """Describe a division as the region of a plan; 黄山区 keeps its ending, as 黄山 alone means the city."""
    plain = division.level is Level.COUNTY and "自治" not in division.name
    short = None if plain else division.short
    return Region(division.name, division.level, division.code, source, short)


def _leading(name: str) -> Division | str | None:
    """The division or zone that a title or an issuer begins with."""
    bare = _PREFIX.sub("", name)
    if bare.startswith(_CORPS):
        return _CORPS
    zone = _ZONE.match(bare)
    if zone and parse_region(zone.group("name")) is None:
        return zone.group("name")
    chain = find_divisions(bare)
    if not chain or chain[0][0].start > 0:
        return None
    last = chain[0]
    for left, right in pairwise(chain):
        if left[0].end != right[0].start or not lies_in(right[1], left[1].code):
            break
        last = right
    return last[1]


def _introduced(voice: Voice) -> Division | None:
    """The division that the text introduces by name: 代表某市人民政府, 在某市第几届人民代表大会, 中共某市委."""
    for name in voice.names:
        fitting = [division for division in divisions_named(name) if voice.fits(division)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _spoken_of(folded: str, voice: Voice) -> Division | None:
    """The division that a text that says 我市 names most often, itself or by the counties that lie in it."""
    if voice.kind is None:
        return None
    window = folded[:_WINDOW] + "\n" + folded[_WINDOW:][-_WINDOW:]
    mentions, short_names = find_names(window)
    named = Counter(span.of(window) for span, _ in mentions)
    above = {division.code for _, division in mentions}
    scores: Counter[Division] = Counter()
    for name, count in named.items():
        for division in divisions_named(name):
            scores[division] += count
    for division, count in _short_mentions(window, short_names, voice).items():
        if named[division.name] or count >= _FEWEST_SHORT or division.parent_code in above:
            scores[division] += count
    for child in {division for _, division in mentions if division.parent_code}:
        if mother := parent(child):
            scores[mother] += 1
    return _foremost({division: score for division, score in scores.items() if voice.fits(division)})


def _short_mentions(window: str, names: set[str], voice: Voice) -> Counter[Division]:
    """Count the short names of counties (but not those that are words), as no full name or city's name holds them."""
    counts: Counter[Division] = Counter()
    for name in names - _WORDS:
        divisions = short_counties()[name]
        if len(divisions) == 1 and voice.fits(divisions[0]):
            counts[divisions[0]] += window.count(name)
    return counts


def _foremost(scores: dict[Division, int]) -> Division | None:
    """The one with the highest score, where it leaves the next one well behind."""
    ranking = sorted(scores.items(), key=lambda item: (-item[1], item[0].code))
    if not ranking or ranking[0][1] < _FEWEST:
        return None
    if len(ranking) > 1 and ranking[0][1] < _MARGIN * ranking[1][1]:
        return None
    return ranking[0][0]


def _in_file_name(stem: str, voice: Voice) -> Division | None:
    """The division that the file's name names, of the kind that the text speaks as where there is one."""
    chain = find_divisions(stem)
    names = [span.of(stem) for span, _ in chain] or re.findall(r"[一-鿿]{2,}", stem)[:1]
    if not names:
        return None
    candidates = divisions_named(names[-1] if len(names) == 1 else "".join(names)) or divisions_named(
        names[0]
    )
    fitting = [division for division in candidates if voice.kind and voice.fits(division)]
    if len(fitting) == 1:
        return fitting[0]
    return chain[-1][1] if chain else parse_region(names[0])


def doubt_by_name(document: Document, region: Region, issuer: str | None) -> Issue | None:
    """Tell that a file is named after another place than its text speaks for; the text is believed.

    Args:
        document: the plan, with its path.
        region: as the text tells it.
        issuer: who issued the plan.

    Returns:
        A warning, or None where the two agree or one of them names no place.
    """
    named = _named_by_file(PurePath(document.path).stem)
    spoken = division_of(region.code) if region.code and region.source != "file name" else None
    national = issuer if _NATIONAL.match(issuer or "") else None
    if named is None or (spoken is None and national is None):
        return None
    if spoken and (lies_in(spoken, named.code) or lies_in(named, spoken.code)):
        return None
    says = spoken.name if spoken else national
    message = f"its name says {named.name}, its text {says}; the text is believed (--meta sets the region)"
    return Issue(Severity.WARNING, "meta", message, document.doc)


def _named_by_file(stem: str) -> Division | None:
    """The division that a file's name begins with, where it can mean no other."""
    if chain := find_divisions(stem):
        return chain[-1][1]
    name = re.match(r"[一-鿿]{2,8}", stem)
    return parse_region(name.group()) if name and len(divisions_named(name.group())) == 1 else None
