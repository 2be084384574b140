"""The picture of a page: a page of a PDF drawn, a frame of an image file; within bounds, for a bomb unpacks far."""

from __future__ import annotations

import io
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from policycmp.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.readers.reading import Raw

MOST_FRAMES = 1000
MOST_PIXELS = 50_000_000
# A scan of 200 dpi is read as well as one of 300, in half the time.
DOTS_PER_INCH = 200
_MOST_SIDE = 3500  # pixels, of what is recognised
_POINTS_PER_INCH = 72
_A4_POINTS = 595
_PLAUSIBLE_DOTS = (60, 1300)
_DAMAGED = "is a picture that is cut off or damaged; scan or save it again"


def count_frames(content: bytes) -> int:
    """Count the frames of an image file: a fax or a scanner writes the pages of a document into one.

    Raises:
        ReadError: it is damaged, or has more frames than a plan has pages.
    """
    with _opened(content) as image:
        frames = int(getattr(image, "n_frames", 1))
    if frames > MOST_FRAMES:
        raise ReadError(f"has more than {MOST_FRAMES} pages, which no plan has; give the plan alone")
    return frames


def draw_page(kind: str, raw: Raw, number: int) -> tuple[Any, float]:
    """Give a page as a picture.

    Args:
        kind: `pdf`, `ofd` or `picture`.
        raw: the file.
        number: of the page or frame, from 1.

    Returns:
        An RGB image of Pillow, and how many of its pixels make a point.

    Raises:
        ReadError: it is damaged or larger than any page.
    """
    image, scale = _DRAWN[kind](raw.content, number)
    shrunk = min(1.0, _MOST_SIDE / max(image.size))
    if shrunk < 1:
        image = image.resize([max(1, round(side * shrunk)) for side in image.size])
    return image, scale * shrunk


def _drawn(content: bytes, number: int) -> tuple[Any, float]:
    import pypdfium2  # noqa: PLC0415 - heavy

    try:
        document = pypdfium2.PdfDocument(content)
        page = document[number - 1]
        scale = min(DOTS_PER_INCH / _POINTS_PER_INCH, _MOST_SIDE / max(1, *page.get_size()))
        image = page.render(scale=scale).to_pil().convert("RGB")
        document.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError(_DAMAGED) from error
    return image, scale


def _shown(content: bytes, number: int) -> tuple[Any, float]:
    """Take the picture that fills a page of an OFD."""
    from policycmp.readers.ofd import open_pages  # noqa: PLC0415 - heavy

    page = next(islice(open_pages(content), number - 1, None))
    picture = page.picture() if page else None
    if picture is None:
        raise ReadError(_DAMAGED)
    image, _ = _frame(picture[0], 1)
    return image, image.size[0] / picture[1]


def _frame(content: bytes, number: int) -> tuple[Any, float]:
    from PIL import ImageOps  # noqa: PLC0415 - heavy

    with _opened(content) as image:
        try:
            image.seek(number - 1)
            # A telephone writes beside the picture how it was held.
            frame = _on_white(ImageOps.exif_transpose(image))
        except MemoryError:
            raise
        except Exception as error:
            raise ReadError(_DAMAGED) from error
        dots = _dots_per_inch(image)
    return frame, dots / _POINTS_PER_INCH if dots else frame.size[0] / _A4_POINTS


def _on_white(image: Any) -> Any:
    """Put a picture with clear parts on white paper: they would turn black."""
    from PIL import Image  # noqa: PLC0415 - heavy

    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(paper, clear).convert("RGB")


def _dots_per_inch(image: Any) -> float | None:
    """Read the resolution that a scanner wrote into its file; None where there is none that a page could have."""
    dots = image.info.get("dpi", (0,))[0]
    low, high = _PLAUSIBLE_DOTS
    return float(dots) if low <= dots <= high else None


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    """Open an image file, bounded."""
    from PIL import Image  # noqa: PLC0415 - heavy

    Image.MAX_IMAGE_PIXELS = None  # bounded here, in our words
    try:
        image = Image.open(io.BytesIO(content))
    except MemoryError:
        raise
    except Exception as error:
        raise ReadError(_DAMAGED) from error
    with image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            millions = MOST_PIXELS // 1_000_000
            raise ReadError(
                f"has more than {millions} million pixels, which no page needs; scan it at 200 dpi"
            )
        yield image


_DRAWN = {"pdf": _drawn, "ofd": _shown, "picture": _frame}
