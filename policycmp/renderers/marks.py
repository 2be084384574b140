"""Notes of evidence: one number for each set of sentences that cells rest on, in the order of their first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Cell, Evidence, Tabulation


class Marks:
    """Numbers the evidence of the cells of one output; cells of the same sentences share a number."""

    def __init__(self, tabulation: Tabulation) -> None:
        self._known = {evidence.id: evidence for evidence in tabulation.evidence}
        self._numbers: dict[tuple[str, ...], int] = {}
        for cell in cells_of(tabulation):
            if cell.evidence and (ids := self._ids(cell)):
                self._numbers.setdefault(ids, len(self._numbers) + 1)

    def number(self, cell: Cell) -> int | None:
        """Give the number of a cell's note; None where nothing is known of its evidence."""
        return self._numbers.get(self._ids(cell)) if cell.evidence else None

    def of(self, cell: Cell) -> tuple[Evidence, ...]:
        """Give the sentences behind a cell."""
        return tuple(self._known[identifier] for identifier in self._ids(cell))

    def notes(self) -> Iterator[tuple[int, tuple[Evidence, ...]]]:
        """List the notes by their numbers.

        Yields:
            A number and its sentences.
        """
        for ids, number in self._numbers.items():
            yield number, tuple(self._known[identifier] for identifier in ids)

    def _ids(self, cell: Cell) -> tuple[str, ...]:
        return tuple(identifier for identifier in dict.fromkeys(cell.evidence) if identifier in self._known)


def cells_of(tabulation: Tabulation) -> Iterator[Cell]:
    """List the cells of all tables, row by row."""
    for table in tabulation.tables:
        for row in table.rows:
            yield from row.cells
