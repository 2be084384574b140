"""Between a plan as printed, which is quoted, and its legible copy, which the stages read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from policycmp.models import Actual, Clause, MeasureUse, Rejection, Target

if TYPE_CHECKING:
    from policycmp.language.repairs import Legible
    from policycmp.models import Analysis, Document

_Quoting = TypeVar("_Quoting", Clause, Target, Actual, Rejection, MeasureUse)
_Counting = TypeVar("_Counting", Target, Actual)


def legible_copy(document: Document, legible: Legible) -> Document:
    """Put the legible text in the place of the printed one; masks move with it.

    Args:
        document: the plan as read.
        legible: its text made legible.
    """
    if legible.is_as_printed:
        return document
    masks = tuple(replace(mask, span=legible.legible(mask.span)) for mask in document.masks)
    return replace(
        document, text=legible.text, masks=tuple(mask for mask in masks if mask.span.start < mask.span.end)
    )


def as_printed(analysis: Analysis, document: Document, legible: Legible) -> Analysis:
    """Lead an analysis of a legible copy back to the plan as printed.

    Args:
        analysis: of the copy.
        document: the plan as read.
        legible: its text made legible.

    Returns:
        The analysis with spans into `document.text`, and what quotes a span quoting that; headings, indicators and
        sentences stay as they were read.
    """
    if legible.is_as_printed:
        return analysis

    def moved(part: _Quoting) -> _Quoting:
        span = legible.printed(part.span)
        return replace(part, span=span, text=span.of(document.text))

    def counted(part: _Counting) -> _Counting:
        evidence = tuple([(name, legible.printed(span)) for name, span in part.counts.evidence])
        return replace(moved(part), counts=replace(part.counts, evidence=evidence))

    return replace(
        analysis,
        document=document,
        clauses=tuple(map(moved, analysis.clauses)),
        targets=tuple(map(counted, analysis.targets)),
        actuals=tuple(map(counted, analysis.actuals)),
        rejections=tuple(map(moved, analysis.rejections)),
        measures=tuple(map(moved, analysis.measures)),
        issues=tuple(
            replace(issue, span=legible.printed(issue.span)) if issue.span else issue
            for issue in analysis.issues
        ),
    )
