"""Folding for matching, and sentences. Both keep offsets: a span on the folded text is a span on the original."""

from __future__ import annotations

import unicodedata
from collections import deque
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

# Characters that NFKC maps one to one onto the character that a keyboard writes. Everything else stays: NFKC as a
# whole would turn the footnote mark in `2025①` into `20251` and move offsets.
_FOLDED_BLOCKS = (
    (0xFF01, 0xFF5E),  # full-width ASCII
    (0xFE50, 0xFE6B),  # small forms (﹒)
    (0x2E80, 0x2FD5),  # CJK and Kangxi radicals, as PDFs write them
    (0xF900, 0xFAFF),  # compatibility ideographs
)
# Colons that NFKC leaves or takes apart: the ratio sign and those of vertical type (1∶0.5, 1︰0.5).
_COLONS = "\u2236\ufe13\ufe30\ua789"
_TRADITIONAL = Path(__file__).parent.parent / "data" / "traditional.txt"
_SPACES = "\u3000\u00a0\u2002\u2003\u2009\u202f"
_LONG = 4096
# What a list has before its items in place of numbers.
BULLETS = "•●◆■▲★►▶➤➢❖◇□▪✪☆△○◎✦✧✓✔√☞➣➔→▷❑❏"
# What stands in brackets, with them.
BRACKETED = re.compile(r"\([^()]*\)")
_FIRST_IDEOGRAPH = "\u4e00"
_SENTENCE_END = re.compile(r"[。!?！？\n](?:(?<=\n)\n*|(?<!\n)[。!?！？]*[”’」』）)]*)")


@cache
def _folding() -> dict[str, str]:
    table = dict.fromkeys(_SPACES, " ") | dict.fromkeys(_COLONS, ":")
    for first, last in _FOLDED_BLOCKS:
        for character in map(chr, range(first, last + 1)):
            plain = unicodedata.normalize("NFKC", character)
            if len(plain) == 1 and plain != character:
                table[character] = plain
    lines = _TRADITIONAL.read_text(encoding="utf-8").splitlines()
    traditional, simplified = (line for line in lines if not line.startswith("#"))
    simple = dict(zip(traditional, simplified, strict=True))
    # A radical may stand for a traditional character: what is folded once is folded for good.
    return {character: simple.get(plain, plain) for character, plain in table.items()} | simple


@cache
def _foldable() -> re.Pattern[str]:
    """Match what is folded; five times as fast as `str.translate`, which looks at every character."""
    return re.compile(f"[{re.escape(''.join(_folding()))}]")


def fold(text: str) -> str:
    """Map full-width ASCII, odd spaces, radicals, compatibility and traditional ideographs to their plain form.

    Args:
        text: any text.

    Returns:
        A text of the same length, character for character, so that offsets carry over both ways.
    """
    return _fold_clause(text) if len(text) < _LONG else _fold_plan(text)


def fold_ideographs(text: str) -> str:
    """Make the ideographs of a text simplified; marks and letters stay as they are printed.

    Args:
        text: any text.
    """
    folded = fold(text)
    if folded == text:
        return text
    pairs = zip(folded, text, strict=True)
    return "".join(plain if plain >= _FIRST_IDEOGRAPH else printed for plain, printed in pairs)


def fold_words(words: Iterable[str]) -> list[str]:
    """Fold many short texts of one line at once."""
    lines = "\n".join(words)
    return fold(lines).split("\n") if lines else []


def _fold(text: str) -> str:
    table = _folding()
    # Nine of ten that are folded are commas.
    return _foldable().sub(lambda match: table[match[0]], text.replace("，", ","))


# Each stage folds the clauses of a plan, and some the whole of it; plans differ in length, so few are kept.
_fold_clause = lru_cache(1024)(_fold)
_fold_plan = lru_cache(4)(_fold)


def sentences(text: str) -> list[Span]:
    """Split a text at 。！？ and line ends.

    Args:
        text: folded or not.

    Returns:
        The sentences in order, without surrounding blanks, as spans into `text`; their end mark is inside.
    """
    spans = []
    start = 0
    for end in [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]:
        span = strip(text, Span(start, end))
        if span.start < span.end:
            spans.append(span)
        start = end
    return spans


def strip(text: str, span: Span) -> Span:
    """Shrink a span until it neither starts nor ends with white space (an empty one keeps its start)."""
    start, end = span.start, span.end
    if start < end <= len(text) and not (text[start].isspace() or text[end - 1].isspace()):
        return span
    quote = span.of(text)
    start = span.start + len(quote) - len(quote.lstrip())
    return Span(start, max(start, span.start + len(quote.rstrip())))


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Find the last place where a pattern matches, or None."""
    found = deque(pattern.finditer(text), maxlen=1)
    return found[0] if found else None
