"""Notes of evidence: one number for each set of sentences that cells rest on, in the order of their first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.models import Cell, Evidence, Tabulation


class Marks:
    """Numbers the evidence of the cells of one output; cells of the same sentences share a number.

    By sentence, what stands at one place in the same words counts once, whatever the commitments in it.
    """

    def __init__(self, tabulation: Tabulation, *, by_sentence: bool = False) -> None:
        self._known = {evidence.id: evidence for evidence in tabulation.evidence}
        self._by_sentence = by_sentence
        self._numbers: dict[tuple[str, ...], int] = {}
        self._sentences: list[tuple[Evidence, ...]] = []
        for cell in cells_of(tabulation):
            if cell.evidence and (sentences := self.of(cell)):
                key = self._key(sentences)
                if key not in self._numbers:
                    self._numbers[key] = len(self._numbers) + 1
                    self._sentences.append(sentences)

    def number(self, cell: Cell) -> int | None:
        """Give the number of a cell's note; None where nothing is known of its evidence."""
        return self._numbers.get(self._key(self.of(cell))) if cell.evidence else None

    def of(self, cell: Cell) -> tuple[Evidence, ...]:
        """Give the sentences behind a cell."""
        known = [self._known[each] for each in dict.fromkeys(cell.evidence) if each in self._known]
        return tuple({self._name(sentence): sentence for sentence in reversed(known)}.values())[::-1]

    def notes(self) -> Iterator[tuple[int, tuple[Evidence, ...]]]:
        """List the notes by their numbers.

        Yields:
            A number and its sentences.
        """
        yield from enumerate(self._sentences, start=1)

    def _name(self, sentence: Evidence) -> str:
        return f"{sentence.place} {sentence.quote}" if self._by_sentence else sentence.id

    def _key(self, sentences: tuple[Evidence, ...]) -> tuple[str, ...]:
        return tuple(map(self._name, sentences))


def cells_of(tabulation: Tabulation) -> Iterator[Cell]:
    """List the cells of all tables, row by row."""
    for table in tabulation.tables:
        for row in table.rows:
            yield from row.cells
