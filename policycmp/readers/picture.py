"""Pictures of pages (.png, .jpg, .tif): their text is what recognition finds in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.errors import ReadError
from policycmp.readers.page_layout import page_lines
from policycmp.readers.page_pictures import count_frames
from policycmp.readers.paged_text import join_pages
from policycmp.readers.reading import Reading

if TYPE_CHECKING:
    from policycmp.readers.reading import Raw


def read_picture(raw: Raw) -> Reading:
    """Read a picture, as far as its frames were recognised; the others are named as pictures."""
    frames = range(1, count_frames(raw.content) + 1)
    pages = [page_lines(raw.recognised[number]) if number in raw.recognised else [] for number in frames]
    pictures = tuple(number for number in frames if number not in raw.recognised)
    if not any(pages) and not pictures:
        raise ReadError(
            "is a picture in which no letter could be recognised; scan it again, at 200 dpi or more"
        )
    paged = join_pages(pages)
    return Reading(paged.text, None, tuple(paged.notes()), lines=paged.lines, pictures=pictures)
