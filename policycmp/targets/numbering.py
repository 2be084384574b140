"""Ids of commitments: clause, indicator, and an ordinal among its like."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Target


def numbered(targets: Sequence[Target]) -> tuple[Target, ...]:
    """Give the commitments of a plan their ids, once they have their names.

    Args:
        targets: the commitments, in order of place.
    """
    seen: Counter[str] = Counter()
    made = []
    for target in targets:
        stem = f"{target.clause}/{target.indicator.replace('/', '／')}"
        seen[stem] += 1
        made.append(replace(target, id=f"{stem}/{seen[stem]}"))
    return tuple(made)
