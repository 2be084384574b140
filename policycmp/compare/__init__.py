"""Analyses side by side: coverage, comparable rows of targets, ambition. One file a question."""

from policycmp.compare.comparing import compare
from policycmp.compare.outline import issue_data, outline_data
from policycmp.compare.result import PARTS, Comparison, json_schema

__all__ = ["PARTS", "Comparison", "compare", "issue_data", "json_schema", "outline_data"]
