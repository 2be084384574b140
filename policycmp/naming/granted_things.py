"""What grants are for: an allowance, the thing of the condition with its grade and act, and the whole of a rate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.naming.grades import Grade, nth_grade, preferred_grade
from policycmp.naming.grant_objects import (
    PLAIN_ACTS,
    Ground,
    find_allowance,
    find_base,
    find_event,
    find_ground,
)
from policycmp.naming.noun_phrases import Thing, extended, thing_of
from policycmp.naming.properties import property_of
from policycmp.naming.readings import Context, Reading, thing_at

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place

_NEAR_GRADE = 14
_FEW = 4
_BEHIND = 4
# The acts of what is an amount: others beside it (购置设备) say no more than it does.
_OF_AMOUNTS = frozenset({"growth", "step"})
# What may stand between a grade and its thing.
_TRIMMINGS = re.compile(
    r"(?:国家|省|市|县|区|自治区)级?|[、和及与或]|以上|认定|备案|优秀|重点|新型|级|(?:[一二三]、?)*等奖|等次|等级|类"
)
_AWAY = re.compile(r"[,;的]|企业")
_ENUMERATED = re.compile(r"[、和及与或]+|以及")


def read_grant(context: Context, place: Place, leader: Place) -> Reading:
    """Read what a grant is for.

    Args:
        context: the clause.
        place: the amount in its place.
        leader: the first amount of the list that it stands in, itself where it stands alone.
    """
    passage = context.passage
    reading = Reading()
    ground = find_ground(passage, context.glossary, leader) or _ground_around(context, leader)
    if allowance := find_allowance(passage, place):
        reading.thing = allowance
        reading.grade = _grade_of(context, place, leader, ground, allowance)
    elif ground is not None:
        reading.thing = _nth_kind(context, ground, place)
        reading.grade = _grade_of(context, place, leader, ground, reading.thing)
        _read_event(context, reading, ground)
    if property_of(place.target, None) == "rate" and (base := find_base(passage, place)):
        reading.of = base.word
        reading.places.append(("of", base.start, base.end))
        if reading.thing is None:
            reading.thing = thing_of(passage, context.glossary, base.start, base.end)
    return reading


def _ground_around(context: Context, place: Place) -> Ground | None:
    """Find what a grant is for where its statement only says how much: before it, or in the headings."""
    thing = context.in_sentence_before(place)
    if thing is None and context.last is not None:
        thing = context.last[1].thing
    thing = thing or context.in_headings()
    return Ground(thing, (0, 0)) if thing is not None else None


def _nth_kind(context: Context, ground: Ground, place: Place) -> Thing:
    """Of the kinds of a list whose amounts are listed too, take the one that this amount is for."""
    start, end = ground.segment
    if place.listed == 1 or end == 0:
        return ground.thing
    nouns = context.nouns(start, end)
    if item := _item(context, ground, place):
        inside = [found for found in nouns if item[0] <= found.start and found.end <= item[1]]
        behind = [found for found in nouns if found.start >= item[1]]
        chosen = inside[-1:] or behind[:1]
        return extended(context.passage, chosen[0], end) if chosen else ground.thing
    if len(nouns) == place.listed and len({found.entry.id for found in nouns}) > 1:
        return thing_at(nouns[place.ordinal])
    return ground.thing


def _item(context: Context, ground: Ground, place: Place) -> tuple[int, int] | None:
    """Find the item of a condition's list that an amount of a list is for: as many items as amounts."""
    start, end = ground.segment
    cuts = [
        match.span()
        for match in _ENUMERATED.finditer(context.passage.flat, start, end)
        if not context.covers(*match.span()) and not context.passage.bracketed(match.start())
    ]
    if place.listed == 1 or len(cuts) != place.listed - 1:
        return None
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    return edges[2 * place.ordinal], edges[2 * place.ordinal + 1]


def _grade_of(
    context: Context, place: Place, leader: Place, ground: Ground | None, thing: Thing | None
) -> Grade | None:
    """Find the grade of a grant: in its own words, in the list of its condition, or beside its thing."""
    level = thing.entry.grade if thing and thing.entry else None
    grades = [g for g in context.passage.grades if not (g.is_level and g.value == level)]
    start, end = ground.segment if ground else leader.segment
    inside = [g for g in grades if start <= g.start and g.end <= min(end, leader.start)]
    listed = [g for g in grades if start <= g.start and g.end <= leader.start]
    own = [g for g in grades if place.left <= g.start and g.end <= place.start]
    if place.listed > 1:
        if nth := _listed_grade(context, place, ground, thing, (inside, listed)):
            return nth
    elif own and not set(own) <= set(inside):
        return preferred_grade(own)
    behind = [g for g in grades if place.end <= g.start < min(place.right, place.end + _BEHIND)]
    if thing is not None and thing.end and end:
        listed = [g for g in inside if _touches(context, g, thing)]
        return preferred_grade(listed) or preferred_grade(own) or preferred_grade(behind[:1])
    return preferred_grade(own) or preferred_grade(listed) or preferred_grade(behind[:1])


def _listed_grade(
    context: Context,
    place: Place,
    ground: Ground | None,
    thing: Thing | None,
    choices: tuple[list[Grade], list[Grade]],
) -> Grade | None:
    """Find the grade of one of a list of amounts: in its item, or the one at its place among as many grades."""
    inside, listed = choices
    if ground and (item := _item(context, ground, place)):
        of_item = [g for g in inside if item[0] <= g.start and g.end <= item[1]]
        if of_item:
            return preferred_grade(of_item)
    near = [g for g in inside if thing and thing.start - 2 * _NEAR_GRADE <= g.start <= thing.start]
    found = (nth_grade(choice, place.ordinal, place.listed) for choice in (near, inside, listed))
    return next(filter(None, found), None)


def _touches(context: Context, grade: Grade, thing: Thing) -> bool:
    """Tell whether a grade is that of a thing: inside it, before it, or said of it (孵化器评上国家级的)."""
    flat = context.passage.flat
    if thing.start <= grade.start < thing.end:
        return True
    if grade.end <= thing.start:
        between = _TRIMMINGS.sub("", flat[grade.end : thing.start])
        return len(between) <= _FEW and "的" not in between[:-1] and "企业" not in between
    between = flat[thing.end : grade.start].rstrip("的")
    return len(between) <= _NEAR_GRADE and _AWAY.search(between) is None


def _read_event(context: Context, reading: Reading, ground: Ground) -> None:
    """Name the act that a grant rewards: the one said, else that of its thing."""
    thing = reading.thing
    if thing is None:
        return
    entry, words = thing.entry, context.glossary.event_words
    default = entry.event if entry else None
    is_cost = entry is not None and entry.units[:1] == ("yuan",)
    found = find_event(context.passage, Ground(thing, ground.segment)) if ground.segment[1] else None
    if found is None:
        graded = entry is None and reading.grade is not None and reading.grade.is_level
        reading.event = words.get(default or ("recognition" if graded else ""))
    elif default or not is_cost or found[0] in _OF_AMOUNTS:
        id_, start, end = found
        reading.event = words[
            default if default and (id_ in PLAIN_ACTS or (is_cost and id_ not in _OF_AMOUNTS)) else id_
        ]
        reading.places.append(("event", start, end))
