"""OFD files (GB/T 33190-2016), the national format for documents: a zip of XML in which each letter has its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycmp.errors import ReadError
from policycmp.models import Issue, Severity
from policycmp.readers.docx_parts import DAMAGED, Package, child, local_name
from policycmp.readers.ofd_pages import OfdPage, join_part
from policycmp.readers.page_layout import Line, page_lines
from policycmp.readers.paged_text import join_pages, name_pages
from policycmp.readers.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.readers.reading import Raw

MOST_PAGES = 1000
_ROOT = "OFD.xml"
_ENCRYPTED = ("Encryptions.xml", "Encryption.xml", "decryptseed.dat")


def read_ofd(raw: Raw) -> Reading:
    """Read an OFD: what its pages show; signatures, attachments and notes on the pages are left alone."""
    pages: list[list[Line]] = []
    pictures: list[int] = []
    missing: list[int] = []
    for number, page in enumerate(open_pages(raw.content), 1):
        if page is None:
            missing.append(number)
            pages.append([])
        elif number in raw.recognised:
            pages.append(page_lines(raw.recognised[number]))
        else:
            pages.append(page_lines(page.printed()))
            if not pages[-1] and page.pictures():
                pictures.append(number)
    if not any(pages) and not pictures:
        raise ReadError("has pages without text; open it in an OFD viewer and save it as .pdf or .docx")
    issues = []
    if missing:
        issues.append(
            Issue(Severity.WARNING, "read", f"{name_pages(missing)} cannot be read: the file lacks them")
        )
    paged = join_pages(pages)
    return Reading(paged.text, None, (*issues, *paged.notes()), lines=paged.lines, pictures=tuple(pictures))


def open_pages(content: bytes) -> Iterator[OfdPage | None]:
    """Give the pages of all documents in an OFD, in order; None for one that the file lacks or that is damaged.

    Raises:
        ReadError: it is encrypted, cut, packed to fill the memory, or has more pages than a plan.
    """
    package = Package(content, _ROOT)
    if any(name.rpartition("/")[2] in _ENCRYPTED for name in package.names()):
        raise ReadError("is encrypted; open it with its password and save it without")
    count = 0
    for body in package.part(_ROOT):
        if local_name(body) != "DocBody":
            continue
        place = child(body, "DocRoot")
        root = join_part("", place.text if place is not None else None)
        if root not in package.names():
            raise ReadError(DAMAGED)
        document = package.part(root)
        for page in child(document, "Pages") or ():
            count += 1
            if count > MOST_PAGES:
                raise ReadError(f"has more than {MOST_PAGES} pages, which no plan has; give the plan alone")
            yield _open(package, root, document, page)


def _open(package: Package, root: str, document: Any, page: Any) -> OfdPage | None:
    name = join_part(root, page.get("BaseLoc"))
    if name not in package.names():
        return None
    try:
        return OfdPage(package, root, document, name, package.part(name))
    except ReadError as error:
        if str(error) != DAMAGED:
            raise
        return None
