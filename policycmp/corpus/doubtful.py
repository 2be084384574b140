"""What to tell of numbers in lines that were hard to recognise: where they are, for each should be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.models import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Analysis

_MOST_LISTED = 12


def doubtful_numbers(analysis: Analysis) -> Iterator[Issue]:
    """List the commitments and results whose numbers stand in lines that were recognised with little certainty.

    Yields:
        At most one warning, with each number as it was recognised and its page.
    """
    lines = analysis.document.lines
    known = {target.span: target.text for target in analysis.targets}
    known |= {actual.span: actual.text for actual in analysis.actuals}
    numbers = sorted((span, text) for span, text in known.items() if lines.is_doubtful(span))
    if not numbers:
        return
    listed = ", ".join(
        f"{''.join(text.split())} (p. {lines.page(span.start)})" for span, text in numbers[:_MOST_LISTED]
    )
    more = f" and {len(numbers) - _MOST_LISTED} more" if len(numbers) > _MOST_LISTED else ""
    count = "1 number stands in a line" if len(numbers) == 1 else f"{len(numbers)} numbers stand in lines"
    message = f"{count} hard to recognise; check against the page: {listed}{more}"
    yield Issue(Severity.WARNING, "read", message, analysis.doc, numbers[0][0])
