"""The year that a paragraph sets for the items it leads into (到2025年，实现以下目标：)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycmp.language.text import fold
from policycmp.targets.dating import find_time_phrases, paragraph_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Clause

_LEADS = re.compile(r"(?::|如下|以下(?:主要)?目标|目标是|达到以下)[。\s]*$")
_LONGEST_LEAD = 40
_GOALS = re.compile(r"目标|指标|愿景")
# 到2027年，… before items without a number: the paragraph sets goals, whatever its part is called.
_SETS_GOALS = re.compile(r"(?:^|[,;。\s])(?:力争|争取|确保)?(?:到|至)\s?(?:20\d\d\s?年|“?十[一二三四五六]五)")


def leading_years(clauses: Sequence[Clause], folded: str, issued: int | None) -> list[int | None]:
    """Find the year that each clause has from the paragraph before the list it is an item of.

    Args:
        clauses: the clauses of a document in order.
        folded: its text, folded.
        issued: the year of issue, from which 三年内 counts.

    Returns:
        A year or None for each clause: that of the last time phrase in the paragraph which leads into its list. Items
        without a number (——) of a part about goals need no colon before them.
    """
    years: list[int | None] = []
    for index, clause in enumerate(clauses):
        before = clauses[index - 1] if index else None
        if before and before.path == clause.path and bool(before.number) == bool(clause.number):
            years.append(years[-1])
            continue
        start = (
            before.span.start if before and _is_parent(before, clause) else before.span.end if before else 0
        )
        above = folded[start : clause.span.start].rstrip()
        years.append(_year_of_lead(above, clause, issued))
    return years


def _is_parent(before: Clause, clause: Clause) -> bool:
    return (*before.path, before.heading) == clause.path or (
        before.path == clause.path and not clause.number and bool(before.number)
    )


def _year_of_lead(above: str, clause: Clause, issued: int | None) -> int | None:
    paragraph = above[paragraph_start(above, len(above)) :]
    goals = any(_GOALS.search(fold(heading)) for heading in clause.path[-2:]) or _SETS_GOALS.search(paragraph)
    if not (_LEADS.search(above[-_LONGEST_LEAD:]) or (goals and not clause.number)):
        return None
    phrases = find_time_phrases(paragraph, issued)
    return phrases[-1].year if phrases else None
