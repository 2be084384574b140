"""What stands round the clauses and round a number: nothing of it is dropped in silence.

Numbers outside the clauses (title, opening, signature) are no commitments; the text of an attachment is read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.quantities import NumberKind, find_numbers
from policycmp.language.teasers import find_teaser
from policycmp.language.text import fold
from policycmp.models import Function, Span
from policycmp.targets.judge import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.language.quantities import Mention
    from policycmp.models import Clause, Document

OUTSIDE = "outside the clauses"


# How far the words reach that are quoted with a number, and what ends them.
_BEFORE, _AFTER = 24, 16
_MARKS = "。;\n"
_MARK = re.compile(r"[。;\n]")


def words_round(number: Span, folded: str) -> Span:
    """Find the words round a number, up to the ends of its statement.

    Args:
        number: where it stands.
        folded: the folded text of its document.
    """
    first, last = max(0, number.start - _BEFORE), min(len(folded), number.end + _AFTER)
    first = max(first, *[folded.rfind(mark, first, number.start) + 1 for mark in _MARKS])
    if behind := _MARK.search(folded, number.end, last):
        last = behind.start()
    return Span(first, last)


def find_outside(
    document: Document, clauses: Sequence[Clause], units: tuple[str, ...]
) -> list[tuple[Span, str]]:
    """Turn down the numbers that lie in no clause and in no masked stretch.

    Args:
        document: the plan.
        clauses: its clauses.
        units: the measure words to know.

    Returns:
        The numbers in order of place, each with the reason.
    """
    taken = [clause.span for clause in clauses] + [mask.span for mask in document.masks]
    folded = fold(document.text)
    # Most gaps are the line end between two clauses.
    gaps = [gap for gap in _gaps(taken, len(folded)) if not gap.of(folded).isspace()]
    return [
        (mention.span.shift(gap.start), _reason(mention))
        for gap in gaps
        for mention in find_numbers(gap.of(folded), units)
    ]


# 附件1 with its own text; 附件：1.… only lists what is attached.
_ATTACHED = re.compile(r"附(?:件|表)\s?[\d一二三四五]*(?!\s?[::\d一二三四五])")
_RUNNING = re.compile(r"[,。;]")
_SHORTEST = 40


def attached_clauses(document: Document, clauses: Sequence[Clause]) -> list[Clause]:
    """Take the text that no clause holds: goals before the first clause, attachments behind the last.

    Args:
        document: the plan.
        clauses: its clauses.

    Returns:
        What a page tells in short lines above the text, and the lines under a heading of goals, under the id of the
        first clause; and a stretch for each gap after the last
        clause that begins an attachment, under the id of that one.
    """
    if not clauses:
        return []
    folded = fold(document.text)
    last = clauses[-1]
    taken = [Span(0, last.span.end)] + [mask.span for mask in document.masks]
    stretches = [*_teaser(document, folded, clauses[0]), *_opening_goals(document, folded, clauses[0])]
    stretches += _opening_promise(document, folded, clauses[0])
    for gap in _gaps(taken, len(folded)):
        match = _ATTACHED.search(gap.of(folded))
        span = Span(gap.start + match.start(), gap.end) if match else gap
        if match and span.end - span.start > _SHORTEST and _RUNNING.search(span.of(folded)):
            text = span.of(document.text)
            stretches.append(replace(last, span=span, text=text, number="", heading="", path=()))
    return stretches


# A heading of its own line above goals a line each: 主要预期目标.
_GOALS = re.compile(
    r"\n[^\S\n]*(?P<heading>(?:[^\n,;。:]{0,12})(?:预期|主要|发展|工作|总体)目标)[::]?[^\S\n]*\n"
)


def _opening_goals(document: Document, folded: str, first: Clause) -> list[Clause]:
    """Take the lines under a heading of goals that stand before the first clause as a part of it."""
    match = _GOALS.search(folded, 0, first.span.start)
    if match is None or any(mask.span.overlap(Span(*match.span())) for mask in document.masks):
        return []
    span = Span(match.end(), first.span.start)
    text = span.of(document.text)
    return (
        [replace(first, span=span, text=text, number="", heading=match["heading"], path=())]
        if text.strip()
        else []
    )


# 为确保全年面积稳定在60万亩以上,现就有关措施通知如下; 县财政每年安排1500万元专项资金,特制定如下政策
_PROMISES = re.compile(
    r"(?:确保|力争|实现|达到|稳定在|每年(?:统筹)?安排|财政[^,;。\n]{0,8}(?:安排|设立|列支))[^,;。\n]{0,24}\d"
)
_ANNOUNCES = re.compile(
    r"(?:制定|提出|出台|印发|通知|公告)(?:本|以下|如下|该|[^,。\n]{0,12}如下|[^,。\n]{2,20}[。:]?$)"
)
_LONGEST_OPENING = 400


def _opening_promise(document: Document, folded: str, first: Clause) -> list[Clause]:
    """Take the opening that promises something before it announces the text, as a part of the first clause."""
    end = first.span.start
    for line in _LINE.finditer(folded, 0, end):
        words = line.group().rstrip()
        if not (_PROMISES.search(words) and _ANNOUNCES.search(words)) or len(words) > _LONGEST_OPENING:
            continue
        span = Span(line.start(), line.start() + len(words))
        if any(mask.span.overlap(span) for mask in document.masks):
            continue
        text = span.of(document.text)
        return [
            replace(first, span=span, text=text, number="", heading="", path=(), function=Function.SUBSTANCE)
        ]
    return []


_LINE = re.compile(r"[^\n]+")


def _teaser(document: Document, folded: str, first: Clause) -> list[Clause]:
    """Take the numbers that a page puts on lines of their own above the text, as a part of the first clause."""
    span = find_teaser(folded, first.span.start)
    if span is None or any(mask.span.overlap(span) for mask in document.masks):
        return []
    return [replace(first, span=span, text=span.of(document.text), number="", heading="", path=())]


def _gaps(taken: Iterable[Span], end: int) -> Iterator[Span]:
    """Yield what lies between spans."""
    start = 0
    for span in sorted(taken):
        if span.start > start:
            yield Span(start, span.start)
        start = max(start, span.end)
    if start < end:
        yield Span(start, end)


def _reason(mention: Mention) -> str:
    return OUTSIDE if mention.kind is NumberKind.QUANTITY else REASONS.get(mention.kind, OUTSIDE)
