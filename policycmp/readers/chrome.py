"""What stands round a plan and is no part of it: menus, buttons, blurbs, page numbers.

It is masked, not cut, so offsets stay. A doubtful line stays: words that a plan may use itself (来源, 时间)
count only above its first sentence or below its last.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold, sentences, strip
from policycmp.language.title_words import TEXTS
from policycmp.models import Mask, Span
from policycmp.readers.furniture import (
    ANYWHERE,
    BLURB,
    BLURB_LEAD,
    BREADCRUMB,
    CREDIT_BEHIND,
    CRUMB,
    DIGEST,
    EMPTY_FIELD,
    FOOT,
    HEADER,
    RELATED,
    RUNNING_FOOT,
    RUNNING_HEAD,
    RUNNING_TAIL,
    RUNNING_TAIL_SIGN,
    SITE_STAMP,
    SITE_SUFFIX,
    TAIL,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CONTENT = re.compile(
    r"[。;]|^(?:第[一二三四五六七八九十百]+[章节条篇]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)"
    r"|\d{1,2}[.、]\D|各.{2,}:$)"
)
_TITLE = re.compile(rf"关于|(?:{TEXTS}|通知|决定|纲要|报告|条例)$")
_BARE_NUMBER = re.compile(r"^\d{1,3}$")
_PIPES = re.compile(r"^[ \t]*\|[ \t|]*|(?<![ \t|])[ \t|]*+$")
_SENTENCE_END = re.compile(r"[。;:!?”)]")
_STOP = re.compile(r"[,;:】)\s]\s*")
_PAGE_OF_DIGEST = re.compile(r"(?:^|(?<=[^。;:!?\d\n]))(?P<page>\d{1,3})、", re.MULTILINE)
_SHORTEST_PAGE = 150
_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|table|t[rdh]|t?body|thead|span|strong|br|hr|[uo]l|li|a|img|font|b|i|em|center|section|col\w*)"
    r"(?:\s[^<>]{0,400})?/?>|&nbsp;",
    re.IGNORECASE,
)
_FEWEST_TAGS = 3
_PAGES_APART = 300
_FEWEST_PAGES = 3
_LONGEST_LINE = 400
_LONGEST_VALUE = 40
_FEWEST_SENTENCES = 2
_FEWEST_COMMAS = 4
_LONG_FOR_FURNITURE = 120
_FIRST_STOP = re.compile(r"。|(?<=[㐀-鿿])\.(?!\d)|;")
_HEAD = 3000
_TAIL = 1500
_REPEATED = 10


def find_masks(text: str) -> tuple[Mask, ...]:
    """Find what is no part of the plan in a decoded text.

    Args:
        text: the decoded text, each line end one character.

    Returns:
        Masks as spans into `text` with their reasons, sorted, none overlapping another.
    """
    folded = fold(text)
    lines = _lines(folded)
    found = [
        *_everywhere(folded, lines),
        *_page_numbers(folded, lines),
        *_blurbs(folded),
        *_running_head(folded, lines),
        *_running_tail(folded),
        *(Mask(strip(folded, Span(*match.span())), "credit") for match in CREDIT_BEHIND.finditer(folded)),
        *(Mask(Span(*match.span()), "site name") for match in SITE_STAMP.finditer(folded[:_HEAD])),
    ]
    taken = {mask.span.start for mask in found}
    rest = [line for line in lines if line.start not in taken]
    found += _header(folded, rest)
    found += _tail(folded, lines)
    found += _digest_pages(folded)
    found += _markup(folded)
    found += _edge_pipes(folded, lines)
    return _without_overlap(found)


def _lines(folded: str) -> list[Span]:
    """The lines that hold anything, without surrounding blanks."""
    spans = []
    start = 0
    for line in folded.split("\n"):
        span = strip(folded, Span(start, start + len(line)))
        start += len(line) + 1
        if span.start < span.end:
            spans.append(span)
    return spans


def _bare(folded: str, line: Span) -> str:
    """A line without the pipes of a layout table round it; empty where it is too long for furniture, or holds text."""
    if line.end - line.start > _LONGEST_LINE or _holds_text(folded, line):
        return ""
    return line.of(folded).strip(" \t|")


def _holds_text(folded: str, line: Span) -> bool:
    """Tell whether a line is text that lost its line ends, typed with the stops of a keyboard or not."""
    if folded.count("。", line.start, line.end) >= _FEWEST_SENTENCES:
        return True
    return (
        line.end - line.start > _LONG_FOR_FURNITURE
        and folded.count(",", line.start, line.end) >= _FEWEST_COMMAS
    )


def _everywhere(folded: str, lines: list[Span]) -> Iterator[Mask]:
    for line in lines:
        bare = _bare(folded, line)
        if bare:
            if reason := _reason(bare, ANYWHERE):
                yield Mask(line, reason)
        elif not line.of(folded).strip(" \t|"):
            yield Mask(line, "table pipes")


def _page_numbers(folded: str, lines: list[Span]) -> list[Mask]:
    """Bare numbers on their own lines that count up a page apart and cut at least one sentence in two.

    The numbers of a table's rows stand together, and no sentence runs across them.
    """
    runs: list[list[tuple[Span, bool]]] = []
    for before, line in pairwise([Span(0, 0), *lines]):
        if not _BARE_NUMBER.match(line.of(folded)):
            continue
        last = runs[-1][-1][0] if runs else None
        inside = bool(before.of(folded)) and not _SENTENCE_END.search(before.of(folded)[-1])
        if last and _follows(folded, last, line):
            runs[-1].append((line, inside))
        else:
            runs.append([(line, inside)])
    runs = [run for run in runs if len(run) >= _FEWEST_PAGES and any(inside for _, inside in run)]
    return [Mask(line, "page number") for run in runs for line, _ in run]


def _follows(folded: str, last: Span, line: Span) -> bool:
    return int(line.of(folded)) == int(last.of(folded)) + 1 and line.start - last.end > _PAGES_APART


def _blurbs(folded: str) -> Iterator[Mask]:
    """What text-sharing sites put before and behind a plan, with the torn start of the plan in it."""
    for end in (Span(0, _HEAD), Span(max(_HEAD, len(folded) - _TAIL), len(folded))):
        quote = end.of(folded)
        for sentence in sentences(quote) if BLURB.search(quote) else ():
            if match := BLURB.search(sentence.of(quote)):
                span = sentence.shift(end.start)
                start = _blurb_start(folded, span, span.start + match.start())
                yield Mask(Span(start, span.end), "editor's blurb")


def _blurb_start(folded: str, sentence: Span, sign: int) -> int:
    """Where a blurb begins: with the line where the plan starts anew behind it, else at its first word."""
    line_start = folded.rfind("\n", 0, sentence.start) + 1
    opening = folded[line_start : line_start + _REPEATED].strip()
    if sentence.start < _HEAD and len(opening) == _REPEATED and opening in folded[sentence.end :]:
        return line_start
    leads = [match.start() for match in BLURB_LEAD.finditer(folded, sentence.start, sign)]
    stops = [match.end() for match in _STOP.finditer(folded, sentence.start, sign)]
    return leads[-1] if leads else stops[-1] if stops else sentence.start


def _running_head(folded: str, lines: list[Span]) -> Iterator[Mask]:
    """Page noise before the first sentence of a plan that stands on one line."""
    line = next((line for line in lines if _holds_text(folded, line)), None)
    stop = _FIRST_STOP.search(folded, line.start, line.end) if line and line.start < _HEAD else None
    if line and stop:
        for match in RUNNING_HEAD.finditer(folded, line.start, stop.start()):
            yield Mask(strip(folded, Span(*match.span())), "page header")


def _running_tail(folded: str) -> Iterator[Mask]:
    """Page noise behind the last word of a plan that stands on one line."""
    start = max(0, len(folded) - _TAIL)
    match = RUNNING_TAIL.search(folded, start)
    if match is None or not RUNNING_TAIL_SIGN.search(match.group()):
        match = RUNNING_FOOT.search(folded, start)
    if match:
        yield Mask(strip(folded, Span(*match.span())), "page tail")


def _header(folded: str, lines: list[Span]) -> Iterator[Mask]:
    """Walk down to the first line that only a plan can have."""
    absorb: Callable[[str], bool] | None = None
    for index, line in enumerate(lines):
        bare = _bare(folded, line)
        reason = _reason(bare, HEADER)
        close = index > 0 and folded.count("\n", lines[index - 1].end, line.start) == 1
        if reason is None and absorb and close and absorb(bare):
            reason = "page header"
        elif reason is None and _CONTENT.search(bare or "。"):
            return
        if reason:
            yield Mask(line, reason)
            absorb = _absorber(bare) or (absorb if absorb is _is_crumb else None)
        else:
            absorb = None
            yield from _site_suffix(folded, line)


def _absorber(bare: str) -> Callable[[str], bool] | None:
    """What may follow a header line and belong to it: a field's value, or the steps of a breadcrumb."""
    if BREADCRUMB.search(bare):
        return _is_crumb
    return _is_value if EMPTY_FIELD.search(bare) else None


def _is_crumb(bare: str) -> bool:
    return bool(CRUMB.match(bare)) and not _TITLE.search(bare)


def _is_value(bare: str) -> bool:
    return 0 < len(bare) <= _LONGEST_VALUE and not _TITLE.search(bare) and not bare.endswith(":")


def _site_suffix(folded: str, line: Span) -> Iterator[Mask]:
    """The name of the site behind a title; with the title where the page repeats it below."""
    match = SITE_SUFFIX.search(line.of(folded))
    if match:
        title = folded[line.start : line.start + match.start()]
        repeated = title in folded[line.end :]
        yield Mask(Span(line.start if repeated else line.start + match.start(), line.end), "site name")


def _tail(folded: str, lines: list[Span]) -> Iterator[Mask]:
    """Walk up to the last line that only a plan can have; what stands below 相关链接 or a page's foot goes too."""
    below: list[Span] = []
    for line in reversed(lines):
        bare = _bare(folded, line)
        foot = FOOT.match(folded, line.start, line.end)
        reason = _reason(bare, (*TAIL, *ANYWHERE)) or ("site footer" if foot else None)
        if reason:
            yield Mask(line, reason)
            if foot or RELATED.match(bare):
                yield from (Mask(span, reason) for span in below)
            below = []
        elif _CONTENT.search(bare or "。"):
            return
        else:
            below.append(line)


def _digest_pages(folded: str) -> Iterator[Mask]:
    """The numbers that a text-sharing site puts before each page of its digest, in mid-sentence."""
    if not DIGEST.search(folded[:_HEAD]):
        return
    expected, reached = 1, 0
    for match in _PAGE_OF_DIGEST.finditer(folded):
        inside = not _SENTENCE_END.search(folded[: match.start()].rstrip()[-1:])
        far = match.start() - reached >= _SHORTEST_PAGE
        if int(match["page"]) != expected or (expected > 1 and not (far and inside)):
            continue
        yield Mask(Span(*match.span()), "page number")
        expected, reached = expected + 1, match.end()


def _markup(folded: str) -> Iterator[Mask]:
    """The tags of a page's source that was pasted as text."""
    tags = [*_TAG.finditer(folded)] if "</" in folded else []
    if len(tags) >= _FEWEST_TAGS:
        yield from (Mask(Span(*match.span()), "markup") for match in tags)


def _reason(bare: str, rules: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    return next((reason for reason, pattern in rules if pattern.search(bare)), None) if bare else None


def _edge_pipes(folded: str, lines: list[Span]) -> Iterator[Mask]:
    """The pipes of a layout table with one cell; a row with pipes inside is a real table and stays whole."""
    for line in lines:
        quote = line.of(folded)
        if "|" in (quote[0], quote[-1]) and "|" not in quote.strip(" \t|"):
            for match in _PIPES.finditer(quote):
                yield Mask(strip(folded, Span(*match.span()).shift(line.start)), "table pipes")


def _without_overlap(masks: list[Mask]) -> tuple[Mask, ...]:
    """Sort; of two that overlap the longer stays."""
    kept: list[Mask] = []
    for mask in sorted(masks, key=lambda mask: (mask.span.start, -mask.span.end)):
        if mask.span.start < mask.span.end and (not kept or mask.span.start >= kept[-1].span.end):
            kept.append(mask)
    return tuple(kept)
