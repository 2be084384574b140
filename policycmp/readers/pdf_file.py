"""A PDF, opened with care: it may be cut, encrypted, only pictures, or made to fill the memory."""

from __future__ import annotations

import io
import logging
import re
import zlib
from typing import TYPE_CHECKING, Any

from policycmp.errors import ReadError
from policycmp.overtime import within

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 1000
MOST_FIGURES = 4_000
MOST_SECONDS_TO_OPEN = 5
MOST_STREAM_BYTES = 64 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image")
# Names may be shortened, and any of their letters written as #61.
_TWICE_PACKED = re.compile(rb"/F(?:ilter)?\s*\[[^\]]*/(?:Fl|LZW|RunL|RL)[^\]]*/(?:Fl|LZW|RunL|RL)")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_DICTIONARY_BYTES = 400
_ENCRYPTED = "is encrypted; open it with its password and save it without"
_DAMAGED = "is cut off or damaged; download or save it again"


def open_pdf(content: bytes) -> tuple[Any, bool]:
    """Open a PDF with pdfplumber, after a repair where it is damaged.

    Returns:
        The document, and whether it had to be repaired.

    Raises:
        ReadError: it is encrypted, beyond repair, too long, or packed so that it would fill the memory.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    _refuse_bombs(content)
    repaired = False
    try:
        document = _open(content)
    except ReadError as error:
        if str(error) != _DAMAGED:
            raise
        document, repaired = _open(_repaired(content)), True
    if len(document.pages) > MOST_PAGES:
        raise ReadError(f"has more than {MOST_PAGES} pages, which no plan has; give the plan alone")
    return document, repaired


def lay_out(page: Any) -> None:
    """Draw a page, within bounds: a form may draw ten others, each of which draws ten others again.

    Raises:
        ReadError: the page draws more than any page shows.
    """
    from pdfminer.pdfinterp import PDFPageInterpreter  # noqa: PLC0415 - heavy
    from pdfplumber.page import PDFPageAggregatorWithMarkedContent  # noqa: PLC0415 - heavy

    class Device(PDFPageAggregatorWithMarkedContent):
        drawn = 0

        def begin_figure(self, *arguments: Any) -> None:
            self.drawn += 1
            if self.drawn > MOST_FIGURES:
                raise ReadError(f"has a page of more than {MOST_FIGURES} figures; do not trust it")
            super().begin_figure(*arguments)

    device = Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    # pdfplumber draws a page where this is not set, and leaves no other way to bound that.
    page._layout = device.get_result()  # noqa: SLF001


def _open(content: bytes) -> Any:
    import pdfplumber  # noqa: PLC0415 - heavy

    try:
        # References that lead in circles, and tables of nothing, are met here.
        with within(MOST_SECONDS_TO_OPEN):
            document = pdfplumber.open(io.BytesIO(content))
            pages = len(document.pages)
    except MemoryError:
        raise
    except Exception as error:
        raise ReadError(_ENCRYPTED if _is_encrypted(error) else _DAMAGED) from error
    if not pages:
        raise ReadError(_DAMAGED)
    return document


def _is_encrypted(error: BaseException) -> bool:
    causes = [error, *error.args, error.__cause__, error.__context__]
    return any(re.search("Password|Encryption", type(cause).__name__) for cause in causes)


def _repaired(content: bytes) -> bytes:
    """Let PDFium, which is laxer, find what is left of the file and write it anew."""
    import pypdfium2  # noqa: PLC0415 - heavy

    target = io.BytesIO()
    try:
        document = pypdfium2.PdfDocument(content)
        document.save(target)
        document.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError(_ENCRYPTED if "password" in str(error).lower() else _DAMAGED) from error
    return target.getvalue()


def _refuse_bombs(content: bytes) -> None:
    """Refuse a file of which one part unpacks to more than any page needs; pdfminer unpacks without a bound."""
    if any(twice or _unpacks_too_far(start, content) for start, twice in _streams(content)):
        size = MOST_STREAM_BYTES // 1024 // 1024
        raise ReadError(f"has a part that unpacks to more than {size} MB; do not trust it")


def _streams(content: bytes) -> Iterator[tuple[int, bool]]:
    """Give where each part starts that is no picture, and whether it is packed twice."""
    for match in _STREAM.finditer(content):
        before = content[max(0, match.start() - _DICTIONARY_BYTES) : match.start()]
        # The dictionary of the object before may stand in front; only this one's counts.
        dictionary = _HEX.sub(lambda name: bytes([int(name[1], 16)]), before.rpartition(b" obj")[2])
        if not _PICTURE.search(dictionary):
            yield match.end(), bool(_TWICE_PACKED.search(dictionary))


def _unpacks_too_far(start: int, content: bytes) -> bool:
    unpacker = zlib.decompressobj()
    size = 0
    packed = memoryview(content)[start:]
    step = 64 * 1024
    try:
        for place in range(0, len(packed), step):
            piece = bytes(packed[place : place + step])
            while piece and size <= MOST_STREAM_BYTES:
                size += len(unpacker.decompress(piece, 16 * step))
                piece = unpacker.unconsumed_tail
            if unpacker.eof or size > MOST_STREAM_BYTES:
                break
    except zlib.error:
        return False
    return size > MOST_STREAM_BYTES
