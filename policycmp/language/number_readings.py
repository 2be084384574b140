"""Read what prints its number in words or in two parts: 翻番, 八成, 三分之二, 1:0.5, 前12位, 8.5±0.5%."""

from __future__ import annotations

from decimal import Decimal

from policycmp.language import patterns as re
from policycmp.language.bounds import COMPARATORS, outer_bound
from policycmp.language.numerals import ARABIC, FRACTION, NUMBER, parse_fraction, parse_number, plain
from policycmp.models import Comparator, Quantity, Span

_FRACTION = re.compile(FRACTION)


def _fraction(text: str, span: Span) -> Quantity | None:
    """Read 百分之三点五 and 三分之二以上 in per cent."""
    if "/" in text:
        numerator, denominator = Decimal(text[0]), Decimal(text[2])
        value = (numerator * 100 / denominator).quantize(Decimal("1e-12"))
        return Quantity(span, text, value, "%", outer_bound(text))
    read = [parse_fraction(found.group()) for found in _FRACTION.finditer(text)]
    values = [value for value in read if value is not None]
    if not values or len(values) < len(read):
        return None
    if len(values) > 1:
        return Quantity(span, text, min(values), "%", Comparator.RANGE, max(values))
    return Quantity(span, text, values[0], "%", outer_bound(text))


def _ratio(text: str, span: Span) -> Quantity | None:
    """Read a matching ratio by the issuer's side: 1:0.5 is 50 per cent of what the other side gives."""
    other, own = (parse_number(side.strip()) for side in text.split(":"))
    if not other or not own:
        return None
    return Quantity(span, text, plain(own * 100 / other), "%")


_GIVE_OR_TAKE = re.compile(rf"({ARABIC})\s?±\s?({ARABIC})\s?(.+)")


def _give_or_take(text: str, span: Span) -> Quantity | None:
    """Read 8.5±0.5% as the range that it is."""
    parts = _GIVE_OR_TAKE.fullmatch(text)
    if parts is None:
        return None
    middle, either_way = (Decimal(part.replace(",", "")) for part in parts.group(1, 2))
    return Quantity(
        span, text, plain(middle - either_way), parts[3], Comparator.RANGE, plain(middle + either_way)
    )


def _rank(text: str, span: Span) -> Quantity | None:
    value = parse_number(text.strip("前名位强列 "))
    return Quantity(span, text, value, "位", Comparator.LE) if value else None


def _whole(text: str, span: Span) -> Quantity:
    return Quantity(span, text, Decimal(50 if text == "减半" else 100), "%")


_TERM = re.compile(
    rf"(?P<number>{NUMBER})(?:余|多)?个?(?P<unit>月|周|日|天)(?P<bound>以上|以内|以下|之内|内|左右)?$"
)


def _term(text: str, span: Span) -> Quantity | None:
    """Read a term shorter than a year; whether anybody is held to it is judged later."""
    match = _TERM.search(text)
    value = parse_number(match["number"].strip()) if match else None
    if match is None or not value:
        return None
    bound = match["bound"]
    comparator = Comparator.LE if bound == "内" else COMPARATORS[bound] if bound else Comparator.EQ
    return Quantity(span, text, value, match["unit"], comparator)


_TEN = Decimal(10)
_DOUBLINGS = {"两": 4, "二": 4, "2": 4, "三": 8, "3": 8}


def _special(text: str, span: Span) -> Quantity:
    """Read the quantities that print no number: 全覆盖, 翻番, 两位数, 一半, 过半, 八成, 七折."""
    if "覆盖" in text:
        return Quantity(span, text, Decimal(100), "%")
    if "折" in text:
        off = parse_number(text.rstrip("折")) or Decimal(0)
        return Quantity(span, text, plain(off if off >= _TEN else off * _TEN), "%")
    if text == "过半":
        return Quantity(span, text, Decimal(50), "%", Comparator.GT)
    if "番" in text or "倍" in text:
        return Quantity(span, text, Decimal(_DOUBLINGS.get(text[1], 2)), "倍", outer_bound(text))
    if text.endswith("位数"):
        return Quantity(span, text, Decimal(100 if text[0] == "三" else 10), "%", Comparator.GE)
    comparator = outer_bound(text)
    if "半" in text:
        return Quantity(span, text, Decimal(50), "%", comparator)
    digit = parse_number(text[text.index("成") - 1]) or Decimal(0)
    return Quantity(span, text, digit * _TEN, "%", comparator)


READINGS = {
    "special": _special,
    "fraction": _fraction,
    "slashed": _fraction,
    "give_or_take": _give_or_take,
    "rank": _rank,
    "ratio": _ratio,
    "whole": _whole,
    "duration": _term,
}
"""How to read each kind of expression, by the name of its branch among the patterns of quantities."""
