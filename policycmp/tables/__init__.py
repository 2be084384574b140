"""Rows and scores → Tables and the JSON object: the words and the cells of a table stand together."""

from policycmp.tables.comparison_data import comparison_data
from policycmp.tables.json_schemas import json_schema
from policycmp.tables.main_tables import MAIN_TABLES, PARTS, comparison_tables

__all__ = ["MAIN_TABLES", "PARTS", "comparison_data", "comparison_tables", "json_schema"]
