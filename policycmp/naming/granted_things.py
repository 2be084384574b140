"""What grants are for: an allowance, the thing of the condition with its grade and act, and the whole of a rate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.models import TargetType
from policycmp.naming.allowances import allowances_in, read_allowance
from policycmp.naming.grades import Grade, nth_grade, preferred_grade
from policycmp.naming.grant_costs import for_cost, is_for_growth
from policycmp.naming.grant_objects import (
    PLAIN_ACTS,
    Ground,
    acts_in,
    find_act_before,
    find_base,
    find_event,
    find_ground,
    find_own_event,
    is_measured,
    is_recipient,
    nth_act,
    own_thing,
    with_bracket,
)
from policycmp.naming.noun_phrases import Thing, extended, own_word, thing_of
from policycmp.naming.properties import property_of
from policycmp.naming.readings import Context, Reading, thing_at

if TYPE_CHECKING:
    from policycmp.config import CountedObject
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.glossary import Found

_NEAR_GRADE = 14
_FEW = 4
_FEW_WORDS = 2
# Whose standard it is, is the grade of a standard alone (not of 管理规范国家标准认证).
_STANDARDS = "标准"
_BEHIND_ITEM = re.compile(r"(?:的|称号|资格|认定|(?:的)?(?:企业|单位))+$(?<!企业)|的(?:企业|单位)?$")
# 科技成果获国家级、省级科技奖: what has got it.
_GETS = re.compile(r"获(?!奖|批|得?授)|被|入选|列入")
# What is approved, not recognised.
_APPROVED = re.compile(r"批|入选|列入|纳入|确认")
_PROJECTS = re.compile(r"(?<!投资)项目|课题|基金")
_BEHIND = 4
# The acts of what is an amount: others beside it (购置设备) say no more than it does.
_OF_AMOUNTS = frozenset({"growth", "step"})
_FIRM = re.compile(r"[\u4e00-\u9fff]{1,8}?企业")
_LISTING = ("、", "和", "及", "与", "或")
_RECEIVES = ("的", "励", "持", "", "对", "年")
# What may stand between a grade and its thing.
_TRIMMINGS = re.compile(
    r"(?:国家|省|市|县|区|自治区)级?|[、和及与或]|以上|认定|备案|优秀|重点|新型|级|(?:[一二三]、?)*等奖|等次|等级|类"
)
# 孵化器的国家级认定, 评上国家级的: said of the thing, not of who receives (…标准的市级龙头企业).
_IS_SAID = re.compile(r"[的,;。、和及与或]|认定|评定|备案|称号|$")
_AWAY = re.compile(r"[,;的]|企业")
# Another condition begins.
_CONDITION = re.compile(r"[,;:][^,;:]*(?:的|对)(?=[,给奖补])|[,;](?:对|凡)")
_RECEIVING = (("firms",), ("persons",), ("teams",))
_BASE_BEFORE = re.compile(r"按照?|依照")
# What one enters by being recognised.
_LIBRARY = "库"
_BY_AREA = re.compile(r"/(?:月[/·])?(?:m2?(?![a-z])|㎡|平方米|平米|亩)|每(?:平方米|平米|亩)")
_EACH_AREA = re.compile(r"每(?:平方米|平米|亩)(?:每[月年])?[^,;。:\d]{0,6}$")
_AREA = "面积"
# 每张床位补贴500元: money by what the thing has of it.
_EACH_PART = re.compile(r"每(?:张|间|个)?(?P<part>床位|客房|车位|座位|工位|机位|托位)[^,;。:\d]{0,8}$")
# The whole of a rate of what was added.
_ADDED = "增长额"
# 按上述标准的2倍, 标准提高50%, 全额: a rate of another grant.
_STANDARD = re.compile(
    r"(?:上述|前述|前款|该|补[贴助]|津贴|奖[励补])标准的?(?:分别|再)?(?:提高|上浮|增加|\d)"
    r"|基础上[^,;。:]{0,3}(?:提高|上浮|增加)|全额(?:补助|奖励|奖补)$"
)
_OF_STANDARD = "补贴标准"
_ENUMERATED = re.compile(r"[、和及与或]+|以及")


def read_grant(context: Context, place: Place, leader: Place) -> Reading:
    """Read what a grant is for.

    Args:
        context: the clause.
        place: the amount in its place.
        leader: the first amount of the list that it stands in, itself where it stands alone.
    """
    passage = context.passage
    if reading := _going_on(context, place):
        _read_rate(context, reading, place)
        _read_unit(context, reading, place)
        return reading
    reading = Reading()
    ground = find_ground(passage, context.glossary, leader) or _ground_around(context, leader)
    reading.segment = ground.segment if ground else (0, 0)
    if allowance := read_allowance(context, place, leader, ground.thing if ground else None):
        reading.thing, reading.event = allowance.thing, allowance.event
        reading.grade = _class_of(context, place, leader, ground, allowance)
    elif ground is not None:
        ground = _for_its_cost(context, ground, place) or ground
        if cost := for_cost(context, ground, place):
            ground = cost
            # What a condition asks is told by the cost; interest is only how a loan is supported.
            reading.segment = (0, 0) if cost.segment[1] else reading.segment
        reading.thing = _nth_kind(context, ground, place)
        reading.grade = _grade_of(context, place, leader, ground, reading.thing)
        item = _item(context, ground, place) if ground.segment[1] else None
        if item and item[0] <= reading.thing.start < item[1]:
            reading.item = item
        _read_tier(context, reading, ground, place)
        _read_event(context, reading, ground, place, leader)
        _read_growth(context, reading, place)
    _read_rate(context, reading, place)
    _read_unit(context, reading, place)
    return reading


def _read_unit(context: Context, reading: Reading, place: Place) -> None:
    """Take money by area (每平方米20元, 15元/平方米) for a ratio."""
    flat = context.passage.flat
    if each := _EACH_PART.search(flat, place.left, place.start):
        reading.property, reading.of = "ratio", each["part"]
    if _BY_AREA.match(flat, place.end) or _EACH_AREA.search(flat, place.left, place.start):
        reading.property, reading.of = "ratio", _AREA


def _read_rate(context: Context, reading: Reading, place: Place) -> None:
    """Read the whole of a rate; it is the thing too where nothing else names one."""
    if reading.of == _ADDED or property_of(place.target, None) != "rate":
        return
    if _STANDARD.search(context.passage.flat, place.segment[0], place.right):
        reading.of = _OF_STANDARD
        return
    if (base := find_base(context.passage, place)) is None:
        reading.of = _base_before(context, place, reading)
        return
    reading.of = base.word
    reading.places.append(("of", base.start, base.end))
    if reading.thing is None:
        reading.thing = thing_of(context.passage, context.glossary, base.start, base.end)


def _base_before(context: Context, place: Place, reading: Reading) -> str | None:
    """Take over the whole of the rate before for one of the same thing (第一年补贴租金的50%，第二年30%)."""
    if context.last is None:
        return None
    before, known = context.last
    alike = before.statement == place.statement and before.target.unit == place.target.unit
    return known.of if alike and known.thing == reading.thing else None


def _read_growth(context: Context, reading: Reading, place: Place) -> None:
    """Take growth for the act where only what was added is paid for, and for the whole of a rate of it."""
    entry = reading.thing.entry if reading.thing else None
    grown = is_for_growth(context, place)
    if grown is None or entry is None or entry.units[:1] != ("yuan",):
        return
    reading.event = context.glossary.event_words.get("growth")
    reading.of = _ADDED
    reading.places += [("event", *grown), ("of", *grown)]


def _going_on(context: Context, place: Place) -> Reading | None:
    """Go on with the grant before where an amount only bounds it or adds a rate (…，最高50万元)."""
    if context.last is None or place.listed > 1:
        return None
    before, known = context.last
    if before.statement != place.statement or known.thing is None or before.listed > 1:
        return None
    start, end = before.end, place.start
    graded = any(start <= grade.start < end for grade in context.passage.grades)
    others = [noun for noun in context.nouns(start, end) if noun.entry is not known.thing.entry]
    if graded or others or acts_in(context.passage, start, end):
        return None
    if _CONDITION.search(context.passage.flat, start, end) or allowances_in(
        context, place.left, place.last.right
    ):
        return None
    places = [named for named in known.places if named[0] != "of"]
    added = _ADDED if known.of == _ADDED else None
    return Reading(known.thing, known.grade, known.event, of=added, segment=known.segment, places=places)


def _read_tier(context: Context, reading: Reading, ground: Ground, place: Place) -> None:
    """Take the class beside a level for the step of the grant (国家科技奖一等奖)."""
    item = _item(context, ground, place) if ground.segment[1] else None
    if item is None or reading.grade is None or not reading.grade.is_level:
        return
    for grade in context.passage.grades:
        if item[0] <= grade.start < item[1] and not grade.is_level:
            reading.tier = grade.value
            reading.places.append(("tier", grade.start, grade.end))


def _ground_around(context: Context, place: Place) -> Ground | None:
    """Find what a grant is for where its statement only says how much: before it, or in the headings."""
    before = context.passage.sentence_before(place.statement[0])
    last = context.last
    if last is not None and last[0].statement == before and last[0].target.type is TargetType.INCENTIVE:
        thing = last[1].thing
    else:
        thing = context.in_sentence_before(place) or (last[1].thing if last else None)
    thing = thing or context.in_headings()
    return Ground(thing, (0, 0)) if thing is not None else None


def _for_its_cost(context: Context, ground: Ground, place: Place) -> Ground | None:
    """Take the cost of a rate where the condition only says who receives (对规上工业企业，按研发费用的3%…)."""
    entry, (start, end) = ground.thing.entry, ground.segment
    if entry is None or entry.units[:1] not in _RECEIVING or end == 0 or ground.thing.end < end - 1:
        return None
    if any(
        start <= event.start < end and not context.covers(event.start, event.end)
        for event in context.passage.events
    ):
        return None
    costs = [
        found
        for found in context.nouns(end, place.segment[1])
        if found.entry.units[:1] == ("yuan",) and _BASE_BEFORE.search(context.passage.flat, end, found.start)
    ]
    return Ground(thing_at(costs[0]), (end, costs[0].end)) if costs else None


def _class_of(
    context: Context, place: Place, leader: Place, ground: Ground | None, allowance: Reading
) -> Grade | None:
    """Take the class that the plan itself makes (A类人才) before a degree, and both before a level."""
    grade = _grade_of(context, place, leader, ground, allowance.thing)
    return grade if grade and not grade.is_level else allowance.grade or grade


def _nth_kind(context: Context, ground: Ground, place: Place) -> Thing:
    """Of the kinds of a list whose amounts are listed too, take the one that this amount is for."""
    start, end = ground.segment
    if place.listed == 1 or end == 0:
        return ground.thing
    nouns = context.nouns(start, end)
    if item := _item(context, ground, place):
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
        if asked:
            return with_bracket(context.passage, context.glossary, extended(context.passage, asked[-1], end))
        graded = any(item[0] <= grade.start < item[1] for grade in context.passage.grades)
        outside = None if _is_act(context, *item) else _outside(context, *item)
        if outside is not None and not graded:
            return outside
        behind = [found for found in nouns if found.start >= item[1]]
        return extended(context.passage, behind[0], end) if behind else ground.thing
    if len(nouns) == place.listed and len({found.entry.id for found in nouns}) > 1:
        return thing_at(nouns[place.ordinal])
    return ground.thing


def _with_head(context: Context, start: int, end: int, nouns: list[Found[CountedObject]]) -> Thing | None:
    """Complete an item that goes on like the first (知识产权示范企业、优势企业: the second is 知识产权优势企业)."""
    flat = context.passage.flat
    rest = _BEHIND_ITEM.sub("", flat[start:end])
    graded = any(start <= grade.start < end for grade in context.passage.grades)
    for noun in [] if graded else nouns[:1]:
        for cut in range(noun.end - 1, noun.start, -1):
            entry = context.glossary.objects.get(flat[noun.start : cut] + rest)
            if entry is not None and noun.end <= start:
                return Thing(entry.label.zh, entry, start, end)
    return None


def _outside(context: Context, start: int, end: int) -> Thing | None:
    return own_thing(context.passage, start, end) or own_word(context.passage.flat, start, end)


def _is_act(context: Context, start: int, end: int) -> bool:
    """Tell an item that only says what is done (新认定和复核的, 分别)."""
    acts = acts_in(context.passage, start, end)
    words = context.passage.flat[start:end]
    return bool(acts) and len(words) - sum(act.end - act.start for act in acts) <= _FEW_WORDS


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
    start, end = ground.segment if ground else leader.segment
    everywhere = [g for g in context.passage.grades if not _is_receivers(context, g, thing)]
    inside = [g for g in everywhere if start <= g.start and g.end <= min(end, leader.start)]
    listed = [g for g in everywhere if start <= g.start and g.end <= leader.start]
    own = [g for g in everywhere if place.left <= g.start and g.end <= place.start]
    if place.listed > 1:
        leading = [g for g in everywhere if leader.left <= g.start and g.end <= leader.start]
        later = [g for g in listed if g.start >= max(end, _since(context, leader))]
        if nth := _listed_grade(context, place, ground, thing, (inside, later, listed, leading)):
            return nth
    elif later := [
        g for g in listed if end and g.start >= max(end, _since(context, leader)) and g not in own
    ]:
        return preferred_grade(later)
    elif own and not set(own) <= set(inside):
        return _inherited_level(context, place) or preferred_grade(own)
    behind = [g for g in everywhere if place.end <= g.start < min(place.right, place.end + _BEHIND)]
    if thing is not None and thing.end and end:
        listed = [g for g in inside if _touches(context, g, thing)]
    choices = (
        [g for g in choice if not (g.is_level and g.value == level)] for choice in (listed, own, behind[:1])
    )
    return next(filter(None, map(preferred_grade, choices)), None)


def _is_receivers(context: Context, grade: Grade, thing: Thing | None) -> bool:
    """Tell the grade of who receives (技术改造…的市级龙头企业) from that of the thing."""
    firm = _FIRM.match(context.passage.flat, grade.end)
    return (
        firm is not None
        and thing is not None
        and thing.end > 0
        and (thing.end <= grade.start or _is_apart(context.passage.flat, firm.end(), thing.start))
        and context.passage.flat[grade.start - 1 : grade.start] in _RECEIVES
        and not any(noun.start < firm.end() < noun.end for noun in context.passage.objects)
    )


def _is_apart(flat: str, end: int, start: int) -> bool:
    """Tell a firm that does something to the thing (市级龙头企业实施的技术改造) from one of its list."""
    return end <= start and flat[end : end + 1] not in _LISTING


def _since(context: Context, place: Place) -> int:
    """Tell where the words begin that no amount before has used."""
    before = [
        each.end
        for each, _ in context.counted
        if each.statement == place.statement and each.end <= place.start
    ]
    return before[-1] if before else 0


def _inherited_level(context: Context, place: Place) -> Grade | None:
    """Take the level that the number before stands under, over 、 (全国一等奖10000元、二等奖9000元)."""
    if context.last is None or context.last[0].follower is not place:
        return None
    grade = context.last[1].grade
    own = [g for g in context.passage.grades if place.left <= g.start and g.end <= place.start]
    return grade if grade and grade.is_level and not any(g.is_level for g in own) else None


def _listed_grade(
    context: Context,
    place: Place,
    ground: Ground | None,
    thing: Thing | None,
    choices: tuple[list[Grade], ...],
) -> Grade | None:
    """Find the grade of one of a list of amounts: in its item, or the one at its place among as many grades.

    A level reaches over 、 to the items behind it (国家级孵化器、众创空间).
    """
    inside = choices[0]
    level = thing.entry.grade if thing and thing.entry else None
    if ground and (item := _item(context, ground, place)):
        so_far = [g for g in inside if g.end <= item[1] and g.is_level and g.value != level]
        of_item = [g for g in inside if item[0] <= g.start and g.end <= item[1]]
        if so_far or of_item:
            return so_far[-1] if so_far else preferred_grade([g for g in of_item if g.value != level])
    near = [g for g in inside if thing and thing.start - 2 * _NEAR_GRADE <= g.start <= thing.start]
    found = (nth_grade(choice, place.ordinal, place.listed) for choice in (near, *choices))
    nth = next(filter(None, found), None)
    if nth is None or nth.is_level or thing is None:
        return nth
    levels = {g.value: g for g in inside if g.is_level and g.value != level and _touches(context, g, thing)}
    return next(iter(levels.values())) if len(levels) == 1 else nth


def _touches(context: Context, grade: Grade, thing: Thing) -> bool:
    """Tell whether a grade is that of a thing: inside it, before it, or said of it (孵化器评上国家级的)."""
    flat = context.passage.flat
    if flat.startswith(_STANDARDS, grade.end) and thing.word != _STANDARDS:
        return False
    if thing.start <= grade.start < thing.end:
        return True
    if grade.end <= thing.start:
        between = _TRIMMINGS.sub("", flat[grade.end : thing.start])
        return len(between) <= _FEW and "的" not in between[:-1] and "企业" not in between
    between = flat[thing.end : grade.start].rstrip("的")
    near = len(between) <= _NEAR_GRADE and _AWAY.search(between) is None
    return near and (between == flat[thing.end : grade.start] or _IS_SAID.match(flat, grade.end) is not None)


def _read_event(context: Context, reading: Reading, ground: Ground, place: Place, leader: Place) -> None:
    """Name the act that a grant rewards: the one said, else that of its thing."""
    if reading.thing is None:
        return
    _part_act(context, reading)
    thing = reading.thing
    entry, words = thing.entry, context.glossary.event_words
    default = reading.event_id or (entry.event if entry else None)
    is_cost = entry is not None and entry.units[:1] == ("yuan",)
    found = (
        _find_result(context, reading, place, leader)
        or find_own_event(context.passage, ground.segment[1], leader)
        or nth_act(context.passage, ground, place)
    )
    if ground.segment[1] and found is None:
        found = find_event(context.passage, Ground(_reach(thing, ground.thing), ground.segment))
    if found is None:
        found = find_act_before(
            context.passage, ground.segment[0], max(leader.statement[0], _since(context, leader))
        )
    if found is None:
        reading.event = words.get(default or ("recognition" if _is_title(reading) else ""))
    elif default or not is_cost or found[0] in _OF_AMOUNTS:
        id_, start, end = found
        if id_ == "recognition" and _is_project(context.passage.flat, thing, start, end):
            id_ = "approval"
        plain = id_ in PLAIN_ACTS or (is_cost and id_ not in _OF_AMOUNTS)
        reading.event = words[default if default and plain else id_]
        reading.places.append(("event", start, end))


def _is_project(flat: str, thing: Thing, start: int, end: int) -> bool:
    """Tell a project, which is approved (获批…项目的), from a title that is recognised."""
    return (
        _APPROVED.search(flat, start, end) is not None
        and _PROJECTS.search(flat, thing.start, thing.end + 4) is not None
    )


def _find_result(
    context: Context, reading: Reading, place: Place, leader: Place
) -> tuple[str, int, int] | None:
    """Find an assessment by its result: 考核为优秀、良好的, 绩效评价A类的; the result beside a level is its tier."""
    start = max(leader.statement[0], _since(context, leader))
    assessed = any(act.entry.id == "assessment" for act in acts_in(context.passage, start, leader.start))
    results = [
        g
        for g in context.passage.grades
        if start <= g.start < leader.start and (g.is_result or (assessed and not g.is_level))
    ]
    if not results:
        return None
    result = nth_grade(results, place.ordinal, place.listed) or results[-1]
    if reading.grade and reading.grade.is_level:
        reading.tier = result.value
    return "assessment", result.start, result.end


def _is_title(reading: Reading) -> bool:
    """Tell a title, which is got by being recognised: what has a level, or a library that firms enter."""
    thing, grade = reading.thing, reading.grade
    if thing is None or thing.word.endswith(_LIBRARY):
        return thing is not None
    entry = thing.entry
    if entry is None or entry.units[:1] in (("bodies",), ("firms",), ("places",)):
        return grade is not None and grade.is_level
    return False


def _part_act(context: Context, reading: Reading) -> None:
    """Part the thing of a grant from its act and from who has it: 发明专利 + 授权, 研发投入 of 企业."""
    thing = reading.thing
    if thing is None or thing.entry is None:
        return
    shorter = thing.word.removeprefix("企业")
    for id_, act in context.glossary.event_words.items():
        whole = context.glossary.objects.get(shorter.removesuffix(act)) if shorter.endswith(act) else None
        if whole is not None and whole.event == id_:
            shorter, reading.event_id = shorter.removesuffix(act), id_
            break
    entry = context.glossary.objects.get(shorter)
    if entry is not None and entry is not thing.entry and entry.label.zh == shorter:
        reading.thing = Thing(entry.label.zh, entry, thing.start, thing.end)


def _reach(thing: Thing, ground: Thing) -> Thing:
    """Stretch a member of a list over the list: an act before the first is that of all."""
    if not ground.end:
        return thing
    return Thing(thing.word, thing.entry, min(thing.start, ground.start), max(thing.end, ground.end))
