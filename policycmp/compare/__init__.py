"""Analyses side by side: coverage, measures, rows of targets, ambition. One function puts the questions together."""

from policycmp.compare.comparing import Comparison, compare, survey
from policycmp.compare.plan_data import issue_data, outline_data

__all__ = ["Comparison", "compare", "issue_data", "outline_data", "survey"]
