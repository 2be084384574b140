"""The nouns: what a plan is made of, what is found in it, and what a comparison shows.

All are frozen, slotted and picklable, and use the standard library only. Offsets are half-open `str` offsets into
`Document.text`. `None` means unknown, never zero and never "no".
"""

from policycmp.models.counted import Counted
from policycmp.models.fingerprint import Fingerprint
from policycmp.models.measure_use import MeasureUse
from policycmp.models.number_words import NameOf, NumberWords
from policycmp.models.pages import Box, PageLines, PlacedLine
from policycmp.models.places import Issue, Mask, Span
from policycmp.models.plans import (
    Actual,
    Agencies,
    Analyses,
    Analysis,
    Citation,
    Clause,
    Corpus,
    Document,
    Metadata,
    Quantity,
    Region,
    Rejection,
    Tally,
    Target,
    TopicMatch,
)
from policycmp.models.table import Cell, Column, Evidence, Row, Table, Tabulation
from policycmp.models.terms import Basis, Comparator, Function, Level, Severity, State, Strength, TargetType

__all__ = [
    "Actual",
    "Agencies",
    "Analyses",
    "Analysis",
    "Basis",
    "Box",
    "Cell",
    "Citation",
    "Clause",
    "Column",
    "Comparator",
    "Corpus",
    "Counted",
    "Document",
    "Evidence",
    "Fingerprint",
    "Function",
    "Issue",
    "Level",
    "Mask",
    "MeasureUse",
    "Metadata",
    "NameOf",
    "NumberWords",
    "PageLines",
    "PlacedLine",
    "Quantity",
    "Region",
    "Rejection",
    "Row",
    "Severity",
    "Span",
    "State",
    "Strength",
    "Table",
    "Tabulation",
    "Tally",
    "Target",
    "TargetType",
    "TopicMatch",
]
