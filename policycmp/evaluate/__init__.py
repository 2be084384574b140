"""Agreement of the program with a coding, or of two codings, in the codebook's figures."""

from policycmp.evaluate.agreement import Agreement, compare_codings
from policycmp.evaluate.coding import ClauseRecord, Coding, TargetRecord, coding_of
from policycmp.evaluate.disagreements import Disagreement, find_disagreements
from policycmp.evaluate.loading import is_coding, load_coding
from policycmp.evaluate.tables import evaluation_data, evaluation_tables

__all__ = [
    "Agreement",
    "ClauseRecord",
    "Coding",
    "Disagreement",
    "TargetRecord",
    "coding_of",
    "compare_codings",
    "evaluation_data",
    "evaluation_tables",
    "find_disagreements",
    "is_coding",
    "load_coding",
]
