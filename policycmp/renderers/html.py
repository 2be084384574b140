"""Tables as one self-contained page: sortable, printable, with the sentences behind each cell, and no network."""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING

from policycmp.renderers.html_shell import escape, shell_lines
from policycmp.renderers.json import digits
from policycmp.renderers.renderer_labels import Words, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.models import Cell, Column, Evidence, Row, Table, Tabulation
    from policycmp.renderers.layout import Layout

_NOTHING = frozenset("–-")
_WIDE_FROM = 8  # columns
_FOLDED_FROM = 20_000  # cells that a phone still lays out at once


def render(tabulation: Tabulation, layout: Layout) -> str:
    """Write a page.

    Args:
        tabulation: the tables; cells whose evidence is known show it when they are clicked.
        layout: the language is heeded.

    Returns:
        An HTML page that loads nothing: its own script and style are the only ones that its policy allows.
    """
    page = _Page(tabulation, words_in(layout.lang))
    return "".join(f"{line}\n" for line in page.lines())


@cache
def _own(name: str) -> str:
    return resources.files("policycmp.renderers").joinpath(name).read_text(encoding="utf-8")


class _Page:
    """Writes the page of one output."""

    def __init__(self, tabulation: Tabulation, words: Words) -> None:
        self._tabulation = tabulation
        self._words = words
        self._places = {each.id: place for place, each in enumerate(tabulation.evidence, start=1)}

    def lines(self) -> Iterator[str]:
        """List the lines of the page."""
        tabulation, words = self._tabulation, self._words
        title = (
            tabulation.title or tabulation.opening or next((table.title for table in tabulation.tables), "")
        )
        return shell_lines(
            title,
            self._body(),
            lang=words.html,
            style=_own("page.css"),
            script=_own("page.js"),
            attributes={"data-sort": words.sort},
        )

    def _body(self) -> Iterator[str]:
        tabulation, words = self._tabulation, self._words
        for text, element in (
            (tabulation.title, "h1"),
            (tabulation.date, "p"),
            (tabulation.opening, "p" if tabulation.title else "h1"),
        ):
            if text:
                yield f"<{element}>{escape(text)}</{element}>"
        if len(tabulation.tables) > 1:
            links = (
                f'<a href="#t{number}">{escape(table.title)}</a>'
                for number, table in enumerate(tabulation.tables, start=1)
            )
            yield f"<nav>{' '.join(links)}</nav>"
        for number, table in enumerate(tabulation.tables, start=1):
            yield from self._section(table, f"t{number}")
        if tabulation.sources is not None:
            yield from self._section(tabulation.sources, "sources")
        for remark in tabulation.remarks:
            yield f'<p class="notes">{escape(remark)}</p>'
        if tabulation.evidence:
            yield from self._evidence(tabulation.evidence)
        if tabulation.provenance is not None:
            yield f'<details id="provenance"><summary>{escape(words.provenance)}</summary>'
            yield from self._table(tabulation.provenance)
            yield "</details>"
        yield '<aside id="panel" aria-live="polite" hidden></aside>'

    def _section(self, table: Table, name: str) -> Iterator[str]:
        yield f'<section id="{name}">'
        if table.title:
            yield f"<h2>{escape(table.title)}</h2>"
        yield from self._table(table)
        shades = [self._words.shades.format(shades=" · ".join(table.shades))] if table.shades else []
        for note in (*shades, *table.notes):
            yield f'<p class="notes">{escape(note)}</p>'
        yield "</section>"

    def _table(self, table: Table) -> Iterator[str]:
        folded = len(table.rows) * len(table.columns) > _FOLDED_FROM
        kind = "wide" if len(table.columns) > _WIDE_FROM else "prose" if len(table.columns) == 1 else ""
        wide = f' class="{kind}"' if kind else ""
        yield f'<div class="scroll" tabindex="0"><table{wide}>'
        heads = "".join(
            f"<th{_classes(column)} scope=col>{escape(column.label)}</th>" for column in table.columns
        )
        if table.stub or any(column.label for column in table.columns):
            yield f"<thead><tr><th scope=col>{escape(table.stub)}</th>{heads}</tr></thead>"
        for group, rows in groupby(table.rows, key=lambda row: row.group):
            if group:
                yield self._group(group, len(table.columns) + 1, folded=folded)
            yield "<tbody>"
            for row in rows:
                yield self._row(row, table.columns)
            yield "</tbody>"
        yield "</table></div>"

    def _group(self, group: str, width: int, *, folded: bool) -> str:
        """Write the heading of a group; those of a table too large for a browser unfold it on demand."""
        name = f"<label><input type=checkbox> {escape(group)}</label>" if folded else escape(group)
        return f"<tbody class=g><tr><th scope=rowgroup>{name}</th><td colspan={width - 1 or 1}></td></tr></tbody>"

    def _row(self, row: Row, columns: Sequence[Column]) -> str:
        cells = "".join(self._cell(cell, column) for cell, column in zip(row.cells, columns, strict=True))
        return f"<tr><th scope=row>{escape(row.label)}</th>{cells}</tr>"

    def _cell(self, cell: Cell, column: Column) -> str:
        content = escape(cell.text)
        places = [
            str(self._places[clause_id])
            for clause_id in dict.fromkeys(cell.evidence)
            if clause_id in self._places
        ]
        if places:
            more = f' data-e="{" ".join(places)}"' if len(places) > 1 else ""
            content = f'<a href="#e{places[0]}"{more}>{content}</a>'
        value = "" if cell.value is None else f" data-v={digits(cell.value)}"
        is_said = cell.text not in _NOTHING
        return f"<td{_classes(column, is_said=is_said, shade=cell.shade)}{value}>{content}</td>"

    def _evidence(self, evidence: Sequence[Evidence]) -> Iterator[str]:
        yield f'<details id="evidence"><summary>{escape(self._words.evidence)} ({len(evidence)})</summary>'
        yield "<ol>"
        for place, sentence in enumerate(evidence, start=1):
            source = " · ".join(part for part in (sentence.place, sentence.id) if part)
            quote = escape(" ".join(sentence.quote.split()))
            yield f'<li id="e{place}"><span lang="zh-Hans">{quote}</span> <small>{escape(source)}</small></li>'
        yield "</ol></details>"


def _classes(column: Column, *, is_said: bool = False, shade: int | None = None) -> str:
    names = [
        name for name, holds in (("c", is_said), ("n", column.numeric), ("b", column.benchmark)) if holds
    ]
    names += [f"h{shade}"] if shade else []
    return f' class="{" ".join(names)}"' if names else ""
