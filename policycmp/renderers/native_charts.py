"""Dot plots as charts of a spreadsheet: their numbers in cells, a chart beside them that follows what is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.renderers.svg import light_colours

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from xlsxwriter import Workbook

    from policycmp.models.chart import Dot, DotPlot
    from policycmp.renderers.renderer_labels import Words
    from policycmp.renderers.sheets import Sheet

_MOST = 24
_TALL = 18  # rows that a chart takes
_WIDTH, _HEIGHT = 620, 330  # pixels
_BESIDE = 6  # the column that charts begin in
_LIGHT_GRID = {"major_gridlines": {"visible": True, "line": {"color": "#D0D0CB"}}}


def write_charts(workbook: Workbook, sheet: Sheet, name: str, plots: Sequence[DotPlot], words: Words) -> None:
    """Write a sheet of charts, the first 24 that have two dots or more.

    Args:
        workbook: that of the sheet.
        sheet: empty.
        name: of the sheet.
        plots: what to draw; the numbers beside the axis are left out.
        words: the heads of the numbers.
    """
    shown = [plot for plot in plots if len(plot.dots) > 1][:_MOST]
    for plot in shown:
        title = sheet.next_row()
        sheet.text(title, 0, plot.title, bold=True)
        heads = sheet.next_row()
        for column, head in enumerate(words.chart_heads):
            sheet.text(heads, column, head)
        first = heads + 1
        for dot in plot.dots:
            _write_dot(sheet, dot, plot.middle[0] if plot.middle else None)
        rows = (first, first + len(plot.dots) - 1)
        sheet.chart(title, _BESIDE, _chart(workbook, name, plot, title, rows))
        for _ in range(max(1, _TALL - len(plot.dots) - 2)):
            sheet.next_row()
    sheet.finish(())


def _write_dot(sheet: Sheet, dot: Dot, middle: Decimal | None) -> None:
    """Write a row: the label, the number in the column of its kind, the middle."""
    row = sheet.next_row()
    sheet.text(row, 0, dot.label)
    kind = 3 if dot.is_benchmark else 1 if dot.bound == "exact" else 2
    sheet.value(row, kind, dot.value)
    if middle is not None:
        sheet.value(row, 4, middle)


def _chart(workbook: Workbook, name: str, plot: DotPlot, title: int, rows: tuple[int, int]) -> Any:
    """Make the chart of the numbers in some rows: marks without a line, the middle as a line without marks."""
    chart = workbook.add_chart({"type": "line"})
    colours = light_colours()
    dot, above = colours["c-dot"], colours["c-above"]
    styles = {
        1: {"type": "circle", "size": 7, "fill": {"color": dot}, "border": {"color": dot}},
        2: {"type": "circle", "size": 7, "fill": {"color": "#FFFFFF"}, "border": {"color": dot}},
        3: {"type": "diamond", "size": 8, "fill": {"color": above}, "border": {"color": above}},
    }
    first, last = rows
    kinds = {3 if one.is_benchmark else 1 if one.bound == "exact" else 2 for one in plot.dots}
    for column in sorted(kinds):
        chart.add_series(
            {
                "name": [name, title + 1, column],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, column, last, column],
                "line": {"none": True},
                "marker": styles[column],
            }
        )
    if plot.middle is not None:
        chart.add_series(
            {
                "name": [name, title + 1, 4],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 4, last, 4],
                "line": {"color": colours["c-dim"], "dash_type": "dash", "width": 1.25},
                "marker": {"type": "none"},
            }
        )
    # A title taken from a cell is never a formula, whatever the plan's words are.
    chart.set_title({"name": [name, title, 0], "name_font": {"size": 11}, "overlay": False})
    is_log = plot.axis is not None and plot.axis.is_log
    chart.set_y_axis({"log_base": 10, **_LIGHT_GRID} if is_log else _LIGHT_GRID)
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    return chart
