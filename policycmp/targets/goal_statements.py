"""What stands among the goals of a plan: where titles and headings say so, a deed or a state to reach is one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.predicates import PredicateKind, find_predicate
from policycmp.language.text import fold
from policycmp.models import Comparator, TargetType
from policycmp.targets import promise_lexicon as lexicon

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate
    from policycmp.targets.clause_setting import ClauseSetting

# 主要指标, 2026年预期目标, 民生实事项目清单, 年度目标任务: what lists goals.
_LISTS_GOALS = re.compile(
    r"目标(?!责任|管理|考核|对象|任务完成)|主要指标|指标(?:任务|计划|安排|分解)|民生实事|实事项目|为民办实事"
    r"|愿景|20\d\d年[^,;。]{0,6}(?:什么样|啥样|怎么样|看什么|到哪一步|蓝图|达到什么)"
)
# 就业目标任务: not the steps that are to lead there (目标与举措)
_BESIDES = re.compile(r"考[核评]|保障|组织|责任|背景|形势|意义|基础|现状")
_LOOKS_BACK = re.compile(
    r"了(?!解)|已|累计(?:达到?|为|超过?|实现了)|同比|目前|时下|现[有状]|截[至止]|成功|荣获|曾|只有|仅(?:有|占)?|眼下|上年度?|去年"
)
_ASKS = re.compile(r"申[请报领](?!\d)|符合|具备|条件|须|给予|奖励|补[助贴]|资助|得分|加分|[计得]\d+分|评估")
# 每千人口注册护士4人: what a plan states for so many of its people is no fact of one.
_PER_HEAD = re.compile(
    r"(?<![^,;。、:\s])每[百千万][名户]?(?:[常户]住|农村|就业)*[人居老劳从就户][^,;。、]{2,24}$"
)
_LABELLED = re.compile(r"[^,;。:\d]{3,20}:\s?$")
_PLAN = re.compile(r"规划|纲要|计划|方案|要点")
_OF_TIME = frozenset({"工作日", "小时", "分钟", "天", "次", "分"})


def is_goal(candidate: Candidate, place: ClauseSetting, listed: TargetType | None) -> bool:
    """Tell a number that stands among goals and says what is to be done or reached.

    Args:
        candidate: a quantity in its place, a target after its words.
        place: what its clause is read in.
        listed: what the commitment before it was judged to be, if there is one.
    """
    setting, text = place.setting, place.text
    if setting.grants or setting.is_law or candidate.quantity.unit in _OF_TIME:
        return False
    # A page of grants may tell its goals under a heading of their own.
    if setting.lists_grants and not any(map(_lists_goals, place.clause.path)):
        return False
    start, end = candidate.sentence
    if _LOOKS_BACK.search(text.flat, start, end) or _ASKS.search(text.flat, start, end):
        return False
    around = text.quotes_around(candidate.span)
    if around is not None and "其中" not in text.flat[around.start : candidate.span.start]:
        return False
    if _PLAN.search(setting.title) and _PER_HEAD.search(text.flat, start, candidate.span.start):
        return True
    if not _is_among_goals((*place.clause.path, place.clause.heading), setting.title):
        return False
    if find_predicate(candidate.left).kind in (PredicateKind.NEW, PredicateKind.ADD, PredicateKind.REACH):
        return True
    left = candidate.left
    # ①核心产业增加值:20亿元
    if not left.strip() and _LABELLED.search(text.flat, start, candidate.span.start):
        return True
    if (
        candidate.quantity.comparator is not Comparator.EQ
        or lexicon.STOCK.search(left)
        or lexicon.ADD.search(left)
    ):
        return True
    before = candidate.previous
    return before is not None and before.sentence == candidate.sentence and listed is TargetType.TARGET


def _is_among_goals(headings: tuple[str, ...], title: str) -> bool:
    if any(_BESIDES.search(fold(heading)) for heading in headings):
        return False
    return any(map(_lists_goals, headings)) or _lists_goals(title)


# All numbers under a heading ask for it.
@lru_cache(maxsize=1024)
def _lists_goals(heading: str) -> bool:
    return _LISTS_GOALS.search(fold(heading)) is not None
