"""Inline SVG written by hand: texts that are escaped, numbers that are short, a file of its own where one is wanted.

Pictures are 360 units wide: as wide as a phone, so that no text in them shrinks there, and three beside each other
fit a screen. Colours stand in the style sheet of the page, or in that of the file.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.renderers.html_shell import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    # From the ids of sentences to the attributes of a link to them, or nothing.
    Link = Callable[[Sequence[str]], str]

WIDTH = 360
ROW = 20
# What a character of the pictures' type takes: full-width ones, and others on average.
_WIDE, _NARROW = 11.3, 6.7
_FIRST_WIDE = 0x2E80
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_DECLARED = re.compile(r"--([\w-]+):\s*([^;}]+?)\s*[;}]")
# To which side of a bound the numbers lie that keep it.
_HOOKS = {"least": 1, "most": -1}
_NEXT_TO_NOTHING = 0.05


def no_link(evidence: Sequence[str]) -> str:
    """Lead nowhere: a picture in a file has no sentences beside it."""
    del evidence
    return ""


def number(value: float) -> str:
    """Write a coordinate: a tenth of a unit is less than anyone sees."""
    return "0" if abs(value) < _NEXT_TO_NOTHING else f"{value:.1f}".removesuffix(".0")


def text_width(text: str) -> float:
    """Estimate how wide a text is in the type of the pictures."""
    return sum(_WIDE if ord(character) >= _FIRST_WIDE else _NARROW for character in text)


def fitting(text: str, width: float) -> str:
    """Cut a text to a width, with an ellipsis where something is lost."""
    if text_width(text) <= width:
        return text
    kept = text
    while kept and text_width(kept) + _WIDE > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrapped(text: str, width: float) -> list[str]:
    """Break a text into lines: between Chinese characters, else at blanks."""
    lines, line = [], ""
    for part in re.findall(r"[^\s\u2e80-\uffff]+\s*|[\u2e80-\uffff]\s*|\s+", text):
        if line and text_width(line + part.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def write_text(x: float, y: float, text: str, kind: str = "", anchor: str = "") -> str:
    """Write a text at a place; `anchor` is `end` or `middle` where it does not begin there."""
    named = f' class="{kind}"' if kind else ""
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    tongue = ' lang="zh-Hans"' if "\u4e00" <= text[:1] <= "\u9fff" else ""
    return f'<text x="{number(x)}" y="{number(y)}"{named}{anchored}{tongue}>{escape(text)}</text>'


def linked(content: str, target: str) -> str:
    """Wrap a part of a picture into a link, where there is somewhere to lead."""
    return f"<a {target}>{content}</a>" if target else content


def marker(x: float, y: float, bound: str, *, is_benchmark: bool = False) -> str:
    """Draw a number: filled where it is the number itself, open with a hook to the side where more or less may be.

    A benchmark is a diamond, the others are round.
    """
    kind = "above" if is_benchmark else "dot"
    style = kind if bound == "exact" else f"{kind} open" if is_benchmark else "open"
    if is_benchmark:
        shape = f'<path class="{style}" d="M{number(x)} {number(y - 5.5)}l5.5 5.5-5.5 5.5-5.5-5.5z"/>'
    else:
        dashed = ' stroke-dasharray="2.4 1.6"' if bound == "about" else ""
        shape = f'<circle class="{style}" cx="{number(x)}" cy="{number(y)}" r="4.2"{dashed}/>'
    if bound not in _HOOKS:
        return shape
    side = _HOOKS[bound]
    hook = f"M{number(x + side * 5)} {number(y)}h{side * 6}m{side * -3} -3l{side * 3} 3 {side * -3} 3"
    return f'{shape}<path class="arrow{" above" if is_benchmark else ""}" d="{hook}"/>'


def svg(name: str, title: str, lines: Iterable[str], height: float, width: float = WIDTH) -> str:
    """Write a picture as an element of a page.

    Args:
        name: its class, by what kind of picture it is.
        title: what it shows, for those who do not see it; the marks in it are texts that can be read in their order.
        lines: its content.
        height: in units, as the width.
        width: in units.
    """
    box = f'viewBox="0 0 {number(width)} {number(height)}"'
    label = escape(title).replace("\n", " ")
    return f'<svg class="chart {name}" {box} role="group" aria-label="{label}">{"".join(lines)}</svg>'


def svg_file(picture: str, title: str, *, notes: Sequence[str] = (), scale: float = 2) -> str:
    """Make a picture a file of its own, with its title above it and its style in it, in light colours.

    Args:
        picture: what `svg` gave.
        title: shown above it.
        notes: shown below it.
        scale: how many pixels a unit is.
    """
    match = re.match(r'<svg class="([^"]*)" viewBox="0 0 ([\d.]+) ([\d.]+)"', picture)
    assert match is not None
    width, height = float(match[2]), float(match[3])
    lines = wrapped(title, width - 8)
    top = 18 * len(lines) + 6
    below = [line for note in notes for line in wrapped(note, width - 8)]
    whole = height + top + 14 * len(below) + 4
    heads = "".join(write_text(4, 14 + 18 * place, line, "title") for place, line in enumerate(lines))
    feet = "".join(
        write_text(4, top + height + 12 + 14 * place, line, "tick") for place, line in enumerate(below)
    )
    inner = picture.replace("<svg ", f'<svg y="{top}" width="{number(width)}" height="{number(height)}" ', 1)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="{number(width * scale)}" '
        f'height="{number(whole * scale)}" viewBox="0 0 {number(width)} {number(whole)}" role="img" '
        f'aria-label="{escape(title)}">\n<title>{escape(title)}</title>\n<style>{_light_style()}</style>\n'
        f'<rect class="paper" width="100%" height="100%"/>\n{heads}\n{inner}\n{feet}</svg>\n'
    )


@cache
def chart_style() -> str:
    """Read the style of pictures, with their colours by day and by night."""
    return resources.files("policycmp.renderers").joinpath("chart.css").read_text(encoding="utf-8")


@cache
def light_colours() -> dict[str, str]:
    """Give the colours of the day by their names: `s0` to `s5` are shades, `t0` to `t5` the texts on them."""
    return dict(_DECLARED.findall(chart_style().partition("}\n")[0] + "}"))


@cache
def _light_style() -> str:
    """Put the colours of the day in the place of their names: few programs besides browsers know names."""
    rules = "\n".join(line for line in chart_style().splitlines() if line.startswith(".chart"))
    return _VARIABLE.sub(lambda name: light_colours()[name[1]], rules)
