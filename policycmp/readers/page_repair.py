"""The picture of a page before it is recognised: set straight, and swept of the specks that a bad copy leaves."""

from __future__ import annotations

from typing import Any

_STEEPEST = 4.0  # degrees
_COARSE, _FINE = 0.5, 0.1
_SLIGHT = 0.15  # degrees that do no harm
_WIDTH_TO_MEASURE = 900  # pixels
_SPECK = 4  # pixels of ink, fewer than the dot of any letter
_FEWEST_SPECKS = 1500
_MOSTLY = 0.5  # of all pieces of ink


def straightened(pixels: Any) -> Any:
    """Turn a page that lies a few degrees aslant, as its lines of text tell (Postl's projection profile, 1986).

    Args:
        pixels: an RGB image as an array.

    Returns:
        The page set straight, of the same size; the same array where it lies straight.
    """
    import cv2  # noqa: PLC0415 - heavy

    angle = _angle(pixels)
    if abs(angle) < _SLIGHT:
        return pixels
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(
        pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )


def _angle(pixels: Any) -> float:
    """Find the turn at which ink gathers most in rows."""
    import cv2  # noqa: PLC0415 - heavy
    import numpy as np  # noqa: PLC0415 - heavy

    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    shrunk = min(1.0, _WIDTH_TO_MEASURE / gray.shape[1])
    gray = cv2.resize(gray, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    _, ink = cv2.threshold(gray, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    height, width = ink.shape

    def gathered(angle: float) -> float:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        rows = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1, dtype=float)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    coarse = max(
        np.arange(-_STEEPEST, _STEEPEST + _COARSE, _COARSE), key=lambda each: (gathered(each), -abs(each))
    )
    fine = np.arange(coarse - _COARSE, coarse + _COARSE + _FINE / 2, _FINE)
    return float(max(fine, key=lambda each: (gathered(each), -abs(each))))


def swept(pixels: Any) -> Any:
    """Take away specks where a page is strewn with them; letters lose a little edge, so a clean page stays as it is.

    Args:
        pixels: an RGB image as an array.
    """
    import cv2  # noqa: PLC0415 - heavy

    _, ink = cv2.threshold(
        cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU
    )
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    specks = int((stats[:, cv2.CC_STAT_AREA] <= _SPECK).sum())
    return cv2.medianBlur(pixels, 3) if specks >= max(_FEWEST_SPECKS, _MOSTLY * count) else pixels
