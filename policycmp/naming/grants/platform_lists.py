"""Lists of platforms that each get the amount, with kinds that the glossary does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import BRACKETED
from policycmp.naming.own_words import Thing, own_word

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Passage
    from policycmp.naming.glossary import Found, Glossary

# （企业分站等同于省级工作站）: what counts like another.
EQUATED = re.compile(r"等同|视同|视为|相当于|参照")
_PLATFORMS = "innovation-platforms"
_UNITS = "企业研发机构"
_SEVERAL = 2
_ENUMERATED = re.compile(r"以?及|[、和与或]")
# What a platform of research is called, whatever it works on.
_ITEM = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z]|\([^()]*\))*?"
    r"(?:实验室|(?:研究|创新|设计|技术|研发|工程|转化|验证|检测|测试|制造|网联)中心|研究[院所]|平台|工作站|联合体|(?:研发|研究|分支)机构|中试基地)"
    r"(?=(?:\([^()]*\))?(?:[、和与或及以等的,]|$))"
)
_SUMMED = re.compile(r"等(?:各类|各级)?")
_LAST_INSIDE = re.compile(r"\([^()]*[、·](?P<last>[^()、·]+)\)(?P<rest>[\u4e00-\u9fff]+)$")
_LEVEL = re.compile(r"^(?:国家|省|市|区|县)级?")


def platforms_listed(
    passage: Passage, glossary: Glossary, noun: Found[CountedObject], start: int, end: int
) -> Thing | None:
    """Read the platforms of a list that a noun stands in (重点实验室、产业（技术）创新中心、光学设计中心).

    Args:
        passage: the text.
        glossary: the words of the config.
        noun: a word of the glossary in it.
        start: where the condition begins.
        end: where it ends.

    Returns:
        The common noun with each kind; None where it stands in none.
    """
    nouns = passage.objects_in(start, end)
    if not any(_PLATFORMS in (found.entry.id, found.entry.broader) for found in nouns):
        return None
    items = _items_around(passage, noun, start, end)
    known = {
        item: [found for found in nouns if item[0] <= found.start and found.end == item[1]] for item in items
    }
    platforms = [found for ends in known.values() for found in ends if found.entry.broader == _PLATFORMS]
    summed = [found for found in nouns if found.entry.id == _PLATFORMS and _is_sum(passage, items, found)]
    if len(items) < _SEVERAL or not (platforms or summed):
        return None
    words, places = [glossary.by_id[_PLATFORMS].label.zh], []
    for item, found in known.items():
        named = Thing(found[-1].entry.label.zh, None, found[-1].start, item[1]) if found else None
        named = named or _outside(passage, glossary, *item)
        if named is not None:
            words.append(named.word)
            places.append((named.start, named.end))
    entry = (platforms or summed)[0].entry
    return Thing("|".join(dict.fromkeys(words)), entry, places[0][0], places[-1][1])


def _is_sum(passage: Passage, items: list[tuple[int, int]], noun: Found[CountedObject]) -> bool:
    """Tell the common noun that sums a list up (创新中心、技术中心等创新平台)."""
    return bool(items) and _SUMMED.fullmatch(passage.flat, items[-1][1], noun.start) is not None


def _items_around(
    passage: Passage, noun: Found[CountedObject], start: int, end: int
) -> list[tuple[int, int]]:
    """Part a condition at its enumerators; keep the platforms that go on from one in both directions."""
    flat = passage.flat
    cuts = [
        cut.span()
        for cut in _ENUMERATED.finditer(flat, start, end)
        if not passage.bracketed(cut.start()) and not _is_inside(passage, *cut.span())
    ]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    items: list[tuple[int, int]] = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        match = _ITEM.match(flat, left, right)
        holds = left <= noun.start < right
        if match is not None:
            items.append(match.span())
        elif holds or (items and items[-1][0] > noun.start):
            break
        else:
            items = []
    return items if any(left <= noun.start < right for left, right in items) else []


def _is_inside(passage: Passage, start: int, end: int) -> bool:
    found = passage.object_at(start)
    return found is not None and end <= found.end


def _outside(passage: Passage, glossary: Glossary, start: int, end: int) -> Thing | None:
    """Read a kind that the glossary does not have, or only without its bracket (产业（技术、制造业）创新中心)."""
    flat = passage.flat
    # 认定为某某省深海钻探中心: the name begins behind the level, or what it is recognised as.
    levels = [grade.end for grade in passage.grades if start <= grade.start and grade.end < end]
    start = max([start, *levels[-1:], flat.rfind("为", start, end) + 1])
    own = own_word(flat, start, end)
    name = flat[own.start if own else start : end]
    bare = _LEVEL.sub("", BRACKETED.sub("", name))
    # What the bracket lists last may make a name of its own (制造业创新中心).
    last = _LAST_INSIDE.search(name)
    entry = (
        glossary.objects.get(last.expand(r"\g<last>\g<rest>")) if last else None
    ) or glossary.objects.get(bare)
    if entry is not None:
        return Thing(entry.label.zh, None, own.start if own else start, end)
    return own and own._replace(word=bare, end=end) if BRACKETED.search(flat, start, end) else own


def with_bracket(passage: Passage, glossary: Glossary, thing: Thing) -> Thing:
    """Take the kinds of platforms along that a bracket lists (研发机构（重点实验室、工程研究中心）).

    Args:
        passage: the text.
        glossary: the words of the config.
        thing: what stands before the bracket.
    """
    bracket = BRACKETED.match(passage.flat, thing.end)
    if bracket is None or EQUATED.search(bracket.group()):
        return thing
    kinds = [
        noun.entry.label.zh
        for noun in passage.objects
        if thing.end < noun.start < bracket.end() and noun.entry.broader == _PLATFORMS
    ]
    if not kinds or thing.entry is None or _PLATFORMS not in (thing.entry.id, thing.entry.broader):
        return thing
    common = glossary.by_id[_PLATFORMS].label.zh
    words = [common, *(kinds if thing.word in (common, _UNITS) else thing.word.split("|"))]
    return Thing("|".join(dict.fromkeys(words)), thing.entry, thing.start, thing.end)
