"""Commitments in tables of targets by year: each cell has its row's indicator and its column's year."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.measure_words import RATES
from policycmp.language.numerals import parse_number
from policycmp.language.quantities import Mention, NumberKind
from policycmp.models import (
    Basis,
    Clause,
    Comparator,
    Issue,
    Quantity,
    Rejection,
    Severity,
    Span,
    Strength,
    Target,
    TargetType,
)
from policycmp.targets.bases import judge_basis
from policycmp.targets.candidates import Candidate, ClauseText
from policycmp.targets.dating import find_time_phrases, plausible_year
from policycmp.targets.modality import is_yearly, judge_comparator
from policycmp.targets.scoping import SELF, find_scope
from policycmp.targets.surroundings import words_round
from policycmp.targets.year_tables.columns import Column, ColumnKind, is_sum, period_start
from policycmp.targets.year_tables.figures import (
    Figure,
    bare_label,
    find_unit,
    first_unit,
    label_unit,
    parse_age,
    parse_figure,
    stated_unit,
)
from policycmp.targets.year_tables.grids import Grid, GridCell, GridRow, find_grids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from policycmp.models import Document, Metadata

UNREADABLE = "unreadable table"
_WHOLE = re.compile(r"合\s*计|总\s*计|总数|小计|全[市省县区州](?:合计|总计)?")
_TITLE_ENDS = ("表", "目标", "任务", "计划")
_TITLE = re.compile(
    r"(?:.*年(?:度|期间)?|附件\s?\d*\s?[::]?)?(?P<name>.*?)[目标任务分解计划配指一览明细情况进度表年度数]*$"
)
_COMES_NEW_UNIT = re.compile(r"\s*\(?单位\s?[::].*$")
_FIVE = 5  # plans are made for five years
_YEARLY = re.compile(r"年均|每年|年平均")
# What the number itself says needs no words.
_EVIDENT = frozenset({"date", "number of a clause", "number of a document"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What the tables of a plan stand in: its text and clauses, the first year it is for, and where it looks back."""

    document: Document
    folded: str
    clauses: Sequence[Clause]
    issued: int | None
    is_past: Callable[[int], bool]
    topics: Callable[[str, str], tuple[str, ...] | None]
    units: tuple[str, ...]

    def clause_at(self, place: int) -> Clause | None:
        """Give the clause that a place lies in, or else follows; None before the first."""
        index = bisect_right(self.clauses, place, key=lambda clause: clause.span.start) - 1
        return self.clauses[index] if index >= 0 else None

    def rejection(self, span: Span, reason: str) -> Rejection:
        """Turn down a number; outside all clauses it has none."""
        clause = self.clause_at(span.start)
        inside = clause is not None and clause.span.holds(span)
        return self.turned_down(span, reason, clause.id if clause and inside else None)

    def turned_down(
        self, span: Span, reason: str, clause: str | None, confidence: float | None = None
    ) -> Rejection:
        """Turn down a number of a clause, by its id, with the words round it that tell the reason."""
        text = self.document.text
        words = "" if reason in _EVIDENT else words_round(span, self.folded).of(text).strip()
        return Rejection(self.document.doc, clause, span, span.of(text), reason, words, confidence)


def first_year(metadata: Metadata, announced: int | None) -> int | None:
    """Tell the first year that a plan is for: what stands in a column before it was there already.

    Args:
        metadata: when the plan was issued, and for which years.
        announced: the year that a work report announces.
    """
    period = int(metadata.period[:4]) if metadata.period else None
    return max((year for year in (metadata.year, period) if year), default=announced)


@dataclass(slots=True)
class Findings:
    """What the tables of a plan hold; `labels` are the stretches where a number is only part of a name."""

    targets: list[Target] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    labels: list[Span] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def judge_tables(plan: Plan) -> Findings:
    """Judge the figures in the tables of a plan.

    Args:
        plan: its text and clauses.

    Returns:
        The commitments; the figures that are none (what was there before, rows that do not fit their header), with
        an issue for each table with such rows. A table above the first clause, and a cell of words, are left to the
        judgement of text. A table in an attachment goes with the clause that it follows.
    """
    found = Findings()
    for grid in find_grids(plan.folded):
        clause = plan.clause_at(grid.span.start)
        if clause is None or any(mask.span.holds(grid.span) for mask in plan.document.masks):
            continue
        reader = _Reader(plan, grid, clause)
        judged = [one for row in grid.rows for one in reader.judge_row(row)]
        found.targets += [one for one in judged if isinstance(one, Target)]
        unread = reader.unread()
        found.rejections += [*(one for one in judged if isinstance(one, Rejection)), *unread]
        found.labels += [cell.span for cell in grid.labels if cell.text]
        found.issues += [_issue(plan, grid)] if unread else []
        found.issues += reader.doubts()
    return found


def _issue(plan: Plan, grid: Grid) -> Issue:
    message = "rows of a table do not fit its header, an unreadable table in part"
    return Issue(Severity.WARNING, "targets", message, plan.document.doc, grid.span)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one table; `clause` is where it stands."""

    plan: Plan
    grid: Grid
    clause: Clause

    def judge_row(self, row: GridRow) -> Iterator[Target | Rejection]:
        """Judge the figures of a row."""
        units = self.plan.units
        told = (
            _caption_name(self.grid.caption) or self.clause.heading
            if row.region
            else bare_label(row.label, units)
        )
        years = [column.year for column, _ in row.figures if column.year]
        for column, cell in row.figures:
            name = column.thing or told
            unit = first_unit(
                (find_unit(row.unit, units), label_unit(row.label, units), label_unit(column.header, units))
            )
            unit = unit if unit.word else first_unit([stated_unit(self.grid.caption, units)])
            figure = parse_figure(cell, unit, units) or parse_age(name, cell)
            if figure is None:
                continue
            reason = self._refusal(column, cell) if name else UNREADABLE
            if reason:
                yield self.plan.rejection(figure.quantity.span, reason)
            else:
                dated = replace(column, year=column.year or self._year(years, column))
                yield self._target(row, name, dated, figure)

    def unread(self) -> list[Rejection]:
        """Turn down the figures of rows that do not fit the header."""
        cells = (cell for cell in self.grid.unread if any(map(str.isdigit, cell.text)))
        return [self.plan.rejection(cell.span, UNREADABLE) for cell in cells]

    def _refusal(self, column: Column, cell: GridCell) -> str | None:
        """Say why a figure is no commitment: it was there before the plan, or stands in what looks back."""
        issued = self.plan.issued
        if column.kind is ColumnKind.BASE or (column.year and issued and column.year < issued):
            return "base value"
        if issued is None and column.year and column.year in self._starts():
            return "base value"
        return "fact" if self.plan.is_past(cell.span.start) else None

    def doubts(self) -> list[Issue]:
        """Say that the first year of a table may be where the plan starts, where nothing tells the plan's own year."""
        years = sorted({year for year in self._years() if year % _FIVE == 0})
        if self.plan.issued is not None or len(years) < 2 or self._starts():  # noqa: PLR2004 - a base and a goal
            return []
        message = (
            f"a table has columns for {years[0]} and {years[-1]}, and the plan no date: {years[0]} may be where it "
            "starts, no goal (--meta sets the plan's year)"
        )
        return [Issue(Severity.WARNING, "targets", message, self.plan.document.doc, self.grid.span)]

    def _years(self) -> list[int]:
        columns = [column for row in self.grid.rows[:1] for column, _ in row.figures]
        return [column.year for column in columns if column.kind is ColumnKind.GOAL and column.year]

    def _starts(self) -> set[int]:
        """Tell which of its years are where a table starts, by what it says itself.

        Its title names the five years that it is for (“十四五”主要指标: 2020年 is before them), or a column tells what
        comes between its years (2025年, 2030年, 年均增速); or its years are those of a plan, and each row says how far
        it binds, as what is there already does not.
        """
        years = set(self._years())
        first = period_start(self.grid.caption)
        if first is not None and max(years, default=0) >= first:
            return {year for year in years if year < first}
        rates = any(column.kind is ColumnKind.RATE for row in self.grid.rows[:1] for column, _ in row.figures)
        return {min(years)} if len(years) > 1 and (rates or self._binds_after(years)) else set()

    def _binds_after(self, years: set[int]) -> bool:
        """Tell a table of the two ends of a plan of five years whose rows are all binding or expected."""
        ends = len(years) == 2 and max(years) - min(years) == _FIVE  # noqa: PLR2004 - a base and a goal
        return ends and all(row.binding for row in self.grid.rows)

    def _year(self, years: Sequence[int], column: Column) -> int | None:
        """Date a column without a year: a sum or rate by the last year beside it, a goal by the words above it."""
        if years and (column.kind is ColumnKind.RATE or is_sum(column)):
            return max(years)
        start = min(self.clause.span.start, self.grid.span.start)
        above = f"{self.plan.folded[start : self.grid.span.start]}\n{self.grid.caption}"
        phrases = find_time_phrases(above, self.plan.issued)
        return phrases[-1].year if phrases else None

    def _basis(self, candidate: Candidate, row: GridRow, column: Column, figure: Figure) -> Basis:
        """Take a count beside what was there before as the state that it is, unless its name says what comes new."""
        basis = _basis(candidate, column, figure, self.grid.caption)
        plain = column.kind is ColumnKind.GOAL and not figure.cumulative
        adds = _COMES_NEW.search(row.label + column.header + self.grid.caption)
        stood = any(self._refusal(other, cell) == "base value" for other, cell in row.figures)
        return Basis.LEVEL if plain and stood and not adds and basis is Basis.INCREMENT else basis

    def _target(self, row: GridRow, name: str, column: Column, figure: Figure) -> Target:
        quantity = _counted(figure, column)
        candidate, text = _in_words(name, quantity)
        document = self.plan.document
        quote = _line(document.text, quantity.span.start)
        scope = find_scope(candidate, text, self.clause.heading, TargetType.TARGET, None)
        whole = _WHOLE.fullmatch(row.label)
        comparator = judge_comparator(candidate, TargetType.TARGET)
        return Target(
            id="",
            doc=document.doc,
            clause=self.clause.id,
            span=quantity.span,
            text=quantity.span.of(document.text),
            quote=quote,
            type=TargetType.TARGET,
            indicator=_rate_name(name, column),
            scope=scope if not row.region else SELF if whole else row.label,
            comparator=comparator,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            basis=self._basis(candidate, row, column, figure),
            per_year=bool(_YEARLY.search(column.header))
            or is_yearly(candidate, text, TargetType.TARGET, comparator),
            deadline=plausible_year(column.year),
            strength=_strength(row.binding, comparator),
            topics=self.plan.topics(name, quote) or (),
            reasons=("cell of a table", row.label, column.header),
        )


_COMES_NEW = re.compile(r"新增|新建|新认定|净增|累计|引进|培育|培养")


def _strength(binding: str, comparator: Comparator) -> Strength:
    """Take a plan at its word where it calls an indicator binding (约束性) or expected (预期性)."""
    if "约束" in binding:
        return Strength.FIRM
    soft = "预期" in binding or comparator is Comparator.APPROX
    return Strength.SOFT if soft else Strength.FIRM


def _line(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : len(text) if end < 0 else end].strip()


def _caption_name(caption: str) -> str:
    """Name what a table divides over regions: 2026年科技型企业培育任务分解表 → 科技型企业培育."""
    titles = [
        title
        for line in caption.split("\n")
        if (title := _COMES_NEW_UNIT.sub("", line)).endswith(_TITLE_ENDS)
    ]
    match = _TITLE.match(titles[-1]) if titles else None
    return match["name"] if match else ""


def _counted(figure: Figure, column: Column) -> Quantity:
    """Settle the unit: a rate of change is in per cent; the sum of changes of a ratio in points."""
    quantity = figure.quantity
    if column.kind is not ColumnKind.RATE or quantity.text.endswith("%"):
        return quantity
    if figure.cumulative and quantity.unit in RATES:
        return replace(quantity, unit="百分点")
    if not figure.cumulative:
        return replace(quantity, unit="%")
    return replace(quantity, value=_printed(figure), unit="%") if _is_speed(column) else quantity


def _printed(figure: Figure) -> Decimal:
    """The number as the cell prints it, without the magnitude of the row's unit."""
    return parse_number(re.sub(r"[^\d.]", "", figure.quantity.text)) or figure.quantity.value


def _is_speed(column: Column) -> bool:
    """Whether the brackets of a column hold the growth of all years together (年均增速〔累计〕), no sum."""
    return "增速" in column.header


def _basis(candidate: Candidate, column: Column, figure: Figure, caption: str) -> Basis:
    if column.kind is ColumnKind.RATE and not figure.cumulative:
        return Basis.GROWTH
    if figure.cumulative:
        return Basis.GROWTH if _is_speed(column) and candidate.quantity.unit == "%" else Basis.INCREMENT
    sums = "五年累计" in column.header and candidate.quantity.unit not in RATES
    adds = sums or "新增" in column.header
    adds = adds or ("新增" in caption and candidate.quantity.unit not in RATES)
    return Basis.INCREMENT if adds else judge_basis(candidate, None)


def _rate_name(name: str, column: Column) -> str:
    """Say that a rate is one (地区生产总值 under 年均增长)."""
    if column.kind is not ColumnKind.RATE or re.search(r"增长|增速|增幅", name):
        return name
    return name + re.sub(r"\(.*|\d+年?|%", "", column.header)


def _in_words(name: str, quantity: Quantity) -> tuple[Candidate, ClauseText]:
    """Set a figure behind its indicator, as a sentence would."""
    text = name + quantity.text
    span, whole = Span(len(name), len(text)), Span(0, len(text))
    counted = replace(quantity, span=span)
    mention = Mention(span, NumberKind.QUANTITY, counted)
    candidate = Candidate(span, counted, whole, whole, whole, left=name, right="", before=name, after="")
    return candidate, ClauseText(text, text, (mention,))
