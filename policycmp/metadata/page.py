"""What the other modules of metadata look at: the visible text, its page header, and the lines above its body."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold, strip
from policycmp.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.models import Document, Mask

NUMBERED = re.compile(
    r"第[ ]?[一二三四五六七八九十百]+[ ]?[章条篇]|[一二三四五六七八九十]+[ ]?、|\([ ]?[一二三四五六七八九十]+[ ]?\)"
)
_MARKDOWN_HEADING = re.compile(r"#{1,6} ")
_HEADER_REASONS = frozenset(("page header", "legal database"))
_FOOTER_REASONS = frozenset(("page tail", "site footer"))
_BREADCRUMB = frozenset(("breadcrumb",))
_BETWEEN_CRUMBS = re.compile(r"\s*[>»›/\n]\s*")
_MOST_LINES = 60
_LONGEST_HEAD = 5000


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its masks blanked out; every text here is as long as the document's, so spans fit them all.

    `head` are the lines above the first sentence or numbered heading, `lines` all lines, `stem` the file's name;
    `header` and `foot` are what is masked over and under the plan, `crumbs` what its breadcrumbs name: the channels of
    a site, perhaps the plan itself.
    """

    text: str
    folded: str
    header: str
    foot: str
    lines: tuple[Span, ...]
    head: tuple[Span, ...]
    stem: str
    crumbs: frozenset[str] = frozenset()

    def quote(self, span: Span) -> str:
        """Quote the original, without the line breaks and blanks that a layout puts between ideographs."""
        joined = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", span.of(self.text))
        return re.sub(r"\s+", " ", joined).strip()

    def squeezed_head(self) -> str:
        """The lines above the body without blanks (old copies write 2 0 0 1年), brackets rejoined over lines."""
        head = "\n".join(re.sub(r"\s", "", line.of(self.folded)) for line in self.head or self.lines[:1])
        return re.sub(
            r"\([^()]{0,120}\)", lambda match: match.group().replace("\n", ""), head[:_LONGEST_HEAD]
        )


def view_page(document: Document) -> Page:
    """Blank the masks out and find the lines."""
    text = _blank_out(document.text, document.masks)
    folded = _blank_out(fold(document.text), document.masks)
    lines = _lines(folded)
    head: list[Span] = []
    for line in lines[:_MOST_LINES]:
        if "。" in (quote := line.of(folded)) or ";" in quote or NUMBERED.match(quote):
            break
        head.append(line)
    header, foot = (_masked(document, reasons) for reasons in (_HEADER_REASONS, _FOOTER_REASONS))
    crumbs = frozenset(_BETWEEN_CRUMBS.split(_masked(document, _BREADCRUMB)))
    return Page(text, folded, header, foot, tuple(lines), tuple(head), PurePath(document.path).stem, crumbs)


def _masked(document: Document, reasons: frozenset[str]) -> str:
    return fold("\n".join(mask.span.of(document.text) for mask in document.masks if mask.reason in reasons))


def _blank_out(text: str, masks: Iterable[Mask]) -> str:
    pieces, end = [], 0
    for mask in masks:
        pieces += [text[end : mask.span.start], "\n" * (mask.span.end - mask.span.start)]
        end = mask.span.end
    return "".join([*pieces, text[end:]])


def _lines(folded: str) -> list[Span]:
    spans = []
    start = 0
    for line in folded.split("\n"):
        mark = _MARKDOWN_HEADING.match(line)
        span = strip(folded, Span(start + (mark.end() if mark else 0), start + len(line)))
        start += len(line) + 1
        if span.start < span.end:
            spans.append(span)
    return spans
