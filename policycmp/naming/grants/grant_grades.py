"""The grade of a grant: its own, that of its item in a list, or the one beside its thing; not that of who receives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.naming.grades import Grade, distinct_grades, is_named_place, nth_grade, preferred_grade
from policycmp.naming.grants.grant_lists import item_of
from policycmp.naming.grants.platform_lists import EQUATED
from policycmp.naming.offices import OFFICE

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Passage, Place
    from policycmp.naming.grants.grant_objects import Ground
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context

_NEAR_GRADE = 14
_PRIZE = "奖"
# 中国质量奖及提名奖: the prize itself has the first of two amounts.
_WITH_NOMINEES = re.compile(r"奖(?:[及和与、]|以及)其?提名奖")
_GETS = re.compile(
    r"(?<![,、])(?:获得?|获批|获评|取得|通过|(?:被|经)?(?:认定|评定|评选|命名)为|评为|列为|晋升为?|入选)$"
)
_GOT = re.compile(r"(?:认定|评定|备案|命名|称号|级|荣誉|立项|验收)*的?(?:企业|单位|机构)?")
# …的给予60%，其他展会给予40%: of no grade.
_OTHERS = re.compile(r"[,、;和]?(?:其[他它余](?!地级|县级|[省市县区]级))")
# 每帮助1户企业孵化出壳，再补5000元: another deed, whatever was paid before.
EACH_DONE = re.compile(
    r"每(?:成功)?(?:帮助|孵化|服务|培育|扶持|引进|新增|带动|辅导)[^,;。:\d]{0,6}[\d一]+[家户个名人]"
)
_FEW, _SEVERAL = 4, 2
_LONGEST_NAME, _BEGINS_NAME = 12, ("家", "国", "省", "市", "区", "县")
# Whose standard it is, is the grade of a standard alone (not of 管理规范国家标准认证).
_STANDARDS = "标准"
_OF_STANDARDS = re.compile(r"标准(?!化)")
_BEHIND = 4
_SIZE = re.compile(
    r"特?[大中小微]型|(?:全国|全省)?[十百]强|[重较]大|一般|(?<![国])[一-鿿]{1,2}(?<![家省市县区部州星高中初])[级档](?!别)"
)
_SIZES = re.compile(rf"(?:{_SIZE.pattern})(?:[、和及与或]+(?:{_SIZE.pattern}))+")
_FIRM = re.compile(r"[\u4e00-\u9fff]{1,8}?企业")
_LISTING = ("、", "和", "及", "与", "或")
_RECEIVES = ("的", "励", "持", "", "对", "年")
# What may stand between a grade and its thing.
_TRIMMINGS = re.compile(
    r"(?:国家|省|市|县|区|自治区)级?|[、和及与或]|以上|认定|备案|确认|A{2,5}级|优秀|重点|新型|级|(?:[一二三]、?)*等奖|等次|等级|类"
)
# 孵化器的国家级认定, 评上国家级的: said of the thing, not of who receives (…标准的市级龙头企业).
_IS_SAID = re.compile(r"[的,;。、和及与或]|认定|评定|备案|称号|$")
_COMMON, _FIRMS = "创新平台", "企业"
_KEPT_IN = re.compile(r"(?:国家)?(?P<what>.{3,}?)(?:培育|后备|储备|入)?库$")
_ITS, _ENDS = re.compile(r"其(?!他|它|中|余|实)"), re.compile(r"[。\n]")
_CLASS_LENGTH, _QUOTES = 3, '“"「『‘'
_NAMED_CLASS = re.compile(r"(?!科技|创新|示范|综合)[一-鿿]{2}型")
_MONEY_BEHIND = re.compile(r"[^,;。:、的]{2,12}?(?:补助|奖励|奖补|资金|补贴|资助)")
_LOCAL = ("municipal", "county")
_GIVES = re.compile(r"(?:财政)?(?:再|另|跟|各|分别|额外|一次性)*(?:奖|补|给|资助|配套|支持|扶持)")
_AMOUNT_OR_END = re.compile(r"[\d。;\n]|[、和及与或]$")
_AWAY = re.compile(r"[,;、的]|企业")


def grade_of(
    context: Context, place: Place, leader: Place, ground: Ground | None, thing: Thing | None
) -> Grade | None:
    """Find the grade of a grant: in its own words, in the list of its condition, or beside its thing.

    Args:
        context: the clause.
        place: the amount in its place.
        leader: the first amount of the list that it stands in.
        ground: what the condition names, if anything.
        thing: what the grant is for, if anything.
    """
    if is_of_others(context, place):
        return None
    found = _told_grade(context, place, leader, ground, thing)
    if thing is None:
        return found
    if found is None:
        level = _level_going_on(context, leader, thing) if ground and not ground.segment[1] else None
        return level or _quoted_class(context, thing) or _defined_level(context, thing)
    if found.is_result:
        return _level_of_assessed(context, place, thing) or found
    return None if _is_of_what_is_kept(context, thing, found) else found


def is_of_others(context: Context, place: Place) -> bool:
    """Tell an amount for all that have no grade (…的给予60%，其他展会给予40%).

    Args:
        context: the clause.
        place: the amount in its place.
    """
    flat, start = context.passage.flat, since(context, place)
    done = EACH_DONE.search(flat, start, place.start) if start else None
    is_own = done is None or any(start <= grade.start < place.start for grade in context.passage.grades)
    return _OTHERS.match(flat, place.left, place.start) is not None or not is_own


def _told_grade(
    context: Context, place: Place, leader: Place, ground: Ground | None, thing: Thing | None
) -> Grade | None:
    """Find the grade that the words of a grant tell."""
    if place.listed == _SEVERAL and not place.ordinal and _is_prize_itself(context, leader):
        return None
    level = thing.entry.grade if thing and thing.entry else None
    start, end = ground.segment if ground else leader.segment
    everywhere = [
        g
        for g in context.passage.grades
        if not _is_receivers(context, g, thing)
        and not _is_givers(context, g, thing)
        and not _is_of_money(context, g, thing)
        and not _is_equated(context.passage, g)
        and not (place.listed == 1 and _is_scale(context, g))
    ]
    if thing is not None and thing.word == _STANDARDS and not all(g.is_level for g in everywhere):
        # 省级地方标准: whose standard it is.
        everywhere = [g for g in everywhere if not g.is_level]
    if ground and start >= leader.end:
        # 20万元，用于奖励…: named behind its amount.
        return preferred_grade([g for g in everywhere if start <= g.start and g.end <= end])
    if ground and not end:
        start = _told_from(context, leader)
    inside = [g for g in everywhere if start <= g.start and g.end <= min(end, leader.start)]
    listed = [g for g in everywhere if start <= g.start and g.end <= leader.start]
    own = [g for g in everywhere if place.left <= g.start and g.end <= place.start]
    if ground and not end and (level_before := _level_before(context, listed, thing)):
        return level_before
    if place.listed > 1:
        leading = [g for g in everywhere if leader.left <= g.start and g.end <= leader.start]
        later = [g for g in listed if g.start >= max(end, since(context, leader))]
        if end and (anew := _assessed_anew(context, place, leader, inside, later)):
            return anew
        if nth := _listed_grade(context, place, ground, thing, (inside, later, listed, leading)):
            return nth
        if ground and item_of(context, ground, place):
            own = []
    elif later := [g for g in listed if end and g.start >= max(end, since(context, leader)) and g not in own]:
        return preferred_grade(later)
    elif own and not set(own) <= set(inside):
        return (
            _inherited_level(context, place)
            or _level_of_prize(context, own, inside, thing)
            or preferred_grade(own)
        )
    if thing is not None and "|" in thing.word and "或" in context.passage.flat[thing.start : thing.end]:
        # 国家级“小巨人”或湖北省单项冠军
        inside = [g for g in inside if g.end <= thing.start] or inside
    behind = [g for g in everywhere if place.end <= g.start < min(place.right, place.end + _BEHIND)]
    if thing is not None and thing.end and end:
        listed = [g for g in inside if _touches(context, g, thing)]
    choices = (
        [g for g in choice if not (g.is_level and g.value == level)] for choice in (listed, own, behind[:1])
    )
    found = next(filter(None, map(preferred_grade, choices)), None)
    return found or _level_reaching_over(context, place, thing)


def _level_of_assessed(context: Context, place: Place, thing: Thing) -> Grade | None:
    """Take the one level told before in the statement for what is assessed (市级平台资助…，评估为优秀的，给予…)."""
    before = {
        reading.grade.value: reading.grade
        for other, reading in context.counted
        if other.statement == place.statement
        and reading.grade
        and reading.grade.is_level
        and reading.thing
        and (reading.thing.word.endswith(thing.word) or thing.word.endswith(reading.thing.word))
    }
    return next(iter(before.values())) if len(before) == 1 else None


def _is_of_what_is_kept(context: Context, thing: Thing, grade: Grade) -> bool:
    """Tell the level that all in a library have (国家高新技术企业培育库) from its own (省高新技术企业培育库)."""
    kept = _KEPT_IN.match(thing.word)
    words = (kept["what"], kept["what"] + _FIRMS) if kept else ()
    entry = next(filter(None, map(context.glossary.objects.get, words)), None)
    return entry is not None and grade.is_level and grade.value == entry.grade


def _level_going_on(context: Context, leader: Place, thing: Thing) -> Grade | None:
    """Take the level of the grant before in the sentence for what 其 means (在其稳定运营一年后，给予…)."""
    if context.last is None or not _ITS.search(context.passage.flat, leader.statement[0], leader.start):
        return None
    before, known = context.last
    is_near = not _ENDS.search(context.passage.flat, before.end, leader.start)
    same = known.thing is not None and known.thing.word == thing.word
    return known.grade if is_near and same and known.grade and known.grade.is_level else None


def _quoted_class(context: Context, thing: Thing) -> Grade | None:
    """Take a class that a plan names in quotes before its thing (“旗舰型”新型研发机构)."""
    start = thing.start - _CLASS_LENGTH
    if start < 0 or not _NAMED_CLASS.fullmatch(context.passage.flat, start, thing.start):
        return None
    before = context.passage.plain.span(start, thing.start).start - 1
    if before < 0 or context.clause.text[before] not in _QUOTES:
        return None
    return Grade(start, thing.start, context.passage.flat[start : thing.start], is_level=False)


def _defined_level(context: Context, thing: Thing) -> Grade | None:
    """Take the level that the plan's definitions give all that a grant is for."""
    if not context.levels or not thing.word:
        return None
    entries = [context.glossary.objects.get(word) for word in thing.word.split("|") if word != _COMMON]
    levels = {context.levels.get(entry.id) if entry else None for entry in entries}
    level = levels.pop() if len(levels) == 1 else None
    return Grade(0, 0, level, is_level=True) if level else None


def _is_prize_itself(context: Context, place: Place) -> bool:
    """Tell the first of two amounts, for a prize and for those nominated for it."""
    return _WITH_NOMINEES.search(context.passage.flat, place.statement[0], place.start) is not None


def _level_reaching_over(context: Context, place: Place, thing: Thing | None) -> Grade | None:
    """Take the level that reaches over 、 to the next thing (国家级绿色工厂50万元、绿色园区100万元)."""
    entry = thing.entry if thing else None
    if context.last is None or entry is None or entry.grade is not None or place.listed > 1:
        return None
    other = context.last[1].thing
    return _inherited_level(context, place) if other and other.entry is not entry else None


def _is_scale(context: Context, grade: Grade) -> bool:
    """Tell one of several levels that a bracket lists for what is not told apart (按规格（国家级、省级）给予)."""
    if not context.passage.bracketed(grade.start):
        return False
    flat = context.passage.flat
    start, end = flat.rfind("(", 0, grade.start), flat.find(")", grade.end)
    return (
        len([g for g in context.passage.grades if start < g.start < end and g.is_level == grade.is_level]) > 1
    )


def _level_before(context: Context, told: list[Grade], thing: Thing | None) -> Grade | None:
    """Keep the level of the grant before where only another class is told (评价为良好的，给予…; 二等奖的，奖励…).

    Where amounts of several levels stand before, it goes on with none of them.
    """
    if context.last is None or not told or any(grade.is_level for grade in told):
        return None
    before, known = context.last
    levels = {
        reading.grade.value
        for place, reading in context.counted
        if place.statement == before.statement and reading.grade and reading.grade.is_level
    }
    if len(levels) > 1:
        return None
    return known.grade if known.thing == thing and known.grade and known.grade.is_level else None


def _told_from(context: Context, place: Place) -> int:
    """Tell from where a grade may be told where the statement does not name the thing.

    The sentence before may tell it; where it has amounts of its own, its grades are theirs.
    """
    before = context.passage.sentence_before(place.statement[0])
    used = context.last is not None and before is not None and context.last[0].start >= before[0]
    return place.statement[0] if before is None or used else before[0]


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


def _is_of_money(context: Context, grade: Grade, thing: Thing | None) -> bool:
    """Tell the level of money that was had for a cost (获得省级研发费用补助的) from one of a thing."""
    is_cost = thing is not None and thing.entry is not None and thing.entry.units[:1] == ("yuan",)
    return is_cost and _MONEY_BEHIND.match(context.passage.flat, grade.end) is not None


def _is_givers(context: Context, grade: Grade, thing: Thing | None) -> bool:
    """Tell the level of who gives (认定高新技术企业的，县级奖励15万元) from one of the thing.

    It is one where the thing has one grade everywhere, or another grade right before (获省厅认定的，县级再奖10万元).
    """
    if thing is None:
        return False
    flat = context.passage.flat
    gives = _GIVES.match(flat, grade.end) is not None
    if gives and grade.value in _LOCAL and _is_told_before(context, grade):
        return True
    if thing.entry is None or thing.entry.grade != "national":
        return False
    # 江苏省高新技术企业 are those of any place.
    if OFFICE.match(flat, grade.end) or (grade.end - grade.start == 1 and is_named_place(flat, grade.start)):
        return True
    return gives and grade.value in (*_LOCAL, "provincial")


def _is_told_before(context: Context, grade: Grade) -> bool:
    """Tell whether another grade stands before one, with no amount or end of a statement between."""
    return any(
        other.end <= grade.start
        and other.value != grade.value
        and _AMOUNT_OR_END.search(context.passage.flat, other.end, grade.start) is None
        for other in context.passage.grades
    )


def _assessed_anew(
    context: Context, place: Place, leader: Place, inside: list[Grade], later: list[Grade]
) -> Grade | None:
    """Take the result of an assessment where several levels told the amounts before apart.

    国家级、省级工作站分别资助…，考核优秀、良好的分别奖励…: of either level.
    """
    if since(context, leader) == 0 or len({grade.value for grade in inside if grade.is_level}) < _SEVERAL:
        return None
    result = nth_grade(context.passage.flat, later, place.ordinal, place.listed)
    return result if result and result.is_result else None


def _is_equated(passage: Passage, grade: Grade) -> bool:
    """Tell a grade in a bracket that only says what counts like another (（企业分站等同于省级工作站）)."""
    if not passage.bracketed(grade.start):
        return False
    start = passage.flat.rfind("(", 0, grade.start)
    return EQUATED.search(passage.flat, start, max(start, passage.flat.find(")", grade.end))) is not None


def _is_apart(flat: str, end: int, start: int) -> bool:
    """Tell a firm that does something to the thing (市级龙头企业实施的技术改造) from one of its list."""
    return end <= start and flat[end : end + 1] not in _LISTING


def since(context: Context, place: Place) -> int:
    """Tell where in the plain text the words begin that no amount before has used.

    Args:
        context: the clause.
        place: the amount in its place.
    """
    for before, _ in reversed(context.counted):
        if before.end <= place.statement[0]:
            break
        if before.statement == place.statement and before.end <= place.start:
            return before.end
    return 0


def _inherited_level(context: Context, place: Place) -> Grade | None:
    """Take the level that the number before stands under, over 、 (全国一等奖10000元、二等奖9000元)."""
    if context.last is None:
        return None
    before = context.last[0]
    goes_on = before.statement == place.statement and context.passage.flat[before.end] in _LISTING[:1]
    if before.follower is not place and not goes_on:
        return None
    grade = context.last[1].grade
    own = [g for g in context.passage.grades if place.left <= g.start and g.end <= place.start]
    return grade if grade and grade.is_level and not any(g.is_level for g in own) else None


def _level_of_prize(
    context: Context, own: list[Grade], inside: list[Grade], thing: Thing | None
) -> Grade | None:
    """Take the level that a prize has before its classes (省科学技术奖：一等奖50万元)."""
    if thing is None or not thing.end or not all(grade.value.endswith(_PRIZE) for grade in own):
        return None
    level = thing.entry.grade if thing.entry else None
    levels = [g for g in inside if g.is_level and g.value != level and _touches(context, g, thing)]
    return levels[-1] if levels else None


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
    if graded := _class_under_level(inside, place):
        return graded
    if ground and (shared := _level_of_all(context, inside, ground)):
        return shared
    if ground and (item := item_of(context, ground, place)):
        so_far = [g for g in inside if g.end <= item[1] and g.is_level and g.value != level]
        of_item = [g for g in inside if item[0] <= g.start and g.end <= item[1]]
        if of_item and of_item[-1].is_level and of_item[-1].value == level:
            return of_item[-1]
        if so_far:
            return so_far[-1]
        if of_item and context.nouns(*item):
            return preferred_grade([g for g in of_item if g.value != level])
        if of_item:
            return _level_beside(context, of_item[-1], inside, thing)
    if above := _level_of_classes(choices[1], place):
        return above
    near = [g for g in inside if thing and thing.start - 2 * _NEAR_GRADE <= g.start <= thing.start]
    flat = context.passage.flat
    found = (nth_grade(flat, choice, place.ordinal, place.listed) for choice in (near, *choices))
    nth = next(filter(None, found), None)
    if nth is None:
        return _sized(context, place, ground)
    return _level_beside(context, nth, inside, thing)


def _level_of_all(context: Context, inside: list[Grade], ground: Ground) -> Grade | None:
    """Take the one level that all things of a list get behind it (孵化器、众创空间获得国家级认定的)."""
    levels = [grade for grade in inside if grade.is_level]
    if len(levels) != 1 or len(levels) != len(inside):
        return None
    flat, (start, end) = context.passage.flat, ground.segment
    got = _GETS.search(flat, start, levels[0].start) and _GOT.fullmatch(flat, levels[0].end, end)
    return levels[0] if got else None


def _level_of_classes(told: list[Grade], place: Place) -> Grade | None:
    """Take the one level told before as many classes as there are amounts (…，获省级一、二、三等奖的)."""
    levels = [grade for grade in told if grade.is_level]
    classes = distinct_grades([grade for grade in told if not grade.is_level])
    return levels[0] if len(levels) == 1 and len(classes) == place.listed else None


def _class_under_level(told: list[Grade], place: Place) -> Grade | None:
    """Take the class of an amount where all have one level (全国甲级、乙级民宿); prizes are steps of theirs."""
    levels = [grade for grade in told if grade.is_level]
    classes = distinct_grades([grade for grade in told if not grade.is_level])
    if len(levels) != 1 or len(classes) != place.listed or levels[0].end != classes[0].start:
        return None
    return None if any(grade.value.endswith(_PRIZE) for grade in classes) else classes[place.ordinal]


def _sized(context: Context, place: Place, ground: Ground | None) -> Grade | None:
    """Take the plan's own class of one of a list of sizes or classes (大型、中型企业; 金鼎级、银鼎级饭店)."""
    flat = context.passage.flat
    start, end = ground.segment if ground and ground.segment[1] else (place.statement[0], place.start)
    if sizes := find_sizes(context.passage, start, end, place.listed):
        first, last = sizes[place.ordinal]
        return Grade(first, last, flat[first:last], is_level=False)
    return None


def find_sizes(passage: Passage, start: int, end: int, listed: int) -> list[tuple[int, int]]:
    """Find a list of as many sizes or classes of a plan's own (大型、中型; 金鼎级、银鼎级) as there are amounts.

    Args:
        passage: the text.
        start: where to look from.
        end: where to look to.
        listed: how many amounts there are.
    """
    if listed == 1:
        return []
    known = [grade for grade in passage.grades if start <= grade.start < end]
    for found in _SIZES.finditer(passage.flat, start, end):
        words = list(_SIZE.finditer(passage.flat, *found.span()))
        is_known = any(word.start() <= grade.start < word.end() for word in words for grade in known)
        if len(words) == listed and len({word.group() for word in words}) == listed and not is_known:
            return [word.span() for word in words]
    return []


def _level_beside(context: Context, grade: Grade, inside: list[Grade], thing: Thing | None) -> Grade:
    """Take the one level that a thing has before the classes that its amounts tell apart (A类、B类的国家级孵化器)."""
    if grade.is_level or thing is None:
        return grade
    level = thing.entry.grade if thing.entry else None
    levels = {g.value: g for g in inside if g.is_level and g.value != level and _touches(context, g, thing)}
    return next(iter(levels.values())) if len(levels) == 1 else grade


def _touches(context: Context, grade: Grade, thing: Thing) -> bool:
    """Tell whether a grade is that of a thing: inside it, before it, or said of it (孵化器评上国家级的)."""
    flat = context.passage.flat
    if _OF_STANDARDS.match(flat, grade.end) and thing.word != _STANDARDS:
        return False
    if thing.start <= grade.start < thing.end:
        return True
    if grade.end <= thing.start:
        between = _TRIMMINGS.sub("", flat[grade.end : thing.start])
        # 全国绿色供应链示范区: without 级 it begins a name.
        is_name = flat[grade.end - 1] in _BEGINS_NAME and "的" not in between
        most = _LONGEST_NAME if is_name else _FEW
        return len(between) <= most and "的" not in between[:-1] and "企业" not in between
    between = flat[thing.end : grade.start].rstrip("的")
    near = len(between) <= _NEAR_GRADE and _AWAY.search(between) is None
    return near and (between == flat[thing.end : grade.start] or _IS_SAID.match(flat, grade.end) is not None)
