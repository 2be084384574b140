"""Tables as JSON lines: the long table of the CSV, an object a line."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from policycmp.renderers.json import render_jsonl
from policycmp.renderers.long_rows import long_rows

if TYPE_CHECKING:
    from policycmp.models import Tabulation
    from policycmp.renderers.layout import Layout


def render(tabulation: Tabulation, layout: Layout) -> str:
    """Write all cells of all tables, an object a line."""
    del layout
    return render_jsonl(asdict(row) for row in long_rows(tabulation.tables))
