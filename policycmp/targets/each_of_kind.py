"""What each of a kind must have or do (每所中学配备1名辅导员), told from what each part of an area is to build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST
from policycmp.language.obliging_words import MUST
from policycmp.language.predicates import PredicateKind, find_predicate
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate, ClauseText

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


def is_one_for_each(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell one thing that each of a kind is to have (每个乡镇打造一个示范村, 各校必须配备一名教师) from 一个 of speech.

    Args:
        candidate: a count of one in a Chinese numeral.
        clause: the clause cut up.
    """
    if not candidate.quantity.text.startswith("一"):
        return False
    if candidate.quantity.unit in _PERSONS:
        return is_staffed(candidate, clause)
    return has_one_each(candidate)


def has_one_each(candidate: Candidate) -> bool:
    """Tell one place or body that each of a kind is to have (确保片区内有一个游园).

    Args:
        candidate: a count of one.
    """
    if candidate.quantity.unit not in _PLACED or _PLACE_OR_BODY.match(candidate.after) is None:
        return False
    return _ONE_EACH.search(candidate.before) is not None


def is_staffed(candidate: Candidate, clause: ClauseText) -> bool:
    """Tell the few persons whom bodies must have for something (各校必须配备一名心理教师), which is a rule.

    Args:
        candidate: a count of persons.
        clause: the clause cut up.
    """
    if candidate.quantity.unit not in _PERSONS or candidate.quantity.value > _A_FEW:
        return False
    sentence = clause.flat[candidate.sentence.start : candidate.span.start]
    return _STAFFED.search(candidate.left) is not None and _MUST.search(sentence) is not None


_A_FEW = 5
_PERSONS = frozenset({"名", "位"})
_STAFFED = re.compile(rf"(?:配备|配齐|配强|选派|选配|聘请|安排|明确|确定|设立?)(?:{AT_LEAST})?$")
_MUST = re.compile(rf"{MUST}|每[个所家支村镇乡校]|各[^,;。\d]{{1,8}}要")
_PLACED = frozenset({"个", "所", "家", "座", "处", "支"})
_ONE_EACH = re.compile(
    rf"每(?:[个家座所条支][^,;。\d每]{{1,12}}?|[村镇乡县校])(?:都|均|要|应|须|力争|确保|{AT_LEAST}|再|新)*"
    rf"(?:打造|建设|建成|建有|建好|新建|创建|培育|设立|设有|办好|办|有|拥有|形成|布局|改造)(?:{AT_LEAST})?$"
    rf"|(?:确保|做到|保证)[^,;。\d]{{2,20}}(?:都|均|{AT_LEAST})?(?:建)?有$"
)
_PLACE_OR_BODY = re.compile(
    r"[^,;。、\d]{0,20}?(?:园区?|[站院校室馆店场厅所]|中心|村|社区|小区|街区|广场|基地|企业|合作社|农场|平台|服务点|示范[点户镇片区]|之家|超市|食堂|驿站|队伍?)(?=[,;。、()]|$)"
)
