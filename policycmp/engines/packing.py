"""Objects ↔ bytes, for the way to another process and back."""

from __future__ import annotations

import gc
import pickle
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def pack(data: object) -> bytes:
    """Write an object as bytes."""
    return pickle.dumps(data, pickle.HIGHEST_PROTOCOL)


def unpack(content: bytes) -> Any:
    """Read an object back; only bytes that one of our own processes wrote."""
    with _no_collection():
        return pickle.loads(content)  # noqa: S301 - our own process wrote it


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from searching, again and again, what is only being built."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
