"""Titles inside a paragraph: measures that were pasted into one line (支持品牌建设。…支持产研融合。…)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.text import strip
from policycmp.models import Span
from policycmp.segment.headings import DEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE = re.compile(
    rf"""
    (?<=[。;!]) \s* (?P<title>
      (?:{DEEDS}|扶持|奖励|激励)[^。,;:!?\n\d]{{2,20}} ) 。 (?=[^。\n]{{10}})
    """,
    re.VERBOSE,
)
_GOALS = re.compile(
    r"""
    (?<=[:;]) \s* (?P<title> [^。,;:!?\n\d]{4,16}
      (?:持续|明显|显著|稳步|加快|不断|全面|有效|大幅|逐步|更加|基本|进一步|快速)
      (?:提[高升]|发展|增[强长]|改善|优化|完善|壮大|扩大|健全|形成|巩固|稳固|推进|加强|合理|深化|增加|显现|建成)
    ) 。 (?=[^。\n]{10})
    """,
    re.VERBOSE,
)
"""重要农产品保障能力持续提高。 behind a colon or the semicolon of the goal before it."""
_GOAL = re.compile(r"(?<=。)\s*(?P<goal>“?十[一二三四五]五”?(?:期间|时期|末)|(?:到|至)20\d\d年)")
"""What is reached with all of the measures, behind the last one."""
_FIGURE = re.compile(r"\d")
_FEWEST = 3


def split_at_titles(plain: str, span: Span) -> Iterator[Span]:
    """Divide a paragraph at the titles of the measures that were pasted into it.

    Args:
        plain: the blanked text.
        span: a paragraph under no number.

    Returns:
        The measures, each with its title, and the goals behind them; what stands before the first title only
        where it holds a figure. A paragraph with fewer than three titles stays whole.
    """
    titles = [match.start("title") for match in _TITLE.finditer(plain, span.start, span.end)]
    goals = [match.start("title") for match in _GOALS.finditer(plain, span.start, span.end)]
    if len(titles) < _FEWEST and len(goals) > 1:
        titles = goals
    elif len(titles) < _FEWEST:
        yield span
        return
    goal = _GOAL.search(plain, titles[-1], span.end)
    ends = [goal.start("goal")] if goal else []
    for start, end in pairwise([span.start, *titles, *ends, span.end]):
        if start != span.start or _FIGURE.search(plain, start, end):
            yield strip(plain, Span(start, end))
