"""Objects ↔ bytes, for the way to another process and back."""

from __future__ import annotations

import pickle
from typing import Any

from policycmp.models.garbage import collecting_later


def pack(data: object) -> bytes:
    """Write an object as bytes."""
    return pickle.dumps(data, pickle.HIGHEST_PROTOCOL)


def unpack(content: bytes) -> Any:
    """Read an object back; only bytes that one of our own processes wrote."""
    with collecting_later():
        return pickle.loads(content)  # noqa: S301 - our own process wrote it
