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
    "(?:截至|截止|目前|现有|现已|已(?!确定)|此前|去年|上年|[一二三四五]五”?(?:期间|以来|时期)|历史)"
)
_AHEAD = re.compile("到20|力争|达到|将(?!已)|今后|下一步|每年|继续|新增|再")
_ADVERBS = r"[\s“(]*(?:进一步|充分|积极|重点|主要|着力|主动|紧紧|全面|切实|不断|有效|加快|持续|大力|并|要|鼓励|支持)*"
_GROUND = re.compile(
    rf"{_ADVERBS}(?:依托|围绕|立足|借助|聚焦|结合|瞄准|针对|面向|根据|按照|依照|顺应|参照|对照|贯彻|符合|具有|拥有|建有|属于)"
)
_DEFINED = re.compile("所称|是指|包括但不限于|的除外")
_GIVEN_UP = re.compile("(?:取消|不再|禁止|严禁|清理|防止|杜绝|避免|打击|不得)[^,;。]{0,10}$")
_DOES = re.compile(
    "建|设立|打造|培育|引进|引育|支持|鼓励|加大|落实|开展|实施|完善|发展|给予|扩大|推进|推动|推行|推广|加快|加强|强化|深化|构|健全|"
    "引导|布局|新增|培养|选派|组织|争取|探索|提升|提高|壮大|奖|搭|做|优化|制定|举办|申报|认定|吸引|集聚|创(?![新业意])|达|突破|选拔|招引|实行|"
    "兑现|安排|评选|遴选|攻克|转化|承接|发放|启动|改革|降低|拓宽|畅通|净增|增加|用好|用足|享受|执行|出台|发布|办好|补|减|资助|"
    "扶持|试点|发挥|提供|允许|赋予|开放|共享|对接|服务|运用|采取|采用|利用|拓展|促进|入驻|担任|聘|派|投入|配套|整合|盘活|拓|"
    "保障|开通|开发|协同|探|允|纳入|合理|依法|统筹|参与|承担|列入|通过|担保|贴息"
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
        found = [
            (span, measure)
            for span, measure in self._words(folded)
            if measure is not None and not any(span.overlap(other) for other in skip)
        ]
        quotes = sentences(folded) if found else []
        for place, (span, measure) in enumerate(found):
            following = found[place + 1][0].start if place + 1 < len(found) else len(folded)
            own = _Mention(folded, span, measure, following)
            touching = [target.id for target in targets if self._touches(target, clause, own)]
            committed, reason = _judge(clause, folded, span, counted=bool(touching))
            quote = next((each.of(clause.text) for each in quotes if each.holds(span)), clause.text)
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
