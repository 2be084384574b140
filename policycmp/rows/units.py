"""Unit families: which measure words count the same thing, with their exact factors."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from policycmp.language.text import fold
from policycmp.models import Basis

if TYPE_CHECKING:
    from policycmp.config import Config, UnitFamily
    from policycmp.models import Target

PERCENT, POINTS, TIMES, YUAN, DOLLARS = "percent", "points", "times", "yuan", "dollars"
# Things counted by whatever word, where the vocabulary does not say by which.
COUNT = "count"
# Days by either word.
_SAME_UNITS = {"日": "天"}
# The families of commitments outside the registry.
_PLAIN = (PERCENT, POINTS, TIMES, YUAN, DOLLARS)


class Units:
    """The unit families of a config, by id and by measure word."""

    def __init__(self, config: Config) -> None:
        self._families = {family.id: family for family in config.units}
        self._counting = frozenset(family.id for family in config.units if family.counting)
        self._factors = {
            (family.id, fold(word)): Decimal(str(factor))
            for family in config.units
            for word, factor in family.words.items()
        }
        self._having: dict[str, list[str]] = {}
        for family, word in self._factors:
            self._having.setdefault(word, []).append(family)
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

    def family(self, target: Target, expected: str | None) -> str | None:
        """Choose the family in which a commitment to an indicator is counted.

        Args:
            target: the commitment.
            expected: the family of what it counts, None where that is not in the registry.

        Returns:
            A family's id; the measure word itself without one; None where the unit does not fit.
        """
        unit = fold(target.unit)
        if expected is None:
            return self._plain.get(unit, unit)
        if target.basis is Basis.GROWTH:
            return next((rate for rate in (PERCENT, TIMES) if (rate, unit) in self._factors), None)
        if (expected, unit) in self._factors:
            return expected
        rises = target.basis is Basis.INCREMENT and expected == PERCENT and (POINTS, unit) in self._factors
        return POINTS if rises else None

    def family_of_counted(self, target: Target, expected: tuple[str, ...] = ()) -> str:
        """Choose the family of a commitment by its unit: the words that count its object are one.

        Args:
            target: the commitment.
            expected: the families that its object is counted in, the plain one first, which stands for all of them;
                a word that none of them has counts something else (户 where 小区 are counted). Without any all words
                of counting are one.
        """
        unit = fold(target.unit)
        unit = _SAME_UNITS.get(unit, unit)
        if unit in self._plain:
            return self._plain[unit]
        families = self._having.get(unit, [])
        counting = [family for family in families if family in self._counting]
        if not counting:
            return next(
                (family for family in expected if family in families), families[0] if families else unit
            )
        plain = next((family for family in expected if family in self._counting), COUNT)
        return plain if plain == COUNT or not set(expected).isdisjoint(counting) else counting[-1]

    def factor(self, family: str, unit: str) -> Decimal:
        """Tell how many base units of the family one `unit` is."""
        return self._factors.get((family, fold(unit)), Decimal(1))

    def base(self, family: str) -> str:
        """Name the base unit of a family."""
        known = self._families.get(family)
        return next(iter(known.words)) if known else family
