"""Pages saved as one file (.mht), as browsers and Word write them."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.errors import ReadError
from policycmp.readers.html import read_html

if TYPE_CHECKING:
    from policycmp.readers.reading import Raw, Reading

MOST_MULTIPARTS = 50


def read_mht(raw: Raw) -> Reading:
    """Read the page in a web archive."""
    if raw.content.lower().count(b"multipart/") > MOST_MULTIPARTS:
        raise ReadError("is nested deeper than any page is saved; do not trust it, or save it as .txt")
    message = email.message_from_bytes(raw.content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                return read_html(replace(raw, content=content))
    raise ReadError("is a web archive without a page in it; save it as .html or .txt")
