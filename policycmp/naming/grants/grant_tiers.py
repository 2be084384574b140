"""The tier of a grant: the class beside a level, the threshold of a step, the result beside what a cost is paid for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming.grades import nth_grade
from policycmp.naming.grants.grant_grades import since
from policycmp.naming.grants.grant_ladders import find_steps, step_of
from policycmp.naming.grants.grant_lists import item_of
from policycmp.naming.grants.grant_objects import Ground
from policycmp.naming.own_words import Thing

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

# 对年申请量达到100件、50件的: what is counted in steps.
_COUNTED = re.compile(
    r"[,;、]?(?:对于?|凡)?(?:年度?|当年|累计)*(?P<what>[一-鿿]{2,8}?)(?:总数|数量|量|数)(?:分别|首次)*(?:达到?|超过?|突破|满|为)?$"
)
_PATENTS, _APPLIED = "专利", "申请"


def counted_in_steps(context: Context, ground: Ground, leader: Place) -> Ground:
    """Take what the steps of several amounts count for what they are for, not the things of the amounts before.

    Args:
        context: the clause.
        ground: what was found.
        leader: the first amount of the list.
    """
    flat, start = context.passage.flat, since(context, leader)
    steps = find_steps(flat, start, leader.start, leader.listed) if start else []
    if not steps or ground.segment[1] > start:
        return ground
    counted = _COUNTED.search(flat, start, steps[0][0])
    if counted is None:
        return ground
    of_patents = _PATENTS in flat[slice(*ground.segment)] and counted["what"].startswith(_APPLIED)
    word = _PATENTS + _APPLIED if of_patents else counted["what"]
    entry = context.glossary.objects.get(word)
    return Ground(Thing(word, entry, *counted.span("what")), (counted.start("what"), leader.start))


def read_tier(context: Context, reading: Reading, ground: Ground, place: Place) -> None:
    """Take the class beside a level for the step of the grant (国家科技奖一等奖).

    Args:
        context: the clause.
        reading: what is read of the grant; gets its tier.
        ground: what the condition names.
        place: the amount in its place.
    """
    if reading.grade is None or not reading.grade.is_level or not ground.segment[1]:
        return
    item = item_of(context, ground, place) or (ground.segment if place.listed == 1 else (0, 0))
    classes = [grade for grade in context.passage.grades if not grade.is_level]
    own = [grade for grade in classes if item[0] <= grade.start < item[1]]
    shared = [grade for grade in classes if ground.segment[0] <= grade.start < ground.segment[1]]
    near = [grade for grade in classes if place.first.left <= grade.start and grade.end <= place.first.start]
    if not own and place.listed in (1, len(near)):
        # …获省级一、二、三等奖的奖励…: its own classes before its own amounts.
        own = near if place.listed == 1 else [near[place.ordinal]]
    nth = nth_grade(context.passage.flat, shared, place.ordinal, place.listed)
    alike = shared if len({grade.value for grade in shared}) == 1 else []
    for grade in own or ([nth] if nth else alike):
        reading.tier = grade.value
        reading.places.append(("tier", grade.start, grade.end))


def read_step(context: Context, reading: Reading, place: Place, leader: Place) -> None:
    """Take the threshold of one of several amounts for its step (突破1亿元、5亿元的，分别奖励…).

    Args:
        context: the clause.
        reading: what is read of the grant; gets its tier.
        place: the amount in its place.
        leader: the first amount of the list that it stands in.
    """
    step = step_of(context.passage.flat, place, leader, since(context, leader))
    is_amount = step is not None and any(step[0] <= one.start < step[1] for one, _ in context.counted)
    if step is not None and not is_amount and reading.tier is None and reading.grade is None:
        reading.tier = context.passage.flat[slice(*step)]
        reading.places.append(("tier", *step))


def part_result(context: Context, reading: Reading) -> None:
    """Take how somebody was assessed for the step of a grant for a cost (评估优秀的企业，研发费用的10%).

    Args:
        context: the clause.
        reading: what is read of the grant; gets its tier.
    """
    entry, grade = reading.thing.entry if reading.thing else None, reading.grade
    if grade is None or not grade.is_result or entry is None or entry.units[:1] != ("yuan",):
        return
    if reading.event != context.glossary.event_words.get("assessment"):
        reading.grade, reading.tier = None, grade.value
        reading.places.append(("tier", grade.start, grade.end))
