"""Commitments as plain values, in the fields that users rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.models import Counted, Target
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.comparability import ComparedRow


def target_data(target: Target, indicator_id: str | None) -> dict[str, Any]:
    """Give the JSON object of a commitment.

    Args:
        target: the commitment.
        indicator_id: the indicator that it was aligned to.
    """
    return {
        "id": target.id,
        "doc": target.doc,
        "clause": target.clause,
        "start": target.span.start,
        "end": target.span.end,
        "text": target.text,
        "quote": target.quote,
        "type": target.type.value,
        "indicator": target.indicator,
        "scope": target.scope,
        "comparator": target.comparator.value,
        "value": target.value,
        "value_max": target.value_max,
        "unit": target.unit,
        "basis": target.basis.value if target.basis else None,
        "per_year": target.per_year,
        "deadline": target.deadline,
        "strength": target.strength.value,
        "topics": list(target.topics),
        "indicator_id": indicator_id,
        "reasons": list(target.reasons),
        "counts": counts_data(target.counts),
    }


def counts_data(counts: Counted) -> dict[str, Any]:
    """Give the JSON object of what a number counts, with the spans that its parts were read from."""
    return {
        "object": counts.object,
        "property": counts.property,
        "grade": counts.grade,
        "event": counts.event,
        "of": counts.of,
        "tier": counts.tier,
        "object_id": counts.object_id,
        "evidence": {part: [span.start, span.end] for part, span in counts.evidence},
    }


def commitments_data(rows: Iterable[ComparedRow], commitments: Iterable[Commitment]) -> list[dict[str, Any]]:
    """Give the commitments that some rows are about, in the order given: what a later run is compared with."""
    subjects = {(row.indicator.id if row.indicator else "", row.name, row.type.value) for row in rows}
    return [
        target_data(each.target, each.indicator.id if each.indicator else None)
        for each in commitments
        if each.subject in subjects
    ]
