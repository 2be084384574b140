"""Administrative divisions: which place a name means, its level, its code and what it lies in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models import Level, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DATA = Path(__file__).parent / "data" / "divisions.tsv"
# Names that old plans use for what has another name now, by the code of today.
_RENAMED = {
    "襄樊市": "420600",
    "襄樊": "420600",
    "思茅市": "530800",
    "淮阴市": "320800",
    "大庸市": "430800",
    "莱芜市": "370116",
    "通什市": "469001",
    "中甸县": "533401",
    "崇安县": "350782",
    "通州市": "320612",
    "海门市": "320614",
    "江都市": "321012",
    "姜堰市": "321204",
    "兖州市": "370812",
    "章丘市": "370114",
    "即墨市": "370215",
    "萧山市": "330109",
    "余杭市": "330110",
    "富阳市": "330111",
    "临安市": "330112",
    "上虞市": "330604",
    "郫县": "510117",
    "崇文区": "110101",
    "宣武区": "110102",
    "卢湾区": "310101",
    "闸北区": "310106",
    "南汇区": "310115",
}
# Names that are words as well: they count only right behind the name of what they lie in (西安市新城区).
_WORDS = frozenset(
    (
        "老城区",
        "新市区",
        "新城区",
        "城东区",
        "城西区",
        "城北区",
        "城中区",
        "市中区",
        "城关区",
        "东城区",
        "西城区",
    )
)
# Short names of counties that are words, or parts of words, in any plan.
_COMMON_NAMES = (
    "资源 合作 振兴 新建 平安 新兴 通道 惠民 和政 友好 新平 运河 解放 新城 港口 富裕 "
    "市中 青山 大新 公安 大城 城中 富民 双城 金山 增城 古城 共和 前进 江口 滨海 新和 "
    "安居 三江 温泉 大通 太平 大兴 浦江 安宁 江南 东方 同心 大方 延长 互助 复兴 利通 "
    "新市 河口 江海 滨江 大安 上高 大关 江山 和平 安定 迁安 平原 凤凰 南部 通城 高要 "
    "兴业 通江 城东 城西 城北 城关 河东 阳高 平和 小金 新华 站前 大田 清水 老城 乐业 "
    "灯塔 兴城 新安 建安 同仁 中原 山城 宏伟 民和 龙山 上城 东城 西城 定安 红旗 清新 "
    "光明 中山 南山 西湖 白云 东风 莲花 三水 长寿 大名 路桥 路南 路北 裕民 爱民 友谊 "
    "市南 市北 市中 海港 长安 永安 向阳 兴国 文化 高明 正安 安新 安平 安国 成安 广平 保康 太湖 河北 "
    "河南 海南 会同 比如 商城 前锋 工农 回民 东区 西区 矿区"
)
_COMMON = frozenset(_COMMON_NAMES.split())
_PEOPLES = (
    "(?:各族|蒙古族?|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族"
    "|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族?|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族"
    "|锡伯族?|普米族|塔吉克族?|怒族|鄂温克族|保安族|裕固族|独龙族|各族)+"
)
_GENERIC = re.compile(rf"(?:{_PEOPLES}自治[区州县旗]|自治[区州县旗]|地区|(?<=..)[林特]区|[省市县区旗盟州])$")
_SHORT_PROVINCES = {"内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "新疆维吾尔自治区": "新疆"}
_FOLLOWERS = {"市": "场值", "区": "域间块位别", "县": "域"}
_BARE_COUNTY = 2
_LEVELS = {Level.PROVINCE: 0, Level.CITY: 1, Level.COUNTY: 2}


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division.

    `short` is its name without the generic ending (定西市: 定西), `pinyin` that in Latin script.
    """

    name: str
    short: str
    level: Level
    code: str
    parent_code: str | None
    pinyin: str = ""


class _Names:
    """Names by their first two characters, the longest first; one look at each of the two passes over most places."""

    def __init__(self, names: Iterable[str]) -> None:
        self.heads: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            self.heads.setdefault(name[:2], []).append(name)

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        firsts, seconds = ("".join(sorted({head[place] for head in self.heads})) for place in (0, 1))
        return re.compile(f"[{firsts}](?=[{seconds}])")

    def places(self, folded: str) -> list[int]:
        """List the offsets where two characters begin a name."""
        heads = self.heads
        places = [opening.start() for opening in self._opening.finditer(folded)]
        return [place for place in places if folded[place : place + 2] in heads]

    def at(self, folded: str, place: int) -> Iterator[str]:
        """Give the names that stand at a place, the longest first."""
        return (
            name for name in self.heads.get(folded[place : place + 2], ()) if folded.startswith(name, place)
        )


@dataclass(frozen=True)
class _Gazetteer:
    """All divisions by code and by name."""

    by_code: dict[str, Division]
    by_name: dict[str, tuple[Division, ...]]
    names: _Names


def find_divisions(text: str) -> list[tuple[Span, Division]]:
    """Find the divisions that a text names, the longest name first.

    Counties count under their full names; provinces and cities also under their short ones. A name that several
    divisions share means the one that lies in the division named right before it, or the highest; where that does
    not decide it is left out.

    Args:
        text: any text, folded or not.

    Returns:
        Spans into `text` with their divisions, in order.
    """
    folded = fold(text)
    return _divisions_at(folded, _gazetteer().names.places(folded))


def _divisions_at(folded: str, places: Iterable[int]) -> list[tuple[Span, Division]]:
    gazetteer = _gazetteer()
    divisions: list[tuple[Span, Division]] = []
    end = 0
    for position in places:
        if position < end:
            continue
        before = divisions[-1][1] if divisions and end == position else None
        if match := _match(folded, position, before, gazetteer):
            divisions.append(match)
            end = match[0].end
    return divisions


def line_of_places(folded: str, place: int = 0) -> tuple[Division, int] | None:
    """Find the line of places that begins at an offset, each inside the one before (江苏省南通市, 甘肃肃南).

    Args:
        folded: the text, folded.
        place: the offset.

    Returns:
        The last of the line and where its name ends; a county counts under its short name only inside another
        place. None where no place is named there.
    """
    gazetteer = _gazetteer()
    last: Division | None = None
    end = place
    while match := _match(folded, end, last, gazetteer):
        if last and not lies_in(match[1], last.code):
            break
        last, end = match[1], match[0].end
    if last and (inside := _short_county(folded, end, last)):
        return inside, end + len(inside.short)
    return (last, end) if last else None


def _short_county(folded: str, place: int, within: Division) -> Division | None:
    """The county of a place that stands there under its short name."""
    if folded.startswith("市民", place - 1):  # 某市民权益: the citizens
        return None
    for name in _short_county_names().at(folded, place):
        inside = [county for county in short_counties()[name] if lies_in(county, within.code)]
        if len(inside) == 1 and name not in _COMMON and inside[0] != within:
            return inside[0]
    return None


def opening_division(folded: str) -> Division | None:
    """Find the division that a folded text begins with, as `find_divisions` would."""
    match = _match(folded, 0, None, _gazetteer())
    return match[1] if match else None


def parse_region(name: str, *, level: Level | None = None, within: str | None = None) -> Division | None:
    """Tell which division a name means.

    Args:
        name: a full or short name, or full names from the highest to the lowest (江苏省南通市).
        level: the level it must have.
        within: the code of the division that it must lie in.

    Returns:
        The division; None where no division or more than one fits.
    """
    candidates = [
        division
        for division in divisions_named(name)
        if level in (None, division.level) and (within is None or lies_in(division, within))
    ]
    if len(candidates) > 1:
        top = min(_LEVELS[division.level] for division in candidates)
        candidates = [division for division in candidates if _LEVELS[division.level] == top]
    return candidates[0] if len(candidates) == 1 else None


def divisions_named(name: str) -> tuple[Division, ...]:
    """All divisions that go by a name, short names of counties included, in the order of their codes."""
    folded = fold(name).strip()
    if folded[:2] not in _gazetteer().names.heads:
        return ()
    named = {*_gazetteer().by_name.get(folded, ()), *short_counties().get(folded, ())}
    if named:
        return tuple(sorted(named, key=lambda division: division.code))
    steps = find_divisions(folded)
    joined = all(left[0].end == right[0].start for left, right in pairwise(steps))
    whole = bool(steps) and steps[0][0].start == 0 and steps[-1][0].end == len(folded)
    return (steps[-1][1],) if joined and whole else ()


def division_of(code: str) -> Division | None:
    """Look a code up."""
    return _gazetteer().by_code.get(code)


def provinces() -> tuple[Division, ...]:
    """All provinces, in the order of their codes."""
    return tuple(
        division for _, division in sorted(_gazetteer().by_code.items()) if division.level is Level.PROVINCE
    )


def parent(division: Division) -> Division | None:
    """Tell what a division lies in: the city of a county, or the province where it answers to that directly."""
    return division_of(division.parent_code) if division.parent_code else None


def lies_in(division: Division, code: str) -> bool:
    """Tell whether a division lies in another, or is it."""
    above: Division | None = division
    while above:
        if above.code == code:
            return True
        above = parent(above)
    return False


def _match(
    folded: str, position: int, before: Division | None, gazetteer: _Gazetteer
) -> tuple[Span, Division] | None:
    for name in gazetteer.names.at(folded, position):
        end = position + len(name)
        follower = folded[end : end + 1]
        if follower and follower in _FOLLOWERS.get(name[-1], ""):
            continue
        division = _resolve(name, gazetteer.by_name[name], before)
        return (Span(position, end), division) if division else None
    return None


def _resolve(name: str, candidates: tuple[Division, ...], before: Division | None) -> Division | None:
    inside = [division for division in candidates if before and lies_in(division, before.code)]
    if len(inside) == 1:
        return inside[0]
    if name in _WORDS or (len(name) <= _BARE_COUNTY and candidates[0].level is Level.COUNTY):
        return None
    top = min(_LEVELS[division.level] for division in candidates)
    highest = [division for division in candidates if _LEVELS[division.level] == top]
    return highest[0] if len(highest) == 1 else None


@cache
def _gazetteer() -> _Gazetteer:
    by_code = {division.code: division for division in _load_divisions()}
    names: dict[str, list[Division]] = {}
    for division in by_code.values():
        names.setdefault(division.name, []).append(division)
    for alias, division in chain.from_iterable(map(_aliases, list(by_code.values()))):
        if alias not in names or division.level is not Level.COUNTY:
            names.setdefault(alias, []).append(division)
    for old, code in _RENAMED.items():
        names.setdefault(old, [by_code[code]])
    by_name = {name: tuple(divisions) for name, divisions in names.items()}
    return _Gazetteer(by_code, by_name, _Names(by_name))


def _load_divisions() -> list[Division]:
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    codes = {code for code, *_ in rows}
    return [_division(code, name, pinyin, codes) for code, name, pinyin in rows]


def _division(code: str, name: str, pinyin: str, codes: set[str]) -> Division:
    province, city = f"{code[:2]}0000", f"{code[:4]}00"
    short = _SHORT_PROVINCES.get(name) or _GENERIC.sub("", name)
    short = short if len(short) > 1 else name
    if code == province:
        return Division(name, short, Level.PROVINCE, code, None, pinyin)
    if code == city:
        return Division(name, short, Level.CITY, code, province, pinyin)
    return Division(name, short, Level.COUNTY, code, city if city in codes else province, pinyin)


def _has_alias(name: str, short: str) -> bool:
    """Tell whether a county goes by its short name and 县 as well: 海安市, 肃南裕固族自治县."""
    return len(short) > 1 and short != name and (name[-1] in "市区" or "自治" in name)


def _aliases(division: Division) -> list[tuple[str, Division]]:
    """Names beside the full one: the short name, 恩施州, 海安县 for what is a city or a district by now."""
    name, short = division.name, division.short
    if division.level is Level.COUNTY:
        ending = name[-1] if "自治" in name else "县"
        return [(f"{short}{ending}", division)] if _has_alias(name, short) else []
    names = {short} | ({f"{short}州"} if name.endswith("自治州") else set())
    return [(alias, division) for alias in sorted(names - {name})]


@cache
def short_counties() -> dict[str, tuple[Division, ...]]:
    """Look up counties by the names without 县, 市, 区 that texts use for them; many are common words too."""
    named: dict[str, list[Division]] = {}
    for division in _gazetteer().by_code.values():
        if division.level is Level.COUNTY:
            named.setdefault(division.short, []).append(division)
    return {name: tuple(divisions) for name, divisions in named.items()}


@cache
def telling_counties() -> dict[str, Division]:
    """Look up counties by short names that mean one county, and are no common word."""
    return {
        name: counties[0]
        for name, counties in short_counties().items()
        if len(counties) == 1 and name not in _COMMON
    }


def find_names(folded: str) -> tuple[list[tuple[Span, Division]], set[str]]:
    """Find the divisions that a folded text names (`find_divisions`), and which keys of `short_counties` it holds."""
    places = _gazetteer().names.places(folded)
    # The name of a division begins with its short name.
    short = {name for place in places for name in _short_county_names().at(folded, place)}
    return _divisions_at(folded, places), short


@cache
def _short_county_names() -> _Names:
    return _Names(short_counties())
