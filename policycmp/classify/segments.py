"""How a clause speaks: its heading, its first sentence, and what each stretch between two commas does in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from policycmp.models import Span
from policycmp.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Clause


class Role(StrEnum):
    """What a segment does in its clause."""

    HEADING = "heading"
    LEAD = "lead"
    BODY = "body"
    GROUND = "ground"
    MEANS = "means"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between two commas or stops of a folded clause."""

    span: Span
    role: Role


_STOP = re.compile(r"[,;。!?\n:]+")
_SENTENCE_STOP = re.compile(r"[。!?\n]")
_AGENCIES = re.compile(r"[(【\[]?(?:牵头|责任|配合|主办|承办|协办|实施|主管)(?:单位|部门) *:")
_ADVERBS = r"\s*(?:进一步|充分|积极|重点|主要|着力|主动|紧紧|综合|全面|切实|不断|有效|加快|加速|持续|大力|整体|从而|并|努力|要|将)*"
# 围绕…产业, 依托…高校: the ground on which something else is promised.
_GROUND = re.compile(
    _ADVERBS
    + r"(?:围绕|聚焦|依托|立足|结合|瞄准|紧扣|紧盯|针对|面向|按照|根据|遵循|坚持|利用|借助|借鉴|发挥|运用|顺应|贯彻|抢抓|对照|"
    r"在[^,]{2,120}(?:领域|方面|产业|行业|产业集群|基础上|过程中)|(?=集[^,]{4,}[于为]一体))"
)
_DEFINITION = re.compile("[^,]{0,12}所称[^,]*(?:是指|指|包括)")
# 通过…, 以…为抓手: how it is done; whatever verbs stand inside.
_MEANS = re.compile(_ADVERBS + r"(?:通过|以[^,]{2,60}(?:为|等方式|形式)|采取)")
# 促进…, 带动…: what the promise is good for, after the promise itself.
_EFFECT = re.compile(
    _ADVERBS + r"(?:促进|带动|助力|提升|增强|提高|推动|推进|形成|引领|服务|支撑|激发|营造|实现|使|成为|"
    r"为[^,]{2,40}(?:提供|奠定|作出|注入))"
)


def find_segments(clause: Clause, folded: str) -> Iterator[Segment]:
    """Cut a clause into segments and say what each does.

    Args:
        clause: the clause.
        folded: its folded text.

    Yields:
        The segments in order, with spans into `folded`, up to the statement of agencies.
    """
    agencies = _AGENCIES.search(folded)
    end = agencies.start() if agencies else len(folded)
    body = _heading_end(clause, folded)
    if body:
        yield Segment(Span(0, body), Role.HEADING)
    lead = _lead_end(folded, body, end)
    promised = False
    for span, closes in _stretches(folded, Span(body, end)):
        role = _role(folded, span, lead=span.start < lead, promised=promised)
        yield Segment(span, role)
        promised = not closes and (promised or role in {Role.BODY, Role.LEAD})


def _stretches(folded: str, whole: Span) -> Iterator[tuple[Span, bool]]:
    """Yield the stretches between commas and stops, and whether each closes its sentence."""
    start = whole.start
    while start < whole.end:
        stop = _STOP.search(folded, start, whole.end)
        end = stop.start() if stop else whole.end
        if end > start:
            yield Span(start, end), bool(stop and _SENTENCE_STOP.search(stop.group()))
        start = stop.end() if stop else whole.end


def _heading_end(clause: Clause, folded: str) -> int:
    heading = fold(clause.heading)
    start = folded.find(heading) if heading else -1
    return start + len(heading) if start >= 0 else 0


def _lead_end(folded: str, body: int, end: int) -> int:
    """Find the end of the first sentence; without a heading it is the first stretch that opens the clause."""
    start = re.compile(r"[\s。]*").match(folded, body, end)
    stop = (_SENTENCE_STOP if body else _STOP).search(folded, start.end() if start else body, end)
    return stop.start() if stop else end


def _role(folded: str, span: Span, *, lead: bool, promised: bool) -> Role:
    if _MEANS.match(folded, span.start, span.end) or _DEFINITION.match(folded, span.start, span.end):
        return Role.MEANS
    if _GROUND.match(folded, span.start, span.end):
        return Role.GROUND
    if promised and _EFFECT.match(folded, span.start, span.end):
        return Role.EFFECT
    return Role.LEAD if lead else Role.BODY
