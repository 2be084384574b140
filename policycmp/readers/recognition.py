"""The letters of a page that is a picture: found and recognised by RapidOCR, whose models come inside its package.

RapidOCR runs the PP-OCR models (Du et al. 2020, https://arxiv.org/abs/2009.09941) on the processor, offline.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from policycmp.readers.page_layout import Character, PrintedPage
from policycmp.readers.page_pictures import draw_page
from policycmp.readers.page_repair import straightened, swept
from policycmp.readers.ruled_lines import find_grids

if TYPE_CHECKING:
    from policycmp.readers.reading import Raw

_USUAL_HEIGHT = 0.6  # how much of the box round a line its letters take
_FEWEST_WIDE = 8
_UNSURE_SIZE = 0.45
_READ_WELL = 0.85  # letters that stand on their heads are guessed, with half that certainty
_LIKE_A_STOP = "Oo0°○"  # what a full stop is taken for where it stands on a line of its own
_FIRST_IDEOGRAPH = "\u2e80"


class _FoundLine(NamedTuple):
    """A line in a picture: its characters with their certainties and left and right sides, its upper and lower side."""

    characters: list[tuple[str, float, float, float]]
    top: float
    bottom: float


def recognise_page(kind: str, raw: Raw, number: int) -> PrintedPage:
    """Recognise the letters of a page.

    Args:
        kind: `pdf`, `ofd` or `picture`.
        raw: the file.
        number: of the page, from 1.

    Returns:
        The page, in points, set straight; each character with its certainty.

    Raises:
        ReadError: the picture is damaged or larger than any page.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    image, scale = draw_page(kind, raw, number)
    pixels, lines = _upright(swept(np.asarray(image)))
    sizes = _sizes(lines)
    characters = [
        character
        for line, size in zip(lines, sizes, strict=True)
        for character in _characters(line, size, scale)
    ]
    return PrintedPage(characters, find_grids(pixels, scale), pixels.shape[1] / scale)


def _upright(pixels: Any) -> tuple[Any, list[_FoundLine]]:
    """Recognise a page as it lies; one that lies on its side or its head is turned until it is read best."""
    import numpy as np  # noqa: PLC0415 - heavy

    def turned(quarters: int) -> tuple[Any, Any]:
        page = straightened(np.ascontiguousarray(np.rot90(pixels, quarters)))
        return page, _engine()(page, use_cls=False, return_word_box=True, return_single_char_box=True)

    pages = [turned(0)]
    if _lies_on_its_side(pages[0][1]):
        pages += [turned(1), turned(3)]
    elif pages[0][1].txts and _certainty(pages[0][1]) < _READ_WELL:
        pages.append(turned(2))
    page, outcome = max(pages, key=lambda each: _certainty(each[1]))
    return page, _found_lines(outcome)


def _lies_on_its_side(outcome: Any) -> bool:
    if outcome.boxes is None:
        return False
    heights = [max(box[:, 1]) - min(box[:, 1]) for box in outcome.boxes]
    widths = [max(box[:, 0]) - min(box[:, 0]) for box in outcome.boxes]
    return bool(sum(heights) > sum(widths))


def _certainty(outcome: Any) -> float:
    """Give the mean certainty of the letters of a page."""
    letters = sum(map(len, outcome.txts or ()))
    certain = sum(
        len(text) * score for text, score in zip(outcome.txts or (), outcome.scores or (), strict=True)
    )
    return certain / letters if letters else 0.0


def _found_lines(outcome: Any) -> list[_FoundLine]:
    lines = []
    if outcome.boxes is None or not outcome.txts:
        return []
    for box, words in zip(outcome.boxes, outcome.word_results, strict=True):
        characters = [
            (text, float(sure), float(min(x for x, _ in corners)), float(max(x for x, _ in corners)))
            for text, sure, corners in words
            if text.strip() and corners
        ]
        if len(characters) == 1 and characters[0][0] in _LIKE_A_STOP:
            characters = [("。", *characters[0][1:])]
        if characters:
            lines.append(_FoundLine(characters, float(min(box[:, 1])), float(max(box[:, 1]))))
    return lines


def _characters(line: _FoundLine, size: float, scale: float) -> list[Character]:
    """Place the characters of a line in points; where one ends is not measured, so each reaches to the next."""
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


def _sizes(lines: list[_FoundLine]) -> list[float]:
    """Measure the letters of each line, in pixels: ideographs are square, so their steps tell where there are enough.

    The box round a line is a poor measure: a short line takes the usual size of the page where that is near.
    """
    from statistics import median  # noqa: PLC0415 - heavy

    by_steps = [median(steps) if len(steps := _steps(line)) >= _FEWEST_WIDE else None for line in lines]
    known = [size for size in by_steps if size]
    usual = median(known) if known else None
    sizes = []
    for line, size in zip(lines, by_steps, strict=True):
        by_box = _USUAL_HEIGHT * (line.bottom - line.top)
        is_usual = usual is not None and abs(by_box - usual) <= _UNSURE_SIZE * usual
        sizes.append(size or (usual if is_usual and usual else by_box))
    return sizes


def _steps(line: _FoundLine) -> list[float]:
    """List the steps from ideograph to ideograph."""
    return [
        after[2] - before[2]
        for before, after in zip(line.characters, line.characters[1:], strict=False)
        if before[0] >= _FIRST_IDEOGRAPH and after[0] >= _FIRST_IDEOGRAPH
    ]


@cache
def _engine() -> Any:
    """Start the engine; what it is not sure of is kept too, with its certainty."""
    logging.disable(logging.CRITICAL)
    from rapidocr import RapidOCR  # noqa: PLC0415 - very heavy

    return RapidOCR(params={"Global.text_score": 0.0, "Global.log_level": "critical"})
