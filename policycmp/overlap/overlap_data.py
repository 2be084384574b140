"""What plans share as the JSON object that users rely on, and its schema."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycmp.overlap.boilerplate import GRAM
from policycmp.overlap.sharing import LEAST_SAME, is_earlier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.overlap.sharing import Overlap, Shared

SCHEMA_VERSION = 1


def overlap_data(overlap: Overlap, top: int | None = None) -> dict[str, Any]:
    """Give the JSON object of an overlap; it follows `overlap.schema.json`.

    Args:
        overlap: what plans share.
        top: only so many passages, the longest; plans and pairs count them all.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "method": {
            "shortest": overlap.shortest,
            "least_same": Decimal(str(LEAST_SAME)),
            "boilerplate": {"gram": GRAM, "plans": overlap.least},
        },
        "plans": [
            {
                "doc": plan.doc,
                "date": plan.date,
                "characters": plan.chars,
                "boilerplate": plan.boilerplate,
                "shared": plan.shared,
            }
            for plan in overlap.plans
        ],
        "pairs": list(_pairs(overlap)),
        "passages": [_passage(shared) for shared in overlap.passages[:top]],
    }


def _pairs(overlap: Overlap) -> Iterator[dict[str, Any]]:
    """Give the pairs that share a passage, and those of a plan and its upper one that share none."""
    shared: defaultdict[tuple[str, str], list[Shared]] = defaultdict(list)
    for passage in overlap.passages:
        one, other = sorted(place.doc for place in passage.places)
        shared[one, other].append(passage)
    uppers = {(min(pair), max(pair)): pair[1] for pair in overlap.uppers}
    dates = {plan.doc: plan.date for plan in overlap.plans}
    for one, other in sorted(shared.keys() | uppers.keys()):
        first = is_earlier(dates[one], dates[other])
        passages = shared.get((one, other), [])
        yield {
            "docs": [one, other],
            "earlier": None if first is None else one if first else other,
            "upper": uppers.get((one, other)),
            "passages": len(passages),
            "characters": sum(passage.matches for passage in passages),
        }


def _passage(shared: Shared) -> dict[str, Any]:
    return {
        "id": shared.id,
        "characters": shared.matches,
        "same": shared.same,
        "earlier": shared.earlier,
        "upper": shared.upper,
        "places": [
            {
                "doc": place.doc,
                "clause": place.clause,
                "start": place.span.start,
                "end": place.span.end,
                "text": place.text,
            }
            for place in shared.places
        ],
    }
