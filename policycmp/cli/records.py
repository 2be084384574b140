"""Commitments and clauses as plain records, in the fields that users rely on, and records as CSV."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycmp.config import Config
    from policycmp.models import Analysis, Clause, Rejection, Target

Record = dict[str, object]


def aligned_targets(analyses: Iterable[Analysis], config: Config) -> Iterator[tuple[Target, str | None]]:
    """Give every commitment with the id of its indicator, plan by plan; None where it fits none."""
    from policycmp.rows.commitments import align_plans

    for analysis, commitments in align_plans(analyses, config):
        ids = {each.target.id: each.indicator.id for each in commitments if each.indicator is not None}
        for target in analysis.targets:
            yield target, ids.get(target.id)


def target_record(target: Target, indicator_id: str | None) -> Record:
    """Write a commitment as a record; `indicator_id` is the indicator that it was aligned to."""
    from policycmp.rows.commitments import target_data

    return target_data(target, indicator_id)


def rejection_record(rejection: Rejection) -> Record:
    """Write a number that was turned down as a record."""
    return {
        "doc": rejection.doc,
        "clause": rejection.clause,
        "start": rejection.span.start,
        "end": rejection.span.end,
        "text": rejection.text,
        "reason": rejection.reason,
    }


def clause_record(clause: Clause) -> Record:
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
    }


def exact(score: float) -> Decimal:
    """Write a score to three decimals."""
    return Decimal(str(round(score, 3)))


def csv_lines(records: Iterable[Mapping[str, object]], delimiter: str = ",") -> Iterator[str]:
    """Write records as CSV, a line each as it is asked for, nested values in short.

    Args:
        records: all with the same fields.
        delimiter: what stands between two fields.

    Returns:
        CSV with a head line, safe to open in a spreadsheet; nothing without records.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\n")
    for number, record in enumerate(records):
        if number == 0:
            writer.writerow(record)
        writer.writerow(_field(value) for value in record.values())
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def records_csv(records: Iterable[Mapping[str, object]], delimiter: str = ",") -> str:
    """Write records as CSV (`csv_lines`)."""
    return "".join(csv_lines(records, delimiter))


def _field(value: object) -> str:
    from policycmp.renderers.csv import guard
    from policycmp.renderers.json import digits

    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | list | dict):
        return guard(in_short(value))
    return digits(value)


def in_short(value: object) -> str:
    """Write a nested value on one line: the ids of a list, the parts of a mapping."""
    if isinstance(value, list):
        return "; ".join(in_short(item) for item in value)
    if isinstance(value, dict):
        return (
            str(value["id"])
            if "id" in value
            else "; ".join(f"{key}: {in_short(item)}" for key, item in value.items() if item)
        )
    return str(value)
