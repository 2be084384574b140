"""Pages of lines → one text: without page headers, footers and page numbers, lines rejoined into paragraphs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Issue, PageLines, PlacedLine, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.readers.page_layout import Line

_NUMBER = re.compile(
    # Recognition takes a dash for 一 where no letter stands beside it.
    r"^[-—–―_·.一\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–―_·.一\s]*$"
)
_DIGITS = re.compile(r"\d+")
_HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十百]+[章节条篇编]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、]\D"
    r"|[（(]\d{1,2}[）)]|[①-⑳]|——)"
)
# What no running head has: the number of a clause, a comma.
_PROSE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]+条)|[，；。]"
)
_SENTENCE_END = re.compile(r"[。；！？：:;!?”）)]$")
_EDGE_LINES = 2
_FEWEST_REPEATS = 3
_REPEAT_SHARE = 0.4
_INDENT = 1.2  # in characters
_SHORT = 1.8
_SHORT_BEFORE_NUMBER = 4.5
_SAME_SIZE = 0.2
_SOME_INDENTED = 0.05
_FEWEST_IN_BLOCK = 5
_MOST_PAGES_NAMED = 8


@dataclass(frozen=True, slots=True)
class PagedText:
    """The text of some pages, where its lines stand, and how many lines were left out as furniture of the pages."""

    text: str
    lines: PageLines
    dropped: int

    def notes(self) -> list[Issue]:
        """Tell what was left out."""
        if not self.dropped:
            return []
        message = f"{self.dropped} page headers, footers and page numbers are left out"
        return [Issue(Severity.NOTE, "read", message)]


def join_pages(pages: list[list[Line]]) -> PagedText:
    """Make one text of pages.

    Args:
        pages: the lines of each page, in the order in which they are read.
    """
    bodies, dropped = _without_furniture(pages)
    bodies = [[line for line in lines if line.text] for lines in bodies]
    text, starts = _paragraphs(bodies)
    return PagedText(text, _places(bodies, starts), dropped)


def name_pages(numbers: Sequence[int]) -> str:
    """Name pages on one line: `page 3`, `pages 3, 4, 7 and 12 more`."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    more = len(numbers) - _MOST_PAGES_NAMED
    return f"pages {', '.join(map(str, numbers[:_MOST_PAGES_NAMED]))}" + (
        f" and {more} more" if more > 0 else ""
    )


def _without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """Drop what repeats at the edges of the pages; it would stand inside sentences."""
    repeats = Counter(key for lines in pages for key in {_key(line) for line in _edges(lines)})
    most = max(_FEWEST_REPEATS, _REPEAT_SHARE * len(pages))
    numbered = _numbered(pages)
    bodies = []
    for index, lines in enumerate(pages):
        edges = [id(line) for line in _edges(lines)]
        bodies.append(
            [
                line
                for line in lines
                if id(line) not in edges
                or _PROSE.search(line.text)
                or not (repeats[_key(line)] >= most or _is_number(line, index, numbered))
            ]
        )
    return bodies, sum(map(len, pages)) - sum(map(len, bodies))


def _edges(lines: list[Line]) -> list[Line]:
    plain = sorted((line for line in lines if not line.is_row), key=lambda line: line.top)
    return plain if len(plain) <= 2 * _EDGE_LINES else [*plain[:_EDGE_LINES], *plain[-_EDGE_LINES:]]


def _key(line: Line) -> str:
    return _DIGITS.sub("0", "".join(line.text.split()))


def _numbered(pages: list[list[Line]]) -> int | None:
    """Find by how much the printed page numbers differ from the count of pages; None where none are printed."""
    shifts: Counter[int] = Counter()
    for index, lines in enumerate(pages):
        shifts.update(
            {int(match[1]) - index for line in _edges(lines) if (match := _NUMBER.match(line.text))}
        )
    shift, count = max(shifts.items(), key=lambda item: (item[1], -abs(item[0])), default=(0, 0))
    return shift if count > 1 or (count and len(pages) == 1) else None


def _is_number(line: Line, index: int, shift: int | None) -> bool:
    match = _NUMBER.match(line.text)
    return shift is not None and match is not None and int(match[1]) - index == shift


def _paragraphs(pages: list[list[Line]]) -> tuple[str, list[int]]:
    """Join lines that the width of their page or column broke; tell where in the text each line starts."""
    lines = [line for page in pages for line in page]
    margins = _margins_by_line(pages)
    indented = _tells_indents(lines, margins)
    pieces: list[str] = []
    starts: list[int] = []
    size = 0
    for before, line in zip([None, *lines], lines, strict=False):
        gap = "\n" if before else ""
        if before and _runs_on(before, line, margins, indented=indented):
            gap = " " if before.text[-1].isascii() and line.text[0].isascii() else ""
            if before.text[-1].isdigit() and line.text[0].isdigit() and _is_full(before, margins):
                gap = ""  # a number that the width broke
        pieces += [gap, line.text]
        starts.append(size + len(gap))
        size += len(gap) + len(line.text)
    return "".join(pieces) + "\n", starts


def _places(pages: list[list[Line]], starts: list[int]) -> PageLines:
    """Tell on which page each line of the text stands, and where."""
    lines = [(number, line) for number, page in enumerate(pages, 1) for line in page]
    return PageLines.of(
        PlacedLine(
            start,
            number,
            (line.left, line.top, line.right, line.bottom or line.top + line.size),
            line.is_row,
            line.sure,
        )
        for start, (number, line) in zip(starts, lines, strict=True)
    )


def _margins_by_line(pages: list[list[Line]]) -> dict[int, tuple[float, float]]:
    """Find where full lines begin and end: page by page and column by column, where there are lines enough to tell."""
    prose = [[line for line in page if not line.is_row] for page in pages]
    common = {
        column: _margins([line for page in prose for line in page if line.column == column])
        for column in {line.column for page in prose for line in page}
    }
    margins: dict[int, tuple[float, float]] = {}
    for page in prose:
        for column in {line.column for line in page}:
            block = [line for line in page if line.column == column]
            own = _margins(block) if len(block) >= _FEWEST_IN_BLOCK else common[column]
            margins |= {id(line): own for line in block}
    return margins


def _tells_indents(lines: list[Line], margins: dict[int, tuple[float, float]]) -> bool:
    """Tell whether paragraphs begin with an indent."""
    prose = [line for line in lines if not line.is_row]
    indented = sum(line.left > margins[id(line)][0] + _INDENT * line.size for line in prose)
    return indented >= _SOME_INDENTED * len(prose)


def _runs_on(before: Line, line: Line, margins: dict[int, tuple[float, float]], *, indented: bool) -> bool:
    """Tell whether a line goes on with the sentence of the one before it."""
    if before.is_row or line.is_row or abs(before.size - line.size) > _SAME_SIZE * line.size:
        return False
    (left, _), (_, right) = margins[id(line)], margins[id(before)]
    ended = _SENTENCE_END.search(before.text)
    # A number is not broken, so a line before one may end early; a paragraph would begin with an indent.
    short = _SHORT if ended or not indented else _SHORT_BEFORE_NUMBER
    if before.right < right - short * before.size or line.left > left + _INDENT * line.size:
        return False
    return not (ended and (not indented or _HEADING.match(line.text)))


def _is_full(line: Line, margins: dict[int, tuple[float, float]]) -> bool:
    # Where a recognised line ends is measured less exactly than where a printed one does.
    slack = line.size * (1 if line.sure is None else _SHORT)
    return id(line) in margins and line.right > margins[id(line)][1] - slack


def _margins(lines: list[Line]) -> tuple[float, float]:
    """Find where full lines begin and end: few lines are outside, such as notes in the margin."""
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    return (lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]) if lines else (0.0, 0.0)
