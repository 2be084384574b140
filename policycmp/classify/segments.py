"""How a clause speaks: its heading, its first sentence, and what each stretch between two commas does in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import IntEnum, auto
from typing import TYPE_CHECKING, NamedTuple

from policycmp.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

    @property
    def promises(self) -> bool:
        """Whether what it names is promised there."""
        return self is Role.LEAD or self is Role.BODY


class Segment(NamedTuple):
    """A stretch between two commas or stops of a folded clause, from `start` on."""

    start: int
    text: str
    role: Role


_STOP = re.compile(r"[,;。!?\n:]")
_SENTENCE_STOPS = frozenset("。!?\n")
_LEAD = re.compile(r"[\s。]*[^。!?\n]*")
_LEAD_ALONE = re.compile(r"\s*[^,;。!?\n:]*")
_AGENCIES = re.compile(r"(?:牵头|责任|配合|主办|承办|协办|实施|主管)(?:单位|部门) *:")
_BRACKETS = ("(", "【", "[")
_ADVERBS = (
    r"\s*(?:进一步|充分|积极|重点|主要|着力|主动|紧紧|综合|全面|切实|不断|有效|加快|加速|持续|"
    r"大力|整体|从而|并|努力|要|将)*"
)
# 本办法所称…: what a word is defined to mean.
_DEFINITION = r"[^,]{0,12}所称"
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
_OPENING = re.compile(
    f"(?P<definition>{_DEFINITION})|{_ADVERBS}(?:(?P<means>{_MEANS})|(?P<ground>{_GROUND})|(?P<effect>{_EFFECT}))"
)
_ROLES = {"definition": Role.DEFINITION, "means": Role.MEANS, "ground": Role.GROUND, "effect": Role.EFFECT}


def find_segments(clause: Clause, folded: str, places: Sequence[int]) -> Iterator[Segment]:
    """Cut a clause into segments and say what each does.

    Args:
        clause: the clause.
        folded: its folded text.
        places: offsets into it, in order; a segment that holds none is passed over.

    Yields:
        The segments in order, without the statement of agencies.
    """
    if not places:
        return
    body = _heading_end(clause, folded)
    if places[0] < body:
        yield Segment(0, folded[:body], Role.HEADING)
    end = _body_end(folded)
    opening = (_LEAD if body else _LEAD_ALONE).match(folded, body, end)
    stretches = _Stretches(folded, body, end, opening.end() if opening else body)
    read = body
    for place in places:
        segment = stretches.segment_at(place) if read <= place < end else None
        if segment is not None:
            read = segment.start + len(segment.text)
            yield segment


def _body_end(folded: str) -> int:
    """Find where the statement of agencies begins, with its bracket."""
    agencies = _AGENCIES.search(folded)
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

    def __init__(self, folded: str, body: int, end: int, lead: int) -> None:
        self._folded, self._lead = folded, lead
        self._stops = [body - 1, *(stop.start() for stop in _STOP.finditer(folded, body, end)), end]

    def segment_at(self, place: int) -> Segment | None:
        """Give the stretch that holds a place; there is none at a stop."""
        index = bisect_left(self._stops, place)
        start, stop = self._stops[index - 1] + 1, self._stops[index]
        if stop == place:
            return None
        text = self._folded[start:stop]
        opening = _OPENING.match(text)
        kind = opening.lastgroup if opening else None
        if kind is None or (kind == "effect" and not self._follows_promise(index)):
            return Segment(start, text, Role.LEAD if start < self._lead else Role.BODY)
        return Segment(start, text, _ROLES[kind])

    def _follows_promise(self, index: int) -> bool:
        """Tell whether a stretch before this one in its sentence promises something."""
        for before in range(index - 1, 0, -1):
            start, stop = self._stops[before - 1] + 1, self._stops[before]
            if start == stop:
                continue
            if self._folded[stop] in _SENTENCE_STOPS:
                return False
            opening = _OPENING.match(self._folded[start:stop])
            if opening is None or opening.lastgroup == "effect":
                return True
        return False
