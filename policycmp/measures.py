"""Clauses → the named instruments that they commit to, or only mention.

A promise without a number is a promise too: the words decide, and the commitments that touch them make it quantified.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language.lexicon import WordLexicon
from policycmp.language.text import fold, sentences
from policycmp.models import MeasureUse, Span, TargetType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policycmp.config import Measure
    from policycmp.models import Clause, Target

_GAP = "[^,;。!?:\n《》]{0,12}?"
_BREATH = re.compile(r"[^,;。!?:\n]+")
_BREAK = re.compile("[,、]")
_STOP = re.compile(r"[;。!?\n]")
_TITLE = re.compile(r"《[^》]{0,80}》")
_PRINCIPLES = re.compile("指导思想|总体要求|总体思路|基本思路|(?:指导|基本|工作)原则|发展理念|发展形势|面临")
_GOALS = re.compile("目标|任务|举措|措施|重点")
_LOOKING_BACK = re.compile("回顾|总结|成效|成就|现状|发展基础|过去|取得|发展情况|完成情况")
# What stands before the words in the same breath and makes them a fact, a ground or a definition.
_FACT = re.compile(
    r"""(?:
      截至|截止|目前|此前|去年|上年|历史       # a day that has passed
    | 现有|现已|已(?!确定)                    # what is there
    | [一二三四五]五”?(?:期间|以来|时期)       # the last five years
    )""",
    re.VERBOSE,
)
_AHEAD = re.compile("到20|力争|达到|将(?!已)|今后|下一步|每年|继续|新增|再")
_ADVERBS = r"[\s“(]*(?:进一步|充分|积极|重点|主要|着力|主动|紧紧|全面|切实|不断|有效|加快|持续|大力|并|要|鼓励|支持)*"
_GROUND = re.compile(
    rf"""{_ADVERBS}(?:
      依托|围绕|立足|借助|聚焦|结合|瞄准|针对|面向    # what it leans on or aims at
    | 根据|按照|依照|顺应|参照|对照|贯彻             # what it follows
    | 符合|具有|拥有|建有|属于                      # what those have who are meant
    )""",
    re.VERBOSE,
)
_DEFINED = re.compile("所称|是指|包括但不限于|的除外")
_GIVEN_UP = re.compile("(?:取消|不再|禁止|严禁|清理|防止|杜绝|避免|打击|不得)[^,;。]{0,10}$")
_DOES = re.compile(
    r"""
      建|构|搭|做|设立|打造|布局|健全|完善|创(?![新业意])|组织|举办|办好|启动|试点       # to set up
    | 培育|培养|引进|引育|招引|吸引|集聚|选派|选拔|评选|遴选|聘|派|担任|入驻            # to bring in and choose
    | 支持|鼓励|引导|扶持|给予|奖|补|减|资助|配套|发放|兑现|安排|投入|担保|贴息|享受     # to support
    | 加大|加快|加强|强化|深化|扩大|提升|提高|壮大|优化|拓宽|拓展|拓|增加|净增|新增|达|突破|降低  # to raise and reach
    | 推进|推动|推行|推广|促进|发展|开展|实施|实行|落实|执行|改革|探索|探|运用|采取|采用|利用   # to carry out
    | 制定|出台|发布|申报|认定|纳入|列入|允许|允|赋予|合理|依法|统筹|保障                    # to rule
    | 攻克|转化|承接|承担|参与|协同|开发|开放|开通|共享|对接|服务|提供|发挥             # to research and to share
    | 争取|畅通|用好|用足|整合|盘活|通过                                            # to make the most of
    """,
    re.VERBOSE,
)


class _Mention(NamedTuple):
    """The words of a measure in a folded clause, and where those of the next one begin."""

    folded: str
    span: Span
    measure: str | None
    following: int


class MeasureFinder:
    """Reads the registry of measures once; then looks for them in any number of clauses."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._owners: dict[str, str | None] = {}
        for measure in measures:
            self._owners |= dict.fromkeys(map(fold, measure.negative))
        for measure in measures:
            self._owners |= dict.fromkeys(map(fold, measure.terms), measure.id)
        self._lexicon = WordLexicon(self._owners, _GAP)

    def find(
        self,
        clauses: Iterable[Clause],
        targets: Iterable[Target],
        skip: Mapping[str, Sequence[Span]] | None = None,
    ) -> tuple[MeasureUse, ...]:
        """Find where the clauses of one plan speak of measures.

        Args:
            clauses: the clauses.
            targets: the plan's commitments; those of a clause that touch a measure make it quantified.
            skip: by the id of a clause, offsets into its text that never count, such as its statement of agencies.

        Returns:
            The uses in the order of the text; the words of a negative term are passed over.
        """
        by_clause: defaultdict[str, list[Target]] = defaultdict(list)
        for target in targets:
            by_clause[target.clause].append(target)
        uses: list[MeasureUse] = []
        for clause in clauses:
            uses += self._uses(clause, by_clause[clause.id], (skip or {}).get(clause.id, ()))
        return tuple(uses)

    def _uses(self, clause: Clause, targets: list[Target], skip: Sequence[Span]) -> Iterator[MeasureUse]:
        folded = fold(clause.text)
        mentions = [
            (span, measure)
            for span, measure in self._words(folded)
            if measure is not None and not any(span.overlap(other) for other in skip)
        ]
        quotes = sentences(folded) if mentions else []
        for place, (span, measure) in enumerate(mentions):
            following = mentions[place + 1][0].start if place + 1 < len(mentions) else len(folded)
            own = _Mention(folded, span, measure, following)
            touching = [target.id for target in targets if self._touches(target, clause, own)]
            committed, reason = _judge(clause, folded, span, counted=bool(touching))
            quote = next(
                (sentence.of(clause.text) for sentence in quotes if sentence.holds(span)), clause.text
            )
            yield MeasureUse(
                measure or "",
                clause.doc,
                clause.id,
                span.shift(clause.span.start),
                span.of(clause.text),
                quote,
                committed,
                reason,
                tuple(touching),
            )

    def _words(self, folded: str) -> Iterator[tuple[Span, str | None]]:
        for start, end, words in self._lexicon.find(folded):
            yield Span(start, end), self._owners[words]

    def _touches(self, target: Target, clause: Clause, mention: _Mention) -> bool:
        """Tell whether a commitment puts a number to a measure.

        It does where the measure is what it counts, where its number stands in the same breath, nearest to it of all
        measures, and where it is a grant for what the sentence named before it.
        """
        folded, span = mention.folded, mention.span
        place = target.span.shift(-clause.span.start)
        if _STOP.search(folded, min(span.end, place.end), max(span.start, place.start)):
            return False
        if any(owner == mention.measure for _, owner in self._words(fold(target.indicator))):
            return True
        if place.end <= span.start:
            return not _BREAK.search(folded, place.end, span.start)
        if not span.end <= place.start < mention.following:
            return False
        return target.type is TargetType.INCENTIVE or "," not in folded[span.end : place.start]


def _judge(clause: Clause, folded: str, span: Span, *, counted: bool) -> tuple[bool, str]:
    """Tell whether a clause commits to what it names, and why; what a commitment counts is promised."""
    if counted:
        return True, "promised by a number"
    if _is_principle(clause):
        return False, "stated as a principle"
    if any(_LOOKING_BACK.search(title) for title in (*clause.path, clause.heading)):
        return False, "looks back"
    if any(match.start() <= span.start < match.end() for match in _TITLE.finditer(folded)):
        return False, "the title of a document"
    heading = fold(clause.heading)
    at = folded.find(heading) if heading else -1
    if 0 <= at <= span.start < at + len(heading):
        return True, "heads the clause"
    return _judge_breath(folded, span)


def _is_principle(clause: Clause) -> bool:
    if _GOALS.search(clause.heading):
        return False
    titles = (*clause.path, clause.heading)
    return any(_PRINCIPLES.search(title) and not _GOALS.search(title) for title in titles)


def _judge_breath(folded: str, span: Span) -> tuple[bool, str]:
    """Judge by the words round a mention: its own breath between two commas, then its sentence."""
    breath = next(match for match in _BREATH.finditer(folded) if match.start() <= span.start < match.end())
    before, whole = folded[breath.start() : span.start], breath[0]
    if _DEFINED.search(whole):
        return False, "defined, not promised"
    if _FACT.search(before) and not _AHEAD.search(whole):
        return False, "there already"
    if _GIVEN_UP.search(before):
        return False, "given up"
    ground = _GROUND.match(before)
    if ground and not _DOES.search(before, ground.end()):
        return False, f"only the ground: {ground[0].strip()}"
    verb = _DOES.search(before) or _DOES.search(folded, span.start, _end_of_sentence(folded, span.end))
    verb = verb or _DOES.search(folded, _start_of_sentence(folded, span.start), span.start)
    return (True, f"promised: {verb[0]}") if verb else (False, "no verb that promises it")


def _start_of_sentence(folded: str, place: int) -> int:
    stops = [match.end() for match in _STOP.finditer(folded, 0, place)]
    return stops[-1] if stops else 0


def _end_of_sentence(folded: str, place: int) -> int:
    stop = _STOP.search(folded, place)
    return stop.start() if stop else len(folded)
