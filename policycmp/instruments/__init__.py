"""Policy instruments of clauses, their balance, and how comprehensive a plan is."""

from policycmp.instruments.coding import CodedClause, CodedPlan, InstrumentCoder, InstrumentUse

__all__ = ["CodedClause", "CodedPlan", "InstrumentCoder", "InstrumentUse"]
