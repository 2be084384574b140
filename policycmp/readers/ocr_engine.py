"""Whether the engine that recognises pictures is installed, and which: asked at every start, so it loads nothing."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

ENGINE = "rapidocr"
_NEEDED = (ENGINE, "onnxruntime")


@cache
def can_recognise() -> bool:
    """Tell whether the engine is installed (`policycmp[ocr]`)."""
    return all(find_spec(name) is not None for name in _NEEDED)


def engine_name() -> str:
    """Name the engine with its version, as what is read depends on it; empty where none is installed."""
    from importlib.metadata import version  # noqa: PLC0415 - heavy

    return f"{ENGINE} {version(ENGINE)}" if can_recognise() else ""
