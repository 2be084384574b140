"""Tables as an Excel workbook: a sheet a table, then the numbers, the sentences behind the cells, and provenance."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from policycmp.renderers.display import number_format
from policycmp.renderers.native_charts import write_charts
from policycmp.renderers.renderer_labels import Words, words_in
from policycmp.renderers.sheets import MOST_LINKS, Sheet, sheet_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Cell, Table, Tabulation
    from policycmp.renderers.layout import Layout

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)  # no clock in an output
_MOST_FORMATS = 150  # Excel takes 200 number formats of a user's own


def render(tabulation: Tabulation, layout: Layout) -> bytes:
    """Write a workbook.

    Args:
        tabulation: the tables; cells whose evidence is known link to it.
        layout: the language is heeded.

    Returns:
        An .xlsx file, the same for the same tables.
    """
    file = BytesIO()
    workbook = Workbook(file, _SAFE)
    workbook.set_properties(
        {
            "title": (tabulation.title or tabulation.opening)[:250],
            "comments": "policycmp",
            "created": _ALWAYS.replace(tzinfo=None),
        }
    )
    _Book(workbook, tabulation, words_in(layout.lang)).write()
    workbook.close()
    return file.getvalue()


class _Book:
    """Writes the sheets of one workbook."""

    def __init__(self, workbook: Workbook, tabulation: Tabulation, words: Words) -> None:
        self._workbook = workbook
        self._tabulation = tabulation
        self._words = words
        self._known = {evidence.id: evidence for evidence in tabulation.evidence}
        self._number_formats: set[str] = set()
        self._names: list[str] = []
        self._formats: dict[tuple[tuple[str, object], ...], object] = {}
        # The rows of the sheets of evidence and numbers, gathered while the tables are written.
        self._sentences: list[tuple[tuple[object, ...], str]] = []
        self._numbers: list[tuple[object, ...]] = []
        self._evidence_name = ""

    def write(self) -> None:
        """Write all sheets."""
        tables = self._tabulation.tables
        provenance = self._tabulation.provenance
        self._names = []
        for title in [*(table.title for table in tables), self._words.numbers, self._words.evidence]:
            self._names.append(sheet_name(title, self._names))
        self._evidence_name = self._names[len(tables) + 1]
        for table, name in zip(tables, self._names, strict=False):
            self._write_table(table, name)
        if self._tabulation.charts:
            name = sheet_name(self._words.charts, self._names)
            self._names.append(name)
            write_charts(self._workbook, self._sheet(name), name, self._tabulation.charts, self._words)
        if self._numbers:
            self._write_list(self._names[len(tables)], self._words.number_heads, self._numbers, {})
        if self._sentences:
            rows = [row for row, _ in self._sentences]
            links = {(index, 3): link for index, (_, link) in enumerate(self._sentences)}
            self._write_list(self._evidence_name, self._words.evidence_heads, rows, links)
        if (sources := self._tabulation.sources) is not None:
            sources = replace(sources, notes=(*sources.notes, *self._tabulation.remarks))
            name = sheet_name(sources.title, self._names)
            self._names.append(name)
            self._write_table(sources, name)
        if provenance is not None:
            self._write_table(provenance, sheet_name(provenance.title or self._words.provenance, self._names))

    def _write_table(self, table: Table, name: str) -> None:
        """Title, head, a row a row, notes; the group is a column of its own, so that filters hold on to it."""
        sheet = self._sheet(name)
        grouped = any(row.group for row in table.rows)
        stubs = [self._words.group, table.stub] if grouped else [table.stub]
        sheet.title(table.title)
        sheet.head([*stubs, *(column.label for column in table.columns)], len(stubs))
        shown = self._displayed(table)
        for row in table.rows:
            place = sheet.next_row()
            labels = [row.group, row.label] if grouped else [row.label]
            for index, label in enumerate(labels):
                sheet.text(place, index, label, bold=grouped and index == 0)
            for index, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True), len(labels)):
                link = self._link(cell, (name, row.label, column.label), sheet, place, index)
                sheet.cell(place, index, cell, shown=shown, column=column, link=link)
                if cell.value is not None:
                    self._numbers.append((name, row.group, row.label, column.label, cell.value, cell.text))
        self._shade(table, sheet, len(stubs))
        sheet.finish([*table.notes, *self._unlinked(sheet)])

    def _shade(self, table: Table, sheet: Sheet, stubs: int) -> None:
        """Colour the columns of a table that is a heat map."""
        shaded = [
            place
            for place in range(len(table.columns))
            if any(row.cells[place].shade is not None for row in table.rows)
        ]
        if table.shades and shaded:
            last = sheet.last_row
            rows = (last - len(table.rows) + 1, last)
            sheet.shade(rows, (stubs + shaded[0], stubs + shaded[-1]))

    def _displayed(self, table: Table) -> bool:
        """Tell whether there is room for the number formats of a table; they are taken for all of it or none."""
        wanted = {number_format(cell) for row in table.rows for cell in row.cells} - {None}
        if len(self._number_formats | wanted) > _MOST_FORMATS:
            return False
        self._number_formats |= {code for code in wanted if code}
        return True

    def _link(
        self, cell: Cell, where: tuple[str, str, str], sheet: Sheet, place: int, index: int
    ) -> str | None:
        """Note the sentences of a cell, and give the place of their rows in the sheet of evidence."""
        if not cell.evidence:
            return None
        evidence = [self._known[id_] for id_ in dict.fromkeys(cell.evidence) if id_ in self._known]
        if not evidence:
            return None
        first = len(self._sentences) + 2
        address = sheet.address(place, index)
        back = f"internal:'{where[0].replace(chr(39), chr(39) * 2)}'!{address}"
        for sentence in evidence:
            quote = " ".join(sentence.quote.split())
            self._sentences.append(((*where, address, quote, sentence.place, sentence.id), back))
        sentences = self._evidence_name.replace("'", "''")
        return f"internal:'{sentences}'!A{first}:G{len(self._sentences) + 1}"

    def _unlinked(self, sheet: Sheet) -> list[str]:
        if not sheet.unlinked:
            return []
        return [self._words.unlinked.format(count=sheet.unlinked, most=MOST_LINKS, sheet=self._evidence_name)]

    def _write_list(
        self,
        name: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[object]],
        links: dict[tuple[int, int], str],
    ) -> None:
        """Write a plain list from the first line on, for filters and pivot tables."""
        sheet = self._sheet(name)
        sheet.head(heads, 0)
        for row_index, row in enumerate(rows):
            place = sheet.next_row()
            for index, value in enumerate(row):
                sheet.value(place, index, value, links.get((row_index, index)))
        sheet.finish(())

    def _sheet(self, name: str) -> Sheet:
        return Sheet(self._workbook, self._workbook.add_worksheet(name), self._formats, self._words)
