"""A part of an HTML page → lines of text, broken where a browser would break them."""

from __future__ import annotations

from typing import Any

from policycmp.language import patterns as re
from policycmp.readers.table_rows import row_lines

# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li",
    "main", "nav", "ol", "p", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
_SKIPPED = frozenset({
    "audio", "button", "canvas", "embed", "head", "iframe", "input", "link", "map", "meta", "noframes", "noscript",
    "object", "option", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})
# fmt: on
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3001-\u301f“”‘’…—"
# A line break of the source between two hanzi is no space: Chinese has none.
_SOFT_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


def page_lines(element: Any) -> list[str]:
    """Write an element's visible text as lines.

    Args:
        element: an lxml element.

    Returns:
        The lines that hold text. A table is one line a row with ` | ` between its cells; a table that only lays out
        a page gives the lines of its cells.
    """
    lines = [""]
    # The element itself may be hidden until a script shows it (WeChat's articles are).
    _write_content(element, lines, is_block=True)
    return [line for line in map(_clean, lines) if line]


def _write(element: Any, lines: list[str]) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED or _is_hidden(element):
        return
    if tag == "tr":
        cells = [cell for cell in element if cell.tag in {"td", "th"} and not _is_hidden(cell)]
        lines += [*row_lines([page_lines(cell) for cell in cells]), ""]
    elif tag == "pre":
        lines += [*"".join(element.itertext()).splitlines(), ""]
    else:
        _write_content(element, lines, is_block=tag in _BLOCKS)


def _write_content(element: Any, lines: list[str], *, is_block: bool) -> None:
    if is_block or element.tag == "br":
        lines.append("")
    lines[-1] += element.text or ""
    for child in element:
        _write(child, lines)
        lines[-1] += child.tail or ""
    if is_block:
        lines.append("")


def _is_hidden(element: Any) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _clean(line: str) -> str:
    line = _SOFT_BREAK.sub("", _INVISIBLE.sub("", line))
    return _BLANKS.sub(" ", line).strip()
