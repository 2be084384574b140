"""What the script of the review page reads: a plan's text, its clauses, its numbers with all that is known of each.

Offsets are code points of `Document.text`. What is unknown or as most are is left out, so that a page of many plans
stays small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.language.quantities import find_quantities
from policycmp.language.text import fold
from policycmp.models import Comparator, TargetType
from policycmp.models.counted import COUNTED_PARTS
from policycmp.renderers.json import digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policycmp.models import Actual, Analysis, Clause, Counted, Rejection, Span, Target

# What of a commitment may be open; the page counts these where a reader orders by them.
DOUBTS = ("object", "vocabulary", "year", "basis", "bound", "part", "topic", "issue")


def plan_data(
    analysis: Analysis, label: str, units: tuple[str, ...], *, blind: bool = False
) -> dict[str, Any]:
    """Lay out a plan for the page.

    Args:
        analysis: of the plan, with what it reports as reached where that was asked for.
        label: as the plan's column would be called.
        units: the measure words, to read what a number says by itself.
        blind: whether that is told of every number, not of refused ones alone.
    """
    document = analysis.document
    places = {clause.id: place for place, clause in enumerate(analysis.clauses)}
    reported = {actual.span for actual in analysis.actuals}
    issues = [issue.span for issue in analysis.issues if issue.span]
    numbers = [
        *(_target_data(target, places, _doubts(target, issues)) for target in analysis.targets),
        *(_actual_data(actual, places) for actual in analysis.actuals),
        *(_rejected_data(one, units) for one in analysis.rejections if one.span not in reported),
    ]
    if blind:
        for number in numbers:
            reads = reading_of(document.text[number["s"] : number["e"]], units)
            number["reads"] = reads
    return _known(
        {
            "doc": analysis.doc,
            "label": label,
            "title": analysis.metadata.title,
            "sha256": document.sha256,
            "text": document.text,
            "masks": [[*mask.span, mask.reason] for mask in document.masks],
            "clauses": [_clause_data(clause) for clause in analysis.clauses],
            "numbers": sorted(numbers, key=lambda number: (number["s"], number["e"])),
        }
    )


def _target_data(target: Target, places: Mapping[str, int], doubts: Iterator[str]) -> dict[str, Any]:
    return {
        "kind": "target",
        **_number_data(target, places),
        "fields": _known(
            {
                "type": target.type.value,
                **_both(target),
                "deadline": None if target.deadline is None else str(target.deadline),
                "strength": target.strength.value,
            }
        ),
        **_known({"doubts": list(doubts), "sure": _sure(target.confidence)}),
    }


def _actual_data(actual: Actual, places: Mapping[str, int]) -> dict[str, Any]:
    years = {"year": actual.year, "since": actual.since}
    return {
        "kind": "actual",
        **_number_data(actual, places),
        "fields": _known({**_both(actual), **{name: year and str(year) for name, year in years.items()}}),
    }


def _number_data(number: Target | Actual, places: Mapping[str, int]) -> dict[str, Any]:
    """Name a number and its place; its id is given without that of its clause."""
    place = places[number.clause]
    return {
        "s": number.span.start,
        "e": number.span.end,
        "c": place,
        "id": number.id.removeprefix(number.clause),
        **_known(
            {
                "why": [reason for reason in number.reasons if reason],
                "evidence": {part: list(span) for part, span in number.counts.evidence},
            }
        ),
    }


def _both(number: Target | Actual) -> dict[str, Any]:
    """Give the fields that commitments and results have, as the texts of a form."""
    return {
        "indicator": number.indicator,
        "scope": None if number.scope == "self" else number.scope,
        "comparator": number.comparator.value,
        "value": digits(number.value),
        "value_max": None if number.value_max is None else digits(number.value_max),
        "unit": number.unit,
        "basis": number.basis.value if number.basis else None,
        "per_year": number.per_year,
        "topics": list(number.topics),
        **_counted(number.counts),
    }


def _counted(counts: Counted) -> dict[str, str | None]:
    return {f"counts.{part}": getattr(counts, part) for part in COUNTED_PARTS}


def _rejected_data(rejection: Rejection, units: tuple[str, ...]) -> dict[str, Any]:
    """Name a refused number and why; `reads` is what it says by itself, should a reader want it after all."""
    return {
        "kind": "rejected",
        "s": rejection.span.start,
        "e": rejection.span.end,
        "reason": rejection.reason,
        **_known({"reads": reading_of(rejection.text, units), "sure": _sure(rejection.confidence)}),
    }


def _sure(confidence: float | None) -> str | None:
    """Write how probable the judge holds what it decided; None where a rule settled it."""
    return None if confidence is None else f"{confidence:.3f}"


def reading_of(text: str, units: tuple[str, ...]) -> dict[str, str]:
    """Read value, unit and bound off a number's own words; nothing where they give none."""
    quantity = next(iter(find_quantities(fold(text), units)), None)
    if quantity is None:
        return {}
    return _known(
        {
            "comparator": quantity.comparator.value,
            "value": digits(quantity.value),
            "value_max": None if quantity.value_max is None else digits(quantity.value_max),
            "unit": quantity.unit,
        }
    )


def _doubts(target: Target, issues: Sequence[Span]) -> Iterator[str]:
    """Name what of a commitment is open, for each a reason that the page shows."""
    is_target = target.type is TargetType.TARGET
    holds = {
        "object": target.counts.object is None,
        "vocabulary": target.counts.object is not None and target.counts.object_id is None,
        "year": is_target and target.deadline is None and not target.per_year,
        "basis": is_target and target.basis is None,
        "bound": target.comparator is Comparator.APPROX,
        "part": not target.binds_all,
        "topic": not target.topics,
        "issue": any(span.overlap(target.span) for span in issues),
    }
    return (name for name in DOUBTS if holds[name])


def _clause_data(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "s": clause.span.start,
        "e": clause.span.end,
        **_known(
            {
                "number": clause.number,
                "heading": clause.heading,
                "path": list(clause.path),
                "function": clause.function.value,
                "topics": [[match.id, list(match.evidence)] for match in clause.topics],
            }
        ),
    }


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is unknown, empty or false."""
    return {name: value for name, value in fields.items() if value}
