"""How much a word counts where it stands: as the thing promised, or only as ground, actor or attribute of it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from policycmp.classify.segments import Role, Segment
from policycmp.classify.term_lexicon import NEVER, STRONG, WEAK, Word
from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST

if TYPE_CHECKING:
    from collections.abc import Sequence

_FACTORS = {
    Role.HEADING: 3.5,
    Role.LEAD: 1.1,
    Role.BODY: 1.0,
    Role.GROUND: 0.4,
    Role.MEANS: 0.6,
    Role.EFFECT: 0.5,
    Role.DEFINITION: 0.0,
}
_LEAD_ALONE = 1.75
# 开展…试点: a pilot is a measure in its own right, also in the middle of a long clause.
_PILOT = 1.1
_COUNTED = 2.0
_COUNTED_WEAK = 1.5
_ATTRIBUTE = 0.6
_OWNER = 0.4
_TITLE_ATTRIBUTE = 0.5
_ACTOR = 0.4
_BARE = 0.7
_CROWDED = 0.3
_CROWD = 4
_GAP = 4
_OPENING = 2  # 围绕, 依托
_REACH = 100  # characters before and after a word that can bear on it

_VERB = re.compile(
    r"""
      建设|建立|设立|打造|培育|引进|支持|鼓励|加大|落实|开展|实施|完善|组建|发展|给予|扩大|创建  # build and support
    | 推进|推动|加快|加强|强化|深化|构建|健全|引导|布局|新建|新增|培养|选派|组织|争取|探索       # to push and arrange
    | 推广|提升|提高|壮大|奖励|搭建|做好|优化|制定|举办|申报|认定|吸引|集聚|争创|达到|突破       # to raise and win
    | 选拔|引育|招引|实行|推行|兑现|安排|评选|遴选|攻克|转化|承接|促成|发放|启动|改革|降低  # to choose, carry out
    | 拓宽|畅通|缓解|净增|创办|增加|用好|用足|享受|执行|出台|发布|办好|建强|做强|做优|做大|对
    """,
    re.VERBOSE,
)
_BUILDS = re.compile(
    "建设|建立|设立|打造|构建|组建|搭建|布局|创建|培育|引进|引育|开展|实施|推进|推动|加快|加强|完善|健全|支持|鼓励|引导|制定|"
    "谋划|突破|攻克"
)
_GROWS = re.compile("增长|提高|达|增加|翻番|突破|超过|占|覆盖")
# 支持…企业建设…: who is called on to act is not yet what is promised.
_CALL = re.compile(
    r"\s*(?:积极|大力|重点)?(?:鼓励、支持|支持、鼓励|支持|鼓励|引导|推动|组织|吸引|吸纳|联合|由|推荐|要求|协调)"
)
_ACTS = re.compile(
    r"[^,]{0,24}?(?:(?:建设|创建|建立|设立|组建|开展|承担|牵头|参与|主动|联合|对接|打造|申报|制定|制订|创办|加大|落户|加强|完善|"
    r"成为|引进|提供|入驻|实施|申请|购买|运用|转移|转化|通过|围绕|发挥)(?=$|[^和与、及]{2})|[与在向为]..)"
)
# 工业企业设立研发机构的: the firm is whoever does the thing that counts.
_DOES = re.compile(
    "(?:首次|自主|新)?(?:获得|取得|购买|购置|投保|设立|实施|开展|承担|建设|建立|创建|牵头|参与|引进|申请|申报|主导|获批|建有|与|使用)"
)
# 高新技术企业提取比例不得低于5%: who has a duty.
_OUGHT = re.compile("(?:等|及其)?(?:应当?(?!给予|予以)|必须|不得|提取|可以按)")
# 高新区给予奖励: who gives.
_ZONES = frozenset({"zones"})
# 东湖经开区 as a whole heading: who grants what stands below it.
_PLACE = re.compile(
    r"\W*(?:[一二三四五六七八九十\d]{1,2}[、.)])?\W*[㐀-鿿]{2,10}(?:经开区|高新区|开发区|新区|园区)\W*"
)
_GIVES = re.compile("(?:本级|财政|管委会)*(?:先|再|另|将|可)*(?:给予|予以)")
# 为科技型企业提供…, 扩大对小微企业的…: the firm is served. 对…给予, 对…培育 promises something to the firm itself.
_SERVED = re.compile("[对为向给][^,对为向给]{0,16}$")
_FOSTERS = re.compile("给予|奖|补|认定|培育|壮大|建立|减免|优惠|入库")
# 加强与科研机构的合作, 鼓励企业依托研发中心…: the partner or the footing is there already.
_BESIDE = re.compile("[与同][^,与同]{0,80}$")
# Without one of these before it a word has neither partner nor footing, and is not served.
_ASIDE = re.compile("[与同依围聚利借立对为向给]")
_WITH = re.compile("[^,]{0,60}?(?:合作|对接|共建|交流|联动|协同|衔接|签订|签署)")
_FOOTING = re.compile("(?:依托|围绕|聚焦|利用|借助|立足)[^,]{0,16}$")
_JOINT = re.compile(r"[^,]{0,6}[、和与及或][^,]{0,6}")
_BREAK = re.compile(
    r"[、和与及或等在为对向]|建设|开展|设立|建立|引进|培育|实施|提供|支持|加强|推进|促进|助力|服务|支撑|赋能|带动|引领|对接|融入"
)
_BENEFIT = re.compile("奖补|税收|优惠|补助|减税|扣除|奖励|补贴")
_UNDERTAKES = re.compile(r"\s*(?:[^,、]{0,6})(?:开展|落实|实施|推进|设立)")
_AREAS = re.compile("[^,]*(?:领域|方面|产业|行业|需求|优势|特色|目标|重点|要求|作用|机遇|环节)")
_UNIT = (
    r"[余多]?[万亿]?(?:[家个名人项件%元户所次座处场支只条斤吨亩辆台套头间张列款艘架株例位]|百分点|公里|公顷|平方|千瓦|兆瓦)"
    r"(?!以上的|的)"
)
# A number and its measure word. One class of first characters leads the pattern, which lets `re` skip the rest.
_COUNT = re.compile(
    rf"[\d二三四五六七八九十百千万两亿一翻全倍](?:(?<![一翻全倍])(?<![“\"].){_UNIT}|(?<=[增建进创成设]一){_UNIT}|"
    r"(?<=翻)番|(?<=全)覆盖|(?<=倍)增)"
)
# 技术经纪人120名, 科技总师达到30人: how many there are to be
_PERSONS = re.compile(
    rf"(?:\([^()]*\))?(?:达到?|超过?|突破|增至|{AT_LEAST}|近|约)?\d[\d.]*[余多]?万?[名人位](?!次|民币)"
)


class Mention(NamedTuple):
    """A word at one place, and how much it counts there.

    `settles` is the least weight of a topic that is promised, for the word is itself what a number counts; `of` where
    it belongs to the next word by 的.
    """

    word: Word
    factor: float
    settles: float = NEVER
    of: bool = False


def find_counts(folded: str) -> list[int]:
    """Find where the numbers of a folded clause have their last digit, with a measure word behind it."""
    return [match.start() for match in _COUNT.finditer(folded)]


def judge_mentions(
    segment: Segment, words: Sequence[Word], counts: Sequence[int], *, headed: bool
) -> list[Mention]:
    """Say of each word of a segment how much it counts.

    Args:
        segment: the segment.
        words: its words, from left to right.
        counts: where numbers stand in its clause (`find_counts`).
        headed: whether the clause has a heading.

    Returns:
        A mention for each word, from right to left.
    """
    title = segment.role is Role.HEADING
    judge = _TitleReading(segment).judge if title else _Reading(segment, words, counts, headed=headed).judge
    mentions: list[Mention] = []
    following: Mention | None = None
    for word in reversed(words):
        following = judge(word, following)
        mentions.append(following)
    return mentions


def describes(text: str, word: Word, following: Word) -> bool:
    """Tell whether a word only describes the next one, as 产业链 does in 产业链上的瞪羚企业."""
    return following.start - word.end <= _GAP and not _BREAK.search(text, word.end, following.start)


def _is_attribute(text: str, word: Word, following: Mention | None) -> bool:
    if following is None or not word.entry.topics.isdisjoint(following.word.entry.topics):
        return False
    # 有研发活动的企业占比: of all firms those are counted that have it.
    if word.entry.term.startswith("有"):
        return False
    if describes(text, word, following.word):
        return True
    return following.of and bool(_JOINT.fullmatch(text, word.end, following.word.start))


def _belongs(text: str, word: Word, following: Mention | None) -> bool:
    return following is not None and (following.of or "的" in text[word.end : following.word.start])


class _TitleReading:
    """The heading of a clause."""

    def __init__(self, segment: Segment) -> None:
        self._text = segment.text
        self._names_place = _PLACE.fullmatch(segment.text, segment.start, segment.end) is not None

    def judge(self, word: Word, following: Mention | None) -> Mention:
        """Say how much a word counts, given the mention after it."""
        if word.entry.topics == _ZONES and self._names_place:
            return Mention(word, 0.0)
        if not _is_attribute(self._text, word, following):
            return Mention(word, _FACTORS[Role.HEADING])
        factor = _FACTORS[Role.HEADING] * _TITLE_ATTRIBUTE
        return Mention(word, factor, of=_belongs(self._text, word, following))


class _Reading:
    """Any other segment, with what all its words share: what it gives to each, its verb, whom it calls on."""

    __slots__ = (
        "_call",
        "_counts",
        "_crowded",
        "_end",
        "_factor",
        "_ground",
        "_promises",
        "_role",
        "_start",
        "_text",
        "_verb",
    )

    def __init__(
        self, segment: Segment, words: Sequence[Word], counts: Sequence[int], *, headed: bool
    ) -> None:
        text, start, end, role = segment
        self._counts = counts[bisect_left(counts, start) : bisect_left(counts, end)] if counts else ()
        self._text, self._start, self._end, self._role = text, start, end, role
        self._factor = _LEAD_ALONE if role is Role.LEAD and not headed else _FACTORS[role]
        if role is Role.BODY and text.find("试点", start, end) >= 0:
            self._factor *= _PILOT
        self._promises = role is Role.BODY or role is Role.LEAD
        call = _CALL.match(text, start, end) if self._promises else None
        self._call = call.end() if call else end
        verb = _VERB.search(text, start, words[-1].start) if self._promises else None
        self._verb = verb.end() if verb else end
        self._ground = _ground_end(text, start, end) if role is Role.GROUND else start
        self._crowded = len(words) > 1 and self._is_crowded(words)

    def judge(self, word: Word, following: Mention | None) -> Mention:
        """Say how much a word counts, given the mention after it."""
        attribute = following is not None and _is_attribute(self._text, word, following)
        actor = self._is_actor(word, following)
        if not (actor or attribute) and self._is_counted(word):
            factor = _COUNTED if word.entry.strength >= STRONG else _COUNTED_WEAK
            return Mention(word, factor, settles=WEAK if self._counts_persons(word) else STRONG)
        factor = self._plain_factor(word) * (_ACTOR if actor else 1.0) * (_CROWDED if self._crowded else 1.0)
        if not attribute:
            return Mention(word, factor)
        belongs = _belongs(self._text, word, following)
        return Mention(word, factor * (_OWNER if belongs else _ATTRIBUTE), of=belongs)

    def _plain_factor(self, word: Word) -> float:
        if self._role is Role.GROUND:
            return _FACTORS[Role.BODY] if self._is_built_on_ground(word) else self._factor
        if not self._promises or self._factor == _LEAD_ALONE or self._verb <= word.start:
            return self._factor
        if _GROWS.search(self._text, word.end, min(self._end, word.end + _REACH)):
            return self._factor
        return self._factor * _BARE

    def _is_built_on_ground(self, word: Word) -> bool:
        """Tell whether a promise follows in the same breath, as 实验室 does in 依托高校建设实验室."""
        start = max(self._ground, word.start - _REACH)
        return start < word.start and bool(_BUILDS.search(self._text, start, word.start))

    def _is_actor(self, word: Word, following: Mention | None) -> bool:
        """Tell whether a word names who is to act or to be served, not what is promised."""
        text, end = self._text, self._end
        start = max(self._start, word.start - _REACH)
        aside = _ASIDE.search(text, start, word.start)
        if aside and self._stands_by(word, start):
            return True
        if self._call <= word.start:
            return bool(_ACTS.match(text, word.end, end))
        if word.entry.topics == _ZONES and _GIVES.match(text, word.end, end):
            return not _SERVED.search(text, start, word.start)
        if not word.entry.doer:
            return False
        if _OUGHT.match(text, word.end, end):
            return True
        if following is not None and _DOES.match(text, word.end, end):
            return True
        served = aside and word.end < end and _SERVED.search(text, start, word.start)
        return bool(served) and not _FOSTERS.search(text, start, min(end, word.end + _REACH))

    def _stands_by(self, word: Word, start: int) -> bool:
        """Tell whether a word names a partner or a footing that is there already."""
        text = self._text
        if _BESIDE.search(text, start, word.start) and _WITH.match(text, word.end, self._end):
            return True
        footing = _FOOTING.search(text, start, word.start) if self._promises else None
        return footing is not None and not _BUILDS.search(text, footing.start(), word.start)

    def _is_counted(self, word: Word) -> bool:
        """Tell whether a number stands in the word's own item of a list."""
        if not self._counts:
            return False
        text, before = self._text, max(self._start, word.start - _REACH)
        start = max(before, text.rfind("、", before, word.start) + 1)
        following = bisect_left(self._counts, start)
        if following == len(self._counts):
            return False
        count = self._counts[following]
        return count < min(self._end, word.end + _REACH) and text.find("、", word.end, count) < 0

    def _counts_persons(self, word: Word) -> bool:
        """Tell whether a word is by itself what a number of persons counts (培养技术经纪人200名)."""
        return _PERSONS.match(self._text, word.end, self._end) is not None

    def _is_crowded(self, words: Sequence[Word]) -> bool:
        """Tell whether the segment only names many topics in a row, promising nothing in any."""
        if sum([len(word.entry.topics) for word in words]) < _CROWD:
            return False
        if len({topic for word in words for topic in word.entry.topics}) < _CROWD:
            return False
        text, start, end = self._text, self._start, self._end
        return not (_BENEFIT.search(text, start, end) or _UNDERTAKES.match(text, start, end))


def _ground_end(text: str, start: int, end: int) -> int:
    areas = _AREAS.match(text, start + _OPENING, end)
    return areas.end() if areas else start + _OPENING
