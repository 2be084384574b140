"""The text of one cell: the compared number, what stands beside it, or why it cannot be compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from policycmp.language.labels import Bilingual, Labels
from policycmp.language.quantities import find_quantities
from policycmp.language.text import fold
from policycmp.models import Basis, State, Strength, TargetType
from policycmp.rows.comparability import ComparedCell
from policycmp.rows.numbers import GROUPED_FROM, format_bound, format_number, round_like, to_decimal
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

_SHOWN_PARTS = 3
_PERCENT_PLACES = 2
_PER_PLACES = 3
_CURRENCIES = {YUAN, DOLLARS}
_MONEY_AND_RATES = (YUAN, DOLLARS, PERCENT)
_RATES = {PERCENT, POINTS}

# What stands behind a number that was joined to others in other words, and what it means.
JOINED = Bilingual(" ≅", " ≅")
JOINED_NOTE = Bilingual(
    "≅: likely the same thing in other words: open the sentence before you rely on it (--no-alike parts them).",
    "≅：措辞不同而很可能为同一事项：采用前请查看原句（--no-alike 可分开）。",
)


class CellLabels(Labels):
    """What the cells of targets say; braces are filled in."""

    comma = Bilingual(", ", "，")
    by = Bilingual("{number} by {year}", "{number}（到{year}年）")
    named_year = Bilingual("{number} in {year}", "{number}（{year}年）")
    per_year = Bilingual("{number} a year", "年均{number}")
    per_year_to = Bilingual("{number} a year to {year}", "每年{number}（到{year}年）")
    growth_times = Bilingual("×{number}", "×{number}")
    not_comparable = Bilingual("n/c: {reason}", "不可比：{reason}")
    yearly = Bilingual("yearly", "年增量")
    total = Bilingual("total", "总数")
    growth = Bilingual("growth", "增长")
    over_years = Bilingual("over {years} years", "{years}年累计")
    no_date = Bilingual("no date", "无发文年份")
    no_deadline = Bilingual("no deadline", "无期限")
    needs = Bilingual("needs {what}", "缺{what}")
    level = Bilingual("level", "层级不同")
    other_unit = Bilingual("unit", "单位不同")
    benchmark = Bilingual("{number} (benchmark)", "{number}（参照）")
    part = Bilingual("part: {parts}", "部分：{parts}")
    parts = Bilingual("parts: {parts}", "部分：{parts}")
    baseline = Bilingual("{number} in {year}", "{year}年{number}")
    baseline_undated = Bilingual("from {number}", "原为{number}")
    converted = Bilingual("converted from {amount}, {what} of {year}", "由{amount}按{year}年{what}折算")
    per = Bilingual("{number} per {size} of {what} ({year})", "每{size}{what}{number}（{year}年）")
    share_of = Bilingual("{number} % of {what} ({year})", "占{what}{number}%（{year}年）")
    soft = Bilingual("soft: {word}", "软：{word}")
    wording = Bilingual("wording: {words}", "措辞：{words}")
    joined = JOINED
    conversion = Bilingual(
        "{amount} over the {what} of {year}, {figure} ({source})",
        "{amount}除以{year}年{what}{figure}（{source}）",
    )
    growth_rate = Bilingual("{rate} %/yr", "年均{rate}%")
    growth_points = Bilingual("{rate} points/yr", "年均{rate}个百分点")
    outlier = Bilingual("{number} ?", "{number} ?")
    step = Bilingual("{number} ({tier})", "{number}（{tier}）")
    rate_marks = Bilingual({PERCENT: " %", POINTS: " points"}, {PERCENT: " %", POINTS: " 百分点"})
    unread = Bilingual("unread", "未读出")
    nothing_found = Bilingual("nothing found", "未见任何承诺")
    none = Bilingual("–", "–")
    unit = Bilingual(" ({unit})", "（{unit}）")


@dataclass(frozen=True, slots=True)
class CellWriter:
    """Writes cells in one language.

    `denominators` names what a ratio needs, by indicator id; `sizes` are the denominators of the config, by
    id. `dated` are the plans with a year of issue,
    `benchmarks` those of a higher level than the ones compared.
    """

    labels: CellLabels
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
            return [self.labels.unread]
        lines = (
            self._compared(row, cell)
            if isinstance(cell, ComparedCell)
            else self._barred(row, doc, cell.state, cell.stated)
        )
        if place and place.per:
            lines.append(self._per(place.per, place.commitment.family))
        if place and place.growth:
            lines.append(self._baseline(place.growth, place.commitment.family))
        if cell.parts:
            lines.append(self._parts(cell.parts))
        return lines or [self.labels.none]

    def note(self, row: ComparedRow, cell: RowCell) -> str | None:
        """Say what a reader must know besides the number: how it was annualised, what the denominator is."""
        if not isinstance(cell, ComparedCell):
            return None
        notes, indicator = [], row.indicator
        if cell.compared.is_annualized:
            notes.append(
                f"{self._stated(cell.compared)}: {self.labels.over_years.format(years=cell.compared.window)}"
            )
        if indicator and cell.compared.denominator:
            notes.append(self._conversion(indicator.id, cell.compared, cell.compared.denominator))
        if indicator and indicator.note:
            notes.append(indicator.note.zh if self.lang == "zh" else indicator.note.en)
        return "; ".join(notes) or None

    def _conversion(self, indicator_id: str, commitment: Commitment, figure: Figure) -> str:
        """Say what an amount was divided by, of which year, and where that figure was seen."""
        return self.labels.conversion.format(
            amount=self._amount(commitment),
            what=self.denominators[indicator_id],
            year=figure.year,
            figure=format_number(figure.value, YUAN, self.lang),
            source=figure.source,
        )

    def _compared(self, row: ComparedRow, cell: ComparedCell) -> list[str]:
        if any(commitment.target.counts.tier for commitment in cell.stated):
            return [self.labels.comma.join(_unique(map(self._step, sorted(cell.stated, key=_by_place))))]
        number = self._entry(cell.compared)
        if cell.is_outlier:
            number = self.labels.outlier.format(number=number)
        if cell.state is State.LEVEL:
            first = self._of_other_level(row, cell.compared, number)
        else:
            first = number + self._softness(cell.compared)
        first += self._wording(row, cell.compared)
        texts = (self._entry(other) + self._wording(row, other) for other in cell.others)
        others = _unique(text for text in texts if text not in {number, first})
        return [first, self.labels.comma.join(others)] if others else [first]

    def _wording(self, row: ComparedRow, commitment: Commitment) -> str:
        """Give the words by which a commitment counts something narrower, wider or other than others of its row."""
        words = row.marks.get(commitment.target.id)
        mark = self.labels.joined if commitment.is_joined else ""
        return mark + (
            self.labels.comma + self.labels.wording.format(words=" · ".join(words)) if words else ""
        )

    def _of_other_level(self, row: ComparedRow, commitment: Commitment, number: str) -> str:
        """Write a number of a plan of another level: what a firm gets, and rates, can be looked at beside others."""
        is_above = commitment.target.doc in self.benchmarks
        if row.type is TargetType.INCENTIVE:
            return self.labels.benchmark.format(number=number) if is_above else number
        if row.family in _RATES | {TIMES} and is_above:
            return self.labels.benchmark.format(number=number)
        return self._reason(self.labels.level, self._stated(commitment))

    def _step(self, commitment: Commitment) -> str:
        """Write a step of a ladder with its threshold: in English where that is a number alone."""
        number, tier = self._entry(commitment), commitment.target.counts.tier or ""
        if tier and self.lang != "zh":
            tier = self._threshold(tier)
        return self.labels.step.format(number=number, tier=tier) if tier else number

    def _threshold(self, tier: str) -> str:
        quantities = find_quantities(fold(tier), self.units.words)
        if len(quantities) != 1:
            return ""
        quantity = quantities[0]
        family = next((each for each in _MONEY_AND_RATES if self.units.is_of(each, quantity.unit)), "")
        number = format_bound(quantity.value, quantity.value_max, quantity.comparator, family, self.lang)
        sign = next((character for character in tier if character in "≥>≤<"), "")
        return f"{sign} {number}" if sign and not number.startswith(sign) else number

    def _barred(
        self, row: ComparedRow, doc: str, state: State, commitments: tuple[Commitment, ...]
    ) -> list[str]:
        if not commitments:
            return []
        first = commitments[0]
        stated = self._stated(first, self.labels.rate_marks.get(first.family, ""))
        if state is State.CONTEXT and row.indicator:
            reason = self.labels.needs.format(what=self.denominators[row.indicator.id])
        else:
            reason = self._cause(row, doc, first)
        return [self._reason(reason, stated) + self._wording(row, first)]

    def _cause(self, row: ComparedRow, doc: str, commitment: Commitment) -> str:
        if commitment.is_flow and commitment.window is None:
            is_undated = doc not in self.dated and commitment.target.deadline is not None
            return self.labels.no_date if is_undated else self.labels.no_deadline
        if commitment.target.basis is row.basis is Basis.GROWTH and commitment.family == row.family:
            return self.labels.over_years.format(years=commitment.window)
        if commitment.target.basis is row.basis:
            return self.labels.other_unit
        causes = {Basis.LEVEL: self.labels.total, Basis.INCREMENT: self.labels.yearly}
        return causes.get(commitment.target.basis or Basis.GROWTH, self.labels.growth)

    def _reason(self, reason: str, number: str) -> str:
        return self.labels.not_comparable.format(reason=reason) + self.labels.unit.format(unit=number)

    def _entry(self, commitment: Commitment) -> str:
        """Write a commitment in its own row, as it is compared there."""
        if commitment.denominator:
            return self._converted(commitment, commitment.denominator)
        if commitment.is_annualized:
            written = commitment.target.text if commitment.family in _CURRENCIES else ""
            yearly = round_like(commitment.compared, commitment.low, written)
            grouped = commitment.low >= GROUPED_FROM
            written = format_number(yearly, commitment.family, self.lang, grouped=grouped)
            number = self.labels.per_year.format(number=written)
            return self._stated(commitment) + self.labels.unit.format(unit=number)
        return self._stated(commitment)

    def _converted(self, commitment: Commitment, figure: Figure) -> str:
        target, indicator = commitment.target, commitment.indicator
        share = to_decimal(commitment.compared, _PERCENT_PLACES)
        number = format_bound(share, None, target.comparator, commitment.family, self.lang)
        what = self.denominators[indicator.id] if indicator else figure.measure
        origin = self.labels.converted.format(amount=self._amount(commitment), what=what, year=figure.year)
        return self.labels.by.format(number=number, year=target.deadline) + self.labels.unit.format(
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
            number = self.labels.growth_times.format(number=number)
        if target.deadline is None:
            return number
        pattern = self.labels.by
        if commitment.is_flow and commitment.window == 1:
            pattern = self.labels.per_year_to if target.per_year else self.labels.named_year
        return pattern.format(number=number, year=target.deadline)

    def _softness(self, commitment: Commitment) -> str:
        """Say by which word a commitment is soft; the sign of a bound says so itself."""
        target = commitment.target
        word = target.reasons[-1] if target.reasons else ""
        is_worded = target.strength is Strength.SOFT and word in self.soft_words
        return self.labels.comma + self.labels.soft.format(word=word) if is_worded else ""

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
            pattern = self.labels.share_of if is_share else self.labels.per
            size = format_number(Decimal(denominator.per), denominator.unit, self.lang)
            what = denominator.label.zh if self.lang == "zh" else denominator.label.en
            texts.append(pattern.format(number=number, size=size, what=what, year=normalized.figure.year))
        return self.labels.comma.join(texts)

    def _baseline(self, growth: Growth, family: str) -> str:
        baseline = growth.baseline
        number = format_number(baseline.value, family, self.lang)
        pattern = self.labels.baseline if baseline.year is not None else self.labels.baseline_undated
        text = pattern.format(number=number, year=baseline.year)
        if growth.rate is not None:
            rate = _signed(format_number(round(growth.rate * 100, _PERCENT_PLACES), ""))
            return text + self.labels.comma + self.labels.growth_rate.format(rate=rate)
        if growth.points is not None:
            rate = _signed(format_number(to_decimal(growth.points, _PERCENT_PLACES), ""))
            return text + self.labels.comma + self.labels.growth_points.format(rate=rate)
        return text

    def _parts(self, parts: tuple[Commitment, ...]) -> str:
        texts = [f"{part.target.scope} {self._bare(part)}" for part in parts[:_SHOWN_PARTS]]
        if len(parts) > _SHOWN_PARTS:
            texts.append("…")
        pattern = self.labels.part if len(parts) == 1 else self.labels.parts
        return pattern.format(parts=self.labels.comma.join(texts))

    def _bare(self, commitment: Commitment) -> str:
        """Write a commitment without its year."""
        target = commitment.target
        return format_bound(commitment.low, commitment.high, target.comparator, commitment.family, self.lang)


def _by_place(commitment: Commitment) -> tuple[int, int]:
    return (commitment.target.deadline or 0, commitment.target.span.start)


def _signed(rate: str) -> str:
    return rate if rate.startswith("-") else f"+{rate}"


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
