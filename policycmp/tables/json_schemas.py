"""The JSON Schemas of what commands write as JSON: `NAME.schema.json` of this package."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def json_schema(name: str = "comparison") -> dict[str, Any]:
    """Load a JSON Schema: `comparison` (what `comparison_data` gives), `standing`, `outcomes`, or another."""
    source = resources.files("policycmp.tables").joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(source)
    return schema
