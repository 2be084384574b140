"""Lines of Chinese and Latin text in cells of a terminal: how wide they are and where they may be broken.

A line is never broken inside a number, between a number and what belongs to it (最高100万元, 1.3亿元,
35%以上, 2.7 %), inside a Latin word, after an opening or before a closing mark. Only what is wider than a
whole line is cut, by characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from rich.cells import cell_len

from policycmp.language import patterns as re
from policycmp.language.bounds import LEADING_BOUNDS, TRAILING_BOUNDS, bound_pattern
from policycmp.language.text import fold

Measure = Callable[[str], int]

# All patterns are for folded text, where full-width ASCII is gone.
_OPENERS = "([{<〈《「『【〔〖“‘"
_CLOSERS = ")]}>〉》」』】〕〗”’、。,.;:!?%‰…—–~·々"
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0003ffff"
)
_IDEOGRAPH = "[\u4e00-\u9fff]"
_NUMERAL = "[〇零一二两三四五六七八九十百千万亿半几数]"

# Longest first. A counter that is not here is taken to be the one ideograph after the number.
_UNITS = (
    "个工作日|个百分点|个月|吨标准煤|平方公里|平方千米|工作日|百分点|平方米|立方米|标准煤|千瓦时|亩次|人次|人年|人日|"
    "万元|亿元|美元|欧元|港元|日元|公里|千米|公顷|公斤|千克|毫米|厘米|小时|分钟|学时|周年|周岁|千瓦|兆瓦|月份|台套|件套"
)
_BOUNDS = f"{bound_pattern(LEADING_BOUNDS, shortest=2)}|最高|最低|达到|达|约|近|逾|超|第|各|每"
_COUNTERS = "元个家户项件名人位条台套亩倍年月日天"
_BOUND_AFTER = f"{bound_pattern(TRAILING_BOUNDS, shortest=2)}|之间"
_UNIT = rf"{_UNITS}|(?!{_BOUND_AFTER}){_IDEOGRAPH}"
_AFTER = rf"(?:{_BOUND_AFTER}|底前|底|末|内|多|余)?"
_WORD_CHARACTER = rf"[^\s\d\"{re.escape(_OPENERS + _CLOSERS)}{_WIDE}]|[.,:](?=[^\s{_WIDE}])"
# A short name or a preposition keeps the number that a blank sets off from it: 高新区 13, by 2020.
_NAME = rf"(?:(?<!{_IDEOGRAPH}){_IDEOGRAPH}{{1,5}}[ ](?=\d)|\b(?:by|in|to|from|until)[ ](?=\d))"
_FIGURE = r"\d+(?:,\d{3}(?!\d))*(?:[.:/]\d+)*"
_IN_WORDS = (
    rf"(?:{_NUMERAL}+(?:(?:分之|点){_NUMERAL}+)+|百分之{_FIGURE}"
    rf"|第{_NUMERAL}+|{_NUMERAL}{{2,}}|[十百千万亿两几半])"
)
_TAIL = (
    rf"(?:[ ]?[%‰℃°](?:/[a-z]+)?|[ ](?=[百千万亿]|{_UNITS}|[{_COUNTERS}]))?[十百千万亿兆余多几]*"
    rf"(?:{_UNIT})?(?:/{_IDEOGRAPH}{{1,2}})?{_AFTER}"
)
_ATOM = re.compile(
    rf"""
      # A figure with the bound and sign before it, a span of two (2-3), and what it counts: 最高100万元, ≥ 35%.
      (?P<number>{_NAME}?(?:
        (?:{_BOUNDS})?(?:[≥≤<>≈=~±+\-−×¥$€][ ]?)?(?:{_WORD_CHARACTER})*
        {_FIGURE}(?:[ ]?(?:[-–~]|—{{1,2}})[ ]?{_FIGURE})*{_TAIL}
      )+)
      # A number in words: 百分之三十以上, 十余家.
    | (?P<worded>(?:{_BOUNDS}|上)?{_IN_WORDS}[余多来]?(?:{_UNIT})?{_AFTER})
    | (?P<word>(?:{_WORD_CHARACTER})+)
    | (?P<blank>\s+)
    | (?P<other>.)
    """,
    re.DOTALL | re.VERBOSE,
)
_NUMBERS = ("number", "worded")
_LONGEST_KEPT_WORD = 16


@cache
def _ambiguous(char: str) -> bool:
    return unicodedata.east_asian_width(char) == "A" and cell_len(char) == 1


@lru_cache(
    maxsize=16384
)  # cells are measured for their column, for their lines and for the blanks behind them
def _measure_narrow(text: str) -> int:
    return cell_len(text)


@lru_cache(maxsize=16384)
def _measure_wide(text: str) -> int:
    return cell_len(text) + sum(map(_ambiguous, text))


def measure_for(*, ambiguous_wide: bool) -> Measure:
    """Choose how to count cells: whether “ ” — … ≥ fill one cell or two."""
    return _measure_wide if ambiguous_wide else _measure_narrow


def _tokens(line: str) -> Iterator[tuple[str, str]]:
    """Cut a line into numbers, words, blanks and single characters; quotes that look alike are told apart."""
    inside = False
    for match in _ATOM.finditer(fold(line)):
        token, kind = line[match.start() : match.end()], match.lastgroup or "other"
        if match.group() == '"':
            kind = "closer" if inside else "opener"
            inside = not inside
        elif match.group() in _OPENERS:
            kind = "opener"
        elif match.group() in _CLOSERS:
            kind = "closer"
        yield token, kind


@lru_cache(maxsize=4096)  # each text is looked at once to plan the columns and once to wrap it
def _atoms(line: str) -> tuple[tuple[str, str], ...]:
    """Join each token with the marks that must not leave it; a blank stays a token of its own."""
    atoms: list[tuple[str, str]] = []
    held = ""
    for token, kind in _tokens(line):
        if kind == "opener" or (kind == "blank" and held):
            held += token
        elif kind == "closer" and not held and atoms and atoms[-1][1] != "blank":
            atoms[-1] = (atoms[-1][0] + token, atoms[-1][1])
        else:
            atoms.append((held + token, kind))
            held = ""
    return (*atoms, (held, "other")) if held else tuple(atoms)


def unbreakable(text: str, measure: Measure) -> int:
    """Measure the widest stretch that wrapping should keep whole.

    Args:
        text: a cell's text.
        measure: how cells are counted.

    Returns:
        A number of cells; a Latin word longer than most (an address) does not count in full.
    """
    widest = 0
    for line in text.split("\n"):
        for atom, kind in _atoms(line):
            if len(atom) * 2 > widest:
                width = measure(atom)
                widest = max(widest, width if kind in _NUMBERS else min(width, _LONGEST_KEPT_WORD))
    return widest


def _pieces(atom: str, width: int, measure: Measure) -> list[str]:
    """Cut an atom if it is wider than a line: after a name, else by characters with the marks on them."""
    name, _, number = atom.partition(" ")
    if measure(atom) > width and max(measure(name), measure(number)) <= width:
        return [name, number]
    pieces, used = [""], 0
    for char in atom:
        needed = measure(char)
        if pieces[-1] and needed and used + needed > width:
            pieces.append("")
            used = 0
        pieces[-1] += char
        used += needed
    return pieces


def _wrap_line(line: str, width: int, measure: Measure) -> list[str]:
    lines, used, blank = [""], 0, ""
    for atom, kind in _atoms(line):
        if kind == "blank":
            blank = atom
            continue
        needed = measure(blank) + measure(atom)
        if used + needed <= width:
            lines[-1] += blank + atom
            used += needed
        else:
            pieces = _pieces(atom, width, measure)
            lines[-1:] = pieces if not lines[-1] else [lines[-1], *pieces]
            used = measure(pieces[-1])
        blank = ""
    return lines


def wrap(text: str, width: int, measure: Measure = cell_len) -> list[str]:
    """Break a text into lines.

    Args:
        text: visible text (see `visible`); its own line feeds are kept.
        width: cells of a line, at least 2.
        measure: how cells are counted.

    Returns:
        One line or more, none wider than `width`, without blanks at the breaks.
    """
    if 2 * len(text) <= width and "\n" not in text:  # no character fills more than two cells
        return [text]
    lines: list[str] = []
    for line in text.split("\n"):
        lines += [line] if measure(line) <= width else _wrap_line(line, width, measure)
    return lines
