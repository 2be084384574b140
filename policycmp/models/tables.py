"""What every question returns, and what every renderer takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: what is printed, the number behind it, and the ids of the sentences behind that."""

    text: str
    value: Decimal | None = None
    evidence: tuple[str, ...] = ()


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
    """What every renderer takes and every question returns. `stub` heads the column of row labels."""

    key: str
    title: str
    stub: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


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
    """

    tables: tuple[Table, ...]
    opening: str = ""
    evidence: tuple[Evidence, ...] = ()
    provenance: Table | None = None
