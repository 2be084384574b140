"""Numbers as cells print them: compact amounts of money, exact decimals, no float."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from policycmp.models import Comparator
from policycmp.rows.units import DOLLARS, YUAN

_MAGNITUDES = ((100_000_000, "亿"), (10_000, "万"))
_CURRENCIES = {YUAN: "元", DOLLARS: "美元"}
_SIGNS = {
    Comparator.EQ: "",
    Comparator.RANGE: "",
    Comparator.GE: "≥ ",
    Comparator.GT: "> ",
    Comparator.LE: "≤ ",
    Comparator.LT: "< ",
    Comparator.APPROX: "≈ ",
}
_PLACES, _PLACES_BELOW_ONE = 2, 4
_GROUPED_FROM = 10_000


def format_number(value: Decimal | Fraction, family: str, lang: str = "en") -> str:
    """Write a value in the base unit of its family.

    Args:
        value: the number; a fraction without an exact short decimal is rounded half up.
        family: the id of its unit family; money is written in 万元 and 亿元 with its unit, others without.
        lang: `zh` writes large counts in 万 and 亿, `en` groups their digits.
    """
    if family in _CURRENCIES:
        return _compact(value) + _CURRENCIES[family]
    if lang == "zh" and abs(Fraction(value)) >= _GROUPED_FROM:
        return _compact(value)
    return _plain(value, grouped=abs(Fraction(value)) >= _GROUPED_FROM)


def format_bound(
    low: Decimal | Fraction,
    high: Decimal | Fraction | None,
    comparator: Comparator,
    family: str,
    lang: str = "en",
) -> str:
    """Write a value with its bound: `≥ 20`, `≈ 9`, `2–3`."""
    number = format_number(low, family, lang)
    if high is not None:
        number = f"{number}–{format_number(high, family, lang)}"
    return _SIGNS[comparator] + number


def to_decimal(value: Fraction, places: int = 6) -> Decimal:
    """Turn a fraction into a decimal: exactly where it ends within the places, else rounded half up."""
    quotient = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = quotient.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if quotient else Decimal(0)
    return plain_decimal(rounded)


def plain_decimal(value: Decimal) -> Decimal:
    """Drop trailing zeros, without an exponent."""
    shorter = value.normalize()
    return shorter.quantize(Decimal(1)) if shorter.as_tuple().exponent not in range(-50, 1) else shorter


def _compact(value: Decimal | Fraction) -> str:
    for size, mark in _MAGNITUDES:
        if abs(Fraction(value)) >= size:
            return _plain(value / size) + mark
    return _plain(value)


def _plain(value: Decimal | Fraction, *, grouped: bool = False) -> str:
    places = _PLACES if abs(Fraction(value)) >= 1 else _PLACES_BELOW_ONE
    exact = value if isinstance(value, Decimal) else to_decimal(value, places)
    text = format(exact, ",f" if grouped else "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
