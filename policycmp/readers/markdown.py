"""Markdown files: their text without the marks of headings, emphasis, links and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Mask, Span
from policycmp.readers.plain import read_plain
from policycmp.readers.reading import Reading
from policycmp.readers.table_rows import CELL_GAP

if TYPE_CHECKING:
    from policycmp.readers.reading import Raw

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RULE = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$|^[ \t]*(?:```|~~~).*$")
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LINE_MARK = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)?")
_CLOSING_MARK = re.compile(r"[ \t]+#+[ \t]*$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|___|__|~~|`+)(?=\S)(.+?)(?<=\S)\1")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def read_markdown(raw: Raw) -> Reading:
    """Read a Markdown file."""
    reading = read_plain(raw)
    front = _FRONT_MATTER.match(reading.text)
    head = front.group() if front else ""
    body = _COMMENT.sub("", reading.text[len(head) :])
    lines = [text for line in body.split("\n") for text in _BREAK.sub("\n", _text(line)).split("\n")]
    masks = (Mask(Span(0, len(head.rstrip())), "front matter"),) if head else ()
    return Reading(head + "\n".join(lines), reading.encoding, reading.issues, masks)


def _text(line: str) -> str:
    if _RULE.match(line) or ("-" in line and _TABLE_RULE.match(line)):
        return ""
    line = _CLOSING_MARK.sub("", line[len(_mark(line)) :])
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    if line.lstrip().startswith("|") and line.rstrip().endswith("|"):
        line = CELL_GAP.join(cell.strip() for cell in line.strip()[1:-1].split("|"))
    for _ in range(2):
        line = _EMPHASIS.sub(r"\2", line)
    return _ESCAPE.sub(r"\1", _TAG.sub(lambda tag: tag.group() if _BREAK.match(tag.group()) else "", line))


def _mark(line: str) -> str:
    match = _LINE_MARK.match(line)
    return match.group() if match else ""
