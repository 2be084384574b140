"""Rows and scores → Tables and the JSON object: the words and the cells of a table stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.tables.main_tables import MAIN_TABLES, PARTS, comparison_tables

if TYPE_CHECKING:
    from policycmp.tables.comparison_data import comparison_data
    from policycmp.tables.json_schemas import json_schema

__all__ = ["MAIN_TABLES", "PARTS", "comparison_data", "comparison_tables", "json_schema"]


def __getattr__(name: str) -> object:
    """Load what writes JSON on first use: a screen has tables alone."""
    homes = {"comparison_data": "comparison_data", "json_schema": "json_schemas"}
    if name not in homes:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - on first use

    value = getattr(import_module(f"{__name__}.{homes[name]}"), name)
    globals()[name] = value  # from now on the function, not the module of its name
    return value
