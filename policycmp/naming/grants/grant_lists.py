"""The items of a grant's condition: which of several kinds or grades one of several amounts is for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.asked_sizes import is_measured
from policycmp.naming.grants.acts_told import acts_in
from policycmp.naming.grants.grant_ladders import find_steps
from policycmp.naming.grants.grant_objects import Ground, is_recipient
from policycmp.naming.grants.payers_of_sums import payer_of
from policycmp.naming.grants.platform_lists import with_bracket
from policycmp.naming.grants.unlisted_things import own_thing
from policycmp.naming.noun_phrases import extended
from policycmp.naming.own_words import Thing, own_word
from policycmp.naming.readings import Context, thing_at

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.glossary import Found

_FEW_WORDS = 2
_BEHIND_ITEM = re.compile(r"(?:的(?:企业|单位)?|称号|资格|认定)+$")
# 科技成果获国家级、省级科技奖: what has got it.
_GETS = re.compile(
    r"(?:获(?!奖|批|得?授)|被|入选|列入)(?!得?(?:认定为)?(?:国家|省|市|区|县)级?(?:认定|备案|命名|的))"
)
# 瞪羚、跃虎等新物种企业: behind the last item, what all of them are.
_SUMMED = re.compile("(?<=..)等(?![级次奖])")
# 六、对获得…: the number of a line parts no items.
_NUMBERED = re.compile(r"\s*(?:第?[一二三四五六七八九十]+[、.条]|\d+[、.](?!\d))")
# …的申请人或设计人, 的单位和个人: who receives is no item.
_RECEIVED_BY = re.compile(
    r"的[^的、]{0,8}(?:人|者|企业|单位|团队|机构|公司)(?:[、和及与或]+[^的、]{0,8}(?:人|者|企业|单位|团队|机构|公司))+[,对]?$"
)
_PRIZE = "奖"
_BY_LEVELS = re.compile(r"按照?(?=(?:国家|[省市县区])级?[、和及与或])")
# 国家队、省队行列的…, 卓越级、先进级…: only of which class what follows is.
_CLASS_ALONE = re.compile(r"(?:国家队|[省市县区]队|[国省市县][家]?[一-鿿]{2}级|[一-鿿]{2}级)$")


def nth_kind(context: Context, ground: Ground, place: Place) -> Thing:
    """Of the kinds of a list whose amounts are listed too, take the one that this amount is for.

    Args:
        context: the clause.
        ground: what the condition names.
        place: the amount in its place.
    """
    start, end = ground.segment
    if place.listed == 1 or end == 0 or find_steps(context.passage.flat, start, end, place.listed):
        return ground.thing
    if payer_of(context, place):
        return ground.thing
    parts = _parted_by_commas(context, place)
    if parts:
        start, end = parts[0][0], parts[-1][1]
    nouns = context.nouns(start, end)
    if nouns and (_is_by_level(context, start, nouns[0].start, place) or _levels_behind(context, end, place)):
        return ground.thing
    if item := item_of(context, ground, place):
        if shared := _with_head(context, *item, nouns):
            return shared
        inside = [found for found in nouns if item[0] <= found.start and found.end <= item[1]]
        asked = [
            found
            for found in inside
            if not is_measured(context.passage.flat, found)
            and not _GETS.match(context.passage.flat, found.end, item[1])
        ]
        if is_recipient(context.passage.flat, asked, asked[-1]) if asked else False:
            asked.pop()
        if _is_class_of_prize(context, ground.thing, item) and not _is_won(asked):
            return ground.thing
        if len(asked) > 1 and asked[-1].start == asked[-2].end and asked[-1].entry.event == "obtaining":
            # 知识产权师职称: the title of what stands before.
            asked.pop()
        if asked:
            return with_bracket(context.passage, context.glossary, extended(context.passage, asked[-1], end))
        if _is_class_of_prize(context, ground.thing, item):
            return ground.thing
        graded = any(item[0] <= grade.start < item[1] for grade in context.passage.grades)
        is_class = _CLASS_ALONE.search(context.passage.flat, *item)
        outside = None if is_class or _is_act(context, *item) else _outside(context, *item)
        if outside is not None and (parts or not graded):
            return outside
        behind = [found for found in nouns if found.start >= item[1]]
        if not behind:
            return ground.thing
        return with_bracket(context.passage, context.glossary, extended(context.passage, behind[0], end))
    if named := _joined(context, nouns, place):
        return named
    between = [context.passage.flat[one.end : other.start] for one, other in pairwise(nouns)]
    if (
        len(nouns) == place.listed
        and len({found.entry.id for found in nouns}) > 1
        and all(lexicon.ENUMERATED.search(words) for words in between)
    ):
        return thing_at(nouns[place.ordinal])
    return ground.thing


def _is_class_of_prize(context: Context, prize: Thing, item: tuple[int, int]) -> bool:
    """Tell an item that is only a class of the prize of them all, whoever has won it (金奖、银奖的发明团队)."""
    if prize.entry is None or prize.entry.event != "award" or item[0] <= prize.start < item[1]:
        return False
    return any(
        item[0] <= grade.start < item[1] and grade.value.endswith(_PRIZE) for grade in context.passage.grades
    )


def _is_won(nouns: list[Found[CountedObject]]) -> bool:
    """Tell an item that names a prize of its own."""
    return any(noun.entry.event == "award" for noun in nouns)


def _is_by_level(context: Context, start: int, end: int, place: Place) -> bool:
    """Tell whether the levels before all the kinds part the amounts (国家级、省级孵化器、众创空间，分别…)."""
    levels = [grade for grade in context.passage.grades if start <= grade.start and grade.end <= end]
    if len({grade.value for grade in levels}) != place.listed or not all(one.is_level for one in levels):
        return False
    flat = context.passage.flat
    return end - levels[-1].end <= _FEW_WORDS + 2 and all(
        lexicon.ENUMERATED.fullmatch(flat, one.end, other.start) for one, other in pairwise(levels)
    )


def _levels_behind(context: Context, end: int, place: Place) -> bool:
    """Tell whether levels behind all the kinds part the amounts (A、B、C的，按照国家级、省级分别给予…)."""
    behind = _BY_LEVELS.search(context.passage.flat, end, place.first.start)
    if behind is None:
        return False
    levels = [one for one in context.passage.grades if behind.end() <= one.start < place.first.start]
    return len(levels) == place.listed and all(one.is_level for one in levels)


def _joined(context: Context, nouns: list[Found[CountedObject]], place: Place) -> Thing | None:
    """Part a word for several kinds (知识产权示范、优势企业) where each of them has an amount."""
    for noun in nouns:
        parts = lexicon.ENUMERATED.split(context.passage.flat[noun.start : noun.end])
        if len(parts) != place.listed:
            continue
        part, first, last = parts[place.ordinal], parts[0], parts[-1]
        names = [part + last[cut:] for cut in range(1, len(last))] + [
            first[:cut] + part for cut in range(len(first))
        ]
        known = (context.glossary.objects.get(name) for name in names)
        entry = next(filter(None, known), None)
        if entry is not None:
            return Thing(entry.label.zh, entry, noun.start, noun.end)
    return None


def _with_head(context: Context, start: int, end: int, nouns: list[Found[CountedObject]]) -> Thing | None:
    """Complete an item that goes on like the first (知识产权示范企业、优势企业) or ends like the last.

    A word of the glossary (潜在独角兽) needs neither.
    """
    flat = context.passage.flat
    rest = _BEHIND_ITEM.sub("", flat[start:end])
    if context.glossary.objects.get(rest) is not None:
        return None
    graded = any(start <= grade.start < end for grade in context.passage.grades)
    for noun in [] if graded else nouns[:1]:
        for cut in range(noun.end - 1, noun.start, -1):
            entry = context.glossary.objects.get(flat[noun.start : cut] + rest)
            if entry is not None and noun.end <= start:
                return Thing(entry.label.zh, entry, start, end)
    levels = [grade.end for grade in context.passage.grades if start <= grade.start and grade.end < end]
    own = own_word(flat, levels[-1] if levels else start, end)
    behind = nouns[-1] if nouns and end <= nouns[-1].start else None
    if own is None or behind is None:
        return None
    for cut in range(behind.start + 1, behind.end):
        entry = context.glossary.objects.get(own.word + flat[cut : behind.end])
        if entry is not None:
            return Thing(entry.label.zh, entry, start, end)
    return None


def _outside(context: Context, start: int, end: int) -> Thing | None:
    return own_thing(context.passage, start, end) or own_word(context.passage.flat, start, end)


def _is_act(context: Context, start: int, end: int) -> bool:
    """Tell an item that only says what is done (新认定和复核的, 分别)."""
    begins = max(context.passage.flat.rfind(mark, start, end) + 1 for mark in "对凡")
    start = max(start, begins)
    acts = acts_in(context.passage, start, end)
    words = context.passage.flat[start:end]
    return bool(acts) and len(words) - sum(act.end - act.start for act in acts) <= _FEW_WORDS


# 对认定的县级农庄、民宿,县级创业园,分别给予10万元、20万元: commas part what the amounts are for.
_FOR_EACH_OF = re.compile(
    r"(?:^|[;。\n])\s*对(?P<list>[^;。:\n]+?)的?,?(?:按照?[^,;。]{2,12})?(?:分别|依次)[^,;。\d]{0,12}$"
)
_IS_NO_KIND = re.compile(
    r"\d|^(?:并|且|经|在|按|给|其中|最高|一次性|[当次每]年|年度|连续)|(?:[后时]|标准|金额|额度|奖金|资金|财政|政府|管委会|部门)$"
)


def _parted_by_commas(context: Context, place: Place) -> list[tuple[int, int]]:
    """Find the kinds that commas part, as many as the amounts of a list; none where they part something else.

    Each amount of the list asks for them, and more than once.
    """
    leads = (max(0, place.statement[0] - 1), place.first.start)
    if leads not in context.parted:
        context.parted[leads] = _parts_of(context, *leads)
    parts = context.parted[leads]
    if len(parts) != place.listed:
        return []
    items = [context.passage.flat[start:end] for start, end in parts]
    # 对国家级、省级基地,市财政分别…: the items of one part are as many.
    return [] if any(len(lexicon.ENUMERATED.split(item)) == place.listed for item in items) else parts


def _parts_of(context: Context, start: int, end: int) -> list[tuple[int, int]]:
    kinds = _FOR_EACH_OF.search(context.passage.flat, start, end)
    parts = context.passage.segments(*kinds.span("list")) if kinds else []
    return [] if any(_IS_NO_KIND.search(context.passage.flat[one:other]) for one, other in parts) else parts


def item_of(context: Context, ground: Ground, place: Place) -> tuple[int, int] | None:
    """Find the item of a condition's list that an amount of a list is for: as many items as amounts.

    Args:
        context: the clause.
        ground: what the condition names.
        place: the amount in its place.

    Returns:
        Its start and end in the plain text; None where the condition lists none.
    """
    start, end = ground.segment
    if place.listed == 1 or find_steps(context.passage.flat, start, end, place.listed):
        return None
    if payer_of(context, place):
        return None
    if end and (parts := _parted_by_commas(context, place)):
        return parts[place.ordinal]
    if numbered := _NUMBERED.match(context.passage.flat, start, end):
        start = numbered.end()
    cuts = [
        match.span()
        for match in lexicon.ENUMERATED.finditer(context.passage.flat, start, end)
        if not context.covers(*match.span()) and not context.passage.bracketed(match.start())
    ]
    if behind := _RECEIVED_BY.search(context.passage.flat, start, end):
        fewer = [cut for cut in cuts if cut[0] < behind.start()]
        cuts = fewer if len(fewer) == place.listed - 1 else cuts
    if len(cuts) != place.listed - 1:
        return None
    summed = _SUMMED.search(context.passage.flat, cuts[-1][1], end)
    edges = [start, *(edge for cut in cuts for edge in cut), summed.start() if summed else end]
    return edges[2 * place.ordinal], edges[2 * place.ordinal + 1]
