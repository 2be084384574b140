"""Duties that a sentence tells before the penalty for a breach of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bounds import AT_LEAST

if TYPE_CHECKING:
    from policycmp.targets.candidates import Candidate

_SO_MUCH = re.compile(AT_LEAST)
_BREACH = re.compile(r"[,;](?:没有|未(?!来)|不(?!少|低|超|高|得))[^,;。\d]{1,12}的")


def is_duty_before_breach(candidate: Candidate, flat: str) -> bool:
    """Tell what must be done (每年演练不少于2次，没有开展的，处…) from what is paid by those who have not done it.

    Args:
        candidate: the quantity in its place, in a sentence that names a penalty.
        flat: the folded text of its clause.
    """
    if not _SO_MUCH.match(flat, candidate.span.start):
        return False
    return _BREACH.search(flat, candidate.span.end, candidate.sentence.end) is not None
