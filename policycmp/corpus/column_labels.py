"""What the column of a plan is called."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.models import Analysis


def column_labels(analyses: Iterable[Analysis]) -> dict[str, str]:
    """Label each plan by region and year.

    Args:
        analyses: the plans of one run.

    Returns:
        By id, the region's short name and the year (of issue, else the one that the plan is for); the whole
        name where two plans would be labelled alike (吉林省, 吉林市); with the id where even these are, or the id
        alone where the region is unknown.
    """
    analyses = tuple(analyses)
    regions = {analysis.doc: analysis.metadata.region for analysis in analyses}
    short = {analysis.doc: _label(analysis, regions[analysis.doc].short_name) for analysis in analyses}
    whole = {analysis.doc: _label(analysis, regions[analysis.doc].name) for analysis in analyses}
    counts = Counter(short.values())
    labels = {doc: label if counts[label] == 1 else whole[doc] for doc, label in short.items()}
    counts = Counter(labels.values())
    return {
        doc: label if counts[label] == 1 or label == doc else f"{label} ({doc})"
        for doc, label in labels.items()
    }


def _label(analysis: Analysis, name: str | None) -> str:
    if name is None:
        return analysis.doc
    year = analysis.metadata.label_year
    return f"{name} {year}" if year else name
