"""The letters of a page that is a picture: found and recognised by RapidOCR, whose models come inside its package.

RapidOCR runs the PP-OCR models (Du et al. 2020, https://arxiv.org/abs/2009.09941) on the processor, offline.
"""

from __future__ import annotations

import logging
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from policycmp.readers.page_layout import Character, PrintedPage
from policycmp.readers.page_pictures import draw_page
from policycmp.readers.ruled_lines import find_grids, straightened

if TYPE_CHECKING:
    from policycmp.readers.reading import Raw

ENGINE = "rapidocr"
_NEEDED = (ENGINE, "onnxruntime")
_HEIGHT_OF_BOX = 0.72  # how much of the box round a line its letters take
_FEWEST_WIDE = 3
_FIRST_IDEOGRAPH = "\u2e80"


class _FoundLine(NamedTuple):
    """A line in a picture: its characters with their certainties and left and right sides, its upper and lower side."""

    characters: list[tuple[str, float, float, float]]
    top: float
    bottom: float


def can_recognise() -> bool:
    """Tell whether the engine is installed (`policycmp[ocr]`)."""
    return all(find_spec(name) is not None for name in _NEEDED)


def recognise_page(kind: str, raw: Raw, number: int) -> PrintedPage:
    """Recognise the letters of a page.

    Args:
        kind: `pdf` or `picture`.
        raw: the file.
        number: of the page, from 1.

    Returns:
        The page, in points, set straight; each character with its certainty.

    Raises:
        ReadError: the picture is damaged or larger than any page.
    """
    import numpy  # noqa: PLC0415 - heavy

    image, scale = draw_page(kind, raw, number)
    pixels, lines = _upright(numpy.asarray(image))
    characters = [character for line in lines for character in _characters(line, scale)]
    return PrintedPage(characters, find_grids(pixels, scale), pixels.shape[1] / scale)


def _upright(pixels: Any) -> tuple[Any, list[_FoundLine]]:
    """Recognise a page as it lies; one that lies on its side or its head is turned and recognised again."""
    import numpy  # noqa: PLC0415 - heavy

    pixels = straightened(pixels)
    outcome = _engine()(pixels, return_word_box=True, return_single_char_box=True)
    if _lies_on_its_side(outcome):
        turned = [straightened(numpy.ascontiguousarray(numpy.rot90(pixels, turns))) for turns in (1, 3)]
        outcomes = [_engine()(each, return_word_box=True, return_single_char_box=True) for each in turned]
        pixels, outcome = max(zip(turned, outcomes, strict=True), key=lambda each: _certainty(each[1]))
    if _stands_on_its_head(outcome):
        pixels = numpy.ascontiguousarray(numpy.rot90(pixels, 2))
        outcome = _engine()(pixels, return_word_box=True, return_single_char_box=True)
    return pixels, _found_lines(outcome)


def _lies_on_its_side(outcome: Any) -> bool:
    if outcome.boxes is None:
        return False
    heights = [max(box[:, 1]) - min(box[:, 1]) for box in outcome.boxes]
    widths = [max(box[:, 0]) - min(box[:, 0]) for box in outcome.boxes]
    return sum(heights) > sum(widths)


def _stands_on_its_head(outcome: Any) -> bool:
    """Tell by the lines that are read from right to left: the engine turns each line, not the page."""
    ways = [line.characters[0][2] - line.characters[-1][2] for line in _found_lines(outcome)]
    return sum(ways) > 0


def _certainty(outcome: Any) -> float:
    return sum(len(text) * score for text, score in zip(outcome.txts or (), outcome.scores or (), strict=True))


def _found_lines(outcome: Any) -> list[_FoundLine]:
    lines = []
    for box, words in zip(() if outcome.boxes is None else outcome.boxes, outcome.word_results or (), strict=True):
        characters = [
            (text, float(sure), float(min(x for x, _ in corners)), float(max(x for x, _ in corners)))
            for text, sure, corners in words
            if text.strip() and corners
        ]
        if characters:
            lines.append(_FoundLine(characters, float(min(box[:, 1])), float(max(box[:, 1]))))
    return lines


def _characters(line: _FoundLine, scale: float) -> list[Character]:
    """Place the characters of a line in points; where one ends is not measured, so each reaches to the next."""
    size = _size(line)
    placed: list[Character] = []
    following = [left for _, _, left, _ in line.characters[1:]] + [line.characters[-1][3]]
    for (text, sure, left, right), after in zip(line.characters, following, strict=True):
        end = after if after - right < size else right
        placed.append(
            Character(
                text=text,
                x0=left / scale,
                x1=max(left, end) / scale,
                top=line.top / scale,
                bottom=line.bottom / scale,
                size=size / scale,
                sure=round(sure, 3),
            )
        )
    return placed


def _size(line: _FoundLine) -> float:
    """Measure the letters of a line, in pixels: by the width of its ideographs, which are square."""
    lefts = [left for text, _, left, _ in line.characters if text >= _FIRST_IDEOGRAPH]
    if len(lefts) < _FEWEST_WIDE:
        return _HEIGHT_OF_BOX * (line.bottom - line.top)
    steps = [
        after[2] - before[2]
        for before, after in zip(line.characters, line.characters[1:], strict=False)
        if before[0] >= _FIRST_IDEOGRAPH and after[0] >= _FIRST_IDEOGRAPH
    ]
    return median(steps) if steps else _HEIGHT_OF_BOX * (line.bottom - line.top)


@cache
def _engine() -> Any:
    """Start the engine; what it is not sure of is kept too, with its certainty."""
    logging.disable(logging.CRITICAL)
    from rapidocr import RapidOCR  # noqa: PLC0415 - very heavy

    return RapidOCR(params={"Global.text_score": 0.0, "Global.log_level": "critical"})
