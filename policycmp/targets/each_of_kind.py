"""What each of a kind must have or do (每所中学配备1名辅导员), told from what each part of an area is to build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.predicates import PredicateKind, find_predicate
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate

_BOUNDED = frozenset({Comparator.GE, Comparator.LE, Comparator.GT, Comparator.LT})
_COUNTS = lexicon.RECIPIENTS | {"场", "场次", "课时", "门", "处", "座", "台", "人次"}


def each_bound(candidate: Candidate) -> str | None:
    """Find each of a kind that must have or do so many (每所中学配备1名辅导员, 每个乡镇至少有2名).

    What each part of an area or an economy is to add (每个县新建4座) is a goal for it.

    Args:
        candidate: the quantity in its place; no grant.

    Returns:
        Each of them as the text names it, or None.
    """
    each = _find_each(candidate)
    if each is None:
        return None
    said = candidate.before[each.end() :]
    if _AIMS.search(said):
        return None
    adds = lexicon.ADD.search(said) or lexicon.YEARLY.search(said)
    if adds and _PART.search(each["name"]) and not _KEEPS.search(said):
        return None
    return each["name"]


def each_named(candidate: Candidate) -> str | None:
    """Give each of a kind that the words before a count open with (每个乡镇), whatever it has or does.

    Args:
        candidate: the quantity in its place.
    """
    each = _find_each(candidate)
    return each["name"] if each else None


def _find_each(candidate: Candidate) -> re.Match[str] | None:
    if candidate.quantity.unit not in _COUNTS or "每" not in candidate.before:
        return None
    return _EACH.match(candidate.before)


_EACH = re.compile(
    r"""^[\s、]?(?:要求|原则上|其中|明确|按照)?
    (?P<name>每(?:[个家座所条名位支](?![年月季周百千万])[\u4e00-\u9fff“”()、]{0,10}?(?:
        (?:[县区市镇乡村](?![县区市镇乡村街])|街道|社区|园|城市)(?:\([^()]*\))?                    # parts of an area
      | 产业链|链条|链(?!主)|集群|产业(?!链)|行业                                             # and of an economy
      | 高校|中学|小学|学校|院校|院所|企业|银行|机构|医院|单位|部门|公司                     # bodies
      | 基地|中心|平台|孵化器|空间|载体|实验室|站
      | 特派员|干部|导师|专家|院士|领导|团队)                                             # persons
    |[村镇乡县校链]))
    (?!域|级|民)(?=[\u4e00-\u9fff]{0,24}$)""",
    re.VERBOSE,
)
_PART = re.compile(r"(?:[县区市镇乡村园链]|街道|社区|城市|链条|集群|产业|行业)(?:\([^()]*\))?$")
_KEEPS = re.compile(
    r"配[备有齐]|(?<![没拥持享])有(?![效关色])|联系|包联|包保|帮扶|结对|走访|放映|开设|选派|遴选|选取|指定|明确|确定"
)
_AIMS = re.compile(r"力争|争取|努力|逐步|各|分别|新增|净增|增加|培训")


def holds_each(candidate: Candidate, comparator: Comparator) -> bool:
    """Tell a floor for what each of a kind has (每家孵化器创业导师不少于5名) where no goal is set.

    Args:
        candidate: the quantity in its place; no grant.
        comparator: its bound.
    """
    if comparator not in _BOUNDED or lexicon.YEARLY.search(candidate.before):
        return False
    return (
        _EACH_HAS.match(candidate.before) is not None
        and find_predicate(candidate.left).kind in (PredicateKind.BARE, PredicateKind.REACH)
        and lexicon.ADD.search(_EACH_HAS.sub("", candidate.before, count=1)) is None
    )


_EACH_HAS = re.compile(
    r"^\s?(?P<name>每[个家座所][\u4e00-\u9fff]{0,10}?(?:孵化器|空间|载体|基地|中心|平台|园区|企业|机构|实验室|站|集群|园))"
)
