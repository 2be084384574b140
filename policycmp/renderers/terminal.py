"""Tables for a terminal: quiet, lined up in any script, split into blocks when the columns do not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from policycmp.renderers.blocks import DECENT_WIDTH, GAP, Block, Demand, plan_blocks
from policycmp.renderers.visible import encodable, visible
from policycmp.renderers.wrapping import Measure, measure_for, unbreakable, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.models import Cell, Row, Table, Tabulation
    from policycmp.renderers.layout import Layout

# Bold and dim for terminals that want them; nothing at all for the others.
Paint = Callable[[str, str], str]

_NARROWEST = 24
_LONGEST_LINE = 40
_INDENT = 2
_NOTHING = "–-"
_STYLES = {"": "", "ahead": "bold green", "apart": "dim"}


@dataclass(frozen=True, slots=True)
class _Glyphs:
    vertical: str = "│"
    horizontal: str = "─"
    crossing: str = "┼"


_ASCII = _Glyphs("|", "-", "+")


def render(tabulation: Tabulation, layout: Layout) -> str:
    """Draw tables, one below the other with an empty line between.

    Args:
        tabulation: the tables, and the line that opens them; their evidence is not shown.
        layout: width, color, ambiguous_wide and encoding are heeded.

    Returns:
        Lines that are no wider than the layout (but at least 24 cells), each ended by a line feed.
    """
    drawings = [
        "".join(f"{line}\n" for line in _drawing(table, layout).lines()) for table in tabulation.tables
    ]
    if tabulation.opening:
        drawings.insert(0, encodable(visible(tabulation.opening), layout.encoding) + "\n")
    return "\n".join(drawings)


def _drawing(table: Table, layout: Layout) -> _Drawing:
    plain = layout.ambiguous_wide or encodable("│─┼", layout.encoding) != "│─┼"
    return _Drawing(
        table=_shown(table, layout),
        ruled=sum(not column.benchmark for column in table.columns),
        width=None if layout.width is None else max(_NARROWEST, layout.width),
        measure=measure_for(ambiguous_wide=layout.ambiguous_wide),
        paint=paint_for(color=layout.color),
        glyphs=_ASCII if plain else _Glyphs(),
    )


def _shown(table: Table, layout: Layout) -> Table:
    """Make every text of a table safe and printable, and put the benchmark columns last."""

    def show(text: str) -> str:
        return encodable(visible(text), layout.encoding)

    def show_cell(cell: Cell) -> Cell:
        text = show(cell.text)
        return cell if text == cell.text else replace(cell, text=text)

    order = sorted(range(len(table.columns)), key=lambda index: table.columns[index].benchmark)
    columns = tuple(replace(table.columns[index], label=show(table.columns[index].label)) for index in order)
    rows = tuple(
        replace(
            row,
            label=show(row.label),
            group=show(row.group),
            cells=tuple(show_cell(row.cells[index]) for index in order),
        )
        for row in table.rows
    )
    notes = tuple(map(show, table.notes))
    return replace(
        table, title=show(table.title), stub=show(table.stub), columns=columns, rows=rows, notes=notes
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    table: Table
    ruled: int  # the index of the first benchmark, which stands behind the rule
    width: int | None
    measure: Measure
    paint: Paint
    glyphs: _Glyphs

    def lines(self) -> Iterator[str]:
        blocks = self._blocks()
        for number, block in enumerate(blocks, start=1):
            if number > 1:
                yield ""
            counter = f" ({number}/{len(blocks)})" if len(blocks) > 1 else ""
            yield from self._prose(self.table.title + counter, "bold")
            yield from self._head(block)
            yield from self._body(block)
        if self.table.notes:
            yield ""
        for note in self.table.notes:
            yield from self._prose(note, "dim")

    def _blocks(self) -> list[Block]:
        columns = [
            self._demand([column.label, *(row.cells[index].text for row in self.table.rows)])
            for index, column in enumerate(self.table.columns)
        ]
        indent = _INDENT if any(row.group for row in self.table.rows) else 0
        labels = self._demand([row.label for row in self.table.rows], indent)
        head = self._demand([self.table.stub])
        stub = Demand(max(labels.natural, head.natural), max(labels.unbreakable, head.unbreakable))
        return plan_blocks(stub, columns, self.ruled, self.width)

    def _demand(self, texts: Sequence[str], indent: int = 0) -> Demand:
        lines = [line for text in texts for line in text.split("\n")]
        natural = max(map(self.measure, lines), default=0)
        if self.width is None:
            natural = min(natural, _LONGEST_LINE)
        long_lines = [line for line in lines if self.measure(line) > DECENT_WIDTH]
        whole = max((unbreakable(line, self.measure) for line in long_lines), default=0)
        return Demand(max(natural, whole) + indent, whole + indent)

    def _prose(self, text: str, style: str) -> Iterator[str]:
        lines = text.split("\n") if self.width is None else wrap(text, self.width, self.measure)
        for line in lines:
            yield self.paint(line, style)

    def _head(self, block: Block) -> Iterator[str]:
        """The names of the columns over a rule; a table whose columns have none has no head."""
        labels = [self.table.columns[index].label for index in block.columns]
        if not any((self.table.stub, *labels)):
            return
        cells = [wrap(self.table.stub, block.stub, self.measure)]
        cells += [wrap(label, width, self.measure) for label, width in zip(labels, block.widths, strict=True)]
        height = max(map(len, cells))
        yield from self._stitch(block, [[""] * (height - len(lines)) + lines for lines in cells])
        yield self._rule(block)

    def _rule(self, block: Block) -> str:
        line = self.glyphs.horizontal
        parts = [line * block.stub]
        for index, width in zip(block.columns, block.widths, strict=True):
            parts.append(f"{line}{self.glyphs.crossing}{line}" if index == self.ruled else line * GAP)
            parts.append(line * width)
        return self.paint("".join(parts), "dim")

    def _body(self, block: Block) -> Iterator[str]:
        for number, (group, rows) in enumerate(groupby(self.table.rows, key=lambda row: row.group)):
            if number:
                yield from self._stitch(block, [[""]])
            if group:
                yield from self._group(block, group)
            for row in rows:
                yield from self._row(block, row)

    def _group(self, block: Block, group: str) -> Iterator[str]:
        """A group's heading runs over all columns up to the rule."""
        before = [index for index in block.columns if index < self.ruled]
        span = block.stub + sum(GAP + width for width in block.widths[: len(before)])
        bar = f" {self._bar}" if self.ruled in block.columns else ""
        for line in wrap(group, span, self.measure):
            yield self.paint(line, "bold") + (" " * (span - self.measure(line)) + bar if bar else "")

    @property
    def _bar(self) -> str:
        return self.paint(self.glyphs.vertical, "dim")

    def _row(self, block: Block, row: Row) -> Iterator[str]:
        cells = [self._label(row, block.stub)]
        for index, width in zip(block.columns, block.widths, strict=True):
            cells.append(wrap(row.cells[index].text, width, self.measure))
        yield from self._stitch(block, cells, [_STYLES[row.cells[index].tone] for index in block.columns])

    def _label(self, row: Row, width: int) -> list[str]:
        """A label is indented under its group, and its further lines once more where there is room."""
        indent = " " * _INDENT if row.group else ""
        room = max(2, width - len(indent))
        lines = wrap(row.label, room, self.measure)
        hanging = ""
        if len(lines) > 1 and unbreakable(row.label, self.measure) + _INDENT <= room:
            hanging = " " * _INDENT
            lines = wrap(row.label, room - _INDENT, self.measure)
        return [indent + (hanging if number else "") + line for number, line in enumerate(lines)]

    def _stitch(
        self, block: Block, cells: Sequence[Sequence[str]], styles: Sequence[str] = ()
    ) -> Iterator[str]:
        """Set the lines of some cells beside each other; cells that are left out at the end are empty."""
        styles = styles or [""] * len(block.columns)
        for texts in zip_longest(*cells, fillvalue=""):
            padded = [*texts, *[""] * (len(block.columns) + 1 - len(texts))]
            line = [self._cell(padded[0], block.stub, "", numeric=False)]
            for text, index, width, style in zip(
                padded[1:], block.columns, block.widths, styles, strict=True
            ):
                line.append(f" {self._bar} " if index == self.ruled else " " * GAP)
                line.append(self._cell(text, width, style, numeric=self.table.columns[index].numeric))
            yield "".join(line).rstrip(" ")

    def _cell(self, text: str, width: int, style: str, *, numeric: bool) -> str:
        blanks = " " * (width - self.measure(text))
        painted = self.paint(text, "dim" if text and text in _NOTHING else style) if text else text
        return blanks + painted if numeric else painted + blanks


def paint_for(*, color: bool) -> Paint:
    """Choose how text is styled.

    Args:
        color: whether escape sequences may be written at all.

    Returns:
        A function of a visible text and a style ("bold", "dim" or ""), which never reads markup in the text.
    """
    if not color:
        return _plain
    from rich.color import ColorSystem  # noqa: PLC0415 (half of a cold start, and pipes need none of it)
    from rich.style import Style  # noqa: PLC0415

    def paint(text: str, style: str) -> str:
        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if style else text

    return paint


def _plain(text: str, _style: str) -> str:
    return text
