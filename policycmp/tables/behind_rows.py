"""What stands behind one row of a comparison: each plan's commitments with their sentences, numbered for `show`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Table
from policycmp.tables.highlight_lines import HighlightWriter
from policycmp.tables.thing_cells import ThingCells

if TYPE_CHECKING:
    from policycmp.compare.comparing import Comparison
    from policycmp.models import Target
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.things import Thing


class BehindLabels(Labels):
    """What the table calls things; braces are filled in."""

    number = Bilingual("No.", "编号")
    heads = Bilingual(("number", "sentence and id"), ("数值", "原句与编号"))
    part = Bilingual("{scope}: {number}", "{scope}：{number}")
    note = Bilingual(
        "A commitment in full, and why it is one: `policycmp show PLANS {number}.1`",
        "单项承诺全文及依据：policycmp show PLANS {number}.1",
    )


@dataclass(frozen=True)
class BehindRow:
    """Writes what plans say of one thing; `number` is that of its row."""

    comparison: Comparison
    thing: Thing
    number: int
    lang: str = "en"

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """The commitments behind the row, each once, plan by plan as the columns stand."""
        found: dict[str, Commitment] = {}
        for doc in self.comparison.peers.docs:
            for row in self.thing.rows:
                cell = row.cells[doc]
                for commitment in sorted((*cell.stated, *cell.parts), key=lambda each: each.target.span):
                    found.setdefault(commitment.target.id, commitment)
        return tuple(found.values())

    def targets(self) -> list[tuple[Target, str | None]]:
        """Give the commitments with the ids of their indicators."""
        return [
            (commitment.target, commitment.indicator.id if commitment.indicator else None)
            for commitment in self.commitments
        ]

    def table(self) -> Table:
        """Lay them out: the number as the plan gives it, its sentence, its id."""
        labels = BehindLabels(self.lang)
        label = HighlightWriter(self.comparison, (), self.lang).thing_label(self.thing)
        columns = tuple(map(Column, ("text", "quote"), labels.heads))
        rows = tuple(
            Row(
                commitment.target.id,
                f"{self.number}.{ordinal}",
                (self._cell(commitment), self._sentence(commitment)),
                self.comparison.corpus.labels.get(commitment.target.doc, commitment.target.doc),
            )
            for ordinal, commitment in enumerate(self.commitments, start=1)
        )
        note = labels.note.format(number=self.number)
        return Table("behind", f"{self.number} {label}", labels.number, columns, rows, (note,))

    def _cell(self, commitment: Commitment) -> Cell:
        text = ThingCells(self.lang).stated(commitment)
        if not commitment.target.binds_all:
            text = BehindLabels(self.lang).part.format(scope=commitment.target.scope, number=text)
        return Cell(text, evidence=(commitment.target.id,))

    @staticmethod
    def _sentence(commitment: Commitment) -> Cell:
        target = commitment.target
        return Cell(f"{' '.join(target.quote.split())}\n{target.id}", evidence=(target.id,))
