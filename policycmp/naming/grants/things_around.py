"""What a grant is for where its own statement only says how much: its item's label, what was spoken of, headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.models import TargetType
from policycmp.naming.grants.grant_objects import Ground
from policycmp.naming.item_heads import head_nouns, label_of
from policycmp.naming.readings import thing_at

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context

# What a label says of a whole field (白酒产业：), no thing of it is.
_FIELDS = ("业", "经济")
_FIRST = (0, 0)


def around(context: Context, place: Place) -> Ground | None:
    """Find what a grant is for that stands before its statement or in the headings.

    Args:
        context: the clause.
        place: the first amount of its list.
    """
    thing = (
        _last_near(context, place)
        or _in_sentence_before(context, place)
        or _in_label(context, place)
        or _last_of_item(context, place)
        or _in_lines_above(context, place)
        or context.in_headings()
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


def in_head(context: Context, place: Place) -> Ground | None:
    """Find what the head of an item names (专利导航：, 二、博士后工作站。) where its statement has no known word.

    Args:
        context: the clause.
        place: the first amount of its list.
    """
    if label := label_of(context.passage.flat, place.start):
        thing = context.last_noun(label)
        if thing is not None and thing.entry is not None and not thing.word.endswith(_FIELDS):
            return Ground(thing._replace(start=0, end=0), _FIRST)
    if (thing := context.in_own_heading()) is not None and thing.entry is not None:
        return Ground(thing, _FIRST)
    return None


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


def _last_of_item(context: Context, place: Place) -> Thing | None:
    """Take the thing of the amount before in the same item."""
    if context.last is None or not _is_of_item(context, context.last[0].start, place):
        return None
    return context.last[1].thing


def _in_sentence_before(context: Context, place: Place) -> Thing | None:
    """Find what the statement before speaks of."""
    before = context.passage.sentence_before(place.statement[0])
    if before is None or not _is_of_item(context, before[1], place):
        return None
    return context.last_noun(before)


def _in_label(context: Context, place: Place) -> Thing | None:
    """Find what the label of the item names."""
    flat = context.passage.flat
    line = flat.rfind("\n", 0, place.start) + 1
    for start, end in head_nouns(flat, place.start):
        if start >= line and (thing := context.thing_called(flat[start:end])):
            return thing
    return None


def _in_lines_above(context: Context, place: Place) -> Thing | None:
    """Find what the lines of the clause that the item stands under name."""
    flat = context.passage.flat
    line = flat.rfind("\n", 0, place.start) + 1
    for start, end in head_nouns(flat, place.start):
        if start < line and (thing := context.thing_called(flat[start:end])):
            return thing
    return None
