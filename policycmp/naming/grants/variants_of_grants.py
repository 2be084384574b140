"""The class that gets another amount than the plain one before its brackets (每件资助1000元(非职务发明500元))."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policycmp.language import patterns as re
from policycmp.language.bracketed_variants import find_variant
from policycmp.models import TargetType
from policycmp.naming.grants.condition_words import quoted

if TYPE_CHECKING:
    from policycmp.naming.clause_passages import Place
    from policycmp.naming.readings import Context, Reading

_FARTHEST = 60
_EACH = re.compile(r"（每[^（）]{1,4}）$")


def read_variant(context: Context, place: Place) -> tuple[Reading, int, str] | None:
    """Read an amount in brackets behind the one of which it is a variant.

    Args:
        context: the clause.
        place: the amount in its place.

    Returns:
        What was read of the plain amount with the class as its tier, which of those counted it is, and the class;
        None where the amount is no variant.
    """
    flat, passage = context.passage.flat, context.passage
    if place.target.type is not TargetType.INCENTIVE or not passage.bracketed(place.start):
        return None
    opened = flat.rfind("(", max(place.statement[0], place.start - _FARTHEST), place.start)
    outside = [index for index, (one, _) in enumerate(context.counted) if one.end <= opened]
    if opened < 0 or not outside:
        return None
    plain, reading = context.counted[outside[-1]]
    told = find_variant(flat, plain.end, place.start)
    if told is None or plain.statement != place.statement or plain.target.unit != place.target.unit:
        return None
    if plain.target.type is not TargetType.INCENTIVE:
        return None
    class_ = quoted(context, told)
    return replace(reading, tier=class_), outside[-1], class_


def name_variant(plain: str, class_: str) -> str:
    """Add the class to the name of the plain amount (发明专利申请资助（非职务发明）（每件）).

    Args:
        plain: the name of the plain amount.
        class_: who or what gets the other amount.
    """
    each = _EACH.search(plain)
    start = each.start() if each else len(plain)
    return f"{plain[:start]}（{class_}）{plain[start:]}"
