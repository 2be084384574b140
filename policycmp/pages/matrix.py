"""Tables of a page: real ones, whose cells open their sentences, shaded where they are a picture."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from policycmp.renderers.html_shell import escape
from policycmp.renderers.json import digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycmp.models import Cell, Column, Row, Table
    from policycmp.renderers.svg import Link

_NOTHING = frozenset("–-")


@dataclass(frozen=True, slots=True)
class MatrixWriter:
    """Writes tables for one page.

    Attributes:
        link: gives the attributes of a link to sentences.
        docs: the keys of rows and columns that are plans, which a reader may hide.
        topics: by the key of a row or column, the topic that it is of.
    """

    link: Link
    docs: frozenset[str] = frozenset()
    topics: Mapping[str, str] | None = None

    def lines(
        self, table: Table, *, kind: str = "", last: tuple[str, Mapping[str, str]] | None = None
    ) -> Iterator[str]:
        """Write a table with its notes.

        Args:
            table: what to write; one with shades gets a legend.
            kind: a class of the table: `heat` for cells that are squares.
            last: the head and, by the keys of the rows, the HTML of one column more.
        """
        name = escape(table.title)
        yield f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">'
        yield f'<table class="m {kind}"><thead><tr><th scope="col">{escape(table.stub)}</th>'
        yield "".join(self._head(column) for column in table.columns)
        if last:
            yield f'<th scope="col">{escape(last[0])}</th>'
        yield "</tr></thead>"
        for group, rows in groupby(table.rows, key=lambda row: row.group):
            if group:
                blank = f'<td colspan="{len(table.columns) or 1}"></td>'
                yield f'<tbody class="g"><tr><th scope="rowgroup">{escape(group)}</th>{blank}</tr></tbody>'
            yield "<tbody>"
            for row in rows:
                yield self._row(row, table.columns, f"<td>{last[1][row.key]}</td>" if last else "")
            yield "</tbody>"
        yield "</table></div>"
        if table.shades:
            yield legend(table.shades)
        for note in table.notes:
            yield f'<p class="note">{escape(note)}</p>'

    def _head(self, column: Column) -> str:
        classes = " ".join(name for name, holds in (("n", column.numeric), ("b", column.benchmark)) if holds)
        kind = f' class="{classes}"' if classes else ""
        return f'<th scope="col"{kind}{self._keys(column.key)}><span>{escape(column.label)}</span></th>'

    def _row(self, row: Row, columns: tuple[Column, ...], last: str) -> str:
        cells = "".join(self._cell(cell, column) for cell, column in zip(row.cells, columns, strict=True))
        return f'<tr{self._keys(row.key)}><th scope="row">{escape(row.label)}</th>{cells}{last}</tr>'

    def _keys(self, key: str) -> str:
        if key in self.docs:
            return f' data-d="{escape(key)}"'
        topic = (self.topics or {}).get(key)
        return "" if topic is None else f' data-t="{escape(topic)}"'

    def _cell(self, cell: Cell, column: Column) -> str:
        text = escape(cell.text)
        target = self.link(cell.evidence) if cell.evidence else ""
        content = f"<a {target}>{text}</a>" if target else text
        names = [
            *([f"h{cell.shade}"] if cell.shade is not None else []),
            *(["n"] if column.numeric else []),
            *(["b"] if column.benchmark else []),
            *(["z"] if cell.text in _NOTHING else []),
        ]
        kind = f' class="{" ".join(names)}"' if names else ""
        value = "" if cell.value is None else f' data-v="{digits(cell.value)}"'
        return f"<td{kind}{value}>{content}</td>"


def legend(shades: tuple[str, ...]) -> str:
    """Write what shades stand for."""
    items = "".join(f'<li><i class="h{shade}"></i>{escape(text)}</li>' for shade, text in enumerate(shades))
    return f'<ul class="legend">{items}</ul>'
