"""PDF files: lines rejoined into paragraphs, without page headers, footers and page numbers, tables as rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from policycmp.errors import ReadError
from policycmp.models import Issue, PageLines, Severity
from policycmp.readers.pdf_file import lay_out, open_pdf
from policycmp.readers.pdf_lines import Line, page_lines
from policycmp.readers.reading import Reading

if TYPE_CHECKING:
    from policycmp.readers.reading import Raw

_LOST = "\ufffd"
_NUMBER = re.compile(
    r"^[-—–―_·.\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–―_·.\s]*$"
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
_MOST_UNMAPPED = 0.3
_MOST_PAGES_NAMED = 8
_ARE_PICTURES = ("is a picture; it needs OCR to be read", "are pictures; they need OCR to be read")


def read_pdf(raw: Raw) -> Reading:
    """Read a PDF."""
    document, repaired = open_pdf(raw.content)
    pages = []
    issues = (
        [_warning("is damaged and was repaired; check that nothing is missing at its end")]
        if repaired
        else []
    )
    damaged: dict[str, list[int]] = defaultdict(list)
    pictures: list[int] = []
    for number, page in enumerate(document.pages, 1):
        lines: list[Line] = []
        try:
            lay_out(page)
            lines = page_lines(page)
            if not lines and page.images:
                pictures.append(number)
            page.close()
        except (ReadError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - pdfminer lets errors of every kind through on damaged pages
            damaged[type(error).__name__].append(number)
        pages.append(lines)
    _refuse_empty(pages, pictures, damaged)
    issues += [_warning(f"{_pages(numbers)} could not be read ({kind})") for kind, numbers in damaged.items()]
    if pictures:
        issues.append(_warning(f"{_pages(pictures)} {_ARE_PICTURES[len(pictures) > 1]}"))
    bodies, dropped = _without_furniture(pages)
    bodies = [[line for line in lines if line.text] for lines in bodies]
    text, starts = _paragraphs(bodies)
    return Reading(text, None, (*issues, *_doubts(text, dropped)), lines=_places(bodies, starts))


def _warning(message: str) -> Issue:
    return Issue(Severity.WARNING, "read", message)


def _refuse_empty(pages: list[list[Line]], pictures: list[int], damaged: dict[str, list[int]]) -> None:
    if any(pages):
        return
    if pictures:
        raise ReadError(
            "is a scan without text; it needs OCR, as `ocrmypdf -l chi_sim SCAN.pdf PLAN.pdf` does"
        )
    if damaged:
        kinds = ", ".join(sorted(damaged))
        raise ReadError(f"has no page that can be read ({kinds}); save it as .txt or .docx")
    raise ReadError("has pages without text; save it as .txt or .docx")


def _pages(numbers: list[int]) -> str:
    """Name pages on one line: `page 3`, `pages 3, 4, 7 and 12 more`."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    more = len(numbers) - _MOST_PAGES_NAMED
    return f"pages {', '.join(map(str, numbers[:_MOST_PAGES_NAMED]))}" + (
        f" and {more} more" if more > 0 else ""
    )


def _doubts(text: str, dropped: int) -> list[Issue]:
    lost = text.count(_LOST)
    if lost > _MOST_UNMAPPED * len(text):
        raise ReadError("has fonts that do not tell their characters; it needs OCR, then save it as .txt")
    issues = []
    if lost:
        issues.append(
            _warning(f"{lost} characters are drawn in fonts that do not tell them, and stand as {_LOST}")
        )
    if dropped:
        issues.append(
            Issue(Severity.NOTE, "read", f"{dropped} page headers, footers and page numbers are left out")
        )
    return issues


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
        (start, number, line.is_row, (line.left, line.top, line.right, line.bottom or line.top + line.size))
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
    return id(line) in margins and line.right > margins[id(line)][1] - line.size


def _margins(lines: list[Line]) -> tuple[float, float]:
    """Find where full lines begin and end: few lines are outside, such as notes in the margin."""
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    return (lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]) if lines else (0.0, 0.0)
