"""Find numbers in text: quantities with unit and touching bound, and the dates and names that are none.

Everything here says what a number *is*; whether anybody promises it is judged later (targets/). Input is folded text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from policycmp.language.bounds import (
    LEADING_BOUNDS,
    TRAILING_BOUNDS,
    bound_pattern,
    outer_bound,
    touching_bound,
)
from policycmp.language.measure_words import unit_pattern
from policycmp.language.numerals import (
    ARABIC,
    FRACTION,
    LONGEST,
    MAGNITUDE,
    NUMBER,
    parse_fraction,
    parse_number,
)
from policycmp.language.scanning import Scanner, start_pattern
from policycmp.models import Comparator, Quantity, Span

# More digits than any statistic has: a table whose cells ran together when it was copied.
_MOST_DIGITS = 15


class NumberKind(StrEnum):
    """What a number in running text is."""

    QUANTITY = "quantity"
    DATE = "date"
    DURATION = "duration"
    ORDINAL = "ordinal"
    DOCUMENT = "number of a document"
    BARE = "bare number"
    TABLE = "unreadable table"
    VAGUE = "not quantified"
    ITEM = "number of a clause"


class Mention(NamedTuple):
    """A number as it stands in the text; `quantity` is set for that kind only."""

    span: Span
    kind: NumberKind
    quantity: Quantity | None = None


# Set phrases whose numerals count nothing: 一企一策, 三位一体, 千家万户, 二次开发, and 一 inside 统一 or 唯一.
_IDIOM = (
    r"(?P<idiom>[一1][\u4e00-\u9fff][一1][\u4e00-\u9fff]|[二三四五六七]位一体|千家万户|千企万户|千村万[户落]|"
    r"[二两三]次(?=创业|开发|利用|供水|分配|污染|加密)|一次性|[统唯同单专逐之某另任划如万]一(?=[^\d]))"
)
_FRACTION = re.compile(FRACTION)
_CHINESE = "零〇一二两三四五六七八九十百千万亿半"
_NUMERAL = rf"\d{_CHINESE}"
_DASHES = r"\-~—–−～至到"
_RANGE = rf"\s?[{_DASHES}]{{1,2}}\s?"
# A numeral in Chinese, its point, blanks and 个: what may stand before a dash besides digits and a measure word.
_MOST_BEFORE_DASH = 28
_YEAR_WORDS = r"(?:底前|年底|末|底|初|前|内|中|度)?"


def find_quantities(text: str, units: tuple[str, ...]) -> list[Quantity]:
    """Find every number that has a measure word, with the bound that touches it.

    Args:
        text: folded text.
        units: the measure words to know, without 万 and 亿.

    Returns:
        The quantities in order of place, spans into `text`, values in the base unit (1.3亿元 is 130000000 元).
    """
    return [mention.quantity for mention in find_numbers(text, units) if mention.quantity]


def find_numbers(text: str, units: tuple[str, ...]) -> list[Mention]:
    """Find every number, whatever it is.

    Args:
        text: folded text.
        units: the measure words to know, without 万 and 亿.

    Returns:
        The numbers in order of place, none overlapping; Chinese numerals only where a measure word follows.
    """
    return list(filter(None, map(_mention, _scanner(units).find(text))))


@lru_cache(maxsize=8)
def _scanner(units: tuple[str, ...]) -> Scanner:
    return Scanner(_starts(units), _pattern(units))


# What may follow a Chinese numeral besides a measure word: terms, 余, 分之, 成, 位数, and the words of set phrases.
_AFTER_CHINESE = "年月周岁季日天个余多点分成位次家企村的突以"


def _starts(units: tuple[str, ...]) -> re.Pattern[str]:
    """Match where a number can start: a numeral, or a word that only a numeral makes one (a bound, 第, 翻番)."""
    follows = re.escape("".join(sorted({unit[0] for unit in units})) + _AFTER_CHINESE)
    bounds = [word for words in LEADING_BOUNDS.values() for word in words]
    first = "".join(sorted({word[0] for word in bounds}))
    others = "".join(sorted(set("".join(word[1:] for word in bounds))))
    return start_pattern(
        (
            (r"\d", r"\d*+"),
            (_CHINESE, rf"(?=[{_CHINESE}]{{0,24}}[{follows}\s{_DASHES}]|.[一1]|[一半])"),
            (r"(〔\[", r"(?=\s?\d)"),
            (r"\s", r"(?<!\n)(?<![^\n].)(?=[^\S\n]{0,11}[(]?\d)"),
            ("第", rf"(?=\s?[{_NUMERAL}])"),
            ("全", "(?=面?覆盖)"),
            ("翻", "(?=.?[番倍])"),
            ("增提扩", "[加长高大](?=[一1]倍)"),
            ("统唯同单专逐之某另任划如", "(?=一)"),
            ("上", "(?=[百千万亿])"),
            ("未", rf"来(?=[{_NUMERAL}])"),
            ("今", rf"后(?=[{_NUMERAL}])"),
            (first, rf"(?=[{others}]{{0,3}}\s?[{_NUMERAL}])"),
        )
    )


def _pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    """Compile one scanner for all kinds; the order of the alternatives decides."""
    unit = unit_pattern(units)
    lead = bound_pattern(LEADING_BOUNDS)
    tail = bound_pattern({c: words for c, words in TRAILING_BOUNDS.items() if c != Comparator.GT})
    reach = _MOST_BEFORE_DASH + max(map(len, units), default=0)
    # Looked for first: few numbers have a dash near, and a range tries all measure words.
    dash = rf"(?=[\d,.]{{{LONGEST}}}|[\d,.]{{0,{LONGEST}}}+[^{_DASHES}。;、:]{{0,{reach}}}[{_DASHES}])"
    quantity = (
        rf"(?P<quantity>(?P<lead>(?<![通经超不])(?<!度(?=过))(?:{lead})\s?|上(?=[百千万亿]))?"
        rf"(?:{dash}(?P<low>{NUMBER})\s?(?P<low_unit>{unit})?{_RANGE}(?=[\d一二两三四五六七八九十百千]))?"
        rf"(?P<number>{NUMBER})(?P<more>余|多)?(?P<more_magnitude>{MAGNITUDE})?\s?(?P<unit>{unit})"
        rf"(?:\((?:{unit})\))?(?:\(含\))?(?P<tail>{tail})?)"
    )
    return re.compile(
        "|".join(
            (
                r"(?P<document>[〔\[(]\s?\d{4}\s?[〕\])]\s?第?\s?\d+\s?号|第?\d+号(?:文件|文|令|公告)?)",
                r"(?P<date>\d{4}\s?年?\s?[-~—–至到]{1,2}\s?\d{4}\s?年|\d{4}\s?年"
                + _YEAR_WORDS
                + r"(?:\s?\d{1,2}\s?月份?(?:\s?\d{1,2}\s?日)?)?"
                r"|(?<!\d)(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}\s?[-~—–至]?\s?(?:\d{1,2})?月(?:\d{1,2}日)?(?!度)|\d{1,2}[日号](?!均)|[二一][〇零一二三四五六七八九]{3}年|\d{1,2}:\d{2})",
                _IDIOM,
                r"(?P<item>(?:^|(?<=\n))[^\S\n]{0,12}[(]?\d{1,3}(?:[.)、]|\s(?=[\u4e00-\u9fff]))(?!\d))",
                rf"(?P<ordinal>第\s?{NUMBER}(?:{unit}|[批期届次名位条项章节款类产])?)",
                r"(?P<special>(?<!健)全覆盖(?!工程|行动|计划)|全面覆盖|翻[一1两二2三3]?番(?:以上)?|翻一?倍(?:以上)?|(?:增加|增长|提高|扩大)[一1]倍(?:以上)?|[二两三]位数|一?半以上|(?<![进对大各前])一半(?:左右)?|(?:近|超|约)?[一二三四五六七八九]成(?:以上|左右)?(?![为立功果本员长效都熟就交]))",
                r"(?P<vague>零的?突破)",
                rf"(?P<fraction>(?:(?:{lead})\s?)?{FRACTION}(?:{tail})?)",
                quantity,
                rf"(?P<duration>(?:近|未来|今后)?{NUMBER}(?:余|多)?个?半?(?:年|月|周?岁|周|季度|日|天)(?:以上|以内|以下|内|左右)?)",
                rf"(?P<bare>{ARABIC}(?:\s?{MAGNITUDE})?)",
            )
        )
    )


def _mention(match: re.Match[str]) -> Mention | None:
    kind, span = match.lastgroup, Span(*match.span())
    if kind == "quantity":
        return _counted(match, span)
    if kind is None or kind == "idiom":
        return None
    if kind == "special":
        return Mention(span, NumberKind.QUANTITY, _special(match["special"], span))
    if kind == "fraction":
        quantity = _fraction(match["fraction"], span)
        return Mention(span, NumberKind.QUANTITY, quantity) if quantity else None
    if kind == "bare" and len(match["bare"]) > _MOST_DIGITS:
        return Mention(span, NumberKind.TABLE)
    return Mention(span, _KINDS[kind])


def _counted(match: re.Match[str], span: Span) -> Mention | None:
    """Take a number with its measure word; one that has no reading is kept where it is printed in digits."""
    if match.string.startswith(")", span.end) and _is_unit_alone(match, span):
        return None
    quantity = _quantity(match, span)
    if quantity is not None:
        return Mention(span, NumberKind.QUANTITY, quantity)
    return Mention(span, NumberKind.TABLE) if any(map(str.isdigit, match["number"])) else None


def _is_unit_alone(match: re.Match[str], span: Span) -> bool:
    """Tell the unit that brackets give for a column or label (亿元) from a number before a closing bracket."""
    if match.string[span.start - 1 : span.start] not in ("(", ":"):
        return False
    return not (match["number"].strip("十百千万亿") or match["lead"] or match["tail"])


_KINDS = {
    "document": NumberKind.DOCUMENT,
    "date": NumberKind.DATE,
    "ordinal": NumberKind.ORDINAL,
    "vague": NumberKind.VAGUE,
    "item": NumberKind.ITEM,
    "duration": NumberKind.DURATION,
    "bare": NumberKind.BARE,
}


def _quantity(match: re.Match[str], span: Span) -> Quantity | None:
    text, number, magnitude, low, low_unit, unit, tail, lead, more = match.group(*_QUANTITY_GROUPS)
    values = _values(number, magnitude, low, low_unit)
    if values is None:
        return None
    value, value_max = values
    bound = tail or lead or more
    comparator = Comparator.EQ if bound is None else touching_bound(bound)
    if value_max is not None:
        comparator = Comparator.RANGE
    return Quantity(span, text, value, unit.removeprefix("个") or "个", comparator, value_max)


_QUANTITY_GROUPS = (0, "number", "more_magnitude", "low", "low_unit", "unit", "tail", "lead", "more")


@lru_cache(maxsize=8192)
def _values(
    number: str, magnitude: str | None, low: str | None, low_unit: str | None
) -> tuple[Decimal, Decimal | None] | None:
    """Read a number, or both ends of a range; the same few are printed again and again."""
    if len(number) > LONGEST or len(low or "") > LONGEST:
        return None
    value = _value(number, magnitude)
    if not value:
        return None
    if not low:
        return value, None
    least = _low(low, low_unit, number + (magnitude or ""))
    return None if least is None else (least, value)


def _value(number: str, magnitude: str | None = None) -> Decimal | None:
    if sum(map(str.isdigit, number)) > _MOST_DIGITS:
        return None
    value = parse_number(number)
    factor = parse_number(f"1{magnitude}") if magnitude else None
    return value * factor if value is not None and factor is not None else value


def _low(low: str, low_unit: str | None, high: str) -> Decimal | None:
    """Read the lower end; 100-200万元 shares the magnitude that only the upper end prints."""
    shared = _MAGNITUDE_END.search(high)
    magnitude = shared.group() if shared and not low_unit and low[-1].isdigit() else ""
    return _value(low, magnitude)


_MAGNITUDE_END = re.compile(rf"{MAGNITUDE}$")


def _fraction(text: str, span: Span) -> Quantity | None:
    """Read 百分之三点五 and 三分之二以上 in per cent."""
    found = _FRACTION.search(text)
    value = parse_fraction(found.group()) if found else None
    return Quantity(span, text, value, "%", outer_bound(text)) if value is not None else None


_DOUBLINGS = {"两": 4, "二": 4, "2": 4, "三": 8, "3": 8}


def _special(text: str, span: Span) -> Quantity:
    """Read the quantities that print no number: 全覆盖, 翻番, 两位数, 一半, 八成."""
    if "覆盖" in text:
        return Quantity(span, text, Decimal(100), "%")
    if "番" in text or "倍" in text:
        return Quantity(span, text, Decimal(_DOUBLINGS.get(text[1], 2)), "倍", outer_bound(text))
    if text.endswith("位数"):
        return Quantity(span, text, Decimal(100 if text[0] == "三" else 10), "%", Comparator.GE)
    comparator = outer_bound(text)
    if "半" in text:
        return Quantity(span, text, Decimal(50), "%", comparator)
    digit = parse_number(text.strip("近超约以上左右成")) or Decimal(0)
    return Quantity(span, text, digit * 10, "%", comparator)
