"""Bold and dim for terminals that want them; nothing at all for the others."""

from __future__ import annotations

from collections.abc import Callable

Paint = Callable[[str, str], str]


def paint_for(*, color: bool) -> Paint:
    """Choose how text is styled.

    Args:
        color: whether escape sequences may be written at all.

    Returns:
        A function of a visible text and a style ("bold", "dim" or ""), which never reads markup in the text.
    """
    if not color:
        return _plain
    from rich.color import ColorSystem  # noqa: PLC0415 (half of a cold start, and pipes need none of it)
    from rich.style import Style  # noqa: PLC0415

    def paint(text: str, style: str) -> str:
        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if style else text

    return paint


def _plain(text: str, _style: str) -> str:
    return text
