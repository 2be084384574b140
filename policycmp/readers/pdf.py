"""PDF files: lines rejoined into paragraphs, without page headers, footers and page numbers, tables as rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from policycmp.errors import ReadError
from policycmp.models import Issue, Severity
from policycmp.readers.page_layout import Grid, Line, PrintedPage, page_lines
from policycmp.readers.paged_text import join_pages, name_pages
from policycmp.readers.pdf_file import lay_out, open_pdf
from policycmp.readers.reading import Reading

if TYPE_CHECKING:
    from policycmp.readers.reading import Raw

_LOST = "\ufffd"
_MOST_UNMAPPED = 0.3
_FEWEST_EDGES = 4  # a table has as many lines
_MOST_PRINTED_ON_A_SCAN = 40  # characters: a stamp of the archive, a page number
_FULL_PAGE = 0.5


def read_pdf(raw: Raw) -> Reading:
    """Read a PDF; a page that is a picture is taken as recognised where it was."""
    document, repaired = open_pdf(raw.content)
    pages = []
    issues = (
        [_warning("is damaged and was repaired; check that nothing is missing at its end")]
        if repaired
        else []
    )
    damaged: dict[str, list[int]] = defaultdict(list)
    pictures: list[int] = []
    for number, page in enumerate(document.pages, 1):
        lines: list[Line] = []
        try:
            if number in raw.recognised:
                lines = page_lines(raw.recognised[number])
            else:
                lay_out(page)
                lines = page_lines(_printed(page))
                if _is_picture(lines, page):
                    pictures.append(number)
            page.close()
        except (ReadError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - pdfminer lets errors of every kind through on damaged pages
            damaged[type(error).__name__].append(number)
        pages.append(lines)
    if not any(pages) and not pictures:
        _refuse_empty(damaged, recognised=bool(raw.recognised))
    issues += [
        _warning(f"{name_pages(numbers)} could not be read ({kind})") for kind, numbers in damaged.items()
    ]
    paged = join_pages(pages)
    issues += [*_doubts(paged.text), *paged.notes()]
    return Reading(paged.text, None, tuple(issues), lines=paged.lines, pictures=tuple(pictures))


def _printed(page: Any) -> PrintedPage:
    """Take what pdfplumber found: what is drawn upright, for watermarks stand aslant; and its ruled tables."""
    drawn = [each for each in page.chars if each["text"].strip() and each["size"] > 0]
    upright = [each for each in drawn if each["upright"]] or drawn
    # Bold print is imitated by drawing it twice.
    characters = list(
        {(each["text"], round(each["x0"]), round(each["top"])): each for each in upright}.values()
    )
    tables = page.find_tables() if len(page.edges) >= _FEWEST_EDGES else []
    grids = [Grid(table.bbox, tuple((row.bbox, tuple(row.cells)) for row in table.rows)) for table in tables]
    return PrintedPage(characters, grids, page.width)


def _is_picture(lines: list[Line], page: Any) -> bool:
    """Tell a scanned page; a number or a mark that was printed on it later does not make it text."""
    if sum(len(line.text) for line in lines) > _MOST_PRINTED_ON_A_SCAN:
        return False
    whole = page.width * page.height
    return any(
        (image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) >= _FULL_PAGE * whole or not lines
        for image in page.images
    )


def _warning(message: str) -> Issue:
    return Issue(Severity.WARNING, "read", message)


def _refuse_empty(damaged: dict[str, list[int]], *, recognised: bool) -> None:
    if recognised:
        raise ReadError("is a scan in which no letter could be recognised; scan it again, at 200 dpi or more")
    if damaged:
        kinds = ", ".join(sorted(damaged))
        raise ReadError(f"has no page that can be read ({kinds}); save it as .txt or .docx")
    raise ReadError("has pages without text; save it as .txt or .docx")


def _doubts(text: str) -> list[Issue]:
    lost = text.count(_LOST)
    if lost > _MOST_UNMAPPED * len(text):
        raise ReadError("has fonts that do not tell their characters; it needs OCR, then save it as .txt")
    if not lost:
        return []
    return [_warning(f"{lost} characters are drawn in fonts that do not tell them, and stand as {_LOST}")]
