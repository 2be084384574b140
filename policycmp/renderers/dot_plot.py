"""A dot plot as SVG: a row for each number, its place on one axis, the middle and a benchmark marked."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

from policycmp.renderers.html_shell import escape
from policycmp.renderers.svg import (
    ROW,
    WIDTH,
    fitting,
    linked,
    marker,
    no_link,
    number,
    svg,
    text_width,
    wrapped,
    write_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from policycmp.models.chart import Aside, Axis, Dot, DotPlot
    from policycmp.renderers.svg import Link

_LABELS, _TEXTS = 104, 132  # the most that labels and numbers may take
_GAP = 8
_LINE = 13
_TOP = 34
_BASE = 14  # of a text below the top of its row


@dataclass(frozen=True, slots=True)
class Scale:
    """Where numbers of an axis stand between two places of a picture."""

    axis: Axis
    left: float
    right: float

    def at(self, value: Decimal) -> float:
        """Give the place of a number."""
        low, high, value_ = float(self.axis.low), float(self.axis.high), float(value)
        if self.axis.is_log:
            low, high, value_ = log10(low), log10(high), log10(value_)
        share = (value_ - low) / (high - low) if high > low else 0.5
        return self.left + share * (self.right - self.left)


def draw_dot_plot(plot: DotPlot, link: Link = no_link) -> str:
    """Draw a dot plot.

    Args:
        plot: what it shows; rows stand in the order of its dots, benchmarks below a rule, numbers beside the axis last.
        link: gives the attributes of a link to the sentences behind a mark.

    Returns:
        An `svg` element, 360 units wide. Each row is a group with the key of its dot in `data-d` and its number in
        `data-v`, so that a page may hide and sort rows.
    """
    return svg("dots", plot.title, *_content(plot, link))


def _content(plot: DotPlot, link: Link) -> tuple[list[str], float]:
    labels = [dot.label for dot in plot.dots] + [aside.label for aside in plot.asides]
    left = min(_LABELS, max(map(text_width, labels), default=0)) + _GAP + 1
    texts = [_text(dot) for dot in plot.dots]
    right = WIDTH - min(_TEXTS, max(map(text_width, texts), default=0)) - _GAP - 1
    peers = [dot for dot in plot.dots if not dot.is_benchmark]
    above = [dot for dot in plot.dots if dot.is_benchmark]
    top = _TOP if plot.axis is not None and plot.dots else 2
    lines: list[str] = []
    y = float(top)
    if plot.axis is not None and plot.dots:
        scale = Scale(plot.axis, left + _GAP, right - _GAP)
        bottom = top + ROW * len(plot.dots) + (5 if above and peers else 0)
        lines += _frame(plot, scale, bottom, top)
        for place, dot in enumerate((*peers, *above)):
            if place == len(peers) and peers:
                lines.append(
                    f'<path class="rule" d="M0 0H{WIDTH}" transform="translate(0 {number(y + 2)})"/>'
                )
                y += 5
            lines.append(_row(dot, scale, y, link))
            y += ROW
    if plot.asides and plot.dots:
        y += 4
    for aside in plot.asides:
        content, height = _beside(aside, left)
        lines.append(_group(aside.key, y, linked(content, link(aside.evidence)), kind="r aside"))
        y += height
    return lines, y + 2


def _frame(plot: DotPlot, scale: Scale, bottom: float, top: float) -> Iterator[str]:
    """Draw the axis with its ticks above the rows, and the middle through them."""
    yield '<g class="frame" aria-hidden="true">'
    last, is_crossed = -WIDTH * 1.0, False
    middle = scale.at(plot.middle[0]) if plot.middle is not None else -WIDTH * 1.0
    for value, text in scale.axis.ticks:
        x = scale.at(value)
        yield f'<path class="grid" d="M{number(x)} {number(top - 4)}V{number(bottom)}"/>'
        half = text_width(text) / 2
        if x - half > last:
            yield write_text(x, top - 8, text, "tick", "middle")
            last = x + half + 3
            is_crossed = is_crossed or abs(middle - x) < half + 2
    if plot.middle is not None:
        half = text_width(plot.middle[1]) / 2
        start = top - 4 if is_crossed else top - 20
        yield f'<path class="middle" d="M{number(middle)} {number(start)}V{number(bottom)}"/>'
        yield write_text(min(max(middle, half), WIDTH - half), top - 23, plot.middle[1], "tick", "middle")
    yield "</g>"


def _row(dot: Dot, scale: Scale, y: float, link: Link) -> str:
    middle, left, right = ROW / 2, scale.left - _GAP, scale.right + _GAP
    x = scale.at(dot.value)
    bar = ""
    if dot.low is not None and dot.high is not None:
        bar = f'<path class="range" d="M{number(scale.at(dot.low))} {number(middle)}H{number(scale.at(dot.high))}"/>'
    mark = marker(x, middle, dot.bound, is_benchmark=dot.is_benchmark)
    label = write_text(left - _GAP, _BASE, fitting(dot.label, left - _GAP), "", "end")
    text = write_text(right + _GAP, _BASE, fitting(_text(dot), WIDTH - right - _GAP))
    hit = f'<rect class="hit" width="{WIDTH}" height="{ROW}"/>'
    content = linked(f"{hit}{label} {bar}{mark}{text}", link(dot.evidence))
    kind = "r upper" if dot.is_benchmark else "r"
    return _group(dot.key, y, content, kind=kind, value=dot.value)


def _text(dot: Dot) -> str:
    return f"{dot.text} · {dot.note}" if dot.note else dot.text


def _beside(aside: Aside, left: float) -> tuple[str, float]:
    """Write a number that has no place on the axis, with the reason, on as many lines as that takes."""
    lines = wrapped(f"† {aside.text}: {aside.reason}", WIDTH - left)
    label = write_text(left - _GAP, _BASE, fitting(aside.label, left - _GAP), "dim", "end")
    texts = "".join(write_text(left, _BASE + _LINE * place, line, "dim") for place, line in enumerate(lines))
    height = max(ROW, _LINE * len(lines) + ROW - _LINE)
    return f'<rect class="hit" width="{WIDTH}" height="{height}"/>{label} {texts}', height


def _group(key: str, y: float, content: str, *, kind: str, value: Decimal | None = None) -> str:
    stands = "" if value is None else f' data-v="{float(value):g}"'
    return (
        f'<g class="{kind}" data-d="{escape(key)}"{stands} transform="translate(0 {number(y)})">{content}</g>'
    )
