"""Make badly printed text legible: digits set apart, lines broken in mid-sentence, the running head of a booklet.

The stages read the legible text; `Legible` leads each place back to the text as printed, which stays what is quoted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from policycmp.language import patterns as re
from policycmp.language.bounds import LEADING_BOUNDS
from policycmp.language.scanning import find_at_lines
from policycmp.language.text import BULLETS, fold
from policycmp.language.title_words import TEXTS
from policycmp.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class _Edit(NamedTuple):
    """What is printed from `start` to `end`, and what is read there."""

    start: int
    end: int
    read: str


@dataclass(frozen=True, slots=True)
class Legible:
    """A text made legible.

    `legible_places` and `printed_places` are where the two run alike again behind each edit, in order.
    """

    text: str
    legible_places: tuple[int, ...] = ()
    printed_places: tuple[int, ...] = ()

    @property
    def is_as_printed(self) -> bool:
        """Whether nothing was read otherwise than printed."""
        return not self.printed_places

    def printed(self, span: Span) -> Span:
        """Lead a span of the legible text back to the printed one."""
        if self.is_as_printed or span.start >= span.end:
            return span
        first, last = (
            _across(place, self.legible_places, self.printed_places) for place in (span.start, span.end - 1)
        )
        return Span(first, last + 1)

    def legible(self, span: Span) -> Span:
        """Lead a span of the printed text to the legible one."""
        start, end = (_across(place, self.printed_places, self.legible_places) for place in span)
        return Span(min(start, len(self.text)), min(end, len(self.text)))


def _across(place: int, here: tuple[int, ...], there: tuple[int, ...]) -> int:
    at = bisect_right(here, place) - 1
    return place if at < 0 else there[at] + place - here[at]


_UNITS = "万亿元%‰家个项名件人户所条台套亩吨年月日天倍次场公平千百立座辆支批位"
_HAN = "㐀-鿿"
_LETTERSPACED = re.compile(rf"\d(?<![\d.,:] .)(?<![\d.,].)(?: \d)+(?=[ ]?[{_UNITS}.·])(?! ?\d)")
"""6 1 %, 1 2 0亿元"""
_DIGITS_APART = re.compile(r" (?<=\d )\d")
_SET_APART = re.compile(rf"\ (?<=[{_HAN}] )(?P<number>\d[\d.]{{0,9}})\ (?=[{_UNITS}])")
"""资金 100 万元"""
# 不超 过20万元: read apart it would say the opposite.
_TORN_BOUND = re.compile(
    "|".join(
        " {0,2}".join(word)
        for words in LEADING_BOUNDS.values()
        for word in sorted(words, key=len, reverse=True)
        if word.startswith("不")
    )
)
_POINT = re.compile(
    rf"""
    (?P<whole>\d(?<!\d.)\d{{0,4}})
    (?: \ ?[·•・]\ ? | \ \.\ ? | (?<=[{_HAN}]\d)\.\  )                  # 2· 8亿, 2 .8亿, 达到2. 8亿
    (?P<part>\d{{1,4}}) (?=\ ?(?:[万亿元%‰倍个公]|平方))
    """,
    re.VERBOSE,
)
# One of them stands where `_POINT` matches.
_AROUND_POINT = ("·", "•", "・", " .", ". ")
_APART = re.compile(
    rf"""
    [ \t\n](?:
        (?<=[\d万亿].)(?:[ \t]{{0,11}}|[ \t]*\n\s*|(?<=\n)\s*)(?=[万亿千百]?[万亿元%‰](?![{_HAN}]?[、.]))    # 300 万 元
      | (?<=[于少超过到达约近多]\ )\ {{1,11}}(?=\d)                                             # 至多      90
      | (?<=\d\ )\ {{1,11}}(?=[{_UNITS}—–-])                                                   # 200      万元
      | (?<=[—–-]\ )\ {{0,11}}(?=\d[\d. ]*[万亿元%])                                            # 万元—  450
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_LETTER_O = re.compile(
    r"[OoＯ](?:(?<![A-Za-z].)(?=\.\d)|(?<=\d.)[OoＯ]*(?=[\dOoＯ.]*[万亿元%家个项名件人户条台套亩吨]))"
)
"""O.5元, 1OO%"""
_LETTER_L = re.compile(r"[lI](?<![A-Za-z].)(?=\.\d[万亿元%]|[0OoＯ]{1,3}\s?[万亿元%])")
"""l.5万元, IOO万元"""
_TWENTY = re.compile(rf"⒛(?:(?=\d)|(?<=\S⒛)(?=\s?[{_UNITS}]))")
"""⒛18年, 奖励⒛万元: the number of an item that a page prints for its two digits"""
_ODD_MARKS = "\xad\u2010\u2011\u2012\u2015\u2212\u223c\u301c\u2500\ufe58"
_ODD = f"[{_ODD_MARKS}]"
_DASH = re.compile(rf"{_ODD}(?<=[\d%万亿元].){_ODD}*(?=\d)")
_FORMAL = re.compile(
    r"[壹贰叁肆伍陆柒捌玖](?:[壹贰叁肆伍陆柒捌玖拾佰仟零]*[拾佰仟]|(?=[万亿元]))[壹贰叁肆伍陆柒捌玖]?(?=[万亿元圆名家项人])"
)
"""叁拾万元"""
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")

_TONES = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ"
_SOUND = re.compile(rf"(?<=[{_HAN}])\([a-zêü]{{0,4}}[{_TONES}][a-zêü]{{0,3}}\)")
"""企業(yè): how a character sounds, put behind it by a page that turned the script"""

_LOST_INDENT = re.compile(rf"^[ ]*\?{{2,4}}(?=[{_HAN}\d(《“])", re.MULTILINE)
"""??第一条: blanks of an indent that no encoding held"""

_ESCAPED = re.compile(r"(?:\\[nr])+[ \t]*")
_FEWEST_ESCAPED = 3
_FEWEST_SOUNDS = 2
_FEWEST_INDENTS = 3
_LINE = re.compile(r"[^\n]*")
_STARTS_UNIT = re.compile(
    rf"""
    \s*(?: 第[ ]?[一二三四五六七八九十百\d ]{{1,6}}[章节条部篇编] | [一二三四五六七八九十]{{1,3}}[、.是]
         | \([一二三四五六七八九十\d]{{1,3}}\) | [①-⑳] | \d{{1,2}}[.、)](?!\d) | —— | [-*\#|>{BULLETS}]
         | [㐀-鿿]{{2}}(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[ :、.](?=[^\d\s])     # 任务2 建设…
         | [A-Z](?:\d{{1,2}}[.、 ]?|[.、])(?=[㐀-鿿“])                 # B.平台升级, A1首台套
         | 附[件录表:] | [^,。;]{{1,12}}: | [^,。;]{{2,10}}(?<!其[他它余])方面,《 | [\[【〔] )
    """,
    re.VERBOSE,
)
_MARKED = re.compile(r"[,。;!?]")
_SENTENCE = re.compile(r"[。;!?]")
_FIGURE = re.compile(r"\d ?[万亿元%家个项名人件户]")
_PAUSES = frozenset(",、")
_FINISHED = frozenset("。!?;:”)】〕|…")
_HEAD_OF_BOOKLET = re.compile(rf"(?=[{_HAN}\d“”《》()]{{4,40}}$)(?:.*[{_HAN}])?(?:条|{TEXTS})$")
_GAP = re.compile(r" (?<=\S ) {3,}(?=\S)")
"""What stands between the cells of a table that is set with blanks."""
_ROW_NUMBER = re.compile(r"\s*(\d{1,3})[ ]+(?=\D)")
_ROW_BETWEEN_BLANKS = re.compile(r"^[ ]*(\d{1,3})[ ]+(?=\D)", re.MULTILINE)
_HEAD_OF_TABLE = re.compile(r"\s*(?:序号|编号|项目|指标|类别|名称)[ ]")
_TEASER_LINE = re.compile(r"[^\s,;。:!?|][^\s,;。:!?|]{2,19};?")
_FEWEST_CLOSED = 2
_SPACED_SHARE = 0.7
_LONGEST_HEAD_LINE = 20
_FEWEST_BEFORE = 12
_FEWEST_LINES = 4
_WIDEST = 52
_FULL_SHARE = 0.6
_RAGGED = 2.5
_RAGGED_SHARE = 1 / 7
_NARROW = re.compile(r"[\x20-\x7e](?<![,;:!?()])")
_BETWEEN_BLANKS = re.compile(r"(?:[^ \n]| (?=\d)|(?<=\d) )+")
"""What stands between two blanks of a line; the one at a number parts nothing."""


def make_legible(text: str) -> Legible:
    """Take out what printing put into numbers and sentences.

    Args:
        text: as decoded.

    Returns:
        The legible text, with the way back; most texts are legible as they stand.
    """
    folded = fold(text)
    edits = sorted(
        [
            *_escapes(folded),
            *_sounds(folded),
            *_indents(folded),
            *_lines(folded),
            *_joined_lines(folded),
            *_numbers(folded),
        ]
    )
    if not edits:
        return Legible(text)
    pieces: list[str] = []
    shifts: list[tuple[int, int]] = []
    reached = length = 0
    for edit in edits:
        if edit.start < reached:
            continue
        pieces += [text[reached : edit.start], edit.read]
        length += edit.start - reached + len(edit.read)
        reached = edit.end
        shifts.append((length, reached))
    pieces.append(text[reached:])
    legible_places, printed_places = zip(*shifts, strict=True)
    return Legible("".join(pieces), legible_places, printed_places)


def _escapes(folded: str) -> Iterator[_Edit]:
    """Line ends that a program wrote as a backslash and an n."""
    found = list(_ESCAPED.finditer(folded)) if "\\n" in folded else []
    for match in found if len(found) >= _FEWEST_ESCAPED else ():
        starts_line = match.start() == 0 or folded[match.start() - 1] == "\n"
        yield _Edit(*match.span(), "" if starts_line else "\n")


def _sounds(folded: str) -> Iterator[_Edit]:
    """How characters sound, in brackets behind them; one alone may be a gloss that the author wrote."""
    found = list(_SOUND.finditer(folded)) if any(tone in folded for tone in _TONES) else []
    for match in found if len(found) >= _FEWEST_SOUNDS else ():
        yield _Edit(*match.span(), "")


def _indents(folded: str) -> Iterator[_Edit]:
    """Marks of question in the place of an indent, where several lines begin with them."""
    found = list(_LOST_INDENT.finditer(folded)) if "??" in folded else []
    for match in found if len(found) >= _FEWEST_INDENTS else ():
        yield _Edit(*match.span(), "")


def _numbers(folded: str) -> Iterator[_Edit]:
    """Numbers as printed badly: 6 1 %, 2· 8亿, 300 万 元, 5O万元, 3<soft hyphen>5家, 叁拾万元."""
    if " " in folded:
        for match in _LETTERSPACED.finditer(folded) if _DIGITS_APART.search(folded) else ():
            yield from _without_blanks(folded, Span(*match.span()))
        for match in _TORN_BOUND.finditer(folded):
            yield from _without_blanks(folded, Span(*match.span()))
        for match in _SET_APART.finditer(folded):
            if _is_prose(folded, match.start()):
                yield _Edit(match.start(), match.start("number"), "")
                yield _Edit(match.end("number"), match.end(), "")
    if any(mark in folded for mark in _AROUND_POINT):
        for match in _POINT.finditer(folded):
            yield _Edit(match.end("whole"), match.start("part"), ".")
    rows = _behind_row_numbers(folded)
    for match in _APART.finditer(folded):
        if match.start() not in rows:
            yield _Edit(*match.span(), "")
    if "O" in folded or "o" in folded or "Ｏ" in folded:
        for match in _LETTER_O.finditer(folded):
            yield _Edit(*match.span(), "0" * len(match[0]))
    for match in _LETTER_L.finditer(folded) if "l." in folded or "I." in folded else ():
        yield _Edit(*match.span(), "1")
    for match in _TWENTY.finditer(folded) if "⒛" in folded else ():
        yield _Edit(*match.span(), "20")
    for match in _DASH.finditer(folded) if any(mark in folded for mark in _ODD_MARKS) else ():
        yield _Edit(*match.span(), "-")
    for match in _FORMAL.finditer(folded):
        yield _Edit(*match.span(), match[0].translate(_PLAIN))


def _is_prose(folded: str, place: int) -> bool:
    """Whether the line of a place holds a sentence, and no row of a table set with blanks."""
    start, end = folded.rfind("\n", 0, place) + 1, folded.find("\n", place)
    return _MARKED.search(folded, start, len(folded) if end < 0 else end) is not None


def _behind_row_numbers(folded: str) -> set[int]:
    """Where the numbers of a table's rows end, which count no 万 or 个 behind them (4 万人专利拥有量 8.3)."""
    found = [(int(match[1]), match.end(1)) for match in find_at_lines(_ROW_BETWEEN_BLANKS, folded)]
    counts = [count for count, _ in found]
    return {end for _, end in found} if len(found) > 1 and counts == [*range(1, len(found) + 1)] else set()


def _without_blanks(folded: str, span: Span) -> Iterator[_Edit]:
    for place in range(span.start, span.end):
        if folded[place] == " ":
            yield _Edit(place, place + 1, "")


def _lines(folded: str) -> Iterator[_Edit]:
    """Line ends in the middle of a sentence, with the running head that a page put between its halves."""
    if "\n" not in folded:
        return
    lines = [Span(*match.span()) for match in _LINE.finditer(folded) if match.start() < match.end()]
    lines = [line for line in lines if not line.of(folded).isspace()]
    page = _Page.of(folded, lines)
    heads: set[str] = set()
    index = 0
    while index < len(lines) - 1:
        line, step = lines[index], 1
        if _breaks_off(folded, line, page):
            step = _booklet_head(folded, lines[index + 1 : index + 4]) + 1
            following = lines[index + step] if index + step < len(lines) else None
            if following is not None and _goes_on(folded, line, following, page):
                end = line.start + len(line.of(folded).rstrip())
                start = following.end - len(following.of(folded).lstrip())
                heads.add(_text_of(folded, lines[index + 1 : index + step]))
                yield _Edit(end, start, _between(folded[end - 1], folded[start]))
            else:
                step = 1
        index += step
    yield from _other_heads(folded, lines, heads - {""})
    yield from _teaser(folded, lines)


def _joined_lines(folded: str) -> Iterator[_Edit]:
    """Blanks in mid-sentence where a page joined its wrapped lines: what they part has one width."""
    for line in _LINE.finditer(folded) if " " in folded else ():
        if len(line[0]) < _FEWEST_LINES * _FEWEST_BEFORE or " " not in line[0] or _GAP.search(line[0]):
            continue
        pieces = [Span(*match.span()) for match in _BETWEEN_BLANKS.finditer(folded, *line.span())]
        if (width := _width(folded, pieces, 0)) is None:
            continue
        for piece, following in pairwise(pieces):
            last, first = folded[piece.end - 1], folded[following.start]
            full = _measure(folded, piece, 0) >= width - _ragged(width)
            if full and last not in _FINISHED and not _STARTS_UNIT.match(following.of(folded)):
                yield _Edit(piece.end, following.start, _between(last, first))


def _teaser(folded: str, lines: list[Span]) -> Iterator[_Edit]:
    """Statements that a page sets in short lines above its text, each over several and closed by a semicolon."""
    run: list[Span] = []
    for line in lines:
        if _TEASER_LINE.fullmatch(line.of(folded)):
            run.append(line)
            continue
        closed = sum(folded[part.end - 1] == ";" for part in run)
        if closed >= _FEWEST_CLOSED and len(run) > closed + 1:
            for above, below in pairwise(run):
                if folded[above.end - 1] != ";" and not _STARTS_UNIT.match(below.of(folded)):
                    yield _Edit(above.end, below.start, "")
        run = []


def _other_heads(folded: str, lines: list[Span], heads: set[str]) -> Iterator[_Edit]:
    """The running heads of a booklet that cut no sentence: those that cut one elsewhere."""
    for index in range(1, len(lines) if heads else 0):
        count = _booklet_head(folded, lines[index : index + 3])
        if count and _text_of(folded, lines[index : index + count]) in heads:
            yield _Edit(lines[index].start, lines[index + count - 1].end, "")


def _text_of(folded: str, lines: list[Span]) -> str:
    return "".join(line.of(folded).strip() for line in lines)


def _between(before: str, after: str) -> str:
    return " " if before.isascii() and before.isalnum() and after.isascii() and after.isalpha() else ""


class _Page(NamedTuple):
    """How a text is set: the width at which it is wrapped, where its lines begin, what parts or ends them.

    `spaced` tells whether blank lines part them all, `stopless` whether paragraphs end without a full stop.
    """

    width: float | None
    margin: int
    spaced: bool
    stopless: bool

    @classmethod
    def of(cls, folded: str, lines: list[Span]) -> _Page:
        margin = Counter(_indent(folded, line) for line in lines).most_common(1)[0][0] if lines else 0
        prose = [line for line in lines if not _GAP.search(folded, line.start, line.end)]
        width = _width(folded, prose, margin)
        parted = sum(folded.count("\n", line.end, below.start) > 1 for line, below in pairwise(lines))
        sentences = [quote for line in lines if _SENTENCE.search(quote := line.of(folded).rstrip())]
        bare = sum(quote[-1] not in _FINISHED and quote[-1] not in _PAUSES for quote in sentences)
        return cls(
            width,
            margin,
            spaced=width is not None and parted >= _SPACED_SHARE * len(lines),
            stopless=width is None and bare >= max(_FEWEST_LINES, _FULL_SHARE * len(sentences)),
        )


def _indent(folded: str, line: Span) -> int:
    quote = line.of(folded)
    return len(quote) - len(quote.lstrip())


def _width(folded: str, lines: list[Span], margin: int) -> float | None:
    """The width at which a text is wrapped: that of most lines which no stop ends; few may be wider.

    No page is set so wide that paragraphs of one length, which end without a stop, would be its lines.
    """
    unended = (line for line in lines if folded[line.end - 1] not in _FINISHED)
    lengths = sorted((_measure(folded, line, margin) for line in unended), reverse=True)
    for widest in dict.fromkeys(lengths[: len(lengths) // 10 + 2]):
        if not _FEWEST_BEFORE <= widest <= _WIDEST:
            continue
        full = sum(widest >= length >= widest - _ragged(widest) for length in lengths)
        if full < max(_FEWEST_LINES, _FULL_SHARE * len(lengths)):
            continue
        wider = sum(_measure(folded, line, margin) > widest for line in lines)
        if wider <= len(lines) // 10 + 1:
            return widest
    return None


def _ragged(width: float) -> float:
    """By how much a full line may fall short of the width, the first of a paragraph that lost its indent among them."""
    return max(_RAGGED, width * _RAGGED_SHARE)


def _measure(folded: str, line: Span, margin: int) -> float:
    """How wide a line is printed, in Chinese characters; digits, letters and blanks of its indent take half of one."""
    quote = line.of(folded).strip()
    return len(quote) - len(_NARROW.findall(quote)) / 2 + max(0, _indent(folded, line) - margin) / 2


def _breaks_off(folded: str, line: Span, page: _Page) -> bool:
    quote = line.of(folded).rstrip()
    if not quote or quote[-1] in _FINISHED or "|" in quote or "\t" in quote:
        return False
    if page.width is not None and _measure(folded, line, page.margin) >= page.width - _ragged(page.width):
        return True
    if len(quote) < _FEWEST_BEFORE or quote[-1] in _PAUSES or page.stopless:
        return len(quote) >= _FEWEST_BEFORE and quote[-1] in _PAUSES
    # A heading may hold a comma, but neither a sentence nor a figure.
    return bool(_SENTENCE.search(quote) or (_MARKED.search(quote) and _FIGURE.search(quote)))


def _goes_on(folded: str, line: Span, following: Span, page: _Page) -> bool:
    """Whether a line goes on with the sentence of the one before."""
    quote = following.of(folded)
    if _STARTS_UNIT.match(quote) or "|" in quote or "\t" in quote or _is_next_row(line.of(folded), quote):
        return False
    indented = _indent(folded, following) - max(page.margin, _indent(folded, line))
    if indented > 0 and page.width is not None and folded[line.end - 1] != ",":
        return False
    if page.spaced and _GAP.search(quote):
        return False
    # 序号 指标 2023年目标 below the title of a table
    if _HEAD_OF_TABLE.match(quote) and not _MARKED.search(quote):
        return False
    apart = folded.count("\n", line.end, following.start) > 1 and not page.spaced
    return bool(_MARKED.search(quote)) or (not apart and page.width is not None)


def _is_next_row(above: str, quote: str) -> bool:
    """Whether a line is the next row of a numbered table (2 技术合同 7.9 10 below 1 专利 8 9, or below 序号 指标)."""
    number, before = _ROW_NUMBER.match(quote), _ROW_NUMBER.match(above)
    if number is None:
        return False
    return int(number[1]) == int(before[1]) + 1 if before else _HEAD_OF_TABLE.match(above) is not None


def _booklet_head(folded: str, lines: Iterable[Span]) -> int:
    """How many lines are the running head of a booklet: short ones without a stop that end as a title does."""
    joined = ""
    for count, line in enumerate(lines, start=1):
        quote = line.of(folded).strip()
        if len(quote) > _LONGEST_HEAD_LINE or _MARKED.search(quote) or _STARTS_UNIT.match(quote):
            return 0
        joined += quote
        if _HEAD_OF_BOOKLET.match(joined):
            return count
    return 0
