"""Steps of an explanation, and those that lead from a baseline to growth and from the plan above to a gap."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from policycmp.rows.numbers import to_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from policycmp.compare.result import Comparison
    from policycmp.rows.baselines import Baseline
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.grounds import Gap, Growth
    from policycmp.scores.ambition import AmbitionCell
    from policycmp.tables.explanation_labels import ExplanationWording


@dataclass(frozen=True, slots=True)
class Step:
    """One figure, its value, its arithmetic in words and signs, and the commitments whose sentences it starts from."""

    figure: str
    value: str
    arithmetic: str
    commitments: tuple[Commitment, ...] = ()
    subject: str = ""

    def of(self, subject: str) -> Step:
        """Say what the step belongs to."""
        return replace(self, subject=subject)

    @property
    def quotes(self) -> str:
        """The sentences, each with the id of its commitment."""
        return "\n".join(
            f"{' '.join(each.target.quote.split())} [{each.target.id}]" for each in self.commitments
        )

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids of the commitments."""
        return tuple(each.target.id for each in self.commitments)


def plain(value: Fraction | Decimal) -> str:
    """Write a number in full where it ends within six places, else rounded, with ≈."""
    exact = Fraction(value)
    rounded = to_decimal(exact)
    return ("" if Fraction(rounded) == exact else "≈ ") + format(rounded, "f")


def baseline_steps(place: AmbitionCell, comparison: Comparison, words: ExplanationWording) -> Iterator[Step]:
    """Explain the baseline of a place, and its growth from there."""
    growth = place.growth
    if growth is None:
        return
    baseline = growth.baseline
    named = {each.target.id: each for each in comparison.commitments[place.commitment.target.doc]}
    evidence = tuple(named[each] for each in baseline.evidence)
    value = f"{plain(baseline.value)} ({baseline.year or '?'})"
    yield Step(words.baseline, value, _baseline_arithmetic(baseline, evidence, comparison, words), evidence)
    if arithmetic := _growth_arithmetic(place.commitment, growth):
        rate = growth.points if growth.rate is None else growth.rate
        assert rate is not None
        yield Step(words.growth if growth.rate is not None else words.points, plain(rate), arithmetic)


def _baseline_arithmetic(
    baseline: Baseline, evidence: tuple[Commitment, ...], comparison: Comparison, words: ExplanationWording
) -> str:
    if baseline.figure:
        return words.from_context.format(source=baseline.figure.source)
    if baseline.span and evidence:
        analyses = {each.doc: each for each in comparison.corpus.analyses}
        text = analyses[evidence[0].target.doc].document.text
        return words.said.format(text=baseline.span.of(text))
    numbers = [plain(each.compared) for each in evidence]
    if baseline.source == "stated":
        return words.worked_back.format(total=numbers[0], change=numbers[1], since=evidence[1].since)
    return " − ".join(numbers)


def _growth_arithmetic(commitment: Commitment, growth: Growth) -> str | None:
    baseline, deadline = growth.baseline, commitment.target.deadline
    if baseline.year is None or deadline is None or (growth.rate is None and growth.points is None):
        return None
    value, years = plain(commitment.compared), deadline - baseline.year
    if growth.points is not None:
        return f"({value} − {plain(baseline.value)}) ÷ {years}"
    return f"({value} ÷ {plain(baseline.value)})^(1/{years}) − 1"


def gap_steps(place: AmbitionCell, words: ExplanationWording) -> Iterator[Step]:
    """Explain how a number stands to that of the plan above."""
    gap = place.gap
    if gap is None:
        return
    value, above = plain(place.commitment.compared), plain(gap.upper.compared)
    if gap.gap is not None:
        yield Step(words.gap, plain(gap.gap), f"{value} − {above}", (gap.upper,))
    else:
        yield Step(words.above, above, gap.doc, (gap.upper,))
    if gap.fair_share is not None:
        yield Step(words.fair_share, plain(gap.fair_share), _fair_share(value, above, gap))
    if gap.growth_gap is not None:
        yield Step(words.growth_gap, plain(gap.growth_gap), words.growths)
    if gap.lead_years is not None:
        years = f"{gap.upper.target.deadline} − {place.commitment.target.deadline}"
        yield Step(words.lead, str(gap.lead_years), years)
    else:
        yield Step(words.lead, "–", words.no_lead)


def _fair_share(value: str, above: str, gap: Gap) -> str:
    own, whole = gap.figures
    shares = f"({value} ÷ {above}) ÷ ({plain(own.value)} ÷ {plain(whole.value)})"
    return f"{shares} (GDP {own.year}; {own.source}; {whole.source})"
