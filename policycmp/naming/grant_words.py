"""The name of a grant in the plan's own words: what it is for, the act, and how it is called (省级孵化器认定奖励)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.text import fold
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.acts_told import PLAIN_ACTS, acts_in
from policycmp.naming.grant_objects import AGAIN

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Passage, Place
    from policycmp.naming.own_words import Thing
    from policycmp.naming.readings import Context, Reading

_CALLED = r"奖励|奖补|补助|补贴|资助|贴息|补偿|津贴|配套|扶持|支持|返还|奖金|激励"
_CALLED_ANYWHERE = re.compile(r"奖励|奖补|补助|补贴|资助|贴息|补偿|津贴")
_CALLED_AFTER = re.compile(rf"[^,;。、\d]{{0,10}}?(?P<word>{_CALLED})")
_CALLED_BEFORE = re.compile(rf"{_CALLED}|奖(?=[\d最])|补(?=[\d最])")
_BY_EACH = r"每(?:平方米|平米|架次|人次|[家户人个名件项位张间亩吨辆台套场次篇条笔月年])"
# A rate of it is one of the standard.
_EACH = re.compile(
    rf"(?P<each>(?:(?:{_BY_EACH})+(?:项目|企业|单位)?|单[户个家项](?:企业|项目|品种)?)(?:每[年月])?)[^,;。:\d、]{{0,12}}$"
)
_STANDARD = "补贴标准"
_RATES = frozenset({"%", "‰", "倍"})
_ALLOWANCES = ("补贴", "补助", "津贴")
_WRITTEN_OUT = {"奖": "奖励", "补": "补助", "獎": "獎勵", "補": "補助"}
_LONGEST = 28
_LONGEST_CONDITION = 40
_SHORTEST = 3
_COMMON = "创新平台|"
_PRIZE = "奖"
_SHORT_PRIZE = 2  # characters, 金奖
_LONG, _SHORTEST_HEAD = 16, 4
_TITLING = PLAIN_ACTS | AGAIN
_OPENING = re.compile(
    r"""(?:
      第\s*[\d一二三四五六七八九十百]+\s*条 | [\d一二三四五六七八九十]+[.、)）] | [()（）、\s]   # the number of an item
    | 对于? | 凡是? | 支持 | 鼓励 | 其中 | 并 | 且 | 被 | 其(?!他)
    | 我市 | [省市县区]财政对                                                   # who gives
    | 企业(?=通过|获|入选|首次|新|购|参|开|实施) | (?:企业|单位)?经(?=认定|评|批)      # who receives
    | (?:全[省市县区])?(?:当年度?|年度|每?一?年度内)                               # when
    | (?:[\d一二三四五]+年)?(?:有效)?期(?:满|结束)后
    | (?:自)?\d{4}年[^,;。]{0,24}(?:起|期间)
    )+""",
    re.VERBOSE,
)
_CLOSING = re.compile(
    rf"(?:的|最高|{AT_MOST}|{AT_LEAST}|超过|达到|低于|高于|一次性|,|、|后|可|再|各?分别|(?:{_BY_EACH})+[补奖]?|每(?:新增|满|增)?|将|由[^的]{{0,12}}"
    # 床位补, 工作室奖: the verb before the amount, not 专利奖.
    r"|(?<![互弥填增])补|(?<=[的室站心家级地园区品业台院项各])奖)$"
)
_ASIDE = re.compile(r"[（(][^（()）]{5,}[）)]")
_WHO = re.compile(r"的(?:工业|生产)?(?:企业|单位|机构|个人|主体)$")
_FROM = re.compile(r"^(?:总?投资|投资额)[\d.]+[百千万亿]*元(?:及?以上)?的?(?=建设|购|新|实施)")
_RANGE = re.compile(r"第?[A-F一二三四五六七八][至到~—-]+第?[A-F一二三四五六七八](?:类|级|档|等|层次)")
_AMOUNT = re.compile(r"\d[\d.]*[百千万亿]*元(?![以及]|的)")
# …达到50万元以上的企业: which of them.
_THRESHOLD = re.compile(
    rf"(?:首次)?(?:{AT_LEAST}|达到?|超过?|突破|在|高于|大于|不足|满)?[\d.]+[十百千万亿]*(?:元|%|平方米|家|人|项|"
    r"件|亩)"
    r"(?:及?以上)?(?:的)?(?:企业|单位|项目)?$"
)
# 首次认定的高新技术企业, 认定为孵化器: the particle between an act and its thing.
_TITLE = re.compile(r"(?:职称|资格证书|资格|证书)(?=的|$)")
_LINK = re.compile(r"(认定|创建|备案|评定|入库|获批|通过|引进|获得|评)(?:的|为)")


def name_grant(context: Context, place: Place, reading: Reading) -> str:
    """Name a grant by what was read of it.

    Args:
        context: the clause.
        place: the amount in its place.
        reading: its parts.

    Returns:
        A short noun phrase in the words of the plan.
    """
    called = _called(context, place)
    thing = reading.thing
    if thing is None:
        return called
    stem = _stem(context, place, reading, thing)
    if lexicon.ALLOWANCE.search(thing.word) and lexicon.ALLOWANCE.search(stem):
        called = ""
    if stem.endswith(called):
        called = ""
    base = _written(context, _place(reading, "of"))
    share = "比例" if place.target.unit in _RATES else ""
    if reading.of == _STANDARD and stem.endswith(_ALLOWANCES):
        called = "标准"
    return f"{stem}{called}{f'占{base}' if base and base not in stem else ''}{share}{_each(context, place)}"


def _each(context: Context, place: Place) -> str:
    """Say per what an amount is: （每人每月）, （单户）; each year alone says nothing of that."""
    first = place.leader or place
    before = _EACH.search(context.passage.flat, first.segment[0], first.start)
    if before is None or not before["each"].replace("每年", "").replace("每月", ""):
        return ""
    return f"（{_written(context, before.span('each'))}）"


def _stem(context: Context, place: Place, reading: Reading, thing: Thing) -> str:
    """Take the condition as it is worded where it is short and for this amount alone, else its parts in their order."""
    allowed = lexicon.ALLOWANCE.search(thing.word) is not None
    event = _place(reading, "event")
    if (
        place.listed == 1
        and not allowed
        and not _is_told_later(context, reading)
        and (condition := _condition(context, reading.segment, thing))
    ):
        return condition
    if reading.item and (own := _condition(context, reading.item, thing)):
        own = _with_prize(own, reading)
        return f"{_reaching_over(context, reading)}{own}{_shared_tail(context, reading, own)}"
    if regraded := _regraded(context, reading, thing):
        act = _written(context, event) if event and event[1] <= thing.start else ""
        act = "" if regraded.startswith(act) else act
        return f"{act}{regraded}"
    named = _written(context, (thing.start, thing.end)) if thing.end else thing.word.replace("|", "和")
    places = [(thing.start, thing.end)] if reading.segment[1] and thing.end else []
    if reading.grade is not None and reading.grade.end:
        places.append((reading.grade.start, reading.grade.end))
    places += [part for name in ("event", "tier") if (part := _place(reading, name))]
    words = [_written(context, place) for place in _apart(sorted(set(places)))]
    prize = _prize(reading)
    words = [prize if prize and len(word) == 1 else _whole_class(reading, word) for word in words]
    if not reading.segment[1] or not thing.end:
        # Named in another sentence or a heading: what this one says of it stands first.
        grows = reading.event == context.glossary.event_words.get("growth")
        words.insert(0 if grows else len(words), named)
    if (some := _place(reading, "tier")) and not reading.segment[1] and thing.end <= some[0]:
        # 其中规上企业再奖励: who gets more stands first.
        words = [_written(context, some), *(word for word in words if word != _written(context, some))]
    if lexicon.ALLOWANCE.search(thing.word) and reading.grade is not None and reading.grade.end:
        whose = _whole_class(reading, _written(context, (reading.grade.start, reading.grade.end)))
        words = [whose, *(word for word in words if word != whose)]
    stem = "".join(words)
    if len(stem) <= _LONGEST:
        return stem
    # Of a long list the kinds, without the common noun that they have besides.
    return thing.word.removeprefix(_COMMON).replace("|", "、")


def _reaching_over(context: Context, reading: Reading) -> str:
    """Write the act and level that stand before a list, for one of its items (入选省级 of 入选省级瞪羚、独角兽)."""
    grade, event = reading.grade, _place(reading, "event")
    told = [event] if event else []
    told += [(grade.start, grade.end)] if grade is not None and grade.end and grade.is_level else []
    start = reading.item[0] if reading.item else 0
    return "".join(_written(context, part) for part in sorted(told) if part[1] <= start)


def _regraded(context: Context, reading: Reading, thing: Thing) -> str:
    """Write the thing with its own grade where its words hold that of another (中国专利金奖、银奖; 国际、国家标准)."""
    level, own = reading.grade, _place(reading, "tier")
    if reading.grade is not None and not reading.grade.is_level:
        level, own = None, (reading.grade.start, reading.grade.end)
    if own is None or not own[1] or not thing.end or thing.start <= own[0] < thing.end or "|" in thing.word:
        return ""
    words = _written(context, own)
    inside = [grade for grade in context.passage.grades if thing.start <= grade.start < thing.end]
    others = [
        grade
        for grade in inside
        if not grade.is_level and _written(context, (grade.start, grade.end)) != words
    ]
    if not others:
        return ""
    before = _written(context, (level.start, level.end)) if level is not None and level.end else ""
    if words.endswith(_PRIZE):
        kind = thing.word.removesuffix(_PRIZE) if len(words) == _SHORT_PRIZE else thing.word
        return f"{before}{kind}{words}"
    return f"{before}{words}{thing.word}"


def _is_told_later(context: Context, reading: Reading) -> bool:
    """Tell whether the act or grade stands behind the condition (…孵化器，国家级奖励; …企业奖励，连续认定的)."""
    start, end = reading.segment
    if not end:
        return False
    told = [part for part in (_place(reading, "event"), _place(reading, "tier")) if part]
    if (grade := reading.grade) is not None:
        inside = [one for one in context.passage.grades if start <= one.start < end]
        told += [(grade.start, grade.end)] if all(one.value != grade.value for one in inside) else []
    return any(begins >= end for begins, _ in told)


def _condition(context: Context, segment: tuple[int, int], thing: Thing | None) -> str:
    """Word the condition of a grant: without what opens it, and the particle behind it."""
    start, end = segment
    if end == 0:
        return ""
    flat = context.passage.flat
    if opening := _OPENING.match(flat, start, end):
        start = opening.end()
    while end > start and (closing := _CLOSING.search(flat, start, end)):
        end = closing.start()
    start, end = _around(context.passage, thing, start, end)
    words = _LINK.sub(r"\1", _ASIDE.sub("", _written(context, (start, end))))
    if words.count("）") > words.count("（"):
        # 第八条（检验检测）新建…: the head of the item.
        words = words.rpartition("）")[2]
    words = _WHO.sub("", _THRESHOLD.sub("", _FROM.sub("", words)))
    fits = _SHORTEST <= len(words) <= _LONGEST_CONDITION and _AMOUNT.search(words) is None
    return words if fits else ""


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


def _around(passage: Passage, thing: Thing | None, start: int, end: int) -> tuple[int, int]:
    """Drop who receives behind a thing, and of a long clause before it all but its act (以演艺为主业、…的演出场所)."""
    particle = passage.flat.rfind("的", start, end)
    if thing is None or particle < 0 or not start <= thing.start < end:
        return start, end
    if thing.end <= particle:
        return start, particle
    long = end - start > _LONG and end - particle > _SHORTEST_HEAD and thing.start > particle
    if not long:
        return start, end
    acts = [
        act for act in acts_in(passage, max(start, particle - _LONG), particle) if act.entry.id in _TITLING
    ]
    told = bool(acts) and acts[-1].end == particle
    return (acts[0].start if told else particle + 1), end


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop what stands inside another."""
    return [
        place
        for place in places
        if not any(other != place and other[0] <= place[0] and place[1] <= other[1] for other in places)
    ]


def _place(reading: Reading, part: str) -> tuple[int, int] | None:
    return next(((start, end) for name, start, end in reading.places if name == part), None)


def _written(context: Context, place: tuple[int, int] | None) -> str:
    """Quote the plan's words at a place."""
    if place is None:
        return ""
    words = context.passage.plain.span(*place).of(context.clause.text)
    return words if words.count("“") == words.count("”") else words.replace("“", "").replace("”", "")


def _called(context: Context, place: Place) -> str:
    """Say how the grant is called: behind the amount, else before it."""
    flat = context.passage.flat
    last = place.last
    if after := _CALLED_AFTER.match(flat, last.end, last.segment[1]):
        return _written(context, after.span("word"))
    told = [match.span() for match in _CALLED_BEFORE.finditer(flat, place.statement[0], place.start + 1)]
    if not told:
        # 按认证费的50%、最高100万元补贴: for both.
        told = [match.span() for match in _CALLED_ANYWHERE.finditer(flat, last.end, place.statement[1])][:1]
    before = [_written(context, span) for span in told[-1:]]
    if not before:
        # …，给100万元启动资金: as the heading calls it.
        before = [match.group() for match in _CALLED_ANYWHERE.finditer(fold(context.clause.heading))]
    return _WRITTEN_OUT.get(before[-1], before[-1]) if before else "支持"
