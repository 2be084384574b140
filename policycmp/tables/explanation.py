"""Explanations: the arithmetic behind a cell or a score, line by line, with the sentences that it starts from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

from policycmp.models import Cell, Column, Row, Strength, Table
from policycmp.scores.credibility import TICKS
from policycmp.tables.explanation_labels import EXPLANATIONS
from policycmp.tables.growth_steps import Step, baseline_steps, gap_steps, plain
from policycmp.tables.main_tables import TableWriter
from policycmp.tables.score_steps import score_steps
from policycmp.tables.subjects import find_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.compare.result import Comparison
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.comparability import ComparedRow, RowCell
    from policycmp.scores.ambition import AmbitionCell


@dataclass(frozen=True)
class Explainer:
    """Explains one comparison in one language."""

    comparison: Comparison
    lang: str = "en"

    def explain(self, request: str) -> list[Step]:
        """Explain a row, a row of one plan, a topic or a city.

        Args:
            request: the key of a row or the id of its indicator, perhaps with `:` and a plan's id or city behind it;
                or the id of a topic; or a plan's id or city.

        Raises:
            UsageError: where nothing is called so; it names the nearest.
        """
        subject = find_subject(self.comparison, request)
        if subject.rows is None:
            return list(score_steps(self.comparison, subject, self.lang))
        docs = subject.docs or self.comparison.peers.docs
        return [step for row in subject.rows for doc in docs for step in self._cell(row, doc)]

    def _cell(self, row: ComparedRow, doc: str) -> Iterator[Step]:
        cell, place = row.cells[doc], self.comparison.places(row).get(doc)
        writer = TableWriter(self.comparison, self.lang)
        label = self.comparison.corpus.labels.get(doc, doc)
        subject = f"{writer.row_label(row)} · {label}"
        if cell.compared is None and not cell.others and not cell.parts:
            return
        text = writer.cells.lines(row, doc, cell)[0]
        steps = (
            self._compared(cell.compared, text, cell, place) if cell.compared else self._barred(cell, text)
        )
        for step in steps:
            yield step.of(subject)

    def _barred(self, cell: RowCell, text: str) -> Iterator[Step]:
        words = EXPLANATIONS[self.lang]
        yield Step(words.barred, cell.state.value, text, cell.others or cell.parts)

    def _compared(
        self, commitment: Commitment, text: str, cell: RowCell, place: AmbitionCell | None
    ) -> Iterator[Step]:
        words = EXPLANATIONS[self.lang]
        yield Step(words.value, plain(commitment.compared), self._origin(commitment, text), (commitment,))
        if cell.others:
            stated = ", ".join(
                f"{plain(each.compared)} ({each.target.deadline or '?'})" for each in cell.others
            )
            yield Step(words.others, stated, words.latest, cell.others)
        if place:
            yield from self._place(place)
            yield from baseline_steps(place, self.comparison, words)
            yield from gap_steps(place, words)
        yield self._credible(commitment)

    def _origin(self, commitment: Commitment, text: str) -> str:
        """Tell how the compared number was made of the stated one."""
        words, low = EXPLANATIONS[self.lang], plain(Fraction(commitment.low))
        if commitment.denominator:
            figure = commitment.denominator
            return words.converted.format(
                amount=low,
                figure=plain(figure.value),
                what=figure.measure,
                year=figure.year,
                source=figure.source,
            )
        if commitment.is_annualized:
            return words.annualized.format(number=low, years=commitment.window)
        return words.stated.format(text=text)

    def _place(self, place: AmbitionCell) -> Iterator[Step]:
        words, value = EXPLANATIONS[self.lang], place.commitment.compared
        if place.rank is None or place.percentile is None:
            yield Step(words.rank, "–", words.alone)
            yield from self._per(place)
            return
        listed = ", ".join(plain(each) for each in place.peers)
        equal = place.peers.count(value)
        lower = place.of - (place.rank - 1) - equal
        yield Step(words.rank, f"{place.rank}/{place.of}", words.ranked.format(values=listed))
        if place.ratio_to_median is not None:
            arithmetic = f"{plain(value)} ÷ {plain(median(place.peers))}"
            yield Step(words.ratio, plain(place.ratio_to_median), arithmetic)
        arithmetic = f"100 × ({lower} + ½ × {equal}) ÷ {place.of}"
        yield Step(words.percentile, plain(place.percentile), arithmetic)
        yield from self._per(place)

    def _per(self, place: AmbitionCell) -> Iterator[Step]:
        words, value = EXPLANATIONS[self.lang], plain(place.commitment.compared)
        sizes = {each.id: each.per for each in self.comparison.grounds.denominators}
        for name, each in place.per.items():
            seen = f"{each.figure.year}; {each.figure.source}"
            arithmetic = f"{value} × {sizes[name]} ÷ {plain(each.figure.value)} ({seen})"
            yield Step(words.per.format(what=name), plain(each.value), arithmetic)

    def _credible(self, commitment: Commitment) -> Step:
        words, target = EXPLANATIONS[self.lang], commitment.target
        ticks = self.comparison.credibility.get(target.id, ())
        strength = words.soft if target.strength is Strength.SOFT else words.firm
        strengths = self.comparison.config.strengths
        known = {*strengths.firm, *strengths.soft, *strengths.soft_object}
        word = next((reason for reason in reversed(target.reasons) if reason in known), "")
        listed = ", ".join(ticks) + (f"; {strength}" + (f" ({word})" if word else ""))
        return Step(words.credibility, f"{len(ticks)}/{len(TICKS)}", listed)


def explanation_table(steps: list[Step], lang: str = "en") -> Table:
    """Lay steps out as a table: what, how much, by which arithmetic, from which sentences."""
    words = EXPLANATIONS[lang]
    columns = tuple(map(Column, ("value", "arithmetic", "sentences"), words.heads))
    rows = tuple(
        Row(
            f"{step.subject}/{step.figure}/{place}",
            step.figure,
            (Cell(step.value), Cell(step.arithmetic), Cell(step.quotes, evidence=step.evidence)),
            step.subject,
        )
        for place, step in enumerate(steps)
    )
    return Table("explanation", words.title, words.figure, columns, rows)


def explanation_data(steps: list[Step]) -> list[dict[str, object]]:
    """Give steps as plain records."""
    return [
        {
            "subject": step.subject,
            "figure": step.figure,
            "value": step.value,
            "arithmetic": step.arithmetic,
            "sentences": [{"id": each.target.id, "quote": each.target.quote} for each in step.commitments],
        }
        for step in steps
    ]
