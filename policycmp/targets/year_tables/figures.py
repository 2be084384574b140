"""The figure in a cell of a table: its number with the bound that touches it, and the unit that stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bare_numbers import read_age
from policycmp.language.bounds import LEADING_BOUNDS, TRAILING_BOUNDS
from policycmp.language.numerals import ARABIC, MAGNITUDE, parse_number
from policycmp.language.quantities import find_numbers
from policycmp.models import Comparator, Quantity, Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from policycmp.targets.year_tables.grids import GridCell

_SIGNS = {
    "≥": Comparator.GE, "≧": Comparator.GE, ">=": Comparator.GE, "≤": Comparator.LE, "≦": Comparator.LE,
    "<=": Comparator.LE, ">": Comparator.GT, "<": Comparator.LT, "±": Comparator.APPROX, "~": Comparator.APPROX,
    "达到": Comparator.EQ, "达": Comparator.EQ,
}  # fmt: skip
_LEADS = _SIGNS | {word: comparator for comparator, words in LEADING_BOUNDS.items() for word in words}
_TAILS = {word: comparator for comparator, words in TRAILING_BOUNDS.items() for word in words}
_RANGE = r"\s?[-~—–−至到]{1,2}\s?"
# 序号, 注 and the like behind a figure: 120①.
_NOTE = r"[①-⑳*]?"
_MOST_DIGITS = 15
_LONGEST_UNIT = 6
_NO_UNIT = re.compile(r"[-—–/\s]*")
_BRACKETED = re.compile(r"\((?P<unit>[^()]{1,12})\)\s*(?:[::*]|[①-⑳])*$")
_OF_AGE = re.compile(r"\([年岁]\)$")
_STATED = re.compile(r"单位\s?(?:[::]|均为|都是)\s?(?P<unit>[^\s,;。、()]{1,10})")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a table prints it: the measure word, and the magnitude before it (万 in 万人)."""

    word: str = ""
    magnitude: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a cell; `cumulative` marks the brackets that plans put round the sum over their years."""

    quantity: Quantity
    cumulative: bool


def parse_figure(cell: GridCell, unit: Unit, units: tuple[str, ...]) -> Figure | None:
    """Read a cell that holds one number and nothing else.

    Args:
        cell: folded; its span lies in the text of the table.
        unit: what counts where the cell itself names none.
        units: the measure words to know.

    Returns:
        The quantity, its span in the text of the table; None where the cell holds words, nothing, or several numbers.
    """
    if match := _figure_pattern().fullmatch(cell.text):
        quantity = _bare_quantity(match, cell, unit)
    else:
        quantity = _whole_quantity(cell, units)
    return Figure(quantity, cell.text[:1] in "[【〔(") if quantity else None


@lru_cache(maxsize=1)
def _figure_pattern() -> re.Pattern[str]:
    lead, tail = (
        "|".join(sorted(map(re.escape, words), key=len, reverse=True)) for words in (_LEADS, _TAILS)
    )
    return re.compile(
        rf"[\[【〔(]?\s?(?P<figure>(?P<lead>{lead})?\s?(?P<low>{ARABIC}\s?(?:{MAGNITUDE})?)"
        rf"(?:{_RANGE}(?P<high>{ARABIC}\s?(?:{MAGNITUDE})?))?(?P<tail>{tail})?)\s?[\]】〕)]?(?P<after>{tail})?\s?{_NOTE}"
    )


def parse_age(label: str, cell: GridCell) -> Figure | None:
    """Read a cell of years that people are to live or to learn, by what the row counts (人均预期寿命 | 79岁)."""
    text = label + cell.text
    quantity = read_age(text, Span(len(label), len(text)))
    if quantity is None:
        return None
    return Figure(replace(quantity, span=cell.span), cumulative=False)


def _bare_quantity(match: re.Match[str], cell: GridCell, unit: Unit) -> Quantity | None:
    """Build the quantity of a number that stands without its unit."""
    low, high = (_value(match[name], unit) for name in ("low", "high"))
    if low is None or (match["high"] and high is None):
        return None
    comparator = (
        _TAILS.get(match["tail"] or match["after"] or "") or _LEADS.get(match["lead"] or "") or Comparator.EQ
    )
    span = Span(*match.span("figure")).shift(cell.span.start)
    if high is not None:
        return Quantity(span, match["figure"], min(low, high), unit.word, Comparator.RANGE, max(low, high))
    return Quantity(span, match["figure"], low, unit.word, comparator)


def _value(printed: str | None, unit: Unit) -> Decimal | None:
    if printed is None or sum(map(str.isdigit, printed)) > _MOST_DIGITS:
        return None
    digits = printed.replace(" ", "")
    return parse_number(digits + unit.magnitude if digits[-1].isdigit() else digits)


def _whole_quantity(cell: GridCell, units: tuple[str, ...]) -> Quantity | None:
    """Take the quantity that fills a cell together with its unit (150家以上, 翻番, 35%)."""
    bare = cell.text.strip("[]【】〔〕() ")
    quantities = [mention.quantity for mention in find_numbers(bare, units)]
    if len(quantities) != 1 or (quantity := quantities[0]) is None or quantity.text.strip() != bare:
        return None
    span = quantity.span.shift(cell.span.start + cell.text.find(bare))
    return Quantity(span, bare, quantity.value, quantity.unit, quantity.comparator, quantity.value_max)


def find_unit(printed: str, units: tuple[str, ...]) -> Unit | None:
    """Read a unit as a table prints it (亿元, 件/万人); None where nothing is printed."""
    text = printed.strip()
    if _NO_UNIT.fullmatch(text):
        return None
    match = _unit_pattern(units).match(text)
    if match and match["word"]:
        return Unit(match["word"], match["magnitude"] or "")
    word = re.split(r"[/、()]", text)[0]
    return Unit(word) if 0 < len(word) <= _LONGEST_UNIT and not any(map(str.isdigit, word)) else None


@lru_cache(maxsize=8)
def _unit_pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, units), key=lambda word: (-len(word), word)))
    return re.compile(
        rf"(?P<magnitude>[十百千]?万亿|[十百千]?[万亿]|[百千])?(?P<word>{words})(?=$|[/、()·\s次])"
    )


def label_unit(label: str, units: tuple[str, ...]) -> Unit | None:
    """Find the unit in the brackets at the end of a label (培训人数(人), 研发投入占比(%)); a known one only."""
    match = _BRACKETED.search(label)
    known = match and _unit_pattern(units).match(match["unit"].removeprefix("单位:"))
    return Unit(known["word"], known["magnitude"] or "") if known else None


def stated_unit(caption: str, units: tuple[str, ...]) -> Unit | None:
    """Find the unit that the lines above a table state for all of it (单位：万元)."""
    match = _STATED.search(caption)
    return find_unit(match["unit"], units) if match else None


def first_unit(choices: Iterable[Unit | None]) -> Unit:
    """Take the first unit that is known, or an empty one."""
    return next((unit for unit in choices if unit), Unit())


def bare_label(label: str, units: tuple[str, ...]) -> str:
    """Take the numbering in front and the unit behind off a label."""
    label = re.sub(
        r"^(?:\(?[\d一二三四五六七八九十]{1,3}\)?[.、)]\s?|[①-⑳]|[*#—-]+|其中[::,]?|#)+\s*", "", label.strip()
    )
    if label_unit(label, units) or _OF_AGE.search(label):
        label = _BRACKETED.sub("", label)
    return "".join(label.split()).rstrip(":*①②③④⑤⑥⑦⑧⑨")
