"""News without numbers or titles: its paragraphs are no units, what it tells of the past and what comes are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.models import Clause, Document, Function, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DATELINE = re.compile(
    r"\s*(?:[^。,;\n]{2,16}\d{1,2}月\d{1,2}日(?:电|讯|消息)|(?:本报|本网|本台)[^。,\n]{0,12}讯|日前,|近日,|[^。\n]{0,20}\(?记者)"
)
"""How a reporter begins: 新华社北京1月14日电, 日前，…."""


def join_news(document: Document, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Join the paragraphs of a news item that has neither numbers nor titles.

    Args:
        document: as read.
        clauses: its units with their functions, in order.

    Returns:
        The units; in news one for what stands together and is told of the past, or of what comes.
    """
    plain = not any(clause.number or clause.heading or clause.path for clause in clauses)
    if not (plain and clauses and _DATELINE.match(fold(clauses[0].text))):
        return tuple(clauses)
    return tuple(_joined(document, clauses))


def _joined(document: Document, clauses: Sequence[Clause]) -> Iterator[Clause]:
    opened, *others = clauses
    for clause in others:
        between = document.text[opened.span.end : clause.span.start]
        if between.strip() or _reviews(opened) != _reviews(clause):
            yield opened
            opened = clause
            continue
        span = Span(opened.span.start, clause.span.end)
        substance = Function.SUBSTANCE in (opened.function, clause.function)
        function = Function.SUBSTANCE if substance else opened.function
        opened = replace(opened, span=span, text=span.of(document.text), function=function)
    yield opened


def _reviews(clause: Clause) -> bool:
    return clause.function is Function.REVIEW
