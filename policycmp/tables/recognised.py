"""The mark of numbers that stand in lines hard to recognise, in any table: they should be checked against the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycmp.models import Cell, Corpus, Table

MARK = "ocr?"
_NOTES = {
    "en": "ocr?: read from a picture, and hard to recognise; check it against the page.",
    "zh": "ocr?：由图片识别，把握不大，请对照原页核对。",
}


def mark_doubtful(tables: Iterable[Table], corpus: Corpus, lang: str) -> tuple[Table, ...]:
    """Mark the cells behind which a number is that was hard to recognise.

    Args:
        tables: their cells name clauses and commitments by id.
        corpus: the plans that the tables were made of.
        lang: `en` or `zh`, for the note that says what the mark means.

    Returns:
        The tables, the same where nothing is to be marked.
    """
    doubtful = {
        number.id
        for analysis in corpus.paged()
        for numbers in (analysis.targets, analysis.actuals)
        for number in numbers
        if analysis.document.lines.is_doubtful(number.span)
    }
    return tuple(_marked(table, doubtful, lang) for table in tables) if doubtful else tuple(tables)


def _marked(table: Table, doubtful: set[str], lang: str) -> Table:
    rows = tuple(
        replace(row, cells=tuple(_cell(cell) if doubtful & {*cell.evidence} else cell for cell in row.cells))
        for row in table.rows
    )
    return table if rows == table.rows else replace(table, rows=rows, notes=(*table.notes, _NOTES[lang]))


def _cell(cell: Cell) -> Cell:
    first, *rest = cell.text.split("\n")
    return replace(cell, text="\n".join((f"{first} {MARK}", *rest)))
