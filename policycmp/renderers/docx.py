"""Tables as a Word document: real tables whose head is repeated on each page, evidence in endnotes.

The few parts that Word needs are written here, so that the same tables give the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from policycmp.renderers.blocks import spread
from policycmp.renderers.docx_package import PARTS, RELATED, document, endnotes, escape
from policycmp.renderers.marks import Marks
from policycmp.renderers.renderer_labels import Words, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.models import Cell, Column, Evidence, Table, Tabulation
    from policycmp.renderers.layout import Layout

_MOST_COLUMNS = 6
_WIDTH, _STUB_SHARE = 14_570, 0.24  # an A4 page on its side, in twentieths of a point
_EPOCH = (1980, 1, 1, 0, 0, 0)


def render(tabulation: Tabulation, layout: Layout) -> bytes:
    """Write a document.

    Args:
        tabulation: the tables; one of more than six columns becomes several that each start with the labels.
        layout: the language is heeded.

    Returns:
        A .docx file, the same for the same tables.
    """
    writer = _Writer(Marks(tabulation), words_in(layout.lang))
    parts: dict[str, Iterable[str]] = {name: [part] for name, part in (RELATED | PARTS).items()}
    parts["word/document.xml"] = document(writer.body(tabulation))
    parts["word/endnotes.xml"] = endnotes(writer.notes)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, pieces in parts.items():
            _write(archive, name, pieces)
    return file.getvalue()


def _write(archive: ZipFile, name: str, pieces: Iterable[str]) -> None:
    """Write a part as its pieces come: the whole of it may be a hundred times what it is packed."""
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0  # else the archive would tell which system wrote it
    with archive.open(entry, "w") as part:
        for piece in pieces:
            part.write(piece.encode("utf-8"))


class _Writer:
    """Writes the body, and gathers the endnotes on the way."""

    def __init__(self, marks: Marks, words: Words) -> None:
        self._marks = marks
        self._words = words
        self.notes: list[str] = []

    def body(self, tabulation: Tabulation) -> Iterator[str]:
        """Write the opening line and the tables."""
        if tabulation.opening:
            yield _paragraph(_runs(tabulation.opening))
        for table in tabulation.tables:
            yield from self._table(table)

    def _table(self, table: Table) -> Iterator[str]:
        for number, run in enumerate(spread(len(table.columns), _MOST_COLUMNS), start=1):
            if table.title:
                counter = f" {self._words.continued}" if number > 1 else ""
                yield _paragraph(_runs(" ".join(table.title.split()) + counter), "Heading1")
            yield from self._grid(table, run)
            yield _paragraph("", "Note")
        for note in table.notes:
            yield _paragraph(_runs(note), "Note")

    def _grid(self, table: Table, run: range) -> Iterator[str]:
        columns = [table.columns[index] for index in run]
        widths = _widths(len(columns))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield f'<w:tbl><w:tblPr><w:tblStyle w:val="Booktabs"/><w:tblW w:w="{_WIDTH}" w:type="dxa"/>'
        yield f'<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        heads = [
            _paragraph(_runs(label), "Cell") for label in (table.stub, *(column.label for column in columns))
        ]
        yield _row(heads, widths, "<w:tblHeader/>")
        for group, rows in groupby(table.rows, key=lambda row: row.group):
            if group:
                yield self._group(group, len(widths))
            for row in rows:
                labels = [_paragraph(_runs(row.label), "Cell")]
                cells = [self._cell(row.cells[index], table.columns[index]) for index in run]
                yield _row([*labels, *cells], widths)
        yield "</w:tbl>"

    def _group(self, group: str, count: int) -> str:
        bold = _paragraph(_runs(group, "<w:b/>"), "Cell", "<w:keepNext/>")
        span = f'<w:tcPr><w:tcW w:w="{_WIDTH}" w:type="dxa"/><w:gridSpan w:val="{count}"/></w:tcPr>'
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>{span}{bold}</w:tc></w:tr>"

    def _cell(self, cell: Cell, column: Column) -> str:
        runs = _runs(cell.text) + self._reference(self._marks.of(cell))
        return _paragraph(runs, "Cell", '<w:jc w:val="right"/>' if column.numeric else "")

    def _reference(self, sentences: Sequence[Evidence]) -> str:
        """Write a real endnote, which stays with the cell when the table is copied into a paper."""
        if not sentences:
            return ""
        lines = (
            f"{' '.join(sentence.quote.split())} ({'; '.join(part for part in (sentence.place, sentence.id) if part)})"
            for sentence in sentences
        )
        self.notes.append(_runs("\n".join(lines)))
        mark = f'<w:endnoteReference w:id="{len(self.notes)}"/>'
        return f'<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr>{mark}</w:r>'


def _widths(count: int) -> list[int]:
    stub = int(_WIDTH * _STUB_SHARE) if count else _WIDTH
    return [stub, *([(_WIDTH - stub) // count] * count if count else [])]


def _row(cells: Sequence[str], widths: Sequence[int], properties: str = "") -> str:
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{written}</w:tr>"


def _paragraph(runs: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def _runs(text: str, properties: str = "") -> str:
    """Write a text as runs; a line feed becomes a line break in the paragraph."""
    lines = (f'<w:t xml:space="preserve">{line}</w:t>' for line in escape(text).split("\n"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{'<w:br/>'.join(lines)}</w:r>" if text else ""
