"""Blank what stands round the clauses: chrome, lists of attachments, signatures, dates, closing formulas.

Blanking keeps every offset: a blanked character becomes a space, and clauses end before trailing space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.models import Span
from policycmp.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Document

_YEAR = r"(?:\d{4}|[〇零○一二三四五六七八九]{4})"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = rf"{_YEAR} ?年 ?{_DAY} ?月 ?{_DAY} ?日"
_DATE_LINE = re.compile(rf"(?P<signature>[^。;:!?,\n]{{0,40}}?) ?{_DATE} ?(?:印发)?\)?$")
_SIGNATURE = re.compile(r"[^。;:!?,\n\d]{2,40}$")
_FORMULA = re.compile(
    r"\(?(?:此件|联系人|联系电话|抄送|主题词|公开方式|信息公开)"
    r"|(?:本|该|此|以上)(?:实施)?(?:意见|措施|办法|方案|政策|文件|通知|规定|细则|若干措施|若干政策|决定)"
    r"[^。\n]{0,30}(?:施行|实施|执行|生效|负责解释|有效期)"
)
_INLINE_SIGNATURE = re.compile(rf"(?<=[。)!])[ ]*[^。;:!?,\n]{{0,40}}{_DATE}[ ]*$")
_ANNEX = re.compile(r"(?:(?<=[。)!\n])|^)[ ]*(?:相关)?附件[ ]?\d{0,2}[ ]?:", re.MULTILINE)
_FIRST = re.compile(r"(?:(?<=[。!?:])|(?<=\s))一、|第一[章条]|\(一\)")
_LISTED = re.compile(r"[ ]*\d{1,2}[ ]?[.、][^。;\n]{2,80}$")
_CLOSING_LINES = 12


def blank(document: Document) -> str:
    """Fold a document's text and blank what belongs to no clause.

    Args:
        document: as read; its masks are blanked first.

    Returns:
        A text of the same length, line ends kept.
    """
    plain = _without(fold(document.text), [mask.span for mask in document.masks])
    plain = _without(plain, list(_annex_lists(plain)))
    plain = _without(plain, list(_signatures(plain)))
    return _without(plain, list(_closing(plain)))


def _without(plain: str, spans: list[Span]) -> str:
    pieces = []
    position = 0
    for span in sorted(spans):
        start = max(position, span.start)
        if start < span.end:
            pieces += [plain[position:start], _blanked(plain[start : span.end])]
            position = span.end
    return "".join([*pieces, plain[position:]])


def _blanked(quote: str) -> str:
    return "\n".join(" " * len(line) for line in quote.split("\n"))


def _annex_lists(plain: str) -> Iterator[Span]:
    """`附件:1.…` to the end of its line with the names below; not where a plan starts in that line."""
    for match in _ANNEX.finditer(plain):
        end = _line_end(plain, match.end())
        if _FIRST.search(plain, match.end(), end):
            continue
        while _LISTED.match(plain, end + 1, _line_end(plain, end + 1)):
            end = _line_end(plain, end + 1)
        yield Span(match.start(), end)


def _line_end(plain: str, position: int) -> int:
    end = plain.find("\n", position)
    return len(plain) if end < 0 else end


def _signatures(plain: str) -> Iterator[Span]:
    """A line that ends in a date and holds at most a name besides, with the name on the line above it."""
    previous = Span(0, 0)
    for line in _lines(plain):
        match = _DATE_LINE.match(line.of(plain))
        if match:
            yield line
            if not match["signature"].strip() and _SIGNATURE.match(previous.of(plain)):
                yield previous
        previous = line


def _closing(plain: str) -> Iterator[Span]:
    """The last lines that are formulas (本意见自发布之日起施行), and a signature run into the last clause."""
    for line in list(_lines(plain))[: -_CLOSING_LINES - 1 : -1]:
        if not _FORMULA.match(line.of(plain)):
            match = _INLINE_SIGNATURE.search(plain, max(line.start, line.end - 80), line.end)
            if match:
                yield Span(*match.span())
            return
        yield line


def _lines(plain: str) -> Iterator[Span]:
    """The lines that hold anything, without surrounding blanks."""
    start = 0
    for line in plain.split("\n"):
        quote = line.strip()
        if quote:
            left = start + line.index(quote[0])
            yield Span(left, left + len(quote))
        start += len(line) + 1
