"""Saved pages: the plan with the page's own title and header fields, and nothing of the site round it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from policycmp.errors import ReadError
from policycmp.language import patterns as re
from policycmp.language.text import fold
from policycmp.language.title_words import TEXTS
from policycmp.models import Issue, Severity
from policycmp.readers.encoding import decode
from policycmp.readers.file_bytes import refuse_size
from policycmp.readers.furniture import EMPTY_FIELD, HEADER
from policycmp.readers.page_body import count_prose, find_body
from policycmp.readers.page_lines import page_lines
from policycmp.readers.reading import Reading
from policycmp.readers.table_rows import CELL_GAP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.readers.reading import Raw

MOST_PAGE_BYTES = 16 * 1024 * 1024
_TITLE_NAMES = ("articletitle", "article_title", "og:title")
_TITLE_WORDS = re.compile(f"{TEXTS}|通知|决定|纲要|报告|条例|公告|通告|若干|實施|規劃|計劃")
_FIELD = HEADER[0][1]
_PUBLISHED = re.compile("发布(?:日期|时间)|公开日期|發佈")
_BLANK = re.compile(r"\s+")
_MARK = "\ue000here\ue000"
_TITLE_WITHIN = 600
_LONGEST_FIELD = 120
_LONGEST_VALUE = 60
_MUCH_OUTSIDE = 0.3
_SENTENCE_MARKS = 3


def read_html(raw: Raw) -> Reading:
    """Read a saved page, whatever charset it claims."""
    refuse_size(len(raw.content), MOST_PAGE_BYTES)
    decoded = decode(raw.content, raw.encoding)
    page = _parse(decoded.text)
    body, container = find_body(page)
    lines = page_lines(body)
    outside = _outside(page, body)
    head = [line for line in (_title(page, lines), *_fields(page, outside[0])) if line]
    issues = decoded.issues + tuple(_doubts(lines, [*outside[0], *outside[1]], container))
    return Reading("\n".join([*head, *lines]) + "\n", decoded.encoding, issues)


def _parse(text: str) -> Any:
    from lxml import etree  # noqa: PLC0415 - heavy

    # The text is handed over in an encoding of our own choice, so that no label in it counts.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        page = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise ReadError(f"is no page that can be parsed ({error}); save it as .txt") from error
    if page is None:
        raise ReadError("is a page without content; save it again")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError("is nested too deeply to be parsed as a whole; save it as .txt")
    return page


def _outside(page: Any, body: Any) -> tuple[list[str], list[str]]:
    """Take the lines of the page before the body and behind it; the body is emptied."""
    tail = body.tail
    body.clear()
    body.text, body.tail = _MARK, tail
    lines = page_lines(page)
    place = next((index for index, line in enumerate(lines) if _MARK in line), len(lines))
    return lines[:place], lines[place + 1 :]


def _title(page: Any, lines: list[str]) -> str | None:
    """Find the plan's title on the page where its text does not open with it."""
    opening = _BLANK.sub("", "".join(lines)[:_TITLE_WITHIN])
    names = {name: meta.get("content", "") for meta in page.iter("meta") for name in [_name(meta)]}
    titles = [names.get(name, "") for name in _TITLE_NAMES]
    titles += ["".join(element.itertext()) for tag in ("h1", "title") for element in page.iter(tag)]
    for title in (" ".join(title.split()) for title in titles):
        if _TITLE_WORDS.search(title):
            return None if _BLANK.sub("", title) in opening else title
    return None


def _name(meta: Any) -> str:
    return str(meta.get("name") or meta.get("property") or "").lower()


def _fields(page: Any, before: list[str]) -> list[str]:
    """Take the fields of the page header (its number, dates, issuer), one a line, each with its value."""
    cells = [cell.strip() for line in before for cell in line.split(CELL_GAP.strip())]
    fields = [field for pair in pairwise([*cells, ""]) if (field := _field(*pair))]
    published = next((meta.get("content", "") for meta in page.iter("meta") if _name(meta) == "pubdate"), "")
    if published and not any(map(_PUBLISHED.search, fields)):
        fields.append(f"发布日期：{published.strip()}")
    return list(dict.fromkeys(fields))


def _field(cell: str, following: str) -> str | None:
    """Write a field with its value, which may stand in the next cell or line."""
    if len(cell) > _LONGEST_FIELD or not _FIELD.search(fold(cell)):
        return None
    if not EMPTY_FIELD.search(fold(cell)):
        return cell
    return f"{cell.rstrip('：: ')}：{following}" if _is_value(following) else None


def _is_value(cell: str) -> bool:
    """Tell a field's value from the next field and from the title behind an empty one."""
    return 0 < len(cell) < _LONGEST_VALUE and not _FIELD.search(fold(cell)) and "关于" not in cell


def _doubts(lines: list[str], outside: list[str], container: str | None) -> Iterator[Issue]:
    text = _BLANK.sub("", "".join(lines))
    unread = [
        line for line in outside if count_prose(line) >= _SENTENCE_MARKS and _BLANK.sub("", line) not in text
    ]
    if sum(map(count_prose, unread)) > _MUCH_OUTSIDE * count_prose(text):
        count = sum(map(len, unread))
        place = f"the container {container}" if container else "the densest part of the page"
        message = (
            f"read {place}; {count} characters of prose outside it are left out, check whether they belong"
        )
        yield Issue(Severity.WARNING, "read", message)
