"""What the pages share: colours and type by day and by night, the policy, and data that a script reads."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from policycmp.language import patterns as re
from policycmp.renderers.html_shell import shell_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

_LANGS = {"en": "en", "zh": "zh-Hans"}
# What would end a script element, or a line of it for older parsers; and the halves of a pair that broken text may
# hold, which no file can: JSON has a way to write them.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def write_page(title: str, body: Iterable[str], *, name: str, lang: str = "en", more_style: str = "") -> str:
    """Write a page.

    Args:
        title: of the window, as plain text.
        body: lines of HTML, what is foreign in them escaped with `renderers.html_shell.escape`. No element may carry a
            `style` or a handler: the policy forbids both.
        name: of the page; `NAME.css` and `NAME.js` of this package are its style, behind that of all pages, and its
            script.
        lang: of the words.
        more_style: of what the page is made of, between the two.

    Returns:
        The page, which loads nothing.
    """
    style = own_file("shell.css") + more_style + own_file(f"{name}.css")
    lines = shell_lines(title, body, lang=html_lang(lang), style=style, script=own_file(f"{name}.js"))
    return "".join(f"{line}\n" for line in lines)


def html_lang(lang: str) -> str:
    """Name a language of the labels as HTML does."""
    return _LANGS.get(lang, lang)


def data_block(name: str, content: Any) -> str:
    """Write data for the page's script, which reads `JSON.parse(document.getElementById(NAME).textContent)`.

    Args:
        name: the id of the element.
        content: what JSON can hold; foreign texts may be in it as they are.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    text = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f'<script type="application/json" id="{name}">{text}</script>'


@cache
def own_file(name: str) -> str:
    """Read a style or a script of this package."""
    return resources.files("policycmp.pages").joinpath(name).read_text(encoding="utf-8")
