"""Bytes → Document, one file a format; the format is told by the content before the ending."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from policycmp.errors import ReadError
from policycmp.models import Document, Issue, Mask
from policycmp.readers.apart import Bounds, read_apart
from policycmp.readers.chrome import find_masks
from policycmp.readers.content import parse_format
from policycmp.readers.file_bytes import load_bytes
from policycmp.readers.inputs import Input, find_inputs
from policycmp.readers.names import STDIN, shown_path
from policycmp.readers.reading import Raw, Reader, Reading
from policycmp.readers.remote import is_url

__all__ = [
    "READERS",
    "STDIN",
    "Bounds",
    "Input",
    "find_inputs",
    "is_url",
    "load_bytes",
    "read_document",
    "refuse_unusable",
    "shown_path",
]

MOST_CHARACTERS = 1_000_000
_BOUNDS = Bounds()
# Read by parsers of others, whose memory and time only a process of their own can bound.
_APART = frozenset({"html", "mht", "docx", "pdf"})


def _reader(module: str, function: str) -> Reader:
    """Give a reader whose module is imported when the first file of its format is met: most runs meet one or two."""

    def read(raw: Raw) -> Reading:
        reader: Reader = getattr(import_module(f"{__name__}.{module}"), function)
        return reader(raw)

    return read


READERS: dict[str, Reader] = {
    "txt": _reader("plain", "read_plain"),
    "md": _reader("markdown", "read_markdown"),
    "html": _reader("html", "read_html"),
    "mht": _reader("mht", "read_mht"),
    "docx": _reader("docx", "read_docx"),
    "doc": _reader("doc", "read_doc"),
    "rtf": _reader("doc", "read_rtf"),
    "pdf": _reader("pdf", "read_pdf"),
}


def read_document(
    source: Input, *, encoding: str | None = None, content: bytes | None = None, bounds: Bounds = _BOUNDS
) -> Document:
    """Read one input as text, with the stretches that are no part of the plan masked.

    Args:
        source: the input.
        encoding: the encoding of its bytes where the user names it; binary formats know their own.
        content: its bytes, where they are at hand already.
        bounds: the memory and time that reading it may take.

    Returns:
        The document; its issues name damage and doubts.

    Raises:
        ReadError: nothing could be read; the message names the path, the reason and the mend on one line.
    """
    try:
        content = load_bytes(source) if content is None else content
        raw = Raw(content, Path(source.path).suffix.lower(), encoding)
        kind = parse_format(raw)
        reading = read_apart(kind, raw, bounds) if kind in _APART else READERS[kind](raw)
        refuse_unusable(reading)
    except ReadError as error:
        raise ReadError(f"{shown_path(source.path)}: {error}") from error
    return Document(
        doc=source.doc,
        path=shown_path(source.path),
        format=kind,
        encoding=reading.encoding,
        sha256=hashlib.sha256(content).hexdigest(),
        text=reading.text,
        masks=_masks(reading),
        issues=_named(reading.issues, source.doc),
    )


def refuse_unusable(reading: Reading) -> None:
    """Refuse a reading without text, or with more than a plan has."""
    if not reading.text.strip("\ufeff\u200b \t\n\r\f\v\u3000\xa0"):
        raise ReadError("holds no text; save the plan again")
    if len(reading.text) > MOST_CHARACTERS:
        count = MOST_CHARACTERS // 1_000_000
        raise ReadError(
            f"holds more than {count} million characters, which no plan does; give the plan alone"
        )


def _masks(reading: Reading) -> tuple[Mask, ...]:
    """Join what the format tells with what the text tells; where both speak, the format knows better."""
    found = [
        mask
        for mask in find_masks(reading.text)
        if not any(mask.span.overlap(known.span) for known in reading.masks)
    ]
    return tuple(sorted([*reading.masks, *found], key=lambda mask: mask.span))


def _named(issues: tuple[Issue, ...], doc: str) -> tuple[Issue, ...]:
    return tuple(replace(issue, doc=doc) for issue in issues)
