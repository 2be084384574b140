"""Where an amount has words of its own: its condition, and what tells it from the amount before (…，对买方按1%)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.fragments import is_fragment
from policycmp.naming.own_words import trimmed

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

_CONDITION = re.compile(
    r"[^,;。:]{2,60}(?:的|时|后)$|(?:对于?|凡)[^,;。:]{2,40}(?:企业|单位|机构|个人|项目)$"
)
_LONGEST_RECEIVER = 12
_SHORTEST_DEED = 5
# How often, to each of whom, up to what, by whom: no condition.
_HOW_MUCH = re.compile(
    rf"""[^,;]{{0,6}}售价
    | 每(?![新净培引孵毕建获带增推]) | 单[个户家项] | 同一(?![^,;。:]{{4,30}}的$) | 其中 | 总额
    | 累计 | 合计 | 最高 | 上限
    | 年度(?![^,;]{{2}}) | 全年
    | (?:企业|单位|个人)?每年 | [以给补奖凭可] | 经(?![认评批]) | 在[^,]{{0,20}}(?:基础上|之外)
    | {AT_LEAST} | {AT_MOST} | 上述 | 符合条件 | 其(?!他)
    | 把?(?:[省市县区]|中央|地方)(?:级|上|里|本级)?(?:财政|按)
    | [^,]{{0,8}}(?:比例|标准|额度|总额|上限|[售单]价|价格)$""",
    re.VERBOSE,
)
_AS_A_RULE = "原则上"
# 在享受购置补贴的基础上: what is had already, which GIVING would cut.
_ON_TOP = re.compile(r"在[^,;]{2,36}(?:基础上|之外)$")
# 评定为五星的医养中心在有效期内每年(给予…): who receives as the subject, where no 对 leads to it.
_SUBJECT = re.compile(
    r"[^,;。:的]{3,16}的[^,;。:的\d]{3,12}(?:在[^,的]{2,10}(?:期?内|期间)|每[年月]|一次性|可|将)+"
)
# 同一剧目多次获奖的: a condition, unlike 同一企业年度累计.
_REPEATED = re.compile(r"同一[^,;。:]{2,8}(?:多次|重复|先后|同时|连续)")
# 卖方按登记额的1%: the rule by which it is reckoned.
_BY = re.compile(r"(?:可|再)?(?:按照?(?!揭)|依照|参照)")
_ENDS_CLASS = re.compile(
    rf"""(?:可|再|另|则)*
    (?:按照?|依照|给予?|予以|(?<!等)奖|补|资助|支持|扶持|减|免|享受|发放|贴|返还           # what is given, by what rule
     | 每(?!股)|最高|最多|上限|封顶|{AT_MOST}|{AT_LEAST}|单[个户家项]|一次性|各(?![类级])|均|共|由  # how much
     | 提高?[到至]|提升至|上浮|放宽|调整|增加|达到?|为|的$|比例|标准|额度).*""",
    re.VERBOSE,
)
# Words before an amount that are no class: of whom in all, in which time, by whom.
_NO_CLASS = re.compile(
    r"""同一|一家|[一两二三四五\d]年|连续|第[\d一二三四五]年起|中央|颁发|还|最大|金额|面积|(?:项目|企业|改造)$|上不|售价|报价
    | 单|累计|总|合计|年度|全年|(?:企业|单位|个人|机构)?每?年|且|其余|其中|超过部分|原则|一般|平均|符合
    | 获|取得|通过|入选|评 | 后(?!.{1,2}年) | [以并或和及与、在从自经凭即也仍就]
    | [省市县区](?:级|上|里)?(?:财政)?$ | 财政""",
    re.VERBOSE,
)
_CLASS = re.compile(r"(?:对)?[\u4e00-\u9fff\dA-Z]{2,8}")
# 500亩以上的部分, 5万元(含)至10万元: a step by size.
_STEP = re.compile(
    r"""(?:超过|超出)?\d[\d.]*[十百千万亿]*[一-鿿㎡]{1,3}(?:\(?含\)?)?
    (?:[至到—~-]+\d[\d.]*[十百千万亿]*[一-鿿㎡]{1,3})?(?:\(?含\)?)?(?:及?以[上下内])?的?(?:部分)?""",
    re.VERBOSE,
)
# Ⅰ、Ⅱ、Ⅲ期临床, 数字化水平三级、四级测评: a run of classes that share a unit and what is said of them.
_AMOUNT = r"\d[\d.]*[十百千万亿]*(?:元|美元|亩|人|家|吨|㎡|平方米|马力|次)?(?:[（(]不?含[）)])?(?:及以上)?"
_SIZE_STEP = rf"{_AMOUNT}(?:[至到—–~-]+{_AMOUNT}|(?:及?以[上下内])(?:[至到]{_AMOUNT})?)"
_ONE_CLASS = rf"(?:{_SIZE_STEP}|[ⅠⅡⅢⅣⅤ]+|20\d\d|[A-Z]\d|\d[A-Z]|[A-Z]|[特一二三四五](?=[级等档类星、和及]))"
_BETWEEN = r"(?:[、和与/]|及(?!以))"
_UNIT = r"(?:星?级|类|等奖?|档|期|年度?)"
_SAID_OF_ALL = re.compile(r"[^,;。:的、每补奖给分按达依]{0,8}")
_LISTED = re.compile(r"[、/]|[和及与或]|以及")
_ITEM = re.compile(r"[一-鿿]{3,12}")
_LINKED = re.compile(r"[在为达到是]+$")


def own_condition(context: Context, place: Place) -> tuple[int, int] | None:
    """Find the condition that an amount stands under in its own statement, nearest first.

    Args:
        context: the clause.
        place: the amount in its place.

    Returns:
        Its start and end in the plain text; None where the statement has none.
    """
    first = place.first
    return condition_before(context, first, first.start)


def condition_before(context: Context, place: Place, before: int) -> tuple[int, int] | None:
    """Find the condition of an amount's statement that stands before a place, nearest first.

    Args:
        context: the clause.
        place: the amount in its place.
        before: where to look back from.

    Returns:
        Its start and end in the plain text; None where there is none.
    """
    flat = context.passage.flat
    for start, end in reversed(context.passage.segments(place.statement[0], before)):
        begin = place.left if start < place.left < end else start
        if _ON_TOP.match(flat, begin, end):
            continue
        begin += len(_AS_A_RULE) if flat.startswith(_AS_A_RULE, begin) else 0
        given = lexicon.GIVING.search(flat, begin, min(before + 1, end + 1))
        reckoned = _BY.search(flat, begin, end)
        stop = min([end, *(match.start() for match in (given, reckoned) if match)])
        stop = _end_of_condition(flat, begin, stop)
        is_adverbial = lexicon.ADVERBIAL.match(flat, begin, stop) and not _REPEATED.match(flat, begin, stop)
        if stop and not _HOW_MUCH.match(flat, begin, stop) and not is_adverbial:
            return begin, stop
    return None


def own_class(context: Context, place: Place) -> tuple[int, int] | None:
    """Find what alone tells an amount from its neighbour: a class, a step, a year.

    大型企业按30%; 500亩以上的部分每亩80元; the amount before stands in the same statement, or the next has
    a class of the same kind (对卖方按0.5%、对买方按1%).

    Args:
        context: the clause.
        place: the amount in its place.
    """
    flat = context.passage.flat
    ends = _ENDS_CLASS.search(flat, place.left, place.start)
    start, end = place.left, ends.start() if ends else place.start
    while start < end and flat[start] in ",;、: 对":
        start += 1
    while end > start and flat[end - 1] in "的,、:后":
        end -= 1
    words = flat[start:end]
    if _NO_CLASS.match(words) or not (_CLASS.fullmatch(words) or _STEP.fullmatch(words)):
        return None
    before = [one for one, _ in context.counted if one.end <= place.start]
    is_next = bool(before) and before[-1].statement == place.statement
    return (start, end) if is_next or _has_next(flat[place.end : place.statement[1]], words) else None


def own_noun(context: Context, place: Place) -> tuple[int, int] | None:
    """Find the noun that the words of an amount begin with, where they are no condition (家电按售价15%补).

    Args:
        context: the clause.
        place: the amount in its place.
    """
    flat = context.passage.flat
    start = max(place.left, place.segment[0])
    while start < place.start and flat[start] in " 、,;:+/":
        start += 1
    told = _OWN_NOUN.match(flat, start, place.start + 1)
    span = told.span("noun") if told else None
    if told is None and _RECKONED.match(flat, start, place.start):
        # 上下游互采，按采购额1%奖采购方.
        span = segment_before(context, place, start)
    if span is None:
        return None
    words = flat[slice(*span)]
    if any(pattern.match(words) for pattern in (_NO_CLASS, _HOW_MUCH, lexicon.ADVERBIAL)) or _NO_NOUN.search(
        words
    ):
        return None
    if is_fragment(words) or not trimmed(words) or own_class(context, place):
        return None
    return span


def segment_before(context: Context, place: Place, start: int) -> tuple[int, int] | None:
    """Find the segment right before a place of an amount's statement, where it is a plain phrase.

    Args:
        context: the clause.
        place: the amount in its place.
        start: where the phrase must end, its comma included.
    """
    told = _SEGMENT_BEFORE.search(context.passage.flat, place.statement[0], start)
    return told.span("noun") if told and not is_fragment(told["noun"]) else None


# 家电按售价15%补, 招工补助每人600元, 首认补15万元: up to how it is reckoned and given.
_OWN_NOUN = re.compile(
    rf"""(?P<noun>(?:(?!按|每|最[高多]|给|补|奖(?!每)|的|对|可|{AT_MOST}|{AT_LEAST})[一-鿿A-Z]){{2,10}}(?:补[助贴]|奖励|津贴)?)
    (?:再|另|均|各|则)?(?:按照?|每|最[高多]|[补奖](?!助|贴|励)|给|{AT_MOST}|标准|(?<=[助贴励])\d)""",
    re.VERBOSE,
)


_RECKONED = re.compile(rf"按照?|每|最[高多]|[补奖](?!助|贴|励)|给|{AT_MOST}")
_SEGMENT_BEFORE = re.compile(
    r"(?<![一-鿿\d、）)])(?:第[一二三四五六七八九十百]+条)?(?P<noun>(?!对|凡)(?:(?!的)[一-鿿A-Z]){3,12}),$"
)
# By whom, how, of what level, and what is only a cost of something before.
_NO_NOUN = re.compile(
    r"(?:资金|经费|财政|基金|单位|企业|机构|个人|主体|公司|家庭|[者方级费款租价层])$|^(?:标准|择优|竞争|统一|一次性)|择优$|后|周期"
)


def _has_next(behind: str, words: str) -> bool:
    """Tell whether a class of the same kind follows (中小微企业按60%，大型企业按30%)."""
    if words[-1:] not in behind:
        return False
    kind, last = re.escape(words[-2:]), re.escape(words[-1:])
    like = rf"[、,](?:对?.{{1,12}}{kind}[^,;。]{{0,6}}\d|对?.{last}按)"
    return re.search(like, behind) is not None


def _end_of_condition(flat: str, start: int, end: int) -> int:
    """Find where a condition ends, before who receives (…认定的企业); 0 where it is none."""
    if _CONDITION.fullmatch(flat, start, end):
        return end
    if _SUBJECT.fullmatch(flat, start, end):
        return end
    particle = flat.rfind("的", start, end)
    if start < particle < end - 1 and end - particle <= _LONGEST_RECEIVER:
        return particle + 1 if lexicon.RECIPIENT.fullmatch(flat, particle, end) else end
    return end if end - start >= _SHORTEST_DEED and lexicon.GOVERNS.search(flat, start, end) else 0


def own_member(context: Context, place: Place) -> Member | None:
    """Find which of a run of classes one of as many amounts is for (进入Ⅰ、Ⅱ、Ⅲ期临床的，分别资助…).

    Args:
        context: the clause.
        place: the amount in its place, one of a list.

    Returns:
        The class with the words round the run; None where no run is as long as the list.
    """
    first, flat = place.first, context.passage.flat
    runs = list(_run_of(place.listed).finditer(flat, first.statement[0], first.start))
    if not runs:
        return None
    start, end = runs[-1].span()
    classes = re.split(_BETWEEN, runs[-1].group())
    unit, own = re.search(rf"{_UNIT}$", classes[-1]), classes[place.ordinal]
    if unit and not own.endswith(unit.group()):
        own += unit.group()
    begin = max(first.statement[0], *(flat.rfind(mark, first.statement[0], start) + 1 for mark in ",;。:、"))
    linked = _LINKED.search(flat, begin, start)
    tail = _SAID_OF_ALL.match(flat, end)
    return Member((begin, linked.start() if linked else start), own, tail.span() if tail else (end, end))


@cache
def _run_of(length: int) -> re.Pattern[str]:
    """Match a list of so many classes (三级、四级)."""
    one = rf"{_ONE_CLASS}{_UNIT}?"
    return re.compile(rf"{one}(?:{_BETWEEN}{one}){{{length - 1}}}(?!{_BETWEEN}?{_ONE_CLASS})")


def own_item(context: Context, place: Place) -> tuple[int, int] | None:
    """Find which of a list one of as many amounts is for, where the list stands in a segment before (A、B，费用分别…).

    Args:
        context: the clause.
        place: the amount in its place, one of a list.
    """
    first, flat = place.first, context.passage.flat
    for start, end in reversed(context.passage.segments(first.statement[0], first.start)):
        cuts = [
            cut.span()
            for cut in _LISTED.finditer(flat, start, end)
            if not context.covers(*cut.span()) and not context.passage.bracketed(cut.start())
        ]
        edges = [start, *(edge for cut in cuts for edge in cut), end]
        items = list(zip(edges[::2], edges[1::2], strict=True))
        if len(items) == place.listed and all(_ITEM.fullmatch(flat, *item) for item in items):
            own = items[place.ordinal]
            given = _ENDS_CLASS.search(flat, *own)
            return own[0], given.start() if given else own[1]
    return None


class Member(NamedTuple):
    """One of a run of classes: what stands before the run, the class, and what is said of all behind it."""

    before: tuple[int, int]
    name: str
    behind: tuple[int, int]
