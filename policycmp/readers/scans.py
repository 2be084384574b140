"""Pages that are pictures, recognised one by one, each apart and within its own bounds, and kept by their content."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policycmp.errors import ProgramFault, ReadError
from policycmp.models import Issue, Severity
from policycmp.readers.apart import Bounds, recognise_apart
from policycmp.readers.paged_text import name_pages
from policycmp.readers.printed_pages import page_data, page_of
from policycmp.readers.recognition import ENGINE, can_recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from policycmp.readers.page_layout import PrintedPage
    from policycmp.readers.reading import Raw, Reading

INSTALL = "`pip install 'policycmp[ocr]'` reads it"
# The engine takes a gigabyte for itself, and a page some ten seconds of two cores.
_BOUNDS = Bounds(megabytes=6144, seconds=300)
_PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Recognition:
    """How pictures are recognised: `folder` keeps each page once it was, `tell` hears which of how many is next."""

    folder: Path | None = None
    tell: Callable[[int, int], None] | None = None


def engine_name() -> str:
    """Name the engine with its version, as what is read depends on it; empty where none is installed."""
    from importlib.metadata import version  # noqa: PLC0415 - heavy

    return f"{ENGINE} {version(ENGINE)}" if can_recognise() else ""


def read_pictures(
    kind: str, raw: Raw, reading: Reading, read: Callable[[Raw], Reading], recognition: Recognition | None
) -> Reading:
    """Read again a file of which some pages are pictures, with their letters recognised.

    Args:
        kind: `pdf` or `picture`.
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
    pages: dict[int, PrintedPage] = {}
    refused: dict[int, str] = {}
    for done, number in enumerate(numbers, 1):
        kept = _kept(recognition.folder, name, number)
        page = _recall(kept)
        if page is None:
            if recognition.tell is not None:
                recognition.tell(done, len(numbers))
            try:
                page = recognise_apart(kind, raw, number, _BOUNDS)
            except (ReadError, ProgramFault) as error:
                refused[number] = str(error)
                continue
            _keep(kept, page)
        pages[number] = page
    return pages, refused


def _kept(folder: Path | None, name: str, number: int) -> Path | None:
    """Name the file in which a page is kept: by the content of its file, its number and the engine."""
    if folder is None:
        return None
    engine = engine_name().replace(" ", "-")
    return folder / _PAGES / f"{name}-{number}-{engine}.json"


def _recall(kept: Path | None) -> PrintedPage | None:
    """Take a page as it was kept; what is damaged is as if it had never been there."""
    if kept is None:
        return None
    try:
        page = page_of(json.loads(kept.read_text("utf-8")))
        os.utime(kept)
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return page


def _keep(kept: Path | None, page: PrintedPage) -> None:
    """Keep a page; where the disk refuses, nothing is kept."""
    if kept is None:
        return
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = kept.with_suffix(f".{os.getpid()}.part")
        draft.write_text(json.dumps(page_data(page)), "utf-8")
        draft.replace(kept)
