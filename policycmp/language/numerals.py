"""Numbers as Chinese plans write them, to exact values: 1,300, 1.3亿, 一千二百, 百亿, 十余, 三分之二.

The patterns are for folded text (text.py). Everything is Decimal: a float would turn 1.13万 into 11299.
"""

from __future__ import annotations

from decimal import Decimal

from policycmp.language import patterns as re

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_CHINESE = "零〇一二两三四五六七八九十百千万亿"

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
MAGNITUDE = r"(?:[十百千]?(?:万亿|[万亿])|[百千](?=[^分]|$))"
MAGNITUDE_END = re.compile(rf"{MAGNITUDE}$")
# Bounded, so that a run of numerals that never ends in a measure word is not tried from each of its characters.
CHINESE = rf"[{_CHINESE}]{{1,16}}(?:点[零〇一二三四五六七八九]{{1,8}})?"
# 13万2千, 1亿2000万
_COMPOUND = r"\d+(?:\.\d+)?[亿万](?:\d+(?:\.\d+)?[万千百](?![\d万亿千百]|瓦))+"
# 3万8000亿, 3万8千亿, 2万亿3000亿, 1万5000 (four digits, as thousands are written out behind 万)
_STEPPED = (
    r"(?:\d{1,4}万(?:\d{1,4}|\d(?:\.\d)?千(?:\d百)?)亿|\d{1,4}万亿\d{1,4}亿|\d千\d百[万亿]"
    r"|\d{1,4}万\d{4}(?![\d,.万亿千百年]))"
)
NUMBER = rf"(?:{_COMPOUND}|{_STEPPED}|{ARABIC}\s?{MAGNITUDE}?|{CHINESE}|半)"
FRACTION = rf"(?:{CHINESE}|\d+)分之(?:{CHINESE}|{ARABIC})"

# No statistic is longer; what is, is a table whose cells ran together.
LONGEST = 24

_ARABIC_PARTS = re.compile(rf"({ARABIC})\s?({MAGNITUDE})?")
_COMPOUND_WHOLE = re.compile(_COMPOUND)
_COMPOUND_PARTS = re.compile(r"(\d+(?:\.\d+)?)([百千万亿])")
_STEPPED_WHOLE = re.compile(_STEPPED)
_STEPS = re.compile(r"(\d+(?:\.\d+)?)(万亿|[百千万亿]?)")
_DIGIT = "[一二两三四五六七八九]"
_SECTION = re.compile(
    rf"(?:(?P<thousands>{_DIGIT}|^)千)?[零〇]?(?:(?P<hundreds>{_DIGIT}|^)百)?[零〇]?"
    rf"(?:(?P<tens>{_DIGIT}|^|(?<=[百零〇]))十)?[零〇]?(?P<ones>{_DIGIT}|(?<!.)[零〇])?"
)
_FRACTION_PARTS = re.compile(r"(.+)分之(.+)")


def parse_number(text: str) -> Decimal | None:
    """Parse a number in digits, Chinese numerals or both.

    Args:
        text: the folded number alone, without unit or bound.

    Returns:
        Its exact value, or None where the text is no number (`千百` has no reading).
    """
    if text == "半":
        return Decimal("0.5")
    if len(text) > LONGEST:
        return None
    if text.isascii() and text.isdigit():
        return Decimal(text)
    if parts := _ARABIC_PARTS.fullmatch(text):
        return plain(Decimal(parts[1].replace(",", "")) * _magnitude(parts[2] or ""))
    if _COMPOUND_WHOLE.fullmatch(text):
        return _parse_compound(text)
    if _STEPPED_WHOLE.fullmatch(text):
        return _parse_stepped(text)
    whole, point, decimals = text.partition("点")
    value = _parse_chinese(whole)
    if value is None or not point:
        return value
    if not decimals or any(character not in _DIGITS for character in decimals):
        return None
    return value + Decimal("0." + "".join(str(_DIGITS[character]) for character in decimals))


def _parse_stepped(text: str) -> Decimal | None:
    """Add up the steps of 3万8000亿, which are all of what the last of them counts in (亿), or of 2万亿3000亿."""
    own, shared = ("", text) if "万亿" in text or text[-1] not in "万亿" else (text[-1], text[:-1])
    total = _added_up(_STEPS.findall(shared))
    return None if total is None else plain(total * _magnitude(own))


def _parse_compound(text: str) -> Decimal | None:
    """Add up the parts of 13万2千."""
    total = _added_up(_COMPOUND_PARTS.findall(text))
    return None if total is None else plain(total)


def _added_up(parts: list[tuple[str, str]]) -> Decimal | None:
    """Add up digits with their places; None where one is not smaller than the place before it."""
    placed = [(Decimal(digits), _magnitude(place)) for digits, place in parts]
    if any(
        digits * place >= before for (digits, place), (_, before) in zip(placed[1:], placed, strict=False)
    ):
        return None
    return sum((digits * place for digits, place in placed), Decimal(0))


def parse_fraction(text: str) -> Decimal | None:
    """Parse 百分之三点五, 千分之五 or 三分之二 into per cent.

    Args:
        text: the folded fraction alone.

    Returns:
        The value in per cent, rounded to twelve digits where it does not end, or None.
    """
    parts = _FRACTION_PARTS.fullmatch(text)
    if not parts:
        return None
    denominator, numerator = parse_number(parts[1]), parse_number(parts[2])
    if not denominator or numerator is None:
        return None
    return plain((numerator * 100 / denominator).quantize(Decimal("1e-12")))


def plain(value: Decimal) -> Decimal:
    """Drop trailing zeros, but keep whole numbers without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _magnitude(text: str) -> int:
    factor = 1
    for character in text:
        factor *= _SMALL.get(character) or _LARGE[character]
    return factor


def _parse_chinese(text: str) -> Decimal | None:
    """Read Chinese numerals: place by place (二〇二〇), or by 万 and 亿 and the sections between them."""
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return Decimal("".join(str(_DIGITS[character]) for character in text))
    value = _parse_large(text, "亿万")
    return None if value is None else Decimal(value)


def _parse_large(text: str, magnitudes: str) -> int | None:
    if not magnitudes:
        return _parse_section(text)
    magnitude, smaller = magnitudes[0], magnitudes[1:]
    left, found, right = text.partition(magnitude)
    if not found:
        return _parse_large(text, smaller)
    head = _parse_large(left, smaller) if left else 1
    tail = _parse_tail(right, smaller, _LARGE[magnitude])
    return None if head is None or tail is None else head * _LARGE[magnitude] + tail


def _parse_tail(text: str, magnitudes: str, place: int) -> int | None:
    """Read what follows a place: a lone digit is short for the next place (一万五 is 15000)."""
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text] * place // 10
    return _parse_large(text.removeprefix("零").removeprefix("〇"), magnitudes) if text else 0


def _parse_section(text: str) -> int | None:
    """Read a number below 10000. A bare 千, 百 or 十 counts one, but only in front."""
    parts = _SECTION.fullmatch(text)
    if not text or not parts:
        return None
    thousands, hundreds, tens, ones = parts.group("thousands", "hundreds", "tens", "ones")
    total = sum(
        _DIGITS[digit or "一"] * place
        for digit, place in ((thousands, 1000), (hundreds, 100), (tens, 10))
        if digit is not None
    )
    if not ones:
        return total
    short = {"千": 100, "百": 10}.get(text[-2:-1], 1)
    return total + _DIGITS[ones] * short
