"""Which format a file has: by its content, and by its ending only where the content leaves it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.errors import ReadError
from policycmp.language import patterns as re

if TYPE_CHECKING:
    from policycmp.readers.reading import Raw

_HEAD_BYTES = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_EMPTY_ZIP = b"PK\x05\x06"
_CONVERT = "save it as .docx, .pdf or .txt"

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_NO_SCAN = "is a picture of a kind that no scanner makes; save it as .png, .jpg or .tif"
_ARCHIVE = "is an archive; unpack it and give the plans inside"
# What is met in folders of plans and holds no text that could be read: how it begins, and what to say of it.
_UNREADABLE = (
    (b"GIF8", _NO_SCAN),
    (b"AT&TFORM", _NO_SCAN),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"\x7fELF", "is a program, not a plan"),
    (b"SQLite format 3\0", "is a database; export the plan as text"),
    (b"CAJ\0", f"is a CAJ file, which is not supported; {_CONVERT}"),
    (b"HN\0\0", f"is a CAJ file, which is not supported; {_CONVERT}"),
    (b"KDH ", f"is a CAJ file, which is not supported; {_CONVERT}"),
)
# The streams of an OLE file tell which program wrote it; their names stand in it as UTF-16. A Word
# document may hold a workbook within, so its own stream is looked for first.
_OLE_WORD = "WordDocument"
_OLE_STREAMS = (
    ("EncryptedPackage", "is encrypted; open it with its password and save it without"),
    ("Workbook", f"is a workbook, not a document; {_CONVERT}"),
    ("PowerPoint Document", f"is a set of slides; {_CONVERT}"),
)
_ZIP_MEMBERS = (
    (b"xl/workbook", f"is a workbook, not a document; {_CONVERT}"),
    (b"ppt/presentation", f"is a set of slides; {_CONVERT}"),
    (b"opendocument", f"is an OpenDocument file of another kind than text; {_CONVERT}"),
    (b"epub", f"is an e-book, which is not supported; {_CONVERT}"),
)
_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
# Office saves pages as .doc too.
_PAGE_ENDINGS = {".html", ".htm", ".xhtml", ".shtml", ".doc"}
_TAG = re.compile(
    r"</?(?:html|head|body|meta|div|p|span|table|tr|td|br|script|h[1-6]|ul|li|a|font)\b[^<>]*>", re.IGNORECASE
)
_WORD_XML = re.compile(r"<\?mso-application|<w:wordDocument\b|<pkg:package\b")
_ARCHIVE_START = re.compile(
    r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE
)


def parse_format(raw: Raw) -> str:
    """Tell the format of a file: `txt`, `md`, `html`, `mht`, `docx`, `odt`, `doc`, `rtf`, `pdf`, `ofd` or `picture`.

    Raises:
        ReadError: it is of a kind that holds no text for us; the message says which and what to do.
    """
    content = raw.content
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(_OLE):
        return _parse_ole(content)
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return _parse_zip(content, raw.ending)
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(_PICTURES):
        return "picture"
    _refuse_unreadable(content)
    return _parse_text(content, raw.ending)


def _parse_ole(content: bytes) -> str:
    if _OLE_WORD.encode("utf-16-le") in content:
        return "doc"
    for stream, reason in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            raise ReadError(reason)
    raise ReadError(f"is an OLE file without a Word document in it; {_CONVERT}")


def _parse_zip(content: bytes, ending: str) -> str:
    """Tell a zip by the names of its members, which stand in it as they are, even when its end is cut off."""
    if b"word/document" in content:
        return "docx"
    if b"application/vnd.oasis.opendocument.text" in content[:_HEAD_BYTES] or ending == ".odt":
        return "odt"
    if b"OFD.xml" in content:
        return "ofd"
    for member, reason in _ZIP_MEMBERS:
        if member in content:
            raise ReadError(reason)
    if ending == ".docx":
        return "docx"
    raise ReadError(_ARCHIVE)


def _refuse_unreadable(content: bytes) -> None:
    for magic, reason in _UNREADABLE:
        if content.startswith(magic):
            raise ReadError(reason)


def _parse_text(content: bytes, ending: str) -> str:
    # Tags are ASCII; in UTF-16 they have a NUL beside each letter.
    markup = content.replace(b"\0", b"").decode("ascii", "replace")
    head = markup[:_HEAD_BYTES].lstrip("\ufffd") if content.startswith(_BOMS) else markup[:_HEAD_BYTES]
    if _WORD_XML.search(head):
        raise ReadError("is Word's XML of 2003, which is not supported; open it in Word and save it as .docx")
    if _ARCHIVE_START.match(head):
        return "mht"
    if _PAGE_START.match(head):
        return "html"
    if ending in _PAGE_ENDINGS and _TAG.search(markup):
        return "html"
    return "md" if ending in {".md", ".markdown"} else "txt"
