"""Works on what is there (对330处院落进行管线改造), and what is bettered for how many (改善1万户居民住房条件)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import AMOUNTS
from policycmp.models import Comparator
from policycmp.targets import promise_lexicon as lexicon

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate

_DONE = (
    r"(?:改造|修缮|翻建|翻新|重建|拆除|拆违|拆迁|加固|整治|提升|升级|治理|疏浚|清淤|更换|维修|加装|改建|扩建|新建|修复|修补"
    r"|硬化|绿化|亮化|美化|净化|整修|检修|大修|迁建|防渗|除险|铺设|铺装|罩面|保温|消险|更新|复垦|抚育|建设|造林)"
)
_BEGINS_WORK = r"(?:进行|实施|开展|予以|加以|启动|推进)(?!了)"
_WORK = rf"(?P<work>[^,;。:\d()]{{0,30}}?{_DONE}[^,;。:\d()的]{{0,12}})"
_UNIT = r"(?:平方米|平方公里|公里|公顷|[亩米户间栋幢处座个家所条盏台套眼口孔])"
# 对, 将: what the works are done to is counted behind.
_TO_WORDS = ("对", "将", "把")
_TO = rf"(?:^|[,;。:、\s]|[并再继续拟将计划要时还])(?:{'|'.join(_TO_WORDS)})"
# 对1260户、9.6万平方米的危房: the second size of the same things is told with the first.
_DONE_TO = re.compile(rf"{_TO}[^,;。:、\d]{{0,10}}(?:\d[\d.]*[万亿]?{_UNIT}、)?$")
_THINGS_AND_WORK = re.compile(
    rf"(?:、\d[\d.]*[万亿]?{_UNIT})?的?(?P<thing>[^,;。:\d()]{{1,24}}?){_BEGINS_WORK}{_WORK}(?=[,;。]|$)"
)
# 对老旧厂房进行综合改造,共计12万平方米
_WORK_BEFORE = re.compile(
    rf"{_TO}(?P<thing>[^,;。:\d()]{{2,24}}?){_BEGINS_WORK}(?:[^,;。:\d()]{{2,40}}等)?{_WORK},\Z"
)
# 改善3200户居民的居住环境, 解决6000名群众出行难问题
_BETTERS = re.compile(r"(?:^|[,;。:、\s]|[将可以并要步力])(?P<verb>改善|解决)(?:全[省市县区])?(?:约|近)?$")
_BETTERED = re.compile(
    r"(?P<what>(?:的)?[^,;。、\d()]{2,16}?(?:条件|环境|状况|面貌|[难险差](?:的)?(?:问题)?|问题))(?=[,;。]|$)"
)
_LONGEST_VERB = 8
_OF_PEOPLE = frozenset({"户", "人", "名", "位", "家", "所", "个"})
_AREAS = frozenset({"平方米", "平方公里", "亩", "公顷"})
_PAST_OR_PAID = re.compile(
    r"了(?!解)|已|累计|同比|目前|截[至止]|去年|上年|以来|近年|过去|期间|曾|奖|补[助贴]|资助|给予|申[请报领]|的,|条件的"
)


def is_sure_work(candidate: Candidate, flat: str) -> bool:
    """Tell how much works are to be done on, or for how many something is to be bettered.

    Args:
        candidate: the quantity in its place.
        flat: the text of the clause.
    """
    told = is_worked_on(candidate) or _bettered(candidate) or _work_before(candidate, flat)
    return bool(told) and _PAST_OR_PAID.search(flat, *candidate.sentence) is None


def is_worked_on(candidate: Candidate) -> bool:
    """Tell a count or size of things that works are done to, whatever they are (对5405间、8.03万平方米的平房进行翻建).

    Args:
        candidate: the quantity in its place.
    """
    return _worked_on(candidate) is not None or _bettered(candidate) is not None


def name_of_work(candidate: Candidate, flat: str) -> str | None:
    """Name the works whose things are counted in words round them (平房翻建、修缮).

    Args:
        candidate: the quantity in its place.
        flat: the text of the clause.

    Returns:
        The thing and what is done to it; None where nothing of the kind is said.
    """
    if bettered := _bettered(candidate):
        return bettered
    if work := _worked_on(candidate):
        return _named(work)
    summed = _work_before(candidate, flat)
    if summed is None:
        return None
    return f"{_named(summed)}面积" if candidate.quantity.unit in _AREAS else _named(summed)


def _named(work: re.Match[str]) -> str:
    return f"{work['thing']}{work['work']}".replace("的", "")


def _worked_on(candidate: Candidate) -> re.Match[str] | None:
    if candidate.quantity.comparator is not Comparator.EQ or candidate.quantity.unit in AMOUNTS:
        return None
    if not any(word in candidate.before for word in _TO_WORDS):
        return None
    if not _DONE_TO.search(candidate.before):
        return None
    return _THINGS_AND_WORK.match(candidate.after)


def _work_before(candidate: Candidate, flat: str) -> re.Match[str] | None:
    """Find the works that a sum behind them tells the size of (对厂房进行改造,共计12万平方米)."""
    if lexicon.IN_ALL.fullmatch(candidate.left) is None:
        return None
    return _WORK_BEFORE.search(flat, candidate.sentence.start, candidate.segment.start)


def _bettered(candidate: Candidate) -> str | None:
    if candidate.quantity.unit not in _OF_PEOPLE:
        return None
    verb = _BETTERS.search(candidate.before[-_LONGEST_VERB:])
    what = _BETTERED.match(candidate.after) if verb else None
    return f"{verb['verb']}{what['what'].removeprefix('的')}" if verb and what else None
