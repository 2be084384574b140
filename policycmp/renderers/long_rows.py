"""One long table for files that hold only one: a row for every cell of every table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from policycmp.models import Table


@dataclass(slots=True)  # not frozen: there may be millions
class LongRow:
    """One cell with all that tells where it stands; the keys stay the same in every language."""

    table: str
    group: str
    row: str
    column: str
    text: str
    value: Decimal | None
    evidence: tuple[str, ...]
    row_key: str
    column_key: str


def long_rows(tables: Sequence[Table]) -> Iterator[LongRow]:
    """List the cells of tables by row and column.

    Args:
        tables: in the order wanted.

    Yields:
        A row a cell; where nothing was found there is none.
    """
    for table in tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if cell.is_blank:
                    continue
                yield LongRow(
                    table=table.key,
                    group=row.group,
                    row=row.label,
                    column=column.label,
                    text=cell.text,
                    value=cell.value,
                    evidence=cell.evidence,
                    row_key=row.key,
                    column_key=column.key,
                )
