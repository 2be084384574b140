"""What targets and rules count: their own noun phrase, a share with its whole, or what stands before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.measure_words import SHARES_AND_POINTS
from policycmp.models import Basis, TargetType
from policycmp.naming.grades import Grade, lowest_level, nth_grade, preferred_grade
from policycmp.naming.narrower_things import NARROWED_BY_NOTHING
from policycmp.naming.noun_phrases import thing_of
from policycmp.naming.own_words import Thing, strip_leads, strip_tails
from policycmp.naming.promises.carried_things import (
    BARE,
    PART,
    go_on,
    goes_on_over_sentences,
    in_same_sentence,
    next_step,
    nth_of_segment_before,
    one_before,
    read_part_of_last,
    take_share_before,
    thing_of_segment_before,
    thing_of_sentence_before,
    thing_told_before,
    trade_before,
)
from policycmp.naming.promises.finer_things import counted_in, deed_of_firms, make_finer
from policycmp.naming.promises.listed_things import nth_thing
from policycmp.naming.promises.own_phrases import ONLY_HOW, THAN, behind_number, own_phrase
from policycmp.naming.promises.procedures import step_in_time
from policycmp.naming.promises.promised_steps import at_its_step
from policycmp.naming.promises.shares import (
    find_set_aside,
    find_share,
    find_taken,
    per_outside_words,
    share_of_many,
    whole_of,
    without_output,
)
from policycmp.naming.properties import cannot_count, is_sum, property_of
from policycmp.naming.readings import Context, Reading

if TYPE_CHECKING:
    from policycmp.models import Target
    from policycmp.naming.clause_passages import Passage, Place
    from policycmp.naming.glossary import Glossary

_HOW_MANY = re.compile(r"(?:数量|户数|家数|人数|件数|个数|总数)$")
_NEAR_GRADE = 14
# What a government spends is its own, of whichever level it is (市级财政科技支出).
_UNGRADED = NARROWED_BY_NOTHING | {"财政科技支出", "科技专项资金", "财政支出"}
# Words that only say how something is counted, and leave out what.
_HOW_MANY_HELD = re.compile(r"(?:拥有|保有|占有|持有)?(?:总量|数量?|量)")
# 实现乡镇全覆盖: where something is, not what.
_PLACES = re.compile(
    r"(?:行政|自然)?村|乡镇|社区|县区|县域|县\(市、区\)|镇街|街道|乡镇街道|园区|学校|小区|规上工业企业|规上企业"
)
_PLACES_OF = {"行政村": "村", "县(市、区)": "县区"}
# 省级以上高新区内企业: the level of a place.
_AWAY = re.compile(r"[,;。:的\d]|[区园]内|高新区|开发区|园区")
_AMONG = re.compile(r"[、,:;]*其中")
_AMONG_THEM = re.compile(r"其中[^,;。:占]{2,16}(?:占比|比重|比例|占(?:比)?(?:达到?|到|超过)?$)")
_ITS_PART = re.compile(rf"(?:总?[量额数])?的(?:{AT_LEAST}|{AT_MOST}|最高)*")
# 专项资金不少于财政支出的8%, 研发投入达到GDP的3%: what must reach a share of another.
_TO_REACH = re.compile(rf"(?:{AT_LEAST}|{AT_MOST}|达到?|占)(?:本级|当年|上年度?|年度|同期)*$")
# 采购预算的30%面向中小企业: whose share of it.
_FOR_WHOM = re.compile(r"(?:以上|左右)?的?(?:专门)?(?:面向|预留|留给)")
# 不低于350万元/亩
_BY_AREA = re.compile(r"[/每]亩")
# 产量达20万吨: of what the heading names.
_OF_PRODUCT = re.compile(r"产量|全产业链|产业规模|产值|亩产|年?出栏|存栏|出口|创汇")
_HELD_OF_IT = re.compile(r"(?P<held>存栏|出栏|产能)量?")
_KNOWN = re.compile("")
_GIVEN_ONLY = re.compile(r"(?:资助|补贴|补助|奖励|支持|申领|享受|领取|申报)[^,;。]{0,6}$")
# 研发统计填报率, 研发费用增速: no part of what 研发投入 alone is a part of.
_OTHER_RATE = re.compile(r"率(?<![比效]率)|增速|增幅|涨幅|增长")
_COUNTRIES = re.compile(r"国家|地区|国")


def read_promise(context: Context, place: Place, leader: Place) -> Reading:
    """Read what a target or rule counts.

    Args:
        context: the clause.
        place: the number in its place.
        leader: the first number of the list that it stands in, itself where it stands alone.
    """
    if _only_exemplified(context, place):
        return Reading()
    if part := read_part_of_last(context, place):
        return part
    flat = context.passage.flat
    start, end = own_phrase(context, leader)
    reading = _read_own_words(context, place, leader, (start, end))
    if reading.of is None and place.target.unit == "%":
        _take_whole(reading, context, place)
    grades = [grade for grade in context.passage.grades if start <= grade.start and grade.end <= end]
    if reading.thing is not None and place.listed > 1:
        _take_listed(reading, nth_thing(context, start, end, place))
    if reading.thing is None and place.listed > 1:
        reading.thing = nth_of_segment_before(context, place, leader)
    if reading.thing is None and reading.of is None and place.target.unit in SHARES_AND_POINTS:
        take_share_before(reading, context, place)
    if reading.thing is None:
        reading.thing = next_step(context, place, (start, end)) or thing_of_segment_before(context, place)
    goes_on = context.last is not None and context.last[0].segment == place.segment
    if reading.thing is None and not goes_on and _OF_PRODUCT.search(flat, start, end):
        reading.thing = _of_heading(context, flat[start:end]) or trade_before(context, place)
    if reading.thing is None:
        _go_on_from_before(reading, context, place, grades)
    if reading.thing is not None and reading.thing.word in BARE:
        reading.thing = thing_told_before(context, place, reading.thing)
        if reading.thing is None:
            return reading
    reading.thing = at_its_step(reading.thing, context, place)
    reading.is_rate = _OTHER_RATE.search(flat, start, place.start) is not None
    if reading.thing is None:
        reading.thing, reading.grade = context.in_headings(), preferred_grade(grades)
    elif reading.grade is None and reading.thing.word not in _UNGRADED:
        reading.grade = _grade_of(context, place, reading.thing, grades, (start, end))
    make_finer(reading, context, place, (start, end))
    if reading.thing and is_sum(reading.thing.entry) and cannot_count(place.target, reading.thing.entry):
        reading.thing = None
    return reading


def _go_on_from_before(reading: Reading, context: Context, place: Place, grades: list[Grade]) -> None:
    """Take what the number before counted, or what the statement before names, where the own words name nothing."""
    if context.counted and in_same_sentence(context, place):
        reading.grade = preferred_grade(grades)
        go_on(reading, one_before(context, place), place)
        if place.target.unit in SHARES_AND_POINTS and reading.of is not None:
            reading.thing = without_output(reading.thing, context.glossary)
        reading.of_place = context.counted[-1][1].of_place
    elif reading.of is None and goes_on_over_sentences(context, place):
        go_on(reading, context.counted[-1], place)
    if reading.thing is None and reading.of is None:
        reading.thing = thing_of_sentence_before(context, place)


def _grade_of(
    context: Context, place: Place, thing: Thing, grades: list[Grade], phrase: tuple[int, int]
) -> Grade | None:
    """Read the grade of a thing: the number's own of a list, that of the list, or the one right before the thing."""
    listed = (
        None
        if _are_shared(context, grades, *phrase)
        else nth_grade(context.passage.flat, grades, place.ordinal, place.listed)
    )
    return (
        listed
        or _of_list(context, grades, thing)
        or grade_before(context.passage, thing)
        or _reaching(context, place, thing)
        # 智能车间:省级6个; 培育工厂,其中国家级2家: the level stands with the number, the thing before.
        or (preferred_grade(grades) if thing.end <= phrase[0] else None)
    )


def _of_heading(context: Context, words: str) -> Thing | None:
    """Take the product that a heading names, and what of it is told (生猪: 年出栏55万头, 存栏30万头)."""
    product = context.in_headings(_KNOWN)
    held = _HELD_OF_IT.search(words)
    if product is None or held is None:
        return product
    entry = context.glossary.objects.get(product.word + held["held"])
    return Thing(entry.label.zh, entry, 0, 0) if entry else product


def _read_own_words(context: Context, place: Place, leader: Place, phrase: tuple[int, int]) -> Reading:
    """Read the words of a number: a limit, a part of something set aside, what is measured against others, a noun."""
    flat = context.passage.flat
    is_share = place.target.unit in SHARES_AND_POINTS
    number = (place.start, place.end)
    if is_share and (many := share_of_many(context.passage, context.glossary, number, place.segment[1])):
        return Reading(many.thing, of=many.of, places=[("of", many.start, many.end)])
    told = _limited_grant(context, place) or step_in_time(context, place) or deed_of_firms(context, place)
    if told is not None:
        reading = Reading(told)
    elif is_share and (aside := find_set_aside(context.passage, context.glossary, place.segment, number)):
        reading = Reading(aside.thing, of=aside.of, places=[("of", aside.start, aside.end)])
    elif is_share and (taken := find_taken(context.passage, context.glossary, place.segment[0], place.start)):
        reading = Reading(of=taken.of, places=[("of", taken.start, taken.end)])
    else:
        reading = read_phrase(context.passage, context.glossary, *phrase, place.target)
    _take_per(reading, context, place, leader)
    if place.target.unit == "百分点" and (than := THAN.search(flat, place.segment[0], place.start)):
        grows = than["grows"] and replace(place.target, basis=Basis.GROWTH)
        reading.property = property_of(grows, reading.thing and reading.thing.entry) if grows else None
    return reading


def _take_listed(reading: Reading, thing: Thing | None) -> None:
    """Take the member of a list that the number is for; what it is a part of may be another's whole."""
    if thing is None:
        return
    if thing.entry is not None and thing.entry.whole is not None and thing != reading.thing:
        reading.of = None
    reading.thing = thing


def _take_per(reading: Reading, context: Context, place: Place, leader: Place) -> None:
    """Take what a number is per from before its verb (每万人拥有), or over 、 from the one before."""
    if reading.of is not None or reading.is_ratio or place.target.unit in SHARES_AND_POINTS:
        return
    if per := per_outside_words(context.passage, leader.left, leader.start):
        reading.of, reading.is_ratio = per[0], True
        reading.places.append(("of", per[1], per[2]))
    elif _BY_AREA.match(context.passage.flat, place.end):
        reading.of, reading.is_ratio = "亩", True
    elif (
        context.last is not None and context.last[1].is_ratio and _shares_per(context, place, context.last[0])
    ):
        reading.of, reading.is_ratio = context.last[1].of, True


def _shares_per(context: Context, place: Place, last: Place) -> bool:
    """Tell a number that is per what the last is: the next over 、, or a part of it (万人15件,其中高价值6件)."""
    is_part = last.target.unit == place.target.unit and _AMONG.match(
        context.passage.flat, place.left, place.start
    )
    is_next = last.follower is place or _NEXT_HELD.fullmatch(context.passage.flat, last.end, place.start)
    return bool(is_next) or (bool(is_part) and last.statement == place.statement)


# 每千人口床位7.6张、护士3.9人
_NEXT_HELD = re.compile(r"[、和及][^,;。:、\d增建设引培达]{2,14}")


def _take_whole(reading: Reading, context: Context, place: Place) -> None:
    """Take the whole from where it stands: the thing itself (职工教育经费的60%), or what the number before counts.

    完成工业投资1300亿元，其中技改投资占比达56%.
    """
    thing, flat = reading.thing, context.passage.flat
    is_part = thing is not None and thing.end and _ITS_PART.fullmatch(flat, thing.end, place.start)
    has_whole = thing is not None and thing.entry is not None and thing.entry.whole is not None
    if thing is not None and is_part and not has_whole and not _FOR_WHOM.match(flat, place.end):
        reading.of = thing.word
        if _TO_REACH.search(flat, place.segment[0], thing.start):
            reading.of = whole_of(context.passage, context.glossary, thing.start, thing.end) or thing.word
            reading.thing = (
                context.last_noun((place.segment[0], thing.start))
                or thing_of_segment_before(context, place)
                or thing
            )
        return
    if not _AMONG_THEM.search(context.passage.flat, place.segment[0], place.start):
        return
    told = context.last[1].thing if context.last else None
    if has_whole and context.last and context.last[0].target.unit == "%":
        # 数字经济占GDP45%,其中核心产业占比10%: both are parts of one.
        return
    if told is not None and reading.thing is not None and told.word != reading.thing.word:
        reading.of = told.word


def _only_exemplified(context: Context, place: Place) -> bool:
    """Tell a number of things of which only examples are named (湿地公园等15个项目)."""
    flat = context.passage.flat
    before = flat[place.left : place.start].rstrip()
    return before.endswith("等") and behind_number(context, place) is None and place.end < place.right


def _limited_grant(context: Context, place: Place) -> Thing | None:
    """Read how often or for how many a grant is given (同一专利最多资助3个国家, 只奖励一次): what it is for."""
    start, end = place.segment
    if place.target.type is not TargetType.RULE or not (
        _GIVEN_ONLY.search(context.passage.flat, start, place.start)
        and (place.target.unit == "次" or _COUNTRIES.match(context.passage.flat, place.end, end))
    ):
        return None
    grants = [known.thing for before, known in context.counted if before.target.type is TargetType.INCENTIVE]
    return grants[-1] if grants else None


def _are_shared(context: Context, grades: list[Grade], start: int, end: int) -> bool:
    """Tell grades that stand together before a list (国家级和省级A、B) from one for each of its members."""
    nouns = context.nouns(start, end)
    return len(nouns) > 1 and len([grade for grade in grades if grade.end <= nouns[0].start]) > 1


def _of_list(context: Context, grades: list[Grade], thing: Thing) -> Grade | None:
    """Take the grade before a list for that of what sums it up (国家级、省级A、B等平台)."""
    levels = [grade for grade in grades if grade.is_level and grade.end <= thing.start]
    if context.passage.flat[thing.start - 1 : thing.start] != "等" or not levels:
        return None
    return replace(lowest_level(levels), plus=True) if len({g.value for g in levels}) > 1 else levels[0]


def _reaching(context: Context, place: Place, thing: Thing) -> Grade | None:
    """Take over the level of the item before, over 、 (省级示范村14个、中心村32个); not for what has one level only."""
    if context.last is None or context.last[0].follower is not place or (thing.entry and thing.entry.grade):
        return None
    grade = context.last[1].grade
    # 省级卫生县城数达到100%、空气质量优良天数比率达到82%: shares are of what they say.
    return (
        grade if grade is not None and grade.is_level and place.target.unit not in SHARES_AND_POINTS else None
    )


def read_phrase(passage: Passage, glossary: Glossary, start: int, end: int, target: Target) -> Reading:
    """Read the words of a number: a share with its whole, a number per head, or a noun."""
    reading = Reading()
    if "全覆盖" in target.text:
        where = passage.flat[strip_leads(passage.flat, start, end) : end]
        if _PLACES.fullmatch(where):
            reading.of = _PLACES_OF.get(where, where)
            return reading
    # What grows by 20% is no share of anything, but where the words say so; nor is what doubles.
    may_grow = target.unit == "倍" or (target.unit == "%" and target.basis is Basis.GROWTH)
    of_part = PART.search(passage.flat, start, end) if may_grow else target.unit in SHARES_AND_POINTS
    if of_part and (share := find_share(passage, glossary, start, end)):
        # 登记100份,成交额占GDP比重3%: of what was told.
        only_how = share.thing is not None and ONLY_HOW.fullmatch(share.thing.word)
        reading.thing, reading.of = None if only_how else share.thing, share.of
        reading.property = "share" if target.unit == "倍" else None
        reading.places += [("of", share.start, share.end)] if share.of else []
        return reading
    if per := per_outside_words(passage, start, end):
        reading.of, reading.is_ratio = per[0], True
        reading.places.append(("of", per[1], per[2]))
        is_own = passage.object_at(per[1]) is not None
        # 拥有量达到每万人12件, 发明专利万人拥有量: the thing stands before.
        is_last = per[2] >= end - 1 or _HOW_MANY_HELD.fullmatch(passage.flat, per[2], end) is not None
        if not is_own and is_last and start < per[1]:
            end = per[1]
        elif not is_own and per[2] < end - 1:
            start = per[2]
    if target.unit == "倍" and _HOW_MANY.search(passage.flat, start, end):
        reading.property = "count"
    stop = strip_tails(passage.flat, start, end)
    first = strip_leads(passage.flat, start, end, verbs=False)
    if not any(ONLY_HOW.fullmatch(passage.flat, begin, stop) for begin in (start, first)):
        each = target.basis is Basis.GROWTH or target.unit in SHARES_AND_POINTS
        thing = thing_of(passage, glossary, start, end, each=each)
        if thing is not None and cannot_count(target, thing.entry):
            thing = counted_in(passage.flat, thing, end, target.unit, glossary)
        reading.thing = thing
    return reading


def grade_before(passage: Passage, thing: Thing) -> Grade | None:
    """Find the grade right before a thing; of several under one number the lowest, and those above (国家级、省级)."""
    near = [
        grade
        for grade in passage.grades
        if (
            thing.start - _NEAR_GRADE <= grade.end <= thing.start + 2
            # 省级以上研发机构 is a word of the glossary.
            or (grade.start == thing.start and grade.end < thing.end)
        )
        and not _AWAY.search(passage.flat, grade.end, thing.start)
    ]
    if len({grade.value for grade in near if grade.is_level}) > 1:
        return replace(lowest_level(near), plus=True)
    return near[-1] if near else None
