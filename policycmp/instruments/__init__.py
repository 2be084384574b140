"""Policy instruments of clauses, how clauses direct, and how comprehensive a plan is."""

from policycmp.instruments.coder import CodedClause, CodedPlan, InstrumentCoder, InstrumentUse, code_plans
from policycmp.instruments.pmc import PmcReader, PmcResult

__all__ = [
    "CodedClause",
    "CodedPlan",
    "InstrumentCoder",
    "InstrumentUse",
    "PmcReader",
    "PmcResult",
    "code_plans",
]
