"""What a grant is for where its own statement only says how much: its item's label, what was spoken of, headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST
from policycmp.models import TargetType
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.asked_sizes import is_measured
from policycmp.naming.grants.grant_objects import Ground
from policycmp.naming.item_heads import head_nouns, label_of
from policycmp.naming.noun_phrases import last_thing
from policycmp.naming.readings import thing_at

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Passage, Place
    from policycmp.naming.glossary import Found
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context

# What a label says of a whole field (白酒产业：), no thing of it is.
_FIELD = re.compile(r"(?<!企)业$|经济$")
# What the title of a plan says of its field, of money for it or of trade in it.
_PROGRAMME = re.compile(rf"{_FIELD.pattern}|贸易$|外包$|消费$|外资$")
_FIRST = (0, 0)
_FEW = 2
# 入驻企业30家以上方可申报: so many are asked of who is spoken of.
_ASKED = re.compile(rf"(?:数量|总数|数)?(?:{AT_LEAST}|达到?|超过?|在|有|为)*\d+(?:家|个|名|人|件|项|户)")
# 申报条件:被投企业成立未满5年,投资款全部到位。: what is asked, where the heading names the thing
_CONDITIONS = re.compile(r"[^,;。:\n]{0,6}(?:条件|材料|期限|时间|程序|流程):")
_STANDARD = "标准"
_BY_STANDARD = re.compile(r"(?:按照?|以|依据?)(?:以下|下列|如下|相应)?标准$")


# C4, (三), 2.: what an item begins with.
_NUMBERED = re.compile(r"[\dA-Z一二三四五六七八九十][.、)]?\s*$|[条【]$")
_IS_TOLD = re.compile(r"(?:如下|为)?:")


def around(context: Context, place: Place) -> Ground | None:
    """Find what a grant is for that stands before its statement or in the headings.

    Args:
        context: the clause.
        place: the first amount of its list.
    """
    thing = (
        _last_near(context, place)
        or _in_sentence_before(context, place)
        or _grant_of_item(context, place)
        or _in_label(context, place)
        or _in_sentences_before(context, place)
        or _in_lines_above(context, place)
        or _in_lead(context)
        or context.in_headings(titled=False)
        or _in_title(context)
    )
    return Ground(thing, _FIRST) if thing is not None else None


def nth_above(context: Context, place: Place) -> Ground | None:
    """Find the kind at the place of one of several amounts in what the label or heading lists (瞪羚、独角兽企业。…).

    Args:
        context: the clause.
        place: the amount.
    """
    if place.listed == 1:
        return None
    label = label_of(context.passage.flat, place.start)
    kinds = list(map(thing_at, context.nouns(*label))) if label else []
    for things in (kinds, context.things_of_heading()):
        if len({thing.word for thing in things}) == len(things) == place.listed:
            return Ground(things[place.ordinal]._replace(start=0, end=0), _FIRST)
    return None


def labelled(context: Context, place: Place) -> Ground | None:
    """Find what the label right before an amount names, a level at most between them (C4平台：国家级1000万元).

    Args:
        context: the clause.
        place: the first amount of its list.
    """
    flat = context.passage.flat
    start, end = next(head_nouns(flat, place.start), _FIRST)
    between = flat[end : place.start]
    for grade in context.passage.grades:
        if end <= grade.start and grade.end <= place.start:
            between = between.replace(flat[grade.start : grade.end], "")
    line = flat.rfind("\n", 0, place.start) + 1
    is_numbered = start > line and _NUMBERED.search(flat, line, start) is not None
    if not is_numbered or not lexicon.GIVEN.fullmatch(between):
        return None
    thing = context.thing_called(flat[start:end], title=True)
    return Ground(thing._replace(start=start, end=end), _FIRST) if thing is not None else None


def in_head(context: Context, place: Place) -> Ground | None:
    """Find what the head of an item names (专利导航：, 二、博士后工作站。) where its statement has no known word.

    Args:
        context: the clause.
        place: the first amount of its list.
    """
    if label := label_of(context.passage.flat, place.start):
        thing = context.last_noun(label)
        if thing is not None and _is_known(thing):
            return Ground(thing._replace(start=0, end=0), _FIRST)
    thing = context.in_own_heading()
    return Ground(thing, _FIRST) if thing is not None and _is_known(thing) else None


def _is_known(thing: Thing | None) -> bool:
    """Tell a thing of the glossary from a whole field (种业, 产业)."""
    return thing is not None and thing.entry is not None and _FIELD.search(thing.word) is None


def _item_start(context: Context, place: Place) -> int:
    """Tell where the item that a place stands in begins, if it has a name of its own; 0 where it has none."""
    flat = context.passage.flat
    line = flat.rfind("\n", 0, place.start) + 1
    for start, end in head_nouns(flat, place.start):
        if start >= line and context.thing_called(flat[start:end]) is not None:
            return start
    return 0


def _is_of_item(context: Context, before: int, place: Place) -> bool:
    """Tell whether what stands before a place is of the item that the place stands in."""
    return before >= _item_start(context, place)


def _last_near(context: Context, place: Place) -> Thing | None:
    """Take the thing of the amount before where that stands in this statement or the one before."""
    if context.last is None:
        return None
    last, known = context.last
    before = context.passage.sentence_before(place.statement[0])
    is_near = last.statement in (before, place.statement) and last.target.type is not TargetType.TARGET
    return known.thing if is_near and _is_of_item(context, last.start, place) else None


def _grant_of_item(context: Context, place: Place) -> Thing | None:
    """Take the thing of the last grant in the same line of the same item."""
    line = context.passage.flat.rfind("\n", 0, place.start) + 1
    start = max(line, _item_start(context, place))
    return next(
        (
            known.thing
            for before, known in reversed(context.counted)
            if before.start >= start and before.target.type is TargetType.INCENTIVE and known.thing
        ),
        None,
    )


def _in_sentence_before(context: Context, place: Place) -> Thing | None:
    """Find what the statement before speaks of; the label of the item knows better than one that furthers nothing."""
    before = context.passage.sentence_before(place.statement[0])
    if before is None or not _is_of_item(context, before[1], place):
        return None
    line = context.passage.flat.rfind("\n", 0, before[0]) + 1
    if _CONDITIONS.match(context.passage.flat, line, before[1]) and context.in_own_heading():
        return None
    label = _in_label(context, place)
    is_known = label is not None and label.entry is not None
    if is_known and not lexicon.FURTHERS.match(context.passage.flat, *before):
        return None
    return _spoken_of(context.passage, before)


def _in_lead(context: Context) -> Thing | None:
    """Find what the line that leads to the clause names; it has no place here."""
    above = context.above()
    nouns = above.passage.objects if above else ()
    return thing_at(nouns[-1])._replace(start=0, end=0) if nouns else None


def _in_sentences_before(context: Context, place: Place) -> Thing | None:
    """Find what the statements of the item before that speak of, nearest first."""
    before = context.passage.sentence_before(place.statement[0])
    for _ in range(_FEW):
        before = context.passage.sentence_before(before[0]) if before else None
        if before is None or not _is_of_item(context, before[1], place):
            return None
        if told := _told_of(context.whole, before):
            return thing_at(told[-1])._replace(start=0, end=0)
    return None


def _in_title(context: Context) -> Thing | None:
    """Find what the plan's title names, but its field."""
    thing = context.in_headings()
    return thing if thing is not None and _PROGRAMME.search(thing.word) is None else None


def _spoken_of(passage: Passage, stretch: tuple[int, int]) -> Thing | None:
    """Give the last thing that a statement names."""
    told = _told_of(passage, stretch)
    return last_thing(passage, told, stretch[0]) if told else None


def _told_of(passage: Passage, stretch: tuple[int, int]) -> list[Found[CountedObject]]:
    """List the things that a statement names, but sizes that it asks and how much is given."""
    flat = passage.flat
    return [
        noun
        for noun in passage.objects_in(*stretch)
        if not (is_measured(flat, noun) or _ASKED.match(flat, noun.end) or _is_how_much(flat, noun))
    ]


def _is_how_much(flat: str, noun: Found[CountedObject]) -> bool:
    """Tell the standard by which is paid (按下列标准奖励) from one that is made."""
    is_told = _BY_STANDARD.search(flat, 0, noun.end) or _IS_TOLD.match(flat, noun.end)
    return noun.entry.label.zh == _STANDARD and is_told is not None


def _in_label(context: Context, place: Place) -> Thing | None:
    """Find what the label of the item names."""
    flat = context.passage.flat
    line = flat.rfind("\n", 0, place.start) + 1
    for start, end in head_nouns(flat, place.start):
        if start >= line and (thing := context.thing_called(flat[start:end])):
            return thing
    return None


def _in_lines_above(context: Context, place: Place) -> Thing | None:
    """Find what the lines of the clause that the item stands under name; a line alone is a title."""
    flat = context.passage.flat
    line = flat.rfind("\n", 0, place.start) + 1
    for start, end in head_nouns(flat, place.start):
        is_title = not flat[end : flat.find("\n", end)].strip(":。")
        if start < line and (thing := context.thing_called(flat[start:end], title=is_title)):
            return thing
    return None
