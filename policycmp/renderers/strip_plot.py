"""A strip plot as SVG: many things, each on a line of its own scale, one's own number among those of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.renderers.svg import (
    ROW,
    fitting,
    linked,
    marker,
    no_link,
    number,
    svg,
    text_width,
    write_text,
)

if TYPE_CHECKING:
    from policycmp.models.chart import Strip, StripPlot
    from policycmp.renderers.svg import Link

_WIDTH = 640
_LABELS, _TEXTS = 270, 180
_GAP = 8
_TOP = 22
_BASE = 14


def draw_strip_plot(plot: StripPlot, link: Link = no_link) -> str:
    """Draw a strip plot.

    Args:
        plot: what it shows, a line a strip.
        link: gives the attributes of a link to the sentences behind a mark.

    Returns:
        An `svg` element, 640 units wide.
    """
    left = min(_LABELS, max((text_width(strip.label) for strip in plot.strips), default=0)) + 2 * _GAP
    texts = (text_width(_text(strip)) for strip in plot.strips)
    right = _WIDTH - min(_TEXTS, max(texts, default=0)) - 2 * _GAP
    low, high = plot.ends
    lines = [write_text(left, 12, low, "tick"), write_text(right, 12, high, "tick", "end")]
    for place, strip in enumerate(plot.strips):
        content = linked(_strip(strip, left, right), link(strip.evidence))
        lines.append(f'<g class="r" transform="translate(0 {_TOP + ROW * place})">{content}</g>')
    return svg("strips", plot.title, lines, _TOP + ROW * len(plot.strips) + 4, _WIDTH)


def _text(strip: Strip) -> str:
    return f"{strip.text} · {strip.note}" if strip.note else strip.text


def _strip(strip: Strip, left: float, right: float) -> str:
    middle = ROW / 2

    def at(share: object) -> float:
        return left + float(str(share)) * (right - left)

    parts = [
        f'<rect class="hit" width="{_WIDTH}" height="{ROW}"/>',
        write_text(left - 2 * _GAP, _BASE, fitting(strip.label, left - 2 * _GAP), "", "end"),
        f'<path class="grid" d="M{number(left)} {number(middle)}H{number(right)}"/>',
        *(
            f'<path class="peer" d="M{number(at(value))} {number(middle - 4)}v8"/>'
            for value in sorted(set(strip.others))
        ),
        f'<path class="middle" d="M{number(at(strip.middle))} 1v{ROW - 2}"/>',
        marker(at(strip.own), middle, "exact"),
        write_text(right + 2 * _GAP, _BASE, fitting(_text(strip), _WIDTH - right - 2 * _GAP)),
    ]
    return " ".join(parts)
