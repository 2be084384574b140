"""What every question returns, and what every renderer takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from decimal import Decimal

    import pandas as pd
    import polars as pl

    from policycmp.models.chart import DotPlot

Tone = Literal["", "ahead", "apart"]
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: what is printed, the number behind it, and the ids of the sentences behind that.

    `tone` says what colour may add where there is any: that it leads its row, or is not to be set beside the others.
    `shade` is one of the table's `shades`, by its index: how dark a picture of the table shows the cell. `is_silent`
    says of one with words that they say no more than that nothing was found.
    """

    text: str
    value: Decimal | None = None
    evidence: tuple[str, ...] = ()
    tone: Tone = ""
    shade: int | None = None
    is_silent: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether it says only that nothing was found, without a number; files for programs leave it out."""
        return (self.is_silent or self.text == NOTHING) and self.value is None and not self.evidence


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. A benchmark (a plan of a higher level) stands behind a rule, after the others."""

    key: str
    label: str
    numeric: bool = False
    benchmark: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; consecutive rows with the same `group` stand under that heading."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What every renderer takes and every question returns. `stub` heads the column of row labels.

    `shades` are what the shades of its cells stand for, the lightest first (five at most and nothing); a table that has
    them is a heat map where there is colour.
    """

    key: str
    title: str
    stub: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    shades: tuple[str, ...] = ()

    def to_pandas(self, *, values: bool = False) -> pd.DataFrame:
        """Give the table as a pandas DataFrame.

        Args:
            values: the numbers behind the cells, as floats with NaN where there is none, instead of what is printed.

        Returns:
            A column for the groups (where there are any), one for the labels of the rows, and those of the table.

        Raises:
            ImportError: pandas is not installed.
        """
        import pandas as pd  # noqa: PLC0415 - this module needs the standard library only

        return pd.DataFrame(self._fields(values=values))

    def to_polars(self, *, values: bool = False) -> pl.DataFrame:
        """Give the table as a Polars DataFrame, with nulls where `to_pandas` has NaN.

        Args:
            values: as in `to_pandas`.

        Raises:
            ImportError: Polars is not installed.
        """
        import polars as pl  # noqa: PLC0415 - this module needs the standard library only

        kinds = dict.fromkeys(self._heads(), pl.Float64) if values else None
        return pl.DataFrame(self._fields(values=values), schema_overrides=kinds)

    def _heads(self) -> list[str]:
        """Name the columns, with their keys where two have the same label."""
        taken = Counter(["group", self.stub, *(column.label for column in self.columns)])
        return [
            column.label if taken[column.label] == 1 else f"{column.label} ({column.key})"
            for column in self.columns
        ]

    def _fields(self, *, values: bool) -> dict[str, list[Any]]:
        groups = [row.group for row in self.rows]
        fields: dict[str, list[Any]] = {"group": groups} if any(groups) else {}
        fields[self.stub] = [row.label for row in self.rows]
        for place, head in enumerate(self._heads()):
            cells = [row.cells[place] for row in self.rows]
            fields[head] = [_float(cell) if values else cell.text for cell in cells]
        return fields


def _float(cell: Cell) -> float | None:
    """Give up exactness where a library calculates with floats anyway; exact digits are in JSON."""
    return None if cell.value is None else float(cell.value)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence behind a cell: its id, its words, and where they stand (a file and a line)."""

    id: str
    quote: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Tabulation:
    """Tables with what stands behind them: one output.

    Attributes:
        tables: in the order wanted.
        opening: a line that says the whole in short, for people.
        evidence: the sentences behind the cells, each once; a cell names them by id.
        provenance: how the tables were made, as a table; it is no part of the result.
        title: of a document: what was asked.
        date: as the user gives it for the head of a document; no clock is asked.
        sources: the plans, each with its issuer, number and date, for the foot of a document.
        remarks: method, and how far to trust it, below them.
        charts: pictures of some of its numbers, for a format that draws its own.
    """

    tables: tuple[Table, ...]
    opening: str = ""
    evidence: tuple[Evidence, ...] = ()
    provenance: Table | None = None
    title: str = ""
    date: str = ""
    sources: Table | None = None
    remarks: tuple[str, ...] = ()
    charts: tuple[DotPlot, ...] = ()
