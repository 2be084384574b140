"""A line plot as SVG: what was reported over the years as a line, with the promises for some of them marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.renderers.dot_plot import Scale
from policycmp.renderers.html_shell import escape
from policycmp.renderers.svg import WIDTH, linked, marker, no_link, number, svg, text_width, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycmp.models.chart import LinePlot, Point
    from policycmp.renderers.svg import Link

_HEIGHT = 150
_TOP, _BOTTOM = 20, 34
_EDGE = 26
_LINE, _MARK = 11, 4
# Where a number may stand beside its mark: its base line above or below it.
_ABOVE, _BELOW = -10, 17


def draw_line_plot(plot: LinePlot, link: Link = no_link) -> str:
    """Draw a line plot.

    Args:
        plot: what it shows; at least one point.
        link: gives the attributes of a link to the sentences behind a mark.

    Returns:
        An `svg` element, 360 units wide: filled marks were reported, open diamonds promised. A number is written where
        there is room beside its mark; all are told when a mark is pointed at.
    """
    years = sorted({point.year for point in (*plot.reported, *plot.promised)})
    left = max((text_width(text) for _, text in plot.axis.ticks), default=0) + _EDGE
    right = WIDTH - _EDGE
    span = max(1, years[-1] - years[0])
    scale = Scale(plot.axis, _HEIGHT - _BOTTOM, _TOP)
    across = {year: left + (year - years[0]) / span * (right - left) for year in years}
    lines = ['<g class="frame" aria-hidden="true">', *_frame(plot, scale, across, left)]
    course = [f"{number(across[point.year])} {number(scale.at(point.value))}" for point in plot.reported]
    if len(course) > 1:
        lines.append(f'<path class="course" d="M{"L".join(course)}"/>')
    lines.append("</g>")
    marks = [(across[point.year], scale.at(point.value)) for point in (*plot.reported, *plot.promised)]
    room = _Room(left - 10, [(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in marks])
    for points, is_promise in ((plot.promised, True), (plot.reported, False)):
        # The ends of a course say most of it, the last one first.
        first_and_last = {id(point) for point in (*points[-1:], *points[:1])}
        marked = [*points[-1:], *points[:1], *(point for point in points if id(point) not in first_and_last)]
        texts = {
            id(point): room.place(point, across[point.year], scale.at(point.value), is_above=is_promise)
            for point in dict.fromkeys(marked)
        }
        lines += [
            linked(
                _mark(point, across[point.year], scale.at(point.value), is_promise=is_promise)
                + texts[id(point)],
                link(point.evidence),
            )
            for point in points
        ]
    return svg("course", plot.title, lines, _HEIGHT)


def _frame(plot: LinePlot, scale: Scale, across: dict[int, float], left: float) -> Iterator[str]:
    """Draw the ticks of both axes."""
    for value, text in plot.axis.ticks:
        y = scale.at(value)
        yield f'<path class="grid" d="M{number(left - 8)} {number(y)}H{WIDTH - 4}"/>'
        yield write_text(left - 12, y + 3.5, text, "tick", "end")
    last = -float(WIDTH)
    for year, x in across.items():
        if x - last >= _EDGE + 6:
            yield write_text(x, _HEIGHT - 6, str(year), "tick", "middle")
            last = x


def _mark(point: Point, x: float, y: float, *, is_promise: bool) -> str:
    """Draw a mark, which tells its year, number and what became of it."""
    shape = (
        f'<path class="above open" d="M{number(x)} {number(y - 5.5)}l5.5 5.5-5.5 5.5-5.5-5.5z"/>'
        if is_promise
        else marker(x, y, "exact")
    )
    told = f"{point.year}: {point.text}{f' ({point.note})' if point.note else ''}"
    hit = f'<rect class="hit" x="{number(x - 12)}" y="{number(y - 12)}" width="24" height="24"/>'
    return f"<title>{escape(told)}</title>{hit}{shape}"


@dataclass(slots=True)
class _Room:
    """Finds room for numbers beside their marks, right of the axis, so that none stands on another or on a mark."""

    left: float
    taken: list[tuple[float, float, float, float]]

    def place(self, point: Point, x: float, y: float, *, is_above: bool) -> str:
        """Write a number above or below its mark, or not at all where both are taken."""
        half = text_width(point.text) / 2
        centre = min(max(x, self.left + half), WIDTH - half - 2)
        for offset in (_ABOVE, _BELOW) if is_above else (_BELOW, _ABOVE):
            base = y + offset
            box = (centre - half, base - _LINE, centre + half, base + 2)
            if (
                base - _LINE >= 0
                and base <= _HEIGHT - _LINE - 6
                and not any(_overlap(box, other) for other in self.taken)
            ):
                self.taken.append(box)
                return write_text(centre, base, point.text, "tick", "middle")
        return ""


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two boxes overlap; each is its left, top, right and bottom."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
