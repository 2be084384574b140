"""Find everything that could open a clause: printed numbers, dashes, titles on a line of their own.

A candidate is no clause yet: `1.` may end a sentence and `二、` stand in 一、二、三产业. Here only the form
and the surroundings are read; which candidates hold is decided from their sequence (outline.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.scanning import find_at_lines
from policycmp.language.text import BULLETS

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(IntEnum):
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
    QUESTION = 2
    ORDINAL = 85
    ITEM = 90
    DASH = 95
    TEXT = 99

    @property
    def floats(self) -> bool:
        """Whether the kind hangs below whatever is open instead of having a rank of its own."""
        return self >= Kind.ORDINAL


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
        return self.after_sentence or self.gap or self.before in ";:)】〕》"


_HAN = "〇零一二三四五六七八九十百"
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_LEVELS = {
    "部分": Kind.PART,
    "篇": Kind.PART,
    "编": Kind.PART,
    "章": Kind.CHAPTER,
    "节": Kind.SECTION,
    "条": Kind.ARTICLE,
}
_ORDINAL_NOUNS = (
    "行动|任务|工程|举措|措施|政策|方向|方面|专项|项目|事项|要点|指标|战役|板块|类别|计划|情形|路径|场景|目标"
)
"""What is counted at the start of a line: 任务一、…, 方向二:…"""
_SENTENCE = re.compile(r"[。!?;]")
_LABEL = re.compile(r"[^,;。:]{2,14}:")
_SOURCE = re.compile(r"\s*(?:政策|文件)?(?:详情|依据|来源|原文|出处|全文|链接):")
_LINE_KINDS = {Kind.ORDINAL, Kind.ITEM}
_NO_CITATION = r"(?!、?\(|[至到和]\(|[项款类])"

# One pattern a habit, each starting with what a search can skip to. The digits are the group `digits`, in whose
# place `printed` puts them. Habits that begin with a digit are tried where one can begin (`_DIGIT`).
_HABITS = (
    (
        re.compile(
            rf"第 ?(?P<digits>[{_HAN}]{{1,5}}|\d(?: ?\d){{0,2}}) ?(?P<unit>[篇编章节条]|部分)"
            r"(?![规第款项、,.和及之至所的:;)])"
        ),
        Kind.ARTICLE,
        "第{}",
    ),
    (re.compile(rf"第(?P<digits>[{_HAN}]{{1,3}})[,:](?![{_HAN}])"), Kind.ORDINAL, "第{}"),
    (
        re.compile(rf"(?:{_ORDINAL_NOUNS})(?P<digits>[{_HAN}]{{1,3}}|\d{{1,2}})[ ]?[:、. ]"),
        Kind.ORDINAL,
        "{}",
    ),
    (re.compile(rf"\( ?(?P<digits>[{_HAN}]{{1,4}}) ?\){_NO_CITATION}"), Kind.HAN_PAREN, "（{}）"),
    (re.compile(rf"\( ?(?P<digits>\d{{1,3}}) ?\){_NO_CITATION}"), Kind.ARABIC_PAREN, "（{}）"),
    (re.compile(rf"[{BULLETS}](?P<digits>)"), Kind.DASH, ""),
    (re.compile(r"——?—?(?P<digits>)(?! ?\d{1,3} ?(?:[—-]|$))", re.MULTILINE), Kind.DASH, ""),
    (
        re.compile(r"-(?:-{1,2}| -(?=\S))(?P<digits>)(?! ?\d{1,3} ?(?:[—-]|$))", re.MULTILINE),
        Kind.DASH,
        "",
    ),
)
_LINE_HABITS = (
    # ***条: the first number of a text whose 第一 a page has starred out.
    (re.compile(r"^[ ]*\*{2,3}(?P<digits>)(?P<unit>[章节条])(?=[ ])", re.MULTILINE), Kind.ARTICLE, "第一"),
    # ▍2027年要成什么样: a bar that only titles bear.
    (re.compile(r"^[ ]*[▍▎▌▋▊](?P<digits>)(?=[^。;\n]{2,30}$)", re.MULTILINE), Kind.TITLE, ""),
    # “六个倍增”——…: a line that opens with its title in quotation marks.
    (re.compile(r"^(?P<digits>)(?=[“\"][^”\"\n]{2,14}[”\"]—)", re.MULTILINE), Kind.DASH, ""),
)
_DIGIT_HABITS = (
    (
        re.compile(
            rf"(?P<digits>[{_HAN}](?<![第\d{_HAN}].)[{_HAN}]{{0,3}}) ?[、.](?![{_HAN}、]{{1,4}}[、产类])",
            re.DOTALL,
        ),
        Kind.HAN,
        "{}",
    ),
    (re.compile(rf"(?P<digits>[{_HAN}](?<![第\d{_HAN}].)[{_HAN}]{{0,2}})是", re.DOTALL), Kind.ITEM, "{}是"),
    (
        re.compile(r"(?P<digits>[0-9](?<![\dA-Za-z.第~—/(-].)\d{0,2}) ?[.、](?!\d)", re.DOTALL),
        Kind.ARABIC,
        "{}",
    ),
    (re.compile(r"(?P<digits>[0-9](?<![\d(A-Za-z.~-].)\d?)\)", re.DOTALL), Kind.ARABIC_PAREN, "（{}）"),
    (re.compile(r"(?P<digits>[①-⑳])"), Kind.CIRCLED, "{}"),
)
_DECIMAL = re.compile(
    r"(?P<digits>\d(?<![^\s#]\d)\d?\.\d{1,2}(?P<third>\.\d{1,2})?)[ 、]*(?=[㐀-鿿“《])(?![万亿千百个家元倍度])"
)
"""1.1 目标: numbers of sections, at the start of a line; those of three levels stand below."""
_BARE = re.compile(r"(?<![^\s#])(?P<digits>\d{1,2})[ ]+(?=[㐀-鿿][^\n。,;]{1,20}$)", re.MULTILINE)
"""1 总则: a part in a text whose sections are so numbered."""
_WITH_COMMA = re.compile(r"^(?P<digits>\d{1,2}),(?=[㐀-鿿])", re.MULTILINE)
_FEWEST_DECIMALS = 3
_ROW = re.compile(r"[^\n。]{2,60}? {4,}[^\n。]{1,40}? {4,}[^\n。]+$", re.MULTILINE)
"""The row of a table whose cells are set apart with blanks: 1.参保率(%)      >90      预期性"""
_CARD = re.compile(
    r"(?P<digits>\d(?<![^\s#]\d)(?:(?<=0)\d)?)[ ]*[ \n][ ]*(?=[㐀-鿿][^\n。,;|]{2,20}\n[^\n]+。[ ]*$)",
    re.MULTILINE,
)
"""01 支持企业入规, its text below: numbers of cards, on the line of their title or above it."""
_DIGIT = re.compile(
    rf"[{_HAN}0-9①-⑳](?:(?<=[{_HAN}])(?=[{_HAN}]{{0,3}} ?[、.是])|(?<=[0-9])(?=\d{{0,2}} ?[、.)])|(?<=[①-⑳]))"
)
_BLANKS = " \t|#*>\ufeff\u200b"
_NEVER_BEFORE = set("第(“《〈[【、")
_CITED_BEFORE = re.compile(rf"\([{_HAN}\d]{{1,4}}\)$")
_RATIO = re.compile(r"\d:$")


def find_markers(plain: str) -> list[Marker]:
    """List the candidates among printed numbers and dashes, in order.

    Args:
        plain: the folded text, with what is no plan text blanked.

    Returns:
        Candidates whose form fits; `第一，` only at the start of a line, `一是` also behind a sentence.
    """
    markers = [
        _read(plain, match, kind, printed)
        for pattern, kind, printed in _HABITS
        for match in pattern.finditer(plain)
    ]
    markers += [
        _read(plain, match, kind, printed)
        for pattern, kind, printed in _LINE_HABITS
        for match in find_at_lines(pattern, plain)
    ]
    starts = [match.start() for match in _DIGIT.finditer(plain)]
    markers += [
        _read(plain, match, kind, printed)
        for pattern, kind, printed in _DIGIT_HABITS
        for match in (pattern.match(plain, start) for start in starts)
        if match
    ]
    markers += [*_decimals(plain), *_cards(plain), *_with_commas(plain)]
    standing = sorted((marker for marker in markers if _may_stand(plain, marker)), key=attrgetter("start"))
    standing = [marker for marker in standing if not _tells_source(plain, marker)]
    return _without_members(plain, _with_bulleted_titles(plain, standing))


def _tells_source(plain: str, marker: Marker) -> bool:
    """Whether a bullet only stands before where the text above it is taken from (★ 政策详情:《…》)."""
    return bool(bullet_at(plain, marker)) and _SOURCE.match(plain, marker.body) is not None


def _without_members(plain: str, markers: list[Marker]) -> list[Marker]:
    """Drop the bullets that part one sentence only: behind a colon, each without a title and closed by a semicolon."""
    members: set[int] = set()
    for start, run in _bulleted_runs(plain, markers):
        lines = [plain[marker.body : line_end(plain, marker.body)].strip() for marker in run]
        led = (above := last_before(plain, start)) >= 0 and plain[above] == ":"
        whole = all(line.endswith(";") for line in lines[:-1]) and not any(map(_LABEL.match, lines))
        if len(run) > 1 and led and whole and "。" not in lines[-1][:-1]:
            members.update(marker.start for marker in run)
    return [marker for marker in markers if marker.start not in members]


def _bulleted_runs(plain: str, markers: list[Marker]) -> Iterator[tuple[int, list[Marker]]]:
    """Give each run of bullets of one sign with the offset at which it starts."""
    for sign, group in groupby(markers, key=lambda marker: bullet_at(plain, marker)):
        if sign:
            run = list(group)
            yield run[0].start, run


def line_end(plain: str, position: int) -> int:
    """Where the line of a place ends."""
    end = plain.find("\n", position)
    return len(plain) if end < 0 else end


def last_before(plain: str, start: int) -> int:
    """The place of the last character before a start that is no blank; -1 where there is none."""
    place = start - 1
    while place >= 0 and plain[place].isspace():
        place -= 1
    return place


def _with_bulleted_titles(plain: str, markers: list[Marker]) -> list[Marker]:
    """Make titles of the bullets that stand above bullets of another sign each (■ 今年目标, below it ● …)."""
    above: dict[str, list[bool]] = {}
    for marker, following in zip_longest(markers, markers[1:]):
        if sign := bullet_at(plain, marker):
            heads = following is not None and bullet_at(plain, following) not in {"", sign}
            alone = heads and not _SENTENCE.search(plain, marker.body, following.start)
            above.setdefault(sign, []).append(alone)
    titles = {sign for sign, heads in above.items() if all(heads)}
    return [
        replace(marker, kind=Kind.TITLE) if bullet_at(plain, marker) in titles else marker
        for marker in markers
    ]


def bullet_at(plain: str, marker: Marker) -> str:
    """The sign of a bullet that opens a line; empty for other markers."""
    sign = plain[marker.start]
    return sign if marker.kind in {Kind.DASH, Kind.TITLE} and marker.opens_line and sign in BULLETS else ""


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


def _read(plain: str, match: re.Match[str], kind: Kind, printed: str) -> Marker:
    digits = match["digits"].replace(" ", "")
    number = printed.format(digits)
    if kind is Kind.ARTICLE:
        kind = _LEVELS[match["unit"]]
        number += match["unit"]
    before, gap = _surroundings(plain, match.start())
    value = 1 if "*" in match[0] else _value(digits)
    return Marker(match.start(), match.end(), kind, number, value, before, gap)


def _decimals(plain: str) -> list[Marker]:
    """The sections that are numbered in decimals (1.1, 1.1.1) and their parts (1), where there are several."""
    sections = [
        _read(plain, match, Kind.CIRCLED if match["third"] else Kind.ARABIC_PAREN, "{}")
        for match in _DECIMAL.finditer(plain)
    ]
    sections = [marker for marker in sections if marker.opens_line]
    if len(sections) < _FEWEST_DECIMALS:
        return []
    return sections + [_read(plain, match, Kind.ARABIC, "{}") for match in _BARE.finditer(plain)]


def _with_commas(plain: str) -> list[Marker]:
    """Numbers with a comma behind them (1,创业补贴…), at the start of lines, where they count from one."""
    numbers = [_read(plain, match, Kind.ARABIC, "{}") for match in find_at_lines(_WITH_COMMA, plain)]
    counts = [marker.value for marker in numbers]
    return numbers if len(counts) > 1 and counts == list(range(1, len(counts) + 1)) else []


def _cards(plain: str) -> list[Marker]:
    """The numbers of cards that count from one; those of a table's rows have no sentence below."""
    cards = [_read(plain, match, Kind.ARABIC, "{}") for match in _CARD.finditer(plain)]
    counts = [marker.value for marker in cards if marker.opens_line]
    return cards if len(counts) > 1 and counts == list(range(1, len(counts) + 1)) else []


def _value(digits: str) -> int:
    if digits and "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    return parse_han(digits.rpartition(".")[2]) if digits else 0


def _may_stand(plain: str, marker: Marker) -> bool:
    if marker.kind is Kind.ARABIC and marker.opens_line and _ROW.match(plain, marker.body):
        return False
    if marker.kind in _LINE_KINDS:
        return marker.opens_line or (marker.kind is Kind.ITEM and marker.after_sentence)
    if marker.before in _NEVER_BEFORE or _CITED_BEFORE.search(plain, max(0, marker.start - 6), marker.start):
        return marker.opens_line
    return marker.before != ":" or not _RATIO.search(plain, max(0, marker.start - 2), marker.start)


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
