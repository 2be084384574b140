"""Tables whose cells ran together when they were copied: their digits are no numbers that anybody could read."""

from __future__ import annotations

from policycmp.language import patterns as re
from policycmp.models import Span

# A header of years without anything between them, then labels that run straight into digits.
_HEADER = re.compile(r"20(?<!\d20)\d\d年度?(?:20\d\d年度?)+")
_ROW = re.compile(r"[^\d。;,!?:\n、]{2,40}[\d.]+(?:%|(?=\D|$))")
_LONG = re.compile(r"\d(?<![\d.]\d)\d{15,}")
_DIGITS = re.compile(r"\d[\d.]*")
_FEWEST_ROWS = 2


def find_run_together(text: str) -> list[tuple[Span, tuple[Span, ...]]]:
    """Find the tables whose cells ran together.

    Args:
        text: folded text.

    Returns:
        Each table's whole stretch with the spans of its digits (those of its header of years are dates, and left
        out), in order of place. More than fifteen digits in a row are such a table by themselves.
    """
    tables = [table for match in _HEADER.finditer(text) if (table := _table(text, match))]
    reached = [whole for whole, _ in tables]
    for match in _LONG.finditer(text):
        span = Span(*match.span())
        if not any(whole.holds(span) for whole in reached):
            tables.append((span, (span,)))
    return sorted(tables)


def _table(text: str, header: re.Match[str]) -> tuple[Span, tuple[Span, ...]] | None:
    """Follow the rows behind a header; None where fewer follow than make a table."""
    rows: list[Span] = []
    end = header.end()
    while row := _ROW.match(text, end):
        end = row.end()
        rows.append(Span(*row.span()))
    if len(rows) < _FEWEST_ROWS:
        return None
    digits = (Span(*match.span()) for match in _DIGITS.finditer(text, header.end(), end))
    return Span(header.start(), end), tuple(digits)
