"""Which region a plan speaks for: by its title, its signature, its own words, or its file's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.metadata.acting import place_acting, place_of_publisher
from policycmp.metadata.title_place import CORPS, place_of_headlines, place_of_title
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
    telling_counties,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.metadata.page import Page
    from policycmp.models import Document, Span

_NATIONAL = re.compile(r"(?:中共中央|国务院|全国人|国家[一-鿿]{2,12}(?:委|局|部)|[一-鿿]{2,8}部$)")
# Who speaks for the whole country; GB/T 2260 has no code for it, 100000 is the one in use.
_NATION = Region("全国", Level.NATION, "100000", short="全国")
# 与上海合作, 赴深圳学习: a partner, not oneself.
_PARTNER = re.compile(r"(?:[与同赴]|对接|学习|借鉴|接轨|融入)\Z")
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
        if found := place_of_title(name):
            return _region(found, source)
    voice = listen(page.folded)
    if found := _in_text(page, voice):
        short = found if isinstance(found, str) else found.short
        return _region(found, "title" if any(short in title for title in titles) else "text")
    if division := _in_file_name(page.stem, voice):
        return _region(division, "file name")
    return Region()


def _region(found: Division | str, source: str) -> Region:
    if found == CORPS:
        return Region(CORPS, Level.PROVINCE, None, source, CORPS[-2:])
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


def _in_text(page: Page, voice: Voice) -> Division | str | None:
    """The place that the text speaks for, by the surest sign that it gives."""
    if division := _introduced(voice):
        return division
    headlined = place_of_headlines(page)
    if headlined and (isinstance(headlined, str) or voice.fits(headlined)):
        return headlined
    told = None if voice.is_speech else place_acting(page, voice)
    return told or place_of_publisher(page, voice) or _spoken_of(page.folded, voice)


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
    named = Counter(
        span.of(window)
        for span, _ in mentions
        if not _PARTNER.search(window, max(0, span.start - 2), span.start)
    )
    if province := _only_province(window, mentions, voice):
        return province
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


def _only_province(window: str, mentions: list[tuple[Span, Division]], voice: Voice) -> Division | None:
    """The one province that a text names which speaks as a province (我省): once is enough."""
    if voice.kind != "省":
        return None
    named = {
        division
        for span, division in mentions
        if division.level is Level.PROVINCE
        and not _PARTNER.search(window, max(0, span.start - 2), span.start)
    }
    province = named.pop() if len(named) == 1 else None
    return province if province and voice.fits(province) else None


def _short_mentions(window: str, names: set[str], voice: Voice) -> Counter[Division]:
    """Count the short names of counties (but not those that are words), as no full name or city's name holds them."""
    counts: Counter[Division] = Counter()
    for name in names & telling_counties().keys():
        county = telling_counties()[name]
        if voice.fits(county):
            counts[county] += window.count(name)
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
