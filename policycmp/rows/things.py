"""Things: what plans count, each once, on whatever basis a plan counts it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policycmp.models import Basis, State
from policycmp.rows.comparability import ComparedCell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policycmp.rows.commitments import Commitment
    from policycmp.rows.comparability import ComparedRow, RowCell
    from policycmp.rows.indicators import Indicator

_SHARED = 2


@dataclass(frozen=True, slots=True)
class Saying:
    """What one plan says of a thing: its cell in the row where it is compared, else in one that it is barred from."""

    row: ComparedRow
    cell: RowCell

    @property
    def commitment(self) -> Commitment:
        """The number that stands for the plan."""
        return self.cell.stated[0]

    @property
    def is_compared(self) -> bool:
        """Whether the number may be set beside others of its row."""
        return isinstance(self.cell, ComparedCell)

    @property
    def is_worded_apart(self) -> bool:
        """Whether its words say more or other of what is counted than all beside it do."""
        return self.commitment.target.id in self.row.marks


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that plans count: its rows, one for each basis and window, and what each plan says of it.

    `main` is the row that most plans can be compared in. `sayings` bind whole jurisdictions; the plans of `partly` bind
    smaller areas only.
    """

    main: ComparedRow
    rows: tuple[ComparedRow, ...]
    sayings: dict[str, Saying] = field(default_factory=dict)
    partly: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """An id of the thing that does not change with the plans beside it."""
        return "/".join(part for part in (self.main.indicator_id or self.main.name, self.main.type) if part)

    @property
    def indicator(self) -> Indicator | None:
        """What is counted; None outside the registry."""
        return self.main.indicator

    @property
    def is_shared(self) -> bool:
        """Whether two plans or more count it."""
        return len(self.sayings) >= _SHARED

    def compared(self, places: Mapping[str, int]) -> list[str]:
        """Give those of some plans whose numbers stand side by side in the main row, in the order of their places."""
        return [
            doc
            for doc, saying in self.said_by(places).items()
            if saying.row is self.main and saying.is_compared
        ]

    def said_by(self, places: Mapping[str, int]) -> dict[str, Saying]:
        """Give what some plans say, in the order of their places; what few plans say costs no more among many."""
        docs = sorted(self.sayings.keys() & places.keys(), key=places.__getitem__)
        return {doc: self.sayings[doc] for doc in docs}


def find_things(rows: Iterable[ComparedRow]) -> tuple[Thing, ...]:
    """Bring the rows of each thing together.

    Args:
        rows: of a comparison, in their order.

    Returns:
        Those that most plans count first; of equally shared ones in the order of the rows.
    """
    by_thing: dict[tuple[str, ...], list[ComparedRow]] = {}
    for row in rows:
        by_thing.setdefault((row.indicator_id or "", row.name, row.type), []).append(row)
    things = [_thing(tuple(of_thing)) for of_thing in by_thing.values()]
    return tuple(sorted(things, key=lambda thing: -len(thing.sayings)))


def _thing(rows: tuple[ComparedRow, ...]) -> Thing:
    main = _main(rows)
    ordered = (main, *(row for row in rows if row is not main))
    sayings: dict[str, Saying] = {}
    for row in ordered:
        for doc, cell in row.cells.items():
            if cell.stated and (doc not in sayings or _distance(cell) < _distance(sayings[doc].cell)):
                sayings[doc] = Saying(row, cell)
    partly = {doc for row in rows for doc, cell in row.cells.items() if cell.parts} - sayings.keys()
    return Thing(main, rows, sayings, frozenset(partly))


def _main(rows: tuple[ComparedRow, ...]) -> ComparedRow:
    """Choose the row of the most plans; a total where at least half as many can be compared by theirs."""
    counts = [
        sum(isinstance(cell, ComparedCell) and cell.state is State.VALUE for cell in row.cells.values())
        for row in rows
    ]
    most = max(counts)
    for row, count in zip(rows, counts, strict=True):
        if row.basis is Basis.LEVEL and count >= _SHARED and 2 * count >= most:
            return row
    return rows[counts.index(most)]


def _distance(cell: RowCell) -> int:
    """Order what may stand for a plan: a compared number, one that something else bars, one on another basis."""
    return 0 if isinstance(cell, ComparedCell) else 2 if cell.state is State.BASIS else 1
