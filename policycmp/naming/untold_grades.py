"""Grades that a plan tells apart, but not so that it can be said which of a list of amounts is for which."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import RATES
from policycmp.models import TargetType
from policycmp.models.counted import UNKNOWN_GRADE
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.grades import Grade

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

# 达到1亿元、5亿元的, 第一年、第二年, 首次、再次: steps of one grant, which share a row.
_STEPS = re.compile(r"\d|[一两二三四五]年|首[次年]|[再次]次|次年|新|续|[百千万]亿|亿元")
_EACH = re.compile(r"分别|依次|[分按][^,;。]{0,6}(?:等次|档|类|级|层次)")
_CLASSES = re.compile(r"等次|等级|级别|层次|类别|档次|[一-鿿A-Za-z][档类级](?=[、和及的,])|等奖")
# Nothing but a name before the amount.
_OWN = re.compile(
    r"(?:[^,;。:]{0,8}为)?(?!其中|每|单|最高|共|合计|另)[\u4e00-\u9fff]{2,5}(?:每[户家个人名件项座])(?:奖励?|补助|补贴)?"
)


def mark_untold(context: Context) -> None:
    """Mark the grants of a list that only grades could tell apart, where no grade was found for them.

    Args:
        context: a clause whose commitments have all been read; the readings get `UNKNOWN_GRADE`.
    """
    lists: defaultdict[int, list[tuple[Place, Reading]]] = defaultdict(list)
    for place, reading in context.counted:
        if place.listed > 1 and place.target.type is TargetType.INCENTIVE:
            lists[id(place.first)].append((place, reading))
    for members in _told_by_words(context):
        for _, reading in members:
            reading.grade = Grade(0, 0, UNKNOWN_GRADE, is_level=False)
    for members in lists.values():
        if _are_alike(members) and _tells_classes(context, *members[0]):
            for _, reading in members:
                reading.grade = Grade(0, 0, UNKNOWN_GRADE, is_level=False)


def _told_by_words(context: Context) -> list[list[tuple[Place, Reading]]]:
    """Find amounts for one thing named before that only words of their own tell apart (金叶每户3万元，银叶2万元)."""
    by_thing: defaultdict[tuple[int, str], list[tuple[Place, Reading]]] = defaultdict(list)
    for place, reading in context.counted:
        named_before = reading.thing is not None and not reading.segment[1] and reading.grade is None
        own = context.passage.flat[place.left : place.start]
        is_grant = place.target.type is TargetType.INCENTIVE and place.target.unit not in RATES
        if reading.thing is not None and named_before and is_grant and _OWN.fullmatch(own):
            by_thing[place.statement[0], reading.thing.word].append((place, reading))
    return [members for members in by_thing.values() if len(members) > 1 and _are_alike(members)]


def _are_alike(members: list[tuple[Place, Reading]]) -> bool:
    """Tell whether nothing that was read tells the amounts of a list apart."""
    parts = {
        (
            reading.thing and reading.thing.word,
            reading.grade and reading.grade.value,
            reading.event,
            reading.tier,
        )
        for _, reading in members
    }
    amounts = {place.target.value for place, _ in members}
    first = members[0][1]
    return len(parts) == 1 and len(amounts) > 1 and first.thing is not None and first.grade is None


def _tells_classes(context: Context, leader: Place, reading: Reading) -> bool:
    """Tell a list of classes, or of persons, from one of steps or acts, which share a row."""
    words = context.passage.flat[leader.statement[0] : leader.start]
    if _EACH.search(words) is None or _STEPS.search(words):
        return False
    entry = reading.thing.entry if reading.thing else None
    return _CLASSES.search(words) is not None or (entry is not None and entry.units[:1] in lexicon.PERSONAL)
