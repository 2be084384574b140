"""Rows of a table of targets that stand in a line of their own, each figure with its own head before it.

研发投入强度(%):2020年1.9,2025年2.7,约束性
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import LEADING_BOUNDS, TRAILING_BOUNDS, bound_pattern
from policycmp.language.numerals import ARABIC
from policycmp.language.text import strip
from policycmp.models import Span
from policycmp.targets.year_tables.columns import Column, ColumnKind, read_column

if TYPE_CHECKING:
    from collections.abc import Iterator

# The head of a figure: its year, or what was and what is to be.
_HEAD = (
    r"(?:(?:20\d\d年?|“?十[二三四五六]五”?)(?:[底末]|年末)?(?:目标|规划|预期|计划|任务|实际|现状|基期|基准|完成)?(?:值|数)?(?:[两三四五]年累计)?"
    r"|(?:基期|基准|基数|现状|现有|实际|目标|规划|预期|计划|任务)(?:年份?)?(?:目标)?(?:值|数)?|年均(?:增长|增速|增幅)?(?:率)?"
    # 五年合计|26平方公里
    r"|(?:“?十[二三四五六]五”?期间|规划期内?|[两二三四五六]年)(?:累计|合计|共计?|总计|建成|完成|新增))"
)
_FIGURE = (
    rf"[\[〔(]?(?:{bound_pattern(LEADING_BOUNDS)}|[<>]=?|达到?)?\s?{ARABIC}(?:\s?[十百千]?[万亿])?"
    rf"(?:[%\u4e00-\u9fff]{{1,4}})?[\]〕)]?(?:{bound_pattern(TRAILING_BOUNDS)})?"
)
_GAP = r"[\s,;|、:→]"
_BETWEEN = r"\s?(?:\([^()\d]{1,6}\))?[:为是达|]?\s?"
_NOTHING = r"[-—–/]+"
_PAIR = rf"{_HEAD}{_BETWEEN}(?:{_FIGURE}|{_NOTHING})"
_LINE = re.compile(
    rf"""[^\S\n]*[·•●◆■▪]?(?:序号|指标)?\s?(?:\d{{1,2}}(?!\d)[.、):]?)?\s*
    (?P<label>(?:其中[:,]?)?[^:|,;。\n()]{{2,40}}(?:\([^()\n]{{1,12}}\)[^:|,;。\n()]{{1,20}})?)
    (?:(?<=[系指]数)|(?=:\s?{_HEAD}\s?\|)|\((?P<unit>(?:单位[:])?[^\s()\d][^()\n]{{0,14}})\))\s?(?:{_GAP}\s?)
    (?P<figures>{_PAIR}(?:{_GAP}{{1,3}}(?:{_PAIR}|{_NOTHING}))*)
    (?P<rest>(?:{_GAP}+[^\d\n。;]{{0,20}})?(?:\([^()\n]{{0,24}}\))?)[。;]?[^\S\n]*$""",
    re.VERBOSE | re.MULTILINE,
)
_PAIRS = re.compile(rf"(?P<head>{_HEAD}){_BETWEEN}(?P<figure>{_FIGURE})")
# Where such a line may be: a unit in brackets, or an index, right before the head of a figure.
_SIGN = re.compile(rf"(?:(?:\)|系数|指数)\s?(?:{_GAP}\s?)(?={_HEAD})|:\s?(?={_HEAD}\s?\|))")


@dataclass(frozen=True, slots=True)
class LoneRow:
    """A row by itself: its line, label, unit as printed, figures with their columns, and what stands behind them."""

    line: Span
    label: Span
    unit: str
    figures: tuple[tuple[Column, Span], ...]
    rest: str


def find_lone_rows(text: str) -> Iterator[LoneRow]:
    """Find the lines that are a row of a table of targets by themselves.

    Args:
        text: folded text.

    Yields:
        The rows in order of place; each has a figure that is a goal.
    """
    reached = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < reached:
            continue
        start = text.rfind("\n", 0, sign.start()) + 1
        match = _LINE.match(text, start)
        reached = text.find("\n", sign.start()) if match is None else match.end()
        if reached < 0:
            reached = len(text)
        if match and (figures := _figures(text, Span(*match.span("figures")))):
            label = strip(text, Span(*match.span("label")))
            yield LoneRow(Span(start, match.end()), label, match["unit"] or "", figures, match["rest"])


def _figures(text: str, place: Span) -> tuple[tuple[Column, Span], ...]:
    """Read the figures of a row by their heads; none where no goal is among them."""
    found = [
        (_column(pair["head"]), Span(*pair.span("figure")))
        for pair in _PAIRS.finditer(text, place.start, place.end)
    ]
    return tuple(found) if any(column.kind is ColumnKind.GOAL for column, _ in found) else ()


def _column(head: str) -> Column:
    if head.startswith("年均"):
        return Column(ColumnKind.RATE, head)
    # A sum over years that names the last of them is dated by it.
    together = "累计" if _DATED.match(head) else "五年累计"
    return read_column(_YEARS_TOGETHER.sub(together, head), 1)


_DATED = re.compile(r"20\d\d|“?十")


# 2025年五年累计, 五年建成
_YEARS_TOGETHER = re.compile(
    r"(?:[两二三四五六]年|(?<=期间)|规划期内?)(?:累计|合计|共计?|总计|建成|完成|新增)"
)
