"""Commitments and clauses as plain records, in the fields that users rely on."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycmp.config import Config
    from policycmp.models import Actual, Analysis, Clause, Document, Rejection, Span, Target

Record = dict[str, object]


def aligned_targets(
    analyses: Iterable[Analysis], config: Config
) -> Iterator[tuple[Target, str | None, Document]]:
    """Give every commitment with the id of its indicator, None where it fits none, and its plan; plan by plan."""
    from policycmp.rows.indicators import indicators_of

    indicators = indicators_of(config)
    for analysis in analyses:
        region = analysis.metadata.region.short_name
        for target in analysis.targets:
            yield target, indicators.id_of(target, region), analysis.document


def aligned_actuals(
    analyses: Iterable[Analysis], config: Config
) -> Iterator[tuple[Actual, str | None, Document]]:
    """Give every reported number with the id of its indicator, plan by plan; None where it fits none."""
    from policycmp.rows.indicators import indicators_of

    indicators = indicators_of(config)
    for analysis in analyses:
        region = analysis.metadata.region.short_name
        for actual in analysis.actuals:
            yield actual, indicators.id_of(actual.as_target, region), analysis.document


def target_record(target: Target, indicator_id: str | None, document: Document | None = None) -> Record:
    """Write a commitment as a record; `indicator_id` is the indicator that it was aligned to, `document` its plan."""
    from policycmp.rows.commitments import target_data

    return target_data(target, indicator_id, document)


def region_record(analysis: Analysis) -> Record:
    """Write whom a plan speaks for, and its year of issue: the columns that a spreadsheet needs beside its id."""
    region = analysis.metadata.region
    return {
        "region": region.name,
        "region_code": region.code,
        "level": region.level and region.level.value,
        "issued": analysis.metadata.label_year,
    }


def actual_record(
    actual: Actual, indicator_id: str | None = None, document: Document | None = None
) -> Record:
    """Write a number that was reported as reached as a record; `indicator_id` is what it was aligned to."""
    from policycmp.rows.commitments import actual_data

    return actual_data(actual, indicator_id) | _place(document, actual.span)


def rejection_record(rejection: Rejection, document: Document | None = None) -> Record:
    """Write a number that was turned down as a record."""
    from policycmp.rows.commitments import confidence_data

    return {
        "id": rejection.id,
        "doc": rejection.doc,
        "clause": rejection.clause,
        "start": rejection.span.start,
        "end": rejection.span.end,
        "text": rejection.text,
        "reason": rejection.reason,
        "words": rejection.words,
        "confidence": confidence_data(rejection.confidence),
        **_place(document, rejection.span),
    }


def clause_record(clause: Clause, document: Document | None = None) -> Record:
    """Write a clause as a record."""
    agencies = clause.agencies
    return {
        "id": clause.id,
        "doc": clause.doc,
        "start": clause.span.start,
        "end": clause.span.end,
        "heading": clause.heading,
        "path": list(clause.path),
        "text": clause.text,
        "topics": [
            {"id": topic.id, "score": exact(topic.score), "evidence": list(topic.evidence)}
            for topic in clause.topics
        ],
        "primary": clause.primary,
        "function": clause.function.value,
        "agencies": agencies and {"lead": list(agencies.lead), "members": list(agencies.members)},
        **_place(document, clause.span),
    }


def _place(document: Document | None, span: Span) -> Record:
    from policycmp.rows.commitments import place_data

    return place_data(document, span) if document and document.lines else {}


def exact(score: float) -> Decimal:
    """Write a score to three decimals."""
    return Decimal(str(round(score, 3)))
