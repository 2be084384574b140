"""Open a REFI-QDA project that comes from elsewhere: it may be cut, made to fill the memory, or reach outside.

What is refused is told on one line; positions are those of the texts in the project.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from policycmp.errors import ReadError, UsageError
from policycmp.exchange.qdpx import INTERNAL, QDE
from policycmp.models import Span
from policycmp.readers.docx_parts import local_name
from policycmp.readers.packed_members import MOST_RATIO, UnpackingReasons, refuse_tight, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 96 * 1024 * 1024
MOST_MEMBERS = 20_000
# Of one text: matching takes time with the square of them.
MOST_CODINGS = 10_000


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A code of a project: its guid, and its name behind those of the codes above it, outermost first."""

    guid: str
    path: tuple[str, ...]
    above: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class ProjectSource:
    """A text of a project and what is coded of it: spans with the guids of their codes; None where it has no text."""

    guid: str
    name: str
    text: str | None
    codings: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A project as its file says it."""

    codes: tuple[ProjectCode, ...]
    sources: tuple[ProjectSource, ...]


def is_project(path: Path) -> bool:
    """Tell whether a path is the file of a REFI-QDA project."""
    return path.suffix.lower() == ".qdpx" and path.is_file()


def open_project(path: Path) -> ProjectFile:
    """Read a project.

    Args:
        path: the `.qdpx`.

    Returns:
        Its codes and its texts with their codings, in the order of the file.

    Raises:
        UsageError: it cannot be read, or must not be trusted; the message names the file and the reason.
    """
    try:
        return _Reader(path).project()
    except ReadError as error:
        raise UsageError(f"{path}: {error}") from None


class _Reader:
    """Reads the members of one file, counting what is unpacked."""

    def __init__(self, path: Path) -> None:
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ReadError(f"is larger than {MOST_BYTES >> 20} MB, which no project of texts is")
            self._archive = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
        except OSError as error:
            raise ReadError(f"cannot be read: {error.strerror or error}") from None
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise ReadError("is no project, or is cut off; export it again") from None
        self._members = {info.filename: info for info in self._archive.infolist()}
        self._unpacked = 0
        if len(self._members) > MOST_MEMBERS:
            raise ReadError(f"holds more than {MOST_MEMBERS} files; do not trust it")
        for name in self._members:
            parts = PurePosixPath(name.replace("\\", "/"))
            if parts.is_absolute() or ".." in parts.parts or ":" in name:
                raise ReadError(f"names a file outside of itself ({name[:60]!r}); do not trust it")

    def project(self) -> ProjectFile:
        """Read the codes and the sources."""
        root = self._root()
        if local_name(root) != "Project":
            raise ReadError(f"its {QDE} is no REFI-QDA project; export it again")
        codes: list[ProjectCode] = []
        sources: list[ProjectSource] = []
        for part in root:
            if local_name(part) == "CodeBook":
                codes += [code for group in part for code in _codes(group, (), ())]
            elif local_name(part) == "Sources":
                sources += [self._source(one) for one in part if local_name(one) == "TextSource"]
        return ProjectFile(tuple(codes), tuple(sources))

    def _root(self) -> Any:
        name = next(
            (name for name in self._members if name.lower().endswith(".qde") and "/" not in name), None
        )
        if name is None:
            raise ReadError(f"has no {QDE}; export it as a REFI-QDA project")
        content = self._load(name)
        from lxml import etree  # noqa: PLC0415 - heavy

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, load_dtd=False
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError:
            declares = b"<!ENTITY" in content or b"<!DOCTYPE" in content
            raise ReadError(
                self._declared if declares else f"its {name} is no XML; export it again"
            ) from None
        if root.getroottree().docinfo.doctype:
            raise ReadError(self._declared)
        return root

    _declared = "declares a document type or entities, which no project does; do not trust it"

    def _load(self, name: str) -> bytes:
        info = self._members[name]
        reasons = UnpackingReasons(
            packing=f"its {name} is packed in a way that few programs know; export it again",
            encrypted="is encrypted; export it without a password",
            damaged=f"its {name} is damaged; export it again",
            tight=f"its {name} is packed more than {MOST_RATIO} times; do not trust it",
        )
        content = unpack(self._archive, info, MOST_BYTES - self._unpacked, reasons)
        self._unpacked += len(content)
        if self._unpacked > MOST_BYTES:
            raise ReadError(f"unpacks to more than {MOST_BYTES >> 20} MB; do not trust it")
        refuse_tight(len(content), info, reasons)
        return content

    def _source(self, element: Any) -> ProjectSource:
        codings = [
            (span, code)
            for selection in element
            if local_name(selection) == "PlainTextSelection" and (span := _span(selection)) is not None
            for code in _targets(selection)
        ]
        if len(codings) > MOST_CODINGS:
            raise ReadError(f"has a text with more than {MOST_CODINGS} codings; do not trust it")
        return ProjectSource(
            normal_guid(element.get("guid", "")), element.get("name", ""), self._text(element), tuple(codings)
        )

    def _text(self, element: Any) -> str | None:
        """Give the plain text of a source: a member of the file, or what stands in the XML itself."""
        path = element.get("plainTextPath", "")
        if path.startswith(INTERNAL):
            wanted = path.removeprefix(INTERNAL).lower()
            for name in self._members:
                folder, _, own = name.rpartition("/")
                if own.lower() == wanted and folder.lower() in {"sources", ""}:
                    try:
                        return self._load(name).decode("utf-8-sig")
                    except UnicodeDecodeError:
                        return None
        inline = next((child for child in element if local_name(child) == "PlainTextContent"), None)
        return None if inline is None else inline.text or ""


def _codes(element: Any, names: tuple[str, ...], guids: tuple[str, ...]) -> Iterator[ProjectCode]:
    """Give the codes under an element, each behind the one that it stands under."""
    for child in element if local_name(element) == "Codes" else [element]:
        if local_name(child) != "Code":
            continue
        own = normal_guid(child.get("guid", ""))
        path = (*names, child.get("name", ""))
        yield ProjectCode(own, path, guids)
        for below in child:
            yield from _codes(below, path, (*guids, own))


def _span(selection: Any) -> Span | None:
    start, end = selection.get("startPosition", ""), selection.get("endPosition", "")
    if not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal()):
        return None
    span = Span(int(start[:12]), int(end[:12]))
    return span if span.start < span.end else None


def _targets(selection: Any) -> Iterator[str]:
    for coding in selection:
        for reference in coding if local_name(coding) == "Coding" else ():
            if local_name(reference) == "CodeRef":
                yield normal_guid(reference.get("targetGUID", ""))


def normal_guid(text: str) -> str:
    """Write a guid as this program does: capitals, without braces."""
    return text.strip("{} ").upper()
