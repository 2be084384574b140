"""How a clause speaks: its heading, its first sentence, and what each stretch between two commas does in it."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.breaths import ADVERBS
from policycmp.language.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.classify.term_lexicon import Word
    from policycmp.models import Clause


class Role(IntEnum):
    """What a segment does in its clause."""

    HEADING = auto()
    LEAD = auto()
    BODY = auto()
    GROUND = auto()
    MEANS = auto()
    EFFECT = auto()
    DEFINITION = auto()


class Segment(NamedTuple):
    """A stretch between two commas or stops of a folded clause, with `text`, `start` and `end` those of the clause."""

    text: str
    start: int
    end: int
    role: Role


_STOPS = ";。!?\n:"
_SENTENCE_STOPS = frozenset("。!?\n")
_LEAD = re.compile(r"[\s。]*[^。!?\n]*")
_LEAD_ALONE = re.compile(r"\s*[^,;。!?\n:]*")
_AGENCIES = re.compile(r"(?:牵头|责任|配合|主办|承办|协办|实施|主管|考核|监管|落实){1,2}(?:单位|部门) *:")
_BRACKETS = ("(", "【", "[")
_ADVERBS = rf"[\s—]*(?:{ADVERBS}|综合|加速|整体|从而|努力|将)*"
# 本办法所称…: what a word is defined to mean.
_DEFINITION = re.compile(r"[^,]{0,12}所称")
# 通过…, 以…为抓手: how it is done, whatever verbs stand inside.
_MEANS = r"通过|以[^,]{2,60}(?:为|等方式|形式)|采取"
# 围绕…产业, 依托…高校: the ground on which something else is promised.
_GROUND = (
    r"围绕|聚焦|依托|立足|结合|瞄准|紧扣|紧盯|针对|面向|按照|根据|遵循|坚持|利用|借助|借鉴|发挥|运用|顺应|贯彻|抢抓|对照|"
    r"在[^,]{2,120}(?:领域|方面|产业|行业|产业集群|基础上|过程中)|(?=集[^,]{4,}[于为]一体)"
)
# 促进…, 带动…: what the promise is good for, after the promise itself.
_EFFECT = (
    r"促进|带动|助力|提升|增强|提高|推动|推进|形成|引领|服务|支撑|激发|营造|实现|使|成为|"
    r"为[^,]{2,40}(?:提供|奠定|作出|注入)"
)
_OPENING = re.compile(f"{_ADVERBS}(?:(?P<means>{_MEANS})|(?P<ground>{_GROUND})|(?P<effect>{_EFFECT}))")
_ROLES = {"means": Role.MEANS, "ground": Role.GROUND, "effect": Role.EFFECT}


def find_segments(
    clause: Clause, folded: str, words: Sequence[Word]
) -> Iterator[tuple[Segment, Sequence[Word]]]:
    """Cut a clause into segments and say what each does.

    Args:
        clause: the clause.
        folded: its folded text.
        words: words in it, from left to right; a segment that holds none is passed over.

    Yields:
        The segments in order with their words, without the statement of agencies.
    """
    body = _heading_end(clause, folded)
    place = _first_behind(words, 0, body)
    if place:
        yield Segment(folded, 0, body, Role.HEADING), words[:place]
    if place == len(words):
        return
    stretches = _Stretches(folded, body, _body_end(folded))
    while place < len(words):
        segment = stretches.segment_at(words[place].start)
        following = _first_behind(words, place, segment.end) if segment else place + 1
        if segment:
            yield segment, words[place:following]
        place = following


def _first_behind(words: Sequence[Word], place: int, end: int) -> int:
    """Tell which word, from one on, is the first that begins behind an offset."""
    while place < len(words) and words[place].start < end:
        place += 1
    return place


def _body_end(folded: str) -> int:
    """Find where the statement of agencies begins, with its bracket."""
    agencies = _AGENCIES.search(folded) if ":" in folded else None
    if agencies is None:
        return len(folded)
    start = agencies.start()
    return start - folded.startswith(_BRACKETS, start - 1) if start else start


def _heading_end(clause: Clause, folded: str) -> int:
    heading = fold(clause.heading)
    start = folded.find(heading) if heading else -1
    return start + len(heading) if start >= 0 else 0


class _Stretches:
    """What stands between the stops of a clause: what a stretch does is found out only where it is asked."""

    def __init__(self, folded: str, body: int, end: int) -> None:
        self._folded, self._body, self._end = folded, body, end
        opening = (_LEAD if body else _LEAD_ALONE).match(folded, body, end)
        self._lead = opening.end() if opening else body
        self._defines = "所称" in folded
        for stop in _STOPS:
            folded = folded.replace(stop, ",")
        self._cut = folded

    def segment_at(self, place: int) -> Segment | None:
        """Give the stretch that holds a place; there is none at a stop, nor where agencies are stated."""
        if place >= self._end or self._cut[place] == ",":
            return None
        start = self._start(place)
        stop = self._cut.find(",", place, self._end)
        end = self._end if stop < 0 else stop
        role = self._opening(start, end)
        if role is None or (role is Role.EFFECT and not self._follows_promise(start)):
            role = Role.LEAD if start < self._lead else Role.BODY
        return Segment(self._folded, start, end, role)

    def _opening(self, start: int, end: int) -> Role | None:
        """Tell what a stretch does by how it opens; None where that tells nothing."""
        if self._defines and _DEFINITION.match(self._folded, start, end):
            return Role.DEFINITION
        opening = _OPENING.match(self._folded, start, end)
        return _ROLES[opening.lastgroup or ""] if opening else None

    def _start(self, place: int) -> int:
        return max(self._cut.rfind(",", self._body, place) + 1, self._body)

    def _follows_promise(self, start: int) -> bool:
        """Tell whether a stretch before the one that begins at `start` promises something in its sentence."""
        stop = start - 1
        while stop >= self._body:
            start = self._start(stop)
            if start < stop:
                if self._folded[stop] in _SENTENCE_STOPS:
                    return False
                if self._opening(start, stop) in (None, Role.EFFECT):
                    return True
            stop = start - 1
        return False
