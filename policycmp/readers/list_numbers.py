"""Numbers of automatic lists as Word shows them (ECMA-376, ST_NumberFormat)."""

from __future__ import annotations

from itertools import pairwise

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_SMALL_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LAST_CIRCLED = 20
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseCounting",
    "koreanCounting",
    "japaneseDigitalTenThousand",
}


def format_number(value: int, style: str) -> str:
    """Write a number in one of Word's number formats; an unknown format is written in digits."""
    if style in _CHINESE:
        return _chinese(value, _DIGITS, "十百千")
    if style in {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}:
        return _chinese(value, _LEGAL, "拾佰仟")
    if style in {"ideographDigital", "taiwaneseDigital"}:
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if style in {"ideographTraditional", "ideographZodiac"}:
        names = _STEMS if style == "ideographTraditional" else _BRANCHES
        return names[value - 1] if 0 < value <= len(names) else str(value)
    return _western(value, style)


def _western(value: int, style: str) -> str:
    if style in {"upperLetter", "lowerLetter"} and value > 0:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if style == "upperLetter" else letter.lower()
    if style in {"upperRoman", "lowerRoman"} and value > 0:
        return _roman(value) if style == "upperRoman" else _roman(value).lower()
    if style == "decimalZero":
        return f"{value:02}"
    if style == "decimalFullWidth":
        return str(value).translate(_FULL_WIDTH)
    return _enclosed(value, style)


def _enclosed(value: int, style: str) -> str:
    first = {
        "decimalEnclosedCircle": "①",
        "decimalEnclosedCircleChinese": "①",
        "decimalEnclosedParen": "⑴",
        "decimalEnclosedFullstop": "⒈",
        "ideographEnclosedCircle": "㊀",
    }.get(style)
    last = len(_STEMS) if style == "ideographEnclosedCircle" else _LAST_CIRCLED
    return chr(ord(first) + value - 1) if first and 0 < value <= last else str(value)


def _chinese(value: int, digits: str, units: str) -> str:
    """Write a number below ten thousand in hanzi: 十一, 二十, 一百零五."""
    text = str(value)
    if len(text) > len(units) + 1 or value <= 0:
        return text
    zero = "零"
    places = [(int(digit), ["", *units][len(text) - 1 - place]) for place, digit in enumerate(text)]
    words = [digits[digit] + unit if digit else zero for digit, unit in places]
    kept = [word for before, word in pairwise(["", *words]) if not (word == zero and before == zero)]
    written = "".join(kept).rstrip(zero)
    one, ten = digits[1], units[0]
    return written.removeprefix(one) if written.startswith(one + ten) and units == "十百千" else written


def _roman(value: int) -> str:
    written = ""
    for size, letters in (*_ROMAN, *_SMALL_ROMAN):
        written += letters * (value // size)
        value %= size
    return written
