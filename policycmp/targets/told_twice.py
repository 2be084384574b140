"""What the lead of a page tells first and its body tells again in the same words: one commitment, not two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.models import Target, TargetType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Clause

# A lead is the first paragraph or two of a page; what a plan says farther down it may well say twice.
_LEAD_ENDS = 700
# How many characters before a number make its words the same: longer than any formula of grants (给予一次性奖励).
_SAME_WORDS = 11
_MARKS = re.compile(r"[\s,;:。、“”\"()!?]+")
_FAR = 60


def told_again(targets: Sequence[Target], clauses: Sequence[Clause], folded: str) -> list[Target]:
    """Find the grants of a page's lead that stand again in its body.

    Args:
        targets: the commitments of a document in order of place.
        clauses: its clauses; what has a number is no lead.
        folded: its folded text.

    Returns:
        Those of the lead, in order.
    """
    numbered = {clause.id for clause in clauses if clause.number}
    found: list[Target] = []
    for index, target in enumerate(targets):
        words = _words_before(target, folded)
        below = (one for one in targets[index + 1 :] if _in_another_paragraph(target, one, folded))
        again = any(_is_same(target, one) and _words_before(one, folded) == words for one in below)
        in_lead = target.span.start <= _LEAD_ENDS and target.clause not in numbered
        # With the first that stands once the body has begun: its grants may share their formula.
        if not (in_lead and again and len(words) == _SAME_WORDS and target.type is TargetType.INCENTIVE):
            break
        found.append(target)
    return found


def _is_same(target: Target, other: Target) -> bool:
    return (
        other.type is target.type
        and other.value == target.value
        and other.unit == target.unit
        and other.comparator is target.comparator
    )


def _in_another_paragraph(target: Target, other: Target, folded: str) -> bool:
    return folded.find("\n", target.span.end, other.span.start) >= 0


def _words_before(target: Target, folded: str) -> str:
    """Give the last characters of the paragraph before a number, without its marks."""
    start = target.span.start
    line = folded.rfind("\n", max(0, start - _FAR), start) + 1
    return _MARKS.sub("", folded[max(line, start - _FAR) : start])[-_SAME_WORDS:]
