"""What words of time leave no doubt to be over: since a year, for years now, as statistics show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST, AT_MOST
from policycmp.language.measure_words import MONEY
from policycmp.language.scanning import holding
from policycmp.targets.dating import governing, opens_sentence, paragraph_start
from policycmp.targets.states import tells_how_things_stand

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText
    from policycmp.targets.clause_setting import ClauseSetting
    from policycmp.targets.dating import TimePhrase


def is_gone(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell a number of what its sentence says was reached or is there, whatever else speaks for a promise.

    Args:
        candidate: a quantity in its place.
        clause: the clause cut up.

    Returns:
        Whether they say so, and nothing behind them plans or grants.
    """
    if tells_how_things_stand(candidate, clause) or _was_struck(candidate, clause):
        return True
    if not _MAY_BE_GONE(clause.text):
        return False
    if _FOR_YEARS.search(candidate.before) and not _PLANS.search(candidate.before):
        return True
    start, end = candidate.sentence
    if _was_told(candidate, clause):
        return True
    if not _MAY_BE_TOLD(clause.flat):
        return False
    told = _SINCE.search(clause.flat, start, candidate.span.start) or _BY_THEN.match(clause.flat, start, end)
    return told is not None and _PLANS.search(clause.flat, told.end(), candidate.span.end) is None


def _was_struck(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell what a disaster was and did (遭遇特大暴雨,洪峰流量达到2600立方米/秒) from what is done against one."""
    if not _MAY_BE_STRUCK(clause.flat):
        return False
    words = clause.flat[candidate.sentence.start : candidate.span.start]
    struck = _STRUCK.search(words)
    return struck is not None and _ANSWERED.search(words) is None and _PLANS.search(words) is None


_MAY_BE_STRUCK = holding("遭遇|遭受|发生|遭到")
_STRUCK = re.compile(
    r"(?:遭遇|遭受|发生|遭到)了?(?!后)[^,;。的]{0,14}(?:洪水|暴雨|洪涝|台风|地震|干旱|旱灾|雪灾|冰雹|泥石流|灾害)(?![后时防])"
)
# 若遭遇…的,每户补助3000元
_ANSWERED = re.compile(r"的,|[补奖给应须若凡]|如[遇果]|一旦|重建|修复|恢复")
_MAY_BE_GONE = holding("了|届|前|头|以来|连续|数据显示|统计|截止|截至|去年|上年|过去|年来|已|共有|合计")
_MAY_BE_TOLD = holding("以来,|显示,|统计,|截至|截止")
# 自2012年实施以来,…; 数据显示,2016年—2018年,…: 自2012年以来引进的企业 are who may apply.
_SINCE = re.compile(
    r"(?:自|从)?(?:19|20)\d\d年[^,;。\d]{0,10}以来,|(?<![\u4e00-\u9fff])(?:有关|相关|最新|官方)?(?:统计)?数据显示,|据(?:不完全)?统计,"
)
# 截止2019年末,…达420家,较…增加180家: what is compared with what was is there.
_BY_THEN = re.compile(
    r"截[至止](?:到|目前|20\d\d年)[^。;]{2,80}?\d[^。;]{0,12}(?:[比较][^,。;]{2,12}(?:净?增|提高|翻|增长)|同比)"
)
# 产量连续五年稳定在30万吨以上
_FOR_YEARS = re.compile(
    r"连续(?:多|数|\d{1,2}|[二两三四五六七八九十]{1,3})年[^,;。\d]{0,4}(?:保持|稳定|维持|位居|实现|超过?|突破|达到?)[^,;。\d]{0,6}$"
)


def _was_told(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell what was paid (去年共有26家企业获得奖补400万元), and what years gone by have brought."""
    words = clause.flat[candidate.sentence.start : candidate.span.start]
    if _PLANS.search(words):
        return False
    if candidate.quantity.unit in MONEY and _PAID_ALREADY.search(words):
        return True
    return _IN_YEARS_GONE.search(words) is not None


_PAID_ALREADY = re.compile(
    r"(?:去年|上年度?|过去|已(?!有序)|共有|累计)[^。;]{0,60}?(?:获得?|兑现|拿到|领取|领到|发放|拨付|拿下|花|扣除|省下)[^,;。\d]{0,14}$"
    r"|[补奖给发花赚省](?:到|下)?了[^,;。\d]{0,6}$"
)
_IN_YEARS_GONE = re.compile(
    r"(?:过去|近|五”?(?:期间|时期)?[前头])(?:[\d一二两三四五六七八九十]{1,2})[年届](?![\d内度]|以?[上下])"
    r"[^。;]{0,16}(?:累计|共|已|吸引|引进|涌现)"
    r"|(?:成立|建[区园成]|开[园区]|运行|实施|试点)[\d一二两三四五六七八九十]{1,3}(?:多|余)?年来,?(?:累计|共|已)?"
)
_PLANS = re.compile(
    r"力争|确保|争取|计划(?!的)|拟|将(?!近)|预计|今后|未来|下一?步|目标|[到至]20\d\d年(?![,;]?(?:全|累计|共))|明年|给予|可(?!持续|再生)|对[^,;。]{2,40}的?,"
)


def _reviews_period(candidate: Candidate, place: ClauseSetting) -> bool:
    """Tell what a paragraph reviews whose first sentence looks back (“十三五”期间，生态明显改善。覆盖率达到23%…).

    Args:
        candidate: a quantity in its place.
        place: what its clause is read in.
    """
    flat, start = place.text.flat, candidate.span.start
    opening = paragraph_start(flat, start)
    phrase = governing(place.phrases, start, opening)
    if phrase is None or phrase.year is None or not place.dates.issued or phrase.year >= place.dates.issued:
        return False
    return _BETTERED.search(flat[opening:start].partition("。")[0]) is not None


_BETTERED = re.compile(
    r"(?:期间|以来|时期)[^。]{0,30}(?:改善|壮大|提升|增强|加快|扩大|成效|成就|成果|突破|进展|跃升|迈上)"
)


def is_bygone(candidate: Candidate, place: ClauseSetting) -> bool:
    """Tell whether the time phrase of the sentence lies before the year of issue: then it is a fact.

    Args:
        candidate: a quantity in its place.
        place: what its clause is read in.
    """
    if not place.phrases:
        return False
    phrase = _dating(candidate, place)
    if phrase is None:
        return _reviews_period(candidate, place)
    if phrase.year is None:
        return False
    if place.dates.begins is None and _is_told_by_page(candidate, place, phrase):
        return True
    if place.dates.begins is None or phrase.year >= place.dates.begins or place.is_of_plan(phrase):
        return False
    # 不低于2022年的18.6%: a level that is kept
    if _KEEPS.search(place.text.flat, max(0, phrase.span.start - _WIDEST_BOUND), phrase.span.start):
        return False
    # “十三五”末，…达到10年: a five-year plan that is over
    if phrase.span.of(place.text.flat).startswith("十"):
        return True
    # 对照2023年总量充实项目库，争取资金…: a year inside one part of a sentence says nothing of the next.
    opened = candidate.sentence.start
    # …14%;2020年比例为10.9%,比2015年提高4个百分点: the year opens its own statement.
    if phrase.span.start >= candidate.statement.start:
        opened = candidate.statement.start
    if phrase.span.start < candidate.segment.start and not opens_sentence(
        place.text.flat, opened, phrase.span.start
    ):
        return False
    # 1980年前农房, 2000年底前建成的小区: a past year that only qualifies dates nothing.
    qualifies = phrase.span.of(place.text.flat).endswith("前")
    return not qualifies and _BEFORE_THEN.match(place.text.flat, phrase.span.end) is None


def _is_told_by_page(candidate: Candidate, place: ClauseSetting, phrase: TimePhrase) -> bool:
    """Tell what an undated page says of a year before others that it names (2023年,新增就业12万人,收入达到5万元)."""
    latest, flat = place.spoken.latest, place.text.flat
    if place.spoken.genre not in _PAGES or phrase.year is None or latest is None or phrase.year >= latest:
        return False
    start, end = candidate.sentence
    alone = phrase.span.start == start and flat[phrase.span.end : phrase.span.end + 1] == ","
    return (
        alone
        and _PLANS.search(flat, phrase.span.end, end) is None
        and _OF_PLAN.search(flat, start, end) is None
    )


_PAGES = frozenset({"news", "page", "talk", "report"})
_OF_PLAN = re.compile(r"方案|计划|规划|根据|按照|提出|明确|目标|任务|要(?!素)|安排|新建")


def _dating(candidate: Candidate, place: ClauseSetting) -> TimePhrase | None:
    """Pick the phrase that says when: the nearest before a number, but one inside another part only if it opens that.

    “十三五”时期,…,2020年占比为4%;园所由210所增加到318所: what follows is of the whole period.
    """
    sentence, flat = candidate.sentence.start, place.text.flat
    nearest = governing(place.phrases, candidate.span.start, sentence)
    begins = place.dates.begins
    coming = nearest is None or (nearest.year and begins and nearest.year >= begins)
    if nearest is None or coming or nearest.span.start >= candidate.statement.start:
        return nearest
    first = next(one for one in place.phrases if one.span.start >= sentence)
    return first if opens_sentence(flat, sentence, first.span.start) else nearest


_BEFORE_THEN = re.compile(r"[底末]?(?:之|以)?前")
_WIDEST_BOUND = 5
_KEEPS = re.compile(rf"(?:{AT_LEAST}|{AT_MOST}|高于|超过)$")
