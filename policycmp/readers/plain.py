"""Text files as they are: every offset of a result is an offset into the decoded file."""

from __future__ import annotations

from policycmp.errors import ReadError
from policycmp.language import patterns as re
from policycmp.readers.encoding import decode
from policycmp.readers.file_bytes import refuse_size
from policycmp.readers.reading import Raw, Reading

MOST_TEXT_BYTES = 8 * 1024 * 1024
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01


def read_plain(raw: Raw) -> Reading:
    """Read a text file."""
    refuse_size(len(raw.content), MOST_TEXT_BYTES)
    decoded = decode(raw.content, raw.encoding)
    refuse_controls(decoded.text)
    return Reading(decoded.text, decoded.encoding, decoded.issues)


def refuse_controls(text: str) -> None:
    """Refuse what decodes and yet is no text: control characters stand in no plan."""
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise ReadError("is full of control characters, so it is no text; give the document itself")
