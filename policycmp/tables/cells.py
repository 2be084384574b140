"""The text of one cell: the compared number, what stands beside it, or why it cannot be compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from policycmp.models import Basis, State, Strength
from policycmp.rows.numbers import format_bound, format_number, to_decimal
from policycmp.rows.units import DOLLARS, PERCENT, POINTS, TIMES, YUAN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.config.schema import Denominator
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.comparability import ComparedRow, RowCell
    from policycmp.rows.context import Figure
    from policycmp.rows.grounds import Growth, Normalized
    from policycmp.rows.units import Units
    from policycmp.scores.ambition import AmbitionCell
    from policycmp.tables.cell_labels import Wording

_SHOWN_PARTS = 3
_PERCENT_PLACES = 2
_PER_PLACES = 3
_CURRENCIES = {YUAN, DOLLARS}
_RATE_MARKS = {PERCENT: " %", POINTS: " 百分点"}


@dataclass(frozen=True, slots=True)
class CellWriter:
    """Writes cells in one language.

    `denominators` names what a ratio needs, by indicator id; `sizes` are the denominators of the config, by
    id. `dated` are the plans with a year of issue,
    `benchmarks` those of a higher level than the ones compared.
    """

    wording: Wording
    lang: str
    units: Units
    denominators: dict[str, str]
    dated: frozenset[str]
    benchmarks: frozenset[str] = frozenset()
    soft_words: frozenset[str] = frozenset()
    sizes: dict[str, Denominator] = field(default_factory=dict)

    def lines(
        self, row: ComparedRow, doc: str, cell: RowCell, place: AmbitionCell | None = None
    ) -> list[str]:
        """Write a cell, a line for the number, one for other years, one for the baseline, one for the parts.

        Args:
            row: the row that the cell is in.
            doc: the plan.
            cell: what the plan says there.
            place: the plan's place in the row, for its baseline; None where it has none.
        """
        if cell.state is State.UNREAD:
            return [self.wording.unread]
        lines = self._compared(row, cell) if cell.compared else self._incomparable(row, doc, cell)
        if place and place.per:
            lines.append(self._per(place.per, place.commitment.family))
        if place and place.growth:
            lines.append(self._baseline(place.growth, place.commitment.family))
        if cell.parts:
            lines.append(self._parts(cell.parts))
        return lines or [self.wording.none]

    def note(self, row: ComparedRow, cell: RowCell) -> str | None:
        """Say what a reader must know besides the number: how it was annualised, what the denominator is."""
        notes = []
        if cell.compared and cell.compared.is_annualized:
            notes.append(
                f"{self._stated(cell.compared)}: {self.wording.over_years.format(years=cell.compared.window)}"
            )
        if cell.compared and cell.compared.denominator:
            notes.append(self._conversion(row, cell.compared))
        if cell.compared and row.indicator and row.indicator.note:
            notes.append(row.indicator.note.zh if self.lang == "zh" else row.indicator.note.en)
        return "; ".join(notes) or None

    def _conversion(self, row: ComparedRow, commitment: Commitment) -> str:
        """Say what an amount was divided by, of which year, and where that figure was seen."""
        figure = commitment.denominator
        assert figure is not None
        assert row.indicator is not None
        return self.wording.conversion.format(
            amount=self._amount(commitment),
            what=self.denominators[row.indicator.id],
            year=figure.year,
            figure=format_number(figure.value, YUAN, self.lang),
            source=figure.source,
        )

    def _compared(self, row: ComparedRow, cell: RowCell) -> list[str]:
        assert cell.compared is not None
        number = self._entry(cell.compared)
        if cell.state is State.LEVEL:
            is_rate = (
                row.family in _RATE_MARKS.keys() | {TIMES} and cell.compared.target.doc in self.benchmarks
            )
            reason = self._reason(self.wording.level, self._stated(cell.compared))
            lines = [self.wording.benchmark.format(number=number) if is_rate else reason]
        else:
            lines = [number + self._softness(cell.compared)]
        others = _unique(text for text in map(self._entry, cell.others) if text != number)
        return [*lines, self.wording.comma.join(others)] if others else lines

    def _incomparable(self, row: ComparedRow, doc: str, cell: RowCell) -> list[str]:
        if not cell.others:
            return []
        first = cell.others[0]
        stated = self._stated(first, _RATE_MARKS.get(first.family, ""))
        if cell.state is State.CONTEXT and row.indicator:
            reason = self.wording.needs.format(what=self.denominators[row.indicator.id])
            return [self._reason(reason, stated)]
        return [self._reason(self._cause(row, doc, first), stated)]

    def _cause(self, row: ComparedRow, doc: str, commitment: Commitment) -> str:
        if commitment.is_flow and commitment.window is None:
            is_undated = doc not in self.dated and commitment.target.deadline is not None
            return self.wording.no_date if is_undated else self.wording.no_deadline
        if commitment.target.basis is row.basis is Basis.GROWTH and commitment.family == row.family:
            return self.wording.over_years.format(years=commitment.window)
        if commitment.target.basis is row.basis:
            return self.wording.other_unit
        causes = {Basis.LEVEL: self.wording.total, Basis.INCREMENT: self.wording.yearly}
        return causes.get(commitment.target.basis or Basis.GROWTH, self.wording.growth)

    def _reason(self, reason: str, number: str) -> str:
        return self.wording.not_comparable.format(reason=reason) + self.wording.unit.format(unit=number)

    def _entry(self, commitment: Commitment) -> str:
        """Write a commitment in its own row, as it is compared there."""
        if commitment.denominator:
            return self._converted(commitment, commitment.denominator)
        if commitment.is_annualized:
            number = format_number(commitment.compared, commitment.family, self.lang)
            return self.wording.per_year.format(number=number) + self.wording.unit.format(
                unit=self._stated(commitment)
            )
        return self._stated(commitment)

    def _converted(self, commitment: Commitment, figure: Figure) -> str:
        target, indicator = commitment.target, commitment.indicator
        share = to_decimal(commitment.compared, _PERCENT_PLACES)
        number = format_bound(share, None, target.comparator, commitment.family, self.lang)
        what = self.denominators[indicator.id] if indicator else figure.measure
        origin = self.wording.converted.format(amount=self._amount(commitment), what=what, year=figure.year)
        return self.wording.by.format(number=number, year=target.deadline) + self.wording.unit.format(
            unit=origin
        )

    def _amount(self, commitment: Commitment) -> str:
        """Write the amount behind a converted commitment."""
        target = commitment.target
        return format_bound(target.value, target.value_max, target.comparator, YUAN, self.lang)

    def _stated(self, commitment: Commitment, mark: str = "") -> str:
        """Write a commitment as the plan states it, with its year; `mark` follows the number."""
        target = commitment.target
        number = (
            format_bound(commitment.low, commitment.high, target.comparator, commitment.family, self.lang)
            + mark
        )
        if commitment.family == TIMES and target.basis is Basis.GROWTH:
            number = self.wording.growth_times.format(number=number)
        if target.deadline is None:
            return number
        pattern = self.wording.by
        if commitment.is_flow and commitment.window == 1:
            pattern = self.wording.per_year_to if target.per_year else self.wording.named_year
        return pattern.format(number=number, year=target.deadline)

    def _softness(self, commitment: Commitment) -> str:
        """Say by which word a commitment is soft; the sign of a bound says so itself."""
        target = commitment.target
        word = target.reasons[-1] if target.reasons else ""
        is_worded = target.strength is Strength.SOFT and word in self.soft_words
        return self.wording.comma + self.wording.soft.format(word=word) if is_worded else ""

    def _per(self, per: dict[str, Normalized], family: str) -> str:
        """Write a number by each denominator; an amount of money by one of money as a share of it."""
        texts = []
        for name, normalized in per.items():
            denominator = self.sizes[name]
            is_share = denominator.unit == family
            value = normalized.value * 100 / denominator.per if is_share else normalized.value
            is_money = family in _CURRENCIES and not is_share
            shown = value if is_money else to_decimal(value, _PER_PLACES)
            number = format_number(shown, family if is_money else "", self.lang)
            pattern = self.wording.share_of if is_share else self.wording.per
            size = format_number(Decimal(denominator.per), denominator.unit, self.lang)
            what = denominator.label.zh if self.lang == "zh" else denominator.label.en
            texts.append(pattern.format(number=number, size=size, what=what, year=normalized.figure.year))
        return self.wording.comma.join(texts)

    def _baseline(self, growth: Growth, family: str) -> str:
        baseline = growth.baseline
        number = format_number(baseline.value, family, self.lang)
        pattern = self.wording.baseline if baseline.year is not None else self.wording.baseline_undated
        text = pattern.format(number=number, year=baseline.year)
        if growth.rate is not None:
            rate = _signed(format_number(round(growth.rate * 100, _PERCENT_PLACES), ""))
            return text + self.wording.comma + self.wording.growth_rate.format(rate=rate)
        if growth.points is not None:
            rate = _signed(format_number(to_decimal(growth.points, _PERCENT_PLACES), ""))
            return text + self.wording.comma + self.wording.growth_points.format(rate=rate)
        return text

    def _parts(self, parts: tuple[Commitment, ...]) -> str:
        texts = [f"{part.target.scope} {self._bare(part)}" for part in parts[:_SHOWN_PARTS]]
        if len(parts) > _SHOWN_PARTS:
            texts.append("…")
        pattern = self.wording.part if len(parts) == 1 else self.wording.parts
        return pattern.format(parts=self.wording.comma.join(texts))

    def _bare(self, commitment: Commitment) -> str:
        """Write a commitment without its year."""
        target = commitment.target
        return format_bound(commitment.low, commitment.high, target.comparator, commitment.family, self.lang)


def _signed(rate: str) -> str:
    return rate if rate.startswith("-") else f"+{rate}"


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
