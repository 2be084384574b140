"""The noun phrase of a promised number: before it, or behind it, without who acts and what it starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import LEADING_BOUNDS, bound_pattern
from policycmp.models import Comparator
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.number_names import ACTS, EACH_OF, OF_EACH_PLACE
from policycmp.naming.own_words import own_word, strip_tails, trimmed
from policycmp.naming.promises.carried_things import PART
from policycmp.naming.promises.shares import find_per

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

_OTHER_THAN = bound_pattern(
    {than: LEADING_BOUNDS[than] for than in (Comparator.GT, Comparator.LT)}, shortest=2
)
# 增速高于全省平均水平: what it is measured against.
THAN = re.compile(
    rf"(?P<grows>增速|增幅|增长率?|涨幅)?(?:{_OTHER_THAN}|快于|好于|优于|跑赢|领先|高出|比(?![重例率较值]))[^,;。:]{{1,20}}$"
)
ONLY_HOW = re.compile(
    r"(?:总|其(?!他)|其中|同比|增速|增幅|年|全部|规模|产值|面积|金额|数量|分别|新增|平均|合计|累计|比重|占比|比例|"
    r"强度|"
    r"总量|总额|总数|营收|收入|全产业链|综合|创汇|末|年底|年末|期末|"
    r"达|市|省|县|区|本级|全市|全省|产量|余额|个|年?[存出]栏量?|年?(?:成交|交易|登记|合同)(?:总|金)?额)*"
)
_LINK = re.compile(r"(?:[、,;:。\s的]|和(?![美谐平])|以?及(?!时)|与(?!会)|或|并(?!购))*")
_BEHIND_NUMBER = re.compile(r"(?:\([^()]*\))?(?:以上|左右|以内)?级?的?")
# 5405间、8.03万平方米的平房: how large the same things are, between their count and their noun
_SIZE_BEHIND = re.compile(r"、\d[\d.]*[万亿]?(?:平方米|平方公里|公里|公顷|亩)的")
_REACHED = re.compile(r"达|突破|超|为|至|到|增|保持|稳定")
_PHRASE_END = re.compile(
    r"[,;。:]|、(?=[^、]{0,12}\d)|(?:以?及|[和与、])(?=若干|一大?批|多个|一系列)|"
    r"(?:入驻|参与|共同|提供|接受|享受|获得|开展|进行|用于|达到|实现|并|投入|建成|通过|进入|完成|落地|开工)"
)
_LONGEST_END = 16  # characters of an end and of what it looks ahead to
_COUNTED_BASE = re.compile(r"\d[\d.]*[万亿]?[家个名人件项户]的?$")
_CONJOINED = re.compile(r"(?<=[\u4e00-\u9fff]{2})[、和及与](?=[\u4e00-\u9fff]{2})")
# 从目前的2%提高到: where a change starts from, which is no part of what changes.
_FROM = re.compile(
    r"(?:由|从)(?:目前|现在|现有|上年|去年|当前|\d{4}年)?底?的?(?:[\d.]+|[一二三四五六七八九]成|一半)[^,;。]{0,16}$|(?:由|从)(?:目前|现有|上年)的?$"
)


def own_phrase(context: Context, place: Place) -> tuple[int, int]:
    """Find the noun phrase of a number: before it, or behind it where a verb stands before.

    Args:
        context: the clause that it stands in.
        place: the number.

    Returns:
        Start and end of the phrase in the plain text of the passage.
    """
    flat = context.passage.flat
    start = place.left
    if start > place.segment[0] and flat[start : start + 1] not in "、和及与,":
        start = max(start, flat.rfind("、", start, place.start) + 1)
    if link := _LINK.match(flat, start, place.start):
        start = link.end()
    start = _behind_subject(context, start, place.start)
    behind = behind_number(context, place)
    if behind and _names_other(context, place, start):
        return behind
    if behind is None and OF_EACH_PLACE.fullmatch(flat, place.left, place.start):
        return place.start, place.start
    if behind and (
        EACH_OF.fullmatch(flat, place.left, place.start) or ACTS.match(flat[place.left : place.start])
    ):
        return behind
    # A noun may end like what links one to its number (高标准农田改造提升).
    end = max(
        [
            strip_tails(flat, start, place.start),
            *(noun.end for noun in context.nouns(start, place.start)[-1:]),
        ]
    )
    if base := _FROM.search(flat, start, end):
        end = strip_tails(flat, start, base.start())
        # 由300家高新技术企业增长到: what changes stands with the number that it starts from.
        inside = context.nouns(base.start(), place.start) if end <= start else []
        if inside and _COUNTED_BASE.search(flat, base.start(), inside[0].start):
            return inside[0].start, inside[-1].end
    if place.target.unit == "百分点" and (than := THAN.search(flat, start, end)):
        end = strip_tails(flat, start, than.start())
    if behind and (start >= end or flat[start:end].endswith("等")):
        return behind
    if behind and _counts_behind(context, place, (start, end), behind):
        return behind
    if PART.search(flat, start, end):
        return start, end
    return _done_to(context, start, end, behind)


def _done_to(context: Context, start: int, end: int, behind: tuple[int, int] | None) -> tuple[int, int]:
    """Find the noun in words before a number of which a verb says what is done to it."""
    flat = context.passage.flat
    verbs = [
        verb
        for verb in lexicon.VERB.finditer(flat, start, end)
        if not context.passage.object_at(verb.start())
        and not lexicon.IN_NAME.match(flat, verb.start(), end)
        and not lexicon.HALF.match(flat, verb.end(), end)
    ]
    if not verbs:
        return behind if behind and not trimmed(flat[start:end]) else (start, end)
    verb = verbs[-1]
    if verb.end() == end:
        return behind or ((start, verb.start()) if verb.start() > start else (start, end))
    if behind and ONLY_HOW.fullmatch(flat, verb.end(), end):
        return behind
    if (per := find_per(flat, verb.end(), end)) and per[1:] == (verb.end(), end):
        return start, end
    if ONLY_HOW.fullmatch(flat, verb.end(), end) and trimmed(flat[start : verb.start()]):
        # 药材种植面积: what is done to a noun, within its measure.
        return start, end
    # 作坊转化为企业: what they become.
    first = verb.end() + flat.startswith(("为", "成"), verb.end())
    named = verb.start() > start and (context.nouns(first, end) or trimmed(flat[first:end]))
    return (first, end) if named else (start, end)


# 林长每半年巡林, 高校将专利转化率提高到: who does it, and how often, before what is done.
_SUBJECT = re.compile(
    r"每(?:[个半两])?(?:年度?|月|周|季度?|旬|天|日)|将(?<=[\u4e00-\u9fff]{2}将)(?![来军于领要会])"
    r"|把(?<=[\u4e00-\u9fff]{2}把)(?![来军于领要会])|全年(?!天数)|年内|当年"
)


def _behind_subject(context: Context, start: int, end: int) -> int:
    """Step over who does something and how often, where what is done has a name."""
    flat = context.passage.flat
    for match in reversed(list(_SUBJECT.finditer(flat, start, end))):
        named = trimmed(flat[match.end() : end])
        if context.nouns(match.end(), end) or (named and not context.nouns(start, match.start())):
            return match.end()
    return start


def _names_other(context: Context, place: Place, start: int) -> bool:
    """Tell words before a number that name another: what the number before counts, or as many members as it says.

    选派100名省派特派员和50名县派特派员; 引进一批孵化器和8家律所; 打造光电子、人工智能和氢能3个产业集群.
    """
    flat = context.passage.flat
    if not flat[start : place.start].strip("、和及与或"):
        return False
    if place.start > start and flat[place.start - 1] in "、和及与":
        return True
    members = 1 + flat.count("、", start, place.start)
    return place.target.value > 1 and place.target.value in (
        members,
        1 + len(_CONJOINED.findall(flat, start, place.start)),
    )


def _counts_behind(context: Context, place: Place, before: tuple[int, int], behind: tuple[int, int]) -> bool:
    """Tell whether the thing stands behind a number: known there, unknown before it, and nothing that it reaches."""
    if context.nouns(*before) or not context.nouns(*behind):
        return False
    return _REACHED.search(context.passage.flat, before[1], place.start) is None


def behind_number(context: Context, place: Place) -> tuple[int, int] | None:
    """Find the noun phrase behind a number (10家具有国际竞争力的龙头企业).

    Args:
        context: the clause that it stands in.
        place: the number.

    Returns:
        Start and end of the phrase in the plain text of the passage; None where nothing is named there.
    """
    flat, right = context.passage.flat, place.right
    bound = _BEHIND_NUMBER.match(flat, place.end, place.right)
    if sized := _SIZE_BEHIND.match(flat, place.end, place.segment[1]):
        bound, right = sized, place.segment[1]
    start = bound.end() if bound else place.end
    # The next number, which a comma parts, stands behind the right end.
    if flat.startswith("、", start):
        return None
    stop = _PHRASE_END.search(flat, start, min(place.segment[1], right + _LONGEST_END))
    end = min(stop.start(), right) if stop and stop.start() > start else right
    return (start, end) if context.nouns(start, end) or own_word(flat, start, end) else None
