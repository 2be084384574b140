"""What a grant is for, as its name begins: the condition as it is worded, or the parts read of it in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import last_match
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.grants.condition_words import SHORTEST, beyond_award, is_size, quoted, word_condition
from policycmp.naming.grants.listed_titles import listed_thing, listed_title, listed_with_act
from policycmp.naming.grants.own_conditions import (
    condition_before,
    own_class,
    own_condition,
    own_item,
    own_member,
    own_noun,
    segment_before,
)
from policycmp.naming.readings import Reading

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.grades import Grade
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context

_LONGEST = 28
_COMMON = "创新平台|"
_PRIZE = "奖"
_SHORT_PRIZE = 2  # characters, 金奖
_RANGE = re.compile(r"第?[A-F一二三四五六七八][至到~—-]+第?[A-F一二三四五六七八](?:类|级|档|等|层次)")
_TITLE = re.compile(r"(?:职称|资格证书|资格|证书)(?=的|$)")
_PRIZE_CLASS = re.compile(r"[特一二三四]等奖|[金银铜]奖|优秀奖")
_YEARS = re.compile(r"[前后第][一两二三四五\d]年")
_BEHIND = ("方", "部分")
_ACT_BEHIND = ("认定", "评定", "备案", "奖励")
# 创新药，进入Ⅲ期; 新品种，通过国家审定的奖励5万元，通过省级审定的: what does it, which stands before.
_DOES = (
    r"(?:在[^,;。]{2,8}?)?(?:首次|成功|当年|新|并|被)*"
    r"(?:通过|获得?|进入|入选|列入|达到?|取得|认定|评[上为定]|首播|首飞|上线|上市)"
)
_DEED = re.compile(_DOES)
_DOER = re.compile(
    rf"(?:(?<=[的、对])|(?<![一-鿿A-Za-z]))(?P<who>(?![^,]*[奖补给不按年满走]|(?:企业|单位|机构|职工|个人|团队|项目|产品),)[一-鿿A-Za-z]{{2,8}}(?<![的者时后元户上])),(?={_DOES})"
)
_SHORT_DEED = 8
_SHORT_COST = 6
_LONGEST_PREFIX = 8
_MORE = "增"
_COST = re.compile(r"[^,;。:的]{0,3}(?:费用?|租金|利息|价|款|经费|薪酬|报酬|工资)")
_DIGIT = re.compile(r"\d")
_CLASS_LEFT = re.compile(r"[级类档等]$")
# 次年仍在库的: those who have had the grant before.
_BESIDES = re.compile(r",(?:并(?![购网联轨])|且|同时)[^,;。:]{2,30}(?=,)")
_WHO_GETS = (
    r"给予?(?P<who>(?!每|一次|最高|其(?!他)|该|[一-鿿]{0,4}级|[奖补资])[一-鿿]{2,10}?"
    r"(?:企业|单位|机构|大户|人员|农户|个人|高校|团队|学校|医院|公司|合作社))"
)
_GIVEN_TO, _GIVEN_TO_ANY = re.compile(rf"{_WHO_GETS}$"), re.compile(rf"{_WHO_GETS}(?=\d)")
_CLASS_ONLY = re.compile(
    r"(?P<class>(?:国家|全国|省|市)?级?(?:[1-5]?A{1,5}|[一二三四五1-5]星|[甲乙丙丁特一二三四]|[金银]钻)级)(?P<act>确认|评定|认定|评价|评审|验收)?"
)
# 有效期满通过复核的: of what, a statement before says.
_ACT_ONLY = re.compile(
    r"""(?:首次|再次|重新|成功|年度|今后|凡是?|被|新|获得?|通?过|[升评认定列]+为|评上)*
    (?P<level>(?:(?:国家|[省市县区])级?)?)
    (?P<act>
      (?:(?:年度)?(?:复核|复审|年审|评审|审定|验收|备案|考核|认定|评定|评价|评估|绩效)(?:等次|结果)?(?:为)?)*
      (?:优秀|良好|合格|[金银铜]奖|优秀奖|[特一二三]等奖)?
    )""",
    re.VERBOSE,
)
_RESULT, _ASSESSES = re.compile(r"优秀|良好|合格|优|良"), re.compile(r"考核|评估|考评|绩效评价|评价")
_STATEMENTS_BACK = 4
_FARTHEST = 40
_HAD = re.compile(r"在[^,;。:]{2,36}(?:基础上|之外)")
_GOES_ON = re.compile(r"仍|继续|保持|次年|第[二三2-3]年|将|作出|\d年期|增幅|增速|年内|不$")
# What with its act and level alone is told by the thing.
_NO_OWN = re.compile(
    r"首次|再次|连续|认定|通过|获得?|评为|入选|列入|进入|成功|年度|当年|考核|评价|评估|等次|结果|[国省市区县]家?级|企业|单位"
    r"|项目|的|为|被|重新|复核|晋升|升级"
)


def stem_of(context: Context, place: Place, reading: Reading, thing: Thing) -> str:
    """Word what a grant is for.

    Args:
        context: the clause.
        place: the amount in its place.
        reading: its parts.
        thing: what it is for.

    Returns:
        The beginning of its name, in the plan's words; how the grant is called follows.
    """
    if _is_had_before(context, thing) and (own := unread_stem(context, place)):
        return own
    stem = _stem(context, place, reading, thing)
    if assessed := _assessed(context, place, reading, thing):
        return assessed
    if told := _ACT_ONLY.fullmatch(stem):
        named = _named(context, thing)
        stem = f"{told['level']}{thing.word if _PRIZE_CLASS.search(named) else named}{told['act']}"
    stem = f"{_doer(context, place, reading, stem)}{stem}"
    return _with_class(context, place, reading, _of_class(context, place, stem))


def _doer(context: Context, place: Place, reading: Reading, stem: str) -> str:
    """Quote what stands before a deed that is not its own (…的创新药，进入Ⅲ期临床试验的)."""
    (start, end), flat = reading.segment, context.passage.flat
    if len(stem) > _SHORT_DEED or start <= place.statement[0] or not _DEED.match(flat, start, end):
        return ""
    told = last_match(_DOER, flat[place.statement[0] : end])
    who = told["who"] if told else ""
    return "" if any(who[at : at + 2] in stem for at in range(len(who) - 1)) else who


def _assessed(context: Context, place: Place, reading: Reading, thing: Thing) -> str:
    """Word a grant for how a thing was assessed (考核优秀 of 年度考核结果为优秀、良好的)."""
    grade = reading.grade
    if grade is None or not grade.end or not _RESULT.fullmatch(grade.value):
        return ""
    acts = list(_ASSESSES.finditer(context.passage.flat, place.statement[0], place.start))
    return f"{_named(context, thing)}{acts[-1].group()}{grade.value}" if acts else ""


def _of_class(context: Context, place: Place, stem: str) -> str:
    """Say of what a class is that stands alone, by the statements before (民宿评定。通过国家甲级评定的)."""
    bare = _CLASS_ONLY.fullmatch(stem)
    if bare is None:
        return stem
    statement = context.passage.sentence_before(place.statement[0])
    for _ in range(_STATEMENTS_BACK):
        if statement is None or "\n" in context.passage.flat[statement[1] : place.start]:
            break
        if (thing := context.last_noun(statement)) is not None:
            return f"{bare['class']}{_named(context, thing)}{bare['act'] or ''}"
        statement = context.passage.sentence_before(statement[0])
    return stem


def _is_had_before(context: Context, part: Thing | Grade) -> bool:
    """Tell a part of what is had already, and more of now (在享受农机购置补贴的基础上，再给予…)."""
    return part.end > 0 and any(
        had.start() <= part.start < had.end()
        for had in _HAD.finditer(context.passage.flat, max(0, part.start - _FARTHEST), part.end + _FARTHEST)
    )


def unread_stem(context: Context, place: Place) -> str:
    """Word what a grant is for where no thing was read of it: the condition that it stands under, if any.

    Args:
        context: the clause.
        place: the amount in its place.
    """
    if acted := listed_with_act(context, place):
        return acted
    if place.listed > 1 and (member := _member(context, place, Reading(), None)):
        return member
    span = own_condition(context, place)
    stem = (_sized_before(context, place, span) or word_condition(context, span, None)) if span else ""
    stem = _of_class(context, place, stem)
    return _with_class(context, place, Reading(), stem) if stem else ""


def place_of(reading: Reading, part: str) -> tuple[int, int] | None:
    """Find where a part was read.

    Args:
        reading: the parts of a grant.
        part: the name of one (`event`, `of`, `tier`).
    """
    return next(((start, end) for name, start, end in reading.places if name == part), None)


def thing_with_level(context: Context, reading: Reading, thing: Thing) -> str:
    """Write a thing with its level alone.

    Args:
        context: the clause.
        reading: the parts of a grant.
        thing: what it is for.
    """
    named = _named(context, thing)
    grade = reading.grade
    level = quoted(context, (grade.start, grade.end)) if grade is not None and grade.end else ""
    return named if level in named else f"{level}{named}"


def _named(context: Context, thing: Thing) -> str:
    return quoted(context, (thing.start, thing.end)) if thing.end else thing.word.replace("|", "和")


def _with_class(context: Context, place: Place, reading: Reading, stem: str) -> str:
    """Add to a name what alone tells its amount from its neighbour (技术合同买方, 研发费用超过1000万元部分)."""
    if receiver := _given_to(context, place):
        return stem if receiver in stem else f"{stem}{receiver}"
    span = own_class(context, place) if place.listed == 1 and not stem.startswith("每") else None
    if span is None or any(one < span[1] and span[0] < other for one, other in _read(reading)):
        return stem
    nouns = context.nouns(*span)
    words = quoted(context, span).replace("的部分", "部分")
    if words in stem or (nouns and nouns[-1].entry.units[:1] == ("yuan",)):
        return stem
    for alike in (_PRIZE_CLASS, _YEARS):
        if alike.fullmatch(words) and alike.search(stem):
            return alike.sub(words, stem)
    if not words.endswith(_ACT_BEHIND) and (
        like := re.match(rf"[^（）的、]{{1,12}}?{re.escape(words[-2:])}", stem)
    ):
        # 省内高校…，省外高校…; 20英尺重箱…，40英尺重箱…: in the place of that before.
        return f"{words}{stem[like.end() :]}"
    follows = words.endswith(_BEHIND) or words[:1].isdigit() or _PRIZE_CLASS.fullmatch(words)
    return f"{stem}{words}" if follows else f"{words}{stem}"


def _given_to(context: Context, place: Place) -> str:
    """Tell to whom an amount is given, where others get others (给予规上企业40万元，给予规下企业25万元)."""
    flat = context.passage.flat
    told = _GIVEN_TO.search(flat, place.left, place.start)
    if told is None or place.listed > 1:
        return ""
    others = {other["who"] for other in _GIVEN_TO_ANY.finditer(flat, *place.statement)}
    return quoted(context, told.span("who")) if others - {told["who"]} else ""


def _read(reading: Reading) -> list[tuple[int, int]]:
    """List the places that the parts of a grant were read from."""
    places = [(start, end) for _, start, end in reading.places]
    places += [(reading.grade.start, reading.grade.end)] if reading.grade is not None else []
    return [(start, end) for start, end in places if end]


def _stem(context: Context, place: Place, reading: Reading, thing: Thing) -> str:
    """Take the condition as it is worded where it is short and for this amount alone, else its parts in their order."""
    allowed = lexicon.ALLOWANCE.search(thing.word) is not None
    if not allowed and (listed := listed_title(context, place) or listed_with_act(context, place)):
        return listed
    if not allowed and place.listed == 1 and (noun := _own_noun(context, place, thing)):
        return noun
    event = place_of(reading, "event")
    if not allowed and place.listed == 1 and (own := _elsewhere(context, place, reading, thing)):
        return own
    grows = context.glossary.event_words.get("growth")
    if place.listed == 1 and not allowed and (before := _sized_before(context, place, reading.segment)):
        return before
    if (
        place.listed == 1
        and not allowed
        and (condition := word_condition(context, reading.segment, thing))
        and (not _is_told_later(context, reading) or (reading.event == grows and _MORE in condition))
    ):
        return f"{_asked_before(context, place, reading, thing)}{condition}"
    if reading.item and (own := word_condition(context, reading.item, thing)):
        own = _with_prize(own, reading)
        return f"{_reaching_over(context, reading)}{own}{_shared_tail(context, reading, own)}"
    if not allowed and (listed := listed_thing(context, place)):
        return listed
    if not allowed and place.listed > 1 and (member := _member(context, place, reading, thing)):
        return member
    if regraded := _regraded(context, reading, thing):
        act = quoted(context, event) if event and event[1] <= thing.start else ""
        act = "" if regraded.startswith(act) else act
        return f"{act}{regraded}"
    named = _named(context, thing)
    places = [(thing.start, thing.end)] if reading.segment[1] and thing.end else []
    if reading.grade is not None and reading.grade.end:
        places.append((reading.grade.start, reading.grade.end))
    places += [part for name in ("event", "tier") if (part := place_of(reading, name))]
    ordered = sorted(set(places), key=lambda part: _order(reading, thing, part))
    words = [quoted(context, part) for part in _apart(ordered)]
    prize = _prize(reading)
    if place.listed == 1 and (asked := _asked_before(context, place, reading, thing)):
        words.insert(0, asked)
    words = [prize if prize and len(word) == 1 else _whole_class(reading, word) for word in words]
    if not reading.segment[1] or not thing.end:
        # Named in another sentence or a heading: what this one says of it stands first.
        words.insert(0 if reading.event == grows else len(words), named)
    if (some := place_of(reading, "tier")) and not reading.segment[1] and thing.end <= some[0]:
        # 其中规上企业再奖励: who gets more stands first.
        words = [quoted(context, some), *(word for word in words if word != quoted(context, some))]
    if lexicon.ALLOWANCE.search(thing.word) and reading.grade is not None and reading.grade.end:
        whose = _whole_class(reading, quoted(context, (reading.grade.start, reading.grade.end)))
        words = [whose, *(word for word in words if word != whose)]
    # 运营, 运营费: the act may stand in the word of the thing.
    words = [word for word in words if not any(word != other and word in other for other in words)]
    stem = "".join(words) + _grown(context, reading, thing)
    if len(stem) <= _LONGEST:
        return stem
    # Of a long list the kinds, without the common noun that they have besides.
    return thing.word.removeprefix(_COMMON).replace("|", "、")


def _sized_before(context: Context, place: Place, segment: tuple[int, int]) -> str:
    """Word the deed before a condition that is only a size (实施节水改造，年节水量6万吨以上的，每吨补2元)."""
    start, flat = segment[0], context.passage.flat
    asked = quoted(context, segment).rstrip("的")
    if start <= place.statement[0] or not _DIGIT.search(asked) or not is_size(asked):
        return ""
    span = segment_before(context, place, start)
    if span is None or not lexicon.VERB.match(flat, *span) or lexicon.FURTHERS.match(flat, *span):
        return ""
    words = word_condition(context, span, None)
    return "" if _GOES_ON.search(words) or is_size(words) else words


def _own_noun(context: Context, place: Place, thing: Thing) -> str:
    """Word the noun that an amount's own words begin with, where what was found stands before other amounts."""
    span = own_noun(context, place)
    if span is None or span[0] <= thing.start < place.start:
        return ""
    since = max([place.statement[0], *(one.end for one, _ in context.counted if one.end <= span[0])])
    is_label = ":" in context.passage.flat[thing.end : span[0]]
    return "" if thing.end and since <= thing.start and not is_label else quoted(context, span)


def _member(context: Context, place: Place, reading: Reading, thing: Thing | None) -> str:
    """Word a grant by its class of a run (Ⅱ期临床试验 of Ⅰ、Ⅱ、Ⅲ期临床试验; 数字化水平三级测评)."""
    if reading.grade is not None and reading.segment[1]:
        return ""
    named = _named(context, thing) if thing else ""
    if (run := own_member(context, place)) is None:
        item = own_item(context, place)
        words = word_condition(context, item, None) if item else ""
        lacks = _COST.fullmatch(named) or (thing and thing.end and _CLASS_LEFT.search(words))
        return f"{words}{named if lacks else ''}" if words else ""
    before, behind = word_condition(context, run.before, None), quoted(context, run.behind)
    before = "" if len(before) > _LONGEST_PREFIX else before
    words = f"{before}{run.name}{behind}"
    pairs = {named[at : at + 2] for at in range(len(named) - 1)}
    if thing is not None and not thing.end and not any(pair in words for pair in pairs):
        # 评估等级3A级: of what, the sentence before says.
        return f"{named}{words}"
    return words if before or behind else f"{words}{named}"


def _order(reading: Reading, thing: Thing, part: tuple[int, int]) -> tuple[int, int]:
    """Order the parts of a name as they stand, but the level of a thing before it (省级孵化器 of 孵化器…省级的)."""
    grade = reading.grade
    if grade is not None and grade.is_level and part == (grade.start, grade.end) and reading.segment[1]:
        return min(grade.start, thing.start), 0
    return part[0], 1


def _grown(context: Context, reading: Reading, thing: Thing) -> str:
    """Name who is rewarded for a size by steps, where of a kind (营业收入首次达到1亿元、5亿元的软件企业)."""
    entry, (start, end) = thing.entry, reading.segment
    is_money = entry is not None and entry.units[:1] == ("yuan",)
    by_steps = reading.event is not None and reading.event == context.glossary.event_words.get("step")
    if not (is_money or by_steps) or not start <= thing.start < end:
        return ""
    who = _OF_A_KIND.search(context.passage.flat, thing.end, end)
    return quoted(context, who.span("who")) if who else ""


_OF_A_KIND = re.compile(r"的(?P<who>(?!规上|规模|限上|工业企业)[一-鿿]{2,6}(?:企业|机构|公司|主体|团队))$")


def _asked_before(context: Context, place: Place, reading: Reading, thing: Thing) -> str:
    """Word the condition before where a segment only names the cost that is paid (租用仓库的，租金每平方米补6元)."""
    (start, end), flat = reading.segment, context.passage.flat
    cost = _COST.search(flat, start, min(end, start + _SHORT_COST))
    if not cost or start <= place.statement[0] or not start <= thing.start < end:
        return ""
    span = condition_before(context, place, start - 1)
    if span is None or any(span[0] <= one.start < start for one, _ in context.counted):
        return ""
    words = word_condition(context, span, None)
    return "" if cost.group() in words or _GOES_ON.search(words) or is_size(words) else words


def _elsewhere(context: Context, place: Place, reading: Reading, thing: Thing) -> str:
    """Word the amount's own condition where its thing was found elsewhere (…；游艇年接待1万人次以上的奖励10万元)."""
    span = own_condition(context, place)
    if span is None or span[0] <= thing.start < span[1]:
        return ""
    if context.passage.flat.startswith(thing.word[-2:], span[1]):
        # …并实质性开工的项目: the condition only narrows the thing.
        return ""
    # Only what stands behind the amount before is told of this one alone; a thing behind that is what it is for.
    behind = max([place.statement[0], *(one.end for one, _ in context.counted if one.end <= span[0])])
    if (thing.end and thing.start >= behind) or (reading.segment[1] and behind == place.statement[0]):
        return ""
    words = rest = word_condition(context, span, None)
    if _GOES_ON.search(words) or is_size(words):
        return ""
    told = {quoted(context, read) for read in _read(reading)}
    for word in sorted(told, key=len, reverse=True):
        rest = rest.replace(word, "", 1)
    rest = _NO_OWN.sub("", rest)
    if len(rest) < SHORTEST:
        return ""
    return words if len(rest) > SHORTEST else f"{thing.word.removeprefix(_COMMON).replace('|', '、')}{words}"


def _reaching_over(context: Context, reading: Reading) -> str:
    """Write the act and level that stand before a list, for one of its items (入选省级 of 入选省级瞪羚、独角兽)."""
    grade, event = reading.grade, place_of(reading, "event")
    told = [event] if event else []
    told += [(grade.start, grade.end)] if grade is not None and grade.end and grade.is_level else []
    start = reading.item[0] if reading.item else 0
    return "".join(quoted(context, part) for part in sorted(told) if part[1] <= start)


def _regraded(context: Context, reading: Reading, thing: Thing) -> str:
    """Write the thing with its own grade where its words hold that of another (中国专利金奖、银奖; 国际、国家标准)."""
    level, own = reading.grade, place_of(reading, "tier")
    if reading.grade is not None and not reading.grade.is_level:
        level, own = None, (reading.grade.start, reading.grade.end)
    if own is None or not own[1] or not thing.end or thing.start <= own[0] < thing.end or "|" in thing.word:
        return ""
    words = quoted(context, own)
    inside = [grade for grade in context.passage.grades if thing.start <= grade.start < thing.end]
    others = [
        grade for grade in inside if not grade.is_level and quoted(context, (grade.start, grade.end)) != words
    ]
    if not others:
        return ""
    before = quoted(context, (level.start, level.end)) if level is not None and level.end else ""
    if words.endswith(_PRIZE):
        kind = thing.word.removesuffix(_PRIZE) if len(words) == _SHORT_PRIZE else thing.word
        return f"{before}{kind}{words}"
    return f"{before}{words}{thing.word}"


def _is_told_later(context: Context, reading: Reading) -> bool:
    """Tell whether the act or grade stands behind the condition (…孵化器，国家级奖励; …企业奖励，连续认定的)."""
    start, end = reading.segment
    if not end:
        return False
    # 对新申报…的，并通过省级评审的企业: what is asked besides is told with it.
    besides = _BESIDES.match(context.passage.flat, end)
    end = besides.end() if besides else beyond_award(context.passage.flat, start, end)
    told = [part for part in (place_of(reading, "event"), place_of(reading, "tier")) if part]
    if (grade := reading.grade) is not None and not _is_had_before(context, grade):
        inside = [one for one in context.passage.grades if start <= one.start < end]
        told += [(grade.start, grade.end)] if all(one.value != grade.value for one in inside) else []
    return any(begins >= end for begins, _ in told)


def _shared_tail(context: Context, reading: Reading, own: str) -> str:
    """Give the title that the last item of a list names for all (高级、中级知识产权师职称)."""
    if reading.item is None:
        return ""
    tail = _TITLE.search(context.passage.flat, reading.item[1], reading.segment[1])
    return tail.group() if tail and not own.endswith(tail.group()) else ""


def _with_prize(words: str, reading: Reading) -> str:
    """Write 科技奖一 of 科技奖一、二等奖 out."""
    prize = _prize(reading)
    return words[:-1] + prize if prize and words.endswith(prize[0]) else words


def _whole_class(reading: Reading, word: str) -> str:
    """Write A of A、B类人才 out, and B of A至D类人才."""
    value = reading.grade.value if reading.grade else ""
    is_range = _RANGE.fullmatch(word) is not None
    return value if is_range or (len(word) == 1 and value.startswith(word)) else word


def _prize(reading: Reading) -> str:
    told = (reading.grade.value if reading.grade else "", reading.tier or "")
    return next((value for value in told if value.endswith(_PRIZE)), "")


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop what stands inside another, and end a part where the next begins (突破1, 1亿元)."""
    apart = [
        place
        for place in places
        if not any(other != place and other[0] <= place[0] and place[1] <= other[1] for other in places)
    ]
    starts = [start for start, _ in apart]
    return [(start, min([end, *(other for other in starts if start < other < end)])) for start, end in apart]
