"""OpenDocument text (.odt): paragraphs, headings, lists and tables in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.readers.docx_parts import Package, child, local_name
from policycmp.readers.reading import Reading
from policycmp.readers.table_rows import row_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.readers.reading import Raw

_CONTENT = "content.xml"
# What no reader of the text sees: what was deleted, remarks, lists of contents.
_UNSEEN = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "table-of-content", "note-citation", "sequence-decls"}
)


def read_odt(raw: Raw) -> Reading:
    """Read an OpenDocument text."""
    root = Package(raw.content, _CONTENT).part(_CONTENT)
    body = child(root, "body", "text")
    lines = [] if body is None else [line.strip() for line in _lines(body)]
    return Reading("\n".join(line for line in lines if line) + "\n")


def _lines(element: Any) -> Iterator[str]:
    for inner in element:
        name = local_name(inner)
        if name in {"p", "h"}:
            yield from _text(inner).split("\n")
        elif name == "table":
            yield from _rows(inner)
        elif name not in _UNSEEN:
            yield from _lines(inner)


def _rows(table: Any) -> Iterator[str]:
    for inner in table:
        name = local_name(inner)
        if name == "table-row":
            cells = [cell for cell in inner if local_name(cell) in {"table-cell", "covered-table-cell"}]
            yield from row_lines([[line for line in _lines(cell) if line.strip()] for cell in cells])
        elif name not in _UNSEEN:
            yield from _rows(inner)


def _text(paragraph: Any) -> str:
    pieces = [paragraph.text or ""]
    for inner in paragraph:
        name = local_name(inner)
        if name == "s":
            count = next((value for key, value in inner.attrib.items() if key.endswith("}c")), "1")
            pieces.append(" " * min(int(count) if count.isdecimal() else 1, 80))
        elif name == "tab":
            pieces.append(" ")
        elif name == "line-break":
            pieces.append("\n")
        elif name not in _UNSEEN and name != "note":
            pieces.append(_text(inner))
        pieces.append(inner.tail or "")
    return "".join(pieces)
