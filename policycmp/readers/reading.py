"""The readers by format, and what passes between their parts: bytes of a file, the text that is made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from policycmp.errors import ReadError
from policycmp.models import PageLines

if TYPE_CHECKING:
    from pathlib import Path

    from policycmp.models import Issue, Mask
    from policycmp.readers.page_layout import PrintedPage

MOST_CHARACTERS = 1_000_000
_NO_PAGES = PageLines()


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one input, with the encoding that the user named and the ending of its name (`.txt`).

    `recognised` are its pages, from 1, that are pictures, where their letters were recognised.
    """

    content: bytes
    ending: str = ""
    encoding: str | None = None
    recognised: Mapping[int, PrintedPage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one input as its format's reader gives it; `encoding` is None where the format fixes it.

    `masks` are stretches that the format itself tells to be no part of the plan, such as a table of contents,
    `lines` where it stands on pages, and `pictures` the pages, from 1, that only recognition could read.
    """

    text: str
    encoding: str | None = None
    issues: tuple[Issue, ...] = ()
    masks: tuple[Mask, ...] = ()
    lines: PageLines = _NO_PAGES
    pictures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """How pictures are recognised: `folder` keeps each page once it was, `tell` hears which of how many is next."""

    folder: Path | None = None
    tell: Callable[[int, int], None] | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may take while it is read."""

    megabytes: int = 256
    seconds: int = 50


Reader = Callable[[Raw], Reading]


def _reader(module: str, function: str) -> Reader:
    """Give a reader whose module is imported when the first file of its format is met: most runs meet one or two."""

    def read(raw: Raw) -> Reading:
        reader: Reader = getattr(import_module(f"{__package__}.{module}"), function)
        return reader(raw)

    return read


READERS: dict[str, Reader] = {
    "txt": _reader("plain", "read_plain"),
    "md": _reader("markdown", "read_markdown"),
    "html": _reader("html", "read_html"),
    "mht": _reader("mht", "read_mht"),
    "docx": _reader("docx", "read_docx"),
    "odt": _reader("odt", "read_odt"),
    "doc": _reader("doc", "read_doc"),
    "rtf": _reader("doc", "read_rtf"),
    "pdf": _reader("pdf", "read_pdf"),
    "ofd": _reader("ofd", "read_ofd"),
    "picture": _reader("picture", "read_picture"),
}


def refuse_unusable(reading: Reading) -> None:
    """Refuse a reading without text, unless there are pictures to recognise, or with more than a plan has."""
    if reading.pictures:
        return
    if not reading.text.strip("\ufeff\u200b \t\n\r\f\v\u3000\xa0"):
        raise ReadError("holds no text; save the plan again")
    if len(reading.text) > MOST_CHARACTERS:
        count = MOST_CHARACTERS // 1_000_000
        raise ReadError(
            f"holds more than {count} million characters, which no plan does; give the plan alone"
        )
