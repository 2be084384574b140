"""Pages that are pictures, recognised one by one, each apart and within its own bounds, and kept by their content."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.errors import ProgramFault, ReadError
from policycmp.models import Issue, Severity
from policycmp.readers.apart import recognise_apart
from policycmp.readers.kept_pages import KeptPages
from policycmp.readers.ocr_engine import can_recognise, engine_name
from policycmp.readers.paged_text import name_pages
from policycmp.readers.reading import Bounds, Recognition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policycmp.readers.page_layout import PrintedPage
    from policycmp.readers.reading import Raw, Reading

INSTALL = "`pip install 'policycmp[ocr]'` reads it"
# The engine takes a gigabyte for itself, and a page some ten seconds of two cores.
_BOUNDS = Bounds(megabytes=6144, seconds=300)


def read_pictures(
    kind: str, raw: Raw, reading: Reading, read: Callable[[Raw], Reading], recognition: Recognition | None
) -> Reading:
    """Read again a file of which some pages are pictures, with their letters recognised.

    Args:
        kind: `pdf`, `ofd` or `picture`.
        raw: the file.
        reading: what was read of it without.
        read: reads it anew.
        recognition: how.

    Returns:
        The reading; issues name the pages that stay unread.

    Raises:
        ReadError: nothing of the file is text, and nothing could be recognised.
    """
    has_text = bool(reading.text.strip())
    if not can_recognise():
        if not has_text:
            raise ReadError(f"is a {'picture' if kind == 'picture' else 'scan without text'}; {INSTALL}")
        return _without(reading, reading.pictures, INSTALL.replace("it", "them", 1))
    pages, refused = _recognised(kind, raw, reading.pictures, recognition or Recognition())
    if not pages and not has_text:
        raise ReadError(next(iter(refused.values())))
    whole = read(replace(raw, recognised=pages))
    if refused:
        whole = _without(whole, tuple(refused), next(iter(refused.values())))
    return replace(whole, pictures=())


def _without(reading: Reading, numbers: Sequence[int], reason: str) -> Reading:
    verb = "is a picture" if len(numbers) == 1 else "are pictures"
    issue = Issue(Severity.WARNING, "read", f"{name_pages(numbers)} {verb} and left out; {reason}")
    return replace(reading, issues=(*reading.issues, issue))


def _recognised(
    kind: str, raw: Raw, numbers: Sequence[int], recognition: Recognition
) -> tuple[dict[int, PrintedPage], dict[int, str]]:
    """Recognise pages, or recall them; give those that were, and why the others were not."""
    name = hashlib.sha256(raw.content).hexdigest()
    engine = engine_name().replace(" ", "-")
    kept = KeptPages(recognition.folder)
    pages: dict[int, PrintedPage] = {}
    refused: dict[int, str] = {}
    for done, number in enumerate(numbers, 1):
        page = kept.recall(f"{name}-{number}-{engine}")
        if page is None:
            if recognition.tell is not None:
                recognition.tell(done, len(numbers))
            try:
                page = recognise_apart(kind, raw, number, _BOUNDS)
            except (ReadError, ProgramFault) as error:
                refused[number] = str(error)
                continue
            kept.keep(f"{name}-{number}-{engine}", page)
        pages[number] = page
    return pages, refused
