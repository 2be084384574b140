"""One sheet of a workbook: texts that stay texts, numbers that are numbers, and links that never run."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from policycmp.language import patterns as re
from policycmp.renderers.display import number_format, parse_date
from policycmp.renderers.svg import light_colours
from policycmp.renderers.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycmp.models import Cell, Column
    from policycmp.renderers.renderer_labels import Words

MOST_LINKS = 60_000  # a sheet holds 65,530
LINKED_BREAK = ";\n"  # LibreOffice sets a linked text on one line, where lines must not run into each other
_LONGEST_TEXT = 32_767  # UTF-16 units
_LONGEST_NAME = 31
_NO_NAME = re.compile(r"[\[\]:：*?/\\].*|\n.*", re.DOTALL)
_NARROWEST, _WIDEST = 8, 40
_LINE, _TALLEST = 15, 405  # points
_CUTS_NAMED = 20
_TOP: dict[str, object] = {"text_wrap": True, "valign": "top"}
_LINKED: dict[str, object] = {"font_color": "#1F4E79"}


def sheet_name(title: str, taken: Sequence[str]) -> str:
    """Name a sheet after the title of its table, up to the first mark that a name cannot hold.

    Args:
        title: of a table.
        taken: the names that are there already.

    Returns:
        A name of at most 31 characters that is not taken, whatever the case of its letters.
    """
    shown = "".join(char for char in visible(title) if ord(char) <= 0xFFFF)  # noqa: PLR2004 - counted in UTF-16
    name = _NO_NAME.sub("", shown).strip(" '")[:_LONGEST_NAME].strip(" '") or "Table"
    known = {name.lower() for name in taken} | {"history"}
    candidate, ordinal = name, 2
    while candidate.lower() in known:
        ending = f" {ordinal}"
        candidate, ordinal = name[: _LONGEST_NAME - len(ending)] + ending, ordinal + 1
    return candidate


class Sheet:
    """Writes one worksheet from top to bottom."""

    def __init__(self, workbook: Any, worksheet: Any, formats: dict[Any, Any], words: Words) -> None:
        self._workbook = workbook
        self._worksheet = worksheet
        self._formats = formats
        self._words = words
        self._row = 0
        self._head: tuple[int, int] | None = None
        self._styles: dict[tuple[bool, bool, bool, str], Any] = {}
        self._kinds: dict[str, Any] = {}
        self._widths: dict[int, int] = {}
        self._long: dict[int, list[tuple[int, str]]] = {}  # by row, the texts that may need several lines
        self._cut: list[str] = []
        self._links = 0
        self.unlinked = 0

    def title(self, text: str) -> None:
        """Write the title over the table."""
        self._string(self._row, 0, text, self._format(bold=True, font_size=14))
        self._row += 1

    def head(self, labels: Sequence[str], frozen: int) -> None:
        """Write the head, which stays in sight with the first `frozen` columns, and is repeated on paper."""
        style = self._format(bold=True, bottom=1, bg_color="#F2F2F2", **_TOP)
        for index, label in enumerate(labels):
            self._string(self._row, index, label, style)
            self._widen(index, label, self._row)
        self._head = (self._row, len(labels))
        self._worksheet.freeze_panes(self._row + 1, frozen)
        self._worksheet.repeat_rows(self._row)
        self._row += 1

    def next_row(self) -> int:
        """Go to the next row and give its index."""
        self._row += 1
        return self._row - 1

    @property
    def last_row(self) -> int:
        """The index of the row written last."""
        return self._row - 1

    def address(self, row: int, column: int) -> str:
        """Name a cell as a spreadsheet does (C5)."""
        return str(xl_rowcol_to_cell(row, column))

    def text(self, row: int, column: int, text: str, *, bold: bool = False) -> None:
        """Write a label."""
        self._string(row, column, text, self._format(bold=bold, **_TOP))
        self._widen(column, text, row)

    def cell(
        self, row: int, index: int, cell: Cell, *, shown: bool, column: Column, link: str | None
    ) -> None:
        """Write a cell of a table.

        Args:
            row: where, as `index`.
            index: of the sheet's column.
            cell: what to write.
            shown: whether numbers may take number formats that show the cell's text.
            column: of the table.
            link: a place in the workbook, or None.
        """
        linked = link is not None and self._link(row, index, link)
        text = cell.text.replace("\n", LINKED_BREAK) if linked else cell.text
        code = number_format(cell) if shown else None
        day = parse_date(text)
        style = self._style(column, linked, code or ("yyyy-mm-dd" if day else ""))
        self._widen(index, text, row)
        if code is not None and cell.value is not None:
            self._worksheet.write_number(row, index, float(cell.value), style)
        elif day is not None:
            self._worksheet.write_datetime(row, index, day, style)
        else:
            self._string(row, index, text, style)

    def _style(self, column: Column, linked: bool, code: str) -> Any:
        key = (column.numeric, column.benchmark, linked, code)
        if key not in self._styles:
            properties: dict[str, object] = {**_TOP, "align": "right" if column.numeric else "left"}
            properties |= {"left": 4, "bg_color": "#FAFAFA"} if column.benchmark else {}
            properties |= _LINKED if linked else {}
            properties |= {"num_format": code} if code else {}
            self._styles[key] = self._format(**properties)
        return self._styles[key]

    def value(self, row: int, column: int, value: object, link: str | None = None) -> None:
        """Write a field of a list: a number as a number, anything else as text."""
        if isinstance(value, Decimal) and isfinite(float(value)):
            style = self._kind("number", {"valign": "top"})
            self._worksheet.write_number(row, column, float(value), style)
            return
        linked = link is not None and self._link(row, column, link)
        style = self._kind("linked", _TOP | _LINKED) if linked else self._kind("text", _TOP)
        self._string(row, column, str(value), style)
        self._widen(column, str(value), row)

    def finish(self, notes: Iterable[str]) -> None:
        """Write the notes below, set the filter, the widths and the printing."""
        if self._head is not None and self._head[1]:
            top, count = self._head
            self._worksheet.autofilter(xl_range(top, 0, max(top, self._row - 1), count - 1))
        if self._cut:
            cells = ", ".join(self._cut[:_CUTS_NAMED]) + (" …" if len(self._cut) > _CUTS_NAMED else "")
            notes = [*notes, self._words.cut.format(most=f"{_LONGEST_TEXT:,}", cells=cells)]
        self._row += 1
        for index, width in self._widths.items():
            self._worksheet.set_column(index, index, _column_width(width))
        for note in notes:
            self._note(note)
        for row, texts in self._long.items():
            height = max(_lines(text, _column_width(self._widths.get(index, 0))) for index, text in texts)
            if height > 1:
                self._worksheet.set_row(row, min(_TALLEST, height * _LINE))
        self._worksheet.set_landscape()
        self._worksheet.set_paper(9)
        self._worksheet.fit_to_pages(1, 0)
        if self._head is not None and self._head[1] and self._row:
            self._worksheet.print_area(0, 0, self._row - 1, self._head[1] - 1)
        self._worksheet.set_footer("&R&P / &N")

    def shade(self, rows: tuple[int, int], columns: tuple[int, int]) -> None:
        """Colour cells by their numbers, from the least to the most; it follows what is changed in them."""
        (top, bottom), (left, right) = rows, columns
        scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": light_colours()["s3"]}
        self._worksheet.conditional_format(top, left, bottom, right, scale)

    def chart(self, row: int, column: int, chart: Any) -> None:
        """Set a chart beside the cells, its corner in one of them."""
        self._worksheet.insert_chart(row, column, chart, {"object_position": 1})

    def _note(self, text: str) -> None:
        """Write a note below the table, wrapped over its whole width, so that it is printed with it."""
        style = self._format(italic=True, font_color="#595959", **_TOP)
        count = self._head[1] if self._head is not None else 1
        if count > 1:
            self._worksheet.merge_range(self._row, 0, self._row, count - 1, "", style)
        self._string(self._row, 0, text, style)
        width = sum(_column_width(self._widths.get(index, 0)) for index in range(count))
        if (height := _lines(text, width)) > 1:
            self._worksheet.set_row(self._row, min(_TALLEST, height * _LINE))
        self._row += 1

    def _string(self, row: int, column: int, text: str, style: Any) -> None:
        shown = visible(text)
        fitting = _fitting(shown)
        if fitting != shown:
            self._cut.append(self.address(row, column))
        if fitting:
            self._worksheet.write_string(row, column, fitting, style)
        else:
            self._worksheet.write_blank(row, column, None, style)

    def _link(self, row: int, column: int, link: str) -> bool:
        """Link a cell, if there is room for another link; what is written over it keeps the link."""
        if self._links == MOST_LINKS:
            self.unlinked += 1
            return False
        self._links += 1
        self._worksheet.write_url(row, column, link, string=" ")
        return True

    def _kind(self, name: str, properties: dict[str, object]) -> Any:
        """Keep the format of a kind of field: lists have hundreds of thousands of each."""
        if name not in self._kinds:
            self._kinds[name] = self._format(**properties)
        return self._kinds[name]

    def _format(self, **properties: object) -> Any:
        key = tuple(sorted(properties.items(), key=str))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(properties)
        return self._formats[key]

    def _widen(self, column: int, text: str, row: int) -> None:
        if len(text) > _NARROWEST // 2:
            self._long.setdefault(row, []).append((column, text))
        widest = self._widths.get(column, 0)
        if widest < min(_WIDEST, 2 * len(text)):
            self._widths[column] = max([widest, *(cell_len(line) for line in text[:400].split("\n"))])


def _column_width(widest: int) -> int:
    return min(_WIDEST, max(_NARROWEST, widest + 2))


def _lines(text: str, width: int) -> int:
    """Count the lines of a wrapped text; not every program counts them itself when it opens a file."""
    if 2 * len(text) < width and "\n" not in text:  # no character fills more than two cells
        return 1
    return sum(max(1, -(-cell_len(line) // (width - 1))) for line in text.split("\n"))


def _fitting(text: str) -> str:
    """Cut a text to what a cell holds."""
    if len(text) * 2 <= _LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= _LONGEST_TEXT * 2:
        return text
    return units[: (_LONGEST_TEXT - 1) * 2].decode("utf-16-le", "ignore") + "…"
