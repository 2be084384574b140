"""Clause → lead and member agencies, in every spelling of a plan.

(牵头单位:…,责任单位:…), 责任单位:… at the end, 【责任单位】…, (市科技局牵头,市财政局配合).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold, strip
from policycmp.models import Agencies, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROLE = r"(?:责任|牵头|主办|主责|主管|配合|协办|承办|协助|协同|参与|参加|实施|落实|执行|负责|成员|考核)"
_BODY = r"(?:单位|部门|处室|科室|机构|主体)"
_LABEL = rf"{_ROLE}{{1,3}}{_BODY}(?:(?:及|和|与|或|、|/){_ROLE}{{0,2}}{_BODY})?|牵头|主办|协办|配合|主责"
_STATEMENT = re.compile(
    rf"(?P<open>[(【\[〔]?)[ ]?(?<![^\s(【\[〔,;。.:、)】\]〕”!?])(?P<label>{_LABEL})[ ]?(?:[】\])〕][ ]?:?|:)"
)
_SHARED = r"(?:按照?)?(?:各自)?(?:(?:职责|职能)(?:分工)?|分工)(?:负责|落实|配合|协助|协同|参与|推进|实施)"
_BY_DUTY_SHARED = rf"等?(?:{_SHARED}|(?:按照?)?(?:各自)?(?:负责|落实)|具体组织实施|具体实施|组织实施)"
_DUTY = rf"(?:牵头负责|牵头|主办|{_BY_DUTY_SHARED}|配合|协办|协助|参与|参加)"
_BY_VERB = re.compile(
    rf"\((?P<body>[^。()\n]{{2,200}}(?:\([^()\n]{{1,30}}\)[^。()\n]{{0,100}}){{0,20}}?{_DUTY})\)"
)
_INNER_LABEL = re.compile(r"(?:^|[,;。\s])[ ]?(?P<label>[^,;。、:\s()]{2,10})[ ]?:")
_LEAD = re.compile(r"牵头|主办|主责|主管")
_HINT = re.compile(r"[位门門室构構体體头頭办辦合责責助与與加实實]\s?[:：)）】\]］]")
_DUTY_END = re.compile(rf"(?P<open>\(?)(?P<duty>{_DUTY})\)?$")
_REMARK = re.compile(r"下同|以下|不再列|首位|排名|为牵头|[简统]称|[。!?]")
_BODY_NAME = re.compile(
    r"""(?:
      [局委办厅部会院处室站所队社台行校司]         # a body by its last character
    | [县区市州盟旗]|乡镇|街道                  # a place that acts
    | 政府|中心|大学|集团|单位|部门|机构|海关|学院|协会|联合会
    )(?:\([^()]*\))?$""",
    re.VERBOSE,
)
_AND = re.compile(r"(?<=[局委办厅府会部院心司行)])(?:和|与|及|以及|[ ])(?=[市省县区各州国有相驻中])")
_HAN = re.compile(r"[㐀-鿿]")
_AND_OTHERS = re.compile(r"等(?:相关|有关|市直|市级)*(?:部门|单位|部门单位|部门和单位)?$")
_FIRST_LEADS = re.compile(
    r"""
      # 列首位的为牵头单位
      (?:列|排|排名|排序|位列|居)(?:在)?(?:首位|第一|第一位|首|最前)[^。\n]{0,6}(?:为|是|系)(?:牵头|主办|主责)
      # 第一责任单位为牵头单位
    | 第一(?:个|家)?(?:责任)?(?:单位|部门)(?:为|是|系)(?:牵头|主办|主责)
    """,
    re.VERBOSE,
)
# Stands where `_FIRST_LEADS` matches.
_IS_LEAD = re.compile(r"[为是系](?:牵头|主办|主责)")
_LEADS, _MEMBER, _BY_DUTY, _OTHER = "lead", "member", "duty", "other"
_CLOSERS = {"(": ")", "【": "】", "[": "]", "〔": "〕"}
_LONGEST_NAME = 40
_LONGEST_STATEMENT = 2000


@dataclass(frozen=True, slots=True)
class _Statement:
    """Who is in charge: the frame with brackets and label, the body with the names, the role of the label."""

    frame: Span
    body: Span
    role: str


def find_agencies(text: str, *, first_leads: bool = False) -> Agencies | None:
    """Find the bodies that a clause charges.

    Args:
        text: the clause's own text.
        first_leads: whether the plan says that the body named first leads (`tells_first_leads`).

    Returns:
        The bodies in the order of the text, each once, under their full names (a bracket inside a name is part of
        it, 各县(市、区)政府 stays as stated); None where the clause states none.
    """
    plain = _folded(text)
    lead: dict[str, None] = {}
    members: dict[str, None] = {}
    for statement in _statements(plain):
        named = list(_named(plain, statement))
        if named and first_leads and not any(leads for _, leads in named):
            named[0] = (named[0][0], True)
        for name, leads in named:
            (lead if leads else members).setdefault(name.of(text))
    if not lead and not members:
        return None
    return Agencies(tuple(lead), tuple(name for name in members if name not in lead))


def find_agency_lines(text: str) -> list[Span]:
    """Find where a text states who is in charge.

    Args:
        text: any text, folded or not.

    Returns:
        The statements with their brackets and labels, in order, as spans into `text`.
    """
    plain = _folded(text)
    return [statement.frame for statement in _statements(plain)]


def tells_first_leads(text: str) -> bool:
    """Tell whether a plan says that of several bodies the first one leads (列首位的为牵头单位,下同)."""
    folded = fold(text)
    return bool(_IS_LEAD.search(folded) and _FIRST_LEADS.search(folded))


def _folded(text: str) -> str:
    """Fold a text that may hold a statement; most hold none, and come back empty."""
    return fold(text) if _HINT.search(text) else ""


# A clause is asked first where it states them, then whom.
@lru_cache(maxsize=1024)
def _statements(plain: str) -> tuple[_Statement, ...]:
    """The statements that name somebody, in order; a label inside a statement is read with that statement."""
    statements = [statement for statement in _labelled(plain) if any(_named(plain, statement))]
    ends = [statement.frame.end for statement in statements]
    starts = [*(statement.frame.start for statement in statements), len(plain)]
    for match in _BY_VERB.finditer(plain):
        frame, body = Span(*match.span()), Span(*match.span("body"))
        apart = frame.end <= starts[bisect_right(ends, frame.start)]
        if apart and _all_bodies(plain, body):
            statements.append(_Statement(frame, body, role=_BY_DUTY))
    return tuple(sorted(statements, key=lambda statement: statement.frame))


def _labelled(plain: str) -> Iterator[_Statement]:
    position = 0
    while match := _STATEMENT.search(plain, position):
        opener = match["open"] if not set(match[0]) & set("】]〕") else ""
        end = _end(plain, match.end(), opener)
        closed = opener and plain[end : end + 1] == _CLOSERS[opener]
        frame = strip(plain, Span(match.start(), end + 1 if closed else end))
        yield _Statement(frame, Span(match.end(), end), _role(match["label"]))
        position = max(frame.end, match.end())


def _end(plain: str, start: int, opener: str) -> int:
    """Where a statement ends: at the bracket that closes it, else with the sentence or the line."""
    depth = 0
    limit = min(len(plain), start + _LONGEST_STATEMENT)
    for position in range(start, limit):
        character = plain[position]
        if character in "([【〔":
            depth += 1
        elif character in ")]】〕":
            if depth == 0:
                return position
            depth -= 1
        elif (character == "\n" and plain[start:position].rstrip()[-1:] not in {",", "、", ";", ""}) or (
            character == "。" and depth == 0 and not opener
        ):
            return position
    return limit


def _named(plain: str, statement: _Statement) -> Iterator[tuple[Span, bool]]:
    """The names of a statement, and whether each leads; a verb (…牵头) speaks for the names before it."""
    role = statement.role
    waiting: list[tuple[Span, bool]] = []
    for part, label in _parts(plain, statement.body):
        if label:
            role = _role(label)
        for group in _split(plain, part, ",;。"):
            names, duty = _names(plain, group)
            waiting += names
            if duty or role in {_LEADS, _MEMBER}:
                leads = role == _LEADS or bool(_LEAD.search(duty))
                yield from ((name, leads or own) for name, own in waiting)
            if duty or role != _BY_DUTY:
                waiting = []


def _role(label: str) -> str:
    if not re.fullmatch(_LABEL, label):
        return _OTHER
    return _LEADS if _LEAD.search(label) else _MEMBER


def _parts(plain: str, body: Span) -> Iterator[tuple[Span, str]]:
    """A body divided at the labels inside it, each part with its label."""
    start, label = body.start, ""
    for match in _INNER_LABEL.finditer(plain, body.start, body.end):
        yield Span(start, match.start()), label
        start, label = match.end(), match["label"]
    yield Span(start, body.end), label


def _split(plain: str, span: Span, marks: str) -> Iterator[Span]:
    """Divide a span at marks that stand in no bracket."""
    depth = 0
    start = span.start
    for position in range(span.start, span.end):
        character = plain[position]
        depth += (character in "([【〔") - (character in ")]】〕" and depth > 0)
        if depth == 0 and character in marks:
            yield Span(start, position)
            start = position + 1
    yield Span(start, span.end)


def _names(plain: str, group: Span) -> tuple[list[tuple[Span, bool]], str]:
    """The names between two commas, with what is said of all of them at the end."""
    names = []
    duty = ""
    for item in _split(plain, group, "、"):
        for name in _conjoined(plain, item):
            said = _DUTY_END.search(name.of(plain))
            own = bool(said and said["open"] and _LEAD.search(said["duty"]))
            duty = said["duty"] if said and not said["open"] else duty
            bare = _cleaned(plain, Span(name.start, name.start + said.start()) if said else name)
            if bare.start < bare.end:
                names.append((bare, own))
    return names, duty


def _conjoined(plain: str, item: Span) -> Iterator[Span]:
    start = item.start
    for match in _AND.finditer(plain, item.start, item.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, item.end)


def _cleaned(plain: str, name: Span) -> Span:
    """A name without 等部门; empty where it is no name but a remark."""
    name = strip(plain, name)
    others = _AND_OTHERS.search(name.of(plain))
    if others:
        name = strip(plain, Span(name.start, name.start + others.start()))
    quote = name.of(plain)
    named = len(quote) <= _LONGEST_NAME and _HAN.search(quote) and not _REMARK.search(quote)
    return name if named else Span(name.start, name.start)


def _all_bodies(plain: str, body: Span) -> bool:
    """Whether every name in a bracket without a label is one of a public body."""
    names = [name.of(plain) for group in _split(plain, body, ",;") for name, _ in _names(plain, group)[0]]
    return bool(names) and all(_BODY_NAME.search(name) for name in names)
