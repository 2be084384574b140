"""Extract quantified commitments: find every number of a clause, judge it, and say by whose words.

Find (`quantities`, `candidates`) and judge (`judge`, `grants`, `kinds`, `dating`, `scoping`, `wording`, `naming`)
are apart; `actuals` reads what was reached. Every number that is turned down keeps its reason. What is found has no
id yet, and a grant no name: the stage that says what numbers count names it, then `ids_of` gives the ids.
"""

from policycmp.targets.extraction import Extractor
from policycmp.targets.merging import ids_of, numbered_actuals
from policycmp.targets.tense import Timeline, find_timeline, tells_past

__all__ = [
    "Extractor",
    "Timeline",
    "find_timeline",
    "ids_of",
    "numbered_actuals",
    "tells_past",
]
