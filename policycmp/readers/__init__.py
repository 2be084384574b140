"""Bytes → Document, one file a format; the format is told by the content before the ending."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from policycmp.errors import ReadError
from policycmp.models import Document, Issue, Mask
from policycmp.readers.chrome import find_masks
from policycmp.readers.content import parse_format
from policycmp.readers.doc import read_doc, read_rtf
from policycmp.readers.docx import read_docx
from policycmp.readers.files import load_bytes
from policycmp.readers.html import read_html
from policycmp.readers.inputs import Input, find_inputs, shown_path
from policycmp.readers.markdown import read_markdown
from policycmp.readers.mht import read_mht
from policycmp.readers.pdf import read_pdf
from policycmp.readers.plain import read_plain
from policycmp.readers.reading import Raw, Reader, Reading

__all__ = ["READERS", "Input", "find_inputs", "read_document"]

MOST_CHARACTERS = 1_000_000

READERS: dict[str, Reader] = {
    "txt": read_plain,
    "md": read_markdown,
    "html": read_html,
    "mht": read_mht,
    "docx": read_docx,
    "doc": read_doc,
    "rtf": read_rtf,
    "pdf": read_pdf,
}


def read_document(source: Input, *, encoding: str | None = None) -> Document:
    """Read one input as text, with the stretches that are no part of the plan masked.

    Args:
        source: the input.
        encoding: the encoding of its bytes where the user names it; binary formats know their own.

    Returns:
        The document; its issues name damage and doubts.

    Raises:
        ReadError: nothing could be read; the message names the path, the reason and the mend on one line.
    """
    try:
        content = load_bytes(source)
        raw = Raw(content, Path(source.path).suffix.lower(), encoding)
        kind = parse_format(raw)
        reading = READERS[kind](raw)
        _refuse_unusable(reading)
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


def _refuse_unusable(reading: Reading) -> None:
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
