"""One input as text, in whatever format, with what is no part of the plan masked."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from pathlib import Path

from policycmp.errors import ReadError
from policycmp.models import Document, Issue, Mask
from policycmp.readers.chrome import find_masks
from policycmp.readers.content import parse_format
from policycmp.readers.inputs import Input, load_bytes
from policycmp.readers.names import shown_path
from policycmp.readers.reading import READERS, Bounds, Raw, Reading, Recognition, refuse_unusable

__all__ = ["READERS", "Bounds", "Recognition", "read_document"]

_BOUNDS = Bounds()
# Read by parsers of others, whose memory and time only a process of their own can bound.
_APART = frozenset({"html", "mht", "docx", "odt", "pdf", "ofd", "picture"})


def read_document(
    source: Input,
    *,
    encoding: str | None = None,
    content: bytes | None = None,
    bounds: Bounds = _BOUNDS,
    recognition: Recognition | None = None,
) -> Document:
    """Read one input as text, with the stretches that are no part of the plan masked.

    Args:
        source: the input.
        encoding: the encoding of its bytes where the user names it; binary formats know their own.
        content: its bytes, where they are at hand already.
        bounds: the memory and time that reading it may take, recognition apart.
        recognition: how pages that are pictures are recognised, where the engine for that is installed.

    Returns:
        The document; its issues name damage and doubts.

    Raises:
        ReadError: nothing could be read; the message names the path, the reason and the mend on one line.
    """
    try:
        content = load_bytes(source) if content is None else content
        raw = Raw(content, Path(source.path).suffix.lower(), encoding)
        kind = parse_format(raw)
        reading = _read(kind, raw, bounds)
        if reading.pictures:
            from policycmp.readers.scans import read_pictures  # noqa: PLC0415 - few plans are scans

            reading = read_pictures(kind, raw, reading, partial(_read, kind, bounds=bounds), recognition)
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
        lines=reading.lines,
    )


def _read(kind: str, raw: Raw, bounds: Bounds) -> Reading:
    if kind not in _APART:
        return READERS[kind](raw)
    from policycmp.readers.apart import read_apart  # noqa: PLC0415 - plain texts need no process

    return read_apart(kind, raw, bounds)


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
