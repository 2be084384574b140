"""Agreement of the program with a coding, or of two codings, in the codebook's figures."""

from policycmp.evaluate.agreement import Agreement, compare_codings
from policycmp.evaluate.agreement_tables import evaluation_data, evaluation_tables
from policycmp.evaluate.coding import ClauseRecord, Coding, RowRecord, TargetRecord, coding_of
from policycmp.evaluate.coding_files import is_coding, load_coding
from policycmp.evaluate.disagreements import Disagreement, find_disagreements
from policycmp.evaluate.floors import find_broken_floors
from policycmp.evaluate.reliability import cohen_kappa, krippendorff_alpha
from policycmp.evaluate.row_agreement import RowAgreement, rows_of, rows_of_coding
from policycmp.evaluate.samples import is_sample, load_sample, only_sampled
from policycmp.evaluate.strata import read_strata

__all__ = [
    "Agreement",
    "ClauseRecord",
    "Coding",
    "Disagreement",
    "RowAgreement",
    "RowRecord",
    "TargetRecord",
    "coding_of",
    "cohen_kappa",
    "compare_codings",
    "evaluation_data",
    "evaluation_tables",
    "find_broken_floors",
    "find_disagreements",
    "is_coding",
    "is_sample",
    "krippendorff_alpha",
    "load_coding",
    "load_sample",
    "only_sampled",
    "read_strata",
    "rows_of",
    "rows_of_coding",
]
