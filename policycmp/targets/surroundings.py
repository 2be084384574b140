"""Numbers that stand in no clause (title, opening, signature): none is a commitment, and none is dropped in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language.quantities import NumberKind, find_numbers
from policycmp.language.text import fold
from policycmp.models import Rejection, Span
from policycmp.targets.judge import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.language.quantities import Mention
    from policycmp.models import Clause, Document

OUTSIDE = "outside the clauses"


def find_outside(document: Document, clauses: Sequence[Clause], units: tuple[str, ...]) -> list[Rejection]:
    """Turn down the numbers that lie in no clause and in no masked stretch.

    Args:
        document: the plan.
        clauses: its clauses.
        units: the measure words to know.

    Returns:
        The numbers in order of place, without a clause, each with its reason.
    """
    taken = [clause.span for clause in clauses] + [mask.span for mask in document.masks]
    folded = fold(document.text)
    # Most gaps are the line end between two clauses.
    gaps = [gap for gap in _gaps(taken, len(folded)) if not gap.of(folded).isspace()]
    return [
        Rejection(document.doc, None, span, span.of(document.text), _reason(mention))
        for gap in gaps
        for mention in find_numbers(gap.of(folded), units)
        for span in (mention.span.shift(gap.start),)
    ]


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
