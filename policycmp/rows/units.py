"""Unit families: which measure words count the same thing, with their exact factors."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from policycmp.language.text import fold
from policycmp.models import Basis

if TYPE_CHECKING:
    from policycmp.config import Config, Indicator, UnitFamily
    from policycmp.models import Target

PERCENT, POINTS, TIMES, YUAN, DOLLARS = "percent", "points", "times", "yuan", "dollars"
# The families of commitments outside the registry.
_PLAIN = (PERCENT, POINTS, TIMES, YUAN, DOLLARS)


class Units:
    """The unit families of a config, by id and by measure word."""

    def __init__(self, config: Config) -> None:
        self._families = {family.id: family for family in config.units}
        self._factors = {
            (family.id, fold(word)): Decimal(str(factor))
            for family in config.units
            for word, factor in family.words.items()
        }
        self._plain = {
            word: family for family in reversed(_PLAIN) for known, word in self._factors if known == family
        }

    @property
    def words(self) -> tuple[str, ...]:
        """All measure words, each once."""
        return tuple(dict.fromkeys(word for _, word in self._factors))

    def is_of(self, family: str, unit: str) -> bool:
        """Tell whether a measure word belongs to a family."""
        return (family, fold(unit)) in self._factors

    def named(self, family: str) -> UnitFamily | None:
        """Give the family of an id, None for the bare measure word that stands for an unaligned commitment's."""
        return self._families.get(family)

    def family(self, target: Target, indicator: Indicator | None) -> str | None:
        """Choose the family in which a commitment to an indicator is counted.

        Args:
            target: the commitment.
            indicator: what it counts, None where that is not in the registry.

        Returns:
            A family's id; the measure word itself without an indicator; None where the unit does not fit.
        """
        unit = fold(target.unit)
        if indicator is None:
            return self._plain.get(unit, unit)
        if target.basis is Basis.GROWTH:
            return next((rate for rate in (PERCENT, TIMES) if (rate, unit) in self._factors), None)
        if (indicator.unit, unit) in self._factors:
            return indicator.unit
        rises = (
            target.basis is Basis.INCREMENT and indicator.unit == PERCENT and (POINTS, unit) in self._factors
        )
        return POINTS if rises else None

    def factor(self, family: str, unit: str) -> Decimal:
        """Tell how many base units of the family one `unit` is."""
        return self._factors.get((family, fold(unit)), Decimal(1))

    def base(self, family: str) -> str:
        """Name the base unit of a family."""
        known = self._families.get(family)
        return next(iter(known.words)) if known else family
