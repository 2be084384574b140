"""Which of A、B和C a number of a list with 分别 is for: a noun each, an ending that all share, 城乡 for two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import BRACKETED
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.own_words import Thing, own_word, strip_leads, strip_tails, trimmed
from policycmp.naming.readings import thing_at

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.glossary import Found
    from policycmp.naming.readings import Context

_CUT = re.compile(r"(?:\([^()]*\))?(?:[、与]|和(?![美谐平])|(?<!普)及|以及)")
# 等主要污染物排放总量: what the listed are, and what of them is counted.
_REST = re.compile(
    r"(?:\([^()]*\))?等(?:\d种|[一-鿿]{0,4})?(?:主要)?(?:污染物|指标|产品|产业|领域)?(?P<of>[一-鿿]{0,6}?)(?:总量|总额|总数|数量)?$"
)
# One word for two kinds, each of which has a number.
_PAIRS = {"城乡": ("城镇", "农村"), "存贷": ("存", "贷")}
_BOTH = re.compile("|".join(_PAIRS))
_PER_UNIT = re.compile(r"(?:单位|万元)(?:GDP|(?:地区|国内)?生产总值|(?:规上)?工业增加值)")
_PLACE = re.compile(
    r"(?:中心城区|[主老新]?城区|市区|县城|城[镇乡]|乡[镇村]|农村|城市|县域|镇街|街道|[各全]?[市县区](?:\([市、区]+\))?|建成区)+"
)
_SECTORS = re.compile(r"一[、,]二[、,]三次?产业?(?:增加值)?")


def nth_thing(context: Context, start: int, end: int, place: Place) -> Thing | None:
    """Find the one of a phrase that a number of a list is for.

    Args:
        context: the clause.
        start: where the phrase begins.
        end: where it ends.
        place: the number in its place.

    Returns:
        The thing; None where the phrase does not list as many as there are numbers.
    """
    if both := _of_both(context, start, end, place):
        return both
    rest = _REST.search(context.passage.flat, start, strip_tails(context.passage.flat, start, end))
    nouns = context.nouns(start, rest.start() if rest else end)
    if len(nouns) == place.listed == len({found.entry.id for found in nouns}):
        return _per_unit(context, nouns, place) or thing_at(nouns[place.ordinal])
    return _item(context, start, end, place)


def _per_unit(context: Context, nouns: list[Found[CountedObject]], place: Place) -> Thing | None:
    """Read 单位GDP能耗、二氧化碳排放: the second is told per unit too."""
    flat, own = context.passage.flat, nouns[place.ordinal]
    per = _PER_UNIT.match(flat, nouns[0].start)
    entry = (
        context.glossary.objects.get(per.group() + flat[own.start : own.end])
        if per and place.ordinal
        else None
    )
    return Thing(entry.label.zh, entry, own.start, own.end) if entry else None


def _of_both(context: Context, start: int, end: int, place: Place) -> Thing | None:
    """Part 城乡居民收入 into that of towns and that of villages, 存贷款余额 into deposits and loans."""
    flat = context.passage.flat
    if place.listed == 3 and (sectors := _SECTORS.search(flat, start, end)):  # noqa: PLR2004 - all three
        word = f"第{'一二三'[place.ordinal]}产业增加值"
        entry = context.glossary.objects.get(word)
        return Thing(entry.label.zh if entry else word, entry, *sectors.span())
    both = _BOTH.search(flat, start, end)
    if place.listed != 2 or both is None:  # noqa: PLR2004 - both
        return None
    end = strip_tails(flat, both.end(), end)
    word = trimmed(_PAIRS[both.group()][place.ordinal] + flat[both.end() : end])
    entry = context.glossary.objects.get(word)
    return Thing(entry.label.zh if entry else word, entry, both.start(), end)


def _item(context: Context, start: int, end: int, place: Place) -> Thing | None:
    """Read the item at the number's place, with the ending that the last has for all."""
    flat = context.passage.flat
    end = strip_tails(flat, start, end)
    rest = _REST.search(flat, start, end)
    last = rest.start() if rest else end
    edges = [start]
    for cut in _CUT.finditer(flat, start, last):
        edges += [cut.start(), cut.end()]
    edges.append(last)
    if len(edges) != 2 * place.listed:
        return None
    first, stop = edges[2 * place.ordinal], edges[2 * place.ordinal + 1]
    if rest and rest["of"]:
        return _with_ending(context, first, stop, rest["of"])
    own = own_word(flat, first, stop)
    if own is None and place.ordinal:
        own = Thing(lexicon.COUNTED_BY.sub("", flat[first:stop]), None, first, stop)
    if own is None:
        # 每万人口发明专利拥有量 is no name, but has one in it.
        inside = context.nouns(first, stop)
        return thing_at(inside[-1]) if inside else None
    first_item = BRACKETED.sub("", flat[strip_leads(flat, edges[0], edges[1]) : edges[1]])
    is_rest = place.ordinal > 0 and context.glossary.objects.get(own.word) is None
    for length in range(len(first_item) - 1, 0, -1) if is_rest else ():
        if entry := context.glossary.objects.get(first_item[:length] + own.word):
            return Thing(entry.label.zh, entry, own.start, last)
    nouns = context.nouns(first, stop)
    if nouns and nouns[-1].end == stop:
        return thing_at(nouns[-1])
    for ending in _endings(BRACKETED.sub("", flat[edges[-2] : last])):
        if entry := context.glossary.objects.get(own.word + ending):
            return Thing(entry.label.zh, entry, own.start, last)
    if own is not None and _PLACE.fullmatch(own.word):
        # 中心城区和县城空气质量优良率: the same of each place.
        return None
    return thing_at(nouns[-1]) if nouns else own


def _with_ending(context: Context, start: int, end: int, ending: str) -> Thing | None:
    own = own_word(context.passage.flat, start, end)
    if own is None:
        return None
    word = own.word + ending
    entry = context.glossary.objects.get(word) or context.glossary.objects.get(own.word)
    return Thing(entry.label.zh if entry else word, entry, own.start, own.end)


def _endings(word: str) -> list[str]:
    """List the endings of the last item, longest first, the empty one last."""
    return [word[cut:] for cut in range(1, len(word) + 1)]
