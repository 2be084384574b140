"""Tables as a Word document: real tables whose head is repeated on each page, evidence in endnotes or linked.

The few parts that Word needs are written here, so that the same tables give the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from policycmp.renderers.docx_package import PARTS, RELATED, document, endnotes, escape
from policycmp.renderers.marks import Marks
from policycmp.renderers.paper import Page, page_for, shares
from policycmp.renderers.renderer_labels import Words, words_in
from policycmp.renderers.svg import light_colours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policycmp.models import Cell, Column, Evidence, Table, Tabulation
    from policycmp.renderers.blocks import Block
    from policycmp.renderers.layout import Layout

_EPOCH = (1980, 1, 1, 0, 0, 0)


def render(tabulation: Tabulation, layout: Layout) -> bytes:
    """Write a document.

    Args:
        tabulation: the tables; one that is wider than a page becomes several that each start with the labels.
        layout: the language is heeded, and whether sentences are endnotes or linked.

    Returns:
        A .docx file, the same for the same tables.
    """
    page = page_for(tabulation)
    writer = _Writer(
        Marks(tabulation, by_sentence=True),
        words_in(layout.lang),
        page,
        are_linked=layout.evidence == "links",
    )
    parts: dict[str, Iterable[str]] = {name: [part] for name, part in (RELATED | PARTS).items()}
    parts["word/document.xml"] = document(writer.body(tabulation), is_upright=page.is_upright)
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

    def __init__(self, marks: Marks, words: Words, page: Page, *, are_linked: bool) -> None:
        self._marks = marks
        self._words = words
        self._page = page
        self._are_linked = are_linked
        self.notes: list[str] = []

    def body(self, tabulation: Tabulation) -> Iterator[str]:
        """Write title, date and opening line, the tables, the plans and remarks, and the sentences that are linked."""
        for text, style in ((tabulation.title, "Title"), (tabulation.date, "Note"), (tabulation.opening, "")):
            if text:
                yield _paragraph(_runs(text), style)
        for table in tabulation.tables:
            yield from self._table(table)
        if tabulation.sources is not None:
            yield from self._table(tabulation.sources)
        for remark in tabulation.remarks:
            yield _paragraph(_runs(remark), "Note")
        if self._are_linked:
            yield from self._linked()

    def _table(self, table: Table) -> Iterator[str]:
        for number, block in enumerate(self._page.blocks(table), start=1):
            if table.title:
                counter = f" {self._words.continued}" if number > 1 else ""
                yield _paragraph(_runs(" ".join(table.title.split()) + counter), "Heading1")
            yield from self._grid(table, block)
            yield _paragraph("", "Gap")
        shades = [self._words.shades.format(shades=" · ".join(table.shades))] if table.shades else []
        for note in (*shades, *table.notes):
            yield _paragraph(_runs(note), "Note")

    def _grid(self, table: Table, block: Block) -> Iterator[str]:
        columns = [table.columns[index] for index in block.columns]
        widths = [int(self._page.width * share) for share in shares(block)]
        labels = (table.stub, *(column.label for column in columns))
        headed = any(labels)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield f'<w:tbl><w:tblPr><w:tblStyle w:val="Booktabs"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        look = f'<w:tblLook w:val="{"0020" if headed else "0000"}" w:firstRow="{headed:d}"/>'
        yield f'<w:tblLayout w:type="fixed"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        if headed:
            yield _row([_paragraph(_runs(label), "Cell") for label in labels], widths, "<w:tblHeader/>")
        for group, rows in groupby(table.rows, key=lambda row: row.group):
            if group:
                yield self._group(group, len(widths), sum(widths))
            for row in rows:
                stub = [_paragraph(_runs(row.label), "Cell")]
                cells = [self._cell(row.cells[index], table.columns[index]) for index in block.columns]
                fills = [None, *(_fill(row.cells[index]) for index in block.columns)]
                yield _row([*stub, *cells], widths, fills=fills)
        yield "</w:tbl>"

    def _group(self, group: str, count: int, width: int) -> str:
        bold = _paragraph(_runs(group, "<w:b/>"), "Cell", "<w:keepNext/>")
        span = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{count}"/></w:tcPr>'
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>{span}{bold}</w:tc></w:tr>"

    def _cell(self, cell: Cell, column: Column) -> str:
        colour = f'<w:color w:val="{light_colours()[f"t{cell.shade}"][1:]}"/>' if cell.shade else ""
        if self._are_linked and (number := self._marks.number(cell)):
            runs = f'<w:hyperlink w:anchor="e{number}" w:history="1">{_runs(cell.text, colour)}</w:hyperlink>'
        else:
            runs = _runs(cell.text, colour) + self._reference(self._marks.number(cell), self._marks.of(cell))
        return _paragraph(runs, "Cell", '<w:jc w:val="right"/>' if column.numeric else "")

    def _reference(self, number: int | None, sentences: Sequence[Evidence]) -> str:
        """Write a real endnote, which stays with the cell when the table is copied into a paper.

        Where its sentences have a note already, a field repeats the number of that one.
        """
        if number is None:
            return ""
        style = '<w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr>'
        if number <= len(self.notes):
            field = f" NOTEREF n{number} \\f \\h "
            return f'<w:fldSimple w:instr="{field}"><w:r>{style}<w:t>{number}</w:t></w:r></w:fldSimple>'
        self.notes.append(_quoted(sentences))
        mark = f'<w:r>{style}<w:endnoteReference w:id="{number}"/></w:r>'
        start = f'<w:bookmarkStart w:id="{number}" w:name="n{number}"/>'
        return f'{start}{mark}<w:bookmarkEnd w:id="{number}"/>'

    def _linked(self) -> Iterator[str]:
        """Write the sentences at the end, each where the links of its cells lead."""
        notes = list(self._marks.notes())
        if notes:
            yield _paragraph(_runs(self._words.evidence), "Heading1")
        for number, sentences in notes:
            mark = f'<w:bookmarkStart w:id="{number}" w:name="e{number}"/><w:bookmarkEnd w:id="{number}"/>'
            yield _paragraph(mark + _quoted(sentences), "EndnoteText")


def _quoted(sentences: Sequence[Evidence]) -> str:
    return _runs(
        "\n".join(
            f"{' '.join(sentence.quote.split())} ({sentence.place or sentence.id})" for sentence in sentences
        )
    )


def _fill(cell: Cell) -> str | None:
    """Give the colour of a cell of a heat map, as Word writes it."""
    return light_colours()[f"s{cell.shade}"][1:].upper() if cell.shade else None


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    properties: str = "",
    fills: Sequence[str | None] | None = None,
) -> str:
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_shading(fill)}</w:tcPr>{cell}</w:tc>'
        for cell, width, fill in zip(cells, widths, fills or [None] * len(widths), strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{written}</w:tr>"


def _shading(fill: str | None) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""


def _paragraph(runs: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def _runs(text: str, properties: str = "") -> str:
    """Write a text as runs; a line feed becomes a line break in the paragraph."""
    lines = (f'<w:t xml:space="preserve">{line}</w:t>' for line in escape(text).split("\n"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{'<w:br/>'.join(lines)}</w:r>" if text else ""
