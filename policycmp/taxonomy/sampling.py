"""Clauses drawn for coding by hand, without a hint of what the program thinks of them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.models import Analysis, Clause

_SEED = 20201122
COLUMNS = ("doc", "id", "start", "end", "heading", "text", "topics", "primary", "note")


def draw_sample(analyses: Iterable[Analysis], topics: Sequence[str], size: int) -> list[Clause]:
    """Draw clauses from every topic that the program sees, and from those where it sees none.

    Args:
        analyses: the plans.
        topics: the ids of the taxonomy.
        size: how many to draw; all are taken where there are fewer.

    Returns:
        Each clause once, in an order that tells nothing; the same for the same plans and taxonomy, in any order of
        the plans.
    """
    clauses = sorted(
        (clause for analysis in analyses for clause in analysis.clauses), key=lambda clause: clause.id
    )
    chance = random.Random(_SEED)  # noqa: S311 - a draw, no secret
    chance.shuffle(clauses)
    strata = [
        [clause for clause in clauses if any(match.id == topic for match in clause.topics)]
        for topic in topics
    ]
    strata.append([clause for clause in clauses if not clause.topics])
    drawn: dict[str, Clause] = {}
    while len(drawn) < size and any(strata):
        for stratum in strata:
            while stratum and stratum[0].id in drawn:
                stratum.pop(0)
            if stratum and len(drawn) < size:
                clause = stratum.pop(0)
                drawn[clause.id] = clause
    sample = sorted(drawn.values(), key=lambda clause: clause.id)
    chance.shuffle(sample)
    return sample


def sample_record(clause: Clause) -> dict[str, object]:
    """Write a clause as a row to be coded: `topics` takes ids (`;` between them) or `none`."""
    values = (clause.doc, clause.id, clause.span.start, clause.span.end, clause.heading, clause.text)
    return dict(zip(COLUMNS, (*values, "", "", ""), strict=True))
