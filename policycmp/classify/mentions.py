"""How much a word counts where it stands: as the thing promised, or only as ground, actor or attribute of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.classify.lexicon import STRONG
from policycmp.classify.segments import Role, Segment
from policycmp.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.classify.lexicon import Word

_FACTORS = {
    Role.HEADING: 3.5,
    Role.LEAD: 1.1,
    Role.BODY: 1.0,
    Role.GROUND: 0.4,
    Role.MEANS: 0.4,
    Role.EFFECT: 0.5,
}
_LEAD_ALONE = 1.75
_COUNTED = 2.0
_COUNTED_WEAK = 1.5
_ATTRIBUTE = 0.6
_TITLE_ATTRIBUTE = 0.5
_ACTOR = 0.4
_BARE = 0.7
_CROWDED = 0.3
_CROWD = 4
_GAP = 4

_VERB = re.compile(
    "建设|建立|设立|打造|培育|引进|支持|鼓励|加大|落实|开展|实施|完善|组建|发展|给予|扩大|创建|推进|推动|加快|加强|强化|深化|构建|健全|"
    "引导|布局|新建|新增|培养|选派|组织|争取|探索|推广|提升|提高|壮大|奖励|搭建|做好|优化|制定|举办|申报|认定|吸引|集聚|争创|达到|"
    "突破|选拔|引育|招引|实行|推行|兑现|安排|评选|遴选|攻克|转化|承接|促成|发放|启动|改革|降低|拓宽|畅通|缓解|净增|创办|增加|对"
)
_BUILDS = re.compile(
    "建设|建立|设立|打造|构建|组建|搭建|布局|创建|培育|引进|引育|开展|实施|推进|推动|加快|加强|完善|健全|支持|鼓励|引导|制定|谋划|突破|攻克"
)
_GROWS = re.compile("增长|提高|达到?|增加|翻番|突破|超过|占|覆盖")
# 支持…企业建设…: who is called on to act is not yet what is promised.
_CALL = re.compile(r"\s*(?:积极|大力|重点)?(?:支持|鼓励|引导|推动|组织|吸引|吸纳|联合|由|推荐|要求|协调)")
_ACTS = re.compile(
    r"[^,]{0,24}?(?:(?:建设|创建|建立|设立|组建|开展|承担|牵头|参与|主动|联合|对接|打造|申报|制定|制订|创办|加大|落户|加强|完善|成为|引进|"
    r"提供|入驻|实施|申请|购买|运用)(?=$|[^和与、及]{2})|[与在向为]..)"
)
# 工业企业设立研发机构的: the firm is whoever does the thing that counts.
_DOER = re.compile("(?:企业|院所|高校|机构|单位|人员|人才|团队|基地|园区)$")
_DOES = re.compile(
    "(?:首次|自主|新)?(?:获得|取得|购买|购置|投保|设立|实施|开展|承担|建设|建立|创建|牵头|参与|引进|申请|申报|主导|获批|建有|与|使用)的?"
)
# 为科技型企业提供…, 加大对科技型企业的…: the firm is served. 对…给予, 对…培育 promises something to the firm itself.
_SERVED = re.compile("[对为向给][^,对为向给]{0,16}$")
# 加强与科研机构的合作, 鼓励企业依托研发中心…: the partner or the footing is there already.
_BESIDE = re.compile("[与同][^,与同]{0,40}$")
_WITH = re.compile("[^,]{0,24}?(?:合作|对接|共建|交流|联动|协同|衔接|签订|签署)")
_FOOTING = re.compile("(?:依托|围绕|聚焦|利用|借助|立足)[^,]{0,16}$")
_FOSTERS = re.compile("给予|奖|补|认定|培育|壮大|建立|减免|优惠|入库")
_JOINT = re.compile(r"[^,]{0,6}[、和与及或][^,]{0,6}")
_BREAK = re.compile(
    r"[、和与及或等在为对向]|建设|开展|设立|建立|引进|培育|实施|提供|支持|加强|推进|促进|助力|服务|支撑|赋能|带动|引领|对接|融入"
)
_BENEFIT = re.compile("奖补|税收|优惠|补助|减税|扣除|奖励|补贴")
_UNDERTAKES = re.compile(r"\s*(?:[^,、]{0,6})(?:开展|落实|实施|推进|设立)")
_AREAS = re.compile("[^,]*(?:领域|方面|产业|行业|需求|优势|特色|目标|重点|要求|作用|机遇|环节)")
_COUNT = re.compile(
    r"(?:[\d二三四五六七八九十百千万两亿]|(?<=[增建进创成设])一)[余多]?[万亿]?"
    r"(?:[家个名人项件%元户所次座处场支只条]|百分点)(?!以上的|的)|翻番|全覆盖|倍增"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A word at one place, and how much it counts there; `settles` where it is itself what a number counts, `of`
    where it belongs to the next word by 的."""

    word: Word
    factor: float
    settles: bool
    of: bool


def judge_mentions(folded: str, segment: Segment, words: list[Word], *, headed: bool) -> Iterator[Mention]:
    """Say of each word of a segment how much it counts.

    Args:
        folded: the folded clause.
        segment: the segment that the words stand in.
        words: its words, from left to right.
        headed: whether the clause has a heading.

    Yields:
        A mention for each word, from right to left.
    """
    crowded = _is_crowded(folded, segment, words)
    following: Mention | None = None
    for word in reversed(words):
        attribute = _is_attribute(folded, word, following)
        actor = segment.role is not Role.HEADING and _is_actor(folded, segment, word, following)
        counted = segment.role is not Role.HEADING and not actor and _is_counted(folded, segment, word)
        factor = _counted(word) if counted else _factor(folded, segment, word, headed=headed)
        if actor:
            factor *= _ACTOR
        if crowded and not counted:
            factor *= _CROWDED
        belongs = attribute and following is not None and _belongs(folded, word, following)
        if attribute:
            factor *= _TITLE_ATTRIBUTE if segment.role is Role.HEADING else _ATTRIBUTE
        following = Mention(word, factor, counted and not attribute, belongs)
        yield following


def _factor(folded: str, segment: Segment, word: Word, *, headed: bool) -> float:
    factor = _FACTORS[segment.role]
    if segment.role is Role.HEADING or (segment.role is Role.LEAD and not headed):
        return max(factor, _LEAD_ALONE)
    if segment.role is Role.GROUND:
        return _FACTORS[Role.BODY] if _is_built_on_ground(folded, segment, word) else factor
    verb = _VERB.search(folded, segment.span.start, word.span.start)
    if segment.role in {Role.BODY, Role.LEAD}:
        if not verb and not _GROWS.search(folded, word.span.end, segment.span.end):
            return factor * _BARE
    return factor


def _is_built_on_ground(folded: str, segment: Segment, word: Word) -> bool:
    """Tell whether a promise follows in the same breath, as 实验室 does in 依托高校建设实验室."""
    start, end = segment.span.start + 2, segment.span.end
    areas = _AREAS.match(folded, start, end)
    if areas:
        start = areas.end()
    return start < word.span.start and bool(_BUILDS.search(folded, start, word.span.start))


def describes(folded: str, word: Word, following: Word) -> bool:
    """Tell whether a word only describes the next one, as 产业集群 does in 产业集群的高新技术企业."""
    gap = folded[word.span.end : following.span.start]
    return len(gap) <= _GAP and not _BREAK.search(gap)


def _is_attribute(folded: str, word: Word, following: Mention | None) -> bool:
    if following is None or dict(word.weights).keys() & dict(following.word.weights).keys():
        return False
    gap = folded[word.span.end : following.word.span.start]
    return describes(folded, word, following.word) or (following.of and bool(_JOINT.fullmatch(gap)))


def _belongs(folded: str, word: Word, following: Mention) -> bool:
    return following.of or "的" in folded[word.span.end : following.word.span.start]


def _is_actor(folded: str, segment: Segment, word: Word, following: Mention | None) -> bool:
    """Tell whether a word names who is to act or to be served, not what is promised."""
    start, end = segment.span.start, segment.span.end
    if segment.role in {Role.BODY, Role.LEAD} and _CALL.match(folded, start, word.span.start + 1):
        return bool(_ACTS.match(folded, word.span.end, end))
    if _BESIDE.search(folded, start, word.span.start) and _WITH.match(folded, word.span.end, end):
        return True
    footing = _FOOTING.search(folded, start, word.span.start)
    if footing and not _BUILDS.search(folded, footing.start(), word.span.start):
        return segment.role in {Role.BODY, Role.LEAD}
    if not _DOER.search(word.text):
        return False
    if following is not None and _DOES.match(folded, word.span.end):
        return True
    return bool(_SERVED.search(folded, start, word.span.start)) and not _FOSTERS.search(folded, start, end)


def _counted(word: Word) -> float:
    return _COUNTED if word.strength >= STRONG else _COUNTED_WEAK


def _is_counted(folded: str, segment: Segment, word: Word) -> bool:
    """Tell whether a number stands in the word's own item of a list."""
    start = max(segment.span.start, folded.rfind("、", segment.span.start, word.span.start) + 1)
    end = folded.find("、", word.span.end, segment.span.end)
    return bool(_COUNT.search(folded, start, end if end >= 0 else segment.span.end))


def _is_crowded(folded: str, segment: Segment, words: list[Word]) -> bool:
    """Tell whether a segment only names many topics in a row, promising nothing in any."""
    if segment.role is Role.HEADING or len({topic for word in words for topic, _ in word.weights}) < _CROWD:
        return False
    span = segment.span
    return not (_BENEFIT.search(folded, *_ends(span)) or _UNDERTAKES.match(folded, *_ends(span)))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
