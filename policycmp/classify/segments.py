"""How a clause speaks: its heading, its first sentence, and what each stretch between two commas does in it."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from policycmp.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Clause


class Role(Enum):
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


_STRETCH = re.compile(r"[^,;。!?\n:]+")
_SENTENCE_STOPS = frozenset("。!?\n")
_LEAD = re.compile(r"[\s。]*[^。!?\n]*")
_LEAD_ALONE = re.compile(r"\s*[^,;。!?\n:]*")
_AGENCIES = re.compile(r"[(【\[]?(?:牵头|责任|配合|主办|承办|协办|实施|主管)(?:单位|部门) *:")
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
_ROLES = {"definition": Role.DEFINITION, "means": Role.MEANS, "ground": Role.GROUND}


def find_segments(clause: Clause, folded: str) -> Iterator[Segment]:
    """Cut a clause into segments and say what each does.

    Args:
        clause: the clause.
        folded: its folded text.

    Yields:
        The segments in order, without the statement of agencies.
    """
    agencies = _AGENCIES.search(folded)
    end = agencies.start() if agencies else len(folded)
    body = _heading_end(clause, folded)
    if body:
        yield Segment(0, folded[:body], Role.HEADING)
    opening = (_LEAD if body else _LEAD_ALONE).match(folded, body, end)
    lead = opening.end() if opening else body
    promised = False
    for stretch in _STRETCH.finditer(folded, body, end):
        role = _role(stretch[0], Role.LEAD if stretch.start() < lead else Role.BODY, promised=promised)
        yield Segment(stretch.start(), stretch[0], role)
        closes = folded[stretch.end() : stretch.end() + 1] in _SENTENCE_STOPS
        promised = not closes and (promised or role.promises)


def _heading_end(clause: Clause, folded: str) -> int:
    heading = fold(clause.heading)
    start = folded.find(heading) if heading else -1
    return start + len(heading) if start >= 0 else 0


def _role(text: str, plain: Role, *, promised: bool) -> Role:
    opening = _OPENING.match(text)
    if opening is None:
        return plain
    kind = opening.lastgroup or ""
    if kind == "effect":
        return Role.EFFECT if promised else plain
    return _ROLES[kind]
