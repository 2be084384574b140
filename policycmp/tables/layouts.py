"""How a table is laid out for a paper: wide, transposed, or long with a line a commitment; without empty columns."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from policycmp.language.labels import Bilingual, Labels
from policycmp.models import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycmp.models import Target

_NOTHING = frozenset(("", "–", "-"))
# Tables that say one thing a row, whatever the plans.
_PROSE = {"findings"}


class LayoutLabels(Labels):
    """What the heads and notes of a layout say."""

    plan = Bilingual("Plan", "方案")
    thing = Bilingual("What is counted", "事项")
    value = Bilingual("Value", "数值")
    bound = Bilingual("Bound", "界限")
    year = Bilingual("Year", "期限")
    sentence = Bilingual("Sentence", "原句")
    bounds = Bilingual(
        {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈", "eq": "exactly", "range": "…"},
        {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈", "eq": "等于", "range": "…"},
    )
    empty = Bilingual("Without an entry in this table: {plans}.", "本表中无内容：{plans}。")
    comma = Bilingual(", ", "、")


def trimmed(table: Table, lang: str = "en") -> Table:
    """Leave out the columns in which nothing stands; a note names them."""
    empty = [
        place
        for place in range(len(table.columns))
        if table.rows and all(row.cells[place].text in _NOTHING for row in table.rows)
    ]
    if not empty or table.key in _PROSE:
        return table
    labels = LayoutLabels(lang)
    names = labels.comma.join(table.columns[place].label for place in empty)
    kept = [place for place in range(len(table.columns)) if place not in empty]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in table.rows),
        notes=(*table.notes, labels.empty.format(plans=names)),
    )


def transposed(table: Table, lang: str = "en") -> Table:
    """Turn a table: a row for each of its columns; the groups of its rows stand in the heads."""
    if table.key in _PROSE:
        return table
    columns = tuple(
        Column(row.key, f"{row.group}: {row.label}" if row.group and _is_twice(table, row) else row.label)
        for row in table.rows
    )
    rows = tuple(
        Row(column.key, column.label, tuple(row.cells[place] for row in table.rows))
        for place, column in enumerate(table.columns)
    )
    return replace(table, stub=LayoutLabels(lang).plan, columns=columns, rows=rows)


def _is_twice(table: Table, row: Row) -> bool:
    return sum(other.label == row.label for other in table.rows) > 1


def long(table: Table, targets: Mapping[str, Target], lang: str = "en") -> Table:
    """Write a line for each commitment behind a cell, and for each other cell that says something.

    Args:
        table: its columns are plans.
        targets: the commitments by their ids.
        lang: of the heads.

    Returns:
        Plan, thing, value, bound, year and sentence. A table without any commitment has no rows.
    """
    if not any(each in targets for row in table.rows for cell in row.cells for each in cell.evidence):
        return replace(table, rows=())
    labels = LayoutLabels(lang)
    heads = (
        ("thing", labels.thing, False),
        ("value", labels.value, False),
        ("bound", labels.bound, False),
        ("year", labels.year, True),
        ("sentence", labels.sentence, False),
    )
    columns = tuple(Column(key, label, numeric=numeric) for key, label, numeric in heads)
    lines = tuple(_lines(table, targets, labels))
    return replace(table, stub=labels.plan, columns=columns, rows=lines, shades=())


def long_records(tables: Iterable[Table]) -> Iterator[dict[str, object]]:
    """Give the lines of long tables as records, with the number and the id of the commitment beside each."""
    for table in tables:
        for row in table.rows:
            fields = {column.key: cell.text for column, cell in zip(table.columns, row.cells, strict=True)}
            value = row.cells[1]
            yield {"plan": row.label, **fields, "number": value.value, "id": next(iter(value.evidence), None)}


def _lines(table: Table, targets: Mapping[str, Target], labels: LayoutLabels) -> Iterator[Row]:
    for place, column in enumerate(table.columns):
        for row in table.rows:
            cell = row.cells[place]
            if cell.text in _NOTHING:
                continue
            named = [targets[each] for each in dict.fromkeys(cell.evidence) if each in targets]
            for ordinal, target in enumerate(named or [None]):
                key = f"{column.key}/{row.key}/{ordinal}"
                yield Row(key, column.label, _fields(row, cell, target, labels, is_one=len(named) < 2))  # noqa: PLR2004


def _fields(
    row: Row, cell: Cell, target: Target | None, labels: LayoutLabels, *, is_one: bool
) -> tuple[Cell, ...]:
    thing = Cell(f"{row.group}: {row.label}" if row.group else row.label)
    if target is None:
        return (thing, cell, Cell("–"), Cell("–"), Cell("–"))
    # Of several numbers in one cell each line gives its own, as the plan writes it.
    value = replace(cell, evidence=(target.id,)) if is_one else Cell(target.text, evidence=(target.id,))
    year = target.deadline
    return (
        thing,
        value,
        Cell(labels.bounds.get(str(target.comparator), "–")),
        Cell("–") if year is None else Cell(str(year), Decimal(year)),
        Cell(" ".join(target.quote.split())),
    )
