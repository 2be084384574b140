"""Versions of plans against each other: commitments new, gone, changed, and clauses moved."""

from policycmp.diff.changes import Change, ChangeKind, diff, diff_corpora
from policycmp.diff.editions import Edition, editions_of, is_saved, load_editions

__all__ = [
    "Change",
    "ChangeKind",
    "Edition",
    "diff",
    "diff_corpora",
    "editions_of",
    "is_saved",
    "load_editions",
]
