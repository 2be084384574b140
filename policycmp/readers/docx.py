"""Word files: the text as Word shows it with all changes accepted, tables and text boxes once, numbers written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.models import Mask, Span
from policycmp.readers.docx_numbering import Numbering
from policycmp.readers.docx_parts import Package, child, is_on, local_name, value
from policycmp.readers.reading import Reading
from policycmp.readers.table_rows import row_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.readers.reading import Raw

_GONE = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sectPr", "rt"})
_CHARACTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_CONTENTS = "table of contents"
_FOOTNOTES = "footnote"


def read_docx(raw: Raw) -> Reading:
    """Read a Word file (.docx)."""
    package = Package(raw.content)
    body = child(package.part(package.main), "body")
    walker = _Walker(Numbering(package.related("numbering"), package.related("styles")))
    lines = [] if body is None else [*walker.blocks(body)]
    lines += walker.footnotes(package.related("footnotes"))
    return _reading(lines)


def _reading(lines: list[tuple[str, str | None]]) -> Reading:
    """Join lines, each with the reason why it is no part of the plan, if it is none."""
    text = ""
    masks = []
    for line, reason in lines:
        if reason is not None:
            masks.append(Mask(Span(len(text), len(text) + len(line)), reason))
        text += line + "\n"
    return Reading(text, masks=tuple(masks))


class _Walker:
    """Goes through a document once, in order, so that automatic numbers count right."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._notes: list[str] = []
        self._joined = ""

    def blocks(self, parent: Any) -> Iterator[tuple[str, str | None]]:
        """Give the lines of what holds paragraphs and tables: the body, a cell, a text box, a content control."""
        for element in parent:
            name = local_name(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                for row in _rows(element):
                    cells = [self._cell(cell) for cell in _cells(row)]
                    yield from ((line, None) for line in row_lines(cells))
            elif name == "sdt":
                reason = _CONTENTS if _is_contents(element) else None
                inner = self.blocks(content) if (content := child(element, "sdtContent")) is not None else ()
                yield from ((line, reason or why) for line, why in inner)
            elif name == "AlternateContent":
                yield from self.blocks(_alternative(element))
            elif name in {"ins", "moveTo", "customXml", "smartTag"}:
                yield from self.blocks(element)

    def footnotes(self, notes: Any | None) -> list[tuple[str, str | None]]:
        """Give the notes that the text refers to, in that order, each once."""
        elements = {} if notes is None else {value(note, "id"): note for note in notes}
        found = [elements[note] for note in dict.fromkeys(self._notes) if note in elements]
        return [(line, _FOOTNOTES) for note in found for line, _ in self.blocks(note)]

    def _paragraph(self, paragraph: Any) -> Iterator[tuple[str, str | None]]:
        properties = child(paragraph, "pPr")
        boxes: list[Any] = []
        text = "".join(self._pieces(paragraph, boxes))
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            # Where the end of a paragraph is deleted, its text runs on in the next one.
            self._joined += text
        else:
            text, self._joined = self._joined + text, ""
            # Word counts an empty paragraph in a list as well.
            number = self._numbering.number(properties)
            reason = (
                _CONTENTS if self._numbering.style_name(properties).startswith(("toc ", "目录")) else None
            )
            lines = [line for line in map(str.strip, (number + text).split("\n")) if line]
            yield from ((line, reason) for line in lines if text.strip())
        for box in boxes:
            yield from self.blocks(box)

    def _pieces(self, parent: Any, boxes: list[Any]) -> Iterator[str]:
        for element in parent:
            name = local_name(element)
            if name in _GONE:
                continue
            if name == "t":
                yield element.text or ""
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name == "txbxContent":
                boxes.append(element)
            elif name == "footnoteReference":
                self._notes.append(value(element, "id") or "")
            elif name == "AlternateContent":
                yield from self._pieces(_alternative(element), boxes)
            elif not (name == "r" and is_on(child(element, "rPr", "vanish"))):
                yield from self._pieces(element, boxes)

    def _cell(self, cell: Any) -> list[str]:
        merged = child(cell, "tcPr", "vMerge")
        if merged is not None and value(merged) != "restart":
            return []
        return [line for line, _ in self.blocks(cell)]


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        name = local_name(element)
        if name == "tr" and child(element, "trPr", "del") is None:
            yield element
        elif name in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        name = local_name(element)
        if name == "tc":
            yield element
        elif name in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _cells(element)


def _alternative(element: Any) -> Any:
    """Take one of several forms of the same thing, such as a text box for new Word and for old Word."""
    forms = [form for name in ("Choice", "Fallback") if (form := child(element, name)) is not None]
    return forms[0] if forms else ()


def _is_contents(control: Any) -> bool:
    gallery = value(child(control, "sdtPr", "docPartObj", "docPartGallery"))
    return gallery == "Table of Contents"
