"""What a page tells of a text in short lines above it, each statement closed by a semicolon: no unit of the text."""

from __future__ import annotations

from policycmp.language import patterns as re
from policycmp.models import Span

_STATEMENT = r"[^\n。:|]{4,40}\d[^\n。:|;]{0,20}"
# 每年发布项目100项以上;⏎单个项目支持不低于1000万元;⏎…
_TEASER = re.compile(rf"^(?:[^\S\n]*{_STATEMENT};\s*\n){{2,20}}(?:[^\S\n]*{_STATEMENT}(?=\n))?", re.MULTILINE)


def find_teaser(folded: str, end: int) -> Span | None:
    """Find the statements on lines of their own above a text.

    Args:
        folded: folded text.
        end: where its first unit starts.

    Returns:
        Where they stand, or None.
    """
    match = _TEASER.search(folded, 0, end)
    return Span(*match.span()) if match else None
