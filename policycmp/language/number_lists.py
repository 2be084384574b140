"""What the numbers of a list share: the unit that its last prints (2万、5万、10万元), the 第 that its first does."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.numerals import MAGNITUDE, MAGNITUDE_END, parse_number
from policycmp.models import Comparator, Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycmp.models import Span

# What may stand between two members: 2万、5万和10万元.
_BETWEEN = re.compile(r"\s?(?:/[\u4e00-\u9fff]{1,4})?(?:、|和|及|以及|或|或者|与|至|到)\s?")
# What makes a number without a unit part of a name: 附件1、表2、No.3, A2.
_NAMING = re.compile(r"[第表图件卷栏A-Za-z.]\s?$")


def joins(between: str) -> bool:
    """Tell whether the text between two numbers makes them members of one list."""
    return _BETWEEN.fullmatch(between) is not None


def carried_quantity(text: str, span: Span, following: Span, last: Quantity) -> Quantity | None:
    """Read a number without a unit before one that has it.

    Args:
        text: folded text.
        span: the number's place.
        following: the place of the next number of the list.
        last: the number that prints the unit.

    Returns:
        The quantity in the unit of the last (and in its magnitude, where it has none of its own: 5、10、15万元), or
        None where the numbers are no list, or this one is part of a name.
    """
    between = text[span.end : following.start]
    # 2万/5万/10万元: of money only, since 2/3 is a fraction.
    steps = between.strip() == "/" and last.unit == "元"
    if not (joins(between) or steps) or last.value_max is not None:
        return None
    if (
        not span.start
        or text[span.start - 1] == "\n"
        or _NAMING.search(text, max(0, span.start - 2), span.start)
    ):
        return None
    number = span.of(text)
    own = MAGNITUDE_END.search(number)
    value = parse_number(number if own else number + _magnitude(last))
    if not value:
        return None
    bound = last.comparator if last.text.endswith(_BEHIND) else Comparator.EQ
    return Quantity(span, number, value, last.unit, bound)


_BEHIND = ("以上", "以下", "以内", "左右")
_NUMBER = re.compile(rf"\d(?P<magnitude>{MAGNITUDE})?(?=[^\d,.]*$)")


def _magnitude(quantity: Quantity) -> str:
    match = _NUMBER.search(quantity.text)
    return (match["magnitude"] or "") if match else ""


def ordinal_members(kinds: Sequence[tuple[Span, bool]], text: str) -> set[Span]:
    """Find the numbers that go on with an ordinal (第2、3条).

    Args:
        kinds: the numbers in order, each with whether it is an ordinal by itself.
        text: folded text.

    Returns:
        The places of those that are ordinals through the one before.
    """
    found: set[Span] = set()
    for (before, ordinal), (span, _) in itertools.pairwise(kinds):
        if (ordinal or before in found) and joins(text[before.end : span.start]):
            found.add(span)
    return found
