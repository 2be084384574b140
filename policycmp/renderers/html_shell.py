"""The shell of a page: its head, and a policy that allows its own script and style and nothing from outside."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from html import escape as escape_html
from typing import TYPE_CHECKING

from policycmp.renderers.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@lru_cache(maxsize=4096)  # few texts of a large table differ
def escape(text: str) -> str:
    """Write a text so that a browser shows it as it stands, in an attribute too; line feeds stay."""
    return escape_html(visible(text))


def shell_lines(
    title: str,
    body: Iterable[str],
    *,
    lang: str,
    style: str,
    script: str,
    attributes: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Write a page round the lines of its body.

    Args:
        title: of the window, as plain text.
        body: lines of HTML, what is foreign in them escaped; no element of theirs carries a `style` or a handler.
        lang: of the page, as HTML names it.
        style: the page's one style sheet.
        script: the page's one script, run when the body is there.
        attributes: of the body.

    Yields:
        Lines without their ends.
    """
    policy = (
        f"default-src 'none'; img-src data:; style-src {_fingerprint(style)}; script-src {_fingerprint(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    yield "<!DOCTYPE html>"
    yield f'<html lang="{lang}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="generator" content="policycmp">'
    yield '<link rel="icon" href="data:,">'
    yield f"<title>{escape(title) or 'policycmp'}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"
    named = "".join(f' {name}="{escape(value)}"' for name, value in (attributes or {}).items())
    yield f"<body{named}>"
    yield from body
    yield f"<script>{script}</script>"
    yield "</body>"
    yield "</html>"


def _fingerprint(text: str) -> str:
    """Name the content of an element by its hash, as a content security policy does."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
