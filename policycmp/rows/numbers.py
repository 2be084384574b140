"""Numbers as cells print them: compact amounts of money, exact decimals, no float."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from policycmp.models import Comparator
from policycmp.rows.units import DOLLARS, YUAN

_MAGNITUDES = {
    "en": ((1_000_000_000, " billion"), (1_000_000, " million")),
    "zh": ((100_000_000, "亿"), (10_000, "万")),
}
_CURRENCIES = {"en": {YUAN: "RMB {}", DOLLARS: "USD {}"}, "zh": {YUAN: "{}元", DOLLARS: "{}美元"}}
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
GROUPED_FROM = 10_000
_TENTHS_BELOW = 10
_WRITTEN = {"亿": 10**8, "万": 10**4}


def format_number(value: Decimal | Fraction, family: str, lang: str = "en", *, grouped: bool = False) -> str:
    """Write a value in the base unit of its family.

    Args:
        value: the number; a fraction without an exact short decimal is rounded half up.
        family: the id of its unit family; money is written with its currency, other numbers without a unit.
        lang: `zh` writes money and large counts in 万 and 亿, `en` groups digits, and has money in millions and
            billions.
        grouped: whether digits are grouped below ten thousand too, as in a larger number beside it.
    """
    if family in _CURRENCIES[lang]:
        return _CURRENCIES[lang][family].format(_compact(value, lang))
    if lang == "zh" and abs(Fraction(value)) >= GROUPED_FROM:
        return _compact(value, lang)
    return _plain(value, grouped=grouped or abs(Fraction(value)) >= GROUPED_FROM)


def round_like(value: Fraction, stated: Decimal, written: str = "") -> Fraction:
    """Round a number to what the one that it was made of carries: whole where that is, a tenth below ten.

    Args:
        value: the number.
        stated: what it was made of, in the same unit.
        written: that as the plan writes it, where it is an amount of money: one of 亿 is rounded as so many 亿.
    """
    size = next((size for mark, size in _WRITTEN.items() if mark in written), 1)
    amount = value / size
    exponent = plain_decimal(stated / size).as_tuple().exponent
    places = max(-exponent if isinstance(exponent, int) else 0, int(abs(amount) < _TENTHS_BELOW))
    return Fraction(to_decimal(amount, places)) * size


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
        upper = format_number(high, family, lang)
        prefix = _CURRENCIES[lang].get(family, "{}").partition("{}")[0]
        number = f"{number}–{upper.removeprefix(prefix)}"
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


def _compact(value: Decimal | Fraction, lang: str) -> str:
    for size, mark in _MAGNITUDES[lang]:
        if abs(Fraction(value)) >= size:
            return _plain(value / size) + mark
    return _plain(value, grouped=lang == "en")


def _plain(value: Decimal | Fraction, *, grouped: bool = False) -> str:
    places = _PLACES if abs(Fraction(value)) >= 1 else _PLACES_BELOW_ONE
    exact = value if isinstance(value, Decimal) else to_decimal(value, places)
    text = format(exact, ",f" if grouped else "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
