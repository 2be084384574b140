"""Find everything that could open a clause: printed numbers, dashes, titles on a line of their own.

A candidate is no clause yet: `1.` may end a sentence and `二、` stand in 一、二、三产业. Here only the form
and the surroundings are read; which candidates hold is decided from their sequence (outline.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter


class Kind(Enum):
    """The habits of numbering, from the outermost to the innermost; the value is the usual rank.

    From ORDINAL on they float: they stand below whatever is open, and hold nothing but text.
    """

    PART = 5
    CHAPTER = 10
    SECTION = 20
    HAN = 30
    ARTICLE = 40
    HAN_PAREN = 50
    ARABIC = 60
    ARABIC_PAREN = 70
    CIRCLED = 80
    TITLE = 1
    ORDINAL = 85
    ITEM = 90
    DASH = 95
    TEXT = 99

    @property
    def floats(self) -> bool:
        """Whether the kind hangs below whatever is open instead of having a rank of its own."""
        return self.value >= Kind.ORDINAL.value


@dataclass(frozen=True, slots=True)
class Marker:
    """A candidate: where its number starts, where its title would start, and what stands before it.

    `before` is the last character before it that is no blank (empty at the start of a line), `gap` tells
    whether a blank lies between.
    """

    start: int
    body: int
    kind: Kind
    number: str
    value: int
    before: str = ""
    gap: bool = False

    @property
    def opens_line(self) -> bool:
        """Whether nothing but blanks stands before it on its line."""
        return self.before == ""

    @property
    def after_sentence(self) -> bool:
        """Whether a sentence ended before it, or its line starts here."""
        return self.before in "。!?"

    @property
    def plausible(self) -> bool:
        """Whether a number may stand here at all, judged by the character before it."""
        return self.after_sentence or self.gap or self.before in ";:)】"


_HAN = "〇零一二三四五六七八九十百"
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_LEVELS = dict(zip("篇编章节条", "PPCSA", strict=True))
_NAMED = {"P": Kind.PART, "C": Kind.CHAPTER, "S": Kind.SECTION, "A": Kind.ARTICLE}
_LINE_KINDS = {Kind.ORDINAL, Kind.ITEM}

_MARKER = re.compile(
    rf"第 ?(?P<level>[{_HAN}]{{1,5}}|\d{{1,3}}) ?(?P<unit>[篇编章节条])(?![规第款项、,.和及之至所的:;)])"
    rf"|第(?P<ordinal>[{_HAN}]{{1,3}})[,:](?![{_HAN}])"
    rf"|(?<![第{_HAN}\d])(?P<han>[{_HAN}]{{1,4}}) ?[、.](?![{_HAN}、]{{1,4}}[、产类])"
    rf"|(?<![{_HAN}])(?P<item>[{_HAN}]{{1,3}})是"
    rf"|\( ?(?P<han_paren>[{_HAN}]{{1,4}}) ?\)(?![至到、和项款类])"
    r"|(?<![\dA-Za-z.第~—/-])(?P<arabic>\d{1,3}) ?[.、](?!\d)"
    r"|\( ?(?P<paren>\d{1,3}) ?\)(?![至到、和项款类])|(?<![\d(A-Za-z.~-])(?P<half>\d{1,2})\)"
    r"|(?P<circled>[①-⑳])"
    r"|(?P<dash>—{1,3}|-{2,3}|- -(?=\S))"
)
_KINDS = {
    "level": None,
    "ordinal": Kind.ORDINAL,
    "han": Kind.HAN,
    "item": Kind.ITEM,
    "han_paren": Kind.HAN_PAREN,
    "arabic": Kind.ARABIC,
    "paren": Kind.ARABIC_PAREN,
    "half": Kind.ARABIC_PAREN,
    "circled": Kind.CIRCLED,
    "dash": Kind.DASH,
}
_PRINTED = {
    "ordinal": "第{}",
    "item": "{}是",
    "han_paren": "（{}）",
    "paren": "（{}）",
    "half": "（{}）",
    "dash": "",
}
_BLANKS = " \t|#*>\u3000\u2002\u2003\xa0\ufeff\u200b"
_RATIO = re.compile(r"\d:$")


def find_markers(plain: str) -> list[Marker]:
    """List the candidates among printed numbers and dashes, in order.

    Args:
        plain: the folded text, with what is no plan text blanked.

    Returns:
        Candidates whose form fits; `一是` and `第一，` only at the start of a line.
    """
    markers = []
    for match in _MARKER.finditer(plain):
        marker = _read(plain, match)
        if marker.kind in _LINE_KINDS and not marker.opens_line:
            continue
        if marker.before == ":" and _RATIO.search(plain, max(0, marker.start - 2), marker.start):
            continue
        markers.append(marker)
    return sorted(markers, key=attrgetter("start"))


def parse_han(digits: str) -> int:
    """Read a Chinese or Arabic ordinal below 1000 (十二, 二十, 一百零三, 12)."""
    if digits.isascii():
        return int(digits)
    total = rest = 0
    for digit in digits:
        if digit in "十百":
            total += (rest or 1) * (10 if digit == "十" else 100)
            rest = 0
        else:
            rest = rest * 10 + _DIGITS[digit]
    return total + rest


def _read(plain: str, match: re.Match[str]) -> Marker:
    group = next(name for name in _KINDS if match[name])
    kind = _KINDS[group] or _NAMED[_LEVELS[match["unit"]]]
    before, gap = _surroundings(plain, match.start())
    value = _value(group, match[group])
    return Marker(match.start(), match.end(), kind, _canonical(group, match), value, before, gap)


def _value(group: str, digits: str) -> int:
    if group == "circled":
        return ord(digits) - ord("①") + 1
    return 0 if group == "dash" else parse_han(digits)


def _canonical(group: str, match: re.Match[str]) -> str:
    digits = match[group]
    patterns = {
        "ordinal": "第{}",
        "item": "{}是",
        "han_paren": "（{}）",
        "paren": "（{}）",
        "half": "（{}）",
        "dash": "",
    }
    return f"第{digits}{match['unit']}" if group == "level" else patterns.get(group, "{}").format(digits)


def _surroundings(plain: str, start: int) -> tuple[str, bool]:
    position = start - 1
    while position >= 0 and plain[position] in _BLANKS:
        position -= 1
    if position < 0 or plain[position] in "\n\r\f\v\u2028\u2029\x85":
        return "", False
    before = plain[position]
    if before in "”’" and position and plain[position - 1] in "。!?;":
        before = plain[position - 1]
    return before, position < start - 1
