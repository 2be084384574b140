"""Bytes → Document, one file a format; the format is told by the content before the ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.readers.inputs import Input, find_inputs, load_bytes
from policycmp.readers.names import STDIN, shown_path
from policycmp.readers.remote import is_url

if TYPE_CHECKING:
    from policycmp.readers.documents import READERS, Bounds, Recognition, read_document

__all__ = [
    "READERS",
    "STDIN",
    "Bounds",
    "Input",
    "Recognition",
    "find_inputs",
    "is_url",
    "load_bytes",
    "read_document",
    "shown_path",
]


def __getattr__(name: str) -> object:
    """Load what parses on first use: a run whose plans are remembered only needs their bytes."""
    if name not in {"Bounds", "READERS", "Recognition", "read_document"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from policycmp.readers import documents  # noqa: PLC0415 - on first use

    return getattr(documents, name)
