"""The cells of things: a plan's own number with its basis in the cell (`38 by 2020`, `+20 a year`, `×2`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Basis
from policycmp.rows.comparability import ComparedCell
from policycmp.rows.numbers import format_bound, format_number, round_like, to_decimal
from policycmp.rows.units import DOLLARS, PERCENT, POINTS, TIMES, YUAN
from policycmp.tables.cells import JOINED

if TYPE_CHECKING:
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.things import Saying

_BOUND = re.compile(r"(?:[≥>≤<≈] )?")
_SHORT = {" million": " m", " billion": " bn"}
_SHARE_PLACES = 2
_CURRENCIES = {YUAN, DOLLARS}


class ThingLabels(Labels):
    """What stands round the numbers of things; braces are filled in."""

    whole = Bilingual("{number} {when}", "{number}（{when}）")
    by = Bilingual("by {year}", "到{year}年")
    named_year = Bilingual("in {year}", "{year}年")
    each_year = Bilingual("a year", "每年")
    each_year_to = Bilingual("a year{between}to {year}", "每年{between}到{year}年")
    yearly = Bilingual("({number} a year)", "（年均{number}）")
    yearly_narrow = Bilingual("({number}/yr)", "（年均{number}）")
    made_of = Bilingual("(of {amount})", "（{amount}）")
    rate_marks = Bilingual({PERCENT: " %", POINTS: " points"}, {PERCENT: "%", POINTS: "个百分点"})
    outlier = Bilingual(" ?", " ?")
    barred = Bilingual(" †", " †")
    worded_apart = Bilingual(" ‡", " ‡")
    joined = JOINED
    none = Bilingual("–", "–")
    nothing = Bilingual("nothing found", "未见任何承诺")
    partly = Bilingual("in parts", "仅部分区域")


@dataclass(frozen=True, slots=True)
class ThingCells:
    """Writes what plans say of things, in one language; `narrow` sets the year below the number."""

    lang: str = "en"
    narrow: bool = False

    @property
    def labels(self) -> ThingLabels:
        """The words round the numbers."""
        return ThingLabels(self.lang)

    def write(self, saying: Saying, *, with_marks: bool = True) -> str:
        """Write the plan's own number with its basis and year.

        Args:
            saying: what the plan says of the thing.
            with_marks: whether †, ‡, ≅, ? and the yearly number behind a longer addition are added.
        """
        commitment, cell = saying.commitment, saying.cell
        marks = ""
        if with_marks:
            marks = "" if saying.is_compared else self.labels.barred
            marks += self.labels.worded_apart if saying.is_worded_apart else ""
            marks += self.labels.joined if commitment.is_joined else ""
            marks += self.labels.outlier if isinstance(cell, ComparedCell) and cell.is_outlier else ""
        text = self.stated(commitment) + marks
        return (
            f"{text}{self._between}{self._yearly(commitment)}"
            if with_marks and self._yearly(commitment)
            else text
        )

    def stated(self, commitment: Commitment) -> str:
        """Write a number as the plan states it, with its basis and year."""
        return self._joined(self.number(commitment), self._when(commitment))

    @property
    def _between(self) -> str:
        return "\n" if self.narrow else "" if self.lang == "zh" else " "

    def _joined(self, number: str, when: str) -> str:
        if not when:
            return number
        return f"{number}\n{when}" if self.narrow else self.labels.whole.format(number=number, when=when)

    def number(self, commitment: Commitment) -> str:
        """Write the number with its bound, + or − before a change, × before a multiple."""
        target, family = commitment.target, commitment.family
        if commitment.denominator:
            share = to_decimal(commitment.compared, _SHARE_PLACES)
            number = format_bound(share, None, target.comparator, PERCENT, self.lang)
        else:
            number = format_bound(commitment.low, commitment.high, target.comparator, family, self.lang)
        number = shortened(number)
        sign = "×" if family == TIMES else ("−" if commitment.is_fall else "+") if commitment.is_flow else ""
        bound = _BOUND.match(number)
        place = bound.end() if bound else 0
        return number[:place] + sign + number[place:] + self.labels.rate_marks.get(family, "")

    def _when(self, commitment: Commitment) -> str:
        """Say by when, in which year, or that it is each year."""
        target, labels = commitment.target, self.labels
        if target.per_year:
            return (
                labels.each_year_to.format(between=self._between, year=target.deadline)
                if target.deadline
                else labels.each_year
            )
        if target.deadline is None:
            return ""
        in_one_year = commitment.is_flow and commitment.window == 1
        return (labels.named_year if in_one_year else labels.by).format(year=target.deadline)

    def _yearly(self, commitment: Commitment) -> str:
        """Write what an addition over several years is by the year, or the amount that a share was made of."""
        if commitment.denominator:
            target = commitment.target
            amount = format_bound(target.value, target.value_max, target.comparator, "yuan", self.lang)
            return self.labels.made_of.format(amount=amount)
        if not commitment.is_annualized or commitment.target.basis is not Basis.INCREMENT:
            return ""
        written = commitment.target.text if commitment.family in _CURRENCIES else ""
        yearly = round_like(commitment.compared, commitment.low, written)
        number = shortened(format_number(yearly, commitment.family, self.lang))
        pattern = self.labels.yearly_narrow if self.narrow else self.labels.yearly
        return pattern.format(number=number)


def shortened(number: str) -> str:
    """Write millions and billions in short."""
    for word, short in _SHORT.items():
        number = number.replace(word, short)
    return number
