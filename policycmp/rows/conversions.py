"""Conversions: amounts that a figure of the context turns into the share that other plans state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.models import Basis
from policycmp.rows.units import PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycmp.config import Config, Indicator
    from policycmp.rows.commitments import Commitment
    from policycmp.rows.context import Context


def convert_amounts(
    commitments: tuple[Commitment, ...], region: str | None, context: Context, config: Config
) -> tuple[Commitment, ...]:
    """Add the shares that the amounts of one plan come to.

    Args:
        commitments: those of the plan.
        region: the code of its region.
        context: where the denominators stand.
        config: the indicators that say what is divided by what (`ratio`).

    Returns:
        The commitments with the converted ones behind them. A plan that states the share itself is left as it is;
        so is an amount without a year, or one whose denominator is not known within three years.
    """
    if not context.figures:
        return commitments
    shares = [indicator for indicator in config.indicators if indicator.ratio]
    converted = [
        share for indicator in shares for share in _converted(indicator, commitments, region, context)
    ]
    return (*commitments, *converted)


def _converted(
    indicator: Indicator, commitments: Iterable[Commitment], region: str | None, context: Context
) -> Iterator[Commitment]:
    commitments = tuple(commitments)
    assert indicator.ratio is not None
    if any(_is_whole_level(each, indicator.id) for each in commitments):
        return
    for amount in commitments:
        year = amount.target.deadline
        if not _is_whole_level(amount, indicator.ratio.amount) or year is None:
            continue
        figure = context.figure(region, indicator.ratio.denominator, year)
        if figure and figure.value and indicator.unit == PERCENT:
            yield replace(
                amount,
                indicator=indicator,
                family=PERCENT,
                denominator=figure,
            )


def _is_whole_level(commitment: Commitment, indicator: str) -> bool:
    """Tell whether a commitment is a total of an indicator for the whole jurisdiction."""
    is_level = commitment.target.basis is Basis.LEVEL and commitment.target.binds_all
    return is_level and commitment.indicator is not None and commitment.indicator.id == indicator
