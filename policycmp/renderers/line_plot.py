"""A line plot as SVG: what was reported over the years as a line, with the promises for some of them marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.renderers.dot_plot import Scale
from policycmp.renderers.svg import WIDTH, linked, marker, no_link, number, svg, text_width, write_text

if TYPE_CHECKING:
    from policycmp.models.chart import LinePlot, Point
    from policycmp.renderers.svg import Link

_HEIGHT = 140
_TOP, _BOTTOM = 16, 22
_EDGE = 26


def draw_line_plot(plot: LinePlot, link: Link = no_link) -> str:
    """Draw a line plot.

    Args:
        plot: what it shows; at least one point.
        link: gives the attributes of a link to the sentences behind a mark.

    Returns:
        An `svg` element, 360 units wide: filled marks were reported, open diamonds promised.
    """
    years = sorted({point.year for point in (*plot.reported, *plot.promised)})
    left = max((text_width(text) for _, text in plot.axis.ticks), default=0) + _EDGE
    right = WIDTH - _EDGE
    span = max(1, years[-1] - years[0])
    scale = Scale(plot.axis, _HEIGHT - _BOTTOM - 8, _TOP + 6)

    def across(year: int) -> float:
        return left + (year - years[0]) / span * (right - left)

    lines = ['<g class="frame" aria-hidden="true">']
    for value, text in plot.axis.ticks:
        y = scale.at(value)
        lines.append(f'<path class="grid" d="M{number(left - 8)} {number(y)}H{WIDTH - 4}"/>')
        lines.append(write_text(left - 12, y + 3.5, text, "tick", "end"))
    labelled = -WIDTH
    for year in years:
        if across(year) - labelled >= _EDGE:
            lines.append(write_text(across(year), _HEIGHT - 6, str(year), "tick", "middle"))
            labelled = int(across(year))
    course = [f"{number(across(point.year))} {number(scale.at(point.value))}" for point in plot.reported]
    if len(course) > 1:
        lines.append(f'<path class="course" d="M{"L".join(course)}"/>')
    lines.append("</g>")
    for points, is_promise in ((plot.reported, False), (plot.promised, True)):
        lines += [
            linked(
                _mark(point, across(point.year), scale.at(point.value), is_promise=is_promise),
                link(point.evidence),
            )
            for point in points
        ]
    return svg("course", plot.title, lines, _HEIGHT)


def _mark(point: Point, x: float, y: float, *, is_promise: bool) -> str:
    """Draw a mark with its number beside it: that of a promise above, of a result below."""
    mark = (
        f'<path class="above open" d="M{number(x)} {number(y - 6)}l6 6-6 6-6-6z"/>'
        if is_promise
        else marker(x, y, "exact")
    )
    half = text_width(point.text) / 2
    x_of_text = min(max(x, half + 2), WIDTH - half - 2)
    below = y + 16 if not is_promise else y - 9
    text = write_text(x_of_text, below, point.text, "tick", "middle")
    hit = f'<rect class="hit" x="{number(x - 12)}" y="{number(y - 12)}" width="24" height="24"/>'
    return f"{hit}{mark}{text}"
