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
        lang: of the page; Chinese texts in an English one are marked as such.
        topics: by the key of a row or column, the topic that it is of.
    """

    link: Link
    docs: frozenset[str] = frozenset()
    lang: str = "en"
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
                span = f'colspan="{len(table.columns) + 1}"'
                yield f'<tbody class="g"><tr><th scope="rowgroup" {span}>{escape(group)}</th></tr></tbody>'
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
        label = f"<span{self._tongue(column.label)}>{escape(column.label)}</span>"
        return f'<th scope="col"{kind}{self._keys(column.key)}>{label}</th>'

    def _row(self, row: Row, columns: tuple[Column, ...], last: str) -> str:
        cells = "".join(self._cell(cell, column) for cell, column in zip(row.cells, columns, strict=True))
        label = f'<th scope="row"{self._tongue(row.label)}>{escape(row.label)}</th>'
        return f"<tr{self._keys(row.key)}>{label}{cells}{last}</tr>"

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
        return f"<td{kind}{value}{self._tongue(cell.text)}>{content}</td>"

    def _tongue(self, text: str) -> str:
        """Mark a text that begins in Chinese where the page is in another language."""
        return ' lang="zh-Hans"' if self.lang != "zh" and "\u4e00" <= text[:1] <= "\u9fff" else ""


def legend(shades: tuple[str, ...]) -> str:
    """Write what shades stand for."""
    items = "".join(f'<li><i class="h{shade}"></i>{escape(text)}</li>' for shade, text in enumerate(shades))
    return f'<ul class="legend">{items}</ul>'
