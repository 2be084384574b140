"""The parts of an Office file, opened with care: it may be cut, encrypted, or made to fill the memory."""

from __future__ import annotations

import io
import zipfile
from posixpath import dirname, normpath
from posixpath import join as join_path
from typing import Any

from policycmp.errors import ReadError
from policycmp.readers.file_bytes import refuse_size
from policycmp.readers.packed_members import MOST_RATIO, UnpackingReasons, refuse_tight, unpack

MOST_PART_BYTES = 16 * 1024 * 1024
MOST_BYTES = 32 * 1024 * 1024
MOST_PARTS = 10_000
_DISTRUST = "do not trust it"
_MAIN = "word/document.xml"
_ENTITIES = "declares XML entities, which no office file does; do not trust it"
DAMAGED = "is cut off or damaged; download or save it again"
_REASONS = UnpackingReasons(
    packing=f"is packed in a way that no office file is; {_DISTRUST}",
    encrypted="is encrypted; open it with its password and save it without",
    damaged=DAMAGED,
    tight=f"has a part packed more than {MOST_RATIO} times, which no plan is; {_DISTRUST}",
)


class Package:
    """An Office file, by its parts; `main` is that of a Word file where the caller names no other."""

    def __init__(self, content: bytes, main: str | None = None) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except MemoryError:
            raise
        except Exception as error:
            raise ReadError(DAMAGED) from error
        self._names = set(self._archive.namelist())
        if len(self._names) > MOST_PARTS:
            raise ReadError(f"has more than {MOST_PARTS} parts, which no office file has; {_DISTRUST}")
        self._unpacked = 0
        self.main = main or self._target("_rels/.rels", "officeDocument") or _MAIN
        if main and main not in self._names:
            raise ReadError(DAMAGED)
        if self.main not in self._names:
            raise ReadError("is a zip without a Word document in it; save it as .docx again")

    def related(self, kind: str) -> Any | None:
        """Parse the part that the main part has a relation of this kind to (`styles`, `numbering`, `footnotes`)."""
        folder, _, name = self.main.rpartition("/")
        target = self._target(f"{folder}/_rels/{name}.rels", kind)
        return self.part(target) if target in self._names else None

    def names(self) -> set[str]:
        """Name the parts."""
        return self._names

    def part(self, name: str) -> Any:
        """Parse a part; give its root element."""
        content = self.content(name)
        from lxml import etree  # noqa: PLC0415 - heavy

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise ReadError(_ENTITIES if b"<!ENTITY" in content else DAMAGED) from error
        if root.getroottree().docinfo.doctype:
            raise ReadError(_ENTITIES)
        return root

    def content(self, name: str) -> bytes:
        """Give the bytes of a part, such as a picture."""
        """Unpack a part; count what all parts together take."""
        if name not in self._names:
            raise ReadError(DAMAGED)
        info = self._archive.getinfo(name)
        content = unpack(self._archive, info, MOST_PART_BYTES, _REASONS)
        refuse_size(len(content), MOST_PART_BYTES)
        self._unpacked += len(content)
        refuse_size(self._unpacked, MOST_BYTES)
        refuse_tight(len(content), info, _REASONS)
        return content

    def _target(self, relations: str, kind: str) -> str | None:
        if relations not in self._names:
            return None
        for relation in self.part(relations):
            if str(relation.get("Type", "")).endswith(f"/{kind}"):
                target = str(relation.get("Target", ""))
                base = dirname(dirname(relations))
                return target.lstrip("/") if target.startswith("/") else normpath(join_path(base, target))
        return None


def local_name(element: Any) -> str:
    """Give an element's name without its namespace: strict and transitional files differ in that only."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, *names: str) -> Any | None:
    """Follow a path of child names; give the element, or None where one is missing."""
    for name in names:
        element = (
            next((each for each in element if local_name(each) == name), None)
            if element is not None
            else None
        )
    return element


def value(element: Any | None, name: str = "val") -> str | None:
    """Give an attribute by its name without a namespace."""
    if element is None:
        return None
    return next((str(text) for key, text in element.attrib.items() if key.rpartition("}")[2] == name), None)


def is_on(element: Any | None) -> bool:
    """Tell whether a switch is set; one without a value is."""
    return element is not None and value(element) not in {"0", "false", "off", "none"}
