"""Who receives an allowance: a class that the plan makes, a degree, a rank, persons of a kind, or its own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import BRACKETED, fold
from policycmp.models.counted import UNKNOWN_GRADE
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.clause_passages import Passage
from policycmp.naming.grades import RANKS, Grade, distinct_grades, find_grades, joined_by_or
from policycmp.naming.item_heads import heads_above
from policycmp.naming.person_classes import degrees, find_classes, nth_class, single_class

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

_PERSONS = ("persons",)
# 或相当层级的人才: it belongs to no class.
_OR_ALIKE = re.compile(
    r"(?:[、,]|及|以及)?(?:或者?|和|及)?(?:其他)?(?:相当|同等|同)(?:于?(?:以上|上述|该|此))?(?:层[级次]|水平|级别|条件|类别)"
    r"(?:及?以上)?的?(?:其他)?(?:高层次)?(?:人才|人员|专家|者)?"
)
# What leads to the receiver.
_OPENING = re.compile(
    r"""(?:
      第[一二三四五六七八九十]+条|[\d一二三四五六七八九十]+[.、)]|[①-⑳]|\([\d一二三四五六七八九十]+\)|[\s、:·\-—]
    | 对于?|凡是?|给予|为|向|支持|鼓励|其中|及|和|并
    | 按照?(?:每[人年月])*|每[年月人名位](?!度)
    | (?:[一-鿿]{0,8})?(?:安家|购房|住房|租房|生活|人才|引才)(?:补贴|补助|津贴|费)(?:标准)?(?:为|:)
    | (?:新|全职|全日制|刚性|柔性|自主|首次|成功|当年)*
      (?:引进|招引|引育|培养|入选|认定|评定|获得|获评|选聘|聘用|评选|评)(?:的|为|到)
    | (?:企业|用人单位|单位|机构)?(?:当年|首次|新)*(?:引进|招用|吸纳|招聘|录用|聘用|招收|接收)(?!.*的)
    | (?:经|被|已)[^的,]{0,10}?(?:认定|评定|审核|确认)(?:的|为)
    | [^的,、]{0,12}(?:来|到|在)[^的,、]{0,12}的(?=[^的]{2,}$)
    | 符合[^的,]{0,10}的
    )""",
    re.VERBOSE,
)
_CLOSING = re.compile(
    r"(?:的|者为|为|分别|各|可|均|均可|[,:]|每[人年月名位]|/人|一次性|最高|给予|发放|享受|按|标准|补贴|补助|资助|奖励|奖|补"
    r"|由[^,]{0,8}|[市县区]?财政|政府|等)$"
)
_PERSON = re.compile(
    r"(?:人才|专家|人员|学者|教授|教师|医师|带头人|能手|工匠|大师|名医|名师|名校长|英才|青年|得者|入选者|人选|选手|毕业生"
    r"|本科生?|硕士|博士|职称|技师|院士|企业家|经理人|管理者|创业者|投资人|飞行员|船员|运动员|教练员|讲解员|导游|护理员|学生)$"
)
# A class in so many words, where nothing but it stands before the amount: 第一层次, 其他院校.
_CLASS = re.compile(r"(?:层次|类别?|[级档]|院校|高校|学历|学位)$")
_ANYBODY = re.compile(
    r"(?:各类|优秀|引进|新引进|来[一-鿿]?|在[一-鿿]|[我本]市|企业|相关|上述|以上|青年|应届|普通|高校|大学|[一-鿿]{2,3}籍)*"
    r"(?:人才|人员|毕业生|大学生|学生|青年|职工|员工|个人|劳动者|青年人才|创业者|对象)"
)
_OTHERS = re.compile(r"其他|其余|其它")
# 企业新招用首次来区就业人员: what a firm does is no class of persons.
_HIRES = re.compile(r"招用|招聘|招收|招录|吸纳|录用|聘用")
# …分别给予100万元、60万元，补贴总额不超过房款的50%: a bound of all of them has the class of none.
_OF_ALL = re.compile(r"(?:总额|合计|累计|总计|叠加后)[^,;。]*$")
_DIGIT = re.compile(r"\d")
_STEPS = re.compile(r"\d|第[一二三]年|首年|次年|前[两三]年|满[一二三]年")
# 未申领购房补贴的，可给予…: the same persons, who have not had something else.
_GOES_ON = re.compile(
    r"(?:[、\s])*(?:并|同时|另外?|此外|还|再|且|对?(?:未|没有|暂未|不)(?:申请|申领|领取|享受|选择|购)[^,;。]{0,12}的,)"
)
# 上述人员中未购房的: those of the line before.
_SAID_ABOVE = re.compile(
    r"(?:[\d.、()一二三四五六七八九十]*)(?:对|其中)?(?:上述|以上|前述|前款|该[类等]|此类)"
)
_POSTDOCS = "博士后"
_LONGEST = 24
_LONGEST_CLAUSE = 14
_SHORTEST = 2


def receiver_of(context: Context, place: Place, leader: Place) -> Grade | None:
    """Find who receives an amount.

    Args:
        context: the clause.
        place: the amount in its place.
        leader: the first amount of the list that it stands in.

    Returns:
        The class of persons as a grade; one of `UNKNOWN_GRADE` where several are told apart and it cannot be said
        which of them it is; None where anybody may have it.
    """
    if place.listed > 1:
        return _of_list(context, place, leader) or _above(context, place)
    flat = context.passage.flat
    if context.last and context.last[0].listed > 1 and _OF_ALL.search(flat, place.left, place.start):
        return None
    left = place.left
    if context.passage.bracketed(place.start):
        # (可同时享受博士的房票补贴30万元): a bracket has receivers of its own.
        left = max(left, flat.rfind("(", 0, place.start) + 1)
    if told := told_in(context, left, place.start, is_own=True):
        return told
    if _OTHERS.search(flat, place.left, place.start):
        return _unknown()
    anybody = _ANYBODY.fullmatch(_bare(flat[place.left : place.start]))
    for start, end in () if anybody else _before(context, place):
        if told := told_in(context, start, end):
            return told
        if _ANYBODY.fullmatch(_bare(flat[start:end])):
            break
    return _above(context, place)


def _unknown() -> Grade:
    return Grade(0, 0, UNKNOWN_GRADE, False)


def _before(context: Context, place: Place) -> Iterator[tuple[int, int]]:
    """Give the segments of the statement before an amount, nearest first."""
    yield from reversed(context.passage.segments(place.statement[0], place.left))


def told_in(context: Context, start: int, end: int, *, is_own: bool = False) -> Grade | None:
    """Find the class of persons that a stretch tells: of several the last, the lowest.

    Args:
        context: the clause.
        start: where the stretch starts in the plain text.
        end: where it ends.
        is_own: whether it is nothing but what stands before one amount.
    """
    known = _plan_classes(context, start, end)
    if known:
        return joined_by_or(context.passage.flat, known)[-1]
    if classes := _degrees(context, start, end):
        return single_class(classes)
    own = _own_words(context, start, end, is_own=is_own)
    if own is not None and _is_programme(own.value):
        return own
    ranks = _ranks(context, start, end)
    if ranks:
        return ranks[-1]
    return _level(context, start, end) or _named(context, start, end) or own


def _plan_classes(context: Context, start: int, end: int) -> list[Grade]:
    """List the classes that a plan makes itself (A类, 第一层次, 顶尖); one in a bracket beside a level is none."""
    return [
        _level_beside(context, grade) or grade
        for grade in context.passage.grades
        if start <= grade.start
        and grade.end <= end
        and not (grade.is_level or grade.is_result or grade.value in RANKS)
        and not grade.value.endswith("奖")
        and (not context.passage.bracketed(grade.start) or _is_alone(context.passage.flat, grade))
    ]


def _is_alone(flat: str, grade: Grade) -> bool:
    """Tell a class that a bracket gives (领军人才（B类）) from one that it explains."""
    return flat[grade.start - 1 : grade.start] == "(" and flat[grade.end : grade.end + 1] == ")"


def _level_beside(context: Context, grade: Grade) -> Grade | None:
    """Take the level or rank of an item before the class that its bracket adds (省级领军人才（C类）)."""
    if not context.passage.bracketed(grade.start):
        return None
    flat = context.passage.flat
    start = max(flat.rfind(mark, 0, grade.start) for mark in "、,;:。\n") + 1
    before = [
        each
        for each in context.passage.grades
        if start <= each.start < grade.start and (each.is_level or each.value in RANKS)
    ]
    return before[-1] if before else None


def _degrees(context: Context, start: int, end: int) -> list[Grade]:
    flat = context.passage.flat
    return degrees(
        [
            each
            for each in find_classes(flat)
            if start <= each.start
            and each.end <= end
            and (not context.passage.bracketed(each.start) or "(" not in flat[start : each.start])
        ]
    )


def _ranks(context: Context, start: int, end: int) -> list[Grade]:
    return [
        grade
        for grade in context.passage.grades
        if start <= grade.start
        and grade.end <= end
        and grade.value in RANKS
        and not context.passage.bracketed(grade.start)
    ]


def _levels(context: Context, start: int, end: int) -> list[Grade]:
    return [g for g in context.passage.grades if start <= g.start and g.end <= end and g.is_level]


def _level(context: Context, start: int, end: int) -> Grade | None:
    """Take the level of persons (国家级领军人才), not that of what they have done or of who gives."""
    levels = [
        grade
        for grade in context.passage.grades
        if start <= grade.start
        and grade.end <= end
        and grade.is_level
        and _PERSON.search(context.passage.flat[grade.end : end].rstrip("的,"))
    ]
    return levels[-1] if levels else None


def _named(context: Context, start: int, end: int) -> Grade | None:
    """Take persons of named kinds (院士, 领军人才)."""
    nouns = [noun for noun in context.nouns(start, end) if noun.entry.units[:1] == _PERSONS]
    kinds = [noun for noun in nouns if noun.entry.event == "attraction"]
    if not kinds:
        return None
    words = dict.fromkeys(noun.entry.label.zh for noun in kinds)
    return Grade(kinds[0].start, kinds[-1].end, "、".join(words), False)


def _is_programme(words: str) -> bool:
    """Tell persons that a programme makes (万人计划专家), whatever kind they are."""
    return re.search(r"计划|工程|项目|奖|津贴|基金|突出贡献", words) is not None


def _bare(words: str) -> str:
    """Take off what leads to the receiver, what stands behind, and those who are only like it."""
    words = _OR_ALIKE.sub("", BRACKETED.sub("", words))
    while match := _OPENING.match(words):
        words = words[match.end() :]
    while match := _CLOSING.search(words):
        words = words[: match.start()]
    return words


def _own_words(context: Context, start: int, end: int, *, is_own: bool = False) -> Grade | None:
    """Read who receives in the plan's own words: without what leads to them, or stands beside them."""
    flat = context.passage.flat
    words = _bare(flat[start:end])
    fits = _SHORTEST <= len(words) <= _LONGEST and not _DIGIT.search(words)
    # 基地入驻企业实习的在读青年: a sentence about them is no class.
    fits = fits and not ("的" in words and len(words) > _LONGEST_CLAUSE)
    if not fits or _ANYBODY.fullmatch(words) or _OTHERS.match(words) or _HIRES.search(words):
        return None
    if not _PERSON.search(words) and not (is_own and _CLASS.search(words)):
        return None
    place = flat.find(words, start, end)
    return Grade(place, place + len(words), words, False) if place >= 0 else Grade(start, end, words, False)


def _of_list(context: Context, place: Place, leader: Place) -> Grade | None:
    """Find who receives one of several amounts: the one at its place, one for all, else nobody that can be said."""
    flat = context.passage.flat
    stretches = [(leader.left, leader.start), *_before(context, leader), (leader.statement[0], leader.start)]
    for start, end in (*stretches, *_line_before(context, leader)):
        if nth := _nth(context, start, end, place):
            return nth
    if known := _as_before(context, place, leader) or _of_classes_before(context, place, leader):
        return known
    told = [each for start, end in stretches[:-1] for each in (told_in(context, start, end),) if each]
    if told:
        return told[0] if _STEPS.search(flat, told[0].end, leader.start) else _unknown()
    return None


def _as_before(context: Context, place: Place, leader: Place) -> Grade | None:
    """Take the classes of a list of as many amounts before in the line (…；三类人才租房的，分别给予…)."""
    before = [
        known for one, known in context.counted if one.listed == place.listed and one.ordinal == place.ordinal
    ]
    words = context.passage.flat[leader.statement[0] : leader.start]
    if not before or "\n" in words.strip():
        return None
    refers = _SAID_ABOVE.match(words.lstrip()) is not None
    last = next(one for one, known in context.counted if known is before[-1])
    near = refers or "\n" not in context.passage.flat[last.end : leader.start]
    grade = before[-1].grade
    return grade if near and grade and not grade.is_level and grade.value != UNKNOWN_GRADE else None


_NUMERALS = "零一两三四五六七八"


def _of_classes_before(context: Context, place: Place, leader: Place) -> Grade | None:
    """Take the class at an amount's place of as many as were told one by one before (A类…,B类…;两类人才每人依次为…)."""
    words = context.passage.flat[leader.statement[0] : leader.start]
    if not re.search(rf"{_NUMERALS[place.listed : place.listed + 1]}(?:类|个?层次|档|个?等级)", words):
        return None
    told: list[Grade] = []
    for _, known in reversed(context.counted[: len(context.counted) - place.ordinal]):
        grade = known.grade
        if grade is None or grade.is_level or grade.value == UNKNOWN_GRADE:
            break
        if grade.value not in {each.value for each in told}:
            told.insert(0, grade)
        if len(told) == place.listed:
            return told[place.ordinal]
    return None


def _line_before(context: Context, place: Place) -> list[tuple[int, int]]:
    """Give the segments of the statement before in one line (对A类、B类人才，分别…；其中…，分别…)."""
    before = context.passage.sentence_before(place.statement[0])
    if before is None or "\n" in context.passage.flat[before[0] : place.start].strip():
        return []
    return list(reversed(context.passage.segments(*before)))


def _nth(context: Context, start: int, end: int, place: Place) -> Grade | None:
    """Take the receiver at an amount's place, where a stretch names as many as there are amounts."""
    flat = context.passage.flat
    finders: tuple[Callable[[Context, int, int], list[Grade]], ...] = (_plan_classes, _degrees, _ranks)
    for find in (*finders, _levels):
        if nth := nth_class(find(context, start, end), place.ordinal, place.listed):
            return nth
    everything = [grade for find in finders for grade in find(context, start, end)]
    nouns = [noun for noun in context.nouns(start, end) if noun.entry.units[:1] == _PERSONS]
    everything += [
        Grade(noun.start, noun.end, noun.entry.label.zh, False)
        for noun in nouns
        if noun.entry.event == "attraction"
        and not any(grade.start < noun.end and noun.start < grade.end for grade in everything)
    ]
    everything.sort(key=lambda grade: grade.start)
    for choice in (distinct_grades(everything), joined_by_or(flat, everything)):
        if len(choice) == place.listed:
            return choice[place.ordinal]
    return _item(context, start, end, place)


def _item(context: Context, start: int, end: int, place: Place) -> Grade | None:
    """Read the item of a list in its own words."""
    flat = context.passage.flat
    edges = [start]
    for cut in lexicon.ENUMERATED.finditer(flat, start, end):
        if not context.covers(*cut.span()) and not context.passage.bracketed(cut.start()):
            edges += [*cut.span()]
    edges.append(end)
    if len(edges) != 2 * place.listed:
        return None
    items = [_own_words(context, *edges[at : at + 2], is_own=True) for at in range(0, len(edges), 2)]
    return items[place.ordinal] if all(items) else None


def _above(context: Context, place: Place) -> Grade | None:
    """Find who receives in what the statement goes on with, the sentence or the items above it, the headings."""
    flat, start = context.passage.flat, place.statement[0]
    if context.last is not None and _GOES_ON.match(flat, start):
        before, known = context.last
        if "\n" not in flat[before.end : place.start]:
            return known.grade
    if re.search(r"毕业生|大学生|人员", flat[start : place.start]):
        return None
    for begin, end in heads_above(flat, start):
        if told := _single(context, begin, end):
            return told
    for heading in (context.clause.heading, *reversed(context.clause.path)):
        if heading and (told := _in_heading(context, heading)):
            return replace(told, start=0, end=0)
    # 支持博士后创新创业的若干措施: the whole plan is for them.
    named = {each.value for each in find_classes(fold(context.title))}
    return Grade(0, 0, _POSTDOCS, False) if named == {_POSTDOCS} else None


def _single(context: Context, start: int, end: int) -> Grade | None:
    """Take the class of an item above, where it is one."""
    classes = _plan_classes(context, start, end) or _degrees(context, start, end)
    values = {each.value for each in classes}
    if values:
        return classes[-1] if len(values) == 1 else None
    named = _named(context, start, end)
    return named if named and "、" not in named.value else None


def _in_heading(context: Context, heading: str) -> Grade | None:
    passage = Passage.of(fold(heading), context.glossary)
    classes: Sequence[Grade] = [
        grade for grade in find_grades(passage.flat, 0, len(passage.flat)) if not grade.is_level
    ]
    classes = classes or degrees(find_classes(passage.flat))
    return classes[-1] if len({each.value for each in classes}) == 1 else None
