"""Text of foreign documents made safe to show: what a terminal or a page would obey is shown or left out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from policycmp.language import patterns as re

# Characters that show nothing by themselves and only change how neighbours are drawn or broken. They are left
# out, since a mark in their place would fill texts that were copied from web pages with noise.
_SOFT = frozenset(
    (
        *(0x00AD, 0x034F, 0x17B4, 0x17B5, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF),
        *range(0x180B, 0x1810),  # Mongolian variation selectors
        *range(0xFE00, 0xFE10),  # variation selectors
        *range(0xE0100, 0xE01F0),
        *range(0x1F3FB, 0x1F400),  # skin tones: terminals disagree on their width
    )
)
_LINE_ENDS = frozenset("\n\x85\u2028\u2029")
_FIRST_FLAG_LETTER, _LAST_FLAG_LETTER = 0x1F1E6, 0x1F1FF
_CONTROL_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, "\u2421"
_REPLACEMENT = "\ufffd"
_HIDDEN_CATEGORIES = frozenset(["Cc", "Cf", "Cs", "Cn"])
_IDEOGRAPHIC_PLANES = range(0x20000, 0x3FFFE)

# What a console without these characters shows instead; anything else becomes a question mark.
_SPELLED_OUT = str.maketrans(
    {
        **dict.fromkeys("–—−―", "-"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’", "'"),
        "…": "...",
        "≥": ">=",
        "≤": "<=",
        "≈": "~",
        "≅": "~=",
        "×": "x",
        "·": ".",
        "\u00a0": " ",
        "\u3000": "  ",
        **{block: str(eighths) for eighths, block in enumerate("▁▂▃▄▅▆▇█", start=1)},
    }
)


# GitHub's runner obeys lines that begin with `::` or hold `##[`, whoever wrote them.
_COMMAND = re.compile(r"(?<=:)(?=:)|(?<=##)(?=\[)")


# What nearly all texts are made of, and is shown as it is: ASCII, punctuation of both scripts, ideographs.
_PLAIN = re.compile(r"[\n -~\u2010-\u2027\u2030-\u205e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]*")


class _Substitutes(dict[int, str]):
    """What each code point is shown as, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _substitute(chr(code))
        return shown


def _substitute(char: str) -> str:
    code = ord(char)
    if char in _LINE_ENDS:
        return "\n"
    if char == "\t":
        return " "
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return _DELETE_PICTURE
    if code in _SOFT:
        return ""
    if _FIRST_FLAG_LETTER <= code <= _LAST_FLAG_LETTER:
        return chr(ord("A") + code - _FIRST_FLAG_LETTER)
    if unicodedata.category(char) in _HIDDEN_CATEGORIES and code not in _IDEOGRAPHIC_PLANES:
        return _REPLACEMENT
    return char


_SUBSTITUTES = _Substitutes()


@lru_cache(maxsize=4096)  # few texts of a large table differ
def visible(text: str) -> str:
    """Show control characters as pictures (␛), bidirectional overrides as �, and leave out zero-width ones.

    Args:
        text: any text, also with lone surrogates.

    Returns:
        A text of printable characters and line feeds only; every kind of line end has become a line feed, a
        tab a blank; `::` and `##[`, by which a log of CI takes commands, are set apart.
    """
    if not _PLAIN.fullmatch(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SUBSTITUTES)
    return apart(text)


def apart(text: str) -> str:
    """Set apart by a blank what a log of CI would take for a command: `::` and `##[`."""
    return _COMMAND.sub(" ", text) if "::" in text or "##[" in text else text


def encodable(text: str, encoding: str) -> str:
    """Replace the characters that an encoding lacks, by a plainer spelling or a question mark.

    Args:
        text: any text.
        encoding: a name that Python knows.

    Returns:
        A text that encodes without an error.
    """
    if _fits(text, encoding):
        return text
    plain = "".join(char if _fits(char, encoding) else char.translate(_SPELLED_OUT) for char in text)
    return plain.encode(encoding, "replace").decode(encoding)


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
