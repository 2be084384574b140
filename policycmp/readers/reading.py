"""The readers by format, and what passes between their parts: bytes of a file, the text that is made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from policycmp.errors import ReadError
from policycmp.models import PageLines

if TYPE_CHECKING:
    from policycmp.models import Issue, Mask

MOST_CHARACTERS = 1_000_000
_NO_PAGES = PageLines()


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one input, with the encoding that the user named and the ending of its name (`.txt`)."""

    content: bytes
    ending: str = ""
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one input as its format's reader gives it; `encoding` is None where the format fixes it.

    `masks` are stretches that the format itself tells to be no part of the plan, such as a table of contents, and
    `lines` where it stands on pages.
    """

    text: str
    encoding: str | None = None
    issues: tuple[Issue, ...] = ()
    masks: tuple[Mask, ...] = ()
    lines: PageLines = _NO_PAGES


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
}


def refuse_unusable(reading: Reading) -> None:
    """Refuse a reading without text, or with more than a plan has."""
    if not reading.text.strip("\ufeff\u200b \t\n\r\f\v\u3000\xa0"):
        raise ReadError("holds no text; save the plan again")
    if len(reading.text) > MOST_CHARACTERS:
        count = MOST_CHARACTERS // 1_000_000
        raise ReadError(
            f"holds more than {count} million characters, which no plan does; give the plan alone"
        )
