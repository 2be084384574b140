"""Caps in sentences of their own: what all grants of a line, or the one before, may come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_MOST
from policycmp.language.measure_words import SHARES
from policycmp.models import Comparator, TargetType
from policycmp.naming import naming_lexicon as lexicon
from policycmp.naming.readings import Reading

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context

# 同一科技成果不超过100万元: of each of them.
EACH_OF = re.compile(r"(?:同一|单[个项家])$")
# 同一企业年度累计, 上述奖励合计: all that one may have.
_MONEY_GIVEN = "(?:奖励|补助|补贴|资助|奖补|扶持|支持|补偿|贴息|代偿|资金|金额|总额)*"
_TOTAL = re.compile(
    rf"""\s*
    (?:[^,;。]{{0,20}}(?:拨付|兑付|兑现|发放|到位),)?                                                  # how it is paid
    (?:同一|单个|每[家户个])?                                                                  # of which
    (?:[\u4e00-\u9fff]{{0,5}}(?:企业|单位|机构|主体|公司|项目|个人|载体|园区|院校|旅行社|[人者户方]))?   # who has it
    (?:年度?|当年|每年|全年|一年内)?内?                                                          # in which time
    (?:此项|该项|本项|本条|上述|以上)?{_MONEY_GIVEN}(?:累计|合计|总计|总额|总和)(?:可?享受|可?获得?|领取)?{_MONEY_GIVEN}
    (?:以|最高|{AT_MOST}|原则上|一般)*
    """,
    re.VERBOSE,
)
# 单户封顶, 一家企业一年最多, 同一主体每年: how much one may have of what was just granted.
_BARE = re.compile(
    rf"""\s*
    (?:同一|单|每|一|对一|对同一|对单)(?:个|家|户|项|名|条|辆|台)?
    (?:[\u4e00-\u9fff]{{0,4}}(?:企业|单位|机构|主体|公司|项目|个人|载体|平台|基地|园区|银行|学校|高校|医院|旅行社|协会|[人者户方]))?
    (?:每个?年度?|一个年度|年度|一年|当年|全年)?内?(?:的)?{_MONEY_GIVEN}(?:额度?|总额|补得?|可?拿|可?得|可?获)?
    (?:以|最高|最多|至多|封顶|上限|限额|控制在|原则上|一般|为|{AT_MOST})+
    """,
    re.VERBOSE,
)


def read_cap(context: Context, place: Place) -> Reading | None:
    """Read what a sentence of its own bounds: all grants of a line, or the one before (…。单户封顶30万元).

    Args:
        context: the clause.
        place: the amount in its place.
    """
    flat, start = context.passage.flat, place.statement[0]
    if place.listed > 1 or place.target.comparator is not Comparator.LE or place.target.unit in SHARES:
        return None
    others = [
        noun
        for noun in context.nouns(start, place.start)
        if noun.entry.units[:1] not in lexicon.HOLDERS and not EACH_OF.search(flat, start, noun.start)
    ]
    is_bare = _BARE.fullmatch(flat, start, place.start) is not None
    if others or not (is_bare or _TOTAL.fullmatch(flat, start, place.start)):
        return None
    line = flat.rfind("\n", 0, start) + 1
    before = [
        known
        for one, known in context.counted
        if one.start >= line and one.target.type is TargetType.INCENTIVE and known.thing is not None
    ]
    if not before:
        return None
    if is_bare:
        last = before[-1]
        return Reading(last.thing, last.grade, last.event)
    known = before[0]
    # What bounds all of them has the grade of none, nor the act of one.
    acts = {one.event for one in before if one.thing and known.thing and one.thing.word == known.thing.word}
    event = known.event if len(acts) == 1 else None
    places = [named for named in known.places if named[0] == "event"] if event else []
    return Reading(known.thing, None, event, places=places)
